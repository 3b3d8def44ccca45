"""What a new version of one side's text would change in a project: looked at before it is brought in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from alignment import pipeline
from alignment.embedding import Encoder
from alignment.exceptions import ActRefused
from alignment.project import Project, State, Update, carrying
from alignment.records import Alignment, Comment, Document, Flag, Pair, Proposal, Side, Version, units_of
from alignment.review.continuing import version_of

ChangeKind = Literal["kept", "changed", "new", "gone"]

_NEARBY = 50  # links; where text was moved, what stands between two units may be half the text


@dataclass(frozen=True, slots=True)
class UnitChange:
    """What becomes of a unit."""

    change: ChangeKind
    id: str
    """The unit's id in the new version, or the one that it had where it is gone."""

    before: str
    """Its text so far; of several units joined by a space. Empty where it is new."""

    after: str


@dataclass(frozen=True)
class Comparison:
    """What a new version would change. Nothing is changed by it."""

    state: State
    """With which it was compared."""

    alignment: Alignment
    """The texts as they would be."""

    version: Version
    is_same: bool
    """Whether it is the text that is there."""

    units: tuple[UnitChange, ...]
    """In the order of the new version; what is gone stands last."""

    going: tuple[carrying.Continued, ...]
    """The links that go on, with all that was said of them."""

    given_up: tuple[carrying.Continued, ...]
    """The links that do not: the machine aligns what is left of them anew, with the new units."""

    @cached_property
    def counts(self) -> Counter[ChangeKind]:
        """How many units are kept, changed, new and gone."""
        return Counter(unit.change for unit in self.units)

    @cached_property
    def to_look_at(self) -> int:
        """How many accepted links need review after it, because they read otherwise."""
        accepted = {reviewed.pair for reviewed in self.state.links if reviewed.status == "accepted"}
        return sum(not accepted.isdisjoint(one.before) for one in self.going if one.altered)

    @cached_property
    def notes_gone(self) -> int:
        """How many flags, comments and proposals go with the text that they are about."""
        notes: tuple[Flag | Comment | Proposal, ...] = (*self.state.flags, *self.state.comments, *self.state.proposals)
        return sum(not any(carrying.moved_to_version((note.kk, note.en), self.version)) for note in notes)

    def act(self, encoder: Encoder) -> Update:
        """What brings it in: the links that the machine finds around those that go on."""
        links = pipeline.realign_rest(self.alignment, [one.pair for one in self.going], encoder) if self._leaves_any else ()
        # What the machine finds as it was goes on like the others.
        again = {one.pair for one in self.given_up if units_of(one.pair, self.version.side)}
        again.intersection_update(link.pair for link in links)
        made = [link for link in links if link.pair not in again]
        before = tuple(pair for one in self.given_up if one.pair not in again for pair in one.before)
        scores = tuple((link.confidence, link.similarity) for link in made)
        return Update(self.version, before, tuple(link.pair for link in made), scores)

    @property
    def _leaves_any(self) -> bool:
        return bool(self.given_up) or any(not came for came in self.version.came)


def compare_version(project: Project, side: Side, document: Document) -> Comparison:
    """What a new version of one side's text would change in a project. O(units) where most of it is as it was.

    Raises:
        ActRefused: it is in the other language.
    """
    if document.language != side:
        raise ActRefused(
            "{name}: this text is in English; name a Kazakh one, or bring it in as the English side"
            if side == "kk"
            else "{name}: this text is in Kazakh; name an English one, or bring it in as the Kazakh side",
            name=document.name,
        )
    state = project.state()
    alignment = project.alignment_of(state)
    version = version_of(project, alignment, document)
    old = alignment.units(side)
    is_same = (
        version.paragraphs == alignment.document(side).paragraphs
        and version.came == tuple((place,) for place in range(len(old)))
        and not version.changed
    )
    going, given_up = _links(state, version)
    return Comparison(
        state,
        carrying.with_version(alignment, version),
        version,
        is_same,
        tuple(_units(alignment, version)),
        tuple(going),
        tuple(given_up),
    )


def _units(alignment: Alignment, version: Version) -> list[UnitChange]:
    old, found = alignment.units(version.side), []
    for new, unit in enumerate(version.units):
        before = " ".join(old[place].text for place in version.came[new])
        change: ChangeKind = "kept" if version.is_same(new) else "changed" if before else "new"
        found.append(UnitChange(change, unit.id, before, unit.text))
    gone = (unit for place, unit in enumerate(old) if place not in version.went)
    return [*found, *(UnitChange("gone", unit.id, unit.text, "") for unit in gone)]


def _links(state: State, version: Version) -> tuple[list[carrying.Continued], list[carrying.Continued]]:
    """The links that go on, and those that the machine is to look for anew: without a unit on the side any more; and of
    those that nobody has looked at, what lost a unit or reads otherwise beside new text, and what stood alone there."""
    side, places = version.side, state.places
    groups = [one for one in carrying.continued([r.pair for r in state.links], version) if any(one.pair)]
    groups.sort(key=lambda one: places[one.before[0]])
    untouched = [all(_is_untouched(state, pair) for pair in one.before) for one in groups]
    owners = {new: at for at, one in enumerate(groups) for new in units_of(one.pair, side)}
    given_up: set[int] = set()
    for at, one in enumerate(groups):
        had = [old for pair in one.before for old in units_of(pair, side)]
        loses = any(old not in version.went for old in had)
        if loses and (untouched[at] or not units_of(one.pair, side)):
            given_up.add(at)
    opened = _opened(owners, len(version.came), len(groups)) | {k for at in given_up for k in (at - 1, at + 1)}
    for at in sorted(opened):
        step = at
        while 0 <= step < len(groups) and untouched[step] and not all(groups[step].pair):
            given_up.add(step)
            step += 1
        if 0 <= at < len(groups) and untouched[at] and groups[at].altered:
            given_up.add(at)
    going = [one for at, one in enumerate(groups) if at not in given_up]
    return going, [one for at, one in enumerate(groups) if at in given_up]


def _is_untouched(state: State, pair: Pair) -> bool:
    reviewed = state.link(pair)
    return reviewed.origin == "machine" and reviewed.status == "unreviewed"


def _opened(owners: dict[int, int], units: int, groups: int) -> set[int]:
    """The links beside new units, and between the neighbours of such, by their places in reading order."""
    found: set[int] = set()
    before, waiting = -1, False
    for new in (*range(units), units):
        after = owners.get(new, groups if new == units else None)
        if after is None:
            waiting = True
            continue
        if waiting:
            found |= {before, after}
            if 0 < after - before <= _NEARBY:
                found |= set(range(before, after))
        before, waiting = after, False
    return found
