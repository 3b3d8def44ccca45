"""What stands before the endings of a Kazakh word: its stem in each shape that it takes there."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from alignment.files import known_rows
from alignment.languages.endings import can_follow
from alignment.languages.harmony import BOTH, VOICED, VOWELS, Harmony, Sound, harmonies, last_sound, sounded
from alignment.languages.kk import OWN_LETTERS
from alignment.languages.language_tables import LANGUAGE_TABLES

_LISTED = {
    kind: frozenset(
        word for row in known_rows(LANGUAGE_TABLES / "stems.tsv") if row["kind"] == kind for word in row["words"].split()
    )
    for kind in ("drops its vowel", "verb in a vowel", "noun in у", "verb that lies")
}
_PLAIN = {voiced: plain for plain, voiced in VOICED.items()}
# Loans whose two last consonants take an і before endings: банк, банкіге; факт, фактіні.
_BUFFERED = re.compile(r"(?:[кф]т|н[кд]|[рлс]к|рд|ьд)$")
_DOUBLED = re.compile(r"([лмнпсткрф])\1$")


class Stem(NamedTuple):
    """A stem as it stands before endings."""

    letters: str
    """As `sounded` gives them."""

    state: str
    """What it is for the endings: one of the names in the table's column `from`."""

    sound: Sound
    harmonies: tuple[Harmony, ...]

    def takes(self, rest: str, derives: bool = True) -> bool:
        """Whether the letters can be endings of it; the empty string can, where the stem is a word."""
        return any(can_follow(self.state, self.sound, harmony, rest, derives) for harmony in self.harmonies)


@lru_cache(maxsize=32768)
def nominal_stems(base: str) -> tuple[Stem, ...]:
    """The shapes of a noun, adjective or pronoun in lower case: кітап and кітаб-, орын and орн-.

    >>> [stem.letters for stem in nominal_stems("кітап")]
    ['кітап', 'кітаб']
    """
    stem = sounded(base)
    if not stem or stem[-1] == "ғ":
        return ()
    harmony, sound = harmonies(base), last_sound(stem)
    found: list[tuple[str, Sound]] = []
    last = stem[-1]
    after_vowel = len(stem) > 2 and (stem[-2] in VOWELS or stem[-2] in "уи")
    if last in VOICED and after_vowel:
        # Of loans in п some are voiced and some are not: тобы, типі.
        found.append((stem, "voiceless" if last == "п" and not OWN_LETTERS & set(base) else "plain"))
        if base not in _LISTED["drops its vowel"]:
            found.append((stem[:-1] + VOICED[last], "voiced"))
    else:
        found.append((stem, sound))
    if base in _LISTED["drops its vowel"]:
        found.append((stem[:-2] + last, "voiced"))
    if stem.endswith(("ст", "сть")):
        found.append((stem.rstrip("ь")[:-1], "voiceless"))  # журналист: журналистер
    elif stem.endswith(("зд", "здь")):
        found.append((stem.rstrip("ь")[:-1], "buzz"))
    elif _DOUBLED.search(stem):
        found.append((stem[:-1], sound))
    elif _BUFFERED.search(stem):
        found.append((f"{stem}і", "vowel"))
        harmony = BOTH
    if last == "ь":
        found.append((stem[:-1], "voiced"))
    return tuple(Stem(letters, "noun", sound, harmony) for letters, sound in found)


@lru_cache(maxsize=32768)
def verbal_stems(infinitive: str) -> tuple[Stem, ...]:
    """The shapes of a verb, which is listed with -у: таб-, тап- and тау- of табу, оқы- and оқи of оқу.

    >>> [stem.letters for stem in verbal_stems("табу")]
    ['таб', 'тап', 'тау']
    """
    whole = sounded(infinitive)
    if not whole.endswith("у") or len(whole) < 3 or infinitive in _LISTED["noun in у"]:
        return ()
    stem, harmony = whole[:-1], harmonies(infinitive[:-1] or infinitive)
    last = stem[-1]
    high = "ы" if "back" in harmonies(stem) else "і"
    if infinitive in _LISTED["verb in a vowel"] or (last in VOICED and last != "п"):
        return _ending_in_vowel(stem, high, harmony)
    found: list[tuple[str, str, Sound]] = []
    if last in _PLAIN and last != "б":
        found += [(stem, "verb", "voiced"), (stem[:-1] + _PLAIN[last], "verb", "plain")]
    elif last == "б":
        found += [(stem, "verb", "voiced"), (f"{stem[:-1]}п", "verb", "plain"), (f"{stem[:-1]}у", "rounded", "glide")]
    else:
        found.append((stem, "verb", last_sound(stem)))
    if infinitive in _LISTED["verb that lies"]:
        found.append((f"{stem}ыр" if last == "т" else stem, "lying", "glide"))
    if last == "п":
        return (*(Stem(*shape, harmony) for shape in found), *_ending_in_vowel(stem, high, harmony))
    if stem.endswith("ий"):
        found.append((stem[:-1], "verb", "glide"))  # кию: киген
    elif last == "й":
        return (*(Stem(*shape, harmony) for shape in found), *_ending_in_vowel(stem, high, harmony))  # баю: байыды
    return tuple(Stem(*shape, harmony) for shape in found)


def _ending_in_vowel(stem: str, high: str, harmony: tuple[Harmony, ...]) -> tuple[Stem, ...]:
    """A stem in ы or і: оқыған, оқиды; before -у its vowel goes."""
    return (
        Stem(stem + high, "verb", "vowel", harmony),
        Stem(f"{stem}и", "present", "glide", harmony),
        Stem(f"{stem}у", "noun", "glide", harmony),
    )


@lru_cache(maxsize=32768)
def possessed_stems(base: str) -> tuple[Stem, ...]:
    """A word that may end in the possessive of the third person, and goes on as one: соты, сотының, сотында."""
    stem = sounded(base)
    if len(stem) < 4 or stem[-1] not in "ыі":
        return ()
    return (Stem(stem, "his", "vowel", harmonies(base)),)
