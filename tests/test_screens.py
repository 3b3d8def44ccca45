"""The screens without a browser: their states, empty ones included."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from alignment import review
from alignment.records import Alignment
from alignment.store import Project
from tests.conftest import ROOT


@pytest.fixture
def opened(project: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    monkeypatch.setattr(sys, "argv", ["app.py", project.location])
    return project


def screen(page: str | None = None) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
    if page:
        app.switch_page(page).run()
    assert not app.exception, app.exception
    return app


def test_without_a_project_the_screen_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["app.py"])
    app = screen()
    assert app.title[0].value == "No project is open"
    assert "alignment review" in app.code[0].value


def test_a_file_that_is_no_project_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    monkeypatch.setattr(sys, "argv", ["app.py", str(tmp_path / "thesis.txt")])
    assert "not a project" in screen().error[0].value


def test_review_starts_at_the_least_certain_link(opened: Project) -> None:
    app = screen()
    shown = "".join(element.value for element in app.get("html"))
    assert "Second" in shown
    assert app.session_state["focus"] == ((2,), (2, 3))


def test_acts_by_button_append_events(opened: Project) -> None:
    app = screen()
    app.button(key="accept").click().run()
    assert opened.state().link(((2,), (2, 3))).status == "accepted"
    assert app.button(key="accept").disabled
    app.button(key="merge-down").click().run()
    assert ((2, 3), (2, 3, 4)) in [r.pair for r in opened.state().links]
    app.button(key="undo").click().run()
    app.button(key="undo").click().run()
    assert opened.state().link(((2,), (2, 3))).status == "unreviewed"
    app.button(key="redo").click().run()
    assert opened.state().link(((2,), (2, 3))).status == "accepted"
    assert not app.exception


def test_accept_and_next_goes_to_the_least_certain_of_the_rest(opened: Project) -> None:
    app = screen()
    app.button(key="accept-next").click().run()
    assert app.session_state["focus"] == ((4,), ())


def test_a_conflict_is_told_and_loses_nothing(opened: Project) -> None:
    app = screen()
    other = Project.open(opened.location)
    review.merge(other, ((2,), (2, 3)), "next", "somebody else")
    app.button(key="accept").click().run()
    assert "somebody else changed this link" in app.warning[0].value
    assert len(other.events()) == 1


def test_document_text_is_shown_as_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from alignment.records import Document, Link, Paragraph

    wicked = "<script>alert(1)</script> **&** `x`"
    kk, en = (Document(f"{s}.txt", s, (Paragraph(f"{s}.1", "body", wicked, (1, 1)),)) for s in ("kk", "en"))
    alignment = Alignment(kk, en, "paragraph", kk.paragraphs, en.paragraphs, (Link((0,), (0,), 0.5, 0.5),))
    made = Project.create(replace(alignment), tmp_path / "wicked.kken")
    monkeypatch.setattr(sys, "argv", ["app.py", made.location])
    shown = "".join(element.value for element in screen().get("html"))
    assert "&lt;script&gt;" in shown
    assert "<script>" not in shown


def test_a_finished_project(opened: Project) -> None:
    for reviewed in opened.state().links:
        review.set_status(opened, reviewed.pair, "accepted", "a")
    assert not screen().exception


def test_overview_counts(opened: Project) -> None:
    review.set_status(opened, ((0,), (0,)), "accepted", "a")
    review.set_status(opened, ((1,), (1,)), "needs review", "a")
    review.flag(opened, ((1,), (1,)), "Other", "minor", "", "a")
    app = screen("alignment/screens/overview.py")
    assert {metric.label: metric.value for metric in app.metric} == {
        "Links": "5",
        "Accepted": "1",
        "Need review": "1",
        "Open below 90 %": "3",
        "Flags": "1",
        "Time left": "–",
    }


def test_overview_when_every_link_was_set_by_a_reviewer(opened: Project) -> None:
    state = opened.state()
    while len(state.links) > 1:
        state = review.merge(opened, state.links[0].pair, "next", "a")
    app = screen("alignment/screens/overview.py")
    assert any("set by a reviewer" in text.value for text in app.markdown)
