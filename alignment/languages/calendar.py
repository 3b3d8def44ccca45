"""Dates and parts of the year as Kazakh and English texts write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from alignment.files import known_rows
from alignment.languages.language_tables import LANGUAGE_TABLES
from alignment.languages.numerals import ORDINALS
from alignment.records import SIDES, Side

_ROWS = known_rows(LANGUAGE_TABLES / "months.tsv")
MONTHS: dict[Side, tuple[str, ...]] = {"kk": tuple(row["kk"] for row in _ROWS), "en": tuple(row["en"] for row in _ROWS)}
"""The months' names, January first."""

_KK = "|".join(MONTHS["kk"])
_EN = "|".join(MONTHS["en"])
_EN_SHORT = [row["en_short"] for row in _ROWS]
# A name, then an ending: "маусымда", "шілдедегі". Words that only begin alike ("маусымдық") are not months.
_KK_ENDING = (
    r"(?:да|де|та|те|дағы|дегі|тағы|тегі|дан|ден|нан|нен|тан|тен|ға|ге|ның|нің|дың|дің|тың|тің|"
    r"с?[ыі](?:н|на|не|нда|нде|нан|нен|ның|нің|ндағы|ндегі)?)?"
)
# "қыркүйегінде" has its last letter voiced.
_KK_NAME = rf"({_KK}|қыркүйег(?=і))"
_KK_DATE = re.compile(rf"\b(\d{{1,2}})\s+{_KK_NAME}{_KK_ENDING}\b(?:\s+(?:күні|айы\w*))?", re.IGNORECASE)
_KK_MONTH = re.compile(rf"\b{_KK_NAME}{_KK_ENDING}(?=\s+ай\w*|[\s,.;:)]|$)", re.IGNORECASE)
# September has two short forms, May has none.
_EN_POINTED = "|".join(
    "Sept?" if row["en_short"] == "Sep" else row["en_short"] for row in _ROWS if row["en_short"] != row["en"]
)
_EN_NAME = rf"(?:{_EN})\b|(?:{_EN_POINTED})\."
_EN_DATE = re.compile(
    rf"\b({_EN_NAME})\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?!,?\d)|\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({_EN_NAME})"
)
_EN_MONTH = re.compile(rf"\b(?:{_EN_NAME})")
# "May" and "March" are also a verb and a walk; they count after what leads to a month, or before a year.
_EN_LEAD = re.compile(
    r"(?:\b(?:in|of|since|until|by|from|to|early|late|mid|and|between|last|this|during|through|before|after)\s+|\b(?:early|late|mid)-)$",
    re.I,
)
_EN_YEAR = re.compile(r"\s+(?:of\s+)?\d{4}")
_ORDINALS: dict[Side, dict[str, int]] = {
    side: {word: int(place) for word, place in ORDINALS[side].items() if place <= 4} for side in SIDES
}
_QUARTER: dict[Side, re.Pattern[str]] = {
    "kk": re.compile(rf"\b({'|'.join(_ORDINALS['kk'])}|[1-4]-|I{{1,3}}V?|IV)\s*тоқсан\w*", re.IGNORECASE),
    "en": re.compile(rf"\b({'|'.join(_ORDINALS['en'])})\s+quarter\b|\b(?=Q[1-4]\b)(Q[1-4])", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Date:
    """A day of a month, a month, or a quarter."""

    span: tuple[int, int]
    month: int
    """From 1; of a quarter 0."""

    day: int = 0
    """0 for a month without a day."""

    quarter: int = 0


def find_dates(text: str, side: Side) -> list[Date]:
    """The dates of a text, in order; years are left to the numbers.

    >>> [(date.month, date.day) for date in find_dates("28 маусымда және шілде айында", "kk")]
    [(6, 28), (7, 0)]
    """
    found = _kk_dates(text) if side == "kk" else _en_dates(text)
    for match in _QUARTER[side].finditer(text):
        first = str(match[match.lastindex or 0]).lower()
        number = _ORDINALS[side].get(first) or {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(first)
        found.append(Date(match.span(), 0, 0, number or int(re.sub(r"\D", "", first))))
    return sorted(found, key=lambda date: date.span)


def _kk_dates(text: str) -> list[Date]:
    found = [
        Date(match.span(), _kk_month(match[2]), int(match[1]))
        for match in _KK_DATE.finditer(text)
        if 1 <= int(match[1]) <= 31
    ]
    taken = [date.span for date in found]
    for match in _KK_MONTH.finditer(text):
        if not any(start <= match.start() < end for start, end in taken):
            found.append(Date(match.span(), _kk_month(match[1])))
    return found


def _kk_month(name: str) -> int:
    return next(place for place, month in enumerate(MONTHS["kk"], 1) if month[:-1] == name.lower()[: len(month) - 1])


def _en_month(name: str) -> int:
    return _EN_SHORT.index(name[:3]) + 1


def _en_dates(text: str) -> list[Date]:
    found = []
    for match in _EN_DATE.finditer(text):
        day = int(match[2] or match[3])
        if 1 <= day <= 31:
            found.append(Date(match.span(), _en_month(match[1] or match[4]), day))
    taken = [date.span for date in found]
    for match in _EN_MONTH.finditer(text):
        if any(start <= match.start() < end for start, end in taken):
            continue
        ambiguous = match[0] in ("May", "March")
        if not ambiguous or _EN_LEAD.search(text, 0, match.start()) or _EN_YEAR.match(text, match.end()):
            found.append(Date(match.span(), _en_month(match[0])))
    return found
