"""Two columns of a table as an aligned text: which they are, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from alignment.corpora.details import corpus_of_details, entry_of
from alignment.corpora.entries import Corpus, LinkEntry
from alignment.exceptions import MalformedFile, UnknownLanguage
from alignment.files import clean_text
from alignment.languages import detect_language, side_of_code
from alignment.records import SIDES, Level, Message, Side, said

Row = tuple[int, Sequence[str]]
"""The place of a row in its file, from 1, and its cells."""

_SAMPLE = 200  # rows that show what a column holds
_DETAILS = "details"
_NAMES: dict[Side, tuple[str, ...]] = {"kk": ("kazakh", "қазақ", "казах"), "en": ("english", "ағылшын", "англий")}
_WORDS = 4  # in a cell that is no column's name


@dataclass(frozen=True, slots=True)
class _Chosen:
    kk: int
    en: int
    details: int | None
    has_header: bool


def corpus_of_rows(
    rows: Iterator[Row], name: str, columns: tuple[str, str] | None = None, level: Level | None = None
) -> Corpus:
    """What the rows of a table say, a link a row. Rows without text on either side are passed over.

    Args:
        rows: a header first, where there is one.
        name: the file's.
        columns: names, or numbers from 1, of the Kazakh and the English column; found when left out: by the names that
            columns of the two languages have, else by what the letters of each column tell.
        level: what the cells are; as our own export says, else paragraphs.

    Raises:
        MalformedFile: there are no two such columns, or more than two; or what our own export wrote into a row was spoilt.
    """
    sample = list(islice(rows, _SAMPLE))
    if not sample:
        raise MalformedFile("{name}: there is no row in it", name=name)
    title = _title_rows(sample)
    chosen = _choose(sample[title:], name, columns)
    if title and not chosen.has_header:  # the rows above are texts of one side
        title = 0
    body = list(chain(sample[title + chosen.has_header :], rows))
    own = chosen.details is not None and body and corpus_of_details(_details(body[0][1], chosen), _place(name, body[0][0]))
    corpus = own or Corpus(f"{name} kk", f"{name} en", level or "paragraph", "", "", ())
    return replace(corpus, entries=list(_entries(body, chosen, name)), level=level or corpus.level)


def _title_rows(sample: list[Row]) -> int:
    """How many rows stand above the first with two filled cells: what the table is called, and no header."""
    rows = (place for place, (_, cells) in enumerate(sample) if sum(bool(cell.strip()) for cell in cells) > 1)
    return next(rows, 0)


def _entries(body: list[Row], chosen: _Chosen, name: str) -> Iterator[LinkEntry]:
    for row, cells in body:
        kk, en = _cell(cells, chosen.kk), _cell(cells, chosen.en)
        if kk or en:
            yield entry_of(kk, en, _details(cells, chosen), _place(name, row))


def _place(name: str, row: int) -> Message:
    return said("{name}, line {line}", name=name, line=str(row))


def _details(cells: Sequence[str], chosen: _Chosen) -> str:
    return cells[chosen.details].strip() if chosen.details is not None and chosen.details < len(cells) else ""


def _cell(cells: Sequence[str], column: int) -> str:
    return clean_text(cells[column]).strip() if column < len(cells) else ""


def _choose(sample: list[Row], name: str, columns: tuple[str, str] | None) -> _Chosen:
    header = [" ".join(clean_text(cell).split()) for cell in sample[0][1]]
    folded = [cell.casefold() for cell in header]
    if columns is not None:
        return _named(columns, header, name)
    if {"kk", "en", _DETAILS} <= set(folded):
        return _Chosen(folded.index("kk"), folded.index("en"), folded.index(_DETAILS), True)
    by_name = {side: [at for at, cell in enumerate(folded) if _is_name(cell, side)] for side in SIDES}
    if all(len(found) == 1 for found in by_name.values()):
        return _Chosen(by_name["kk"][0], by_name["en"][0], None, True)
    by_text = _told_by_letters(sample)
    if all(len(found) == 1 for found in by_text.values()):
        (kk,), (en,) = by_text["kk"], by_text["en"]
        return _Chosen(kk, en, None, not _is_text(header, kk, en))
    raise MalformedFile(
        "{name}: which two columns hold Kazakh and English? There are {known}; name them by --columns KK,EN",
        name=name,
        known=", ".join(cell or str(number) for number, cell in enumerate(header, 1)),
    )


def _named(columns: tuple[str, str], header: list[str], name: str) -> _Chosen:
    found: list[int] = []
    by_number = [column.isdecimal() and column not in header for column in columns]
    for column, numbered in zip(columns, by_number, strict=True):
        if numbered and 1 <= int(column) <= len(header):
            found.append(int(column) - 1)
        elif column in header:
            found.append(header.index(column))
        else:
            raise MalformedFile(
                "{name}: no column {column}; there are {known}", name=name, column=repr(column), known=", ".join(header)
            )
    kk, en = found
    return _Chosen(kk, en, None, not all(by_number) or not _is_text(header, kk, en))


def _is_name(cell: str, side: Side) -> bool:
    """Whether this is what a column of the language is called: a code, or a phrase of few words with the language in it."""
    words = cell.replace("_", " ").split()
    return side_of_code(cell) == side or (0 < len(words) < _WORDS and any(word.startswith(_NAMES[side]) for word in words))


def _told_by_letters(sample: list[Row]) -> dict[Side, list[int]]:
    """The columns that hold each language."""
    found: dict[Side, list[int]] = {side: [] for side in SIDES}
    for column in range(max(len(cells) for _, cells in sample)):
        texts = [cells[column] for _, cells in sample if column < len(cells)]
        if sum(" " in text.strip() for text in texts) * 4 < len(texts):
            continue  # codes, names of files, dates
        try:
            found[detect_language(" ".join(texts))].append(column)
        except UnknownLanguage:
            continue
    return found


def _is_text(header: list[str], kk: int, en: int) -> bool:
    """Whether the first row is a pair of texts, and no header."""
    try:
        return detect_language(header[kk]) == "kk" and detect_language(header[en]) == "en"
    except (UnknownLanguage, IndexError):
        return False
