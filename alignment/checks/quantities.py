"""Which numbers of a link's two sides answer to one another, and which are left over."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from alignment.checks.evidence import evidence
from alignment.languages import MEASURES, YEARS, Date, Number, bare_units, converts
from alignment.records import Side

_EVIDENCE = evidence("numbers")
_SMALL = 10  # the largest number that both languages rather write in a word

_LOSER = {
    "kk": re.compile(r"ұтыл|жеңіл|есе\s+жібер", re.IGNORECASE),
    "en": re.compile(r"\b(?:los[ets]\w*|lost|defeat\w*|beaten|fell|trail\w*|down)\b", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class NumberPair:
    """A Kazakh and an English number."""

    kk: Number
    en: Number


@dataclass(frozen=True, slots=True)
class Answers:
    """What has become of the numbers of both sides."""

    same: tuple[NumberPair, ...]
    """Equal ones, each once."""

    differ: tuple[NumberPair, ...]
    """Ones that stand in each other's place and differ."""

    kk: tuple[Number, ...]
    """Kazakh ones without any counterpart."""

    en: tuple[Number, ...]
    """English ones."""


@dataclass(frozen=True, slots=True)
class Half:
    """What one side has."""

    side: Side
    text: str
    numbers: tuple[Number, ...]
    dates: tuple[Date, ...]


def find_answers(kk: Half, en: Half) -> Answers:
    """The numbers of both sides, put together. O(n·m) for n and m numbers.

    Numbers inside dates are left to the dates, but may be what the other side says without one.
    """
    own_kk, own_en = _plain(kk, en), _plain(en, kk)
    same, kk_left, en_left = _equal(own_kk, own_en, kk, en)
    for test in (_scores(kk, en), _same_rough, _same_share, _same_other_measure):
        kk_left, en_left = _without(test, kk_left, en_left)
    # What is said twice here and once there needs no counterpart of its own, but it may be what stands in another's place.
    repeated = [n for n in kk_left if _is_said(n, own_en, en)], [n for n in en_left if _is_said(n, own_kk, kk)]
    kk_rest, en_rest = ([n for n in left if n not in said] for left, said in zip((kk_left, en_left), repeated, strict=True))
    differ = [*_pairs(kk_rest, en_rest, kk, en, alike=True)]
    kk_rest, en_rest = _unpaired(kk_rest, en_rest, differ)
    kk_rest, en_rest = [n for n in kk_rest if not _is_implied(n, en)], [n for n in en_rest if not _is_implied(n, kk)]
    differ += _pairs(kk_rest, en_rest, kk, en)
    kk_rest, en_rest = _unpaired(kk_rest, en_rest, differ)
    differ += _pairs(repeated[0], en_rest, kk, en, alike=True, again=True)
    kk_rest, en_rest = _unpaired(kk_rest, en_rest, differ)
    differ += _pairs(kk_rest, repeated[1], kk, en, alike=True, again=True)
    kk_rest, en_rest = _unpaired(kk_rest, en_rest, differ)
    return Answers(tuple(same), tuple(differ), tuple(kk_rest), tuple(en_rest))


def _unpaired(kk: list[Number], en: list[Number], pairs: Sequence[NumberPair]) -> tuple[list[Number], list[Number]]:
    return [n for n in kk if all(n is not pair.kk for pair in pairs)], [
        n for n in en if all(n is not pair.en for pair in pairs)
    ]


def _plain(half: Half, other: Half) -> list[Number]:
    """The numbers outside dates, and outside the years of dates that the other side tells with a year too."""
    spans = [date.span for date in half.dates if date.kind in ("date", "quarter", "half") and not date.is_weak]
    dated = {(date.month, date.day) for date in other.dates if date.year}
    spans += [date.year_span for date in half.dates if date.year and (date.month, date.day) in dated]
    return [n for n in half.numbers if not any(start <= n.span[0] < end for start, end in spans)]


