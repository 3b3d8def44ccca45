"""Flags and scores on the review screen, without a browser."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from alignment import review
from alignment.project import Project
from alignment.records import CATEGORIES, SEVERITIES, SEVERITY_HELP, Alignment, Pair, Span
from alignment.workbench.marking import quoted
from tests.conftest import ROOT
from tests.workbench.remembering import field, remembered

pytestmark = pytest.mark.slow

PAIR: Pair = ((2,), (2, 3))


@pytest.fixture
def opened(project: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    monkeypatch.setattr(sys, "argv", ["app.py", project.location])
    return project


def screen(**address: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception
    return app


def html_of(app: AppTest) -> str:
    return "".join(element.value for element in app.get("html"))


def test_without_marks_the_flag_goes_to_the_link(opened: Project) -> None:
    app = screen(reviewer="dana")
    app.button(key="flag").click().run()
    assert any("link as a whole" in caption.value for caption in app.caption)
    app.button(key="flag-save").click().run()
    assert not app.exception
    (flag,) = opened.state().flags
    assert (flag.spans, flag.better, flag.category, flag.severity) == ((), "", CATEGORIES[0].name, "minor")
    assert "flag minor" not in html_of(app)


def test_the_wording_is_proposed_only_where_it_was_changed(opened: Project) -> None:
    app = screen()
    remembered(app).marks = (Span("kk", 2, 0, 6),)
    app.run()
    assert '<span class="marked" title="Marked">Екінші</span>' in html_of(app)
    app.button(key="flag").click().run()
    assert field(app.text_area, "flag-better").value == "Екінші"
    app.button(key="flag-save").click().run()
    assert [(flag.spans, flag.better) for flag in opened.state().flags] == [((Span("kk", 2, 0, 6),), "")]
    assert remembered(app).marks == ()


def test_a_category_that_its_dimension_lacks_is_not_kept(opened: Project) -> None:
    app = screen()
    app.button(key="flag").click().run()
    app.session_state["flag-dimension-kk.3"] = "Style"
    app.run()
    app.button(key="flag-save").click().run()
    assert opened.state().flags[0].category == "Style/Awkward"


def test_changing_a_flag_keeps_what_it_says_of_another_link(opened: Project) -> None:
    spans = (Span("en", 2, 0, 6), Span("en", 3, 0, 3))
    state = review.flag(opened, PAIR, "Style/Register", "major", "", "a", spans=spans)
    review.split(opened, PAIR, 1, 1, "a")
    app = screen(at="en.3")
    app.button(key=f"change-flag-{state.flags[0].id}").click().run()
    assert remembered(app).marks == spans[:1]
    field(app.text_area, "flag-note").set_value("x")
    app.button(key="flag-save").click().run()
    (flag,) = opened.state().flags
    assert (flag.note, sorted(flag.spans), flag.category, flag.severity) == ("x", list(spans), "Style/Register", "major")


def test_a_flag_that_is_gone_is_said_and_the_marks_stay(opened: Project) -> None:
    state = review.flag(opened, PAIR, "Other", "minor", "", "a", spans=[Span("kk", 2, 0, 6)])
    app = screen()
    app.button(key=f"change-flag-{state.flags[0].id}").click().run()
    review.unflag(opened, state.flags[0].id, "b")
    app.button(key="flag-save").click().run()
    assert any("b changed this in the meantime" in warning.value for warning in app.warning)
    assert remembered(app).marks == (Span("kk", 2, 0, 6),)


def test_esa_asks_for_a_severity_and_a_score(opened: Project) -> None:
    review.rate(opened, PAIR, 40, "dana")
    app = screen(esa="on", reviewer="aigerim")
    assert "dana" in html_of(app)
    field(app.slider, "score").set_value(83).run()
    assert {(rating.reviewer, rating.score) for rating in opened.state().ratings} == {("dana", 40), ("aigerim", 83)}
    app.button(key="undo").click().run()
    assert field(app.slider, "score").value == 0
    app.button(key="flag").click().run()
    assert not app.text_area
    app.button(key="flag-save").click().run()
    assert [(flag.category, flag.severity) for flag in opened.state().flags] == [("Unclassified", "minor")]


def test_a_classified_flag_is_changed_in_full_in_esa_mode_too(opened: Project) -> None:
    state = review.flag(opened, PAIR, "Style/Register", "critical", "n", "a")
    app = screen(esa="on")
    app.button(key=f"change-flag-{state.flags[0].id}").click().run()
    app.button(key="flag-save").click().run()
    (flag,) = opened.state().flags
    assert (flag.category, flag.severity, flag.note) == ("Style/Register", "critical", "n")


def test_marked_text_is_shown_as_text(report: Alignment) -> None:
    from dataclasses import replace

    unit = replace(report.kk_units[0], text="<b>&")  # type: ignore[type-var]
    wicked = replace(report, kk_units=(unit, *report.kk_units[1:]))
    assert quoted(wicked, [Span("kk", 0, 0, 4)]) == '<q lang="kk">&lt;b&gt;&amp;</q>'


@pytest.mark.parametrize("category", CATEGORIES, ids=lambda category: category.name)
def test_every_category_has_an_example(category: object) -> None:
    from alignment.records import Category

    assert isinstance(category, Category)
    example = re.fullmatch(r'"([^"]+)" – «([^»]+)» → «([^»]+)»', category.example)
    assert example, category.example
    english, wrong, right = example.groups()
    assert re.search(r"[A-Za-z]", english)
    assert wrong != right


def test_every_severity_is_explained() -> None:
    assert list(SEVERITY_HELP) == list(SEVERITIES)
