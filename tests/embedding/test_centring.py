"""What texts share with those around them, taken out of their vectors."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from alignment.embedding import SummedVectors, Vectors, load_encoder, normalized
from alignment.embedding.joined_vectors import JoinedVectors, StoredVectors, UnitVectors
from alignment.embedding.vectors import measure_surroundings

UNITS = 43
WIDTHS = 3


def vectors(units: int, spread: float = 1.0) -> Vectors:
    """Units that share a direction, and the more with each other the nearer they stand."""
    random = np.random.default_rng(3)
    subject = np.cumsum(random.normal(size=(units, 24)), axis=0) / 4
    return (3 + subject + spread * random.normal(size=(units, 24))).astype(np.float32)


def summed(rows: Vectors) -> JoinedVectors:
    return SummedVectors(rows)


def stored(rows: Vectors) -> JoinedVectors:
    runs = [sum(rows[at : len(rows) - width + at + 1] for at in range(width)) for width in range(1, WIDTHS + 1)]
    return StoredVectors([normalized(rows) for rows in runs])


def centred(joined: JoinedVectors, edges: Vectors) -> UnitVectors:
    return UnitVectors(joined, edges, edges).centred()


@pytest.mark.parametrize("kind", [summed, stored])
def test_neighbours_are_less_alike_and_translations_as_much(kind: type) -> None:
    rows = vectors(UNITS)
    noise = np.random.default_rng(4).normal(size=rows.shape).astype(np.float32) / 3
    here, there = (centred(kind(of), normalized(of)).joined for of in (rows, rows + noise))
    for width in range(1, WIDTHS + 1):
        plain, without = kind(rows).rows(width), here.rows(width)
        assert (plain[1:] * plain[:-1]).sum(axis=1).mean() > 0.8
        apart = without[width:] * without[:-width]  # runs that share no unit
        assert apart.sum(axis=1).mean() < 0.35
        assert (without * there.rows(width)).sum(axis=1).mean() > 0.6


@pytest.mark.parametrize("kind", [summed, stored])
def test_a_text_by_itself_or_said_again_and_again_stays_what_it_is(kind: type) -> None:
    one = np.ones((1, 4), dtype=np.float32)
    same = np.repeat(np.array([[1, 2, 3, 4]], dtype=np.float32), 30, axis=0)
    for rows in (one, same):
        got = centred(kind(rows), normalized(rows))
        for found in (got.joined.rows(1), got.heads[:], got.tails[:]):
            np.testing.assert_allclose(found, normalized(rows), atol=5e-3)


@pytest.mark.parametrize("kind", [summed, stored])
def test_a_text_without_a_known_word_stays_zero(kind: type) -> None:
    rows = vectors(12)
    rows[5] = 0
    got = centred(kind(rows), normalized(rows))
    assert not got.joined.rows(1)[5].any() and not got.heads[5:6].any()
    assert got.joined.rows(1)[4].any()


@pytest.mark.parametrize("kind", [summed, stored])
@pytest.mark.parametrize("places", [range(7, 31), range(0, 1), range(3, 9), range(UNITS)])
def test_a_part_has_the_vectors_of_the_whole(kind: type, places: range) -> None:
    whole = centred(kind(vectors(UNITS)), vectors(UNITS)).joined
    part, part_of_part = whole.part(places), whole.part(range(2, UNITS)).part(range(1, UNITS - 2))
    for width in range(1, min(WIDTHS, len(places)) + 1):
        stop = places.stop - width + 1
        np.testing.assert_allclose(part.rows(width), whole.rows(width)[places.start : stop], rtol=1e-5)
    np.testing.assert_allclose(part_of_part.rows(1), whole.rows(1)[3:], rtol=1e-5)


def test_places_are_looked_up_alike_by_number_and_by_slice() -> None:
    for joined in (summed(vectors(UNITS)), stored(vectors(UNITS))):
        whole = centred(joined, vectors(UNITS)).joined
        places = np.array([0, 5, 6, 40])
        np.testing.assert_array_equal(whole.rows(2, places), whole.rows(2)[places])
        np.testing.assert_array_equal(whole.rows(2, slice(4, 9)), whole.rows(2)[4:9])


def test_what_is_taken_out_depends_on_no_portion_of_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = normalized(vectors(UNITS))
    at_once = measure_surroundings(UNITS, rows.__getitem__)
    monkeypatch.setattr("alignment.embedding.vectors._AT_ONCE", 10)
    np.testing.assert_allclose(measure_surroundings(UNITS, rows.__getitem__).means, at_once.means, rtol=1e-3)


def test_nothing_at_all_is_centred_too() -> None:
    nothing = load_encoder().encode_units([], 4, 8).centred()
    assert not len(nothing.heads[:]) and not len(nothing.joined.rows(1))


def test_edges_that_wait_to_be_asked_for_lose_the_same() -> None:
    kk = [f"Алматы қаласында {number} мектеп пен {number + 3} аурухана ашылды." for number in range(2, 60, 3)]
    units = load_encoder().encode_units(kk, 2, 4)
    at_once = UnitVectors(units.joined, units.heads[:], units.tails[:]).centred()
    for waiting, edges, plain in zip(units.centred()[1:], at_once[1:], units[1:], strict=True):
        np.testing.assert_allclose(waiting[3:9], edges[3:9], atol=1e-5)
        alike, unlike = ([float(a @ b) for a, b in pairwise(rows[:])] for rows in (plain, edges))
        assert np.mean(alike) > np.mean(unlike) + 0.05
