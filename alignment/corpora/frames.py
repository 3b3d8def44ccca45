"""An alignment as a pandas data frame, and back. `Alignment.to_frame` says what the columns hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Any, get_args

from alignment.exceptions import EmptyText, MalformedFrame
from alignment.files import clean_text
from alignment.records import SIDES, Alignment, Document, Level, Link, Paragraph, Sentence, Side, Unit, units_of

if TYPE_CHECKING:
    import pandas

_PER_UNIT = ("places", "units", "texts", "lines", "headings")  # columns of each side with one entry a unit
_BARE = 3  # the level of a heading that is neither numbered nor lettered
_ATTRS = "alignment"  # the key in `frame.attrs`
_ROUNDING = 1e-5  # by which a cosine in single precision may miss its limits


def to_frame(alignment: Alignment) -> pandas.DataFrame:
    """What `Alignment.to_frame` gives."""
    # Slow to import, and aligning does without it.
    import pandas

    links = alignment.links
    texts = [alignment.texts(link) for link in links]
    columns: dict[str, Any] = {
        "kk": pandas.Series([kk for kk, _ in texts], dtype="str"),
        "en": pandas.Series([en for _, en in texts], dtype="str"),
        "shape": pandas.Series([link.shape for link in links], dtype="str"),
        "confidence": pandas.Series([link.confidence for link in links], dtype="float64"),
        "similarity": pandas.Series([link.similarity for link in links], dtype="float64"),
        "heading": pandas.Series([_is_heading(alignment, link) for link in links], dtype="bool"),
    }
    per_unit: dict[Side, dict[str, list[Any]]] = {}
    for side in SIDES:
        units, paragraphs = alignment.units(side), alignment.document(side).paragraphs
        per_unit[side] = {
            "places": list(range(len(units))),
            "units": [unit.id for unit in units],
            "texts": [unit.text for unit in units],
            "lines": [unit.lines for unit in units],
            "headings": [_heading_level(unit, paragraphs) for unit in units],
        }
    for name in per_unit["kk"]:
        for side in SIDES:
            values = per_unit[side][name]
            cells = [tuple(values[place] for place in units_of(link.pair, side)) for link in links]
            columns[f"{side}_{name}"] = pandas.Series(cells, dtype="object")
    frame = pandas.DataFrame(columns)
    frame.attrs[_ATTRS] = {
        "kk": alignment.kk.name,
        "en": alignment.en.name,
        "level": alignment.level,
        "model": alignment.model,
    }
    return frame


def _is_heading(alignment: Alignment, link: Link) -> bool:
    return all(alignment.units(side)[place].kind == "heading" for side in SIDES for place in units_of(link.pair, side))


def _heading_level(unit: Unit, paragraphs: Sequence[Paragraph]) -> int | None:
    if unit.kind != "heading":
        return None
    paragraph = paragraphs[unit.paragraph] if isinstance(unit, Sentence) else unit
    return paragraph.level if isinstance(paragraph, Paragraph) and paragraph.level is not None else _BARE


@dataclass(frozen=True, slots=True)
class _Cell:
    """One side of a row, read: what is known of its units, one entry each."""

    row: Hashable
    places: tuple[int, ...] | None
    ids: tuple[str, ...] | None
    texts: tuple[str, ...]
    lines: tuple[tuple[int, int], ...] | None
    headings: tuple[int | None, ...] | None


def from_frame(frame: pandas.DataFrame, *, level: Level | None = None, model: str | None = None) -> Alignment:
    """What `Alignment.from_frame` gives."""
    import pandas

    if not isinstance(frame, pandas.DataFrame):
        raise TypeError(f"from_frame takes a pandas DataFrame, not {type(frame).__name__}")
    attrs = frame.attrs.get(_ATTRS)
    said: dict[str, Any] = attrs if isinstance(attrs, dict) else {}
    chosen = said.get("level", "paragraph") if level is None else level
    if chosen not in get_args(Level):
        raise ValueError(f"no level {chosen!r}: use one of {', '.join(get_args(Level))}")
    _refuse_columns(frame)
    rows: list[Hashable] = list(frame.index)
    cells: dict[Side, list[_Cell]] = {side: _cells(frame, side, rows) for side in SIDES}
    for row, kk, en in zip(rows, cells["kk"], cells["en"], strict=True):
        if not kk.texts and not en.texts:
            raise MalformedFrame("row {row}: neither kk nor en holds text; drop the row", row=repr(row))
    places = {side: _renumbered(cells[side], side) for side in SIDES}
    _refuse_disorder(rows, places["kk"], places["en"])
    documents, units = {}, {}
    for side in SIDES:
        name = clean_text(str(said.get(side, side)))
        documents[side], units[side] = _made(cells[side], places[side], side, name, chosen)
    numbers = [_numbers(frame, "confidence", rows, 0.0), _numbers(frame, "similarity", rows, -1.0)]
    links = tuple(map(Link, places["kk"], places["en"], *numbers))
    named = clean_text(str(said.get("model", "")) if model is None else model)
    return Alignment(documents["kk"], documents["en"], chosen, units["kk"], units["en"], links, named)


def _refuse_columns(frame: pandas.DataFrame) -> None:
    for side in SIDES:
        if side not in frame.columns:
            raise MalformedFrame(
                "the frame has no column '{column}': it needs the columns 'kk' and 'en', texts in each", column=side
            )
    twice = frame.columns[frame.columns.duplicated()]
    if len(twice):
        raise MalformedFrame("the frame has several columns '{column}': leave one", column=twice[0])
    for side in SIDES:
        has = {name for name in ("places", "units", "texts") if f"{side}_{name}" in frame.columns}
        if has and "texts" not in has:
            raise MalformedFrame(
                "the frame has a column '{column}' but no '{side}_texts': drop it, and each {side} cell is a unit",
                column=f"{side}_{min(has)}",
                side=side,
            )


def _cells(frame: pandas.DataFrame, side: Side, rows: Sequence[Hashable]) -> list[_Cell]:
    """One side of each row, checked by itself."""
    names = [name for name in _PER_UNIT if f"{side}_{name}" in frame.columns]
    columns = (frame[f"{side}_{name}"] for name in names)
    return [
        _cell(side, row, joined, dict(zip(names, given, strict=True)))
        for row, joined, *given in zip(rows, frame[side], *columns, strict=True)
    ]


def _cell(side: Side, row: Hashable, joined: Any, given: dict[str, Any]) -> _Cell:
    if not isinstance(joined, str):
        if not _is_missing(joined):
            raise MalformedFrame(
                "row {row}: {column} holds {value}, which is no text", row=repr(row), column=side, value=repr(joined)
            )
        joined = ""
    joined = clean_text(joined)
    values = {name: _entries(value, row, f"{side}_{name}") for name, value in given.items()}
    texts = values.get("texts")
    if texts is None:
        texts = [joined] if joined.strip() else []
    elif any(not isinstance(text, str) or not text.strip() for text in texts):
        raise MalformedFrame("row {row}: {column} holds something else than texts", row=repr(row), column=f"{side}_texts")
    elif clean_text(" ".join(texts)) != joined:
        raise MalformedFrame(
            "row {row}: {side} says something else than {side}_texts; change both, or drop all columns '{side}_…', and "
            "each cell is a unit",
            row=repr(row),
            side=side,
        )
    for name, value in values.items():
        if len(value) != len(texts):
            raise MalformedFrame(
                "row {row}: {column} has {entries} entries for {units} units",
                row=repr(row),
                column=f"{side}_{name}",
                entries=len(value),
                units=len(texts),
            )
    try:
        places, ids, lines, headings = (values.get(name) for name in ("places", "units", "lines", "headings"))
        cell = _Cell(
            row,
            None if places is None else tuple(map(_whole, places)),
            None if ids is None else tuple(clean_text(str(name)) for name in ids),
            tuple(map(clean_text, texts)),
            None if lines is None else tuple((_whole(first), _whole(last)) for first, last in lines),
            None if headings is None else tuple(None if _is_missing(level) else _whole(level) for level in headings),
        )
    except (TypeError, ValueError, OverflowError):
        raise MalformedFrame(
            "row {row}: the places, lines or headings of {side} hold something else than numbers", row=repr(row), side=side
        ) from None
    if any(first >= second for first, second in pairwise(cell.places or ())):
        raise MalformedFrame("row {row}: {column} are out of order", row=repr(row), column=f"{side}_places")
    return cell


def _is_missing(value: Any) -> bool:
    """Whether this is one of the values that stand for none: `None`, NaN, pandas' NA and NaT."""
    if value is None or isinstance(value, int | str):
        return value is None
    import pandas

    return bool(pandas.api.types.is_scalar(value) and pandas.isna(value))


