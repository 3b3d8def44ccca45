"""One fault, one finding: what several checks report of one place is told by the one that says most of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from alignment.checks.finding import Finding, Mark

_SPECIFIC = (
    "untranslated", "web", "dates", "money", "percentages", "bounds", "doubled numbers", "numbers", "number format",
    "grammar", "terminology", "acronyms", "titles", "names", "name spellings", "capitals", "script", "hidden letters",
    "patterns", "repeats",
    "renderings", "same sentences", "compounds", "spelling", "hunspell", "negation", "commas", "pairs", "quotations",
    "end marks", "spacing", "omissions",
)  # fmt: skip
"""Of two checks that report the same words, the one that stands here first knows better what is wrong; after them all come
those that are not here."""
_PLACES = {name: place for place, name in enumerate(_SPECIFIC)}
_COMPARED = frozenset(
    ("numbers", "dates", "money", "percentages", "bounds", "names", "acronyms", "web", "quotations", "end marks", "pairs")
)
_WHOLE = {"untranslated": frozenset(_SPECIFIC), "omissions": _COMPARED, "repeated sentences": _COMPARED}
"""Checks that report a stretch as a whole, each with those of which a finding inside it comes from the same fault: what has
no partner lacks its numbers and names, and English left in the text is not misspelled Kazakh."""
_SAME = 0.5
"""Part of the longer of two marks that both cover where they are of one fault."""


def fold_twins(findings: Sequence[Finding]) -> list[Finding]:
    """The findings, in the same order, without those that others tell: each keeps what it took in as its `twins`, so that
    what reviewers have said to those stays known. O(findings, and those of one unit squared)."""
    units: dict[tuple[str, int], list[int]] = defaultdict(list)
    for place, finding in enumerate(findings):
        for mark in (finding.kk, finding.en):
            if mark:
                units[mark.side, mark.unit].append(place)
    into: dict[int, int] = {}
    for places in units.values():
        if len({findings[place].check for place in places}) > 1:
            _fold_unit(findings, sorted(places, key=lambda place: _rank(findings[place])), into)
    taken: dict[int, list[Finding]] = defaultdict(list)
    for place in into:
        taken[_root(place, into)].append(findings[place])
    return [
        replace(finding, twins=tuple(taken[place])) if place in taken else finding
        for place, finding in enumerate(findings)
        if place not in into
    ]


def _fold_unit(findings: Sequence[Finding], places: Iterable[int], into: dict[int, int]) -> None:
    standing: list[int] = []
    for place in places:
        finding = findings[place]
        for other in standing:
            if other != place and findings[other].check != finding.check and _tells(findings[other], finding):
                into.setdefault(place, other)
                break
        else:
            standing.append(place)


def _rank(finding: Finding) -> tuple[bool, int, float]:
    return finding.check not in _WHOLE, _PLACES.get(finding.check, len(_PLACES)), -finding.score


def _root(place: int, into: dict[int, int]) -> int:
    seen = {place}
    while place in into and into[place] not in seen:
        place = into[place]
        seen.add(place)
    return place


def _tells(one: Finding, other: Finding) -> bool:
    """Whether the first finding, which comes first by rank, tells the fault of the other."""
    if one.check in _WHOLE:
        return other.check in _WHOLE[one.check] and any(
            _holds(own, mark) for own in _marks(one) for mark in _marks(other)[:1]
        )
    return _same(one, other)


def _same(one: Finding, other: Finding) -> bool:
    """Whether both mark the same words, on the side on which each is mended: the Kazakh, where it has a mark there."""
    first, second = _marks(one)[:1], _marks(other)[:1]
    return bool(first and second) and first[0].side == second[0].side and _share(first[0], second[0]) >= _SAME


def _marks(finding: Finding) -> list[Mark]:
    return [mark for mark in (finding.kk, finding.en) if mark]


def _holds(outer: Mark, inner: Mark) -> bool:
    return (
        (outer.side, outer.unit) == (inner.side, inner.unit)
        and outer.span[0] <= inner.span[0]
        and inner.span[1] <= outer.span[1]
    )


def _share(one: Mark, other: Mark) -> float:
    """The part of the longer mark that both cover."""
    if one.unit != other.unit:
        return 0.0
    common = min(one.span[1], other.span[1]) - max(one.span[0], other.span[0])
    longest = max(one.span[1] - one.span[0], other.span[1] - other.span[0])
    return max(0, common) / longest if longest else 1.0
