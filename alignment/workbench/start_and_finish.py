"""What the review screen says to who begins, and to whoever has come to the end."""

from __future__ import annotations

import html

import streamlit as st

from alignment.project import Introduce, Project, State
from alignment.review import progress
from alignment.workbench import check_runs, desk, report_buttons, seat, session
from alignment.workbench.desk_state import kept
from alignment.workbench.speech import _, n_

_COOKIE = "alignment-welcomed"


def welcomes(project: Project) -> bool:
    """Whether whoever looks has done nothing in the project, and has not put the words away that are said to who begins."""
    if kept().welcomed or _COOKIE in seat.cookies():
        return False
    who = seat.reviewer()
    if any(event.reviewer == who and not isinstance(event.act, Introduce) for event in project.events()):
        _put_away()
    return not kept().welcomed


def show_welcome() -> None:
    """What to do, what the confidence is, and that all is saved. It stands where links above the one in focus would."""
    said = _(
        "You begin at the link that the machine is least sure of. Where both texts say the same, whole and nothing more, "
        "accept it; else mend it first. The percentage is how probable it is that the link is right. Every act is saved at "
        "once, and Undo takes it back."
    )
    with st.container(horizontal=True, vertical_alignment="center", key="welcome"):
        st.html(f'<div role="note">{html.escape(said)}</div>')
        st.button(_("Understood"), key="welcome-close", on_click=_put_away)


def keep_welcomed() -> None:
    """Let the browser keep that the words for who begins have been read."""
    if kept().welcomed and _COOKIE not in seat.cookies():
        seat.keep_in_browser("welcomed", {_COOKIE: "1"})


def _put_away() -> None:
    kept().welcomed = True


def ask_whether_finished() -> None:
    """Open the dialog of the end where the last act has led there, or somebody looks for more work and there is none."""
    if kept().dialog is None and kept().at_end:
        kept().at_end = False
        desk.open_dialog("finished")


def show_finished_dialog(project: Project) -> None:
    """The dialog that tells what was done, and offers what comes next."""
    st.dialog(_("Every link is accepted"), on_dismiss=desk.close_dialog, width="medium")(_finished)(project)


def _finished(project: Project) -> None:
    state = desk.look(project)
    st.html(f'<ul class="done">{"".join(f"<li>{line}</li>" for line in _done(project, state))}</ul>')
    findings = len(check_runs.open_by_link(project, state))
    if findings:
        st.write(
            n_(
                "In {number} link the checks find something that nobody has decided about.",
                "In {number} links the checks find something that nobody has decided about.",
                findings,
            )
        )
    ways = [("export", _("Export"), "download"), ("print", _("Print view"), "print"), ("overview", _("Overview"), "map")]
    ways += [("findings", _("Findings"), "fact_check")] if findings else []
    with st.container(horizontal=True):
        for name, label, icon in ways:
            kind = "primary" if name == "export" else "secondary"
            if st.button(label, key=f"finished-{name}", type=kind, icon=f":material/{icon}:"):  # type: ignore[arg-type]
                desk.close_dialog()
                st.switch_page(session.screen(name))
    st.subheader(_("Error report"), anchor=False)
    report_buttons.show_report_buttons(project)


def _done(project: Project, state: State) -> list[str]:
    """What was done, a line each, as HTML."""
    by_hand = sum(reviewed.origin != "machine" for reviewed in state.links)
    counts = [
        n_("{number} link accepted", "{number} links accepted", state.accepted),
        n_("{number} link made by hand", "{number} links made by hand", by_hand) if by_hand else "",
        n_("{number} flag", "{number} flags", len(state.flags)) if state.flags else "",
        n_("{number} comment", "{number} comments", len(state.comments)) if state.comments else "",
        n_("{number} better translation", "{number} better translations", len(state.proposals)) if state.proposals else "",
    ]
    lines = [html.escape(count) for count in counts if count]
    for one in progress.by_reviewer(state, project.events()):
        acts = html.escape(n_("{number} act", "{number} acts", one.acts))
        lines.append(f"{session.person(one.reviewer)} · {acts}")
    return lines
