"""What a file's own fields cannot hold of a link, as one line of JSON: whoever reads it back has the link as it was.

Each format puts the line where it keeps what other programs pass over: a last column, a `prop`, a metadata element. The
texts stand in the format's own fields; the line says how long each unit of them is. Its fields:

================================================ =====================================================================
`places`                                         places of the Kazakh and of the English units in their documents
`kk`, `en`                                       each unit: id, length in code points, first and last line, kind, and an
                                                 object of what else there is: of a paragraph its heading's `level`, its
                                                 `gaps` and `indents`; of a sentence its `paragraph`'s place and `span`
`confidence`, `similarity`, `origin`, `status`   as in `Link` and `ReviewedLink`
`reviewer`, `at`                                 who acted on it last, and when
`flags`, `comments`, `proposals`, `ratings`      the fields of the records of these names; a span is side, unit, start, end
`breaks`                                         tabs and line ends inside the texts, where a format may turn them into
                                                 spaces: side, place in the joined text, character
`corpus`                                         at the first link alone: what is said of the text as a whole
================================================ =====================================================================

What is empty is left out. Spans and lengths count code points.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from itertools import accumulate, pairwise
from json.encoder import encode_basestring_ascii as quoted
from typing import Any

from alignment.corpora.entries import Corpus, LinkEntry
from alignment.exceptions import MalformedFile
from alignment.files import shapes
from alignment.records import (
    SIDES,
    Comment,
    Flag,
    Kind,
    Level,
    Link,
    Message,
    Origin,
    Paragraph,
    Proposal,
    Rating,
    ReviewedLink,
    Sentence,
    Side,
    Status,
    Unit,
)

BREAKS = re.compile("[\t\n\r\u2028\u2029]")
"""What cuts a table's fields and lines."""

_NOTES: dict[str, Any] = {"flags": Flag, "comments": Comment, "proposals": Proposal, "ratings": Rating}
_MOST = 2**31 - 1  # of places, lines and lengths: more than any file has
_ROUNDING = 1e-5  # by which a cosine in single precision may miss its limits


def details_of(entry: LinkEntry, corpus: Corpus | None = None) -> str:
    """The line: compact JSON in ASCII without a tab or a line end.

    Args:
        corpus: given at the first link of a file.
    """
    # Assembled by hand, and looked at as little as can be: a million links have a million of these lines.
    reviewed, kk, en = entry.reviewed, entry.kk, entry.en
    link = reviewed.link
    figures = "" if link.confidence is None else f',"confidence":{link.confidence!r}'
    if link.similarity is not None:
        figures += f',"similarity":{link.similarity!r}'
    acted = (
        f',"reviewer":{quoted(reviewed.reviewer)},"at":{quoted(reviewed.at)}' if reviewed.reviewer or reviewed.at else ""
    )
    more = ""
    has_notes = entry.flags or entry.comments or entry.proposals or entry.ratings
    if has_notes or corpus is not None or not (entry.kk_text.isprintable() and entry.en_text.isprintable()):
        given = json.dumps(_more_of(entry, corpus), separators=(",", ":"))[1:-1]
        more = f",{given}" if given else ""
    if len(kk) == 1 and len(en) == 1:
        places, units = f"[{link.kk[0]}],[{link.en[0]}]", f'"kk":[{_unit(kk[0])}],"en":[{_unit(en[0])}]'
    else:
        places = f"[{','.join(map(str, link.kk))}],[{','.join(map(str, link.en))}]"
        units = f'"kk":[{",".join(map(_unit, kk))}],"en":[{",".join(map(_unit, en))}]'
    return (
        f'{{"places":[{places}],{units}{figures},"origin":"{reviewed.origin}","status":"{reviewed.status}"{acted}{more}}}'
    )


def _more_of(entry: LinkEntry, corpus: Corpus | None = None) -> dict[str, Any]:
    """The fields of the line that most links do not have: notes, breaks, the corpus."""
    more: dict[str, Any] = {}
    if entry.flags or entry.comments or entry.proposals or entry.ratings:
        more |= {name: [asdict(note) for note in notes] for name in _NOTES if (notes := getattr(entry, name))}
    breaks: list[tuple[Side, int, str]] = []
    for side in SIDES:
        text = entry.kk_text if side == "kk" else entry.en_text
        if not text.isprintable():  # most are, and that is soon seen
            breaks += [(side, found.start(), found[0]) for found in BREAKS.finditer(text)]
    if breaks:
        more["breaks"] = breaks
    if corpus is not None:
        more["corpus"] = _corpus_fields(corpus)
    return more


