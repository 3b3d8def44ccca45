"""The screens use the project's model, and no other before somebody has said so."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from alignment.project import Project
from alignment.records import Alignment
from alignment.settings import SHIPPED_MODEL, AlignerSettings
from alignment.workbench.words import plain
from tests.conftest import small_alignment
from tests.workbench.test_screens import screen

pytestmark = pytest.mark.slow

SCREENS = "alignment/workbench/screens"


def opened(alignment: Alignment, model: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    project = Project.create(replace(alignment, model=model), folder / "p.kken")
    monkeypatch.setattr(sys, "argv", ["app.py", project.location])
    return project


def on(page: str) -> AppTest:
    return screen(f"{SCREENS}/{page}.py")


def realign(app: AppTest) -> None:
    """Realign the rest, which asks first."""
    app.button(key="realign").click().run()
    app.button(key="realign-do").click().run()


def look_everywhere(app: AppTest) -> AppTest:
    """Ask for what every screen needs a model for."""
    realign(app)
    app.button(key="level").click().run()
    app.selectbox(key="queue").set_value("findings").run()
    assert not app.exception, app.exception
    return app


def test_everything_is_done_with_the_projects_own(
    own_model: Path, asked: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(small_alignment(), str(own_model), tmp_path, monkeypatch)
    app = look_everywhere(screen())
    assert 'class="rows"' in "".join(element.value for element in app.get("html"))
    for page in ("findings", "terms", "overview"):
        assert not on(page).exception
    assert asked == {str(own_model), SHIPPED_MODEL}  # which compares words alone, for the checks


def test_one_that_is_gone_is_named_and_the_shipped_one_is_taken_only_when_asked_for(
    own_model: Path, asked: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = opened(small_alignment(), str(own_model), tmp_path, monkeypatch)
    shutil.move(own_model, tmp_path / "elsewhere")
    app = screen()
    assert not app.warning  # nothing has asked for it
    look_everywhere(app)
    (warning,) = app.warning
    assert warning.value.startswith(
        plain(f"model '{own_model}': there is no such folder; put it back, or name another model")
    )
    for page in ("findings", "overview"):
        other = on(page)
        assert plain(str(own_model)) in other.warning[0].value
        assert other.button(key="on-shipped-model")
    assert asked == set()
    assert project.state().sequence == 0
    app.button(key="on-shipped-model").click().run()
    look_everywhere(app)
    assert asked == {SHIPPED_MODEL}
    assert not app.warning
    assert project.state().sequence > 0


def test_a_folder_that_is_put_back_is_used(
    own_model: Path, asked: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(small_alignment(), str(own_model), tmp_path, monkeypatch)
    shutil.move(own_model, tmp_path / "elsewhere")
    app = screen()
    realign(app)
    assert app.warning
    shutil.move(tmp_path / "elsewhere", own_model)
    realign(app)
    assert not app.warning
    assert asked == {str(own_model)}


def test_a_name_that_nobody_downloaded_is_not_downloaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(small_alignment(), "nobody/no-such-model", tmp_path, monkeypatch)
    app = look_everywhere(screen())
    assert plain("it is not on this machine; fetch it with") in app.warning[0].value


class TestNewProject:
    def made(self, model: str | None, home: Path, monkeypatch: pytest.MonkeyPatch, field: str = "new-model") -> AppTest:
        monkeypatch.setattr(sys, "argv", ["app.py", str(home)])
        app = on("new")
        app.text_area(key="text-first").set_value("Бірінші абзац.").run()
        app.text_area(key="text-second").set_value("First paragraph.").run()
        if model is not None:
            app.text_input(key=field).set_value(model).run()
        app.button(key="new-align").click().run()
        return app

    @pytest.mark.parametrize("model", [None, "", "own-model"])
    def test_it_remembers_the_model_that_was_chosen(
        self, model: str | None, own_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert not self.made(model, tmp_path, monkeypatch).error
        (made,) = tmp_path.glob("*.kken")
        assert Project.open(made).alignment.model == (str(own_model) if model else SHIPPED_MODEL)

    def test_a_second_opinion_is_asked_and_not_remembered(
        self, own_model: Path, asked: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        limit = AlignerSettings(second_opinion_below=1.1)
        monkeypatch.setattr("alignment.aligner.second_opinion.AlignerSettings", lambda: limit)
        assert not self.made("own-model", tmp_path, monkeypatch, "new-second").error
        (made,) = tmp_path.glob("*.kken")
        assert Project.open(made).alignment.model == SHIPPED_MODEL
        assert str(own_model) in asked

    @pytest.mark.parametrize("field", ["new-model", "new-second"])
    @pytest.mark.parametrize("model", ["nowhere", "/etc", "..", "../own-model", "alignment"])
    def test_no_other_folder_can_be_looked_into(
        self, model: str, field: str, own_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "home").mkdir()
        app = self.made(model, tmp_path / "home", monkeypatch, field)
        assert plain(model) in app.error[0].value
        assert not list(tmp_path.glob("home/*.kken"))
