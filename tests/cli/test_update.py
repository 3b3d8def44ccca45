"""`alignment update`: what it says, and what it refuses before the work."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from alignment.project import Project, Update
from tests.cli.running import failure, run
from tests.conftest import small_alignment


def write(path: Path, texts: list[str]) -> Path:
    path.write_text("\n\n".join(texts) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def new(tmp_path: Path) -> Path:
    texts = [unit.text for unit in small_alignment().kk_units]
    return write(tmp_path / "v2.txt", [texts[0], "Мүлдем басқа сөздер тұр.", "Бірінші абзац осында.", *texts[2:4]])


def test_what_changed_is_told_and_can_be_undone(project: Project, new: Path) -> None:
    before = project.state()
    dry = run("update", project.location, "--kk", new, "--dry-run")
    assert "3 kept, 1 changed, 1 new, 1 gone" in dry.stdout
    assert "nothing was changed" in dry.stdout
    assert project.state() == before
    done = run("update", project.location, "--kk", new, "--reviewer", "Aigerim")
    assert done.returncode == 0, done.stderr
    assert "act 1 in" in done.stdout
    for told in ("kk.2", "kk.5", "kk.6", "осында"):
        assert told in done.stdout
    event = project.events()[-1]
    assert isinstance(event.act, Update)
    assert event.reviewer == "Aigerim"
    assert project.undo("Aigerim").links == before.links


def test_what_changed_as_json(project: Project, new: Path) -> None:
    told = json.loads(run("update", project.location, "--kk", new, "--json").stdout)
    assert (told["kept"], told["changed"], told["new"], told["gone"], told["act"]) == (3, 1, 1, 1, 1)
    assert [(unit["change"], unit["id"]) for unit in told["units"]] == [
        ("new", "kk.6"),
        ("changed", "kk.2"),
        ("gone", "kk.5"),
    ]
    assert told["links"]["kept"] + told["links"]["aligned_anew"] == 5 - 1  # one was an addition that is gone


def test_the_text_that_is_there_changes_nothing(project: Project, new: Path) -> None:
    run("update", project.location, "--kk", new)
    again = run("update", project.location, "--kk", new)
    assert (again.returncode, again.stdout) == (0, "v2.txt: nothing changed\n")
    assert len(project.events()) == 1


def test_what_cannot_be_done_is_refused(project: Project, new: Path, tmp_path: Path) -> None:
    english = write(tmp_path / "en.txt", ["The first paragraph of all.", "And the second one."])
    assert "in English" in failure("update", project.location, "--kk", english)
    assert "in Kazakh" in failure("update", project.location, "--en", new)
    empty = write(tmp_path / "empty.txt", [" "])
    assert "no text" in failure("update", project.location, "--kk", empty)
    assert run("update", project.location).returncode == 2
    assert run("update", project.location, "--kk", new, "--en", english).returncode == 2
    assert project.events() == ()
