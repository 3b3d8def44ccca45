"""From a file to a Document: headings and paragraphs with the lines that they come from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path

from alignment.documents.blocks import Block, Content
from alignment.documents.cleaning import clean_characters, clean_paragraph, stray_lines, with_stand_ins
from alignment.documents.layout import find_paragraphs
from alignment.documents.marked_languages import in_one_language
from alignment.documents.readers import find_reader
from alignment.documents.recognition import recognize_bytes, recognize_text
from alignment.documents.text_columns import columns_apart
from alignment.documents.text_lines import collapsed
from alignment.exceptions import EmptyText, UnknownLanguage, UnreadableFile, WrongFormat
from alignment.files import clean_text, count_strange, declared_encoding, decode_any, one_line_end, read_bytes
from alignment.languages import Language, detect_language, find_language
from alignment.records import Document, Kind, Paragraph, Side

_LONGEST_NAME = 255  # bytes: what file systems allow


def read_document(
    path: str | Path, language: str | None = None, *, read_as: str | None = None, encoding: str | None = None
) -> Document:
    """Read a file as a document.

    Args:
        path: a text, a web page, subtitles, or another format of `READERS`, told by its content. A `str` is always a path;
            of a text, `Document.from_text` makes a document.
        language: `kk` or `en`; told from the letters when left out.
        read_as: the format's name, such as `txt` or `html`, where it is to be read as nothing else.
        encoding: what the bytes of a text are decoded by, as Python names it; told from them when left out.

    Returns:
        The document; its paragraphs carry ids, kinds and source lines.

    Raises:
        UnreadableFile, NotText, WrongEncoding: the file cannot be read as text.
        WrongFormat: it is markup, bitext or a format that is not read; the message says which, and the remedy.
        MalformedFile: it is damaged.
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
    return parse_file(data, path.name, language, read_as=read_as, encoding=encoding)


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


def document_of_text(text: str, name: str, language: str | None = None, read_as: str | None = None) -> Document:
    """What `Document.from_text` gives."""
    if not isinstance(text, str):
        raise TypeError(f"from_text takes a string, not {type(text).__name__}")
    return _parse_text(one_line_end(text.removeprefix("\ufeff"), name), name, language, read_as)


def document_of_units(units: Iterable[str], name: str, language: str | None = None) -> Document:
    """What `Document.from_units` gives."""
    # Of a mapping or a table the names would be taken for the texts; a set has no order.
    one_by_one = isinstance(units, Iterable) and not isinstance(units, str | bytes | bytearray | Mapping | AbstractSet)
    if not one_by_one or getattr(units, "ndim", 1) != 1:
        raise TypeError(f"{name}: units are a list of strings, not {type(units).__name__}")
    texts, changed, replaced = [], [], 0
    for number, unit in enumerate(units, 1):
        if not isinstance(unit, str):
            raise TypeError(f"{name}, unit {number}: units are strings, this is {type(unit).__name__}")
        text, changes = clean_characters(with_stand_ins(str(unit)))
        if not text.strip():
            raise EmptyText("{name}, unit {number}: there is no text in it; leave it out", name=name, number=number)
        texts.append(text)
        changed.append(changes)
        replaced += count_strange(with_stand_ins(unit))
    if not texts:
        raise EmptyText("{name}: there are no units", name=name)
    try:
        side = _language(" ".join(texts), name, language)
    except UnknownLanguage as exception:
        if language is not None:
            raise
        raise UnknownLanguage("{reason} (Document.from_units(units, language=…) names it)", reason=exception) from None
    bare = bare_paragraphs(texts, side)
    paragraphs = tuple(replace(one, changes=changes) for one, changes in zip(bare, changed, strict=True))
    return Document(clean_text(name), side, paragraphs, replaced=replaced)


