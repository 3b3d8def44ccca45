"""Copies while people work, and projects put back from them: nothing is lost, and replays are equal."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from alignment import review
from alignment.exceptions import Conflict, NotAProject, OutputException, UnreadableFile
from alignment.project import Project, back_up, restore
from alignment.project import backup as module
from alignment.project.ledger import replay
from tests.conftest import ROOT, small_alignment
from tests.project.test_damaged import EVERY_ACT, PAIRS, accept, alter
from tests.waiting import until


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A project with every kind of act, of today's format."""
    copied = Path(shutil.copy(EVERY_ACT, tmp_path))
    Project.open(copied)
    return copied


@pytest.fixture
def copy(project: Project, tmp_path: Path) -> Path:
    """A backup of a project with one act."""
    accept(project, 0)
    back_up(project.location, tmp_path / "copy.kken")
    return tmp_path / "copy.kken"


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith(".") or path.name.endswith("-journal"))


def test_the_replay_of_a_copy_is_that_of_the_project(kept: Path, tmp_path: Path) -> None:
    assert back_up(kept, tmp_path / "copy.kken") == 52
    old, new = Project.open(kept), Project.open(tmp_path / "copy.kken")
    assert (new.machine, new.events(), new.state(), new.about()) == (old.machine, old.events(), old.state(), old.about())
    assert leftovers(tmp_path) == []


ACTING = """
import sys
from alignment import review
from alignment.project import Project
project = Project.open(sys.argv[1])
turn = 0
while True:
    turn += 1
    review.comment(project, ((0,), (0,)), f"turn {turn}", sys.argv[2])
    print(turn, flush=True)
"""


def test_copies_while_somebody_acts_are_each_a_moment_of_the_project(project: Project, tmp_path: Path) -> None:
    actors = [
        subprocess.Popen([sys.executable, "-c", ACTING, project.location, name], cwd=ROOT, stdout=subprocess.PIPE)
        for name in ("a", "b")
    ]
    try:
        assert until(lambda: project.state().sequence > 2)
        acts = [back_up(project.location, tmp_path / f"copy-{number}.kken") for number in range(6)]
        last = project.state().sequence
        assert until(lambda: project.state().sequence > last)
    finally:
        for actor in actors:
            actor.kill()
            actor.communicate()
    assert acts == sorted(acts)
    assert acts[0] < acts[-1]
    events = project.events()
    for number, many in enumerate(acts):
        copy = Project.open(tmp_path / f"copy-{number}.kken")
        assert copy.events() == events[:many]
        assert copy.state() == replay(project.machine.links, events[:many])


