"""Numbers written twice in one: `340.340`, `37 37`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.records import said

_EVIDENCE = evidence("doubled numbers")
_GLUED = re.compile(r"(?<![\d.,])(\d{2,})[.,](\1)(?![\d.,]*\d)")
_AGAIN = re.compile(r"(?<![\d.,])(\d+)\s+\1(?![\d.,]*\d)(?!\s+\d{3}\b)")


def find(material: Material) -> Iterator[Candidate]:
    """Each doubled number. The English side tells the decimals and groups that repeat by nature."""
    for segment in material.segments:
        for pattern, score in ((_GLUED, _EVIDENCE["in one"]), (_AGAIN, _EVIDENCE["side by side"])):
            for match in pattern.finditer(segment.kk.without_web):
                written = re.compile(rf"(?<!\d){match[1]}[.,\s]{match[1]}(?!\d)")
                if segment.is_whole and written.search(segment.en.text):
                    continue
                if pattern is _AGAIN and len(match[1]) == 3 and re.search(rf"{match[1]},{match[1]}", segment.en.text):
                    continue
                single = re.search(rf"(?<!\d){match[1]}(?!\d)", segment.en.text)
                yield Candidate(
                    said("{word} is written twice", word=match[1]),
                    segment.kk.mark(*match.span()),
                    segment.en.mark(*single.span()) if single else None,
                    score,
                    fix=match[1] if single else None,
                )


CHECK = Check(
    name="doubled numbers",
    help="Numbers written twice in one.",
    example=Example("The street has 46 houses.", "Көшеде 46.46 үй бар.", "Көшеде 46 үй бар."),
    category="Locale conventions/Number format",
    severity="major",
    find=find,
    rank=70,
)
