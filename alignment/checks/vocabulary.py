"""The words of the shipped lexicon and sentences, which checks take for known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from alignment.checks.check_tables import CHECK_TABLES
from alignment.files import known_rows, read_table
from alignment.languages import DEVOICED, Stem, nominal_stems, sounded, verbal_stems
from alignment.settings import RESOURCES

_KK = re.compile(r"[а-яёәғқңөұүһі]+(?:-[а-яёәғқңөұүһі]+)*", re.IGNORECASE)
_EN = re.compile(r"[A-Za-z]+")


@lru_cache(maxsize=1)
def _rows() -> tuple[list[tuple[str, str, bool]], list[tuple[str, str, bool]]]:
    lexicon = [(row["kk"], row["en"], row["pos"] == "name") for _, row in read_table(RESOURCES / "lexicon.tsv")]
    sentences = [(row["kk"], row["en"], False) for _, row in read_table(RESOURCES / "sentences.tsv")]
    return lexicon, sentences


def _entries() -> Iterator[tuple[str, str, str]]:
    """The lexicon's single Kazakh words, names left out, and further ones without English; with their part of speech."""
    for _, row in read_table(RESOURCES / "lexicon.tsv"):
        if row["pos"] != "name" and _KK.fullmatch(row["kk"]):
            yield row["kk"].lower(), row["en"], row["pos"]
    for row in known_rows(CHECK_TABLES / "known_words.tsv"):
        for word in row["words"].split():
            yield word, "", row["part"]


@lru_cache(maxsize=1)
def kazakh_words() -> frozenset[str]:
    """Kazakh words and word forms in lower case, names left out."""
    lexicon, sentences = _rows()
    words = {word.lower() for kk, _, is_name in lexicon if not is_name for word in _KK.findall(kk)}
    # A capital inside a sentence is a name's.
    words |= {word for kk, _, _ in sentences for word in _KK.findall(kk) if word[0].islower()}
    words.update(word for row in known_rows(CHECK_TABLES / "known_words.tsv") for word in row["words"].split())
    return frozenset(words)


@lru_cache(maxsize=1)
def headwords() -> frozenset[str]:
    """The Kazakh words that are entries of the lexicon, in lower case; of a verb its stem is one, too."""
    lexicon, _ = _rows()
    words = {kk.lower() for kk, _, _ in lexicon if _KK.fullmatch(kk)}
    verbs = {word[:-2] + DEVOICED.get(word[-2], word[-2]) for word in words if len(word) > 4 and word.endswith("у")}
    return frozenset(words | verbs)


@lru_cache(maxsize=1)
def english_words() -> frozenset[str]:
    """English words and word forms in lower case, names left out."""
    lexicon, sentences = _rows()
    words = {word.lower() for _, en, is_name in lexicon if not is_name for word in _EN.findall(en) if word[0].islower()}
    words |= {word for _, en, _ in sentences for word in _EN.findall(en) if word[0].islower()}
    return frozenset(words)


@lru_cache(maxsize=1)
def word_pairs() -> frozenset[tuple[str, str]]:
    """English words and the Kazakh words that the lexicon has for them, in lower case; phrases left out."""
    pairs = ((gloss.strip().lower().removeprefix("to "), kk) for kk, en, _ in _entries() for gloss in en.split(";"))
    return frozenset((en, kk) for en, kk in pairs if _EN.fullmatch(en))


@lru_cache(maxsize=1)
def _stems() -> dict[str, tuple[Stem, ...]]:
    """The stems of the lexicon's words by their letters."""
    stems: dict[str, list[Stem]] = {}
    for kk, _, part in _entries():
        for stem in verbal_stems(kk) if part == "verb" else nominal_stems(kk):
            stems.setdefault(stem.letters, []).append(stem)
    return {letters: tuple(found) for letters, found in stems.items()}


@lru_cache(maxsize=65536)
def is_known(word: str) -> bool:
    """Whether a lower-case Kazakh word is in the lexicon, is one of its words with endings, or is made of two of them."""
    return has_stem(word) or any(word[:cut] in kazakh_words() and has_stem(word[cut:]) for cut in range(4, len(word) - 3))


@lru_cache(maxsize=65536)
def has_stem(word: str) -> bool:
    """Whether a lower-case Kazakh word is in the lexicon or is one of its words with endings that fit it."""
    if word in kazakh_words():
        return True
    letters, stems = sounded(word), _stems()
    for cut in range(len(letters), 1, -1):
        if any(stem.takes(letters[cut:]) for stem in stems.get(letters[:cut], ())):
            return True
    return False
