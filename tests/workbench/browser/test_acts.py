"""Every act of the review screen in a real browser, by key and by mouse, each undone and redone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alignment import review
from alignment.embedding.encoders import load_encoder
from alignment.project import Project, State
from alignment.records import Pair
from alignment.workbench.keys import KEYS
from tests.conftest import small_alignment
from tests.workbench.browser.browsing import (
    caught_up,
    click,
    escape,
    eventually,
    focused,
    needs_chromium,
    open_review,
    press,
    settle,
)
from tests.workbench.remembering import acts

pytestmark = [needs_chromium, pytest.mark.browser]

FIRST, SECOND, MERGED, FOURTH, LAST = [link.pair for link in small_alignment().links]


def content(state: State) -> object:
    """What an act changes, without who and when."""
    return (
        [(r.pair, r.status, r.origin) for r in state.links],
        [(f.kk, f.en, f.category, f.severity, f.note) for f in state.flags],
        [(c.kk, c.en, c.text) for c in state.comments],
        [(p.kk, p.en, p.side, p.text) for p in state.proposals],
    )


def pairs(project: Project) -> list[Pair]:
    return [reviewed.pair for reviewed in project.state().links]


Do = Callable[[Project, Pair], State]
ACTS: dict[str, Do] = {
    "accept": lambda p, link: review.set_status(p, link, "accepted", "x"),
    "accept-next": lambda p, link: review.set_status(p, link, "accepted", "x"),
    "needs-review": lambda p, link: review.set_status(p, link, "needs review", "x"),
    "accept-above": lambda p, link: review.accept_above(p, link, "x"),
    "merge-up": lambda p, link: review.merge(p, link, "previous", "x"),
    "merge-down": lambda p, link: review.merge(p, link, "next", "x"),
    "swap": lambda p, link: review.swap(p, link, "x"),
    "realign": lambda p, link: review.realign(p, load_encoder(), "x"),
    "en-up": lambda p, link: review.move(p, link, "en", "previous", "x"),
    "en-down": lambda p, link: review.move(p, link, "en", "next", "x"),
    "kk-up": lambda p, link: review.move(p, link, "kk", "previous", "x"),
    "kk-down": lambda p, link: review.move(p, link, "kk", "next", "x"),
    "en-slide-up": lambda p, link: review.shift(p, link, "en", "up", "x"),
    "en-slide-down": lambda p, link: review.shift(p, link, "en", "down", "x"),
    "kk-slide-up": lambda p, link: review.shift(p, link, "kk", "up", "x"),
    "kk-slide-down": lambda p, link: review.shift(p, link, "kk", "down", "x"),
    "en-take-up": lambda p, link: review.merge(p, link, "previous", "x", side="en"),
    "en-take-down": lambda p, link: review.merge(p, link, "next", "x", side="en"),
    "kk-take-up": lambda p, link: review.merge(p, link, "previous", "x", side="kk"),
    "kk-take-down": lambda p, link: review.merge(p, link, "next", "x", side="kk"),
}


ASKED = {"accept-above": "accept-many-do", "realign": "realign-do"}
"""Acts on many links, which say first how many they are about; and the buttons that do them."""


def key_of(name: str) -> str:
    shortcut = KEYS[name].shortcut
    return f"Shift+{shortcut[-1].upper()}" if shortcut.startswith("shift") else shortcut


@pytest.mark.parametrize("way", ["key", "mouse"])
def test_every_act_its_undo_and_its_redo(page: Any, served: str, folder: Path, tmp_path: Path, way: str) -> None:
    project = Project.create(small_alignment(), folder / f"acts-{way}.kken")
    open_review(page, f"{served}/?project=acts-{way}.kken&reviewer=aigerim")
    untouched = content(project.state())

    def do(name: str) -> None:
        press(page, key_of(name)) if way == "key" else click(page, name)
        if name in ASKED:
            page.wait_for_selector(f".st-key-{ASKED[name]} button")
            assert content(project.state()) == untouched
            page.keyboard.press("Enter") if way == "key" else click(page, ASKED[name])
            caught_up(page, project)

    def comes_to(wanted: object) -> bool:
        return eventually(page, lambda: content(project.state()) == wanted)

    for name, act in ACTS.items():
        assert eventually(page, lambda: "and third paragraph." in focused(page)), f"before {name}"
        expected = content(act(Project.create(small_alignment(), tmp_path / f"{name}.kken"), MERGED))
        do(name)
        assert comes_to(expected), name
        do("undo")
        assert comes_to(untouched), f"undo of {name}"
        do("redo")
        assert comes_to(expected), f"redo of {name}"
        do("undo")
    assert {event.reviewer for event in acts(project)} == {"aigerim"}


class Hand:
    """One person's hand on a page: acts by key or by mouse."""

    def __init__(self, page: Any, project: Project, way: str) -> None:
        self.page, self.project, self.way = page, project, way
        self.untouched = content(project.state())

    def do(self, act: str) -> None:
        press(self.page, key_of(act)) if self.way == "key" else click(self.page, act)

    def confirm(self, keys: str, button: str) -> None:
        self.page.wait_for_selector("[role=dialog] button")
        if self.way == "key":
            self.page.keyboard.press(keys)
            settle(self.page)
        else:
            click(self.page, button)
        assert eventually(self.page, lambda: content(self.project.state()) != self.untouched), button
        caught_up(self.page, self.project)

    def undo_and_redo(self) -> None:
        done = content(self.project.state())
        assert done != self.untouched
        caught_up(self.page, self.project)
        self.do("undo")
        assert eventually(self.page, lambda: content(self.project.state()) == self.untouched)
        caught_up(self.page, self.project)
        self.do("redo")
        assert eventually(self.page, lambda: content(self.project.state()) == done)
        caught_up(self.page, self.project)
        self.do("undo")
        assert eventually(self.page, lambda: content(self.project.state()) == self.untouched)
        caught_up(self.page, self.project)


