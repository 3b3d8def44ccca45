"""Which findings the findings screen lists, in which order, and which of them is in focus."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from alignment.checks import CHECKS, Finding
from alignment.project import Project, State
from alignment.records import SEVERITIES, template
from alignment.review import Choice, ReviewedFinding, Section, Standing, chosen, tally
from alignment.workbench import check_runs, session, words
from alignment.workbench.desk_state import kept
from alignment.workbench.speech import _
from alignment.workbench.widgets import finding_filter

STANDINGS: dict[Standing, tuple[str, str, str]] = {
    "open": (template("Still open"), "○", "#8763c5"),
    "confirmed": (template("Confirmed"), "⚑", "#cf4b45"),
    "dismissed": (template("Dismissed"), "✕", "#8b9492"),
}
_FOCUS = "finding"
FINDING_FILTERS = ("check", "severity", "section", "standing", "text")


@dataclass(frozen=True, slots=True)
class ListedFindings:
    """The findings of the project, and those of them that the screen lists."""

    all_found: Sequence[ReviewedFinding]
    without_check: Sequence[ReviewedFinding]
    """Of every check, and however they were decided."""

    of_check: Sequence[ReviewedFinding]
    shown: Sequence[ReviewedFinding]
    place: int
    """Of the one in focus among those shown."""

    choice: Choice
    sections: Sequence[Section]

    @property
    def meant(self) -> Sequence[ReviewedFinding]:
        """Those that an act on many is about."""
        return [one for one in self.shown if one.finding.key in kept().picked] or self.shown


def list_findings(project: Project, state: State) -> ListedFindings:
    """What the screen lists now; raises `ModelException` as `check_runs.fresh` does."""
    all_found = check_runs.fresh(project, state)
    sections, alignment = session.project_sections(project, state), project.alignment_of(state)
    choice = _choice()
    section = choice.section if choice.section in {s.id for s in sections} else ""
    choice = replace(choice, section=section, check=choice.check if choice.check in CHECKS else "")
    about = partial(chosen, alignment=alignment, state=state, sections=sections, spoken=_spoken)
    without_check = about(all_found, replace(choice, check="", standing=""))
    of_check = about(without_check, Choice(check=choice.check))
    shown = about(of_check, Choice(standing=choice.standing))
    order = {check: place for place, check in enumerate(tally(all_found))}
    shown.sort(key=lambda one: order[one.finding.check])
    return ListedFindings(all_found, without_check, of_check, shown, _place(shown), choice, sections)


def _spoken(finding: Finding) -> str:
    return f"{_(finding.check)} {words.finding_message(finding)}"


def _choice() -> Choice:
    """What was chosen on this screen before, or what the address says."""
    choice = kept().findings_chosen
    if choice is None:
        named = {name: st.query_params[name] for name in FINDING_FILTERS if name in st.query_params}
        if named.get("severity") not in SEVERITIES:
            named.pop("severity", None)
        if named.get("standing") not in STANDINGS:
            named["standing"] = "" if named.get("standing") == "all" else "open"
        choice = kept().findings_chosen = Choice(**named)  # type: ignore[arg-type]
    for name in FINDING_FILTERS:
        value = getattr(choice, name)
        if name == "standing":
            value = {"open": "", "": "all"}.get(value, value)
        if value and st.query_params.get(name) != value:
            st.query_params[name] = value
        elif not value:
            st.query_params.pop(name, None)
    return choice


def choose_findings(name: str) -> None:
    """Take in what stands in one of the fields that choose."""
    value = finding_filter(name).value.strip()
    known: dict[str, Collection[str]] = {"check": CHECKS, "standing": STANDINGS}
    if value and value not in known.get(name, (value,)):
        return  # the browser names a choice by its label, whose figures were others when it spoke: nothing was chosen
    kept().findings_chosen = replace(kept().findings_chosen or Choice(), **{name: value})  # type: ignore[arg-type]


def _place(shown: Sequence[ReviewedFinding]) -> int:
    """Where in the list the finding in focus stands. One that has left the list gives way to the next that is left."""
    keys = [one.finding.key for one in shown]
    before, kept().finding_order = kept().finding_order, keys
    named = st.query_params.get(_FOCUS, "")
    key = (kept().take_return() and named) or kept().finding or named
    if not keys:
        return 0
    if key not in keys:
        at = before.index(key) if key in before else 0
        left = set(keys)
        key = next((k for k in (*before[at:], *before[:at][::-1]) if k in left), keys[0])
    kept().finding = key
    if st.query_params.get(_FOCUS) != key:
        st.query_params[_FOCUS] = key
    return keys.index(key)
