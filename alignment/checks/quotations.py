"""Quoted words of the English that are not quoted in the Kazakh."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignment.checks.finding import Candidate
from alignment.checks.material import Material

_EN = re.compile(r'"[^"]{2,}"|“[^”]{2,}”')
_KK = re.compile(r"[«“„\"][^»”]{2,}[»”“\"]")
_LONG = 30  # characters; shorter ones are titles and names, which Kazakh may leave bare


def find(material: Material) -> Iterator[Candidate]:
    """Links in which the English quotes at length and the Kazakh not at all."""
    for segment in material.whole:
        english = [match for match in _EN.finditer(segment.en.text) if len(match[0]) >= _LONG]
        if english and not re.search(r"[«“„\"»”]", segment.kk.text):
            for match in english:
                yield Candidate(
                    "the English quotes here; the Kazakh has no quotation marks",
                    None,
                    segment.en.mark(*match.span()),
                    0.8,
                )
