"""Links are split where one sees it, and units dragged to the neighbouring link: by mouse and by key, on the review screen
and in the list, in Kazakh too, and while others change the same link."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from alignment import review
from alignment.project import Project, SplitAt
from alignment.records import Alignment, Document, Link
from alignment.settings import SHIPPED_MODEL
from tests.conftest import paragraph
from tests.workbench.browser.browsing import (
    caught_up,
    click,
    eventually,
    needs_chromium,
    open_at,
    open_review,
    press,
    settle,
)
from tests.workbench.remembering import acts

pytestmark = [needs_chromium, pytest.mark.browser]

KK = ("Тақырып", "Сот шешім шығарды. Оның адвокаты шағым түсірді. Ол кетті.", "Екінші абзац.", "Соңы.")
EN = ("Title", "The court ruled. His lawyer appealed. He left.", "The second", "paragraph.", "The end.")
LONG, TWO = ((1,), (1,)), ((2,), (2, 3))


def told_alignment() -> Alignment:
    """A heading, a link of three sentences, one of two English paragraphs, and the end."""
    documents = [
        Document(f"{side}.txt", side, tuple(paragraph(side, n, text) for n, text in enumerate(texts)))  # type: ignore[arg-type]
        for side, texts in (("kk", KK), ("en", EN))
    ]
    links = (Link((0,), (0,), 0.9), Link(*LONG, 0.9), Link(*TWO, 0.6), Link((3,), (4,), 0.9))
    return Alignment(*documents, "paragraph", documents[0].paragraphs, documents[1].paragraphs, links, SHIPPED_MODEL)


def halves(page: Any) -> list[str]:
    """The texts of the panel: English and Kazakh above the cut, and below."""
    shown: list[str] = page.locator(".split-panel .half").evaluate_all(
        "cells => cells.map(cell => [...cell.querySelectorAll('.text')].map(text => text.textContent).join(' '))"
    )
    return shown


def click_into(page: Any, text: str, place: int) -> None:
    """Click between two letters of the text of this selector."""
    at = page.locator(text).first.evaluate(
        """(text, place) => {
          const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
          let node = walker.nextNode();
          while (node && place > node.length) { place -= node.length; node = walker.nextNode(); }
          const range = new Range();
          range.setStart(node, place - 1);
          range.setEnd(node, place);
          const box = range.getBoundingClientRect();
          return [box.right, (box.top + box.bottom) / 2];
        }""",
        place,
    )
    page.mouse.click(*at)


def open_list(page: Any, served: str, project: Project, more: str = "") -> None:
    open_at(
        page,
        f"{served}/text?project={Path(project.location).name}{more}",
        ".text-row.focused .text-unit .grip",
    )


def split_texts(project: Project) -> list[tuple[str, str]]:
    alignment = project.alignment
    return [alignment.texts(reviewed.link) for reviewed in project.state().links]


@pytest.mark.parametrize("screen", ["review", "text"])
def test_a_click_between_two_sentences_shows_both_halves_and_splits_there(
    page: Any, served: str, folder: Path, screen: str
) -> None:
    project = Project.create(told_alignment(), folder / f"click-{screen}.kken")
    if screen == "review":
        open_review(page, f"{served}/?project=click-review.kken&at=en.2")
        texts = ".st-key-focus .focus .text[data-side=kk]"
    else:
        open_list(page, served, project, "&at=en.2")
        texts = ".text-row.focused .words[data-side=kk]"
    first = len("Сот шешім шығарды.")
    click_into(page, texts, first)
    page.locator(".split-chip").click()
    page.wait_for_selector(".split-panel")
    assert halves(page) == [
        "The court ruled.",
        "Сот шешім шығарды.",
        "His lawyer appealed. He left.",
        "Оның адвокаты шағым түсірді. Ол кетті.",
    ]
    assert acts(project) == []
    # A click moves the cut of one side; the other, which nobody has placed, goes with it.
    click_into(page, ".split-panel .half.kk:last-of-type .text", len("Оның адвокаты шағым түсірді."))
    assert halves(page)[:2] == ["The court ruled. His lawyer appealed.", KK[1].removesuffix(" Ол кетті.")]
    page.locator(".cut-do").click()
    assert eventually(page, lambda: len(acts(project)) == 1)
    assert split_texts(project)[1:3] == [
        (KK[1].removesuffix(" Ол кетті."), "The court ruled. His lawyer appealed."),
        ("Ол кетті.", "He left."),
    ]
    assert eventually(page, lambda: page.locator(".split-panel").count() == 0)
    press(page, "u")
    assert eventually(page, lambda: project.alignment_of(project.state()) == told_alignment())


@pytest.mark.parametrize("screen", ["review", "text"])
def test_the_cut_is_walked_by_key_through_either_text(page: Any, served: str, folder: Path, screen: str) -> None:
    project = Project.create(told_alignment(), folder / f"walk-cut-{screen}.kken")
    if screen == "review":
        open_review(page, f"{served}/?project=walk-cut-review.kken&at=en.2")
    else:
        open_list(page, served, project, "&at=en.2")
    page.keyboard.press("s")
    page.wait_for_selector(".split-panel")
    for key, en, kk in (
        ("ArrowUp", "", None),
        ("ArrowDown", "The court ruled.", "Сот шешім шығарды."),
        ("ArrowDown", "The court ruled. His lawyer appealed.", KK[1].removesuffix(" Ол кетті.")),
        ("ArrowLeft", "The court ruled. His lawyer", None),
        ("ArrowRight", "The court ruled. His lawyer appealed.", KK[1].removesuffix(" Ол кетті.")),
        ("Tab", "The court ruled. His lawyer appealed.", KK[1].removesuffix(" Ол кетті.")),
        ("ArrowRight", "The court ruled. His lawyer appealed.", KK[1].removesuffix(" кетті.")),
        ("Tab", "The court ruled. His lawyer appealed.", KK[1].removesuffix(" кетті.")),
        ("ArrowUp", "The court ruled.", KK[1].removesuffix(" кетті.")),  # what was placed by hand stays
    ):
        page.keyboard.press(key)
        assert halves(page)[0] == en, key
        assert kk is None or halves(page)[1] == kk, key
    page.keyboard.press("Escape")
    assert eventually(page, lambda: page.locator(".split-panel").count() == 0)
    assert acts(project) == []
    page.keyboard.press("s")
    page.wait_for_selector(".split-panel")
    page.keyboard.press("Enter")
    assert eventually(page, lambda: len(acts(project)) == 1)
    assert isinstance(acts(project)[0].act, SplitAt)


def test_a_cut_that_leaves_one_part_empty_is_not_made(page: Any, served: str, folder: Path) -> None:
    project = Project.create(told_alignment(), folder / "empty-part.kken")
    open_review(page, f"{served}/?project=empty-part.kken&at=en.5")
    page.keyboard.press("s")
    page.wait_for_selector(".split-panel .cut-do:not([disabled])")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    assert page.locator(".cut-do").is_disabled()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert eventually(page, lambda: page.locator(".split-panel").count() == 0)
    assert acts(project) == []


def test_the_panel_closes_where_another_link_comes_into_focus(page: Any, served: str, folder: Path) -> None:
    project = Project.create(told_alignment(), folder / "cut-elsewhere.kken")
    open_review(page, f"{served}/?project=cut-elsewhere.kken&at=en.2")
    page.keyboard.press("s")
    page.wait_for_selector(".split-panel")
    settle(page)
    click(page, "next")
    assert eventually(page, lambda: page.locator(".split-panel").count() == 0)
    assert acts(project) == []


def test_on_a_kazakh_keyboard_in_kazakh(page: Any, served: str, folder: Path) -> None:
    project = Project.create(told_alignment(), folder / "kazakh-cut.kken")
    open_review(page, f"{served}/?project=kazakh-cut.kken&at=en.2&lang=kk")
    devtools = page.context.new_cdp_session(page)
    key = {"key": "ы", "code": "KeyS", "windowsVirtualKeyCode": 83, "nativeVirtualKeyCode": 83}
    devtools.send("Input.dispatchKeyEvent", {"type": "keyDown", "text": "ы", **key})
    devtools.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})
    page.wait_for_selector(".split-panel[aria-label='Байланысты бөлу']")
    assert "Осы жерден бөлу" in page.locator(".cut-do").inner_text()
    page.keyboard.press("Enter")
    assert eventually(page, lambda: len(acts(project)) == 1)
    caught_up(page, project)
    assert "сүйреңіз" in page.locator(".st-key-focus .grip").first.get_attribute("title")
    page.locator(".st-key-focus .grip").first.focus()
    page.keyboard.press("ArrowUp")
    assert eventually(page, lambda: len(acts(project)) == 2)
    assert project.state().links[0].pair == ((0,), (0, 1))


@pytest.mark.parametrize("screen", ["review", "text"])
@pytest.mark.parametrize("way", ["mouse", "key"])
def test_a_unit_goes_to_the_neighbouring_link(page: Any, served: str, folder: Path, screen: str, way: str) -> None:
    project = Project.create(told_alignment(), folder / f"drag-{screen}-{way}.kken")
    if screen == "review":
        open_review(page, f"{served}/?project=drag-review-{way}.kken&at=en.3")
        card, row = ".st-key-focus", ".st-key-above .stHorizontalBlock:last-child"
        page.locator(".st-key-welcome button").click()
        settle(page)
    else:
        open_list(page, served, project, "&at=en.3")
        card, row = ".text-row.focused", "#text-row-1"
    grip = page.locator(f"{card} .grip").first
    assert grip.inner_text() == "en.3"
    if way == "key":
        grip.focus()
        page.keyboard.press("ArrowUp")
    else:
        box = grip.bounding_box()
        page.mouse.move(box["x"] + 4, box["y"] + 4)
        page.mouse.down()
        top = page.locator(card).bounding_box()["y"]
        page.mouse.move(box["x"] + 60, top - 12, steps=3)
        assert page.locator(f"{row}.drop-here, {row} .drop-here").count() == 1
        assert page.locator(".drag-ghost").inner_text().startswith("en.3 The second")
        page.mouse.up()
    assert eventually(page, lambda: len(acts(project)) == 1)
    assert [r.pair for r in project.state().links] == [((0,), (0,)), ((1,), (1, 2)), ((2,), (3,)), ((3,), (4,))]
    assert page.locator(".drag-ghost, .drop-here").count() == 0
    settle(page)
    press(page, "u")
    assert eventually(page, lambda: [r.pair for r in project.state().links][1:3] == [LONG, TWO])


def test_a_unit_that_is_let_go_elsewhere_or_with_escape_stays(page: Any, served: str, folder: Path) -> None:
    project = Project.create(told_alignment(), folder / "drag-nowhere.kken")
    open_review(page, f"{served}/?project=drag-nowhere.kken&at=en.3")
    card = page.locator(".st-key-focus").bounding_box()
    box = page.locator(".st-key-focus .grip").first.bounding_box()
    for leave in ("beside", "escape"):
        page.mouse.move(box["x"] + 4, box["y"] + 4)
        page.mouse.down()
        page.mouse.move(box["x"] + 60, card["y"] + card["height"] + 12, steps=3)
        assert page.locator(".drop-here").count() == 1
        if leave == "beside":
            page.mouse.move(box["x"] + 60, card["y"] + card["height"] / 2, steps=3)
        else:
            page.keyboard.press("Escape")
        assert page.locator(".drop-here").count() == 0
        page.mouse.up()
    settle(page)
    assert acts(project) == []


def test_whoever_splits_a_link_that_another_changed_is_told_by_whom(page: Any, served: str, folder: Path) -> None:
    project = Project.create(told_alignment(), folder / "cut-clash.kken")
    open_review(page, f"{served}/?project=cut-clash.kken&at=en.2")
    page.keyboard.press("s")
    page.wait_for_selector(".split-panel")
    review.set_status(project, LONG, "accepted", "Дана")
    page.keyboard.press("Enter")
    page.get_by_text("Somebody was faster").wait_for()
    assert page.get_by_text("Дана changed this link in the meantime").count() == 1
    page.locator(".st-key-do-mine button").click()
    assert eventually(page, lambda: len(acts(project)) == 2)
    assert [type(event.act).__name__ for event in acts(project)] == ["SetStatus", "SplitAt"]


def test_whoever_drags_a_unit_of_a_link_that_is_gone_is_told(page: Any, served: str, folder: Path) -> None:
    project = Project.create(told_alignment(), folder / "drag-clash.kken")
    open_review(page, f"{served}/?project=drag-clash.kken&at=en.3")
    review.merge(project, TWO, "next", "Дана")
    page.locator(".st-key-focus .grip").first.focus()
    page.keyboard.press("ArrowUp")
    assert eventually(page, lambda: page.locator(".st-key-said [data-testid=stAlert]").count() == 1)
    assert len(acts(project)) == 1
