"""The scorer: figures worked out by hand from the definitions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from alignment.exceptions import EmptyText, MalformedFile
from alignment.records import Link, Pair
from alignment.scoring.evaluation import Evaluation, compare, read_benchmark

GOLD: list[Pair] = [((0,), (0,)), ((1,), (1, 2)), ((2, 3), (3,)), ((4,), ()), ((), (4,))]


def figures(links: list[Pair], gold: list[Pair] = GOLD) -> dict[str, tuple[float, float]]:
    result = Evaluation()
    compare([Link(*pair, 0.9) for pair in links], gold, result)
    return {
        name: (rate.precision, rate.recall)
        for name, rate in (("strict", result.strict), ("lax", result.lax), ("deletion", result.deletion))
    }


@pytest.mark.parametrize(
    ("links", "strict", "lax", "deletion"),
    [
        # All right: recall leaves deletions out, precision counts them.
        (GOLD, (1, 1), (1, 1), (1, 1)),
        # A merge cut in two: one of five links exact among pairs of three; both halves overlap the gold link.
        (
            [((0,), (0,)), ((1,), (1,)), ((), (2,)), ((2, 3), (3,)), ((4,), ()), ((), (4,))],
            (4 / 6, 2 / 3),
            (5 / 6, 1),
            (2 / 3, 1),
        ),
        # Deletions linked with each other: wrong in both senses.
        ([((0,), (0,)), ((1,), (1, 2)), ((2, 3), (3,)), ((4,), (4,))], (3 / 4, 1), (3 / 4, 1), (0, 0)),
        # Everything shifted by one.
        (
            [((0,), ()), ((1,), (0,)), ((2,), (1, 2)), ((3,), (3,)), ((4,), (4,))],
            (0, 0),
            (1 / 5, 1 / 3),
            (0, 0),
        ),
    ],
)
def test_strict_lax_and_deletion(
    links: list[Pair], strict: tuple[float, float], lax: tuple[float, float], deletion: tuple[float, float]
) -> None:
    assert figures(links) == {
        "strict": pytest.approx(strict),
        "lax": pytest.approx(lax),
        "deletion": pytest.approx(deletion),
    }


def test_a_gold_deletion_of_several_units_counts_each() -> None:
    gold: list[Pair] = [((0,), (0,)), ((1, 2), ())]
    assert figures([((0,), (0,)), ((1,), ()), ((2,), ())], gold)["deletion"] == (1, 1)


def test_calibration_error_is_the_mean_gap_of_the_bins() -> None:
    result = Evaluation()
    # Bin .9: two links at .95, one right: gap .45 each. Bin .2: two at .25, none right: gap .25 each.
    result.outcomes = [(0.95, True), (0.95, False), (0.25, False), (0.25, False)]
    assert result.ece == pytest.approx((2 * 0.45 + 2 * 0.25) / 4)
    result.outcomes = [(1.0, True)] * 3
    assert result.ece == 0


def test_figures_have_the_names_that_scripts_know() -> None:
    result = Evaluation()
    compare([Link((0,), (0,), 1.0)], [((0,), (0,))], result)
    data = result.to_json()
    assert set(data) == {"documents", "strict", "lax", "deletion", "ece", "seconds", "wrong_in_least_certain_tenth"}
    assert set(data["strict"]) == {"precision", "recall", "f1"}
    assert set(data["seconds"]) == {"load", "embed", "align"}
    assert data["deletion"] == {"precision": 0, "recall": 0, "f1": 0}


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        '{"id": "a", "kk": ["x"]}',
        '{"id": "a", "kk": ["x"], "en": ["y"], "gold": [[[0], [1]]]}',
        '{"id": "a", "kk": ["x"], "en": ["y"], "gold": [[0, 0]]}',
        "[]",
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    good = json.dumps({"id": "a", "kk": ["x"], "en": ["y"], "gold": [[[0], [0]]]})
    path = tmp_path / "bench.jsonl"
    path.write_text(f"{good}\n{line}\n", encoding="utf-8")
    with pytest.raises(MalformedFile, match=r"bench\.jsonl, line 2"):
        read_benchmark(path)


def test_an_empty_benchmark(tmp_path: Path) -> None:
    (tmp_path / "bench.jsonl").write_text("\n")
    with pytest.raises(EmptyText):
        read_benchmark(tmp_path / "bench.jsonl")
