"""What a command writes takes the place of no project and of nothing that it is made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from alignment import review
from alignment.project import Project
from tests.cli.running import run
from tests.conftest import small_alignment

LINK = ((0,), (0,))


@pytest.fixture
def reviewed(tmp_path: Path) -> Path:
    """A project with an act, under a name that every command takes for its own."""
    project = Project.create(small_alignment(), tmp_path / "reviewed.tsv")
    review.set_status(project, LINK, "accepted", "a")
    return tmp_path / "reviewed.tsv"


@pytest.fixture
def texts(tmp_path: Path) -> tuple[Path, Path]:
    """A pair of texts whose names are those of outputs, too."""
    kk, en = tmp_path / "kk.tsv", tmp_path / "en.tsv"
    kk.write_text("Сот шешім шығарды.\n\nОл кетті.\n", encoding="utf-8")
    en.write_text("The court ruled.\n\nHe left.\n", encoding="utf-8")
    return kk, en


def test_no_command_writes_over_a_project(reviewed: Path, texts: tuple[Path, Path]) -> None:
    kk, en = texts
    before = reviewed.read_bytes()
    for command in (
        ["export", reviewed, "-o", reviewed],
        ["export", reviewed, "-o", reviewed, "--format", "tmx"],
        ["check", reviewed, "-o", reviewed],
        ["check", kk, en, "-o", reviewed],
        ["align", kk, en, "-o", reviewed],
        ["embed", kk, "-o", reviewed],
    ):
        done = run(*map(str, command))
        assert done.returncode == 1, command
        assert str(reviewed.name) in done.stderr
        assert done.stderr.count("\n") == 1
        assert reviewed.read_bytes() == before


def test_no_command_writes_over_what_it_reads(texts: tuple[Path, Path], tmp_path: Path) -> None:
    kk, en = texts
    link = tmp_path / "link.tsv"
    link.symlink_to(kk)
    before = kk.read_bytes(), en.read_bytes()
    for command in (
        ["align", kk, en, "-o", kk],
        ["align", kk, en, "-o", en],
        ["align", kk, en, "-o", link],
        ["check", kk, en, "-o", kk],
        ["embed", kk, "-o", kk],
    ):
        done = run(*map(str, command))
        assert (done.returncode, "this is what is read" in done.stderr) == (1, True), command
        assert (kk.read_bytes(), en.read_bytes()) == before


@pytest.mark.parametrize("name", ["", "  "])
def test_a_project_without_a_name_is_misuse(texts: tuple[Path, Path], name: str) -> None:
    done = run("align", *map(str, texts), "--project", name)
    assert done.returncode == 2
    assert "--project" in done.stderr


def test_a_project_and_an_export_of_one_name_are_misuse(texts: tuple[Path, Path], tmp_path: Path) -> None:
    both = str(tmp_path / "both.tsv")
    done = run("align", *map(str, texts), "--project", both, "-o", both)
    assert done.returncode == 2
    assert not Path(both).exists()


def test_a_message_shows_every_mark_of_a_name(tmp_path: Path) -> None:
    done = run("export", str(tmp_path / "a\u202eb\n\x1b[31m.kken"), "-o", str(tmp_path / "a.tsv"))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert r"a\u202eb\n\x1b[31m.kken" in done.stderr
