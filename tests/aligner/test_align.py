"""The aligner: what every alignment must be, and what the shipped one reaches."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignment.aligner.aligning import align_sides, find_crossings
from alignment.aligner.link_score import measure_background
from alignment.aligner.text_side import TextSide, prepare_side
from alignment.documents import bare_paragraphs
from alignment.embedding.encoders import Encoder, SummedVectors
from alignment.pipeline import align_documents, anchors, realign_rest
from alignment.records import Alignment, Paragraph, Unit
from alignment.scoring.evaluation import BenchmarkPair, evaluate, read_benchmark
from alignment.settings import AlignerSettings
from tests.conftest import GOLD, small_alignment


def side_of(vectors: np.ndarray, lengths: np.ndarray) -> TextSide:
    """A side of made-up vectors, as an encoder would give them."""
    none = np.zeros(len(vectors), dtype=np.int64)
    rows = vectors.astype(np.float32)
    edges = np.zeros((len(vectors), 1), dtype=np.float32)
    return TextSide((), SummedVectors(rows), lengths.astype(np.int64), none, edges, edges, none, none + 1)


def made_up(seed: int, units: int = 30) -> tuple[TextSide, TextSide]:
    """Two sides whose units translate each other, with noise and with a tenth of the units missing on either side."""
    random = np.random.default_rng(seed)
    vectors = random.normal(size=(units, 32))
    lengths = random.integers(30, 200, units)
    sides = []
    for _ in range(2):
        kept = random.random(units) > 0.1
        kept[0] = True
        noisy = vectors[kept] + 0.4 * random.normal(size=(kept.sum(), 32))
        sides.append(side_of(noisy, lengths[kept] + random.integers(0, 10, kept.sum())))
    return sides[0], sides[1]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 40))
def test_every_unit_is_in_one_link_and_the_order_is_kept(seed: int, units: int) -> None:
    kk, en = made_up(seed, units)
    links = align_sides(kk, en)
    assert [i for link in links for i in link.kk] == list(range(len(kk)))
    assert [j for link in links for j in link.en] == list(range(len(en)))
    assert all(link.confidence is not None and 0 <= link.confidence <= 1 for link in links)
    assert all((link.similarity is None) == link.is_deletion for link in links)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_swapping_the_sides_swaps_the_links(seed: int) -> None:
    kk, en = made_up(seed)
    straight = {link.pair for link in align_sides(kk, en)}
    swapped = {(link.en, link.kk) for link in align_sides(en, kk)}
    assert straight == swapped


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000))
def test_a_band_finds_what_the_whole_grid_does(seed: int) -> None:
    kk, en = made_up(seed, 120)
    whole = align_sides(kk, en)
    banded = align_sides(kk, en, AlignerSettings(exact_cells=1000))
    assert {link.pair for link in banded} == {link.pair for link in whole}


def test_long_texts_with_a_missing_block() -> None:
    random = np.random.default_rng(7)
    vectors, lengths = random.normal(size=(1500, 32)), random.integers(30, 200, 1500)
    kk = side_of(vectors, lengths)
    kept = np.r_[0:500, 900:1500]
    noisy = vectors[kept] + 0.3 * random.normal(size=(len(kept), 32))
    links = align_sides(kk, side_of(noisy, lengths[kept]))
    right = {((int(i),), (j,)) for j, i in enumerate(kept)}
    assert len(right & {link.pair for link in links}) > 0.95 * len(right)


def test_a_side_without_units_is_all_deletions() -> None:
    kk, _ = made_up(1, 3)
    empty = side_of(np.zeros((0, 32)), np.zeros(0))
    assert [link.pair for link in align_sides(kk, empty)] == [((i,), ()) for i in range(len(kk))]


def test_headings_link_with_headings(encoder: Encoder) -> None:
    def units(side: str, texts: list[str]) -> list[Paragraph]:
        return [
            Paragraph(f"{side}.{i}", "heading" if len(text) < 12 else "body", text, (i, i))
            for i, text in enumerate(texts, 1)
        ]

    kk = units("kk", ["Әйелдер", "Заң зорлауды қылмыс деп таниды.", "Балалар", "Бала туылғанда азаматтық алады."])
    en = units("en", ["Women", "The law criminalizes rape.", "Children", "A child acquires citizenship at birth."])
    links = align_sides(prepare_side(kk, encoder), prepare_side(en, encoder))
    assert [link.pair for link in links] == [((i,), (i,)) for i in range(4)]


def test_the_report_against_its_gold(encoder: Encoder) -> None:
    figures = evaluate(read_benchmark(GOLD), encoder).to_json()
    assert figures["strict"]["f1"] >= 0.95
    assert figures["ece"] <= 0.05


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize(("first", "last"), [(1 / 3, 2 / 3), (0.5, 1.0), (0.1, 0.9)])
def test_a_passage_that_one_side_lacks_is_deleted_and_the_rest_aligned(
    encoder: Encoder, side: int, first: float, last: float
) -> None:
    (whole,) = read_benchmark(GOLD)
    texts, gold = [whole.kk, whole.en], []
    missing = range(int(first * len(texts[side])), int(last * len(texts[side])))
    places = [place for place in range(len(texts[side])) if place not in missing]
    new = {place: number for number, place in enumerate(places)}
    texts[side] = tuple(texts[side][place] for place in places)
    for link in whole.gold:
        sides = [link[0], link[1]]
        sides[side] = tuple(new[place] for place in link[side] if place in new)
        gold.append((sides[0], sides[1]))
    result = evaluate([BenchmarkPair("report", texts[0], texts[1], tuple(filter(any, gold)))], encoder)
    assert result.strict.f1 > (0.93 if last - first > 0.7 else 0.96)  # units like what is left occur in what is missing
    assert result.deletion.f1 > 0.96


def test_sentences_stay_inside_paragraph_links(report: Alignment, encoder: Encoder) -> None:
    fine = align_documents(report.kk, report.en, encoder, level="sentence")
    assert [i for link in fine.links for i in link.kk] == list(range(len(fine.kk_units)))
    assert [j for link in fine.links for j in link.en] == list(range(len(fine.en_units)))
    together = {pair for link in report.links for pair in ((i, j) for i in link.kk for j in link.en)}
    for link in fine.links:
        kk = {fine.kk_units[i].paragraph for i in link.kk}  # type: ignore[attr-defined]
        en = {fine.en_units[j].paragraph for j in link.en}  # type: ignore[attr-defined]
        assert all((i, j) in together for i in kk for j in en)


def test_documents_may_come_in_either_order(encoder: Encoder) -> None:
    made = small_alignment()
    straight = align_documents(made.kk, made.en, encoder)
    swapped = align_documents(made.en, made.kk, encoder)
    assert straight == swapped


def test_two_texts_in_one_language_are_refused(encoder: Encoder) -> None:
    from alignment.exceptions import SameLanguage

    kk = small_alignment().kk
    with pytest.raises(SameLanguage, match="both are in Kazakh"):
        align_documents(kk, replace(kk, name="other.txt"), encoder)


def test_fixed_links_stay_and_what_lies_between_is_aligned_again(report: Alignment, encoder: Encoder) -> None:
    # A reviewer moved a boundary and joined two pairs that cross; both must hold, and order must hold around the first.
    links = [link.pair for link in report.links]
    wrong = ((*links[40][0], *links[41][0]), links[40][1])
    crossing = (links[100][0], links[120][1])
    fixed = [*links[:20], wrong, crossing]
    assert anchors(fixed) == [*(pair for pair in links[:20] if all(pair)), wrong, crossing]
    again = realign_rest(report, fixed, encoder)
    every = [*fixed, *(link.pair for link in again)]
    assert sorted(i for kk, _ in every for i in kk) == list(range(len(report.kk_units)))
    assert sorted(j for _, en in every for j in en) == list(range(len(report.en_units)))
    for kk, en in (link.pair for link in again):
        if kk and en:
            assert (kk[0] < wrong[0][0]) == (en[0] < wrong[1][0])
            assert (kk[0] < crossing[0][0]) == (en[0] < crossing[1][0])
    untouched = {pair for pair in links[20:35] if all(pair)}
    assert untouched <= set(every)


def test_realigning_without_fixed_links_gives_the_same_links(report: Alignment, encoder: Encoder) -> None:
    assert [link.pair for link in realign_rest(report, [], encoder)] == [link.pair for link in report.links]
    assert realign_rest(report, [link.pair for link in report.links], encoder) == ()


def test_anchors_keep_the_order_and_are_as_many_as_can_be() -> None:
    pairs = [((0,), (0,)), ((1,), (9,)), ((2, 5), (2,)), ((3,), (3,)), ((6,), (6,)), ((), (7,))]
    assert anchors(pairs) == [((0,), (0,)), ((3,), (3,)), ((6,), (6,))]
    assert anchors([]) == []


def test_letters_that_only_look_kazakh_change_no_vector(encoder: Encoder) -> None:
    """Another alphabet's letters (ə, ɵ, ќ, ѓ, Latin a and o) are what a keyboard or font had in place of Kazakh ones."""
    written = ["Əдiлет министрлiгi ќазаќ тiлiндегi ѓылыми əдебиетті бɵлді.", "Қазaқстан мен Aлматы туралы жаңа зaң."]
    meant = ["Әділет министрлігі қазақ тіліндегі ғылыми әдебиетті бөлді.", "Қазақстан мен Алматы туралы жаңа заң."]
    as_written, as_meant = (prepare_side(bare_paragraphs(texts, "kk"), encoder) for texts in (written, meant))
    assert np.allclose(as_written.vectors.rows(1), as_meant.vectors.rows(1))
    assert np.allclose(as_written.heads[:], as_meant.heads[:])