def _equal(
    kk: Sequence[Number], en: Sequence[Number], kk_half: Half, en_half: Half
) -> tuple[list[NumberPair], list[Number], list[Number]]:
    """Equal numbers, one to one: those of one unit and place before others."""
    ranked = sorted(
        (
            (a.unit != b.unit, a.ordinal != b.ordinal, _distance(a, b, kk_half, en_half), i, j)
            for i, a in enumerate(kk)
            for j, b in enumerate(en)
            if a.equals(b)
        )
    )
    kk_used: set[int] = set()
    en_used: set[int] = set()
    pairs = []
    for *_, i, j in ranked:
        if i not in kk_used and j not in en_used:
            kk_used.add(i)
            en_used.add(j)
            pairs.append(NumberPair(kk[i], en[j]))
    return (
        pairs,
        [n for i, n in enumerate(kk) if i not in kk_used],
        [n for j, n in enumerate(en) if j not in en_used],
    )


def _distance(a: Number, b: Number, kk: Half, en: Half) -> float:
    """How far apart two numbers stand, as parts of their texts."""
    return abs(a.span[0] / max(len(kk.text), 1) - b.span[0] / max(len(en.text), 1))


def _without(
    test: Callable[[Number, Number], bool], kk: list[Number], en: list[Number]
) -> tuple[list[Number], list[Number]]:
    """Both sides' numbers without those that a test puts together."""
    en = list(en)
    kk_left = []
    for a in kk:
        match = next((b for b in en if test(a, b)), None)
        if match is None:
            kk_left.append(a)
        else:
            en.remove(match)
    return kk_left, en


def _scores(kk: Half, en: Half) -> Callable[[Number, Number], bool]:
    """Scores in the other order, where one side names the loser first."""
    loses = bool(_LOSER["kk"].search(kk.text)) or bool(_LOSER["en"].search(en.text))

    def same(a: Number, b: Number) -> bool:
        return a.kind == b.kind == "score" and loses and a.parts == b.parts[::-1]

    return same


def _same_rough(a: Number, b: Number) -> bool:
    """Whether two numbers are of one order, where one of them is no more than that: hundreds, жүздеген."""
    return (a.rough or b.rough) and a.value > 0 and b.value > 0 and max(a.value, b.value) < min(a.value, b.value) * _SMALL


def _same_share(a: Number, b: Number) -> bool:
    """Half and 50 percent, a third and 33 percent."""
    for one, two in ((a, b), (b, a)):
        if two.unit == "percent" and 0 < one.value < 1 and abs(one.value * 100 - two.value) < 1:
            return True
    return False


def _same_measure(a: Number, b: Number) -> bool:
    """8 km for 5 miles, a year and a half for 18 months; the Kazakh one comes first."""
    return any(converts(x, a.unit, y, b.unit) for x in a.values for y in b.values)


def _same_other_measure(a: Number, b: Number) -> bool:
    """The same, but for what is only one: an hour has sixty minutes, and who says both says two things."""
    return "one" not in (strength(a), strength(b)) and _same_measure(a, b)


def _is_said(number: Number, others: Iterable[Number], half: Half) -> bool:
    """Whether the other side has the number, or the same measure, be it for another one; inside a date, too."""
    for b in others:
        kk, en = (number, b) if half.side == "en" else (b, number)
        if number.equals(b) or _same_measure(kk, en) or _same_share(number, b):
            return True
    if number.kind == "score":
        return all(any(part in b.values for b in half.numbers) for part in number.parts)
    said = {float(value) for date in half.dates for value in (date.day, date.year, date.quarter, date.year % 100) if value}
    said |= {float(part) for b in half.numbers if b.kind == "score" for part in b.parts}
    inside = [b for b in half.numbers if b not in others]
    return any(value in said for value in number.values) or any(number.equals(b) for b in inside)


