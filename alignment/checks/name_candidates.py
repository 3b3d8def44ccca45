"""Which words of a text are names, and how surely."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import lru_cache

from alignment.checks.name_book import english_names, kazakh_names, place_names
from alignment.checks.segments import Text
from alignment.checks.vocabulary import english_words, is_known
from alignment.checks.word_lists import word_list
from alignment.languages import MONTHS, NAME_KINDS, bare_name, is_latin, stem_lengths

SURE, LIKELY, DOUBTFUL, POSSIBLE = 1.0, 0.6, 0.3, 0.0
"""How surely a word is a name: `POSSIBLE` ones are only looked at as what answers to another."""

_EN = re.compile(r"(?:[A-Z]\.){2,}[A-Z]?(?![a-z])|[^\W\d_]+(?:['’][^\W\d_]+)*")
_KK = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*(?:-[^\W\d_]+(?:['’][^\W\d_]+)*)*")
_POSSESSIVE = re.compile(r"['’](?:s|m|ve|d|ll|re)?$")
# What a capital behind it may be owed to.
_BEGINS = re.compile(r"(?:^|[.!?:;…•*/|]|[\"“”„«»‘’'(\[]|(?:^|\s)[-–—])\s*$")
_TITLES = frozenset(word_list("names", "title"))
_NO_NAMES = frozenset(word.lower() for word in word_list("names", "no name"))
_COMMON_ENDINGS = word_list("names", "ending of a common word")
_LONGER = 4
_FEWEST = 3
_OFTEN = 2  # with a capital inside sentences, a common word is somebody's name: Trump
_TITLE_CASE = 0.75
"""Part of the longer words from which capitals are those of a title."""


@dataclass(frozen=True, slots=True)
class Name:
    """A word that is or may be a name."""

    word: str
    """As written, an English possessive left out."""

    start: int
    end: int
    """Code points of the side's text, end-exclusive."""

    sure: float
    """How surely it is a name, in [0, 1]."""

    key: str
    """The word in lower case; of English ones with plain apostrophes."""

    begins: bool
    """Whether the capital may be owed to the place."""


@dataclass(frozen=True)
class DocumentWords:
    """What the whole document tells about its words."""

    small: Set[str]
    """Words that it also writes with a small letter, in lower case."""

    inside: Mapping[str, int]
    """How often a word stands with a capital for no other reason than that it is a name."""


def is_title_case(words: list[str]) -> bool:
    """Whether the words are capitalized as those of an English title."""
    longer = [word for word in words if len(word) >= _LONGER]
    return len(longer) >= _FEWEST and sum(word[0].isupper() for word in longer) >= _TITLE_CASE * len(longer)


def count_inside(texts: list[Text], side: str) -> DocumentWords:
    """What the texts of one side tell. O(characters)."""
    small: set[str] = set()
    inside: dict[str, int] = {}
    for text in texts:
        plain = text.without_web
        matches = [*(_EN if side == "en" else _KK).finditer(plain)]
        titled = is_title_case([match[0] for match in matches])
        for match in matches:
            word = _POSSESSIVE.sub("", match[0])
            if not word[:1].isupper():
                small.add(word)
            elif not titled and not word.isupper() and not _BEGINS.search(plain[max(0, match.start() - 4) : match.start()]):
                inside[word.lower()] = inside.get(word.lower(), 0) + 1
    return DocumentWords(small, inside)


@lru_cache(maxsize=65536)
def is_common_english(low: str) -> bool:
    """Whether a word in lower case is an ordinary English one, in any form; what is known as a name only as it stands."""
    words = english_words()
    if low in words or low in _NO_NAMES:
        return True
    if low in english_names():
        return False
    for ending, others in _FORMS:
        if low.endswith(ending) and len(low) - len(ending) > 2:
            stem = low[: -len(ending)]
            if any(stem + other in words for other in others) or (stem[-1] == stem[-2] and stem[:-1] in words):
                return True
    return low.endswith(_COMMON_ENDINGS)


_FORMS = (
    ("ies", ("y",)), ("es", ("", "e")), ("s", ("",)), ("ed", ("", "e")), ("ing", ("", "e")), ("er", ("", "e")),
    ("ers", ("", "e")), ("ly", ("",)), ("est", ("", "e")), ("d", ("",)),
)  # fmt: skip
_PLURAL_ABBREVIATION = re.compile(r"[A-Z]{2,}s|(?:[A-Z]\.){2,}")


