"""The workbench in a real browser: every act by key and by mouse, reload, restart, two people, keyboards, languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from alignment import review
from alignment.events import State
from alignment.formats.tsv import render
from alignment.records import Alignment, Pair
from alignment.screens.keys import KEYS
from alignment.store import Project
from tests.browsing import chromium, click, focused, free_port, needs_chromium, open_review, press, settle, workbench
from tests.conftest import small_alignment

pytestmark = needs_chromium

FIRST, SECOND, MERGED, FOURTH, LAST = [link.pair for link in small_alignment().links]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("projects")


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[str]:
    """One server for the whole folder; each test makes its own project in it."""
    with workbench(folder, free_port()) as address:
        yield address


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    opened = browser.new_page(viewport={"width": 1440, "height": 1000})
    yield opened
    opened.close()


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

    for name, act in ACTS.items():
        assert "and third paragraph." in focused(page), f"before {name}"
        expected = content(act(Project.create(small_alignment(), tmp_path / f"{name}.kken"), MERGED))
        do(name)
        assert content(project.state()) == expected, name
        do("undo")
        assert content(project.state()) == untouched, f"undo of {name}"
        do("redo")
        assert content(project.state()) == expected, f"redo of {name}"
        do("undo")
    assert {event.reviewer for event in project.events()} == {"aigerim"}


class Hand:
    """One person's hand on a page: acts by key or by mouse."""

    def __init__(self, page: Any, project: Project, way: str) -> None:
        self.page, self.project, self.way = page, project, way
        self.untouched = content(project.state())

    def do(self, act: str) -> None:
        press(self.page, key_of(act)) if self.way == "key" else click(self.page, act)

    def confirm(self, keys: str, button: str) -> None:
        if self.way == "key":
            self.page.keyboard.press(keys)
            settle(self.page)
        else:
            click(self.page, button)

    def undo_and_redo(self) -> None:
        done = content(self.project.state())
        assert done != self.untouched
        self.do("undo")
        assert content(self.project.state()) == self.untouched
        self.do("redo")
        assert content(self.project.state()) == done
        self.do("undo")


@pytest.mark.parametrize("way", ["key", "mouse"])
def test_links_are_edited_in_dialogs(page: Any, served: str, folder: Path, way: str) -> None:
    name = f"dialogs-{way}.kken"
    project = Project.create(small_alignment(), folder / name)
    open_review(page, f"{served}/?project={name}")
    hand = Hand(page, project, way)

    hand.do("split")
    press(page, "m")  # keys do not reach through an open dialog
    assert content(project.state()) == hand.untouched
    page.keyboard.press("Escape")
    settle(page)
    hand.do("split")
    hand.confirm("Enter", "split-do")
    assert pairs(project) == [FIRST, SECOND, ((2,), (2,)), ((), (3,)), FOURTH, LAST]
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
    assert {((4,), (2,)), ((2,), (3,))} <= set(pairs(project))
    page.wait_for_selector("img[alt='Crossing links']")
    hand.undo_and_redo()


@pytest.mark.parametrize("way", ["key", "mouse"])
def test_something_is_said_of_a_link(page: Any, served: str, folder: Path, way: str) -> None:
    name = f"notes-{way}.kken"
    project = Project.create(small_alignment(), folder / name)
    open_review(page, f"{served}/?project={name}")
    hand = Hand(page, project, way)

    hand.do("comment")
    page.locator(".st-key-comment-text textarea").fill("Бұл кім?")
    hand.confirm("Control+Enter", "comment-save")
    assert [comment.text for comment in project.state().comments] == ["Бұл кім?"]
    assert "Бұл кім?" in focused(page)
    hand.undo_and_redo()

    hand.do("propose")
    page.locator(".st-key-propose-text textarea").fill("Екінші әрі үшінші абзац.")
    hand.confirm("Control+Enter", "propose-save")
    assert page.locator(".st-key-focus ins").inner_text() == "әрі үшінші"
    hand.undo_and_redo()

    hand.do("flag")
    page.get_by_label("Note").fill("Екінші сөйлем жоқ")
    page.get_by_role("radio", name="major").click()
    click(page, "flag-save")
    (flag,) = project.state().flags
    assert (flag.category, flag.severity, flag.note) == ("Accuracy/Mistranslation", "major", "Екінші сөйлем жоқ")
    page.get_by_role("button", name="Remove flag").click()
    settle(page)
    assert project.state().flags == ()

    hand.do("keys")
    assert "Take from above" in page.get_by_role("dialog").inner_text()
    page.keyboard.press("Escape")
    settle(page)
    hand.do("level")
    assert page.locator(".rows").count() == 1


