"""The list of all links in a real browser: walking, selecting, acting by key and by mouse, on five links and thousands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from alignment import review
from alignment.project import AssignLinks, Project, Relink, SetStatus, SetStatusOfMany
from alignment.records import Alignment
from tests.conftest import large_alignment, small_alignment
from tests.workbench.browser.browsing import (
    click,
    eventually,
    focused,
    needs_chromium,
    new_page,
    open_at,
    settle,
    wait_for_review,
)
from tests.workbench.browser.test_contrast import still_faint
from tests.workbench.remembering import acts

pytestmark = [needs_chromium, pytest.mark.browser]

FIRST, SECOND, MERGED, FOURTH, LAST = [link.pair for link in small_alignment().links]
IN_VIEW = """() => {
  const grid = document.querySelector(".text-grid").getBoundingClientRect();
  const rows = [...document.querySelectorAll(".text-row")].map((row) => [row.getBoundingClientRect(), row.dataset.place]);
  return rows.filter(([row]) => row.top >= grid.top && row.bottom <= grid.bottom + 1).map(([, place]) => Number(place));
}"""


class Listed:
    """The list of a project's links, as a page shows it."""

    def __init__(self, page: Any, served: str, project: Project, more: str = "", who: str = "aigerim") -> None:
        self.page, self.project = page, project
        name = Path(project.location).name
        open_at(page, f"{served}/text?project={name}&reviewer={who}{more}", ".text-row.focused .text-unit .id")

    def keys(self, *keys: str) -> None:
        """Press keys one right after the other: none waits for an answer."""
        for key in keys:
            self.page.keyboard.press(key)

    def place(self) -> int:
        """Where the link in focus stands in the text, from 0."""
        active = self.page.locator(".text-grid").get_attribute("aria-activedescendant")
        return int(active.removeprefix("text-row-"))

    def chosen(self) -> list[int]:
        """The places of the selected links that are drawn."""
        places = self.page.evaluate("[...document.querySelectorAll('.text-row.chosen')].map(row => +row.dataset.place)")
        return sorted(places)

    def bar(self, name: str) -> Any:
        return self.page.locator(f".text-act.{name}")

    def row(self, place: int) -> Any:
        return self.page.locator(f"#text-row-{place}")

    def said(self) -> str:
        return str(self.page.locator(".text-line").inner_text())

    def comes_to(self, number: int) -> None:
        """Wait until so many acts are saved and the list shows it."""
        assert eventually(self.page, lambda: len(acts(self.project)) == number), acts(self.project)
        sequence = str(self.project.state().sequence)
        shown = self.page.locator(f".text-list[data-sequence='{sequence}'][data-waiting='0']")
        assert eventually(self.page, lambda: shown.count() == 1)

    def statuses(self) -> str:
        return "".join(reviewed.status[0] for reviewed in self.project.state().links)


def test_the_focus_is_walked_and_links_are_selected_in_the_browser(page: Any, served: str, folder: Path) -> None:
    listed = Listed(page, served, Project.create(small_alignment(), folder / "text-walk.kken"))
    assert listed.place() == 2
    for key, place in (
        ("j", 3),
        ("ArrowDown", 4),
        ("j", 4),
        ("k", 3),
        ("ArrowUp", 2),
        ("Home", 0),
        ("End", 4),
        ("PageUp", 0),
    ):
        listed.keys(key)
        assert listed.place() == place, key
    listed.keys("Shift+J", "Shift+ArrowDown")
    assert (listed.place(), listed.chosen()) == (2, [0, 1, 2])
    listed.keys("Shift+K")
    assert listed.chosen() == [0, 1]
    listed.keys("j")
    assert (listed.place(), listed.chosen()) == (2, [])
    listed.row(3).click(modifiers=["Shift"])
    assert (listed.place(), listed.chosen()) == (3, [2, 3])
    listed.row(0).click(modifiers=["Control"])
    assert (listed.place(), listed.chosen()) == (0, [0, 2, 3])
    listed.row(2).click(modifiers=["Control"])
    assert listed.chosen() == [0, 3]
    listed.keys("Escape")
    assert listed.chosen() == []
    listed.keys("Space", "Control+ArrowDown", "Control+ArrowDown", "Space")
    assert (listed.place(), listed.chosen()) == (4, [2, 4])
    listed.keys("Control+a")
    assert listed.chosen() == [0, 1, 2, 3, 4]
    assert "Selected: 5" in listed.said()
    assert acts(listed.project) == []


