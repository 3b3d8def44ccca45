"""Words of the two languages that say the opposite of each other, from a table of pairs of poles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from alignment.checks.check_tables import CHECK_TABLES
from alignment.checks.sentence_pairs import Stretch
from alignment.checks.vocabulary import headwords
from alignment.files import known_rows
from alignment.languages import is_ending_chain, words_of

_EN = re.compile(r"[a-z]+(?:\.[a-z]+)*")
_LONGEST = 3  # words of a Kazakh entry
_KNOWN = 20  # pairs
_USUAL = 0.01
"""Part of the clean pairs with a pole that have it crosswise, over the whole table."""
_ERRORS = 0.025
"""Part of the pairs with a pole in which its opposite was written by mistake: a guess, which only sets where sureness is
one half."""


@lru_cache(maxsize=1)
def _poles() -> tuple[Mapping[str, frozenset[int]], Mapping[str, frozenset[int]]]:
    """The Kazakh and the English words of the table, each with the poles that it is in: of the entry in row n, 2n and
    2n + 1. An English word that may render either pole is in both."""
    kk: dict[str, set[int]] = defaultdict(set)
    en: dict[str, set[int]] = defaultdict(set)
    for number, row in enumerate(known_rows(CHECK_TABLES / "antonyms.tsv")):
        for pole, side in enumerate(("one", "other"), 2 * number):
            for form in row[f"kk_{side}"].split(", "):
                kk[form].add(pole)
            for form in f"{row[f'en_{side}']}, {row['either']}".split(", "):
                en[form].add(pole)
    frozen = [{word: frozenset(own) for word, own in table.items()} for table in (kk, en)]
    return frozen[0], frozen[1]


@lru_cache(maxsize=1)
def _sureness() -> tuple[float, ...]:
    """By pole: how likely its Kazakh word beside an English word of the other pole is an error. Of clean pairs it is known
    how many have both words of the pole and how many have it crosswise; few counts tell little, so that what is usual
    counts for as much as `_KNOWN` pairs."""
    found = []
    for row in known_rows(CHECK_TABLES / "antonyms.tsv"):
        for side in ("one", "other"):
            together, crosswise = int(row[f"{side}_together"]), int(row[f"{side}_crosswise"])
            rate = (crosswise + _USUAL * _KNOWN) / (together + crosswise + _KNOWN)
            found.append(_ERRORS / (_ERRORS + rate))
    return tuple(found)


def find_opposites(kk: str, en: str) -> Iterator[tuple[Stretch, Stretch, float]]:
    """Where the Kazakh has one pole alone and the English the other alone: a word of each side, and how sure it is that
    they are meant for each other. Both texts as written. O(words)."""
    ours = _kazakh_poles(kk)
    theirs = _english_poles(en) if ours else {}
    for pole, own in ours.items():
        other = pole ^ 1
        if other in theirs and other not in ours and pole not in theirs:
            yield own, theirs[other], _sureness()[pole]


def _kazakh_poles(text: str) -> dict[int, Stretch]:
    words = words_of(text)
    lows = [word.lower() for word, _, _ in words]
    found: dict[int, Stretch] = {}
    for place, low in enumerate(lows):
        for pole in _poles_of_word(low):
            found.setdefault(pole, words[place][1:])
        for length in range(2, _LONGEST + 1):
            if place + length <= len(lows) and low in _first_words():
                for pole in _poles_of_phrase(" ".join(lows[place : place + length])):
                    found.setdefault(pole, (words[place][1], words[place + length - 1][2]))
    return found


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    return frozenset(form.partition(" ")[0] for form in _poles()[0] if " " in form)


@lru_cache(maxsize=65536)
def _poles_of_word(low: str) -> frozenset[int]:
    """Those of the longest stem that the word can be a form of; a longer word of the lexicon is another word."""
    table, others = _poles()[0], headwords()
    for cut in range(len(low), 1, -1):
        stem = low[:cut]
        if (stem in table or stem in others) and is_ending_chain(low[cut:], low[:cut]):
            return table.get(stem, frozenset())
    return frozenset()


def _poles_of_phrase(low: str) -> frozenset[int]:
    table, end = _poles()[0], low.rindex(" ")
    for cut in range(len(low), end + 1, -1):
        if (poles := table.get(low[:cut])) and is_ending_chain(low[cut:], low[:cut]):
            return poles
    return frozenset()


def _english_poles(text: str) -> dict[int, Stretch]:
    found: dict[int, Stretch] = {}
    low = text.lower()
    for match in _EN.finditer(low if len(low) == len(text) else text):
        for pole in _poles_of_english(match[0]):
            found.setdefault(pole, match.span())
    return found


@lru_cache(maxsize=65536)
def _poles_of_english(word: str) -> frozenset[int]:
    table = _poles()[1]
    return frozenset().union(*(table[base] for base in english_bases(word) if base in table))


def english_bases(word: str) -> Iterator[str]:
    """A word in lower case and what it may be a regular form of.

    >>> sorted(set(english_bases("dropped")) & {"drop", "dropped"})
    ['drop', 'dropped']
    """
    yield word
    for ending in ("s", "es", "ed", "d", "ing", "er", "est", "ly", "r", "st"):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 3:
            continue
        yield stem
        if ending in ("ed", "ing", "er", "est"):
            yield f"{stem}e"
            if stem[-1] == stem[-2]:
                yield stem[:-1]
    for ending, base in (("ies", "y"), ("ied", "y"), ("ier", "y"), ("iest", "y"), ("ily", "y")):
        if word.endswith(ending):
            yield word.removesuffix(ending) + base
