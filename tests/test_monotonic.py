"""The dynamic programme against a slow and obvious one that tries every path."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignment.monotonic import MOVES, Move, band_around, best_path, full_band, path_posteriors, posteriors

Step = tuple[int, int, int]


def every_path(n: int, m: int, i: int = 0, j: int = 0) -> Iterator[list[Step]]:
    """All paths from (i, j) to (n, m), each as (move, i, j) with the state that the move ends in."""
    if (i, j) == (n, m):
        yield []
    for k, move in enumerate(MOVES):
        if i + move.kk <= n and j + move.en <= m:
            for rest in every_path(n, m, i + move.kk, j + move.en):
                yield [(k, i + move.kk, j + move.en), *rest]


def random_scores(n: int, m: int, seed: int) -> np.ndarray:
    random = np.random.default_rng(seed)
    scores = np.full((len(MOVES), n + 1, m + 1), -np.inf)
    for k, move in enumerate(MOVES):
        part = scores[k, move.kk :, move.en :]
        part[...] = random.normal(size=part.shape, scale=2)
    return scores


sizes = st.tuples(st.integers(0, 4), st.integers(0, 4)).filter(any)


@settings(max_examples=60, deadline=None)
@given(sizes, st.integers(0, 10_000))
def test_best_path_is_the_best_of_all(size: tuple[int, int], seed: int) -> None:
    scores = random_scores(*size, seed)
    best = max(every_path(*size), key=lambda path: sum(scores[step] for step in path))
    found = best_path(scores, full_band(*size))
    assert [tuple(state) for state in found.tolist()] == [(0, 0), *((i, j) for _, i, j in best)]


@settings(max_examples=60, deadline=None)
@given(sizes, st.integers(0, 10_000))
def test_posteriors_are_sums_over_all_paths(size: tuple[int, int], seed: int) -> None:
    scores = random_scores(*size, seed)
    weights = {tuple(path): np.exp(sum(scores[step] for step in path)) for path in every_path(*size)}
    total = sum(weights.values())
    expected = np.zeros_like(scores)
    for path, weight in weights.items():
        for step in path:
            expected[step] += weight / total
    found, log_total = posteriors(scores, full_band(*size))
    np.testing.assert_allclose(found, expected, atol=1e-9)
    assert log_total == pytest.approx(np.log(total))


@settings(max_examples=40, deadline=None)
@given(sizes, st.integers(0, 10_000))
def test_path_posteriors_join_the_places_of_a_deletion(size: tuple[int, int], seed: int) -> None:
    scores, band = random_scores(*size, seed), full_band(*size)
    every, _ = posteriors(scores, band)
    path = best_path(scores, band)
    index = {move: k for k, move in enumerate(MOVES)}
    for (i0, j0), (i, j), found in zip(path, path[1:], path_posteriors(scores, band, path), strict=False):
        move = Move(int(i - i0), int(j - j0))
        row = every[index[move]]
        expected = {(1, 0): row[i].sum(), (0, 1): row[:, j].sum()}.get(move, row[i, j])
        assert found == pytest.approx(min(expected, 1.0), abs=1e-9)


def in_band(scores: np.ndarray, band) -> np.ndarray:  # type: ignore[no-untyped-def]
    states = np.broadcast_to(band.states(), (len(MOVES), *band.states().shape))
    return np.take_along_axis(scores, states, axis=2)


@settings(max_examples=30, deadline=None)
@given(st.integers(20, 60), st.integers(20, 60), st.integers(0, 10_000))
def test_a_band_around_the_best_path_finds_it_again(n: int, m: int, seed: int) -> None:
    scores = random_scores(n, m, seed)
    best = best_path(scores, full_band(n, m))
    band = band_around(best, n, m, radius=6)
    assert band.low[0] == 0
    assert band.low[-1] + band.width == m + 1
    assert (np.diff(band.low) >= 0).all()
    np.testing.assert_array_equal(best_path(in_band(scores, band), band), best)
    probable = path_posteriors(in_band(scores, band), band, best)
    assert ((probable >= 0) & (probable <= 1)).all()


def test_a_band_follows_a_missing_block() -> None:
    path = np.array([[0, 0], [50, 50], [50, 400], [100, 450]])
    band = band_around(path, 100, 450, radius=5)
    states = band.states()
    assert states[50].min() <= 50
    assert states[50].max() >= 400


def test_no_way_through_is_said() -> None:
    scores = np.full((len(MOVES), 3, 3), -np.inf)
    with pytest.raises(ValueError, match="no path"):
        best_path(scores, full_band(2, 2))
