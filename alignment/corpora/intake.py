"""An aligned text that a file brought becomes a project: its links, and what the file says that people made of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alignment.corpora.entries import Corpus, LinkEntry
from alignment.corpora.frames import from_frame
from alignment.exceptions import EmptyText
from alignment.project import (
    Act,
    AddComment,
    Event,
    Project,
    Propose,
    RaiseFlag,
    Rate,
    Relink,
    SetStatus,
    refuse_taken,
)
from alignment.records import SIDES, Alignment, Comment, Flag, Pair, Proposal, ReviewedLink, Side, Span, units_of

_IMPORT = "import"  # what its acts upon links are called, and who did what a file gives to nobody


def project_of(corpus: Corpus, location: str | Path, title: str = "") -> Project:
    """Make a project of an aligned text, whole or not at all. O(links + notes).

    Its links are the file's, numbered anew where some were left out of it. What people made of them (states, flags, spans,
    comments, proposals, ratings) are the project's first events, by the same people at the same times; a flag that stood on
    other links than there are now stands on the same units.

    Args:
        title: what to call the project; what the file calls it when left out.

    Raises:
        EmptyText: the file has no link with text.
        OutputException: the place cannot be written, or holds a project that somebody worked on.
    """
    refuse_taken(location)
    entries = list(corpus.entries)
    alignment = alignment_of_entries(corpus, entries)
    return Project.create(alignment, location, title or corpus.title, tuple(_history(alignment, entries)))


def alignment_of_entries(corpus: Corpus, entries: Sequence[LinkEntry]) -> Alignment:
    """The links as an alignment whose units are numbered from 0 without gaps.

    Raises:
        EmptyText: there is no entry.
    """
    import pandas

    if not entries:
        raise EmptyText("{name}: there is no link with text in it", name=corpus.kk_name)
    columns: dict[str, list[Any]] = {}
    for side in ("kk", "en"):
        units = [getattr(entry, side) for entry in entries]
        columns |= {
            side: [" ".join(unit.text for unit in own) for own in units],
            f"{side}_texts": [tuple(unit.text for unit in own) for own in units],
            f"{side}_units": [tuple(unit.id for unit in own) for own in units],
            f"{side}_lines": [tuple(unit.lines for unit in own) for own in units],
            f"{side}_headings": [tuple(3 if unit.kind == "heading" else None for unit in own) for own in units],
            f"{side}_places": [getattr(entry.reviewed.link, side) for entry in entries],
        }
    columns["confidence"] = [entry.reviewed.link.confidence for entry in entries]
    columns["similarity"] = [entry.reviewed.link.similarity for entry in entries]
    frame = pandas.DataFrame({name: pandas.Series(values, dtype="object") for name, values in columns.items()})
    frame.attrs["alignment"] = {"kk": corpus.kk_name, "en": corpus.en_name, "level": corpus.level, "model": corpus.model}
    return from_frame(frame)


@dataclass(frozen=True, slots=True)
class _Said:
    """An act as a file tells of it."""

    who: str
    at: str
    act: Act


_Note = Flag | Comment | Proposal


def _history(alignment: Alignment, entries: Sequence[LinkEntry]) -> Iterator[Event]:
    """What makes of the alignment's links what the entries say of them."""
    links = [replace(entry.reviewed, link=link) for entry, link in zip(entries, alignment.links, strict=True)]
    notes = _notes(entries, links)
    there = {reviewed.pair for reviewed in links}
    former = [(pair, note, at) for pair, note, at in notes if pair not in there]
    present = [_said(pair, note, at) for pair, note, at in notes if pair in there]
    for entry, reviewed in zip(entries, links, strict=True):
        present += [_Said(rating.reviewer, reviewed.at, Rate(reviewed.pair, rating.score)) for rating in entry.ratings]
    places = _Places(links)
    remade = {link for pair, _, _ in former for link in places.touched(pair)}
    acts = [*_on_former_links(places, former), *_on_links(links, remade), *sorted(present, key=lambda one: one.at)]
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    for number, one in enumerate(acts, 1):
        yield Event(number, one.who or _IMPORT, one.at or now, one.act)


