"""Units that numbers count: of measure, of time, of money and shares, and how one is turned into another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from alignment.files import known_rows
from alignment.languages.inflection import is_ending_chain
from alignment.languages.language_tables import LANGUAGE_TABLES
from alignment.records import Side

_FREEZING = 32.0  # of water, in degrees Fahrenheit
_COARSE = 0.03  # part by which a measure that was turned into another unit may be rounded
_MONTHLY = 0.09  # four weeks are a month, six are one and a half
_COARSEST = 0.05  # the same where the figures themselves are round: 30 km for 20 miles is not, 600 km for 370 is


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit: what it measures, and how much of the dimension's first unit it is."""

    dimension: str
    factor: float


_ROWS = known_rows(LANGUAGE_TABLES / "units.tsv")
MEASURES = {row["unit"]: Measure(row["dimension"], float(row["factor"])) for row in _ROWS}
"""The units by their names."""

_FORMS: dict[Side, dict[str, str]] = {
    side: {form.lower(): row["unit"] for row in _ROWS for form in row[side].split("; ") if form} for side in ("kk", "en")
}
_STEMS = {form[:-1]: unit for form, unit in _FORMS["kk"].items() if form.endswith("*")}
# Between a number and what it counts Kazakh says how exact it is: 20-дан астам километр.
_HOW_EXACT = r"(?:\s+(?:астам|артық|аса|жуық|кем|шақты|таяу|тарта|шамалы))?"


def _alternatives(side: Side) -> str:
    forms = sorted(_FORMS[side], key=len, reverse=True)
    escaped = [
        re.escape(form.rstrip("*")).replace(r"\ ", r"[\s-]+") + (r"[^\W\d_]*" if "*" in form else "") for form in forms
    ]
    return "|".join(
        one if form.endswith("*") or not form[-1].isalnum() else rf"{one}(?![^\W\d_])"
        for one, form in zip(escaped, forms, strict=True)
    )


_AFTER: dict[Side, re.Pattern[str]] = {
    "kk": re.compile(rf"{_HOW_EXACT}[\s-]*({_alternatives('kk')})", re.IGNORECASE),
    "en": re.compile(rf"[\s-]*({_alternatives('en')})", re.IGNORECASE),
}
_ALONE: dict[Side, re.Pattern[str]] = {
    "kk": re.compile(r"\b(?:апта|тәулік|онжылдық|жартыжылдық|ғасыр|жүзжылдық|ай|жыл|сағат|минут)[^\W\d_]*", re.IGNORECASE),
    "en": re.compile(r"\b(?:week|day|month|year|decade|century|fortnight|hour|minute)s?\b", re.IGNORECASE),
}


def find_unit(text: str, end: int, side: Side) -> tuple[str, int]:
    """The unit that a number ending there counts, and where it ends; an empty name where there is none.

    >>> find_unit("5 жылдық жоспар", 1, "kk"), find_unit("5 жылқы", 1, "kk"), find_unit("a 5-mile walk", 3, "en")
    (('year', 8), ('', 1), ('mile', 8))
    """
    match = _AFTER[side].match(text, end)
    if not match:
        return "", end
    unit = _unit_of(" ".join(match[1].lower().replace("-", " ").split()), side)
    return (unit, match.end()) if unit else ("", end)


@lru_cache(maxsize=4096)
def _unit_of(form: str, side: Side) -> str:
    known = _FORMS[side].get(form)
    if known or side == "en":
        return known or ""
    for length in range(len(form), 1, -1):
        unit, rest = _STEMS.get(form[:length]), form[length:]
        if unit and is_ending_chain(rest, form[:length], verbal=False):
            return unit
    return ""


def is_base_form(word: str, side: Side) -> bool:
    """Whether a unit stands without an ending, so that a smaller one may follow it: 1 сағат 30 минут."""
    low = word.strip(" \u00a0-").lower()
    return low in _FORMS[side] or low in _STEMS


def bare_units(text: str, side: Side, taken: frozenset[int]) -> list[str]:
    """The units of time that stand without a number and so count for one: апта бойы, a fortnight.

    Args:
        text: one side's text.
        side: its language.
        taken: where the units end that belong to a number.
    """
    found = []
    for match in _ALONE[side].finditer(text):
        unit = "" if match.end() in taken else _unit_of(match[0].lower(), side)
        if unit:
            found.append(unit)
    return found


def converts(value: float, unit: str, other: float, other_unit: str) -> bool:
    """Whether an amount is another one turned into its unit and rounded as its figures tell.

    >>> converts(8, "km", 5, "mile"), converts(9, "km", 5, "mile"), converts(1.5, "year", 18, "month")
    (True, False, True)
    """
    one, two = MEASURES.get(unit), MEASURES.get(other_unit)
    if not one or not two or unit == other_unit or one.dimension != two.dimension or one.dimension in ("money", "share"):
        return False
    if one.dimension == "temperature":
        return _same_heat(value, other, other_unit)
    turned = other * two.factor / one.factor
    if one.dimension == "time":
        coarse = _MONTHLY if "month" in (unit, other_unit) and {unit, other_unit} & {"week", "fortnight"} else _COARSE
        return abs(value - turned) <= coarse * abs(turned)
    return _is_about(value, turned)


def _same_heat(value: float, other: float, other_unit: str) -> bool:
    """Whether a temperature is another one on the other scale."""
    if other_unit == "fahrenheit":
        return _is_about(value, (other - _FREEZING) * MEASURES["fahrenheit"].factor)
    return _is_about(value, other / MEASURES["fahrenheit"].factor + _FREEZING)


def _is_about(written: float, exact: float) -> bool:
    """Whether a number as written is the exact one rounded."""
    apart = abs(written - exact)
    if apart <= _COARSE * abs(exact):
        return True
    text = f"{written:.15g}"
    place = -len(text.partition(".")[2]) if "." in text else len(text) - len(text.rstrip("0"))
    half = 10.0**place / 2
    return apart <= half and (apart <= _COARSEST * abs(exact) or (place <= 0 and abs(written) < 10))
