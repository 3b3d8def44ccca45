"""Kazakh."""

from __future__ import annotations

import re

from alignment.languages.language import Language

OWN_LETTERS = frozenset("әғқңөұүһі")
"""The letters of the Kazakh alphabet that Russian lacks."""

KAZAKH = Language(
    code="kk",
    name="Kazakh",
    # The i of "бөлім" is often typed in Latin; and the whole of it, in any of the alphabets.
    section_heading=re.compile(
        r"(\d+)\s*-\s*(?:б[өо]л[iі]м|тарау|b(?:ö|ó|o['’ʼ])l[iı]m|tara(?:u|w|ý|y['’ʼ]))\b[.:]?\s*", re.IGNORECASE
    ),
    # List letters are Latin, or the Cyrillic letters that look the same.
    lettered_heading=re.compile(r"[a-hасе]\.\s+(?=\S)"),
)
