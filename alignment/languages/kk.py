"""Kazakh in the Cyrillic script."""

from __future__ import annotations

import re

from alignment.languages.language import Language, abbreviations_of

OWN_LETTERS = frozenset("әғқңөұүһі")
"""The letters of the Kazakh alphabet that Russian lacks."""

KAZAKH = Language(
    code="kk",
    name="Kazakh",
    # The i of "бөлім" is often typed in Latin.
    section_heading=re.compile(r"(\d+)\s*-\s*(?:б[өо]л[iі]м|тарау)\b[.:]?\s*", re.IGNORECASE),
    # List letters are Latin, or the Cyrillic letters that look the same.
    lettered_heading=re.compile(r"[a-hасе]\.\s+(?=\S)"),
    abbreviations=abbreviations_of("kk"),
)
