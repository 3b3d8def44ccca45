"""Words with a counterpart on the other side."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignment.aligner.word_evidence import explained_words, measure_closeness
from alignment.embedding.encoders import Encoder

KK = ("Қазақстан Республикасы 2017 жылы", "Астана қаласында өтті.", "")
EN = ("The Republic of Kazakhstan in 2017", "was held in the city of Astana.", "Bananas")


def weight(*link: int) -> float:
    return float(explained_words(KK, EN, np.array([link]))[0][0])


def test_translations_explain_each_other_and_strangers_do_not() -> None:
    assert weight(0, 1, 0, 1) > 2 * weight(0, 1, 1, 2)
    assert weight(1, 2, 1, 2) > 2 * weight(1, 2, 0, 1)
    assert weight(0, 1, 2, 3) < 1


def test_joined_units_explain_at_least_as_much_as_each() -> None:
    assert weight(0, 2, 0, 2) >= weight(0, 1, 0, 1) + weight(1, 2, 1, 2) - 1e-3


def test_units_without_words_explain_nothing() -> None:
    assert weight(2, 3, 0, 1) == 0.0
    assert [len(found) for found in explained_words(KK, EN, np.zeros((0, 4), dtype=np.int64))] == [0, 0]


def test_swapping_the_sides_changes_nothing() -> None:
    links = np.array([[0, 1, 0, 2], [1, 3, 1, 2]])
    turned = explained_words(EN, KK, links[:, [2, 3, 0, 1]])
    np.testing.assert_allclose(explained_words(KK, EN, links), turned, rtol=1e-5)


def test_a_word_counts_once_at_most_and_by_its_own_weight(encoder: Encoder) -> None:
    words = ("Астана", "Назарбаев", "2017")
    sums = encoder.encode_joined(list(words), 1).sums
    assert sums is not None
    found, whole = explained_words((" ".join(words),), (" ".join(words),), np.array([[0, 1, 0, 1]]))
    assert float(whole[0]) == pytest.approx(2 * np.linalg.norm(sums, axis=1).sum(), abs=1e-3)
    assert float(found[0]) == pytest.approx(float(whole[0]), abs=1e-3)


def test_closeness_is_the_share_of_words_with_a_counterpart_drawn_to_the_typical_one() -> None:
    assert measure_closeness(KK, EN, [], 0.5) == 0.5
    assert measure_closeness(KK, EN, [((0, 1), (0, 1)), ((2,), ()), ((2,), (0,))], 0.5) < 0.5 + 1e-9
    explained, whole = explained_words(KK, EN, np.array([[0, 1, 0, 1], [1, 2, 1, 2]]))
    expected = ((explained / whole).sum() + 5 * 0.2) / 7
    assert measure_closeness(KK, EN, [((0,), (0,)), ((1,), (1,)), ((0, 1), (0, 1))], 0.2) == pytest.approx(expected)
    # Thousands of links are looked at by an even sample.
    assert measure_closeness(KK, EN, [((0,), (0,)), ((1,), (1,))] * 4000, 0.2) > expected


def test_strangers_are_no_close_translation() -> None:
    close = measure_closeness(KK, EN, [((0,), (0,)), ((1,), (1,))] * 50, 0.5)
    assert close > measure_closeness(KK, EN, [((0,), (2,)), ((1,), (2,))] * 50, 0.5) + 0.3


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_each_word_counts_by_its_best_counterpart_anywhere_on_the_other_side(encoder: Encoder, seed: int) -> None:
    """Against one that looks at each link's words by themselves."""
    random = np.random.default_rng(seed)
    words = " ".join([*KK, *EN]).split()
    kk, en = ([" ".join(random.choice(words, random.integers(0, 6))) for _ in range(7)] for _ in range(2))
    firsts, sizes = random.integers(0, 7, (9, 2)), random.integers(1, 5, (9, 2))
    lasts = np.minimum(firsts + sizes, 7)
    links = np.stack([firsts[:, 0], lasts[:, 0], firsts[:, 1], lasts[:, 1]], axis=1)
    for link, found in zip(links.tolist(), explained_words(kk, en, links)[0], strict=True):
        sides = " ".join(kk[link[0] : link[1]]).split(), " ".join(en[link[2] : link[3]]).split()
        vectors = [encoder.encode_joined(list(side), 1).rows(1) for side in sides]
        sums = [encoder.encode_joined(list(side), 1).sums for side in sides]
        expected = 0.0
        if sides[0] and sides[1]:
            cosines = vectors[0] @ vectors[1].T
            for own, axis in zip(sums, (1, 0), strict=True):
                assert own is not None
                expected += np.linalg.norm(own, axis=1) @ np.clip((cosines.max(axis=axis) - 0.35) / 0.35, 0, 1)
        assert found == pytest.approx(expected, abs=1e-3)
