"""Cuts a unit in two, so that its parts can stand in different links. The text stays as it is.

A cut moves the places of later units, and so does a new version of a text (`carrying`). Which of them counted when a place
was noted down says what the place means: whatever keeps one outside the ledger keeps those with it, and has it counted anew
by `recounted` and `recounted_spans`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from alignment.documents import split_sentences
from alignment.project.carrying import (
    goes_on_whole,
    moved_from_version,
    moved_to_version,
    spans_from_version,
    spans_to_version,
    with_version,
)
from alignment.project.events import Event, Redo, Undo, recounts
from alignment.records import (
    Alignment,
    Cut,
    Link,
    Pair,
    Paragraph,
    Point,
    Recount,
    Sentence,
    Side,
    Span,
    Unit,
    Version,
    changes_within,
)


def with_cuts(alignment: Alignment, cuts: Iterable[Recount]) -> Alignment:
    """The alignment with units cut, one cut after the other: every later unit of the side moves up by one. A new version
    takes the place of a side's text."""
    for cut in cuts:
        if isinstance(cut, Version):
            alignment = with_version(alignment, cut)
            continue
        units = _cut_units(alignment.units(cut.side), cut)
        document = alignment.document(cut.side)
        if alignment.level == "paragraph":
            paragraphs = tuple(unit for unit in units if isinstance(unit, Paragraph))
            document = replace(document, paragraphs=paragraphs)
        links = tuple(_moved_link(link, cut) for link in alignment.links)
        crossings = tuple(_moved_link(link, cut) for link in alignment.crossings)
        alignment = replace(
            alignment,
            links=links,
            crossings=crossings,
            cuts=(*alignment.cuts, cut),
            **{cut.side: document, f"{cut.side}_units": units},  # type: ignore[arg-type]
        )
    return alignment


def points(alignment: Alignment, side: Side, places: tuple[int, ...], words: bool = False) -> list[Point]:
    """Where the second part of a link may begin on one side, in order: before each of its units, at each sentence inside
    them (or each word), and after them all. Empty where the link has nothing on this side."""
    found = []
    for place in places:
        text = alignment.units(side)[place].text
        found.append(Point(place))
        if words:
            found += [Point(place, *gap.span()) for gap in re.finditer(r"(?<=\S)\s+(?=\S)", text)]
        else:
            sentences = split_sentences(text, side)
            found += [Point(place, before[1], after[0]) for before, after in pairwise(sentences)]
    return [*found, Point(places[-1] + 1)] if places else []


def point_at(alignment: Alignment, span: Span) -> Point:
    """The place where a span begins: the white space before it belongs to neither part."""
    end = len(alignment.units(span.side)[span.unit].text[: span.start].rstrip())
    return Point(span.unit, end, span.start) if end else Point(span.unit)


def moved(pair: Pair, cut: Recount) -> Pair:
    """A link's units as they are counted after the cut: both parts are where the whole was."""
    if isinstance(cut, Version):
        return moved_to_version(pair, cut)
    kk, en = pair
    return (_places(kk, cut), en) if cut.side == "kk" else (kk, _places(en, cut))


def is_whole_after(pair: Pair, cut: Recount) -> bool:
    """Whether a link's units, all of them and no others, go on in those that `moved` gives: a cut loses none."""
    return not isinstance(cut, Version) or goes_on_whole(pair, cut)


def moved_spans(spans: Iterable[Span], cut: Recount) -> tuple[Span, ...]:
    """Spans as they are counted after the cut. One that the cut goes through becomes two."""
    if isinstance(cut, Version):
        return spans_to_version(spans, cut)
    made = []
    for span in spans:
        if span.side != cut.side or span.unit < cut.unit:
            made.append(span)
        elif span.unit > cut.unit:
            made.append(span._replace(unit=span.unit + 1))
        else:
            if span.start < cut.end:
                made.append(span._replace(end=min(span.end, cut.end)))
            if span.end > cut.start:
                start, end = max(span.start - cut.start, 0), span.end - cut.start
                made.append(Span(span.side, span.unit + 1, start, end))
    return tuple(made)


def recounted(pair: Pair, old: Sequence[Recount], new: Sequence[Recount]) -> Pair:
    """A link's units, counted after the cuts `old`, as they are counted after `new`: cuts may have been made since, or
    taken back. Where one was taken back, a link of one part has the whole unit."""
    taken_back, made = _between(old, new)
    for cut in taken_back:
        if isinstance(cut, Version):
            pair = moved_from_version(pair, cut)
            continue
        kk, en = pair
        pair = (_joined(kk, cut), en) if cut.side == "kk" else (kk, _joined(en, cut))
    for cut in made:
        pair = moved(pair, cut)
    return pair


