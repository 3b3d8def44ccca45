"""From units and an encoder to links with confidences.

Every possible link gets a score (how alike its sides are, how well their lengths agree, what shape it has); the dynamic
programme in `monotonic` finds the best path and each link's posterior probability.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from alignment.embedding import Encoder, Progress, Vectors, normalized
from alignment.monotonic import (
    MOVES,
    Band,
    Floats,
    Ints,
    Move,
    band_around,
    best_path,
    full_band,
    path_posteriors,
)
from alignment.records import Link, Unit
from alignment.settings import AlignerSettings

_WIDEST = max(max(move) for move in MOVES)
_COARSE_MOVES = tuple(move for move in MOVES if max(move) <= 2)
_LENGTH_SLACK = 10  # characters added to both sides, so that "2." against "Two." is no fourfold difference
_MOST_DIFFERENCE = 2.0
_MOST_DEVIATIONS = 40.0
_SAMPLE = 500  # units a side that tell how alike unrelated text is
_PRIOR_PAIRS = 20  # how many pairs the prior below is worth
_PRIOR_MEAN, _PRIOR_SPREAD = 0.1, 0.12


@dataclass(frozen=True, slots=True)
class TextSide:
    """What the score needs to know of one side."""

    vectors: list[Vectors]
    """`vectors[w - 1][i]` stands for units i … i + w - 1 joined."""

    offsets: Ints
    """Characters before each unit and at the end, shape (units + 1,); a unit counts one more for its end."""

    headings: Ints
    """Headings before each unit and at the end, shape (units + 1,)."""

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def part(self, places: range) -> TextSide:
        """Neighbouring units as a side of their own."""
        start, stop = places.start, places.stop
        vectors = [rows[start : stop - width] for width, rows in enumerate(self.vectors[: len(places)])]
        return TextSide(
            vectors,
            self.offsets[start : stop + 1] - self.offsets[start],
            self.headings[start : stop + 1] - self.headings[start],
        )


@dataclass(frozen=True, slots=True)
class Background:
    """How alike texts are that do not translate each other: the zero point and the unit of the similarity term."""

    means: dict[Move, float]
    spread: float


def prepare_side(units: Sequence[Unit], encoder: Encoder, progress: Progress | None = None) -> TextSide:
    """Encode one side's units."""
    texts = [unit.text for unit in units]
    lengths = [len(text) + 1 for text in texts]
    headings = [unit.kind == "heading" for unit in units]
    return TextSide(
        encoder.encode_joined(texts, _WIDEST, progress),
        np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        np.concatenate([[0], np.cumsum(headings)]).astype(np.int64),
    )


def align_sides(
    kk: TextSide, en: TextSide, settings: AlignerSettings | None = None, background: Background | None = None
) -> list[Link]:
    """Align two prepared sides.

    Args:
        background: of the whole texts, where the sides are parts of them; measured on the sides when left out.

    Returns:
        Links in reading order that cover each unit once, with confidence and similarity. Time and memory grow with the
        product of the units up to `settings.exact_cells`, in proportion to the units beyond.
    """
    settings = settings or AlignerSettings()
    if not len(kk) or not len(en):
        return [*(Link((i,), (), 1.0) for i in range(len(kk))), *(Link((), (j,), 1.0) for j in range(len(en)))]
    background = background or measure_background(kk, en)
    band = _search_band(kk, en, settings)
    scores = link_scores(kk, en, band, settings, background)
    path = best_path(scores, band)
    confidences = path_posteriors(scores, band, path)
    return [_link(kk, en, step, confidence) for step, confidence in zip(_steps(path), confidences.tolist(), strict=True)]


def measure_background(kk: TextSide, en: TextSide, moves: tuple[Move, ...] = MOVES) -> Background:
    """The similarity of unrelated text, for each move: over a sample of all pairs, less each unit's best partner."""
    means = {}
    spread = _PRIOR_SPREAD
    for move in moves:
        if not move.kk or not move.en or not _fits(move, kk, en):
            continue
        left, right = _sample(kk.vectors[move.kk - 1]), _sample(en.vectors[move.en - 1])
        cosines = (left @ right.T).astype(np.float64)
        rest = np.sort(cosines, axis=1)[:, :-1].ravel()
        pairs = len(rest)
        weight = pairs / (pairs + _PRIOR_PAIRS)
        means[move] = weight * float(rest.mean() if pairs else 0.0) + (1 - weight) * _PRIOR_MEAN
        if move == Move(1, 1):
            spread = weight * float(rest.std() if pairs else 0.0) + (1 - weight) * _PRIOR_SPREAD
    return Background(means, max(spread, 1e-3))


def link_scores(
    kk: TextSide,
    en: TextSide,
    band: Band,
    settings: AlignerSettings,
    background: Background,
    moves: tuple[Move, ...] = MOVES,
) -> Floats:
    """The log-potential of every link in the band, in the shape that `monotonic` takes: the weighted sum of its terms."""
    scores = np.full((len(moves), band.rows, band.width), -np.inf)
    for k, move in enumerate(moves):
        if _fits(move, kk, en):
            possible = _possible(move, band)
            total = np.zeros((band.rows, band.width))
            for name, term in link_terms(kk, en, band, move, settings, background):
                total += getattr(settings.weights, name) * term
            scores[k][possible] = total[possible]
    return scores


