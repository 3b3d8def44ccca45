"""A project with every kind of act, made by an earlier version of the program: it opens, and its replay is what it was."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from alignment.project import Project
from alignment.project.written_acts import _ACTS, act_from_json, act_to_json

DATA = Path(__file__).parent / "data"
KINDS = 20
"""As many kinds of act there were when the project was made; those that came later are not in it."""


@pytest.fixture
def kept(tmp_path: Path) -> Project:
    """A copy: opening may migrate it."""
    return Project.open(shutil.copy(DATA / "every-act.kken", tmp_path))


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    """The events, the state and the units as the version that made the project saw them."""
    made: dict[str, Any] = json.loads((DATA / "every-act.json").read_text(encoding="utf-8"))
    return made


def plain(value: Any) -> Any:
    """The value as JSON has it."""
    return json.loads(json.dumps(value))


def test_every_kind_of_act_that_there_was_is_in_it(expected: dict[str, Any]) -> None:
    kinds = {kind for _, _, kind, _ in expected["events"]}
    assert len(kinds) == KINDS
    assert kinds <= set(_ACTS)


def test_the_events_are_read_and_written_as_they_were(kept: Project, expected: dict[str, Any]) -> None:
    events = plain([[event.sequence, event.reviewer, *act_to_json(event.act)] for event in kept.events()])
    assert events == expected["events"]
    assert [act_from_json(kind, data) for _, _, kind, data in events] == [event.act for event in kept.events()]


def test_the_replay_is_equal(kept: Project, expected: dict[str, Any]) -> None:
    state = plain(asdict(kept.state()))
    assert {name: state[name] for name in expected["state"]} == expected["state"]


def test_the_units_are_cut_as_they_were(kept: Project, expected: dict[str, Any]) -> None:
    for side in ("kk", "en"):
        units = kept.alignment.kk_units if side == "kk" else kept.alignment.en_units
        assert [[unit.id, unit.kind, unit.text, list(unit.lines)] for unit in units] == expected["units"][side]


def test_work_goes_on_in_it(kept: Project) -> None:
    before = kept.state()
    reviewer = kept.events()[-1].reviewer
    kept.undo(reviewer)
    after = kept.redo(reviewer)
    assert (after.links, after.flags, after.sequence) == (before.links, before.flags, before.sequence + 2)