def test_what_is_saved_while_a_project_is_put_back_is_either_in_it_or_in_what_is_kept(
    project: Project, copy: Path, tmp_path: Path
) -> None:
    actor = subprocess.Popen(
        [sys.executable, "-c", ACTING, project.location, "b"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert until(lambda: project.state().sequence > 5)
        restored = restore(copy, project.location, replace=True)
        assert until(lambda: project.state().sequence > 3)
    finally:
        actor.kill()
        said = actor.communicate()[0].split()
    assert restored.kept is not None
    held = [*Project.open(restored.kept).events(), *project.events()]
    texts = {getattr(event.act, "text", "") for event in held}
    assert {f"turn {turn}" for turn in said} <= texts
    assert Project.open(project.location).events() == project.events()


def test_a_copy_is_there_whole_or_not_at_all(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    accept(project, 0)
    other = tmp_path / "other"
    other.mkdir()
    monkeypatch.setattr(module, "copy_database", lambda location, file: Path(file).write_bytes(b"SQLite format 3\0torn"))
    with pytest.raises(NotAProject):
        back_up(project.location, other / "copy.kken")
    assert list(other.iterdir()) == []


def test_a_copy_that_differs_is_refused(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    accept(project, 0)
    stranger = Project.create(small_alignment(), tmp_path / "stranger.kken")
    review.set_status(stranger, PAIRS[1], "accepted", "c")
    monkeypatch.setattr(module, "copy_database", lambda location, file: shutil.copyfile(stranger.location, file))
    with pytest.raises(OutputException, match="does not equal the project; nothing was written"):
        back_up(project.location, tmp_path / "copy.kken")
    assert not (tmp_path / "copy.kken").exists()


def test_an_earlier_copy_is_replaced_and_nothing_else(project: Project, copy: Path, tmp_path: Path) -> None:
    accept(project, 1)
    assert back_up(project.location, copy) == 2
    accept(Project.open(copy), 2)  # now it is no earlier copy
    (tmp_path / "thesis.txt").write_text("years of work")
    for path in (copy, tmp_path / "thesis.txt"):
        before = path.read_bytes()
        with pytest.raises(OutputException, match="no earlier copy of this project"):
            back_up(project.location, path)
        assert path.read_bytes() == before


def test_a_damaged_project_is_not_copied_as_if_it_were_whole(project: Project, tmp_path: Path) -> None:
    for number in range(3):
        accept(project, number)
    alter(project.location, "DELETE FROM event WHERE sequence = 2")
    with pytest.raises(NotAProject, match="act 2 is missing"):
        back_up(project.location, tmp_path / "copy.kken")
    assert not (tmp_path / "copy.kken").exists()


def test_a_project_that_is_gone_is_put_back(project: Project, copy: Path) -> None:
    state = project.state()
    Path(project.location).unlink()
    assert restore(copy, project.location).acts == 1
    assert project.state() == state
    accept(project, 1)


def test_a_project_is_put_back_under_a_workbench_that_has_it_open(project: Project, copy: Path) -> None:
    alter(project.location, "DELETE FROM event")
    assert project.state().accepted == 0
    assert restore(copy, project.location).kept is None
    assert project.state().accepted == 1
    accept(project, 1)
    assert Project.open(project.location).state() == project.state()


def test_acts_that_the_copy_lacks_are_not_lost(project: Project, copy: Path) -> None:
    accept(project, 1)
    accept(project, 2)
    seen = project.state().sequence
    with pytest.raises(OutputException, match=r"acts here that the copy lacks: 2; `--replace`"):
        restore(copy, project.location)
    assert project.state().accepted == 3
    restored = restore(copy, project.location, replace=True)
    assert restored.acts == project.state().accepted == 1
    assert restored.kept is not None
    assert restored.kept.name.startswith("small.20")
    assert Project.open(restored.kept).state().accepted == 3
    with pytest.raises(Conflict, match="put back to an earlier state"):
        review.set_status(project, PAIRS[2], "accepted", "a", seen)


def test_another_act_of_the_same_number_is_one_that_the_copy_lacks(project: Project, copy: Path) -> None:
    project.undo("a")
    alter(project.location, "UPDATE event SET at = '2026-01-01T00:00:00+00:00' WHERE sequence = 1")
    with pytest.raises(OutputException, match="acts here that the copy lacks: 2"):
        restore(copy, project.location)


def test_a_project_of_other_texts_is_never_put_over(copy: Path, kept: Path) -> None:
    before = kept.read_bytes()
    with pytest.raises(OutputException, match="project of other texts or links here; name another place"):
        restore(copy, kept, replace=True)
    assert kept.read_bytes() == before


def test_what_is_no_whole_project_is_kept_beside_it(project: Project, copy: Path) -> None:
    accept(project, 1)
    alter(project.location, "DELETE FROM event WHERE sequence = 1")
    before = Path(project.location).read_bytes()
    with pytest.raises(OutputException, match="what is here is no whole project"):
        restore(copy, project.location)
    restored = restore(copy, project.location, replace=True)
    assert restored.kept is not None
    assert restored.kept.read_bytes() == before
    assert project.state().accepted == 1
    assert project.damage is None


@pytest.mark.parametrize("make", ["text", "damaged"])
def test_what_is_no_whole_copy_puts_nothing_back(project: Project, copy: Path, make: str) -> None:
    accept(project, 1)
    if make == "text":
        copy.write_text("not a database")
    else:
        alter(copy, "UPDATE event SET sequence = 5")
    before = Path(project.location).read_bytes()
    with pytest.raises(NotAProject, match=r"copy\.kken: "):
        restore(copy, project.location, replace=True)
    with pytest.raises(UnreadableFile, match="no such project"):
        restore(copy.with_name("none"), project.location)
    assert Path(project.location).read_bytes() == before


def test_putting_back_leaves_the_copy_as_it_was(project: Project, copy: Path) -> None:
    before = copy.read_bytes()
    restore(copy, project.location)
    assert copy.read_bytes() == before


def test_a_failure_in_the_midst_of_putting_back_changes_nothing(
    project: Project, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept(project, 1)
    before = project.state()
    insert = module._insert

    def torn(connection: object, rows: dict[object, object]) -> None:
        if "small" in str(connection.engine.url):  # type: ignore[attr-defined]
            raise KeyboardInterrupt
        insert(connection, rows)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "_insert", torn)
    with pytest.raises(KeyboardInterrupt):
        restore(copy, project.location, replace=True)
    assert project.state() == before
    assert Project.open(project.location).state() == before