def _notes(entries: Sequence[LinkEntry], links: Sequence[ReviewedLink]) -> list[tuple[Pair, _Note, str]]:
    """What is said, once each: of which units, as they are numbered now, and when, where that is told."""
    new: dict[tuple[Side, int], int] = {}
    for entry, reviewed in zip(entries, links, strict=True):
        for side in SIDES:
            old, now = (units_of(link.pair, side) for link in (entry.reviewed, reviewed))
            new |= {(side, before): after for before, after in zip(old, now, strict=True)}
    notes: list[tuple[Pair, _Note, str]] = []
    seen: set[tuple[type, int]] = set()
    for entry, reviewed in zip(entries, links, strict=True):
        own: tuple[_Note, ...] = (*entry.flags, *entry.comments, *entry.proposals)
        for note in own:
            key = (type(note), note.id)
            if note.id and key in seen:
                continue
            seen.add(key)
            kk = tuple(sorted({new["kk", unit] for unit in note.kk if ("kk", unit) in new}))
            en = tuple(sorted({new["en", unit] for unit in note.en if ("en", unit) in new}))
            pair = (kk, en) if kk or en else reviewed.pair
            if isinstance(note, Flag):
                notes.append((pair, replace(note, spans=_counted(note.spans, new)), reviewed.at))
            else:
                notes.append((pair, note, note.at))
    return notes


def _counted(spans: Sequence[Span], new: Mapping[tuple[Side, int], int]) -> tuple[Span, ...]:
    return tuple(span._replace(unit=new[span.side, span.unit]) for span in spans if (span.side, span.unit) in new)


def _said(pair: Pair, note: _Note, at: str) -> _Said:
    act: Act
    match note:
        case Flag():
            act = RaiseFlag(pair, note.category, note.severity, note.note, note.spans, note.better, note.finding)
        case Comment():
            act = AddComment(pair, note.text)
        case Proposal():
            act = Propose(pair, note.side, note.text)
    return _Said(note.reviewer, at, act)


class _Places:
    """Which links hold which units."""

    def __init__(self, links: Sequence[ReviewedLink]) -> None:
        self._links = links
        self._of = {
            (side, unit): place
            for place, reviewed in enumerate(links)
            for side in SIDES
            for unit in units_of(reviewed.pair, side)
        }

    def touched(self, pair: Pair) -> tuple[Pair, ...]:
        """The links that share a unit with these."""
        places = {self._of[side, unit] for side in SIDES for unit in units_of(pair, side)}
        return tuple(self._links[place].pair for place in sorted(places))


def _on_former_links(links: _Places, former: Sequence[tuple[Pair, _Note, str]]) -> Iterator[_Said]:
    """What was said of links that there are no more: they are made for the moment in which it is said."""
    for pair, note, at in former:
        said, touched = _said(pair, note, at), links.touched(pair)
        kk, en = ({unit for link in touched for unit in link[side]}.difference(pair[side]) for side in (0, 1))
        parts: tuple[Pair, ...] = (pair, (tuple(sorted(kk)), tuple(sorted(en)))) if kk or en else (pair,)
        yield _Said(said.who, at, Relink(_IMPORT, touched, parts))
        yield said
        yield _Said(said.who, at, Relink(_IMPORT, parts, touched))


def _on_links(links: Sequence[ReviewedLink], remade: Collection[Pair]) -> Iterator[_Said]:
    """Who made each link, and what they made of it.

    Args:
        remade: links that acts before these have made anew.
    """
    for reviewed in links:
        link, who, at = reviewed.link, reviewed.reviewer, reviewed.at
        by_hand = reviewed.origin == "reviewer"
        if by_hand or reviewed.pair in remade:
            scores = () if by_hand else ((link.confidence, link.similarity),)
            yield _Said(who, at, Relink(_IMPORT, (reviewed.pair,), (reviewed.pair,), scores))
        if reviewed.status != "unreviewed" or (who and not by_hand):
            yield _Said(who, at, SetStatus(reviewed.pair, reviewed.status))
