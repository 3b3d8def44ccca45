"""Words that are numbers or parts of them, and runs of such words: жүз елу, екі жарым, two and a half."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from alignment.files import known_rows
from alignment.languages.language_tables import LANGUAGE_TABLES
from alignment.records import Side

_ROWS = known_rows(LANGUAGE_TABLES / "numerals.tsv")


def _values(side: Side, kind: str) -> dict[str, float]:
    """The words of a kind and what each counts, from the table."""
    return {row["word"]: float(row["value"]) for row in _ROWS if (row["language"], row["kind"]) == (side, kind)}


NUMERALS: dict[Side, dict[str, float]] = {"kk": _values("kk", "cardinal"), "en": _values("en", "cardinal")}
"""The words for whole numbers, without ordinals and multipliers."""

ORDINALS: dict[Side, dict[str, float]] = {"kk": _values("kk", "ordinal"), "en": _values("en", "ordinal")}
"""Words that name a place in a row, and the place."""

_MULTIPLIERS: dict[Side, dict[str, float]] = {"kk": _values("kk", "multiplier"), "en": _values("en", "multiplier")}
_WHOLE = ("together", "decade", "period")  # kinds of words that are a number by themselves alone
_SHORT = frozenset({"млн", "млрд", "трлн", "bn", "mln", "mn", "bln", "trln", "tn"})  # stand after figures alone
_PARTS: dict[Side, dict[str, float]] = {"kk": _values("kk", "part"), "en": _values("en", "part")}
_ABOUT, _DECADES, _TOGETHER = (_values("en", kind) for kind in ("about", "decade", "together"))
_COLLECTIVES = _values("kk", "collective")
_NOT_NUMERALS = frozenset(row["word"] for row in known_rows(LANGUAGE_TABLES / "no_numerals.tsv"))

_REACH = 25
"""Characters behind a number within which Kazakh says that it is the end of a range."""

WordKind = Literal["cardinal", "multiplier", "ordinal", "part", "together", "about", "decade", "period"]
_PART_ENDINGS = frozenset(["", *"сы сын сында сынан сына сының лай і ін ке".split()])
_ADJECTIVE = r"(?:л|д|т)[ыі][қкғг]"
_PERIOD = re.compile(rf"(?:жыл|ай|күн|апта|сағат|минут){_ADJECTIVE}")
_ROUGHLY = re.compile(r"(?:[дт][ае](?:ған|ген)|[дт][ае]п)")
_ADJECTIVAL = re.compile(rf"{_ADJECTIVE}(?!\w*рақ|\w*рек)")
_PERSONS = re.compile(r"(?:[іы]?м[іы]з|ң[іы]з|леп|лап|лік|лық)?")
_HALF_MORE = re.compile(r"жарым(?:[дғн][еа]н?|ның|нан)?")
_FIRST_END = re.compile(r"(?:[дтн][ае]н?|ны?ң?|сы\w*|ларын?\w*|ға)$")
_ORDINAL_END = re.compile(r"(?<=нш[іы])(?:с[іы]\w*|л[еа]р\w*|[дт][еа]н?|[гқкғ][еа]|н[іыеа]ң?|д[іы]ң?|мен|лік|лық)$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word that is a number or a part of one."""

    kind: WordKind
    value: float
    inflected: bool = False
    rough: bool = False
    """Whether it gives no more than the order of magnitude: жүздеген."""

    near: bool = False
    """Whether it says about how many: мыңдай, оншақты."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text in lower case, with its place."""

    low: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NumberRun:
    """Words that make up one number."""

    value: float
    start: int
    end: int
    used: int
    """Tokens, passed-over ones included."""

    kind: WordKind = "cardinal"
    rough: bool = False
    factor: float = 1.0
    """The multiplier that it ends with."""

    near: bool = False


@lru_cache(maxsize=65536)
def word_of(low: str, side: Side) -> Word | None:
    """What a lower-case word counts, or nothing.

    >>> word_of("жүздеген", "kk")
    Word(kind='about', value=100.0, inflected=False, rough=True, near=False)
    """
    return _kazakh(low) if side == "kk" else _english(low)


