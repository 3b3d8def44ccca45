"""Review: one link in focus, its neighbours around it, and everything that can be done with it by button or key."""

from __future__ import annotations

import html
from collections.abc import Callable
from functools import partial

import streamlit as st

from alignment import review
from alignment.exceptions import ModelException
from alignment.project import Project, State
from alignment.records import Pair, ReviewedLink, Side, units_of
from alignment.review import QUEUES, Section
from alignment.workbench import (
    check_runs,
    deciding,
    desk,
    dialogs,
    finding_view,
    flags,
    following,
    marking,
    models,
    refusals,
    seat,
    session,
    suggestions,
    text_view,
    words,
)
from alignment.workbench.desk_state import Attempt, kept
from alignment.workbench.keys import KEYS
from alignment.workbench.speech import _, speaker
from alignment.workbench.waiting import compilation_shown
from alignment.workbench.widgets import QUEUE, SEARCH, SECTION

_NEAR = 2  # neighbours shown above and below


def show() -> None:
    project = session.open_project()
    _workbench(project)
    following.follow(project, _in_view)


def _in_view(state: State) -> object:
    """The link in focus and its neighbours, and what is said of them."""
    place = state.places.get(kept().focus) if kept().focus else None  # type: ignore[arg-type]
    if place is None:
        return None
    near = [r for at in range(place - _NEAR, place + _NEAR + 1) if 0 <= at < len(state.links) for r in [state.links[at]]]
    notes = (state.flags_of, state.comments_of, state.proposals_of)
    return [(place, r, *(of(r.link) for of in notes), state.ratings_of(r.pair)) for r in near]


@st.fragment
@refusals.shown
def _workbench(project: Project) -> None:
    state = desk.look(project)
    focus = desk.focus(project, state)
    dialogs.close_if_gone(state)
    place = state.place(focus)
    _toolbar(project, state, place)
    _chooser(project, state)
    st.progress(state.accepted / len(state.links), text=desk.counted(project, state, place))
    if message := kept().take_message():
        st.warning(message, icon=":material/warning:")
    beside_model = st.container(key="model")
    for reviewed in state.links[max(place - _NEAR, 0) : place]:
        _neighbour(project, state, reviewed)
    with st.container(border=True, key="focus"):
        _focused(project, state, state.links[place])
    for reviewed in state.links[place + 1 : place + 1 + _NEAR]:
        _neighbour(project, state, reviewed)
    with beside_model:
        models.offer()
    dialogs.show_link_dialog(project)
    marking.listen(project.alignment_of(state), focus)
    following.remember_view(_in_view, state)


def _toolbar(project: Project, state: State, place: int) -> None:
    who = seat.reviewer()
    with st.container(horizontal=True, vertical_alignment="center", key="toolbar"):
        for name, target in (("previous", place - 1), ("next", place + 1)):
            there = 0 <= target < len(state.links)
            _button(name, partial(desk.go_to, state.links[target].pair if there else None), not there)
        _button("queue-next", partial(desk.walk, project, 1))
        _button("queue-previous", partial(desk.walk, project, -1))
        undo = partial(desk.do, project, _("Undo"), lambda _seen: project.undo(who))
        redo = partial(desk.do, project, _("Redo"), lambda _seen: project.redo(who))
        _button("undo", undo, not project.next_undo(who))
        _button("redo", redo, not project.next_redo(who))
        _button("level", _change_level)
        _button("keys", partial(desk.open_dialog, "keys"))
        st.space("stretch")
        session.ask_who()


def _change_level() -> None:
    kept().other_level = not kept().other_level


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
    queue, section, search = st.columns(3)
    with queue:
        st.selectbox(
            _("Queue"),
            list(QUEUES),
            format_func=lambda name: _(words.QUEUE_WORDS[name]),
            key=QUEUE.key,
            on_change=partial(desk.remember, QUEUE),
            label_visibility="collapsed",
        )
    with section:
        st.selectbox(
            _("Section"),
            ["", *sections],
            format_func=lambda name: _section_title(sections[name]) if name else _("All sections"),
            key=SECTION.key,
            on_change=partial(desk.remember, SECTION),
            label_visibility="collapsed",
        )
    with search:
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


def _focused(project: Project, state: State, reviewed: ReviewedLink) -> None:
    link, alignment = reviewed.link, project.alignment_of(state)
    _badges(reviewed, state)
    other = kept().other_level
    if other:
        _other_level(project, state, reviewed)
    findings = check_runs.of_link(project, state, link.pair)
    shown = [*flags.flag_spans(state, link), *finding_view.finding_spans(findings), *marking.marked_spans(link.pair)]
    sides = text_view.both_sides(alignment, link.pair, "focus", heads=True, query=desk.query(), shown=shown)
    place = state.place(reviewed.pair)
    whole = not other or alignment.level == "sentence"
    if whole:
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
    _acts(project, state, reviewed, place, whole)
    left, right = st.columns(2, gap="medium")
    with left:
        _side_acts(project, state, reviewed.pair, "en", place)
    with right:
        _side_acts(project, state, reviewed.pair, "kk", place)


