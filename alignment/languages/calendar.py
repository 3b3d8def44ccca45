"""Dates, weekdays and parts of the year as Kazakh and English texts write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from alignment.files import known_rows
from alignment.languages.inflection import is_form_of
from alignment.languages.language_tables import LANGUAGE_TABLES
from alignment.languages.number_words import NUMERALS, ORDINALS, word_of
from alignment.records import SIDES, Side

DateKind = Literal["date", "quarter", "half", "weekday", "relative"]

_ROWS = known_rows(LANGUAGE_TABLES / "months.tsv")
MONTHS: dict[Side, tuple[str, ...]] = {"kk": tuple(row["kk"] for row in _ROWS), "en": tuple(row["en"] for row in _ROWS)}
"""The months' names, January first."""

_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_KK = "|".join(MONTHS["kk"])
_EN = "|".join(MONTHS["en"])
_EN_SHORT = [row["en_short"] for row in _ROWS]
# A name, then an ending: "маусымда", "шілдедегі". Words that only begin alike ("маусымдық") are not months.
_KK_ENDING = (
    r"(?:да|де|та|те|дағы|дегі|тағы|тегі|дан|ден|нан|нен|тан|тен|ға|ге|қа|ке|ның|нің|дың|дің|тың|тің|мен|бен|пен|"
    r"с?[ыі](?:н|на|не|нда|нде|нан|нен|ның|нің|ндағы|ндегі)?)?"
)
# "қыркүйегінде" has its last letter voiced.
_KK_NAME = rf"(?:{_KK}|қыркүйег(?=і))"
_KK_DAY = r"(?<![\d.,:])\d{1,2}(?:-?(?:ші|шы|нші|ншы|інші|ыншы|сы|сі|ы|і))?"
_KK_AND = r"\s?[-–—]\s?|\s?,\s?|\s+(?:және|мен|бен|пен)\s+"
_KK_DATE = re.compile(
    rf"(?:(?P<first>{_KK_DAY})(?:{_KK_AND}))?(?P<day>{_KK_DAY})[\s-]+(?P<month>{_KK_NAME}){_KK_ENDING}\b(?:\s+(?:күні|айы\w*))?",
    re.IGNORECASE,
)
_KK_GENITIVE = re.compile(
    rf"\b(?P<month>{_KK_NAME})(?:[ндт][ыі]ң|\s+айын[ыі]ң)\s+(?:(?P<first>\d{{1,2}})(?:-\w{{1,4}})?(?:{_KK_AND}))?"
    rf"(?P<day>\d{{1,2}})-?(?:[^\W\d_]{{1,6}})(?![^\W_])",
    re.IGNORECASE,
)
_KK_GENITIVE_WORDS = re.compile(
    rf"\b(?P<month>{_KK_NAME})(?:[ндт][ыі]ң|\s+айын[ыі]ң)\s+(?P<tens>он\s+|жиырма\s+|отыз\s+)?(?P<unit>[^\W\d_]+)",
    re.IGNORECASE,
)
_KK_WORDS = re.compile(
    rf"\b(?P<tens>он\s+|жиырма\s+|отыз\s+)?(?P<unit>[^\W\d_]+нш[іы])\s+(?P<month>{_KK_NAME}){_KK_ENDING}\b", re.IGNORECASE
)
_KK_MONTH = re.compile(rf"\b({_KK_NAME}){_KK_ENDING}(?=\s+ай\w*|[\s,.;:)»”\"!?-]|–|—|$)", re.IGNORECASE)
# A cauldron, a season, a holiday: months where something says so.
_KK_WORDS_TOO = ("қазан", "маусым", "наурыз")
_KK_LEAD = re.compile(r"(?:\b\d{4}\s*(?:жылғы|жылдың|жылы|жыл|ж\.)|биылғы|былтырғы|[-–]|және)\s*$", re.IGNORECASE)
_KK_FOLLOWS = re.compile(rf"\s+ай|\s?[-–—]\s?(?:{_KK_NAME})|[дт][ае]н\s", re.IGNORECASE)
_EN_POINTED = "|".join(
    "Sept?" if row["en_short"] == "Sep" else row["en_short"] for row in _ROWS if row["en_short"] != row["en"]
)
_EN_NAME = rf"(?:(?:{_EN})\b|(?:{_EN_POINTED})\.|(?:{_EN_POINTED})(?=\s\d{{1,2}}\b))"
_EN_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?\b(?!,?\d|:\d|\.\d|\s?(?:%|percent|million|billion|thousand|people|years))"
_EN_AND = r"\s?[-–—]\s?|\s+(?:to|and|or|through)\s+(?:the\s+)?|\s?,\s(?:and\s)?"
_EN_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{_EN_NAME}),?\s+(?:the\s+)?(?P<day>{_EN_NUMBER})(?:(?:{_EN_AND})(?P<last>{_EN_NUMBER}))?"
)
_EN_DAY_FIRST = re.compile(
    rf"(?<![\d.,:$])(?:(?P<last>{_EN_NUMBER})(?:{_EN_AND}))?(?P<day>{_EN_NUMBER})\s+(?:(?:day\s+)?of\s+)?(?P<month>{_EN_NAME})"
)
_EN_ORDINAL = "|".join(sorted(ORDINALS["en"], key=len, reverse=True))
_EN_WORDS = re.compile(
    rf"\b(?:(?P<tens>twenty|thirty)-)?(?P<unit>{_EN_ORDINAL})\s+of\s+(?P<month>{_EN_NAME})|"
    rf"\b(?P<month2>{_EN_NAME})\s+(?:the\s+)?(?:(?P<tens2>twenty|thirty)-)?(?P<unit2>{_EN_ORDINAL})\b",
    re.IGNORECASE,
)
_EN_MONTH = re.compile(rf"\b{_EN_NAME}")
# Names and words, too: they count where something leads to a month, or before a year.
_EN_WORDS_TOO = ("May", "March", "August", "April", "June")
_EN_LEAD = re.compile(
    rf"(?:\b(?:in|of|since|until|till|by|from|to|early|late|mid|and|or|between|last|this|next|during|through|before|after|every|each)\s+"
    rf"|\b(?:early|late|mid)-|\b(?:{_EN})(?:\s?[-–—]\s?|,\s(?:and\s)?))$",
    re.I,
)
_EN_FOLLOWS = re.compile(rf"\s+(?:of\s+)?\d{{4}}|\s?[-–—]\s?(?:{_EN})|,\s+\d{{4}}|\s+(?:and|or|to)\s+(?:{_EN})|[’']s\s")
_NUMERIC = re.compile(r"(?<![\d.,/:-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)(?![\d/]|[.,-]\d)")
_ISO = re.compile(r"(?<![\d.,/:-])(\d{4})([-./])(\d{1,2})\2(\d{1,2})(?![\d/]|[.,-]\d)")
_YEAR_BEFORE = re.compile(r"(?<!\d)(\d{4})(?:-?\s*(?:жылғы|жылдың|жылы|жыл|ж\.))?[\s,]*$", re.IGNORECASE)
_YEAR_AFTER: dict[Side, re.Pattern[str]] = {
    "kk": re.compile(r"[\s,]+(\d{4})(?=-?\s*(?:ж|г\.))", re.IGNORECASE),
    "en": re.compile(r",?\s+(?:of\s+)?(\d{4})(?![\d,.]\d|-\w)"),
}
_ORDINALS: dict[Side, dict[str, int]] = {
    side: {word: int(place) for word, place in ORDINALS[side].items() if place <= 4} for side in SIDES
}
_QUARTER: dict[Side, re.Pattern[str]] = {
    "kk": re.compile(rf"\b({'|'.join(_ORDINALS['kk'])}|[1-4]-(?:ші|шы)?|[IІ]{{1,3}}V?|[IІ]V)\s*тоқсан\w*", re.IGNORECASE),
    "en": re.compile(
        rf"\b({'|'.join(_ORDINALS['en'])}|[1-4](?:st|nd|rd|th)|I{{1,3}}V?|IV)[\s-]+quarter\b|\b(?=Q[1-4]\b)(Q[1-4])",
        re.IGNORECASE,
    ),
}
_ROMANS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_TIME_WORDS = known_rows(LANGUAGE_TABLES / "time_words.tsv")
_WEEKDAYS, _SPANS, _HALVES = (
    [(int(row["number"]), row["kk"], row["en"]) for row in _TIME_WORDS if row["kind"] == kind]
    for kind in ("weekday", "span", "half")
)
_WEEKDAY: dict[Side, re.Pattern[str]] = {
    "kk": re.compile(rf"\b({'|'.join(kk for _, kk, _ in _WEEKDAYS)})([^\W\d_]*)", re.IGNORECASE),
    "en": re.compile(rf"\b({'|'.join(en for _, _, en in _WEEKDAYS)})s?\b"),
}
_HALF: dict[Side, re.Pattern[str]] = {
    "kk": re.compile(
        "|".join(rf"(?P<h{n}>\b(?:{kk.replace('; ', '|').replace('І', '[IІ]')}))" for n, kk, _ in _HALVES) + r"\w*",
        re.IGNORECASE,
    ),
    "en": re.compile("|".join(rf"(?P<h{n}>\b(?:{en.replace('; ', '|')})\b)" for n, _, en in _HALVES), re.IGNORECASE),
}
_RELATIVE_ROWS = known_rows(LANGUAGE_TABLES / "relative_times.tsv")
_SHIFTS: dict[Side, dict[str, tuple[str, int]]] = {
    side: {
        word: (row["unit"], int(row["shift"]))
        for row in _RELATIVE_ROWS
        if row["language"] == side
        for word in row["words"].split("; ")
    }
    for side in SIDES
}


