"""Double review: two reviewers judge the same sample, neither seeing the other's verdicts, and their agreement."""

from __future__ import annotations

from functools import partial

import streamlit as st

from alignment import review
from alignment.project import Project, State
from alignment.records import Alignment, Verdict, template
from alignment.review import Agreement, agreements, waiting_for
from alignment.workbench import desk, dialogs, following, refusals, seat, session, text_view, words
from alignment.workbench.desk_state import kept
from alignment.workbench.speech import _, n_, speaker

_VERDICTS: dict[Verdict, str] = {
    "right": template("right"),
    "partly right": template("partly right"),
    "wrong": template("wrong"),
}
_COLORS: dict[Verdict, words.Color] = {"right": "green", "partly right": "orange", "wrong": "red"}
_KEYS: dict[Verdict, str] = {"right": "a", "partly right": "s", "wrong": "d"}


def show() -> None:
    project = session.open_project()
    session.heading(_("Double review"))
    _screen(project)
    following.follow(project, _sample_of)


def _sample_of(state: State) -> object:
    """Which links are judged; what others say of them is not to be seen."""
    return state.sample


@st.fragment
@refusals.shown
def _screen(project: Project) -> None:
    state, who = desk.look(project), seat.reviewer()
    following.remember_view(_sample_of, state)
    _judging(project, state, who)
    dialogs.show_clash(project)


def _judging(project: Project, state: State, who: str) -> None:
    if message := kept().take_message():
        st.warning(message, icon=":material/warning:")
    if not state.sample:
        st.write(
            _("Two reviewers judge the same links, neither seeing the other's verdicts; then their agreement is told.")
        )
        _draw(project, state, who)
        return
    waiting = waiting_for(state, who)
    done = len(state.sample) - len(waiting)
    st.progress(done / len(state.sample), text=_("{done} of {total} judged by you", done=done, total=len(state.sample)))
    if waiting:
        with st.container(border=True, key="judged"):
            sides = text_view.both_sides(project.alignment_of(state), waiting[0], "focus", heads=True)
            st.html(f'<div class="two">{sides["en"]}{sides["kk"]}</div>')
            with st.container(horizontal=True):
                for verdict, label in _VERDICTS.items():
                    act = partial(review.judge, project, waiting[0], verdict, who)
                    st.button(
                        _(label).capitalize(),
                        key=f"judge-{verdict}-{waiting[0]}",
                        shortcut=_KEYS[verdict],
                        on_click=_do,
                        args=(project, label, act, state.sequence),
                    )
        st.caption(_("The verdicts of others are shown when you have judged the whole sample."))
        return
    _results(project, state)
    with st.expander(_("Draw a new sample")):
        _draw(project, state, who)


def _draw(project: Project, state: State, who: str) -> None:
    size = st.number_input(_("Links in the sample"), 1, 500, 30, key="sample-size")
    act = partial(review.draw_sample, project, size, state.sequence, who)
    st.button(
        _("Draw a sample"),
        type="primary",
        key="sample-draw",
        on_click=_do,
        args=(project, template("Draw a sample"), act, state.sequence),
    )


def _do(project: Project, label: str, act: partial[State], seen: int) -> None:
    desk.do(project, _(label), lambda seen: act(seen=seen), seen)


def _results(project: Project, state: State) -> None:
    found = agreements(state)
    if not found:
        st.write(_("Nobody else has judged this sample yet."))
    for agreement in found:
        _agreement(project.alignment_of(state), agreement)


def _agreement(alignment: Alignment, agreement: Agreement) -> None:
    st.html(f"<b>{session.person(agreement.first)} · {session.person(agreement.second)}</b>")
    with st.container(horizontal=True):
        st.metric(_("Links judged by both"), speaker().number(agreement.links), border=True, width="content")
        st.metric(_("Judged alike"), speaker().percent(agreement.observed), border=True, width="content")
        kappa = "–" if agreement.kappa is None else speaker().number(round(agreement.kappa, 2))
        st.metric(_("Cohen's kappa"), kappa, border=True, width="content")
    st.caption(n_("{number} judged differently", "{number} judged differently", len(agreement.apart)))
    for pair, first, second in agreement.apart:
        with st.container(border=True, key=f"apart-{agreement.first}-{agreement.second}-{pair}"):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.html(_verdict(agreement.first, first) + _verdict(agreement.second, second))
                if st.button(
                    _("Review"),
                    key=f"review-{agreement.first}-{agreement.second}-{pair}",
                    icon=":material/rate_review:",
                    type="tertiary",
                ):
                    desk.go_to(pair)
                    st.switch_page(session.screen("review"))
            st.html(text_view.side_by_side(alignment, pair, "whole"))


def _verdict(who: str, verdict: Verdict) -> str:
    return f'{session.person(who)} <span class="badge {_COLORS[verdict]}">{_(_VERDICTS[verdict])}</span>'


show()
