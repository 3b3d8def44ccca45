"""The findings screen in a real browser: by mouse and by keys alone, undone, reloaded, and beside the review screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from alignment import review
from alignment.project import Project
from alignment.review.findings import inspect
from alignment.workbench.keys import FINDING_KEYS
from tests.workbench.browser.browsing import (
    click,
    click_about,
    escape,
    eventually,
    focused,
    needs_chromium,
    open_review,
    press,
    settle,
)
from tests.workbench.browser.test_contrast import still_faint
from tests.workbench.remembering import acts
from tests.workbench.test_screens_findings import faulty_alignment

pytestmark = [needs_chromium, pytest.mark.browser]

REASON = "Бұл әдейі: ә ғ қ ң ө ұ ү һ і"


class Desk:
    """The findings screen of a project, in one page."""

    def __init__(self, page: Any, served: str, folder: Path, name: str, address: str = "") -> None:
        self.page = page
        self.project = Project.create(faulty_alignment(), folder / f"{name}.kken")
        self.findings = inspect(self.project.alignment, self.project.state())
        self.address = f"{served}/findings?project={name}.kken&reviewer=aigerim{address}"
        self.open()

    def open(self) -> None:
        self.page.goto(self.address)
        self.wait()

    def wait(self) -> None:
        self.page.wait_for_selector(".st-key-choice-check")
        self.page.wait_for_selector(".st-key-finding-next button")
        settle(self.page)

    def rows(self) -> int:
        return int(self.page.locator(".st-key-rows button").count())

    def comes_to(self, rows: int) -> bool:
        return eventually(self.page, lambda: self.rows() == rows)

    def card(self) -> str:
        return str(self.page.locator(".st-key-focused-finding").inner_text())

    def act(self, name: str) -> None:
        """By key."""
        shortcut = FINDING_KEYS[name].shortcut
        press(self.page, f"Shift+{shortcut[-1].upper()}" if shortcut.startswith("shift") else shortcut)

    def choose(self, standing: str) -> None:
        self.page.locator(".st-key-choice-standing").get_by_role("radio", name=standing).click()
        settle(self.page)

    def give_reason(self) -> None:
        field = self.page.locator("[class*=st-key-finding-reason-] input")
        field.fill(REASON)
        field.press("Enter")
        settle(self.page)


def test_a_confirmed_finding_is_a_flag_and_leaves_the_list(page: Any, served: str, folder: Path) -> None:
    desk = Desk(page, served, folder, "confirmed")
    everything = len(desk.findings)
    first = desk.findings[0]
    assert desk.comes_to(everything)
    click(page, "finding-confirm")
    assert desk.comes_to(everything - 1)
    (flag,) = desk.project.state().flags
    assert (flag.finding, flag.better, flag.spans) == (first.key, "сот", first.spans)
    assert (flag.category, flag.severity, flag.note) == (first.category, first.severity, first.message)
    page.reload()
    desk.wait()
    assert desk.comes_to(everything - 1)
    desk.choose("Confirmed")
    assert desk.comes_to(1)
    assert eventually(page, lambda: "aigerim" in desk.card())
    click(page, "finding-back")
    assert eventually(page, lambda: desk.project.state().flags == ())
    desk.choose("Still open")
    assert desk.comes_to(everything)


@pytest.mark.parametrize(("scope", "covers"), [("here", 1), ("words", 2), ("check", 3)])
def test_dismissals_reach_as_far_as_they_say(page: Any, served: str, folder: Path, scope: str, covers: int) -> None:
    desk = Desk(page, served, folder, f"dismissed-{scope}")
    everything = len(desk.findings)
    assert desk.comes_to(everything)
    desk.give_reason()
    click(page, f"finding-{scope}")
    assert desk.comes_to(everything - covers)
    (dismissal,) = desk.project.state().dismissals
    assert (dismissal.scope, dismissal.reason, dismissal.reviewer) == (scope, REASON, "aigerim")
    assert eventually(page, lambda: page.locator("[class*=st-key-finding-reason-] input").input_value() == "")
    page.reload()
    desk.wait()
    assert desk.comes_to(everything - covers)
    desk.choose("Dismissed")
    assert desk.comes_to(covers)
    assert eventually(page, lambda: REASON in desk.card())
    click(page, "finding-back")
    assert eventually(page, lambda: desk.project.state().dismissals == ())
    desk.choose("All")
    assert desk.comes_to(everything)


def test_several_are_dismissed_as_one_act(page: Any, served: str, folder: Path) -> None:
    desk = Desk(page, served, folder, "several")
    everything = len(desk.findings)
    assert desk.comes_to(everything)
    for row in (0, 2):
        page.locator(f".st-key-pick-{row} label").click()
        settle(page)
    assert eventually(page, lambda: "(2)" in page.locator(".st-key-dismiss-many").inner_text())
    click(page, "dismiss-many")
    page.get_by_role("dialog").get_by_label("Reason").fill(REASON)
    page.get_by_role("dialog").get_by_label("Reason").press("Enter")
    settle(page)
    click(page, "many-dismiss")
    assert desk.comes_to(everything - 2)
    (event,) = acts(desk.project)
    (dismissal,) = desk.project.state().dismissals
    assert dismissal.reason == REASON
    assert set(dismissal.targets) == {desk.findings[0].key, desk.findings[2].key}
    assert event.reviewer == "aigerim"
    click(page, "finding-undo")
    assert desk.comes_to(everything)
    click(page, "finding-redo")
    assert desk.comes_to(everything - 2)
    # All that the filters leave, chosen with none selected.
    page.locator(".st-key-choice-check").get_by_text("script").click()
    assert desk.comes_to(1)
    click(page, "confirm-many")
    click(page, "many-confirm")
    assert desk.comes_to(0)
    assert [flag.finding for flag in desk.project.state().flags] == [desk.findings[1].key]
    assert eventually(page, lambda: "Every finding is decided" not in desk.card())


def test_keys_alone(page: Any, served: str, folder: Path) -> None:
    desk = Desk(page, served, folder, "keys")
    first, second, third, last = desk.findings
    assert desk.comes_to(4)
    desk.act("finding-next")
    assert eventually(page, lambda: "kk.2" in desk.card().lower())
    desk.act("finding-previous")
    assert eventually(page, lambda: "kk.1" in desk.card().lower())
    desk.act("finding-confirm")
    assert desk.comes_to(3)
    assert eventually(page, lambda: "kk.2" in desk.card().lower())  # on to the next
    desk.act("finding-words")
    assert desk.comes_to(2)
    assert eventually(page, lambda: "үкiмет" in desk.card())
    desk.act("finding-undo")
    assert desk.comes_to(3)
    assert eventually(page, lambda: "kk.2" in desk.card().lower())  # back to where the act was done
    desk.act("finding-redo")
    assert desk.comes_to(2)
    desk.act("finding-here")
    assert desk.comes_to(1)
    desk.act("finding-check")
    assert desk.comes_to(0)
    state = desk.project.state()
    assert [flag.finding for flag in state.flags] == [first.key]
    assert [d.targets for d in state.dismissals] == [(second.words,), (third.key,), (last.check,)]
    assert eventually(page, lambda: "Every finding is decided" in desk.card())
    desk.act("finding-undo")
    assert desk.comes_to(1)
    desk.act("finding-whole")
    assert eventually(page, lambda: page.locator(".whole .unit").count() == 2)
    desk.act("finding-pick")
    assert eventually(page, lambda: "Dismiss selected" in page.locator(".st-key-dismiss-many").inner_text())
    desk.act("dismiss-many")
    page.wait_for_selector("[role=dialog] .st-key-many-dismiss")
    sequence = desk.project.state().sequence
    desk.act("finding-confirm")  # the keys rest behind the dialog
    assert desk.project.state().sequence == sequence
    escape(page)
    desk.act("finding-confirm")
    assert desk.comes_to(0)
    assert [flag.finding for flag in desk.project.state().flags] == [first.key, last.key]


def test_from_a_finding_to_its_link_and_through_the_queue(page: Any, served: str, folder: Path) -> None:
    desk = Desk(page, served, folder, "links")
    desk.act("finding-next")
    assert eventually(page, lambda: "kk.2" in desk.card().lower())
    desk.act("finding-link")
    page.wait_for_selector(".st-key-focus .unit")
    assert eventually(page, lambda: "at=en.2" in page.url)
    assert eventually(page, lambda: page.locator(".st-key-focus .finding").inner_text() == "cот")
    settle(page)
    click_about(page, "dismiss")
    assert eventually(page, lambda: page.locator(".st-key-focus .finding").count() == 0)
    assert desk.project.state().dismissals[0].targets == (desk.findings[1].key,)
    press(page, "u")
    assert eventually(page, lambda: page.locator(".st-key-focus .finding").count() == 1)

    address = desk.address.replace("/findings", "/")
    open_review(page, f"{address}&queue=findings&at=en.4")
    assert eventually(page, lambda: "3 in the queue" in page.locator("body").inner_text())
    press(page, "l")
    assert eventually(page, lambda: "Бұл cот" in focused(page))
    click_about(page, "confirm")
    assert eventually(page, lambda: len(desk.project.state().flags) == 1)
    assert eventually(page, lambda: "2 in the queue" in page.locator("body").inner_text())
    press(page, "l")
    assert eventually(page, lambda: "Ол да cот" in focused(page))


def test_somebody_else_decided_meanwhile(page: Any, served: str, folder: Path) -> None:
    desk = Desk(page, served, folder, "meanwhile")
    assert desk.comes_to(len(desk.findings))
    review.dismiss_open(Project.open(desk.project.location), desk.findings[:1], "here", "", "dana")
    click(page, "finding-confirm")
    assert eventually(page, lambda: "somebody has decided" in page.locator("body").inner_text())
    assert desk.project.state().flags == ()
    assert desk.comes_to(len(desk.findings) - 1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_stand_out(page: Any, served: str, folder: Path, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    desk = Desk(page, served, folder, f"findings-{scheme}", "&standing=all")
    review.confirm(desk.project, desk.findings[0], "aigerim")
    review.dismiss_open(desk.project, desk.findings[1:2], "here", REASON, "aigerim")
    desk.open()
    faint = [still_faint(page)]
    desk.act("finding-next")
    faint.append(still_faint(page))
    desk.act("finding-next")
    faint.append(still_faint(page))
    assert not any(faint), faint
