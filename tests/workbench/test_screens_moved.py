"""Moved text on the screens: said where it stands, counted, walked through, linked."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from alignment.project import Project
from tests.review.test_moved_text import ADDED, MOVED, OMITTED, moved
from tests.workbench.remembering import remembered
from tests.workbench.test_screens import screen

pytestmark = pytest.mark.slow
__all__ = ["moved"]
NAME = "kk.1-en.3"
SAID = "Moved? kk.1 and en.3 seem to translate each other, across other links."


@pytest.fixture
def opened(moved: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    monkeypatch.setattr(sys, "argv", ["app.py", moved.location])
    return moved


def test_a_suggestion_is_walked_to_and_linked_by_one_button(opened: Project) -> None:
    app = screen()
    assert remembered(app).focus == ADDED
    app.selectbox(key="queue").set_value("moved text").run()
    app.button(key="queue-next").click().run()
    assert remembered(app).focus == OMITTED
    shown = "".join(element.value for element in app.get("html"))
    assert SAID in shown
    app.button(key=f"go-moved-{NAME}").click().run()
    assert remembered(app).focus == ADDED
    app.button(key=f"link-moved-{NAME}").click().run()
    assert not app.exception
    assert MOVED.pair in opened.state().places
    assert remembered(app).focus == MOVED.pair
    assert SAID not in "".join(element.value for element in app.get("html"))
    app.button(key="undo").click().run()
    assert SAID in "".join(element.value for element in app.get("html"))


def test_the_overview_counts_what_is_open(opened: Project) -> None:
    def figures() -> dict[str, str]:
        return {metric.label: metric.value for metric in screen("alignment/workbench/screens/overview.py").metric}

    assert figures()["Moved text"] == "1"
    app = screen()
    app.button(key=f"link-moved-{NAME}").click().run()
    assert "Moved text" not in figures()
