"""What seeded faults are made of: words, names, numbers and terms of the clean pairs, and what Kazakh asks of endings.

Nothing here comes from the product's own tables: a fault made with them would be found by them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from alignment.records import Side, TextPair

Stretch = tuple[int, int]
"""Code points of a text, end-exclusive."""

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
NUMBER = re.compile(r"\d+(?:[.,]\d+|[ \u00a0]\d{3}(?!\d))*")
END = re.compile(r"(?<=[.!?…])[\"»”“’]*\s+(?=[\"«“„‘'–—-]?\s?[^\W\d_a-zа-яәғқңөұүһі])")
"""What stands between two sentences."""

PART = re.compile(r",[\"»”“’]*\s+(?:[–—-]\s+)?")
"""What stands between two clauses or members of a list."""

FRONT, BACK = "әеөүіэ", "аоұыяюё"
VOWELS = FRONT + BACK + "иу"
_GROUPS = {**dict.fromkeys("рйу", "р"), "л": "л", **dict.fromkeys("зж", "з"), **dict.fromkeys("мнң", "н")}

ENDING = re.compile(
    r"-?(?:[лдт][ае]р)?(?:(?:[ыі]м|[ыі]ң|[ыі]мыз|с?[ыі])?)"
    r"(?:[ндт][ыі]ң?|[ғгқк][ае]|[ндт][ае]н|[дт][ае](?:ғы|гі|н)?|н[ае]|нд[ае](?:ғы|гі|н)?|н|[мбп]ен)?"
)
"""A noun's endings: plural, possessive, case; often empty."""

_LATIN = dict(
    zip(
        "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщыіэюя",
        "a a b v g g d e e j z i i k k l m n n o o p r s t u u u f h h ts ch sh sh i i e iu ia".split(),
        strict=True,
    )
)
_SOUNDS = (
    ("tch", "ch"), ("ph", "f"), ("kh", "h"), ("zh", "j"), ("dzh", "j"), ("th", "t"), ("ck", "k"), ("qu", "kv"), ("q", "k"),
    ("x", "ks"), ("w", "v"), ("y", "i"), ("ce", "se"), ("ci", "si"), ("sch", "sh"), ("ch", "C"), ("c", "k"), ("C", "ch"),
)  # fmt: skip
_DOUBLE = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Edit:
    """A fault that a pair could be given: one stretch of one side becomes something else."""

    sub: str
    """What was done, such as `digits transposed`."""

    side: Side
    start: int
    end: int
    new: str
    other: tuple[Stretch, ...] = ()
    """Where the other side has what this is the rendering of."""


@dataclass(frozen=True, slots=True)
class Name:
    """A word of a Kazakh text that renders a capitalized English word by its sound."""

    start: int
    stem: str
    ending: str
    english: str
    at: int
    """Where the English one begins."""

    place: bool
    """Whether the English text says `in` or the like before it."""

    @property
    def kk(self) -> Stretch:
        return self.start, self.start + len(self.stem)

    @property
    def end(self) -> int:
        return self.start + len(self.stem) + len(self.ending)

    @property
    def en(self) -> Stretch:
        return self.at, self.at + len(self.english)


@dataclass(frozen=True, slots=True)
class Material:
    """What the pairs of one register offer."""

    words: Counter[str] = field(repr=False)
    """Kazakh words in lower case."""

    numbers: tuple[str, ...] = field(repr=False)
    names: tuple[Name, ...] = field(repr=False)
    common: frozenset[str] = field(repr=False)
    """English words that stand somewhere without a capital: no names."""

    terms: dict[str, str] = field(repr=False)
    """English content words, and the stem of the Kazakh word that stands where they stand."""

    near: dict[str, tuple[str, ...]] = field(repr=False)
    """Stems of terms, and those of others that stand beside the same words, the likest first."""

    @classmethod
    def of(cls, pairs: Sequence[TextPair]) -> Material:
        """What these pairs offer, which are in the order of their text."""
        words = Counter(word.lower() for kk, _ in pairs for word in WORD.findall(kk))
        terms = find_terms(pairs)
        common = frozenset(word for _, en in pairs for word in WORD.findall(en) if word.islower())
        found = [name for pair in pairs for name in names_of(*pair)]
        named = [name for name in found if len(name.stem) > 3 and alike(name.stem, name.english) >= 0.85]
        return cls(
            words,
            tuple(dict.fromkeys(number for kk, _ in pairs for number in NUMBER.findall(kk))),
            tuple({name.stem: name for name in named if name.english.lower() not in common}.values()),
            common,
            terms,
            _neighbours(pairs, set(terms.values())),
        )


