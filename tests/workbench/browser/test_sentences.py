"""The sentences of a link in a real browser: chosen, acted on by key and by mouse, marked, flagged, dragged; in Kazakh."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from alignment import review
from alignment.project import LinkSentences, Project
from alignment.records import Alignment, Span, SpanPair
from tests.workbench.browser.browsing import (
    caught_up,
    click,
    eventually,
    needs_chromium,
    open_review,
    press,
    settle,
)
from tests.workbench.browser.test_splitting import EN, KK, LONG, told_alignment
from tests.workbench.remembering import acts
from tests.workbench.test_screens_findings import faulty_alignment

pytestmark = [needs_chromium, pytest.mark.browser]

SIGNS = {"unreviewed": "○", "accepted": "✓", "needs review": "?"}


class Sentences:
    """The sentences of the link of three, as a page shows them."""

    def __init__(self, page: Any, served: str, folder: Path, name: str, way: str = "key", more: str = "") -> None:
        self.page, self.way = page, way
        self.project = Project.create(told_alignment(), folder / f"{name}.kken")
        open_review(page, f"{served}/?project={name}.kken&at=en.2{more}")
        self.do("level", "v")
        page.wait_for_selector(".sentence-row")
        settle(page)

    def do(self, name: str, key: str) -> None:
        press(self.page, key) if self.way == "key" else click(self.page, name)

    def choose(self, row: int) -> None:
        if self.way == "key":
            for _ in range(row + 1):
                self.page.keyboard.press("ArrowDown")
        else:
            self.page.locator(f".sentence-row[data-row='{row}'] .sign").click()
        self.chosen_is(row)

    def chosen_is(self, row: int) -> None:
        here = self.page.locator(f".sentence-row[data-row='{row}'][aria-current]")
        assert eventually(self.page, lambda: here.count() == 1)

    def shown(self) -> list[tuple[str, str, str]]:
        """Each row's sign, English and Kazakh text."""
        script = """rows => rows.map(row => [row.querySelector(".sign").textContent,
          ...["en", "kk"].map(side => [...row.querySelectorAll(`.text[data-side=${side}]`)]
            .map(text => text.textContent).join(" "))])"""
        return [tuple(row) for row in self.page.locator(".sentence-row").evaluate_all(script)]

    def comes_to(self, number: int) -> LinkSentences:
        """Wait until so many acts are saved and shown; the last of them."""
        assert eventually(self.page, lambda: len(acts(self.project)) == number), acts(self.project)
        caught_up(self.page, self.project)
        act = acts(self.project)[-1].act
        assert isinstance(act, LinkSentences)
        return act


def row(alignment: Alignment, kk: tuple[int, int], en: tuple[int, int]) -> SpanPair:
    return (Span("kk", 1, *kk),), (Span("en", 1, *en),)


FIRST = row(told_alignment(), (0, KK[1].index(" Оның")), (0, EN[1].index(" His")))


@pytest.mark.parametrize("way", ["key", "mouse"])
def test_links_of_sentences_are_accepted_doubted_merged_and_split(page: Any, served: str, folder: Path, way: str) -> None:
    sentences = Sentences(page, served, folder, f"rows-{way}", way)
    assert [sign for sign, *_ in sentences.shown()] == ["○", "○", "○"]
    sentences.choose(0)
    sentences.do("accept", "a")
    assert sentences.comes_to(1).after == (FIRST,)
    assert eventually(page, lambda: [sign for sign, *_ in sentences.shown()] == ["✓", "○", "○"])
    sentences.do("accept-next", "z")  # it is accepted already: this goes on
    sentences.chosen_is(1)
    sentences.do("needs-review", "q")
    sentences.comes_to(2)
    assert eventually(page, lambda: [sign for sign, *_ in sentences.shown()] == ["✓", "?", "○"])
    sentences.do("merge-down", "m")
    assert sentences.comes_to(3).how == "merge"
    assert eventually(page, lambda: len(sentences.shown()) == 2)
    assert sentences.shown()[1] == ("○", "His lawyer appealed. He left.", "Оның адвокаты шағым түсірді. Ол кетті.")
    sentences.chosen_is(1)
    sentences.do("split", "s")
    assert sentences.comes_to(4).how == "split"
    assert eventually(page, lambda: len(sentences.shown()) == 3)
    for left in (2, 3, 3, 3):
        sentences.do("undo", "u")
        assert eventually(page, lambda left=left: len(sentences.shown()) == left)
    assert eventually(page, lambda: [sign for sign, *_ in sentences.shown()] == ["○", "○", "○"])
    assert {reviewed.status for reviewed in sentences.project.state().links} == {"unreviewed"}


def test_where_no_sentence_is_chosen_the_keys_act_on_the_link(page: Any, served: str, folder: Path) -> None:
    sentences = Sentences(page, served, folder, "rows-none")
    sentences.choose(0)
    page.keyboard.press("ArrowUp")
    assert eventually(page, lambda: page.locator(".sentence-row[aria-current]").count() == 0)
    press(page, "a")
    assert eventually(page, lambda: sentences.project.state().link(LONG).status == "accepted")
    assert sentences.project.state().sentences == ()


