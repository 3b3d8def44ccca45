"""Endings of numbers in figures: `16-сы`, not `16-ы`, because 16 is read он алты."""

from __future__ import annotations

from functools import lru_cache

from alignment.files import known_rows
from alignment.languages.language_tables import LANGUAGE_TABLES

# Each row has the endings of a numeral by its last sound and vowels, and the last figures that are read as ones like it.
_ROWS = known_rows(LANGUAGE_TABLES / "numeral_endings.tsv")
_UNITS, _TENS = (
    {int(figure): row["model"] for row in _ROWS for figure in row[column].split()} for column in ("units", "tens")
)
_ENDINGS = {row["model"]: frozenset(row["endings"].split()) for row in _ROWS}
_ALL = frozenset().union(*_ENDINGS.values())


@lru_cache(maxsize=4096)
def fits(value: int, ending: str) -> bool:
    """Whether a whole number takes an ending; what is no ending of a numeral at all does no harm.

    >>> fits(16, "сын"), fits(16, "ын"), fits(70, "тен"), fits(84, "орынды")
    (True, False, True, True)
    """
    return ending not in _ALL or ending in _ENDINGS[_model(value)]


def _model(value: int) -> str:
    """The numeral whose endings the last word of the number has."""
    if value % 10:
        return _UNITS[value % 10]
    if value % 100:
        return _TENS[value // 10 % 10]
    if value == 0:
        return "бір"  # нөл
    if value % 1000:
        return "жүз"
    return "он" if value % 10**9 else "қырық"  # мың and миллион, миллиард
