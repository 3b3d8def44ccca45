"""The lines of a PDF's page in reading order, from the places of its characters: no PDF says where a line, a column or a
word ends."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium

_SPLIT = 0.9  # of the type's size: a wider gap inside a line may be one between columns
_SPACE = 0.16  # of the size: a narrower gap is none
_SAME_LINE = 0.35  # of the size: how far baselines in a line may lie apart
_RAISED = 0.12  # of the size: how far a note's mark stands over the line at least
_SMALL = 0.82  # of the size: how large it is at most
_GUTTER = 0.5  # of the size: columns are not nearer to one another
_CROSSING = 0.15  # of the lines may run over a gutter: titles, tables
_FULL_COLUMN = 0.6  # of a column's width is what half of its lines fill; cells of tables are shorter
_COLUMN_LINES = 5
_CLOSING = frozenset(".,;:!?)]»”")
_STEP = 2.0  # points
_STEPS = 400  # at most, over a page
_LARGEST = 2_000.0  # points of type
_BOLD = re.compile("bold|black|heavy|demi", re.IGNORECASE)
_RAISE = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_UNKNOWN = frozenset((0, 0xFFFD, 0xFFFE, 0xFFFF))
_SPACES = frozenset((9, 10, 13, 32, 0xA0))
_LEAST = 2
_QUARTER = math.pi / 2
_STRAIGHT = 0.13  # of a quarter turn
_SAME_BASE = 0.05  # of the size: how far apart the baselines of fonts in a line are
_INITIAL = 1.8  # times the text's size: an initial over several lines
_INITIAL_LETTERS = 2  # a quotation mark and the letter
_CAPITAL = 0.7  # of the size: a capital's height
_OVERLAP = 0.3  # of the size: how far a letter behind a space may stand before the end of the one before it
_OTHER_SIZE = 0.2
_LINE_END_HYPHEN = 2  # what pdfium makes of a hyphen at a line's end


@dataclass(slots=True)
class Run:
    """Characters that follow each other on a line. Places are in points, from the page's lower left corner."""

    left: float
    right: float
    base: float
    """Of the baseline, from the page's foot."""

    size: float
    """Height of the type."""

    bold: bool | None
    """Whether all its words are; `None` while no font with a name was seen."""

    text: list[str] = field(default_factory=list)
    first_right: float | None = None
    """Where its first word ends; `None` where it is one."""


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line of a page, or of one of its columns."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    """Nearly all of it."""

    first_word: float
    """The width of its first word, in points."""

    page: int
    """From 1."""

    column: str
    """Which of its page's: `""` where there is one, else how the page is parted; its lines go as far on all pages."""

    region: int
    """Which of the document's columns, or parts of one between lines across all columns; rises in reading order."""


@dataclass(frozen=True, slots=True)
class PdfPage:
    """What stands on a page."""

    number: int
    """From 1."""

    runs: list[Run]
    letters: int
    unknown: int
    """Characters of which the file does not say what they are."""


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool | None  # where the font has no name
    spaced: bool  # a space or a line's end stands before it
    turn: int  # of which pdfium's quarter turns it stands; 0 is upright


def read_page(number: int, text_page: Any) -> PdfPage:
    """The runs of a page, as its program wrote them. O(characters).

    Args:
        text_page: pypdfium2's.
    """
    found = list(_letters(text_page))
    known = [letter for letter in found if letter is not None]
    turns = Counter(letter.turn for letter in known)
    # A page may be written sideways as a whole; what is turned on another is a stamp at its edge, or a watermark.
    turn = turns.most_common(1)[0][0] if turns else 0
    letters = [letter for letter in known if letter.turn == turn]
    runs: list[Run] = []
    for part in _in_order(letters):
        for letter in part:
            _add(runs, letter)
    return PdfPage(number, _with_drop_caps(runs), len(letters), len(found) - len(known))