def _corpus_fields(corpus: Corpus) -> dict[str, Any]:
    """What the line of the first link says of the text as a whole."""
    fields = {
        "kk": corpus.kk_name,
        "en": corpus.en_name,
        "level": corpus.level,
        "model": corpus.model,
        "title": corpus.title,
        "paragraphs": {name: _marks(paragraph) for name, paragraph in corpus.paragraphs.items()},
    }
    return {name: value for name, value in fields.items() if value}


def _unit(unit: Unit) -> str:
    first, last = unit.lines
    marks = ""
    if isinstance(unit, Sentence):
        start, end = unit.span
        marks = f',{{"paragraph":{unit.paragraph},"span":[{start},{end}]}}'
    elif isinstance(unit, Paragraph) and (given := _marks(unit)):
        marks = "," + json.dumps(given, separators=(",", ":"))
    return f'[{quoted(unit.id)},{len(unit.text)},{first},{last},"{unit.kind}"{marks}]'


def _marks(paragraph: Paragraph) -> dict[str, Any]:
    """What is said of a paragraph beside its text."""
    if paragraph.level is None and not paragraph.gaps and not paragraph.indents:
        return {}
    marks = {"level": paragraph.level, "gaps": paragraph.gaps, "indents": paragraph.indents}
    return {name: value for name, value in marks.items() if value not in (None, ())}


def read_details(details: str | Mapping[str, Any], place: Message | str) -> Mapping[str, Any]:
    """The fields of a line.

    Args:
        details: the line; or its fields, or a row of a table with the line in its field `details`.
        place: the file and the place in it, for the exception.

    Raises:
        MalformedFile: it is no JSON object.
    """
    try:
        line = details.get("details", details) if isinstance(details, Mapping) else details
        fields = shapes.from_json(line or "{}") if isinstance(line, str) else line
        if not isinstance(fields, Mapping):
            raise ValueError(f"{shapes.cited(fields)} has no fields")
    except ValueError as failure:
        raise _damaged(place, failure) from None
    return fields


def corpus_of_details(
    details: str | Mapping[str, Any], place: Message | str, entries: Iterable[LinkEntry] = ()
) -> Corpus | None:
    """What the details of a file's first link say of the text as a whole; `None` where they say nothing.

    Args:
        place: as in `read_details`.
        entries: what to put into the corpus.

    Raises:
        MalformedFile: they are not of their shape.
    """
    given = read_details(details, place).get("corpus")
    if given is None:
        return None
    try:
        if not isinstance(given, Mapping):
            raise ValueError(f"corpus: {shapes.cited(given)} has no fields")
        names = [shapes.text(given.get(name, "")) for name in ("kk", "en", "model", "title")]
        level: Level = shapes.reader_of(Level)(given.get("level", "paragraph"))
        marks = given.get("paragraphs", {})
        if not isinstance(marks, Mapping):
            raise ValueError(f"paragraphs: {shapes.cited(marks)} has no fields")
        paragraphs = {
            shapes.text(name): _paragraph(shapes.text(name), "body", "", (0, 0), _fields(given))
            for name, given in marks.items()
        }
        return Corpus(names[0], names[1], level, names[2], names[3], entries, paragraphs=paragraphs)
    except ValueError as failure:
        raise _damaged(place, failure) from None


def entry_of(
    kk_text: str, en_text: str, details: str | Mapping[str, Any], place: Message | str, section: str = ""
) -> LinkEntry:
    """The reverse of `details_of`.

    Args:
        kk_text, en_text: the link's texts as the file has them, which is how people may have changed them since.
        details: the line, or its fields; empty where a row came without.
        place: the file and the place in it, for the exception.

    Returns:
        The link. Where the lengths do not fit a text, it was changed outside: that side has become one unit, under the id
        and place of the first that it had, and what was marked in it is marked in the link as a whole. A text that the
        details know nothing of is a unit without id, at the place -1: it stands where its row does. Notes may name places
        of other links.

    Raises:
        MalformedFile: the details are not of their shape.
    """
    fields = read_details(details, place)
    try:
        return _entry(kk_text, en_text, fields, section)
    except ValueError as failure:
        raise _damaged(place, failure) from None