def parse_file(
    data: bytes, name: str, language: str | None = None, *, read_as: str | None = None, encoding: str | None = None
) -> Document:
    """Take a file's content apart as `read_document` does; `name` stands for the file in messages."""
    document = _parse(data, name, language, read_as, encoding)
    return replace(document, sha256=hashlib.sha256(data).hexdigest())


def _parse(data: bytes, name: str, language: str | None, read_as: str | None, encoding: str | None) -> Document:
    chosen = find_reader(read_as) if read_as else None
    if chosen is None and (kind := recognize_bytes(data, name)):
        chosen = find_reader(kind)
    if chosen is not None and chosen.read_bytes is not None:
        return _document_of(chosen.read_bytes(data, name), name, language, read_as=chosen.name)
    declared = declared_encoding(data) if chosen is None or chosen.name == "html" else None
    text, found = decode_any(data, name, encoding, declared)
    return _parse_text(text, name, language, chosen.name if chosen else None, encoding=found)


def _parse_text(text: str, name: str, language: str | None, read_as: str | None, encoding: str = "") -> Document:
    """Take a text with `\n` at its lines' ends apart."""
    chosen = find_reader(read_as or recognize_text(text, name))
    if chosen.read_text is None:
        raise WrongFormat("{name}: {format} is no text that can be pasted; name the file", name=name, format=chosen.name)
    content = chosen.read_text(text, name)
    return _document_of(content, name, language, read_as=chosen.name, encoding=encoding)


def parse_document(text: str, name: str, language: str | None = None) -> Document:
    """Take a plain text with `\n` at its lines' ends apart as `read_document` does a file's."""
    return _document_of(text, name, language)


def _document_of(content: Content, name: str, language: str | None, *, read_as: str = "", encoding: str = "") -> Document:
    """The document that a reader's content makes: paragraphs named and made clean."""
    if not isinstance(content, str):
        content = in_one_language(content, language)
    raw = content if isinstance(content, str) else "\n".join(block.text for block in content)
    text = with_stand_ins(raw)
    # Whether a text has letters enough is told without what is not seen in it.
    letters, _ = clean_characters(text)
    if not letters.strip():
        raise EmptyText("{name}: the file holds no text", name=name)
    side = _language(letters, name, language)
    language_of = find_language(side)
    found = _laid_out(text, language_of) if isinstance(content, str) else _paragraphs_of(content, side)
    return Document(
        clean_text(name),
        side,
        _numbered(map(clean_paragraph, found), side),
        replaced=count_strange(text),
        format=read_as,
        encoding=encoding,
        strays=stray_lines(raw) if isinstance(content, str) else (),
    )


def _laid_out(text: str, language: Language) -> Sequence[Paragraph]:
    """The paragraphs of a plain text, its columns one after the other."""
    columns = columns_apart(text)
    if columns is None:
        return find_paragraphs(text, language)
    numbers = [number for number, _ in columns]
    found = find_paragraphs("\n".join(line for _, line in columns), language)
    spans = (numbers[paragraph.lines[0] - 1 : paragraph.lines[1]] for paragraph in found)
    return [replace(paragraph, lines=(min(span), max(span))) for paragraph, span in zip(found, spans, strict=True)]


def _numbered(paragraphs: Iterable[Paragraph], side: Side) -> tuple[Paragraph, ...]:
    """The paragraphs in which something is seen."""
    seen = [paragraph for paragraph in paragraphs if paragraph.text.strip()]
    return tuple(replace(paragraph, id=f"{side}.{place}") for place, paragraph in enumerate(seen, 1))


def _paragraphs_of(blocks: Sequence[Block], side: Side) -> list[Paragraph]:
    """The blocks as paragraphs; runs of spaces collapsed."""
    paragraphs = []
    for place, block in enumerate(blocks, 1):
        text, gaps = collapsed(with_stand_ins(block.text).strip())
        kind: Kind = "body" if block.level is None else "heading"
        paragraphs.append(Paragraph(f"{side}.{place}", kind, text, block.lines, block.level, gaps, page=block.page))
    return paragraphs


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