def _badges(reviewed: ReviewedLink, state: State) -> None:
    """All in one piece of HTML: each element of Streamlit's own costs the browser some milliseconds."""
    label, color = words.confidence_words(reviewed.link)
    status = f"{words.STATUS_SIGN[reviewed.status]} {_(words.STATUS_WORDS[reviewed.status])}"
    badges = (
        (status, words.STATUS_COLOR[reviewed.status]),
        (label, color),
        (words.shape(reviewed.link), "gray"),
        (_("by machine") if reviewed.origin == "machine" else _("by reviewer"), "gray"),
    )
    body = "".join(f'<span class="badge {color}">{html.escape(text)}</span>' for text, color in badges)
    if reviewed.reviewer:
        body += f"{session.person(reviewed.reviewer)} · {speaker().moment(reviewed.at)}"
    st.html(f'<div id="sequence" data-sequence="{state.sequence}">{body}</div>')


def _other_level(project: Project, state: State, reviewed: ReviewedLink) -> None:
    """Of a link of paragraphs, its sentences beside each other; of a link of sentences, the paragraphs around it."""
    alignment = project.alignment_of(state)
    if alignment.level == "paragraph":
        try:
            links = session.sentences_inside(project, state, reviewed.link)
        except ModelException:
            return  # the offer above says it
        st.html(text_view.sentence_rows(session.sentence_aligner(project, state).alignment, links))
    else:
        st.html(text_view.paragraphs_around(alignment, reviewed.link))


def _side_acts(project: Project, state: State, pair: Pair, side: Side, place: int) -> None:
    first, last = place == 0, place == len(state.links) - 1
    own = units_of(pair, side)
    act = partial(_act, project, state, pair)
    with st.container(horizontal=True, key=f"{side}-acts"):
        _button(f"{side}-up", act(f"{side}-up", review.move, side, "previous"), not own or first)
        _button(f"{side}-down", act(f"{side}-down", review.move, side, "next"), not own or last)
        _button(f"{side}-slide-up", act(f"{side}-slide-up", review.shift, side, "up"), not own or first)
        _button(f"{side}-slide-down", act(f"{side}-slide-down", review.shift, side, "down"), not own)
        _button(f"{side}-take-up", act(f"{side}-take-up", review.merge, "previous", side=side), first)
        _button(f"{side}-take-down", act(f"{side}-take-down", review.merge, "next", side=side), last)


def _acts(project: Project, state: State, reviewed: ReviewedLink, place: int, whole: bool) -> None:
    """The buttons of the link; its words can be marked where its `whole` texts stand."""
    pair = reviewed.pair
    kk, en = pair
    first, last = place == 0, place == len(state.links) - 1
    accepted = reviewed.status == "accepted"
    act = partial(_act, project, state, pair)
    with st.container(horizontal=True, key="acts"):
        _button("accept", act("accept", review.set_status, "accepted"), accepted, primary=True)
        _button("accept-next", act("accept-next", review.set_status, "accepted", advance=True), accepted)
        if reviewed.status == "unreviewed":
            _button("needs-review", act("needs-review", review.set_status, "needs review"))
        else:
            _button("needs-review", act("needs-review", review.set_status, "unreviewed"), label=_("Reopen"))
        _button("accept-above", act("accept-above", review.accept_above), first)
        _button("merge-up", act("merge-up", review.merge, "previous"), first)
        _button("merge-down", act("merge-down", review.merge, "next"), last)
        _button("split", partial(desk.open_dialog, "split"))
        _button("swap", act("swap", review.swap), last)
        _button("pop-out", partial(desk.open_dialog, "pop-out"), len(kk) + len(en) < 2)
        _button("link-two", partial(desk.open_dialog, "link-two"))
        _button("realign", _realign(project, state), state.accepted == len(state.links))
        _button("mark", lambda: None, not whole)  # the browser answers it: marking.js
        _button("flag", flags.begin)
        _button("comment", partial(desk.open_dialog, "comment"))
        _button("propose", partial(desk.open_dialog, "propose"))


def _realign(project: Project, state: State) -> Callable[[], None]:
    who = seat.reviewer()

    def act(seen: int | None) -> State:
        with compilation_shown():
            return review.realign(project, models.encoder(project), who, seen)

    return partial(desk.do, project, _(KEYS["realign"].label), act, state.sequence)


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
    text, button = st.columns([16, 1], vertical_alignment="center")
    text.html(text_view.side_by_side(project.alignment_of(state), reviewed.pair))
    button.button(
        f":material/{icon}:{noted}",
        key=f"go-{reviewed.pair}",
        type="tertiary",
        help=_("Go to this link ({status})", status=_(words.STATUS_WORDS[reviewed.status])),
        on_click=partial(desk.go_to, reviewed.pair),
    )


def _act(
    project: Project,
    state: State,
    pair: Pair,
    name: str,
    function: Callable[..., State],
    *arguments: object,
    advance: bool = False,
    **named: object,
) -> Callable[[], None]:
    """What a button does: one act of `review` on the link, as the state was when the button was drawn."""

    def act(seen: int | None) -> State:
        return function(project, pair, *arguments, reviewer=seat.reviewer(), seen=seen, **named)

    return partial(desk.do, project, _(KEYS[name].label), act, state.sequence, advance)


def _button(name: str, act: Callable[[], None], disabled: bool = False, primary: bool = False, label: str = "") -> None:
    desk.button(KEYS[name], act, disabled=disabled, primary=primary, label=label)


show()
