"""Headings: numbers and letters that skip, and run-in headings that go on in a small letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.checks.segments import RUN_IN, Text
from alignment.checks.word_lists import alternatives
from alignment.languages import LANGUAGES, TO_LATIN
from alignment.records import said

_EVIDENCE = evidence("numbering")
_SECTION = LANGUAGES["kk"].section_heading
_LETTER = re.compile(r"([a-zа-я])\.\s+(?=\S)")
_LISTS = re.compile(
    rf"{alternatives('numbering', 'opens a list')}|(?:{alternatives('numbering', 'opens a list at the end')})$"
)


def find(material: Material) -> Iterator[Candidate]:
    """Gaps and repetitions in the numbering of the Kazakh headings, and run-in headings unlike the others."""
    yield from _gaps(material)
    yield from _run_ins(material)


CHECK = Check(
    name="numbering",
    help="Headings that skip or differ in form.",
    example=Example(
        "# Section 1. Rivers ¶ # Section 2. Lakes ¶ # Section 3. Seas",
        "# 1-бөлім. Өзендер ¶ # 2-бөлім. Көлдер ¶ # 4-бөлім. Теңіздер",
        "# 1-бөлім. Өзендер ¶ # 2-бөлім. Көлдер ¶ # 3-бөлім. Теңіздер",
    ),
    category="Design and markup/Layout",
    severity="minor",
    find=find,
    rank=20,
)


def _gaps(material: Material) -> Iterator[Candidate]:
    section, letter = 0, 0
    for text in material.kk:
        if text.units[text.places[0]].kind != "heading":
            continue
        if match := _SECTION.match(text.text):
            number = int(match[1])
            if section and number != section + 1:
                message = said("section {number} follows section {before}", number=number, before=section)
                yield Candidate(message, text.mark(*match.span(1)), None, _EVIDENCE["a number"])
            section, letter = number, 0
        elif match := _LETTER.match(text.text):
            number = ord(TO_LATIN.get(match[1], match[1])) - ord("a") + 1
            if not 1 <= number <= 26:
                continue
            if number != letter + 1:
                before = chr(ord("a") + letter - 1)
                message = (
                    said("letter {letter} follows {before}", letter=match[1], before=before)
                    if letter
                    else said("letter {letter} follows the heading", letter=match[1])
                )
                yield Candidate(message, text.mark(*match.span(1)), None, _EVIDENCE["a letter"])
            letter = number


def _run_ins(material: Material) -> Iterator[Candidate]:
    found: list[tuple[Text, re.Match[str]]] = []
    for text in material.kk:
        if text.units[text.places[0]].kind == "heading":
            continue
        match = RUN_IN.match(text.text)
        if match and len(match[1].split()) <= 12 and not _LISTS.search(match[1].lower()):
            found.append((text, match))
    small = [(text, match) for text, match in found if match[2].islower()]
    if len(found) - len(small) < 2 * len(small):
        return
    for text, match in small:
        yield Candidate(
            said("a small letter after the run-in heading; the others go on with a capital"),
            text.mark(match.end(1), match.end(2)),
            None,
            _EVIDENCE["a small letter"],
            fix=f"{text.text[match.end(1) : match.start(2)]}{match[2].upper()}",
        )
