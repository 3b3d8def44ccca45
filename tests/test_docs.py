"""What the documents show is true: every Python example in them and in the package's docstrings is run."""

from __future__ import annotations

import doctest
import importlib
import inspect
import re
from pathlib import Path

import pytest

import alignment
from alignment import exceptions, review
from tests.conftest import ROOT
from tests.test_architecture import MODULES

API = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")

WITH_EXAMPLES = [module for module, path in MODULES.items() if ">>> " in path.read_text(encoding="utf-8")]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to run in, with the shipped texts in reach."""
    (tmp_path / "data").symlink_to(ROOT / "data")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def examples(path: Path) -> doctest.DocTest:
    """The Python blocks of a page as one test; all else is blanked, so that line numbers in failures are the page's."""
    inside, lines = False, []
    for line in path.read_text(encoding="utf-8").split("\n"):
        fence = line.startswith("```")
        lines.append(line if inside and not fence else "")
        inside = line == "```python" if fence else inside
    return doctest.DocTestParser().get_doctest("\n".join(lines), {}, path.name, str(path), 0)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("page", "least"), [("README.md", 9), ("docs/api.md", 45)])
def test_pages_show_what_is_printed(page: str, least: int) -> None:
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(examples(ROOT / page))
    assert result.attempted >= least
    assert result.failed == 0


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("module", WITH_EXAMPLES)
def test_docstrings_show_what_is_printed(module: str) -> None:
    result = doctest.testmod(importlib.import_module(module))
    assert result.attempted > 0
    assert result.failed == 0


def test_each_public_name_has_a_section_with_an_example() -> None:
    sections = dict(re.findall(r"^## `([\w.]+)`\n(.*?)(?=^## |\Z)", API, re.DOTALL | re.MULTILINE))
    for name in (*alignment.__all__, "alignment.checks.check", "alignment.review"):
        assert name in sections, f"docs/api.md has no section `{name}`"
        assert ">>> " in sections[name], f"docs/api.md: no example of `{name}`"


def test_every_act_and_exception_is_named() -> None:
    acts = [
        name
        for name in review.__all__
        if inspect.isfunction(value := getattr(review, name)) and value.__module__.startswith("alignment.review.acts.")
    ]
    assert len(acts) >= 30
    kinds = [name for name, value in vars(exceptions).items() if inspect.isclass(value) and issubclass(value, Exception)]
    assert len(kinds) > 12
    for name in (*acts, *kinds):
        assert f"`{name}`" in API, f"docs/api.md does not name {name}"


def test_every_method_of_what_people_hold_is_named() -> None:
    for kind in (alignment.Alignment, alignment.Document, alignment.Link):
        for name in vars(kind):
            if not name.startswith("_") and name not in ("document", "units"):
                assert re.search(rf"\b{name}\b", API), f"docs/api.md does not name {kind.__name__}.{name}"


def test_the_tests_that_the_security_policy_names_are_there() -> None:
    policy = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(tests/[^`]+)`", policy))
    assert len(named) > 15
    assert [path for path in named if not (ROOT / path).exists()] == []
    for command in re.findall(r"`alignment (\w+)", policy):
        assert (ROOT / "alignment" / "cli" / f"{command}.py").exists(), command