def test_the_link_in_focus_stands_there_whole_and_the_others_in_two_lines(
    page: Any, served: str, folder: Path, report: Alignment
) -> None:
    listed = Listed(page, served, Project.create(report, folder / "text-whole.kken"), "&at=en.100")
    settle(page)
    alignment = listed.project.alignment
    for _ in range(5):
        listed.keys("j")
        link = listed.project.state().links[listed.place()].link
        shown = listed.row(listed.place()).inner_text()
        for text in filter(None, alignment.texts(link)):
            assert " ".join(text.split()[-4:]) in " ".join(shown.split())
        heights = page.evaluate("[...document.querySelectorAll('.text-row:not(.focused)')].map(row => row.offsetHeight)")
        assert set(heights) == {44}
        units = "[...document.querySelectorAll('.text-row.focused .text-units')]"
        assert not page.evaluate(f"{units}.some(one => one.scrollHeight > one.clientHeight)")


def test_acts_on_one_link_by_key_and_by_mouse(page: Any, served: str, folder: Path) -> None:
    listed = Listed(page, served, Project.create(small_alignment(), folder / "text-one.kken"), "&at=en.1")
    listed.keys("a")
    listed.comes_to(1)
    assert (listed.statuses(), listed.place()) == ("auuuu", 0)
    assert "1 accepted · U takes it back" in listed.said()
    assert listed.bar("accept").is_disabled()
    listed.bar("doubt").click()  # now it opens the link again
    listed.comes_to(2)
    assert listed.statuses() == "uuuuu"
    listed.bar("next").click()
    listed.comes_to(3)
    assert (listed.statuses(), listed.place()) == ("auuuu", 1)
    listed.keys("q")
    listed.comes_to(4)
    assert listed.statuses() == "anuuu"
    listed.keys("m")
    listed.comes_to(5)
    assert [reviewed.pair for reviewed in listed.project.state().links] == [FIRST, ((1, 2), (1, 2, 3)), FOURTH, LAST]
    assert listed.place() == 1
    listed.bar("undo").click()
    listed.comes_to(6)
    listed.keys("y")
    listed.comes_to(7)
    assert len(listed.project.state().links) == 4
    assert {event.reviewer for event in acts(listed.project)} == {"aigerim"}


def test_keys_faster_than_the_answers_are_neither_lost_nor_doubled(page: Any, served: str, folder: Path) -> None:
    listed = Listed(page, served, Project.create(large_alignment(300), folder / "text-fast.kken"), "&at=en.101")
    listed.keys(*("z" * 8))
    listed.comes_to(8)
    places = range(100, 108)
    assert [event.act for event in acts(listed.project)] == [SetStatus(((p,), (p,)), "accepted") for p in places]
    assert listed.place() == 108
    # What is pressed behind an act that changes which links there are is meant for what comes of it.
    listed.keys("m", "m", "j", "q", "k", "a", "u")
    listed.comes_to(13)
    made = [event.act for event in acts(listed.project)][8:]
    two, three = ((108, 109), (108, 109)), ((108, 109, 110), (108, 109, 110))
    assert [act.after for act in made if isinstance(act, Relink)] == [(two,), (three,)]
    assert made[2:4] == [SetStatus(((111,), (111,)), "needs review"), SetStatus(three, "accepted")]
    assert listed.project.state().link(three).status == "unreviewed"


def test_many_links_are_acted_on_at_once_and_one_undo_takes_it_back(page: Any, served: str, folder: Path) -> None:
    project = Project.create(large_alignment(300), folder / "text-many.kken")
    review.set_status(project, ((5,), (5,)), "accepted", "dana")
    listed = Listed(page, served, project, "&at=en.1")
    listed.keys("Shift+J", "Shift+J", "Shift+J")
    assert "(4)" in listed.bar("accept").inner_text()  # what it will change stands on it before
    listed.keys("a")  # all in view: done at once
    listed.comes_to(2)
    assert "4 accepted · U takes it back" in listed.said()
    assert listed.chosen() == [0, 1, 2, 3]  # they stay selected
    listed.keys("u")
    listed.comes_to(3)
    # Of three hundred some are out of view: it is said, and asked for twice.
    listed.keys("Control+a", "a")
    assert "299" in listed.said()
    assert "out of view" in listed.said()
    listed.keys("Escape", "Control+a", "a")
    settle(page)
    assert len(acts(project)) == 3
    listed.keys("a")
    listed.comes_to(4)
    act = acts(project)[-1].act
    assert isinstance(act, SetStatusOfMany)
    assert (len(act.pairs), project.state().accepted) == (299, 300)
    assert "299 accepted" in listed.said()
    listed.bar("undo").click()
    listed.comes_to(5)
    assert project.state().accepted == 1
    # Selected links are merged into one.
    listed.keys("Home", "Shift+J", "Shift+J", "m")
    listed.comes_to(6)
    assert project.state().links[0].pair == ((0, 1, 2), (0, 1, 2))
    assert listed.chosen() == []