def test_moved_text_is_suggested_and_not_linked(report: Alignment, encoder: Encoder) -> None:
    place = next(link for link in report.links[60:] if link.shape == "1:1" and len(report.kk_units[link.kk[0]].text) > 300)
    texts = [unit.text for unit in report.kk_units]
    moved = texts.pop(place.kk[0])
    texts.insert(place.kk[0] + 40, moved)
    kk, en = prepare_side(bare_paragraphs(texts, "kk"), encoder), prepare_side(report.en_units, encoder)
    background = measure_background(kk, en)
    links = align_sides(kk, en, None, background)
    crossings = find_crossings(kk, en, links, background)
    suggested = [link.pair for link in crossings]
    assert suggested == [((place.kk[0] + 40,), place.en)]
    assert suggested[0] not in [link.pair for link in links]
    moved = encoder.encode([kk.texts[suggested[0][0][0]], en.texts[suggested[0][1][0]]])
    assert crossings[0].similarity == pytest.approx(float(moved[0] @ moved[1]), abs=1e-5)


def test_a_table_of_contents_on_one_side_is_deleted(report: Alignment, encoder: Encoder) -> None:
    contents = [
        f"{unit.text} ........ {page}"
        for page, unit in enumerate((unit for unit in report.kk_units if unit.kind == "heading"), 2)
    ]
    kk = prepare_side([*bare_paragraphs(contents, "kk"), *report.kk_units], encoder)
    links = align_sides(kk, prepare_side(report.en_units, encoder))
    deleted = {link.kk[0] for link in links if not link.en}
    assert len(deleted.intersection(range(len(contents)))) >= 0.95 * len(contents)
    shifted = {(tuple(i + len(contents) for i in link.kk), link.en) for link in report.links}
    assert len(shifted.intersection(link.pair for link in links)) >= 0.97 * len(report.links)


