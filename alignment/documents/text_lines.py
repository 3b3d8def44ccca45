"""The lines of a laid-out text: which are the text's own, which the printer's, and which are footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from alignment.documents.furniture import NOTE_MARK, PageLabel, head_key, page_label, recurring_heads, rises
from alignment.documents.hyphens import CUT_WORD
from alignment.languages import Language

FINAL = (".", "!", "?", ":", ";", ",", "»", "”", "…", '"')
"""What the last line of a paragraph ends in, and no heading."""

SENTENCE_END = (".", "!", "?", ":", "»", "”", ";")

LINK_ADDRESS = re.compile(r"https?://\S+")
_SERIES_MARK = re.compile(r"\s[∙·•|]\s")
_PRINTED = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},?\s+\d{1,2}:\d{2}")  # when a browser printed the page
_PAGE_LINES = 8  # at least, from one page number to the next where no blank line sets them off
_HEAD = 0.9  # of a wrapped line's least length
_NOTE_LINES = 60  # at most, of a page's notes, and from a mark in the text to them
_EDGE = 2  # lines at a page's top and at its foot may be running heads


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a text as its layout is read."""

    number: int
    """From 1."""

    text: str
    """Without the space around it."""

    page_top: bool
    """It starts with one space, or holds a form feed."""

    feed: bool
    """A form feed stands before it."""

    hyphen: bool
    """It ends in a word's hyphen, with no space behind."""

    wide: bool
    """It ends in several spaces."""

    @property
    def first_word(self) -> str:
        return self.text.split(maxsplit=1)[0]


Chunk = list[TextLine]
"""Lines with no blank one between them."""


def read_lines(text: str) -> list[TextLine]:
    """Every line, blank ones with an empty text. O(characters)."""
    lines = []
    for number, raw in enumerate(text.split("\n"), 1):
        indent, feed = len(raw) - len(raw.lstrip(" ")), "\f" in raw
        hyphen = CUT_WORD.search(raw) is not None
        lines.append(TextLine(number, raw.strip(), indent == 1 or feed, feed, hyphen, raw.endswith("  ")))
    return lines


def filled_to(line: TextLine, following: TextLine) -> int:
    """How long the line would be with the first word of the next."""
    return len(line.text) + 1 + len(following.first_word)


def find_furniture(lines: Sequence[TextLine], language: Language, limit: int | None) -> set[int]:
    """The numbers of the lines that the printer added. O(characters).

    Args:
        limit: how long a wrapped line is at least, `None` where the text is not wrapped.
    """
    found = _link_addresses(lines) | _running_heads(lines, language) | _glued_numbers(lines)
    return found | _edge_heads(lines, found, limit)


def _link_addresses(lines: Sequence[TextLine]) -> set[int]:
    """Lines that hold a link's address printed at a page's foot."""
    return {
        line.number
        for line, following in pairwise(lines)
        if LINK_ADDRESS.fullmatch(line.text) and following.page_top and following.text
    }


def _chunks(lines: Sequence[TextLine]) -> list[Chunk]:
    return [list(group) for filled, group in groupby(lines, lambda line: bool(line.text)) if filled]


def _running_heads(lines: Sequence[TextLine], language: Language) -> set[int]:
    """Lines between blank ones that hold a page number, its running head, or the publisher's line next to one.

    A line of words and a number counts only if the words recur with rising numbers or are the title's: "Annex 5" may
    be a heading.
    """
    chunks = _chunks(lines)
    labels = [page_label(chunk[0].text) if len(chunk) == 1 else None for chunk in chunks]
    seen: dict[tuple[str, str], list[int]] = {}
    for label in labels:
        if label is not None:
            seen.setdefault((label.form, label.words), []).append(label.number)
    recurring = {key for key, numbers in seen.items() if rises(numbers, 3)}
    title = set(chunks[0][0].text.casefold().split()) if chunks else set()
    found: set[int] = set()
    for place, (label, chunk) in enumerate(zip(labels, chunks, strict=True)):
        if label is None or language.section_heading.match(chunk[0].text):
            continue
        recurs = (label.form, label.words) in recurring
        if place == 0 and not (recurs and label.form != "head"):
            continue
        if label.form in ("bare", "sure") or recurs or (label.form == "head" and title.issuperset(label.words.split())):
            neighbours = [chunks[beside] for beside in (place - 1, place + 1) if 0 < beside < len(chunks)]
            series = [c for c in neighbours if _is_series(c)]
            found.update(line.number for c in [chunk, *series] for line in c)
    return found


