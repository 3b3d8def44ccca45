"""What a reviewer says to findings: that they are errors, or that they are none."""

from __future__ import annotations

from collections.abc import Sequence

from alignment.checks import Finding, dismissal_of
from alignment.exceptions import ActRefused, Conflict
from alignment.project import Dismiss, Project, Reinstate, State
from alignment.records import Dismissal, Scope, units_of
from alignment.review.acts.arguments import refuses_other_types
from alignment.review.acts.on_notes import flag
from alignment.review.findings import counted_anew, link_of_finding, with_decisions


@refuses_other_types
def dismiss(project: Project, dismissal: Dismissal, reviewer: str) -> State:
    """Say that findings are no errors (`checks.dismissal_of` names them).

    Raises:
        ActRefused: it names none.
    """
    if not dismissal.targets:
        raise ActRefused("there is no finding to dismiss")
    return project.append(Dismiss(dismissal.scope, dismissal.targets, dismissal.reason.strip()), reviewer)


@refuses_other_types
def confirm(project: Project, finding: Finding, reviewer: str) -> State:
    """Say that a finding is an error: put it on its link as a flag, with what of it lies in the link's texts. The note is
    the message in English, whoever confirms: it goes into reports and is read by reviewers of any language. A finding of an
    earlier look is confirmed where its words stand now.

    Raises:
        ActRefused: somebody has decided about it already, its words were cut apart, or it stands in no link.
    """
    while True:
        state = project.state()
        try:
            return _confirm(project, state, finding, reviewer)
        except Conflict:
            # An act of somebody else came between the look and the save: the words may stand elsewhere now.
            if project.state().sequence == state.sequence:
                raise


def _confirm(project: Project, state: State, finding: Finding, reviewer: str) -> State:
    found = counted_anew([finding], project.alignment_of(state))
    if not found:
        raise ActRefused("these words were cut apart in the meantime: look for findings again")
    finding = found[0]
    pair = link_of_finding(finding, state)
    if pair is None:
        raise ActRefused("this finding stands in no link")
    match with_decisions([finding], state)[0].standing:
        case "confirmed":
            return state  # whoever did agrees
        case "dismissed":
            raise ActRefused("somebody has decided about this already")
    spans = [span for span in finding.spans if span.unit in units_of(pair, span.side) and span.start < span.end]
    return flag(
        project,
        pair,
        finding.category,
        finding.severity,
        str(finding.message),
        reviewer,
        state.sequence,
        spans=spans,
        better=finding.fix or "",
        finding=finding.key,
    )


@refuses_other_types
def dismiss_open(project: Project, findings: Sequence[Finding], scope: Scope, reason: str, reviewer: str) -> State:
    """Say of those findings that nobody has decided about, as one act, that they are no errors.

    Raises:
        ActRefused: there is none.
    """
    state = project.state()
    found = with_decisions(findings, state)
    still = [one.finding for one in found if one.standing == "open"]
    if still:
        return dismiss(project, dismissal_of(still, scope, reason), reviewer)
    if found and all(one.standing == "dismissed" for one in found):
        return state  # whoever did agrees
    raise ActRefused("somebody has decided about this already")


@refuses_other_types
def reinstate(project: Project, dismissal_id: int, reviewer: str, seen: int | None = None) -> State:
    """Take a dismissal back: what it covered is reported again."""
    return project.append(Reinstate(dismissal_id), reviewer, seen)
