"""The page of the checks is made of what they say of themselves and of what was measured."""

from __future__ import annotations

from alignment.checks import CHECKS
from alignment.files import known_rows
from benchmarks.check_figures import COLUMNS, FIGURES
from docs.checks import PAGE, render


def test_the_page_is_as_make_docs_writes_it() -> None:
    assert PAGE.read_text(encoding="utf-8") == render()


def test_each_check_was_measured() -> None:
    rows = known_rows(FIGURES)
    assert {row["check"] for row in rows} == set(CHECKS)
    for row in rows:
        assert tuple(row) == COLUMNS
        assert row["faults"] == "–" or int(row["found"]) <= int(row["faults"])
