"""The words of the shipped lexicon and sentences, which checks take for known."""

from __future__ import annotations

import re
from functools import lru_cache

from alignment.files import read_table
from alignment.languages import DEVOICED, is_ending_chain
from alignment.settings import RESOURCES

_VOICED = {plain: voiced for voiced, plain in DEVOICED.items()}
_KK = re.compile(r"[а-яёәғқңөұүһі]+(?:-[а-яёәғқңөұүһі]+)*", re.IGNORECASE)
_EN = re.compile(r"[A-Za-z]+")


@lru_cache(maxsize=1)
def _rows() -> tuple[list[tuple[str, str, bool]], list[tuple[str, str, bool]]]:
    lexicon = [(row["kk"], row["en"], row["pos"] == "name") for _, row in read_table(RESOURCES / "lexicon.tsv")]
    sentences = [(row["kk"], row["en"], False) for _, row in read_table(RESOURCES / "sentences.tsv")]
    return lexicon, sentences


@lru_cache(maxsize=1)
def kazakh_words() -> frozenset[str]:
    """Kazakh words and word forms in lower case, names left out."""
    lexicon, sentences = _rows()
    words = {word.lower() for kk, _, is_name in lexicon if not is_name for word in _KK.findall(kk)}
    # A capital inside a sentence is a name's.
    words |= {word for kk, _, _ in sentences for word in _KK.findall(kk) if word[0].islower()}
    return frozenset(words)


@lru_cache(maxsize=1)
def headwords() -> frozenset[str]:
    """The Kazakh words that are entries of the lexicon, in lower case; of a verb its stem is one, too."""
    lexicon, _ = _rows()
    words = {kk.lower() for kk, _, _ in lexicon if _KK.fullmatch(kk)}
    return frozenset(words | {word[:-1] for word in words if len(word) > 4 and word.endswith("у")})


@lru_cache(maxsize=1)
def english_words() -> frozenset[str]:
    """English words and word forms in lower case, names left out."""
    lexicon, sentences = _rows()
    words = {word.lower() for _, en, is_name in lexicon if not is_name for word in _EN.findall(en) if word[0].islower()}
    words |= {word for _, en, _ in sentences for word in _EN.findall(en) if word[0].islower()}
    return frozenset(words)


@lru_cache(maxsize=65536)
def is_known(word: str) -> bool:
    """Whether a lower-case Kazakh word is in the lexicon, is one of its words with endings, or is made of two of them."""
    return has_stem(word) or any(word[:cut] in kazakh_words() and has_stem(word[cut:]) for cut in range(4, len(word) - 3))


@lru_cache(maxsize=65536)
def has_stem(word: str) -> bool:
    """Whether a lower-case Kazakh word is in the lexicon or is one of its words with endings."""
    words = kazakh_words()
    if word in words:
        return True
    for cut in range(len(word) - 1, 1, -1):
        stem, rest = word[:cut], word[cut:]
        if not is_ending_chain(rest):
            continue
        if cut == 2:  # аш-, де-: verbs only, and with an ending that shows
            return len(rest) > 2 and f"{stem}у" in words
        bases = (
            stem,
            stem[:-1] + _VOICED.get(stem[-1], stem[-1]) + "у",
            stem + "у",
            stem[:-1] + "ю" if stem[-1] == "й" else stem,
            stem + stem[-1],
            stem[:-1] + DEVOICED.get(stem[-1], stem[-1]),
        )
        if any(base in words for base in bases):
            return True
    return False
