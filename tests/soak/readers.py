"""Mutants of a file for each reader: read or refused by name, in bounded time and memory."""

from __future__ import annotations

from tests.soak.mutants import readers, run_mutants
from tests.soak.outcome import Outcome

_APART = 1_000_000
"""Seeds of mutants from one case to the next."""

_TURNS = 5
"""Cases in which every reader has its turn; the slowest takes a second to load what it reads with."""


def run(seed: int, seconds: float, most: int | None = None) -> Outcome:
    """Damage files for some readers, each for its part of the time; the next case has the next readers."""
    outcome, names = Outcome(), list(readers())[seed % _TURNS :: _TURNS]
    for name in names:
        counts = run_mutants(name, seed * _APART, seconds / len(names), most)
        outcome.tried += counts.tried
        outcome.also.update({"read": counts.read, "refused": counts.refused, f"of {name}": counts.tried})
        for own, what in counts.broken:
            outcome.fail(f"reader {name}, mutant {own}: {what}")
    return outcome
