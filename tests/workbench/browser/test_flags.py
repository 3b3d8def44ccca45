"""Marking and flagging translation errors in a real browser: by mouse, by key, with letters of all kinds."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alignment import review
from alignment.project import Project
from alignment.records import Alignment, Document, Flag, Link, Rating, Side, Span
from alignment.settings import SHIPPED_MODEL
from tests.conftest import paragraph
from tests.workbench.browser.browsing import (
    caught_up,
    click,
    escape,
    eventually,
    focused,
    needs_chromium,
    open_review,
    press,
    sent,
    settle,
)

pytestmark = [needs_chromium, pytest.mark.browser]

FAMILY = "👩\u200d👩\u200d👧"
KAZAKH = (
    "Тақырып",
    f"🙂 {FAMILY} cafe\u0301 – Әдебі, ғылымы, құқығы, өңірі мен һәм үміті: <b>ұлы</b> & кең «сөз» іші.",
    "Екінші абзац.",
)
ENGLISH = (
    "Title",
    f"Nai\u0308ve 🙂{FAMILY} words of law & <i>order</i>, 12.5 percent.",
    "A second paragraph.",
    "Left out.",
)
PAIR = ((1, 2), (1, 2))


def texts_of_all_kinds() -> Alignment:
    """Three links; the second has two units on each side, with emoji and combining marks before every word of interest."""
    documents = [
        Document(f"{side}.txt", side, tuple(paragraph(side, i, text) for i, text in enumerate(texts)))
        for side, texts in (("kk", KAZAKH), ("en", ENGLISH))
    ]
    links = Link((0,), (0,), 0.99, 0.9), Link(*PAIR, 0.5, 0.5), Link((), (3,), 0.9)
    return Alignment(*documents, "paragraph", documents[0].paragraphs, documents[1].paragraphs, links, SHIPPED_MODEL)


@pytest.fixture
def project(page: Any, served: str, folder: Path, request: pytest.FixtureRequest) -> Project:
    """A project of these texts, open in the page."""
    name = re.sub(r"\W+", "-", request.node.name).strip("-")
    made = Project.create(texts_of_all_kinds(), folder / f"{name}.kken")
    open_review(page, f"{served}/?project={name}.kken&reviewer=aigerim&at=en.2")
    page.wait_for_selector(".marking", state="attached")
    return made


ENDS = """
([side, unit, words]) => {
  const text = document.querySelector(`.st-key-focus .text[data-unit="${side}.${unit + 1}"]`);
  text.scrollIntoView({ block: "center" });
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const at = (place) => {
    let left = place, node;
    walker.currentNode = text;
    while ((node = walker.nextNode())) { if (left <= node.length) return [node, left]; left -= node.length; }
  };
  const start = text.textContent.indexOf(words);
  const range = new Range();
  range.setStart(...at(start));
  range.setEnd(...at(start + words.length));
  const boxes = [...range.getClientRects()].filter((box) => box.width > 0);
  const [first, last] = [boxes[0], boxes.at(-1)];
  return [first.left + 1, first.top + first.height / 2, last.right - 0.5, last.top + last.height / 2];
}
"""


def drag(page: Any, first: tuple[Side, int, str], last: tuple[Side, int, str] | None = None) -> None:
    """Drag the mouse over these words of a unit, or from the head of some to the tail of others."""
    left, top, *own = page.evaluate(ENDS, first)
    right, bottom = page.evaluate(ENDS, last)[2:] if last else own
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move((left + right) / 2, (top + bottom) / 2, steps=5)
    page.mouse.move(right, bottom, steps=5)
    page.mouse.up()


def words_of(spans: tuple[Span, ...]) -> list[tuple[Side, str]]:
    units = {"kk": KAZAKH, "en": ENGLISH}
    return [(span.side, units[span.side][span.unit][span.start : span.end]) for span in spans]


def marks(page: Any) -> list[str]:
    """What the line under the texts says is marked."""
    return list(page.locator(".st-key-marks q").all_inner_texts())


def comes_to_marks(page: Any, wanted: list[str]) -> None:
    assert eventually(page, lambda: marks(page) == wanted), (marks(page), wanted)


def untouched(page: Any) -> bool:
    """Whether the page shows each unit's text as it is."""
    shown = page.locator(".st-key-focus .text").evaluate_all("all => all.map((one) => one.textContent)")
    return bool(shown == [*ENGLISH[1:3], *KAZAKH[1:3]])


