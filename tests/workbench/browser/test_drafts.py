"""Escape takes a dialog away and nothing that was typed in it: that is there again, at its own link only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from alignment import review
from alignment.project import Project
from alignment.records import Point
from tests.workbench.browser.browsing import (
    caught_up,
    click,
    escape,
    eventually,
    needs_chromium,
    open_at,
    open_review,
    press,
    settle,
)
from tests.workbench.remembering import acts
from tests.workbench.test_screens_findings import faulty_alignment

pytestmark = [needs_chromium, pytest.mark.browser]


def assert_typed(page: Any, field: str, words: str) -> None:
    """Wait until the field holds these words: a click may come back before the page has sent its message."""
    from playwright.sync_api import expect

    expect(page.locator(f"[class*=st-key-{field}-] :is(textarea, input)").first).to_have_value(words)


def write(page: Any, field: str, words: str) -> None:
    """Type into a field and leave it as it is, with the focus in it."""
    place = page.locator(f"[class*=st-key-{field}-] :is(textarea, input)").first
    place.press("ControlOrMeta+a")
    place.press_sequentially(words)


@pytest.mark.parametrize(
    ("key", "field", "first"), [("t", "comment-text", ""), ("b", "propose-text", None), ("f", "flag-note", "")]
)
def test_what_was_typed_is_there_again_at_its_link_and_at_no_other(
    page: Any, served: str, folder: Path, key: str, field: str, first: str | None
) -> None:
    project = Project.create(faulty_alignment(), folder / f"draft-{field}.kken")
    open_review(page, f"{served}/?project=draft-{field}.kken&reviewer=aigerim&at=en.1")
    press(page, key)
    page.wait_for_selector("[role=dialog]")
    write(page, field, "Латын әрпі бар")
    escape(page)
    press(page, "n")
    press(page, key)
    page.wait_for_selector("[role=dialog]")
    assert_typed(page, field, project.alignment.kk_units[1].text if first is None else first)
    escape(page)
    press(page, "p")
    press(page, key)
    page.wait_for_selector("[role=dialog]")
    assert_typed(page, field, "Латын әрпі бар")
    write(page, field, "Латын әрпі")
    page.keyboard.press("Control+Enter")
    assert eventually(page, lambda: len(acts(project)) == 1)
    caught_up(page, project)
    state = project.state()
    said = [
        *((note.kk, note.text) for note in (*state.comments, *state.proposals)),
        *((flag.kk, flag.note) for flag in state.flags),
    ]
    assert said == [((0,), "Латын әрпі")]
    press(page, key)
    page.wait_for_selector("[role=dialog]")
    assert_typed(page, field, project.alignment.kk_units[0].text if first is None else first)


def test_a_reason_for_many_and_one_for_a_finding_stay_with_theirs(page: Any, served: str, folder: Path) -> None:
    project = Project.create(faulty_alignment(), folder / "draft-reasons.kken")
    open_at(page, f"{served}/findings?project=draft-reasons.kken&reviewer=aigerim", ".st-key-focused-finding")
    write(page, "finding-reason", "Бұл әдейі")
    click(page, "finding-next")
    assert_typed(page, "finding-reason", "")
    click(page, "finding-previous")
    assert_typed(page, "finding-reason", "Бұл әдейі")
    click(page, "dismiss-many")
    page.wait_for_selector("[role=dialog]")
    write(page, "many-reason", "Бәрі әдейі")
    escape(page)
    click(page, "dismiss-many")
    page.wait_for_selector("[role=dialog]")
    assert_typed(page, "many-reason", "Бәрі әдейі")
    click(page, "many-dismiss")
    assert eventually(page, lambda: len(acts(project)) == 1)
    assert project.state().dismissals[0].reason == "Бәрі әдейі"


def test_marks_made_on_a_page_that_shows_an_earlier_count_lie_on_their_words(page: Any, served: str, folder: Path) -> None:
    project = Project.create(faulty_alignment(), folder / "draft-marks.kken")
    open_review(page, f"{served}/?project=draft-marks.kken&reviewer=aigerim&at=en.3")
    page.wait_for_selector(".marking", state="attached")
    review.split_at(Project.open(project.location), ((0,), (0,)), Point(0, 3, 4), Point(1), "other")
    press(page, "Shift+F")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    settle(page)
    assert eventually(page, lambda: page.locator(".st-key-marks q").all_inner_texts() == ["үкiмет"])
    page.keyboard.press("Escape")  # leaves the marking
    press(page, "f")
    page.wait_for_selector(".st-key-flag-marks q")
    click(page, "flag-save")
    assert eventually(page, lambda: len(project.state().flags) == 1)
    (flag,) = project.state().flags
    assert [project.alignment.kk_units[s.unit].text[s.start : s.end] for s in flag.spans] == ["үкiмет"]
