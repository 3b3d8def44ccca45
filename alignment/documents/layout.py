"""From the lines of a page layout to headings and paragraphs.

A text taken from a PDF keeps the page's line ends and loses its type: a paragraph is cut at page tops, a heading may be
glued to its text, blank lines come in any number or not at all. The rules here read such a page as a person would:

* A line end is a wrap if the next line's first word would not have fitted on the line, else it was meant. How much fits is
  learned from the line ends that can only be wraps.
* A run of blank lines is one separator, whatever its length. A page top (a line with one leading space) is none.
* What the printer added is dropped: running heads, page numbers, and the addresses of a page's links printed at its foot.
* A footnote is a paragraph of its own, behind the one that it interrupts.
* A hyphen at a line's end goes where a word was cut.
* A heading is known by its number or letter, or is a short block without final punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from alignment.documents.hyphens import LineEndHyphens
from alignment.documents.text_lines import (
    FINAL,
    LINK_ADDRESS,
    SENTENCE_END,
    Chunk,
    TextLine,
    collapsed,
    filled_to,
    find_footnotes,
    find_furniture,
    read_lines,
    without,
)
from alignment.languages import Language
from alignment.records import Kind, Paragraph

# A wrapped line fills most of the measure. The measure is the 95th percentile of line lengths, because a proportional
# font lets single lines run over it; .86 of it is the middle of the gap between wraps and meant breaks.
_FULL = 0.86
_MEASURES = range(50, 141)  # characters; longer "lines" are whole paragraphs, shorter ones a list
_WRAPPED_SHARE = 0.6  # of line ends inside blocks; one sentence a line stays well below
_SHORT = 0.75  # of the limit: the last line of a paragraph without a point at its end
_SURE_WRAPS = 20  # so many line ends inside sentences tell how full a wrapped line is
_UNUSUAL = range(18, 301)  # of columns, and of pages that lie on their side: lists and verses are as narrow, paragraphs as
_UNUSUAL_SHARE = 0.4  # long; so many line ends must be sure wraps
_TORN = 0.05  # of line ends lie between single words where a converter tore stretched lines
_HEADING_FILLS = 0.55  # of the limit: what a wrapped heading does in its larger type
_SURE_SHARE, _AGREE = 0.15, 0.75  # of line ends are sure wraps, and the less full as full as the usual: short paragraphs
_NEAR, _MOST_NEAR = 0.7, 0.75
_LESS_FULL = 0.02  # of them may be less so: a heading's first line, a long address behind

_HEADING_LENGTH = 150  # characters
_HEADING_LINES = 3
_THEME = re.compile(r"(?!\d)\w[^.!?:;«“\"]{3,60}:\s+[«“\"]?[A-ZА-ЯӘҒҚҢӨҰҮҺІЁ]")
LIST_MARK = re.compile(r"[•●▪‣◦■○–—-]\s+(?=\W*[^\W_])|\(?(?:\d{1,3}|[^\W\d_])[).]\s+(?=\W*[^\W_])|§\s*\d")


@dataclass(frozen=True, slots=True)
class _Measure:
    """How long a line must be with the next one's first word, in characters, to be taken for a wrap."""

    usual: int
    proportional: bool
    """The type's letters are of several widths."""

    where_a_sentence_ends: float
    """The least width, learned from the sure wraps; what is less wide, and could have ended a paragraph, has."""

    def may_be_wrap(self, line: TextLine, following: TextLine) -> bool:
        return filled_to(line, following) >= self.usual and (
            _width(line, following, self.proportional) >= self.where_a_sentence_ends
        )


# Of letters in print, in parts of the height: about the same in every type with serifs and without.
_WIDTHS = {
    **dict.fromkeys("iіjlI|!'’.,:;", 0.29),
    **dict.fromkeys(' ftr()[]-"/', 0.36),
    **dict.fromkeys("шщжюыфмmwӘ", 0.76),
    **dict.fromkeys("МШЩЖЮФWM—", 0.9),
}
_LOWER, _UPPER = 0.53, 0.68


def _width(line: TextLine, following: TextLine, proportional: bool) -> float:
    """How wide the line would be with the first word of the next."""
    if not proportional:
        return filled_to(line, following)
    letters = f"{line.text} {following.first_word}"
    return sum(_WIDTHS.get(letter, _UPPER if letter.isupper() else _LOWER) for letter in letters)