def _letters(text_page: Any) -> Iterator[_Letter | None]:
    """What is no space and stands straight; `None` for one of which the file does not say what it is. O(characters)."""
    box, matrix, x, y = pdfium.FS_RECTF(), pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    name = ctypes.create_string_buffer(128)
    spaced, bold, turn = True, False, 0.0
    for place in range(pdfium.FPDFText_CountChars(text_page)):
        code = pdfium.FPDFText_GetUnicode(text_page, place)
        if code in _SPACES:
            spaced = True
            continue
        if code in _UNKNOWN or code < _LEAST or 0xE000 <= code <= 0xF8FF:
            yield None
            continue
        pdfium.FPDFText_GetLooseCharBox(text_page, place, box)
        pdfium.FPDFText_GetCharOrigin(text_page, place, x, y)
        pdfium.FPDFText_GetMatrix(text_page, place, matrix)
        # The box is as high as the font's own, which is another where a letter comes from another font.
        size = pdfium.FPDFText_GetFontSize(text_page, place) * math.hypot(matrix.c, matrix.d)
        if spaced or not name.value:
            name.value = b""
            pdfium.FPDFText_GetFontInfo(text_page, place, name, len(name), None)
            bold = _BOLD.search(name.value.decode("utf-8", "replace")) is not None
            turn = pdfium.FPDFText_GetCharAngle(text_page, place) / _QUARTER
        if abs(turn - round(turn)) < _STRAIGHT and 0 < size < _LARGEST and box.left <= box.right:
            quarter = round(turn) % 4
            left, right, base = _turned_upright(quarter, box, x.value, y.value)
            told = bold if name.value else None
            letter = "-" if code == _LINE_END_HYPHEN else chr(code)
            yield _Letter(letter, left, right, base, size, told, spaced, quarter)
            spaced = False


def _turned_upright(quarter: int, box: Any, x: float, y: float) -> tuple[float, float, float]:
    """Where a letter begins and ends on its line, and the line's height, as if its page were turned to be read."""
    if quarter == 3:
        return box.bottom, box.top, -x
    if quarter == 2:
        return -box.right, -box.left, -y
    if quarter == 1:
        return -box.top, -box.bottom, x
    return box.left, box.right, y


def _in_order(letters: Sequence[_Letter]) -> Iterator[list[_Letter]]:
    """The letters by lines, as they were written; where a program wrote those of another font apart (Kazakh letters that
    the text's font lacks), in their places. O(n log n)."""
    line: list[_Letter] = []
    for letter in [*letters, None]:
        if line and (letter is None or abs(letter.base - line[-1].base) > _SAME_BASE * letter.size):
            yield _from_left(line)
            line = []
        if letter is not None:
            line.append(letter)


def _from_left(line: list[_Letter]) -> list[_Letter]:
    if all(after.left >= before.left - _OVERLAP * before.size for before, after in pairwise(line)):
        return line
    placed = sorted(line, key=lambda letter: letter.left)
    if any(before.right - after.left > _OVERLAP * after.size for before, after in pairwise(placed)):
        return line  # written over each other
    # What pdfium took for spaces lay between letters that are no neighbours.
    return [replace(letter, spaced=False) for letter in placed]


def _with_drop_caps(runs: list[Run]) -> list[Run]:
    """The runs, with an initial that is as high as several lines before the first of them. O(runs × initials)."""
    if not runs:
        return runs
    size = median(run.size for run in runs)
    initials = [run for run in runs if run.size > _INITIAL * size and len(run.text) <= _INITIAL_LETTERS]
    for initial in initials:
        top = initial.base + _CAPITAL * initial.size
        beside = [
            run
            for run in runs
            if abs(run.size - size) < _OTHER_SIZE * size
            and -_OVERLAP * size <= run.left - initial.right < size
            and -_SAME_LINE * size < run.base - initial.base < initial.size
        ]
        if not any(run.text[0].islower() and abs(run.base + _CAPITAL * size - top) < _CAPITAL * size for run in beside):
            continue
        first = max(beside, key=lambda run: run.base)
        first.text[:0] = initial.text
        for run in beside:
            run.left = initial.left
        runs = [run for run in runs if run is not initial]
    return runs


def _add(runs: list[Run], letter: _Letter) -> None:
    """Put a letter to the last run, or begin one with it."""
    run = runs[-1] if runs else None
    gap = letter.left - run.right if run else 0.0
    if run is None or _parts(run, letter, gap):
        run = Run(letter.left, letter.right, letter.base, letter.size, letter.bold, [letter.text])
        runs.append(run)
        return
    raised = letter.size < _SMALL * run.size and letter.base - run.base > _RAISED * run.size
    closes = letter.text in _CLOSING and gap < _SPACE * letter.size  # pdfium puts a space behind a raised mark
    if not raised and not closes and (letter.spaced or gap > _SPACE * letter.size) and gap > -_OVERLAP * letter.size:
        if run.first_right is None:
            run.first_right = run.right
        run.text.append(" ")
    if letter.bold is not None and not raised:
        run.bold = letter.bold and run.bold is not False
    run.text.append(letter.text.translate(_RAISE) if raised else letter.text)
    run.right = max(run.right, letter.right)


def _parts(run: Run, letter: _Letter, gap: float) -> bool:
    """Whether a letter stands on another line, or too far behind on this."""
    size, up = max(letter.size, run.size), letter.base - run.base
    if not -size <= gap <= _SPLIT * size:
        return True
    if letter.text.isdigit() and letter.size < _SMALL * run.size and 0 < up < run.size:
        return False  # a note's mark
    return abs(up) > _SAME_LINE * size or abs(letter.size - run.size) > _OTHER_SIZE * size


