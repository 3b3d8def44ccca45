"""How many of a link's words have a counterpart on its other side: a closer and dearer look than the cosine of whole units.

Words are compared by the shipped static model, whatever encoder the units went through, so names, numbers, inflected
forms and dictionary words all find their counterparts (compare BERTScore; Zhang and others, 2020).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from alignment.embedding import Vectors, load_encoder, normalized
from alignment.monotonic import Floats, Ints

_WORD = re.compile(r"\w+(?:[-’'.,]\w+)*")
_UNLIKE, _ALIKE = 0.35, 0.7  # cosines below which two words have nothing to do with each other, above which all


class _Words:
    """The words of some units of one side."""

    def __init__(self, texts: Sequence[str], units: Ints, vocabulary: dict[str, int]) -> None:
        self._starts: Ints = np.zeros(len(texts) + 1, dtype=np.int64)
        words = [_WORD.findall(texts[unit]) for unit in units.tolist()]
        self._starts[units + 1] = [len(unit) for unit in words]
        self._starts = np.cumsum(self._starts)
        flat = (vocabulary.setdefault(word, len(vocabulary)) for unit in words for word in unit)
        self._ids = np.fromiter(flat, dtype=np.int64)

    def between(self, first: int, last: int) -> Ints:
        """The numbers of the words of the units from `first` up to `last`."""
        return self._ids[self._starts[first] : self._starts[last]]


def explained_words(kk: Sequence[str], en: Sequence[str], links: Ints) -> Floats:
    """The weight of the words on both sides of each link that have a counterpart on the other.

    Args:
        kk, en: the texts of the units.
        links: shape (links, 4): the first Kazakh unit, the one after the last, and the same of English.

    Returns:
        Shape (links,): the sum over the words, each weighted by the length of its vector (frequent words have short
        ones) and by how surely its most similar word translates it, from 0 to 1.
    """
    vocabulary: dict[str, int] = {}
    sides = [_Words(texts, _units(links[:, 2 * s : 2 * s + 2]), vocabulary) for s, texts in enumerate((kk, en))]
    vectors = _vectors(list(vocabulary))
    rows, weights = normalized(vectors), np.linalg.norm(vectors, axis=1)
    found = np.zeros(len(links))
    for place, (i0, i, j0, j) in enumerate(links.tolist()):
        left, right = sides[0].between(i0, i), sides[1].between(j0, j)
        if len(left) and len(right):
            cosines = rows[left] @ rows[right].T
            found[place] = _sure(cosines.max(axis=1)) @ weights[left] + _sure(cosines.max(axis=0)) @ weights[right]
    return found


def _units(ranges: Ints) -> Ints:
    """The units that some range holds, rising."""
    units: set[int] = set()
    for first, last in ranges.tolist():
        units.update(range(first, last))
    return np.array(sorted(units), dtype=np.int64)


def _vectors(words: list[str]) -> Vectors:
    sums = load_encoder().encode_joined(words, 1).sums
    assert sums is not None  # the shipped model is static
    return sums


def _sure(cosines: Vectors) -> Vectors:
    sure: Vectors = np.clip((cosines - _UNLIKE) / (_ALIKE - _UNLIKE), 0.0, 1.0)
    return sure
