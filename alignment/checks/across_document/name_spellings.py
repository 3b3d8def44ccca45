"""One name in several spellings, across the Kazakh text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate, Mark
from alignment.checks.material import Material
from alignment.checks.vocabulary import kazakh_words
from alignment.languages import fold, name_stems
from alignment.records import said

_EVIDENCE = evidence("name spellings")
_NAME = re.compile(r"(?<![^\W_])[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі]{2,}(?:-[А-ЯЁӘҒҚҢӨҰҮҺІа-яёәғқңөұүһі]+)?")


def find(material: Material) -> Iterator[Candidate]:
    """Names that differ in letters that are mistaken for one another only: Ғабдуллин, Габдуллин."""
    places: dict[str, list[Mark]] = defaultdict(list)
    small = {word.lower() for word in material.kk_words if word[0].islower()}
    for text in material.kk:
        for match in _NAME.finditer(text.without_web):
            word = match[0]
            # A word that is also written small, or that the lexicon has, is no name.
            if word.lower() not in small and word.lower() not in kazakh_words():
                places[word].append(text.mark(*match.span()))
    stems: dict[str, dict[str, list[Mark]]] = defaultdict(lambda: defaultdict(list))
    for word, stem in _reduced(places).items():
        stems[fold(stem)][stem] += places[word]
    for spellings in stems.values():
        if len(spellings) < 2:
            continue
        usual = max(spellings, key=lambda stem: (len(spellings[stem]), _own_letters(stem)))
        for stem, marks in spellings.items():
            if stem == usual:
                continue
            for mark in marks:
                message = said("{word} here, {usual} elsewhere", word=stem, usual=usual)
                yield Candidate(message, mark, None, _EVIDENCE["another spelling"], others=(spellings[usual][0],))


CHECK = Check(
    name="name spellings",
    help="One name in several spellings.",
    example=Example(
        "The court heard Gabdullin. ¶ Gabdullin spoke. ¶ Gabdullin left.",
        "Сот Ғабдуллинді тыңдады. ¶ Кеше Ғабдуллин сөйледі. ¶ Бүгін Габдуллин кетті.",
        "Сот Ғабдуллинді тыңдады. ¶ Кеше Ғабдуллин сөйледі. ¶ Бүгін Ғабдуллин кетті.",
    ),
    category="Locale conventions/Name format",
    severity="minor",
    find=find,
    rank=30,
)


def _reduced(words: dict[str, list[Mark]]) -> dict[str, str]:
    """Each name with its ending taken off: the shortest stem that other names share or that stands by itself."""
    counts = Counter(fold(stem) for word in words for stem in name_stems(word))
    reduced = {}
    for word in words:
        stems = name_stems(word)
        shared = [stem for stem in stems if counts[fold(stem)] > 1]
        # The longest shared one keeps "Бокаев" from falling together with "Бокай".
        by_itself = [stem for stem in shared if any(fold(stem) == fold(other) for other in words)]
        reduced[word] = (by_itself or shared or [word])[-1] if by_itself else (shared or [word])[0]
    return reduced


def _own_letters(stem: str) -> int:
    return sum(letter in "әғқңөұүһіӘҒҚҢӨҰҮҺІ" for letter in stem)
