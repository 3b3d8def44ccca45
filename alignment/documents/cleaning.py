"""One clean text: characters composed, ligatures spelled out, what is not seen left out; and what the source has there."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import replace

from alignment.files import clean_text
from alignment.records import Change, Paragraph

_STAND_IN = 0x10FF00  # of control characters while lines are joined: Python takes some of them for white space
_CONTROLS = re.compile("[\0-\x08\x0e-\x1f\x7f]")
_STAND_INS = re.compile("[\U0010ff00-\U0010ff7f]")

_SPELLED_OUT = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_NOT_SEEN = "\xad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
"""Soft hyphens, spaces without width, marks of the direction of writing, notes between lines; without joiners."""

_JOINERS = "\u200c\u200d"
_TAGS = "\U000e0000-\U000e007f"
_PLAIN = "\u0000-\u058f\u1c80-\u1c8f\u1e00-\u1fff\u2000-\u200b\u200e-\u206f\u2de0-\u2dff\ua640-\ua69f"
_TO_CLEAN = re.compile(
    f"[{''.join(_SPELLED_OUT)}]"
    f"|[{_NOT_SEEN}]+"
    # Joiners shape Arabic and Indic words and make one emoji of several; beside our letters they are dirt.
    f"|(?:(?<=[{_PLAIN}])|^)[{_JOINERS}]+|[{_JOINERS}]+(?=[{_PLAIN}]|$)"
    # Tags make the flag of a region behind the black flag; elsewhere they hide text.
    f"|(?<![\U0001f3f4{_TAGS}])[{_TAGS}]+"
    "|[\U0010ff00-\U0010ff7f]"
)
_MAY_BE_UNCLEAN = re.compile(f"[{''.join(_SPELLED_OUT)}{_NOT_SEEN}{_JOINERS}{_TAGS}\U0010ff00-\U0010ff7f]")
"""A character that all that is to be cleaned has; one class of characters is looked for much faster than `_TO_CLEAN`."""

_NON_BREAKING_HYPHEN, _OPTIONAL_HYPHEN = "\x1e", "\x1f"  # as Word writes them into plain text


def with_stand_ins(text: str) -> str:
    """The text, of the same length, with a character that nothing takes for white space in place of each control character;
    `clean_paragraph` knows what it stands for. Word's optional hyphen is a soft hyphen. O(characters)."""
    if _CONTROLS.search(text) is None:
        return text
    return _CONTROLS.sub(lambda found: "\xad" if found[0] == _OPTIONAL_HYPHEN else chr(_STAND_IN + ord(found[0])), text)


def stray_lines(text: str) -> tuple[int, ...]:
    """The lines, from 1, that hold control characters."""
    lines: list[int] = []
    line, place = 1, 0
    for found in _CONTROLS.finditer(text):
        line += text.count("\n", place, found.start())
        place = found.start()
        if not lines or lines[-1] != line:
            lines.append(line)
    return tuple(lines)


def clean_paragraph(paragraph: Paragraph) -> Paragraph:
    """The paragraph with its text made clean and its places moved with it; the same where nothing was to be done."""
    text, changes = clean_characters(paragraph.text)
    if not changes:
        return paragraph if text == paragraph.text else replace(paragraph, text=text)
    moved = _Places(changes)
    earlier = [Change(moved.of(start), moved.of(end), written) for start, end, written in paragraph.changes]
    return replace(
        paragraph,
        text=text,
        gaps=tuple(moved.of(place) for place in paragraph.gaps),
        indents=tuple(moved.of(place) for place in paragraph.indents),
        changes=tuple(sorted([*earlier, *changes])),
    )


def clean_characters(text: str) -> tuple[str, tuple[Change, ...]]:
    """A text on one line made clean, and where it is not as it was. O(characters).

    >>> clean_characters("ﬁne, қой\\xadма")
    ('fine, қойма', (Change(start=0, end=2, written='ﬁ'), Change(start=9, end=9, written='\\xad')))
    """
    if text.isascii() and text.isprintable():
        return text, ()
    if _MAY_BE_UNCLEAN.search(text) is None and unicodedata.is_normalized("NFC", text):
        return clean_text(text), ()
    pieces: list[str] = []
    changes: list[Change] = []
    length = end = 0
    for start, stop, clean in _edits(text):
        pieces.append(text[end:start])
        length += start - end
        end = stop
        changes.append(Change(length, length + len(clean), _STAND_INS.sub(_picture, text[start:stop])))
        pieces.append(clean)
        length += len(clean)
    pieces.append(text[end:])
    return clean_text("".join(pieces)), tuple(changes)


def _picture(found: re.Match[str]) -> str:
    """The picture of a control character, which files hold and people see."""
    code = ord(found[0]) - _STAND_IN
    return chr(0x2400 + code) if code < 0x20 else "\u2421"


def _edits(text: str) -> list[tuple[int, int, str]]:
    """Spans of the text and what they become, in order and apart."""
    edits = [(found.start(), found.end(), _clean(found[0])) for found in _TO_CLEAN.finditer(text)]
    if unicodedata.is_normalized("NFC", text):
        return edits
    taken = {place for start, end, _ in edits for place in range(start, end)}
    for start, end in _clusters(text):
        composed = unicodedata.normalize("NFC", text[start:end])
        if composed != text[start:end] and taken.isdisjoint(range(start, end)):
            edits.append((start, end, composed))
    return sorted(edits)


def _clean(written: str) -> str:
    if written in _SPELLED_OUT:
        return _SPELLED_OUT[written]
    return "-" if written == chr(_STAND_IN + ord(_NON_BREAKING_HYPHEN)) else ""


def _clusters(text: str) -> list[tuple[int, int]]:
    """A text cut into letters with the marks behind them, and what else composes with what is before it."""
    starts = [
        place
        for place, letter in enumerate(text)
        if not place
        or (
            not unicodedata.combining(letter)
            and (letter < "\u0300" or unicodedata.is_normalized("NFC", text[place - 1] + letter))
        )
    ]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


class _Places:
    """From places in a text as it was to those in the clean one."""

    def __init__(self, changes: tuple[Change, ...]) -> None:
        self._before: list[int] = []  # where each change ends in the text as it was
        self._moved: list[int] = []  # by how much what follows it stands elsewhere
        moved = 0
        for change in changes:
            start = change.start - moved
            moved += (change.end - change.start) - len(change.written)
            self._before.append(start + len(change.written))
            self._moved.append(moved)

    def of(self, place: int) -> int:
        index = bisect_left(self._before, place + 1)
        return place + (self._moved[index - 1] if index else 0)
