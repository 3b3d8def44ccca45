"""Numbers as Kazakh and English texts write them: figures, words, multipliers, ordinals, fractions, percentages, money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from alignment.files import known_rows
from alignment.languages.language_tables import LANGUAGE_TABLES
from alignment.records import Side


def _values(side: Side, kind: str) -> dict[str, float]:
    """The words of a kind and what each counts, from the table."""
    rows = known_rows(LANGUAGE_TABLES / "numerals.tsv")
    return {row["word"]: float(row["value"]) for row in rows if (row["language"], row["kind"]) == (side, kind)}


NUMERALS: dict[Side, dict[str, float]] = {"kk": _values("kk", "cardinal"), "en": _values("en", "cardinal")}
"""The words for whole numbers, without ordinals and multipliers."""

_MULTIPLIERS: dict[Side, dict[str, float]] = {"kk": _values("kk", "multiplier"), "en": _values("en", "multiplier")}
_NOT_NUMERALS = frozenset(row["word"] for row in known_rows(LANGUAGE_TABLES / "no_numerals.tsv"))
_COLLECTIVES = _values("kk", "collective")
ORDINALS: dict[Side, dict[str, float]] = {"kk": _values("kk", "ordinal"), "en": _values("en", "ordinal")}
"""Words that name a place in a row, and the place."""

_FRACTIONS = _values("en", "part")
_WORD = r"[^\W\d_]+"
_TOKEN = re.compile(
    rf"(?P<figures>(?<![\d.,])\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)*)"
    rf"(?P<tail>(?:st|nd|rd|th)\b|-(?:ші|шы|інші|ыншы)\b)?|(?P<word>{_WORD})"
)
_CASE_TAIL = re.compile(rf"-(?P<tail>{_WORD})")
_CURRENCIES: dict[Side, tuple[tuple[re.Pattern[str], str], ...]] = {
    "kk": (
        (re.compile(r"\s*(?:теңге\w*|тг\b\.?|₸|KZT\b)"), "KZT"),
        (re.compile(r"\s*(?:АҚШ\s+доллар\w*|доллар\w*|\$|USD\b)"), "USD"),
        (re.compile(r"\s*(?:еуро\w*|евро\w*|€|EUR\b)"), "EUR"),
        (re.compile(r"\s*(?:рубль?\w*|₽|RUB\b)"), "RUB"),
        (re.compile(r"\s*(?:пайыздық\s+(?:тармақ|пункт)\w*|пайыздық\s+көрсеткіш\w*)"), "points"),
        (re.compile(r"(?:\s+(?:астам|артық|жуық|аса|кем))?\s*(?:%|пайыз\w*|процент\w*)"), "percent"),
    ),
    "en": (
        (re.compile(r"\s*(?:tenge\b|₸|KZT\b)"), "KZT"),
        (re.compile(r"\s*(?:(?:U\.?S\.?\s+)?dollars?\b|USD\b)"), "USD"),
        (re.compile(r"\s*(?:euros?\b|€|EUR\b)"), "EUR"),
        (re.compile(r"\s*(?:rubles?\b|roubles?\b|₽|RUB\b)"), "RUB"),
        (re.compile(r"\s*percentage\s+points?\b"), "points"),
        (re.compile(r"\s*(?:%|percent\b|per\s+cent\b)"), "percent"),
    ),
}
_PREFIXES = {"$": "USD", "€": "EUR", "₸": "KZT", "₽": "RUB", "£": "GBP"}
_PREFIX = re.compile(r"(?:U\.?S\.?\s*)?([$€₸₽£])\s*$|\b(KZT|USD|EUR|RUB|GBP)\s*$")
_GLUED = re.compile(r"(?:bn|m|k)\b")
_GLUED_VALUES = {"k": 1e3, "m": 1e6, "bn": 1e9}
_ROMAN = re.compile(r"\b(?=[IVXLC]{2,}\b|[VX]\b)X{0,3}(?:IX|IV|V?I{0,3})\b")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text."""

    span: tuple[int, int]
    """Code points, end-exclusive: the figures or words with their multiplier."""

    values: tuple[float, ...]
    """What it can mean, likeliest first: `30,000` in Kazakh is thirty, or thirty thousand after the English custom."""

    form: str
    """`figures`, `words` or `roman`."""

    ordinal: bool = False
    unit: str = ""
    """A currency's ISO 4217 code, `percent`, `points` or nothing."""

    figures: str = ""
    """The figures as they are written, without multiplier."""

    @property
    def value(self) -> float:
        """The likeliest meaning."""
        return self.values[0]

    @property
    def is_weak(self) -> bool:
        """Whether languages may well differ in saying it: one, a half, first, both."""
        return self.form == "words" and (self.value <= 2 or self.ordinal)

    def equals(self, other: Number) -> bool:
        """Whether the two have a meaning in common."""
        return any(abs(a - b) <= 1e-9 * max(1.0, abs(a)) for a in self.values for b in other.values)


