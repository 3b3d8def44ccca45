"""Names, compared by their romanization."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.checks.segments import Segment, Text
from alignment.checks.vocabulary import english_words, kazakh_words
from alignment.checks.word_lists import sound_spellings, word_list
from alignment.languages import MONTHS, PLACES, name_stems, romanize
from alignment.records import said

_EVIDENCE = evidence("names")
_CAPITALIZED = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_COMMON_ENDINGS = word_list("names", "ending of a common word")
_SOUNDS = sound_spellings("names")
_NO_NAMES = frozenset(word_list("names", "no name"))
# Spellings that no romanized Kazakh or Russian name has: how such a name sounds cannot be read off its letters.
_WESTERN = re.compile(r"[wxq'’à-ÿ]|ck|ph|th|oo|ee|ea|ou|gn|igh|tz|[^aeiou]es?$|^pyong|^(?:we|i)ve")
# Spellings that are a Kazakh or Russian name's: only these say by their letters what the Kazakh must be.
_NATIVE = re.compile(
    r"(?:ye?v|[aeiou]v|ova|eva|sk[iy]+|skaya|bek|khan|gul|enko|chuk|uly|kyzy|tau|[bgtsz]a[yi]|tobe|abad)$|zh|kh",
    re.IGNORECASE,
)
_VOWELS = set("aeiou")
_VOWELS_CHANGED, _VOWEL = _EVIDENCE["vowel for vowel"], _EVIDENCE["vowel more or less"]
_NEAR, _OTHER = _EVIDENCE["near sound"], _EVIDENCE["other sound"]
_NEAR_SOUNDS = [set(pair.split()) for pair in word_list("names", "near sounds")]


def find(material: Material) -> Iterator[Candidate]:
    """Names of persons and places that the other side spells as another name, or lacks."""
    for segment in material.whole:
        if all(segment.en.units[place].kind != "heading" for place in segment.en.places):
            yield from _compare(segment)


CHECK = Check(
    name="names",
    help="Names that the other side spells as another, or lacks.",
    example=Example(
        "The exhibition was held in Kostanay this year.",
        "Көрме биыл Көкшетауда өтті.",
        "Көрме биыл Қостанайда өтті.",
    ),
    category="Accuracy/Mistranslation",
    severity="major",
    find=find,
    rank=60,
)


def _compare(segment: Segment) -> Iterator[Candidate]:
    english = _names(segment.en)
    kazakh = _names(segment.kk)
    kk_words, en_words = ({word for word, _, _ in _all_words(side)} for side in (segment.kk, segment.en))
    left_en = [
        name
        for name in english
        if name[0] not in _NO_NAMES and _is_native(name[0]) and not any(_is_same(name[0], other) for other in kk_words)
    ]
    left_kk = [name for name in kazakh if not any(_is_same(other, name[0]) for other in en_words)]
    for word, start, end in left_kk[:]:
        best = max(left_en, key=lambda name: _likeness(name[0], word), default=None)
        if best and _likeness(best[0], word) >= _EVIDENCE["misspelled name"]:
            left_en.remove(best)
            left_kk.remove((word, start, end))
            yield Candidate(
                said("{kk} here, {en} in English", kk=word, en=best[0]),
                segment.kk.mark(start, end),
                segment.en.mark(*best[1:]),
                _EVIDENCE["spelled as another"],
            )
    # A name that nobody matched may be the missing one in a spelling of its own.
    spare = sum(word[:1].isupper() and not any(_is_same(other, word) for other in en_words) for word in kk_words)
    for word, start, end in _runs(left_en, segment.en.text):
        # Both sides have one name left over: they stand in one another's place.
        if len(left_en) == len(left_kk) == 1 and left_kk[0][1] > 0:
            other = left_kk[0]
            yield Candidate(
                said("{kk} here, {en} in English", kk=other[0], en=word),
                segment.kk.mark(*other[1:]),
                segment.en.mark(start, end),
                _EVIDENCE["in its place"],
            )
            return
        if word.lower() in _PLACE_NAMES:
            yield Candidate(
                said("{en} of the English text is missing", en=word),
                None,
                segment.en.mark(start, end),
                _EVIDENCE["place missing"],
                "Accuracy/Omission",
            )
        else:
            yield Candidate(
                said("the name {en} of the English text is missing", en=word),
                None,
                segment.en.mark(start, end),
                _EVIDENCE["missing among others" if spare > 1 else "missing"],
                "Accuracy/Omission",
            )


def _is_native(name: str) -> bool:
    low = name.lower()
    return low in _PLACE_NAMES or bool(_NATIVE.search(low) and not _WESTERN.search(low))


def _runs(names: list[tuple[str, int, int]], text: str) -> list[tuple[str, int, int]]:
    """First name and surname made one."""
    runs: list[tuple[str, int, int]] = []
    for word, start, end in names:
        if runs and text[runs[-1][2] : start] == " ":
            first = runs.pop()
            runs.append((text[first[1] : end], first[1], end))
        else:
            runs.append((word, start, end))
    return runs


def _names(text: Text) -> list[tuple[str, int, int]]:
    """Capitalized words that no dictionary has: the rest are titles, institutions and the beginnings of sentences."""
    beginnings = _inside_only(text) if text.side == "en" else frozenset()
    found, seen = [], set()
    for match in _CAPITALIZED.finditer(text.without_web):
        word = match[0]
        if text.side == "en" and word.endswith(("'s", "’s")):
            word = word[:-2]
        if word in beginnings or (text.side == "en" and "-" in word):
            continue
        if not word[0].isupper() or len(word) < 4 or word.isupper() or word in seen or not word[1:].islower():
            continue
        before = text.text[max(0, match.start() - 2) : match.start()]
        if text.side == "kk" and not before.endswith(" "):
            continue
        if text.side == "kk" and re.search(r"[.!?:«“(]\s?$", before):
            continue
        if _is_common(word, text):
            continue
        seen.add(word)
        found.append((word, match.start(), match.start() + len(word)))
    return found


def _inside_only(text: Text) -> frozenset[str]:
    """Words with a capital for no other reason than that they begin a sentence, a title or a quotation."""
    begins = {m[1] for m in re.finditer(r"(?:^|[.!?:;]\s+|[\"“(])([A-Z][a-z]+)", text.text)}
    inside = {m[1] for m in re.finditer(r"[a-z,]\s([A-Z][a-z]+)", text.text)}
    return frozenset(begins - inside)


def _is_common(word: str, text: Text) -> bool:
    low = word.lower()
    if text.side == "en":
        plain = {low, low.removesuffix("s"), low.removesuffix("es"), low.removesuffix("n"), low.removesuffix("ed")}
        if low in _PLACE_NAMES:
            return False
        return bool(plain & english_words()) or word in MONTHS["en"] or low.endswith(_COMMON_ENDINGS)
    return any(stem in kazakh_words() for stem in (low, *name_stems(low))) and not any(s in PLACES for s in name_stems(low))


_PLACE_NAMES = frozenset(name for names in PLACES.values() for name in names[:1])


def _all_words(text: Text) -> list[tuple[str, int, int]]:
    return [
        (part, start, end)
        for word, start, end in text.words
        for part in {word, *word.split("-")}
        if len(part) > 1 and (text.side == "kk" or part[0].isupper())
    ]


@lru_cache(maxsize=65536)
def _is_same(english: str, kazakh: str) -> bool:
    return _likeness(english, kazakh) >= _EVIDENCE["one name"]


@lru_cache(maxsize=65536)
def _likeness(english: str, kazakh: str) -> float:
    """How alike an English and a Kazakh name sound, the Kazakh one's ending taken off, in [0, 1]."""
    if not english or not kazakh:
        return 0.0
    english = english.removesuffix("'s")
    target = sounds(english)
    singular = english.lower().removesuffix("s")
    best = 0.0
    for stem in name_stems(kazakh):
        low = stem.lower()
        if english.lower() in PLACES.get(low, ()) or singular in PLACES.get(low, ()):
            return 1.0
        heard = sounds(romanize(low))
        if heard[:1] == target[:1] or {heard[:1], target[:1]} in _NEAR_SOUNDS or ({heard[:1], target[:1]} <= _VOWELS):
            best = max(best, _similarity(target, heard))
    return best


