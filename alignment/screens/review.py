"""Review: one link in focus, its neighbours around it, and everything that can be done with it by button or key."""

from __future__ import annotations

import html
from collections.abc import Callable
from functools import partial

import streamlit as st

from alignment import queues, review
from alignment.events import State, touched
from alignment.exceptions import ProjectException
from alignment.mqm import CATEGORIES, SEVERITIES
from alignment.records import Alignment, Pair, ReviewedLink, Side, Unit
from alignment.screens import session, words
from alignment.store import Project

_STYLE = """
<style>
.unit { margin: 0 0 .55em 0; line-height: 1.55; overflow-wrap: anywhere; }
.unit.heading { font-weight: 650; }
.unit .id { font-size: .72em; opacity: .62; margin-right: .5em; font-variant-numeric: tabular-nums; }
.focus .unit { font-size: 1.08rem; }
.near .unit { font-size: .9rem; opacity: .72; margin: 0; display: -webkit-box; -webkit-line-clamp: 2;
  -webkit-box-orient: vertical; overflow: hidden; }
.none { opacity: .62; font-style: italic; }
.side { font-size: .75rem; letter-spacing: .06em; text-transform: uppercase; opacity: .62; margin-bottom: .35em; }
</style>
"""
_NEAR = 2  # neighbours shown above and below
_DIALOG = "dialog"

_Act = Callable[[], State]


def show() -> None:
    project = session.project()
    st.html(_STYLE)
    _workbench(project)


@st.fragment
def _workbench(project: Project) -> None:
    state = project.state()
    focus = _focus(project, state)
    place = state.place(focus)
    _toolbar(project, state, place)
    if message := st.session_state.pop("message", None):
        st.warning(message, icon=":material/warning:")
    for reviewed in state.links[max(place - _NEAR, 0) : place]:
        _neighbour(project.alignment, state, reviewed)
    with st.container(border=True, key="focus"):
        _focused(project, state, state.links[place])
    for reviewed in state.links[place + 1 : place + 1 + _NEAR]:
        _neighbour(project.alignment, state, reviewed)
    match st.session_state.get(_DIALOG):
        case "split":
            _split_dialog(project, state, focus)
        case "flag":
            _flag_dialog(project, state, focus)


def _focus(project: Project, state: State) -> Pair:
    """The link in focus: where this browser was, where the address says, where the reviewer last acted, or the least
    certain link."""
    pairs = {reviewed.pair for reviewed in state.links}
    wanted: Pair | None = st.session_state.get("focus")
    if wanted is None:
        wanted = _from_address(project.alignment, state)
    if wanted is None:
        own = (event for event in reversed(project.events()) if event.reviewer == session.reviewer())
        wanted = next((pair for event in own for pair in touched(event.act) if pair in pairs), None)
    if wanted not in pairs:
        # It was merged or split away: stay with its units.
        wanted = _overlapping(state, wanted) if wanted else None
    if wanted is None:
        wanted = (queues.least_certain(state) or state.links[0]).pair
    _set_focus(project.alignment, wanted)
    return wanted


def _set_focus(alignment: Alignment, pair: Pair) -> None:
    st.session_state["focus"] = pair
    unit = alignment.en_units[pair[1][0]] if pair[1] else alignment.kk_units[pair[0][0]]
    if st.query_params.get("at") != unit.id:
        st.query_params["at"] = unit.id


def _from_address(alignment: Alignment, state: State) -> Pair | None:
    wanted = st.query_params.get("at", "")
    for reviewed in state.links:
        for side, places in zip(("kk", "en"), reviewed.pair, strict=True):
            units = alignment.kk_units if side == "kk" else alignment.en_units
            if any(units[place].id == wanted for place in places):
                return reviewed.pair
    return None


def _overlapping(state: State, pair: Pair) -> Pair | None:
    for reviewed in state.links:
        if not set(pair[0]).isdisjoint(reviewed.link.kk) or not set(pair[1]).isdisjoint(reviewed.link.en):
            return reviewed.pair
    return None