def decide_split(hand: Hand) -> None:
    """Make the cut where the panel proposes it."""
    hand.page.wait_for_selector(".split-panel .cut-do:not([disabled])")
    hand.page.keyboard.press("Enter") if hand.way == "key" else hand.page.locator(".cut-do").click()
    assert eventually(hand.page, lambda: content(hand.project.state()) != hand.untouched)
    caught_up(hand.page, hand.project)


@pytest.mark.parametrize("way", ["key", "mouse"])
def test_a_link_is_split_inside_its_units(page: Any, served: str, folder: Path, way: str) -> None:
    name = f"cut-{way}.kken"
    project = Project.create(small_alignment(), folder / name)
    before = project.alignment
    open_review(page, f"{served}/?project={name}&at=en.2")
    hand = Hand(page, project, way)
    hand.do("split")
    decide_split(hand)
    assert pairs(project) == [FIRST, SECOND, ((2,), (2,)), ((3,), (3, 4)), ((4,), (5,)), ((5,), ())]
    assert [unit.text for unit in project.alignment.kk_units[1:3]] == ["Бірінші", "абзац."]
    assert [unit.text for unit in project.alignment.en_units[1:3]] == ["First", "paragraph."]
    hand.undo_and_redo()
    assert project.alignment == before


@pytest.mark.parametrize("way", ["key", "mouse"])
def test_links_are_edited_in_dialogs(page: Any, served: str, folder: Path, way: str) -> None:
    name = f"dialogs-{way}.kken"
    project = Project.create(small_alignment(), folder / name)
    open_review(page, f"{served}/?project={name}")
    hand = Hand(page, project, way)

    hand.do("split")
    page.wait_for_selector(".split-panel")  # a key that is quicker than the panel is meant for the screen
    press(page, "m")  # keys do not reach through an open dialog
    assert content(project.state()) == hand.untouched
    escape(page)
    hand.do("split")
    decide_split(hand)
    assert pairs(project) == [FIRST, SECOND, ((2,), (2,)), ((3,), (3,)), ((4,), (4,)), ((5,), ())]
    hand.undo_and_redo()

    hand.do("pop-out")
    hand.confirm("Enter", "pop-do")
    assert ((), (2,)) in pairs(project)
    hand.undo_and_redo()

    hand.do("link-two")
    page.get_by_role("combobox", name="Kazakh").click()
    page.get_by_role("option", name="kk.5").click()
    settle(page)
    click(page, "link-do")
    assert eventually(page, lambda: {((4,), (2,)), ((2,), (3,))} <= set(pairs(project)))
    page.wait_for_selector("img[alt='Crossing links']")
    hand.undo_and_redo()


@pytest.mark.parametrize("way", ["key", "mouse"])
def test_something_is_said_of_a_link(page: Any, served: str, folder: Path, way: str) -> None:
    name = f"notes-{way}.kken"
    project = Project.create(small_alignment(), folder / name)
    open_review(page, f"{served}/?project={name}")
    hand = Hand(page, project, way)

    hand.do("comment")
    page.locator("[class*=st-key-comment-text-] textarea").fill("Бұл кім?")
    hand.confirm("Control+Enter", "comment-save")
    assert [comment.text for comment in project.state().comments] == ["Бұл кім?"]
    assert eventually(page, lambda: "Бұл кім?" in focused(page))
    hand.undo_and_redo()

    hand.do("propose")
    page.locator("[class*=st-key-propose-text-] textarea").fill("Екінші әрі үшінші абзац.")
    hand.confirm("Control+Enter", "propose-save")
    assert eventually(page, lambda: page.locator(".st-key-focus ins").inner_text() == "әрі үшінші")
    hand.undo_and_redo()

    hand.do("flag")
    page.get_by_label("Note").fill("Екінші сөйлем жоқ")
    page.get_by_role("radio", name="major").click()
    click(page, "flag-save")
    assert eventually(page, lambda: len(project.state().flags) == 1)
    (flag,) = project.state().flags
    assert (flag.category, flag.severity, flag.note) == ("Accuracy/Mistranslation", "major", "Екінші сөйлем жоқ")
    hand.undo_and_redo()
    hand.do("redo")
    assert eventually(page, lambda: len(project.state().flags) == 1)
    caught_up(page, project)
    page.get_by_role("button", name="Remove flag").click()
    assert eventually(page, lambda: project.state().flags == ())

    hand.do("keys")
    assert eventually(page, lambda: "Take from above" in page.get_by_role("dialog").inner_text())
    escape(page)
    hand.do("level")
    assert eventually(page, lambda: page.locator(".rows").count() == 1)
