"""A short series of mutants of project files."""

from __future__ import annotations

import pytest

from tests.soak.projects import run_mutants

pytestmark = pytest.mark.slow


def test_no_mutant_of_a_project_brings_a_traceback() -> None:
    counts = run_mutants(seed=12, seconds=600, most=200)
    assert counts.failures == ()
    assert counts.tried == 200
    assert min(counts.refused, counts.opened) > 40  # mutants that all look alike would show nothing
