"""Somebody cuts a text, or takes a cut back, while another looks at it: nothing on their desk comes to mean other words."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from alignment import review
from alignment.project import Project
from alignment.records import Pair, Point, Span
from alignment.workbench import hands
from tests.conftest import ROOT
from tests.workbench.remembering import field, remembered
from tests.workbench.test_screens_findings import faulty_alignment

pytestmark = pytest.mark.slow

FIRST, SECOND, THIRD = (((place,), (place,)) for place in range(3))


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    made = Project.create(faulty_alignment(), tmp_path / "faulty.kken")
    monkeypatch.setattr(sys, "argv", ["app.py", made.location])
    return made


def screen(page: str = "review", **address: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in {"reviewer": "dana", **address}.items():
        app.query_params[name] = value
    return to(app, page)


def to(app: AppTest, page: str) -> AppTest:
    app.switch_page(f"alignment/workbench/screens/{page}.py").run()
    assert not app.exception, app.exception
    return app


def press(app: AppTest, key: str) -> None:
    app.button(key=key).click().run()
    assert not app.exception, app.exception


def cut_first(project: Project, who: str = "other") -> None:
    """Cut the first Kazakh unit after its first word: every later one counts one more."""
    review.split_at(Project.open(project.location), FIRST, Point(0, 3, 4), Point(1), who)


def shown(app: AppTest) -> str:
    return "".join(element.value for element in app.get("html"))


def marked(project: Project) -> list[str]:
    flags, units = project.state().flags, project.alignment.kk_units
    return [units[span.unit].text[span.start : span.end] for flag in flags for span in flag.spans if span.side == "kk"]


def test_the_focus_the_marks_and_the_seats_go_with_their_words(faulty: Project) -> None:
    app = screen(at="en.3")
    press(app, "accept")
    remembered(app).marks = (Span("kk", 2, 5, 11),)
    remembered(app).walked = THIRD
    cut_first(faulty)
    app.run()
    kept = remembered(app)
    assert kept.focus == kept.walked == kept.seats[1] == ((3,), (2,))
    assert kept.marks == (Span("kk", 3, 5, 11),)
    assert '<span class="marked" title="Marked">үкiмет</span>' in shown(app)
    Project.open(faulty.location).undo("other")
    app.run()
    kept = remembered(app)
    assert (kept.focus, kept.walked, kept.seats[1], kept.marks) == (THIRD, THIRD, THIRD, (Span("kk", 2, 5, 11),))


def test_a_flag_whose_dialog_was_open_before_a_cut_is_refused_and_then_raised_on_its_words(faulty: Project) -> None:
    app = screen(at="en.3")
    remembered(app).marks = (Span("kk", 2, 5, 11),)
    app.run()
    press(app, "flag")
    cut_first(faulty)
    app.run()  # such as a marking behind the dialog asks for
    field(app.text_area, "flag-note").set_value("Латын әрпі").run()
    press(app, "flag-save")
    assert "counted anew" in app.warning[0].value
    assert faulty.state().flags == ()
    press(app, "flag")
    assert field(app.text_area, "flag-note").value == "Латын әрпі"
    press(app, "flag-save")
    assert marked(faulty) == ["үкiмет"]
    assert [(flag.kk, flag.note) for flag in faulty.state().flags] == [((3,), "Латын әрпі")]


def test_a_flag_raised_by_a_screen_that_was_drawn_before_a_cut_lies_on_its_words(faulty: Project) -> None:
    app = screen(at="en.3")
    remembered(app).marks = (Span("kk", 2, 5, 11),)
    app.run()
    cut_first(faulty)
    press(app, "flag")  # the screen still shows what was there before
    press(app, "flag-save")
    assert marked(faulty) in ([], ["үкiмет"])
    press(app, "flag")
    press(app, "flag-save")
    assert marked(faulty) == ["үкiмет"]


def test_findings_of_before_a_cut_stand_at_their_links_and_are_confirmed_there(faulty: Project) -> None:
    app = to(screen("findings"), "review")
    cut_first(faulty)
    app.query_params["at"] = "kk.3"
    remembered(app).focus = None
    app.run()
    assert "Latin letter i" in shown(app)
    press(app, next(button.key for button in app.button if str(button.key).startswith("confirm-")))
    assert marked(faulty) == ["үкiмет"]
    remembered(app).focus = None
    app.query_params["at"] = "kk.4"
    app.run()
    assert "Latin letter" not in shown(app)


def test_findings_of_before_a_cut_was_taken_back_break_no_queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = faulty_alignment()
    kk, en = whole.kk_units[:3], whole.en_units[:3]  # something is found in the last unit
    documents = {side: replace(whole.document(side), paragraphs=units) for side, units in (("kk", kk), ("en", en))}  # type: ignore[arg-type]
    project = Project.create(
        replace(whole, **documents, kk_units=kk, en_units=en, links=whole.links[:3]), tmp_path / "three.kken"
    )
    monkeypatch.setattr(sys, "argv", ["app.py", project.location])
    review.split_at(project, THIRD, Point(2, 4, 5), Point(3), "dana")
    app = to(screen("findings"), "review")
    press(app, "undo")
    app.selectbox(key="queue").set_value("findings").run()
    assert not app.exception, app.exception
    walked: set[Pair | None] = set()
    for _ in range(3):
        press(app, "queue-next")
        walked.add(remembered(app).focus)
    assert THIRD in walked
    assert "Latin letter i" in shown(app)


def test_findings_are_looked_for_anew_after_another_cut_of_the_same_unit(faulty: Project) -> None:
    review.split_at(faulty, FIRST, Point(0, 3, 4), Point(1), "dana")
    app = screen("findings")
    faulty.undo("dana")
    review.split_at(faulty, FIRST, Point(0, 7, 8), Point(1), "dana")  # after the word, which is in the first part now
    app.run()
    assert not app.exception, app.exception
    press(app, "finding-confirm")
    assert marked(faulty) == ["cот"]
    assert faulty.state().flags[0].kk == (0,)


def test_a_link_that_is_gone_closes_its_dialog_and_what_was_written_is_kept(faulty: Project) -> None:
    app = screen(at="en.3")
    press(app, "comment")
    field(app.text_area, "comment-text").set_value("Бұл кім?").run()
    review.merge(Project.open(faulty.location), SECOND, "next", "other")
    app.run()
    assert remembered(app).dialog is None
    app.run()
    press(app, "comment")
    assert field(app.text_area, "comment-text").value == "Бұл кім?"
    press(app, "comment-save")
    assert [comment.text for comment in faulty.state().comments] == ["Бұл кім?"]


def test_whoever_comes_back_is_where_they_acted_last_however_units_were_cut_since(faulty: Project) -> None:
    review.set_status(faulty, THIRD, "accepted", "dana")
    cut_first(faulty)
    assert remembered(screen()).focus == ((3,), (2,))


def test_an_address_that_names_a_part_leads_to_the_whole_when_the_cut_was_taken_back(faulty: Project) -> None:
    cut_first(faulty)
    assert remembered(screen(at="kk.1/2")).focus == ((1,), ())
    Project.open(faulty.location).undo("other")
    assert remembered(screen(at="kk.1/2")).focus == FIRST


def test_a_splits_undo_leads_back_to_the_link_that_was_split(faulty: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    app = screen(at="en.3")
    press(app, "split")

    def decided(project: Project, *_shown: object) -> None:
        hands.decide(project, "cut", {"kk": ["kk.3", 4, 5], "en": ["", 0, 0]})
        st.rerun()

    monkeypatch.setattr(hands, "show_panel", decided)
    app.run()
    assert len(faulty.state().cuts) == 1
    assert remembered(app).focus in (((2,), (2,)), ((3,), ()))
    press(app, "undo")
    assert remembered(app).focus == THIRD
