"""Numbers of one side that the other lacks, compared by value however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignment.checks.check_tables import CHECK_TABLES
from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.checks.segments import Segment, Text
from alignment.checks.word_lists import alternatives
from alignment.files import known_rows
from alignment.languages import Number, find_dates
from alignment.records import said, template

_EVIDENCE = evidence("numbers")
_COUNTED = re.compile(r"\s+(?:[a-z-]+\s+){0,2}?[a-z]{3,}s\b")
_METRIC = re.compile(r"\s*(?:км|кг|метр|м\b|см|мм|литр|гектар|га\b|°|градус|тонна)")
_IMPERIAL = re.compile(rf"\b(?:{alternatives('numbers', 'imperial unit')})\b")
_CLOCK = re.compile(r"\s*[ap]\.?m\b")
_KK_CLOCK = re.compile(r"сағат\s+$|(?:таңғы|кешкі|түнгі|түскі|күндізгі)\s+$", re.IGNORECASE)
# What the one language says with a number and the other without: a day and night, a fortnight, a decade, a pair.
_SAME = {float(row["value"]): tuple(row["said_as"].split("; ")) for row in known_rows(CHECK_TABLES / "same_numbers.tsv")}

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
    help="Numbers that differ in value, or that one side lacks.",
    example=Example("The library bought 58 books.", "Кітапхана 85 кітап сатып алды.", "Кітапхана 58 кітап сатып алды."),
    category="Accuracy/Mistranslation",
    severity="major",
    find=find,
    rank=10,
)


def unmatched(segment: Segment) -> tuple[list[Number], list[Number]]:
    """The numbers of each side that the other does not have; those inside dates and quarters are left to their check."""
    kk, en = _plain_numbers(segment.kk), _plain_numbers(segment.en)
    kk_left = [number for number in kk if not any(number.equals(other) for other in en)]
    en_left = [number for number in en if not any(number.equals(other) for other in kk)]
    clock = any(_CLOCK.match(segment.en.text, n.span[1]) for n in segment.en.numbers)  # 3 p.m. is 15:00 too
    converts = bool(_IMPERIAL.search(segment.en.text))
    return (
        [
            n
            for n in kk_left
            if not _said_otherwise(n, segment.en.text, kk, en)
            and not (converts and _METRIC.match(segment.kk.text, n.span[1]))
            and not (clock and _KK_CLOCK.search(segment.kk.text, 0, n.span[0]))
        ],
        [
            n
            for n in en_left
            if not _said_otherwise(n, segment.kk.text, en, kk) and not _CLOCK.match(segment.en.text, n.span[1])
        ],
    )


def _plain_numbers(text: Text) -> list[Number]:
    dates = [date.span for date in find_dates(text.text, text.side)]
    return [
        n
        for n in text.numbers
        if not any(start <= n.span[0] < end for start, end in dates)
        and ":" not in text.text[max(0, n.span[0] - 1) : n.span[1] + 1]
    ]


def _said_otherwise(number: Number, other: str, own: list[Number], others: list[Number]) -> bool:
    if number.form == "roman":
        return True  # an initial, a section mark: only the value's absence on the other side would tell, too weakly
    if number.value in _SAME and any(word in other for word in _SAME[number.value]):
        return True
    # "жарты" and "50 percent", "а third" and "33 percent" and the like
    if number.unit == "percent" and any(abs(o.value * 100 - number.value) < 1 for o in others if o.value < 1):
        return True
    return number.value < 1 and any(abs(number.value * 100 - o.value) < 1 for o in others)


def _compare(segment: Segment) -> Iterator[Candidate]:
    kk_left, en_left = unmatched(segment)
    for number in kk_left[:]:
        partner = _partner(number, kk_left, en_left, segment)
        if partner:
            kk_left.remove(number)
            en_left.remove(partner)
            both_weak = number.is_weak and partner.is_weak
            both_words = number.form == partner.form == "words"
            score = _EVIDENCE["small words" if both_weak else "words" if both_words else "figures"]
            yield Candidate(
                said(
                    _DIFFER[_unit(number), _unit(partner)],
                    kk=_written(number, segment.kk),
                    en=_written(partner, segment.en),
                ),
                segment.kk.mark(*number.span),
                segment.en.mark(*partner.span),
                score,
            )
    for number in kk_left:
        yield Candidate(
            said(_ADDED[_unit(number)], kk=_written(number, segment.kk)),
            segment.kk.mark(*number.span),
            None,
            _alone(number),
        )
    for number in en_left:
        yield Candidate(
            said(_MISSING[_unit(number)], en=_written(number, segment.en)),
            None,
            segment.en.mark(*number.span),
            _alone(number),
            "Accuracy/Omission",
        )
    yield from _ordinals(segment)


def _partner(number: Number, kk_left: list[Number], en_left: list[Number], segment: Segment) -> Number | None:
    place = number.span[0] / max(len(segment.kk.text), 1)
    near = [
        (
            abs(place - other.span[0] / max(len(segment.en.text), 1))
            + (_EVIDENCE["other unit"] if other.unit != number.unit else 0.0),
            other,
        )
        for other in en_left
        if other.is_weak == number.is_weak
    ]
    best = min(near, key=lambda pair: pair[0], default=None)
    if best is None or (best[0] > _EVIDENCE["distance"] and len(kk_left) * len(en_left) > 1):
        return None
    return best[1]


def _alone(number: Number) -> float:
    if number.form == "figures":
        return _EVIDENCE["figures"]
    return _EVIDENCE["small words" if number.value <= 10 else "words"]


def _written(number: Number, text: Text) -> str:
    return text.text[slice(*number.span)].strip()


def _unit(number: Number) -> str:
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
