"""The aligner: what every alignment must be, and what the shipped one reaches."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignment.aligner import align_sides
from alignment.embedding import Encoder, SummedVectors
from alignment.evaluation import evaluate, read_benchmark
from alignment.pipeline import align_documents
from alignment.records import Alignment, Paragraph
from alignment.settings import AlignerSettings
from alignment.text_side import TextSide, prepare_side
from tests.conftest import GOLD, small_alignment


def side_of(vectors: np.ndarray, lengths: np.ndarray) -> TextSide:
    """A side of made-up vectors, as an encoder would give them."""
    none = np.zeros(len(vectors), dtype=np.int64)
    rows = vectors.astype(np.float32)
    edges = np.zeros((len(vectors), 1), dtype=np.float32)
    return TextSide(SummedVectors(rows), lengths.astype(np.int64), none, edges, edges, none, none + 1)


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
