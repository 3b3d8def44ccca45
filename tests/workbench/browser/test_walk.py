"""One walk through each screen in a real browser: its main acts by key and by mouse, and the project file holds them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from alignment import review
from alignment.corpora import corpus_of, parse_corpus, write
from alignment.project import Project
from alignment.review import glossary_of
from tests.conftest import small_alignment
from tests.workbench.browser.browsing import (
    caught_up,
    click,
    click_about,
    eventually,
    focused,
    free_port,
    needs_chromium,
    open_at,
    open_review,
    press,
    settle,
    wait_for_review,
    workbench,
)
from tests.workbench.browser.identity import provider
from tests.workbench.browser.test_login import SHARED, client_of, home_with
from tests.workbench.remembering import acts
from tests.workbench.test_screens_findings import faulty_alignment

pytestmark = [needs_chromium, pytest.mark.walk]


def kinds(project: Project) -> list[str]:
    """What was done, in the words of the events."""
    return [type(event.act).__name__ for event in acts(project)]


def fill(page: Any, field: str, text: str) -> None:
    """Type into a field and leave it by Enter."""
    own = page.locator(f"[class*=st-key-{field}] input")
    own.fill(text)
    own.press("Enter")
    settle(page)


def test_review(page: Any, served: str, folder: Path) -> None:
    project = Project.create(small_alignment(), folder / "walk-review.kken")
    open_review(page, f"{served}/?project=walk-review.kken&reviewer=aigerim")
    assert eventually(page, lambda: "and third paragraph." in focused(page))
    press(page, "a")
    caught_up(page, project)
    assert project.state().accepted == 1
    click(page, "merge-down")
    caught_up(page, project)
    assert ((2, 3), (2, 3, 4)) in [reviewed.pair for reviewed in project.state().links]
    press(page, "u")
    caught_up(page, project)
    click(page, "comment")
    page.locator("[class*=st-key-comment-text-] textarea").fill("Бұл кім?")
    page.locator("[class*=st-key-comment-text-] textarea").press("Control+Enter")
    assert eventually(page, lambda: len(project.state().comments) == 1)
    caught_up(page, project)
    assert eventually(page, lambda: "Бұл кім?" in focused(page))
    press(page, "p")
    assert eventually(page, lambda: "First paragraph." in focused(page))
    assert kinds(project) == ["SetStatus", "Relink", "Undo", "AddComment"]
    assert {event.reviewer for event in acts(project)} == {"aigerim"}


def test_text(page: Any, served: str, folder: Path) -> None:
    project = Project.create(small_alignment(), folder / "walk-text.kken")
    open_at(page, f"{served}/text?project=walk-text.kken&reviewer=aigerim&at=en.1", ".text-row.focused .text-unit .id")

    def shown(*done: str) -> bool:
        caught_up = f".text-list[data-sequence='{project.state().sequence}'][data-waiting='0']"
        return eventually(page, lambda: kinds(project) == [*done] and page.locator(caught_up).count() == 1)

    press(page, "j")
    press(page, "Shift+J")
    press(page, "a")
    assert shown("SetStatusOfMany")
    assert [reviewed.status for reviewed in project.state().links][:3] == ["unreviewed", "accepted", "accepted"]
    assert eventually(page, lambda: "2 accepted" in page.locator(".text-line").inner_text())
    page.locator(".text-act.undo").click()
    assert shown("SetStatusOfMany", "Undo")
    page.locator("#text-row-3").click()
    page.locator(".text-act.merge").click()
    assert shown("SetStatusOfMany", "Undo", "Relink")
    assert project.state().links[-1].pair == ((3, 4), (4,))
    page.keyboard.press("Enter")
    wait_for_review(page)
    assert eventually(page, lambda: "Fourth" in focused(page))


def test_findings(page: Any, served: str, folder: Path) -> None:
    project = Project.create(faulty_alignment(), folder / "walk-findings.kken")
    open_at(page, f"{served}/findings?project=walk-findings.kken&reviewer=aigerim", ".st-key-choice-check")
    rows = page.locator(".st-key-rows button")
    assert eventually(page, lambda: rows.count() == 4)
    press(page, "a")
    assert eventually(page, lambda: rows.count() == 3)
    assert [flag.better for flag in project.state().flags] == ["сот"]
    click(page, "finding-words")
    assert eventually(page, lambda: rows.count() == 2)
    assert [dismissal.scope for dismissal in project.state().dismissals] == ["words"]
    press(page, "u")
    assert eventually(page, lambda: rows.count() == 3)
    assert project.state().dismissals == ()


def test_overview(page: Any, served: str, folder: Path) -> None:
    project = Project.create(small_alignment(), folder / "walk-overview.kken")
    open_review(page, f"{served}/?project=walk-overview.kken&reviewer=aigerim")
    press(page, "a")
    caught_up(page, project)
    page.get_by_role("link", name="Overview").click()
    page.wait_for_selector("[data-testid='stVegaLiteChart'] svg, [data-testid='stVegaLiteChart'] canvas")
    settle(page)
    assert eventually(page, lambda: "1 of 5 links accepted" in page.locator("body").inner_text())
    page.get_by_text("Assign sections").click()
    fill(page, "assign-to", "dana")
    click(page, "assign-do")
    assert eventually(page, lambda: project.state().assignments == (("en.1", "dana"),))


def test_double_review(page: Any, served: str, folder: Path) -> None:
    project = Project.create(small_alignment(), folder / "walk-double.kken")
    open_at(page, f"{served}/double?project=walk-double.kken&reviewer=aigerim", ".st-key-sample-draw button")
    fill(page, "sample-size", "2")
    click(page, "sample-draw")
    assert eventually(page, lambda: len(project.state().sample) == 2)
    page.wait_for_selector(".st-key-judged .unit")
    press(page, "a")
    assert eventually(page, lambda: len(project.state().judgements) == 1)
    click_about(page, "judge-wrong")
    assert eventually(page, lambda: len(project.state().judgements) == 2)
    assert [judgement.verdict for judgement in project.state().judgements] == ["right", "wrong"]
    assert eventually(page, lambda: page.locator(".st-key-judged").count() == 0)


def test_glossary(page: Any, served: str, folder: Path) -> None:
    project = Project.create(small_alignment(), folder / "walk-glossary.kken")

    def known() -> list[str]:
        return [term.kk for term in glossary_of(project.state()).concepts.get("astrolabe", ())]

    open_at(page, f"{served}/terms?project=walk-glossary.kken&reviewer=aigerim", ".st-key-terms-redo button")
    click(page, "term-add")
    page.locator("[class*=st-key-new-en-] input").fill("astrolabe")
    page.locator("[class*=st-key-new-kk-] input").fill("әғқңөұүһі сөзі")
    click(page, "new-save")
    assert eventually(page, lambda: known() == ["әғқңөұүһі сөзі"])
    assert eventually(page, lambda: page.locator("[role=dialog]").count() == 0)
    press(page, "u")
    assert eventually(page, lambda: known() == [])
    click(page, "terms-redo")
    assert eventually(page, lambda: known() == ["әғқңөұүһі сөзі"])


def test_projects(page: Any, served: str, folder: Path) -> None:
    project = Project.create(small_alignment(), folder / "walk-projects.kken")
    Project.create(small_alignment(), folder / "walk-other.kken")
    open_at(page, f"{served}/projects", ".st-key-open-walk-projects button")
    assert page.get_by_role("textbox").count() == 0  # the field to rename one is folded away
    page.locator(".st-key-rename-walk-projects button").click()
    fill(page, "title-walk-projects", "Менің жобам")
    assert eventually(page, lambda: project.about().title == "Менің жобам")
    click(page, "archive-walk-projects")
    assert eventually(page, lambda: project.about().archived)
    assert eventually(page, lambda: page.locator(".st-key-open-walk-projects").count() == 0)
    click(page, "open-walk-other")
    wait_for_review(page)
    assert eventually(page, lambda: "project=walk-other.kken" in page.url)


def test_new_project(page: Any, served: str, folder: Path, tmp_path: Path) -> None:
    english, kazakh = tmp_path / "english.txt", tmp_path / "kazakh.docx"
    english.write_text("The first paragraph.\n\nThe second paragraph.\n", encoding="utf-8")
    word = docx.Document()
    for text in ("Бірінші абзац осы жерде.", "Екінші абзац осы жерде."):
        word.add_paragraph(text)
    word.save(str(kazakh))
    page.goto(f"{served}/new?reviewer=aigerim")
    for field, path in (("file-first", english), ("file-second", kazakh)):
        page.wait_for_selector(f".st-key-{field} input", state="attached")
        page.locator(f".st-key-{field} input").set_input_files(path)
        page.wait_for_selector(f"text={path.name}")
        settle(page)
    page.wait_for_selector(".st-key-new-align button")
    fill(page, "new-title", "Walk new")
    click(page, "new-align")
    wait_for_review(page)
    made = Project.open(folder / "Walk-new.kken")
    assert [reviewed.link.shape for reviewed in made.state().links] == ["1:1", "1:1"]
    press(page, "a")
    caught_up(page, made)
    assert [event.reviewer for event in acts(made)] == ["aigerim"]


def test_import_and_export(page: Any, served: str, folder: Path, tmp_path: Path) -> None:
    given = Project.create(small_alignment(), tmp_path / "given.kken")
    review.set_status(given, ((0,), (0,)), "accepted", "Айгүл")
    review.comment(given, ((1,), (1,)), "Осы дұрыс па?", "Айгүл")
    memory = tmp_path / "memory.tmx"
    write(memory, corpus_of(given.alignment, given.state(), "Walk import"))
    page.goto(f"{served}/new?reviewer=aigerim")
    page.locator(".st-key-new-way").get_by_text("A text that is aligned already").click()
    page.wait_for_selector(".st-key-import-file input", state="attached")
    page.locator(".st-key-import-file input").set_input_files(memory)
    page.wait_for_selector(".st-key-import-do button")
    settle(page)
    click(page, "import-do")
    wait_for_review(page)
    made = Project.open(folder / "Walk-import.kken")
    assert made.state().links == given.state().links
    assert [comment.text for comment in made.state().comments] == ["Осы дұрыс па?"]
    open_at(page, f"{served}/export?project=Walk-import.kken&reviewer=aigerim", ".st-key-export-download button")
    with page.expect_download() as download:
        page.locator(".st-key-export-download button").click()
    back = parse_corpus(Path(download.value.path()).read_bytes(), "back.tmx")
    assert [entry.reviewed for entry in back.entries] == list(given.state().links)
    page.get_by_role("combobox", name="Format").click()
    page.get_by_role("option", name="workbook (XLSX)").click()
    settle(page)
    with page.expect_download() as download:
        page.locator(".st-key-export-download button").click()
    assert download.value.suggested_filename == "Walk-import.xlsx"
    assert openpyxl.load_workbook(BytesIO(Path(download.value.path()).read_bytes())).active.max_row == 1 + len(
        given.state().links
    )


def test_login(page: Any, tmp_path: Path) -> None:
    project = Project.create(small_alignment(), tmp_path / "p.kken")
    with provider({"1001": {"name": "Дана"}}) as openid:
        home = home_with(SHARED + client_of(openid), tmp_path)
        with workbench(tmp_path / "p.kken", free_port(), home) as address:
            open_at(page, address, ".st-key-login button")
            assert "First paragraph." not in page.locator("body").inner_text()
            press(page, "a")
            assert project.events() == ()
            page.locator(".st-key-log-in button").click()
            page.get_by_role("link", name="Дана").click()
            wait_for_review(page)
            press(page, "a")
            caught_up(page, project)
            assert [event.reviewer for event in acts(project)] == ["Дана"]