def _toolbar(project: Project, state: State, place: int) -> None:
    accepted = sum(r.status == "accepted" for r in state.links)
    reviewer = session.reviewer()
    with st.container(horizontal=True, vertical_alignment="center", key="toolbar"):
        _go("Previous", "p", ":material/arrow_upward:", state, place - 1)
        _go("Next", "n", ":material/arrow_downward:", state, place + 1)
        following = queues.least_certain(state, state.links[place].pair)
        target = state.place(following.pair) if following else -1
        _go("Least certain", "l", ":material/troubleshoot:", state, target)
        undo, redo = project.next_undo(reviewer), project.next_redo(reviewer)
        _button("Undo", "u", ":material/undo:", partial(_act, project, partial(project.undo, reviewer)), not undo)
        _button("Redo", "y", ":material/redo:", partial(_act, project, partial(project.redo, reviewer)), not redo)
        st.space("stretch")
        with st.container(width=200):
            session.ask_reviewer()
    st.progress(
        accepted / len(state.links),
        text=f"Link {place + 1} of {len(state.links)} · {accepted} accepted · {len(state.flags)} flagged",
    )


def _focused(project: Project, state: State, reviewed: ReviewedLink) -> None:
    link, alignment = reviewed.link, project.alignment
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="badges"):
        st.badge(reviewed.status, icon=words.STATUS_ICON[reviewed.status], color=words.STATUS_COLOR[reviewed.status])
        label, color = words.confidence(link)
        st.badge(
            label,
            icon=":material/speed:",
            color=color,
            help="The probability that exactly these units belong together.",
        )
        st.badge(words.shape(link), icon=":material/join:", color="gray")
        st.badge(f"by {reviewed.origin}", icon=":material/draw:", color="gray")
    _both_sides(alignment, link.pair, "focus", heads=True)
    for flag in state.flags_of(link):
        with st.container(horizontal=True, vertical_alignment="center", key=f"flag-{flag.id}"):
            st.badge(str(flag), icon=":material/flag:", color="red")
            st.caption(f"by {flag.reviewer}")
            remove = partial(review.unflag, project, flag.id, session.reviewer())
            st.button("Remove flag", key=f"unflag-{flag.id}", type="tertiary", on_click=partial(_act, project, remove))
    _acts(project, state, reviewed)


def _acts(project: Project, state: State, reviewed: ReviewedLink) -> None:
    pair, reviewer = reviewed.pair, session.reviewer()
    kk, en = pair
    place = state.place(pair)
    last = place == len(state.links) - 1

    def act(function: Callable[..., State], *arguments: object, advance: bool = False) -> Callable[[], None]:
        return partial(_act, project, partial(function, project, pair, *arguments, reviewer, state.sequence), advance)

    with st.container(horizontal=True, key="acts"):
        accepted = reviewed.status == "accepted"
        _button("Accept", "a", ":material/check:", act(review.set_status, "accepted"), accepted, primary=True)
        _button("Accept, next", "z", ":material/done_all:", act(review.set_status, "accepted", advance=True), accepted)
        if reviewed.status == "unreviewed":
            _button("Needs review", "q", ":material/help:", act(review.set_status, "needs review"))
        else:
            _button("Reopen", "q", ":material/replay:", act(review.set_status, "unreviewed"))
        _button("Merge up", "k", ":material/merge:", act(review.merge, "previous"), place == 0)
        _button("Merge down", "m", ":material/merge:", act(review.merge, "next"), last)
        _button("Split", "s", ":material/call_split:", partial(_open_dialog, "split"), len(kk) + len(en) < 2)
        _button("Flag an error", "f", ":material/flag:", partial(_open_dialog, "flag"))
    with st.container(horizontal=True, key="moves"):
        # The keys lie like the two columns: left hand for the left text, upper row for up.
        _button("English first up", "e", ":material/north:", act(review.move, "en", "previous"), not en or place == 0)
        _button("English last down", "d", ":material/south:", act(review.move, "en", "next"), not en or last)
        _button("Kazakh first up", "i", ":material/north:", act(review.move, "kk", "previous"), not kk or place == 0)
        _button("Kazakh last down", "j", ":material/south:", act(review.move, "kk", "next"), not kk or last)


def _open_dialog(name: str | None) -> None:
    """Say which dialog is open: while one is, the keys of the buttons behind it must rest."""
    st.session_state[_DIALOG] = name


_close_dialog = partial(_open_dialog, None)


