"""Quotation marks and brackets: each that opens closes, and a text keeps to one kind."""

from __future__ import annotations

from collections.abc import Iterator

from alignment.checks.finding import Candidate
from alignment.checks.material import Material, Text

_PAIRS = {"«": "»", "“": "”", "„": "“", "(": ")", "[": "]"}
_CLOSING = {"»": "«", "”": "“", ")": "(", "]": "["}


def find(material: Material) -> Iterator[Candidate]:
    """What opens and never closes or the reverse, and quotation marks of the kind that the text uses less."""
    for text in material.kk:
        yield from _unbalanced(text)
    yield from _kinds(material)


def _unbalanced(text: Text) -> Iterator[Candidate]:
    stack: list[tuple[str, int]] = []
    plain = text.without_web
    for place, letter in enumerate(plain):
        if letter == "“" and stack and stack[-1][0] in "“„" and not _opens(plain, place):
            opened = stack.pop()
            if opened[0] == "“":
                yield Candidate(
                    "the closing quotation mark is an opening one", text.mark(place, place + 1), None, 0.9, fix="”"
                )
            continue
        if letter in _PAIRS:
            stack.append((letter, place))
        elif letter in _CLOSING:
            if stack and _PAIRS[stack[-1][0]] == letter:
                stack.pop()
            elif any(_PAIRS[opened] == letter for opened, _ in stack):
                while _PAIRS[stack[-1][0]] != letter:
                    yield _open(text, *stack.pop())
                stack.pop()
            elif not (letter == ")" and _is_item(plain, place)):
                yield Candidate(f"{letter} closes what was never opened", text.mark(place, place + 1), None, 0.9)
    for opened in stack:
        yield _open(text, *opened)


def _open(text: Text, letter: str, place: int) -> Candidate:
    end = place + 1
    while end < len(text.text) and text.text[end].isalnum():
        end += 1
    return Candidate(f"{letter} is never closed", text.mark(place, end), None, 0.9)


def _opens(plain: str, place: int) -> bool:
    return (place == 0 or plain[place - 1] in " (") and place + 1 < len(plain) and plain[place + 1].isalnum()


def _is_item(plain: str, place: int) -> bool:
    """Whether the bracket ends the number of a list: `1)`, `а)`."""
    start = place
    while start and plain[start - 1].isalnum():
        start -= 1
    return place - start <= 2 and (start == 0 or plain[start - 1] in " \n")


def _kinds(material: Material) -> Iterator[Candidate]:
    counts = {kind: sum(text.text.count(kind[0]) for text in material.kk) for kind in ("«»", "“”", '""')}
    usual = max(counts, key=lambda kind: counts[kind])
    if counts[usual] < 4:
        return
    for kind, count in counts.items():
        if kind == usual or not count or count * 3 > counts[usual]:
            continue
        for text in material.kk:
            place = text.text.find(kind[0])
            while place >= 0:
                end = text.text.find(kind[1], place + 1)
                end = text.text.find(kind[0], place + 1) if end < 0 else end
                end = place if end < 0 else end
                yield Candidate(
                    f"quotation marks {kind[0]}{kind[1]} here, {usual} in the rest of the text",
                    text.mark(place, end + 1),
                    None,
                    0.75,
                    fix=f"{usual[0]}{text.text[place + 1 : end]}{usual[1]}" if end > place else None,
                )
                place = text.text.find(kind[0], end + 1)
