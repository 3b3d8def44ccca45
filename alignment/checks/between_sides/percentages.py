"""Percent, percentage points and bare numbers taken for one another; a style of percentages that changes."""

from __future__ import annotations

from collections.abc import Iterator

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.records import said

_EVIDENCE = evidence("percentages")
_DIFFER = {
    ("percent", "points"): said("a percentage here, percentage points in English"),
    ("percent", ""): said("a percentage here, a plain number in English"),
    ("points", "percent"): said("percentage points here, a percentage in English"),
    ("points", ""): said("percentage points here, a plain number in English"),
    ("", "percent"): said("a plain number here, a percentage in English"),
    ("", "points"): said("a plain number here, percentage points in English"),
}
_UNITS = frozenset({"percent", "points"})
_LEAST = 3  # one and two are said with anything


def find(material: Material) -> Iterator[Candidate]:
    """Numbers that agree in value and differ in being a percentage."""
    for segment in material.whole:
        for pair in segment.answers.same:
            own, theirs = (number.unit if number.unit in _UNITS else "" for number in (pair.kk, pair.en))
            if own != theirs and pair.kk.value >= _LEAST:
                yield Candidate(
                    _DIFFER[own, theirs],
                    segment.kk.mark(pair.kk.span[0], max(pair.kk.span[1], pair.kk.unit_end if own else 0)),
                    segment.en.mark(*pair.en.span),
                    _EVIDENCE["differs"],
                )


CHECK = Check(
    name="percentages",
    help="Percent against percentage points or plain numbers.",
    example=Example("Prices rose by 12 percent.", "Баға 12 пайыздық тармаққа өсті.", "Баға 12 пайызға өсті."),
    category="Accuracy/Mistranslation",
    severity="major",
    find=find,
    rank=50,
)
