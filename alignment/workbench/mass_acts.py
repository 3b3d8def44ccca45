"""Acts on many links: how many and which is shown before, and one press takes it back."""

from __future__ import annotations

import html
from collections.abc import Sequence
from functools import partial

import streamlit as st

from alignment import review
from alignment.project import Project, State
from alignment.records import Alignment, Pair, ReviewedLink, template
from alignment.review import queues
from alignment.workbench import check_runs, desk, models, seat, session, text_view, words
from alignment.workbench.keys import KEYS
from alignment.workbench.speech import _, n_
from alignment.workbench.waiting import compilation_shown
from alignment.workbench.widgets import ACCEPT_LEAST, ACCEPT_PLAIN, ACCEPT_SCOPE

_SCOPES = {
    "all": template("Whole text"),
    "section": template("This section"),
    "above": template("Above this link"),
    "queue": template("Chosen queue"),
}
_CERTAIN = 99  # percent: fewer than one wrong in a hundred, by the calibration
_PREVIEWED = 30  # links


def ask_above() -> None:
    """Open the dialog for all links above the one in focus."""
    _open("above", 0, plain=False)


def ask_certain() -> None:
    """Open the dialog for the links that are certain enough, all over the text."""
    _open("all", _CERTAIN, plain=True)


def _open(scope: str, least: int, plain: bool) -> None:
    ACCEPT_SCOPE.put(scope)
    ACCEPT_LEAST.put(least)
    ACCEPT_PLAIN.put(plain)
    desk.open_dialog("accept-many")


def show_accept_dialog(project: Project) -> None:
    """The dialog that `ask_above` or `ask_certain` opened."""
    st.dialog(_("Accept many"), on_dismiss=desk.close_dialog, width="large")(_accept)(project)


def show_realign_dialog(project: Project) -> None:
    """The dialog that asks before links are aligned anew."""
    st.dialog(_("Realign the rest"), on_dismiss=desk.close_dialog, width="medium")(_realign)(project)


def _accept(project: Project) -> None:
    state, alignment, pair = desk.opened_link(project)
    st.segmented_control(
        _("Which?"), list(_SCOPES), format_func=lambda name: _(_SCOPES[name]), required=True, key=ACCEPT_SCOPE.key
    )
    left, right = st.columns(2, vertical_alignment="bottom", gap="medium")
    left.slider(_("Confidence of at least"), 0, 100, format="%d %%", key=ACCEPT_LEAST.key)
    right.toggle(_("Only where nothing is said: no finding, flag or comment"), key=ACCEPT_PLAIN.key)
    chosen = _chosen(project, state, pair)
    told = n_("{number} link is accepted as one act.", "{number} links are accepted as one act.", len(chosen))
    st.html(f'<div role="status"><b>{html.escape(told)}</b></div>{_preview(alignment, chosen)}')
    label = n_("Accept {number}", "Accept {number}", len(chosen))
    if st.button(label, type="primary", shortcut="enter", disabled=not chosen, key="accept-many-do"):
        pairs = tuple(reviewed.pair for reviewed in chosen)
        desk.finish(
            project, _("Accept many"), partial(review.set_status_of_many, project, pairs, "accepted", seat.reviewer())
        )


def _chosen(project: Project, state: State, pair: Pair) -> list[ReviewedLink]:
    """The links that would be accepted, the least certain first."""
    among: Sequence[int] = range(len(state.links))
    match ACCEPT_SCOPE.value:
        case "above":
            among = range(state.place(pair))
        case "queue":
            among = desk.queue(project, state)
        case "section":
            sections = session.project_sections(project, state)
            homes = review.sections_of_links(sections, state)
            among = [place for place in among if homes[place] == homes[state.place(pair)]]
    without: set[Pair] = set()
    if ACCEPT_PLAIN.value:
        without = set(check_runs.open_by_link(project, state))
        notes = (state.flags_of, state.comments_of, state.proposals_of)
        without |= {r.pair for place in among for r in [state.links[place]] if any(of(r.link) for of in notes)}
    return queues.certain_links(state, among, ACCEPT_LEAST.value / 100, without)


def _preview(alignment: Alignment, chosen: Sequence[ReviewedLink]) -> str:
    """The least certain of them: where these are right, so are the others."""
    if not chosen:
        return ""
    rows = ""
    for reviewed in chosen[:_PREVIEWED]:
        label, color = words.confidence_words(reviewed.link)
        badge = f'<span class="badge {color}">{html.escape(label)}</span>'
        rows += f"<div>{badge}{text_view.side_by_side(alignment, reviewed.pair)}</div>"
    more = len(chosen) - _PREVIEWED
    rest = n_("and {number} more that is more certain", "and {number} more that are more certain", more) if more > 0 else ""
    first = html.escape(_("The least certain first:"))
    return f'<div class="preview" tabindex="0" role="group" aria-label="{first}">{rows}<p>{html.escape(rest)}</p></div>'


def _realign(project: Project) -> None:
    state = desk.look(project)
    number = len(review.links_to_realign(state))
    st.write(
        n_(
            "{number} link that nobody has accepted or made is aligned anew, as one act.",
            "{number} links that nobody has accepted or made are aligned anew, as one act.",
            number,
        )
    )
    if st.button(_("Realign"), type="primary", shortcut="enter", disabled=not number, key="realign-do"):
        who = seat.reviewer()

        def act(seen: int | None) -> State:
            with compilation_shown():
                return review.realign(project, models.encoder(project), who, seen)

        desk.finish(project, _(KEYS["realign"].label), act)
