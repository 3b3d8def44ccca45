"""Compounds that a text writes now as one word, now apart or with a hyphen."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate, Mark
from alignment.checks.material import Material
from alignment.checks.segments import Text
from alignment.checks.vocabulary import has_stem, kazakh_words
from alignment.checks.word_lists import word_list
from alignment.records import said

_EVIDENCE = evidence("compounds")
_HYPHENED = re.compile(r"(?<![\w-])([а-яёәғқңөұүһі]{2,})-([а-яёәғқңөұүһі]{3,})(?![\w-])", re.IGNORECASE)
_STEM = 4  # letters of the second part that tell it: endings differ
# Both ways of writing these are right, each with a sense of its own.
_SENSES = frozenset(word[:7] for word in word_list("compounds", "two senses"))
_APART = frozenset(word_list("compounds", "apart by the rules"))


def find(material: Material) -> Iterator[Candidate]:
    """Each place where a compound is written in the way that the text uses less."""
    heads: dict[str, Counter[str]] = defaultdict(Counter)
    for word, count in material.kk_words.items():
        if "-" not in word and len(word) >= 6:
            low = word.lower()
            for cut in range(2, len(low) - 3):
                heads[low[:cut]][low[cut : cut + _STEM]] += count
    places: dict[tuple[str, str], list[Mark]] = defaultdict(list)
    for text in material.kk:
        for match in _HYPHENED.finditer(text.without_web):
            places[match[1].lower(), match[2].lower()[:_STEM]].append(text.mark(*match.span()))
    for (first, second), marks in places.items():
        whole = heads[first][second] if len(second) >= _STEM else 0
        if whole > len(marks) or (whole == len(marks) and f"{first}{second}" in kazakh_words()):
            for mark in marks:
                message = said("{word} here, written as one word elsewhere", word=mark.text)
                yield Candidate(message, mark, None, _EVIDENCE["hyphen"])
    hyphened = {key: len(marks) for key, marks in places.items()}
    for text in material.kk:
        yield from _apart(text, heads, hyphened)


CHECK = Check(
    name="compounds",
    help="Compounds written in two ways.",
    example=Example(
        "They signed a contract. ¶ The contract was long. ¶ The contract ended.",
        "Олар келісімшарт жасады. ¶ Бұл келісімшарт ұзақ болды. ¶ Ол келісім-шарт аяқталды.",
        "Олар келісімшарт жасады. ¶ Бұл келісімшарт ұзақ болды. ¶ Ол келісімшарт аяқталды.",
    ),
    category="Linguistic conventions/Spelling",
    severity="minor",
    find=find,
    rank=40,
)


def _apart(text: Text, heads: dict[str, Counter[str]], hyphened: dict[tuple[str, str], int]) -> Iterator[Candidate]:
    """Neighbouring words that are one elsewhere."""
    for (first, start, middle), (second, after, end) in pairwise(text.words):
        a, b = first.lower(), second.lower()[:_STEM]
        # Written apart by the rules; the spelling check has those with a hyphen.
        if text.text[middle:after] != " " or "-" in first + second or a in _APART or f"{a}{b}"[:7] in _SENSES:
            continue
        # One place elsewhere may be the odd one itself, unless the word is known.
        joined = heads[a][b] if len(a) >= 2 and len(b) >= _STEM else 0
        if joined > 1 or (joined and has_stem(f"{first}{second}".lower())):
            message = said(
                "{words} in two words here, in one elsewhere ({number})", words=f"{first} {second}", number=joined
            )
            yield Candidate(message, text.mark(start, end), None, _EVIDENCE["apart"])
        elif len(b) >= 3 and hyphened.get((a, b), 0) > 1:
            message = said("{words} without the hyphen that it has elsewhere", words=f"{first} {second}")
            yield Candidate(message, text.mark(start, end), None, _EVIDENCE["apart"])
