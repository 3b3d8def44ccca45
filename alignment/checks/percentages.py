"""Percent, percentage points and bare numbers taken for one another; a style of percentages that changes."""

from __future__ import annotations

from collections.abc import Iterator

from alignment.checks.finding import Candidate
from alignment.checks.material import Material

_NAMES = {"percent": "a percentage", "points": "percentage points", "": "a plain number"}


def find(material: Material) -> Iterator[Candidate]:
    """Numbers that agree in value and differ in being a percentage."""
    for segment in material.whole:
        for number in segment.kk.numbers:
            same = [other for other in segment.en.numbers if other.equals(number)]
            kinds = {other.unit if other.unit in _NAMES else "" for other in same}
            own = number.unit if number.unit in _NAMES else ""
            if not same or own in kinds or number.value < 3:
                continue
            other = same[0]
            theirs = other.unit if other.unit in _NAMES else ""
            yield Candidate(
                f"{_NAMES[own]} here, {_NAMES[theirs]} in English",
                segment.kk.mark(*number.span),
                segment.en.mark(*other.span),
                0.85,
            )
