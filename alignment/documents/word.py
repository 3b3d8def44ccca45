"""DOCX: the text that Word shows with all changes accepted."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from alignment.documents.blocks import Block, Content
from alignment.documents.text_lines import FINAL
from alignment.exceptions import MalformedFile, UnreadableFile
from alignment.files import parse_xml

_MOST_INFLATED = 128 << 20  # bytes of one part; the text of a novel has some 3 MB as XML

_RAISE = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_TITLE_NAMES = re.compile(r"title|название|заголовок|тақырып атауы|атауы", re.IGNORECASE)
_HEADING_NAMES = re.compile(r"(?:heading|заголовок|тақырып|тақырыпша|айдар)\s*(\d)", re.IGNORECASE)
_SUBTITLE_NAMES = re.compile(r"subtitle|подзаголовок|тақырыпша", re.IGNORECASE)
_CONTENTS_NAMES = re.compile(r"(?:toc|оглавление|мазмұны?|contents)\s*\d", re.IGNORECASE)
_BODY_OUTLINE = 9
_HEADING_LENGTH = 150  # characters: of a paragraph that is a heading only because it is bold
_BETWEEN_CELLS = " | "
_STYLES_DEEP = 20

# What holds runs or paragraphs and says nothing of them that matters here.
_THROUGH = frozenset(
    (
        "ins",
        "moveTo",
        "hyperlink",
        "smartTag",
        "sdt",
        "sdtContent",
        "customXml",
        "fldSimple",
        "bdo",
        "dir",
        "ruby",
        "rubyBase",
    )
)
_SPACES = frozenset(("tab", "ptab", "br", "cr"))


def read(data: bytes, name: str) -> Content:
    """The headings and paragraphs of a DOCX file. A table's row is a paragraph; a note stands behind the paragraph with its
    mark. Left out are what was deleted, comments, hidden text, headers and footers, and the table of contents. O(bytes).

    Raises:
        UnreadableFile: a password is asked for.
        MalformedFile: it is damaged, or unpacks to more than any text.
    """
    package = _Package(data, name)
    main = package.main
    root = package.part(main)
    body = None if root is None else next((child for child in root if _name(child) == "body"), None)
    if body is None:
        raise MalformedFile("{name}: a damaged DOCX file: there is no text where it should be; save it anew", name=name)
    folder = posixpath.dirname(main)
    document = _Document(
        _styles_of(package.part(f"{folder}/styles.xml")),
        {kind: _notes_of(package.part(f"{folder}/{kind}s.xml"), kind) for kind in ("footnote", "endnote")},
    )
    document.read_body(body)
    return document.blocks


class _Package:
    """The parts of a file, each unpacked when it is asked for."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self._members = {info.filename.lower(): info for info in self._archive.infolist()}
        except Exception:  # zipfile raises whatever its parts raise
            raise self._damaged() from None

    def _damaged(self) -> MalformedFile:
        return MalformedFile("{name}: a damaged DOCX file; open it in a word processor and save it anew", name=self._name)

    @property
    def main(self) -> str:
        """Where the text is."""
        relations = self.part("_rels/.rels")
        for relation in () if relations is None else relations:
            if str(relation.get("Type", "")).endswith("/officeDocument"):
                return str(relation.get("Target", "")).lstrip("/")
        return "word/document.xml"

    def part(self, path: str) -> etree._Element | None:
        """The root of a part; `None` where the file has no such part."""
        info = self._members.get(path.lower())
        if info is None:
            return None
        if info.flag_bits & 1:
            raise UnreadableFile("{name}: a password locks this file; save it without one first", name=self._name)
        try:
            with self._archive.open(info) as file:
                content = file.read(_MOST_INFLATED + 1)
        except Exception:  # zipfile raises whatever its parts raise
            raise self._damaged() from None
        if len(content) > _MOST_INFLATED:
            raise MalformedFile(
                "{name}, {part}: unpacks to more than {most} MB; no text is as large",
                name=self._name,
                part=path,
                most=_MOST_INFLATED >> 20,
            )
        root = parse_xml(content, f"{self._name}, {path}")
        if root.getroottree().docinfo.internalDTD is not None:
            raise MalformedFile("{name}, {part}: it declares entities, which no DOCX file may", name=self._name, part=path)
        return root