def test_reload_and_restart_in_the_middle(page: Any, tmp_path: Path) -> None:
    path = tmp_path / "p.kken"
    project = Project.create(small_alignment(), path)
    port = free_port()
    with workbench(path, port) as address:
        open_review(page, address)
        assert "doubtful · 60.0%" in focused(page)
        press(page, "a")
        press(page, "m")
        merged = pairs(project)
        assert "set by a reviewer" in focused(page)
        press(page, "u")
        page.reload()
        page.wait_for_selector(".st-key-focus .unit")
        settle(page)
        assert "and third paragraph." in focused(page)
        assert "1 accepted" in page.locator("body").inner_text()
        place = page.url
    # The server restarts in the middle; the address still leads to the same place, and redo still works.
    with workbench(path, port) as address:
        open_review(page, place)
        assert "and third paragraph." in focused(page)
        press(page, "y")
        assert pairs(project) == merged


def test_two_people_on_one_link(browser: Any, served: str, folder: Path) -> None:
    project = Project.create(small_alignment(), folder / "two.kken")
    first, second = browser.new_context().new_page(), browser.new_context().new_page()
    for own, who in ((first, "aigerim"), (second, "dana")):
        open_review(own, f"{served}/?project=two.kken&reviewer={who}")
    press(first, "a")
    press(second, "q")
    told = second.get_by_role("dialog").inner_text()
    assert "aigerim changed this link" in told
    assert "accepted" in told
    assert "Needs review" in told
    assert "and third paragraph." in told
    assert project.state().link(MERGED).status == "accepted"
    click(second, "do-mine")
    assert project.state().link(MERGED).status == "needs review"
    assert [event.reviewer for event in project.events()] == ["aigerim", "dana"]
    press(first, "m")
    click(first, "keep-theirs")
    assert project.state().link(MERGED).status == "needs review"
    assert "needs review" in focused(first)
    assert "dana" in focused(first)
    # An edit that the other's has overtaken cannot be done any more; it is said, and nothing is lost.
    press(first, "m")
    press(second, "a")
    click(second, "do-mine")
    assert "no link any more" in second.locator("body").inner_text()
    assert len(project.events()) == 3
    for own in (first, second):
        own.context.close()


def test_keys_of_a_kazakh_keyboard(page: Any, served: str, folder: Path) -> None:
    project = Project.create(small_alignment(), folder / "layout.kken")
    open_review(page, f"{served}/?project=layout.kken")
    devtools = page.context.new_cdp_session(page)
    for letter, place, code in (("ф", "KeyA", 65), ("ь", "KeyM", 77), ("г", "KeyU", 85), ("г", "KeyU", 85)):
        key = {"key": letter, "code": place, "windowsVirtualKeyCode": code, "nativeVirtualKeyCode": code}
        devtools.send("Input.dispatchKeyEvent", {"type": "keyDown", "text": letter, **key})
        devtools.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})
        settle(page)
    kinds = [type(event.act).__name__ for event in project.events()]
    assert kinds == ["SetStatus", "Relink", "Undo", "Undo"]


def test_twenty_pairs_with_keys_alone(page: Any, served: str, folder: Path, report: Alignment, tmp_path: Path) -> None:
    project = Project.create(report, folder / "twenty.kken")
    expected = Project.create(report, tmp_path / "expected.kken")
    order = sorted(report.links, key=lambda link: link.confidence or 0.0)
    open_review(page, f"{served}/?project=twenty.kken")
    for number, link in enumerate(order[:20]):
        if number % 5 == 4:
            press(page, "q")  # doubtful: left for later
            review.set_status(expected, link.pair, "needs review", "x")
            press(page, "l")
        else:
            press(page, "z")
            review.set_status(expected, link.pair, "accepted", "x")
    press(page, "u")  # the last one was a mistake
    expected.undo("x")
    press(page, "y")
    expected.redo("x")
    made, wanted = project.state(), expected.state()
    assert sum(r.status != "unreviewed" for r in made.links) == 20
    assert render(report, made.links, made.flags) == render(report, wanted.links, wanted.flags)


