"""Numbers in figures, with fraction signs, multipliers, endings and units; times, scores and telephone numbers whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alignment.languages.clock import Clock, find_clocks
from alignment.languages.measures import find_unit
from alignment.languages.number import YEARS, Number, NumberKind
from alignment.languages.number_words import Token, is_numeral_ending, multiplier
from alignment.records import Side

_SPACE = " \u00a0\u202f\u2009"
_FRACTION_SIGNS = {sign: unicodedata.numeric(sign) for sign in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"}

_SIGNS = "".join(_FRACTION_SIGNS)
_WORD = r"[^\W\d_]+"
TOKEN = re.compile(
    rf"(?P<figures>(?<![\d.,])\d{{1,3}}(?:[{_SPACE}]\d{{3}})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)*)"
    rf"(?:\s?(?P<sign>[{_SIGNS}])|[{_SPACE}](?P<over>[1-9]/[2-9])(?![\d/]))?"
    rf"(?P<tail>(?:st|nd|rd|th)\b|-(?:ші|шы|нші|ншы|інші|ыншы)(?![^\W\d_]*\d))?|(?P<alone>[{_SIGNS}])|(?P<word>{_WORD})"
)
"""Figures with what belongs to them, a fraction by itself, or a word."""

_CASE_TAIL = re.compile(rf"-(?P<tail>{_WORD})")
_PREFIXES = {"$": "USD", "€": "EUR", "₸": "KZT", "₽": "RUB", "£": "GBP", "¥": "CNY"}
_PREFIX = re.compile(r"(?:U\.?S\.?\s*)?([$€₸₽£¥])\s*$|\b(KZT|USD|EUR|RUB|GBP)\s*$")
_GLUED = re.compile(r"(?:bn|tn|mn|m|k)\b", re.IGNORECASE)
_GLUED_VALUES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12}
MINUS = re.compile(r"(?:(?:^|[\s(\[«“\"])[-–—]|−|\b(?:минус|minus)\s)\s?$", re.IGNORECASE)
"""What stands before a number that is less than nothing."""

_BELOW = re.compile(
    r"\s*(?:градус\S*|°\s?[CС]?|degrees?(?:\s+Celsius)?)?\s*(?:аяз|суық|нөлден\s+төмен|below\s+(?:zero|freezing))", re.I
)
NEGATIVE_UNITS = ("degree", "fahrenheit", "percent", "points")
"""Units of which a hyphen before a number makes less than nothing."""

_TELEPHONE = re.compile(
    r"(?<![\w.,+])(?:\+\d{1,3}|8)[\s-]*\(?\d{2,5}\)?(?:[\s-]*\d{2,4}){2,4}(?!\d)|(?<![\w.,])\(\d{3,5}\)\s*\d{1,3}(?:[\s-]\d{2}){1,2}(?!\d)"
)
_COLON = re.compile(r"(?<![\d:.,])(\d{1,3})\s?:\s?(\d{1,3})(?::(\d\d))?(?![\d:])(?!,\d|[ \u00a0]\d{3}\b)")
_DASHED = re.compile(r"(?<![\d.,/–-])(\d{1,2})\s?[-–—]\s?(\d{1,2})(?![\d/–]|[.,]\d|-\d)")
_EN_GAME = re.compile(
    r"\b(?:won|wins?|winning|beat|beats|beaten|lost|loses?|losing|dr[ae]w|drawn|scores?|lead|leads|led|victory|defeat\w*|ahead|"
    r"level\w*|down|trail\w*|tied?|thrash\w*|triumph\w*|sets?)\b",
    re.IGNORECASE,
)
_KK_GAME = re.compile(r"\s*(?:есеб|есеп)", re.IGNORECASE)
_GAME_REACH = 40  # characters between a score and the word that says that it is one
_LABEL = re.compile(
    r"(?:[A-Za-z]|(?<![^\W\d_])[А-ЯӘҒҚҢӨҰҮҺІ]{1,5}|\b(?!(?:Mid|Pre|Post|Non|Late|Early)-)(?:[A-Z][A-Za-z]*|[А-ЯӘҒҚҢӨҰҮҺІ]{1,5})-)$"
)
_VERSION = re.compile(r"\d+(?:\.\d+){2,}")
_SLASH = re.compile(r"/([2-9]|10)(?![\d/])")
_HALF_BEHIND = re.compile(r"\s+жарым\b")
_DECADE: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"['’]?s\b"),
    "kk": re.compile(r"(?:-ш[іы])?[\s-]*жылдар"),
}
_OWN_GROUPS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_REACH_BACK = 12
"""Characters before figures in which the name begins that they are a part of."""


@dataclass(frozen=True, slots=True)
class Figured:
    """A number in figures as it was read."""

    number: Number
    factor: float
    """What its multipliers come to: 1000 of `5 мың`."""

    used: int
    """Tokens that belong to it."""


def find_whole_forms(text: str, side: Side) -> Iterator[Number]:
    """Numbers that only count as a whole: telephone numbers, times, scores."""
    taken: list[tuple[int, int]] = []

    def is_free(start: int, end: int) -> bool:
        return not any(start < other_end and other_start < end for other_start, other_end in taken)

    if any(sign in text for sign in "+8("):
        for match in _TELEPHONE.finditer(text):
            digits = re.sub(r"\D", "", match[0])
            if len(digits) >= 9 or match[0].startswith("("):
                taken.append(match.span())
                yield Number(match.span(), (float(digits[-10:]),), "figures", figures=match[0], kind="telephone")
    for clock in find_clocks(text, side):
        if is_free(*clock.span):
            taken.append(clock.span)
            yield _clock(text, clock)
    if ":" in text:
        for match in _COLON.finditer(text):
            if is_free(*match.span()):
                taken.append(match.span())
                yield _score(match)
    for match in _DASHED.finditer(text) if "-" in text or "–" in text or "—" in text else ():
        is_game = (
            _EN_GAME.search(text, max(0, match.start() - _GAME_REACH), min(len(text), match.end() + _GAME_REACH // 2))
            if side == "en"
            else _KK_GAME.match(text, match.end())
        )
        if is_game and is_free(*match.span()) and not find_unit(text, match.end(), side)[0]:
            taken.append(match.span())
            yield _score(match)


def _clock(text: str, clock: Clock) -> Number:
    minutes, written = tuple(map(float, clock.minutes)), text[slice(*clock.span)]
    return Number(clock.span, minutes, "figures", figures=written, kind="clock", rough=not any(map(str.isdigit, written)))


def _score(match: re.Match[str]) -> Number:
    parts = int(match[1]), int(match[2])
    return Number(match.span(), (float(parts[0]),), "figures", figures=match[0], kind="score", parts=parts)


def read_figures(
    text: str, matches: Sequence[re.Match[str]], tokens: Sequence[Token | None], place: int, side: Side
) -> Figured:
    """The number whose figures are at a place.

    Args:
        text: where they stand.
        matches: of `TOKEN` in it.
        tokens: the words among them; `None` for figures.
        place: of the figures.
        side: the language.
    """
    match = matches[place]
    whole = _name_or_fraction(text, match, side)
    if whole:
        return whole
    figures, (start, end) = match["figures"], match.span()
    values = _with_fraction(match, _readings(figures, side))
    is_ordinal, end, used = _with_ending(text, match, tokens, place, side)
    values, factor, end, used = _multiplied(text, matches, tokens, place, used, end, values, side)
    if side == "kk" and (half := _HALF_BEHIND.match(text, end)):
        values, end, used = tuple(value + 1 / 2 for value in values), half.end(), used + 1
    unit, values, end = _with_currency(text, start, end, values)
    kind: NumberKind = "label" if _LABEL.search(text, max(0, start - _REACH_BACK), start) else "amount"
    values, kind = _decade(text, end, values, kind, side)
    unit_end = 0
    if not unit and not is_ordinal and kind == "amount":
        unit, unit_end = find_unit(text, end, side)
    if not unit or (unit == "year" and values[0] in YEARS and len(figures) == 4):  # 2017 жыл is a year, not so many
        unit, unit_end = ("", 0) if unit in ("", "year") else (unit, unit_end)
    values, start = _signed(text, start, end, values, unit)
    return Figured(
        Number((start, end), values, "figures", is_ordinal, unit, figures, kind, unit_end=unit_end), factor, used
    )


def _name_or_fraction(text: str, match: re.Match[str], side: Side) -> Figured | None:
    """A fraction by itself (¾, 3/4) or figures with several points, which are a version."""
    start, end = match.span()
    if match["alone"]:
        unit, unit_end = find_unit(text, end, side)
        value = _FRACTION_SIGNS[match["alone"]]
        number = Number((start, end), (value,), "figures", False, unit, match[0], unit_end=unit_end if unit else 0)
        return Figured(number, 1.0, 1)
    figures = match["figures"]
    if _VERSION.fullmatch(figures) and not re.fullmatch(r"\d{1,3}(?:\.\d{3})+", figures):
        value = float(re.sub(r"\D", "", figures))
        return Figured(Number((start, end), (value,), "figures", figures=figures, kind="label"), 1.0, 1)
    slash = _SLASH.match(text, end) if len(figures) == 1 and not match["over"] else None
    if slash and int(figures) < int(slash[1]) and text[start - 1 : start] != "/":
        span = (start, slash.end())
        number = Number(span, (int(figures) / int(slash[1]),), "figures", figures=text[slice(*span)])
        return Figured(number, 1.0, 2)
    return None


def _with_fraction(match: re.Match[str], values: tuple[float, ...]) -> tuple[float, ...]:
    if match["sign"]:
        return (values[0] + _FRACTION_SIGNS[match["sign"]],)
    if match["over"]:
        above, _, below = match["over"].partition("/")
        return (values[0] + int(above) / int(below),)
    return values


def _with_ending(
    text: str, match: re.Match[str], tokens: Sequence[Token | None], place: int, side: Side
) -> tuple[bool, int, int]:
    """Whether figures name a place in a row, where they end with their case ending, and how many tokens that takes."""
    end = match.end()
    tail = _CASE_TAIL.match(text, end) if side == "kk" else None
    if match["tail"] or not tail or not text[tail.start() + 1].islower():
        return bool(match["tail"]), end, 1
    counts, unit = is_numeral_ending(tail["tail"]), find_unit(text, end, side)[0]
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    used = 2 if following and following.start == tail.start("tail") and (counts or not unit) else 1
    return not counts and not unit, tail.end() if counts else end, used


def _with_currency(text: str, start: int, end: int, values: tuple[float, ...]) -> tuple[str, tuple[float, ...], int]:
    """The currency that stands before figures, and what a letter glued to them multiplies them by: $5bn."""
    prefix = _PREFIX.search(text, 0, start)
    glued = _GLUED.match(text, end)
    # "5m" may be metres.
    if glued and (prefix or glued[0].lower() in ("bn", "mn", "tn")):
        values, end = tuple(value * _GLUED_VALUES[glued[0].lower()] for value in values), glued.end()
    return (_PREFIXES.get(prefix[1] or "", prefix[2] or "") if prefix else ""), values, end


def _multiplied(
    text: str,
    matches: Sequence[re.Match[str]],
    tokens: Sequence[Token | None],
    place: int,
    used: int,
    end: int,
    values: tuple[float, ...],
    side: Side,
) -> tuple[tuple[float, ...], float, int, int]:
    """Figures with the multipliers that follow, and with the smaller figures behind those: 5 млн 300 мың."""
    factor = 1.0
    while place + used < len(tokens):
        token = tokens[place + used]
        times = multiplier(token.low, side) if token else None
        if token is None or times is None or text[end : token.start].strip(" .\u00a0-"):
            break
        values, factor = tuple(value * times for value in values), factor * times
        end, used = token.end, used + 1
        if text[end : end + 1] == "." and token.low in ("млн", "млрд", "трлн"):
            end += 1
    if factor >= 1000 and place + used + 1 <= len(tokens) and place + used < len(matches):
        following = matches[place + used]
        if following["figures"] and not text[end : following.start()].strip(_SPACE) and following.start() > end:
            rest, _, rest_end, rest_used = _multiplied(
                text, matches, tokens, place + used, 1, following.end(), _readings(following["figures"], side), side
            )
            has_own = rest_used > 1
            if rest[0] < factor and (has_own or (factor == 1000 and re.fullmatch(r"\d{3}", following["figures"]))):
                return (values[0] + rest[0],), 1.0, rest_end, used + rest_used
    return values, factor, end, used


def _decade(
    text: str, end: int, values: tuple[float, ...], kind: NumberKind, side: Side
) -> tuple[tuple[float, ...], NumberKind]:
    """Decades: the 1980s, the '80s and 80-жылдар are one."""
    value = values[0]
    if value % 10 or kind == "label":
        return values, kind
    if not _DECADE[side].match(text, end):
        return values, kind
    if value in YEARS:
        return (value, value % 100), "decade"
    return ((value, value + 1900) if 10 <= value <= 90 else values), "decade"


