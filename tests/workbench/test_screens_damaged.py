"""Screens of projects that are damaged, foreign, unreadable or gone: each is told, and what is whole stays usable."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from alignment.project import Project
from tests.conftest import ROOT, small_alignment
from tests.project.test_damaged import EVERY_ACT, accept, alter

pytestmark = pytest.mark.slow

_SCREENS = "alignment/workbench/screens"


def shown(location: str | Path, monkeypatch: pytest.MonkeyPatch, screen: str = "review") -> AppTest:
    monkeypatch.setattr(sys, "argv", ["app.py", str(location)])
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    return app.switch_page(f"{_SCREENS}/{screen}.py").run()


def errors(app: AppTest) -> list[str]:
    assert not app.exception, [one.message for one in app.exception]
    return [unescaped(error.value) for error in app.error]


def unescaped(line: str) -> str:
    """A line without the marks that keep it from being Markdown."""
    return line.replace("\\", "")


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """Of whose acts the last ones are not whole."""
    path = Path(shutil.copy(EVERY_ACT, tmp_path / "damaged.kken"))
    alter(path, "DELETE FROM event WHERE sequence = 40")
    return path


@pytest.mark.parametrize("screen", ["review", "text", "findings", "overview", "double", "terms"])
def test_every_screen_says_above_everything_what_is_damaged(
    damaged: Path, screen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (line,) = errors(shown(damaged, monkeypatch, screen))
    assert "act 40 is missing" in line
    assert "--save-to FILE" in line


def test_an_act_in_a_damaged_project_is_refused_with_the_remedy(damaged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = shown(damaged, monkeypatch)
    app.button(key="accept").click().run()
    errors(app)
    assert any("nothing can be changed here" in unescaped(warning.value) for warning in app.warning)


@pytest.mark.parametrize("screen", ["review", "text", "findings", "overview", "double", "terms"])
@pytest.mark.parametrize("gone", [False, True])
def test_a_project_that_breaks_while_it_is_open_is_told(
    project: Project, screen: str, gone: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = shown(project.location, monkeypatch, screen)
    assert errors(app) == []
    if gone:
        Path(project.location).unlink()
    else:
        alter(project.location, "DROP TABLE event")
    (line,) = errors(app.run())
    assert ("is gone; put it back" if gone else "no such table: event") in line


def test_an_act_in_a_project_that_broke_is_told(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    app = shown(project.location, monkeypatch)
    alter(project.location, "DROP TABLE event")
    app.button(key="accept").click().run()
    errors(app)
    assert any("no such table: event" in unescaped(warning.value) for warning in app.warning)


def test_a_folder_shows_each_file_with_its_message_and_stays_usable(
    damaged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Project.create(small_alignment(), tmp_path / "whole.kken")
    (tmp_path / "foreign.kken").write_text("years of work")
    (tmp_path / "folder.kken").mkdir()
    (tmp_path / "gone.kken").symlink_to(tmp_path / "nowhere")
    torn = Project.create(small_alignment(), tmp_path / "torn.kken")
    accept(torn, 0)
    alter(torn.location, "UPDATE link SET kk = '[99]' WHERE place = 1")
    lines = errors(shown(tmp_path, monkeypatch, "projects"))
    for told in (
        "act 40 is missing",
        "foreign.kken: not a project",
        "folder.kken: this is a folder",
        "gone.kken: there is no",
    ):
        assert sum(told in line for line in lines) == 1
    assert sum("torn.kken: not a project of this program, or damaged" in line for line in lines) == 1
    app = shown(tmp_path, monkeypatch, "projects")
    app.button(key="open-whole").click().run()
    assert errors(app) == []
    assert app.button(key="accept").label
