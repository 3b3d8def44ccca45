"""Searching in a real browser, alike on the review screen and in the list of all links: hits seen, counted and walked, all
occurrences of words looked up, and a flag proposed for each of them as one act."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from alignment import review
from alignment.project import Project
from alignment.records import Alignment, Document, Link, Span
from alignment.settings import SHIPPED_MODEL
from tests.conftest import paragraph
from tests.workbench.browser.browsing import click, eventually, needs_chromium, open_at, open_review, press
from tests.workbench.browser.test_contrast import still_faint
from tests.workbench.remembering import acts

pytestmark = [needs_chromium, pytest.mark.browser]

KAZAKH = (
    "Үкімет үкім шығарды.",
    "Сотқа үкі\u00adмет 3 рет келді, содан кейін Үкімет кетті.",
    "Басқа сөз.",
    "Үкіметтің сөзі.",
    "Ескі үкімет пен жаңа үкімет.",
)
ENGLISH = (
    "The government gave a verdict.",
    "The government came to court 3 times, then the government left.",
    "Another word.",
    "The government's word.",
    "The old government and the new.",
)
PAIRS = [((place,), (place,)) for place in range(5)]


def texts() -> Alignment:
    documents = [
        Document(f"{side}.txt", side, tuple(paragraph(side, place, text) for place, text in enumerate(own)))
        for side, own in (("kk", KAZAKH), ("en", ENGLISH))
    ]
    links = tuple(Link(*pair, 0.9) for pair in PAIRS)
    return Alignment(*documents, "paragraph", documents[0].paragraphs, documents[1].paragraphs, links, SHIPPED_MODEL)


class OnReview:
    """Searching on the review screen."""

    def __init__(self, page: Any, served: str, name: str, more: str = "") -> None:
        self.page, self.field = page, page.locator(".st-key-search input")
        open_review(page, f"{served}/?project={name}&reviewer=aigerim{more}")

    def told(self) -> str:
        return str(self.page.locator(".st-key-hits .hits").inner_text())

    def marked(self) -> str:
        """The words that are looked at."""
        return "".join(self.page.locator(".st-key-focus .current .found").all_text_contents())

    def whole(self) -> None:
        self.page.locator(".st-key-whole-words label").click()

    def step(self, name: str) -> None:
        click(self.page, {"on": "hit-on", "back": "hit-back"}[name])


class InList:
    """Searching in the list of all links."""

    def __init__(self, page: Any, served: str, name: str, more: str = "") -> None:
        self.page, self.field = page, page.locator(".st-key-links-text input")
        open_at(page, f"{served}/text?project={name}&reviewer=aigerim{more}", ".text-row.focused .text-unit .id")

    def told(self) -> str:
        return str(self.page.locator(".text-line .where").inner_text()).rpartition(" · ")[2]

    def marked(self) -> str:
        return "".join(self.page.locator(".text-row .found.current").all_text_contents())

    def whole(self) -> None:
        self.page.locator(".st-key-links-whole label").click()

    def step(self, name: str) -> None:
        self.page.locator(f".text-act.{name}").click()


@pytest.mark.parametrize("where", [OnReview, InList])
def test_hits_are_counted_and_walked_by_key_and_by_mouse(
    page: Any, served: str, folder: Path, where: type[OnReview | InList]
) -> None:
    name = f"hits-{where.__name__.lower()}.kken"
    project = Project.create(texts(), folder / name)
    screen = where(page, served, name)
    page.keyboard.press("/")
    page.keyboard.type("УКИМЕТ")  # another keyboard's letters, in capitals
    page.keyboard.press("Enter")

    def comes_to(place: int, marked: str, number: int = 6) -> None:
        assert eventually(page, lambda: (screen.told(), screen.marked()) == (f"Hit {place} of {number}", marked)), (
            screen.told(),
            screen.marked(),
        )

    comes_to(1, "Үкімет")
    for key, place, marked in (
        ("Enter", 2, "үкі\u00adмет"),
        ("Enter", 3, "Үкімет"),
        ("Enter", 4, "Үкімет"),
        ("Shift+Enter", 3, "Үкімет"),
        ("Enter", 4, "Үкімет"),
        ("Enter", 5, "үкімет"),
        ("Enter", 6, "үкімет"),
        ("Enter", 1, "Үкімет"),
        ("Shift+Enter", 6, "үкімет"),
    ):
        page.keyboard.press(key)
        comes_to(place, marked)
    assert screen.field.evaluate("field => field === document.activeElement")
    page.keyboard.press("Escape")
    for key, place in (("Shift+L", 5), ("l", 6), ("l", 1)):
        press(page, key)
        comes_to(place, "Үкімет" if place == 1 else "үкімет")
    screen.step("on")
    comes_to(2, "үкі\u00adмет")
    screen.step("back")
    comes_to(1, "Үкімет")
    screen.whole()
    assert eventually(page, lambda: screen.told().endswith("5"))
    assert acts(project) == []


@pytest.mark.parametrize("where", [OnReview, InList])
def test_a_phrase_in_quotation_marks_is_one(page: Any, served: str, folder: Path, where: type[OnReview | InList]) -> None:
    name = f"phrase-{where.__name__.lower()}.kken"
    Project.create(texts(), folder / name)
    screen = where(page, served, name)
    for query, told, marked in (
        ('"the government"', "Hit 1 of 4", "The government"),
        ("«government left»", "Hit 1 of 1", "government left"),
    ):
        screen.field.fill(query)
        screen.field.press("Enter")
        wanted = (told, marked)
        assert eventually(page, lambda wanted=wanted: (screen.told(), screen.marked()) == wanted), (
            screen.told(),
            screen.marked(),
        )


def test_all_occurrences_stand_beside_their_counterparts_and_lead_to_their_links(
    page: Any, served: str, folder: Path
) -> None:
    Project.create(texts(), folder / "occurrences.kken")
    open_review(page, f"{served}/?project=occurrences.kken&reviewer=aigerim&at=en.4&lang=kk")
    press(page, "Shift+F")
    page.keyboard.press("Enter")  # the first Kazakh word
    page.wait_for_selector(".st-key-marks")
    page.keyboard.press("Escape")
    press(page, "Shift+O")
    rows = page.locator("[role=dialog] .occurrence")
    assert eventually(page, lambda: rows.count() == 4)  # however the word is inflected
    assert page.locator("[role=dialog] [lang=kk] .found").all_text_contents() == [
        *("Үкімет", "Үкімет", "Үкіметтің", "үкімет", "үкімет"),
    ]
    assert "government" in " ".join(page.locator("[role=dialog] [lang=en] .answer").all_text_contents())
    assert "4" in page.locator("[role=dialog] [role=status]").inner_text()
    page.locator("[class*=st-key-go-place-] button").last.click()
    assert eventually(page, lambda: "at=en.5" in page.url)
    assert eventually(page, lambda: page.locator("[role=dialog]").count() == 0)


def test_a_better_wording_is_proposed_for_every_other_place_as_one_act(page: Any, served: str, folder: Path) -> None:
    project = Project.create(texts(), folder / "everywhere.kken")
    span = Span("kk", 4, 5, 11)
    review.flag(project, PAIRS[4], "Other", "minor", "why", "aigerim", spans=[span], better="кабинет")
    open_review(page, f"{served}/?project=everywhere.kken&reviewer=aigerim&at=en.5&lang=ru")
    page.locator("[class*=st-key-everywhere-] button").first.click()
    rows = page.locator("[role=dialog] .occurrence")
    assert eventually(page, lambda: rows.count() == 4)
    page.locator("[role=dialog] [class*=st-key-place-at-] label").first.click()
    assert eventually(page, lambda: "3" in page.locator(".st-key-flag-all-do button").inner_text())
    page.locator(".st-key-flag-all-do button").focus()
    page.keyboard.press("Enter")
    assert eventually(page, lambda: len(project.state().flags) == 4)
    assert [flag.better for flag in project.state().flags] == ["кабинет", "кабинет", "Кабинет", "кабинет"]
    assert {flag.note for flag in project.state().flags} == {"why"}
    said = page.locator(".st-key-said")
    assert eventually(page, lambda: "3" in said.inner_text())
    press(page, "u")
    assert eventually(page, lambda: len(project.state().flags) == 1)


def test_all_hits_of_a_search_are_flagged_as_one_act(page: Any, served: str, folder: Path) -> None:
    project = Project.create(texts(), folder / "flag-hits.kken")
    screen = OnReview(page, served, "flag-hits.kken")
    screen.field.fill('"үкімет"')
    screen.field.press("Enter")
    assert eventually(page, lambda: screen.told() == "Hit 1 of 6")
    click(page, "hits-flag")
    better = page.locator("[role=dialog] [class*=st-key-all-better] input")
    better.fill("кабинет")
    better.press("Enter")
    assert eventually(page, lambda: page.locator("[role=dialog] ins").count() == 6)
    page.locator(".st-key-flag-all-do button").click()
    assert eventually(page, lambda: len(project.state().flags) == 6)
    assert len(acts(project)) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_hits_and_occurrences_stand_out(page: Any, served: str, folder: Path, scheme: str) -> None:
    name = f"hits-{scheme}.kken"
    Project.create(texts(), folder / name)
    page.emulate_media(color_scheme=scheme)
    screen = OnReview(page, served, name)
    screen.field.fill("government")
    screen.field.press("Enter")
    assert eventually(page, lambda: screen.told().startswith("Hit 1"))
    assert still_faint(page) == []
    screen.field.press("Escape")
    press(page, "Shift+O")
    page.wait_for_selector("[role=dialog] .occurrence")
    assert still_faint(page) == []
