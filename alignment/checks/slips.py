"""Slips of the pen and of the keyboard: which words are one slip away, and how surely a word is one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from alignment.checks.check_tables import CHECK_TABLES
from alignment.files import known_rows
from alignment.languages import is_ending_chain

_ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_PAIRS = "кқ гғ нң оө уұ уү ұү ии иі ыі иы аә еэ хһ еі"
_MISTAKEN: dict[str, str] = {
    letter: "".join(pair.replace(letter, "") for pair in _PAIRS.split() if letter in pair) for letter in _ALPHABET
}
_OTHER_HARMONY = str.maketrans("аеыіғгқк", "еаіыгғкқ")
_LONGEST_ENDING = 8
_SHORTEST_STEM = 3
_SHORT, _MIDDLE = 6, 9  # letters from which a word is not short, and from which it is long
_SURE = 6
"""Times as many slips as clean words that look so, from which a word is rather a slip."""

USUAL = 0.015
"""Share of the words of a text of news or of the web that are unknown: .014 and .015 where it was counted, .03 in tales."""

_ORDER = (
    "letter doubled",
    "harmony",
    "mistaken letter",
    "letters swapped",
    "letter added",
    "letter lost",
    "other letter",
)  # the likeliest first
OFTEN = frozenset(_ORDER[:4])
"""Slips that are taken for such where the proper word is known by its stem alone."""

_PLACES = ("in the document", "in the lexicon", "by its stem")


def slips_of(word: str) -> Iterator[tuple[str, str]]:
    """The words that a lower-case word may be meant to be, each with the slip that it then has. O(letters)."""
    for i, own in enumerate(word):
        yield ("letter doubled" if i and own == word[i - 1] else "letter added"), word[:i] + word[i + 1 :]
        if i + 1 < len(word) and own != word[i + 1]:
            yield "letters swapped", word[:i] + word[i + 1] + own + word[i + 2 :]
        for letter in _ALPHABET:
            if letter != own:
                yield ("mistaken letter" if letter in _MISTAKEN[own] else "other letter"), word[:i] + letter + word[i + 1 :]
            yield "letter lost", word[:i] + letter + word[i:]
    for letter in _ALPHABET:
        yield "letter lost", word + letter
    for length in range(2, min(_LONGEST_ENDING, len(word) - 3) + 1):
        yield "harmony", word[:-length] + word[-length:].translate(_OTHER_HARMONY)


def differ_in_endings(one: str, other: str) -> bool:
    """Whether two words have a stem in common, and each of them endings that fit it: two forms of a word that need not be
    known.

    >>> differ_in_endings("планетаны", "планетаның"), differ_in_endings("адамдер", "адамдар")
    (True, False)
    """
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    return any(
        is_ending_chain(one[cut:], one[:cut]) and is_ending_chain(other[cut:], one[:cut])
        for cut in range(_SHORTEST_STEM, same + 1)
    )


def rank_of(found: tuple[str, str]) -> tuple[int, int]:
    """The place of a near word among others, the likeliest first: where it is attested, and the slip."""
    return _PLACES.index(found[0]), _ORDER.index(found[1])


def size_of(letters: int) -> str:
    """The class of a word by its letters, as the table of slips names it."""
    return "4–5" if letters < _SHORT else "6–8" if letters < _MIDDLE else "9 or more"


@lru_cache(maxsize=256)
def likelihood(attested: str, slip: str, letters: int, unknown: float = USUAL) -> float:
    """How surely an unknown word is a slip, in [0, 1]: by how many seeded slips and how many unknown words of clean texts
    have such a word near them; one half where slips are `_SURE` times as many, and more where a text has many words that
    nobody here knows, as literature has.

    Args:
        attested: where the near word is known from: one of the table's column of this name.
        slip: what makes the one of the other.
        unknown: share of the text's words that are unknown, in [0, 1].
    """
    size = "any" if attested == "nowhere" else size_of(letters)
    for row in known_rows(CHECK_TABLES / "slips.tsv"):
        if (row["attested"], row["slip"], row["letters"]) == (attested, slip, size):
            faulty, clean = int(row["faulty"]) + 1, int(row["clean"]) + 1
            return faulty / (faulty + _SURE * clean * max(1.0, unknown / USUAL))
    return 0.0