def words_of(text: str) -> list[re.Match[str]]:
    """The words, without digits."""
    return list(WORD.finditer(text))


def ending_class(stem: str) -> tuple[str, str]:
    """What the endings of a word depend on: its last vowel and its last sound. Words of one class take the same endings."""
    vowels = [letter for letter in stem.lower() if letter in FRONT + BACK]
    last = stem[-1].lower()
    return ("front" if vowels and vowels[-1] in FRONT else "back"), "v" if last in VOWELS and last != "у" else _GROUPS.get(
        last, "т"
    )


def sentences_of(text: str) -> list[Stretch]:
    """Where the sentences stand."""
    return _between(text, END)


def clauses_of(text: str) -> list[Stretch]:
    """Where the parts between commas stand, end marks left out."""
    inner = len(text.rstrip('.!?…"»”“’: '))
    return [(start, min(end, inner)) for start, end in _between(text, PART) if start < inner]


def _between(text: str, gap: re.Pattern[str]) -> list[Stretch]:
    found, at = [], 0
    for match in gap.finditer(text):
        found.append((at, match.start() + (len(match[0].rstrip()) if gap is END else 0)))
        at = match.end()
    return [*found, (at, len(text))]


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """Roughly how a word sounds, in Latin letters: what Kazakh and English spelling of a name have in common."""
    latin = "".join(_LATIN.get(letter, letter) for letter in word.lower() if letter.isalpha() and letter not in "ьъ")
    if latin.isascii():
        for written, heard in _SOUNDS:
            latin = latin.replace(written, heard)
    return _DOUBLE.sub(r"\1", latin)


def _skeleton(heard: str) -> str:
    return re.sub("[aeiou]", "", heard)


@lru_cache(maxsize=100_000)
def alike(kk: str, en: str) -> float:
    """How much two names sound alike, from 0 to 1."""
    one, two = sound(kk), sound(en)
    if not one or not two or (one[0] != two[0] and (one[0] not in "aeiouvj" or two[0] not in "aeiouvjg")):
        return 0
    ratio = SequenceMatcher(None, one, two, autojunk=False).ratio()
    return max(ratio, 0.85) if ratio > 0.6 and _skeleton(one) == _skeleton(two) and len(_skeleton(one)) > 1 else ratio


def names_of(kk: str, en: str) -> list[Name]:
    """The names of a pair, told by capitals in English and by their sound, in the order of the Kazakh text."""
    english = [word for word in words_of(en) if word[0][0].isupper() and word[0].isascii() and len(word[0]) > 2]
    found = []
    for word in words_of(kk):
        if not word[0][0].isupper() or len(word[0]) < 3 or word[0].isascii():
            continue
        best, score = None, 0.77
        for stem, ending in _cuts(word[0]):
            for other in english:
                own = alike(stem, other[0].removesuffix("'s").removesuffix("’s")) - 0.01 * (len(stem) == len(word[0]))
                if own > score or (own == score and best is None):
                    best, score = (stem, ending, other), own
        if best:
            stem, ending, other = best
            place = bool(re.search(r"\b(?:in|from|at|to|near|of) $", en[: other.start()]))
            found.append(Name(word.start(), stem, ending, other[0], other.start(), place))
    return found


def _cuts(word: str) -> Iterator[tuple[str, str]]:
    for length in range(len(word), max(2, len(word) - 9), -1):
        if length == len(word) or ENDING.fullmatch(word[length:]):
            yield word[:length].rstrip("-"), ("-" if word[length - 1] == "-" else "") + word[length:]


