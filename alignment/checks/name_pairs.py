"""Which names of a link's two sides answer to one another, and which are left over."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from alignment.checks.evidence import evidence
from alignment.checks.name_book import english_names, kazakh_names
from alignment.checks.name_candidates import DOUBTFUL, DocumentWords, Name, count_inside, find_english, find_kazakh
from alignment.checks.segments import Segment
from alignment.languages import bare_name, can_begin, find_phrases, spelling_costs, stem_lengths

_EVIDENCE = evidence("names")
_SAME, _SAME_SHORT, _LIKE = _EVIDENCE["one name"], _EVIDENCE["one short name"], _EVIDENCE["like a name"]
_SHORT = 3
_LONGEST_PHRASE = 4
_GAPS = (" ", "-", ". ", " & ")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How well a Kazakh word spells an English name."""

    ratio: float
    """Nats a letter; 0 for what is known to answer."""

    start: int
    end: int
    """The name in the Kazakh word, without endings."""


@dataclass(frozen=True, slots=True)
class NamePair:
    """A name in both languages."""

    en: Name
    kk: Name
    like: Likeness

    @property
    def stem(self) -> str:
        """The Kazakh name without its endings, in lower case."""
        return self.kk.key[self.like.start : self.like.end]


@dataclass(slots=True)
class NamedLink:
    """The names of a link."""

    segment: Segment
    en: list[Name]
    kk: list[Name]
    pairs: list[NamePair] = field(default_factory=list)
    left_en: list[Name] = field(default_factory=list)
    """What nothing answers to and is likely a name, each once."""

    left_kk: list[Name] = field(default_factory=list)


@lru_cache(maxsize=131072)
def likeness(english: str, kazakh: str) -> Likeness:
    """How well the Kazakh word, or a part of it between hyphens, spells the English name; both in lower case."""
    bare = bare_name(english)
    best = Likeness(math.inf, 0, len(kazakh))
    for start, end in _parts(kazakh):
        part = kazakh[start:end]
        plain = part.replace("-", "").replace("'", "")
        if not bare or not can_begin(bare[0], plain[0]) or len(bare) > 3 * len(plain):
            continue
        costs = spelling_costs(bare, plain)
        for length in stem_lengths(plain):
            ratio = costs[length] / min(len(bare), length)
            if ratio < best.ratio:
                best = Likeness(ratio, start, start + length + _marks(part, length))
    return best


def _marks(part: str, length: int) -> int:
    """How many hyphens and apostrophes stand among the first so many letters."""
    marks = letters = 0
    for letter in part:
        if letters == length:
            break
        if letter in "-'":
            marks += 1
        else:
            letters += 1
    return marks


def _parts(word: str) -> Iterator[tuple[int, int]]:
    yield 0, len(word)
    if "-" in word:
        at = 0
        for part in word.split("-"):
            if len(part) > 1:
                yield at, at + len(part)
            at += len(part) + 1


def is_one_name(english: str, like: Likeness) -> bool:
    """Whether so much likeness makes two words one name."""
    return like.ratio <= (_SAME_SHORT if len(english) <= _SHORT else _SAME)


def is_like(like: Likeness) -> bool:
    """Whether two words that are left over may be one name, spelled oddly or misspelled."""
    return like.ratio <= _LIKE


@dataclass(frozen=True, eq=False)
class DocumentNames:
    """The names of all links, paired with the help of one another."""

    links: Sequence[NamedLink]
    spellings: Mapping[str, Counter[str]]
    """By an English name in lower case, the Kazakh names that stand for it, and in how many links."""

    english: DocumentWords
    kazakh: DocumentWords

    @classmethod
    def of(cls, segments: Sequence[Segment]) -> DocumentNames:
        """Of links that have text on both sides."""
        english = count_inside([segment.en for segment in segments], "en")
        kazakh = count_inside([segment.kk for segment in segments], "kk")
        links = [
            _pair(NamedLink(segment, find_english(segment.en, english), find_kazakh(segment.kk, kazakh)))
            for segment in segments
        ]
        _pair_by_company(links)
        spellings: dict[str, Counter[str]] = defaultdict(Counter)
        for link in links:
            for en, stem in {(pair.en.key, pair.stem) for pair in link.pairs}:
                spellings[en][stem] += 1
        return cls(links, spellings, english, kazakh)


