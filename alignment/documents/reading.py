"""From a file to a Document: headings and paragraphs with the lines that they come from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from alignment.documents.layout import find_paragraphs
from alignment.exceptions import EmptyText, UnknownLanguage, UnreadableFile
from alignment.files import decode, read_bytes
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
    document = parse_document(decode(data, path.name), path.name, language)
    return Document(document.name, document.language, document.paragraphs, hashlib.sha256(data).hexdigest())


def _read(path: str | Path) -> bytes:
    try:
        return read_bytes(Path(path))
    except (UnreadableFile, ValueError):  # the latter for a path with a null character
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
    # Through the door of files, so that line ends, byte order marks and control characters are treated alike.
    return parse_document(decode(text.encode("utf-8", "surrogatepass"), name), name, language)


def document_of_units(units: Iterable[str], name: str, language: str | None = None) -> Document:
    """What `Document.from_units` gives."""
    # Of a mapping or a table the names would be taken for the texts; a set has no order.
    one_by_one = isinstance(units, Iterable) and not isinstance(units, str | bytes | bytearray | Mapping | AbstractSet)
    if not one_by_one or getattr(units, "ndim", 1) != 1:
        raise TypeError(f"{name}: units are a list of strings, not {type(units).__name__}")
    texts = []
    for number, unit in enumerate(units, 1):
        if not isinstance(unit, str):
            raise TypeError(f"{name}, unit {number}: units are strings, this is {type(unit).__name__}")
        if not unit.strip():
            raise EmptyText("{name}, unit {number}: there is no text in it; leave it out", name=name, number=number)
        texts.append(str(unit))
    if not texts:
        raise EmptyText("{name}: there are no units", name=name)
    try:
        side = _language(" ".join(texts), name, language)
    except UnknownLanguage as exception:
        if language is not None:
            raise
        raise UnknownLanguage("{reason} (Document.from_units(units, language=…) names it)", reason=exception) from None
    return Document(name, side, tuple(bare_paragraphs(texts, side)))


def parse_document(text: str, name: str, language: str | None = None) -> Document:
    """Take `text` apart as `read_document` does a file's; `name` stands for the file in messages."""
    if not text.strip():
        raise EmptyText("{name}: the file holds no text", name=name)
    side = _language(text, name, language)
    return Document(name, side, find_paragraphs(text, find_language(side)))


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
