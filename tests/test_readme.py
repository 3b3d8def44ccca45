"""The README's first screen is true."""

from __future__ import annotations

import doctest
import re

import pytest

from tests.conftest import ROOT

README = ROOT / "README.md"


def test_the_python_lines_print_what_they_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (block,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    example = doctest.DocTestParser().get_doctest(block, {}, "README.md", str(README), 0)
    result = doctest.DocTestRunner().run(example)
    assert result.attempted >= 5
    assert result.failed == 0


def test_what_it_points_to_is_there() -> None:
    text = README.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert (ROOT / target).exists(), target
    assert "make run" in text[:1500]
    assert "make test" in text[:1500]
