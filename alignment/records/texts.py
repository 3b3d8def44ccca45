"""The two texts: documents and the units that are aligned. All values are frozen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

from alignment.records.notebook import ROWS, html_table, in_line

Side = Literal["kk", "en"]
Kind = Literal["heading", "body"]

SIDES: tuple[Side, Side] = ("kk", "en")


class Unit(Protocol):
    """What is aligned: a paragraph or a sentence."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> Kind: ...
    @property
    def text(self) -> str: ...
    @property
    def lines(self) -> tuple[int, int]: ...


class Change(NamedTuple):
    """Where a text is not as its source has it: there it is written otherwise."""

    start: int
    end: int
    """Code points of the clean text, end-exclusive; the same as `start` where the source has something that is left out."""

    written: str
    """What stands in the source; a control character as its picture (␂)."""


def changes_within(changes: Iterable[Change], start: int, end: int) -> tuple[Change, ...]:
    """The changes that lie in a part of a text, by their places in that part.

    >>> changes_within((Change(0, 2, "ﬁ"), Change(7, 7, "\\xad")), 5, 9)
    (Change(start=2, end=2, written='\\xad'),)
    """
    return tuple(
        Change(max(change.start - start, 0), min(change.end, end) - start, change.written)
        for change in changes
        if change.start < end and (change.end > start or change.start == change.end == start)
    )


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A heading or a paragraph of running text."""

    id: str
    """Stable name, such as `kk.17`: the language and the place in the document, from 1."""

    kind: Kind
    text: str
    """The lines joined, the runs of spaces collapsed, and what is in `changes`; nothing else is altered."""

    lines: tuple[int, int]
    """First and last line in the source file, from 1, both inclusive."""

    level: int | None = None
    """Of a heading: 0 title, 1 numbered section, 2 lettered subsection, 3 bare. `None` for body text."""

    gaps: tuple[int, ...] = ()
    """Places of the spaces in the text that are several in the source."""

    indents: tuple[int, ...] = ()
    """Places at which a line of the source begins with a stray space."""

    changes: tuple[Change, ...] = ()
    """Where characters were made clean as the text was read, in order: composed, spelled out or left out."""

    page: int | None = None
    """The page that it begins on, from 1, where its source has pages."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph; a heading is one sentence."""

    id: str
    """Stable name, such as `kk.17.2`: the paragraph's id and the place in it, from 1."""

    kind: Kind
    text: str
    lines: tuple[int, int]
    """The lines of its paragraph."""

    paragraph: int
    """Place of its paragraph in the document, from 0."""

    span: tuple[int, int]
    """Code points of the paragraph's text, end-exclusive."""


@dataclass(frozen=True, slots=True)
class Document:
    """One text in one language."""

    name: str
    """The file's name, or what the caller called the text."""

    language: Side
    paragraphs: tuple[Paragraph, ...]
    sha256: str = ""
    """Of the file's bytes, in hexadecimal; empty where there was no file."""

    replaced: int = field(default=0, compare=False)
    """Characters that no file can hold, which were replaced by U+FFFD as the text was read. Projects do not keep it."""

    format: str = field(default="", compare=False)
    """What it was read as, such as `html`; empty where it was no file. Projects do not keep it."""

    encoding: str = field(default="", compare=False)
    """What its bytes were decoded by, as Python names it; empty where a format says it itself. Projects do not keep it."""

    strays: tuple[int, ...] = field(default=(), compare=False)
    """The lines of the source that hold control characters, from 1. Projects do not keep them."""

    @classmethod
    def from_text(
        cls, text: str, language: str | None = None, name: str = "text", *, read_as: str | None = None
    ) -> Document:
        """Take a text apart as `read_document` does a file's: its headings and paragraphs, with the lines they stand on.

        Args:
            language: `kk` or `en`; told from the letters when left out.
            name: what to call the text in messages and exports.
            read_as: `txt` or `html`, say, where it is to be read as nothing else; told from the text when left out.

        Raises:
            EmptyText: it holds nothing but white space.
            UnknownLanguage: the language is neither named nor told from the letters.
            WrongFormat: it is markup or bitext that is not read.
            NotText: it holds null characters, or many other control characters.

        >>> document = Document.from_text("Қазақстан\\n\\nСот шешім шығарды.", name="news")
        >>> document
        Document(news, kk, 2 paragraphs)
        >>> [(paragraph.kind, paragraph.text) for paragraph in document.paragraphs]
        [('heading', 'Қазақстан'), ('body', 'Сот шешім шығарды.')]
        """
        from alignment.documents import document_of_text

        return document_of_text(text, name, language, read_as)

    @classmethod
    def from_units(cls, units: Iterable[str], language: str | None = None, name: str = "units") -> Document:
        """Take texts as the units that they are: each becomes a paragraph of running text, whose line is its place.

        Args:
            units: a list of strings, or anything else that gives strings in order: a tuple, a generator, a column of a
                data frame.
            language: `kk` or `en`; told from the letters when left out.
            name: what to call the text in messages and exports.

        Raises:
            TypeError: they are not strings in an order.
            EmptyText: there is no unit, or one holds nothing but white space; the message says which.
            UnknownLanguage: the language is neither named nor told from the letters.

        >>> document = Document.from_units(["The court ruled.", "He left."])
        >>> [(paragraph.id, paragraph.text, paragraph.lines) for paragraph in document.paragraphs]
        [('en.1', 'The court ruled.', (1, 1)), ('en.2', 'He left.', (2, 2))]
        """
        from alignment.documents import document_of_units

        return document_of_units(units, name, language)

    def __repr__(self) -> str:
        """One line, whatever the text's length."""
        return f"Document({in_line(self.name)}, {self.language}, {len(self.paragraphs)} paragraphs)"

    def _repr_html_(self) -> str:
        rows = ((p.id, f"{p.lines[0]}–{p.lines[1]}", p.kind, p.text) for p in self.paragraphs[:ROWS])
        more = len(self.paragraphs) - ROWS
        left_out = f"… and {more} more paragraphs" if more > 0 else ""
        return html_table(repr(self), ("id", "lines", "kind", "text"), rows, left_out)
