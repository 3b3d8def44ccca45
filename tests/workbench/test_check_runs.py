"""On a long text the checks run beside whoever works: what they have found so far is there, and no act waits for them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from alignment.checks import check_by_check
from alignment.project import Project
from alignment.records import Alignment
from alignment.workbench import check_runs
from tests.waiting import until
from tests.workbench.remembering import acts, remembered
from tests.workbench.test_screens_findings import faulty_alignment, rows, screen

pytestmark = pytest.mark.slow


class Checks:
    """Checks that go on when the test lets them: to the first that finds something, then to the end."""

    def __init__(self) -> None:
        self.go_on = Event()
        self.failure: Exception | None = None
        self.runs = 0

    def __call__(self, alignment: Alignment, state: Any, _model: str) -> Iterator[tuple[int, int, Any]]:
        self.runs += 1
        if self.failure:
            raise self.failure
        stopped = False
        for told in check_by_check(alignment, links=[reviewed.link for reviewed in state.links]):
            yield told
            if told[2] and not stopped:
                stopped = self.go_on.wait(60)


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> Iterator[Checks]:
    made = Checks()
    monkeypatch.setattr(check_runs, "_SOON", 0)
    monkeypatch.setattr(check_runs, "inspect_apart", made)
    yield made
    made.go_on.set()


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    made = Project.create(faulty_alignment(), tmp_path / "faulty.kken")
    monkeypatch.setattr(sys, "argv", ["app.py", made.location])
    return made


def bars(app: Any) -> list[str]:
    return [bar.proto.text for bar in app.get("progress") if "translation errors" in bar.proto.text]


def test_findings_come_one_check_after_the_other_and_are_decided_about_at_once(faulty: Project, checks: Checks) -> None:
    app = screen()
    assert until(lambda: bool(rows(app.run())))
    some = rows(app)
    (told,) = bars(app)
    assert "done" in told
    app.button(key="finding-confirm").click().run()
    assert len(acts(faulty)) == 1
    assert len(rows(app)) == len(some) - 1
    checks.go_on.set()
    assert until(lambda: not bars(app.run()))
    assert len(rows(app)) > len(some) - 1  # what is decided has left the list
    assert checks.runs == 1


def test_no_act_waits_and_what_it_changes_is_checked_again(faulty: Project, checks: Checks) -> None:
    app = screen("review", queue="findings")
    app.button(key="merge-down").click().run()
    assert len(acts(faulty)) == 1
    assert remembered(app).focus in faulty.state().places
    checks.go_on.set()
    assert until(lambda: not bars(app.run()))
    before = checks.runs
    app = screen()  # who asks for findings now has the merged link checked
    assert until(lambda: not bars(app.run()))
    assert checks.runs == before + 1
    assert app.button(key="finding-confirm")


def test_where_no_process_begins_the_checks_run_all_the_same(faulty: Project, checks: Checks) -> None:
    checks.failure = OSError("no more processes")
    app = screen()
    assert until(lambda: not bars(app.run()) and bool(rows(app)))