@lru_cache(maxsize=16384)
def sounds(latin: str) -> str:
    """A Latin spelling brought down to its sounds, so that `Khalabuzar` and `Halabuzar'` are the same."""
    low = latin.lower().replace("'", "").replace("’", "").replace("-", "")
    for spelled, plain in _SOUNDS:
        low = low.replace(spelled, plain)
    return re.sub(r"(.)\1+", r"\1", low)


def _similarity(a: str, b: str) -> float:
    """1 - edit distance / longer length, a vowel for a vowel counting half."""
    if a == b:
        return 1.0
    if len(a) > 3 and re.sub(r"[aeiou]", "", a) == re.sub(r"[aeiou]", "", b):
        return _EVIDENCE["consonants alike"]
    if not a or not b or abs(len(a) - len(b)) > max(len(a), len(b)) / 2:
        return 0.0
    row = [float(j) for j in range(len(b) + 1)]
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], float(i)
        for j, y in enumerate(b, 1):
            change = 0.0 if x == y else _change(x, y)
            skip = _VOWEL if x in _VOWELS else 1.0
            add = _VOWEL if y in _VOWELS else 1.0
            previous, row[j] = row[j], min(previous + change, row[j] + skip, row[j - 1] + add)
    return 1 - row[-1] / max(len(a), len(b))


def _change(x: str, y: str) -> float:
    """What a sound for another one costs."""
    return _VOWELS_CHANGED if x in _VOWELS and y in _VOWELS else _NEAR if {x, y} in _NEAR_SOUNDS else _OTHER
