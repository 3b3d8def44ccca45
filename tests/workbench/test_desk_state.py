"""What a session remembers: in one typed object, and of another project nothing."""

from __future__ import annotations

import ast
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from alignment.project import Project
from alignment.records import Span
from alignment.workbench import widgets
from alignment.workbench.desk_state import KEY, DeskState, ProjectDesk
from tests.conftest import ROOT
from tests.workbench.remembering import remembered
from tests.workbench.test_screens_findings import faulty_alignment

WORKBENCH = ROOT / "alignment" / "workbench"
MODULES = sorted(path for path in WORKBENCH.rglob("*.py") if path.stem not in ("desk_state", "widgets"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_nothing_is_kept_beside_the_one_object(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        named = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
        assert named != "session_state", f"{path.name}:{node.lineno}: use `kept()` or a field of `widgets`"


def test_each_field_of_the_page_has_a_key_of_its_own() -> None:
    keys = [one.key for one in vars(widgets).values() if isinstance(one, widgets.Widget)]
    assert len(keys) > 10
    assert len(set(keys)) == len(keys)
    assert KEY not in keys


def test_each_thing_remembered_is_explained() -> None:
    tree = ast.parse((WORKBENCH / "desk_state.py").read_text(encoding="utf-8"))
    for model in (ProjectDesk, DeskState):
        (body,) = (node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == model.__name__)
        for place, node in enumerate(body):
            if isinstance(node, ast.AnnAssign):
                after = body[place + 1]
                assert isinstance(after, ast.Expr), ast.unparse(node)
                assert isinstance(after.value, ast.Constant), ast.unparse(node)


def test_another_project_finds_an_empty_desk_and_the_same_person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two"):
        Project.create(faulty_alignment(), tmp_path / f"{name}.kken")
    monkeypatch.setattr(sys, "argv", ["app.py", str(tmp_path)])
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in {"project": "one.kken", "reviewer": "dana", "lang": "en", "esa": "on", "at": "en.2"}.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception
    app.button(key="accept").click().run()
    kept = remembered(app)
    assert (kept.project, kept.reviewer, kept.language, kept.esa) == ("one.kken", "dana", "en", "on")
    assert (kept.focus, kept.seats) == (((1,), (1,)), {1: ((1,), (1,))})
    kept.marks, kept.marks_seen, kept.finding, kept.picked = (Span("kk", 0, 0, 3),), 7, "key", {"key"}
    app.text_input(key="search").set_value("сот").run()
    app.switch_page("alignment/workbench/screens/projects.py").run()
    app.button(key="open-two").click().run()
    kept = remembered(app)
    assert (kept.project, kept.reviewer, kept.language, kept.esa, kept.marks_seen) == ("two.kken", "dana", "en", "on", 7)
    assert kept.focus == ((0,), (0,))
    empty = ProjectDesk()
    changed = {one.name for one in fields(ProjectDesk) if getattr(kept, one.name) != getattr(empty, one.name)}
    assert changed == {"called", "focus", "in_view", "queued"}  # of the project that is open now
    app.switch_page("alignment/workbench/screens/review.py").run()
    assert not app.exception, app.exception
    assert app.text_input(key="search").value == ""
    assert 'class="marked"' not in "".join(element.value for element in app.get("html"))
    assert app.query_params["project"] == "two.kken"


def test_two_sessions_share_nothing() -> None:
    first, second = DeskState(), DeskState()
    first.picked.add("key")
    first.seats[1] = None
    assert second == DeskState()
