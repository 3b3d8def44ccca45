"""What documents, people, names of files and addresses say is never markup on the screens: no image loads from it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from alignment import review
from alignment.project import Project
from alignment.records import CATEGORIES, Alignment, Paragraph, Term
from alignment.workbench import session
from alignment.workbench.widgets import NAME
from alignment.workbench.words import plain
from tests.conftest import ROOT, small_alignment
from tests.workbench.remembering import remembered

pytestmark = pytest.mark.slow

PLANTED = "![x](http://evil/x.png) <img src=x> :red[x] $x$ `x` [x](http://evil) &lt;"
FILE = PLANTED.replace("/", "∕")  # a file's name has no slash
_LIVE = re.compile(r"(?<!\\)(?:!\[x|<img|:red\[|\$x|`x|\[x\]|&lt;)")
_DEAD_IN_HTML = re.compile(r"<img")
_PLAIN_TEXT = {"selectbox", "text_input", "text_area", "arrow_data_frame", "multiselect", "code", "vega_lite_chart"}
"""Elements whose contents are no Markdown; their labels and tips are."""


def planted_alignment() -> Alignment:
    """The small alignment with markup in each text and in the documents' names."""
    made = small_alignment()

    def planted(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        first, *rest = (replace(p, text=f"{PLANTED} {p.text}") for p in paragraphs)
        return replace(first, kind="heading"), *rest

    kk, en = (replace(side, name=FILE, paragraphs=planted(side.paragraphs)) for side in (made.kk, made.en))
    return replace(made, kk=kk, en=en, kk_units=kk.paragraphs, en_units=en.paragraphs)


def strings(message: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Each text of a protocol buffer with its field's name."""
    for field, value in message.ListFields():
        many = value if field.is_repeated else [value]
        for one in many:
            if isinstance(one, str):
                yield field.name, one
            elif hasattr(one, "ListFields"):
                yield from strings(one, field.name)


def live(app: AppTest) -> list[str]:
    """What on the screen would be markup though it was planted."""
    found = []
    assert not app.exception, app.exception
    for block in (app.main, app.sidebar):
        for element in block:
            kind = element.type
            for field, text in strings(element.proto) if element.proto is not None else ():
                if field in ("id", "key", "form_id", "element_id", "url", "page", "default", "value", "set_value"):
                    continue
                if kind == "html":
                    if _DEAD_IN_HTML.search(text):
                        found.append(f"{kind}.{field}: {text[:200]}")
                elif not (kind in _PLAIN_TEXT and field not in ("label", "help")) and _LIVE.search(text):
                    found.append(f"{kind}.{field}: {text[:200]}")
    return found


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    project = Project.create(planted_alignment(), tmp_path / f"{FILE}.kken", PLANTED)
    pair = project.state().links[1].pair
    review.flag(project, pair, CATEGORIES[0].name, "major", PLANTED, PLANTED, better=PLANTED)
    review.comment(project, pair, PLANTED, PLANTED)
    review.propose(project, pair, "kk", PLANTED, PLANTED)
    review.assign(project, project.alignment.en_units[0].id, PLANTED, PLANTED)
    review.add_term(project, Term(PLANTED, PLANTED, "preferred", PLANTED, PLANTED), PLANTED)
    monkeypatch.setattr(sys, "argv", ["app.py", project.location])
    return project


def screen(page: str | None) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["reviewer"] = PLANTED
    app.query_params["at"] = PLANTED
    app.run()
    if page:
        app.switch_page(session.screen(page)).run()
    return app


@pytest.mark.parametrize("page", [None, "text", "findings", "overview", "double", "terms", "projects", "new"])
def test_nothing_that_was_planted_is_live_on_a_screen(opened: Project, page: str | None) -> None:
    assert live(screen(page)) == []


@pytest.mark.parametrize("dialog", ["pop-out", "link-two", "comment", "propose", "flag"])
def test_nor_in_a_dialog(opened: Project, dialog: str) -> None:
    app = screen(None)
    app.button(key=dialog).click().run()
    assert live(app) == []


def test_nor_where_somebody_was_faster(opened: Project) -> None:
    app = screen(None)
    app.text_input(key=NAME.key).set_value("Дана").run()
    review.set_status(opened, remembered(app).focus, "needs review", PLANTED)
    app.button(key="accept").click().run()
    assert live(app) == []
    assert any(plain(PLANTED) in warning.value for warning in app.warning), app.warning


def test_nor_in_what_is_said_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / f"{FILE}.kken").write_text("no project")
    monkeypatch.setattr(sys, "argv", ["app.py", str(tmp_path / f"{FILE}.kken")])
    app = screen(None)
    assert live(app) == []
    assert plain(FILE) in app.error[0].value
    monkeypatch.setattr(sys, "argv", ["app.py", str(tmp_path)])
    app = screen("projects")
    assert live(app) == []
    assert plain(FILE) in app.error[0].value


@pytest.mark.parametrize("page", ["findings", "overview"])
def test_nor_in_a_models_name(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = Project.create(replace(small_alignment(), model=PLANTED), tmp_path / "p.kken")
    monkeypatch.setattr(sys, "argv", ["app.py", project.location])
    app = screen(page)
    assert app.warning
    assert live(app) == []


def test_plain_text_is_shown_as_it_is() -> None:
    assert re.sub(r"\\(.)", r"\1", plain(PLANTED)) == PLANTED
    assert not _LIVE.search(plain(PLANTED))
    assert "\n" not in plain("a\n\n# b")