def runs_by_line(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs that stand on a line, from left to right; the lines from the top of the page down. O(n log n)."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: -run.base):
        row = rows[-1] if rows else None
        if row and abs(row[0].base - run.base) <= _SAME_LINE * max(row[0].size, run.size):
            row.append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda run: run.left) for row in rows]


def row_text(row: Sequence[Run]) -> str:
    """What stands on a line."""
    parts: list[str] = []
    before: Run | None = None
    for run in row:
        if before is not None and run.left - before.right > _SPACE * max(run.size, before.size):
            parts.append(" ")
        parts.extend(run.text)
        before = run
    return "".join(parts)


def regions_of(runs: Sequence[Run], column: str = "") -> Iterator[tuple[str, list[Run]]]:
    """The runs by columns in reading order: those over a line across all columns before it, each column from its top."""
    gutter = _gutter(runs) if len(column) < 3 else None
    if gutter is None:
        yield column, list(runs)
        return
    across = sorted((run for run in runs if run.left < gutter < run.right), key=lambda run: -run.base)
    bands: list[tuple[list[Run], list[Run]]] = [([], []) for _ in range(len(across) + 1)]
    for run in runs:
        if not run.left < gutter < run.right:
            over = sum(other.base > run.base for other in across)
            bands[over][run.left >= gutter].append(run)
    wide: list[Run] = []
    for place, sides in enumerate(bands):
        if wide and any(sides):
            yield column + "-", wide
            wide = []
        for name, side in zip("lr", sides, strict=True):
            if side:
                yield from regions_of(side, column + name)
        wide.extend(across[place : place + 1])
    if wide:
        yield column + "-", wide


def _gutter(runs: Sequence[Run], columns: int = 4) -> float | None:
    """Where the space between two of so many columns at most is; `None` where all lines run over the whole width."""
    if len(runs) < 2 * _COLUMN_LINES:
        return None
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    width, size = right - left, median(run.size for run in runs)
    most = _CROSSING * len(runs_by_line(runs))
    step = max(_STEP, width / _STEPS)
    places: list[tuple[int, float]] = []
    x = left + 0.2 * width
    while x < right - 0.2 * width:
        places.append((sum(run.left < x < run.right for run in runs), x))
        x += step
    best: list[float] = []
    for limit in sorted({crossing for crossing, _ in places if crossing <= most}):
        best = _longest_run(places, limit)
        if len(best) * step >= _GUTTER * size:
            break
    else:
        return None
    middle = best[len(best) // 2]
    sides = [run for run in runs if run.right <= middle], [run for run in runs if run.left >= middle]
    for side, room in zip(sides, (middle - left, right - middle), strict=True):
        rows = runs_by_line(side)
        full = median(row[-1].right - row[0].left for row in rows) >= _FULL_COLUMN * room if rows else False
        # Lines of columns that stand side by side need not be level.
        if len(rows) < _COLUMN_LINES or not (full or (columns > 2 and _gutter(side, columns - 1) is not None)):
            return None
    return middle


def _longest_run(places: Sequence[tuple[int, float]], limit: int) -> list[float]:
    """The most places in a row at which so many lines at most run over."""
    free: list[float] = []
    best: list[float] = []
    for crossing, x in places:
        free = [*free, x] if crossing <= limit else []
        best = max(best, free, key=len)
    return best


def lines_of(pages: Sequence[PdfPage], runs: Sequence[Sequence[Run]]) -> list[PdfLine]:
    """The lines of a document in reading order.

    Args:
        runs: of each page, those that are the text's.
    """
    lines: list[PdfLine] = []
    region = 0
    for page, left in zip(pages, runs, strict=True):
        for column, part in regions_of(left):
            for row in runs_by_line(part):
                text = row_text(row).strip()
                if text:
                    lines.append(_line(row, text, page.number, column, region))
            region += 1
    return lines


def _line(row: Sequence[Run], text: str, page: int, column: str, region: int) -> PdfLine:
    sizes: Counter[float] = Counter()
    for run in row:
        sizes[round(run.size, 1)] += len(run.text)
    size = sizes.most_common(1)[0][0]
    told = [run.bold for run in row if any(letter.isalnum() for letter in run.text)]
    bold = any(told) and False not in told
    base = next(run.base for run in row if round(run.size, 1) == size)
    return PdfLine(text, row[0].left, row[-1].right, base, size, bold, _first_word(row), page, column, region)


def _first_word(row: Sequence[Run]) -> float:
    end = row[0].left
    for run in row:
        if run is not row[0] and run.left - end > _SPACE * run.size:
            break
        end = run.right if run.first_right is None else run.first_right
        if run.first_right is not None:
            break
    return end - row[0].left
