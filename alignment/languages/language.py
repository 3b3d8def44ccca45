"""The record that describes one language to the reader."""

from __future__ import annotations

import re
from dataclasses import dataclass

from alignment.records import Side


@dataclass(frozen=True, slots=True)
class Language:
    """What the document reader needs to know of a language."""

    code: Side
    """ISO 639-1 code, also the prefix of unit ids."""

    name: str
    """English name, for messages and screens."""

    section_heading: re.Pattern[str]
    """Matches the start of a numbered section heading, whatever punctuation ends it; its group is the number."""

    lettered_heading: re.Pattern[str]
    """Matches the start of a lettered subsection heading."""