def _relative(side: Side) -> re.Pattern[str]:
    alone = "|".join(word for word, (unit, _) in _SHIFTS[side].items() if unit != "any")
    before = "|".join(word for word, (unit, _) in _SHIFTS[side].items() if unit == "any")
    spans = "|".join([*(kk if side == "kk" else en.replace("; ", "|") for _, kk, en in [*_SPANS, *_WEEKDAYS])])
    tail = r"[^\W\d_]*" if side == "kk" else r"\b"
    return re.compile(
        rf"\b(?:(?P<alone>{alone})(?![^\W\d_])|(?P<before>{before})\s+(?P<span>{spans}){tail})", re.IGNORECASE
    )


_RELATIVE: dict[Side, re.Pattern[str]] = {"kk": _relative("kk"), "en": _relative("en")}


@dataclass(frozen=True, slots=True)
class Date:
    """A day of a month, a month, a weekday, a part of the year, or a day or a span told from today."""

    span: tuple[int, int]
    month: int
    """From 1; 0 where it is no date of the calendar."""

    day: int = 0
    """0 for a month without a day."""

    quarter: int = 0
    kind: DateKind = "date"
    number: int = 0
    """The weekday, from Monday 1; the half of a year or game; how far from today, -1, 0 or 1."""

    of: str = ""
    """Of what kind the span is that is told from today: day, year, 3 (a week)."""

    year: int = 0
    year_span: tuple[int, int] = (0, 0)
    """Where the year stands that belongs to it, inside or beside its own span."""

    swapped: tuple[int, int] = (0, 0)
    """Month and day after the other custom, where figures alone may mean both: 04.07.2019."""

    is_weak: bool = False
    """Whether the word may be none of the calendar: a cauldron, a family name."""

    @property
    def is_possible(self) -> bool:
        """Whether its month has such a day."""
        return not self.day or (self.month <= 12 and self.day <= _LONGEST[self.month - 1])


