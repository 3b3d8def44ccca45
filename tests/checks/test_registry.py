"""Every check carries what is said of it, and adding one needs no list to be edited."""

from __future__ import annotations

import ast
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from alignment.checks import CHECKS, Check, check
from alignment.checks.in_kazakh import hunspell
from alignment.records import CATEGORIES, SEVERITIES
from benchmarks.checks import Case, alignment_of
from tests.conftest import ROOT

FOLDERS = ("between_sides", "in_kazakh", "across_document")
MODULES = [path for folder in FOLDERS for path in sorted((ROOT / "alignment" / "checks" / folder).glob("[!_]*.py"))]


def test_every_module_of_the_three_folders_is_a_check() -> None:
    assert {(one.find.__module__.rsplit(".", 1)[1], one.name) for one in CHECKS.values()} == {
        (path.stem, path.stem.replace("_", " ")) for path in MODULES
    }


def test_their_order_is_the_folders_then_the_ranks() -> None:
    keys = [(FOLDERS.index(one.find.__module__.split(".")[2]), one.rank, one.name) for one in CHECKS.values()]
    assert keys == sorted(keys)
    assert [*CHECKS][:3] == ["numbers", "bounds", "dates"]
    assert [*CHECKS][-3:] == ["renderings", "same sentences", "repeated sentences"]


@pytest.mark.parametrize("one", CHECKS.values(), ids=lambda one: one.name)
def test_each_says_what_it_is(one: Check) -> None:
    assert one.help[0].isupper()
    assert one.help.endswith(".")
    assert one.category in {category.name for category in CATEGORIES}
    assert one.severity in SEVERITIES
    assert 0 < one.least < 1


@pytest.mark.parametrize("one", CHECKS.values(), ids=lambda one: one.name)
def test_it_reports_its_example_and_not_the_right_text(one: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    # Hunspell is seldom installed, so here it knows the right text's words alone.
    monkeypatch.setattr(hunspell, "_unknown", lambda words: {word for word in words if word not in one.example.right})

    def findings(kk: str) -> list[str]:
        return [finding.message for finding in check(alignment_of(Case("", "", kk, one.example.en)), only=[one.name])]

    assert findings(one.example.faulty)
    assert findings(one.example.right) == []
    assert all(name in str(one.example) for name in (one.example.en, one.example.faulty, one.example.right))


def test_a_new_file_is_a_new_check(tmp_path: Path) -> None:
    source = (ROOT / "alignment" / "checks" / "in_kazakh" / "commas.py").read_text(encoding="utf-8")
    source = source.replace('name="commas"', 'name="semicolons"').replace("rank=100,", "")
    (tmp_path / "semicolons.py").write_text(source, encoding="utf-8")
    code = (
        "import importlib, sys; from alignment.checks import in_kazakh, registry; in_kazakh.__path__.append(sys.argv[1]); "
        "print(*importlib.reload(registry).CHECKS, sep='|')"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, cwd=ROOT, capture_output=True, text=True)
    assert "|pairs|semicolons|capitals|" in done.stdout


def test_no_check_has_a_decimal_without_a_reason() -> None:
    """A figure stands in `tables/evidence.tsv`, or as a constant that says in a string below it what it is."""
    for path in (ROOT / "alignment" / "checks").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        bodies = [node.body for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef)]
        documented = {
            part
            for body in bodies
            for node, after in pairwise(body)
            if isinstance(node, ast.Assign | ast.AnnAssign)
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
            and isinstance(after.value.value, str)
            for part in ast.walk(node)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, float) and node not in documented:
                assert node.value in (0.0, 1.0), f"{path.name}:{node.lineno}: what is {node.value}, and why?"