def _name(element: etree._Element) -> str:
    """An element's name without its name space; empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _child(element: etree._Element | None, *path: str) -> etree._Element | None:
    for name in path:
        if element is None:
            return None
        element = next((child for child in element if _name(child) == name), None)
    return element


def _value(element: etree._Element | None, attribute: str = "val") -> str | None:
    if element is None:
        return None
    return next((str(value) for key, value in element.items() if str(key).rpartition("}")[2] == attribute), None)


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and _value(element) not in ("0", "false", "off", "none")


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and text.isascii() and text.isdigit() else None


@dataclass(frozen=True, slots=True)
class _Style:
    level: int | None  # of headings
    contents: bool
    hidden: bool
    bold: bool


def _styles_of(root: etree._Element | None) -> dict[str, _Style]:
    """What the styles say, each with what it takes from those that it is based on."""
    elements = {} if root is None else {_value(one, "styleId") or "": one for one in root if _name(one) == "style"}
    return {identifier: _style(elements, identifier) for identifier in elements}


def _style(elements: dict[str, etree._Element], identifier: str) -> _Style:
    level, contents, hidden, bold = None, False, False, False
    told_bold = False
    for _ in range(_STYLES_DEEP):
        element = elements.get(identifier)
        if element is None:
            break
        name = _value(_child(element, "name")) or identifier
        if level is None:
            level = _level_of_name(name)
            outline = _number(_value(_child(element, "pPr", "outlineLvl")))
            if level is None and outline is not None:
                level = _level_of_outline(outline)
        contents |= _CONTENTS_NAMES.fullmatch(name) is not None
        hidden |= _is_on(_child(element, "rPr", "vanish"))
        if not told_bold and (mark := _child(element, "rPr", "b")) is not None:
            told_bold, bold = True, _is_on(mark)
        identifier = _value(_child(element, "basedOn")) or ""
    return _Style(None if level == _BODY_OUTLINE else level, contents, hidden, bold)


def _level_of_name(name: str) -> int | None:
    if found := _HEADING_NAMES.match(name):
        return min(max(int(found[1]), 1), 3)
    if _SUBTITLE_NAMES.fullmatch(name):
        return 3
    return 0 if _TITLE_NAMES.fullmatch(name) else None


def _level_of_outline(outline: int) -> int:
    return _BODY_OUTLINE if outline >= _BODY_OUTLINE else min(outline + 1, 3)


def _notes_of(root: etree._Element | None, kind: str) -> dict[str, etree._Element]:
    """The notes by their ids, without the rules that part them from the text."""
    return {
        _value(note, "id") or "": note
        for note in (() if root is None else root)
        if _name(note) == kind and _value(note, "type") in (None, "normal")
    }


@dataclass(slots=True)
class _Paragraph:
    """What is read of a paragraph so far."""

    parts: list[str] = field(default_factory=list)
    level: int | None = None
    contents: bool = False
    style_bold: bool = False
    plain: bool = False
    """Some of its letters are not bold."""

    behind: list[str] = field(default_factory=list)
    """Notes and text boxes that belong to it."""

    @property
    def text(self) -> str:
        return " ".join("".join(self.parts).split())


class _Document:
    """The blocks of a document, as its elements are gone through."""

    def __init__(
        self,
        styles: dict[str, _Style],
        notes: dict[str, dict[str, etree._Element]],
        numbers: dict[tuple[str, str], str] | None = None,
    ) -> None:
        self.blocks: list[Block] = []
        self._styles, self._notes = styles, notes
        self._numbers = {} if numbers is None else numbers  # of the notes that came
        self._fields: list[bool] = []  # for each that is open, whether its result has begun
        self._merged: _Paragraph | None = None  # the end of this paragraph was deleted

    def read_body(self, body: etree._Element) -> None:
        self._read(body)
        if self._merged is not None:
            self._end(self._merged)

    def _read(self, container: etree._Element) -> None:
        for child in container:
            match _name(child):
                case "p":
                    paragraph = self._paragraph(child)
                    if paragraph is not None:
                        self._end(paragraph)
                case "tbl":
                    self._table(child)
                case "AlternateContent":
                    if (chosen := _chosen(child)) is not None:
                        self._read(chosen)
                case name if name in _THROUGH:
                    self._read(child)

    def _end(self, paragraph: _Paragraph) -> None:
        text = paragraph.text
        if text and not paragraph.contents:
            self._put(text, self._level(paragraph, text))
        for behind in paragraph.behind:
            self._put(behind, None)

    def _put(self, text: str, level: int | None) -> None:
        place = len(self.blocks) + 1
        self.blocks.append(Block(text, (place, place), level))

    def _level(self, paragraph: _Paragraph, text: str) -> int | None:
        if paragraph.level is not None:
            return paragraph.level
        bold = not paragraph.plain and any(letter.isalpha() for letter in text)
        return 3 if bold and len(text) <= _HEADING_LENGTH and not text.endswith(FINAL) else None

    def _paragraph(self, element: etree._Element) -> _Paragraph | None:
        """A paragraph's text; `None` where its end was deleted, so that it goes on in the next."""
        paragraph, self._merged = self._merged or _Paragraph(), None
        properties = _child(element, "pPr")
        style = self._styles.get(_value(_child(properties, "pStyle")) or "")
        outline = _number(_value(_child(properties, "outlineLvl")))
        if not paragraph.parts:
            paragraph.style_bold = style is not None and style.bold
            paragraph.contents = style is not None and style.contents
            paragraph.level = style.level if style is not None else None
            if outline is not None and paragraph.level is None and outline < _BODY_OUTLINE:
                paragraph.level = _level_of_outline(outline)
        self._inline(element, paragraph)
        self._fields = [True] * len(self._fields)  # a damaged field must not hide the rest
        mark = _child(properties, "rPr")
        if _child(mark, "del") is not None or _child(mark, "moveFrom") is not None:
            self._merged = paragraph
            return None
        return paragraph

    def _inline(self, container: etree._Element, paragraph: _Paragraph) -> None:
        for child in container:
            match _name(child):
                case "r":
                    self._run(child, paragraph)
                case "oMath" | "oMathPara":
                    paragraph.parts.extend(one.text or "" for one in child.iter() if _name(one) == "t")
                case "AlternateContent":
                    if (chosen := _chosen(child)) is not None:
                        self._inline(chosen, paragraph)
                case name if name in _THROUGH:
                    self._inline(child, paragraph)

    def _run(self, run: etree._Element, paragraph: _Paragraph) -> None:
        properties = _child(run, "rPr")
        style = self._styles.get(_value(_child(properties, "rStyle")) or "")
        vanish = _child(properties, "vanish")
        hidden = _is_on(vanish) if vanish is not None else style is not None and style.hidden
        mark = _child(properties, "b")
        bold = _is_on(mark) if mark is not None else paragraph.style_bold or (style is not None and style.bold)
        for child in run:
            name = _name(child)
            if name == "fldChar":
                self._field(_value(child, "fldCharType"))
            elif hidden or False in self._fields:
                continue
            elif name == "t":
                paragraph.parts.append(child.text or "")
                paragraph.plain |= not bold and any(letter.isalpha() for letter in child.text or "")
            elif name in _SPACES:
                paragraph.parts.append(" ")
            elif name == "noBreakHyphen":
                paragraph.parts.append("-")
            elif name == "sym":
                paragraph.parts.append(_symbol(child))
            elif name in ("footnoteReference", "endnoteReference"):
                self._note(name.removesuffix("Reference"), child, paragraph)
            elif name == "ruby":
                self._inline(child, paragraph)
            elif name in ("drawing", "pict", "object"):
                self._boxes(child, paragraph)
            elif name == "AlternateContent" and (chosen := _chosen(child)) is not None:
                self._boxes(chosen, paragraph)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _note(self, kind: str, reference: etree._Element, paragraph: _Paragraph) -> None:
        key = kind, _value(reference, "id") or ""
        note = self._notes[kind].get(key[1])
        if note is None:
            return
        is_new = key not in self._numbers
        if is_new:
            count = sum(one == kind for one, _ in self._numbers) + 1
            self._numbers[key] = str(count).translate(_RAISE)
        number = self._numbers[key]
        if _value(reference, "customMarkFollows") not in ("1", "true", "on"):
            paragraph.parts.append(number)
        if is_new:
            text = " ".join(block.text for block in self._inside(note))
            if text:
                paragraph.behind.append(f"{number} {text}")

    def _boxes(self, element: etree._Element, paragraph: _Paragraph) -> None:
        """Text boxes: their paragraphs come behind."""
        for child in element:
            match _name(child):
                case "txbxContent":
                    paragraph.behind.extend(block.text for block in self._inside(child))
                case "AlternateContent":
                    if (chosen := _chosen(child)) is not None:
                        self._boxes(chosen, paragraph)
                case _:
                    self._boxes(child, paragraph)

    def _inside(self, container: etree._Element) -> list[Block]:
        """The blocks of a note, a cell or a text box."""
        inner = _Document(self._styles, self._notes, self._numbers)
        inner.read_body(container)
        return inner.blocks

    def _table(self, table: etree._Element) -> None:
        for row in _rows(table, "tr"):
            if _child(row, "trPr", "del") is not None:
                continue
            cells = [cell for cell in _rows(row, "tc") if _child(cell, "tcPr", "cellDel") is None]
            inside = [blocks for blocks in map(self._inside, cells) if blocks]
            if len(inside) == 1:  # a frame around paragraphs
                for block in inside[0]:
                    self._put(block.text, block.level)
            elif inside:
                self._put(_BETWEEN_CELLS.join(" ".join(block.text for block in blocks) for blocks in inside), None)


def _rows(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """A table's rows, or a row's cells, also where something stands around them."""
    for child in element:
        if _name(child) == name:
            yield child
        elif _name(child) in _THROUGH:
            yield from _rows(child, name)


def _chosen(alternatives: etree._Element) -> etree._Element | None:
    """The one of several forms of the same that is read."""
    return next((child for child in alternatives if _name(child) in ("Choice", "Fallback")), None)


def _symbol(element: etree._Element) -> str:
    """A letter of a named font; nothing where only that font knows what it is."""
    try:
        code = int(_value(element, "char") or "", 16)
    except ValueError:
        return ""
    private, surrogates = range(0xE000, 0xF900), range(0xD800, 0xE000)
    return chr(code) if 32 <= code <= 0x10FFFF and code not in private and code not in surrogates else ""
