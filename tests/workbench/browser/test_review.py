"""The workbench in a real browser: reload, restart, two people, keyboards, uploads, languages, twenty pairs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from alignment import review
from alignment.project import Project
from alignment.records import Alignment, Pair
from tests.conftest import small_alignment
from tests.workbench.browser.browsing import (
    click,
    escape,
    eventually,
    focused,
    free_port,
    needs_chromium,
    new_page,
    open_review,
    press,
    reload_review,
    settle,
    workbench,
)
from tests.workbench.remembering import acts

pytestmark = [needs_chromium, pytest.mark.browser]

FIRST, SECOND, MERGED, FOURTH, LAST = [link.pair for link in small_alignment().links]


def pairs(project: Project) -> list[Pair]:
    return [reviewed.pair for reviewed in project.state().links]


def test_reload_and_restart_in_the_middle(page: Any, tmp_path: Path) -> None:
    path = tmp_path / "p.kken"
    project = Project.create(small_alignment(), path)
    port = free_port()
    with workbench(path, port) as address:
        open_review(page, address)
        assert eventually(page, lambda: "doubtful · 60.0%" in focused(page))
        untouched = pairs(project)
        press(page, "a")
        assert eventually(page, lambda: project.state().accepted == 1)
        press(page, "m")
        assert eventually(page, lambda: pairs(project) != untouched)
        merged = pairs(project)
        assert eventually(page, lambda: "set by a reviewer" in focused(page))
        press(page, "u")
        assert eventually(page, lambda: pairs(project) == untouched)
        reload_review(page)
        assert eventually(page, lambda: "and third paragraph." in focused(page))
        assert eventually(page, lambda: "1 accepted" in page.locator("body").inner_text())
        place = page.url
    # The server restarts in the middle; the address still leads to the same place, and redo still works.
    with workbench(path, port) as address:
        open_review(page, place)
        assert eventually(page, lambda: "and third paragraph." in focused(page))
        press(page, "y")
        assert eventually(page, lambda: pairs(project) == merged)


def test_two_people_on_one_link(browser: Any, served: str, folder: Path) -> None:
    project = Project.create(small_alignment(), folder / "two.kken")
    first, second = new_page(browser), new_page(browser)
    for own, who in ((first, "aigerim"), (second, "dana")):
        open_review(own, f"{served}/?project=two.kken&reviewer={who}")

    def saved(number: int) -> bool:
        return eventually(first, lambda: len(acts(project)) == number)

    press(first, "a")
    assert saved(1)
    press(second, "q")
    assert eventually(second, lambda: second.locator(".st-key-do-mine button").is_visible())
    told = second.get_by_role("dialog").inner_text()
    assert "aigerim changed this link" in told
    assert "accepted" in told
    assert "Needs review" in told
    assert "and third paragraph." in told
    assert project.state().link(MERGED).status == "accepted"
    click(second, "do-mine")
    assert saved(2)
    assert project.state().link(MERGED).status == "needs review"
    assert [event.reviewer for event in acts(project)] == ["aigerim", "dana"]
    press(first, "m")
    click(first, "keep-theirs")
    assert project.state().link(MERGED).status == "needs review"
    assert eventually(first, lambda: "needs review" in focused(first) and "dana" in focused(first))
    # An edit that the other's has overtaken cannot be done any more; it is said, and nothing is lost.
    press(first, "m")
    assert saved(3)
    press(second, "a")
    click(second, "do-mine")
    assert eventually(second, lambda: "no link any more" in second.locator("body").inner_text())
    assert len(acts(project)) == 3
    for own in (first, second):
        own.context.close()


def test_keys_of_a_kazakh_keyboard(page: Any, served: str, folder: Path) -> None:
    project = Project.create(small_alignment(), folder / "layout.kken")
    open_review(page, f"{served}/?project=layout.kken")
    devtools = page.context.new_cdp_session(page)
    for letter, place, code in (("ф", "KeyA", 65), ("ь", "KeyM", 77), ("г", "KeyU", 85), ("г", "KeyU", 85)):
        key = {"key": letter, "code": place, "windowsVirtualKeyCode": code, "nativeVirtualKeyCode": code}
        known = len(acts(project))
        devtools.send("Input.dispatchKeyEvent", {"type": "keyDown", "text": letter, **key})
        devtools.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})
        assert eventually(page, lambda known=known: len(acts(project)) > known), letter
    kinds = [type(event.act).__name__ for event in acts(project)]
    assert kinds == ["SetStatus", "Relink", "Undo", "Undo"]


def test_twenty_pairs_with_keys_alone(page: Any, served: str, folder: Path, report: Alignment, tmp_path: Path) -> None:
    project = Project.create(report, folder / "twenty.kken")
    expected = Project.create(report, tmp_path / "expected.kken")
    order = sorted(report.links, key=lambda link: link.confidence or 0.0)
    open_review(page, f"{served}/?project=twenty.kken")
    for number, link in enumerate(order[:20]):
        assert eventually(page, lambda link=link: report.texts(link)[1][:40] in focused(page))
        if number % 5 == 4:
            press(page, "q")  # doubtful: left for later
            review.set_status(expected, link.pair, "needs review", "x")
            assert eventually(page, lambda: len(acts(project)) == len(acts(expected)))
            press(page, "l")
        else:
            press(page, "z")
            review.set_status(expected, link.pair, "accepted", "x")
            assert eventually(page, lambda: len(acts(project)) == len(acts(expected)))
    press(page, "u")  # the last one was a mistake
    expected.undo("x")
    assert eventually(page, lambda: len(acts(project)) == len(acts(expected)))
    press(page, "y")
    expected.redo("x")
    assert eventually(page, lambda: len(acts(project)) == len(acts(expected)))
    made, wanted = project.state(), expected.state()
    assert sum(r.status != "unreviewed" for r in made.links) == 20
    assert [(r.link, r.origin, r.status) for r in made.links] == [(r.link, r.origin, r.status) for r in wanted.links]
    assert made.flags == wanted.flags


def test_walking_searching_and_the_map(page: Any, served: str, folder: Path) -> None:
    Project.create(small_alignment(), folder / "walk.kken")
    page.emulate_media(color_scheme="dark")
    open_review(page, f"{served}/?project=walk.kken")
    press(page, "p")
    assert eventually(page, lambda: "First paragraph." in focused(page))
    press(page, "n")
    press(page, "n")
    assert eventually(page, lambda: "Fourth paragraph." in focused(page))
    assert eventually(page, lambda: "at=en.5" in page.url)
    press(page, "l")
    assert eventually(page, lambda: "and third paragraph." in focused(page))
    press(page, "l")
    assert eventually(page, lambda: "Артық абзац." in focused(page))
    press(page, "Shift+L")
    assert eventually(page, lambda: "and third paragraph." in focused(page))
    search = page.get_by_placeholder("Search both texts")
    search.fill("ушинши")
    search.press("Enter")
    settle(page)
    assert eventually(page, lambda: page.locator(".st-key-focus .found").inner_text() == "Үшінші")
    page.get_by_role("link", name="Overview").click()
    page.wait_for_selector("[data-testid='stVegaLiteChart'] svg, [data-testid='stVegaLiteChart'] canvas")
    settle(page)
    assert eventually(page, lambda: "0 of 5 links accepted" in page.locator("body").inner_text())


def test_uploading_a_bad_and_a_good_pair(page: Any, served: str, folder: Path, tmp_path: Path) -> None:
    picture, english, kazakh = tmp_path / "picture.txt", tmp_path / "english.txt", tmp_path / "kazakh.txt"
    picture.write_bytes(b"\x00\x01\x02\xff")
    english.write_text("The first paragraph.\n\nThe second paragraph.\n", encoding="utf-8")
    kazakh.write_text("Бірінші абзац осы жерде.\n\nЕкінші абзац осы жерде.\n", encoding="utf-8")
    page.goto(f"{served}/new")
    page.wait_for_selector(".st-key-file-first input", state="attached")
    page.locator(".st-key-file-first input").set_input_files(picture)
    page.wait_for_selector("text=picture.txt: binary content")
    page.locator(".st-key-file-second input").set_input_files(kazakh)
    page.wait_for_selector("text=kazakh.txt")
    page.get_by_role("button", name="Remove picture.txt").click()
    page.wait_for_selector("text=picture.txt: binary content", state="detached")
    settle(page)
    page.locator(".st-key-file-first input").set_input_files(english)
    page.wait_for_selector(".st-key-new-align button")
    settle(page)
    page.locator("[class*=st-key-new-title-] input").fill("My pair")
    page.locator("[class*=st-key-new-title-] input").press("Enter")
    settle(page)
    click(page, "new-align")
    page.wait_for_selector(".st-key-focus .unit")
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
        escape(page)
        assert eventually(page, lambda accept=accept: accept in page.locator(".st-key-accept").inner_text())
        assert eventually(page, lambda progress=progress: progress in page.locator("body").inner_text())
    click(page, "who")
    page.locator(".st-key-name input").fill("Дана")
    page.locator(".st-key-name input").press("Enter")
    settle(page)
    escape(page)
    press(page, "a")
    assert eventually(page, lambda: [act.reviewer for act in acts(Project.open(folder / "speak.kken"))] == ["Дана"])
    reload_review(page)
    assert eventually(page, lambda: "Дана" in page.locator(".st-key-who").inner_text())
