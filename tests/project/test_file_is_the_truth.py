"""What is in the file counts: no act is kept in memory alone, and none is lost there."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from alignment import review
from alignment.exceptions import Conflict, UnreadableFile
from alignment.project import Project
from alignment.project import project as module
from alignment.records import Pair

PAIRS: tuple[Pair, ...] = (((0,), (0,)), ((1,), (1,)), ((3,), (4,)))


def accept(project: Project, number: int) -> None:
    review.set_status(project, PAIRS[number], "accepted", "a")


def numbers(project: Project) -> list[int]:
    """The sequence numbers in the file itself."""
    with sqlite3.connect(project.location) as connection:
        return [number for (number,) in connection.execute("SELECT sequence FROM event ORDER BY sequence")]


@pytest.mark.parametrize("failure", [KeyboardInterrupt, MemoryError, UnicodeEncodeError("utf-8", "", 0, 1, "surrogates")])
@pytest.mark.parametrize("when", ["before", "after"])
def test_an_act_that_was_not_saved_does_not_count(
    project: Project, failure: BaseException, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept(project, 0)
    save = module.save_event

    def failing(*arguments: object) -> None:
        if when == "after":
            save(*arguments)  # type: ignore[arg-type]
        raise failure

    with monkeypatch.context() as patch:
        patch.setattr(module, "save_event", failing)
        with pytest.raises(BaseException) as caught:
            accept(project, 1)
    assert isinstance(caught.value, failure if isinstance(failure, type) else type(failure))
    assert project.state().accepted == 1
    accept(project, 2)
    assert numbers(project) == [1, 2]
    assert Project.open(project.location).state() == project.state()


def test_an_interrupt_inside_the_replay_leaves_it_whole(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    accept(project, 0)
    other = Project.open(project.location)
    accept(other, 1)
    with monkeypatch.context() as patch:
        patch.setattr("alignment.project.ledger.Ledger._say", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            review.comment(project, PAIRS[2], "half", "a")
    assert project.state() == other.state()


@pytest.mark.parametrize("how", ["copied over", "moved into its place"])
def test_a_backup_that_takes_the_files_place_is_what_counts(project: Project, tmp_path: Path, how: str) -> None:
    accept(project, 0)
    backup = shutil.copy(project.location, tmp_path / "backup")
    accept(project, 1)
    seen = project.state().sequence
    if how == "copied over":
        shutil.copyfile(backup, project.location)
    else:
        shutil.move(backup, project.location)
    with pytest.raises(Conflict, match="put back to an earlier state"):
        review.set_status(project, PAIRS[2], "accepted", "a", seen)
    assert project.state().accepted == 1
    accept(project, 2)
    assert numbers(project) == [1, 2]
    assert Project.open(project.location).state() == project.state()


@pytest.mark.parametrize("reviewer", ["a", "b"])
def test_another_history_of_the_same_length_is_noticed(project: Project, tmp_path: Path, reviewer: str) -> None:
    other = Project.open(shutil.copy(project.location, tmp_path / "other"))
    accept(project, 0)
    review.set_status(other, PAIRS[1], "needs review", reviewer)
    shutil.copyfile(other.location, project.location)
    assert project.state() == other.state()


def test_a_file_that_is_gone_is_named_and_none_is_made(project: Project) -> None:
    accept(project, 0)
    Path(project.location).unlink()
    for act in (project.state, lambda: accept(project, 1)):
        with pytest.raises(UnreadableFile, match="gone; put it back"):
            act()
    assert not Path(project.location).exists()
