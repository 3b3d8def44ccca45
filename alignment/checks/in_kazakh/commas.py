"""Commas that do not belong where they stand, and those that are missing before an addition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.records import Message, said

_EVIDENCE = evidence("commas")
_WORD = r"[^\W\d_]+"
_RULES: tuple[tuple[re.Pattern[str], Message, str | None], ...] = (
    (re.compile(r"(?<=\bсондай-ақ),(?=\s[А-ЯЁӘҒҚҢӨҰҮҺІа-яёәғқңөұүһі])"), said("no comma after сондай-ақ"), ""),
    (
        re.compile(rf"(?<=[^\W\d_]),(?= және {_WORD} {_WORD}[^,.;:]{{0,60}}[.;])"),
        said("no comma before және in a list"),
        "",
    ),
    (
        re.compile(r"(?<=[а-яёәғқңөұүһі]) (?=(?:әсіресе|оның ішінде|атап айтқанда|атап өткенде|соның ішінде)\b)"),
        said("the addition has a comma before it"),
        ", ",
    ),
)


def find(material: Material) -> Iterator[Candidate]:
    """Each place in the Kazakh units where a rule is broken."""
    for text in material.kk:
        for pattern, message, fix in _RULES:
            for match in pattern.finditer(text.without_web):
                start, end = match.span()
                shown = start, end
                while shown[0] and (text.text[shown[0] - 1].isalnum() or text.text[shown[0] - 1] == "-"):
                    shown = shown[0] - 1, end
                while shown[1] < len(text.text) and (text.text[shown[1]].isalnum() or shown[1] < end + 1):
                    shown = shown[0], shown[1] + 1
                proper = None if fix is None else text.text[shown[0] : start] + fix + text.text[end : shown[1]]
                yield Candidate(message, text.mark(*shown), None, _EVIDENCE["a rule"], fix=proper)


CHECK = Check(
    name="commas",
    help="Commas too many or too few.",
    example=Example(
        "The law also helps farmers.",
        "Заң сондай-ақ, фермерлерге көмектеседі.",
        "Заң сондай-ақ фермерлерге көмектеседі.",
    ),
    category="Linguistic conventions/Punctuation",
    severity="minor",
    find=find,
    rank=100,
)
