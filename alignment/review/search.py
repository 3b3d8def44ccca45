"""Finding words in both texts, whichever alphabet the keyboard has, and finding a unit by its name or line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from alignment.languages import alphabet_of, as_meant, find_alphabet, is_cyrillic, to_cyrillic
from alignment.project import State
from alignment.records import SIDES, Alignment, Side, Unit

# Each Kazakh letter as the Russian one that stands in for it, and one apostrophe for all.
_STAND_INS = tuple(zip("әғқңөұүһіё‘’ʼ`´", "агкноуухие'''''", strict=True))
_APART = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"  # soft hyphens and what else is not seen
_UNSEEN = re.compile(f"[{_APART}]")
_UNEVEN = re.compile(f"[{_APART}\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
_ASKED = re.compile(r"[\"«“„]([^\"»”“]*)[\"»”“]?|([^\s\"«“„]+)")
_UNIT = re.compile(r"(kk|en)[\s.:]*(\d+(?:\.\d+)?(?:/\d+)?)", re.IGNORECASE)
_LINE = re.compile(r"(?:(kk|en)\s+)?(?:line|жол|строка)\s*(\d+)", re.IGNORECASE)


class _Folded(NamedTuple):
    """A text for comparison, and where its letters stand in the text itself."""

    text: str
    starts: Sequence[int]
    """Where the letters of the text begin that each letter here stands for; empty where both texts are as long."""

    ends: Sequence[int]

    def written(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text itself, end-exclusive."""
        return (self.starts[start], self.ends[end - 1]) if self.starts else (start, end)


def fold_text(text: str) -> str:
    """Text for comparison: lower case, composed letters, look-alike letters as those that are meant, each Kazakh letter as
    the Russian one that stands in for it, and without what is not seen, such as soft hyphens. O(characters).

    >>> fold_text("Қазақ әліпби\\u00adі")
    'казак алипбии'
    """
    return _folded(text).text


def _folded(text: str, exact: bool = False) -> _Folded:
    """The folded text; where it is `exact`, a Kazakh letter and its stand-in are two."""
    starts: list[int] = []
    ends: list[int] = []
    if _UNEVEN.search(text):
        text, starts, ends = _composed(text)
    if text.isascii():  # nothing in it looks like another letter or stands in for one
        return _Folded(text.lower().replace("`", "'"), starts, ends)
    if not exact:
        text = as_meant(text)
    lowered = text.lower()
    if len(lowered) != len(text):
        places = [place for place, letter in enumerate(text) for _ in letter.lower()]
        starts = [starts[place] if starts else place for place in places]
        ends = [ends[place] if ends else place + 1 for place in places]
    return _Folded(lowered if exact else _with_stand_ins(lowered), starts, ends)


def _with_stand_ins(lowered: str) -> str:
    for letter, other in _STAND_INS:  # several times as fast as `str.translate`
        if letter in lowered:
            lowered = lowered.replace(letter, other)
    return lowered


def _composed(text: str) -> tuple[str, list[int], list[int]]:
    """The text with its marks joined to their letters and without what is not seen, and where each letter begins and ends
    in it."""
    made, starts, ends = list[str](), list[int](), list[int]()
    at = 0
    while at < len(text):
        end = at + 1
        if _UNSEEN.match(text, at):
            at = end
            continue
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        for letter in unicodedata.normalize("NFC", text[at:end]):
            made.append(letter)
            starts.append(at)
            ends.append(end)
        at = end
    return "".join(made), starts, ends


@dataclass(frozen=True)
class Query:
    """What is searched for: words, and phrases in quotation marks. A text holds it that holds each of them."""

    text: str
    whole: bool = False
    """Whether they are whole words; else they may be parts of words."""

    exact: bool = False
    """Whether a Kazakh letter and the Russian one that stands in for it are two letters."""

    is_phrase: bool = False
    """Whether all of the text is one phrase, with whatever quotation marks are in it."""

    def __bool__(self) -> bool:
        return bool(self._terms)

    @cached_property
    def _terms(self) -> tuple[tuple[str, ...], ...]:
        """Each word, and each phrase as its words, folded."""
        asked = [self.text] if self.is_phrase else [phrase or word for phrase, word in _ASKED.findall(self.text)]
        folded = (_folded(words, self.exact).text.split() for words in asked)
        return tuple(dict.fromkeys(tuple(words) for words in folded if words))

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        edges = (r"(?<!\w)", r"(?!\w)") if self.whole else ("", "")
        return tuple(re.compile(r"\s+".join(map(re.escape, words)).join(edges)) for words in self._terms)

    def is_in(self, folded: str) -> bool:
        """Whether a folded text holds all of it. O(characters)."""
        return all(
            (len(words) > 1 or words[0] in folded) and (pattern.search(folded) if self.whole or len(words) > 1 else True)
            for words, pattern in zip(self._terms, self._patterns, strict=True)
        )

    def places(self, folded: str) -> list[tuple[int, int]]:
        """Where its words and phrases stand in a folded text that holds all of it; else nowhere."""
        if not self._terms or not self.is_in(folded):
            return []
        return [match.span() for pattern in self._patterns for match in pattern.finditer(folded)]


