"""From the lines of a page layout to headings and paragraphs.

A text taken from a PDF keeps the page's line ends and loses its type: a paragraph is cut at page tops, a heading may be
glued to its text, blank lines come in any number. The rules here read such a page as a person would:

* A line end is a wrap if the next line's first word would not have fitted on the line, else it was meant.
* A run of blank lines is one separator, whatever its length. A page top (a line with one leading space) is none.
* What the printer added is dropped: running heads, page numbers, and the addresses of a page's links printed at its foot.
* A heading is known by its number or letter, or is a short block without final punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from alignment.languages import Language
from alignment.records import Kind, Paragraph

# A wrapped line fills most of the measure. The measure is the 95th percentile of line lengths, because a proportional
# font lets single lines run over it; .86 of it is the middle of the gap between wraps and meant breaks.
_FULL = 0.86
_MEASURES = range(50, 121)  # characters; longer "lines" are whole paragraphs, shorter ones a list
_WRAPPED_SHARE = 0.6  # of line ends inside blocks; one sentence a line stays well below

_HEADING_LENGTH = 150  # characters
_FINAL = (".", "!", "?", ":", ";", ",", "»", "”", "…", '"')
_SENTENCE_END = (".", "!", "?", ":", "»", "”", ";")

_ADDRESS = re.compile(r"https?://\S+")
_PAGE_NUMBER = re.compile(r"(?:[^\W\d_][\w'’-]*\s+){0,8}(?:-\s*)?\d{1,4}(?:\s*-)?")
_SERIES_MARK = re.compile(r"\s[∙·•|]\s")
_WORD_HYPHEN = re.compile(r"\w-$")
_NUMBER = re.compile(r"\d+")
_PIECE = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True)
class _Line:
    number: int  # from 1
    text: str  # stripped of the space around it
    page_top: bool  # one leading space
    hyphen: bool  # ends in a word's hyphen, with no space behind it
    wide: bool  # ends in several spaces

    @property
    def first_word(self) -> str:
        return self.text.split(maxsplit=1)[0]


_Block = list[_Line]


def find_paragraphs(text: str, language: Language) -> tuple[Paragraph, ...]:
    """The headings and paragraphs of a plain text, in order. O(characters)."""
    lines = _read_lines(text)
    measure = _measure(lines)
    lines = _without(lines, _link_addresses(lines) | _running_heads(lines, language))
    blocks = _join_wrapped_headings(_blocks(lines, measure), measure, language)
    paragraphs = []
    for place, block in enumerate(blocks):
        joined, gaps, indents = _join_marked(block)
        level = _heading_level(joined, place, language)
        kind: Kind = "body" if level is None else "heading"
        lines_of = (block[0].number, block[-1].number)
        paragraphs.append(Paragraph(f"{language.code}.{place + 1}", kind, joined, lines_of, level, gaps, indents))
    return tuple(paragraphs)


def _read_lines(text: str) -> list[_Line]:
    """Every line, blank ones with an empty text. A form feed starts a page as a leading space does."""
    lines = []
    for number, raw in enumerate(text.split("\n"), 1):
        indent = len(raw) - len(raw.lstrip(" "))
        wide = raw.endswith("  ")
        lines.append(_Line(number, raw.strip(), indent == 1 or "\f" in raw, bool(_WORD_HYPHEN.search(raw)), wide))
    return lines


def _measure(lines: list[_Line]) -> int | None:
    """The length that a wrapped line reaches, in characters; `None` if the text is not hard-wrapped."""
    lengths = sorted(len(line.text) for line in lines if line.text)
    if not lengths:
        return None
    widest = lengths[int(0.95 * (len(lengths) - 1))]
    limit = round(_FULL * widest)
    inside = [(a, b) for a, b in pairwise(lines) if a.text and b.text]
    wraps = sum(_is_wrap(a, b, limit) for a, b in inside)
    if widest not in _MEASURES or wraps < _WRAPPED_SHARE * len(inside):
        return None
    return limit


def _is_wrap(line: _Line, following: _Line, measure: int) -> bool:
    return len(line.text) + 1 + len(following.first_word) >= measure


def _without(lines: list[_Line], furniture: set[int]) -> list[_Line]:
    """Drop the lines with these numbers and the blank ones around them: the text goes on as over a page top."""
    kept: list[_Line] = []
    after_furniture = False
    for line in lines:
        if line.number in furniture:
            while kept and not kept[-1].text:
                kept.pop()
            after_furniture = True
        elif line.text or not after_furniture:
            kept.append(line)
            after_furniture = False
    return kept


def _link_addresses(lines: list[_Line]) -> set[int]:
    """The numbers of the lines that hold a link's address printed at a page's foot."""
    return {
        line.number
        for line, following in pairwise(lines)
        if _ADDRESS.fullmatch(line.text) and following.page_top and following.text
    }


def _running_heads(lines: list[_Line], language: Language) -> set[int]:
    """The numbers of the lines that hold a page number, its running head, or the publisher's line next to one.

    A line of words and a number counts only if the words recur with rising numbers or are the title's: "Annex 5" may
    be a heading.
    """
    chunks = [list(group) for filled, group in groupby(lines, lambda line: bool(line.text)) if filled]
    heads = [
        None if len(chunk) > 1 or not _PAGE_NUMBER.fullmatch(chunk[0].text) else _words(chunk[0].text) for chunk in chunks
    ]
    recurring = _recurring(zip(heads, chunks, strict=True))
    title = set(chunks[0][0].text.casefold().split()) if chunks else set()
    found: set[int] = set()
    for place, (head, chunk) in enumerate(zip(heads, chunks, strict=True)):
        if place == 0 or head is None or language.section_heading.match(chunk[0].text):
            continue
        if not head or head in recurring or title.issuperset(head.split()):
            neighbours = [chunks[beside] for beside in (place - 1, place + 1) if 0 < beside < len(chunks)]
            series = [c for c in neighbours if _SERIES_MARK.search(_join(c)) and not c[-1].text.endswith(_FINAL)]
            found.update(line.number for c in [chunk, *series] for line in c)
    return found


def _words(text: str) -> str:
    """What a running head says beside its page number."""
    return _NUMBER.sub(" ", text).strip(" -").casefold()


def _recurring(heads: Iterable[tuple[str | None, _Block]]) -> set[str]:
    """The heads that stand at least three times, each time with a higher number."""
    seen: dict[str, list[int]] = {}
    for words, chunk in heads:
        if words is not None:
            seen.setdefault(words, []).append(int(_NUMBER.findall(chunk[0].text)[-1]))
    return {words for words, numbers in seen.items() if len(numbers) > 2 and numbers == sorted(set(numbers))}


def _blocks(lines: list[_Line], measure: int | None) -> Iterator[_Block]:
    """Cut the lines where the writer did: at blank lines and at line ends that are no wraps."""
    block: _Block = []
    for line in lines:
        if block and (not line.text or not _goes_on(block, line, measure)):
            yield block
            block = []
        if line.text:
            block.append(line)
    if block:
        yield block


def _goes_on(block: _Block, line: _Line, measure: int | None) -> bool:
    """Whether `line`, which follows the block at once, belongs to it."""
    if measure is None:
        return False
    last = block[-1]
    if last.hyphen or _is_wrap(last, line, measure):
        return True
    glued_heading = len(block) == 1 and not last.text.endswith(_FINAL)
    return not (last.text.endswith(_SENTENCE_END) or glued_heading)


def _join_wrapped_headings(blocks: Iterable[_Block], measure: int | None, language: Language) -> list[_Block]:
    """Join a heading that a blank line cuts at a wrap: its line is full, and the rest starts in lower case."""
    joined: list[_Block] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if (
            before is not None
            and measure is not None
            and len(before) == len(block) == 1
            and language.lettered_heading.match(before[0].text)
            and _is_wrap(before[0], block[0], measure)
            and block[0].text[0].islower()
            and not before[0].text.endswith(_FINAL)
            and not block[0].text.endswith(_FINAL)
        ):
            before.extend(block)
        else:
            joined.append(block)
    return joined


def _join(block: _Block) -> str:
    """The block's text on one line, runs of spaces collapsed."""
    return _join_marked(block)[0]


def _join_marked(block: _Block) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """The same with the places of the spaces that were several, and of the lines that begin with one."""
    parts: list[str] = []
    gaps, indents = [], []
    length, hyphen, wide = 0, True, False
    for line in block:
        if not hyphen:
            parts.append(" ")
            if wide:
                gaps.append(length)
            length += 1
        if line.page_top:
            indents.append(length)
        for match in _PIECE.finditer(line.text):
            piece = match[0]
            if piece.isspace():
                if len(piece) > 1:
                    gaps.append(length)
                piece = " "
            parts.append(piece)
            length += len(piece)
        hyphen, wide = line.hyphen, line.wide
    return "".join(parts), tuple(gaps), tuple(indents)


def _heading_level(text: str, place: int, language: Language) -> int | None:
    """0 title, 1 numbered, 2 lettered, 3 bare; `None` for body text."""
    if language.section_heading.match(text) and len(text) <= _HEADING_LENGTH:
        return 1
    if len(text) > _HEADING_LENGTH or text.endswith(_FINAL) or _ADDRESS.search(text):
        return None
    if place == 0:
        return 0
    return 2 if language.lettered_heading.match(text) else 3