def test_running_heads_on_one_side_are_deleted(report: Alignment, encoder: Encoder) -> None:
    units: list[Unit] = []
    heads = set()
    first_of_link = {link.en[0] for link in report.links if link.en}
    for place, unit in enumerate(report.en_units):
        if place % 3 == 2 and place in first_of_link:  # inside a link it could not be told apart
            heads.add(len(units))
            units.append(Paragraph("", "body", f"KAZAKHSTAN {place // 9}", (place, place)))
        units.append(unit)
    links = align_sides(prepare_side(report.kk_units, encoder), prepare_side(units, encoder))
    deleted = {link.en[0] for link in links if not link.kk}
    assert heads <= deleted


def test_appended_text_leaves_the_links_before_it(report: Alignment, encoder: Encoder) -> None:
    cut = 120
    first = [link for link in report.links if link.kk and link.en and link.kk[-1] < cut]
    kk, en = report.kk_units[:cut], report.en_units[: first[-1].en[-1] + 1]
    short = align_sides(prepare_side(kk, encoder), prepare_side(en, encoder))
    whole = {link.pair for link in report.links}
    assert sum(link.pair in whole for link in short) >= 0.98 * len(short)


@pytest.mark.slow
def test_halving_or_doubling_the_search_is_no_cliff(encoder: Encoder) -> None:
    gold = read_benchmark(GOLD)
    default = AlignerSettings(exact_cells=5_000)
    figures = [
        evaluate(gold, encoder, settings=replace(default, **{name: int(getattr(default, name) * factor)})).strict.f1
        for name in ("pool", "radius", "exact_cells")
        for factor in (0.5, 1, 2)
    ]
    assert max(figures) - min(figures) < 0.02


def test_a_background_that_is_given_is_the_one_that_counts() -> None:
    kk, en = made_up(3)
    measured = measure_background(kk, en)
    own = align_sides(kk, en)
    assert align_sides(kk, en, background=measured) == own
    other = align_sides(kk, en, background=replace(measured, means=measured.means + 0.3))
    assert [link.confidence for link in other] != [link.confidence for link in own]
