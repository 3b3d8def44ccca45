"""Aligned texts from files: which format one has, told by its content, and the links in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from alignment.corpora import jsonl, parquet, spreadsheet, tmx, xliff
from alignment.corpora.columns import Row, corpus_of_rows
from alignment.corpora.entries import Corpus
from alignment.exceptions import MalformedFile
from alignment.files import decode, is_database_content, read_bytes, spreadsheet_rows
from alignment.records import Level


@dataclass(frozen=True, slots=True)
class BitextReader:
    """A way to read an aligned text. It has links, or rows of which two columns are the texts."""

    help: str
    """What the command line says of it."""

    links: Callable[[bytes, str], Corpus] | None = None
    rows: Callable[[bytes, str, str | None], Iterator[Row]] | None = None


def _text_rows(data: bytes, name: str, encoding: str | None) -> Iterator[Row]:
    return spreadsheet_rows(decode(data, name, encoding).removeprefix("\ufeff"))


BITEXT_READERS: dict[str, BitextReader] = {
    "tmx": BitextReader("TMX translation memory", links=tmx.read),
    "xliff": BitextReader("XLIFF 1.2 or 2", links=xliff.read),
    "jsonl": BitextReader("JSON lines", links=jsonl.read),
    "xlsx": BitextReader("Excel workbook", rows=spreadsheet.rows_of_workbook),
    "parquet": BitextReader("Parquet", rows=parquet.rows_of_parquet),
    "table": BitextReader("table with columns separated by tabs, commas or semicolons", rows=_text_rows),
}
_ROOT = re.compile(rb"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>)*<(?:[\w.-]+:)?([\w.-]+)", re.DOTALL)


def read_corpus(
    path: Path,
    *,
    read_as: str | None = None,
    columns: tuple[str, str] | None = None,
    level: Level | None = None,
    encoding: str | None = None,
) -> Corpus:
    """Read an aligned text: a translation memory, a table of two columns, or what this program exported.

    Args:
        read_as: a key of `BITEXT_READERS`; told from the content when left out.
        columns: of a table: names, or numbers from 1, of the Kazakh and the English column; found when left out.
        level: what the texts are; as the file says, else paragraphs.
        encoding: of a table; told from its content when left out.

    Raises:
        UnreadableFile, NotText, WrongEncoding: the file cannot be read.
        MalformedFile: it is not what it should be, or it is not known which columns hold the texts.
    """
    return parse_corpus(read_bytes(path), path.name, read_as=read_as, columns=columns, level=level, encoding=encoding)
