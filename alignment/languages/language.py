"""The record that describes one language to the reader and the sentence splitter."""

from __future__ import annotations

import re
from dataclasses import dataclass

from alignment.files import known_rows
from alignment.languages.language_tables import LANGUAGE_TABLES
from alignment.records import Side


@dataclass(frozen=True, slots=True)
class Language:
    """What the document reader and the sentence splitter need to know of a language."""

    code: Side
    """ISO 639-1 code, also the prefix of unit ids."""

    name: str
    """English name, for messages and screens."""

    section_heading: re.Pattern[str]
    """Matches the start of a numbered section heading, whatever punctuation ends it; its group is the number."""

    lettered_heading: re.Pattern[str]
    """Matches the start of a lettered subsection heading."""

    abbreviations: frozenset[str]
    """Words, without their point, after which a point does not end a sentence."""


def abbreviations_of(code: Side) -> frozenset[str]:
    """The abbreviations of a language, from the table."""
    rows = known_rows(LANGUAGE_TABLES / "abbreviations.tsv")
    return frozenset(form for row in rows if row["language"] == code for form in row["forms"].split())
