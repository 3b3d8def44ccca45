"""Numbers of one side that the other lacks or has otherwise, compared by value and unit however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.checks.quantities import NumberPair, are_alike, differ_in_unit, says_more, strength
from alignment.checks.segments import Segment, Text
from alignment.languages import Number
from alignment.records import said, template

_EVIDENCE = evidence("numbers")
_DASH = re.compile(r"\s?[-–—]\s?")
_DOUBLED = re.compile(r"(\d{2,})[.,]\1")
_COUNTED = re.compile(r"\s+(?:[a-z-]+\s+){0,2}?[a-z]{3,}s\b")

_DIFFER = {
    ("", ""): template("{kk} here, {en} in English"),
    ("", "percent"): template("{kk} here, {en} percent in English"),
    ("", "points"): template("{kk} here, {en} percentage points in English"),
    ("percent", ""): template("{kk} percent here, {en} in English"),
    ("percent", "percent"): template("{kk} percent here, {en} percent in English"),
    ("percent", "points"): template("{kk} percent here, {en} percentage points in English"),
    ("points", ""): template("{kk} percentage points here, {en} in English"),
    ("points", "percent"): template("{kk} percentage points here, {en} percent in English"),
    ("points", "points"): template("{kk} percentage points here, {en} percentage points in English"),
}
_ADDED = {
    "": template("{kk} is not in the English text"),
    "percent": template("{kk} percent is not in the English text"),
    "points": template("{kk} percentage points is not in the English text"),
}
_MISSING = {
    "": template("{en} of the English text is missing"),
    "percent": template("{en} percent of the English text is missing"),
    "points": template("{en} percentage points of the English text is missing"),
}


def find(material: Material) -> Iterator[Candidate]:
    """Each number without partner, with the number that stands in its place where there is one."""
    for segment in material.whole:
        yield from _compare(segment)


CHECK = Check(
    name="numbers",
    help="Numbers that differ in value or unit, or that one side lacks.",
    example=Example("The library bought 58 books.", "Кітапхана 85 кітап сатып алды.", "Кітапхана 58 кітап сатып алды."),
    category="Accuracy/Mistranslation",
    severity="major",
    find=find,
    rank=10,
)


def _compare(segment: Segment) -> Iterator[Candidate]:
    answers = segment.answers
    for pair in answers.differ:
        if _DOUBLED.fullmatch(pair.kk.figures):
            continue  # 340.340: its own check tells that it is written twice
        message = said(
            _DIFFER[_share(pair.kk), _share(pair.en)], kk=_written(pair.kk, segment.kk), en=_written(pair.en, segment.en)
        )
        yield Candidate(message, segment.kk.mark(*pair.kk.span), segment.en.mark(*pair.en.span), _apart(pair))
    for pair in answers.same:
        if differ_in_unit(pair):
            kk, en = (pair.kk.span[0], pair.kk.unit_end), (pair.en.span[0], pair.en.unit_end)
            message = said(_DIFFER["", ""], kk=segment.kk.text[slice(*kk)], en=segment.en.text[slice(*en)])
            yield Candidate(message, segment.kk.mark(*kk), segment.en.mark(*en), _EVIDENCE["unit differs"])
    for number in answers.kk:
        message = said(_ADDED[_share(number)], kk=_written(number, segment.kk))
        yield Candidate(message, segment.kk.mark(*number.span), None, _alone(number, segment.kk, segment.en))
    for number in answers.en:
        message = said(_MISSING[_share(number)], en=_written(number, segment.en))
        mark = segment.en.mark(*number.span)
        yield Candidate(message, None, mark, _alone(number, segment.en, segment.kk), "Accuracy/Omission")
    yield from _turned_round(segment)
    yield from _ordinals(segment)


def _turned_round(segment: Segment) -> Iterator[Candidate]:
    """Two numbers joined by a dash that stand in the other order: 12-10 for 10-12; scores have their own rule."""
    for first, second in pairwise(segment.kk.numbers):
        if not _are_joined(segment.kk, first, second) or first.equals(second):
            continue
        joined = [pair for pair in pairwise(segment.en.numbers) if _are_joined(segment.en, *pair)]
        if any(first.equals(one) and second.equals(two) for one, two in joined):
            continue
        for one, two in joined:
            if first.equals(two) and second.equals(one):
                kk, en = (first.span[0], second.span[1]), (one.span[0], two.span[1])
                message = said(_DIFFER["", ""], kk=segment.kk.text[slice(*kk)], en=segment.en.text[slice(*en)])
                yield Candidate(message, segment.kk.mark(*kk), segment.en.mark(*en), _EVIDENCE["turned round"])


def _are_joined(text: Text, first: Number, second: Number) -> bool:
    return first.form == second.form == "figures" and bool(_DASH.fullmatch(text.text[first.span[1] : second.span[0]]))


def _apart(pair: NumberPair) -> float:
    kinds = {strength(pair.kk), strength(pair.en)}
    if "rough" in kinds:
        return _EVIDENCE["rough ones differ"]
    if kinds & {"part", "one", "ordinal"} and len(kinds) > 1 and not are_alike(pair):
        return _EVIDENCE["a part for a whole"]
    return _EVIDENCE["differs"]


def _alone(number: Number, own: Text, other: Text) -> float:
    kind = strength(number)
    if kind in ("figures", "telephone", "decade"):
        return _EVIDENCE["figures alone"]
    if kind in ("label", "clock", "score", "roman"):
        return _EVIDENCE["other forms alone"]
    if kind == "words" and not says_more(own.text, other.text):
        return _EVIDENCE["words alone"]
    return _EVIDENCE["small words alone"]


def _written(number: Number, text: Text) -> str:
    return text.text[slice(*number.span)].strip()


def _share(number: Number) -> str:
    return number.unit if number.unit in _ADDED else ""


def _ordinals(segment: Segment) -> Iterator[Candidate]:
    """A Kazakh ordinal where the English counts: `84-орын` is the 84th seat, not 84 seats."""
    for number in segment.kk.numbers:
        if not (
            number.ordinal and number.form == "figures" and segment.kk.text[number.span[1] : number.span[1] + 1] == "-"
        ):
            continue
        if re.match(r"-(?:ш[іы]|інш|ынш|жыл|ғасыр|бөл|ба[пб]|тарма)", segment.kk.text[number.span[1] :]):
            continue
        for other in segment.en.numbers:
            if other.equals(number) and not other.ordinal and _COUNTED.match(segment.en.text, other.span[1]):
                yield Candidate(
                    said("the hyphen makes {number} an ordinal; the English counts", number=number.figures),
                    segment.kk.mark(number.span[0], number.span[1] + 1),
                    segment.en.mark(*other.span),
                    _EVIDENCE["ordinal for a count"],
                    "Linguistic conventions/Grammar",
                    "minor",
                    fix=f"{number.figures} ",
                )
