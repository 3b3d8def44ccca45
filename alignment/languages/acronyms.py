"""Abbreviations of Kazakh reports and what they answer to in English."""

from __future__ import annotations

from dataclasses import dataclass

from alignment.files import known_rows
from alignment.languages.language_tables import LANGUAGE_TABLES


@dataclass(frozen=True, slots=True)
class Acronym:
    """An institution or notion that is called by its initials."""

    en: tuple[str, ...]
    """English abbreviations and names; the first is the usual one."""

    kk: tuple[str, ...]
    """Kazakh abbreviations, the usual one first; further ones are current too."""

    phrases: tuple[str, ...] = ()
    """Kazakh names in full, in base form, that may stand for it."""

    foreign: tuple[str, ...] = ()
    """Russian abbreviations that stray into Kazakh texts."""


def _cell(row: dict[str, str], column: str) -> tuple[str, ...]:
    return tuple(row[column].split("; ")) if row[column] else ()


ACRONYMS: tuple[Acronym, ...] = tuple(
    Acronym(*(_cell(row, column) for column in ("en", "kk", "names", "russian")))
    for row in known_rows(LANGUAGE_TABLES / "acronyms.tsv")
)
"""What is known."""

BY_KK: dict[str, Acronym] = {short: row for row in ACRONYMS for short in (*row.kk, *row.foreign)}
BY_EN: dict[str, Acronym] = {row.en[0]: row for row in ACRONYMS if row.en[0].isupper()}

MINOR_WORDS = frozenset(row["word"] for row in known_rows(LANGUAGE_TABLES / "minor_words.tsv"))
"""Words whose initial an abbreviation leaves out."""


def fits_initials(short: str, words: list[str]) -> bool:
    """Whether an abbreviation can be made of the words' initials, in order; words may be passed over, letters may not.

    >>> fits_initials("ҰҚК", ["Ұлттық", "қауіпсіздік", "комитеті"])
    True
    """
    at = 0
    initials = [part[0].lower() for word in words for part in word.split("-") if part]
    for letter in short.lower():
        while at < len(initials) and initials[at] != letter:
            at += 1
        if at == len(initials):
            return False
        at += 1
    return True