def _pair(link: NamedLink) -> NamedLink:
    """Pair the names of a link by what is known and by their letters."""
    met_en: set[int] = set()
    met_kk: set[int] = set()
    by_stem: dict[str, list[Name]] = defaultdict(list)
    for name in link.kk:
        for stem in _known_stems(name.key):
            by_stem[stem].append(name)

    def meet(en: Name, kk: Name, like: Likeness) -> None:
        link.pairs.append(NamePair(en, kk, like))
        met_en.add(en.start)
        met_kk.add(kk.start)

    _pair_phrases(link, met_en, met_kk)
    options = []
    for en in link.en:
        if en.start in met_en:
            continue
        for kk, stem in _known(en.key, by_stem):
            start = max(kk.key.find(stem), 0)
            options.append((0.0, en, kk, Likeness(0.0, start, start + len(stem))))
        for kk in link.kk:
            if kk.word[0].isupper() and kk.start not in met_kk:
                like = _as_it_is(en.key, kk.key) or likeness(en.key, kk.key)
                if is_one_name(en.key, like):
                    options.append((like.ratio, en, kk, like))
    options.sort(key=lambda option: (option[0], option[1].start, option[2].start))
    for alone in (True, False):  # each with its own first, then the same name again
        for _, en, kk, like in options:
            if alone and (en.start in met_en or kk.start in met_kk):
                continue
            if en.start not in met_en or kk.start not in met_kk:
                meet(en, kk, like)
    keys = {en.key for en in link.en if en.start in met_en}
    stems = {kk.key for kk in link.kk if kk.start in met_kk}
    link.left_en = _once(en for en in link.en if en.start not in met_en and en.key not in keys and en.sure >= DOUBTFUL)
    link.left_kk = _once(kk for kk in link.kk if kk.start not in met_kk and kk.key not in stems and kk.sure >= DOUBTFUL)
    return link


def _as_it_is(english: str, kazakh: str) -> Likeness | None:
    """The likeness of a name that Kazakh writes in Latin letters, alone or between hyphens."""
    at = kazakh.find(english)
    if at < 0 or english not in (kazakh, *kazakh.split("-")):
        return None
    return Likeness(0.0, at, at + len(english))


def _once(names: Iterator[Name]) -> list[Name]:
    seen: dict[str, Name] = {}
    for name in names:
        seen.setdefault(name.key, name)
    return list(seen.values())


def _known(key: str, by_stem: Mapping[str, list[Name]]) -> Iterator[tuple[Name, str]]:
    """The Kazakh words that are known to answer to an English one."""
    for form in dict.fromkeys((key, key.removesuffix("s"))):
        for kk in english_names().get(form, ()):
            for name in by_stem.get(kk, ()):
                yield name, kk


@lru_cache(maxsize=65536)
def _known_stems(key: str) -> tuple[str, ...]:
    """What a Kazakh word, or a part of it between hyphens, may be a form of among the names that are known."""
    stems = (key[start : start + length] for start, end in _parts(key) for length in stem_lengths(key[start:end]))
    return tuple(dict.fromkeys(stem for stem in stems if stem in kazakh_names()))


def _pair_phrases(link: NamedLink, met_en: set[int], met_kk: set[int]) -> None:
    """Take what is known as a phrase on either side for met."""
    text = link.segment.en.text
    for first in range(len(link.en)):
        for count in range(min(_LONGEST_PHRASE, len(link.en) - first), 0, -1):
            names = link.en[first : first + count]
            if any(text[a.end : b.start] not in _GAPS for a, b in pairwise(names)):
                continue
            for kk in english_names().get(" ".join(name.key for name in names), ()):
                if count == 1 and " " not in kk:
                    continue
                for start, end in find_phrases(kk, link.segment.kk.words):
                    met_en.update(name.start for name in names)
                    met_kk.update(name.start for name in link.kk if start <= name.start < end)


def _pair_by_company(links: Sequence[NamedLink]) -> None:
    """Pair what is left over in the same links again and again: names whose spellings have little in common."""
    together: Counter[tuple[str, str]] = Counter()
    first: dict[str, Name] = {}
    for link in links:
        for en in link.left_en:
            for kk in link.left_kk:
                together[en.key, _shortest(kk.key)] += 1
                first.setdefault(kk.key, kk)
    repeated = {pair for pair, count in together.items() if count > 1}
    for link in links:
        for en in link.left_en[:]:
            for kk in link.left_kk[:]:
                if (en.key, _shortest(kk.key)) in repeated and en in link.left_en and kk in link.left_kk:
                    link.left_en.remove(en)
                    link.left_kk.remove(kk)
                    link.pairs.append(NamePair(en, kk, Likeness(_LIKE, 0, len(_shortest(kk.key)))))


def _shortest(key: str) -> str:
    return key[: min((length for length in stem_lengths(key) if length > _SHORT), default=len(key))]


def is_known_pair(en: str, stem: str) -> bool:
    """Whether the table or the lexicon has the two for each other."""
    return en in kazakh_names().get(stem, ()) or en.removesuffix("s") in kazakh_names().get(stem, ())