def _is_series(chunk: Chunk) -> bool:
    return bool(_SERIES_MARK.search(" ".join(line.text for line in chunk))) and not chunk[-1].text.endswith(FINAL)


def _glued_numbers(lines: Sequence[TextLine]) -> set[int]:
    """Lines with a page number that no blank line need set off: the numbers rise, pages apart, or stand at form feeds."""
    series: dict[tuple[str, str], list[tuple[int, PageLabel]]] = {}
    filled = [line for line in lines if line.text]
    for place, line in enumerate(filled):
        label = page_label(line.text)
        if label is not None and place:
            series.setdefault((label.form, label.words), []).append((place, label))
    feeds = _at_feeds(lines)
    found: set[int] = set()
    for (form, words), labels in series.items():
        at_edges = [(place, label) for place, label in labels if filled[place].number in feeds]
        rise = rises([label.number for _, label in at_edges], 3 if form == "head" else 2)
        if rise or (form in ("bare", "sure", "of") and at_edges):
            found.update(filled[place].number for place, _ in at_edges)
        if form == "roman" and words:
            continue  # chapters
        apart = all(after - before >= _PAGE_LINES for (before, _), (after, _) in pairwise(labels))
        if apart and rises([label.number for _, label in labels], 3):
            found.update(filled[place].number for place, _ in labels)
    return found


def _at_feeds(lines: Sequence[TextLine]) -> set[int]:
    """The numbers of the lines that stand first or last on a page with form feeds."""
    found: set[int] = set()
    for page in _pages(lines):
        filled = [line.number for line in page if line.text]
        found.update(filled[:1] + filled[-1:])
    return found


