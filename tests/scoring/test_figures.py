"""The figures that tell how much looking at the least certain links is worth, and what a score's signature says."""

from __future__ import annotations

import pytest

from alignment.records import Link
from alignment.scoring.evaluation import Evaluation, compare
from alignment.scoring.string_metrics import score_lines


def test_the_least_certain_tenth_holds_so_many_of_the_wrong_links() -> None:
    result = Evaluation()
    # Twenty links: the two least certain are the tenth; one of the two wrong ones is among them, the other comes third.
    result.outcomes = [(0.5 + place / 100, place not in (0, 2)) for place in range(20)][::-1]
    assert result.caught == pytest.approx(1 / 2)
    result.outcomes = [(0.9, True)] * 9 + [(0.1, False)]
    assert result.caught == 1
    result.outcomes = [(0.9, False)] + [(0.1, True)] * 10  # eleven: the tenth is rounded up to two
    assert result.caught == 0
    result.outcomes = [(0.1, True), (0.2, False)] + [(0.9, True)] * 9  # so that the second is looked at
    assert result.caught == 1
    result.outcomes = [(0.1, True), (0.2, False)] + [(0.9, True)] * 8  # of ten only the first
    assert result.caught == 0
    result.outcomes = []
    assert result.caught == 1


def test_figures_add_up_as_if_counted_in_one_go() -> None:
    documents = [
        ([Link((0,), (0,), 0.9), Link((1,), (1,), 0.4)], [((0,), (0,)), ((1,), ()), ((), (1,))]),
        ([Link((0, 1), (0,), 0.7), Link((), (1,), 0.6)], [((0,), (0,)), ((1,), (1,))]),
        ([Link((0,), (), 0.8)], [((0,), ())]),
    ]
    together = Evaluation()
    apart = [Evaluation() for _ in documents]
    for place, ((links, gold), own) in enumerate(zip(documents, apart, strict=True), 1):
        compare(links, gold, together)
        compare(links, gold, own)
        for result in (together, own):
            result.seconds["align"] += place
    assert sum(apart, Evaluation()) == together
    assert apart[0].documents == 1  # none is changed by it


def test_a_score_says_how_it_was_reckoned() -> None:
    bleu, chrf, ter = score_lines(["the cat sat on the mat today"], ["the cat sat on the mat today"])
    assert [(score.metric, round(score.value, 4)) for score in (bleu, chrf, ter)] == [
        ("BLEU", 100.0),
        ("chrF++", 100.0),
        ("TER", 0.0),
    ]
    assert "nw:2" in chrf.signature  # what makes chrF++ of chrF
    assert "tok:13a" in bleu.signature


def test_a_gold_link_that_is_cut_in_two_is_recalled_once() -> None:
    result = Evaluation()
    compare([Link((0,), (0,), 0.9), Link((1,), (1,), 0.9)], [((0, 1), (0, 1))], result)
    assert (result.lax.recall, result.lax.precision) == (1, 1)
    assert (result.strict.recall, result.strict.precision) == (0, 0)
