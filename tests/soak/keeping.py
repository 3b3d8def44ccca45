"""Mutants of project files: opened, opened in part, or refused by name."""

from __future__ import annotations

from tests.soak.outcome import Outcome
from tests.soak.projects import run_mutants


def run(seed: int, seconds: float, most: int | None = None) -> Outcome:
    """Open damaged projects."""
    counts = run_mutants(seed, seconds, most)
    outcome = Outcome(tried=counts.tried)
    outcome.also.update({"refused": counts.refused, "opened": counts.opened})
    for failure in counts.failures:
        outcome.fail(failure)
    return outcome
