"""Spaces too many and too few, points doubled, hyphens that stand for dashes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.records import Message, Paragraph, Sentence, said

_EVIDENCE = evidence("spacing")
_MANY = 30  # gaps that a page has at least where it was set to an even margin
_CYRILLIC = "а-яёәғқңөұүһіА-ЯЁӘҒҚҢӨҰҮҺІ"
_RULES: tuple[tuple[re.Pattern[str], Message, str | None], ...] = (
    (re.compile(r"(?<=\S) +(?=[,;:!?](?:\s|$))"), said("a space before the mark"), ""),
    (re.compile(r"(?<=[^\s.]) +(?=\.(?:\s|$))"), said("a space before the full stop"), ""),
    (re.compile(rf"(?<=[{_CYRILLIC}]{{2}})[.!?](?=[А-ЯЁӘҒҚҢӨҰҮҺІ][{_CYRILLIC}])"),
     said("no space after the full stop"), ". "),
    (re.compile(rf"(?<=[{_CYRILLIC}])[,;:](?=[{_CYRILLIC}])"), said("no space after the mark"), None),
    (re.compile(r"(?<![.…])\.\.(?!\.)"), said("two full stops"), "."),
    (re.compile(r",{2,}|;{2,}|,\.|\.,(?!\s*\d)(?<!т\.,)(?<!ж\.,)"), said("two marks where one is meant"), None),
    (re.compile(r"[(«\[] +(?=\S)"), said("a space after the opening mark"), None),
    (re.compile(r"(?<=\S) +(?:[)»\]]|”(?!\w))"), said("a space before the closing mark"), None),
    (re.compile(rf"(?<=[{_CYRILLIC}»”)\d]) - (?=[{_CYRILLIC}«“\d])"), said("a hyphen where a dash is meant"), " – "),
    (re.compile(rf"(?<=[{_CYRILLIC}]) [-–](?=[{_CYRILLIC}])|(?<=[{_CYRILLIC}])[-–] (?=[{_CYRILLIC}])(?!- (?:және|мен))"),
     said("a space on one side of the hyphen"), None),
    (re.compile(rf"(?<=[{_CYRILLIC}])[(«](?=[{_CYRILLIC}])|(?<=[{_CYRILLIC}][)»])(?=[{_CYRILLIC}]{{4,}})"),
     said("no space at the bracket or quotation mark"), None),
    (re.compile(rf"(?<=[{_CYRILLIC}]) /|/ (?=[{_CYRILLIC}])"), said("a space at the slash"), "/"),
    (re.compile(r"  +"), said("several spaces"), " "),
)  # fmt: skip
# After a point these go on without a space: "т.б.", "А.С.", addresses.
_GLUED_WELL = re.compile(r"(?:^|[\s(«])[^\W\d_]{1,2}\.$")


def find(material: Material) -> Iterator[Candidate]:
    """Each place in the Kazakh units where a rule of spacing is broken."""
    for text in material.kk:
        plain = text.without_web
        for pattern, message, fix in _RULES:
            for match in pattern.finditer(plain):
                start, end = match.span()
                if pattern is _RULES[2][0] and _GLUED_WELL.search(plain[max(0, start - 3) : start + 1]):
                    continue
                # An empty span shows nothing: take the letters on both sides in.
                shown = (max(start - 1, 0), min(end + 1, len(plain)))
                fix_text = None if fix is None else plain[shown[0] : start] + fix + plain[end : shown[1]]
                yield Candidate(message, text.mark(*shown), None, _EVIDENCE["a rule"], fix=fix_text)
    yield from _stray(material)


CHECK = Check(
    name="spacing",
    help="Spaces and points too many or too few.",
    example=Example("The train left late.", "Пойыз кеш кетті .", "Пойыз кеш кетті."),
    category="Linguistic conventions/Punctuation",
    severity="minor",
    find=find,
    rank=90,
)


def _stray(material: Material) -> Iterator[Candidate]:
    """Spaces of the source that the units no longer show: several inside a line, one at its beginning."""
    gaps, indents = [], []
    for text in material.kk:
        unit = text.units[text.places[0]]
        paragraph, start, end = unit, 0, len(unit.text)
        if isinstance(unit, Sentence):
            paragraph = material.alignment.kk.paragraphs[unit.paragraph]
            start, end = unit.span
        if isinstance(paragraph, Paragraph):
            gaps += [text.mark(*_around(text.text, place - start)) for place in paragraph.gaps if start <= place < end]
            indents += [
                text.mark(*_around(text.text, place - start)) for place in paragraph.indents if start <= place < end
            ]
    words = sum(len(text.words) for text in material.kk)
    # A page that was set to an even right margin has wide spaces in every line.
    if len(gaps) > max(_MANY, words * _EVIDENCE["even margin"]):
        message = said("several spaces, here and in many places")
        yield Candidate(message, gaps[0], None, _EVIDENCE["gaps everywhere"], others=tuple(gaps[1:]))
    else:
        for mark in gaps:
            yield Candidate(said("several spaces in the source"), mark, None, _EVIDENCE["gaps"])
    if indents:
        message = said("the line begins with a stray space ({number} in the text)", number=len(indents))
        score, others = _EVIDENCE["indents"], tuple(indents[1:])
        yield Candidate(message, indents[0], None, score, "Design and markup/Layout", others=others)


def _around(text: str, place: int) -> tuple[int, int]:
    """From the word before the place to the word after it."""
    start, end = place, place
    while start and (start == place or not text[start - 1].isspace()):
        start -= 1
    while end < len(text) and (end <= place or not text[end].isspace()):
        end += 1
    return start, end
