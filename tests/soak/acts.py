"""Sequences of acts with cuts, undo, dialogs left open and two people: everything stays with its words."""

from __future__ import annotations

from tests.review.sequences import run_sequences
from tests.soak.outcome import Outcome


def run(seed: int, seconds: float) -> Outcome:
    """Play sequences."""
    counts = run_sequences(seed, seconds)
    outcome = Outcome(tried=counts.sequences)
    outcome.also.update(
        {
            "acts": counts.tried,
            "done": counts.done,
            "refused": counts.refused,
            "agreed": counts.agreed,
            "left open": counts.left_open,
        }
    )
    for fault in counts.faults:
        outcome.fail(fault)
    return outcome
