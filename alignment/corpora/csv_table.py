"""A comma-separated table as spreadsheets and data frames read it (RFC 4180)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import BinaryIO

from alignment.corpora.entries import Corpus
from alignment.corpora.table_rows import LINK_COLUMNS, rows_of
from alignment.files import clean_text, guarded

_SIGNS = frozenset("'=+-@\t\r")
_FIGURES = frozenset(LINK_COLUMNS.index(name) for name in ("link", "confidence", "similarity"))
_SPECIAL = re.compile('[",\n\r]')
# What seldom holds anything special stands before, between and behind the texts.
_KK, _EN = LINK_COLUMNS.index("kk"), LINK_COLUMNS.index("en")
_COMMAS = len(LINK_COLUMNS) - 4
_STRANGE_CELL = re.compile("[\"\n\r]|,['=+\\-@\t]")


def write(files: Sequence[BinaryIO], corpus: Corpus) -> None:
    """UTF-8 with a header and CRLF line ends; both texts are quoted, and fields with commas, quotes or line ends; quotes in
    them are doubled.

    An apostrophe stands before each text that a spreadsheet would take for a formula; `files.as_written` takes it away.
    """
    (file,) = files
    file.write((",".join(LINK_COLUMNS) + "\r\n").encode())
    for _, row in rows_of(corpus):
        kk, en, details = row[_KK], row[_EN], row[-1]
        before, behind = ",".join(row[:_KK]), ",".join(row[_EN + 1 : -1])
        others = f"{before},{behind}"
        # Most rows hold nothing special outside their texts, and that is soon seen.
        if (
            others.count(",") == _COMMAS
            and not _STRANGE_CELL.search(others)
            and kk[:1] not in _SIGNS
            and en[:1] not in _SIGNS
            and (others + kk + en).isprintable()
        ):
            line = f"{before},{_quoted(kk)},{_quoted(en)},{behind},{_quoted(details)}\r\n"
        else:
            line = ",".join([_cell(place, text) for place, text in enumerate(row)]) + "\r\n"
        file.write(line.encode())


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _cell(column: int, text: str) -> str:
    text = _harmless(column, text)
    return _quoted(text) if column in {_KK, _EN} or _SPECIAL.search(text) else text


def _harmless(column: int, text: str) -> str:
    # A line has one kind of end, whichever the reader takes it for; `details` has the others.
    text = clean_text(text).replace("\r", " ")
    return text if column in _FIGURES else guarded(text)
