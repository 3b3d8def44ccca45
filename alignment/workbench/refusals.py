"""What exceptions say, in the reader's language."""

from __future__ import annotations

from alignment.exceptions import AlignmentException
from alignment.workbench.speech import speaker


def told(failure: AlignmentException) -> str:
    """What the exception says, in the reader's language; in English where nobody translated it."""
    return speaker().told(failure.message)
