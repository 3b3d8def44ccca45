"""What answers to what in the two sides of a link: numbers, months, names and terms.

It is for the reader's eye, not a check: what has a partner is found by plain rules that rather miss one than invent one,
and only numbers, months and names that cannot be translated are said to lack one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Literal

from alignment.checks.word_lists import sound_spellings
from alignment.files import known_rows
from alignment.languages import MONTHS, NUMERALS, CyrillicView, find_alphabet, romanize, to_cyrillic
from alignment.records import Side
from alignment.settings import RESOURCES

CounterpartKind = Literal["number", "date", "name", "term"]

_LEXICON = RESOURCES / "lexicon.tsv"
_DOMAINS = frozenset({"government", "law", "economy", "society", "geography", "military", "health", "education", "cldr"})
_LONGEST_TERM = 6  # words
_LAST_NUMERALS: tuple[tuple[Side, int], ...] = (("en", 12), ("kk", 10))  # "one" and "бір" are articles, too

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NUMBER = re.compile(r"\d+(?:[  ,.]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?")
_GROUPED = re.compile(r"\d{1,3}(?:[  ,.]\d{3})+")
_POWERS = {"thousand": 3, "мың": 3, "million": 6, "миллион": 6, "млн": 6, "billion": 9, "миллиард": 9, "млрд": 9}
_POWER = re.compile(rf"[\s-]({'|'.join(_POWERS)})\w*", re.IGNORECASE)
_MONTHS = {side: [name.lower() for name in names] for side, names in MONTHS.items()}
_EN_NUMERALS, _KK_NUMERALS = (
    {word: int(value) for word, value in NUMERALS[side].items() if 2 <= value <= last} for side, last in _LAST_NUMERALS
)
# Spellings of one sound that the two languages' reports do not share.
_SKELETON = sound_spellings("marks")


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A stretch of one side's text that has, or lacks, a counterpart on the other."""

    side: Side
    start: int
    end: int
    """Code points of the side's text, end-exclusive."""

    kind: CounterpartKind
    partner: int | None
    """The number that it shares with its counterpart, from 1; `None` where it has none."""


@dataclass(frozen=True, slots=True)
class _Thing:
    start: int
    end: int
    kind: CounterpartKind
    value: str
    certain: bool = True  # whether it is worth saying that it has no partner


def find_counterparts(kk: str, en: str) -> tuple[Counterpart, ...]:
    """The marks of a link's two texts, by side and start; those of one side do not overlap.

    >>> [(mark.side, mark.kind, mark.partner) for mark in find_counterparts("2017 жылы 5 адам", "In 2017, six people")]
    [('kk', 'number', 1), ('kk', 'number', None), ('en', 'number', 1)]
    """
    if alphabet := find_alphabet(kk):
        view = to_cyrillic(kk, alphabet)
        return tuple(_as_written(mark, view) if mark.side == "kk" else mark for mark in find_counterparts(view.text, en))
    sides = {"kk": [*_numbers(kk, "kk")], "en": [*_numbers(en, "en")]}
    pairs = _equal(sides["kk"], sides["en"])
    names = [*_names(en, sides["en"])]
    kk_words = [*_words(kk)]
    pairs += _name_pairs(names, kk_words, sides["kk"])
    taken = [thing for _, thing in pairs]
    pairs += _term_pairs(en, taken, kk, [thing for thing, _ in pairs])
    marks = []
    for number, (a, b) in enumerate(sorted(pairs, key=lambda pair: pair[1].start), 1):
        marks += [Counterpart("kk", a.start, a.end, a.kind, number), Counterpart("en", b.start, b.end, b.kind, number)]
    met = {id(thing) for pair in pairs for thing in pair}
    lonely: list[tuple[Side, _Thing]] = [
        *(("kk", thing) for thing in sides["kk"]),
        *(("en", thing) for thing in [*sides["en"], *names]),
    ]
    if kk and en:
        marks += [Counterpart(s, t.start, t.end, t.kind, None) for s, t in lonely if t.certain and id(t) not in met]
    return tuple(_apart(marks))


def _as_written(mark: Counterpart, view: CyrillicView) -> Counterpart:
    start, end = view.written(mark.start, mark.end)
    return replace(mark, start=start, end=end)