@pytest.mark.parametrize("way", ["key", "mouse"])
def test_a_sentence_goes_to_the_row_below(page: Any, served: str, folder: Path, way: str) -> None:
    sentences = Sentences(page, served, folder, f"rows-drag-{way}", way)
    if way == "key":
        sentences.choose(0)
        press(page, "j")
    else:
        grip = page.locator(".sentence-row[data-row='0'] .grip").nth(1)
        box = grip.bounding_box()
        below = page.locator(".sentence-row[data-row='1']").bounding_box()
        page.mouse.move(box["x"] + 3, box["y"] + 3)
        page.mouse.down()
        page.mouse.move(box["x"] + 40, below["y"] + 10, steps=3)
        assert page.locator(".sentence-row[data-row='1'].drop-here").count() == 1
        page.mouse.up()
    assert sentences.comes_to(1).how == "move"
    assert eventually(page, lambda: len(sentences.shown()) == 3)
    assert sentences.shown()[:2] == [
        ("○", "The court ruled.", ""),
        ("○", "His lawyer appealed.", KK[1].removesuffix(" Ол кетті.")),
    ]


@pytest.mark.parametrize("way", ["key", "mouse"])
def test_a_flag_marked_in_a_sentence_stands_on_the_words_of_its_paragraph(
    page: Any, served: str, folder: Path, way: str
) -> None:
    sentences = Sentences(page, served, folder, f"rows-flag-{way}", way)
    second = page.locator(".sentence-row[data-row='1'] .text[data-side=kk]")
    if way == "key":
        sentences.choose(1)
        press(page, "f")  # nothing is marked: the sentences are
    else:
        second.evaluate("text => document.getSelection().selectAllChildren(text)")
        page.locator("body").press("f")
    page.wait_for_selector(".st-key-flag-marks")
    settle(page)
    page.keyboard.press("Control+Enter")
    assert eventually(page, lambda: len(sentences.project.state().flags) == 1)
    (flag,) = sentences.project.state().flags
    marked = {KK[1][span.start : span.end] if span.side == "kk" else EN[1][span.start : span.end] for span in flag.spans}
    assert "Оның адвокаты шағым түсірді." in marked
    assert {span.unit for span in flag.spans} == {1}
    settle(page)
    assert eventually(page, lambda: second.locator(".flag").count() > 0)
    assert page.locator(".sentence-row[data-row='0'] .flag").count() == 0


def test_a_finding_in_a_sentence_is_confirmed_on_the_right_words(page: Any, served: str, folder: Path) -> None:
    project = Project.create(faulty_alignment(), folder / "rows-finding.kken")
    open_review(page, f"{served}/?project=rows-finding.kken&at=en.2&queue=findings")
    press(page, "v")
    page.wait_for_selector(".sentence-row")
    assert eventually(page, lambda: page.locator(".sentence-row .finding").count() > 0)
    page.keyboard.press("ArrowDown")
    assert eventually(page, lambda: page.locator(".sentence-row[aria-current]").count() == 1)
    press(page, "w")
    assert eventually(page, lambda: len(project.state().flags) == 1)
    (flag,) = project.state().flags
    assert flag.finding
    assert all(span.end <= len(project.alignment.units(span.side)[span.unit].text) for span in flag.spans)


def test_in_kazakh_on_a_kazakh_keyboard(page: Any, served: str, folder: Path) -> None:
    sentences = Sentences(page, served, folder, "rows-kazakh", more="&lang=kk")
    sentences.choose(0)
    assert "3 сөйлем байланысының 1-сіне" in page.locator(".row-line").inner_text()
    devtools = page.context.new_cdp_session(page)
    key = {"key": "ф", "code": "KeyA", "windowsVirtualKeyCode": 65, "nativeVirtualKeyCode": 65}
    devtools.send("Input.dispatchKeyEvent", {"type": "keyDown", "text": "ф", **key})
    devtools.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})
    assert sentences.comes_to(1).status == "accepted"
    assert page.locator(".sentence-row[data-row='0'] .sign").get_attribute("title") == "қабылданған"


def test_whoever_comes_second_to_a_sentence_is_told_who_was_first(page: Any, served: str, folder: Path) -> None:
    sentences = Sentences(page, served, folder, "rows-clash")
    sentences.choose(0)
    review.set_sentence_status(sentences.project, LONG, FIRST, "needs review", "Дана")
    press(page, "a")
    page.get_by_text("Somebody was faster").wait_for()
    assert page.get_by_text("Дана changed this").count() == 1
    page.locator(".st-key-do-mine button").click()
    assert eventually(page, lambda: [said.status for said in sentences.project.state().sentences] == ["accepted"])
