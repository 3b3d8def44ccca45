"""Kazakh endings: enough of the grammar to tell that two words are forms of one, and to take a name's ending off."""

from __future__ import annotations

import re
from functools import lru_cache

from alignment.files import known_rows
from alignment.languages.language_tables import LANGUAGE_TABLES


def _endings(*kinds: str) -> list[str]:
    rows = known_rows(LANGUAGE_TABLES / "endings.tsv")
    return [ending for row in rows if row["kind"] in kinds for ending in row["endings"].split()]


_ENDINGS = frozenset(_endings("noun", "verb"))
_LONGEST = max(map(len, _ENDINGS))
DEVOICED = {"б": "п", "г": "к", "ғ": "қ"}
"""By a voiced consonant, the voiceless one that it stands for before a vowel."""

_LETTERS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

# Endings of names, longest first: "Уласикті", "Харькованы", "Назарбаевтың", "Астанадағы".
_NAME_ENDINGS = sorted(set(_endings("name")), key=lambda ending: (-len(ending), ending))


@lru_cache(maxsize=65536)
def is_form_of(word: str, base: str) -> bool:
    """Whether `word` can be `base` with endings. Both in lower case.

    >>> is_form_of("министрлігінің", "министрлігі"), is_form_of("сотының", "соты"), is_form_of("соттар", "соты")
    (True, True, False)
    """
    if word == base:
        return True
    return any(word.startswith(stem) and is_ending_chain(word[len(stem) :]) for stem in _stems(base))


@lru_cache(maxsize=65536)
def is_ending_chain(rest: str) -> bool:
    """Whether the letters can be endings one after another; the empty string can."""
    if not rest:
        return True
    return any(
        rest[:length] in _ENDINGS and is_ending_chain(rest[length:]) for length in range(min(_LONGEST, len(rest)), 0, -1)
    )


@lru_cache(maxsize=16384)
def _stems(base: str) -> tuple[str, ...]:
    """The base as it stands before endings: its last consonant voiced (сақ → сағ), a possessive kept (соты → сотын)."""
    stems = [base]
    for voiced, plain in DEVOICED.items():
        if base.endswith(plain) and len(base) > 2:
            stems.append(base[:-1] + voiced)
    if len(base) > 3 and base[-1] == "у":
        stems.append(base[:-1])
    if len(base) > 6 and base.endswith(("сы", "сі")):
        stems.append(base[:-2])
    return tuple(stems)


@lru_cache(maxsize=16384)
def name_stems(word: str) -> tuple[str, ...]:
    """A name as written and, shorter and shorter, without what may be its ending; each in the letter case given.

    >>> name_stems("Харькованы")[:2]
    ('Харькованы', 'Харькова')
    """
    stems = [word]
    low = word.lower()
    for ending in _NAME_ENDINGS:
        if low.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: -len(ending)]
            if stem not in stems:
                stems.append(stem)
    return tuple(stems)


def words_of(text: str) -> list[tuple[str, int, int]]:
    """The words of a text, hyphenated ones whole, with their places."""
    return [(match[0], match.start(), match.end()) for match in _LETTERS.finditer(text)]


def find_phrase(phrase: str, text_words: list[tuple[str, int, int]]) -> tuple[int, int] | None:
    """Where a phrase stands among a text's words, in any inflection of each of them.

    Args:
        phrase: in base form; quotation marks and the like are passed over.
        text_words: as `words_of` gives them.

    Returns:
        The span from the first word to the last.
    """
    return next(iter(find_phrases(phrase, text_words)), None)


def find_phrases(phrase: str, text_words: list[tuple[str, int, int]]) -> list[tuple[int, int]]:
    """All places of a phrase, as `find_phrase` finds the first. O(words)."""
    bases = [base.lower() for base, _, _ in words_of(phrase)]
    if not bases:
        return []
    found = []
    # Most words begin otherwise: two letters tell that before any endings are looked at.
    begins, titled = bases[0][:2], bases[0][:2].capitalize()
    for place in range(len(text_words) - len(bases) + 1):
        if not text_words[place][0].startswith((begins, titled, begins.upper())):
            continue
        if all(is_form_of(text_words[place + i][0].lower(), base) for i, base in enumerate(bases)):
            found.append((text_words[place][1], text_words[place + len(bases) - 1][2]))
    return found
