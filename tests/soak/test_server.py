"""What two people saw and pressed, held against the file: whatever does not fit is found."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alignment import review
from alignment.project import Project
from tests.conftest import large_alignment
from tests.soak.kills import rows
from tests.soak.outcome import Outcome
from tests.soak.server import Person, Press, Server, Soaked

STATUS, COMMENT = frozenset(["status"]), frozenset(["comment"])


class Screen:
    """What is asked of a page: the number that it shows."""

    def __init__(self, number: int) -> None:
        self.number = number

    def evaluate(self, _script: str) -> str:
        return str(self.number)


@pytest.fixture
def soaked(tmp_path: Path) -> Soaked:
    """Айгерім accepted and wrote a comment; Дана asked for review, and her second press met no act."""
    project = Project.create(large_alignment(5), tmp_path / "p.kken")
    first, second = (link.pair for link in project.state().links[:2])
    review.set_status(project, first, "accepted", "айгерім")
    review.comment(project, first, "сөз", "айгерім")
    review.set_status(project, second, "needs review", "dana")
    people = [Person("айгерім", Screen(2)), Person("dana", Screen(3))]
    people[0].pressed = [Press(STATUS, 0, 1), Press(COMMENT, 1, 2, "сөз", seen=True)]
    people[1].pressed = [Press(STATUS, 2, 3), Press(STATUS, 3)]
    return Soaked(Server(tmp_path / "p.kken", 0, tmp_path / "log"), people, random.Random(0))


def checked(soaked: Soaked) -> Outcome:
    soaked.check()
    return soaked.outcome


def altered(soaked: Soaked, statement: str, *values: Any) -> None:
    with sqlite3.connect(soaked.server.path) as connection:
        connection.execute(statement, values)


def test_what_fits_is_no_fault(soaked: Soaked) -> None:
    assert checked(soaked).faults == []
    assert soaked.known == rows(soaked.server.path)
    assert checked(soaked).also["acts"] == 3


def test_what_a_screen_showed_and_the_file_lacks_is_lost(soaked: Soaked) -> None:
    soaked.look()
    altered(soaked, "DELETE FROM event WHERE sequence = 3")
    assert checked(soaked).lost


def test_what_is_not_as_it_was_is_lost(soaked: Soaked) -> None:
    soaked.look()
    altered(soaked, "UPDATE event SET at = '2026-01-01' WHERE sequence = 1")
    assert checked(soaked).lost == 1


def _another(soaked: Soaked, who: str, text: str) -> None:
    project = Project.open(soaked.server.path)
    review.comment(project, project.state().links[3].pair, text, who)


MISFITS: dict[str, Callable[[Soaked], None]] = {
    "a gap": lambda soaked: altered(soaked, "UPDATE event SET sequence = 9 WHERE sequence = 3"),
    "of nobody": lambda soaked: altered(soaked, "UPDATE event SET reviewer = 'x' WHERE sequence = 3"),
    "of the other": lambda soaked: altered(soaked, "UPDATE event SET reviewer = 'dana' WHERE sequence = 1"),
    "twice": lambda soaked: _another(soaked, "айгерім", "сөз"),
    "another text": lambda soaked: altered(
        soaked, r"UPDATE event SET act = replace(act, '\u04e9', 'x') WHERE sequence = 2"
    ),
    "another kind": lambda soaked: _another(soaked, "dana", "сөз"),
}


@pytest.mark.parametrize("misfit", MISFITS)
def test_what_nobody_pressed_for_is_found(soaked: Soaked, misfit: str) -> None:
    MISFITS[misfit](soaked)
    outcome = checked(soaked)
    assert outcome.lost + outcome.broken > 0