@st.dialog("Split the link", on_dismiss=_close_dialog)
def _split_dialog(project: Project, state: State, pair: Pair) -> None:
    st.write("How many units go into the first part?")
    counts: dict[Side, int] = {}
    for side, places, name in (("en", pair[1], "English"), ("kk", pair[0], "Kazakh")):
        options = range(len(places) + 1)
        counts[side] = st.segmented_control(  # type: ignore[index]
            name, options, default=(len(places) + 1) // 2, required=True, key=f"split-{side}", disabled=not places
        )
    first = (pair[0][: counts["kk"]], pair[1][: counts["en"]])
    second = (pair[0][counts["kk"] :], pair[1][counts["en"] :])
    for part in (first, second):
        with st.container(border=True):
            _both_sides(project.alignment, part, "near")
    if st.button("Split here", type="primary", shortcut="enter", disabled=not any(first) or not any(second)):
        reviewer = session.reviewer()
        _act(
            project,
            partial(review.split, project, pair, counts["kk"], counts["en"], reviewer, state.sequence),
        )
        _close_dialog()
        st.rerun()


@st.dialog("Flag a translation error", on_dismiss=_close_dialog)
def _flag_dialog(project: Project, state: State, pair: Pair) -> None:
    category = st.selectbox("Category", CATEGORIES, format_func=lambda category: category.name, key="flag-category")
    st.caption(category.help)
    severity = st.segmented_control("Severity", list(SEVERITIES), default="minor", required=True, key="flag-severity")
    note = st.text_area("Note", key="flag-note", placeholder="What is wrong, and what it should say")
    if st.button("Flag", type="primary", icon=":material/flag:", key="flag-save"):
        reviewer = session.reviewer()
        _act(
            project,
            partial(review.flag, project, pair, category.name, severity, note, reviewer, state.sequence),
        )
        _close_dialog()
        st.rerun()


def _neighbour(alignment: Alignment, state: State, reviewed: ReviewedLink) -> None:
    icon = {"accepted": "check_circle", "needs review": "help"}.get(reviewed.status, "radio_button_unchecked")
    flagged = " :material/flag:" if state.flags_of(reviewed.link) else ""
    text, button = st.columns([14, 1], vertical_alignment="center")
    with text:
        _both_sides(alignment, reviewed.pair, "near")
    with button:
        st.button(
            f":material/{icon}:{flagged}",
            key=f"go-{reviewed.pair}",
            type="tertiary",
            help=f"Go to this link ({reviewed.status})",
            on_click=partial(_go_to, reviewed.pair),
        )


def _both_sides(alignment: Alignment, pair: Pair, style: str, heads: bool = False) -> None:
    """English left, Kazakh right."""
    left, right = st.columns(2, gap="medium", wrap=False)
    for column, name, units, places in (
        (left, "English", alignment.en_units, pair[1]),
        (right, "Kazakh", alignment.kk_units, pair[0]),
    ):
        chosen = [units[place] for place in places]
        head = f'<div class="side">{name} · {words.lines(chosen) or "no text"}</div>' if heads else ""
        body = "".join(map(_unit, chosen)) or '<div class="unit none">no counterpart</div>'
        column.html(f'<div class="{style}" lang="{name[:2].lower()}">{head}{body}</div>')


def _unit(unit: Unit) -> str:
    return f'<div class="unit {unit.kind}"><span class="id">{unit.id}</span>{html.escape(unit.text)}</div>'


def _button(
    label: str, key: str, icon: str, act: Callable[[], None], disabled: bool = False, primary: bool = False
) -> None:
    st.button(
        label,
        key=label.lower().replace(", ", "-").replace(" ", "-"),
        shortcut=None if st.session_state.get(_DIALOG) else key,
        icon=icon,
        on_click=act,
        disabled=disabled,
        type="primary" if primary else "secondary",
    )


def _go(label: str, key: str, icon: str, state: State, place: int) -> None:
    possible = 0 <= place < len(state.links)
    _button(label, key, icon, partial(_go_to, state.links[place].pair if possible else None), not possible)


def _go_to(pair: Pair | None) -> None:
    st.session_state["focus"] = pair


def _act(project: Project, act: _Act, advance: bool = False) -> None:
    """Do one act and say so if it is refused. The focus goes to what came of it, or to the least certain link."""
    before = project.state().sequence
    try:
        state = act()
    except ProjectException as refusal:
        st.session_state["message"] = f"{refusal}."
        return
    if advance:
        following = queues.least_certain(state, st.session_state["focus"])
        _go_to(following.pair if following else None)
        return
    pairs = {reviewed.pair for reviewed in state.links}
    for event in project.events():
        if event.sequence > before and (made := [p for p in touched(event.act) if p in pairs]):
            focus = st.session_state.get("focus")
            if focus not in made:
                _go_to(min(made))


show()
