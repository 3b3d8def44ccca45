"""Numbers against the Kazakh custom, or against the custom of the rest of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.checks.segments import Text
from alignment.records import Message, said

_EVIDENCE = evidence("number format")
_POINT = re.compile(
    r"(?<![\d.,])\d{1,3}\.\d{1,2}(?=\s*(?:пайыз|%|процент|миллион|миллиард|млн|млрд|есе|теңге|АҚШ|долл|\)))"
)
_COMMAS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,]*\d)")
_FOUR = re.compile(r"(?<![\d.,$-])(?<!\d )\d{4}(?![\d.,]*\d)(?!\s\d{3}\b)")
_FOUR_SPACED = re.compile(r"(?<![\d.,])(?<!\d )\d[ \u00a0]\d{3}(?![\d.,]*\d)(?!\s\d{3}\b)")
_YEAR = re.compile(r"(?:\s*(?:ж\.|жыл|жж|[-–]\s*\d|есеб|көрме|»)|\s*,?\s*\d{1,2}\s)", re.IGNORECASE)
_MIXED_RANGE = re.compile(
    r"\b(?:екі|үш|төрт|бес|алты|жеті|сегіз|тоғыз|он)\s+(?:жылдан|айдан|күннен|сағаттан)\s+\d+\s+(?:жыл|ай|күн|сағат)\w*"
)
# What a text has as a rule, what it has now and then, what to say of that, and what to write.
_STYLES: tuple[tuple[re.Pattern[str], re.Pattern[str], Message, str | None], ...] = (
    (
        re.compile(r"\d \d{3}\b"),
        re.compile(r"(?<![\d.,])\d+ мың(?!\w*\s*доллар)\w*"),
        said("мың in a word here, thousands in figures elsewhere"),
        None,
    ),
    (
        re.compile(r"\d \d{3}\b|АҚШ доллар"),
        re.compile(r"(?<![\d.,])\d+ мың(?: доллар\w*)"),
        said("neither the thousands nor the dollar are written as elsewhere"),
        None,
    ),
    (re.compile(r"\bАҚШ доллар"), re.compile(r"\d (доллар\w*)"), said("доллар here, АҚШ доллары elsewhere"), None),
)
_POINTED = re.compile(r"\b(млн|млрд|трлн)\.(?=\s+[^\W\d_])")
_DOLLAR_FIRST = re.compile(r"\$\s*\d")


def find(material: Material) -> Iterator[Candidate]:
    """Decimal points, thousands set off by commas, four figures now closed and now spaced, signs now and words then."""
    fours: list[tuple[Text, re.Match[str]]] = []
    spaced: list[tuple[Text, re.Match[str]]] = []
    signs: list[tuple[Text, re.Match[str]]] = []
    percents = 0
    for text in material.kk:
        for match in _POINT.finditer(text.without_web):
            proper = match[0].replace(".", ",")
            message = said("Kazakh writes decimals with a comma: {proper}", proper=proper)
            yield Candidate(message, text.mark(*match.span()), None, _EVIDENCE["decimal point"], fix=proper)
        for match in _COMMAS.finditer(text.without_web):
            proper = match[0].replace(",", " ")
            message = said("Kazakh sets thousands off by spaces: {proper}", proper=proper)
            yield Candidate(message, text.mark(*match.span()), None, _EVIDENCE["thousands by commas"], fix=proper)
        if signs_first := [text.mark(*match.span()) for match in _DOLLAR_FIRST.finditer(text.without_web)]:
            message = said("Kazakh writes the currency after the amount")
            yield Candidate(message, signs_first[0], None, _EVIDENCE["currency first"], others=tuple(signs_first[1:]))
        for match in _POINTED.finditer(text.text):
            message = said("{word} is written without a point", word=match[1])
            yield Candidate(message, text.mark(*match.span()), None, _EVIDENCE["point after млн"], fix=match[1])
        for match in _MIXED_RANGE.finditer(text.text):
            message = said("one end of the range in words, the other in figures")
            yield Candidate(message, text.mark(*match.span()), None, _EVIDENCE["mixed range"])
        fours += [
            (text, m)
            for m in _FOUR.finditer(text.without_web)
            if not _YEAR.match(text.text, m.end()) and not 1800 <= int(m[0]) <= 2099
        ]
        spaced += [(text, m) for m in _FOUR_SPACED.finditer(text.without_web)]
        signs += [(text, m) for m in re.finditer(r"\d+(?:[.,]\d+)?\s*%", text.text)]
        percents += len(re.findall(r"\d\s+пайыз", text.text))
    # Where four figures are set off at all, closed ones are odd.
    if spaced:
        for text, match in fours:
            proper = f"{match[0][0]} {match[0][1:]}"
            message = said("the thousands are not set off here, as they are elsewhere ({usual})", usual=spaced[0][1][0])
            yield Candidate(message, text.mark(*match.span()), None, _EVIDENCE["closed thousands"], fix=proper)
    yield from _styles(material)
    if signs and percents > 2 * len(signs):
        for text, match in signs:
            message = said("the sign % here, the word пайыз in the rest of the text")
            yield Candidate(message, text.mark(*match.span()), None, _EVIDENCE["percent sign"])


CHECK = Check(
    name="number format",
    help="Decimals, thousands, signs against custom.",
    example=Example("The town has 4.5 million trees.", "Қалада 4.5 миллион ағаш бар.", "Қалада 4,5 миллион ағаш бар."),
    category="Locale conventions/Number format",
    severity="minor",
    find=find,
    rank=80,
)


def _styles(material: Material) -> Iterator[Candidate]:
    """Amounts that are written otherwise than in the rest of the text."""
    for usual, other, message, fix in _STYLES:
        habit = sum(len(usual.findall(text.without_web)) for text in material.kk)
        odd = [(text, match) for text in material.kk for match in other.finditer(text.without_web)]
        if len(odd) * _EVIDENCE["habit"] < habit and habit > 2:
            for text, match in odd:
                proper = match.expand(fix) if fix else None
                yield Candidate(message, text.mark(*match.span()), None, _EVIDENCE["other style"], fix=proper)