_STOP = frozenset(
    "that this with from have been were will their they which there would about after other more when also than into only "
    "some what very said your them most over such make like just then each time where these those could does upon shall "
    "every through being because before first second third next last twenty thirty forty fifty hundred thousand million "
    "billion three four five seven eight nine eleven twelve today yesterday tomorrow year month week north south east west "
    "northern southern eastern western white black silver gold hour minute second dollar percent half".split()
)
_CASES = re.compile(r"(?:[лдт][ае]р\w*|с?[ыі]н[ае]|с?[ыі]нд[ае]\w*|[ндт][ыі]ң|[ғгқк][ае])")
"""Endings that only a noun has."""


def find_terms(pairs: Iterable[TextPair]) -> dict[str, str]:
    """English nouns that go with one Kazakh stem.

    A word and the first five letters of a Kazakh one belong together if four pairs hold both and Dice's coefficient of the
    pairs that hold either is .65 at least; each goes with its likeliest. The stem is the shortest form with these letters
    that two thirds of the others make of it by the endings of a noun, one of them by an ending that a noun alone has.
    Numerals, colours and words of the calendar are left out: there are kinds of their own for them, or nothing else takes
    their place.
    """
    en_in: Counter[str] = Counter()
    kk_in: Counter[str] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for kk, en in pairs:
        english = {w.removesuffix("s") for w in WORD.findall(en) if len(w) > 3 and w.islower()} - _STOP
        kazakh = {w for w in WORD.findall(kk) if len(w) > 3 and w.islower() and "-" not in w}
        for word in kazakh:
            forms[word[:5]][word] += 1
        stems = {word[:5] for word in kazakh}
        en_in.update(english)
        kk_in.update(stems)
        both.update((word, stem) for word in english for stem in stems)
    likely = {
        (word, stem): 2 * count / (en_in[word] + kk_in[stem]) for (word, stem), count in sorted(both.items()) if count > 3
    }
    terms: dict[str, str] = {}
    for (word, start), dice in sorted(likely.items(), key=lambda item: (-item[1], item[0])):
        stem = _common(forms[start]) if dice >= 0.65 and word not in terms else ""
        if stem and stem not in terms.values():
            terms[word] = stem
    return terms


def _common(forms: Counter[str]) -> str:
    """The form that the others are made of; empty if there is none."""
    for form in sorted(forms, key=lambda form: (len(form), form)):
        rests = {other: other[len(form) :] for other in forms if other.startswith(form)}
        made = sum(forms[other] for other, rest in rests.items() if ENDING.fullmatch(rest))
        if forms.total() <= 1.5 * made and any(_CASES.match(rest) for rest in rests.values()) and len(rests) > 2:
            return form
    return ""


def _neighbours(pairs: Sequence[TextPair], stems: set[str]) -> dict[str, tuple[str, ...]]:
    """For each stem the others, by the cosine of the counts of the words before and after them."""
    starts = {stem[:4] for stem in stems}
    beside: dict[str, Counter[str]] = {stem: Counter() for stem in sorted(stems)}
    for kk, _ in pairs:
        words = ["", *WORD.findall(kk.lower()), ""]
        for place, word in enumerate(words[1:-1], 1):
            for stem in beside if word[:4] in starts else ():
                if word.startswith(stem):
                    beside[stem].update((f"{words[place - 1][:5]} –", f"– {words[place + 1][:5]}"))
    lengths = {stem: sum(count**2 for count in own.values()) ** 0.5 or 1 for stem, own in beside.items()}

    def likeness(one: str, two: str) -> float:
        shared = sum(count * beside[two][word] for word, count in beside[one].items())
        return shared / (lengths[one] * lengths[two])

    likest = {stem: sorted(beside, key=lambda other: (-likeness(stem, other), other)) for stem in beside}
    return {
        stem: tuple(other for other in own if other != stem and likeness(stem, other) > 0) for stem, own in likest.items()
    }