def find_dates(text: str, side: Side) -> list[Date]:
    """The dates of a text, in order; years that stand alone are left to the numbers.

    >>> [(date.month, date.day) for date in find_dates("28 маусымда және шілде айында", "kk")]
    [(6, 28), (7, 0)]
    """
    found = [*_numeric(text, side)]
    lowered = text.lower()
    if side == "en" or any(name in lowered for name in (*MONTHS["kk"], "қыркүйег")):
        found += _with_years(text, side, _free(_kk_dates(text) if side == "kk" else _en_dates(text), found))
    for match in _QUARTER[side].finditer(text) if "тоқсан" in lowered or side == "en" else ():
        first = str(match[match.lastindex or 0]).lower().replace("і", "i") if side == "en" else str(match[1]).lower()
        number = _ORDINALS[side].get(first) or _ROMANS.get(first.replace("і", "i"))
        found.append(Date(match.span(), 0, 0, number or int(re.sub(r"\D", "", first)), "quarter"))
    found += _free(_other(text, side), found)
    return sorted(found, key=lambda date: date.span)


def _free(dates: Iterator[Date], taken: list[Date]) -> list[Date]:
    """Those that overlap none before them."""
    spans = [date.span for date in taken]
    kept: list[Date] = []
    for date in dates:
        own = {one.span for one in kept}
        if not any(date.span[0] < end and start < date.span[1] for start, end in spans if (start, end) not in own):
            kept.append(date)
    return kept


