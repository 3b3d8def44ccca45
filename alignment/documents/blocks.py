"""What a reader of one format makes of a file, before its text is made clean and its paragraphs get their names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """A heading or a paragraph, as the file marks it."""

    text: str
    """As the file has it; line ends inside are spaces."""

    lines: tuple[int, int]
    """First and last line in the source, from 1; where a format has no lines, the block's own place, twice."""

    level: int | None = None
    """Of a heading: 0 title, 1 and 2 sections and subsections, 3 any other. `None` for body text."""

    page: int | None = None
    """From 1, where the format has pages."""

    language: str | None = None
    """The code of the language that the file gives this part of it, where it tells parts apart."""


Content = str | list[Block]
"""A laid-out text with a form feed at each page's top, whose paragraphs `layout` finds; or the paragraphs themselves."""
