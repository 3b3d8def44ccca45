"""The confidence of links: their probability under the distribution over all paths that the link scores define.

With scores taken as log-potentials the grid of `monotonic` is a semi-Markov conditional random field, whose forward–
backward pass gives each link's posterior probability (Sarawagi and Cohen, 2004).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from alignment.aligner.monotonic import MOVES, Band, Floats, Ints, Move, Scores, best_path, cell_before, move_columns
from alignment.embedding import compiled


def path_posteriors(scores: Scores, band: Band, path: Ints, moves: tuple[Move, ...] = MOVES) -> Floats:
    """The probability of each link of a path, under the distribution over all paths that the scores define.

    The probability of a deletion is that of the unit being deleted at all, wherever the other side stands then.

    Args:
        scores: as for `best_path`, taken as log-potentials.
        path: as `best_path` returns it.

    Returns:
        One probability a link, shape (links,).
    """
    grid = band.low, band.high, band.start, *move_columns(moves)
    forward, backward = _forward(scores, *grid), _backward(scores, *grid)
    steps = _moves_of(path, moves)
    cell = band.cell(*path.T)
    potentials = forward[cell[:-1]] + scores[cell[1:], steps] + backward[cell[1:]] - forward[-1]
    found: Floats = np.exp(potentials)
    for move, axis in ((Move(1, 0), 0), (Move(0, 1), 1)):
        places = np.flatnonzero(steps == moves.index(move))
        if len(places):
            deleted = _deleted(scores, forward, backward, moves.index(move), *grid)
            found[places] = deleted[path[places + 1, axis]]
    return np.minimum(found, 1.0)


def posteriors(scores: Scores, band: Band, moves: tuple[Move, ...] = MOVES) -> tuple[Scores, float]:
    """The probability of every link, and the logarithm of the sum over all paths (the partition function).

    Returns:
        Probabilities in the shape of `scores`, and the log partition function.
    """
    grid = band.low, band.high, band.start, *move_columns(moves)
    forward, backward = _forward(scores, *grid), _backward(scores, *grid)
    return _posteriors(scores, forward, backward, *grid), float(forward[-1])


def _moves_of(path: Ints, moves: tuple[Move, ...]) -> Ints:
    """The number of the move of each of a path's links."""
    index = {move: k for k, move in enumerate(moves)}
    return np.array([index[Move(*step)] for step in np.diff(path, axis=0).tolist()], dtype=np.int64)


def likely_band(
    scores: Scores, band: Band, least: float, moves: tuple[Move, ...] = MOVES
) -> tuple[Band, NDArray[np.bool_]]:
    """The part of a band in which the likely links are.

    Args:
        scores: as for `best_path`, taken as log-potentials.
        least: probability that a likely link has.

    Returns:
        The band, and for its cells which links are likely, shape (cells, moves). The best path lies in it.
    """
    likely = posteriors(scores, band, moves)[0] > least
    path = best_path(scores, band, moves)
    likely[band.cell(*path[1:].T), _moves_of(path, moves)] = True
    i, j = band.states()
    cell, k = np.nonzero(likely)
    kk, en = move_columns(moves)
    rows = np.concatenate([[0], i[cell], i[cell] - kk[k]])
    states = np.concatenate([[0], j[cell], j[cell] - en[k]])
    low, high = np.full(band.rows, band.columns), np.zeros(band.rows, dtype=np.int64)
    np.minimum.at(low, rows, states)
    np.maximum.at(high, rows, states + 1)
    # Bounds never fall; a row without any likely state is empty.
    low = np.minimum.accumulate(low[::-1])[::-1]
    narrow = Band.of(low, np.maximum(np.maximum.accumulate(high), low))
    return narrow, likely[band.cell(*narrow.states())]


# Below, (low, high, start) is the band and (kk, en) the moves' sizes, as in `monotonic`.

_NEGLIGIBLE = 30.0  # a way that is worse by a factor of e³⁰ adds nothing to a sum


@compiled
def _forward(scores: Scores, low: Ints, high: Ints, start: Ints, kk: Ints, en: Ints) -> Floats:
    """The log-sum over all ways to each cell's state."""
    rows, moves = len(low), len(kk)
    values = np.full(start[rows], -np.inf)
    ways = np.empty(moves)
    values[0] = 0.0
    for i in range(rows):
        for c in range(start[i], start[i + 1]):
            j = low[i] + c - start[i]
            for k in range(moves):
                before = cell_before(i, j, kk[k], en[k], low, high, start)
                ways[k] = values[before] + scores[c, k] if before >= 0 else -np.inf
            if c:
                values[c] = _log_sum(ways)
    return values


@compiled
def _backward(scores: Scores, low: Ints, high: Ints, start: Ints, kk: Ints, en: Ints) -> Floats:
    """The log-sum over all ways from each cell's state to the end."""
    rows, moves = len(low), len(kk)
    last = start[rows] - 1
    values = np.full(start[rows], -np.inf)
    ways = np.empty(moves)
    values[last] = 0.0
    for i in range(rows - 1, -1, -1):
        for c in range(start[i + 1] - 1, start[i] - 1, -1):
            j = low[i] + c - start[i]
            for k in range(moves):
                ways[k] = -np.inf
                after_i, after_j = i + kk[k], j + en[k]
                if after_i < rows and low[after_i] <= after_j < high[after_i]:
                    after = start[after_i] + after_j - low[after_i]
                    ways[k] = values[after] + scores[after, k]
            if c < last:
                values[c] = _log_sum(ways)
    return values


@compiled
def _log_sum(ways: Floats) -> float:
    top = ways.max()
    if top == -np.inf:
        return -np.inf
    total = 0.0
    for way in ways:
        if way - top > -_NEGLIGIBLE:
            total += np.exp(way - top)
    return top + np.log(total)  # type: ignore[no-any-return]


@compiled
def _posteriors(
    scores: Scores, forward: Floats, backward: Floats, low: Ints, high: Ints, start: Ints, kk: Ints, en: Ints
) -> Scores:
    found = np.zeros_like(scores)
    for i in range(len(low)):
        for c in range(start[i], start[i + 1]):
            j = low[i] + c - start[i]
            for k in range(len(kk)):
                before = cell_before(i, j, kk[k], en[k], low, high, start)
                if before >= 0:
                    potential = forward[before] + scores[c, k] + backward[c] - forward[-1]
                    if potential > -_NEGLIGIBLE:
                        found[c, k] = np.exp(potential)
    return found


@compiled
def _deleted(
    scores: Scores, forward: Floats, backward: Floats, k: int, low: Ints, high: Ints, start: Ints, kk: Ints, en: Ints
) -> Floats:
    """The probability that the unit before each row (of a Kazakh unit's move k) or column is deleted."""
    found = np.zeros(len(low) if kk[k] else high[-1])
    for i in range(len(low)):
        for c in range(start[i], start[i + 1]):
            j = low[i] + c - start[i]
            before = cell_before(i, j, kk[k], en[k], low, high, start)
            if before >= 0:
                found[i if kk[k] else j] += np.exp(forward[before] + scores[c, k] + backward[c] - forward[-1])
    return found
