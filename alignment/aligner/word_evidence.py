"""How many of a link's words have a counterpart on its other side: a closer and dearer look than the cosine of whole units.

Words are compared by the shipped static model, whatever encoder the units went through, so names, numbers, inflected
forms and dictionary words all find their counterparts (compare BERTScore; Zhang and others, 2020).
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from alignment.aligner.monotonic import Floats, Ints
from alignment.embedding import Vectors, compiled, load_encoder, normalized
from alignment.records import Pair

_UNLIKE, _ALIKE = 0.35, 0.7  # cosines below which two words have nothing to do with each other, above which all


_SAMPLE = 300  # links that tell how close a translation is
_PRIOR_LINKS = 5  # how many links the typical closeness is worth


def measure_closeness(kk: Sequence[str], en: Sequence[str], pairs: Iterable[Pair], typical: float) -> float:
    """How close a translation is: the share of the words of 1:1 links that have a counterpart on the other side.

    Args:
        kk, en: the texts of the units.
        pairs: links of them, of any shape; an even sample of the 1:1 ones is looked at.
        typical: what few links are drawn to, and none gives.
    """
    single = [(kk[0], kk[0] + 1, en[0], en[0] + 1) for kk, en in pairs if len(kk) == len(en) == 1]
    links = np.array(single[:: max(1, len(single) // _SAMPLE)], dtype=np.int64).reshape(-1, 4)
    explained, whole = explained_words(kk, en, links)
    shares = explained[whole > 0] / whole[whole > 0]
    return float((shares.sum() + _PRIOR_LINKS * typical) / (len(shares) + _PRIOR_LINKS))


def explained_words(kk: Sequence[str], en: Sequence[str], links: Ints) -> tuple[Floats, Floats]:
    """The weight of the words on both sides of each link that have a counterpart on the other, and that of all its words.

    Args:
        kk, en: the texts of the units.
        links: shape (links, 4): the first Kazakh unit, the one after the last, and the same of English.

    Returns:
        Each of shape (links,): the sum over the words, each weighted by the length of its vector (frequent words have
        short ones) and by how surely its most similar word translates it, from 0 to 1; and the sum of those lengths.
    """
    if not len(links):
        return np.zeros(0), np.zeros(0)
    vocabulary: defaultdict[str, int] = defaultdict()
    vocabulary.default_factory = vocabulary.__len__  # a new word gets the next number
    kk_words, kk_starts = _numbers(kk, links[:, 0:2], vocabulary)
    en_words, en_starts = _numbers(en, links[:, 2:4], vocabulary)
    vectors = load_encoder().encode_joined(list(vocabulary), 1).sums
    assert vectors is not None  # noqa: S101 – for the type checker: the shipped model is static
    weights = np.linalg.norm(vectors, axis=1)
    pairs = _unit_pairs(links, len(en))
    best = _best_of_pairs(normalized(vectors), pairs, kk_words, kk_starts, en_words, en_starts)
    return _explained(links, *pairs, *best, weights[kk_words], kk_starts, weights[en_words], en_starts)


class _UnitPairs(NamedTuple):
    """The pairs of units that some link holds, each once, by the Kazakh and then the English unit."""

    units: int
    """The English units there are."""

    keys: Ints
    """The Kazakh unit's number times `units`, plus the English unit's; rising, shape (pairs,)."""


def _unit_pairs(links: Ints, units: int) -> _UnitPairs:
    kk_sizes, en_sizes = links[:, 1] - links[:, 0], links[:, 3] - links[:, 2]
    sizes = kk_sizes * en_sizes
    link = np.repeat(np.arange(len(links)), sizes)
    place = np.arange(len(link)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    kk, en = links[link, 0] + place // en_sizes[link], links[link, 2] + place % en_sizes[link]
    return _UnitPairs(units, np.unique(kk * units + en))


def _best_of_pairs(
    rows: Vectors, pairs: _UnitPairs, kk_words: Ints, kk_starts: Ints, en_words: Ints, en_starts: Ints
) -> tuple[Vectors, Ints, Vectors, Ints]:
    """The highest cosine of each word of each pair with a word of the pair's other unit, not less than 0: the Kazakh
    words', one pair's after another's, and where each pair's begin; and the same of the English words."""
    kk, en = pairs.keys // pairs.units, pairs.keys % pairs.units
    kk_places, en_places = (
        np.cumsum([0, *(starts[unit + 1] - starts[unit])]) for starts, unit in ((kk_starts, kk), (en_starts, en))
    )
    kk_best = np.zeros(kk_places[-1], dtype=np.float32)
    en_best = np.zeros(en_places[-1], dtype=np.float32)
    # A Kazakh unit with neighbouring English ones is one product.
    breaks = np.flatnonzero((np.diff(pairs.keys) != 1) | (np.diff(kk) != 0)) + 1
    for first, last in pairwise([0, *breaks.tolist(), len(kk)]):
        words = en_words[en_starts[en[first]] : en_starts[en[last - 1] + 1]]
        cosines = rows[kk_words[kk_starts[kk[first]] : kk_starts[kk[first] + 1]]] @ rows[words].T
        if cosines.size:
            en_best[en_places[first] : en_places[last]] = np.maximum(cosines.max(axis=0), 0)
            columns = en_places[first : last + 1] - en_places[first]
            _best_in_rows(cosines, columns, kk_best[kk_places[first] : kk_places[last]])
    return kk_best, kk_places, en_best, en_places


def _numbers(texts: Sequence[str], ranges: Ints, vocabulary: dict[str, int]) -> tuple[Ints, Ints]:
    """The numbers of the words of the units that some range holds, one unit's after another's, and where each unit's
    begin."""
    wanted = np.zeros(len(texts) + 1, dtype=np.int64)
    np.add.at(wanted, ranges[:, 0], 1)
    np.add.at(wanted, ranges[:, 1], -1)
    numbers, starts = array("q"), [0]
    for text, inside in zip(texts, np.cumsum(wanted).tolist(), strict=False):
        if inside:
            numbers.extend(map(vocabulary.__getitem__, text.split()))
        starts.append(len(numbers))
    return np.array(numbers, dtype=np.int64), np.array(starts)


@compiled
def _best_in_rows(cosines: Vectors, columns: Ints, best: Vectors) -> None:
    """Raise `best` to the highest of each row in each stretch of columns; one stretch's after another's."""
    words = len(cosines)
    for stretch in range(len(columns) - 1):
        for word in range(words):
            for column in range(columns[stretch], columns[stretch + 1]):
                best[stretch * words + word] = max(best[stretch * words + word], cosines[word, column])


@compiled
def _explained(
    links: Ints, units: int, keys: Ints,
    kk_best: Vectors, kk_places: Ints, en_best: Vectors, en_places: Ints,
    kk_weights: Vectors, kk_starts: Ints, en_weights: Vectors, en_starts: Ints,
) -> tuple[Floats, Floats]:  # fmt: skip
    found, whole = np.zeros(len(links)), np.zeros(len(links))
    for link in range(len(links)):
        kk_first, kk_last, en_first, en_last = links[link]
        # The pair of each Kazakh unit with the first English one; those with the others follow it.
        pairs = np.searchsorted(keys, np.arange(kk_first, kk_last) * units + en_first)
        for k in range(kk_last - kk_first):
            start = kk_starts[kk_first + k]
            for word in range(kk_starts[kk_first + k + 1] - start):
                best = 0.0
                for pair in range(pairs[k], pairs[k] + en_last - en_first):
                    best = max(best, float(kk_best[kk_places[pair] + word]))
                found[link] += kk_weights[start + word] * _sure(best)
                whole[link] += kk_weights[start + word]
        for e in range(en_last - en_first):
            start = en_starts[en_first + e]
            for word in range(en_starts[en_first + e + 1] - start):
                best = 0.0
                for pair in pairs:
                    best = max(best, float(en_best[en_places[pair + e] + word]))
                found[link] += en_weights[start + word] * _sure(best)
                whole[link] += en_weights[start + word]
    return found, whole


@compiled
def _sure(cosine: float) -> float:
    return min(max((cosine - _UNLIKE) / (_ALIKE - _UNLIKE), 0.0), 1.0)
