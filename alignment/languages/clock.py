"""Times of the day as Kazakh and English texts write them, on the clock of twelve or of twenty-four hours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from alignment.records import Side

_NOON, _DAY = 720, 1440

_EN_EXACT = re.compile(r"(?<![\d:.,])(\d{1,2})(?:[:.](\d\d))?\s?([ap])\.?\s?m\b\.?", re.IGNORECASE)
_EN_OCLOCK = re.compile(r"(?<![\d:.,])(\d{1,2})(?:[:.](\d\d))?\s?o[’']clock", re.IGNORECASE)
_PLAIN = re.compile(r"(?<![\d:.,])(\d{1,2}):(\d\d)(?![\d:]|[.,]\d|\s?%)")
_NAMED: dict[Side, tuple[tuple[re.Pattern[str], int], ...]] = {
    "en": ((re.compile(r"\b(?:noon|midday)\b", re.IGNORECASE), _NOON), (re.compile(r"\bmidnight\b", re.IGNORECASE), 0)),
    "kk": (
        (re.compile(r"\bтал\s+түс\w*|\bтүсте\b", re.IGNORECASE), _NOON),
        (re.compile(r"\bтүн\s+(?:орта|жарым)\w*", re.IGNORECASE), 0),
    ),
}
_DAYPARTS = r"таңғы|таңертеңгі|таңертең|кешкі|кешкілік|түнгі|түскі|күндізгі|түстен\s+кейінгі|түстен\s+кейін"
_KK = re.compile(
    rf"(?:(?P<part>{_DAYPARTS})\s+)?(?P<hour>сағат\s+)?(?<![\d:.,])(?P<h>\d{{1,2}})(?:(?P<sign>[:.])(?P<m>\d\d))?(?![\d:]|[.,]\d|\s?%)"
    rf"(?P<tail>-?(?:де|да|те|та|ден|дан|тен|тан|нен|нан|ге|ға|ке|қа|дегі|дағы|тегі|тағы|лер|лар|тер|тар|дер|дар)(?![^\W\d_]))?",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"(?:(?P<part>{_DAYPARTS})\s+)?(?P<hour>сағат\s+)?$", re.IGNORECASE)
_LOCATIVE = re.compile(r"(?:де|да|те|та|ден|дан|тен|тан|нен|нан|ге|ға|ке|қа|лер|тер|дер|дар|тар|жарым\w*)$", re.IGNORECASE)
_OCLOCK_AFTER = re.compile(r"\s+o[’']clock|\s?[ap]\.?\s?m\b\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of the day."""

    span: tuple[int, int]
    minutes: tuple[int, ...]
    """Since midnight: two where half of the day is not said."""


def find_clocks(text: str, side: Side) -> Iterator[Clock]:
    """The times of a text that are written in figures, and noon and midnight.

    >>> [clock.minutes for clock in find_clocks("5:30 p.m. or 7 o'clock", "en")]
    [(1050,), (420, 1140)]
    """
    for pattern, minutes in _NAMED[side]:
        yield from (Clock(match.span(), (minutes,)) for match in pattern.finditer(text))
    if side == "en":
        yield from _english(text)
        return
    lowered = text.lower()
    if ":" not in text and "сағат" not in lowered and not re.search(_DAYPARTS, lowered):
        return
    for match in _KK.finditer(text):
        hour, minute = int(match["h"]), int(match["m"] or 0)
        written = match["sign"] == ":" or (match["sign"] and (match["hour"] or match["part"]))
        said = match["tail"] and (match["hour"] or match["part"]) and not match["sign"]
        if (written or said) and hour <= 24 and minute < 60:
            yield Clock((match.start("h"), match.end()), _meant(hour, minute, match["part"]))


def hour_said(text: str, span: tuple[int, int], value: float, side: Side) -> Clock | None:
    """The time that a number in words is: кешкі жетіде, seven o'clock."""
    minutes = round(value * 60)
    if not 0 < value <= 24:
        return None
    if side == "en":
        after = _OCLOCK_AFTER.match(text, span[1])
        if not after:
            return None
        half = after[0].strip()[:1].lower()
        hour, minute = divmod(minutes, 60)
        return Clock((span[0], after.end()), (_half(hour, minute, half),) if half in "ap" else _either(hour, minute))
    before = _BEFORE.search(text, max(0, span[0] - 30), span[0])
    if not before or not (before["part"] or before["hour"]) or not _LOCATIVE.search(text, *span):
        return None
    return Clock(span, _meant(*divmod(minutes, 60), before["part"]))


def _english(text: str) -> Iterator[Clock]:
    taken = set()
    for match in _EN_EXACT.finditer(text):
        if int(match[1]) <= 12 and int(match[2] or 0) < 60:
            taken.add(match.start())
            yield Clock(match.span(), (_half(int(match[1]), int(match[2] or 0), match[3].lower()),))
    for pattern in (_EN_OCLOCK, _PLAIN):
        for match in pattern.finditer(text):
            if match.start() not in taken and int(match[1]) <= 24 and int(match[2] or 0) < 60:
                taken.add(match.start())
                yield Clock(match.span(), _either(int(match[1]), int(match[2] or 0)))


def _half(hour: int, minute: int, half: str) -> int:
    return (hour % 12) * 60 + minute + (_NOON if half == "p" else 0)


def _either(hour: int, minute: int) -> tuple[int, ...]:
    minutes = (hour * 60 + minute) % _DAY
    return (
        (minutes, minutes + _NOON) if 0 < hour < 12 else (minutes, (minutes + _NOON) % _DAY) if hour == 12 else (minutes,)
    )


def _meant(hour: int, minute: int, part: str | None) -> tuple[int, ...]:
    """The minutes of a Kazakh time by the part of the day that is said with it."""
    said = (part or "").lower()
    if not said or hour > 12:
        return _either(hour, minute)
    if said.startswith("таң"):
        return (_half(hour, minute, "a"),)
    if said.startswith("түнгі"):
        return (_half(hour, minute, "p" if 6 < hour < 12 else "a"),)
    return (_half(hour, minute, "p" if hour == 12 or hour < 11 or said.startswith("кеш") else "a"),)
