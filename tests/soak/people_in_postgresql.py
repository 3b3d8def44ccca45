"""Fifty people on one project in PostgreSQL, whose server is cut off and started again while they work."""

from __future__ import annotations

import random
import time

from tests.postgresql import Server, find_programs
from tests.soak.outcome import Outcome
from tests.soak.people import WHOLE, work

_BETWEEN = 10.0, 30.0  # seconds from one restart to the next


def run(seed: int, seconds: float) -> Outcome:
    """Let people work, and restart their server now and then."""
    programs = find_programs()
    if programs is None:
        failed = Outcome()
        failed.fail("PostgreSQL is not installed: `apt-get install postgresql`")
        return failed
    server = Server(programs)
    rng = random.Random(seed)
    share = min(1.0, seconds / WHOLE)
    due = time.monotonic() + rng.uniform(*_BETWEEN) * share
    restarts = 0

    def disturb() -> None:
        nonlocal due, restarts
        if time.monotonic() > due:
            server.stop()
            server.start()
            restarts += 1
            due = time.monotonic() + rng.uniform(*_BETWEEN) * share

    try:
        outcome = work(server.new_schema(), seed, seconds, disturb)
    finally:
        server.remove()
    outcome.also["restarts"] = restarts
    return outcome