def test_selected_links_are_assigned_by_mouse_and_by_key(page: Any, served: str, folder: Path) -> None:
    project = Project.create(large_alignment(300), folder / "text-assign.kken")
    review.set_status(project, ((5,), (5,)), "accepted", "dana")
    listed = Listed(page, served, project, "&at=en.1")
    listed.keys("Shift+J", "Shift+J")
    assert "(3)" in listed.bar("assign").inner_text()
    listed.bar("assign").click()
    field = page.locator("[role=dialog] [role=combobox]")
    field.click()
    page.locator("[role=option]", has_text="dana").click()
    assert "Assign 3 links" in page.locator(".st-key-assign-links-do").inner_text()
    click(page, "assign-links-do")
    listed.comes_to(2)
    assert "3 links assigned to dana · U takes it back" in listed.said()
    assert acts(project)[-1].act == AssignLinks(tuple(((p,), (p,)) for p in range(3)), "dana")
    assert [listed.row(place).locator(".assigned").count() for place in range(4)] == [1, 1, 1, 0]
    assert listed.row(2).locator(".assigned").inner_text() == "dana"
    # By key, to somebody whom nobody has heard of.
    listed.keys("End", "w")
    field.click()
    page.keyboard.type("omar")
    page.keyboard.press("Enter")
    assert eventually(page, page.locator(".st-key-assign-links-do button").is_enabled)
    page.keyboard.press("Control+Enter")
    listed.comes_to(3)
    assert project.state().assigned_to(((299,), (299,))) == "omar"
    listed.keys("u", "u")
    listed.comes_to(5)
    assert project.state().link_assignments == ()


def test_selected_links_are_flagged_by_key_and_by_mouse(page: Any, served: str, folder: Path) -> None:
    listed = Listed(page, served, Project.create(small_alignment(), folder / "text-flag-many.kken"), "&at=en.1")
    listed.keys("Shift+J", "f")
    page.wait_for_selector("[role=dialog]:has-text('2 links are flagged, each as a whole.')")
    page.locator("[role=dialog] textarea").fill("both")
    page.keyboard.press("Control+Enter")
    listed.comes_to(1)
    assert "2 links flagged · U takes it back" in listed.said()
    assert [(flag.kk, flag.en, flag.note) for flag in listed.project.state().flags] == [
        (*FIRST, "both"),
        (*SECOND, "both"),
    ]
    listed.bar("undo").click()
    listed.comes_to(2)
    assert listed.project.state().flags == ()
    listed.bar("flag").click()
    click(page, "flag-links-do")
    listed.comes_to(3)
    assert len(listed.project.state().flags) == 2


def test_five_thousand_links_are_scrolled_with_few_rows_in_the_page(page: Any, served: str, folder: Path) -> None:
    listed = Listed(page, served, Project.create(large_alignment(5_000), folder / "text-large.kken"), "&at=en.2500")
    assert listed.place() == 2499
    listed.keys("End")
    assert eventually(page, lambda: "Sentence 4999" in listed.row(4999).inner_text())
    listed.keys("Home")
    assert eventually(page, lambda: listed.row(0).count() == 1)
    page.evaluate("document.querySelector('.text-grid').scrollTop = 44 * 3000")
    assert eventually(page, lambda: "Sentence 3005" in page.locator(".text-grid").inner_text())
    assert page.locator(".text-row").count() < 60
    assert listed.place() == 0  # scrolling leaves the focus
    listed.keys("j")
    assert eventually(page, lambda: 1 in page.evaluate(IN_VIEW))
    drawn = page.evaluate(IN_VIEW)
    assert drawn == sorted(drawn)


