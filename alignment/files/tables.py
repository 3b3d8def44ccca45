"""Tables of text: tab-separated files with a header, no quoting."""

from __future__ import annotations

import hashlib
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


@lru_cache(maxsize=64)
def known_rows(path: Path) -> tuple[dict[str, str], ...]:
    """The rows of a table that ships with the package, read once; raises as `read_table` does."""
    return tuple(row for _, row in read_table(path))


def line_hash(text: str) -> str:
    """What tells whether two lines are the same but for letter case, punctuation and spacing: 16 hexadecimal digits."""
    letters = "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())
    return hashlib.sha256(letters.encode()).hexdigest()[:16]
