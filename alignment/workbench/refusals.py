"""What exceptions say, in the reader's language."""

from __future__ import annotations

from alignment.exceptions import AlignmentException
from alignment.workbench.speech import speaker
from alignment.workbench.words import plain


def told(failure: AlignmentException) -> str:
    """What the exception says, in the reader's language; in English where nobody translated it. What stands in its fields
    comes from files and people, so nothing of it is Markdown."""
    return plain(speaker().told(failure.message))