def comes_to(page: Any, project: Project, wanted: Callable[[tuple[Flag, ...]], bool]) -> None:
    assert eventually(page, lambda: wanted(project.state().flags)), project.state().flags
    caught_up(page, project)


WORDS: list[tuple[Side, str]] = [
    ("kk", "Әдебі, ғылымы"),
    ("kk", "құқығы, өңірі мен һәм үміті"),
    ("kk", "<b>ұлы</b> & кең «сөз» іші"),
    ("kk", f"{FAMILY} cafe\u0301"),
    ("en", f"🙂{FAMILY} words"),
    ("en", "law & <i>order</i>, 12.5"),
    ("en", "percent"),
]


def test_what_is_dragged_over_is_marked_and_flagged(page: Any, project: Project) -> None:
    for side, words in WORDS:
        known = len(project.state().flags)
        drag(page, (side, 1, words))
        comes_to_marks(page, [words])
        marked = page.locator(".st-key-focus .marked")
        assert eventually(page, lambda marked=marked, words=words: "".join(marked.all_text_contents()) == words)  # type: ignore[misc]
        assert untouched(page)
        press(page, "f")
        page.wait_for_selector(".st-key-flag-marks q")
        quotes = page.locator(".st-key-flag-marks q")
        assert eventually(page, lambda quotes=quotes, words=words: quotes.all_inner_texts() == [words])  # type: ignore[misc]
        click(page, "flag-save")
        comes_to(page, project, lambda flags, known=known: len(flags) == known + 1)  # type: ignore[misc]
        assert eventually(page, lambda: page.locator(".st-key-marks").count() == 0)
        assert words_of(project.state().flags[-1].spans) == [(side, words)]
    assert untouched(page)


def test_a_drag_over_units_and_sides_marks_each_unit_and_marks_add_up(page: Any, project: Project) -> None:
    drag(page, ("en", 1, "percent"), ("en", 2, "A second"))
    comes_to_marks(page, ["percent.", "A second"])
    drag(page, ("kk", 2, "Екінші"))
    comes_to_marks(page, ["percent.", "A second", "Екінші"])
    drag(page, ("kk", 2, "Екінші абзац"))  # what meets becomes one
    comes_to_marks(page, ["percent.", "A second", "Екінші абзац"])
    click(page, "marks-clear")
    comes_to_marks(page, [])
    drag(page, ("en", 2, "paragraph"), ("kk", 1, "🙂"))
    comes_to_marks(page, ["paragraph.", "🙂"])
    page.keyboard.press("Escape")
    comes_to_marks(page, [])
    drag(page, ("kk", 2, "абзац"))
    drag(page, ("en", 2, "second"))
    comes_to_marks(page, ["second", "абзац"])
    click(page, "flag")
    page.wait_for_selector(".st-key-flag-marks q")
    click(page, "flag-clear-0")
    assert eventually(page, lambda: page.locator(".st-key-flag-marks q").all_inner_texts() == ["абзац"])
    click(page, "flag-save")
    comes_to(page, project, lambda flags: [words_of(flag.spans) for flag in flags] == [[("kk", "абзац")]])
    drag(page, ("kk", 2, "абзац"))
    comes_to_marks(page, ["абзац"])
    press(page, "p")  # what was marked belongs to its link
    press(page, "n")
    assert eventually(page, lambda: untouched(page))
    comes_to_marks(page, [])


RAISED = (
    "Terminology/Inconsistent use",
    "critical",
    "Терминдер әртүрлі <b>аударылған</b>",
    "ғылымы, заңы",
    [("kk", "ғылымы, құқығы")],
    "aigerim",
)


def said(project: Project) -> list[object]:
    flags = project.state().flags
    return [(f.category, f.severity, f.note, f.better, words_of(f.spans), f.reviewer) for f in flags]


def undo_and_redo(page: Any, project: Project, before: list[object], after: list[object]) -> None:
    caught_up(page, project)
    press(page, "u")
    assert eventually(page, lambda: said(project) == before), said(project)
    caught_up(page, project)
    press(page, "y")
    assert eventually(page, lambda: said(project) == after), said(project)
    caught_up(page, project)


