"""The score of a link, a log-potential: a weighted sum of what speaks for it and against it.

`settings.LinkWeights` says what each term stands for. The score is linear in the weights, so a term by itself is the score
under a weight of one for it and zero for the others; `benchmarks/fit_weights.py` uses that.
"""

from __future__ import annotations

import math
from collections import namedtuple
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from alignment.aligner.monotonic import MOVES, Band, Floats, Ints, Move, Scores, find_windows
from alignment.aligner.text_side import WIDEST, TextSide
from alignment.aligner.word_evidence import explained_words
from alignment.embedding import SummedVectors, Vectors, compiled, compiled_fast, one_thread
from alignment.settings import LinkWeights

_LENGTH_SLACK = 10  # characters added to both sides, so that "2." against "Two." is no fourfold difference
_MOST_DIFFERENCE = 2.0  # e-folds of length
_MOST_GAP = 15.0  # √characters
_AVERAGE_LENGTH = 90.0  # characters; only the zero point of a term
_SAMPLE = 300  # units a side that tell how alike unrelated text is
_PRIOR_PAIRS = 20  # how many pairs the prior below is worth
_PRIOR_MEAN, _PRIOR_SPREAD = 0.1, 0.12
_ALIKE = 0.25  # e-folds
_NEIGHBOURS = 3  # units on either side that tell a missing passage
_ROWS = 64  # rows of the band in one product of matrices
_EDGE_ROWS = 32  # the same of edges, which have three vectors a unit
_EDGE_ROWS_AT_HAND = 512  # for which these vectors are made at a time
_ROWS_AT_HAND = 1024  # the same of units alone

_Weights = namedtuple("_Weights", [field.name for field in fields(LinkWeights)])  # type: ignore[misc]
"""`LinkWeights` for machine code, which reads the fields of a named tuple by name and knows no dataclasses."""


@dataclass(frozen=True, slots=True, eq=False)
class Background:
    """How alike texts are that do not translate each other: the zero point and the unit of the similarity terms."""

    means: Floats
    """Mean cosine for each of `MOVES`, shape (moves,)."""

    spread: float
    """Standard deviation of the cosines of single units."""

    edge_mean: float
    edge_spread: float
    """The same for the first and last words of single units."""

    ratio: float
    """English characters for one Kazakh character."""

    kk_counts: Ints
    en_counts: Ints
    """How often the texts of each side occur on it, each number once, rising."""

    closeness: float | None = None
    """How close a translation it is: the share of the words that have a counterpart, as `measure_closeness` returns it.
    None where it is still to be measured."""


def measure_background(kk: TextSide, en: TextSide, moves: tuple[Move, ...] = MOVES) -> Background:
    """The similarity of unrelated text: over a sample of all pairs, less each unit's best partner."""
    with one_thread():
        return _measure_background(kk, en, moves)


def _measure_background(kk: TextSide, en: TextSide, moves: tuple[Move, ...]) -> Background:
    means = np.zeros(len(moves))
    spread = edge_mean = 0.0
    edge_spread = 1.0
    for k, move in enumerate(moves):
        if move.kk and move.en and move.kk <= len(kk) and move.en <= len(en):
            left, right = kk.vectors.rows(move.kk, _sample(len(kk))), en.vectors.rows(move.en, _sample(len(en)))
            means[k], around = _unrelated(left @ right.T)
            if move == Move(1, 1):
                spread = around
    edges = [rows[_sample(len(rows))] for rows in (kk.heads, kk.tails, en.heads, en.tails)]
    if edges[0].any():
        products = np.stack([edges[0] @ edges[2].T, edges[0] @ edges[3].T, edges[1] @ edges[2].T, edges[1] @ edges[3].T])
        edge_mean, edge_spread = float(products.mean()), float(products[1:3].std()) + 1e-3
    ratio = float(en.lengths.sum() / kk.lengths.sum())
    return Background(
        means, max(spread, 1e-3), edge_mean, max(edge_spread, 1e-3), ratio, np.unique(kk.counts), np.unique(en.counts)
    )


