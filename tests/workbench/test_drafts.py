"""What is begun at one link or finding is offered there again, there only, until it is saved."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from alignment import review
from alignment.project import Project
from alignment.records import Span, Term
from alignment.review import glossary_of
from tests.conftest import large_alignment
from tests.workbench.remembering import field, remembered
from tests.workbench.test_places import FIRST, faulty, press, screen

__all__ = ["faulty"]

pytestmark = pytest.mark.slow


def leave(app: AppTest) -> None:
    """As Escape does."""
    remembered(app).dialog = remembered(app).opened = None
    app.run()


FIELDS: dict[str, tuple[str, Callable[[AppTest], object], str, object]] = {
    "comment-text": ("comment", lambda app: app.text_area, "Бұл кім?", ""),
    "propose-text": ("propose", lambda app: app.text_area, "Басқаша.", "Ол да cот <b>🙂</b> ө."),
    "flag-note": ("flag", lambda app: app.text_area, "Басқаша.", ""),
    "flag-better": ("flag", lambda app: app.text_area, "сот", "Ол"),
    "flag-category": ("flag", lambda app: app.radio, "Accuracy/Omission", "Accuracy/Mistranslation"),
    "link-kk": ("link-two", lambda app: app.selectbox, "kk.4", "kk.2"),
}


@pytest.mark.parametrize("name", FIELDS)
def test_a_draft_belongs_to_its_link(faulty: Project, name: str) -> None:
    dialog, elements, written, first = FIELDS[name]
    app = screen(at="en.1")
    remembered(app).marks = (Span("kk", 0, 0, 3),)
    app.run()
    press(app, dialog)
    assert field(elements(app), name).value != written
    field(elements(app), name).set_value(written).run()
    leave(app)
    press(app, "next")
    if dialog == "flag":
        remembered(app).marks = (Span("kk", 1, 0, 2),)
    press(app, dialog)
    assert field(elements(app), name).value == first
    leave(app)
    press(app, "previous")
    if dialog == "flag":
        remembered(app).marks = (Span("kk", 0, 0, 3),)
    press(app, dialog)
    assert field(elements(app), name).value == written
    leave(app)


def test_a_draft_that_is_saved_is_offered_no_more(faulty: Project) -> None:
    app = screen(at="en.1")
    press(app, "comment")
    field(app.text_area, "comment-text").set_value("Бұл кім?").run()
    press(app, "comment-save")
    assert [comment.kk for comment in faulty.state().comments] == [(0,)]
    press(app, "comment")
    assert field(app.text_area, "comment-text").value == ""
    assert remembered(app).drafts == {}


def test_a_unit_to_pop_out_is_chosen_anew_at_each_link(faulty: Project) -> None:
    review.merge(faulty, FIRST, "next", "a")
    review.merge(faulty, ((2,), (2,)), "next", "a")
    app = screen(at="en.1")
    press(app, "pop-out")
    field(app.radio, "pop-unit").set_value("kk.2").run()
    leave(app)
    press(app, "next")
    press(app, "pop-out")
    assert field(app.radio, "pop-unit").value == "en.3"
    press(app, "pop-do")
    assert ((), (2,)) in [reviewed.pair for reviewed in faulty.state().links]


def test_a_wording_that_was_never_changed_follows_the_text_of_the_link(faulty: Project) -> None:
    app = screen(at="en.1")
    press(app, "propose")
    leave(app)
    press(app, "merge-down")
    press(app, "propose")
    assert field(app.text_area, "propose-text").value == " ".join(faulty.alignment.texts(faulty.state().links[0].link)[:1])
    press(app, "propose-save")
    assert faulty.state().proposals == ()


def test_what_was_begun_at_a_link_goes_with_its_units(faulty: Project) -> None:
    app = screen(at="en.2")
    press(app, "comment")
    field(app.text_area, "comment-text").set_value("Бұл кім?").run()
    leave(app)
    press(app, "merge-up")
    press(app, "comment")
    assert field(app.text_area, "comment-text").value == "Бұл кім?"
    press(app, "comment-save")
    press(app, "undo")
    press(app, "undo")
    press(app, "next")
    press(app, "comment")
    assert field(app.text_area, "comment-text").value == ""


def test_a_reason_belongs_to_its_finding(faulty: Project) -> None:
    app = screen("findings")
    field(app.text_input, "finding-reason").set_value("Бұл әдейі").run()
    first = remembered(app).finding
    press(app, "finding-next")
    assert remembered(app).finding != first
    assert field(app.text_input, "finding-reason").value == ""
    press(app, "finding-here")
    assert [dismissal.reason for dismissal in faulty.state().dismissals] == [""]
    remembered(app).finding = first
    app.run()
    assert field(app.text_input, "finding-reason").value == "Бұл әдейі"
    press(app, "finding-here")
    assert [dismissal.reason for dismissal in faulty.state().dismissals] == ["", "Бұл әдейі"]
    press(app, "finding-undo")
    assert field(app.text_input, "finding-reason").value == ""


def test_a_reason_for_many_belongs_to_those(faulty: Project) -> None:
    app = screen("findings")
    press(app, "dismiss-many")
    field(app.text_input, "many-reason").set_value("Бұл әдейі").run()
    field(app.radio, "many-scope").set_value("words").run()
    leave(app)
    press(app, "finding-pick")
    press(app, "dismiss-many")
    assert field(app.text_input, "many-reason").value == ""
    assert field(app.radio, "many-scope").value == "here"
    leave(app)
    press(app, "finding-pick")
    press(app, "dismiss-many")
    assert field(app.text_input, "many-reason").value == "Бұл әдейі"
    press(app, "many-dismiss")
    assert {(dismissal.scope, dismissal.reason) for dismissal in faulty.state().dismissals} == {("words", "Бұл әдейі")}


def test_what_is_begun_about_a_term_belongs_to_it(faulty: Project) -> None:
    for number, note in enumerate(("жартысы", "бәрі")):
        review.add_term(faulty, Term(f"astrolabe {number}", "құрал", note=note), "dana")
    app = screen("terms", term="astrolabe 0")
    press(app, "say-astrolabe 0-құрал")
    field(app.text_area, "edit-note").set_value("Бұл кім?").run()
    leave(app)
    remembered(app).term = "astrolabe 1"
    app.run()
    press(app, "say-astrolabe 1-құрал")
    assert field(app.text_area, "edit-note").value == "бәрі"
    leave(app)
    press(app, "term-rendering")
    assert field(app.text_input, "new-en").value == "astrolabe 1"
    field(app.text_input, "new-kk").set_value("аспап").run()
    leave(app)
    remembered(app).term = "astrolabe 0"
    app.run()
    press(app, "term-rendering")
    assert (field(app.text_input, "new-en").value, field(app.text_input, "new-kk").value) == ("astrolabe 0", "")
    leave(app)
    press(app, "say-astrolabe 0-құрал")
    assert field(app.text_area, "edit-note").value == "Бұл кім?"
    press(app, "edit-save")
    assert {term.note for term in glossary_of(faulty.state()).concepts["astrolabe 0"]} == {"Бұл кім?"}
    assert {term.note for term in glossary_of(faulty.state()).concepts["astrolabe 1"]} == {"бәрі"}


def test_a_name_is_typed_for_one_section(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = Project.create(large_alignment(150), tmp_path / "sections.kken")
    monkeypatch.setattr(sys, "argv", ["app.py", project.location])
    app = screen("overview")
    field(app.text_input, "assign-to").set_value("aigerim").run()
    app.selectbox(key="assign-section").select_index(1).run()
    assert field(app.text_input, "assign-to").value == ""
    press(app, "assign-do")
    assert {to for _section, to in project.state().assignments} <= {""}
    app.selectbox(key="assign-section").select_index(0).run()
    press(app, "assign-do")
    assert field(app.text_input, "assign-to").value == ""
    assert "aigerim" in {to for _section, to in project.state().assignments}