def test_a_flag_says_everything_and_is_undone_and_redone(page: Any, project: Project) -> None:
    drag(page, ("kk", 1, "ғылымы, құқығы"))
    comes_to_marks(page, ["ғылымы, құқығы"])
    press(page, "f")
    page.get_by_role("radio", name="Terminology").click()
    settle(page)
    page.get_by_text("Inconsistent use", exact=True).click()
    settle(page)
    page.get_by_role("radio", name="critical").click()
    settle(page)
    page.locator("[class*=st-key-flag-note-] textarea").fill(RAISED[2])
    page.locator("[class*=st-key-flag-better-] textarea").fill(RAISED[3])
    page.locator("[class*=st-key-flag-better-] textarea").press("Control+Enter")
    assert eventually(page, lambda: said(project) == [RAISED]), said(project)
    undo_and_redo(page, project, [], [RAISED])
    page.reload()
    page.wait_for_selector(".st-key-focus .flag.critical")
    settle(page)
    shown = page.locator(".st-key-focus .flag.critical")
    assert eventually(page, lambda: "".join(shown.all_text_contents()) == "ғылымы, құқығы")
    title = f"Terminology/Inconsistent use (critical): {RAISED[2]}"
    assert eventually(page, lambda: shown.first.get_attribute("title") == title)
    assert eventually(page, lambda: RAISED[2] in focused(page))
    note = page.locator("[class*=st-key-note-flag-]")
    assert eventually(page, lambda: "critical" in note.locator(".badge").inner_text())
    assert eventually(
        page, lambda: (note.locator("del").inner_text(), note.locator("ins").inner_text()) == ("құқығы", "заңы")
    )
    assert untouched(page)


def test_a_flag_is_changed_and_removed_each_undone_and_redone(page: Any, project: Project) -> None:
    start = KAZAKH[1].index("ғылымы")
    span = Span("kk", 1, start, start + len("ғылымы, құқығы"))
    review.flag(project, PAIR, *RAISED[:3], "aigerim", spans=[span], better=RAISED[3])
    page.reload()
    page.wait_for_selector(".st-key-focus .flag.critical")
    settle(page)
    page.get_by_role("button", name="Change flag").click()
    page.wait_for_selector(".st-key-flag-marks q")
    settle(page)
    assert eventually(page, lambda: page.locator(".st-key-flag-marks q").all_inner_texts() == ["ғылымы, құқығы"])
    assert eventually(page, lambda: page.locator("[class*=st-key-flag-note-] textarea").input_value() == RAISED[2])
    assert eventually(page, lambda: page.locator("[class*=st-key-flag-better-] textarea").input_value() == RAISED[3])
    escape(page)
    comes_to_marks(page, [])
    assert said(project) == [RAISED]

    # What is marked before takes the place of the flag's span.
    drag(page, ("kk", 1, "өңірі"))
    comes_to_marks(page, ["өңірі"])
    page.get_by_role("button", name="Change flag").click()
    page.wait_for_selector(".st-key-flag-marks q")
    page.get_by_role("radio", name="neutral").click()
    settle(page)
    page.locator("[class*=st-key-flag-note-] textarea").fill("жоқ")
    page.locator("[class*=st-key-flag-better-] textarea").fill("аймағы")
    click(page, "flag-save")
    changed = (RAISED[0], "neutral", "жоқ", "аймағы", [("kk", "өңірі")], "aigerim")
    assert eventually(page, lambda: said(project) == [changed]), said(project)
    undo_and_redo(page, project, [RAISED], [changed])
    page.get_by_role("button", name="Remove flag").click()
    assert eventually(page, lambda: said(project) == [])
    undo_and_redo(page, project, [changed], [])
    page.reload()
    page.wait_for_selector(".st-key-focus .text")
    settle(page)
    assert eventually(page, lambda: page.locator(".st-key-focus .flag").count() == 0)