def _damaged(place: Message | str, failure: ValueError) -> MalformedFile:
    return MalformedFile(
        "{place}: what it says of the link cannot be read ({reason}); empty its details, and the texts are read anew",
        place=place,
        reason=failure,
    )


def _entry(kk_text: str, en_text: str, fields: Mapping[str, Any], section: str) -> LinkEntry:
    pair = _list(fields.get("places", [[], []]), "places")
    if len(pair) != 2:
        raise ValueError(f"places: {shapes.cited(pair)} has not 2 parts")
    changed: dict[Side, dict[int, int]] = {}
    kk, kk_units = _side("kk", kk_text, pair[0], fields, changed)
    en, en_units = _side("en", en_text, pair[1], fields, changed)
    link = Link(kk, en, _figure(fields, "confidence", 0.0), _figure(fields, "similarity", -1.0))
    status: Status = shapes.reader_of(Status)(fields.get("status") or "unreviewed")
    origin: Origin = shapes.reader_of(Origin)(fields.get("origin") or "machine")
    at = fields.get("at") or ""
    reviewed = ReviewedLink(link, origin, status, shapes.text(fields.get("reviewer") or ""), at and shapes.moment(at))
    lengths_of: dict[tuple[Side, int], int] = {
        **{("kk", place): len(unit.text) for place, unit in zip(kk, kk_units, strict=True)},
        **{("en", place): len(unit.text) for place, unit in zip(en, en_units, strict=True)},
    }
    flags, comments, proposals, ratings = (_notes(fields, name) for name in _NOTES)
    return LinkEntry(
        reviewed,
        kk_units,
        en_units,
        tuple(_flag(flag, changed, lengths_of) for flag in flags),
        tuple(_moved(comment, changed) for comment in comments),
        tuple(_moved(proposal, changed) for proposal in proposals),
        tuple(_rating(rating, (kk, en)) for rating in ratings),
        section,
    )


def _side(
    side: Side, given: str, own: Any, fields: Mapping[str, Any], changed: dict[Side, dict[int, int]]
) -> tuple[tuple[int, ...], tuple[Unit, ...]]:
    """The places and units of one side. Where it was changed outside, `changed` learns where each unit's notes go."""
    places = tuple(_number(place, "places") for place in _list(own, "places"))
    known = [_known(unit) for unit in _list(fields.get(side, []), side)]
    if len(known) != len(places) or any(a >= b for a, b in pairwise(places)):
        raise ValueError(f"places: {shapes.cited(own)} for {len(known)} units")
    text = _with_breaks(shapes.text(given), side, fields.get("breaks", ()))
    starts = [0, *accumulate(unit["length"] + 1 for unit in known)]
    if known and starts[-1] == len(text) + 1 and all(text[start - 1] == " " for start in starts[1:-1]):
        cut = [text[start : end - 1] for start, end in pairwise(starts)]
        return places, tuple(_made(unit, part) for unit, part in zip(known, cut, strict=True))
    if not text.strip():
        changed[side] = dict.fromkeys(places, -1)
        return (), ()
    first = known[0] if known else {"id": "", "kind": "body", "lines": (0, 0), "marks": {}}
    changed[side] = dict.fromkeys(places, places[0] if places else -1)
    return places[:1] or (-1,), (_made(first, text, changed=True),)


def _list(value: Any, name: str) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise ValueError(f"{name}: {shapes.cited(value)} is no list")
    return list(value)


def _fields(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"{shapes.cited(value)} has no fields")
    return value


def _number(value: Any, name: str, least: int = 0) -> int:
    number = shapes.whole(value)
    if not least <= number <= _MOST:
        raise ValueError(f"{name}: {number} is no number from {least} to {_MOST}")
    return number


def _figure(fields: Mapping[str, Any], name: str, least: float) -> float | None:
    figure: float | None = shapes.reader_of(float | None)(fields.get(name))
    if figure is not None and not least - _ROUNDING <= figure <= 1 + _ROUNDING:
        raise ValueError(f"{name}: {figure} is no number from {least:g} to 1")
    return figure


