"""The hits of a search on the review screen: how many there are, which is looked at, and the walk from one to the next."""

from __future__ import annotations

import html
from collections.abc import Callable
from functools import partial

import streamlit as st

from alignment.project import Project, State
from alignment.records import Pair, Side, Span, units_of
from alignment.workbench import desk, session
from alignment.workbench.desk_state import Hit, kept
from alignment.workbench.speech import _, speaker
from alignment.workbench.text_view import Shown
from alignment.workbench.widgets import SEARCH, WHOLE_WORDS

_SIDES: tuple[Side, Side] = ("en", "kk")  # as they stand on the screen


def walk_hits(project: Project, way: int) -> None:
    """Go to the next hit, or back; without a search to the next link of the queue. After the last hit comes the first."""
    state = desk.look(project)
    hits = hits_of(project, state) if desk.asked() else []
    if not hits:
        desk.walk(project, way)
        return
    number = _number(hits)
    if number is not None:
        _go(hits[(number + way) % len(hits)])
        return
    here = state.places.get(kept().focus, 0) if kept().focus else 0  # type: ignore[arg-type]
    if way > 0:
        _go(next((hit for hit in hits if state.places[hit.pair] >= here), hits[0]))
    else:
        _go(next((hit for hit in reversed(hits) if state.places[hit.pair] < here), hits[-1]))


def _go(hit: Hit) -> None:
    desk.go_to(hit.pair)
    kept().walked, kept().hit = hit.pair, hit


def hits_of(project: Project, state: State) -> list[Hit]:
    """The hits in the links that the search leaves, in the order in which one reads them."""
    key = (project.location, state.sequence, desk.asked(), tuple(desk.queue(project, state)))
    known = kept().hits
    if known is None or known[0] != key:
        known = kept().hits = (key, _hits(project, state))
    return known[1]


def _hits(project: Project, state: State) -> list[Hit]:
    places = session.index(project, state).hits(desk.asked())
    pairs = (state.links[place].pair for place in desk.queue(project, state))
    return [
        Hit(pair, Span(side, unit, *span))
        for pair in pairs
        for side in _SIDES
        for unit in units_of(pair, side)
        for span in places.get((side, unit), ())
    ]


def _number(hits: list[Hit]) -> int | None:
    """Which of the hits is looked at; none where the focus is elsewhere. Who has just come to a link looks at its first."""
    hit, focus = kept().hit, kept().focus
    if hit and hit.pair == focus and hit in hits:
        return hits.index(hit)
    if kept().walked != focus:
        return None
    return next((number for number, one in enumerate(hits) if one.pair == focus), None)


def looked_at(project: Project, state: State, pair: Pair) -> list[Shown]:
    """The hit that is looked at, to be seen apart from the others."""
    hits = hits_of(project, state) if desk.asked() else []
    number = _number(hits)
    return [Shown(hits[number].span, "current", _("Hit"))] if number is not None and hits[number].pair == pair else []


def show_hits(project: Project, state: State, places: Callable[[], None], flag: Callable[[], None]) -> None:
    """Under the tools, while one searches: which hit of how many, and what can be done with them.

    Args:
        places: opens the dialog of all occurrences.
        flag: opens the dialog that flags them all.
    """
    if not desk.asked():
        return
    hits = hits_of(project, state)
    number, many = _number(hits), speaker().number(len(hits))
    told = _("Hits: {number}", number=many)
    if number is not None:
        told = _("Hit {place} of {number}", place=speaker().number(number + 1), number=many)
    WHOLE_WORDS.put_if_other(kept().whole_words)
    with st.container(horizontal=True, vertical_alignment="center", key="hits"):
        st.html(f'<div class="hits" role="status"><b>{html.escape(told)}</b></div>')
        for name, icon, label, way in (
            ("hit-back", "keyboard_arrow_up", _("Previous hit"), -1),
            ("hit-on", "keyboard_arrow_down", _("Next hit"), 1),
        ):
            st.button(
                f":material/{icon}: {label}",
                key=name,
                type="tertiary",
                disabled=not hits,
                on_click=partial(walk_hits, project, way),
            )
        st.checkbox(_("Whole words"), key=WHOLE_WORDS.key, on_change=choose_whole)
        st.button(
            _("All occurrences"),
            key="hits-places",
            type="tertiary",
            icon=":material/manage_search:",
            on_click=places,
        )
        if any(hit.span.side == "kk" for hit in hits):
            st.button(
                _("Flag them all"),
                key="hits-flag",
                type="tertiary",
                icon=":material/flag:",
                on_click=flag,
            )
        st.button(_("End the search"), key="hits-end", type="tertiary", icon=":material/close:", on_click=_end)


def choose_whole() -> None:
    """Take in whether whole words are searched for."""
    kept().whole_words, kept().hit = WHOLE_WORDS.value, None


def _end() -> None:
    SEARCH.put("")
    kept().hit = None