def test_a_span_is_flagged_with_all_that_is_said_of_it_in_six_steps(page: Any, project: Project) -> None:
    """Two clicks of one gesture mark a word; typing counts as no step."""
    left, top, *_ = page.evaluate(ENDS, ("kk", 2, "абзац"))
    page.mouse.dblclick(left + 4, top)
    comes_to_marks(page, ["абзац"])
    page.keyboard.press("f")
    page.wait_for_selector("[role=dialog] [class*=st-key-flag-better] textarea:focus")
    page.keyboard.type("бөлім")
    page.get_by_role("dialog").get_by_role("radio", name="Terminology").click()
    settle(page)
    page.get_by_role("dialog").locator("[class*=st-key-flag-category] label").nth(1).click()
    settle(page)
    page.get_by_role("dialog").get_by_role("radio", name="critical").click()
    settle(page)
    page.keyboard.press("Control+Enter")
    comes_to(page, project, lambda flags: len(flags) == 1)
    (flag,) = project.state().flags
    assert flag.category.startswith("Terminology/")
    assert (flag.severity, flag.better, words_of(flag.spans)) == ("critical", "бөлім", [("kk", "абзац")])


def test_marking_by_key(page: Any, project: Project) -> None:
    bar = page.locator(".marking")

    def chosen() -> str:
        return str(page.evaluate("getSelection().toString()"))

    def steer(*keys: str) -> str:
        for key in keys:
            page.keyboard.press(key)
        return chosen()

    page.locator("body").press("Shift+F")
    assert eventually(page, bar.is_visible)
    assert eventually(page, lambda: "Escape leaves" in bar.inner_text())
    assert chosen() == "🙂"
    assert steer("ArrowRight") == FAMILY
    assert steer("ArrowRight") == "cafe\u0301"
    assert steer("ArrowRight", "Shift+ArrowRight") == "Әдебі, ғылымы"
    assert steer("Shift+ArrowRight", "Shift+ArrowLeft") == "Әдебі, ғылымы"
    page.keyboard.type("amquzFCR")  # the keys of the buttons rest, and Streamlit's own
    assert chosen() == "Әдебі, ғылымы"
    assert project.events() == ()
    page.keyboard.press("Enter")
    comes_to_marks(page, ["Әдебі, ғылымы"])
    assert eventually(page, bar.is_visible)  # marking goes on
    assert chosen() == "Әдебі, ғылымы"
    assert steer("ArrowLeft", "Alt+ArrowRight") == "e\u0301"  # the last letter of the word, with its mark
    assert steer("Shift+Alt+ArrowLeft", "Shift+Control+ArrowLeft") == "afe\u0301"
    page.keyboard.press("Enter")
    comes_to_marks(page, ["afe\u0301", "Әдебі, ғылымы"])
    assert steer("Tab") == "Nai\u0308ve"
    assert steer("Alt+ArrowLeft") == "N"
    assert steer("Alt+ArrowRight", "Alt+ArrowRight") == "i\u0308"
    assert steer("ArrowRight", "ArrowRight") == "🙂"
    assert steer("Alt+ArrowRight") == FAMILY
    page.keyboard.press("Enter")
    comes_to_marks(page, [FAMILY, "afe\u0301", "Әдебі, ғылымы"])
    assert steer(*["ArrowRight"] * 20) == "paragraph"  # on into the next unit, and not beyond the side
    assert steer("ArrowLeft", "ArrowLeft", "ArrowLeft") == "percent"
    page.keyboard.press("Escape")
    assert bar.is_hidden()
    press(page, "f")
    page.wait_for_selector(".st-key-flag-marks q")
    click(page, "flag-save")
    comes_to(page, project, lambda flags: len(flags) == 1)
    assert words_of(project.state().flags[0].spans) == [("en", FAMILY), ("kk", "afe\u0301"), ("kk", "Әдебі, ғылымы")]
    press(page, "a")
    assert eventually(page, lambda: project.state().accepted == 1)


def test_the_button_starts_marking_too_and_a_selection_goes_along(page: Any, project: Project) -> None:
    click(page, "mark")
    assert eventually(page, lambda: page.locator(".marking").is_visible())
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")  # and does not press the button again
    comes_to_marks(page, [FAMILY])
    page.keyboard.press("Escape")
    # A selection that cuts a pair of surrogates and a letter from its mark is widened to whole letters.
    page.evaluate(
        """() => {
          const text = document.querySelector('.st-key-focus .text[data-unit="en.2"]');
          const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
          const node = walker.nextNode();
          getSelection().setBaseAndExtent(node, 3, node, node.data.indexOf("\\u{1F642}") + 1);
        }"""
    )
    press(page, "f")
    page.wait_for_selector(".st-key-flag-marks q")
    assert eventually(page, lambda: page.locator(".st-key-flag-marks q").all_inner_texts() == ["i\u0308ve 🙂", FAMILY])


