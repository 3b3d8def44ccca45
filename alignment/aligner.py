"""From units and an encoder to links with confidences.

Every possible link gets a score (`link_score`); the dynamic programme (`monotonic`) finds the best path and each link's
posterior probability. Long texts are searched coarse to fine: a path through pooled units, found the same way, is the
neighbourhood in which the units themselves are aligned (Salvador and Chan, 2007; Thompson and Koehn, 2019).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from alignment.link_score import Background, link_scores, measure_background
from alignment.monotonic import MOVES, Band, Ints, band_around, best_path, full_band, path_posteriors
from alignment.records import Link
from alignment.settings import AlignerSettings
from alignment.text_side import TextSide

_COARSE_MOVES = tuple(move for move in MOVES if max(move) <= 2)


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
    band = _search_band(kk, en, settings)
    scores = link_scores(kk, en, band, settings.weights, background or measure_background(kk, en))
    path = best_path(scores, band)
    confidences = path_posteriors(scores, band, path)
    return list(_links(kk, en, path, confidences.tolist()))


def _search_band(kk: TextSide, en: TextSide, settings: AlignerSettings) -> Band:
    """The whole grid where it is small, else the neighbourhood of the path that coarser units take."""
    n, m = len(kk), len(en)
    if (n + 1) * (m + 1) <= settings.exact_cells or min(n, m) < 2 * settings.pool:
        return full_band(n, m)
    coarse_kk, coarse_en = kk.pooled(settings.pool), en.pooled(settings.pool)
    band = _search_band(coarse_kk, coarse_en, settings)
    background = measure_background(coarse_kk, coarse_en, _COARSE_MOVES)
    scores = link_scores(coarse_kk, coarse_en, band, settings.weights, background, _COARSE_MOVES)
    path = np.minimum(best_path(scores, band, _COARSE_MOVES) * settings.pool, [n, m])
    return band_around(path, n, m, settings.radius)


def _links(kk: TextSide, en: TextSide, path: Ints, confidences: list[float]) -> Iterator[Link]:
    states = path.tolist()
    for (i0, j0), (i, j), confidence in zip(states, states[1:], confidences, strict=False):
        similarity = None
        if i > i0 and j > j0:
            left, right = kk.vectors.rows(i - i0, i0, i0 + 1), en.vectors.rows(j - j0, j0, j0 + 1)
            similarity = float(left[0] @ right[0])
        yield Link(tuple(range(i0, i)), tuple(range(j0, j)), confidence, similarity)