def _entries(value: Any, row: Hashable, column: str) -> Sequence[Any]:
    """The entries of a cell: a tuple, or the list or array that a file format makes of one."""
    if isinstance(value, tuple | list):
        return value
    if _is_missing(value):
        return ()
    if isinstance(value, str | bytes) or not isinstance(value, Iterable):
        raise MalformedFrame(
            "row {row}: {column} holds {value}, which is no tuple; files of plain text do not keep these columns",
            row=repr(row),
            column=column,
            value=repr(value),
        )
    return tuple(value)


def _whole(value: Any) -> int:
    number = int(value)
    if number != value or number < 0:
        raise ValueError
    return number


def _renumbered(cells: Sequence[_Cell], side: Side) -> list[tuple[int, ...]]:
    """The places of each row's units, from 0 without gaps. Where the frame has none, units stand as the rows do."""
    if not any(cell.texts for cell in cells):
        raise EmptyText("the frame: no cell of {column} holds text", column=side)
    if all(cell.places is None for cell in cells):
        start, made = 0, []
        for cell in cells:
            made.append(tuple(range(start, start + len(cell.texts))))
            start += len(cell.texts)
        return made
    row_of: dict[int, Hashable] = {}
    for cell in cells:
        for place in cell.places or ():
            if place in row_of:
                raise MalformedFrame(
                    "row {row}: its {side} unit {place} stands in row {other} too",
                    row=repr(cell.row),
                    side=side,
                    place=place,
                    other=repr(row_of[place]),
                )
            row_of[place] = cell.row
    new = {place: number for number, place in enumerate(sorted(row_of))}
    return [tuple(new[place] for place in cell.places or ()) for cell in cells]


