"""What the checks found in the open project: looked for when somebody asks, kept while its links and terms stay.

On texts of some length the checks run beside whoever works on, in a process of their own. What each of them has found can
be looked at and decided about at once; how far they are is told where one asks for findings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from threading import Lock, Thread

import streamlit as st

from alignment.checks import Finding, put_together
from alignment.embedding import load_encoder
from alignment.exceptions import ModelException
from alignment.project import Project, State
from alignment.records import Alignment, Pair, Scope
from alignment.review import (
    ReviewedFinding,
    by_link,
    counted_anew,
    in_link,
    inspect,
    inspect_apart,
    with_decisions,
)
from alignment.workbench import models
from alignment.workbench.desk_state import kept
from alignment.workbench.speech import _, n_, speaker
from alignment.workbench.waiting import compilation_shown

_SOON = 20_000  # characters of both texts that are checked before anybody would look at a bar
_EVERY = 1.0  # seconds from one look at how far the checks are to the next


@dataclass
class _Run:
    """The last run of the checks over a project, for all who look at it."""

    lock: Lock = field(default_factory=Lock)
    stamp: int | None = None
    """Tells the links and terms that were checked, and the model, from others; `None` before the first run."""

    findings: tuple[Finding, ...] = ()
    """While the checks run, those of the checks that are done, and of the run before those of the others."""

    number: int = 0
    """How often the findings have changed."""

    going: int | None = None
    """The stamp of what is being checked; `None` where nothing is."""

    share: float = 0.0
    """How much of it is done, in [0, 1]."""

    failure: ModelException | None = None
    """Why the last run came to nothing."""

    def put(self, findings: tuple[Finding, ...]) -> None:
        """Let these be the findings."""
        self.findings, self.number = findings, self.number + 1


@st.cache_resource(show_spinner=False, max_entries=8)
def _run(location: str, _project: Project) -> _Run:
    return _Run()


def _stamp(project: Project, state: State) -> int:
    links = tuple(reviewed.pair for reviewed in state.links)
    return hash((links, state.terms, state.cuts, models.model_of(project)))


def runs(project: Project) -> int:
    """How often the findings have changed since the workbench was started, but by what people said to them."""
    return _run(project.location, project).number


def fresh(project: Project, state: State) -> list[ReviewedFinding]:
    """What the checks find in the links as they are, in reading order, with what was said to it. Where links or terms have
    changed since the last run, the checks begin to run: then it is what they have found so far.

    Raises:
        ModelException: the checks have to run, and the project's model is not here.
    """
    run, stamp = _run(project.location, project), _stamp(project, state)
    if run.stamp != stamp and run.going is None:
        alignment = project.alignment_of(state)
        if sum(len(unit.text) for unit in (*alignment.kk_units, *alignment.en_units)) <= _SOON:
            _look(project, alignment, state, run, stamp)
        else:
            _begin(project, alignment, state, run, stamp)
    return _last(project, state, run)


def _last(project: Project, state: State, run: _Run) -> list[ReviewedFinding]:
    """What the last run found, with its places as units are counted in the state."""
    return with_decisions(counted_anew(run.findings, project.alignment_of(state)), state)


def _look(project: Project, alignment: Alignment, state: State, run: _Run, stamp: int) -> None:
    """Check a short text at once."""
    encode = models.encoder(project).encode
    with run.lock, compilation_shown():
        if run.stamp != stamp:  # somebody else may have asked for the same meanwhile
            run.put(tuple(inspect(alignment, state, encode=encode)))
            run.stamp = stamp


def _begin(project: Project, alignment: Alignment, state: State, run: _Run, stamp: int) -> None:
    """Let the checks run beside whoever asks."""
    models.require(project, run.failure)
    run.failure = None
    with run.lock:
        if run.going is None and run.stamp != stamp:
            run.going, run.share = stamp, 0.0
            Thread(target=_run_beside, args=(run, alignment, state, models.model_of(project)), daemon=True).start()


def _run_beside(run: _Run, alignment: Alignment, state: State, model: str) -> None:
    before, links = run.findings, [reviewed.link for reviewed in state.links]
    found: list[Finding] = []
    done_checks: set[str] = set()
    try:
        for done, checks, own in _checked(alignment, state, model):
            found += own
            done_checks |= {finding.check for finding in own}
            left = [finding for finding in before if finding.check not in done_checks]
            now = [*found, *left] if done < checks else found
            with run.lock:
                run.put(tuple(put_together(links, now)))
                run.share = done / checks
        run.stamp = run.going
    except ModelException as failure:
        run.failure = failure
    finally:
        run.going = None


def _checked(alignment: Alignment, state: State, model: str) -> Iterator[tuple[int, int, list[Finding]]]:
    """The checks one after the other, in a process of their own where the machine lets one begin."""
    begun = False
    try:
        for told in inspect_apart(alignment, state, model):
            begun = True
            yield told
    except OSError:
        if begun:  # what was found would be found twice
            raise
        yield 1, 1, inspect(alignment, state, encode=load_encoder(model, fetch=False).encode)


def are_running(project: Project) -> bool:
    """Whether the checks run over the project."""
    return _run(project.location, project).going is not None


def show_progress(project: Project) -> None:
    """How far the checks are, while they run. The page is drawn anew as they find more, but not under an open dialog."""
    run = _run(project.location, project)
    kept().findings_seen = run.number
    if run.going is not None:
        with st.container(key="checks-run"):
            _watch(project)


@st.fragment(run_every=_EVERY)
def _watch(project: Project) -> None:
    run = _run(project.location, project)
    if kept().dialog is None and (run.going is None or run.number != kept().findings_seen):
        st.rerun()
    told = _("Looking for translation errors: {share} done", share=speaker().percent(run.share))
    told += " · " + n_("{number} finding so far", "{number} findings so far", len(run.findings))
    st.progress(run.share, text=told)


def open_links(project: Project, state: State) -> set[Pair]:
    """The links, which may have changed since, that hold an open finding of the last run. Begins the first run if there was
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


def covered(project: Project, scope: Scope, targets: Collection[str]) -> int:
    """How many of the last run's findings a dismissal of these targets is about."""
    return sum(finding.target(scope) in targets for finding in _run(project.location, project).findings)


def of_link(project: Project, state: State, pair: Pair) -> list[ReviewedFinding]:
    """The open findings of the last run in one link; none before the first run."""
    findings = _run(project.location, project).findings
    if not findings:
        return []
    here = in_link(counted_anew(findings, project.alignment_of(state)), pair)
    return [one for one in with_decisions(here, state) if one.standing == "open"]
