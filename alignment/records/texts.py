"""The two texts: documents and the units that are aligned. All values are frozen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

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


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A heading or a paragraph of running text."""

    id: str
    """Stable name, such as `kk.17`: the language and the place in the document, from 1."""

    kind: Kind
    text: str
    """The lines joined and the runs of spaces collapsed; nothing else is altered."""

    lines: tuple[int, int]
    """First and last line in the source file, from 1, both inclusive."""

    level: int | None = None
    """Of a heading: 0 title, 1 numbered section, 2 lettered subsection, 3 bare. `None` for body text."""

    gaps: tuple[int, ...] = ()
    """Places of the spaces in the text that are several in the source."""

    indents: tuple[int, ...] = ()
    """Places at which a line of the source begins with a stray space."""


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
    """Of the file's bytes, in hexadecimal."""