def link_terms(
    kk: TextSide, en: TextSide, band: Band, move: Move, settings: AlignerSettings, background: Background
) -> Iterator[tuple[str, Floats]]:
    """The terms of the score of all links that one move makes, each with the name of its weight.

    Each term has a value for every state of the band, shape (rows, width), or broadcasts to it; values where the move
    cannot end are meaningless.
    """
    i, j = np.arange(band.rows)[:, None], band.states()
    i0, j0 = np.maximum(i - move.kk, 0), np.maximum(j - move.en, 0)
    kk_length, en_length = kk.offsets[i] - kk.offsets[i0], en.offsets[j] - en.offsets[j0]
    if not move.kk or not move.en:
        length = np.maximum(kk_length if move.kk else en_length, 1)
        yield "deletion", np.ones((1, 1))
        yield "deletion_length", np.log(length / settings.average_length)
        return
    similarity = (_cosines(kk, en, band, move) - background.means[move]) / background.spread
    yield "similarity", similarity
    yield "size_similarity", similarity * (move.kk + move.en) / 2

    ratio = en.offsets[-1] / kk.offsets[-1]
    difference = np.log((en_length + _LENGTH_SLACK) / (kk_length + _LENGTH_SLACK)) - math.log(ratio)
    yield "length", np.minimum(np.abs(difference), _MOST_DIFFERENCE)
    variance = settings.length_variance * np.maximum(kk_length + en_length, 2) / 2
    yield "length_variance", np.minimum((en_length - kk_length * ratio) ** 2 / variance, _MOST_DEVIATIONS)

    yield "merge", np.full((1, 1), move.kk + move.en - 2.0)
    yield "many_to_many", np.full((1, 1), min(move) - 1.0)
    kk_headings, en_headings = kk.headings[i] - kk.headings[i0], en.headings[j] - en.headings[j0]
    if move == Move(1, 1):
        yield "heading_mismatch", np.abs(kk_headings - en_headings).astype(np.float64)
    else:
        yield "heading_mismatch", (kk_headings + en_headings).astype(np.float64)


def _cosines(kk: TextSide, en: TextSide, band: Band, move: Move) -> Floats:
    """The cosine of the link's sides for every state of the band, shape (rows, width); 0 where the move cannot end."""
    left, right = kk.vectors[move.kk - 1], en.vectors[move.en - 1]
    cosines = np.zeros((band.rows, band.width))
    for start in range(move.kk, band.rows, _ROWS):
        rows = np.arange(start, min(start + _ROWS, band.rows))
        # One product for all states of these rows, of which each row takes its stretch.
        first = int(band.low[rows[0]]) - move.en
        last = int(band.low[rows[-1]]) + band.width - move.en
        lowest = max(first, 0)
        product = left[rows - move.kk] @ right[lowest : max(last, lowest)].T
        columns = band.low[rows][:, None] + np.arange(band.width) - move.en - lowest
        inside = (columns >= 0) & (columns < product.shape[1])
        if product.shape[1]:
            taken = np.take_along_axis(product, np.clip(columns, 0, product.shape[1] - 1), axis=1)
            cosines[rows] = np.where(inside, taken, 0.0)
    return cosines


_ROWS = 256


def _fits(move: Move, kk: TextSide, en: TextSide) -> bool:
    return move.kk <= len(kk) and move.en <= len(en)


def _possible(move: Move, band: Band) -> np.ndarray:
    """Where the move can end: it must not start before the texts do."""
    return (np.arange(band.rows)[:, None] >= move.kk) & (band.states() >= move.en)


def _sample(vectors: Vectors) -> Vectors:
    return vectors[:: max(1, len(vectors) // _SAMPLE)]


def _search_band(kk: TextSide, en: TextSide, settings: AlignerSettings) -> Band:
    """The whole grid where it is small, else the neighbourhood of the path that coarser units take."""
    n, m = len(kk), len(en)
    if (n + 1) * (m + 1) <= settings.exact_cells or min(n, m) < 2 * settings.pool:
        return full_band(n, m)
    coarse_kk, coarse_en = _pooled(kk, settings.pool), _pooled(en, settings.pool)
    band = _search_band(coarse_kk, coarse_en, settings)
    background = measure_background(coarse_kk, coarse_en, _COARSE_MOVES)
    scores = link_scores(coarse_kk, coarse_en, band, settings, background, _COARSE_MOVES)
    path = np.minimum(best_path(scores, band, _COARSE_MOVES) * settings.pool, [n, m])
    return band_around(path, n, m, settings.radius)


def _pooled(side: TextSide, size: int) -> TextSide:
    """Every `size` units as one; its vector is the sum of theirs, weighted by length."""
    starts = np.arange(0, len(side), size)
    lengths = np.diff(side.offsets)[:, None].astype(np.float32)
    sums = np.add.reduceat(side.vectors[0] * lengths, starts)
    vectors = []
    for width in (1, 2):
        if width <= len(sums):
            joined = sums if width == 1 else sums[1:] + sums[:-1]
            vectors.append(normalized(joined))
    ends = np.append(starts, len(side))
    return TextSide(vectors, side.offsets[ends], np.zeros(len(ends), dtype=np.int64))


def _steps(path: Ints) -> Iterator[tuple[int, int, int, int]]:
    for (i0, j0), (i, j) in zip(path.tolist(), path[1:].tolist(), strict=False):
        yield i0, i, j0, j


def _link(kk: TextSide, en: TextSide, step: tuple[int, int, int, int], confidence: float) -> Link:
    i0, i, j0, j = step
    similarity = None
    if i > i0 and j > j0:
        similarity = float(kk.vectors[i - i0 - 1][i0] @ en.vectors[j - j0 - 1][j0])
    return Link(tuple(range(i0, i)), tuple(range(j0, j)), confidence, similarity)