def _refuse_disorder(rows: Sequence[Hashable], kk: Sequence[tuple[int, ...]], en: Sequence[tuple[int, ...]]) -> None:
    """Links stand as their Kazakh texts do, those without as their English ones do."""
    last: dict[Side, tuple[tuple[int, ...], Hashable]] = {}
    for row, *pair in zip(rows, kk, en, strict=True):
        side: Side = "kk" if pair[0] else "en"
        own = pair[0] or pair[1]
        if side in last and own < last[side][0]:
            raise MalformedFrame(
                "row {row}: its text comes before that of row {other}; put the rows in reading order, as "
                "`frame.sort_index()` does where the index was kept",
                row=repr(row),
                other=repr(last[side][1]),
            )
        last[side] = own, row


def _made(
    cells: Sequence[_Cell], places: Sequence[tuple[int, ...]], side: Side, name: str, level: Level
) -> tuple[Document, tuple[Unit, ...]]:
    """One side's document and its units."""
    paragraphs: dict[int, Paragraph] = {}
    for cell, own in zip(cells, places, strict=True):
        for at, place in enumerate(own):
            heading = cell.headings[at] if cell.headings else None
            paragraphs[place] = Paragraph(
                cell.ids[at] if cell.ids else f"{side}.{place + 1}",
                "body" if heading is None else "heading",
                cell.texts[at],
                cell.lines[at] if cell.lines else (place + 1, place + 1),
                heading,
            )
    in_order = tuple(paragraphs[place] for place in sorted(paragraphs))
    _refuse_twice((unit.id for unit in in_order), side)
    if level == "paragraph":
        return Document(name, side, in_order), in_order
    return _sentences(in_order, side, name, any(cell.ids for cell in cells))


def _refuse_twice(ids: Iterable[str], side: Side) -> None:
    for name, times in Counter(ids).items():
        if times > 1:
            raise MalformedFrame(
                "{column}: {number} units have the id '{id}'", column=f"{side}_units", number=times, id=name
            )


def _sentences(units: Sequence[Paragraph], side: Side, name: str, named: bool) -> tuple[Document, tuple[Unit, ...]]:
    """Units as sentences: those whose ids begin alike (`kk.17.1`, `kk.17.2`) make up a paragraph (`kk.17`)."""
    paragraphs: list[Paragraph] = []
    sentences: list[Unit] = []
    keyed = [((unit.id.rpartition(".")[0] if named else "") or unit.id, unit) for unit in units]
    for paragraph_id, group in groupby(keyed, key=lambda item: item[0]):
        own = [unit for _, unit in group]
        start = 0
        for number, unit in enumerate(own, 1):
            span = (start, start + len(unit.text))
            unit_id = unit.id if named else f"{paragraph_id}.{number}"
            sentences.append(Sentence(unit_id, unit.kind, unit.text, unit.lines, len(paragraphs), span))
            start = span[1] + 1
        text = " ".join(map(attrgetter("text"), own))
        paragraphs.append(Paragraph(paragraph_id, own[0].kind, text, own[0].lines, own[0].level))
    _refuse_twice((paragraph.id for paragraph in paragraphs), side)
    return Document(name, side, tuple(paragraphs)), tuple(sentences)


def _numbers(frame: pandas.DataFrame, name: str, rows: Sequence[Hashable], least: float) -> list[float | None]:
    """A column of numbers from `least` to 1, or of nothing where the frame has none."""
    if name not in frame.columns:
        return [None] * len(rows)
    numbers: list[float | None] = []
    for row, value in zip(rows, frame[name], strict=True):
        if _is_missing(value):
            numbers.append(None)
        elif isinstance(value, int | float) and least - _ROUNDING <= value <= 1.0 + _ROUNDING:
            numbers.append(float(value))
        else:
            raise MalformedFrame(
                "row {row}: {column} is {value}, which is no number from {least} to 1",
                row=repr(row),
                column=name,
                value=repr(value),
                least=f"{least:g}",
            )
    return numbers
