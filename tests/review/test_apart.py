"""The checks in a process of their own find what they find in this one, and what breaks is told."""

from __future__ import annotations

import pytest

from alignment.exceptions import ModelException
from alignment.project import Project
from alignment.review import inspect, inspect_apart
from alignment.settings import SHIPPED_MODEL


def test_another_process_finds_the_same_check_by_check(project: Project) -> None:
    state = project.state()
    told = list(inspect_apart(project.alignment, state, SHIPPED_MODEL))
    assert [done for done, _checks, _found in told] == list(range(1, told[0][1] + 1))
    found = [finding for _done, _checks, own in told for finding in own]
    assert sorted(finding.key for finding in found) == sorted(f.key for f in inspect(project.alignment, state))


def test_a_model_that_is_not_here_is_told(project: Project, tmp_path: object) -> None:
    with pytest.raises(ModelException):
        list(inspect_apart(project.alignment, project.state(), f"{tmp_path}/no-such-model"))


def test_a_process_that_is_cut_off_is_told(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alignment.review.apart._SERVE", "raise SystemExit(3)")
    with pytest.raises(OSError):
        list(inspect_apart(project.alignment, project.state(), SHIPPED_MODEL))
