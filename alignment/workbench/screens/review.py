"""Review: one link in focus, its neighbours around it, and everything that can be done with it by button or key."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from alignment import review
from alignment.project import Project, State
from alignment.records import ReviewedLink
from alignment.review import QUEUES, ReviewedFinding, Section
from alignment.workbench import (
    act_bar,
    check_runs,
    deciding,
    desk,
    dialogs,
    finding_view,
    flags,
    following,
    hands,
    hits,
    keyboard,
    marking,
    models,
    occurrence_dialogs,
    refusals,
    seat,
    selected_links,
    sentence_view,
    session,
    start_and_finish,
    suggestions,
    text_view,
    view_settings,
    whereabouts,
    words,
)
from alignment.workbench.desk_state import Attempt, kept
from alignment.workbench.dressing import put_on
from alignment.workbench.keys import KEYS
from alignment.workbench.last_places import LastPlace, short_name
from alignment.workbench.sentence_view import Inside
from alignment.workbench.speech import _, n_, speaker
from alignment.workbench.widgets import QUEUE, SEARCH, SECTION

_NEAR = 2  # neighbours shown above and below


def show() -> None:
    project = session.open_project()
    put_on("review")
    put_on("split")
    session.unseen_heading(_("Review"), project)
    if kept().dialog in selected_links.DIALOGS:
        desk.close_dialog()  # it stands on the list, and here the keys would rest for it
    _workbench(project)
    following.follow(project, _in_view)


def _in_view(state: State) -> object:
    """The link in focus and its neighbours, and what is said of them."""
    place = state.places.get(kept().focus) if kept().focus else None  # type: ignore[arg-type]
    if place is None:
        return None
    near = [r for at in range(place - _NEAR, place + _NEAR + 1) if 0 <= at < len(state.links) for r in [state.links[at]]]
    notes = (state.flags_of, state.comments_of, state.proposals_of)
    said = state.sentences_of(state.links[place].pair) if kept().other_level else ()
    return said, [(place, r, *(of(r.link) for of in notes), state.ratings_of(r.pair)) for r in near]


@st.fragment
@refusals.shown
def _workbench(project: Project) -> None:
    state = desk.look(project)
    focus = desk.focus(project, state)
    dialogs.close_if_gone(state)
    hands.close_panel_elsewhere(focus)
    start_and_finish.ask_whether_finished()
    place, welcomes = state.place(focus), start_and_finish.welcomes(project)
    view_settings.apply_view()
    with st.container(key="workbench", gap="small"):
        walking = _toolbar(project, state)
        _hits_line(project, state)
        st.progress(state.accepted / len(state.links), text=desk.counted(project, state, place))
        findings = check_runs.of_link(project, state, focus)  # some queues let the checks run
        acts = act_bar.acts_at(project, state, focus, state.sequence, findings)
        with walking:
            act_bar.walking_buttons(acts)
        beside_model = st.container(key="model")
        # What stands above is as high at every link, so that the text begins where it began.
        with st.container(key="above", gap="xxsmall"):
            st.html("<i hidden></i>")  # an empty place would not be there at all
            if welcomes:
                start_and_finish.show_welcome()
            for reviewed in state.links[max(place - _NEAR, 0) : place] if not welcomes else ():
                _neighbour(project, state, reviewed)
        with st.container(border=True, key="focus", gap="small"):
            inside = sentence_view.inside(project, state, focus)
            _focused(project, state, state.links[place], findings, inside)
        with st.container(key="below", gap="xxsmall"):
            for reviewed in state.links[place + 1 : place + 1 + _NEAR]:
                _neighbour(project, state, reviewed)
        chosen = inside.rows[inside.chosen] if inside and inside.chosen is not None else state.links[place]
        act_bar.show_bar(state, focus, acts, chosen.status)
        _tell()
        check_runs.show_progress(project)
    with beside_model:
        models.offer()
    dialogs.show_link_dialog(project)
    marking.listen(project.alignment_of(state), focus, inside.sentences if inside else None)
    hands.hear_hands(project, state, focus)
    search = keyboard.Search(SEARCH.key, desk.query(), "queue-next", "queue-previous")
    at = st.query_params.get("at", "")
    keyboard.hear(project, state, KEYS, acts, partial(_acts_now, project), search, at)
    here = LastPlace(at, "" if QUEUE.value == "least certain" else QUEUE.value, SECTION.value)
    said = _said(state, state.links[place], len(findings))
    whereabouts.point_out(said, short_name(project), here)
    start_and_finish.keep_welcomed()
    view_settings.keep_view()
    following.remember_view(_in_view, state)


def _said(state: State, reviewed: ReviewedLink, findings: int) -> str:
    """What is said of a link to who hears the screen."""
    parts = [
        _place_words(state, reviewed),
        words.confidence_words(reviewed.link)[0],
        _(words.STATUS_WORDS[reviewed.status]),
        words.shape(reviewed.link),
    ]
    if findings:
        parts.append(n_("{number} finding", "{number} findings", findings))
    if flagged := len(state.flags_of(reviewed.link)):
        parts.append(n_("{number} flag", "{number} flags", flagged))
    return ", ".join(parts)


def _place_words(state: State, reviewed: ReviewedLink) -> str:
    return _("Link {place} of {links}", place=state.place(reviewed.pair) + 1, links=len(state.links))


def _acts_now(project: Project, seen: int) -> Mapping[str, keyboard.Do]:
    """What the keys do as things are now, which the screen may not show yet."""
    state, focus = desk.look(project), kept().focus
    if focus is None or focus not in state.places:
        focus = desk.focus(project, state)
    return act_bar.acts_at(project, state, focus, seen, check_runs.of_link(project, state, focus))


def _tell() -> None:
    """What was done or refused, above the bar: it moves no text."""
    message, notice = kept().take_message(), kept().take_notice()
    with st.container(key="said", gap="xsmall"):
        if message:
            st.warning(message, icon=":material/warning:")
        if notice:
            st.success(notice, icon=":material/done_all:")


def _toolbar(project: Project, state: State) -> DeltaGenerator:
    """The line above the texts; the place on it for the acts that walk."""
    with st.container(horizontal=True, vertical_alignment="center", key="toolbar"):
        walking = st.container(horizontal=True, key="walking", width="content")
        _chooser(project, state)
        view_settings.choose_view()
        session.ask_who()
    return walking


def _hits_line(project: Project, state: State) -> None:
    places, flag = partial(occurrence_dialogs.ask_for_places, project), occurrence_dialogs.ask_to_flag_all
    hits.show_hits(project, state, places, flag)


def _chooser(project: Project, state: State) -> None:
    """Queue, section, and the field to search or jump with."""
    for choice in (QUEUE, SECTION):
        if not choice.is_set:
            choice.put(st.query_params.get(choice.key, ""))
    if QUEUE.value not in QUEUES:
        QUEUE.put("least certain")
    sections = {section.id: section for section in session.project_sections(project, state)}
    if SECTION.value not in sections:
        SECTION.put("")
    st.selectbox(
        _("Queue"),
        list(QUEUES),
        format_func=lambda name: _(words.QUEUE_WORDS[name]),
        key=QUEUE.key,
        on_change=partial(desk.remember, QUEUE),
        label_visibility="collapsed",
    )
    st.selectbox(
        _("Section"),
        ["", *sections],
        format_func=lambda name: _section_title(sections[name]) if name else _("All sections"),
        key=SECTION.key,
        on_change=partial(desk.remember, SECTION),
        label_visibility="collapsed",
    )
    st.text_input(
        _("Search"),
        key=SEARCH.key,
        on_change=partial(desk.jump_or_search, project),
        placeholder=_("Search both texts, or jump: kk.12, line 40"),
        icon=":material/search:",
        label_visibility="collapsed",
    )


def _section_title(section: Section) -> str:
    return words.short(section.title, 60) or _("Beginning")


def _focused(
    project: Project, state: State, reviewed: ReviewedLink, findings: list[ReviewedFinding], inside: Inside | None
) -> None:
    link, alignment = reviewed.link, project.alignment_of(state)
    _badges(reviewed, state, len(findings))
    is_split = kept().dialog == "split"
    other = kept().other_level and not is_split
    shown = [*flags.flag_spans(state, link), *finding_view.finding_spans(findings), *marking.marked_spans(link.pair)]
    shown += hits.looked_at(project, state, link.pair)
    sides = text_view.both_sides(alignment, link.pair, "focus", heads=True, query=desk.asked(), shown=shown)
    place = state.place(reviewed.pair)
    if other and alignment.level == "sentence":
        st.html(text_view.paragraphs_around(alignment, link))
    if is_split:
        hands.show_panel(project, state, link.pair)
    elif other and inside:
        sentence_view.show_rows(inside, shown, desk.asked())
    elif not other or alignment.level == "sentence":
        left, right = st.columns(2, gap="medium")
        left.html(sides["en"])
        right.html(sides["kk"])
    marking.line(alignment, link.pair)
    if drawing := text_view.draw_crossings(alignment, state, place):
        st.html(drawing)
    suggestions.show_suggestions(project, state, link.pair)
    flags.listed(project, state, link)
    _notes(project, state, reviewed)
    if session.scores_links():
        flags.show_score(project, state, link.pair)
    deciding.under_link(project, findings)


def _badges(reviewed: ReviewedLink, state: State, findings: int) -> None:
    """All in one piece of HTML: each element of Streamlit's own costs the browser some milliseconds."""
    label, color = words.confidence_words(reviewed.link)
    status = f"{words.STATUS_SIGN[reviewed.status]} {_(words.STATUS_WORDS[reviewed.status])}"
    badges: tuple[tuple[str, str], ...] = (
        (status, words.STATUS_COLOR[reviewed.status]),
        (label, color),
        (words.shape(reviewed.link), "gray"),
        (_("by machine") if reviewed.origin == "machine" else _("by reviewer"), "gray"),
    )
    notes = (
        (len(state.flags_of(reviewed.link)), "⚑", "red"),
        (findings, "!", "violet"),
        (len(state.comments_of(reviewed.link)) + len(state.proposals_of(reviewed.link)), "✎", "blue"),
    )
    badges += tuple((f"{sign} {number}", color) for number, sign, color in notes if number)
    body = "".join(f'<span class="badge {color}">{html.escape(text)}</span>' for text, color in badges)
    if reviewed.reviewer:
        body += f"{session.person(reviewed.reviewer)} · {speaker().moment(reviewed.at)}"
    heading = f'<h2 class="unseen">{html.escape(_place_words(state, reviewed))}</h2>'
    st.html(f'<div id="sequence" data-sequence="{state.sequence}">{heading}{body}</div>')


