"""Kazakh in the Cyrillic script."""

from __future__ import annotations

import re

from alignment.languages.language import Language

OWN_LETTERS = frozenset("әғқңөұүһі")
"""The letters of the Kazakh alphabet that Russian lacks."""

KAZAKH = Language(
    code="kk",
    name="Kazakh",
    # The i of "бөлім" is often typed in Latin.
    section_heading=re.compile(r"\d+\s*-\s*(?:б[өо]л[iі]м|тарау)\b[.:]?\s*", re.IGNORECASE),
    # List letters are Latin, or the Cyrillic letters that look the same.
    lettered_heading=re.compile(r"[a-hасе]\.\s+(?=\S)"),
    abbreviations=frozenset(
        # Units and counters, years and centuries, addresses, "and so on", titles.
        """млн млрд трлн мың тг теңг долл руб км м см мм га кг г т сағ мин сек
        ж жж ғ ғғ б бб қ қар көш үй пәт ауд обл аб тел
        т.б т.с.с т.с.б т.е б.з.б б.з м.ғ.д м.ғ.к
        мыс сал ред проф акад доц др подп""".split()
    ),
)
