"""Processes that leave none behind, and take no more memory than they may.

`python -m tests.soak.processes BYTES COMMAND…` becomes such a command; `any` for the bytes bounds nothing.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys

_PR_SET_PDEATHSIG = 1
UNBOUNDED = "any"
"""Memory that is not bounded."""


def die_with_parent() -> None:
    """Be killed when the process that started this one ends, however it ends. Linux alone knows how."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


if __name__ == "__main__":
    die_with_parent()
    if sys.argv[1] != UNBOUNDED:
        resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]),) * 2)
    os.execvp(sys.argv[2], sys.argv[2:])  # noqa: S606 – the case, as the runner wrote it
