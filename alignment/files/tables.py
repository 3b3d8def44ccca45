"""Tables of text: tab-separated files with a header, no quoting."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from alignment.exceptions import MalformedFile
from alignment.files.encodings import decode, read_bytes


def read_table(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a tab-separated file, each with its line number (from 1) and its fields by column name.

    Raises:
        UnreadableFile, NotText, WrongEncoding: the file cannot be read as text.
        MalformedFile: a row has more or fewer fields than the header; the message names the line.
    """
    return parse_table(read_bytes(path), path.name)


def parse_table(data: bytes, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a tab-separated file of this content and name; raises as `read_table` does."""
    header: list[str] = []
    for number, line in enumerate(decode(data, name).split("\n"), 1):
        fields = line.split("\t")
        if not header:
            header = fields if line else []
        elif line:
            if len(fields) != len(header):
                raise MalformedFile(
                    "{name}, line {line}: {found} fields where the header has {wanted}; separate them by tabs",
                    name=name,
                    line=number,
                    found=len(fields),
                    wanted=len(header),
                )
            yield number, dict(zip(header, fields, strict=True))


_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?[ ]*(?:\n|\Z)', re.IGNORECASE)  # the first line of a table that Excel is to open
_SEPARATORS = "\t,;"


def separator_of(text: str) -> str:
    """What separates a table's fields: what the line `sep=…` names, else tabs, commas or semicolons, of which the first row
    has most."""
    if said_so := _SEPARATOR_LINE.match(text):
        return said_so[1]
    return max(_SEPARATORS, key=text.lstrip("\n").split("\n", 1)[0].count)


def spreadsheet_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table as spreadsheets and programs save it, each with the line it begins on (from 1). O(characters).

    Rows without text are passed over. Fields are separated as `separator_of` says. A field in quotation marks may hold
    separators, line ends and doubled marks (RFC 4180); what only begins with a mark is as it stands.
    """
    said_so = _SEPARATOR_LINE.match(text)
    separator = separator_of(text)
    between = re.escape(separator)
    field = re.compile(rf'"((?:[^"]|"")*+)" *(?=[{between}\n]|\Z)|([^{between}\n]*)')
    at, line, row, began = 0, 1, list[str](), 1
    while at <= len(text) and (match := field.match(text, at)):  # the second way matches anything
        row.append(match[2] if match[1] is None else match[1].replace('""', '"'))
        line += match[0].count("\n")
        at = match.end() + 1
        if text[match.end() : at] != separator:
            if any(cell.strip() for cell in row) and not (began == 1 and said_so):
                yield began, row
            line += 1
            row, began = [], line


# What a spreadsheet that opens a table would run.
_FORMULA = re.compile(r"^'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def guarded(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would take it for a formula.

    >>> guarded("=1+1"), as_written(guarded("=1+1"))
    ("'=1+1", '=1+1')
    """
    return _FORMULA.sub(r"'\g<0>", cell)


def as_written(cell: str) -> str:
    """A cell without the apostrophe that `guarded` puts before it."""
    return cell[1:] if _GUARDED.match(cell) else cell


@lru_cache(maxsize=64)
def known_rows(path: Path) -> tuple[dict[str, str], ...]:
    """The rows of a table that ships with the package, read once; raises as `read_table` does."""
    return tuple(row for _, row in read_table(path))


def line_hash(text: str) -> str:
    """What tells whether two lines are the same but for letter case, punctuation and spacing: 16 hexadecimal digits."""
    return hashlib.sha256(bare_letters(text).encode()).hexdigest()[:16]


def bare_letters(text: str) -> str:
    """The text's letters and digits alone, in one form and letter case."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())