def test_a_dozen_links_are_in_view(page: Any, served: str, folder: Path, report: Alignment) -> None:
    """At 1440×900, with text of 15 px, at forty places: twelve and more at most of them."""
    page.set_viewport_size({"width": 1440, "height": 900})
    listed = Listed(page, served, Project.create(report, folder / "text-dozen.kken"), "&at=en.1")
    listed.keys("Home")
    counts = []
    for _ in range(40):
        listed.keys(*["j"] * 6)
        counts.append(len(page.evaluate(IN_VIEW)))
    assert sorted(counts)[20] >= 12, counts
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.text-units')).fontSize)")
    assert size >= 15


@pytest.mark.parametrize(("width", "height"), [(1440, 780), (1366, 648), (900, 800), (720, 450)])
def test_the_acts_stay_where_they_are_in_view(
    page: Any, served: str, folder: Path, report: Alignment, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    listed = Listed(page, served, Project.create(report, folder / f"text-bar-{width}.kken"), "&at=en.1")
    settle(page)
    boxes = set()
    for number in range(40):
        listed.keys("j")
        if number % 10 == 5:
            listed.keys("Shift+J")  # labels then say a number
        acts_in_view = page.evaluate("""() => [...document.querySelectorAll(".text-act")].every((button) => {
          const box = button.getBoundingClientRect();
          return box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth;
        })""")
        assert acts_in_view
        box = page.locator(".text-grid").bounding_box()
        boxes.add((box["y"], listed.bar("accept").bounding_box()["y"]))
        assert listed.row(listed.place()).bounding_box()["y"] < height
    assert len(boxes) == 1
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight <= innerHeight + 1") or height < 500


def test_a_kazakh_keyboard_walks_and_acts(page: Any, served: str, folder: Path) -> None:
    listed = Listed(page, served, Project.create(small_alignment(), folder / "text-layout.kken"), "&at=en.1")
    devtools = page.context.new_cdp_session(page)
    for letter, code, number in (("о", "KeyJ", 74), ("ф", "KeyA", 65), ("л", "KeyK", 75), ("й", "KeyQ", 81)):
        key = {"key": letter, "code": code, "windowsVirtualKeyCode": number, "nativeVirtualKeyCode": number}
        devtools.send("Input.dispatchKeyEvent", {"type": "keyDown", "text": letter, **key})
        devtools.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})
    listed.comes_to(2)
    assert listed.statuses() == "nauuu"


def test_choices_narrow_the_list_and_give_the_keys_back(page: Any, served: str, folder: Path) -> None:
    project = Project.create(small_alignment(), folder / "text-filter.kken")
    review.set_status(project, SECOND, "accepted", "dana")
    review.set_status(project, FOURTH, "accepted", "dana")
    listed = Listed(page, served, project, "&at=en.1")
    page.locator(".st-key-links-status [data-baseweb=select], .st-key-links-status [role=combobox]").first.click()
    page.get_by_role("option", name="unreviewed").click()
    assert eventually(page, lambda: "In the list: 3" in listed.said())
    listed.keys("j", "a")  # they are the list's again
    listed.comes_to(3)
    assert listed.statuses() == "uaaau"
    assert eventually(page, lambda: "In the list: 2" in listed.said())
    assert listed.place() == 4  # what came behind the link that has left the list
    listed.keys("/")
    page.keyboard.type("Тақырып")
    listed.keys("Enter")
    assert eventually(page, lambda: "In the list: 1" in listed.said())
    assert page.locator(".text-row .found").all_inner_texts() == ["Тақырып"]
    assert listed.place() == 0
    listed.keys("Escape")  # from the field, in which Enter goes from hit to hit
    assert eventually(page, lambda: page.locator(".text-grid:focus").count() == 1)
    listed.keys("a")
    listed.comes_to(4)
    assert eventually(page, lambda: "No link is like that." in page.locator(".text-grid").inner_text())
    listed.keys("a", "z", "m", "Enter", "j")  # on nothing, nothing is done
    settle(page)
    assert len(acts(project)) == 4
    page.reload()
    assert eventually(page, lambda: "No link is like that." in page.locator("body").inner_text())


