"""What can be done with findings, on the findings screen and under the link of the review screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from hashlib import sha256

import streamlit as st

from alignment import review
from alignment.checks import Finding
from alignment.exceptions import ActRefused
from alignment.project import (
    Act,
    Dismiss,
    EditFlag,
    Project,
    RaiseFlag,
    Redo,
    Reinstate,
    RemoveFlag,
    State,
    Undo,
    raised_by,
)
from alignment.records import Scope
from alignment.review import ReviewedFinding
from alignment.workbench import check_runs, desk, drafts, finding_view, refusals, seat, words
from alignment.workbench.desk_state import Attempt, kept
from alignment.workbench.keyboard import Do
from alignment.workbench.keys import FINDING_KEYS, printed
from alignment.workbench.speech import _, n_
from alignment.workbench.widgets import Widget


def finding_button(name: str, acts: Mapping[str, Do], primary: bool = False, label: str = "") -> None:
    """The button of an act of the findings screen; none where the act does not belong to what is in focus."""
    if name in acts:
        act, key = acts[name], FINDING_KEYS[name]
        tip = _(key.help) if key.help else None
        desk.button(key, act, disabled=act is None, primary=primary, label=label, tip=tip, heard=True)


@refusals.noted
def confirm_findings(project: Project, findings: Sequence[Finding]) -> None:
    """Put each finding on its link as a flag. Of several, those that somebody has decided about are passed over."""
    who = seat.reviewer()

    def act(_seen: int | None) -> State:
        if len(findings) == 1:
            return review.confirm(project, findings[0], who)
        for finding in findings:
            with suppress(ActRefused):
                review.confirm(project, finding, who)
        return project.state()

    _do(project, _("Confirm"), act)


@refusals.noted
def dismiss_findings(
    project: Project, findings: Sequence[Finding], scope: Scope, reason: Widget[str] | None = None
) -> None:
    """Say that findings are no errors, as one act, for the reason that stands in a field, which is then empty."""
    who, said = seat.reviewer(), reason.value if reason else ""
    done = _do(project, _("Dismiss"), lambda _seen: review.dismiss_open(project, findings, scope, said, who))
    if done:
        _tell_dismissed(project)
    if done and reason:
        drafts.drop([reason])


def _tell_dismissed(project: Project) -> None:
    """Say how many findings the last act dismissed, if it is about more than the one in focus, and how to take it back."""
    act = project.events()[kept().done - 1].act
    if not isinstance(act, Dismiss) or (len(act.targets) == 1 and act.scope == "here"):
        return
    number = check_runs.covered(project, act.scope, set(act.targets)) or len(act.targets)
    told = n_("{number} finding dismissed", "{number} findings dismissed", number)
    told = f"{told} ({_(words.SCOPE_WORDS[act.scope])})"
    key = printed(FINDING_KEYS["finding-undo"].shortcut)
    kept().notice = _("{what} · {key} takes it back", what=told, key=key)


def open_dialog_of_many(name: str) -> None:
    """Open a dialog about the findings that are ticked, or all of the list; what is written in it belongs to them."""
    named = repr((kept().findings_chosen, sorted(kept().picked)))
    desk.open_dialog(name, about=(sha256(named.encode()).hexdigest()[:12],))


def take_back(project: Project, one: ReviewedFinding, seen: int) -> None:
    """Take back what was said to a finding, as the screen showed it at this sequence number."""
    who = seat.reviewer()
    flag, dismissal = one.flag, one.dismissal
    if flag:
        _do(project, _("Take back"), lambda seen: review.unflag(project, flag.id, who, seen), seen)
    elif dismissal:
        _do(project, _("Take back"), lambda seen: review.reinstate(project, dismissal.id, who, seen), seen)


def _do(project: Project, label: str, act: Attempt, seen: int | None = None) -> bool:
    """Do an act and remember which finding was in focus then; whether it was done."""
    kept().done = 0
    desk.do(project, label, act, seen)
    if kept().done:
        kept().finding_seats[kept().done] = kept().finding
    return bool(kept().done)


def undo(project: Project, findings: Sequence[Finding], again: bool = False) -> None:
    """Undo the reviewer's last act, or redo it. Undo goes back to the finding that was in focus then."""
    who = seat.reviewer()
    event = project.next_redo(who) if again else project.next_undo(who)
    desk.do(project, _("Redo") if again else _("Undo"), lambda _seen: project.redo(who) if again else project.undo(who))
    if event and not again:
        sat = kept().finding_seats.get(event.sequence)
        kept().finding = sat or _about(project, event.act, findings) or kept().finding


