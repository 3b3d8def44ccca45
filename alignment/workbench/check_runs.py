"""What the checks found in the open project: looked for when somebody asks, kept while its links and terms stay."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock

import streamlit as st

from alignment.checks import Finding
from alignment.project import Project, State
from alignment.records import Pair
from alignment.review import ReviewedFinding, by_link, counted_anew, in_link, inspect, with_decisions
from alignment.workbench.speech import _
from alignment.workbench.waiting import compilation_shown


@dataclass
class _Run:
    """The last run of the checks over a project, for all who look at it."""

    lock: Lock = field(default_factory=Lock)
    stamp: int | None = None
    """Tells the links and terms that were checked from others; `None` before the first run."""

    findings: tuple[Finding, ...] = ()
    number: int = 0
    """How many runs there were."""


@st.cache_resource(show_spinner=False, max_entries=8)
def _run(location: str, _project: Project) -> _Run:
    return _Run()


def _stamp(state: State) -> int:
    return hash((tuple(reviewed.pair for reviewed in state.links), state.terms, state.cuts))


def runs(project: Project) -> int:
    """How often the checks ran over the project since the workbench was started."""
    return _run(project.location, project).number


def fresh(project: Project, state: State) -> list[ReviewedFinding]:
    """What the checks find in the links as they are, in reading order, with what was said to it. Runs the checks, and
    shows how far they are, where links or terms have changed since the last run."""
    run, stamp = _run(project.location, project), _stamp(state)
    if run.stamp != stamp:
        _look(project, state, run, stamp)
    return _last(project, state, run)


def _last(project: Project, state: State, run: _Run) -> list[ReviewedFinding]:
    """What the last run found, with its places as units are counted in the state."""
    return with_decisions(counted_anew(run.findings, project.alignment_of(state)), state)


def _look(project: Project, state: State, run: _Run, stamp: int) -> None:
    bar = st.progress(0.0, text=_("Looking for translation errors"))

    def tell(done: int, checks: int) -> None:
        bar.progress(
            done / checks, text=_("Looking for translation errors: {done} of {checks} checks", done=done, checks=checks)
        )

    with run.lock, compilation_shown(lambda words: bar.progress(0.0, text=words)):
        if run.stamp != stamp:  # somebody else may have asked for the same meanwhile
            run.findings = tuple(inspect(project.alignment_of(state), state, progress=tell))
            run.stamp, run.number = stamp, run.number + 1
    bar.empty()


def open_links(project: Project, state: State) -> set[Pair]:
    """The links, which may have changed since, that hold an open finding of the last run. Makes the first run if there was
    none."""
    run = _run(project.location, project)
    return set(by_link(fresh(project, state) if run.stamp is None else _last(project, state, run), state))


def of_link(project: Project, state: State, pair: Pair) -> list[ReviewedFinding]:
    """The open findings of the last run in one link; none before the first run."""
    findings = _run(project.location, project).findings
    if not findings:
        return []
    here = in_link(counted_anew(findings, project.alignment_of(state)), pair)
    return [one for one in with_decisions(here, state) if one.standing == "open"]
