"""Rows of vectors, and what the texts around a text share with it.

Neighbouring texts have a subject in common, and all texts of a language a direction. Both make a text look like the
neighbours of its translation as much as like the translation itself, so they are taken out before texts are compared: from
a text's direction the mean direction of the texts around it is subtracted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

_BLOCK = 5  # texts; those of a block have the same surroundings, which are that block and the ones beside it
_PRIOR = 2  # texts that share nothing, which are counted with those around: of a text by itself most stays
_AT_ONCE = 200 * _BLOCK


def normalized(rows: Vectors) -> Vectors:
    """The rows at unit length; a row of zeros stays one."""
    norms = row_norms(rows)
    norms[norms <= 1e-12] = np.inf
    unit: Vectors = rows / norms[:, None]
    return unit


def row_norms(rows: Vectors) -> Vectors:
    """The length of each row."""
    norms: Vectors = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    return norms


def chosen_places(chosen: NDArray[np.int64] | slice, count: int) -> NDArray[np.int64]:
    """The places that are chosen of so many, by themselves or as a slice."""
    if isinstance(chosen, slice):
        return np.arange(*chosen.indices(count))
    return chosen


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """What is subtracted from the direction of each of some texts."""

    means: NDArray[np.float16]
    """Of each block of neighbouring texts, shape (blocks, dimension)."""

    texts: int

    first: int = 0
    """Where the first text stands among those that the blocks were measured on."""

    def without(self, rows: Vectors, texts: NDArray[np.int64] | slice) -> Vectors:
        """Vectors of some texts without what these share with their surroundings, each in proportion to its length; a row
        of zeros stays one. `texts` are their places."""
        blocks = (self.first + chosen_places(texts, self.texts)) // _BLOCK
        centred: Vectors = self.means[blocks].astype(np.float32)
        centred *= -row_norms(rows)[:, None]
        centred += rows
        return centred

    def part(self, places: range) -> Surroundings:
        """Those of some neighbouring texts by themselves."""
        return replace(self, texts=len(places), first=self.first + places.start)


def measure_surroundings(texts: int, rows: Callable[[slice], Vectors]) -> Surroundings:
    """The surroundings of each text. O(texts).

    Args:
        rows: called with some places; returns the vectors there, L2-normalized, shape (texts, dimension).
    """
    sums = np.zeros((-(-texts // _BLOCK), rows(slice(0, 0)).shape[1]), dtype=np.float32)
    for start in range(0, texts, _AT_ONCE):
        some = rows(slice(start, min(start + _AT_ONCE, texts)))
        blocks = np.arange(0, len(some), _BLOCK)
        first = start // _BLOCK
        np.add.reduceat(some, blocks, axis=0, out=sums[first : first + len(blocks)])
    counts = np.minimum(texts - np.arange(0, texts, _BLOCK), _BLOCK)
    total, around = sums.copy(), counts.copy()
    for own, beside in ((sums, total), (counts, around)):
        beside[1:] += own[:-1]
        beside[:-1] += own[1:]
    total /= (around + _PRIOR)[:, None]
    return Surroundings(total.astype(np.float16), texts)