def find_numbers(text: str, side: Side) -> list[Number]:
    """The numbers of a text, in order.

    >>> [number.value for number in find_numbers("үш жылда 2,5 млн. теңге, он бес адам", "kk")]
    [3.0, 2500000.0, 15.0]
    """
    tokens = list(_TOKEN.finditer(text))
    numbers: list[Number] = []
    place = 0
    while place < len(tokens):
        number, used = _number(text, tokens, place, side)
        if number:
            numbers.append(number)
        place += used
    numbers += _romans(text, numbers)
    return sorted(numbers, key=lambda number: number.span)


def _number(text: str, tokens: list[re.Match[str]], place: int, side: Side) -> tuple[Number | None, int]:
    token = tokens[place]
    if token["figures"]:
        return _figures(text, tokens, place, side)
    words, used = _words(text, tokens, place, side)
    return words, max(used, 1)


def _figures(text: str, tokens: list[re.Match[str]], place: int, side: Side) -> tuple[Number | None, int]:
    token = tokens[place]
    figures = token["figures"]
    values = _readings(figures, side)
    ordinal = bool(token["tail"])
    end, used = token.end(), 1
    unit = ""
    tail = _CASE_TAIL.match(text, end) if side == "kk" else None
    if tail and not ordinal and text[tail.start() + 1].islower():
        used = 2 if place + 1 < len(tokens) and tokens[place + 1].start() == tail.start("tail") else 1
        ordinal = tail["tail"] not in _case_endings()
        if not ordinal:
            end = tail.end()
    while place + used < len(tokens):
        following = tokens[place + used]
        factor = _multiplier(following["word"] or "", side)
        gap = text[end : following.start()]
        if factor is None or gap.strip(" .\u00a0-"):
            break
        values = tuple(value * factor for value in values)
        end, used = following.end(), used + 1
        if text[end : end + 1] == "." and (following["word"] or "").lower() in ("млн", "млрд", "трлн"):
            end += 1
    start = token.start()
    if prefix := _PREFIX.search(text, 0, start):
        unit = _PREFIXES.get(prefix[1] or "", prefix[2] or "")
        if glued := _GLUED.match(text, end):
            values, end = tuple(value * _GLUED_VALUES[glued[0]] for value in values), glued.end()
    unit = unit or _unit_after(text, end, side)
    return Number((start, end), values, "figures", ordinal, unit, figures), used


def _readings(figures: str, side: Side) -> tuple[float, ...]:
    """What figures may mean: by the language's own custom first, then by the other's."""
    plain = re.sub(r"[ \u00a0\u202f]", "", figures)
    decimal, group = (",", ".") if side == "kk" else (".", ",")
    readings = []
    for point, comma in ((decimal, group), (group, decimal)):
        if plain.count(point) > 1 or (
            comma in plain and not re.fullmatch(rf"\d{{1,3}}(?:\{comma}\d{{3}})+(?:\{point}\d+)?", plain)
        ):
            continue
        readings.append(float(plain.replace(comma, "").replace(point, ".")))
    return tuple(dict.fromkeys(readings)) or (float(re.sub(r"\D", "", plain)),)


def _words(text: str, tokens: list[re.Match[str]], place: int, side: Side) -> tuple[Number | None, int]:  # noqa: PLR0912
    """A run of number words, such as `жүз елу` or `two and one-half`."""
    total, current, used, end, ordinal, any_found = 0.0, 0.0, 0, 0, False, False
    last = float("inf")
    while place + used < len(tokens) and (word := tokens[place + used]["word"]):
        token = tokens[place + used]
        if any_found and text[end : token.start()].strip(" -\u00a0"):
            break
        low = word.lower()
        if side == "en" and any_found and low == "and" and _is_more(tokens, place + used + 1, text):
            used += 1
            end = token.end()
            continue
        if (value := _cardinal(low, side)) is not None and value < last:
            current, last = current + value, 10.0 if value >= 10 and value % 10 == 0 else 0.0
        elif (factor := _multiplier(low, side)) is not None:
            if factor == 100:
                current = max(current, 1.0) * factor
                last = 100.0
            else:
                total, current, last = total + max(current, 1.0) * factor, 0.0, float("inf")
        elif (value := ORDINALS[side].get(_bare_ordinal(low, side))) is not None:
            if _is_fraction(text, tokens, place, used, side):
                break
            current, ordinal = current + value, True
            used, end, any_found = used + 1, token.end(), True
            break
        else:
            break
        used, end, any_found = used + 1, token.end(), True
    if not any_found:
        return _fraction(text, tokens, place, side)
    if side == "kk" and re.match(r"[\s-]*жақты", text[end:]):
        return None, used  # "үш жақты комиссия" is a tripartite one
    number = total + current
    start = tokens[place].start()
    if not ordinal:
        number, end, used = _with_fraction(text, tokens, place, used, end, number, side)
    return Number((start, end), (number,), "words", ordinal, _unit_after(text, end, side)), used


