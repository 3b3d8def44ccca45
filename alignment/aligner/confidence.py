"""The confidence of links: their probability under the distribution over all paths that the link scores define.

With scores taken as log-potentials the grid of `monotonic` is a semi-Markov conditional random field, whose forward–
backward pass gives each link's posterior probability (Sarawagi and Cohen, 2004).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from alignment.aligner.monotonic import (
    MOVES,
    Band,
    Floats,
    Ints,
    Move,
    Scores,
    best_path,
    exponential,
    find_windows,
    move_columns,
    path_sums,
)
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
    links = _likely_links(scores, path_sums(scores, band, moves), band, 0.0, moves)
    probable = dict(zip((links.cell * len(moves) + links.move).tolist(), links.probability.tolist(), strict=True))
    steps = _moves_of(path, moves)
    wanted = band.cell(*path[1:].T) * len(moves) + steps
    found: Floats = np.array([probable.get(link, 0.0) for link in wanted.tolist()])
    for move, axis in ((Move(1, 0), 0), (Move(0, 1), 1)):
        k = moves.index(move)
        places = np.flatnonzero(steps == k)
        if len(places):
            own = links.move == k
            deleted = np.bincount(band.states_of(links.cell[own])[axis], links.probability[own], path[-1, axis] + 1)
            found[places] = deleted[path[places + 1, axis]]
    return np.minimum(found, 1.0)


def posteriors(scores: Scores, band: Band, moves: tuple[Move, ...] = MOVES) -> tuple[Scores, float]:
    """The probability of every link, and the logarithm of the sum over all paths (the partition function).

    Returns:
        Probabilities in the shape of `scores`, and the log partition function.
    """
    found = np.zeros_like(scores)
    sums = path_sums(scores, band, moves)
    links = _likely_links(scores, sums, band, 0.0, moves)
    found[links.cell, links.move] = links.probability
    return found, float(sums[-1])


class _Links(NamedTuple):
    """Links of a band, each of shape (links,)."""

    cell: Ints
    """The cell of the state that the link ends in."""

    move: Ints
    probability: Floats


def _likely_links(scores: Scores, sums: Floats, band: Band, least: float, moves: tuple[Move, ...]) -> _Links:
    """The links that are likelier than `least`, given the log-sums over all ways to each cell."""
    return _Links(*_links_back(scores, sums, least, band.low, band.high, band.start, *move_columns(moves)))


def _moves_of(path: Ints, moves: tuple[Move, ...]) -> Ints:
    """The number of the move of each of a path's links."""
    numbers = np.zeros(np.max(moves, axis=0) + 1, dtype=np.int64)
    numbers[tuple(np.transpose(moves))] = np.arange(len(moves))
    found: Ints = numbers[tuple(np.diff(path, axis=0).T)]
    return found


def likely_band(
    scores: Scores, band: Band, least: float, moves: tuple[Move, ...] = MOVES
) -> tuple[Band, NDArray[np.bool_], Ints]:
    """The part of a band in which the likely links are.

    Args:
        scores: as for `best_path`, taken as log-potentials.
        least: probability that a likely link has.

    Returns:
        The band; for its cells which links are likely, shape (cells, moves); and the best path, which lies in it.
    """
    path, sums = best_path(scores, band, moves), path_sums(scores, band, moves)
    links = _likely_links(scores, sums, band, least, moves)
    i, j = band.states_of(links.cell)
    i, j = np.append(i, path[1:, 0]), np.append(j, path[1:, 1])
    k = np.append(links.move, _moves_of(path, moves))
    kk, en = move_columns(moves)
    rows, states = np.concatenate([[0], i, i - kk[k]]), np.concatenate([[0], j, j - en[k]])
    low, high = np.full(band.rows, band.columns), np.zeros(band.rows, dtype=np.int64)
    np.minimum.at(low, rows, states)
    np.maximum.at(high, rows, states + 1)
    # Bounds never fall; a row without any likely state is empty.
    low = np.minimum.accumulate(low[::-1])[::-1]
    narrow = Band.of(low, np.maximum(np.maximum.accumulate(high), low))
    likely = np.zeros((narrow.cells, len(moves)), dtype=np.bool_)
    likely[narrow.cell(i, j), k] = True
    return narrow, likely, path


_NEGLIGIBLE = 1e-18  # of the probability; a thousand million of such parts are not felt


# (low, high, start) is the band and (kk, en) the moves' sizes, as in `monotonic`.
@compiled
def _links_back(
    scores: Scores, sums: Floats, least: float, low: Ints, high: Ints, start: Ints, kk: Ints, en: Ints
) -> tuple[Ints, Ints, Floats]:
    """Walk all paths back at once. The last state has the whole probability; each state hands its own on to the states
    that its links come from, each link's share being its part in the sum over all ways to the state. Where nothing
    arrives, which is nearly everywhere, nothing is done."""
    moves = len(kk)
    state = np.zeros(len(sums))  # probability that a path passes here
    state[-1] = 1.0
    windows = np.zeros((moves, 3), dtype=np.int64)
    shares = np.empty(moves)
    count, room = 0, 4 * len(low) + moves
    cell, move, probability = np.empty(room, dtype=np.int64), np.empty(room, dtype=np.int64), np.empty(room)
    for i in range(len(low) - 1, -1, -1):
        find_windows(i, low, high, start, kk, en, windows)
        for c in range(start[i + 1] - 1, start[i] - 1, -1):
            if state[c] < _NEGLIGIBLE or sums[c] == -np.inf:
                continue
            total = 0.0
            for k in range(moves):
                shares[k] = 0.0
                if windows[k, 0] <= c < windows[k, 1]:
                    # The sum over all ways is never less than one of them.
                    way = sums[c + windows[k, 2]] + scores[c, k] - sums[c]
                    if way > -40.0:
                        shares[k] = exponential(min(way, 0.0))
                        total += shares[k]
            if count + moves > room:
                cell, move = np.append(cell, np.empty_like(cell)), np.append(move, np.empty_like(move))
                probability = np.append(probability, np.empty_like(probability))
                room *= 2
            for k in range(moves):
                if shares[k] > 0.0:
                    part = state[c] * shares[k] / total
                    state[c + windows[k, 2]] += part
                    if part > least:
                        cell[count], move[count], probability[count] = c, k, part
                        count += 1
    return cell[:count], move[:count], probability[:count]
