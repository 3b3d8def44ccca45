"""How many of a link's words have a counterpart on its other side: a closer and dearer look than the cosine of whole units.

Words are compared by the shipped static model, whatever encoder the units went through, so names, numbers, inflected
forms and dictionary words all find their counterparts (compare BERTScore; Zhang and others, 2020).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from alignment.aligner.monotonic import Floats, Ints
from alignment.embedding import Vectors, compiled, compiled_fast, load_encoder, normalized

_UNLIKE, _ALIKE = 0.35, 0.7  # cosines below which two words have nothing to do with each other, above which all


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
    kk_words, kk_starts = _words(kk, links[:, 0:2], vocabulary)
    en_words, en_starts = _words(en, links[:, 2:4], vocabulary)
    vectors = load_encoder().encode_joined(list(vocabulary), 1).sums
    assert vectors is not None  # noqa: S101 – for the type checker: the shipped model is static
    weights = np.linalg.norm(vectors, axis=1)
    spans = np.stack(
        [kk_starts[links[:, 0]], kk_starts[links[:, 1]], en_starts[links[:, 2]], en_starts[links[:, 3]]], axis=1
    )
    return _explained(normalized(vectors), weights, kk_words, en_words, spans)


def _words(texts: Sequence[str], ranges: Ints, vocabulary: dict[str, int]) -> tuple[Ints, Ints]:
    """The numbers of the words of the units that some range holds, one unit after another, and where each unit's begin."""
    wanted = np.zeros(len(texts) + 1, dtype=np.int64)
    np.add.at(wanted, ranges[:, 0], 1)
    np.add.at(wanted, ranges[:, 1], -1)
    words = [text.split() if inside else [] for text, inside in zip(texts, np.cumsum(wanted).tolist(), strict=False)]
    numbers = [vocabulary.setdefault(word, len(vocabulary)) for unit in words for word in unit]
    return np.array(numbers, dtype=np.int64), np.cumsum([0, *map(len, words)])


@compiled
def _explained(rows: Vectors, weights: Vectors, kk_words: Ints, en_words: Ints, spans: Ints) -> Floats:
    found = np.zeros(len(spans))
    for link in range(len(spans)):
        kk_first, kk_last, en_first, en_last = spans[link]
        best_en = np.zeros(en_last - en_first)
        for k in range(kk_first, kk_last):
            best = 0.0
            for e in range(en_first, en_last):
                cosine = float(_dot(rows[kk_words[k]], rows[en_words[e]]))
                best = max(best, cosine)
                best_en[e - en_first] = max(best_en[e - en_first], cosine)
            found[link] += weights[kk_words[k]] * _sure(best)
        for e in range(en_first, en_last):
            found[link] += weights[en_words[e]] * _sure(best_en[e - en_first])
    return found


@compiled_fast
def _dot(left: Vectors, right: Vectors) -> np.float32:
    total = np.float32(0.0)
    for d in range(len(left)):
        total += left[d] * right[d]
    return total


@compiled
def _sure(cosine: float) -> float:
    return min(max((cosine - _UNLIKE) / (_ALIKE - _UNLIKE), 0.0), 1.0)
