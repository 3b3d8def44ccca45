"""What is around the texts: the page's language, headings, names, steps back, and the place where one goes on."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

from alignment import review
from alignment.project import Project
from alignment.records import Alignment
from tests.conftest import small_alignment
from tests.workbench.browser.browsing import (
    click,
    escape,
    eventually,
    focused,
    needs_chromium,
    open_at,
    open_review,
    press,
    settle,
    wait_for_review,
)
from tests.workbench.test_screens_findings import faulty_alignment

pytestmark = [needs_chromium, pytest.mark.browser]

SHOWN = {
    "": ".st-key-focus .unit",
    "findings": ".st-key-focused-finding",
    "overview": ".st-key-figures",
    "double": ".st-key-sample-draw button",
    "terms": ".st-key-term-list button",
    "export": ".st-key-export-download button",
    "projects": "[class*=st-key-project-]",
    "new": ".st-key-file-second",
}


def shown_link(page: Any) -> str:
    """Which link is in focus, in the words that are said aloud."""
    return str(page.locator("#sequence h2").inner_text())


def test_the_page_is_in_the_language_of_the_interface(page: Any, served: str, folder: Path) -> None:
    Project.create(small_alignment(), folder / "around-language.kken")
    for language in ("en", "kk", "ru"):
        open_review(page, f"{served}/?project=around-language.kken&lang={language}")
        assert eventually(page, lambda language=language: page.locator("html").get_attribute("lang") == language)
    page.locator(".st-key-who button").click()
    page.get_by_text("Қазақша").click()
    assert eventually(page, lambda: page.locator("html").get_attribute("lang") == "kk")
    sides = page.locator(".st-key-focus .focus").evaluate_all("sides => sides.map((side) => side.lang)")
    assert sides == ["en", "kk"]


@pytest.mark.parametrize(
    ("language", "hint", "dropped"),
    [
        ("kk", "Қолдану үшін Ctrl+Enter басыңыз", "Бұл түрдегі"),
        ("ru", "Нажмите Ctrl+Enter, чтобы применить", "Файлы этого"),
    ],
)
def test_what_streamlit_says_is_said_in_the_language_of_the_interface(
    page: Any, served: str, folder: Path, tmp_path: Path, language: str, hint: str, dropped: str
) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG")
    open_at(page, f"{served}/new?lang={language}", SHOWN["new"])
    page.locator(".st-key-text-first textarea").fill("Бір сөйлем.")
    instructions = page.locator(".st-key-text-first [data-testid=InputInstructions]")
    assert eventually(page, lambda: hint in instructions.inner_text())
    page.locator(".st-key-file-first input").set_input_files(picture)
    assert eventually(page, lambda: dropped in page.locator(".st-key-file-first").inner_text())


def test_every_screen_has_one_title_and_skips_no_level(page: Any, served: str, folder: Path) -> None:
    Project.create(faulty_alignment(), folder / "around-headings.kken")
    wrong = {}
    for screen, there in SHOWN.items():
        open_at(page, f"{served}/{screen}?project=around-headings.kken", there)
        assert eventually(page, lambda: page.locator("h1").count() > 0)
        levels = page.locator("h1, h2, h3, h4, h5, h6").evaluate_all("found => found.map((one) => Number(one.tagName[1]))")
        skips = [(one, other) for one, other in pairwise(levels) if other > one + 1]
        if levels.count(1) != 1 or levels[0] != 1 or skips:
            wrong[screen] = levels
    assert not wrong


BUTTONS = """() => {
  const heard = (node) => [...node.querySelectorAll("*")].filter((one) => !one.closest("[aria-hidden=true]"))
    .flatMap((one) => [...one.childNodes]).filter((one) => one.nodeType === 3).map((one) => one.data).join("").trim();
  return [...document.querySelectorAll("button:not([tabindex='-1'])")].filter((button) => button.checkVisibility())
    .map((button) => button.getAttribute("aria-label") ?? heard(button));
}"""
# Streamlit's own beside a chart or a table: their places tell them apart, and nothing else does.
OF_STREAMLIT = {"Show data", "Download as PNG", "Copy Vega-Lite spec", "Fullscreen", "Show/hide columns", "Download as CSV"}
OF_STREAMLIT |= {"Search", "Upload"}


def names(page: Any) -> list[str]:
    """What the buttons in view are called to who hears them."""
    settle(page)
    return [str(name) for name in page.evaluate(BUTTONS)]


def test_buttons_are_told_apart(page: Any, served: str, folder: Path) -> None:
    project = Project.create(faulty_alignment(), folder / "around-names.kken")
    pair = project.state().links[1].pair
    for text in ("Бұл не?", "Неге олай?"):
        review.comment(project, pair, text, "aigerim")
        review.flag(project, pair, "Other", "major", text, "aigerim")
    open_review(page, f"{served}/?project=around-names.kken&at=en.2")

    def alike() -> list[str]:
        counts = Counter(name for name in names(page) if name not in OF_STREAMLIT)
        return [name for name, number in counts.items() if number > 1 or not name]

    assert eventually(page, lambda: alike() == [])
    assert eventually(page, lambda: "Go to link 3 (unreviewed)" in names(page))
    assert {"Remove comment: Неге олай?", "Remove comment: Бұл не?"} <= {name.split("aigerim")[0] for name in names(page)}
    page.locator(".st-key-all-acts button").click()
    assert eventually(page, lambda: {"First unit up: English side", "First unit up: Kazakh side"} <= set(names(page)))
    assert alike() == []
    escape(page)
    for screen in ("terms", "projects", "overview", "export"):
        open_at(page, f"{served}/{screen}?project=around-names.kken", SHOWN[screen])
        assert eventually(page, lambda: alike() == []), (screen, alike())


def test_a_new_link_is_said_aloud(page: Any, served: str, folder: Path) -> None:
    Project.create(small_alignment(), folder / "around-aloud.kken")
    open_review(page, f"{served}/?project=around-aloud.kken&at=en.2")
    said = page.locator(".st-key-whereabouts [role=status][aria-live=polite]")
    assert eventually(
        page, lambda: said.inner_text() == "Link 2 of 5, near certain · 95.0%, unreviewed, 1 Kazakh : 1 English"
    )
    page.evaluate("document.querySelector('.st-key-whereabouts [role=status]').dataset.same = 'yes'")
    press(page, "n")
    assert eventually(page, lambda: said.inner_text().startswith("Link 3 of 5, doubtful · 60.0%"))
    assert said.get_attribute("data-same") == "yes"  # a region that is drawn anew says nothing
    press(page, "a")
    assert eventually(page, lambda: "accepted" in said.inner_text())


def test_the_browser_goes_back_one_link_at_a_time_and_forth_again(page: Any, served: str, folder: Path) -> None:
    Project.create(small_alignment(), folder / "around-back.kken")
    page.goto("about:blank")
    open_review(page, f"{served}/?project=around-back.kken&at=en.1")
    for place in range(2, 6):
        press(page, "n")
        assert eventually(page, lambda place=place: shown_link(page) == f"Link {place} of 5")
    page.get_by_role("combobox", name="Queue").click()  # what is chosen beside is no step
    page.get_by_role("option", name="Flagged").click()
    settle(page)
    for place in (4, 3, 2):
        page.evaluate("history.back()")
        assert eventually(page, lambda place=place: shown_link(page) == f"Link {place} of 5")
    page.evaluate("history.forward()")
    assert eventually(page, lambda: shown_link(page) == "Link 3 of 5")
    assert "at=en.3" in page.url
    for place in (2, 1):
        page.evaluate("history.back()")
        assert eventually(page, lambda place=place: shown_link(page) == f"Link {place} of 5")
    page.evaluate("history.back()")
    page.wait_for_url("about:blank")


def test_back_from_another_screen_leads_to_the_link_that_was_left(page: Any, served: str, folder: Path) -> None:
    Project.create(faulty_alignment(), folder / "around-screens.kken")
    open_review(page, f"{served}/?project=around-screens.kken&at=en.1")
    press(page, "n")
    assert eventually(page, lambda: shown_link(page) == "Link 2 of 4")
    page.get_by_test_id("stTopNavLink").get_by_text("Findings").click()
    page.wait_for_selector(".st-key-focused-finding")
    settle(page)
    first = page.url
    press(page, "n")
    assert eventually(page, lambda: page.url != first)
    page.evaluate("history.back()")
    assert eventually(page, lambda: page.url == first)
    assert eventually(page, lambda: page.locator("#sequence h2").inner_text().startswith("1 of"))
    page.evaluate("history.back()")
    wait_for_review(page)
    assert eventually(page, lambda: shown_link(page) == "Link 2 of 4")


def test_the_print_view_prints_the_texts_and_nothing_beside(
    page: Any, served: str, folder: Path, report: Alignment
) -> None:
    Project.create(report, folder / "around-print.kken", "The report")
    page.emulate_media(color_scheme="dark")
    open_at(page, f"{served}/print?project=around-print.kken", ".printed")
    document = pdfium.PdfDocument(page.pdf())
    assert len(document) > 10
    printed = "".join(one.get_textpage().get_text_range() for one in document)
    joined = "".join(printed.split())
    for units in (report.en_units, report.kk_units):
        # Their beginnings: a text over the end of a page is parted by the other column.
        missing = [unit.id for unit in units if "".join(unit.text.split())[:12] not in joined]
        assert not missing
    assert "The report" in printed
    for button in ("Review", "Findings", "Accept", "All sections"):
        assert f"\n{button}\r" not in printed


def test_whoever_comes_back_goes_on_where_they_looked_last(page: Any, served: str, folder: Path) -> None:
    project = Project.create(small_alignment(), folder / "around-resumed.kken")
    Project.create(small_alignment(), folder / "around-beside.kken")
    address = f"{served}/?project=around-resumed.kken"
    open_review(page, f"{address}&at=en.1&queue=all")
    press(page, "a")
    assert eventually(page, lambda: project.state().accepted == 1)
    press(page, "n")
    assert eventually(page, lambda: shown_link(page) == "Link 2 of 5")
    open_review(page, f"{served}/?project=around-beside.kken&at=en.5")
    open_review(page, address)
    assert eventually(page, lambda: shown_link(page) == "Link 2 of 5")
    assert "queue=all" in page.url
    click(page, "queue-next")
    assert eventually(page, lambda: "Second" in focused(page))
