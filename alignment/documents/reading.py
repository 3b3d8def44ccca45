"""From a file to a Document: headings and paragraphs with the lines that they come from."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from alignment.documents.layout import find_paragraphs
from alignment.exceptions import EmptyText, UnknownLanguage
from alignment.files import decode, read_bytes
from alignment.languages import detect_language, find_language
from alignment.records import Document, Paragraph, Side


def read_document(path: str | Path, language: str | None = None) -> Document:
    """Read a plain-text file as a document.

    Args:
        path: a UTF-8 file (UTF-16 with a byte order mark is read too).
        language: `kk` or `en`; told from the letters when left out.

    Returns:
        The document; its paragraphs carry ids, kinds and source lines.

    Raises:
        UnreadableFile, NotText, WrongEncoding: the file cannot be read as text.
        EmptyText: it holds nothing but white space.
        UnknownLanguage: the language is neither named nor told from the letters.
    """
    path = Path(path)
    data = read_bytes(path)
    document = parse_document(decode(data, path.name), path.name, language)
    return Document(document.name, document.language, document.paragraphs, hashlib.sha256(data).hexdigest())


def parse_document(text: str, name: str, language: str | None = None) -> Document:
    """Take `text` apart as `read_document` does a file's; `name` stands for the file in messages."""
    if not text.strip():
        raise EmptyText("{name}: the file holds no text", name=name)
    if language is None:
        try:
            language = detect_language(text)
        except UnknownLanguage as exception:
            raise UnknownLanguage("{name}: {reason}", name=name, reason=exception) from None
    spoken = find_language(language)
    return Document(name, spoken.code, find_paragraphs(text, spoken))


def bare_paragraphs(texts: Sequence[str], side: Side) -> list[Paragraph]:
    """Bare texts as units, each a paragraph of body text whose line is its place."""
    return [Paragraph(f"{side}.{place}", "body", text, (place, place)) for place, text in enumerate(texts, 1)]
