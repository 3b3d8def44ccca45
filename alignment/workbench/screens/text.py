"""Text: all links of the document, both texts side by side, to be read, walked, selected and acted on together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import get_args

import streamlit as st

from alignment.project import Project, State
from alignment.records import Status, template
from alignment.review import (
    QUEUES,
    Finder,
    Holding,
    LinkChoice,
    Query,
    Section,
    find_place,
    links_of_choice,
    links_with_moved_text,
)
from alignment.workbench import (
    check_runs,
    desk,
    dialogs,
    following,
    hands,
    models,
    refusals,
    seat,
    selected_links,
    session,
    text_list,
    words,
)
from alignment.workbench.desk_state import kept
from alignment.workbench.dressing import put_on
from alignment.workbench.speech import _, speaker
from alignment.workbench.widgets import (
    LINK_CONFIDENCE,
    LINK_HOLDING,
    LINK_QUEUE,
    LINK_SECTION,
    LINK_STATUS,
    LINK_TEXT,
    LINK_WHOLE,
)

_HOLDING: dict[Holding, tuple[str, str]] = {
    "finding": ("⚠", template("Findings")),
    "flag": ("⚑", template("Flags")),
    "comment": ("✎", template("Comments")),
}
_PLAIN = LinkChoice()


def show() -> None:
    project = session.open_project()
    put_on("text")
    put_on("split")
    session.unseen_heading(_("Text"), project)
    state = desk.look(project)
    focus = desk.focus(project, state)
    if kept().dialog not in (None, "name", "clash", "split", *selected_links.DIALOGS):
        desk.close_dialog()  # it stood on another screen, and here the keys would rest for it
    kept().listed_cuts = state.cuts
    _screen(project)
    text_list.hand_over_texts(project, state, focus)
    following.follow(project, _in_view)


def _in_view(state: State) -> object:
    """The links and what is said of them, which the list shows all."""
    said = state.flags, state.comments, state.proposals, state.dismissals
    return state.links, *said, state.assignments, state.link_assignments


@st.fragment
@refusals.shown
def _screen(project: Project) -> None:
    sections = session.project_sections(project, desk.look(project))
    _filters(sections, _choice(sections))
    _list(project)


@st.fragment
@refusals.shown
def _list(project: Project) -> None:
    """A fragment of its own: an act draws it alone anew, not what is chosen above it."""
    state = desk.look(project)
    dialogs.close_if_gone(state)
    if state.cuts != kept().listed_cuts:
        st.rerun()  # units are counted otherwise: the texts are handed over anew
    focus = desk.focus(project, state)
    hands.close_panel_elsewhere(focus)
    text_list.leave(project, session.screen("review"))
    following.remember_view(_in_view, state)
    choice, sections = kept().links_chosen or _PLAIN, session.project_sections(project, state)
    finders: dict[str, Finder] = {
        "findings": partial(check_runs.open_links, project, state),
        "moved text": lambda: links_with_moved_text(project.alignment_of(state), state),
    }
    shown = links_of_choice(
        choice,
        state,
        project.alignment_of(state),
        partial(session.index, project, state),
        seat.reviewer(),
        sections,
        finders,
    )
    findings = check_runs.open_by_link(project, state)  # after the choice, which may have had them looked for
    placed = find_place(choice.text, project.alignment_of(state))
    text_list.draw(project, state, focus, shown, findings, Query("") if placed else choice.query)
    models.offer()
    check_runs.show_progress(project)
    selected_links.show_dialog(project)
    dialogs.show_clash(project)


def _choice(sections: Sequence[Section]) -> LinkChoice:
    """What was chosen on this screen before, or what the address says; then the address says it, too."""
    choice = kept().links_chosen or _from_address()
    if choice.section not in {section.id for section in sections}:
        choice = replace(choice, section="")
    kept().links_chosen = choice
    for name, value in _to_address(choice).items():
        if value and st.query_params.get(name) != value:
            st.query_params[name] = value
        elif not value:
            st.query_params.pop(name, None)
    return choice


def _to_address(choice: LinkChoice) -> dict[str, str]:
    between = (round(100 * choice.least), round(100 * choice.most))
    return {
        "list": choice.queue if choice.queue != _PLAIN.queue else "",
        "part": choice.section,
        "status": choice.status,
        "confidence": "" if between == (0, 100) else "-".join(map(str, between)),
        "holding": " ".join(choice.holding),
        "text": choice.text,
        "words": "whole" if choice.text and choice.whole else "",
    }


def _from_address() -> LinkChoice:
    """What is nothing that can be chosen is left out."""
    said = st.query_params
    least, dash, most = said.get("confidence", "").partition("-")
    between = (int(least), int(most)) if dash and least.isdecimal() and most.isdecimal() else (0, 100)
    between = between if between[0] <= between[1] <= 100 else (0, 100)
    holding = said.get("holding", "").split()
    status = said.get("status", "")
    return LinkChoice(
        queue=said["list"] if said.get("list") in QUEUES else _PLAIN.queue,
        section=said.get("part", ""),
        status=status if status in get_args(Status) else "",  # type: ignore[arg-type]
        least=between[0] / 100,
        most=between[1] / 100,
        holding=tuple(name for name in _HOLDING if name in holding),
        text=said.get("text", ""),
        whole=said.get("words") == "whole" or kept().whole_words,
    )


def _filters(sections: Sequence[Section], choice: LinkChoice) -> None:
    titles = {section.id: words.short(section.title, 60) or _("Beginning") for section in sections}
    between = (round(100 * choice.least), round(100 * choice.most))
    LINK_QUEUE.put_if_other(choice.queue)
    LINK_SECTION.put_if_other(choice.section)
    LINK_STATUS.put_if_other(choice.status)
    LINK_TEXT.put_if_other(choice.text)
    LINK_WHOLE.put_if_other(choice.whole)
    LINK_CONFIDENCE.put_if_other(between)
    LINK_HOLDING.put_if_other(list(choice.holding))
    with st.container(horizontal=True, vertical_alignment="center", key="links-filter"):
        st.selectbox(
            _("Queue"),
            list(QUEUES),
            format_func=lambda name: _(words.QUEUE_WORDS[name]),
            key=LINK_QUEUE.key,
            on_change=_choose,
            width=185,
            label_visibility="collapsed",
        )
        st.selectbox(
            _("Section"),
            ["", *titles],
            format_func=lambda name: titles[name] if name else _("All sections"),
            key=LINK_SECTION.key,
            on_change=_choose,
            width=170,
            label_visibility="collapsed",
        )
        st.selectbox(
            _("Status"),
            ["", *words.STATUS_WORDS],
            format_func=_status,
            key=LINK_STATUS.key,
            on_change=_choose,
            width=140,
            label_visibility="collapsed",
        )
        with st.popover(_confidence(between), key="links-between"):
            st.slider(_("Confidence, in per cent"), 0, 100, step=1, key=LINK_CONFIDENCE.key, on_change=_choose)
        st.pills(
            _("What the links hold"),
            list(_HOLDING),
            selection_mode="multi",
            format_func=lambda name: " ".join((_HOLDING[name][0], _(_HOLDING[name][1]))),
            key=LINK_HOLDING.key,
            on_change=_choose,
            label_visibility="collapsed",
            width="content",
        )
        st.text_input(
            _("Search"),
            key=LINK_TEXT.key,
            on_change=_choose,
            width="stretch",
            placeholder=_("Search both texts: /"),
            icon=":material/search:",
            label_visibility="collapsed",
        )
        if choice.text:
            st.checkbox(_("Whole words"), key=LINK_WHOLE.key, on_change=_choose)
        session.ask_who()


def _status(name: str) -> str:
    return f"{words.STATUS_SIGN[name]} {_(words.STATUS_WORDS[name])}" if name else _("Any status")  # type: ignore[index]


def _confidence(between: tuple[int, int]) -> str:
    """What the button says that opens the choice of confidence."""
    if between == (0, 100):
        return _("Any confidence")
    least, most = (speaker().percent(share / 100) for share in between)
    return f"{least} – {most}"


def _choose() -> None:
    least, most = LINK_CONFIDENCE.value
    kept().links_chosen = LinkChoice(
        queue=LINK_QUEUE.value or _PLAIN.queue,
        section=LINK_SECTION.value,
        status=LINK_STATUS.value,  # type: ignore[arg-type]
        least=least / 100,
        most=most / 100,
        holding=tuple(name for name in _HOLDING if name in LINK_HOLDING.value),
        text=LINK_TEXT.value.strip(),
        whole=LINK_WHOLE.value,
    )
    kept().whole_words = LINK_WHOLE.value


show()