def _apart(marks: list[Counterpart]) -> Iterator[Counterpart]:
    """Marks by side and start, without those that overlap an earlier one."""
    end: dict[Side, int] = {"kk": 0, "en": 0}
    for mark in sorted(marks, key=lambda m: (m.side != "kk", m.start, m.partner is None, -m.end)):
        if mark.start >= end[mark.side]:
            end[mark.side] = mark.end
            yield mark


def _numbers(text: str, side: Side) -> Iterator[_Thing]:
    for found in _NUMBER.finditer(text):
        value, end = _value(found[0]), found.end()
        if power := _POWER.match(text, end):
            times = next(zeros for word, zeros in _POWERS.items() if power[1].lower().startswith(word))
            value, end = f"{(Decimal(value) * 10**times).normalize():f}", power.end()
        yield _Thing(found.start(), end, "number", value)
    numerals = _EN_NUMERALS if side == "en" else _KK_NUMERALS
    for start, end, word in _words(text):
        lowered = word.lower()
        if lowered in numerals:
            yield _Thing(start, end, "number", str(numerals[lowered]), certain=False)
        elif month := _month(word, side):
            yield _Thing(start, end, "date", f"month {month}", certain=side == "en")


def _value(written: str) -> str:
    """A number as both languages' customs come down to it: no grouping, a point before decimals."""
    if _GROUPED.fullmatch(written):
        return re.sub(r"\D", "", written)
    if grouped := _GROUPED.match(written):
        return re.sub(r"\D", "", grouped[0]) + "." + written[grouped.end() + 1 :]
    return written.replace(",", ".")


def _month(word: str, side: Side) -> int | None:
    lowered = word.lower()
    if side == "en":  # "may" is a verb, and "march" too: months are capitalized
        return _MONTHS["en"].index(lowered) + 1 if lowered in _MONTHS["en"] and word[0].isupper() else None
    return next(
        (n for n, name in enumerate(_MONTHS["kk"], 1) if lowered.startswith(name) and len(lowered) < len(name) + 6), None
    )


def _equal(kk: Sequence[_Thing], en: Sequence[_Thing]) -> list[tuple[_Thing, _Thing]]:
    """Things of one value, in the order in which they come on both sides."""
    waiting: dict[str, list[_Thing]] = {}
    for thing in sorted(en, key=lambda thing: thing.start):
        waiting.setdefault(thing.value, []).append(thing)
    return [(a, waiting[a.value].pop(0)) for a in sorted(kk, key=lambda thing: thing.start) if waiting.get(a.value)]


def _words(text: str) -> Iterator[tuple[int, int, str]]:
    return ((found.start(), found.end(), found[0]) for found in _WORD.finditer(text))


def _names(en: str, taken: Sequence[_Thing]) -> Iterator[_Thing]:
    """Capitalized words that the lexicon does not know as common ones."""
    starts = {thing.start for thing in taken}
    for start, end, word in _words(en):
        if start in starts or not word[0].isupper() or len(word) < 3:
            continue
        first = start == 0 or en[:start].rstrip()[-1:] in '.!?:;“"('
        common = word.lower() in _common_words() or word.removesuffix("'s").removesuffix("’s").lower() in _common_words()
        yield _Thing(start, end, "name", _skeleton(word), certain=not (first or common or word.isupper()))


def _name_pairs(
    names: Sequence[_Thing], kk_words: Sequence[tuple[int, int, str]], taken: Sequence[_Thing]
) -> list[tuple[_Thing, _Thing]]:
    """Names and the Kazakh words that sound like them, endings aside."""
    starts = {thing.start for thing in taken}
    free = [
        (start, end, _skeleton(romanize(word.split("-")[0])))
        for start, end, word in kk_words
        if start not in starts and word[0].isupper() and len(word) > 2
    ]
    pairs = []
    for name in names:
        best = next((f for f in free if _same_name(name.value, f[2])), None)
        if best:
            free.remove(best)
            pairs.append((_Thing(best[0], best[1], "name", name.value), name))
    return pairs


