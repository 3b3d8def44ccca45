"""The README points to what is there (`test_docs.py` runs its examples)."""

from __future__ import annotations

import re

from tests.conftest import ROOT

README = ROOT / "README.md"


def test_what_it_points_to_is_there() -> None:
    text = README.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert (ROOT / target).exists(), target
    assert "make run" in text[:1500]
    assert "make test" in text[:1500]
