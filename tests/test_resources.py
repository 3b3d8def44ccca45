"""What ships with the package: the lexicon, the sentences, and that neither holds a line of the benchmarks."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from alignment.files.tables import line_hash, read_table
from alignment.settings import RESOURCES
from tests.conftest import ROOT

LEXICON = [row for _, row in read_table(RESOURCES / "lexicon.tsv")]
SENTENCES = [row for _, row in read_table(RESOURCES / "sentences.tsv")]
CYRILLIC = re.compile("[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]")


def test_sizes() -> None:
    assert len(LEXICON) >= 12_000
    assert len(SENTENCES) >= 2_000


@pytest.mark.parametrize("rows", [LEXICON, SENTENCES], ids=["lexicon", "sentences"])
def test_sides_are_in_their_scripts(rows: list[dict[str, str]]) -> None:
    assert [row for row in rows if not CYRILLIC.search(row["kk"])] == []
    assert [row for row in rows if CYRILLIC.search(row["en"])] == []
    assert all(value and value == value.strip() for row in rows for value in row.values())


def test_no_entry_stands_twice() -> None:
    twice = [key for key, count in Counter((row["kk"], row["pos"]) for row in LEXICON).items() if count > 1]
    assert twice == []
    assert len({row["kk"] for row in SENTENCES}) == len(SENTENCES)


def test_parts_of_speech_are_a_closed_list() -> None:
    known = set("noun verb adj adv pron num post conj part intj name phrase".split())
    assert {row["pos"] for row in LEXICON} <= known


def test_no_benchmark_line_was_seen_in_training() -> None:
    """The hashes are of every line of the benchmarks that has more than three words."""
    hashes = set((ROOT / "tests" / "benchmark_hashes.txt").read_text(encoding="ascii").split())
    assert len(hashes) > 3_000
    seen = {line_hash(row[side]) for row in (*LEXICON, *SENTENCES) for side in ("kk", "en")}
    assert hashes.isdisjoint(seen)


@pytest.mark.parametrize(
    ("one", "other"), [("Ол келді.", "ол  келді"), ("“Yes”, he said.", '"Yes," he said'), ("ЖАҢА жыл", "Жаңа жыл!")]
)
def test_hashes_pass_over_case_punctuation_and_spacing(one: str, other: str) -> None:
    assert line_hash(one) == line_hash(other) != line_hash("another line")