def recounted_spans(spans: Iterable[Span], old: Sequence[Recount], new: Sequence[Recount]) -> tuple[Span, ...]:
    """Spans, counted after the cuts `old`, as they are counted after `new`. They keep their words: one that a cut goes
    through becomes two, and one of nothing but the white space that a cut takes away is gone, as is one whose words a new
    version has not."""
    taken_back, made = _between(old, new)
    spans = tuple(spans)
    for cut in taken_back:
        if isinstance(cut, Version):
            spans = spans_from_version(spans, cut)
        else:
            spans = tuple(_joined_span(span, cut) for span in spans)
    for cut in made:
        spans = moved_spans(spans, cut)
    return spans


def cuts_before(events: Sequence[Event], sequence: int) -> tuple[Recount, ...]:
    """The cuts and new versions that counted when the event of this number was saved: what its places are counted after.
    O(events)."""
    made: dict[int, tuple[Recount, ...]] = {}
    for event in events[: sequence - 1]:
        match event.act:
            case Undo(target):
                made.pop(target, None)
            case Redo(target) if again := recounts(events[target - 1].act):
                made[target] = again
            case act if counted := recounts(act):
                made[event.sequence] = counted
    return tuple(cut for number in sorted(made) for cut in made[number])


def _between(old: Sequence[Recount], new: Sequence[Recount]) -> tuple[Sequence[Recount], Sequence[Recount]]:
    """What was taken back on the way from one row of cuts to another, the last one first, and what was made then."""
    shared = next((place for place, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    return old[shared:][::-1], new[shared:]


def _joined(places: tuple[int, ...], cut: Cut) -> tuple[int, ...]:
    """The opposite of `_places`."""
    return tuple(dict.fromkeys(place - (place > cut.unit) for place in places))


def _joined_span(span: Span, cut: Cut) -> Span:
    if span.side != cut.side or span.unit <= cut.unit:
        return span
    within = cut.start if span.unit == cut.unit + 1 else 0
    return Span(span.side, span.unit - 1, span.start + within, span.end + within)


def _places(places: tuple[int, ...], cut: Cut) -> tuple[int, ...]:
    after = (place + 1 for place in places if place >= cut.unit)
    return (*(place for place in places if place <= cut.unit), *after)


def _moved_link(link: Link, cut: Cut) -> Link:
    kk, en = moved(link.pair, cut)
    return link if (kk, en) == link.pair else replace(link, kk=kk, en=en)


def _cut_units(units: tuple[Unit, ...], cut: Cut) -> tuple[Unit, ...]:
    whole = units[cut.unit]
    name = _free_name(whole.id, units)
    first, second = whole.text[: cut.end], whole.text[cut.start :]
    if isinstance(whole, Sentence):
        begin, end = whole.span
        parts: tuple[Unit, Unit] = (
            replace(whole, text=first, span=(begin, begin + cut.end)),
            replace(whole, id=name, text=second, span=(begin + cut.start, end)),
        )
    else:
        assert isinstance(whole, Paragraph)  # noqa: S101 – for the type checker: there is no third kind
        parts = (
            cut_out(whole, whole.id, 0, cut.end),
            cut_out(whole, name, cut.start, len(whole.text)),
        )
    return (*units[: cut.unit], *parts, *units[cut.unit + 1 :])


def cut_out(whole: Paragraph, name: str, start: int, end: int) -> Paragraph:
    """A stretch of a paragraph as a unit of its own, under this id."""
    gaps, indents = (
        tuple(place - start for place in places if start <= place < end) for places in (whole.gaps, whole.indents)
    )
    changes = changes_within(whole.changes, start, end)
    return replace(whole, id=name, text=whole.text[start:end], gaps=gaps, indents=indents, changes=changes)


def _free_name(name: str, units: tuple[Unit, ...]) -> str:
    """The second part's name: that of the whole unit and a number that none of its parts has yet, as in `kk.17/2`."""
    base = name.partition("/")[0]
    taken = {unit.id for unit in units if unit.id.partition("/")[0] == base}
    return next(f"{base}/{number}" for number in range(2, len(taken) + 3) if f"{base}/{number}" not in taken)
