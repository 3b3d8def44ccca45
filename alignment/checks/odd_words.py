"""Kazakh words that render nothing of the English beside them, with the English words that nothing renders there.

Learned from the document itself: how each word is rendered elsewhere, and how surely it has a counterpart at all. Words are
compared by the shipped static model, as in `coverage`; words that say much have long vectors.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log, log1p
from typing import Any, NamedTuple

import numpy as np

from alignment.checks.coverage import WordVectors
from alignment.checks.evidence import evidence
from alignment.checks.vocabulary import word_pairs

_EVIDENCE = evidence("renderings")
_COUNTERPART = _EVIDENCE["has a counterpart"]
_MOST = _EVIDENCE["may lack a counterpart"]
_KEY = 5  # letters of a Kazakh word by which its forms are counted as one
_SHORTEST_KK, _SHORTEST_EN = 4, 3
_MOST_TIMES = 8  # more say no more
_LEARNED = 3  # links that hold both words, at the least


class Learned(NamedTuple):
    """How the document renders a word."""

    likeness: float
    """Dice's coefficient of the links that hold either word; 0 where nothing is learned."""

    times: int
    """Links that hold both."""

    word: str
    """The rendering, in its commonest form."""


_NOTHING = Learned(0.0, 0, "")


@dataclass(frozen=True, slots=True, eq=False)
class OddPairs:
    """Each Kazakh word without counterpart with each English one, of two texts that translate each other."""

    kk: Sequence[tuple[int, int]]
    en: Sequence[tuple[int, int]]
    """Where the words of each pair stand in their texts."""

    learned: Sequence[Learned]
    """How the English word of each is rendered elsewhere."""

    features: Any
    """What speaks for each, shape (pairs, features), in the order of `FEATURES`."""


_OF_A_WORD = ("alone", "times", "has counterparts elsewhere", "rendered alike elsewhere", "weight", "length")
_TIMES = _OF_A_WORD.index("times")
FEATURES = (
    *(f"English word: {name}" for name in _OF_A_WORD),
    *(f"Kazakh word: {name}" for name in _OF_A_WORD if name != "times"),
    "close translation",
    "few words lack counterparts",
    "same part of the text",
    "both have counterparts elsewhere",
)
"""What speaks for a pair of odd words; each has its weight among the evidence of the check `renderings`."""


class _Side:
    """The words of one side of a link."""

    def __init__(self, text: str, vectors: WordVectors, key: Any) -> None:
        words = vectors.of(text)
        self.spans, self.rows, self.weights = words.spans, words.rows, words.weights
        self.written = [text[start:end] for start, end in words.spans]
        self.keys = [key(word) for word in self.written]

    def content(self, shortest: int) -> list[int]:
        """The places of the words that say something, names inside a sentence left out."""
        return [
            place
            for place, word in enumerate(self.written)
            if len(word) >= shortest
            and word.replace("-", "").isalpha()
            and self.weights[place] >= _EVIDENCE["weight of a word that says something"]
            and not (place and word[0].isupper())
        ]


