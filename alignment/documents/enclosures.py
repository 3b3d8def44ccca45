"""Quotes and brackets that keep what stands in them in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_SIGN = re.compile(r"[«»“”„\"()\[\]]")
_QUOTES = frozenset('“”„"')
_SHUT = {")": "(", "]": "[", "»": "«"}
_MOST_OPEN = 8
_SHORT = 60
"""Characters of a quote that the words around it hold together; in a longer one each sentence counts."""

_LONG = 300
"""Characters of an aside in brackets."""

_GOES_ON = re.compile(r"\s*[,;:]|\s*[-–—]?\s*[^\W\d_]")


class Enclosure(NamedTuple):
    """A quote or brackets, by the places of their signs."""

    start: int
    end: int
    quote: bool


def holding(text: str) -> list[Enclosure]:
    """The short quotes and brackets of a text that are part of a sentence, by their ends. O(characters)."""
    return [one for one in _pairs(text) if _holds(text, one)]


def _pairs(text: str) -> Iterator[Enclosure]:
    opened: list[tuple[int, str]] = []
    for match in _SIGN.finditer(text):
        place, sign = match.start(), match[0]
        family = '"' if sign in _QUOTES else sign
        if sign in "([«" or (family == '"' and _opens(text, place)):
            opened = [*opened[1 - _MOST_OPEN :], (place, family)]
            continue
        for back in range(len(opened) - 1, -1, -1):
            if opened[back][1] == _SHUT.get(family, family):
                yield Enclosure(opened[back][0], place, family not in ")]")
                del opened[back:]
                break


def _opens(text: str, place: int) -> bool:
    """Whether a quotation mark of any shape opens: writers mix the shapes, but not the spaces."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return (not before or before.isspace() or before in "([-–—:/«“„") and bool(after) and not after.isspace()


def _holds(text: str, one: Enclosure) -> bool:
    before = text[max(0, one.start - 3) : one.start].rstrip()
    inside = before[-1:].isalnum() or before[-1:] in tuple(",;–—-%")
    if not one.quote:
        return inside and one.end - one.start <= _LONG
    if one.end - one.start > _SHORT:
        return False
    goes_on = _GOES_ON.match(text, one.end + 1)
    if goes_on and not goes_on[0][-1:].isupper():
        return True
    # A title: "Саяси қалам. Трибуна".
    within = text[one.start + 1 : one.end]
    return inside and (within[-1:].isalnum() or within.istitle())