def _skeleton(word: str) -> str:
    word = word.lower().removesuffix("'s").removesuffix("’s").replace("’", "").replace("'", "")
    for spelling, sound in _SKELETON:
        word = word.replace(spelling, sound)
    return re.sub(r"(.)\1", r"\1", word)


def _same_name(english: str, kazakh: str) -> bool:
    """Whether one begins with all, or all but the last letter or two, of the other; Kazakh adds endings."""
    least = max(3, len(english) - (2 if len(english) > 5 else 1 if len(english) > 4 else 0))
    common = 0
    for a, b in zip(english, kazakh, strict=False):
        if a != b:
            break
        common += 1
    return common >= least


def _term_pairs(en: str, en_taken: Sequence[_Thing], kk: str, kk_taken: Sequence[_Thing]) -> list[tuple[_Thing, _Thing]]:
    """The longest English terms of the lexicon whose Kazakh stands on the other side, endings aside."""
    terms = _terms()
    words, kk_words = [*_words(en)], [*_words(kk)]
    en_used = [(t.start, t.end) for t in en_taken]
    kk_used = [(t.start, t.end) for t in kk_taken]
    pairs = []
    for length in range(min(_LONGEST_TERM, len(words)), 0, -1):
        for i in range(len(words) - length + 1):
            start, end = words[i][0], words[i + length - 1][1]
            if _overlaps(start, end, en_used):
                continue
            for translation in terms.get(_english_key([w for _, _, w in words[i : i + length]]), ()):
                place = _find(translation, kk_words, kk_used)
                if place:
                    en_used.append((start, end))
                    kk_used.append(place)
                    pairs.append((_Thing(*place, "term", ""), _Thing(start, end, "term", "")))
                    break
    return pairs


def _find(
    translation: tuple[str, ...], words: Sequence[tuple[int, int, str]], used: Sequence[tuple[int, int]]
) -> tuple[int, int] | None:
    """Where the translation's words stand one after the other, each with any ending."""
    for i in range(len(words) - len(translation) + 1):
        start, end = words[i][0], words[i + len(translation) - 1][1]
        if not _overlaps(start, end, used) and all(
            _inflects(stem, words[i + k][2].lower()) for k, stem in enumerate(translation)
        ):
            return start, end
    return None


def _inflects(stem: str, word: str) -> bool:
    """Whether the word is the stem with an ending; the stem's last letter may soften (`құқық`, `құқығы`)."""
    if word.startswith(stem):
        return len(word) - len(stem) <= 9
    softened = {"к": "г", "қ": "ғ", "п": "б"}.get(stem[-1])
    return softened is not None and len(stem) > 3 and word.startswith(stem[:-1] + softened)


def _overlaps(start: int, end: int, used: Sequence[tuple[int, int]]) -> bool:
    return any(start < b and a < end for a, b in used)


def _english_key(words: Sequence[str]) -> tuple[str, ...]:
    """Words in lower case, the last one in the singular."""
    key = [word.lower().removesuffix("'s").removesuffix("’s") for word in words]
    last = key[-1]
    if last.endswith("ies") and len(last) > 4:
        key[-1] = last[:-3] + "y"
    elif last.endswith("s") and not last.endswith("ss") and len(last) > 3:
        key[-1] = last[:-1]
    return tuple(key)


@cache
def _terms() -> dict[tuple[str, ...], list[tuple[str, ...]]]:
    """Kazakh translations, word by word in lower case, of each English term."""
    terms: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for row in known_rows(_LEXICON):
        if row["pos"] in ("noun", "phrase", "name") and row["domain"] in _DOMAINS:
            kk = tuple(word.lower() for word in _WORD.findall(row["kk"]))
            en = _WORD.findall(row["en"])
            # A short stem alone would be found in the beginning of unrelated words.
            if kk and en and len(en) <= _LONGEST_TERM and (len(kk) > 1 or len(kk[0]) > 3):
                terms.setdefault(_english_key(en), []).append(kk)
    return terms


@cache
def _common_words() -> frozenset[str]:
    """English words that are translated and not spelled in the other alphabet."""
    words: set[str] = set()
    for row in known_rows(_LEXICON):
        if row["pos"] != "name" or " " in row["en"]:
            words.update(word.lower() for word in _WORD.findall(row["en"]))
    return frozenset(words)