def find_english(text: Text, document: DocumentWords) -> list[Name]:
    """The names of an English text, in its order."""
    plain = text.without_web
    matches = [*_EN.finditer(plain)]
    titled = is_title_case([match[0] for match in matches]) or text.units[text.places[0]].kind == "heading"
    found: list[Name] = []
    for number, match in enumerate(matches):
        written = match[0]
        if not written[0].isupper():
            continue
        word = _POSSESSIVE.sub("", written)
        if len(bare_name(word)) < 2:
            continue
        key = word.lower().replace("’", "'")
        begins = titled or bool(_BEGINS.search(plain[max(0, match.start() - 4) : match.start()]))
        before = matches[number - 1][0] if number else ""
        beside = number and plain[matches[number - 1].end() : match.start()] in (" ", ". ", "-")
        sure = _how_sure_english(word, key, begins, document)
        if beside and not begins and sure < SURE and not word.isupper() and key not in _NO_NAMES:
            titled_before = before.lower() in _TITLES
            given_before = found and found[-1].end == matches[number - 1].end() and _is_given(found[-1].key)
            if (titled_before or given_before) and key not in _TITLES and key in english_names():
                sure = SURE
        found.append(Name(word, match.start(), match.start() + len(word), sure, key, begins))
    return found


def _is_given(key: str) -> bool:
    return any(NAME_KINDS.get(kk) == "given" for kk in english_names().get(key, ()))


def _how_sure_english(word: str, key: str, begins: bool, document: DocumentWords) -> float:
    if word.isupper() or _PLURAL_ABBREVIATION.fullmatch(word) or key in _TITLES or key in _NO_NAMES or word in MONTHS["en"]:
        return POSSIBLE
    kinds = {NAME_KINDS.get(kk, "") for kk in english_names().get(key, ())}
    if is_common_english(key) or key in document.small:
        is_place = not begins and bool(kinds & _PLACES)
        is_bearer = key in english_names() and not kinds & _WORDS and document.inside.get(key, 0) >= _OFTEN
        return SURE if (is_place or is_bearer) and key not in document.small else POSSIBLE
    if kinds & _WORDS and not kinds & {"given", "surname", "place", "kz-place"}:
        return SURE if key in place_names() else LIKELY
    if key not in english_names() and begins and not document.inside.get(key):
        return DOUBTFUL
    return SURE


_PLACES = {"country", "place", "kz-place"}
_WORDS = {"country", "translated"}
"""Kinds of names that may be words of everyday, or of what is like them: House, English."""


def find_kazakh(text: Text, document: DocumentWords) -> list[Name]:
    """The names of a Kazakh text, in its order; words that may only be adjectives of names are among them."""
    plain = text.without_web
    matches = [*_KK.finditer(plain)]
    heading = text.units[text.places[0]].kind == "heading"
    found = []
    for match in matches:
        word = match[0]
        if len(word) < 2:
            continue
        key = word.lower().replace("’", "'")
        begins = heading or bool(_BEGINS.search(plain[max(0, match.start() - 4) : match.start()]))
        found.append(Name(word, match.start(), match.end(), _how_sure_kazakh(word, key, begins, document), key, begins))
    return found


def _how_sure_kazakh(word: str, key: str, begins: bool, document: DocumentWords) -> float:
    if not word[0].isupper():
        return LIKELY if is_people(key) else POSSIBLE
    stems = [key[:length] for length in stem_lengths(key)]
    if word.split("-", maxsplit=1)[0].isupper() or is_latin(word[0]) or any(stem in document.small for stem in stems):
        return POSSIBLE
    known = any(stem in kazakh_names() for stem in stems)
    if is_known(key) or (is_known(key.split("-", maxsplit=1)[0]) and "-" in key):
        return LIKELY if known and not begins else POSSIBLE
    if known:
        return SURE if not begins else LIKELY
    if not begins:
        return SURE
    return LIKELY if any(document.inside.get(stem) for stem in stems) else DOUBTFUL


@lru_cache(maxsize=65536)
def is_people(key: str) -> bool:
    """Whether a Kazakh word in lower case is a country's name or what is of it: қытайлық."""
    return len(key) > 4 and any(NAME_KINDS.get(key[:length]) == "country" for length in stem_lengths(key))