def test_a_link_is_opened_on_the_review_screen_and_found_again(page: Any, served: str, folder: Path) -> None:
    project = Project.create(small_alignment(), folder / "text-open.kken")
    listed = Listed(page, served, project, "&at=en.1")
    listed.keys("j", "t")
    field = page.locator("[class*=st-key-comment-text-] textarea")
    field.fill("Бұл <b>кім</b>?")
    field.press("Control+Enter")
    assert eventually(page, lambda: [(c.kk, c.text) for c in project.state().comments] == [((1,), "Бұл <b>кім</b>?")])
    assert eventually(page, lambda: page.locator("[role=dialog]").count() == 0)
    wait_for_review(page)
    page.get_by_role("link", name="Text").click()
    page.wait_for_selector(".text-row.focused .text-notes")
    settle(page)
    assert listed.place() == 1
    assert "Бұл <b>кім</b>?" in listed.row(1).inner_text()
    listed.row(3).locator(".text-no").dblclick()
    wait_for_review(page)
    assert eventually(page, lambda: "en.5" in focused(page))
    page.get_by_role("link", name="Text").click()
    page.wait_for_selector(".text-row.focused .text-unit .id")
    settle(page)
    listed.keys("k", "f")
    page.wait_for_selector("[role=dialog]")
    assert eventually(page, lambda: "en.3" in focused(page))


def test_a_reload_comes_back_to_where_one_was(page: Any, served: str, folder: Path) -> None:
    listed = Listed(page, served, Project.create(small_alignment(), folder / "text-reload.kken"), "&at=en.1")
    listed.keys("j", "j", "j")
    assert eventually(page, lambda: "at=en.5" in page.url)  # after a moment's rest
    page.reload()
    page.wait_for_selector(".text-row.focused .text-unit .id")
    settle(page)
    assert listed.place() == 3


def test_what_others_do_comes_in_and_leaves_focus_and_selection(browser: Any, served: str, folder: Path) -> None:
    project = Project.create(small_alignment(), folder / "text-others.kken")
    page = new_page(browser, follows=True)
    listed = Listed(page, served, project, "&at=en.1")
    listed.keys("j", "j", "j", "Shift+J")
    review.set_status(project, FIRST, "needs review", "dana")
    assert eventually(page, lambda: "n" in (listed.row(0).get_attribute("class") or "").split())
    review.merge(project, FIRST, "next", "dana")
    assert eventually(page, lambda: listed.row(4).count() == 0)
    assert (listed.place(), listed.chosen()) == (3, [2, 3])  # the same links, which now stand one earlier
    listed.keys("a")
    assert eventually(page, lambda: listed.statuses() == "uuaa")
    page.context.close()


def test_an_act_that_is_lost_on_the_way_is_told_once_more(page: Any, served: str, folder: Path) -> None:
    listed = Listed(page, served, Project.create(small_alignment(), folder / "text-lost.kken"), "&at=en.1")
    page.evaluate("""() => {
      const send = WebSocket.prototype.send;
      WebSocket.prototype.send = () => { WebSocket.prototype.send = send; };
    }""")
    listed.keys("a")
    assert listed.row(0).get_attribute("class").split()[1:3] == ["a", "saving"]  # it does not pass for saved
    listed.comes_to(1)
    assert "saving" not in listed.row(0).get_attribute("class")
    assert listed.statuses() == "auuuu"


def test_who_comes_second_decides_and_nothing_pressed_meanwhile_is_lost(page: Any, served: str, folder: Path) -> None:
    project = Project.create(small_alignment(), folder / "text-second.kken")
    listed = Listed(page, served, project, "&at=en.1")
    review.set_status(project, SECOND, "needs review", "dana")
    listed.keys("z", "z", "z")
    assert eventually(page, lambda: page.locator(".st-key-do-mine button").is_visible())
    assert "dana changed this link" in page.get_by_role("dialog").inner_text()
    assert listed.project.state().link(SECOND).status == "needs review"
    click(page, "do-mine")
    listed.comes_to(4)
    assert listed.statuses() == "aaauu"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_of_the_list_stand_out(page: Any, served: str, folder: Path, scheme: str) -> None:
    project = Project.create(small_alignment(), folder / f"text-{scheme}.kken")
    review.set_status_of_many(project, [FIRST, SECOND], "accepted", "aigerim")
    review.set_status(project, LAST, "needs review", "aigerim")
    review.flag(project, MERGED, "Accuracy/Omission", "major", "Why?", "aigerim", better="Екеуі")
    review.comment(project, MERGED, "Неге?", "aigerim")
    page.emulate_media(color_scheme=scheme)
    listed = Listed(page, served, project, "&at=en.3")
    faint = [still_faint(page)]
    listed.keys("Shift+J", "a")
    listed.comes_to(5)
    faint.append(still_faint(page))
    assert not any(faint), faint
