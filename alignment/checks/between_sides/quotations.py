"""Quoted words of the English that are not quoted in the Kazakh."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.records import said

_EVIDENCE = evidence("quotations")
_EN = re.compile(r'"[^"]{2,}"|“[^”]{2,}”')
_KK = re.compile(r"[«“„\"][^«»”“]{2,}[»”“\"]")
_SPEECH = re.compile(r"[,.]?\s*[–—-]\s*[дж]\w+")
_DASH = re.compile(r"[–—-]\s")
_WORDS = 5  # fewer are a title
_LONG = 30  # characters; shorter ones are titles and names, which Kazakh may leave bare


def find(material: Material) -> Iterator[Candidate]:
    """Links in which one side quotes at length and the other not at all."""
    for segment in material.whole:
        if not re.search(r"[\"“”‘]|(?<!\w)'\w", segment.en.text):
            for match in _KK.finditer(segment.kk.text):
                if _SPEECH.match(segment.kk.text, match.end()):
                    continue  # «…», – деді ол: Kazakh gives as direct speech what English reports
                if len(match[0]) >= _LONG and len(match[0].split()) >= _WORDS:
                    message = said("quotation marks here; the English reports it in its own words")
                    yield Candidate(message, segment.kk.mark(*match.span()), None, _EVIDENCE["marks added"])
        # What somebody says, from the start of the unit, Kazakh sets behind a dash or tells bare.
        english = [match for match in _EN.finditer(segment.en.text) if match.start() and len(match[0]) >= _LONG]
        if english and not _DASH.match(segment.kk.text) and not re.search(r"[«“„\"»”]", segment.kk.text):
            for match in english:
                yield Candidate(
                    said("the English quotes here; the Kazakh has no quotation marks"),
                    None,
                    segment.en.mark(*match.span()),
                    _EVIDENCE["marks missing"],
                )


CHECK = Check(
    name="quotations",
    help="Quotations that are not marked.",
    example=Example(
        'The poster promised "the longest bridge in the country."',
        "Хабарландыру елдегі ең ұзын көпірді уәде етті.",
        "Хабарландыру «елдегі ең ұзын көпірді» уәде етті.",
    ),
    category="Linguistic conventions/Punctuation",
    severity="minor",
    find=find,
    rank=130,
)
