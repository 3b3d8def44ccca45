"""The n:m dynamic programme: link scores in, the best path out; `confidence` gives its links their probabilities.

The grid has a state (i, j) for every pair of prefixes: i Kazakh and j English units read so far, 0 ≤ i ≤ n, 0 ≤ j ≤ m.
A *move* (a, b) links the next a Kazakh units to the next b English units. Every path from (0, 0) to (n, m) is an
alignment that covers each unit once and keeps the order; its score is the sum of its links' scores (Gale and Church,
1993).

Only a band of the grid is kept: of row i the states from `low[i]` to `high[i]`, one row after another in one line of
*cells*. Time and memory are O(cells · moves); a band as wide as the grid makes the search exact. The passes are compiled
(`compilation`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from alignment.embedding import compiled

Floats = NDArray[np.float64]
Scores = NDArray[np.float32]
Ints = NDArray[np.int64]


class Move(NamedTuple):
    """How many units of each side one link takes."""

    kk: int
    en: int


MOVES: tuple[Move, ...] = (
    Move(0, 1),
    Move(1, 0),
    *(Move(a, b) for a in range(1, 5) for b in range(1, 5)),
    *(Move(1, b) for b in (5, 6)),
    *(Move(a, 1) for a in (5, 6)),
)
"""Deletions, every shape up to 4:4, and one unit against five or six."""


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """The part of the grid that is searched."""

    low: Ints
    """First state of each row, shape (n + 1,), never falling, from 0."""

    high: Ints
    """The state after the last of each row, shape (n + 1,), never falling, up to m + 1."""

    start: Ints
    """The cell of each row's first state and the number of cells, shape (n + 2,)."""

    @classmethod
    def of(cls, low: Ints, high: Ints) -> Band:
        """The band with these bounds."""
        return cls(low, high, np.concatenate([[0], np.cumsum(high - low)]))

    @property
    def rows(self) -> int:
        """n + 1: the rows of states."""
        return len(self.low)

    @property
    def columns(self) -> int:
        """m + 1: the states of a whole row."""
        return int(self.high[-1])

    @property
    def cells(self) -> int:
        """The states of all rows."""
        return int(self.start[-1])

    def cell(self, i: Ints, j: Ints) -> Ints:
        """The cells of these states, which must lie in the band."""
        cells: Ints = self.start[i] + j - self.low[i]
        return cells

    def widened(self, by: int) -> Band:
        """The band and the states within so many units of it."""
        rows = np.arange(self.rows)
        low, high = self.low[np.maximum(rows - by, 0)] - by, self.high[np.minimum(rows + by, self.rows - 1)] + by
        return Band.of(np.maximum(low, 0), np.minimum(high, self.columns))

    def states(self) -> tuple[Ints, Ints]:
        """The i and the j of every cell, each of shape (cells,)."""
        i = np.repeat(np.arange(self.rows), np.diff(self.start))
        return i, np.arange(self.cells) - self.start[i] + self.low[i]


def full_band(n: int, m: int) -> Band:
    """The whole grid of n Kazakh and m English units."""
    return Band.of(np.zeros(n + 1, dtype=np.int64), np.full(n + 1, m + 1, dtype=np.int64))


def band_around(path: Ints, n: int, m: int, radius: int) -> Band:
    """The states within `radius` of a coarse path.

    Args:
        path: states (i, j) from (0, 0) to (n, m), shape (steps, 2), neither coordinate falling.
        radius: how far from the path a state may lie, in units of either side.
    """
    # The path's lowest and highest j at each i, between its states by interpolation, then widened by the radius.
    rows = np.arange(n + 1)
    lowest, highest = (np.interp(rows, path[:, 0], path[:, 1]) for _ in range(2))
    np.minimum.at(lowest, path[:, 0], path[:, 1])
    np.maximum.at(highest, path[:, 0], path[:, 1])
    low = np.floor(lowest[np.maximum(rows - radius, 0)]).astype(np.int64) - radius
    high = np.ceil(highest[np.minimum(rows + radius, n)]).astype(np.int64) + radius
    return Band.of(np.maximum(low, 0), np.minimum(high, m) + 1)


def best_path(scores: Scores, band: Band, moves: tuple[Move, ...] = MOVES) -> Ints:
    """The path of highest total score.

    Args:
        scores: shape (cells, moves); `scores[c, k]` is the score of the link that move k makes when it ends in the state
            of cell c, minus infinity where it cannot.

    Returns:
        The states passed, shape (links + 1, 2), from (0, 0) to (n, m).

    Raises:
        ValueError: no path crosses the band.
    """
    path = _best_path(scores, band.low, band.high, band.start, *move_columns(moves))
    if not len(path):
        raise ValueError("no path crosses the band")
    return np.asarray(path)


def move_columns(moves: tuple[Move, ...]) -> tuple[Ints, Ints]:
    """The moves as their Kazakh and their English sizes, each of shape (moves,)."""
    kk, en = np.array(moves, dtype=np.int64).T
    return np.ascontiguousarray(kk), np.ascontiguousarray(en)


# Below, (low, high, start) is the band and (kk, en) the moves' sizes. `cell_before` finds where a link starts.


@compiled
def cell_before(i: int, j: int, a: int, b: int, low: Ints, high: Ints, start: Ints) -> int:
    """The cell that the move (a, b) into the state (i, j) comes from, -1 where that lies outside the band."""
    i0, j0 = i - a, j - b
    if i0 < 0 or j0 < low[i0] or j0 >= high[i0]:
        return -1
    return start[i0] + j0 - low[i0]  # type: ignore[no-any-return]


@compiled
def _best_path(scores: Scores, low: Ints, high: Ints, start: Ints, kk: Ints, en: Ints) -> Ints:
    rows, moves = len(low), len(kk)
    values = np.full(start[rows], -np.inf)
    chosen = np.full(start[rows], -1, dtype=np.int8)
    values[0] = 0.0
    for i in range(rows):
        for c in range(start[i], start[i + 1]):
            j = low[i] + c - start[i]
            for k in range(moves):
                before = cell_before(i, j, kk[k], en[k], low, high, start)
                if before >= 0 and values[before] + scores[c, k] > values[c]:
                    values[c] = values[before] + scores[c, k]
                    chosen[c] = k
    path = np.zeros((rows + high[rows - 1], 2), dtype=np.int64)
    i, j, length = rows - 1, high[rows - 1] - 1, 1
    path[0, 0], path[0, 1] = i, j
    while i > 0 or j > 0:
        k = chosen[start[i] + j - low[i]]
        if k < 0:
            return path[:0]
        i, j = i - kk[k], j - en[k]
        path[length, 0], path[length, 1] = i, j
        length += 1
    return path[:length][::-1].copy()