def test_walking_searching_and_the_map(page: Any, served: str, folder: Path) -> None:
    Project.create(small_alignment(), folder / "walk.kken")
    page.emulate_media(color_scheme="dark")
    open_review(page, f"{served}/?project=walk.kken")
    press(page, "p")
    assert "First paragraph." in focused(page)
    press(page, "n")
    press(page, "n")
    assert "Fourth paragraph." in focused(page)
    assert "at=en.5" in page.url
    press(page, "l")
    assert "and third paragraph." in focused(page)
    press(page, "l")
    assert "Артық абзац." in focused(page)
    press(page, "Shift+L")
    assert "and third paragraph." in focused(page)
    search = page.get_by_placeholder("Search both texts")
    search.fill("ушинши")
    search.press("Enter")
    settle(page)
    assert page.locator(".st-key-focus .found").inner_text() == "Үшінші"
    page.get_by_role("link", name="Overview").click()
    page.wait_for_selector("[data-testid='stVegaLiteChart'] svg, [data-testid='stVegaLiteChart'] canvas")
    settle(page)
    assert "0 of 5 links accepted" in page.locator("body").inner_text()


def test_uploading_a_bad_and_a_good_pair(page: Any, served: str, folder: Path, tmp_path: Path) -> None:
    picture, english, kazakh = tmp_path / "picture.txt", tmp_path / "english.txt", tmp_path / "kazakh.txt"
    picture.write_bytes(b"\x89PNG\x00\x01\x02\xff")
    english.write_text("The first paragraph.\n\nThe second paragraph.\n", encoding="utf-8")
    kazakh.write_text("Бірінші абзац осы жерде.\n\nЕкінші абзац осы жерде.\n", encoding="utf-8")
    page.goto(f"{served}/new")
    page.wait_for_selector(".st-key-file-first input", state="attached", timeout=30_000)
    page.locator(".st-key-file-first input").set_input_files(picture)
    page.wait_for_selector("text=picture.txt: binary content")
    page.locator(".st-key-file-second input").set_input_files(kazakh)
    page.get_by_role("button", name="Remove picture.txt").click()
    settle(page)
    page.locator(".st-key-file-first input").set_input_files(english)
    page.wait_for_selector(".st-key-new-align button")
    settle(page)
    page.locator(".st-key-new-title input").fill("My pair")
    page.locator(".st-key-new-title input").press("Enter")
    settle(page)
    click(page, "new-align")
    page.wait_for_selector(".st-key-focus .unit", timeout=30_000)
    made = Project.open(folder / "My-pair.kken")
    assert [r.link.shape for r in made.state().links] == ["1:1", "1:1"]


def test_three_languages_and_a_name(page: Any, served: str, folder: Path) -> None:
    Project.create(small_alignment(), folder / "speak.kken")
    open_review(page, f"{served}/?project=speak.kken")
    for name, accept, progress in (
        ("Қазақша", "Қабылдау", "5 ішінен 3-байланыс"),
        ("Русский", "Принять", "Связь 3 из 5"),
        ("English", "Accept", "Link 3 of 5"),
    ):
        click(page, "who")
        page.get_by_text(name, exact=True).click()
        settle(page)
        page.keyboard.press("Escape")
        settle(page)
        assert accept in page.locator(".st-key-accept").inner_text()
        assert progress in page.locator("body").inner_text()
    click(page, "who")
    page.locator(".st-key-name input").fill("Дана")
    page.locator(".st-key-name input").press("Enter")
    settle(page)
    page.keyboard.press("Escape")
    settle(page)
    press(page, "a")
    assert Project.open(folder / "speak.kken").events()[0].reviewer == "Дана"
    page.reload()
    page.wait_for_selector(".st-key-focus .unit")
    settle(page)
    assert "Дана" in page.locator(".st-key-who").inner_text()
