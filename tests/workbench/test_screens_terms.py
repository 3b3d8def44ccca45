"""The glossary screen without a browser: its states, its filters and its acts."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from alignment import review
from alignment.project import Project
from alignment.records import Term
from alignment.review import glossary_of
from benchmarks.checks import Case, alignment_of
from tests.conftest import ROOT
from tests.workbench.remembering import acts, field, remembered
from tests.workbench.test_screens import screen

pytestmark = pytest.mark.slow

PAGE = "alignment/workbench/screens/terms.py"
TEXT = Case(
    "terminology",
    "",
    "Судья шешімін шығарды. Ол <b>заңды</b> еді. ¶ Судьялар ашық айтты. ¶ Ереуіл болды.",
    "The judge ruled. It was <b>lawful</b>. ¶ Hearings were open. ¶ There was a strike, the judge said.",
)


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    project = Project.create(alignment_of(TEXT), tmp_path / "court.kken")
    monkeypatch.setattr(sys, "argv", ["app.py", project.location])
    return project


def shown(app: AppTest) -> str:
    return "".join(element.value for element in app.get("html"))


def listed(app: AppTest) -> list[str]:
    """The terms of the list, without their counts."""
    buttons = sorted(
        (b for b in app.button if b.key and b.key.startswith("term-") and b.key[5:].isdigit()), key=lambda b: int(b.key[5:])
    )
    return [button.label.rsplit(" :gray[", 1)[0].replace("\\", "") for button in buttons]


def sought(app: AppTest, words: str) -> list[str]:
    app.text_input(key="terms-search").set_value(words).run()
    assert not app.exception
    return listed(app)


def choose(app: AppTest, en: str) -> None:
    sought(app, en)
    app.button(key=f"term-{listed(app).index(en)}").click().run()
    assert not app.exception


def test_the_list_is_searched_in_both_languages_and_folded(opened: Project) -> None:
    app = screen(PAGE)
    assert len(listed(app)) == 14
    assert "judge" in sought(app, "judge")
    assert "accused" in sought(app, "айыпталушы")
    assert "strike" in sought(app, "ЕРЕУИЛ")
    assert sought(app, "zzzz") == []
    assert any("No term is found" in text.value for text in app.markdown)


def test_the_pages_of_the_list_are_turned_and_a_search_starts_at_the_first(opened: Project) -> None:
    app = screen(PAGE)
    first = listed(app)
    app.button(key="terms-page-next").click().run()
    assert not set(first) & set(listed(app))
    app.button(key="terms-page-next").click().run()
    assert "judge" in sought(app, "judge")
    assert sought(app, "") == first


def test_filters(opened: Project) -> None:
    review.add_term(opened, Term("strike", "жұмыс тоқтату", "forbidden", "labor"), "a")
    app = screen(PAGE)
    app.toggle(key="terms-occurs").set_value(True).run()
    assert {"judge", "strike"} <= set(listed(app)) < set(glossary_of(opened.state()).concepts)
    app.toggle(key="terms-changed").set_value(True).run()
    assert listed(app) == ["strike"]
    app.toggle(key="terms-changed").set_value(False).run()
    app.selectbox(key="terms-status").set_value("forbidden").run()
    assert listed(app) == ["strike"]
    app.selectbox(key="terms-kind").set_value("person").run()
    assert listed(app) == []


def test_a_term_shows_where_it_stands_marked_and_escaped(opened: Project) -> None:
    app = screen(PAGE)
    assert any("Choose a term" in text.value for text in app.caption)
    choose(app, "judge")
    page = shown(app)
    assert '<span class="term " title="term">judge</span>' in page
    assert '<span class="term preferred" title="preferred">Судья</span>' in page
    assert '<span class="term preferred" title="preferred">Судьялар</span>' in page
    assert "no rendering of the glossary here" in page
    assert "not in the English" in page
    assert "<b>заңды</b>" not in page
    assert app.query_params["term"] == "judge"
    choose(app, "strike")
    assert '<span class="term preferred" title="preferred">Ереуіл</span>' in shown(app)


def test_a_term_that_stands_nowhere_says_so(opened: Project) -> None:
    app = screen(PAGE)
    choose(app, "accused")
    assert any("Neither the term nor" in text.value for text in app.caption)


def test_every_act_is_one_event_and_undone_on_the_screen(opened: Project) -> None:
    app = screen(PAGE)
    assert app.button(key="terms-undo").disabled
    choose(app, "strike")
    before = glossary_of(opened.state()).concepts["strike"]
    for status in ("forbidden", "admitted", "preferred"):
        app.button(key=f"{status}-strike-{before[0].kk}").click().run()
        assert not app.exception
        assert status in {term.status for term in glossary_of(opened.state()).concepts["strike"]}
    app.button(key=f"remove-strike-{before[0].kk}").click().run()
    assert len(glossary_of(opened.state()).concepts.get("strike", ())) == len(before) - 1
    assert len(acts(opened)) == 4
    for _ in range(4):
        app.button(key="terms-undo").click().run()
    assert set(glossary_of(opened.state()).concepts["strike"]) == set(before)
    assert app.button(key="terms-undo").disabled
    app.button(key="terms-redo").click().run()
    assert "forbidden" in {term.status for term in glossary_of(opened.state()).concepts["strike"]}


def test_an_act_on_a_link_is_not_undone_from_here(opened: Project) -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.query_params["reviewer"] = "dana"
    review.change_terms(opened, "dana", put=[Term("judge", "қазы", "admitted")])
    review.set_status(opened, ((0,), (0,)), "accepted", "dana")
    app.switch_page(PAGE).run()
    assert app.button(key="terms-undo").disabled
    opened.undo("dana")
    app.run()
    assert not app.button(key="terms-undo").disabled
    assert app.button(key="terms-redo").disabled


def test_a_term_is_added_its_note_edited_and_no_pair_twice(opened: Project) -> None:
    app = screen(PAGE)
    app.button(key="term-add").click().run()
    field(app.text_input, "new-en").set_value("astrolabe")
    field(app.text_input, "new-kk").set_value("  әңғүө  құрал ")
    app.button(key="new-save").click().run()
    (term,) = glossary_of(opened.state()).concepts["astrolabe"]
    assert (term.kk, term.status) == ("әңғүө құрал", "preferred")
    assert remembered(app).term == "astrolabe"
    field(app.button, "say").click().run()
    field(app.text_area, "edit-note").set_value("*күміс*")
    app.button(key="edit-save").click().run()
    assert glossary_of(opened.state()).concepts["astrolabe"][0].note == "*күміс*"
    app.button(key="term-add").click().run()
    field(app.text_input, "new-en").set_value("Astrolabe")
    field(app.text_input, "new-kk").set_value("Әңғүө құрал")
    app.button(key="new-save").click().run()
    assert "in the glossary already" in app.error[0].value
    assert len(acts(opened)) == 2
    field(app.text_input, "new-kk").set_value(" ")
    app.button(key="new-save").click().run()
    assert "needs English and Kazakh words" in app.error[0].value


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_it_speaks_the_readers_language(opened: Project, language: str) -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.query_params["lang"] = language
    app.query_params["term"] = "judge"
    app.switch_page(PAGE).run()
    assert not app.exception
    assert {"kk": "Тыйым салу", "ru": "Запретить"}[language] in [button.label for button in app.button]
    assert {"kk": "ұсынылған", "ru": "предпочтителен"}[language] in shown(app)


def test_the_error_report_is_made_from_the_overview(opened: Project) -> None:
    from alignment.reports import REPORT_EXTENSIONS

    app = screen("alignment/workbench/screens/overview.py")
    assert len(app.get("download_button")) == len(REPORT_EXTENSIONS)
