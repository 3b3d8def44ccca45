"""English."""

from __future__ import annotations

import re

from alignment.languages.language import Language

ENGLISH = Language(
    code="en",
    name="English",
    section_heading=re.compile(r"(?:Section|Chapter|Part)\s+(\d+|[IVXLC]+)\b[.:]?\s*", re.IGNORECASE),
    lettered_heading=re.compile(r"[a-h]\.\s+(?=\S)"),
)
