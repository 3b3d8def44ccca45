"""A comma-separated table as spreadsheets and data frames read it (RFC 4180)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from alignment.corpora.entries import Corpus
from alignment.corpora.table_rows import LINK_COLUMNS, rows_of
from alignment.files import clean_text

_FORMULA = re.compile(r"^'*[=+\-@\t\r]")
_GUARDED = re.compile(r"^'+[=+\-@\t\r]")
_SIGNS = frozenset("'=+-@\t\r")
_FIGURES = frozenset(LINK_COLUMNS.index(name) for name in ("link", "confidence", "similarity"))


def write(files: Sequence[BinaryIO], corpus: Corpus) -> None:
    """UTF-8 with a header and CRLF line ends; fields with commas, quotes or line ends are quoted, quotes in them doubled.

    An apostrophe stands before each text that a spreadsheet would take for a formula; `as_written` takes it away.
    """
    (file,) = files
    file.write(_line(LINK_COLUMNS))
    for _, row in rows_of(corpus):
        # Most rows are harmless, and that is soon seen.
        is_harmless = _SIGNS.isdisjoint({cell[:1] for cell in row}) and "".join(row).isprintable()
        file.write(_line(row if is_harmless else map(_harmless, range(len(row)), row)))


def _line(cells: Iterable[str]) -> bytes:
    quoted = [
        '"' + cell.replace('"', '""') + '"' if '"' in cell or "," in cell or "\n" in cell or "\r" in cell else cell
        for cell in cells
    ]
    return (",".join(quoted) + "\r\n").encode()


def _harmless(column: int, text: str) -> str:
    # A line has one kind of end, whichever the reader takes it for; `details` has the others.
    text = clean_text(text).replace("\r", " ")
    return text if column in _FIGURES else _FORMULA.sub(r"'\g<0>", text)


def as_written(cell: str) -> str:
    """A cell of our table without the apostrophe that keeps spreadsheets from taking it for a formula."""
    return cell[1:] if _GUARDED.match(cell) else cell
