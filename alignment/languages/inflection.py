"""Forms of Kazakh words: whether two words are forms of one, what a name is without its ending, where a phrase stands."""

from __future__ import annotations

import re
from functools import lru_cache

from alignment.languages.endings import can_follow
from alignment.languages.harmony import BOTH, harmonies, last_sound, sounded
from alignment.languages.stems import Stem, nominal_stems, possessed_stems, verbal_stems

# The signs of C++ and C# belong to the name.
_LETTERS = re.compile(r"[^\W\d_]+(?:\+\+|#)?(?:-[^\W\d_]+)*(?:\+\+|#)?")
_LONGEST_ENDINGS = 12  # letters of what is taken off a name
_SHORTEST_NAME = 3
_JOINED = 6  # letters of a word whose -сы is an ending rather than its own: мекемесі, not баласы


@lru_cache(maxsize=65536)
def is_form_of(word: str, base: str) -> bool:
    """Whether `word` can be `base` in another form: plural, possessive, case and person, of a verbal noun in -у the
    verb's other forms too. Endings that make another word, such as жұмыссыз of жұмыс, make no form. Both in lower case.

    >>> is_form_of("министрлігінің", "министрлігі"), is_form_of("үкіметі", "үкім"), is_form_of("жұмыссыз", "жұмыс")
    (True, False, False)
    """
    if word == base:
        return True
    letters = sounded(word)
    return any(
        letters.startswith(stem.letters) and stem.takes(letters[len(stem.letters) :], derives=False)
        for stem in _stems(base)
    )


@lru_cache(maxsize=65536)
def is_ending_chain(rest: str, stem: str = "", verbal: bool = True) -> bool:
    """Whether the letters can be endings one after another, behind the stem where one is given: of a noun or, where it is
    no verbal noun, of a verb unless that is known not to be one. The empty string can. All in lower case.

    >>> is_ending_chain("лардың"), is_ending_chain("лардың", "бала"), is_ending_chain("лардың", "мектеп")
    (True, True, False)
    """
    if not rest:
        return True
    letters = sounded(stem)
    word = sounded(stem + rest)
    if not word.startswith(letters):
        return False
    if stem:
        verb = Stem(letters, "verb", last_sound(letters), harmonies(stem))
        stems = (*nominal_stems(stem), *([verb] if verbal else []))
        return any(one.takes(word[len(letters) :]) for one in stems if one.letters == letters)
    return any(
        can_follow(state, sound, harmony, word, True)
        for state in ("noun", "verb", "his")
        for sound in ("vowel", "glide", "l", "nasal", "buzz", "voiceless", "voiced")
        for harmony in BOTH
    )


@lru_cache(maxsize=16384)
def _stems(base: str) -> tuple[Stem, ...]:
    """The base as it stands before endings, as a noun, as one in the possessive and without it, and as a verb."""
    stems = [*nominal_stems(base), *possessed_stems(base), *verbal_stems(base)]
    if len(base) > _JOINED and base.endswith(("сы", "сі")):
        stems += nominal_stems(base[:-2])
    return tuple(stems)


@lru_cache(maxsize=16384)
def name_stems(word: str, shortest: int = _SHORTEST_NAME) -> tuple[str, ...]:
    """A name as written and, shorter and shorter, without what may be its ending; each in the letter case given.

    Args:
        shortest: letters that a name without its ending has at least.

    >>> name_stems("Назарбаевтың"), name_stems("Астанадағы")[:2]
    (('Назарбаевтың', 'Назарбаев'), ('Астанадағы', 'Астана'))
    """
    low = word.lower()
    stems = [word]
    for cut in range(shortest, len(word)):
        if len(word) - cut <= _LONGEST_ENDINGS and _ends_name(low[:cut], low[cut:]):
            stems.append(word[:cut])
    return tuple(sorted(stems, key=len, reverse=True))


def _ends_name(stem: str, rest: str) -> bool:
    """Whether the letters are endings of a name. Foreign names waver in their harmony, and final и in its sound."""
    letters = sounded(stem)
    sounds = {one.sound for one in nominal_stems(stem) if one.letters == letters}
    if letters[-1] in "иу":
        sounds.add("vowel")
    return any(can_follow("name", sound, harmony, sounded(rest), False) for sound in sounds for harmony in BOTH)


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
    """All places of a phrase, as `find_phrase` finds the first. What is in capitals, as an abbreviation, is found in
    capitals only. O(words)."""
    written = [base for base, _, _ in words_of(phrase)]
    if not written:
        return []
    bases = [base.lower() for base in written]
    shouted = [len(base) > 1 and base.isupper() for base in written]
    found = []
    # Most words begin otherwise: two letters tell that before any endings are looked at.
    begins, titled = bases[0][:2], bases[0][:2].capitalize()
    starts = (written[0][:2],) if shouted[0] else (begins, titled, begins.upper())
    for place in range(len(text_words) - len(bases) + 1):
        if not text_words[place][0].startswith(starts):
            continue
        words = [word for word, _, _ in text_words[place : place + len(bases)]]
        if all(
            is_form_of(word.lower(), base) and (not capitals or word.startswith(own))
            for word, base, capitals, own in zip(words, bases, shouted, written, strict=True)
        ):
            found.append((text_words[place][1], text_words[place + len(bases) - 1][2]))
    return found