class OddWords:
    """Looks for odd words in texts that translate each other."""

    def __init__(self, texts: Iterable[tuple[str, str]], vectors: WordVectors) -> None:
        """Learn from all of them, Kazakh and English. O(words of one side × words of the other) of each."""
        self._links = [(_Side(kk, vectors, _kk_key), _Side(en, vectors, _en_key)) for kk, en in texts]
        self._cosines: list[Any] = [
            np.einsum("ik,jk->ij", kk.rows, en.rows) if kk.spans and en.spans else None for kk, en in self._links
        ]
        self._met: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
        self._seen: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
        self._count()
        self._learn()

    def _count(self) -> None:
        """How often each word stands there, and how often with a counterpart."""
        for (kk, en), cosines in zip(self._links, self._cosines, strict=True):
            if cosines is None:
                continue
            for side, words, best in ((0, kk, cosines.max(axis=1)), (1, en, cosines.max(axis=0))):
                self._seen[side].update(words.keys)
                self._met[side].update(key for key, cosine in zip(words.keys, best, strict=True) if cosine >= _COUNTERPART)

    def _learn(self) -> None:
        both: Counter[tuple[str, str]] = Counter()
        links: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
        forms: dict[str, Counter[str]] = defaultdict(Counter)
        self._held: list[tuple[set[str], set[str]]] = []
        for kk, en in self._links:
            held = (
                {kk.keys[place] for place in kk.content(_SHORTEST_KK)},
                {en.keys[place] for place in en.content(_SHORTEST_EN)},
            )
            self._held.append(held)
            for side in (0, 1):
                links[side].update(held[side])
            both.update((one, two) for one in held[0] for two in held[1])
            for place in kk.content(_SHORTEST_KK):
                forms[kk.keys[place]][kk.written[place].lower()] += 1
        self._renders: tuple[dict[str, Learned], dict[str, Learned]] = ({}, {})
        for (one, two), times in both.items():
            likeness = 2 * times / (links[0][one] + links[1][two])
            if times < _LEARNED or likeness < _EVIDENCE["rendered alike"]:
                continue
            word = min(forms[one], key=lambda form: (-forms[one][form], len(form), form))
            if likeness > self._renders[0].get(one, _NOTHING).likeness:
                self._renders[0][one] = Learned(likeness, times, two)
            if likeness > self._renders[1].get(two, _NOTHING).likeness:
                self._renders[1][two] = Learned(likeness, times, word)

    def of(self, number: int) -> OddPairs | None:
        """The pairs of words without counterpart in two texts, by their place; `None` where there are none."""
        cosines = self._cosines[number]
        if cosines is None:
            return None
        kk, en = self._links[number]
        sides = (kk.content(_SHORTEST_KK), en.content(_SHORTEST_EN))
        if not all(sides):
            return None
        best = (cosines.max(axis=1), cosines.max(axis=0))
        ks, es = (self._alone(number, side, sides[side], best[side]) for side in (0, 1))
        if not ks or not es:
            return None
        close = sum(float(np.minimum(best[side][sides[side]], _MOST).mean()) for side in (0, 1))
        lacking = float((best[1][sides[1]] < _COUNTERPART).sum())
        learned = [self._renders[1].get(en.keys[e], _NOTHING) for e in es]
        of_kk = np.array([self._of_word(0, kk, k, best[0]) for k in ks])
        of_en = np.array([self._of_word(1, en, e, best[1]) for e in es])
        shape = (len(es), len(ks))
        apart = np.abs(np.array(ks)[None, :] / len(kk.spans) - np.array(es)[:, None] / len(en.spans))
        columns = (
            *(np.broadcast_to(column[:, None], shape) for column in of_en.T),
            *(np.broadcast_to(column[None, :], shape) for column in np.delete(of_kk, _TIMES, axis=1).T),
            np.full(shape, close),
            np.full(shape, -log1p(lacking)),
            1 - apart,
            np.minimum(of_en[:, _TIMES + 1][:, None], of_kk[:, _TIMES + 1][None, :]),
        )
        return OddPairs(
            [kk.spans[k] for _ in es for k in ks],
            [en.spans[e] for e in es for _ in ks],
            [one for one in learned for _ in ks],
            np.stack([column.ravel() for column in columns], axis=1),
        )

    def _of_word(self, side: int, words: _Side, place: int, best: Any) -> tuple[float, ...]:
        """What speaks for one word's being odd."""
        key = words.keys[place]
        others = self._seen[side][key] - 1
        met = self._met[side][key] - (best[place] >= _COUNTERPART)
        return (
            1 - float(best[place]),
            log1p(min(others, _MOST_TIMES)),
            log((met + 1) / (others - met + 1)),
            self._renders[side].get(key, _NOTHING).likeness,
            float(words.weights[place]),
            float(len(key) >= _KEY),
        )

    def _alone(self, number: int, side: int, places: list[int], best: Any) -> list[int]:
        """The words of a side without counterpart: neither one of their meaning nor the one that they have elsewhere."""
        words = self._links[number][side]
        found = []
        for place in places:
            learned = self._renders[side].get(words.keys[place], _NOTHING)
            other = learned.word[:_KEY] if side else learned.word
            if best[place] < _MOST and not (other and other in self._held[number][1 - side]):
                found.append(place)
        across = self._links[number][1 - side].keys
        listed = _listed()
        return [
            place
            for place in found
            if not any(((key, words.keys[place]) if side == 0 else (words.keys[place], key)) in listed for key in across)
        ]


@lru_cache(maxsize=1)
def _listed() -> frozenset[tuple[str, str]]:
    """The lexicon's English and Kazakh words that go together, by their keys."""
    return frozenset((_en_key(en), _kk_key(kk)) for en, kk in word_pairs())


def _kk_key(word: str) -> str:
    return word.lower()[:_KEY]


def _en_key(word: str) -> str:
    low = re.split("['’]", word.lower())[0]
    return low[:-1] if low.endswith("s") and len(low) > _SHORTEST_EN and not low.endswith("ss") else low
