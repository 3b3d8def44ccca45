"""What the review screen says of moved text: where its counterpart stands, and a button that links the two."""

from __future__ import annotations

import html
from functools import partial

import streamlit as st

from alignment import review
from alignment.project import Project, State
from alignment.records import SIDES, Alignment, Link, Pair, units_of
from alignment.review import moved_text, places_of_suggestion
from alignment.workbench import desk, seat, words
from alignment.workbench.desk_state import Attempt
from alignment.workbench.speech import _


def show_suggestions(project: Project, state: State, pair: Pair) -> None:
    """The open suggestions that one of the link's units stands in."""
    for suggestion in moved_text(project.alignment_of(state), state):
        if any(set(units_of(pair, side)).intersection(units_of(suggestion.pair, side)) for side in SIDES):
            _suggestion(project, state, pair, suggestion)


def _suggestion(project: Project, state: State, pair: Pair, suggestion: Link) -> None:
    alignment = project.alignment_of(state)
    here = state.place(pair)
    there = next(place for place in places_of_suggestion(suggestion, state) if place != here)
    name = "-".join(alignment.units(side)[units_of(suggestion.pair, side)[0]].id for side in SIDES)
    body = html.escape(
        _("Moved? {kk} and {en} seem to translate each other, across other links.", **_ids(alignment, suggestion))
    )
    body += "".join(
        f'<div lang="{side}">{html.escape(words.short(text, 200))}</div>'
        for side, text in reversed(list(zip(SIDES, alignment.texts(suggestion), strict=True)))
    )
    with st.container(horizontal=True, vertical_alignment="center", key=f"note-moved-{name}"):
        st.html(f'<div class="note">{body}</div>')
        st.button(
            _("Go there"),
            key=f"go-moved-{name}",
            type="tertiary",
            icon=":material/arrow_forward:",
            on_click=partial(desk.go_to, state.links[there].pair),
        )
        st.button(
            _("Link them"),
            key=f"link-moved-{name}",
            icon=":material/link:",
            on_click=partial(desk.do, project, _("Link two places"), _attempt(project, suggestion.pair), state.sequence),
        )


def _ids(alignment: Alignment, suggestion: Link) -> dict[str, str]:
    """The names of the units of each side."""
    return {side: ", ".join(alignment.units(side)[unit].id for unit in units_of(suggestion.pair, side)) for side in SIDES}


def _attempt(project: Project, suggestion: Pair) -> Attempt:
    who = seat.reviewer()
    return lambda seen: review.link_units(project, suggestion, who, seen)