def test_nothing_is_sent_until_a_marking_is_finished(page: Any, served: str, folder: Path) -> None:
    project = Project.create(texts_of_all_kinds(), folder / "quiet.kken")
    open_review(page, f"{served}/?project=quiet.kken&at=en.2")
    page.wait_for_selector(".marking", state="attached")
    settle(page)
    before = sent(page)
    page.locator("body").press("Shift+F")
    for key in ("ArrowRight", "Shift+ArrowRight", "Tab", "Alt+ArrowRight", "Escape"):
        page.keyboard.press(key)
    box = page.evaluate(ENDS, ("kk", 2, "Екінші"))
    page.mouse.click(box[0], box[1])  # a click selects nothing
    settle(page)
    assert sent(page) == before
    drag(page, ("kk", 2, "Екінші"))
    comes_to_marks(page, ["Екінші"])
    assert sent(page) == before + 1
    press(page, "a")
    assert eventually(page, lambda: project.state().accepted == 1)
    assert sent(page) == before + 2


def test_scores_and_short_flags_in_esa_mode(page: Any, project: Project) -> None:
    review.rate(project, PAIR, 71, "dana")

    def ratings() -> set[Rating]:
        return set(project.state().ratings)

    dana = Rating(PAIR, "dana", 71)
    click(page, "who")
    page.locator(".st-key-esa-choice label").click()
    settle(page)
    escape(page)
    assert eventually(page, lambda: page.locator(".st-key-esa").count() == 1)
    assert eventually(page, lambda: "esa=on" in page.url)
    panel = page.locator(".st-key-esa")
    for said in ("not scored yet", "dana", "71", "0", "33", "66", "100", "nothing of the meaning"):
        assert eventually(page, lambda said=said: said in panel.inner_text())  # type: ignore[misc]
    slider = panel.get_by_role("slider")
    slider.press("End")
    assert eventually(page, lambda: Rating(PAIR, "aigerim", 100) in ratings())
    slider.press("ArrowLeft")
    assert eventually(page, lambda: ratings() == {dana, Rating(PAIR, "aigerim", 99)})
    assert eventually(page, lambda: panel.locator("b").first.inner_text() == "99")
    press(page, "u")
    assert eventually(page, lambda: Rating(PAIR, "aigerim", 100) in ratings())
    assert eventually(page, lambda: slider.input_value() == "100")
    press(page, "y")
    assert eventually(page, lambda: Rating(PAIR, "aigerim", 99) in ratings())
    page.reload()
    page.wait_for_selector(".st-key-esa")
    settle(page)
    assert eventually(page, lambda: slider.input_value() == "99")
    click(page, "score-back")
    assert eventually(page, lambda: ratings() == {dana})
    click(page, "score-zero")
    assert eventually(page, lambda: Rating(PAIR, "aigerim", 0) in ratings())

    drag(page, ("kk", 1, "құқығы, өңірі"))
    comes_to_marks(page, ["құқығы, өңірі"])
    press(page, "f")
    page.wait_for_selector(".st-key-flag-save button")
    assert eventually(
        page,
        lambda: page.locator("[class*=st-key-flag-severity-]").get_by_role("radio").all_inner_texts() == ["minor", "major"],
    )
    assert (
        page.locator("[class*=st-key-flag-dimension-], [class*=st-key-flag-note-], [class*=st-key-flag-better-]").count()
        == 0
    )
    page.get_by_role("radio", name="major").click()
    settle(page)
    page.locator("[role=dialog]").press("Enter")
    comes_to(
        page,
        project,
        lambda flags: (
            [(f.category, f.severity, words_of(f.spans)) for f in flags]
            == [("Unclassified", "major", [("kk", "құқығы, өңірі")])]
        ),
    )
    click(page, "who")
    page.locator(".st-key-esa-choice label").click()
    settle(page)
    escape(page)
    assert eventually(page, lambda: page.locator(".st-key-esa").count() == 0)
    page.reload()
    page.wait_for_selector(".st-key-focus .text")
    settle(page)
    assert eventually(page, lambda: page.locator(".st-key-esa").count() == 0)
