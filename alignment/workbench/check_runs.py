"""What the checks found in the open project: looked for when somebody asks, kept while its links and terms stay."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock

import streamlit as st

from alignment.checks import Finding
from alignment.exceptions import ModelException
from alignment.project import Project, State
from alignment.records import Pair
from alignment.review import ReviewedFinding, by_link, counted_anew, in_link, inspect, with_decisions
from alignment.workbench import models
from alignment.workbench.speech import _
from alignment.workbench.waiting import compilation_shown


@dataclass
class _Run:
    """The last run of the checks over a project, for all who look at it."""

    lock: Lock = field(default_factory=Lock)
    stamp: int | None = None
    """Tells the links and terms that were checked, and the model, from others; `None` before the first run."""

    findings: tuple[Finding, ...] = ()
    number: int = 0
    """How many runs there were."""


@st.cache_resource(show_spinner=False, max_entries=8)
def _run(location: str, _project: Project) -> _Run:
    return _Run()


def _stamp(project: Project, state: State) -> int:
    links = tuple(reviewed.pair for reviewed in state.links)
    return hash((links, state.terms, state.cuts, models.model_of(project)))


def runs(project: Project) -> int:
    """How often the checks ran over the project since the workbench was started."""
    return _run(project.location, project).number


def fresh(project: Project, state: State) -> list[ReviewedFinding]:
    """What the checks find in the links as they are, in reading order, with what was said to it. Runs the checks, and
    shows how far they are, where links or terms have changed since the last run.

    Raises:
        ModelException: the checks have to run, and the project's model is not here.
    """
    run, stamp = _run(project.location, project), _stamp(project, state)
    if run.stamp != stamp:
        encode = models.encoder(project).encode
        _look(project, state, run, stamp, encode)
    return _last(project, state, run)


def _last(project: Project, state: State, run: _Run) -> list[ReviewedFinding]:
    """What the last run found, with its places as units are counted in the state."""
    return with_decisions(counted_anew(run.findings, project.alignment_of(state)), state)


def _look(project: Project, state: State, run: _Run, stamp: int, encode: models.Encode) -> None:
    bar = st.progress(0.0, text=_("Looking for translation errors"))

    def tell(done: int, checks: int) -> None:
        bar.progress(
            done / checks, text=_("Looking for translation errors: {done} of {checks} checks", done=done, checks=checks)
        )

    with run.lock, compilation_shown(lambda words: bar.progress(0.0, text=words)):
        if run.stamp != stamp:  # somebody else may have asked for the same meanwhile
            run.findings = tuple(inspect(project.alignment_of(state), state, encode=encode, progress=tell))
            run.stamp, run.number = stamp, run.number + 1
    bar.empty()


def open_links(project: Project, state: State) -> set[Pair]:
    """The links, which may have changed since, that hold an open finding of the last run. Makes the first run if there was
    none; where the project's model is not here there are no findings, and `models.offer` says why."""
    run = _run(project.location, project)
    if run.stamp is not None:
        return set(by_link(_last(project, state, run), state))
    try:
        return set(by_link(fresh(project, state), state))
    except ModelException:
        return set()


def open_by_link(project: Project, state: State) -> dict[Pair, list[ReviewedFinding]]:
    """The open findings of the last run in each link that holds any; none before the first run."""
    run = _run(project.location, project)
    return by_link(_last(project, state, run), state) if run.findings else {}


def of_link(project: Project, state: State, pair: Pair) -> list[ReviewedFinding]:
    """The open findings of the last run in one link; none before the first run."""
    findings = _run(project.location, project).findings
    if not findings:
        return []
    here = in_link(counted_anew(findings, project.alignment_of(state)), pair)
    return [one for one in with_decisions(here, state) if one.standing == "open"]
