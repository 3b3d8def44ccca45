"""What the review screen says to who begins, to whoever has come to the end, and to whoever comes back."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from alignment import review
from alignment.project import Project
from alignment.workbench import seat
from alignment.workbench.act_bar import DAILY
from alignment.workbench.last_places import COOKIE, LastPlace, last_place, short_name
from tests.conftest import ROOT, small_alignment
from tests.workbench.remembering import remembered

pytestmark = pytest.mark.slow

LINKS = [link.pair for link in small_alignment().links]


@pytest.fixture
def opened(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setattr(sys, "argv", ["app.py", project.location])
    return project


def keeps(monkeypatch: pytest.MonkeyPatch, cookies: Mapping[str, str]) -> None:
    """Let the browser keep these cookies."""
    monkeypatch.setattr(seat, "cookies", lambda: dict(cookies))


def screen(**address: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in {"reviewer": "dana", **address}.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception
    return app


def press(app: AppTest, key: str) -> None:
    app.button(key=key).click().run()
    assert not app.exception, app.exception


def shown(app: AppTest) -> str:
    return "".join(element.value for element in app.get("html"))


def keys(app: AppTest) -> set[str]:
    return {str(button.key) for button in app.button}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("accept it", "how probable it is", "saved at once")),
        ("kk", ("қабылдаңыз", "ықтималдығы", "бірден сақталады")),
        ("ru", ("примите её", "вероятность", "сохраняется сразу")),
    ],
)
def test_who_begins_is_told_what_to_do_what_the_figure_is_and_that_all_is_saved(
    opened: Project, language: str, words: tuple[str, ...]
) -> None:
    said = shown(screen(lang=language))
    for part in words:
        assert part in said


def test_the_words_for_who_begins_go_with_the_first_act_or_when_they_are_put_away(opened: Project) -> None:
    app = screen()
    assert "welcome-close" in keys(app)
    press(app, "accept")
    assert "welcome-close" not in keys(app)
    assert f"go-{LINKS[1]}" in keys(app)  # where they stood are the neighbours
    other = screen(reviewer="aigerim")
    assert "welcome-close" in keys(other)
    press(other, "welcome-close")
    assert "welcome-close" not in keys(other)


def test_who_has_read_the_words_at_another_time_is_not_told_again(opened: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    keeps(monkeypatch, {"alignment-welcomed": "1"})
    assert "welcome-close" not in keys(screen())


def test_a_doubtful_link_is_not_presented_as_one_to_accept(opened: Project) -> None:
    app = screen()
    assert remembered(app).focus == LINKS[2]  # the least certain: 60 %
    kinds = {name: app.button(key=name).proto.type for name in DAILY}
    assert set(kinds.values()) == {"secondary"}
    press(app, "previous")
    assert app.button(key=DAILY[0]).proto.type == "primary"


def test_the_last_link_accepted_tells_what_was_done_and_offers_export_and_report(opened: Project) -> None:
    review.merge(opened, LINKS[0], "next", "dana")
    review.flag(opened, LINKS[2], "Other", "minor", "", "aigerim")
    review.comment(opened, LINKS[2], "Неге?", "aigerim")
    for reviewed in opened.state().links[:-1]:
        review.set_status(opened, reviewed.pair, "accepted", "aigerim")
    app = screen(at="kk.5")
    assert remembered(app).dialog is None
    press(app, "accept-next")
    assert remembered(app).dialog == "finished"
    said = shown(app)
    for line in ("4 links accepted", "1 link made by hand", "1 flag<", "1 comment<"):
        assert line in said, line
    assert {"finished-export", "finished-print", "finished-overview"} <= keys(app)
    assert {button.proto.label for button in app.get("download_button")} >= {"Page (HTML)", "Workbook (XLSX)"}
    assert not app.warning
    press(app, "finished-export")
    assert remembered(app).dialog is None
    assert app.title[0].value == "Export"


def test_whoever_looks_for_more_in_a_finished_project_is_told_and_only_then(opened: Project) -> None:
    review.set_status_of_many(opened, LINKS, "accepted", "dana")
    app = screen()
    assert remembered(app).dialog == "finished"  # who comes back to it sees it first
    remembered(app).dialog = None
    app.run()
    assert remembered(app).dialog is None
    press(app, "next") if not app.button(key="next").disabled else press(app, "previous")
    assert remembered(app).dialog is None
    press(app, "queue-next")
    assert remembered(app).dialog == "finished"


def test_an_end_of_a_queue_that_is_not_the_end_of_the_work_says_so(opened: Project) -> None:
    app = screen(queue="flagged")
    press(app, "queue-next")
    assert remembered(app).dialog is None
    assert "The queue is empty." in app.warning[0].value


def test_whoever_comes_back_goes_on_at_the_link_the_queue_and_the_section_of_then(
    opened: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeps(monkeypatch, {COOKIE: f"other~en.1~~|{short_name(opened)}~en.5~not%201%3A1~"})
    assert last_place(opened) == LastPlace("en.5", "not 1:1", "")
    app = screen()
    assert remembered(app).focus == LINKS[3]
    assert app.selectbox(key="queue").value == "not 1:1"
    named = screen(at="en.1")
    assert remembered(named).focus == LINKS[0]  # an address that says where is believed
    assert named.selectbox(key="queue").value == "least certain"


@pytest.mark.parametrize("cookie", ["", "|", "~~~", "x", "NAME~en.99~~", "NAME~en.1", "NAME~<b>~<b>~<b>", "NAME~~all~"])
def test_a_place_that_is_none_is_passed_over(opened: Project, monkeypatch: pytest.MonkeyPatch, cookie: str) -> None:
    keeps(monkeypatch, {COOKIE: cookie.replace("NAME", short_name(opened))})
    assert remembered(screen()).focus == LINKS[2]


def test_two_projects_have_two_names_in_the_cookie(opened: Project, tmp_path: Path) -> None:
    other = Project.create(replace(small_alignment()), tmp_path / "other.kken")
    assert short_name(other) != short_name(opened)


def test_a_return_of_the_browser_goes_where_the_address_says(opened: Project) -> None:
    app = screen(at="en.1")
    press(app, "next")
    assert remembered(app).focus == LINKS[1]
    app.query_params["at"] = "en.5"
    app.run()
    assert remembered(app).focus == LINKS[1]  # an address that lags behind says nothing
    press(app, "comment")
    app.query_params["at"], app.query_params["step"] = "en.1", "0"
    app.run()
    assert remembered(app).focus == LINKS[0]
    assert remembered(app).dialog is None  # it was about the link that was left
    assert "step" not in app.query_params