def _is_implied(number: Number, other: Half) -> bool:
    """Whether the other side says it with a unit alone: 24 hours for тәулік, 14 days for a fortnight."""
    if number.unit == "century" and any(n.value in YEARS and n.value // 100 + 1 == number.value for n in other.numbers):
        return True  # the thirties of the 20th century for the 1930s
    if number.unit not in MEASURES or MEASURES[number.unit].dimension != "time" or number.value == 1:
        return False
    taken = frozenset(n.unit_end for n in other.numbers if n.unit_end)
    return any(converts(number.value, number.unit, 1, unit) for unit in bare_units(other.text, other.side, taken))


def _pairs(
    kk: Sequence[Number], en: Sequence[Number], kk_half: Half, en_half: Half, *, alike: bool = False, again: bool = False
) -> Iterator[NumberPair]:
    """Left-over numbers that stand in each other's place: the nearest first, each once.

    Args:
        kk, en: the numbers.
        kk_half, en_half: their sides.
        alike: whether only numbers of one unit count,
        again: and the only ones of their kind.
    """
    ranked = []
    families = [Counter(family for number in numbers for family in _families(number)) for numbers in (kk, en)]
    for i, a in enumerate(kk):
        for j, b in enumerate(en):
            cost = _cost(a, b, kk_half, en_half)
            only = any(families[0][family] == families[1][family] == 1 for family in _families(a) & _families(b))
            same_unit = bool(a.unit) and a.unit == b.unit
            if cost is None or (alike and not (same_unit or (only and again))):
                continue
            if only or cost <= _EVIDENCE["distance"] * (1 + same_unit):
                ranked.append((cost, i, j))
    kk_used: set[int] = set()
    en_used: set[int] = set()
    for _, i, j in sorted(ranked):
        if i not in kk_used and j not in en_used:
            kk_used.add(i)
            en_used.add(j)
            yield NumberPair(kk[i], en[j])


def _families(number: Number) -> frozenset[str]:
    """What a number can stand for: counts however written, places in a row, parts, times. Figures may be either of two."""
    kind = strength(number)
    if kind == "roman" or (kind == "figures" and number.ordinal):
        return frozenset({"count", "ordinal"})
    return frozenset({"count" if kind in ("figures", "words", "small words", "two", "label") else kind})


def _cost(a: Number, b: Number, kk: Half, en: Half) -> float | None:
    """How unlikely it is that one number stands for another; `None` if it cannot."""
    if (a.kind != b.kind and "telephone" in (a.kind, b.kind)) or a.rough != b.rough:
        return None
    if strength(a) == "one" or strength(b) == "one":
        same_unit = a.unit and a.unit == b.unit
        if not same_unit:
            return None
    cost = _distance(a, b, kk, en)
    if a.unit != b.unit:
        cost += _EVIDENCE["other unit"]
    if a.ordinal != b.ordinal or a.kind != b.kind:
        cost += _EVIDENCE["other kind"]
    return cost


def strength(number: Number) -> str:
    """How firmly a number must have its counterpart, as the evidence of the numbers names it."""
    if number.rough:
        return "rough"
    if number.kind != "amount" or number.form != "words":
        return number.kind if number.kind != "amount" else number.form
    if number.ordinal:
        return "ordinal"
    sizes = (
        (number.value < 1, "part"),
        (number.value == 1, "one"),
        (number.value <= 2, "two"),
        (number.value <= _SMALL, "small words"),
    )
    return next((name for fits, name in sizes if fits), "words")


def are_alike(pair: NumberPair) -> bool:
    """Whether two numbers are of one sort, however they are written: places in a row, parts, amounts of one dimension."""
    one, two = (MEASURES.get(number.unit) for number in (pair.kk, pair.en))
    if one and two and one.dimension == two.dimension:
        return True
    return pair.kk.ordinal == pair.en.ordinal and (pair.kk.value < 1) == (pair.en.value < 1)


def differ_in_unit(pair: NumberPair) -> bool:
    """Whether equal numbers count in different units of measure; money and shares are left to their checks."""
    units = (pair.kk.unit, pair.en.unit)
    if pair.kk.value != pair.en.value or pair.kk.rough or pair.en.rough or not all(units) or units[0] == units[1]:
        return False
    one, two = (MEASURES[unit] for unit in units)
    if {"money", "share"} & {one.dimension, two.dimension}:
        return False
    return one != two and not converts(pair.kk.value, units[0], pair.en.value, units[1])


def says_more(own: str, other: str) -> bool:
    """Whether a text is so much longer than the other side's that a clause of it has no counterpart: what stands in it has
    none either, and another check reports the clause."""
    return len(own) > _EVIDENCE["longer"] * len(other) and len(own) - len(other) > _EVIDENCE["a clause"]
