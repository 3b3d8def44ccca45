"""The figures of the benchmarks by register: which files they come from, what is pooled, and how sure they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from alignment.records import Link, Pair
from alignment.scoring import BenchmarkPair, Evaluation, compare
from benchmarks.registers import by_register, find_benchmarks, register_of, strict_interval


def file_at(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


def text(name: str, right: int, wrong: int) -> tuple[BenchmarkPair, Evaluation]:
    """A text of pairs, so many of them found and so many linked with the unit after the right one."""
    gold: list[Pair] = [((i,), (i,)) for i in range(right + wrong)]
    links = [Link((i,), (i + (i >= right),), 0.9) for i in range(right + wrong)]
    result = Evaluation()
    compare(links, gold, result)
    return BenchmarkPair(name, (), (), tuple(gold)), result


def interval(*texts: tuple[BenchmarkPair, Evaluation]) -> tuple[float, float] | None:
    return strict_interval(*zip(*texts, strict=True))


def test_a_folder_is_walked_with_its_sub_folders(tmp_path: Path) -> None:
    paths = [file_at(tmp_path / name) for name in ("dev_b.jsonl", "a/lit.jsonl", "real/lit_a.jsonl", "real/more/x_1.jsonl")]
    file_at(tmp_path / "real" / "pairs.tsv")
    assert list(find_benchmarks(tmp_path).items()) == [(path.stem, path) for path in paths]


def test_two_benchmarks_of_one_name_are_refused_as_is_a_folder_without(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"no \*\.jsonl here"):
        find_benchmarks(tmp_path)
    file_at(tmp_path / "lit.jsonl")
    file_at(tmp_path / "real" / "lit.jsonl")
    with pytest.raises(ValueError, match="rename one"):
        find_benchmarks(tmp_path)


def test_a_register_is_what_stands_before_the_first_underscore() -> None:
    assert [register_of(name) for name in ("lit_nat", "lit_nat_2", "report")] == ["lit", "lit", "report"]
    assert by_register({"a_x": [1, 2], "b": [3], "a_y": [4]}) == {"a": [1, 2, 4], "b": [3]}


def test_the_interval_holds_the_figure_and_narrows_with_more_texts() -> None:
    few = [text(f"t-{place}", 8 + place % 3, 3 - place % 3) for place in range(6)]
    many = [text(f"t-{place}", 8 + place % 3, 3 - place % 3) for place in range(60)]
    (low, high), (later_low, later_high) = interval(*few) or (0, 0), interval(*many) or (0, 0)
    f1 = sum((own for _, own in few), Evaluation()).strict.f1
    assert low < later_low < f1 < later_high < high
    assert interval(*few) == (low, high)  # it is drawn with a seed


def test_texts_that_are_all_alike_leave_no_doubt_and_one_alone_tells_nothing() -> None:
    assert interval(text("t-1", 3, 1), text("t-2", 3, 1)) == pytest.approx((3 / 4, 3 / 4))
    assert interval(text("t-1", 3, 1)) is None


def test_pairs_that_tell_one_text_are_drawn_together() -> None:
    # Each text is half right, taken over its two replicas: drawn by themselves, they would range from none to all.
    replicas = [text(f"r{replica}-{number}", 4 * replica, 4 - 4 * replica) for number in "123" for replica in (0, 1)]
    assert interval(*replicas) == pytest.approx((1 / 2, 1 / 2))
    apart = [(BenchmarkPair(str(place), (), (), ()), own) for place, (_, own) in enumerate(replicas)]
    low, high = interval(*apart) or (0, 0)
    assert low < 0.3
    assert high > 0.7