class Index:
    """The folded texts of an alignment's units; of Kazakh in Latin script, both as written and in Cyrillic."""

    def __init__(self, alignment: Alignment) -> None:
        self._units = {side: alignment.units(side) for side in SIDES}
        self._alphabet = alphabet_of(alignment.kk_units)
        self._texts: dict[bool, dict[Side, list[str]]] = {}

    def _folded(self, exact: bool) -> dict[Side, list[str]]:
        if exact not in self._texts:
            texts = {side: [_folded(u.text, exact).text for u in units] for side, units in self._units.items()}
            if self._alphabet:
                seen = (_folded(to_cyrillic(unit.text, self._alphabet).text, exact).text for unit in self._units["kk"])
                texts["kk"] = [f"{own}\n\0\n{cyrillic}" for own, cyrillic in zip(texts["kk"], seen, strict=True)]
            self._texts[exact] = texts
        return self._texts[exact]

    def units(self, query: Query) -> list[tuple[Side, int]]:
        """The units that hold every word and phrase of the query, in either language. O(characters)."""
        if not query:
            return []
        return [
            (side, place)
            for side, texts in self._folded(query.exact).items()
            for place, text in enumerate(texts)
            if query.is_in(text)
        ]

    def hits(self, query: Query, most: int | None = None) -> dict[tuple[Side, int], list[tuple[int, int]]]:
        """By unit, where the query's words stand in its text, as `spans` says. O(characters).

        Args:
            most: no more units are looked at once so many hits are found.
        """
        found: dict[tuple[Side, int], list[tuple[int, int]]] = {}
        number = 0
        for side, place in self.units(query):
            if most is not None and number >= most:
                break
            if own := spans(self._units[side][place].text, query):
                found[side, place] = own
                number += len(own)
        return found


def links_with(state: State, units: list[tuple[Side, int]]) -> list[int]:
    """The places of the links that hold any of these units, in reading order."""
    return sorted({state.place_of_unit(side, unit) for side, unit in units})


def spans(text: str, query: Query) -> list[tuple[int, int]]:
    """Where the query's words stand in a text that holds all of them, end-exclusive, in order and apart from one another.

    >>> spans("Қазақ қазағы", Query("каза"))
    [(0, 4), (6, 10)]
    """
    folded = _folded(text, query.exact)
    found = [folded.written(*span) for span in query.places(folded.text)]
    if any(map(is_cyrillic, query.text)) and (alphabet := find_alphabet(text)):
        view = to_cyrillic(text, alphabet)
        seen = _folded(view.text, query.exact)
        found += [view.written(*seen.written(*span)) for span in query.places(seen.text)]
    apart: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def find_place(text: str, alignment: Alignment) -> tuple[Side, int] | None:
    """The unit that `kk.12`, `en 12`, `line 40` or `kk line 40` names; `None` where the text names none.

    A number of a paragraph leads to its first sentence where sentences are aligned. A line without a language is the
    original's.
    """
    text = text.strip()
    if match := _LINE.fullmatch(text):
        side: Side = "kk" if (match[1] or "").lower() == "kk" else "en"
        line = int(match[2])
        return next(((side, i) for i, u in enumerate(alignment.units(side)) if u.lines[0] <= line <= u.lines[1]), None)
    if match := _UNIT.fullmatch(text):
        side = "kk" if match[1].lower() == "kk" else "en"
        return _named(f"{side}.{match[2]}", side, alignment.units(side))
    return None


def _named(name: str, side: Side, units: tuple[Unit, ...]) -> tuple[Side, int] | None:
    within = f"{name}."
    return next(((side, i) for i, unit in enumerate(units) if unit.id == name or unit.id.startswith(within)), None)