def _english(low: str) -> Word | None:
    kinds: tuple[tuple[dict[str, float], WordKind], ...] = (
        (NUMERALS["en"], "cardinal"),
        (_MULTIPLIERS["en"], "multiplier"),
        (ORDINALS["en"], "ordinal"),
        (_ABOUT, "about"),
        (_DECADES, "decade"),
        (_TOGETHER, "together"),
    )
    for table, kind in kinds:
        if low in table:
            return Word(kind, table[low], rough=kind == "about")
    part = low if low == "half" else low.removesuffix("s").replace("halve", "half")
    if part in _PARTS["en"] and low != "seconds":
        return Word("part", 1 / _PARTS["en"][part])
    return None


def _kazakh(low: str) -> Word | None:
    if low in _NOT_NUMERALS:
        return None
    if (value := ORDINALS["kk"].get(_ORDINAL_END.sub("", low), ORDINALS["kk"].get(_FIRST_END.sub("", low)))) is not None:
        return Word("ordinal", value)
    tables: tuple[tuple[dict[str, float], WordKind], ...] = (
        (NUMERALS["kk"], "cardinal"),
        (_MULTIPLIERS["kk"], "multiplier"),
    )
    for table, kind in tables:
        if low in table:
            return Word(kind, table[low])
    for base, parts in _PARTS["kk"].items():
        for stem in (base, base.removesuffix("к") + "г"):  # ширек, ширегі
            if low.startswith(stem) and low[len(stem) :] in _PART_ENDINGS:
                return Word("part", 1 / parts)
    for stem, value in _COLLECTIVES.items():
        rest = low[len(stem) :]
        if low.startswith(stem) and (rest in suffixes("possessive") or _PERSONS.fullmatch(rest)):
            return Word("together", value)
    inflected = (
        _with_ending(low[len(stem) :], kind, value)
        for table, kind in tables
        for stem, value in table.items()
        if low.startswith(stem)
    )
    return next(filter(None, inflected), None)


def _with_ending(rest: str, kind: WordKind, value: float) -> Word | None:
    if rest in _case_endings() or rest.startswith("шақты"):
        near = rest in ("дей", "дай", "тей", "тай") or rest.startswith("шақты")
        return Word(kind, value, inflected=not near, near=near)
    if _ROUGHLY.match(rest):
        return Word("about", value, rough=True)
    if _PERIOD.match(rest):
        return Word("period", value)
    # бестік, мыңдық: "of five", "of a thousand"; бірлік is another word.
    if _ADJECTIVAL.match(rest) and value >= 2:
        return Word(kind, value, inflected=True)
    return None


@lru_cache(maxsize=1)
def _case_endings() -> frozenset[str]:
    return suffixes("case") | suffixes("possessive") | suffixes("other")


@lru_cache(maxsize=4)
def suffixes(kind: str) -> frozenset[str]:
    """Endings that a Kazakh numeral takes and stays a numeral."""
    rows = known_rows(LANGUAGE_TABLES / "numeral_case_endings.tsv")
    return frozenset(ending for row in rows if row["kind"] == kind for ending in row["endings"].split())


def is_numeral_ending(ending: str) -> bool:
    """Whether figures with this behind a hyphen are still a count: 20-дан, 15-тік."""
    return ending in _case_endings() or bool(_ADJECTIVAL.match(ending)) or ending in ("мен", "бен", "пен")


def multiplier(low: str, side: Side) -> float | None:
    """What a word behind figures multiplies them by."""
    word = word_of(low, side)
    if word and word.kind == "multiplier":
        return word.value
    return word.value if word and side == "kk" and word.kind == "about" and word.value >= 1000 else None


