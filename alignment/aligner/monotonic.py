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

    def states_of(self, cells: Ints) -> tuple[Ints, Ints]:
        """The i and the j of some cells, each in their shape. O(cells · log rows)."""
        i = np.searchsorted(self.start, cells, side="right") - 1
        return i, cells - self.start[i] + self.low[i]


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
    grid = band.low, band.high, band.start, *move_columns(moves)
    path = _walked_back(_best_ways(scores, *grid), *grid)
    if not len(path):
        raise ValueError("no path crosses the band")
    return np.asarray(path)


def path_sums(scores: Scores, band: Band, moves: tuple[Move, ...] = MOVES) -> Floats:
    """For each cell the logarithm of the sum of e^score over all paths from (0, 0) to its state, shape (cells,)."""
    return _path_sums(scores, band.low, band.high, band.start, *move_columns(moves))


def move_columns(moves: tuple[Move, ...]) -> tuple[Ints, Ints]:
    """The moves as their Kazakh and their English sizes, each of shape (moves,)."""
    kk, en = np.array(moves, dtype=np.int64).T
    return np.ascontiguousarray(kk), np.ascontiguousarray(en)


# Below, (low, high, start) is the band and (kk, en) the moves' sizes.


@compiled
def find_windows(i: int, low: Ints, high: Ints, start: Ints, kk: Ints, en: Ints, windows: Ints) -> None:
    """For each move, where in row i it can end: item [k] becomes the first such cell, the one after the last, and what
    leads from a cell to the one that the move comes from. So nothing is to be asked at each cell."""
    for k in range(len(kk)):
        i0 = i - kk[k]
        windows[k, 0] = windows[k, 1] = start[i]
        if i0 >= 0:
            first, last = max(low[i], low[i0] + en[k]), min(high[i], high[i0] + en[k])
            windows[k, 0] += first - low[i]
            windows[k, 1] += max(first, last) - low[i]
            windows[k, 2] = (start[i0] - low[i0] - en[k]) - (start[i] - low[i])


@compiled
def _best_ways(scores: Scores, low: Ints, high: Ints, start: Ints, kk: Ints, en: Ints) -> NDArray[np.int8]:
    """The last move of the best way to each cell, -1 where none leads."""
    moves = len(kk)
    best = np.full(start[-1], -np.inf)
    chosen = np.full(start[-1], -1, dtype=np.int8)
    windows = np.zeros((moves, 3), dtype=np.int64)
    best[0] = 0.0
    for i in range(len(low)):
        find_windows(i, low, high, start, kk, en, windows)
        # From the rows above, many cells at a time.
        for k in range(moves):
            if kk[k]:
                first, last, back = windows[k]
                for c in range(first, last):
                    way = best[c + back] + scores[c, k]
                    if way > best[c]:
                        best[c] = way
                        chosen[c] = k
        # From within the row, one after another. Of equals the first move counts, as if it had been asked first.
        for k in range(moves):
            if not kk[k]:
                first, last, back = windows[k]
                for c in range(first, last):
                    way = best[c + back] + scores[c, k]
                    if way > best[c] or (way == best[c] and k < chosen[c]):
                        best[c] = way
                        chosen[c] = k
    return chosen


@compiled
def _walked_back(chosen: NDArray[np.int8], low: Ints, high: Ints, start: Ints, kk: Ints, en: Ints) -> Ints:
    """The states from the first to the last along the chosen moves; none where these do not lead back."""
    rows = len(low)
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


@compiled
def _path_sums(scores: Scores, low: Ints, high: Ints, start: Ints, kk: Ints, en: Ints) -> Floats:
    moves = len(kk)
    sums = np.full(start[-1], -np.inf)
    windows = np.zeros((moves, 3), dtype=np.int64)
    width = (high - low).max()
    ways, tops = np.empty(moves * width), np.empty(width)
    for i in range(len(low)):
        find_windows(i, low, high, start, kk, en, windows)
        _sum_from_above(scores, sums, kk, windows, start[i], start[i + 1], ways, tops)
        if i == 0:
            sums[0] = 0.0
        for k in range(moves):
            if not kk[k]:  # from within the row, one cell after another
                first, last, back = windows[k]
                for c in range(first, last):
                    way = sums[c + back] + scores[c, k]
                    top = max(sums[c], way)
                    if top > -np.inf:
                        sums[c] = top + np.log1p(np.exp(min(sums[c], way) - top))
    return sums


@compiled
def _sum_from_above(
    scores: Scores, sums: Floats, kk: Ints, windows: Ints, row: int, end: int, ways: Floats, tops: Floats
) -> None:
    """Set the sums of a row, the cells from `row` to `end`, to those over the ways from the rows above, measured against
    the best of them. `ways` and `tops` are room for a row's ways, one cell's after another's, and for their best."""
    moves = len(kk)
    ways, tops = ways[: (end - row) * moves], tops[: end - row]
    ways[:], tops[:] = -np.inf, -np.inf
    for k in range(moves):
        if kk[k]:
            first, last, back = windows[k]
            for c in range(first, last):
                way = sums[c + back] + scores[c, k]
                ways[(c - row) * moves + k] = way
                tops[c - row] = max(tops[c - row], way)
    for c in range(len(tops)):
        for k in range(c * moves, (c + 1) * moves):
            ways[k] -= tops[c]
    for way in range(len(ways)):  # a loop so plain that the processor takes several at a time
        ways[way] = exponential(ways[way])
    for c in range(len(tops)):
        if tops[c] > -np.inf:
            total = 0.0
            for k in range(c * moves, (c + 1) * moves):
                total += ways[k]
            sums[row + c] = tops[c] + np.log(total)


@compiled
def exponential(x: float) -> float:
    """e^x for x ≤ 0, within 10⁻¹³, by what a processor does with many numbers at once: the series for x / 64, squared six
    times. Below -40, where no sum feels it, the same as there."""
    y = max(x, -40.0) / 64
    power = 1.0
    for term in range(7, 0, -1):
        power = 1.0 + y * (1.0 / term) * power
    for _ in range(6):
        power *= power
    return power
