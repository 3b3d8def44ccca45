"""What of a Kazakh word its endings ask for: the harmony of its vowels and its last sound."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from alignment.languages.letters import BACK, FRONT

Harmony = Literal["back", "front"]
BOTH: tuple[Harmony, ...] = ("back", "front")

Sound = Literal["vowel", "glide", "l", "nasal", "buzz", "voiceless", "plain", "voiced"]
"""The last sound of what an ending is put to. `plain` is a voiceless consonant that is voiced before a vowel, so only
endings that begin with a consonant stand behind it; `voiced` is one that was, so only those with a vowel do."""

DEVOICED = {"б": "п", "г": "к", "ғ": "қ"}
"""By a voiced consonant, the voiceless one that it stands for before a vowel."""

VOICED = {plain: voiced for voiced, plain in DEVOICED.items()}

_LETTERS_OF: tuple[tuple[Sound, str], ...] = (
    ("vowel", "аәеыіоөұүэ"),
    ("glide", "рйуи"),
    ("l", "л"),
    ("nasal", "мнң"),
    ("buzz", "зж"),
)
VOWELS = frozenset(_LETTERS_OF[0][1])

_SOUNDS: dict[str, Sound] = {letter: sound for sound, letters in _LETTERS_OF for letter in letters}
_SOUNDED = str.maketrans({"я": "йа", "ю": "йу", "ё": "йо", "щ": "ш", "ъ": "ь"})
_STRONG = {**dict.fromkeys(BACK, "back"), **dict.fromkeys((*FRONT, "э"), "front")}
_NAME = re.compile(r"[ое]в$")
# After these the last vowel does not decide: рольге, банкке and педагогтер beside рольға and педагогтар.
_EITHER = re.compile(r"(?:ь|[^еіәөү][кг])$")
# In loans у is a vowel of its own and a back one: сервитутта.
_ROUND = re.compile(r"[еәіүө].*[^аәеыіоөұүэиу]у[^аәеыіоөұүэиу]")


@lru_cache(maxsize=65536)
def sounded(word: str) -> str:
    """A lower-case word with each letter for two sounds as these two: endings are put to sounds, қой and -а are қоя.

    >>> sounded("қоя"), sounded("партия")
    ('қойа', 'партийа')
    """
    # Written out they are no я and ю: қойады is misspelled.
    return (word.replace("й", "й'") if "йа" in word or "йу" in word else word).translate(_SOUNDED)


def last_sound(stem: str) -> Sound:
    """The last sound of a stem as `sounded` gives it; б, в, г and д are voiceless at a stem's end."""
    plain = stem.rstrip("ь")
    return _SOUNDS.get(plain[-1], "voiceless") if plain else "voiceless"


@lru_cache(maxsize=65536)
def harmonies(stem: str) -> tuple[Harmony, ...]:
    """The harmony that the endings of a stem have; both where writers waver, as after loans and abbreviations.

    >>> harmonies("кітап"), harmonies("университет"), harmonies("әуезов"), harmonies("роль")
    (('back',), ('front',), ('back', 'front'), ('back', 'front'))
    """
    stem = sounded(stem.rpartition("-")[2] or stem)
    if _NAME.search(stem) and len(stem) > 4:
        own = harmonies(stem[:-2])
        return own if own == ("back",) else BOTH
    if _EITHER.search(stem):
        return BOTH
    for place in range(len(stem) - 1, -1, -1):
        letter = stem[place]
        if letter in _STRONG:
            strong: Harmony = _STRONG[letter]  # type: ignore[assignment]
            return BOTH if (strong == "back" and "и" in stem[place:]) or _ROUND.search(stem, place) else (strong,)
    return ("back",) if "у" in stem and "и" not in stem and "йу" not in stem else BOTH
