"""Cyrillic to Latin, the way English-language reports spell Kazakh and Russian names.

The target is not a reversible transliteration but shared spelling: `Назарбаев` and `Nazarbayev`, `Шымкент` and
`Shymkent` should have as many letters in common as they can.
"""

from __future__ import annotations

from alignment.files import known_rows
from alignment.languages.language_tables import LANGUAGE_TABLES

ROMAN: dict[str, str] = {row["kk"]: row["latin"] for row in known_rows(LANGUAGE_TABLES / "romanization.tsv")}
"""Each lower-case letter of the Kazakh Cyrillic alphabet and its Latin spelling."""

_TABLE = str.maketrans(ROMAN)


def romanize(text: str) -> str:
    """`text` in lower case with its Cyrillic letters spelled in Latin ones.

    >>> romanize("Қазақстан Республикасы")
    'kazakstan respublikasy'
    """
    return text.lower().translate(_TABLE)
