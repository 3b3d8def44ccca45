"""`alignment verify`, `backup` and `restore`, as scripts and people use them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from alignment.project import Project
from tests.cli.running import failure, run
from tests.conftest import small_alignment
from tests.project.test_damaged import EVERY_ACT, accept, alter


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A project with every kind of act."""
    return Path(shutil.copy(EVERY_ACT, tmp_path))


class TestVerify:
    def test_a_whole_project(self, kept: Path) -> None:
        done = run("verify", kept)
        assert (done.returncode, done.stdout, done.stderr) == (0, f"{kept}: whole; acts: 52\n", "")
        told = json.loads(run("verify", kept, "--json").stdout)
        assert told["whole"] is True
        assert (told["acts"], told["whole_acts"], told["can_be_saved"]) == (52, 52, 52)

    def test_a_damaged_one_is_told_with_the_remedy(self, kept: Path) -> None:
        alter(kept, "DELETE FROM event WHERE sequence = 7")
        done = run("verify", kept)
        assert done.returncode == 1
        assert done.stderr == (
            f"alignment: {kept}: damaged; of 51 acts 50 can be saved: `alignment verify {kept} --save-to FILE`\n"
        )
        first, second = done.stdout.splitlines()
        assert first == "act 7 is missing"
        assert second.startswith("left out: 8 unflag Айгүл 2026-")
        assert second.endswith(": act 7, which it refers to, is not there")

    def test_a_damaged_one_as_json(self, kept: Path) -> None:
        alter(kept, "DELETE FROM event WHERE sequence = 7")
        done = run("verify", kept, "--json")
        assert (done.returncode, done.stderr) == (1, "")
        told = json.loads(done.stdout)
        assert (told["whole"], told["whole_acts"], told["missing"], told["saved_to"]) == (False, 6, [[7, 7]], None)
        assert [one["number"] for one in told["left_out"]] == [8]

    def test_what_can_be_saved_is_saved(self, kept: Path, tmp_path: Path) -> None:
        alter(kept, "DELETE FROM event WHERE sequence = 7")
        saved = tmp_path / "saved.kken"
        done = run("verify", kept, "--save-to", saved)
        assert done.returncode == 0
        assert f"50 of 51 acts saved to {saved}\nwhat is left out: {saved}.left-out.jsonl\n" in done.stdout
        assert run("verify", saved).returncode == 0
        only = tmp_path / "only.kken"
        assert run("verify", kept, "--save-to", only, "--up-to-damage").returncode == 0
        assert len(Project.open(only).events()) == 6

    def test_texts_that_are_not_whole(self, kept: Path) -> None:
        alter(kept, "DELETE FROM paragraph WHERE place = 3")
        done = run("verify", kept)
        assert done.returncode == 1
        assert "paragraph, kk: 3 is missing" in done.stdout
        assert "nothing can be saved; go back to a copy of the file" in done.stderr

    def test_bad_input(self, kept: Path, tmp_path: Path) -> None:
        assert "there is no such project" in failure("verify", tmp_path / "none.kken")
        (tmp_path / "text").write_text("not a database")
        assert "not a project file" in failure("verify", tmp_path / "text")
        assert "another file of this name" in failure("verify", kept, "--save-to", tmp_path / "text")


class TestBackup:
    def test_a_copy_is_made_and_put_back(self, kept: Path, tmp_path: Path) -> None:
        copy, again = tmp_path / "copy.kken", tmp_path / "again.kken"
        assert run("backup", kept, "-o", copy).stdout == f"acts: 52, in {copy}\n"
        assert json.loads(run("backup", kept, "-o", copy, "--json").stdout) == {"acts": 52, "output": str(copy)}
        assert run("restore", copy, "--project", again).stdout == f"acts: 52, in {again}\n"
        assert Project.open(again).state() == Project.open(kept).state()

    def test_bad_input(self, kept: Path, tmp_path: Path) -> None:
        assert "there is no such project" in failure("backup", tmp_path / "none.kken", "-o", tmp_path / "copy")
        assert "there is no folder" in failure("backup", kept, "-o", tmp_path / "no" / "copy")
        (tmp_path / "thesis").write_text("years of work")
        assert "no earlier copy of this project" in failure("backup", kept, "-o", tmp_path / "thesis")
        assert run("backup", kept).returncode == 2


class TestRestore:
    def test_acts_that_the_copy_lacks_are_kept(self, tmp_path: Path) -> None:
        project = Project.create(small_alignment(), tmp_path / "p.kken")
        copy = tmp_path / "copy.kken"
        run("backup", project.location, "-o", copy)
        accept(project, 0)
        assert "acts here that the copy lacks: 1; `--replace`" in failure("restore", copy, "--project", project.location)
        told = json.loads(run("restore", copy, "--project", project.location, "--replace", "--json").stdout)
        assert told["acts"] == project.state().accepted == 0
        assert Project.open(told["kept"]).state().accepted == 1
        accept(project, 1)
        done = run("restore", copy, "--project", project.location, "--replace")
        assert done.stdout.splitlines()[1].startswith(f"what was there: {tmp_path}/p.20")

    def test_bad_input(self, kept: Path, tmp_path: Path) -> None:
        assert "there is no such project" in failure("restore", tmp_path / "none", "--project", kept)
        other = Project.create(small_alignment(), tmp_path / "p.kken").location
        assert "project of other texts" in failure("restore", other, "--project", kept, "--replace")
        assert "there is no folder" in failure("restore", kept, "--project", tmp_path / "no" / "p.kken")
        assert run("restore", kept).returncode == 2


def test_commands_that_read_say_that_not_all_of_a_project_is_whole(kept: Path, tmp_path: Path) -> None:
    alter(kept, "DELETE FROM event WHERE sequence = 7")
    done = run("export", kept, "-o", tmp_path / "out.tsv")
    assert done.returncode == 0
    assert done.stderr.startswith(f"alignment: {kept}: damaged: act 7 is missing; acts before it that are whole: 6, ")
    assert run("check", kept, "--only", "numbers").stderr == done.stderr
