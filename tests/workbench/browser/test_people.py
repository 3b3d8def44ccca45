"""Who is who in real browsers, and how soon one sees what another does."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from alignment.project import Project
from tests.conftest import small_alignment
from tests.workbench.browser.browsing import (
    click,
    escape,
    eventually,
    focused,
    needs_chromium,
    new_page,
    open_review,
    press,
    settle,
    wait_for_review,
)
from tests.workbench.remembering import acts

pytestmark = [pytest.mark.browser, needs_chromium]


def name_field(page: Any) -> Any:
    return page.locator(".st-key-new-name input")


def test_a_name_is_asked_for_before_the_first_act_and_kept_by_the_browser(page: Any, served: str, folder: Path) -> None:
    project = Project.create(small_alignment(), folder / "named.kken")
    page.goto(f"{served}/?project=named.kken")
    name_field(page).wait_for()
    escape(page)
    wait_for_review(page)
    press(page, "a")
    name_field(page).wait_for()  # whoever only looked is asked when they act
    assert acts(project) == []
    name_field(page).fill("  Айгерім  ")
    name_field(page).press("Enter")
    click(page, "name-begin")
    wait_for_review(page)
    press(page, "a")
    assert eventually(page, lambda: [event.reviewer for event in acts(project)] == ["Айгерім"])
    # The browser keeps the name; the address never takes its place, and does not hand it on.
    page.goto(f"{served}/?project=named.kken&reviewer=somebody")
    wait_for_review(page)
    assert name_field(page).count() == 0
    assert "reviewer" not in page.url
    press(page, "u")
    assert eventually(page, lambda: project.state().accepted == 0)
    assert {event.reviewer for event in project.events()} == {"Айгерім"}


def test_two_browsers_with_one_name_are_two_people_until_one_says_otherwise(
    browser: Any, served: str, folder: Path
) -> None:
    project = Project.create(small_alignment(), folder / "namesakes.kken")
    first, second = new_page(browser), new_page(browser)
    for own, place in ((first, "en.1"), (second, "en.2")):
        open_review(own, f"{served}/?project=namesakes.kken&reviewer=dana&at={place}")
        press(own, "a")
    assert eventually(second, lambda: [event.reviewer for event in acts(project)] == ["dana", "dana (2)"])
    press(second, "u")
    assert eventually(second, lambda: project.state().accepted == 1)  # each takes back their own
    press(second, "y")
    second.locator(".st-key-who button").first.click()
    second.locator(".st-key-same-person button").click()
    settle(second)
    assert eventually(second, lambda: len({name for _, name in project.state().people}) == 1)
    for accepted in (1, 0):
        press(second, "u")
        assert eventually(second, lambda accepted=accepted: project.state().accepted == accepted)
    assert [event.reviewer for event in acts(project)][-2:] == ["dana", "dana"]
    for own in (first, second):
        own.context.close()


def test_what_another_does_shows_within_two_seconds(browser: Any, served: str, folder: Path) -> None:
    project = Project.create(small_alignment(), folder / "seen.kken")
    watching, acting = new_page(browser, follows=True), new_page(browser)
    for own, who in ((watching, "aigerim"), (acting, "dana")):
        open_review(own, f"{served}/?project=seen.kken&reviewer={who}&at=en.2")
    seconds = []
    for key, status in (("a", "accepted"), ("u", "unreviewed"), ("q", "needs review")):
        press(acting, key)
        saved = time.monotonic()
        watching.wait_for_function(
            "status => document.querySelector('.st-key-focus').innerText.includes(status)", arg=status
        )
        seconds.append(time.monotonic() - saved)
        assert status in focused(watching)
    assert sorted(seconds)[1] < 2, seconds
    # Far from here nothing is drawn anew; a line says what was done.
    for _ in range(3):
        press(acting, "n")
    drawn = watching.locator("#sequence").get_attribute("data-sequence")
    press(acting, "a")
    watching.wait_for_function("() => document.querySelector('.others')?.innerText.includes('dana')")
    assert watching.locator("#sequence").get_attribute("data-sequence") == drawn
    assert project.state().accepted == 1
    for own in (watching, acting):
        own.context.close()
