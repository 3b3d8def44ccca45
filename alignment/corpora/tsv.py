"""A tab-separated table: one row a link, everything that is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from alignment.corpora.entries import Corpus
from alignment.corpora.table_rows import LINK_COLUMNS, on_a_line, rows_of

_QUOTE = '"'
_TABS = len(LINK_COLUMNS) - 2


def write(files: Sequence[BinaryIO], corpus: Corpus) -> None:
    """UTF-8 with a header and LF line ends; a row is always one line.

    Tabs and line ends inside texts become spaces; `details` says where they were. A field that begins with a quotation mark
    is quoted, its marks doubled: whoever reads quotes would take it for a quoted one. All others stand as they are.
    """
    (file,) = files
    file.write(("\t".join(LINK_COLUMNS) + "\n").encode())
    for _, row in rows_of(corpus):
        # The details are plain in any case.
        line = "\t".join(row[:-1])
        # A row that holds neither quotes nor breaks is soon told, and most are such.
        if _QUOTE in line or line.count("\t") != _TABS or not line.replace("\t", "").isprintable():
            line = "\t".join(map(_field, row[:-1]))
        file.write(f"{line}\t{row[-1]}\n".encode())


def unquoted(row: dict[str, str]) -> dict[str, str]:
    """A row of such a table, split at its tabs, with its fields as they were."""
    return {
        name: field[1:-1].replace(_QUOTE * 2, _QUOTE) if field[:1] == _QUOTE == field[-1:] and len(field) > 1 else field
        for name, field in row.items()
    }


def _field(text: str) -> str:
    text = on_a_line(text)
    return f'"{text.replace(_QUOTE, _QUOTE * 2)}"' if text.startswith(_QUOTE) else text