def _about(project: Project, act: Act, findings: Sequence[Finding]) -> str:
    """The key of the first finding that an act was about; empty where it was about none."""
    match act:
        case RaiseFlag():
            return act.finding
        case Dismiss(scope, targets, _reason):
            return next((finding.key for finding in findings if finding.target(scope) in targets), "")
        case RemoveFlag(flag) | EditFlag(flag):
            return _about(project, project.events()[raised_by(flag) - 1].act, findings)
        case Reinstate(number) | Undo(number) | Redo(number):
            return _about(project, project.events()[number - 1].act, findings)
    return ""


def under_link(project: Project, here: list[ReviewedFinding]) -> None:
    """The open findings of the link in focus, each with what can be said to it."""
    for finding in (one.finding for one in here):
        with st.container(horizontal=True, vertical_alignment="center", key=f"note-finding-{finding.key}"):
            st.html(f'<div class="note">{finding_view.badge(finding)}{finding_view.headline(finding)}</div>')
            st.button(
                _("Confirm"),
                key=f"confirm-{finding.key}",
                type="tertiary",
                on_click=partial(confirm_findings, project, [finding]),
            )
            st.button(
                _("Dismiss"),
                key=f"dismiss-{finding.key}",
                type="tertiary",
                help=_("It is no error in this place."),
                on_click=partial(dismiss_findings, project, [finding], "here"),
            )


def show_dialog_of_many(project: Project, shown: Sequence[ReviewedFinding]) -> None:
    """The dialog about many findings that is open, if any."""
    still = [one.finding for one in shown if one.standing == "open"]
    match kept().dialog:
        case "dismiss-many":
            st.dialog(_("Dismiss findings"), on_dismiss=desk.close_dialog)(_dismiss_many)(project, still)
        case "confirm-many":
            st.dialog(_("Confirm findings"), on_dismiss=desk.close_dialog)(_confirm_many)(project, still)


def _dismiss_many(project: Project, findings: Sequence[Finding]) -> None:
    st.write(
        n_(
            "{number} open finding is dismissed as one act.",
            "{number} open findings are dismissed as one act.",
            len(findings),
        )
    )
    _checks(findings)
    opened = kept().opened
    about = opened.about if opened else ("",)
    scope: Widget[Scope] = drafts.field("many-scope", about, "here", words.SCOPE_WORDS)
    reason = drafts.field("many-reason", about, "")
    st.radio(
        _("How far?"),
        list(words.SCOPE_WORDS),
        format_func=lambda name: _(words.SCOPE_WORDS[name]),
        **drafts.keeping(scope),
    )
    st.text_input(_("Reason"), max_chars=300, **drafts.keeping(reason))
    drafts.watch_escape()
    if st.button(_("Dismiss"), type="primary", key="many-dismiss", disabled=not findings):
        desk.close_dialog()
        dismiss_findings(project, findings, scope.value, reason)
        kept().picked = set()
        st.rerun()


def _confirm_many(project: Project, findings: Sequence[Finding]) -> None:
    st.write(n_("{number} open finding becomes a flag.", "{number} open findings become flags.", len(findings)))
    st.caption(_("Each is an act of its own: Undo takes them back one by one."))
    _checks(findings)
    if st.button(_("Confirm"), type="primary", key="many-confirm", disabled=not findings):
        desk.close_dialog()
        confirm_findings(project, findings)
        kept().picked = set()
        st.rerun()


def _checks(findings: Sequence[Finding]) -> None:
    counts: dict[str, int] = {}
    for finding in findings:
        counts[finding.check] = counts.get(finding.check, 0) + 1
    st.caption(" · ".join(f"{_(check)} {number}" for check, number in counts.items()))
