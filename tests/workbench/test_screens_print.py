"""The print view without a browser: all texts, escaped, and no button."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from alignment.project import Project
from tests.conftest import ROOT, large_alignment
from tests.workbench.test_screens_findings import EN, KK, faulty_alignment

pytestmark = pytest.mark.slow


def screen(project: Project, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setattr(sys, "argv", ["app.py", project.location])
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["reviewer"] = "dana"
    app.switch_page("alignment/workbench/screens/print.py").run()
    assert not app.exception, app.exception
    return app


def printed(app: AppTest) -> str:
    return next(element.value for element in app.get("html") if 'class="printed"' in element.value)


def test_all_texts_stand_there_escaped_and_no_button(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = screen(Project.create(faulty_alignment(), tmp_path / "print.kken", "A *report*"), monkeypatch)
    assert app.title[0].value == r"A \*report\*"
    assert len(app.button) == 0
    page = printed(app)
    assert all(f"<p>{text}</p>" in page for text in EN)
    assert f"<p>{KK[0]}</p>" in page
    assert "&lt;b&gt;🙂&lt;/b&gt;" in page
    assert page.count('class="row"') == 4


def test_a_section_is_printed_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = screen(Project.create(large_alignment(250), tmp_path / "large.kken"), monkeypatch)
    assert printed(app).count('class="row"') == 250
    assert "<h2>Section 2. Title</h2>" in printed(app)
    choice = app.selectbox(key="print-section")
    assert choice.options[0] == "All sections"
    choice.set_value("en.101").run()
    assert not app.exception, app.exception
    assert printed(app).count('class="row"') == 100
    assert "Section 3." not in printed(app)
