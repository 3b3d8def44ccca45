"""English left in the Kazakh, Cyrillic left in the English, and text in a third language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.checks.segments import Segment, Text
from alignment.checks.vocabulary import english_words
from alignment.checks.word_lists import word_list
from alignment.glossary import Glossary
from alignment.languages import OWN_LETTERS
from alignment.records import said

_EVIDENCE = evidence("untranslated")
_LATIN_RUN = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*(?:[ ,]+[A-Za-z]+(?:['’-][A-Za-z]+)*)*")
_CYRILLIC_RUN = re.compile(r"[Ѐ-ӿ]{2,}(?:\s+[Ѐ-ӿ]+)*")
_RUSSIAN = frozenset(word_list("untranslated", "Russian word"))
_SMALL = frozenset(word_list("untranslated", "small English word"))
_LETTERS = 40  # from which a paragraph tells its language
# A title that stays as it is, with its translation behind it.
_TRANSLATED = re.compile(r"[»”\"]?\s*\([^)A-Za-z]*[А-яӘәҒғҚқҢңӨөҰұҮүҺһІі]{3}")


def find(material: Material) -> Iterator[Candidate]:
    """Runs of the wrong language. Names and titles that both sides write alike are left in peace."""
    for segment in material.segments:
        yield from _latin(segment)
        for match in _CYRILLIC_RUN.finditer(segment.en.without_web):
            message = said("Cyrillic in the English text")
            yield Candidate(message, None, segment.en.mark(*match.span()), _EVIDENCE["Cyrillic in English"], "Other")
    for text in material.kk:
        yield from _other_language(text)
        yield from _terms(text, material.glossary)


CHECK = Check(
    name="untranslated",
    help="Text in the wrong language.",
    example=Example("The school published a report.", "Мектеп report жариялады.", "Мектеп есеп жариялады."),
    category="Accuracy/Untranslated",
    severity="major",
    find=find,
    rank=110,
)


def _latin(segment: Segment) -> Iterator[Candidate]:
    text = segment.kk
    for match in _LATIN_RUN.finditer(text.without_web):
        words = re.findall(r"[A-Za-z]+", match[0])
        plain = [w for w in words if w.islower() and w not in _SMALL and len(w) > 2]
        known = [w for w in plain if w in english_words()]
        glued = (match.start() and text.text[match.start() - 1].isalnum()) or text.text[
            match.end() : match.end() + 1
        ].isalpha()
        explained = _TRANSLATED.match(text.text, match.end())
        if (
            known
            and not glued
            and not explained
            and "\x00" not in text.without_web[max(0, match.start() - 2) : match.end() + 2]
        ):
            place = segment.en.text.lower().find(match[0].lower())
            yield Candidate(
                said("“{words}” is left in English", words=match[0]),
                text.mark(*match.span()),
                segment.en.mark(place, place + len(match[0])) if place >= 0 else None,
                min(
                    1.0,
                    _EVIDENCE["English word"]
                    + _EVIDENCE["each further word"] * len(known)
                    + (_EVIDENCE["in the English too"] if place >= 0 else 0),
                ),
            )


def _terms(text: Text, glossary: Glossary) -> Iterator[Candidate]:
    """An English term that the glossary has Kazakh words for."""
    if not re.search(r"[A-Z][a-z]", text.without_web):
        return
    for en, span in glossary.find_english(text.without_web):
        terms = [term for term in glossary.concepts[en] if term.status != "forbidden"]
        whole = not re.match(r" [A-Z][a-z]", text.text[span[1] :])  # else part of a longer name
        quoted = " " in en and text.text[max(0, span[0] - 1) : span[0]] in ("«", "“", '"')  # a title may stay as it is
        explained = _TRANSLATED.match(text.text, span[1])
        if (
            whole
            and not quoted
            and not explained
            and terms
            and not any(re.search(r"[A-Za-z]{3}", term.kk) for term in terms)
        ):
            message = said(
                "“{words}” is left in English; the glossary has {kk}", words=text.text[slice(*span)], kk=terms[0].kk
            )
            yield Candidate(message, text.mark(*span), None, _EVIDENCE["glossary term"], severity="minor")


def _other_language(text: Text) -> Iterator[Candidate]:
    letters = [letter for letter in text.text.lower() if letter.isalpha()]
    if len(letters) < _LETTERS:
        return
    words = [word.lower() for word, _, _ in text.words]
    russian = sum(word in _RUSSIAN for word in words) / len(words)
    if not any(letter in OWN_LETTERS for letter in letters) and russian > _EVIDENCE["Russian words"]:
        yield Candidate(said("this is Russian"), text.whole(), None, _EVIDENCE["Russian text"], severity="critical")
    elif sum(letter.isascii() for letter in letters) > _EVIDENCE["Latin letters"] * len(letters):
        yield Candidate(said("this is not translated"), text.whole(), None, _EVIDENCE["English text"], severity="critical")
