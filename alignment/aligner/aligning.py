"""From units and an encoder to links with confidences.

Every possible link gets a score (`link_score`). The dynamic programme (`monotonic`) finds the likely links; these are
scored once more, with the evidence of their words, and the programme finds the best path and each link's posterior
probability. What each kind of evidence is worth in that second look depends on how close a translation the text shows
itself to be (`measure_closeness`). Long texts are searched coarse to fine: a path through pooled units, found the same
way, is the neighbourhood in which the units themselves are aligned (Salvador and Chan, 2007; Thompson and Koehn, 2019).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from alignment.aligner.confidence import likely_band, path_posteriors
from alignment.aligner.link_score import (
    Background,
    add_words,
    link_scores,
    measure_background,
    measure_edges,
    missing_passages,
)
from alignment.aligner.monotonic import MOVES, Band, Ints, Move, band_around, best_path, full_band
from alignment.aligner.text_side import TextSide
from alignment.aligner.word_evidence import measure_closeness
from alignment.embedding import one_thread
from alignment.records import Link, Pair
from alignment.settings import AlignerSettings

_COARSE_MOVES = tuple(move for move in MOVES if max(move) <= 2)
_MARGIN = 2  # units; longer links start and end where short ones do
_AT_ONCE = 1024  # links whose vectors are looked up together
_MOVED_DEVIATIONS = 3.5  # standard deviations above unrelated text
_LEAST_MOVED = 40  # characters; a heading or a page number resembles many


def align_sides(
    kk: TextSide, en: TextSide, settings: AlignerSettings | None = None, background: Background | None = None
) -> list[Link]:
    """Align two prepared sides.

    Args:
        background: of the whole texts, where the sides are parts of them; measured on the sides when left out, as its
            closeness is where it has none.

    Returns:
        Links in reading order that cover each unit once, with confidence and similarity. Time and memory grow with the
        product of the units up to `settings.exact_cells`, in proportion to the units beyond.
    """
    settings = settings or AlignerSettings()
    if not len(kk) or not len(en):
        return [*(Link((i,), (), 1.0) for i in range(len(kk))), *(Link((), (j,), 1.0) for j in range(len(en)))]
    with one_thread():
        background = background or measure_background(kk, en)
        band = _search_band(kk, en, settings)
        if band.cells > settings.exact_cells:
            band = _narrowed(kk, en, band, settings)
        edges = measure_edges(kk, en, band, background)
        scores = link_scores(kk, en, band, settings.weights, background, edges=edges)
        if kk.texts and en.texts:
            wide = band
            band, likely, path = likely_band(scores, wide, settings.least_likely)
            closeness = background.closeness
            if closeness is None:
                closeness = measure_closeness(kk.texts, en.texts, pairs_of(path), settings.typical_closeness)
            weights = settings.second_look_at(closeness)
            edges = edges.at(wide.cell(*band.states()))
            scores = link_scores(kk, en, band, weights, background, edges=edges, missing=missing_passages(path))
            scores[~likely] = -np.inf
            add_words(scores, kk, en, band, weights.words)
    path = best_path(scores, band)
    confidences = path_posteriors(scores, band, path)
    return list(_links(kk, en, path, confidences.tolist()))


def pairs_of(path: Ints) -> Iterator[Pair]:
    """The links of a path, as the units that they hold."""
    states = path.tolist()
    for (i0, j0), (i, j) in pairwise(states):
        yield tuple(range(i0, i)), tuple(range(j0, j))


def _search_band(kk: TextSide, en: TextSide, settings: AlignerSettings) -> Band:
    """The whole grid where it is small, else the neighbourhood of the path that coarser units take."""
    n, m = len(kk), len(en)
    if (n + 1) * (m + 1) <= settings.exact_cells or min(n, m) < 2 * settings.pool:
        return full_band(n, m)
    coarse_kk, coarse_en = kk.pooled(settings.pool), en.pooled(settings.pool)
    band = _search_band(coarse_kk, coarse_en, settings)
    background = measure_background(coarse_kk, coarse_en, _COARSE_MOVES)
    scores = link_scores(coarse_kk, coarse_en, band, settings.coarse, background, _COARSE_MOVES)
    path = np.minimum(best_path(scores, band, _COARSE_MOVES) * settings.pool, [n, m])
    return band_around(path, n, m, settings.radius)


def _narrowed(kk: TextSide, en: TextSide, band: Band, settings: AlignerSettings) -> Band:
    """The part of a wide band in which the small shapes find likely links by their similarity alone, and a margin."""
    bare = kk.pooled(1), en.pooled(1)
    background = measure_background(*bare, _COARSE_MOVES)
    scores = link_scores(*bare, band, settings.coarse, background, _COARSE_MOVES)
    return likely_band(scores, band, settings.least_likely**2, _COARSE_MOVES)[0].widened(_MARGIN)


def _links(kk: TextSide, en: TextSide, path: Ints, confidences: list[float]) -> Iterator[Link]:
    steps, starts = np.diff(path, axis=0), path[:-1]
    similarities: list[float | None] = [None] * len(steps)
    for a, b in np.unique(steps, axis=0).tolist():
        if a and b:
            alike = np.flatnonzero((steps == (a, b)).all(axis=1))
            for places in np.split(alike, range(_AT_ONCE, len(alike), _AT_ONCE)):
                own = similarities_of(kk, en, Move(a, b), starts[places])
                for place, one in zip(places.tolist(), own, strict=True):
                    similarities[place] = one
    for pair, confidence, similarity in zip(pairs_of(path), confidences, similarities, strict=True):
        yield Link(*pair, confidence, similarity)


def similarities_of(kk: TextSide, en: TextSide, move: Move, starts: Ints) -> list[float]:
    """The similarity of each of some links of one shape, with all that their units share with others.

    Args:
        starts: the first Kazakh and English unit of each, shape (links, 2).
    """
    left, right = kk.vectors.without(None).rows(move.kk, starts[:, 0]), en.vectors.without(None).rows(move.en, starts[:, 1])
    similarities: list[float] = np.einsum("ij,ij->i", left, right).tolist()
    return similarities


def find_crossings(kk: TextSide, en: TextSide, links: Sequence[Link], background: Background) -> list[Link]:
    """Moved text: pairs of units without partner that translate each other but would cross the links between them.

    They are suggestions for a reviewer; none is part of the alignment.

    Args:
        links: as `align_sides` returns them.

    Returns:
        1:1 links with similarity and without confidence, in the order of their Kazakh units.
    """
    kk_alone = [link.kk[0] for link in links if not link.en]
    en_alone = [link.en[0] for link in links if not link.kk]
    if not kk_alone or not en_alone:
        return []
    left, right = kk.vectors.rows(1, np.array(kk_alone)), en.vectors.rows(1, np.array(en_alone))
    cosines = left @ right.T
    best_en, best_kk = cosines.argmax(axis=1), cosines.argmax(axis=0)
    long_enough = kk.lengths[kk_alone] >= _LEAST_MOVED
    place = {pair: at for at, link in enumerate(links) for pair in (*((0, i) for i in link.kk), *((1, j) for j in link.en))}
    found = []
    for row, (i, column) in enumerate(zip(kk_alone, best_en.tolist(), strict=True)):
        j = en_alone[column]
        deviations = (cosines[row, column] - background.means[MOVES.index(Move(1, 1))]) / background.spread
        first, last = sorted((place[0, i], place[1, j]))
        crosses = any(not link.is_deletion for link in links[first + 1 : last])
        if best_kk[column] == row and deviations >= _MOVED_DEVIATIONS and long_enough[row] and crosses:
            found.append(Link((i,), (j,), None, *similarities_of(kk, en, Move(1, 1), np.array([[i, j]]))))
    return found
