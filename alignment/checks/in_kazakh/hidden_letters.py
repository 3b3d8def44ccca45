"""Characters that nobody sees, and those that stand for what a conversion has lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.checks.segments import Text
from alignment.records import Paragraph, Sentence, said

_EVIDENCE = evidence("hidden letters")
_LOST = re.compile("[\ufffd\ue000-\uf8ff]+")
_HIDDEN = re.compile(
    "[\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u0000-\u0008\u000e-\u001f\u007f]"
)
_PICTURES = re.compile("[\u2400-\u241f\u2421]")


def find(material: Material) -> Iterator[Candidate]:
    """Characters of the Kazakh that a conversion has lost, and those that the source hides in a word. Soft hyphens belong
    to a page and are no fault; what stands beside signs, such as a joiner in an emoji, is none either."""
    for text in material.kk:
        for match in _LOST.finditer(text.text):
            message = said("{code}: a character was lost here", code=f"U+{ord(match[0][0]):04X}")
            yield Candidate(message, text.mark(*_word(text.text, *match.span())), None, _EVIDENCE["lost"])
        for place, written in _left_out(material, text):
            hidden = _HIDDEN.search(written) or _PICTURES.search(written)
            if hidden and _in_word(text.text, place):
                code = ord(hidden[0]) - (0x2400 if "\u2400" <= hidden[0] <= "\u2421" else 0)
                message = said("the source has a character here that nobody sees ({code})", code=f"U+{code:04X}")
                yield Candidate(message, text.mark(*_word(text.text, place, place)), None, _EVIDENCE["hidden"])


CHECK = Check(
    name="hidden letters",
    help="Characters lost or not to be seen.",
    example=Example("The school opened.", "Мек\ufffdеп ашылды.", "Мектеп ашылды."),
    category="Linguistic conventions/Spelling",
    severity="minor",
    find=find,
    rank=15,
)


def _left_out(material: Material, text: Text) -> Iterator[tuple[int, str]]:
    """Places in the unit where the source has something that reading left out, and what."""
    unit = text.units[text.places[0]]
    paragraph, start = unit, 0
    if isinstance(unit, Sentence):
        paragraph, start = material.alignment.kk.paragraphs[unit.paragraph], unit.span[0]
    if isinstance(paragraph, Paragraph):
        for change in paragraph.changes:
            if start <= change.start <= start + len(unit.text) and change.start == change.end:
                yield change.start - start, change.written
    # Texts that came past the readers still have them.
    yield from ((match.start(), match[0]) for match in _HIDDEN.finditer(unit.text))


def _in_word(text: str, place: int) -> bool:
    return any(letter.isalpha() for letter in text[max(0, place - 1) : place + 2])


def _word(text: str, start: int, end: int) -> tuple[int, int]:
    """The word about a place."""
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end
