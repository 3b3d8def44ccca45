"""Aligned texts from files: which format one has, told by its content, and the links in it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from alignment.corpora import jsonl, parquet, spreadsheet, tmx, xliff
from alignment.corpora.columns import Row, corpus_of_rows
from alignment.corpora.entries import Corpus
from alignment.exceptions import MalformedFile
from alignment.files import as_written, clean_text, decode_any, read_bytes, spreadsheet_rows
from alignment.records import Level


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is said of a file that its content need not tell."""

    columns: tuple[str, str] | None
    level: Level | None
    encoding: str | None


@dataclass(frozen=True, slots=True)
class BitextReader:
    """A way to read an aligned text."""

    help: str
    """What the command line says of it."""

    extensions: tuple[str, ...]
    """Of such files, without the dot."""

    read: Callable[[bytes, str, _Asked], Corpus]
    """Of a content, the file's name, and what is said of it."""


def _text_rows(data: bytes, name: str, encoding: str | None) -> Iterator[Row]:
    text = clean_text(decode_any(data, name, encoding)[0]).removeprefix("\ufeff")
    if "\t" in text.split("\n", 1)[0]:
        yield from spreadsheet_rows(text)
    else:
        for line, cells in spreadsheet_rows(text):
            yield line, [as_written(cell) for cell in cells]


def _links(read: Callable[[bytes, str], Corpus]) -> Callable[[bytes, str, _Asked], Corpus]:
    """Of a format that says which text is which."""

    def corpus(data: bytes, name: str, asked: _Asked) -> Corpus:
        found = read(data, name)
        return replace(found, level=asked.level or found.level)

    return corpus


def _table(rows: Callable[[bytes, str, str | None], Iterator[Row]]) -> Callable[[bytes, str, _Asked], Corpus]:
    """Of a format of rows, of which two columns are the texts."""

    def corpus(data: bytes, name: str, asked: _Asked) -> Corpus:
        return corpus_of_rows(iter(rows(data, name, asked.encoding)), name, asked.columns, asked.level)

    return corpus


BITEXT_READERS: dict[str, BitextReader] = {
    "tmx": BitextReader("TMX translation memory", ("tmx",), _links(tmx.read)),
    "xliff": BitextReader("XLIFF 1.2 or 2", ("xlf", "xliff"), _links(xliff.read)),
    "jsonl": BitextReader("JSON lines", ("jsonl",), _links(jsonl.read)),
    "xlsx": BitextReader("Excel workbook", ("xlsx",), _table(spreadsheet.rows_of_workbook)),
    "parquet": BitextReader("Parquet", ("parquet",), _table(parquet.rows_of_parquet)),
    "table": BitextReader("table, its columns separated by tabs, commas or semicolons", ("tsv", "csv"), _table(_text_rows)),
}
_START = 65_536  # bytes that show what a file is
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


def parse_corpus(
    data: bytes,
    name: str,
    *,
    read_as: str | None = None,
    columns: tuple[str, str] | None = None,
    level: Level | None = None,
    encoding: str | None = None,
) -> Corpus:
    """The same of a file with this content and name; raises as `read_corpus` does."""
    return BITEXT_READERS[read_as or _recognized(data, name)].read(data, name, _Asked(columns, level, encoding))


def _recognized(data: bytes, name: str) -> str:
    """Which of `BITEXT_READERS` is for this content."""
    start = data[:_START]
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        start = start.removeprefix(mark)
    start = start.replace(b"\0", b"") if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else start
    if start.startswith(b"PAR1"):
        return "parquet"
    if start.startswith(b"PK"):
        return "xlsx"
    if start.lstrip().startswith(b"{"):
        return "jsonl"
    if root := _ROOT.match(start):
        kind = root[1].decode().lower()
        if kind not in ("tmx", "xliff"):
            raise MalformedFile(
                "{name}: no aligned text; its root is <{root}>. What is imported is TMX, XLIFF, JSON lines, XLSX, Parquet, "
                "or a table of two columns",
                name=name,
                root=kind,
            )
        return kind
    return "table"
