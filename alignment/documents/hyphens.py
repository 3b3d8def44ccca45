"""Hyphens at line ends: whether a word was cut there, or stands with its hyphen wherever it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from alignment.languages import DEVOICED, is_ending_chain
from alignment.settings import RESOURCES

SOFT_HYPHENS = ("\xad", "¬")
"""At a line's end: a word was cut. Word writes the second where it exports the first as plain text."""

CUT_WORD = re.compile(r"[-\u2010\xad¬](?<=\w[-\u2010\xad¬])$")
"""The hyphen of a line that ends in one, with a word before it and nothing behind it."""

_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_LAST_WORD = re.compile(r"[\w'’]+(?:[-\u2010][\w'’]+)*$")
_FIRST_WORD = re.compile(r"[\w'’]+")
_VOWEL = re.compile("[aeiouyаәеёиоөуұүыіэюя]")
_ENGLISH_ENDINGS = ("s", "es", "ed", "d", "ing", "ly", "er", "ers", "ment", "ments", "ness", "tion", "able")
_LONGEST_ENDINGS = 14  # letters
_SHORTEST_STEM = 3
_SAME_START = 4  # letters in which two forms of a word agree
_WORDS_A_LINE = 10
_OFTEN = 3  # times as many hyphens at line ends as words with a hyphen would put there


class LineEndHyphens:
    """What a text and the program's own vocabulary say of a word with a hyphen at a line's end."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Look through the text's lines, without the space around them. O(characters)."""
        self._plain: Counter[str] = Counter()
        self._compounds: Counter[str] = Counter()
        ends = 0
        for line in lines:
            inside = line
            if CUT_WORD.search(line):
                ends += 1
                inside = _LAST_WORD.sub("", line[:-1])
            words = _WORD.findall(inside.lower())
            if "-" in inside or "\u2010" in inside:
                compounds = [word.replace("\u2010", "-") for word in words if "-" in word or "\u2010" in word]
                self._compounds.update(compounds)
                words = [word for word in words if "-" not in word and "\u2010" not in word]
            self._plain.update(words)
        self._starts = _by_first_part(self._compounds)
        self._typeset = ends > _OFTEN * sum(self._compounds.values()) / _WORDS_A_LINE

    def joins(self, line: str, following: str) -> bool:
        """Whether the hyphen at the end of `line` goes as the word goes on in `following`; else it stays. No space is put
        between the two in either case."""
        if line.endswith(SOFT_HYPHENS):
            return True
        first, second = _LAST_WORD.search(line[:-1]), _FIRST_WORD.match(following)
        if first is None or second is None or not second[0][0].islower() or not first[0][-1].islower():
            return False
        return self._cut(first[0].lower(), second[0].lower())

    def _cut(self, first: str, second: str) -> bool:
        head, joined = first.rpartition("-")[2], first + second
        if not second.isalpha() or not _VOWEL.search(head) or not _VOWEL.search(second):
            return True  # no word, so no part of a compound
        if _is_compound(first, second, self._starts):
            return self._plain[joined] > self._compounds[f"{first}-{second}"] > 0
        if self._plain[joined] or _is_compound(first, second, _resources()[1]):
            return self._plain[joined] > 0
        if self._is_known(head + second):
            return True
        return self._typeset and not (self._is_known(head) and self._is_known(second))

    def _is_known(self, word: str) -> bool:
        vocabulary = _resources()[0]
        if word in vocabulary or word in self._plain:
            return True
        for length in range(max(_SHORTEST_STEM, len(word) - _LONGEST_ENDINGS), len(word)):
            stem, ending = word[:length], word[length:]
            if stem in vocabulary and (is_ending_chain(ending, stem) or ending in _ENGLISH_ENDINGS):
                return True
            if ending in _ENGLISH_ENDINGS and (
                stem + "e" in vocabulary or (stem[-1] == stem[-2] and stem[:-1] in vocabulary)
            ):
                return True
            # Kazakh: a verb is listed in -у, a noun with its last consonant voiceless.
            if is_ending_chain(ending) and (
                stem + "у" in vocabulary or stem[:-1] + DEVOICED.get(stem[-1], " ") in vocabulary
            ):
                return True
        return False


def _by_first_part(compounds: Iterable[str]) -> dict[str, set[str]]:
    """By a compound's part before its last hyphen, the parts behind."""
    parts: dict[str, set[str]] = {}
    for compound in compounds:
        first, _, second = compound.rpartition("-")
        parts.setdefault(first, set()).add(second)
    return parts


def _is_compound(first: str, second: str, compounds: dict[str, set[str]]) -> bool:
    """Whether the two stand with a hyphen elsewhere, in this form or another."""
    start = second[:_SAME_START]
    return any(
        other.startswith(start) if len(start) == _SAME_START else other == second for other in compounds.get(first, ())
    )


@cache
def _resources() -> tuple[frozenset[str], dict[str, set[str]]]:
    """The words of the shipped lexicon and sentences, and those of them that have a hyphen by their parts."""
    words: set[str] = set()
    for name in ("lexicon.tsv", "sentences.tsv"):
        words.update(_WORD.findall((RESOURCES / name).read_text(encoding="utf-8").lower()))
    return frozenset(words), _by_first_part(word for word in words if "-" in word)