def _numeric(text: str, side: Side) -> Iterator[Date]:
    """Dates in figures; where the order of day and month can be either, the language's own comes first."""
    for match in _NUMERIC.finditer(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if not (1 <= first <= 31 and 1 <= second <= 31) or (len(match[4]) == 2 and match[2] == "."):
            continue
        day_first = side == "kk" or match[2] == "."
        orders = [(second, first), (first, second)] if day_first else [(first, second), (second, first)]
        readings = [(month, day) for month, day in orders if month <= 12]
        if side == "kk" and match[2] == ".":
            readings = orders[:1]  # 10.26.2018 is no date after the Kazakh custom
        if not readings:
            continue
        month, day = readings[0]
        if len(match[4]) == 2 and match[2] == "-":
            continue
        full = year if year > 99 else 2000 + year if year < 70 else 1900 + year
        # A point has the day before it in both languages; a slash leaves the order open.
        swapped = readings[1] if len(readings) > 1 and match[2] == "/" else (0, 0)
        yield Date(match.span(), month, day, year=full, year_span=match.span(4), swapped=swapped)
    for match in _ISO.finditer(text):
        if 1 <= int(match[3]) <= 12 and 1 <= int(match[4]) <= 31:
            yield Date(match.span(), int(match[3]), int(match[4]), year=int(match[1]), year_span=match.span(1))


def _with_years(text: str, side: Side, dates: list[Date]) -> Iterator[Date]:
    for date in dates:
        match = _YEAR_AFTER[side].match(text, date.span[1])
        if not match and side == "kk":
            match = _YEAR_BEFORE.search(text, max(0, date.span[0] - 16), date.span[0])
        if match and 1000 <= int(match[1]) <= 2100:
            yield replace(date, year=int(match[1]), year_span=match.span(1), is_weak=False)
        else:
            yield date


def _kk_dates(text: str) -> Iterator[Date]:
    taken: list[tuple[int, int]] = []

    def is_free(at: int) -> bool:
        return not any(start <= at < end for start, end in taken)

    for pattern in (_KK_DATE, _KK_GENITIVE):
        for match in pattern.finditer(text):
            day, month = _digits(match["day"]), _kk_month(match["month"])
            if not 1 <= day <= 32 or not is_free(match.start("month")):
                continue
            taken.append(match.span())
            start = match.start()
            if match["first"] and 1 <= _digits(match["first"]) <= 31:
                span = (start, match.start("day")) if pattern is _KK_DATE else match.span("first")
                yield Date((span[0], match.end("first")), month, _digits(match["first"]))
                start = match.start("day") if pattern is _KK_DATE else start
            elif pattern is _KK_DATE:
                start = match.start("day")
            yield Date((start, match.end()), month, day)
    for pattern in (_KK_GENITIVE_WORDS, _KK_WORDS):
        for match in pattern.finditer(text):
            if is_free(match.start("month")) and (day := _day_in_words(match["tens"], match["unit"])):
                taken.append(match.span())
                yield Date(match.span(), _kk_month(match["month"]), day)
    for match in _KK_MONTH.finditer(text):
        if is_free(match.start()):
            weak = match[1].lower() in _KK_WORDS_TOO and not (
                _KK_LEAD.search(text, max(0, match.start() - 18), match.start()) or _KK_FOLLOWS.match(text, match.end())
            )
            yield Date(match.span(), _kk_month(match[1]), is_weak=weak)


def _digits(written: str) -> int:
    return int(re.sub(r"\D", "", written))


def _day_in_words(tens: str | None, unit: str) -> int:
    """A day such as жиырма алтысы or он бесінші; 0 where the words are none."""
    word = word_of(unit.lower(), "kk")
    is_day = word and (word.kind == "ordinal" or (word.kind == "cardinal" and word.inflected))
    if not word or not is_day:
        return 0
    value = int(word.value + (NUMERALS["kk"][tens.strip().lower()] if tens else 0))
    return value if 1 <= value <= 31 else 0


def _kk_month(name: str) -> int:
    return next(place for place, month in enumerate(MONTHS["kk"], 1) if month[:-1] == name.lower()[: len(month) - 1])


def _en_month(name: str) -> int:
    return _EN_SHORT.index(name[:3].capitalize()) + 1


def _en_dates(text: str) -> Iterator[Date]:
    taken: list[tuple[int, int]] = []

    def is_free(at: int) -> bool:
        return not any(start <= at < end for start, end in taken)

    for pattern in (_EN_MONTH_FIRST, _EN_DAY_FIRST):
        for match in pattern.finditer(text):
            day, last = _digits(match["day"]), _digits(match["last"] or "0")
            if not 1 <= day <= 31 or not is_free(match.start("month")):
                continue
            month_first = pattern is _EN_MONTH_FIRST
            end = match.end("day") if month_first else match.end()
            start = match.start() if month_first else match.start("day")
            taken.append((start, end))
            yield Date((start, end), _en_month(match["month"]), day)
            # "June 5, 20 people": what follows the comma is no day unless a dash or a word joins it.
            joined = (
                match["last"]
                and 1 <= last <= 31
                and ","
                not in (
                    text[match.end("day") : match.start("last")]
                    if month_first
                    else text[match.end("last") : match.start("day")]
                )
            )
            if joined:
                taken.append(match.span("last"))
                yield Date(match.span("last"), _en_month(match["month"]), last)
    for match in _EN_WORDS.finditer(text):
        name = match["month"] or match["month2"]
        unit, tens = (match["unit"] or match["unit2"]).lower(), (match["tens"] or match["tens2"] or "").lower()
        day = int(ORDINALS["en"][unit] + (NUMERALS["en"][tens] if tens else 0))
        if name[0].isupper() and day <= 31 and is_free(match.start("month") if match["month"] else match.start("month2")):
            taken.append(match.span())
            yield Date(match.span(), _en_month(name), day)
    for match in _EN_MONTH.finditer(text):
        if is_free(match.start()):
            weak = match[0] in _EN_WORDS_TOO and not (
                _EN_LEAD.search(text, max(0, match.start() - 20), match.start()) or _EN_FOLLOWS.match(text, match.end())
            )
            yield Date(match.span(), _en_month(match[0]), is_weak=weak)


def _other(text: str, side: Side) -> Iterator[Date]:
    """Weekdays, halves, and what is told from today."""
    for match in _WEEKDAY[side].finditer(text):
        if side == "kk" and not is_form_of((match[1] + match[2]).lower(), match[1].lower()):
            continue
        name = match[1].lower()
        number = next(n for n, kk, en in _WEEKDAYS if name == (kk if side == "kk" else en.lower()))
        yield Date(match.span(), 0, kind="weekday", number=number)
    for match in _HALF[side].finditer(text):
        yield Date(match.span(), 0, kind="half", number=next(n for n, _, _ in _HALVES if match[f"h{n}"]))
    for match in _RELATIVE[side].finditer(text):
        unit, shift = _SHIFTS[side][(match["alone"] or match["before"]).lower()]
        if match["span"]:
            low = match["span"].lower()
            unit = next((f"span {n}" for n, kk, en in _SPANS if low == kk or low in en.split("; ")), "weekday").replace(
                "span 1", "year"
            )
        yield Date(match.span(), 0, kind="relative", number=shift, of=unit)
