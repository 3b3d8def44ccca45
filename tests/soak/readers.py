"""Mutants of a file for each reader: read or refused by name, in bounded time and memory."""

from __future__ import annotations

import time
from collections.abc import Sequence

from tests.soak import mutants
from tests.soak.outcome import Outcome

_APART = 1_000_000
"""Seeds of mutants from one case to the next."""

_MOST = 1_000
"""Mutants of a reader in a case: what the fast leave of the time is the slow ones'."""


def kinds() -> list[str]:
    """The readers, by name."""
    return list(mutants.readers())


def run(seed: int, seconds: float, of: Sequence[str] = ()) -> Outcome:
    """Damage files for some readers, or for all, each for its part of the time and at least once."""
    outcome, names, end = Outcome(), of or kinds(), time.monotonic() + seconds
    for number, name in enumerate(names):
        share = (end - time.monotonic()) / (len(names) - number)
        counts = mutants.run_mutants(name, seed * _APART, share, _MOST)
        outcome.tried += counts.tried
        outcome.also.update({"read": counts.read, "refused": counts.refused, f"of {name}": counts.tried})
        for own, what in counts.broken:
            outcome.fail(f"reader {name}, mutant {own}: {what}")
    return outcome
