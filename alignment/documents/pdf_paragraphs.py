"""From the lines of a PDF to its headings and paragraphs: by the space between lines, indents, full lines and the type."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from alignment.documents.blocks import Block
from alignment.documents.furniture import NOTE_MARK, head_key, page_label, rises
from alignment.documents.hyphens import CUT_WORD, LineEndHyphens
from alignment.documents.layout import LIST_MARK, heading_level
from alignment.documents.pdf_lines import PdfLine, PdfPage, Run, lines_of, row_text, runs_by_line
from alignment.documents.text_lines import FINAL, SENTENCE_END
from alignment.exceptions import UnknownLanguage
from alignment.languages import ENGLISH, Language, detect_language, find_language

_EDGE = 3  # lines at a page's top and foot may be the printer's
_HEAD = 0.8  # of the widest line: what a running head has less than
_SAME_PLACE = 4.0  # points up or down
_RARE = 0.08  # of what is most common
_LEADING = 1.3  # times the size
_WIDEST = 2.2  # times the size: double-spaced
_CLOSEST = 0.9  # times the size: from one line to the next
_TELLING = 20  # distances
_APART = 1.2  # times the usual distance of lines: a wider one parts paragraphs
_INDENT = 0.7  # of the size
_DEEPEST = 5.0
_FLUSH = 0.25  # of indented lines are followed by one that is not, where they begin paragraphs
_OTHER_SIZE = 0.07  # part of the size
_NOTE_SIZE = 0.93  # of the text's: what a footnote has at most
_ROOM = 0.35  # of the size: what a word must have beyond its width to be sure to have fitted
_MORE_ROOM = 1.5  # where no sentence ended
_LARGER = 1.08  # times the text's size: a heading's

_Lines = list[PdfLine]


def paragraphs_of(pages: Sequence[PdfPage]) -> list[Block]:
    """The headings and paragraphs of a document, each with its page. O(characters)."""
    lines = lines_of(pages, _without_furniture(pages))
    if not lines:
        return []
    text, notes = _without_notes(lines)
    hyphens = LineEndHyphens(line.text for line in lines)
    language = _language(lines)
    body = _body_size(text or lines)
    blocks: list[Block] = []
    larger = sorted({line.size for line in text if line.size > _LARGER * body}, reverse=True)
    for paragraph in _paragraphs(text):
        joined = _join(paragraph, hyphens)
        level = _level(paragraph, joined, not blocks, body, larger, language)
        _add(blocks, paragraph, joined, level)
        for line in paragraph:
            for note in notes.pop(id(line), ()):
                _add(blocks, note, _join(note, hyphens), None)
    return blocks


def _add(blocks: list[Block], lines: _Lines, text: str, level: int | None) -> None:
    place = len(blocks) + 1
    blocks.append(Block(text, (place, place), level, lines[0].page))


def _language(lines: _Lines) -> Language:
    try:
        return find_language(detect_language(" ".join(line.text for line in lines)))
    except UnknownLanguage:
        return ENGLISH


def _body_size(lines: _Lines) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0]


def _without_furniture(pages: Sequence[PdfPage]) -> list[list[Run]]:
    """Of each page the runs without page numbers, running heads and feet."""
    edges: list[list[tuple[list[Run], str, bool]]] = []
    for page in pages:
        rows = [(row, row_text(row).strip()) for row in runs_by_line(page.runs)]
        widest = max((_printed(row) for row, _ in rows), default=0.0)
        outer = [*rows[:_EDGE], *rows[_EDGE:][-_EDGE:]]
        edges.append([(row, text, _printed(row) < _HEAD * widest) for row, text in outer])
    dropped = {id(run) for row in _furniture(edges) for run in row}
    return [[run for run in page.runs if id(run) not in dropped] for page in pages]


def _printed(row: Sequence[Run]) -> float:
    """How much of a line is printed on, in points."""
    return sum(run.right - run.left for run in row)


def _furniture(edges: Sequence[Sequence[tuple[list[Run], str, bool]]]) -> Iterator[list[Run]]:
    labels: dict[tuple[str, str], list[tuple[int, list[Run]]]] = defaultdict(list)
    heads: dict[str, list[tuple[int, list[Run]]]] = defaultdict(list)
    for number, page in enumerate(edges):
        outer = (page[0][0], page[-1][0]) if page else ()
        for row, text, short in page:
            label = page_label(text)
            if label is not None:
                if label.form == "sure" or (label.form == "bare" and row in outer and len(edges) > 1):
                    yield row
                labels[label.form, label.words].append((label.number, row))
            if short and (key := head_key(text)):
                heads[key].append((number, row))
    for (form, _), found in labels.items():
        for same in _at_one_place(found):
            if rises([number for number, _ in same], 3 if form == "head" else 2):
                yield from (row for _, row in same)
    for found in heads.values():
        for same in _at_one_place(found):
            if len({number for number, _ in same}) >= min(3, max(2, len(edges))):
                yield from (row for _, row in same)


def _at_one_place(found: Sequence[tuple[int, list[Run]]]) -> Iterator[list[tuple[int, list[Run]]]]:
    """What stands at about the same height of several pages, in the order of pages."""
    by_height: list[list[tuple[int, list[Run]]]] = []
    for number, row in found:
        for group in by_height[:8]:
            if abs(group[0][1][0].base - row[0].base) <= _SAME_PLACE:
                group.append((number, row))
                break
        else:
            by_height.append([(number, row)])
    return iter(by_height)


def _without_notes(lines: _Lines) -> tuple[_Lines, dict[int, list[_Lines]]]:
    """The text's lines, and the footnotes by the `id` of the line after whose paragraph they come."""
    body = _body_size(lines)
    text: _Lines = []
    notes: dict[int, list[_Lines]] = defaultdict(list)
    for _, region in _grouped(lines):
        start = len(region)
        while start and region[start - 1].size <= _NOTE_SIZE * body:
            start -= 1
        while start < len(region) and not NOTE_MARK.match(region[start].text):
            start += 1
        text.extend(region[:start])
        if not text:
            text.extend(region[start:])
            continue
        for line in region[start:]:
            found = notes[id(text[-1])]
            if NOTE_MARK.match(line.text) or not found:
                found.append([])
            found[-1].append(line)
    return text, dict(notes)


