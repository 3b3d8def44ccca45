"""How tests wait: for a state, looking again and again, and never for a time."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 90
"""Seconds after which a state that does not come is a failure: a busy machine is slow, not wrong."""


def until(holds: Callable[[], bool], pause: Callable[[float], object] = lambda part: time.sleep(part / 1000)) -> bool:
    """Whether something comes to hold within `PATIENCE`. `pause` lets some milliseconds go by between two looks."""
    given_up = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > given_up:
            return False
        pause(25)
    return True
