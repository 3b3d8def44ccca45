"""Pairs to train on, from tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from alignment.corpora import read_pairs
from alignment.exceptions import MalformedFile
from tests.embedding.test_training import tables

__all__ = ["tables"]  # fixture


def test_pairs_of_a_table(tables: tuple[Path, Path], tmp_path: Path) -> None:
    assert ("нашар", "bad") not in read_pairs(tables[0], 0.2)
    assert ("нашар", "bad") in read_pairs(tables[0])
    terms = tmp_path / "terms.tsv"
    terms.write_text("kk_in_text\tkk_base_form\ten\nсенаттың\tСенат\tSenate; upper house\n", encoding="utf-8")
    assert read_pairs(terms) == [("сенаттың", "Senate; upper house"), ("Сенат", "Senate; upper house")]
    assert read_pairs(terms, lexicon=True) == [
        ("сенаттың", "Senate"),
        ("сенаттың", "upper house"),
        ("Сенат", "Senate"),
        ("Сенат", "upper house"),
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a\tb\n1\t2\n", "needs a column"),
        ("kk\ten\nбір\n", "line 2: 1 fields where the header has 2"),
        ("kk\ten\tscore\nбір\tone\tgood\n", "line 2: 'good' is no score"),
    ],
)
def test_a_bad_table_is_named_with_its_line(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(MalformedFile, match=message):
        read_pairs(path)