def _is_more(tokens: list[re.Match[str]], place: int, text: str) -> bool:
    """Whether `and` is followed by the rest of a number: hundred and five, two and one-half."""
    if place >= len(tokens):
        return False
    low = (tokens[place]["word"] or "").lower()
    after = (tokens[place + 1]["word"] or "").lower() if place + 1 < len(tokens) else ""
    before = (tokens[place - 2]["word"] or "").lower()
    return (low in ("one", "a") and after == "half") or (before in _MULTIPLIERS["en"] and _cardinal(low, "en") is not None)


def _is_fraction(text: str, tokens: list[re.Match[str]], place: int, used: int, side: Side) -> bool:
    """Whether an English ordinal after a numeral is a part: two thirds."""
    return side == "en" and used > 0 and (tokens[place + used]["word"] or "").lower().rstrip("s") in _FRACTIONS


def _with_fraction(
    text: str, tokens: list[re.Match[str]], place: int, used: int, end: int, number: float, side: Side
) -> tuple[float, int, int]:
    """Takes in what makes a whole number a part or adds a half to it."""
    following = tokens[place + used] if place + used < len(tokens) else None
    if following is None or not following["word"] or text[end : following.start()].strip(" -\u00a0"):
        return number, end, used
    low = following["word"].lower()
    if side == "en" and (part := _FRACTIONS.get(low.rstrip("s"))) and low != "seconds":
        whole = number - 1 if number != 1 and low == "half" else 0.0
        return (whole + 0.5 if low == "half" else number / part), following.end(), used + 1
    if side == "kk" and low == "жарым":
        return number + 0.5, following.end(), used + 1
    ablative = tokens[place + used - 1]["word"] or ""
    if side == "kk" and re.search(r"(?:[дтн][ае]н)$", ablative.lower()):
        part = _cardinal(low, "kk") or {"бірі": 1.0, "бірін": 1.0, "бірінен": 1.0, "біріне": 1.0, "бірінің": 1.0}.get(low)
        if part and part < number:
            return part / number, following.end(), used + 1
    return number, end, used


def _fraction(text: str, tokens: list[re.Match[str]], place: int, side: Side) -> tuple[Number | None, int]:
    """A half by itself."""
    token = tokens[place]
    low = (token["word"] or "").lower()
    if (side == "en" and low == "half") or (side == "kk" and re.fullmatch(r"жарты(?:сы\w*|лай)?", low)):
        return Number(token.span(), (0.5,), "words"), 1
    if side == "en" and low == "both":
        return Number(token.span(), (2.0,), "words"), 1
    if side == "kk":
        for stem, value in _COLLECTIVES.items():
            if low.startswith(stem) and low[len(stem) :] in ("", *_endings("possessive")):
                return Number(token.span(), (value,), "words"), 1
    return None, 1


@lru_cache(maxsize=4096)
def _cardinal(low: str, side: Side) -> float | None:
    known = NUMERALS[side].get(low)
    if known is not None or side == "en":
        return known
    return _inflected(low, NUMERALS["kk"])


@lru_cache(maxsize=4096)
def _multiplier(low: str, side: Side) -> float | None:
    low = low.lower()
    known = _MULTIPLIERS[side].get(low)
    if known is not None:
        return known
    if side == "en":
        return None
    if low in ("мыңдай", "мыңдық"):
        return 1000.0
    return _inflected(low, _MULTIPLIERS["kk"])


def _inflected(low: str, table: dict[str, float]) -> float | None:
    if low in _NOT_NUMERALS:
        return None
    for stem, value in table.items():
        if low.startswith(stem) and low[len(stem) :] in _case_endings():
            return value
    return None


@lru_cache(maxsize=1)
def _case_endings() -> frozenset[str]:
    return _endings("case") | _endings("possessive") | _endings("other")


@lru_cache(maxsize=4)
def _endings(kind: str) -> frozenset[str]:
    """Endings that a Kazakh numeral takes and stays a numeral."""
    rows = known_rows(LANGUAGE_TABLES / "numeral_case_endings.tsv")
    return frozenset(ending for row in rows if row["kind"] == kind for ending in row["endings"].split())


def _bare_ordinal(low: str, side: Side) -> str:
    """An ordinal without its Kazakh ending: екіншісі is екінші."""
    return re.sub(r"(?<=нш[іы])(?:с[іы]\w*|ден|дан)$", "", low) if side == "kk" else low


def _unit_after(text: str, end: int, side: Side) -> str:
    for pattern, unit in _CURRENCIES[side]:
        if pattern.match(text, end):
            return unit
    return ""


def _romans(text: str, numbers: list[Number]) -> Iterator[Number]:
    for match in _ROMAN.finditer(text):
        values = [_ROMAN_VALUES[letter] for letter in match[0]]
        total = sum(-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values))
        yield Number(match.span(), (float(total),), "roman", True)
