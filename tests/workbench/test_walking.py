"""Walking through a queue: on from where one is, past what is dealt with, and to the head of what is least certain."""

from __future__ import annotations

import sys

import pytest
from streamlit.testing.v1 import AppTest

from alignment import review
from alignment.project import Project
from alignment.records import Pair, Status
from tests.conftest import ROOT, small_alignment

pytestmark = pytest.mark.slow

PAIRS: list[Pair] = [link.pair for link in small_alignment().links]
UNITS = ["en.1", "en.2", "en.3", "en.5", "kk.5"]
"""The unit that the address names while each link is in focus. Least certain first they are 2, 4, 3, 1, 0."""


def screen(project: Project, monkeypatch: pytest.MonkeyPatch, at: int, queue: str = "") -> AppTest:
    """The review screen, opened at a link by its address."""
    monkeypatch.setattr(sys, "argv", ["app.py", project.location])
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["at"] = UNITS[at]
    app.run()
    if queue:
        app.selectbox(key="queue").set_value(queue).run()
    assert not app.exception
    return app


def walk(app: AppTest, way: str = "next") -> int:
    """One step; the place of the link that is in focus then."""
    app.button(key=f"queue-{way}").click().run()
    assert not app.exception
    return UNITS.index(app.query_params["at"])


def said(app: AppTest) -> list[str]:
    return [warning.value for warning in app.warning]


def decide(project: Project, places: list[int], status: Status) -> None:
    for place in places:
        review.set_status(project, PAIRS[place], status, "somebody else")


def test_whoever_comes_from_elsewhere_starts_with_the_least_certain_link(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = screen(project, monkeypatch, at=3)
    assert walk(app) == 2
    assert walk(app) == 4
    assert walk(app) == 3
    assert walk(app, "previous") == 4
    assert walk(app, "previous") == 2
    assert walk(app, "previous") == 2
    assert said(app) == ["The queue ends here."]


def test_who_is_at_the_head_already_goes_on(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    assert walk(screen(project, monkeypatch, at=2)) == 4


def test_in_reading_order_one_walks_on_from_where_one_is(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    app = screen(project, monkeypatch, at=2, queue="all")
    assert walk(app) == 3
    assert walk(app, "previous") == 2
    assert walk(app, "previous") == 1


def test_a_link_that_has_left_the_queue_is_walked_on_from(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    decide(project, [0, 1, 3, 4], "needs review")
    app = screen(project, monkeypatch, at=0, queue="needs review")
    assert walk(app) == 1
    assert walk(app) == 3
    decide(project, [3], "accepted")
    assert walk(app, "previous") == 1
    decide(project, [1], "accepted")
    assert walk(app) == 4
    assert walk(app, "previous") == 0
    decide(project, [0], "accepted")
    assert walk(app, "previous") == 0
    assert said(app) == ["The queue ends here."]


def test_by_certainty_one_starts_anew_from_a_link_that_has_left_the_queue(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = screen(project, monkeypatch, at=3)
    assert walk(app) == 2
    assert walk(app) == 4
    decide(project, [4], "accepted")
    assert walk(app) == 2


def test_from_outside_a_queue_one_comes_to_its_first_link(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    decide(project, [0, 4], "needs review")
    app = screen(project, monkeypatch, at=2, queue="needs review")
    assert walk(app) == 0
