"""English."""

from __future__ import annotations

import re

from alignment.languages.language import Language

ENGLISH = Language(
    code="en",
    name="English",
    section_heading=re.compile(r"(?:Section|Chapter|Part)\s+(?:\d+|[IVXLC]+)\b[.:]?\s*", re.IGNORECASE),
    lettered_heading=re.compile(r"[a-h]\.\s+(?=\S)"),
    abbreviations=frozenset(
        """Mr Mrs Ms Dr Prof St Jr Sr Gen Col Lt Sgt Capt Maj Rev Hon Gov Sen Rep Amb
        No Nos Art Arts Sec Ch Vol pp p ed eds al cf vs etc e.g i.e approx est fig
        Inc Ltd Co Corp Bros Dept Assn Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
        U.S U.N U.K D.C a.m p.m""".split()
    ),
)
