"""Verbs that deny in Kazakh: -ма and its forms behind the stem, told from words that only hold these letters."""

from __future__ import annotations

import re
from functools import lru_cache

from alignment.languages.inflection import is_ending_chain
from alignment.languages.letters import BACK, FRONT

# What follows -ма or -ме in the verb. The forms of a participle and of a verbal noun take a noun's endings.
_PERSONS = "(?:м|ң|қ|к|ңыз|ңіз|ңдар|ңдер|ңыздар|ңіздер)"
_AFTER = re.compile(
    rf"й(?:д[ыі]|м[ыі]н|м[ыі]з|с[ыі]ң(?:дар|дер)?|с[ыі]з(?:дар|дер)?|[ыі]нша|[ыі]нше)?"
    rf"|д[ыі]{_PERSONS}?|с[ае]{_PERSONS}?|с|ст[ае]н|сп[ыі]н|сп[ыі]з|сс[ыі]ң|сс[ыі]з|п|пт[ыі]|пп[ыі]н|пп[ыі]з"
    rf"|ң(?:дар|дер|ыз|із|ыздар|іздер)|ғал[ыі]|гел[ыі]"
    rf"|(?P<nominal>ған|ген|йт[ыі]н|у)(?P<endings>[а-яәғқңөұүһі]*)"
)
_MAYBE = re.compile(
    "(?:с[ыі]н(?:дар|дер)?|йық|йік|й[ыі]н|шы|ші|ң[ыі]зш[ыі])?"
)  # "do not", "let him not": баспа is a press, too
_SIGN = re.compile(r"[мбп][ае]")
_VOICELESS = frozenset("пфктқшщсхһцчбвгд")
_VOWELS = BACK | FRONT | frozenset("иуяюэ")
_AFTER_B = frozenset("зжмнң")
_STEMS_OF_ONE_SYLLABLE = frozenset(("де", "же"))  # the verbs that are a consonant and a vowel
_ROUND = frozenset("йлрую")


@lru_cache(maxsize=65536)
def is_denying_verb(word: str) -> bool:
    """Whether a word in lower case is a verb with the ending that denies, by its letters: the sign fits the sound before it
    (м after vowels and р, л, й, у, п after voiceless consonants, б after the rest) and its vowels, and endings of a verb
    follow.

    >>> is_denying_verb("келмейді"), is_denying_verb("көбейген"), is_denying_verb("кінәлі"), is_denying_verb("баспасөз")
    (True, False, False, False)
    """
    for match in _SIGN.finditer(word, 2):
        after = _AFTER.fullmatch(word, match.end())
        if after and _fits(word, *match.span()):
            endings = after["endings"] or ""
            if is_ending_chain(endings, word.removesuffix(endings) if endings else word):
                return True
    return False


@lru_cache(maxsize=65536)
def may_deny(word: str) -> bool:
    """Whether a word in lower case could be a command or a wish that denies; many nouns have the same letters: баспа is
    "don't step" and "press"."""
    return any(_MAYBE.fullmatch(word, match.end()) and _fits(word, *match.span()) for match in _SIGN.finditer(word, 2))


def _fits(word: str, start: int, end: int) -> bool:
    stem, sign, rest = word[:start], word[start:end], word[end:]
    last = stem[-1]
    if last in _VOWELS and len(stem) == 2 and stem not in _STEMS_OF_ONE_SYLLABLE and last not in "уи":
        return False  # жама- and көме- are stems themselves
    if not _VOWELS.intersection(stem):
        return False
    wanted = "м" if last in _VOWELS or last in _ROUND else "п" if last in _VOICELESS else "б" if last in _AFTER_B else ""
    if sign[0] != wanted:
        return False
    vowel = next((letter for letter in reversed(stem) if letter in BACK or letter in FRONT), "")
    if vowel and (vowel in BACK) != (sign[1] == "а"):
        return False
    first = next((letter for letter in rest if letter in BACK or letter in FRONT), "")
    return not first or (first in BACK) == (sign[1] == "а")