def _sample(units: int) -> slice:
    return slice(None, None, max(1, units // _SAMPLE))


def _unrelated(cosines: Vectors) -> tuple[float, float]:
    """Mean and standard deviation of the cosines that are not the best of their row or column, drawn to a prior."""
    best = np.zeros(cosines.shape, dtype=bool)
    best[np.arange(len(cosines)), cosines.argmax(axis=1)] = True
    best[cosines.argmax(axis=0), np.arange(cosines.shape[1])] = True
    rest = cosines[~best].astype(np.float64)
    weight = len(rest) / (len(rest) + _PRIOR_PAIRS)
    mean, spread = (rest.mean(), rest.std()) if len(rest) else (0.0, 0.0)
    return weight * mean + (1 - weight) * _PRIOR_MEAN, weight * spread + (1 - weight) * _PRIOR_SPREAD


def link_scores(
    kk: TextSide,
    en: TextSide,
    band: Band,
    weights: LinkWeights,
    background: Background,
    moves: tuple[Move, ...] = MOVES,
    edges: Edges | None = None,
    missing: tuple[Floats, Floats] | None = None,
) -> Scores:
    """The score of every link in the band, shape (cells, moves), minus infinity where the move cannot end.

    Args:
        edges: of the band's cells, as `measure_edges` returns them; left out, the edges say nothing.
        missing: what `missing_passages` returns; left out, no unit is in a missing passage.
    """
    scores = np.full((band.cells, len(moves)), -np.inf, dtype=np.float32)
    kk_sizes, en_sizes = (np.array(sizes, dtype=np.int64) for sizes in zip(*moves, strict=True))
    if isinstance(kk.vectors, SummedVectors) and isinstance(en.vectors, SummedVectors):
        _sum_cosines(scores, kk.vectors, en.vectors, band, kk_sizes, en_sizes)
    else:
        for k, move in enumerate(moves):
            if not move.kk or not move.en:
                _fill_zero(scores, k, move, band)
            elif move.kk <= len(kk) and move.en <= len(en):
                for rows, first, products in _products(kk, en, band, move):
                    _copy(scores, k, products, rows[0], first, move.kk, move.en, band.low, band.high, band.start)
    kk_missing, en_missing = missing or (np.zeros(len(kk)), np.zeros(len(en)))
    edges = edges or _no_edges(band)
    leaks = weights.leak * edges.leaks
    # Lengths meet halfway, so that neither side is measured by the other.
    kk_form = _form(kk, math.sqrt(background.ratio), background.en_counts)
    en_form = _form(en, 1 / math.sqrt(background.ratio), background.kk_counts)
    _add_terms(
        scores,
        leaks + weights.edges * edges.starts,
        leaks + weights.edges * edges.ends,
        *kk_form,
        *en_form,
        kk_missing,
        en_missing,
        background.means,
        background.spread,
        _readable(weights),
        kk_sizes,
        en_sizes,
        band.low,
        band.high,
        band.start,
    )
    return scores


def missing_passages(path: Ints) -> tuple[Floats, Floats]:
    """How surely each unit stands in a passage that the other side lacks, as a path has it: 0 where at most half of the
    units around it, three on either side, are without partner, 1 where all are, in proportion between.

    Returns:
        Of the Kazakh and of the English units, each of shape (units,).
    """
    steps = np.diff(path, axis=0)
    shares = []
    for side in (0, 1):
        deleted = np.zeros(path[-1, side])
        deleted[path[:-1, side][(steps[:, side] == 1) & (steps[:, 1 - side] == 0)]] = 1.0
        around = np.ones(2 * _NEIGHBOURS + 1)
        within = slice(_NEIGHBOURS, _NEIGHBOURS + len(deleted))
        found, units = (np.convolve(values, around)[within] - values for values in (deleted, np.ones(len(deleted))))
        shares.append(np.maximum(2 * found / np.maximum(units, 1) - 1, 0.0))
    return shares[0], shares[1]


def _readable(weights: LinkWeights) -> Any:
    return _Weights(**{name: float(value) for name, value in asdict(weights).items()})


def add_words(scores: Scores, kk: TextSide, en: TextSide, band: Band, weight: float) -> None:
    """Add the evidence of the words to the scores of `MOVES`, in place. Where a unit has one possible link only, every
    path takes that, and the words are not looked at."""
    cell, k = np.nonzero(np.isfinite(scores))
    i, j = band.states()
    kk_sizes, en_sizes = np.array(MOVES).T
    links = np.stack([i[cell] - kk_sizes[k], i[cell], j[cell] - en_sizes[k], j[cell]], axis=1)
    doubtful = _shared(links[:, :2], len(kk)) | _shared(links[:, 2:], len(en))
    doubtful &= (kk_sizes[k] > 0) & (en_sizes[k] > 0)
    words, _ = explained_words(kk.texts, en.texts, links[doubtful])
    scores[cell[doubtful], k[doubtful]] += weight * words


def _shared(ranges: Ints, units: int) -> NDArray[np.bool_]:
    """Whether another range shares a unit with this one, for each (first, after the last)."""
    change = np.bincount(ranges[:, 0], minlength=units + 1) - np.bincount(ranges[:, 1], minlength=units + 1)
    several = np.concatenate([[0], np.cumsum(np.cumsum(change)[:-1] > 1)])
    shared: NDArray[np.bool_] = several[ranges[:, 1]] > several[ranges[:, 0]]
    return shared


def _form(side: TextSide, ratio: float, other_counts: Ints) -> tuple[Floats, Floats, Ints, Floats, Ints]:
    """What the score reads of one side beside the vectors: the length, its logarithm, the headings and the recurrence of
    the w units before state i as item [i, w], and whether the unit before state i goes on in the next as item [i]."""
    lengths = _run_sums(side.lengths * ratio, WIDEST)
    log_length = np.log(lengths + _LENGTH_SLACK)
    recurrence = _recurrence(side.counts, other_counts)
    unfinished = np.concatenate([[0], side.unfinished])
    return lengths, log_length, _run_sums(side.headings, WIDEST), _run_sums(recurrence, WIDEST), unfinished


def _recurrence(counts: Ints, other_counts: Ints) -> Floats:
    """Logarithm of how often each unit's text occurs, 0 where some text of the other side occurs about as often: page
    furniture recurs on its own side, a refrain on both."""
    above = np.searchsorted(other_counts, counts)
    nearest = np.stack([other_counts[np.clip(above - k, 0, len(other_counts) - 1)] for k in (0, 1)])
    gap = np.abs(np.log(nearest / counts)).min(axis=0)
    recurrence: Floats = np.where(gap > _ALIKE, np.log(counts), 0.0)
    return recurrence


def _run_sums(values: np.ndarray, longest: int) -> np.ndarray:
    """The sum over the w values before each place, shape (n + 1, longest + 1); short runs at the start are cut off."""
    sums = np.concatenate([[0], np.cumsum(values)])
    places = np.arange(len(sums))
    return np.stack([sums - sums[np.maximum(places - width, 0)] for width in range(longest + 1)], axis=1)


def _sum_cosines(scores: Scores, kk: SummedVectors, en: SummedVectors, band: Band, kk_sizes: Ints, en_sizes: Ints) -> None:
    """Write the cosines of all moves' links where a run's vector is the sum of its units': the product of two sums is the
    sum of their units' products, so each pair of units is multiplied once."""
    rows, longest = len(kk.sums), int(max(kk_sizes.max(), en_sizes.max()))
    # Row i of the units' own band holds every pair that a link into the rows from i + 1 on may hold.
    places = np.arange(rows)
    low = band.low[np.maximum(places + 1 - longest, 0)]
    high = np.minimum(band.high[np.minimum(places + longest, rows)] - 1, len(en.sums))
    units = Band.of(low, np.maximum(high, low))
    products = np.zeros((units.cells, 1), dtype=np.float32)
    for start in range(0, rows, _ROWS):
        stop = min(start + _ROWS, rows)
        first, last = int(low[start]), int(units.high[stop - 1])
        if last > first:
            block = kk.terms(slice(start, stop)) @ en.terms(slice(first, last)).T
            _copy(products, 0, block, start, first, 0, 0, low, units.high, units.start)
    norms = _run_norms(kk, longest), _run_norms(en, longest)
    grid = band.low, band.high, band.start
    # Down from the largest number of Kazakh units, the most English ones that a move has with so many or more.
    widest = np.zeros(longest + 1, dtype=np.int64)
    np.maximum.at(widest, kk_sizes, en_sizes)
    widest = np.maximum.accumulate(widest[::-1])[::-1].copy()
    _joined(scores, products[:, 0], low, units.high, units.start, *norms, widest, kk_sizes, en_sizes, *grid)


def _run_norms(vectors: SummedVectors, longest: int) -> Floats:
    """Length of the sum of the w vectors before each place, shape (n + 1, longest + 1); 1 where that is zero."""
    n = len(vectors.sums)
    squares = np.zeros((n + 1, longest + 1))
    for start in range(0, n, _ROWS_AT_HAND):
        before = min(start, longest - 1)
        stop = min(start + _ROWS_AT_HAND, n)
        _square_runs(vectors.terms(slice(start - before, stop)), before, squares[start : stop + 1])
    norms: Floats = np.sqrt(np.maximum(squares, 0))
    norms[norms < 1e-6] = 1.0
    return norms


@compiled_fast
def _square_runs(rows: Vectors, before: int, squares: Floats) -> None:
    """The squared length of the sum of the w rows before each place i, into item [i, w]; the first `before` rows stand
    before the first place."""
    for i in range(before, len(rows)):
        own = 0.0  # the last row of the run: itself once, each of the others twice
        for w in range(1, min(squares.shape[1] - 1, i + 1) + 1):
            other, product = i - w + 1, np.float32(0.0)
            for d in range(rows.shape[1]):
                product += rows[i, d] * rows[other, d]
            own += float(product) * (1.0 if w == 1 else 2.0)
            squares[i - before + 1, w] = squares[i - before, w - 1] + own


@compiled
def _joined(
    scores: Scores, products: Scores, unit_low: Ints, unit_high: Ints, unit_start: Ints, kk_norms: Floats,
    en_norms: Floats, widest: Ints, kk: Ints, en: Ints, low: Ints, high: Ints, start: Ints,
) -> None:  # fmt: skip
    # Item [a, b]: the sum over the products of the a Kazakh and the b English units before a state. Where some of these
    # lie outside the units' band it means nothing, and no link asks for it.
    sums = np.zeros((len(widest), widest[0] + 1))
    windows = np.zeros((len(kk), 3), dtype=np.int64)
    for i in range(len(low)):
        find_windows(i, low, high, start, kk, en, windows)
        for c in range(start[i], start[i + 1]):
            j = low[i] + c - start[i]
            for a in range(1, min(i, len(widest) - 1) + 1):
                total, u = 0.0, i - a
                for b in range(1, min(widest[a], j - unit_low[u]) + 1):
                    if j - b < unit_high[u]:
                        total += products[unit_start[u] + j - b - unit_low[u]]
                    sums[a, b] = sums[a - 1, b] + total
            for k in range(len(kk)):
                if windows[k, 0] <= c < windows[k, 1]:
                    a, b = kk[k], en[k]
                    scores[c, k] = sums[a, b] / (kk_norms[i, a] * en_norms[j, b])


def _products(kk: TextSide, en: TextSide, band: Band, move: Move) -> Iterator[tuple[range, int, Vectors]]:
    """The cosines of the links that a move makes, some rows of the band at a time.

    Yields:
        The rows; the first English run; and item [r, c], the cosine of the Kazakh run that ends in row rows[r] with the
        English run number first + c.
    """
    for start in range(move.kk, band.rows, _ROWS):
        rows = range(start, min(start + _ROWS, band.rows))
        first = max(int(band.low[rows[0]]) - move.en, 0)
        last = int(band.high[rows[-1]]) - move.en
        if last > first:
            left = kk.vectors.rows(move.kk, slice(rows[0] - move.kk, rows[-1] - move.kk + 1))
            yield rows, first, left @ en.vectors.rows(move.en, slice(first, last)).T


class Edges(NamedTuple):
    """What the words around a state say of a boundary there, each of shape (cells,)."""

    starts: Scores
    """Standard deviations by which what comes after it begins alike on both sides."""

    ends: Scores
    """Standard deviations by which what comes before it ends alike on both sides."""

    leaks: Scores
    """Standard deviations by which words beside it are more like the unit across the boundary than like their own, summed
    over both sides: the boundary is wrong. Where it stands too early on one side, that side's words after it and the other
    side's words before it tell; where too late, the other two; the larger of both sums counts."""

    def at(self, cells: Ints) -> Edges:
        """Those of some cells."""
        return Edges(*(values[cells] for values in self))


def _no_edges(band: Band) -> Edges:
    return Edges(*(np.zeros(band.cells, dtype=np.float32) for _ in Edges._fields))


def measure_edges(kk: TextSide, en: TextSide, band: Band, background: Background) -> Edges:
    """The evidence of the words beside each boundary of the band."""
    edges = _no_edges(band)
    if not kk.has_edges:
        return edges
    n, m = len(kk), len(en)
    for start in range(0, band.rows, _EDGE_ROWS_AT_HAND):
        stop = min(start + _EDGE_ROWS_AT_HAND, band.rows)
        kk_places, en_places = _units_beside(band, start, stop, n, m)
        left, right = _units_and_edges(kk, kk_places), _units_and_edges(en, en_places)
        for first in range(start, stop, _EDGE_ROWS):
            last = min(first + _EDGE_ROWS, stop)
            rows, columns = _units_beside(band, first, last, n, m)
            some_left = left[rows.start - kk_places.start : rows.stop - kk_places.start]
            some_right = right[columns.start - en_places.start : columns.stop - en_places.start]
            products = some_left.reshape(-1, left.shape[2]) @ some_right.reshape(-1, right.shape[2]).T
            _read_edges(
                products.reshape(len(some_left), 3, len(some_right), 3), rows.start, columns.start, n, m,
                background.edge_mean, background.edge_spread, *edges, first, last, band.low, band.high, band.start,
            )  # fmt: skip
    return edges


def _units_beside(band: Band, first: int, last: int, n: int, m: int) -> tuple[slice, slice]:
    """The units before and after the states of some rows."""
    low, high = int(band.low[first]), int(band.high[last - 1])
    return slice(max(first - 1, 0), min(last, n)), slice(max(low - 1, 0), max(min(high, m), low))


def _units_and_edges(side: TextSide, places: slice) -> Vectors:
    """The vectors of some units, of their first and of their last words, shape (units, 3, dimension)."""
    return np.stack([side.vectors.rows(1, places), side.heads[places], side.tails[places]], axis=1)


@compiled
def _read_edges(
    products: Vectors, kk_first: int, en_first: int, kk_units: int, en_units: int, mean: float, spread: float,
    starts: Scores, ends: Scores, leaks: Scores, first: int, last: int, low: Ints, high: Ints, start: Ints,
) -> None:  # fmt: skip
    """Write the edges of the rows from `first` to `last`. Item [i, x, j, y] of the products is the cosine of what x and y
    stand for (0 the whole unit, 1 its head, 2 its tail) of the Kazakh unit `kk_first` + i and the English one
    `en_first` + j."""
    for i in range(first, last):
        for j in range(low[i], high[i]):
            c = start[i] + j - low[i]
            k, e = i - kk_first, j - en_first  # the units after the state
            after, before = i < kk_units and j < en_units, i > 0 and j > 0
            if after:
                starts[c] = (products[k, 1, e, 1] - mean) / spread
            if before:
                ends[c] = (products[k - 1, 2, e - 1, 2] - mean) / spread
            if after and before:
                later = max(products[k - 1, 0, e, 1] - products[k, 0, e, 1], 0.0)
                earlier = max(products[k, 0, e - 1, 2] - products[k - 1, 0, e - 1, 2], 0.0)
                earlier += max(products[k, 1, e - 1, 0] - products[k, 1, e, 0], 0.0)
                later += max(products[k - 1, 2, e, 0] - products[k - 1, 2, e - 1, 0], 0.0)
                leaks[c] = max(later, earlier) / spread


@compiled
def _copy(
    into: Scores,
    k: int,
    products: Vectors,
    row: int,
    first: int,
    below: int,
    after: int,
    low: Ints,
    high: Ints,
    start: Ints,
) -> None:
    """Put each row's stretch of a block of products into the cells."""
    for i in range(row, row + products.shape[0]):
        for j in range(max(low[i], first + after), min(high[i], first + after + products.shape[1])):
            into[start[i] + j - low[i], k] = products[i - row, j - after - first]


def _fill_zero(scores: Scores, k: int, move: Move, band: Band) -> None:
    i, j = band.states()
    scores[(i >= move.kk) & (j >= move.en), k] = 0.0


@compiled
def _add_terms(
    scores: Scores, starts: Scores, ends: Scores,
    kk_length: Floats, kk_log_length: Floats, kk_headings: Ints, kk_repeats: Floats, kk_unfinished: Ints,
    en_length: Floats, en_log_length: Floats, en_headings: Ints, en_repeats: Floats, en_unfinished: Ints,
    kk_missing: Floats, en_missing: Floats,
    means: Floats, spread: float, weights: LinkWeights, kk: Ints, en: Ints, low: Ints, high: Ints, start: Ints,
) -> None:  # fmt: skip
    """Turn cosines into scores, in place."""
    average = math.log(_AVERAGE_LENGTH + _LENGTH_SLACK)
    for i in range(len(low)):
        for c in range(start[i], start[i + 1]):
            j = low[i] + c - start[i]
            for k in range(len(kk)):
                if scores[c, k] == -np.inf:
                    continue
                a, b = kk[k], en[k]
                repeats = kk_repeats[i, a] + en_repeats[j, b]
                cut = (a > 0) * kk_unfinished[i] + (b > 0) * en_unfinished[j]
                if a == 0 or b == 0:
                    length = kk_log_length[i, a] if a else en_log_length[j, b]
                    scores[c, k] = (
                        weights.deletion
                        + weights.deletion_length * (length - average)
                        + weights.deletion_block * (kk_missing[i - 1] if a else en_missing[j - 1])
                        + weights.unfinished_deletion * cut
                        + weights.repeat * repeats
                    )
                    continue
                headings = kk_headings[i, a] + en_headings[j, b]
                if a == 1 and b == 1:
                    headings = abs(kk_headings[i, a] - en_headings[j, b])
                    repeats = abs(kk_repeats[i, a] - en_repeats[j, b])
                i0, j0 = i - a, j - b
                edges = ends[c]
                if low[i0] <= j0 < high[i0]:
                    edges += starts[start[i0] + j0 - low[i0]]
                similarity = (scores[c, k] - means[k]) / spread
                difference = abs(en_log_length[j, b] - kk_log_length[i, a])
                gap = abs(en_length[j, b] - kk_length[i, a]) / math.sqrt((en_length[j, b] + kk_length[i, a]) / 2)
                scores[c, k] = (
                    (weights.similarity + weights.size_similarity * (a + b) / 2) * similarity
                    + edges
                    + weights.length * min(difference, _MOST_DIFFERENCE)
                    + weights.length_gap * min(gap, _MOST_GAP)
                    + weights.merge * (a + b - 2)
                    + weights.unfinished * cut
                    - weights.repeat * repeats
                    + weights.heading * headings
                )
