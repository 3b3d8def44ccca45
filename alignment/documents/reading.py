"""From a file to a Document: headings and paragraphs with the lines that they come from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path

from alignment.documents.layout import find_paragraphs
from alignment.exceptions import EmptyText, UnknownLanguage, UnreadableFile
from alignment.files import clean_text, count_strange, decode_as_it_is, one_line_end, read_bytes
from alignment.languages import detect_language, find_language
from alignment.records import Document, Paragraph, Side

_LONGEST_NAME = 255  # bytes: what file systems allow


def read_document(path: str | Path, language: str | None = None) -> Document:
    """Read a plain-text file as a document.

    Args:
        path: a UTF-8 file (UTF-16 with a byte order mark is read too). A `str` is always a path; of a text,
            `Document.from_text` makes a document.
        language: `kk` or `en`; told from the letters when left out.

    Returns:
        The document; its paragraphs carry ids, kinds and source lines.

    Raises:
        UnreadableFile, NotText, WrongEncoding: the file cannot be read as text.
        EmptyText: it holds nothing but white space.
        UnknownLanguage: the language is neither named nor told from the letters.

    >>> from pathlib import Path
    >>> _ = Path("report.txt").write_text("Title\\n\\nThe court ruled.\\n", encoding="utf-8")
    >>> document = read_document("report.txt")
    >>> document
    Document(report.txt, en, 2 paragraphs)
    >>> document.paragraphs[1].lines
    (3, 3)
    """
    data = _read(path)
    path = Path(path)
    return parse_file(data, path.name, language)


def _read(path: str | Path) -> bytes:
    try:
        return read_bytes(Path(path))
    except UnreadableFile:
        if isinstance(path, str) and _is_text(path):
            start = " ".join(path[:60].split())
            raise UnreadableFile("{start}…: this is a text, not a path; use Document.from_text", start=start[:40]) from None
        raise


def _is_text(path: str) -> bool:
    """Whether this can hardly be meant as a path: it has several lines, or a longer name than any file."""
    return (
        "\n" in path
        or "\0" in path
        or any(len(name.encode("utf-8", "replace")) > _LONGEST_NAME for name in path.split("/"))
    )


def document_of_text(text: str, name: str, language: str | None = None) -> Document:
    """What `Document.from_text` gives."""
    if not isinstance(text, str):
        raise TypeError(f"from_text takes a string, not {type(text).__name__}")
    return parse_document(one_line_end(text.removeprefix("\ufeff"), name), name, language)


def document_of_units(units: Iterable[str], name: str, language: str | None = None) -> Document:
    """What `Document.from_units` gives."""
    # Of a mapping or a table the names would be taken for the texts; a set has no order.
    one_by_one = isinstance(units, Iterable) and not isinstance(units, str | bytes | bytearray | Mapping | AbstractSet)
    if not one_by_one or getattr(units, "ndim", 1) != 1:
        raise TypeError(f"{name}: units are a list of strings, not {type(units).__name__}")
    texts, replaced = [], 0
    for number, unit in enumerate(units, 1):
        if not isinstance(unit, str):
            raise TypeError(f"{name}, unit {number}: units are strings, this is {type(unit).__name__}")
        if not unit.strip():
            raise EmptyText("{name}, unit {number}: there is no text in it; leave it out", name=name, number=number)
        texts.append(clean_text(str(unit)))
        replaced += count_strange(unit)
    if not texts:
        raise EmptyText("{name}: there are no units", name=name)
    try:
        side = _language(" ".join(texts), name, language)
    except UnknownLanguage as exception:
        if language is not None:
            raise
        raise UnknownLanguage("{reason} (Document.from_units(units, language=…) names it)", reason=exception) from None
    return Document(clean_text(name), side, tuple(bare_paragraphs(texts, side)), replaced=replaced)


def parse_file(data: bytes, name: str, language: str | None = None) -> Document:
    """Take a file's content apart as `read_document` does; `name` stands for the file in messages."""
    document = parse_document(decode_as_it_is(data, name), name, language)
    return replace(document, sha256=hashlib.sha256(data).hexdigest())


def parse_document(text: str, name: str, language: str | None = None) -> Document:
    """Take a text with `\n` at its lines' ends apart as `read_document` does a file's."""
    # Form feeds tell of pages and are no part of any paragraph.
    clean = clean_text(text, keep="\f")
    if not clean.strip():
        raise EmptyText("{name}: the file holds no text", name=name)
    side = _language(clean, name, language)
    paragraphs = find_paragraphs(clean, find_language(side))
    return Document(clean_text(name), side, paragraphs, replaced=count_strange(text))


def _language(text: str, name: str, named: str | None) -> Side:
    """The code of the language that is named or, when none is, told from the letters."""
    if named is not None:
        return find_language(named).code
    try:
        return detect_language(text)
    except UnknownLanguage as exception:
        raise UnknownLanguage("{name}: {reason}", name=name, reason=exception) from None


def bare_paragraphs(texts: Sequence[str], side: Side) -> list[Paragraph]:
    """Bare texts as units, each a paragraph of body text whose line is its place."""
    return [Paragraph(f"{side}.{place}", "body", text, (place, place)) for place, text in enumerate(texts, 1)]
