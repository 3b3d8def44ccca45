"""The bar of acts: it stays where it is, keys are heard however fast they come, and mass acts say what they do and did."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from alignment import review
from alignment.project import Project
from alignment.records import Alignment, Link
from alignment.workbench.act_bar import DAILY
from tests.conftest import small_alignment
from tests.workbench.browser.browsing import (
    caught_up,
    click,
    eventually,
    focused,
    needs_chromium,
    open_at,
    open_review,
    press,
    reload_review,
    settle,
)
from tests.workbench.remembering import acts
from tests.workbench.test_screens_findings import faulty_alignment

pytestmark = [needs_chromium, pytest.mark.browser]

MERGED = small_alignment().links[2].pair
APART = 120  # milliseconds between two keys: as fast as one types

# Where the acts and the first line of the texts are, and whether all of each act is in view and nothing lies over it.
PLACES = """(names) => {
  const box = (node) => { const { x, y, width, height } = node.getBoundingClientRect(); return [x, y, width, height]; };
  const acts = names.map((name) => document.querySelector(`.st-key-${name} button`));
  const seen = (node) => {
    const [x, y, width, height] = box(node);
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    const [left, high, wide, tall] = box(node.querySelector("p"));
    const whole = wide <= 1 || (left >= x && high >= y && left + wide <= x + width && high + tall <= y + height);
    return whole && x >= 0 && y >= 0 && x + width <= innerWidth && y + height <= innerHeight && node.contains(top);
  };
  const units = [...document.querySelectorAll(".st-key-focus .focus")].map((side) => side.querySelector(".unit"));
  const bar = document.querySelector(".st-key-act-bar").getBoundingClientRect().top;
  const lines = units.map((unit) => unit.getBoundingClientRect().top);
  return {
    acts: acts.map(box), seen: acts.map(seen), lines, line: parseFloat(getComputedStyle(units[0]).lineHeight), bar,
    wide: document.querySelector("[data-testid=stMain]").scrollWidth <= innerWidth,
  };
}"""


def walks(page: Any, steps: int) -> Iterator[dict[str, Any]]:
    """Where things are at each of so many links, one after the other in the queue."""
    for step in range(steps):
        if step:
            before = page.url
            press(page, "l")
            assert eventually(page, lambda before=before: page.url != before)
        yield page.evaluate(PLACES, [*DAILY, "all-acts"])


SIZES = {"1440": (1440, 780), "1366": (1366, 648), "1440-at-200": (720, 390), "1366-at-200": (683, 324)}


@pytest.mark.parametrize(
    ("size", "language"), [*((size, "en") for size in SIZES), ("1366-at-200", "kk"), ("1366-at-200", "ru")]
)
def test_acts_and_first_line_stay_where_they_are(
    page: Any, served: str, folder: Path, report: Alignment, size: str, language: str
) -> None:
    width, height = SIZES[size]
    name = f"stay-{size}-{language}.kken"
    project = Project.create(report, folder / name)
    page.set_viewport_size({"width": width, "height": height})
    # Whatever there is to say of some links moves nothing: flags, comments, links set by hand.
    uncertain = sorted(report.links, key=lambda link: link.confidence or 0.0)[:40]
    for number, link in enumerate(uncertain):
        if number % 5 == 1:
            review.flag(project, link.pair, "Other", "major", "Бұл дұрыс емес", "dana")
        if number % 5 == 2:
            review.comment(project, link.pair, "Неге?", "dana")
    open_review(page, f"{served}/?project={name}&lang={language}")
    first, *others = walks(page, 40)
    assert all(first["seen"])
    assert first["wide"]
    assert first["bar"] - first["lines"][0] > first["line"]  # a whole line of text at least is seen
    for there in others:
        assert there["acts"] == first["acts"]
        assert there["lines"] == first["lines"]
        assert all(there["seen"])


def test_the_text_begins_at_its_top_after_a_long_one(page: Any, served: str, folder: Path, report: Alignment) -> None:
    Project.create(report, folder / "top.kken")
    page.set_viewport_size({"width": 1366, "height": 400})
    open_review(page, f"{served}/?project=top.kken")
    (first,) = walks(page, 1)
    page.locator("[data-testid=stMain]").evaluate("main => main.scrollTo(0, main.scrollHeight)")
    assert page.locator("[data-testid=stMain]").evaluate("main => main.scrollTop") > 0
    press(page, "z")
    assert eventually(page, lambda: page.evaluate(PLACES, [*DAILY, "all-acts"])["lines"] == first["lines"])


def typed(page: Any, keys: str, apart: int = APART) -> None:
    """Press keys as somebody does who does not wait for an answer."""
    page.keyboard.type(keys, delay=apart)


def test_no_key_is_lost_that_is_pressed_before_the_server_answers(
    page: Any, served: str, folder: Path, report: Alignment, tmp_path: Path
) -> None:
    project = Project.create(report, folder / "fast.kken")
    expected = Project.create(report, tmp_path / "expected.kken")
    open_review(page, f"{served}/?project=fast.kken")
    for link in sorted(report.links, key=lambda link: link.confidence or 0.0)[:8]:
        review.set_status(expected, link.pair, "accepted", "x")
    typed(page, "z" * 8)
    assert eventually(page, lambda: len(acts(project)) == 8)
    caught_up(page, project)
    assert project.state().accepted == 8
    assert [r.status for r in project.state().links] == [r.status for r in expected.state().links]
    typed(page, "u" * 8)
    assert eventually(page, lambda: len(acts(project)) == 16)
    caught_up(page, project)
    assert project.state().accepted == 0


def test_keys_in_a_row_are_done_in_their_order(page: Any, served: str, folder: Path) -> None:
    project = Project.create(small_alignment(), folder / "order.kken")
    open_review(page, f"{served}/?project=order.kken")
    page.keyboard.type("aqpanq", delay=0)  # accept, reopen; the link above: accept; back: needs review
    assert eventually(page, lambda: len(acts(project)) == 4)
    caught_up(page, project)
    done = [(event.act.pair, event.act.status) for event in acts(project)]
    above = small_alignment().links[1].pair
    assert done == [(MERGED, "accepted"), (MERGED, "unreviewed"), (above, "accepted"), (MERGED, "needs review")]


def test_a_key_held_down_walks_and_does_nothing_else_twice(page: Any, served: str, folder: Path) -> None:
    project = Project.create(small_alignment(), folder / "held.kken")
    open_review(page, f"{served}/?project=held.kken")
    for _ in range(3):
        page.keyboard.down("a")
    page.keyboard.up("a")
    caught_up(page, project)
    for _ in range(2):
        page.keyboard.down("p")
    page.keyboard.up("p")
    assert eventually(page, lambda: "Тақырып" in focused(page) or "at=en.1" in page.url)
    assert len(acts(project)) == 1


def test_letters_are_acts_again_after_a_choice(page: Any, served: str, folder: Path) -> None:
    project = Project.create(small_alignment(), folder / "choice.kken")
    open_review(page, f"{served}/?project=choice.kken&reviewer=aigerim&esa=on")
    for number, (queue, key) in enumerate((("All in reading order", "a"), ("Not 1:1", "q")), 1):
        page.get_by_role("combobox", name="Queue").click()
        page.get_by_role("option", name=queue).click()
        settle(page)
        page.keyboard.press(key)
        assert eventually(page, lambda number=number: len(acts(project)) == number)
    page.get_by_role("slider").focus()
    page.keyboard.press("m")
    assert eventually(page, lambda: len(acts(project)) == 3)
    caught_up(page, project)
    # While the list of choices is open, letters look for one.
    page.get_by_role("combobox", name="Queue").click()
    page.keyboard.type("mine")
    page.keyboard.press("Enter")
    assert eventually(page, lambda: "queue=mine" in page.url)
    assert len(acts(project)) == 3


def test_slash_searches_enter_goes_on_and_escape_leaves(page: Any, served: str, folder: Path) -> None:
    project = Project.create(small_alignment(), folder / "slash.kken")
    open_review(page, f"{served}/?project=slash.kken")
    page.keyboard.press("/")
    page.keyboard.type("абзац")
    page.keyboard.press("Enter")
    assert eventually(page, lambda: "at=en.2" in page.url)
    for key, place in (("Enter", "at=en.3"), ("Enter", "at=en.5"), ("Shift+Enter", "at=en.3")):
        page.keyboard.press(key)
        assert eventually(page, lambda place=place: place in page.url)
    page.keyboard.type("zzz")
    page.keyboard.press("Escape")
    press(page, "a")  # what was typed and not asked for is gone, and the letter is an act
    assert eventually(page, lambda: len(acts(project)) == 1)
    assert page.locator(".st-key-search input").input_value() == "абзац"
    assert project.state().link(MERGED).status == "accepted"


@pytest.mark.parametrize(("key", "said"), [("t", "Why so?"), ("b", " more")])
def test_one_writes_at_once(page: Any, served: str, folder: Path, key: str, said: str) -> None:
    name = f"write-{key}.kken"
    project = Project.create(small_alignment(), folder / name)
    open_review(page, f"{served}/?project={name}")
    before = project.alignment.texts(Link(*MERGED))[0]
    page.keyboard.press(key)
    page.keyboard.type(said, delay=30)  # before the dialog is there, and after
    field = page.locator("[role=dialog] textarea")
    assert eventually(page, lambda: field.input_value() == (said if key == "t" else before + said))
    page.keyboard.press("Control+Enter")
    assert eventually(page, lambda: len(acts(project)) == 1)
    state = project.state()
    assert [one.text for one in (*state.comments, *state.proposals)] == [said if key == "t" else before + said]


@pytest.mark.parametrize("way", ["key", "mouse"])
def test_many_certain_links_are_accepted_at_once_and_taken_back(
    page: Any, served: str, folder: Path, report: Alignment, way: str
) -> None:
    project = Project.create(report, folder / f"many-{way}.kken")
    certain = [link for link in report.links if (link.confidence or 0.0) >= 0.99]
    open_review(page, f"{served}/?project=many-{way}.kken")
    press(page, "Shift+Z") if way == "key" else click(page, "accept-many")
    told = page.get_by_role("dialog")
    assert eventually(page, lambda: f"{len(certain)} links are accepted as one act." in told.inner_text())
    least = min(certain, key=lambda link: link.confidence or 0.0)
    assert report.texts(least)[1][:40] in told.locator(".preview > div").first.inner_text()
    assert acts(project) == []
    page.keyboard.press("Enter") if way == "key" else click(page, "accept-many-do")
    assert eventually(page, lambda: project.state().accepted == len(certain))
    caught_up(page, project)
    assert f"{len(certain)} accepted · U" in page.locator(".st-key-said").inner_text()
    press(page, "u") if way == "key" else click(page, "undo")
    assert eventually(page, lambda: project.state().accepted == 0)
    assert len(acts(project)) == 2


def test_which_links_are_accepted_is_chosen(page: Any, served: str, folder: Path) -> None:
    project = Project.create(small_alignment(), folder / "which.kken")
    review.comment(project, small_alignment().links[0].pair, "Неге?", "dana")
    open_review(page, f"{served}/?project=which.kken")
    press(page, "w")  # without Shift it is no act on many
    assert acts(project)[1:] == []
    press(page, "Shift+W")
    button = page.locator(".st-key-accept-many-do button")
    assert eventually(page, lambda: "Accept 2" in button.inner_text())
    page.get_by_text("Only where nothing is said").click()
    assert eventually(page, lambda: "Accept 1" in button.inner_text())
    page.get_by_text("Whole text", exact=True).click()
    assert eventually(page, lambda: "Accept 4" in button.inner_text())
    page.keyboard.press("Enter")
    assert eventually(page, lambda: project.state().accepted == 4)
    assert project.state().links[0].status == "unreviewed"


def test_findings_are_confirmed_and_dismissed_by_key(page: Any, served: str, folder: Path) -> None:
    project = Project.create(faulty_alignment(), folder / "keys-findings.kken")
    open_at(page, f"{served}/findings?project=keys-findings.kken&reviewer=aigerim", ".st-key-rows button")
    page.get_by_role("link", name="Review", exact=True).click()
    page.wait_for_selector(".st-key-focus .unit")
    settle(page)
    page.get_by_role("combobox", name="Queue").click()
    page.get_by_role("option", name="Findings").click()
    settle(page)
    rows = page.locator(".st-key-focus [class*=st-key-note-finding-]")
    for key, flags, dismissals in (("w", 1, 0), ("Shift+N", 1, 1)):
        press(page, "l")
        assert eventually(page, lambda: rows.count() > 0)
        press(page, key)
        assert eventually(page, lambda flags=flags: len(project.state().flags) == flags)
        assert eventually(page, lambda dismissals=dismissals: len(project.state().dismissals) == dismissals)


def test_on_an_accepted_link_accepting_goes_on(page: Any, served: str, folder: Path) -> None:
    project = Project.create(small_alignment(), folder / "goes-on.kken")
    open_review(page, f"{served}/?project=goes-on.kken&at=en.2")
    press(page, "a")
    press(page, "z")
    assert eventually(page, lambda: "at=en.3" in page.url)
    assert len(acts(project)) == 1


def test_keys_of_the_findings_screen_are_heard(page: Any, served: str, folder: Path) -> None:
    project = Project.create(faulty_alignment(), folder / "hear-findings.kken")
    open_at(page, f"{served}/findings?project=hear-findings.kken", ".st-key-rows button")
    rows = page.locator(".st-key-rows button")
    page.locator(".st-key-rows label").first.click()  # a box
    settle(page)
    page.keyboard.press("a")
    assert eventually(page, lambda: len(project.state().flags) == 1)
    settle(page)
    page.locator("[class*=st-key-finding-reason] input").fill("Дұрыс")
    page.keyboard.press("Enter")
    page.keyboard.press("d")  # no letter of the reason
    assert eventually(page, lambda: len(project.state().dismissals) == 1)
    assert project.state().dismissals[0].reason == "Дұрыс"
    settle(page)
    page.locator(".st-key-choice-check [role=radiogroup] label").nth(1).click()  # a check
    settle(page)
    typed(page, "uu")
    assert eventually(page, lambda: not project.state().flags and not project.state().dismissals)
    number = rows.count()
    assert number > 1
    typed(page, "a" * number)
    assert eventually(page, lambda: len(project.state().flags) == number)
    settle(page)
    assert "check=script" in page.url  # though its label, which counts, was another at each press


def test_buttons_bear_the_letters_of_the_keyboard(page: Any, served: str, folder: Path) -> None:
    Project.create(small_alignment(), folder / "letters.kken")
    open_review(page, f"{served}/?project=letters.kken")

    def written(name: str) -> str:
        shown = "name => getComputedStyle(document.querySelector(`.st-key-${name} button`), '::after').content"
        return str(page.evaluate(shown, name)).partition("/")[0].strip().strip('"')

    assert (written("accept"), written("queue-previous")) == ("A", "⇧L")
    assert page.locator(".st-key-accept button").get_attribute("aria-keyshortcuts") == "A"
    devtools = page.context.new_cdp_session(page)
    key = {"key": "т", "code": "KeyN", "windowsVirtualKeyCode": 78, "nativeVirtualKeyCode": 78}
    devtools.send("Input.dispatchKeyEvent", {"type": "keyDown", "text": "т", **key})
    devtools.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})
    assert eventually(page, lambda: (written("accept"), written("queue-previous")) == ("Ф", "⇧Д"))
    reload_review(page)
    assert written("accept") == "Ф"  # the browser remembers it


def test_how_the_texts_look_is_remembered(page: Any, served: str, folder: Path) -> None:
    Project.create(faulty_alignment(), folder / "look.kken")
    open_review(page, f"{served}/?project=look.kken")

    def size() -> float:
        return float(page.locator(".focus .unit").first.evaluate("unit => parseFloat(getComputedStyle(unit).fontSize)"))

    before = size()
    click(page, "view-menu")
    page.get_by_role("radio", name="Largest").click()
    settle(page)
    assert eventually(page, lambda: size() > before * 1.3)
    page.get_by_role("button", name="Terms").click()
    settle(page)
    largest = size()
    reload_review(page)
    assert size() == largest
    click(page, "view-menu")
    assert page.get_by_role("button", name="Terms").get_attribute("aria-pressed") != "true"
