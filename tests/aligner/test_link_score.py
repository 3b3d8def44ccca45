"""The score of a link against slow and obvious ones: cosines of joined units, and the background they are measured by."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

from alignment.aligner.aligning import _narrowed, find_crossings
from alignment.aligner.link_score import (
    Background,
    Edges,
    link_scores,
    measure_background,
    measure_edges,
    missing_passages,
)
from alignment.aligner.monotonic import MOVES, band_around, full_band
from alignment.aligner.text_side import WIDEST, TextSide, prepare_side
from alignment.embedding import normalized
from alignment.embedding.encoders import Encoder, JoinedVectors, StoredVectors, SummedVectors
from alignment.records import Link, Paragraph
from alignment.settings import AlignerSettings, LinkWeights

ONES = np.ones(1, dtype=np.int64)
NEUTRAL = Background(np.zeros(len(MOVES)), 1.0, 0.0, 1.0, 1.0, ONES, ONES)


def weights(**values: float) -> LinkWeights:
    """Those weights, and zero for all others."""
    return LinkWeights(**{field.name: values.get(field.name, 0.0) for field in fields(LinkWeights)})


def side(
    vectors: JoinedVectors,
    units: int,
    lengths: list[int] | None = None,
    headings: list[int] | None = None,
    unfinished: list[int] | None = None,
    counts: list[int] | None = None,
) -> TextSide:
    edges = np.zeros((units, 1), dtype=np.float32)
    of = [np.array(values or [usual] * units) for values, usual in ((lengths, 100), (headings, 0), (unfinished, 0))]
    return TextSide((), vectors, of[0], of[1], edges, edges, of[2], np.array(counts or [1] * units))


def summed(rows: np.ndarray, **form: list[int]) -> TextSide:
    return side(SummedVectors(rows.astype(np.float32)), len(rows), **form)


def stored(rows: np.ndarray) -> TextSide:
    """The same runs, each encoded by itself as a transformer does it."""
    widths = range(1, min(WIDEST, len(rows)) + 1)
    joined = [np.stack([rows[i : i + w].sum(axis=0) for i in range(len(rows) - w + 1)]) for w in widths]
    return side(StoredVectors([normalized(runs.astype(np.float32)) for runs in joined]), len(rows))


@pytest.mark.parametrize("encoded", [summed, stored])
@pytest.mark.parametrize("narrow", [False, True])
def test_the_similarity_of_a_link_is_the_cosine_of_its_joined_units(encoded: type, narrow: bool) -> None:
    random = np.random.default_rng(4)
    kk, en = random.normal(size=(9, 6)), random.normal(size=(11, 6))
    kk[3] = 0  # a unit without any known word
    band = full_band(9, 11)
    if narrow:
        band = band_around(np.array([[0, 0], [4, 6], [9, 11]]), 9, 11, radius=3)
    scores = link_scores(encoded(kk), encoded(en), band, weights(similarity=1.0), NEUTRAL)
    inside = set(zip(*(places.tolist() for places in band.states()), strict=True))
    for cell, (i, j) in enumerate(zip(*band.states(), strict=True)):
        for k, (a, b) in enumerate(MOVES):
            if i < a or j < b:
                assert scores[cell, k] == -np.inf
            elif a and b and (i - a, j - b) in inside:
                left, right = kk[i - a : i].sum(axis=0), en[j - b : j].sum(axis=0)
                lengths = np.linalg.norm(left) * np.linalg.norm(right)
                assert scores[cell, k] == pytest.approx(left @ right / lengths if lengths else 0.0, abs=1e-5)


def score_of(kk: TextSide, en: TextSide, own: LinkWeights, background: Background = NEUTRAL) -> float:
    """The score of the one link of both whole sides."""
    band = full_band(len(kk), len(en))
    return float(link_scores(kk, en, band, own, background)[-1, MOVES.index((len(kk), len(en)))])


def flat(units: int, **form: list[int]) -> TextSide:
    return summed(np.ones((units, 2)), **form)


@pytest.mark.parametrize(
    ("kk", "en", "own", "expected"),
    [
        # Half of both units' worth for each unit beyond one, and for each deviation of the similarity.
        (flat(1), flat(1), weights(size_similarity=1), 1),
        (flat(2), flat(1), weights(size_similarity=1), 1.5),
        (flat(1), flat(1), weights(merge=1), 0),
        (flat(2), flat(3), weights(merge=1), 3),
        # Ten characters of slack on either side: ln 210 − ln 110; two e-folds at most.
        (flat(1), flat(1, lengths=[200]), weights(length=1), np.log(210 / 110)),
        (flat(1, lengths=[200]), flat(1), weights(length=1), np.log(210 / 110)),
        (flat(2, lengths=[60, 40]), flat(1), weights(length=1), 0),
        (flat(1), flat(1, lengths=[99_999]), weights(length=1), 2),
        # The difference in characters over the root of their mean; 15 at most.
        (flat(1), flat(1, lengths=[144]), weights(length_gap=1), 44 / np.sqrt(122)),
        (flat(2, lengths=[84, 60]), flat(1), weights(length_gap=1), 44 / np.sqrt(122)),
        (flat(1), flat(1, lengths=[99_999]), weights(length_gap=1), 15),
        # A heading with a heading is no fault; with body text, and in a merge, it is.
        (flat(1, headings=[1]), flat(1, headings=[1]), weights(heading=1), 0),
        (flat(1, headings=[1]), flat(1), weights(heading=1), 1),
        (flat(1), flat(1, headings=[1]), weights(heading=1), 1),
        (flat(2, headings=[1, 0]), flat(1, headings=[1]), weights(heading=1), 2),
        # Only the last unit of a link can leave a sentence unfinished.
        (flat(2, unfinished=[1, 0]), flat(1), weights(unfinished=1), 0),
        (flat(2, unfinished=[0, 1]), flat(1), weights(unfinished=1), 1),
        (flat(2, unfinished=[0, 1]), flat(1, unfinished=[1]), weights(unfinished=1), 2),
        # What recurs on one side alone speaks against a link; as often on both, or between like ones, it does not.
        (flat(1, counts=[9]), flat(1), weights(repeat=1), -np.log(9)),
        (flat(1), flat(1, counts=[9]), weights(repeat=1), -np.log(9)),
        (flat(1, counts=[9]), flat(1, counts=[9]), weights(repeat=1), 0),
        (flat(2, counts=[9, 1]), flat(1), weights(repeat=1), -np.log(9)),
    ],
)
def test_each_term_of_a_links_score(kk: TextSide, en: TextSide, own: LinkWeights, expected: float) -> None:
    background = Background(*_of_neutral(), np.unique(kk.counts), np.unique(en.counts))
    assert score_of(kk, en, own, background) == pytest.approx(expected, abs=1e-5)


def _of_neutral() -> tuple[np.ndarray, float, float, float, float]:
    return NEUTRAL.means, NEUTRAL.spread, NEUTRAL.edge_mean, NEUTRAL.edge_spread, NEUTRAL.ratio


@pytest.mark.parametrize(
    ("alone", "own", "expected"),
    [
        (flat(1), weights(deletion=1), 1),
        (flat(1, lengths=[190]), weights(deletion_length=1), np.log(2)),  # (190 + 10) / (90 + 10)
        (flat(1, unfinished=[1]), weights(unfinished_deletion=1), 1),
        (flat(1, counts=[9]), weights(repeat=1), np.log(9)),
        (flat(1, headings=[1]), weights(heading=1, merge=1, unfinished=1, similarity=1, length=1), 0),
    ],
)
def test_each_term_of_a_unit_without_partner(alone: TextSide, own: LinkWeights, expected: float) -> None:
    other = flat(1)
    for kk, en, state, move in ((alone, other, (1, 0), (1, 0)), (other, alone, (0, 1), (0, 1))):
        background = Background(*_of_neutral(), np.unique(kk.counts), np.unique(en.counts))
        band = full_band(1, 1)
        scores = link_scores(kk, en, band, own, background)
        cell = band.cell(*(np.array([place]) for place in state))[0]
        assert scores[cell, MOVES.index(move)] == pytest.approx(expected, abs=1e-5)


def test_a_missing_passage_is_told_by_the_units_around() -> None:
    # 1:1, five Kazakh units without partner, 1:1, an English unit without partner.
    path = np.array([[0, 0], [1, 1], *([i, 1] for i in range(2, 7)), [7, 2], [7, 3]])
    kk, en = missing_passages(path)
    assert kk.tolist() == pytest.approx([1.0, 1 / 2, 3 / 5, 1 / 3, 3 / 5, 1 / 2, 1.0])
    assert en.tolist() == [0.0, 0.0, 0.0]
    assert [share.tolist() for share in missing_passages(np.array([[0, 0], [1, 1]]))] == [[0.0], [0.0]]
    # Two units against one are a merge: neither is alone.
    assert [share.sum() for share in missing_passages(np.array([[0, 0], [2, 1], [3, 2]]))] == [0.0, 0.0]


def test_a_unit_of_a_missing_passage_is_deleted_at_another_price() -> None:
    alone, other, band = flat(3), flat(1), full_band(3, 1)
    shares = np.array([0.5, 1.0, 0.25]), np.array([0.75])
    scores = link_scores(alone, other, band, weights(deletion_block=2), NEUTRAL, missing=shares).reshape(4, 2, -1)
    assert scores[1:, 0, MOVES.index((1, 0))].tolist() == [1.0, 2.0, 0.5]
    assert scores[:, 1, MOVES.index((0, 1))].tolist() == [1.5] * 4


def test_lengths_are_measured_by_the_ratio_of_both_texts() -> None:
    background = Background(NEUTRAL.means, 1.0, 0.0, 1.0, 4.0, ONES, ONES)  # English takes four times as much room
    kk, en = flat(1, lengths=[100]), flat(1, lengths=[400])
    assert score_of(kk, en, weights(length=1), background) == pytest.approx(0, abs=1e-5)
    swapped = Background(NEUTRAL.means, 1.0, 0.0, 1.0, 0.25, ONES, ONES)
    assert score_of(en, kk, weights(length=1), swapped) == pytest.approx(0, abs=1e-5)


def test_the_edges_count_where_a_link_starts_and_where_it_ends() -> None:
    band = full_band(1, 1)
    starts, ends, leaks = (np.array(values, dtype=np.float32) for values in ([1, 2, 3, 4], [10, 20, 30, 40], [5, 6, 7, 8]))
    scores = link_scores(flat(1), flat(1), band, weights(edges=1), NEUTRAL, edges=Edges(starts, ends, leaks))
    assert scores[-1, MOVES.index((1, 1))] == 41  # begins in the first state, ends in the last
    scores = link_scores(flat(1), flat(1), band, weights(leak=1), NEUTRAL, edges=Edges(starts, ends, leaks))
    assert scores[-1, MOVES.index((1, 1))] == 13


def alike(units: int, own: float, others: float) -> tuple[TextSide, TextSide]:
    """Sides in which each unit has this cosine with its translation, and that one with every other unit."""
    cosines = np.full((units, units), others) + np.eye(units) * (own - others)
    root = np.linalg.cholesky(np.eye(units) * (1 - others) + others)
    kk = np.hstack([root, np.zeros((units, units))])
    en = np.hstack([np.linalg.solve(root, cosines).T, np.zeros((units, units))])
    short = 1 - (en**2).sum(axis=1)
    en[:, units:] = np.diag(np.sqrt(np.maximum(short, 0)))
    return summed(kk), summed(en)


def test_the_background_leaves_the_translations_out() -> None:
    sure, doubtful = (measure_background(*alike(30, own, 0.2)) for own in (0.9, 0.5))
    one = MOVES.index((1, 1))
    assert sure.means[one] == pytest.approx(doubtful.means[one], abs=1e-4)
    assert sure.spread == pytest.approx(doubtful.spread, abs=1e-4)
    # 870 cosines of .2 against the prior's twenty of .1.
    assert sure.means[one] == pytest.approx((870 * 0.2 + 20 * 0.1) / 890, abs=1e-4)
    assert sure.spread == pytest.approx(20 * 0.12 / 890, abs=1e-4)


def test_the_background_knows_how_much_longer_one_text_is() -> None:
    background = measure_background(flat(3, lengths=[10, 20, 30]), flat(2, lengths=[40, 50], counts=[2, 1]))
    assert background.ratio == pytest.approx(1.5)
    assert background.kk_counts.tolist() == [1]
    assert background.en_counts.tolist() == [1, 2]


def test_what_is_searched_again_is_wider_than_what_is_likely() -> None:
    # Every unit has one partner beyond doubt, so the likely states are those of the diagonal and no others.
    kk, en = alike(40, 1.0, 0.0)
    band = _narrowed(kk, en, full_band(40, 40), AlignerSettings())
    rows = np.arange(2, 39)
    assert (band.low[rows] <= rows - 2).all()
    assert (band.high[rows] >= rows + 3).all()
    assert band.cells < 41 * 12


def crossing(cosines: list[list[float]], between: list[Link], **form: list[int]) -> list[Link]:
    """What is suggested where kk 0, 1, … and en 0, 1, … stand alone on either side of some links."""
    kk_alone, en_alone = len(cosines), len(cosines[0])
    kk = np.zeros((kk_alone + 1, kk_alone + 1))
    np.fill_diagonal(kk, 1.0)
    en = np.zeros((en_alone + 1, kk_alone + 1 + en_alone))
    en[:-1, :kk_alone] = np.array(cosines).T
    for column in range(en_alone):
        en[column, kk_alone + 1 + column] = np.sqrt(1 - (en[column, :kk_alone] ** 2).sum())
    en[-1, kk_alone] = 1.0
    links = [
        *(Link((i,), (), 0.9) for i in range(kk_alone)),
        *between,
        *(Link((), (j,), 0.9) for j in range(en_alone)),
    ]
    wide = np.hstack([kk, np.zeros((kk_alone + 1, en_alone))])
    background = Background(np.full(len(MOVES), 0.1), 0.1, 0.0, 1.0, 1.0, ONES, ONES)
    return find_crossings(summed(wide, **form), summed(en), links, background)


def linked(kk: int, en: int) -> Link:
    return Link((kk,), (en,), 0.9, 0.9)


def test_moved_text_is_each_others_best() -> None:
    # Both Kazakh units are most like the same English one: only the better of them is its translation.
    found = crossing([[0.7], [0.6]], [linked(2, 1)])
    assert [(link.pair, link.confidence) for link in found] == [(((0,), (0,)), None)]
    assert found[0].similarity == pytest.approx(0.7)
    assert [link.pair for link in crossing([[0.6], [0.7]], [linked(2, 1)])] == [((1,), (0,))]
    assert [link.pair for link in crossing([[0.6, 0.7], [0.2, 0.1]], [linked(2, 2)])] == [((0,), (1,))]


def test_moved_text_is_far_more_alike_than_strangers_long_enough_and_crosses_a_link() -> None:
    between = [linked(1, 1)]
    assert crossing([[0.46]], between)  # 3.6 standard deviations above the background
    assert not crossing([[0.44]], between)  # 3.4
    assert crossing([[0.8]], between, lengths=[40, 100])
    assert not crossing([[0.8]], between, lengths=[39, 100])
    assert not crossing([[0.8]], [])


@pytest.mark.parametrize(("counts", "others", "recurs"), [
    ([8], [1, 8], False),
    ([8], [1, 9], False),  # a little oftener over there
    ([8], [7, 30], False),  # a little more seldom
    ([8], [1, 30], True),
    ([8], [1], True),
    ([8], [30], True),
    ([1], [1], False),
])  # fmt: skip
def test_what_recurs_about_as_often_on_both_sides_is_no_furniture(
    counts: list[int], others: list[int], recurs: bool
) -> None:
    background = Background(*_of_neutral(), np.array(counts), np.array(others))
    kk, en = flat(1, counts=counts), flat(1)
    expected = -np.log(counts[0]) if recurs else 0
    assert score_of(kk, en, weights(repeat=1), background) == pytest.approx(expected, abs=1e-5)


def test_heads_and_tails_are_the_first_and_last_words(encoder: Encoder) -> None:
    words = [f"сөз{number}" for number in range(12)]
    side = prepare_side([Paragraph("kk.1", "body", " ".join(words), (1, 1))], encoder)
    # Only what they share with their surroundings, the unit itself here, is taken out.
    own = encoder.encode([" ".join(words)])
    for edges, expected in ((side.heads, words[:8]), (side.tails, words[-8:])):
        (found,) = edges[:]
        assert found @ encoder.encode([" ".join(expected)])[0] > max(0.95, found @ own[0])


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Бірінші", "– екінші", "Үшінші 5", "5 төртінші", "«Бесінші", ""], [1, 0, 1, 0, 0, 0]),
        # A sentence may begin with a number, a speaker's words with a dash, a line of verse with a small letter.
        (["Ол кетті.", "41 жастағы ер адам келді.", "«Кел!»", "– деді ол."], [0, 0, 0, 0]),
        (["Ол айтты:", "кел.", "Күн батты;", "түн болды…", "iPhone сатылды."], [0, 0, 0, 0, 0]),
    ],
)
def test_a_unit_is_unfinished_that_ends_without_a_stop_before_a_small_letter(
    encoder: Encoder, texts: list[str], expected: list[int]
) -> None:
    units = [Paragraph(f"kk.{number}", "body", text, (number, number)) for number, text in enumerate(texts, 1)]
    side = prepare_side(units, encoder)
    assert side.unfinished.tolist() == expected
    assert side.lengths.tolist() == [len(text) + 1 for text in texts]


def test_a_part_of_stored_vectors_has_the_same_runs() -> None:
    whole = StoredVectors(
        [normalized(np.random.default_rng(1).normal(size=(8 - w, 4)).astype(np.float32)) for w in range(4)]
    )
    part = whole.part(range(2, 6))
    for width in range(1, 5):
        np.testing.assert_array_equal(part.rows(width), whole.rows(width)[2 : 6 - width + 1])


def edged(random: np.random.Generator, units: int) -> TextSide:
    rows, heads, tails = (normalized(random.normal(size=(units, 5)).astype(np.float32)) for _ in range(3))
    return replace(summed(rows), heads=heads, tails=tails)


def test_the_edges_of_a_boundary_are_those_of_the_units_beside_it() -> None:
    random = np.random.default_rng(6)
    kk, en = edged(random, 4), edged(random, 5)
    background = Background(NEUTRAL.means, 1.0, 0.1, 0.5, 1.0, ONES, ONES)
    band = full_band(4, 5)
    found = measure_edges(kk, en, band, background)
    kk_rows, en_rows = kk.vectors.rows(1), en.vectors.rows(1)
    for cell, (i, j) in enumerate(zip(*band.states(), strict=True)):
        starts = (kk.heads[i] @ en.heads[j] - 0.1) / 0.5 if i < 4 and j < 5 else 0
        ends = (kk.tails[i - 1] @ en.tails[j - 1] - 0.1) / 0.5 if i and j else 0
        later, earlier = [0.0], [0.0]
        if 0 < i < 4 and 0 < j < 5:
            # What the words beside the boundary are more like across it than on their own side. Where the English one
            # stands too early, both its next words and the last Kazakh words are; where too late, the other two.
            later = [(kk_rows[i - 1] - kk_rows[i]) @ en.heads[j], kk.tails[i - 1] @ (en_rows[j] - en_rows[j - 1])]
            earlier = [(kk_rows[i] - kk_rows[i - 1]) @ en.tails[j - 1], kk.heads[i] @ (en_rows[j - 1] - en_rows[j])]
        assert found.starts[cell] == pytest.approx(starts, abs=1e-5)
        assert found.ends[cell] == pytest.approx(ends, abs=1e-5)
        gain = max(sum(max(gain, 0) for gain in gains) for gains in (later, earlier))
        assert found.leaks[cell] == pytest.approx(gain / 0.5, abs=1e-5)


def test_the_background_of_edges_is_spread_as_first_words_against_last_ones() -> None:
    random = np.random.default_rng(7)
    kk, en = edged(random, 6), edged(random, 7)
    background = measure_background(kk, en)
    pairs = [left @ right.T for left in (kk.heads, kk.tails) for right in (en.heads, en.tails)]
    assert background.edge_mean == pytest.approx(np.mean([pair.mean() for pair in pairs]), abs=1e-5)
    assert background.edge_spread == pytest.approx(np.concatenate([pairs[1], pairs[2]]).std(), abs=2e-3)
