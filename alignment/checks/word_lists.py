"""The words that the checks look for or pass over, from a table that says why each is there."""

from __future__ import annotations

import re

from alignment.checks.check_tables import CHECK_TABLES
from alignment.files import known_rows


def word_list(check: str, role: str) -> tuple[str, ...]:
    """The words that play a part in a check, in the order of the table.

    >>> word_list("capitals", "chamber")
    ('мәжіліс', 'сенат')
    """
    return tuple(
        row["form"] for row in known_rows(CHECK_TABLES / "words.tsv") if (row["check"], row["role"]) == (check, role)
    )


def alternatives(check: str, role: str) -> str:
    """A regular expression for any of them; `*` in a word stands for any letters, or none."""
    return "|".join(pattern_of(form) for form in word_list(check, role))


def pattern_of(form: str) -> str:
    r"""A regular expression for one form of a table.

    >>> pattern_of("ill*ness")
    'ill\\w*ness'
    """
    return re.escape(form).replace(r"\*", r"\w*").replace(r"\ ", " ")


def sound_spellings(use: str) -> tuple[tuple[str, str], ...]:
    """Latin spellings and the sounds that names are compared by, in the order in which they are replaced."""
    return tuple((row["spelling"], row["sound"]) for row in known_rows(CHECK_TABLES / "sounds.tsv") if row["use"] == use)