def read_run(text: str, tokens: Sequence[Token | None], place: int, side: Side) -> NumberRun | None:
    """The number that begins at a word, if one does.

    Args:
        text: where the words stand.
        tokens: its words; `None` for figures, which end a run.
        place: of the first word.
        side: the language.
    """
    first = tokens[place]
    word = word_of(first.low, side) if first else None
    if not first or not word or (word.kind == "multiplier" and first.low in _SHORT):
        return None
    if word.kind in _WHOLE:
        return NumberRun(word.value, first.start, first.end, 1, word.kind)
    run = _Adding(first.start, word.kind)
    while (token := _at(tokens, place + run.used)) and not (run.used and text[run.end : token.start].strip(" -\u00a0")):
        goes_on = run.join(tokens, place, token) if side == "en" else None
        if goes_on is None:
            goes_on = run.add(text, tokens, place, token, side)
        if not goes_on:
            break
    if run.ratio:
        return run.ratio
    return (
        NumberRun(run.total + run.current, run.start, run.end, run.used, run.kind, run.rough, run.factor, run.near)
        if run.used
        else None
    )


def _at(tokens: Sequence[Token | None], place: int) -> Token | None:
    return tokens[place] if place < len(tokens) else None


@dataclass(slots=True)
class _Adding:
    """A run of number words as far as it has been read."""

    start: int
    kind: WordKind
    total: float = 0.0
    """Up to the last multiplier of a thousand and more."""

    current: float = 0.0
    """Behind it."""

    last: float = float("inf")
    """What a further cardinal must be less than."""

    factor: float = 1.0
    used: int = 0
    end: int = 0
    rough: bool = False
    near: bool = False
    ratio: NumberRun | None = None

    def take(self, token: Token, word: Word | None = None) -> None:
        """Go behind a word."""
        self.used, self.end = self.used + 1, token.end
        if word:
            self.rough, self.near = self.rough or word.rough, self.near or word.near

    def join(self, tokens: Sequence[Token | None], place: int, token: Token) -> bool | None:
        """What English joins with "and" or "of": whether the run goes on; `None` for another word."""
        following = place + self.used + 1
        if self.used and token.low == "and":
            if more := _after_and(tokens, following, self.current, self.total):
                # a million and a half
                self.current += more[0] if self.current or not self.total else more[0] * self.factor
                self.used, self.end, self.last = self.used + 1 + more[1], more[2], 0.0
                return True
            if not _goes_on(tokens, following, self.total, self.current):
                return False
            self.take(token)
            return True
        if self.rough and token.low == "of":
            if more_of := _more_of(tokens, following):
                self.factor, self.end = more_of
                self.current, self.used = self.current * self.factor, self.used + 2
            return False
        return None

    def add(self, text: str, tokens: Sequence[Token | None], place: int, token: Token, side: Side) -> bool:
        """Take a word in, if it belongs to the run; whether a further one may."""
        word = word_of(token.low, side)
        if word is None or word.kind in _WHOLE:
            if side == "kk" and self.used and _HALF_MORE.fullmatch(token.low):
                self.current, self.last = self.current + 1 / 2, 0.0
                self.take(token)
                return True
            return False
        if word.kind in ("multiplier", "about"):
            return self._multiply(word, token, side)
        if word.kind == "part" or (word.kind == "ordinal" and self.used and side == "en" and word_is_part(token.low)):
            return self._part(tokens, place, word, token, side)
        if word.kind == "ordinal":
            if not (self.used and self.current % 10 and word.value < 20):
                self.current, self.kind = self.current + word.value, "ordinal"
                self.take(token)
            return False
        return self._count(text, tokens, place, word, token, side)

    def _count(self, text: str, tokens: Sequence[Token | None], place: int, word: Word, token: Token, side: Side) -> bool:
        # екі-үш is two or three
        if word.value >= self.last or (self.used and side == "kk" and "-" in text[self.end : token.start]):
            return False
        self.current += word.value
        self.last, self.factor = (10.0 if word.value >= 10 and word.value % 10 == 0 else 0.0), 1.0
        self.take(token, word)
        if side == "kk" and word.inflected:
            self.ratio = _ratio(text, tokens, place, self.used, self.total + self.current, side)
            return False
        return True

    def _multiply(self, word: Word, token: Token, side: Side) -> bool:
        if self.rough and word.kind == "about":
            return False
        self.factor = word.value
        if word.value < 1000:
            self.current, self.last = (self.current or 1.0) * word.value, min(word.value, 100.0)
        else:
            self.total += (self.current or 1.0) * word.value
            self.current, self.last = 0.0, float("inf")
        self.take(token, word)
        return not (side == "kk" and word.inflected)

    def _part(self, tokens: Sequence[Token | None], place: int, word: Word, token: Token, side: Side) -> bool:
        if self.used:
            part = _PARTS["en"].get(token.low.removesuffix("s")) if side == "en" and self.current else None
            if part:
                self.current /= part
                self.take(token)
            return False
        self.current, self.kind, self.last = word.value, "part", 0.0
        self.take(token)
        if side == "en" and (article := _article(tokens, place + 1)):
            self.take(article)
        return True


