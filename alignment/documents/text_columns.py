"""Plain text in which columns stand side by side, as `pdftotext -layout` keeps them: one after the other again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise
from statistics import median

from alignment.documents.text_lines import FINAL

_LEAST_ROWS = 12  # of a page: fewer may stand side by side for another reason
_EACH = 0.35  # of a page's lines have text on this side of a gutter, and on that
_BOTH = 0.1  # have it on both
_CROSSING = 0.15  # of them may run over it: titles
_FILLED = 0.6  # of a column is what half of its lines fill; cells of tables are shorter
_FULL = 0.86  # of the column: a line that goes on
_NARROWEST = 18  # characters
_WRAPS = 0.3  # of its lines end inside a sentence; in tables hardly any
_GAP = 2  # spaces at least
_MOST = 3  # columns
_WIDEST = 400  # characters of a line: longer ones are paragraphs
_GAPS = re.compile(r" {2,}(?=\S)")
_EDGE = 0.2  # of the width in which no gutter is looked for

Numbered = tuple[int, str]
"""The place of a line in its text, from 1, and the line."""


def columns_apart(text: str) -> list[Numbered] | None:
    """The lines of a text with the columns of each page one after the other; `None` where no page has any.
    O(characters).

    Pages end at form feeds.
    """
    lines = list(enumerate(text.split("\n"), 1))
    page_of = 0
    pages: list[list[Numbered]] = [[]]
    for number, line in lines:
        page_of += "\f" in line
        if page_of == len(pages):
            pages.append([])
        pages[-1].append((number, line))
    apart = [_apart(page, _MOST) for page in pages]
    if all(len(after) == len(before) for after, before in zip(apart, pages, strict=True)):
        return None
    return [line for page in apart for line in page]


def _apart(page: Sequence[Numbered], columns: int) -> list[Numbered]:
    gutter = _gutter([line for _, line in page], columns)
    if gutter is None:
        return list(page)
    found: list[Numbered] = []
    for crosses, band in groupby(page, lambda one: _cut(one[1], gutter) is None):
        if crosses:
            found.extend(band)
            continue
        rows = [(number, line, _cut(line, gutter)) for number, line in band]
        for side in ([(n, line[:cut].rstrip()) for n, line, cut in rows], [(n, line[cut:]) for n, line, cut in rows]):
            beside = {
                number for (number, part), (_, line, _) in zip(side, rows, strict=True) if line.strip() and not part.strip()
            }
            indent = min((len(part) - len(part.lstrip()) for _, part in side if part.strip()), default=0)
            found.extend(_apart(_without_false_blanks([(n, part[indent:]) for n, part in side], beside), columns - 1))
    return found


def _cut(line: str, gutter: int) -> int | None:
    """Where the second column begins in a line, or would; `None` where the line runs over the gutter.

    Letters of several widths move a column's beginning by a place or two, and may leave one space before it.
    """
    if len(line) <= gutter or not line[gutter - _GAP : gutter].strip():
        return gutter
    near = (gutter + by for by in (-1, 1, -2, 2) if _begins(line, gutter + by))
    touching = line[gutter - 1] == " " and line[gutter] != " "
    return next(near, gutter if touching else None)


def _gutter(lines: Sequence[str], columns: int) -> int | None:
    """Where the second of so many columns at most begins; `None` where lines run over the whole width."""
    filled = [line for line in lines if line.strip()]
    if len(filled) < _LEAST_ROWS or columns < 2:
        return None
    left, width = min(len(line) - len(line.lstrip()) for line in filled), max(map(len, filled))
    begins = Counter(found.end() for line in filled for found in _GAPS.finditer(line))
    edge = int(_EDGE * (width - left))
    inside = [(times, -place) for place, times in begins.items() if left + edge <= place < width - edge]
    if width > _WIDEST or not inside:
        return None
    gutter = -max(inside)[1]
    free = [(line, cut) for line in filled if (cut := _cut(line, gutter)) is not None]
    sides = [line[:cut].rstrip() for line, cut in free], [line[cut:] for line, cut in free]
    both = sum(bool(one.strip() and other.strip()) for one, other in zip(*sides, strict=True))
    if len(free) < (1 - _CROSSING) * len(filled) or both < _BOTH * len(filled):
        return None
    parts = [[part for part in side if part.strip()] for side in sides]
    enough = all(len(part) >= _EACH * len(filled) and _is_full(part, columns - 1) for part in parts)
    return gutter if enough else None


def _begins(line: str, place: int) -> bool:
    """Whether a column may begin at a place of the line."""
    return len(line) > place and line[place] != " " and not line[place - _GAP : place].strip()


def _is_full(parts: Sequence[str], columns: int) -> bool:
    """Whether the column is running text, half of whose lines fill it, or is several columns."""
    lengths = [len(part.strip()) for part in parts]
    wraps = sum(not above.endswith(FINAL) and below.lstrip()[0].islower() for above, below in pairwise(parts))
    usual = median(lengths)
    runs = usual >= max(_NARROWEST, _FILLED * max(lengths)) and wraps >= _WRAPS * len(parts)
    return runs or _gutter(parts, columns) is not None


def _without_false_blanks(column: Sequence[Numbered], beside: set[int]) -> list[Numbered]:
    """Without the blank lines that only the other column's lines made, where a sentence goes on."""
    full = _FULL * max((len(part) for _, part in column), default=0)
    kept: list[Numbered] = []
    for place, (number, part) in enumerate(column):
        if number in beside:
            before = next((line for _, line in reversed(kept) if line.strip()), "")
            after = next((line.strip() for _, line in column[place:] if line.strip()), "")
            if before and after and not before.endswith(FINAL) and (after[0].islower() or len(before) >= full):
                continue
        kept.append((number, part))
    return kept
