"""The n:m dynamic programme: link scores in, the best path and the links' probabilities out.

The grid has a state (i, j) for every pair of prefixes: i Kazakh and j English units read so far, 0 ≤ i ≤ n, 0 ≤ j ≤ m.
A *move* (a, b) links the next a Kazakh units to the next b English units. Every path from (0, 0) to (n, m) is an
alignment that covers each unit once and keeps the order; its score is the sum of its links' scores (Gale and Church,
1993). With scores taken as log-potentials the same grid is a semi-Markov conditional random field, whose
forward-backward pass gives each link's posterior probability (Sarawagi and Cohen, 2004).

Only a band of the grid is kept: of row i the `width` states from `low[i]` on. Time and memory are
O(n · width · moves); a band as wide as the grid makes the search exact.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
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
"""Deletions, every shape up to 4:4, and one unit against five or six. 0:1 must be there, and no other move may
take no Kazakh unit."""


@dataclass(frozen=True, slots=True)
class Band:
    """The part of the grid that is searched."""

    low: Ints
    """First state of each row, shape (n + 1,), never falling; from 0 up to m + 1 - width."""

    width: int
    """States in a row."""

    columns: int
    """m + 1: the states of a whole row."""

    @property
    def rows(self) -> int:
        """n + 1: the rows of states."""
        return len(self.low)

    def states(self) -> Ints:
        """The j of every cell, shape (n + 1, width)."""
        return self.low[:, None] + np.arange(self.width)


def full_band(n: int, m: int) -> Band:
    """The whole grid of n Kazakh and m English units."""
    return Band(np.zeros(n + 1, dtype=np.int64), m + 1, m + 1)


def band_around(path: Ints, n: int, m: int, radius: int) -> Band:
    """The states within `radius` of a coarse path.

    Args:
        path: states (i, j) from (0, 0) to (n, m), shape (steps, 2), neither coordinate falling.
        radius: how far from the path a state may lie, in units of either side.
    """
    # The path's lowest and highest j at each i, between its states by interpolation, then widened by the radius.
    rows = np.arange(n + 1)
    lowest = np.interp(rows, path[:, 0], np.minimum.accumulate(path[::-1, 1])[::-1])
    np.minimum.at(lowest, path[:, 0], path[:, 1])
    highest = np.interp(rows, path[:, 0], path[:, 1])
    np.maximum.at(highest, path[:, 0], path[:, 1])
    before = np.maximum(rows - radius, 0)
    after = np.minimum(rows + radius, n)
    low = np.maximum(np.floor(lowest[before]).astype(np.int64) - radius, 0)
    high = np.minimum(np.ceil(highest[after]).astype(np.int64) + radius, m)
    width = int((high - low).max()) + 1
    return Band(np.minimum(low, max(m + 1 - width, 0)), min(width, m + 1), m + 1)


def best_path(scores: Floats, band: Band, moves: tuple[Move, ...] = MOVES) -> Ints:
    """The path of highest total score.

    Args:
        scores: shape (moves, n + 1, width); `scores[k, i, w]` is the score of the link that move k makes when it ends in
            the state (i, low[i] + w), minus infinity where it cannot.

    Returns:
        The states passed, shape (links + 1, 2), from (0, 0) to (n, m).

    Raises:
        ValueError: no path crosses the grid.
    """
    values = _highest(scores, band, moves)
    i, j = band.rows - 1, band.columns - 1
    if not np.isfinite(_at(values, band, i, j)):
        raise ValueError("no path crosses the band")
    path = [(i, j)]
    while (i, j) != (0, 0):
        w = j - int(band.low[i])
        totals = [
            scores[k, i, w] + _at(values, band, i - move.kk, j - move.en) if i >= move.kk and j >= move.en else -np.inf
            for k, move in enumerate(moves)
        ]
        move = moves[int(np.argmax(totals))]
        i, j = i - move.kk, j - move.en
        path.append((i, j))
    return np.array(path[::-1], dtype=np.int64)


def path_posteriors(scores: Floats, band: Band, path: Ints, moves: tuple[Move, ...] = MOVES) -> Floats:
    """The probability of each link of a path, under the distribution over all paths that the scores define.

    The probability of a deletion is that of the unit being deleted at all, wherever the other side stands then.

    Args:
        scores: as for `best_path`, taken as log-potentials.
        path: as `best_path` returns it.

    Returns:
        One probability a link, shape (links,).
    """
    forward, backward = _forward(scores, band, moves), _backward(scores, band, moves)
    total = _at(forward, band, band.rows - 1, band.columns - 1)
    index = {move: k for k, move in enumerate(moves)}
    found = np.zeros(len(path) - 1)
    across = _column_deletions(forward, backward, scores, band, total, index[Move(0, 1)])
    for place, ((i0, j0), (i, j)) in enumerate(zip(path.tolist(), path[1:].tolist(), strict=False)):
        move = Move(i - i0, j - j0)
        if move.kk == 0:
            found[place] = across[j]
            continue
        row = _posterior_row(forward, backward, scores, band, total, index[move], move, i)
        found[place] = row.sum() if move.en == 0 else row[j - int(band.low[i])]
    return np.clip(found, 0.0, 1.0)


def posteriors(scores: Floats, band: Band, moves: tuple[Move, ...] = MOVES) -> tuple[Floats, float]:
    """The probability of every link, and the logarithm of the sum over all paths (the partition function).

    Returns:
        Probabilities in the shape of `scores`, and the log partition function.
    """
    forward, backward = _forward(scores, band, moves), _backward(scores, band, moves)
    total = _at(forward, band, band.rows - 1, band.columns - 1)
    probabilities = np.zeros_like(scores)
    for k, move in enumerate(moves):
        for i in range(move.kk, band.rows):
            probabilities[k, i] = _posterior_row(forward, backward, scores, band, total, k, move, i)
    return probabilities, total


def _posterior_row(
    forward: Floats, backward: Floats, scores: Floats, band: Band, total: float, k: int, move: Move, i: int
) -> Floats:
    """The probabilities of the links that move k makes into row i, shape (width,)."""
    before = _shifted(forward[i - move.kk], int(band.low[i]) - move.en - int(band.low[i - move.kk]))
    row: Floats = np.exp(before + scores[k, i] + backward[i] - total)
    return row


def _column_deletions(forward: Floats, backward: Floats, scores: Floats, band: Band, total: float, k: int) -> Floats:
    """The probability that the English unit before each state is deleted, shape (columns,): sums down the columns."""
    sums = np.zeros(band.columns)
    for i in range(band.rows):
        low = int(band.low[i])
        sums[low : low + band.width] += _posterior_row(forward, backward, scores, band, total, k, Move(0, 1), i)
    return sums


def _highest(scores: Floats, band: Band, moves: tuple[Move, ...]) -> Floats:
    """The highest total score of the ways to each state."""
    return _fill(lambda k, i: scores[k, i], band, moves, lambda rows: rows.max(axis=0), np.maximum)


def _forward(scores: Floats, band: Band, moves: tuple[Move, ...]) -> Floats:
    """The log-sum over all ways to each state."""
    return _fill(lambda k, i: scores[k, i], band, moves, _logsumexp, np.logaddexp)


def _backward(scores: Floats, band: Band, moves: tuple[Move, ...]) -> Floats:
    """The log-sum over all ways from each state to the end: the forward pass over the grid turned round."""
    last = band.rows - 1
    turned = Band(band.columns - band.width - band.low[::-1], band.width, band.columns)

    def row(k: int, i: int) -> Floats:
        # The link from (i', j) to (i' + a, j + b), read backwards, ends in the turned state of (i', j).
        start = last - i
        end = start + moves[k].kk
        if end > last:
            return np.full(band.width, -np.inf)
        return _shifted(scores[k, end], int(band.low[start]) + moves[k].en - int(band.low[end]))[::-1]

    return _fill(row, turned, moves, _logsumexp, np.logaddexp)[::-1, ::-1]


def _fill(
    link_row: Callable[[int, int], Floats],
    band: Band,
    moves: tuple[Move, ...],
    join: Callable[[Floats], Floats],
    scan: np.ufunc,
) -> Floats:
    """Fill the grid row by row.

    Args:
        link_row: the scores of the links that move k makes into row i, shape (width,).
        join: makes one row of the ways down to it, shape (ways, width).
        scan: does the same along a row, for runs of 0:1 moves.
    """
    downward = [(k, move) for k, move in enumerate(moves) if move.kk]
    along = next(k for k, move in enumerate(moves) if not move.kk)
    values = np.full((band.rows, band.width), -np.inf)
    for i in range(band.rows):
        ways = [
            _shifted(values[i - move.kk], int(band.low[i]) - move.en - int(band.low[i - move.kk])) + link_row(k, i)
            for k, move in downward
            if move.kk <= i
        ]
        row = join(np.stack(ways)) if ways else np.full(band.width, -np.inf)
        if i == 0:
            row[0] = 0.0
        steps = link_row(along, i)
        steps = np.where(np.isfinite(steps), steps, 0.0)
        steps[0] = 0.0
        reached = np.cumsum(steps)
        values[i] = scan.accumulate(row - reached) + reached
    return values


def _shifted(row: Floats, shift: int) -> Floats:
    """`row[w + shift]` for every w, minus infinity where that lies outside."""
    width = len(row)
    if shift == 0:
        return row
    moved = np.full(width, -np.inf)
    if 0 < shift < width:
        moved[: width - shift] = row[shift:]
    elif -width < shift < 0:
        moved[-shift:] = row[:shift]
    return moved


def _at(values: Floats, band: Band, i: int, j: int) -> float:
    w = j - int(band.low[i])
    return float(values[i, w]) if 0 <= w < band.width else -np.inf


def _logsumexp(rows: Floats) -> Floats:
    top = rows.max(axis=0)
    top = np.where(np.isfinite(top), top, 0.0)
    with np.errstate(divide="ignore"):
        sums: Floats = np.log(np.exp(rows - top).sum(axis=0)) + top
    return sums
