"""Cyrillic to Latin, the way English-language reports spell Kazakh and Russian names.

The target is not a reversible transliteration but shared spelling: `Назарбаев` and `Nazarbayev`, `Шымкент` and
`Shymkent` should have as many letters in common as they can.
"""

from __future__ import annotations

ROMAN: dict[str, str] = {
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh",
    "з": "z", "и": "i", "й": "y", "і": "i", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "ng",
    "о": "o", "ө": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u", "ф": "f",
    "х": "kh", "һ": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "y", "ь": "", "э": "e",
    "ю": "yu", "я": "ya",
}  # fmt: skip
"""Each lower-case letter of the Kazakh Cyrillic alphabet and its Latin spelling."""

_TABLE = str.maketrans(ROMAN)


def romanize(text: str) -> str:
    """`text` in lower case with its Cyrillic letters spelled in Latin ones.

    >>> romanize("Қазақстан Республикасы")
    'kazakstan respublikasy'
    """
    return text.lower().translate(_TABLE)
