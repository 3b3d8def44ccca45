"""What the machine's links and the events add up to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from alignment.project.events import ChangeTerms, gone
from alignment.records import (
    SIDES,
    Comment,
    Dismissal,
    Flag,
    Judgement,
    Link,
    Pair,
    Proposal,
    Rating,
    Recount,
    ReviewedLink,
    SentenceLink,
    Side,
    units_of,
)

_Note = TypeVar("_Note", Flag, Comment, Proposal)


@dataclass(frozen=True)
class State:
    """What the machine's links and the events add up to. What is looked up in it is indexed at the first look."""

    links: tuple[ReviewedLink, ...]
    """In reading order."""

    flags: tuple[Flag, ...]
    sequence: int
    """Of the last event, 0 before the first."""

    comments: tuple[Comment, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    assignments: tuple[tuple[str, str], ...] = ()
    """Each assigned section's id and its reviewer."""

    sample: tuple[Pair, ...] = ()
    """The links of the double review; empty where there is none."""

    judgements: tuple[Judgement, ...] = ()
    ratings: tuple[Rating, ...] = ()
    dismissals: tuple[Dismissal, ...] = ()
    terms: tuple[ChangeTerms, ...] = ()
    """What reviewers changed in the glossary, in order."""

    cuts: tuple[Recount, ...] = ()
    """Units that became two and new versions of a text, in order; see `cutting`."""

    people: tuple[tuple[str, str], ...] = ()
    """The id of each browser or account that has said who it is, and the reviewer's name."""

    sentences: tuple[SentenceLink, ...] = ()
    """What was said of links of sentences inside links of paragraphs, in order."""

    link_assignments: tuple[tuple[Side, int, str], ...] = ()
    """Each unit whose link was given to a reviewer, and to whom."""

    def link(self, pair: Pair) -> ReviewedLink:
        """The link with these units.

        Raises:
            ActRefused: there is none (any more).
        """
        return self.links[self.place(pair)]

    def place(self, pair: Pair) -> int:
        """Where in `links` the link with these units stands; raises as `link` does."""
        try:
            return self.places[pair]
        except KeyError:
            raise gone(pair) from None

    def place_of_unit(self, side: Side, unit: int) -> int:
        """Where in `links` the link with the side's unit at this place stands."""
        return (self._of_kk if side == "kk" else self._of_en)[unit]

    def flags_of(self, link: Link) -> tuple[Flag, ...]:
        """The flags that share a unit with the link."""
        return _of(self._flag_units, link)

    def sentences_of(self, pair: Pair) -> tuple[SentenceLink, ...]:
        """What was said of links of sentences that stand inside a link as a whole, in order."""
        units = self._sentence_units
        own = [(side, unit) for side in SIDES for unit in units_of(pair, side)]
        found = {(said.number, said.pair): said for named in own for said in units.get(named, ())}
        named_here = set(own)
        return tuple(found[key] for key in sorted(found) if {s[:2] for spans in key[1] for s in spans} <= named_here)

    def assigned_to(self, pair: Pair) -> str:
        """Whom a link was given to: the first of its English units that was given to somebody tells, else of its Kazakh
        ones. Empty where none was; then it is whose section it stands in."""
        given = self._given
        own = ((side, unit) for side in reversed(SIDES) for unit in units_of(pair, side)) if given else ()
        return next((given[named] for named in own if named in given), "")

    def ratings_of(self, pair: Pair) -> tuple[Rating, ...]:
        """What reviewers think of the link as a whole."""
        return tuple(self._ratings_of.get(pair, ()))

    def comments_of(self, link: Link) -> tuple[Comment, ...]:
        """The comments that share a unit with the link."""
        return _of(self._comment_units, link)

    def proposals_of(self, link: Link) -> tuple[Proposal, ...]:
        """The proposals that share a unit with the link."""
        return _of(self._proposal_units, link)

    @cached_property
    def places(self) -> dict[Pair, int]:
        """Where each link stands in `links`, by its units."""
        return {reviewed.link.pair: place for place, reviewed in enumerate(self.links)}

    @cached_property
    def accepted(self) -> int:
        """How many links are accepted."""
        return sum(reviewed.status == "accepted" for reviewed in self.links)

    @cached_property
    def _of_kk(self) -> dict[int, int]:
        return {unit: place for place, reviewed in enumerate(self.links) for unit in reviewed.link.kk}

    @cached_property
    def _of_en(self) -> dict[int, int]:
        return {unit: place for place, reviewed in enumerate(self.links) for unit in reviewed.link.en}

    @cached_property
    def _flag_units(self) -> dict[tuple[Side, int], list[Flag]]:
        return _by_unit(self.flags)

    @cached_property
    def _sentence_units(self) -> dict[tuple[Side, int], list[SentenceLink]]:
        units: dict[tuple[Side, int], list[SentenceLink]] = {}
        for said in self.sentences:
            for named in {(span.side, span.unit): None for own in said.pair for span in own}:
                units.setdefault(named, []).append(said)
        return units

    @cached_property
    def _given(self) -> dict[tuple[Side, int], str]:
        return {(side, unit): to for side, unit, to in self.link_assignments}

    @cached_property
    def _ratings_of(self) -> dict[Pair, list[Rating]]:
        found: dict[Pair, list[Rating]] = {}
        for rating in self.ratings:
            found.setdefault(rating.pair, []).append(rating)
        return found

    @cached_property
    def _comment_units(self) -> dict[tuple[Side, int], list[Comment]]:
        return _by_unit(self.comments)

    @cached_property
    def _proposal_units(self) -> dict[tuple[Side, int], list[Proposal]]:
        return _by_unit(self.proposals)


def _by_unit(notes: Iterable[_Note]) -> dict[tuple[Side, int], list[_Note]]:
    units: dict[tuple[Side, int], list[_Note]] = {}
    for note in notes:
        for unit in note.kk:
            units.setdefault(("kk", unit), []).append(note)
        for unit in note.en:
            units.setdefault(("en", unit), []).append(note)
    return units


def _of(units: dict[tuple[Side, int], list[_Note]], link: Link) -> tuple[_Note, ...]:
    if not units:
        return ()
    keys: list[tuple[Side, int]] = [*(("kk", unit) for unit in link.kk), *(("en", unit) for unit in link.en)]
    found = {note.id: note for key in keys for note in units.get(key, ())}
    return tuple(found[number] for number in sorted(found))
