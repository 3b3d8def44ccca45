"""An interrupt at any moment leaves no lock on a project's file once the exception is over, and no other comes of it."""

from __future__ import annotations

import ast
import gc
import logging
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import pytest

from alignment import review
from alignment.exceptions import ActRefused
from alignment.project import Project
from alignment.records import Pair
from tests.conftest import ROOT

FIRST: Pair = ((0,), (0,))
NONE: Pair = ((0,), (1,))

LOOKS: dict[str, Callable[[Project], object]] = {
    "look": lambda project: project.state(),
    "act": lambda project: review.comment(project, FIRST, "interrupted", "a"),
    "refused act": lambda project: review.comment(project, NONE, "refused", "a"),
    "open": lambda project: Project.open(project.location),
    "rename": lambda project: project.rename("interrupted"),
}
STEP = 5
"""Every so manieth call is interrupted."""


@pytest.fixture(autouse=True)
def without_the_collector() -> Iterator[None]:
    """Nothing is let go by chance."""
    gc.disable()
    yield
    gc.enable()


def interrupted(do: Callable[[Project], object], project: Project, call: int) -> bool:
    """Interrupt at a call of any function of Python's; whether there are so many calls. Some interrupts are lost, as those
    in the finalizer of a value are. Logging is let be: its lock would stay with this thread, which goes on, and the threads
    of later tests would wait for it."""
    left = call

    def count(frame: FrameType, what: str, _argument: object) -> None:
        nonlocal left
        counts = what == "call" and frame.f_code.co_filename != logging.__file__
        left -= counts
        if left == 0 and counts:
            raise KeyboardInterrupt

    before = sys.gettrace()
    sys.settrace(count)
    try:
        do(project)
    except (KeyboardInterrupt, ActRefused):
        return left <= 0
    finally:
        sys.settrace(before)
    return left <= 0


def is_locked(path: Path) -> bool:
    """Whether nobody else can write."""
    connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("ROLLBACK")
    except sqlite3.OperationalError:
        return True
    finally:
        connection.close()
    return False


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("what", LOOKS)
def test_an_interrupt_at_any_call_leaves_no_lock(project: Project, tmp_path: Path, what: str) -> None:
    for number in range(3):
        review.comment(project, FIRST, f"{number}", "a")
    call, locking = 1, []
    while True:
        path = Path(shutil.copy(project.location, tmp_path / f"{call}.kken"))
        opened = Project.open(path)
        review.comment(Project.open(path), FIRST, "new to the one that is interrupted", "b")
        if not interrupted(LOOKS[what], opened, call):
            break
        if is_locked(path):
            locking.append(call)
        path.unlink()
        call += STEP
    assert call > 10 * STEP
    assert locking == []


def test_there_is_one_way_to_begin_a_transaction() -> None:
    """None but those of `transactions` let go of their locks whatever comes between."""
    room = ROOT / "alignment" / "project"
    begun = {
        path.name
        for path in room.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith((".begin", "engine.connect"))
    }
    assert begun == {"transactions.py"}
