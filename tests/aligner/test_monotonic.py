"""The dynamic programme against a slow and obvious one that tries every path."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignment.aligner.confidence import likely_band, path_posteriors, posteriors
from alignment.aligner.monotonic import MOVES, Band, Move, band_around, best_path, exponential, full_band

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
    scores = np.full((n + 1, m + 1, len(MOVES)), -np.inf, dtype=np.float32)
    for k, move in enumerate(MOVES):
        part = scores[move.kk :, move.en :, k]
        part[...] = random.normal(size=part.shape, scale=2)
    return scores


def cells(scores: np.ndarray) -> np.ndarray:
    return scores.reshape(-1, len(MOVES))


def total_of(scores: np.ndarray, path: list[Step]) -> float:
    return sum(float(scores[i, j, k]) for k, i, j in path)


sizes = st.tuples(st.integers(0, 4), st.integers(0, 4)).filter(any)


@settings(max_examples=60, deadline=None)
@given(sizes, st.integers(0, 10_000))
def test_best_path_is_the_best_of_all(size: tuple[int, int], seed: int) -> None:
    scores = random_scores(*size, seed)
    best = max(every_path(*size), key=lambda path: total_of(scores, path))
    found = best_path(cells(scores), full_band(*size))
    assert [tuple(state) for state in found.tolist()] == [(0, 0), *((i, j) for _, i, j in best)]


@settings(max_examples=60, deadline=None)
@given(sizes, st.integers(0, 10_000))
def test_posteriors_are_sums_over_all_paths(size: tuple[int, int], seed: int) -> None:
    scores = random_scores(*size, seed)
    weights = {tuple(path): np.exp(total_of(scores, path)) for path in every_path(*size)}
    total = sum(weights.values())
    expected = np.zeros(scores.shape)
    for path, weight in weights.items():
        for k, i, j in path:
            expected[i, j, k] += weight / total
    found, log_total = posteriors(cells(scores), full_band(*size))
    np.testing.assert_allclose(found, cells(expected), atol=1e-6)
    assert log_total == pytest.approx(np.log(total))


@settings(max_examples=40, deadline=None)
@given(sizes, st.integers(0, 10_000))
def test_path_posteriors_join_the_places_of_a_deletion(size: tuple[int, int], seed: int) -> None:
    scores, band = cells(random_scores(*size, seed)), full_band(*size)
    every = posteriors(scores, band)[0].reshape(size[0] + 1, size[1] + 1, len(MOVES))
    path = best_path(scores, band)
    for (i0, j0), (i, j), found in zip(path, path[1:], path_posteriors(scores, band, path), strict=False):
        move = Move(int(i - i0), int(j - j0))
        k = MOVES.index(move)
        expected = {(1, 0): every[i, :, k].sum(), (0, 1): every[:, j, k].sum()}.get(move, every[i, j, k])
        assert found == pytest.approx(min(expected, 1.0), abs=1e-5)


@settings(max_examples=30, deadline=None)
@given(st.integers(20, 60), st.integers(20, 60), st.integers(0, 10_000))
def test_a_band_around_the_best_path_finds_it_again(n: int, m: int, seed: int) -> None:
    scores = random_scores(n, m, seed)
    best = best_path(cells(scores), full_band(n, m))
    band = band_around(best, n, m, radius=6)
    assert (band.low[0], band.high[-1]) == (0, m + 1)
    assert (np.diff(band.low) >= 0).all()
    assert (np.diff(band.high) >= 0).all()
    inside = scores[band.states()]
    np.testing.assert_array_equal(best_path(inside, band), best)
    probable = path_posteriors(inside, band, best)
    assert ((probable >= 0) & (probable <= 1)).all()


def test_a_band_is_wide_only_beside_a_missing_block() -> None:
    path = np.array([[0, 0], [50, 50], [50, 400], [100, 450]])
    band = band_around(path, 100, 450, radius=5)
    assert band.low[50] <= 45
    assert band.high[50] > 405
    assert band.high[20] - band.low[20] < 30
    assert band.cells < 11 * 400 + 90 * 30


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 30), st.integers(1, 30), st.integers(0, 10_000))
def test_the_likely_band_holds_the_likely_links_and_the_best_path(n: int, m: int, seed: int) -> None:
    scores, band = random_scores(n, m, seed), full_band(n, m)
    probable = posteriors(cells(scores), band)[0].reshape(scores.shape)
    narrow, likely, path = likely_band(cells(scores), band, least=0.01)
    found = np.zeros(scores.shape, dtype=bool)
    found[narrow.states()] = likely
    best = best_path(cells(scores), band)
    np.testing.assert_array_equal(path, best)
    for (i0, j0), (i, j) in pairwise(best):
        k = MOVES.index((i - i0, j - j0))
        assert found[i, j, k]
    assert not ((probable > 0.01) & ~found).any()
    inside = np.where(likely, scores[narrow.states()], -np.inf).astype(np.float32)
    np.testing.assert_array_equal(best_path(inside, narrow), best)


def test_no_way_through_is_said() -> None:
    scores = np.full((9, len(MOVES)), -np.inf, dtype=np.float32)
    with pytest.raises(ValueError, match="no path"):
        best_path(scores, full_band(2, 2))


def test_a_widened_band_holds_what_lies_near() -> None:
    band = band_around(np.array([[0, 0], [30, 30]]), 30, 30, radius=2)
    wide = band.widened(3)
    assert (wide.low[10], wide.high[10]) == (band.low[7] - 3, band.high[13] + 3)
    assert (wide.low[0], wide.high[-1]) == (0, 31)


@settings(max_examples=60, deadline=None)
@given(sizes, st.integers(0, 10_000))
def test_states_that_no_way_leads_to_add_nothing(size: tuple[int, int], seed: int) -> None:
    scores = random_scores(*size, seed)
    impossible = np.random.default_rng(seed).random(scores.shape) < 0.6
    scores[impossible] = -np.inf
    weights = {tuple(path): np.exp(total_of(scores, path)) for path in every_path(*size)}
    total = sum(weights.values())
    expected = np.zeros(scores.shape)
    for path, weight in weights.items():
        for k, i, j in path:
            expected[i, j, k] += weight / total if total else 0.0
    found, log_total = posteriors(cells(scores), full_band(*size))
    if total:
        np.testing.assert_allclose(found, cells(expected), atol=1e-6)
        assert log_total == pytest.approx(np.log(total))
    else:
        assert log_total == -np.inf


@settings(max_examples=60, deadline=None)
@given(sizes, st.integers(0, 10_000))
def test_a_band_is_the_grid_without_what_lies_outside(size: tuple[int, int], seed: int) -> None:
    scores = random_scores(*size, seed)
    random = np.random.default_rng(seed)
    low = np.sort(random.integers(0, size[1] + 1, size[0] + 1))
    high = np.sort(random.integers(1, size[1] + 2, size[0] + 1))
    low[0], high[-1] = 0, size[1] + 1
    band = Band.of(np.minimum(low, high - 1), high)
    outside = np.ones(scores.shape[:2], dtype=bool)
    outside[band.states()] = False
    for k, (a, b) in enumerate(MOVES):
        scores[outside, k] = -np.inf
        part = scores[a:, b:, k]
        part[outside[: part.shape[0], : part.shape[1]]] = -np.inf
    found, log_total = posteriors(scores[band.states()], band)
    expected, total = posteriors(cells(scores), full_band(*size))
    np.testing.assert_allclose(found, expected.reshape(scores.shape)[band.states()], atol=1e-6)
    assert log_total == pytest.approx(total)
    if log_total > -np.inf:
        best = best_path(cells(scores), full_band(*size))
        np.testing.assert_array_equal(best_path(scores[band.states()], band), best)


def test_the_exponential_is_one() -> None:
    powers = -np.concatenate([np.linspace(0, 40, 2001), np.logspace(-9, 1, 300)])
    found = np.array([exponential(power) for power in powers])
    np.testing.assert_allclose(found, np.exp(powers), rtol=0, atol=1e-13)
    assert exponential(-1e6) == exponential(-np.inf) == exponential(-40.0) < 1e-17
