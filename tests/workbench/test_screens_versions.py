"""A new version of a text, brought in on the overview."""

from __future__ import annotations

import sys

import pytest
from streamlit.testing.v1 import AppTest

from alignment import review
from alignment.project import Project, Update
from alignment.records import Span
from tests.conftest import ROOT
from tests.workbench.remembering import acts, field

pytestmark = pytest.mark.slow

OVERVIEW = "alignment/workbench/screens/overview.py"


@pytest.fixture
def app(project: Project, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The overview with the dialog open."""
    monkeypatch.setattr(sys, "argv", ["app.py", project.location])
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
    app.switch_page(OVERVIEW).run()
    app.button(key="new-version").click().run()
    assert not app.exception, app.exception
    return app


def paragraphs(*texts: str) -> str:
    return "\n\n".join(texts)


def write(app: AppTest, text: str) -> None:
    field(app.text_area, "new-version-text").set_value(text).run()
    assert not app.exception, app.exception


def test_what_would_change_is_shown_before_it_does(app: AppTest, project: Project) -> None:
    start = project.alignment.kk_units[1].text.index("абзац")
    pair = project.state().links[1].pair
    state = review.flag(project, pair, "Other", "minor", "", "b", spans=[Span("kk", 1, start, start + 5)])
    write(
        app, paragraphs("Тақырып", "Мүлдем жаңа тұрған мәтін.", "Бірінші абзац.", "Екінші абзац.", "Үшінші абзац осында.")
    )
    figures = {metric.label: metric.value for metric in app.metric}
    assert [figures[name] for name in ("kept", "changed", "new", "gone")] == ["3", "1", "1", "1"]
    assert project.state() == state
    app.button(key="new-version-do").click().run()
    assert not app.exception, app.exception
    assert isinstance(acts(project)[-1].act, Update)
    after = project.state()
    assert after.flags[0].spans == (Span("kk", 2, start, start + 5),)
    assert "new-version-do" not in {button.key for button in app.button}
    assert project.undo("tester").links == state.links


def test_the_text_that_is_there_changes_nothing(app: AppTest, project: Project) -> None:
    text = paragraphs("Тақырып", "Бірінші абзац.", "Екінші абзац.", "Үшінші абзац.", "Артық абзац.", "Жаңа абзац.")
    write(app, text)
    app.button(key="new-version-do").click().run()
    done = acts(project)
    app.button(key="new-version").click().run()
    write(app, text)
    assert "Nothing changed" in app.info[0].value
    assert "new-version-do" not in {button.key for button in app.button}
    assert acts(project) == done != []


def test_a_text_in_the_other_language_is_refused(app: AppTest, project: Project) -> None:
    write(app, "The first paragraph.\n\nThe second one.")
    assert "in English" in app.error[0].value
    assert "new-version-do" not in {button.key for button in app.button}


def test_a_file_of_the_english_side(app: AppTest, project: Project) -> None:
    app.radio(key="new-version-side").set_value("en").run()
    texts = [unit.text for unit in project.alignment.en_units]
    data = paragraphs(*texts[:-1], "Fourth paragraph, changed.").encode()
    app.file_uploader(key="new-version-file-en").set_value(("v2.txt", data, "text/plain")).run()
    assert not app.exception, app.exception
    app.button(key="new-version-do").click().run()
    alignment = project.alignment_of(project.state())
    assert alignment.en.name == "v2.txt"
    assert alignment.en_units[-1].text == "Fourth paragraph, changed."