def _notes(project: Project, state: State, reviewed: ReviewedLink) -> None:
    """Comments and proposals, each with a button that takes it away."""
    who, link, seen = seat.reviewer(), reviewed.link, state.sequence
    for comment in state.comments_of(link):
        meta = f"{session.person(comment.reviewer)} · {speaker().moment(comment.at)}"
        away = partial(desk.do, project, _("Remove comment"), _attempt(review.uncomment, project, comment.id, who), seen)
        _note(html.escape(comment.text), meta, f"uncomment-{comment.id}", _("Remove comment"), away)
    for proposal in state.proposals_of(link):
        old = project.alignment_of(state).texts(link)[0 if proposal.side == "kk" else 1]
        meta = f"{session.person(proposal.reviewer)} · {speaker().moment(proposal.at)}"
        away = partial(desk.do, project, _("Withdraw"), _attempt(review.withdraw, project, proposal.id, who), seen)
        body = f'<div lang="{proposal.side}">{text_view.difference(old, proposal.text)}</div>'
        _note(body, meta, f"withdraw-{proposal.id}", _("Withdraw"), away)


def _attempt(function: Callable[..., State], project: Project, number: int, who: str) -> Attempt:
    return lambda seen: function(project, number, who, seen)


def _note(body: str, meta: str, key: str, label: str, away: Callable[[], None]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"note-{key}"):
        st.html(f'<div class="note">{body}<div class="meta">{meta}</div></div>')
        st.button(label, key=key, type="tertiary", on_click=away)


def _neighbour(project: Project, state: State, reviewed: ReviewedLink) -> None:
    icon = {"accepted": "check_circle", "needs review": "help"}.get(reviewed.status, "radio_button_unchecked")
    noted = " :material/flag:" if state.flags_of(reviewed.link) else ""
    noted += " :material/comment:" if state.comments_of(reviewed.link) else ""
    text, button = st.columns([16, 1], vertical_alignment="center", gap="xsmall")
    heading = f'<h2 class="unseen">{html.escape(_place_words(state, reviewed))}</h2>'
    text.html(heading + text_view.side_by_side(project.alignment_of(state), reviewed.pair, query=desk.asked()))
    there = _(
        "Go to link {place} ({status})",
        place=state.place(reviewed.pair) + 1,
        status=_(words.STATUS_WORDS[reviewed.status]),
    )
    button.button(
        f":material/{icon}:{noted} {there}",
        key=f"go-{reviewed.pair}",
        type="tertiary",
        help=there,
        on_click=partial(desk.go_to, reviewed.pair),
    )


show()