def _more_of(tokens: Sequence[Token | None], place: int) -> tuple[float, int] | None:
    """What "of" multiplies a rough number by, and where it ends: tens of thousands."""
    token = tokens[place] if place < len(tokens) else None
    value = _ABOUT.get(token.low) if token else None
    return (value, token.end) if token and value and value >= 100 else None


def word_is_part(low: str) -> bool:
    """Whether an English ordinal may be a part: third, fifth."""
    return low.removesuffix("s") in _PARTS["en"]


def _article(tokens: Sequence[Token | None], place: int) -> Token | None:
    """The article of "half a million", where a multiplier follows."""
    token = tokens[place] if place + 1 < len(tokens) else None
    after = tokens[place + 1] if token else None
    if token and after and token.low in ("a", "an") and after.low in _MULTIPLIERS["en"]:
        return token
    return None


def _after_and(tokens: Sequence[Token | None], place: int, current: float, total: float) -> tuple[float, int, int] | None:
    """A half or a quarter behind `and`: how much, how many words, where they end. So the tens of `six-and-thirty`."""
    first = tokens[place] if place < len(tokens) else None
    second = tokens[place + 1] if place + 1 < len(tokens) else None
    if not first:
        return None
    if first.low in ("half", "one", "a") and (
        first.low == "half" or (second and second.low in ("half", "quarter", "third"))
    ):
        last = first if first.low == "half" or not second else second
        return 1 / _PARTS["en"][last.low], 1 if last is first else 2, last.end
    tens = word_of(first.low, "en")
    if tens and tens.kind == "cardinal" and tens.value >= 20 and 0 < current < 10 and not total:
        return tens.value, 1, first.end
    return None


def _goes_on(tokens: Sequence[Token | None], place: int, total: float, current: float) -> bool:
    """Whether `and` is followed by the rest of a number: hundred and five."""
    token = tokens[place] if place < len(tokens) else None
    word = word_of(token.low, "en") if token else None
    if not word or word.kind not in ("cardinal", "ordinal"):
        return False
    return word.value < 100 and bool((current >= 100 and current % 100 == 0) or (total and not current))


def _ratio(text: str, tokens: Sequence[Token | None], place: int, used: int, whole: float, side: Side) -> NumberRun | None:
    """A part of a whole in Kazakh: үштен бір, төрттен үші, бестің екісі."""
    before = tokens[place + used - 1]
    token = tokens[place + used] if place + used < len(tokens) else None
    if not token or not before or not re.search(r"(?:[дтн][ае]н|[дтн][ыі]ң)$", before.low):
        return None
    if text[before.end : token.start].strip(" \u00a0") or whole < 2:
        return None
    bare = re.sub(r"(?:с?[іы](?:н(?:[іеыа]ң?|[дн][еа]н?|[іы]ң)?)?)$", "", token.low)
    candidates = [NUMERALS["kk"].get(form) for form in (token.low, bare, bare + "і", bare + "ы")]
    part = next((value for value in candidates if value is not None), None)
    is_genitive = before.low.endswith("ң")
    if part is None or not 0 < part < whole or (is_genitive and token.low in NUMERALS["kk"]):
        return None
    after = tokens[place + used + 1] if place + used + 1 < len(tokens) else None
    if (
        token.low in NUMERALS["kk"]
        and after
        and (word_of(after.low, side) or "дейін" in text[token.end : token.end + _REACH])
    ):
        return None  # from twelve to eighteen
    first = tokens[place]
    return NumberRun(part / whole, first.start if first else before.start, token.end, used + 1, "part")