def find_paragraphs(text: str, language: Language) -> tuple[Paragraph, ...]:
    """The headings and paragraphs of a plain text, in order. O(characters)."""
    lines = read_lines(text)
    hyphens = LineEndHyphens(line.text for line in lines)
    torn = _torn(lines)
    measure = _measure(lines, torn)
    limit = measure.usual if measure else None
    furniture = find_furniture(lines, language, limit)
    footnotes = find_footnotes(lines, furniture, limit)
    lines = without(lines, furniture | {line.number for note in footnotes for line in note.lines})
    blocks = _join_wrapped_headings(_blocks(lines, measure, language, torn), measure, language)
    notes: dict[int, list[Chunk]] = {}
    for note in footnotes:
        notes.setdefault(note.after, []).append(note.lines)
    paragraphs: list[Paragraph] = []

    def add(block: Chunk, note: bool) -> None:
        joined, gaps, indents = _join_marked(block, hyphens)
        level = None if note else heading_level(joined, len(paragraphs), language)
        kind: Kind = "body" if level is None else "heading"
        lines_of = (block[0].number, block[-1].number)
        paragraphs.append(Paragraph(f"{language.code}.{len(paragraphs) + 1}", kind, joined, lines_of, level, gaps, indents))

    for block in blocks:
        add(block, False)
        for line in block:
            for interrupting in notes.get(line.number, ()):
                add(interrupting, True)
    return tuple(paragraphs)


def _torn(lines: list[TextLine]) -> set[int]:
    """The numbers of the lines that hold a word of a line that was stretched over the measure, each word on one of its own;
    nothing where a text has hardly any. The last line of a paragraph is not stretched."""
    inside = [(a, b) for a, b in pairwise(lines) if a.text and b.text]
    found = [(a, b) for a, b in inside if " " not in a.text and " " not in b.text]
    if sum(_is_sure_wrap(a, b) for a, b in found) < max(_SURE_WRAPS, _TORN * len(inside)):
        return set()
    return {line.number for pair in found for line in pair}


def _is_sure_wrap(line: TextLine, following: TextLine) -> bool:
    """Whether a sentence goes on over the end of a line."""
    return not line.text.endswith(FINAL) and following.text[0].islower()


def _measure(lines: list[TextLine], torn: set[int]) -> _Measure | None:
    """The lengths that a wrapped line reaches; `None` if the text is not hard-wrapped."""
    lengths = sorted(len(line.text) for line in lines if line.text and line.number not in torn)
    if not lengths:
        return None
    # Where soft hyphens were taken out, some lines run together with the next.
    longest = [lengths[int(share * (len(lengths) - 1))] for share in (0.95, 0.85)]
    widest = next((length for length in longest if length in _MEASURES), 0)
    inside = [(a, b) for a, b in pairwise(lines) if a.text and b.text and not torn & {a.number, b.number}]
    sure = [(a, b) for a, b in inside if _is_sure_wrap(a, b)]
    if not widest and len(sure) >= max(_SURE_WRAPS, _UNUSUAL_SHARE * len(inside)):
        widest = next((length for length in longest if length in _UNUSUAL), 0)
    limit = round(_FULL * widest)
    wraps = sum(filled_to(a, b) >= limit for a, b in inside)
    learned = _Measure(limit, False, 0)
    agree = 0.0
    if len(sure) >= _SURE_WRAPS:
        # The ruler that the sure wraps agree on better.
        rulers = [_learned(limit, [_width(a, b, each) for a, b in sure], each) for each in (False, True)]
        agree, learned = max(rulers, key=lambda ruler: ruler[0])
    wrapped = wraps >= _WRAPPED_SHARE * len(inside) or (agree >= _AGREE and len(sure) >= _SURE_SHARE * len(inside))
    return learned if widest and wrapped else None


def _learned(limit: int, widths: list[float], proportional: bool) -> tuple[float, _Measure]:
    """The measure by one ruler, and how well the widths agree on it."""
    usual = median(widths)
    # Words that stand alone on a line, in tables or where a converter tore a line, tell nothing of its width.
    near = sorted(width for width in widths if width >= _NEAR * usual)
    least = near[int(_LESS_FULL * len(near))] if len(near) >= _MOST_NEAR * len(widths) else 0.0
    return least / usual, _Measure(limit, proportional, least)


def _blocks(lines: list[TextLine], measure: _Measure | None, language: Language, torn: set[int]) -> Iterator[Chunk]:
    """Cut the lines where the writer did: at blank lines and at line ends that are no wraps."""
    block: Chunk = []
    chunks = [list(group) for filled, group in groupby(lines, lambda line: bool(line.text)) if filled]
    headings = {line.number for chunk in chunks if _is_wrapped_heading(chunk, measure, language) for line in chunk[1:]}
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        if line.number in headings or (block and line.text and block[-1].number in torn):
            block.append(line)
            continue
        if block and (not line.text or not _goes_on(block, line, following, measure, language)):
            yield block
            block = []
        if line.text:
            block.append(line)
    if block:
        yield block


def _goes_on(
    block: Chunk, line: TextLine, following: TextLine | None, measure: _Measure | None, language: Language
) -> bool:
    """Whether `line`, which follows the block at once, belongs to it."""
    last = block[-1]
    if measure is None or last.hyphen:
        return measure is not None
    if _is_marked(block, language) and len(block) < _HEADING_LINES:
        lettered = language.lettered_heading.match(block[0].text) is not None
        rest = line.text[0].islower() or (lettered and _ends_heading(last, line, following, measure))
        if rest and not _is_marked([line], language):
            return True
        if _is_text_beneath(line, following, measure):
            return False
    ended, heading = last.text.endswith(SENTENCE_END), len(block) == 1 and not last.text.endswith(FINAL)
    if ended and _starts_anew(line, following, measure, language):
        return False
    may_end = (ended or heading) and not line.text[0].islower()
    if measure.may_be_wrap(last, line) if may_end else filled_to(last, line) >= measure.usual:
        return True
    short = filled_to(last, line) < _SHORT * measure.usual and line.text[0].isupper() and not last.text.endswith(",")
    return not (ended or heading or short)


