"""What stands in which field of an export, and which pairs a table gives."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from alignment.corpora import read_pairs, training_pairs
from alignment.records import Level, Link, ReviewedLink
from alignment.settings import TrainingSettings
from tests.conftest import small_alignment
from tests.corpora.content import content

LINKS = [ReviewedLink(link) for link in small_alignment().links]


def test_confidence_and_similarity_have_columns_of_their_own() -> None:
    header, *rows = (line.split("\t") for line in content("tsv", small_alignment()).decode().splitlines())
    columns = [(row[header.index("confidence")], row[header.index("similarity")]) for row in rows]
    assert columns == [
        ("0.9900", "0.9000"),
        ("0.9500", "0.8000"),
        ("0.6000", "0.5000"),
        ("0.8000", "0.7000"),
        ("0.7000", ""),
    ]


@pytest.mark.parametrize("level", ["paragraph", "sentence"])
def test_a_memory_says_what_its_units_are(level: Level) -> None:
    root = etree.fromstring(content("tmx", replace(small_alignment(), level=level)))
    assert root.find("header").get("segtype") == level  # type: ignore[union-attr]
    # A unit is called by its link's units, whatever stands before it.
    names = ["kk.1=en.1", "kk.2=en.2", "kk.3=en.3+en.4", "kk.4=en.5", "kk.5="]
    assert [unit.get("tuid") for unit in root.iter("tu")] == names
    swapped = etree.fromstring(content("tmx", small_alignment(), (LINKS[4], LINKS[0])))
    assert [unit.get("tuid") for unit in swapped.iter("tu")] == [names[4], names[0]]


def test_a_row_with_just_the_least_score_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("kk\ten\tscore\nбір\tone\t0.2\nекі\ttwo\t0.19\n", encoding="utf-8")
    assert read_pairs(path, 0.2) == [("бір", "one")]


def test_a_file_named_twice_counts_twice_and_a_lexicon_holds_equivalents(tmp_path: Path) -> None:
    scored, made, lexicon = (tmp_path / f"{name}.tsv" for name in ("scored", "made", "lexicon"))
    scored.write_text("kk\ten\tscore\nбір\tone\t0.9\n", encoding="utf-8")
    made.write_text("kk\ten\nекі\ttwo; pair\n", encoding="utf-8")
    lexicon.write_text("kk\ten\nүш\tthree; triple\n", encoding="utf-8")
    assert training_pairs([scored, made, made], [lexicon], TrainingSettings()) == [
        ("бір", "one"),
        *[("екі", "two; pair")] * 2,
        ("үш", "three"),
        ("үш", "triple"),
    ]


def test_a_figure_of_nought_is_a_figure() -> None:
    alignment = small_alignment()
    links = (ReviewedLink(Link((0,), (0,), 0.0, 0.0)), ReviewedLink(Link((1,), (1,))))
    rows = content("tsv", alignment, links)
    cells = [row.split("\t")[5:7] for row in rows.decode().splitlines()[1:]]
    assert cells == [["0.0000", "0.0000"], ["", ""]]
