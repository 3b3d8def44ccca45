"""Finding words in both texts, whichever alphabet the keyboard has, and finding a unit by its name or line."""

from __future__ import annotations

import re

from alignment.languages import alphabet_of, as_meant, find_alphabet, is_cyrillic, to_cyrillic
from alignment.project import State
from alignment.records import SIDES, Alignment, Side, Unit

_FOLDED = str.maketrans("әғқңөұүһіё", "агкноуухие")
_UNIT = re.compile(r"(kk|en)[\s.:]*(\d+(?:\.\d+)?(?:/\d+)?)", re.IGNORECASE)
_LINE = re.compile(r"(?:(kk|en)\s+)?(?:line|жол|строка)\s*(\d+)", re.IGNORECASE)


def fold_same_length(text: str) -> str:
    """Text for comparison: lower case, look-alike letters as those that are meant, and each Kazakh letter as the Russian
    one that stands in for it. As long as `text`, so that what is found in it stands at the same place in the text
    (`languages.fold` of words promises no length).

    >>> fold_same_length("Қазақ әліпбиі")
    'казак алипбии'
    """
    text = as_meant(text)
    lowered = text.lower()
    return (lowered if len(lowered) == len(text) else "".join(c.lower()[:1] or c for c in text)).translate(_FOLDED)


class Index:
    """The folded texts of an alignment's units; of Kazakh in Latin script, both as written and in Cyrillic."""

    def __init__(self, alignment: Alignment) -> None:
        self._texts: dict[Side, list[str]] = {
            side: [fold_same_length(u.text) for u in alignment.units(side)] for side in SIDES
        }
        if alphabet := alphabet_of(alignment.kk_units):
            in_cyrillic = (fold_same_length(to_cyrillic(unit.text, alphabet).text) for unit in alignment.kk_units)
            self._texts["kk"] = [f"{own}\n{seen}" for own, seen in zip(self._texts["kk"], in_cyrillic, strict=True)]

    def units(self, query: str) -> list[tuple[Side, int]]:
        """The units that hold every word of the query, as parts of words, in either language. O(characters)."""
        words = fold_same_length(query).split()
        if not words:
            return []
        return [
            (side, place)
            for side, texts in self._texts.items()
            for place, text in enumerate(texts)
            if all(word in text for word in words)
        ]


def links_with(state: State, units: list[tuple[Side, int]]) -> list[int]:
    """The places of the links that hold any of these units, in reading order."""
    return sorted({state.place_of_unit(side, unit) for side, unit in units})


def spans(text: str, query: str) -> list[tuple[int, int]]:
    """Where the query's words stand in a text, end-exclusive, in order and apart from one another.

    >>> spans("Қазақ қазағы", "каза")
    [(0, 4), (6, 10)]
    """
    words = fold_same_length(query).split()
    found = _places(fold_same_length(text), words)
    if any(map(is_cyrillic, query)) and (alphabet := find_alphabet(text)):
        view = to_cyrillic(text, alphabet)
        found += [view.written(*span) for span in _places(fold_same_length(view.text), words)]
    apart: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def _places(folded: str, words: list[str]) -> list[tuple[int, int]]:
    return [(match.start(), match.end()) for word in words for match in re.finditer(re.escape(word), folded)]


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