def _is_marked(block: Chunk, language: Language) -> bool:
    """Whether the block may be a heading with a number or letter."""
    begins = block[0].text
    if not (language.section_heading.match(begins) or language.lettered_heading.match(begins)):
        return False
    return not block[-1].text.endswith(FINAL) and sum(len(above.text) + 1 for above in block) <= _HEADING_LENGTH


def _ends_heading(last: TextLine, line: TextLine, following: TextLine | None, measure: _Measure) -> bool:
    """Whether `line` is the rest of a lettered heading that goes over `last`, and no text: what follows begins anew."""
    return (
        following is not None
        and bool(following.text)
        and len(line.text) < len(last.text) >= _SHORT * measure.usual
        and not line.text.endswith(FINAL)
        and not following.text[0].islower()
        and filled_to(line, following) < measure.usual
    )


def _is_text_beneath(line: TextLine, following: TextLine | None, measure: _Measure) -> bool:
    """Whether `line` is the first of the text beneath a heading."""
    full = following is not None and bool(following.text) and filled_to(line, following) >= measure.usual
    return full or line.text.endswith(FINAL)


def _is_wrapped_heading(chunk: Chunk, measure: _Measure | None, language: Language) -> bool:
    """Whether lines between blank ones are one heading: in larger type than the text's, so that its lines hold less."""
    if measure is None or not 1 < len(chunk) <= _HEADING_LINES or sum(len(line.text) for line in chunk) > _HEADING_LENGTH:
        return False
    if any(line.text.endswith(FINAL) for line in chunk[:-1]):
        return False
    if all(line.text.isupper() for line in chunk):
        return True
    if any(_is_marked([line], language) for line in chunk[1:]) or len(chunk[0].text) < _HEADING_FILLS * measure.usual:
        return False
    if _is_marked(chunk[:1], language):
        return not chunk[-1].text.endswith(FINAL) or language.section_heading.match(chunk[0].text) is not None
    return chunk[0].text[0].isupper() and chunk[1].text[0].islower() and not chunk[-1].text.endswith(FINAL)


def _starts_anew(line: TextLine, following: TextLine | None, measure: _Measure, language: Language) -> bool:
    """Whether a line behind a sentence's end can only be a heading, an item of a list, or a paragraph with its theme
    before a colon."""
    if language.section_heading.match(line.text) or LIST_MARK.match(line.text) or _THEME.match(line.text):
        return True
    return (
        following is not None
        and bool(following.text)
        and not line.text.endswith(FINAL)
        and not line.text[0].islower()
        and not following.text[0].islower()
        and filled_to(line, following) < measure.usual
    )


def _join_wrapped_headings(blocks: Iterable[Chunk], measure: _Measure | None, language: Language) -> list[Chunk]:
    """Join a heading that a blank line cuts at a wrap: its line is full, and the rest starts in lower case."""
    joined: list[Chunk] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if (
            before is not None
            and measure is not None
            and len(before) == len(block) == 1
            and language.lettered_heading.match(before[0].text)
            and filled_to(before[0], block[0]) >= measure.usual
            and block[0].text[0].islower()
            and not before[0].text.endswith(FINAL)
            and not block[0].text.endswith(FINAL)
        ):
            before.extend(block)
        else:
            joined.append(block)
    return joined


def _join_marked(block: Chunk, hyphens: LineEndHyphens) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """The block's text on one line, runs of spaces collapsed, with the places of the spaces that were several, and of the
    lines that begin with one."""
    parts: list[str] = []
    gaps, indents = [], []
    length, hyphen, wide = 0, True, False
    for line, following in zip(block, [*block[1:], None], strict=True):
        if not hyphen:
            parts.append(" ")
            if wide:
                gaps.append(length)
            length += 1
        if line.page_top:
            indents.append(length)
        cut = line.hyphen and following is not None and hyphens.joins(line.text, following.text)
        text = line.text[:-1] if cut else line.text
        joined, own = collapsed(text)
        gaps += [length + gap for gap in own]
        parts.append(joined)
        length += len(joined)
        hyphen, wide = line.hyphen, line.wide
    return "".join(parts), tuple(gaps), tuple(indents)


def heading_level(text: str, place: int, language: Language) -> int | None:
    """0 title, 1 numbered, 2 lettered, 3 bare; `None` for body text."""
    if language.section_heading.match(text) and len(text) <= _HEADING_LENGTH:
        return 1
    if len(text) > _HEADING_LENGTH or text.endswith(FINAL) or LINK_ADDRESS.search(text):
        return None
    if place == 0:
        return 0
    return 2 if language.lettered_heading.match(text) else 3