def _grouped(lines: _Lines) -> Iterator[tuple[int, _Lines]]:
    region: _Lines = []
    for line in lines:
        if region and region[0].region != line.region:
            yield region[0].region, region
            region = []
        region.append(line)
    if region:
        yield region[0].region, region


def _paragraphs(lines: _Lines) -> Iterator[_Lines]:
    leading, columns = _leading(lines), _columns(lines)
    indents = _begin_indented(lines, columns)
    paragraph: _Lines = []
    for line in lines:
        if paragraph and not _goes_on(paragraph, line, leading, columns, indents):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _leading(lines: _Lines) -> dict[float, float]:
    """By size, the usual distance from one line to the next, in points; where few lines tell, in the text's proportion."""
    distances: dict[float, Counter[float]] = defaultdict(Counter)
    for above, below in pairwise(lines):
        if above.region == below.region and above.size == below.size and above.base - below.base > _CLOSEST * above.size:
            distances[above.size][round(2 * (above.base - below.base)) / 2] += 1
    body = _body_size(lines)
    proportion = _usual(distances[body]) / body if distances[body] else _LEADING
    return {
        size: min(_usual(distances[size]), _WIDEST * size)
        if distances[size].total() >= _TELLING
        else min(proportion, _WIDEST) * size
        for size in {line.size for line in lines}
    }


def _usual(distances: Counter[float]) -> float:
    """The smallest distance that is not rare."""
    often = max(distances.values())
    return min(distance for distance, times in distances.items() if times >= _RARE * often)


def _columns(lines: _Lines) -> dict[int, tuple[float, float]]:
    """By region, where its lines begin and how far they can go: as far as in the same column of any page."""
    own: dict[int, tuple[str, float]] = {}
    widest: dict[str, float] = defaultdict(float)
    for number, region in _grouped(lines):
        column, left = region[0].column, min(line.left for line in region)
        own[number] = column, left
        widest[column] = max(widest[column], *(line.right - left for line in region), 0.0)
    return {number: (left, left + widest[column]) for number, (column, left) in own.items()}


def _begin_indented(lines: _Lines, columns: dict[int, tuple[float, float]]) -> bool:
    """Whether the document's paragraphs begin with an indent, so that an indented line behind another begins one too."""
    last = after = 0
    for line, following in pairwise(lines):
        if line.region == following.region and _is_indented(line, columns):
            last += 1
            after += not _is_indented(following, columns)
    return last >= _TELLING and after >= _FLUSH * last


def _is_indented(line: PdfLine, columns: dict[int, tuple[float, float]]) -> bool:
    return _INDENT * line.size < line.left - columns[line.region][0] < _DEEPEST * line.size


def _goes_on(
    paragraph: _Lines,
    line: PdfLine,
    leading: dict[float, float],
    columns: dict[int, tuple[float, float]],
    indents: bool,
) -> bool:
    last = paragraph[-1]
    if abs(last.size - line.size) > _OTHER_SIZE * max(last.size, line.size) or last.bold != line.bold:
        return False
    if CUT_WORD.search(last.text):
        return True
    here = last.region == line.region
    if here and not 0 < last.base - line.base <= _APART * leading[line.size]:
        return False
    ended = last.text.endswith(SENTENCE_END)
    lower = line.text[0].islower() or line.text[0].isdigit() or last.text.endswith(",")
    left, right = columns[last.region]
    room = right - last.right
    if all(other.left - left > _INDENT * other.size for other in (last, line)) and _is_centred(last, left, right):
        room *= 2
    room -= line.first_word
    anew = ended or not lower
    fitted = room > (_ROOM if ended else _MORE_ROOM) * line.size
    if (anew and fitted) or (ended and LIST_MARK.match(line.text)):
        return False
    if not anew or not _is_indented(line, columns):
        return True
    return not indents and (_is_indented(last, columns) or LIST_MARK.match(paragraph[0].text) is not None)


def _is_centred(line: PdfLine, left: float, right: float) -> bool:
    return abs((line.left - left) - (right - line.right)) < line.size


def _join(lines: _Lines, hyphens: LineEndHyphens) -> str:
    parts: list[str] = []
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        cut = CUT_WORD.search(line.text) is not None
        if following is None:
            parts.append(line.text)
        elif cut:
            parts.append(line.text[:-1] if hyphens.joins(line.text, following.text) else line.text)
        else:
            parts.append(line.text + " ")
    return "".join(parts)


def _level(lines: _Lines, text: str, first: bool, body: float, larger: Sequence[float], language: Language) -> int | None:
    """The level of a heading; `None` for body text. Where the type tells nothing, the words do as in plain text."""
    told = heading_level(text, 0 if first else 1, language)
    size = lines[0].size
    if size > _LARGER * body and len(text) <= 300:
        rank = larger.index(size)
        return told if told in (0, 1, 2) else min(rank + (not first and rank == 0), 3)
    if told is not None or not (lines[0].bold and not text.endswith(FINAL)):
        return told
    return 3 if len(text) <= 300 else None
