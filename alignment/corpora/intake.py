"""An aligned text that a file brought becomes a project: its links, and what the file says that people made of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from alignment.corpora.entries import Corpus, LinkEntry
from alignment.exceptions import EmptyText, MalformedFile
from alignment.records import (
    SIDES,
    Alignment,
    Comment,
    Document,
    Flag,
    Pair,
    Paragraph,
    Proposal,
    ReviewedLink,
    Sentence,
    Side,
    Span,
    Unit,
    units_of,
)

if TYPE_CHECKING:
    from alignment.project import Act, Event, Project

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
    from alignment.project import Project, in_reading_order, refuse_taken

    refuse_taken(location)
    entries = list(corpus.entries)
    alignment = alignment_of_entries(corpus, entries)
    history = tuple(_history(alignment, entries))
    by_place = [reviewed.link for reviewed in in_reading_order([ReviewedLink(link) for link in alignment.links])]
    return Project.create(replace(alignment, links=tuple(by_place)), location, title or corpus.title, history)


def alignment_of_entries(corpus: Corpus, entries: Sequence[LinkEntry]) -> Alignment:
    """The links as an alignment whose units are numbered from 0 without gaps. A unit without a place stands where its row
    does.

    Raises:
        EmptyText: a side has no text.
        MalformedFile: a unit stands in two links.
    """
    new = {side: _numbered(entries, side, corpus) for side in SIDES}
    links = [
        replace(
            entry.reviewed.link,
            kk=tuple(new["kk"].places[number, at] for at in range(len(entry.kk))),
            en=tuple(new["en"].places[number, at] for at in range(len(entry.en))),
        )
        for number, entry in enumerate(entries)
    ]
    made = [_made(new[side].units, side, corpus) for side in SIDES]
    (kk, kk_units), (en, en_units) = made
    return Alignment(kk, en, corpus.level, kk_units, en_units, tuple(links), corpus.model)


@dataclass(frozen=True, slots=True)
class _Numbered:
    units: list[Unit]
    places: dict[tuple[int, int], int]
    """Where the unit at a place in an entry stands now."""


def _numbered(entries: Sequence[LinkEntry], side: Side, corpus: Corpus) -> _Numbered:
    """One side's units in the order of their document."""
    keys: list[tuple[int, int, int, int]] = []  # its place, or that of the unit before it; entry, and place in it
    units: dict[tuple[int, int], Unit] = {}
    before, seen = -1, set[int]()
    for number, entry in enumerate(entries):
        for at, (place, unit) in enumerate(zip(units_of(entry.reviewed.pair, side), _units(entry, side), strict=True)):
            if place in seen:
                raise MalformedFile(
                    "{name}: the unit {unit} stands in two links; leave it in one", name=_name(corpus, side), unit=unit.id
                )
            if place >= 0:
                before = place
                seen.add(place)
            keys.append((before, place < 0, number, at))
            units[number, at] = unit
    if not units:
        raise EmptyText("{name}: there is no link with text in it", name=_name(corpus, side))
    ordered = [(number, at) for _, _, number, at in sorted(keys)]
    return _Numbered([units[key] for key in ordered], {key: place for place, key in enumerate(ordered)})


def _units(entry: LinkEntry, side: Side) -> tuple[Unit, ...]:
    return entry.kk if side == "kk" else entry.en


def _name(corpus: Corpus, side: Side) -> str:
    return corpus.kk_name if side == "kk" else corpus.en_name


def _made(units: Sequence[Unit], side: Side, corpus: Corpus) -> tuple[Document, tuple[Unit, ...]]:
    """One side's document and its units, each with an id of its own."""
    taken: set[str] = set()
    named: list[Unit] = []
    for unit in units:
        name = unit.id if unit.id and unit.id not in taken else _free_id(side, len(named) + 1, taken)
        taken.add(name)
        named.append(replace(unit, id=name))  # type: ignore[type-var]
    if corpus.level == "paragraph":
        paragraphs = [_paragraph(unit) for unit in named]
        return Document(_name(corpus, side), side, tuple(paragraphs)), tuple(paragraphs)
    return _of_sentences(named, side, corpus)


def _free_id(side: Side, number: int, taken: Collection[str]) -> str:
    """An id for the unit at this place, from 1, that no unit before it has."""
    name, again = f"{side}.{number}", 1
    while name in taken:
        again += 1
        name = f"{side}.{number}-{again}"
    return name


def _paragraph(unit: Unit) -> Paragraph:
    return unit if isinstance(unit, Paragraph) else Paragraph(unit.id, unit.kind, unit.text, unit.lines)


def _of_sentences(units: Sequence[Unit], side: Side, corpus: Corpus) -> tuple[Document, tuple[Unit, ...]]:
    """The paragraphs are joined of their sentences; one that the file says nothing of is a paragraph by itself."""
    paragraphs: list[Paragraph] = []
    sentences: list[Unit] = []
    groups = groupby(enumerate(units), lambda one: one[1].paragraph if isinstance(one[1], Sentence) else (one[0],))
    for key, group in groups:
        own = [unit for _, unit in group]
        start = 0
        for unit in own:
            span = (start, start + len(unit.text))
            sentences.append(Sentence(unit.id, unit.kind, unit.text, unit.lines, len(paragraphs), span))
            start = span[1] + 1
        text = " ".join(unit.text for unit in own)
        name = own[0].id.rpartition(".")[0] if isinstance(key, int) else own[0].id
        marks = corpus.paragraphs.get(name)
        whole = marks is not None and all(place < len(text) for place in (*marks.gaps, *marks.indents))
        paragraph = Paragraph(name, own[0].kind, text, (own[0].lines[0], own[-1].lines[1]))
        if marks is not None:
            paragraph = replace(paragraph, level=marks.level)
            paragraph = replace(paragraph, gaps=marks.gaps, indents=marks.indents) if whole else paragraph
        paragraphs.append(paragraph)
    return Document(_name(corpus, side), side, tuple(paragraphs)), tuple(sentences)


@dataclass(frozen=True, slots=True)
class _Said:
    """An act as a file tells of it."""

    who: str
    at: str
    act: Act


_Note = Flag | Comment | Proposal


def _history(alignment: Alignment, entries: Sequence[LinkEntry]) -> Iterator[Event]:
    """What makes of the alignment's links what the entries say of them."""
    from alignment.project import Event, Rate

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
    new = {
        (side, before): after
        for entry, reviewed in zip(entries, links, strict=True)
        for side in SIDES
        for before, after in zip(units_of(entry.reviewed.pair, side), units_of(reviewed.pair, side), strict=True)
    }
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
    from alignment.project import AddComment, Propose, RaiseFlag

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
    from alignment.project import Relink

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
    from alignment.project import Relink, SetStatus

    for reviewed in links:
        link, who, at = reviewed.link, reviewed.reviewer, reviewed.at
        by_hand = reviewed.origin == "reviewer"
        if by_hand or reviewed.pair in remade:
            scores = () if by_hand else ((link.confidence, link.similarity),)
            yield _Said(who, at, Relink(_IMPORT, (reviewed.pair,), (reviewed.pair,), scores))
        if reviewed.status != "unreviewed" or (who and not by_hand):
            yield _Said(who, at, SetStatus(reviewed.pair, reviewed.status))
