"""How much of one side of a link the other says: by words that have a counterpart there, lengths, sentences and clauses.

Words are compared by the shipped static model, whatever encoder the alignment was made with, so that names, numbers,
inflected forms and dictionary words find their counterparts. A word weighs as much as its vector is long: frequent words
have short ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import median
from typing import Any

import numpy as np

from alignment.checks.sentence_pairs import Stretch

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_CLAUSE = re.compile(
    r"[,;:]\s|\s[–—-]\s|\s(?:and|but|because|that|which|who|when|while|if|және|бірақ|ал|өйткені|себебі|деп)\s"
)
_ASIDE = re.compile(r"\((?!\d)[^()]*\s[^()]*\)")  # amounts in another unit and abbreviations come and go
_FEW = 8
"""Characters added to both lengths, so that short texts say less."""
_COUNTERPART, _HALF = 0.4, 0.5
"""Cosines: below the first a word rather has no counterpart; below the second one that is doubtful."""
_USUAL_RATIO, _USUAL_SPREAD = 1.03, 0.4
"""Kazakh characters for an English one, and how widely `_length` spreads: what few links are drawn to."""
_PRIOR = 20  # links that these are worth
_SCALE = 5.0
"""Brings the logarithm of a ratio, times the root of the lengths, near 1."""
_ROBUST = 1.4826
"""From the median distance to the standard deviation of a normal distribution."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """What the lengths of a document's links are like."""

    ratio: float
    """Kazakh characters for one English one."""

    spread: float
    """Standard deviation of what `_length` tells of links that translate each other."""


def measure_lengths(pairs: Iterable[tuple[str, str]]) -> Lengths:
    """The lengths of a document pair: Kazakh and English texts of its links."""
    logs = [(log((len(kk) + _FEW) / (len(en) + _FEW)), sqrt(len(kk) + len(en)) / _SCALE) for kk, en in pairs]
    share = len(logs) / (len(logs) + _PRIOR)
    middle = share * median([one for one, _ in logs] or [0.0]) + (1 - share) * log(_USUAL_RATIO)
    spread = _ROBUST * median([abs(one - middle) * root for one, root in logs] or [0.0])
    return Lengths(exp(middle), share * spread + (1 - share) * _USUAL_SPREAD)


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of a text."""

    spans: Sequence[Stretch]
    rows: Any
    """L2-normalized vectors, shape (words, dimension)."""

    weights: Any
    """Shape (words,)."""

    def best(self, other: Words) -> Any:
        """The highest cosine of each with a word of the other, not less than 0; shape (words,)."""
        return self.cosines(other).max(axis=1, initial=0.0)

    def cosines(self, other: Words) -> Any:
        """Of each word with each of the other, shape (words, words of the other). The products are small: handing them to
        the threads of a linear algebra library takes longer than they do."""
        return np.einsum("ik,jk->ij", self.rows, other.rows)


class WordVectors:
    """The words of a document pair and their vectors."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Compute the vectors of all words of the texts."""
        from alignment.embedding import load_encoder  # noqa: PLC0415 – slow to import, and only some checks need it

        self._numbers: dict[str, int] = {}
        for text in texts:
            for word in _WORD.findall(text):
                self._numbers.setdefault(word, len(self._numbers))
        sums = load_encoder().encode_joined(list(self._numbers), 1).sums
        assert sums is not None  # noqa: S101 – for the type checker: the shipped model is static
        rows = np.asarray(sums, dtype=np.float32)
        self._weights = np.linalg.norm(rows, axis=1)
        self._rows = rows / np.maximum(self._weights, np.finfo(np.float32).tiny)[:, None]

    def of(self, text: str) -> Words:
        """The words of one of the texts, or of a part of it."""
        found = [match for match in _WORD.finditer(text) if match[0] in self._numbers]
        numbers = [self._numbers[match[0]] for match in found]
        return Words([match.span() for match in found], self._rows[numbers], self._weights[numbers])


@dataclass(frozen=True, slots=True)
class Lack:
    """How much the text is that the other side may lack, and where it stands."""

    length: float
    """By how many of the document's standard deviations the text is longer than it should be."""

    run: float
    """Weight of the run of words that has fewest counterparts, over the root of the weight of all words."""

    covered_there: float
    """How far the other side has counterparts here: share of its weight, from one half (none) to 1."""

    sentences: int
    """Sentences more than the other side has, from -2 to 2."""

    clauses: int
    """Signs of clauses more than the other side has, from -3 to 3."""

    brackets: int
    """Brackets more, from -1 to 1."""

    place: Stretch
    """Where the run stands in the text."""

    @property
    def features(self) -> tuple[float, ...]:
        """What is weighed, in the order of the weights."""
        return (
            self.length, self.run, self.covered_there, self.sentences, self.clauses, self.brackets
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Half:
    """One side of two texts that translate each other."""

    text: str
    words: Words
    best: Any
    """Cosine of each word with the likest of the other side."""

    sentences: int


def measure_lacks(
    kk: str, en: str, sentences: tuple[int, int], lengths: Lengths, vectors: WordVectors
) -> tuple[Lack, Lack]:
    """What of the English the Kazakh may lack, and what of the Kazakh the English. O(words of one × words of the other).

    Args:
        kk, en: texts that translate each other.
        sentences: how many each has.
    """
    ours, theirs = vectors.of(kk), vectors.of(en)
    cosines = ours.cosines(theirs)
    one = _Half(kk, ours, cosines.max(axis=1, initial=0.0), sentences[0])
    two = _Half(en, theirs, cosines.max(axis=0, initial=0.0), sentences[1])
    longer = log((len(kk) + _FEW) / (len(en) * lengths.ratio + _FEW))
    longer *= sqrt(len(kk) + len(en)) / _SCALE / lengths.spread
    return _lack(two, one, -longer), _lack(one, two, longer)


def _lack(own: _Half, other: _Half, longer: float) -> Lack:
    weight, weight_there = float(own.words.weights.sum()), float(other.words.weights.sum())
    run, first, last = _heaviest_run(own.words.weights * (_COUNTERPART - own.best))
    spans = own.words.spans
    return Lack(
        longer,
        run / sqrt(max(weight, 1.0)),
        1 - float((other.words.weights * np.maximum(_HALF - other.best, 0)).sum()) / max(weight_there, 1.0),
        max(-2, min(2, own.sentences - other.sentences)),
        max(-3, min(3, len(_CLAUSE.findall(own.text)) - len(_CLAUSE.findall(other.text)))),
        max(-1, min(1, len(_ASIDE.findall(own.text)) - len(_ASIDE.findall(other.text)))),
        (spans[first][0], spans[last - 1][1]) if last > first else (0, len(own.text)),
    )


def _heaviest_run(gains: Any) -> tuple[float, int, int]:
    """The run of neighbours with the highest sum, and where it begins and ends."""
    best, ends, current, start = 0.0, (0, 0), 0.0, 0
    for place, gain in enumerate(gains.tolist()):
        if current <= 0:
            current, start = 0.0, place
        current += gain
        if current > best:
            best, ends = current, (start, place + 1)
    return best, *ends
