"""The dialogs of what is done to several links of the list at once, where one says how: flag them, or assign them."""

from __future__ import annotations

import html
from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from alignment import review
from alignment.project import Project, State
from alignment.records import Pair
from alignment.workbench import desk, drafts, flags, seat, text_list
from alignment.workbench.desk_state import Attempt, kept
from alignment.workbench.speech import _, n_
from alignment.workbench.widgets import Widget

DIALOGS = ("flag-links", "assign-links")


def show_dialog(project: Project) -> None:
    """The dialog that is open about several links, if any."""
    match kept().dialog:
        case "flag-links":
            st.dialog(_("Flag a translation error"), on_dismiss=desk.close_dialog, width="large")(_flag)(project)
        case "assign-links":
            st.dialog(_("Assign links"), on_dismiss=desk.close_dialog, width="medium")(_assign)(project)


def _flag(project: Project) -> None:
    _state, pairs, about = _opened(project)
    told = n_("{number} link is flagged as a whole.", "{number} links are flagged, each as a whole.", len(pairs))
    st.html(f'<div role="status"><b>{html.escape(told)}</b></div>')
    drafts.watch_escape()
    fields: list[Widget[str]] = []
    said = flags.fields_of_many(about, fields)
    label = n_("Flag {number} link", "Flag {number} links", len(pairs))
    if drafts.save_button("flag-links-do", label, ":material/flag:"):
        _finish(project, label, partial(review.flag_links, project, pairs, *said, seat.reviewer()), fields)


def _assign(project: Project) -> None:
    state, pairs, about = _opened(project)
    to: Widget[str | None] = drafts.field("assign-links-to", about, None)
    people = review.known_people(state, project.events())
    nobody = [""] if any(map(state.assigned_to, pairs)) else []
    st.selectbox(
        _("To whom?"),
        list(dict.fromkeys([*nobody, *people, *([to.value] if to.value else [])])),
        index=None,
        placeholder=_("Choose somebody, or write a new name"),
        format_func=lambda name: name or _("Nobody: as its section says"),
        accept_new_options=True,
        **drafts.keeping(to),
    )
    drafts.watch_escape()
    name = to.value
    label = n_("Assign {number} link", "Assign {number} links", len(pairs))
    if name == "":
        label = n_("Take {number} link back", "Take {number} links back", len(pairs))
    if drafts.save_button("assign-links-do", label, disabled=name is None) and name is not None:
        _finish(project, label, partial(review.assign_links, project, pairs, name, seat.reviewer()), [to])


def _opened(project: Project) -> tuple[State, tuple[Pair, ...], tuple[str, ...]]:
    """The state as it is now, the links that the dialog is about, and what stands for them in the names of its fields."""
    state, opened = desk.look(project), kept().opened
    if opened is None:
        st.rerun()
    pairs, alignment = opened.pairs, project.alignment_of(state)
    return state, pairs, (f"{len(pairs)}-{drafts.names_of(alignment, pairs[0])[0]}",)


def _finish(project: Project, label: str, act: Attempt, fields: Sequence[Widget[Any]]) -> None:
    text_list.tell_after(project, lambda: desk.finish_here(project, label, act, fields))
    st.rerun()
