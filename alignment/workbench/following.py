"""What others do, as they do it.

Every look is at the number of the last act alone. The page is drawn anew only where something that it shows has changed.
"""

from __future__ import annotations

import html
from collections.abc import Callable

import streamlit as st

from alignment.exceptions import AlignmentException
from alignment.project import Event, Introduce, Project, State
from alignment.workbench import seat, session, words
from alignment.workbench.desk_state import kept
from alignment.workbench.speech import _, n_, speaker

EVERY = 1.5
"""Seconds from one look to the next."""

View = Callable[[State], object]
"""What a screen shows of a state; equal where it looks the same."""


def remember_view(view: View, state: State) -> None:
    """Remember what the screen shows now."""
    kept().in_view = view(state)


def follow(project: Project, view: View) -> None:
    """Look for what others do, from the end of the screen's run on, and draw it anew where they change what it shows; not
    while a dialog is open. What they do elsewhere is said on a line."""
    kept().just_drawn = True
    _look(project, view)


def tell(project: Project, state: State) -> None:
    """Say what others do, on a screen that is too much to be drawn anew for each act."""
    remember_view(_nothing, state)
    follow(project, _nothing)


def _nothing(_state: State) -> object:
    return None


@st.fragment(run_every=EVERY)
def _look(project: Project, view: View) -> None:
    if kept().just_drawn:
        kept().just_drawn = False
        return
    try:
        newest = project.newest()
        if newest == kept().seen:
            return
        state, events = project.look()
    except AlignmentException:
        return  # whoever acts, or looks again, is told
    if kept().dialog is None and view(state) != kept().in_view:
        st.rerun()
    me = seat.reviewer()
    others = [e for e in events[kept().seen :] if e.reviewer != me and not isinstance(e.act, Introduce)]
    if others:
        st.html(f'<div class="others" role="status">{_line(others)}</div>')


def _line(others: list[Event]) -> str:
    last = others[-1]
    said = f"{session.person(last.reviewer)} · {html.escape(_(words.act(last.act)))} · {speaker().moment(last.at)}"
    if more := len(others) - 1:
        said += " · " + n_("{number} more act of others", "{number} more acts of others", more)
    return said