def _pages(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """The lines between form feeds; nothing where there are none."""
    pages: list[list[TextLine]] = [[]]
    for line in lines:
        if line.feed:
            pages.append([])
        pages[-1].append(line)
    return pages if len(pages) > 1 else []


def _edge_heads(lines: Sequence[TextLine], furniture: set[int], limit: int | None) -> set[int]:
    """Running heads without a number: the same line, and no full one, at the top or foot of page after page."""
    edges: list[list[TextLine]] = []
    for page in _pages(lines):
        filled = [line for line in page if line.text and line.number not in furniture]
        edges.append([*filled[:_EDGE], *filled[_EDGE:][-_EDGE:]])
    if not edges:
        filled = [line for line in lines if line.text]
        for place, line in enumerate(filled):
            if line.number in furniture:
                around = filled[max(0, place - _EDGE) : place] + filled[place + 1 : place + 1 + _EDGE]
                edges.append([beside for beside in around if beside.number not in furniture])
    edges = [[line for line in page if limit is None or len(line.text) < _HEAD * limit] for page in edges]
    heads = recurring_heads([[line.text for line in page] for page in edges])
    first = next((line.number for line in lines if line.text), 0)
    return {
        line.number
        for page in edges
        for line in page
        if head_key(line.text) in heads and (line.number != first or _PRINTED.match(line.text))
    }


def without(lines: Sequence[TextLine], dropped: set[int]) -> list[TextLine]:
    """Drop the lines with these numbers and the blank ones around them: the text goes on as over a page top."""
    kept: list[TextLine] = []
    after_dropped = False
    for line in lines:
        if line.number in dropped:
            while kept and not kept[-1].text:
                kept.pop()
            after_dropped = True
        elif line.text or not after_dropped:
            kept.append(line)
            after_dropped = False
    return kept


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at a page's foot."""

    after: int
    """The number of the text's last line before it."""

    lines: Chunk


def find_footnotes(lines: Sequence[TextLine], furniture: set[int], limit: int | None) -> list[Footnote]:
    """The footnotes that stand where a page ends, one by one. O(characters).

    Args:
        limit: how long a wrapped line is at least, `None` where the text is not wrapped.
    """
    chunks = list(_chunks_of_pages(lines, furniture))
    notes: list[Footnote] = []
    text: Chunk = []  # the last that was no note
    last = 0  # note's number
    behinds = _text_behind(chunks)
    for (_, chunk), behind in zip(chunks, behinds, strict=True):
        start = _notes_start(chunk, text, behind, last, limit)
        if start is None:
            text = chunk
            continue
        text = chunk[:start] or text
        for note in _one_by_one(chunk[start:]):
            notes.append(Footnote(text[-1].number, note))
            last = _mark(note[0]) or last
    return notes


def _text_behind(chunks: Sequence[tuple[bool, Chunk]]) -> list[tuple[bool, Chunk] | None]:
    """For each chunk the next that starts a page, or no note."""
    found: list[tuple[bool, Chunk] | None] = []
    behind: tuple[bool, Chunk] | None = None
    for chunk in reversed(chunks):
        found.append(behind)
        if chunk[0] or not NOTE_MARK.match(chunk[1][0].text):
            behind = chunk
    return found[::-1]


def _chunks_of_pages(lines: Sequence[TextLine], furniture: set[int]) -> Iterator[tuple[bool, Chunk]]:
    """Chunks that no page's end runs through; with each, whether it is the first on a page."""
    chunk: Chunk = []
    top = chunk_top = False
    for line in lines:
        cut = line.number in furniture
        if chunk and (cut or line.feed or not line.text):
            yield chunk_top, chunk
            chunk = []
        top |= cut or line.feed
        if line.text and not cut:
            if not chunk:
                chunk_top, top = top, False
            chunk.append(line)
    if chunk:
        yield chunk_top, chunk


def _notes_start(chunk: Chunk, text: Chunk, behind: tuple[bool, Chunk] | None, last: int, limit: int | None) -> int | None:
    """The place of the first line of notes in a chunk; `None` where there is none."""
    top_behind = behind is None or behind[0]
    if text and NOTE_MARK.match(chunk[0].text):
        goes_on = behind is not None and limit is not None and _is_cut_by(text[-1], chunk[-1], behind[1][0], limit)
        if goes_on or (top_behind and _refers(text, chunk[0], last)):
            return 0
    if top_behind:
        for start in range(max(1, len(chunk) - _NOTE_LINES), len(chunk)):
            if NOTE_MARK.match(chunk[start].text) and _refers(chunk[:start][-_NOTE_LINES:], chunk[start], last):
                return start
    return None


def _is_cut_by(line: TextLine, note: TextLine, following: TextLine, limit: int) -> bool:
    """Whether `line` goes on in `following`, which `note` does not."""
    return (
        not line.text.endswith(SENTENCE_END)
        and following.text[0].islower()
        and (line.hyphen or filled_to(line, following) >= limit)
        and (note.text.endswith(SENTENCE_END) or filled_to(note, following) < limit)
    )


def _refers(text: Chunk, note: TextLine, last: int) -> bool:
    """Whether the note's mark stands in the text, and is the next of the document's or the first."""
    number = _mark(note)
    if number is None or number not in (1, last + 1):
        return False
    mark = re.compile(rf"[^\W\d_][.,;:!?»”\"')]*(?:{number}(?!\d)|\[{number}\])")
    return any(mark.search(line.text) for line in text)


def _mark(note: TextLine) -> int | None:
    found = NOTE_MARK.match(note.text)
    return int(found[1]) if found and found[1] else None


def _one_by_one(chunk: Chunk) -> Iterator[Chunk]:
    note: Chunk = []
    for line in chunk:
        mark = NOTE_MARK.match(line.text)
        if note and mark and (not mark[1] or int(mark[1]) == (_mark(note[0]) or 0) + 1):
            yield note
            note = []
        note.append(line)
    yield note


_PIECE = re.compile(r"\s+|\S+")


def collapsed(text: str) -> tuple[str, tuple[int, ...]]:
    """The text with one space for each run of white space, and the places of those that were several."""
    if " ".join(text.split()) == text:  # as nearly always, and looked at ten times faster
        return text, ()
    pieces, gaps, length = [], [], 0
    for found in _PIECE.finditer(text):
        piece = found[0]
        if piece.isspace():
            if len(piece) > 1:
                gaps.append(length)
            piece = " "
        pieces.append(piece)
        length += len(piece)
    return "".join(pieces), tuple(gaps)
