"""What exceptions say, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from alignment.exceptions import AlignmentException
from alignment.workbench.desk_state import kept
from alignment.workbench.speech import speaker
from alignment.workbench.words import plain

_Arguments = ParamSpec("_Arguments")


def told(failure: AlignmentException) -> str:
    """What the exception says, in the reader's language; in English where nobody translated it. What stands in its fields
    comes from files and people, so nothing of it is Markdown."""
    return plain(speaker().told(failure.message))


def shown(part: Callable[_Arguments, None]) -> Callable[_Arguments, None]:
    """A part of a screen that says, in its place, why it cannot be shown: the project's file went, or was damaged."""

    @wraps(part)
    def show(*args: _Arguments.args, **kwargs: _Arguments.kwargs) -> None:
        try:
            part(*args, **kwargs)
        except AlignmentException as failure:
            st.error(told(failure), icon=":material/error:")

    return show


def noted(choice: Callable[_Arguments, None]) -> Callable[_Arguments, None]:
    """What a widget calls before the screen is drawn: why it was refused, the screen says then."""

    @wraps(choice)
    def choose(*args: _Arguments.args, **kwargs: _Arguments.kwargs) -> None:
        try:
            choice(*args, **kwargs)
        except AlignmentException as failure:
            kept().message = told(failure)

    return choose