def _known(unit: Any) -> dict[str, Any]:
    """What the details say of a unit."""
    if len(_list(unit, "unit")) not in (5, 6):
        raise ValueError(f"{shapes.cited(unit)} has not 5 or 6 parts")
    name, length, first, last, kind, *rest = unit
    marks = _fields(rest[0]) if rest else {}
    form: Kind = shapes.reader_of(Kind)(kind)
    return {
        "id": shapes.text(name),
        "length": _number(length, "length", 1),
        "lines": (_number(first, "lines"), _number(last, "lines")),
        "kind": form,
        "marks": marks,
    }


def _two(value: Any, name: str) -> tuple[int, int]:
    pair = _list(value, name)
    if len(pair) != 2:
        raise ValueError(f"{name}: {shapes.cited(value)} has not 2 parts")
    return _number(pair[0], name), _number(pair[1], name)


def _with_breaks(text: str, side: Side, breaks: Any) -> str:
    """The text with the tabs and line ends that a format took for spaces."""
    for given in breaks and _list(breaks, "breaks"):
        own, place, character = [*_list(given, "breaks"), "", "", ""][:3]
        _number(place, "breaks")
        if own not in SIDES or not isinstance(character, str) or not BREAKS.fullmatch(character):
            raise ValueError(f"breaks: {shapes.cited(given)} is not side, place and character")
        if own == side and place < len(text) and text[place].isspace():
            text = text[:place] + character + text[place + 1 :]
    return text


def _made(known: dict[str, Any], text: str, changed: bool = False) -> Unit:
    marks = known["marks"]
    if "paragraph" in marks and marks["paragraph"] is not None:
        start, end = _two(marks.get("span"), "span")
        span = (start, start + len(text)) if changed else (start, end)
        return Sentence(known["id"], known["kind"], text, known["lines"], _number(marks["paragraph"], "paragraph"), span)
    if changed:
        marks = {"level": marks.get("level")}
    return _paragraph(known["id"], known["kind"], text, known["lines"], marks)


def _paragraph(name: str, kind: Kind, text: str, lines: tuple[int, int], marks: Mapping[str, Any]) -> Paragraph:
    level = marks.get("level")
    if level is not None and _number(level, "level") > 3:
        raise ValueError(f"level: {level} is no number from 0 to 3")
    gaps, indents = (
        tuple(_number(place, name) for place in _list(marks.get(name) or [], name)) for name in ("gaps", "indents")
    )
    return Paragraph(name, kind, text, lines, level, gaps, indents)


def _notes(fields: Mapping[str, Any], name: str) -> list[Any]:
    reader = shapes.reader_of(_NOTES[name])
    notes = []
    for given in _list(fields.get(name) or [], name):
        notes.append(reader(_fields(given)))
    return notes


def _moved(note: Any, changed: Mapping[Side, dict[int, int]]) -> Any:
    """A note whose units may have become one, or gone."""
    for places in (note.kk, note.en):
        for place in places:
            _number(place, "places")
    if not any(changed.values()):
        return note
    moved = {
        side: tuple(sorted({place for old in getattr(note, side) if (place := to.get(old, old)) >= 0}))
        for side, to in changed.items()
    }
    return replace(note, **moved)


def _flag(flag: Flag, changed: Mapping[Side, dict[int, int]], lengths: Mapping[tuple[Side, int], int]) -> Flag:
    spans = []
    for span in flag.spans:
        if not 0 <= span.start < span.end <= lengths.get((span.side, span.unit), _MOST):
            if span.unit in changed.get(span.side, ()):
                continue
            raise ValueError(f"spans: {shapes.cited(list(span))} is no part of its unit")
        if span.unit not in changed.get(span.side, ()):
            spans.append(span)
    moved: Flag = _moved(flag, changed)
    return moved if tuple(spans) == flag.spans else replace(moved, spans=tuple(spans))


def _rating(rating: Rating, pair: tuple[tuple[int, ...], tuple[int, ...]]) -> Rating:
    if not 0 <= rating.score <= 100:
        raise ValueError(f"score: {rating.score} is no number from 0 to 100")
    return Rating(pair, rating.reviewer, rating.score)