def _signed(text: str, start: int, end: int, values: tuple[float, ...], unit: str) -> tuple[tuple[float, ...], int]:
    """The values with the sign that stands before them or is said (−25, 25 градус аяз), and where the number begins."""
    negative = tuple(-value for value in values)
    if minus := MINUS.search(text, max(0, start - 8), start):
        certain = "−" in minus[0] or minus[0].strip().lower() in ("минус", "minus") or unit in NEGATIVE_UNITS
        if certain:
            return negative, minus.end() - len(minus[0].lstrip('([«“" \u00a0\n\t'))
        return ((*values, *negative) if not text[start - 1].isspace() else values), start
    return ((*values, *negative) if _BELOW.match(text, end) else values), start


def _readings(figures: str, side: Side) -> tuple[float, ...]:
    """What figures may mean: by the language's own custom first, then by the other's."""
    plain = re.sub(rf"[{_SPACE}]", "", figures)
    decimal, group = (",", ".") if side == "kk" else (".", ",")
    if side == "en" and _OWN_GROUPS.fullmatch(plain):
        return (float(plain.replace(",", "")),)  # no English text writes decimals so
    readings = []
    for point, comma in ((decimal, group), (group, decimal)):
        if plain.count(point) > 1 or (
            comma in plain and not re.fullmatch(rf"\d{{1,3}}(?:\{comma}\d{{3}})+(?:\{point}\d+)?", plain)
        ):
            continue
        readings.append(float(plain.replace(comma, "").replace(point, ".")))
    return tuple(dict.fromkeys(readings)) or (float(re.sub(r"\D", "", plain)),)
