"""The glossary in a real browser: terms added, judged, undone, brought in and out, and looked up in the text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from alignment.glossary.term_files import read_glossary
from alignment.project import Project
from alignment.records import Term
from alignment.review import glossary_of
from benchmarks.checks import Case, alignment_of
from tests.workbench.browser.browsing import click, escape, eventually, needs_chromium, press, settle
from tests.workbench.browser.test_contrast import still_faint
from tests.workbench.remembering import acts

pytestmark = [needs_chromium, pytest.mark.browser]

LETTERS = "әғқңөұүһі сөзі"
TEXT = Case(
    "terminology",
    "",
    "Судья шешімін шығарды. Ол заңды еді. ¶ Әғқңөұүһі сөзінің мәні осы. ¶ Ереуілдер болды.",
    "The judge ruled. It was lawful. ¶ The astrolabes are here. ¶ There were strikes.",
)


def made(folder: Path, name: str) -> Project:
    return Project.create(alignment_of(TEXT), folder / f"{name}.kken")


def open_glossary(page: Any, served: str, name: str, term: str = "") -> None:
    page.goto(f"{served}/terms?project={name}.kken&reviewer=aigerim" + (f"&term={term}" if term else ""))
    page.wait_for_selector(".st-key-term-list .rendering")
    page.wait_for_selector(".st-key-terms-redo button")
    settle(page)


def statuses(project: Project, en: str) -> dict[str, str]:
    return {term.kk: term.status for term in glossary_of(project.state()).concepts.get(en, ())}


def act_on(page: Any, kk: str, name: str) -> None:
    card = page.locator("[class*=st-key-rendering-]").filter(has=page.get_by_text(kk, exact=True))
    card.get_by_role("button", name=f"{name}: {kk}").click()  # which tells the renderings' buttons apart
    settle(page)


def add(page: Any, en: str, kk: str, status: str) -> None:
    page.locator("[role=dialog] [class*=st-key-new-en-] input").fill(en)
    page.locator("[role=dialog] [class*=st-key-new-kk-] input").fill(kk)
    page.locator("[role=dialog]").get_by_role("radio", name=status).click()
    settle(page)
    click(page, "new-save")


def test_a_term_is_added_forbidden_undone_redone_and_there_after_a_reload(page: Any, served: str, folder: Path) -> None:
    project = made(folder, "added")
    open_glossary(page, served, "added")
    click(page, "term-add")
    add(page, "astrolabe", LETTERS, "preferred")
    assert eventually(page, lambda: statuses(project, "astrolabe") == {LETTERS: "preferred"})
    assert eventually(page, lambda: page.locator(".st-key-chosen-term h2").inner_text() == "astrolabe")

    act_on(page, LETTERS, "Forbid")
    assert eventually(page, lambda: statuses(project, "astrolabe") == {LETTERS: "forbidden"})
    page.wait_for_selector(".st-key-chosen-term .rendering.forbidden")
    click(page, "term-rendering")
    add(page, "astrolabe", "астролябия", "admitted")
    assert eventually(page, lambda: len(statuses(project, "astrolabe")) == 2)
    act_on(page, "астролябия", "Prefer")
    wanted = {LETTERS: "forbidden", "астролябия": "preferred"}
    assert eventually(page, lambda: statuses(project, "astrolabe") == wanted)

    click(page, "terms-undo")
    assert eventually(page, lambda: statuses(project, "astrolabe")["астролябия"] == "admitted")
    press(page, "u")
    assert eventually(page, lambda: statuses(project, "astrolabe") == {LETTERS: "forbidden"})
    press(page, "y")
    click(page, "terms-redo")
    assert eventually(page, lambda: statuses(project, "astrolabe") == wanted)

    page.reload()
    page.wait_for_selector(".st-key-chosen-term .rendering.forbidden")
    assert eventually(page, lambda: LETTERS in page.locator(".st-key-chosen-term .rendering.forbidden").inner_text())
    assert eventually(
        page, lambda: page.locator(".st-key-occurrence-0 .term.forbidden").inner_text() == "Әғқңөұүһі сөзінің"
    )
    assert eventually(page, lambda: page.locator(".st-key-occurrence-0 [lang=en] .term").inner_text() == "astrolabes")
    assert {event.reviewer for event in acts(project)} == {"aigerim"}


def test_an_occurrence_leads_to_its_link(page: Any, served: str, folder: Path) -> None:
    made(folder, "leads")
    open_glossary(page, served, "leads", "strike")
    page.wait_for_selector(".st-key-occurrence-0 .term.preferred")
    assert eventually(page, lambda: page.locator(".st-key-occurrence-0 .term.preferred").inner_text() == "Ереуілдер")
    page.get_by_role("button", name="Go to link 3").click()
    page.wait_for_selector(".st-key-focus .unit")
    assert eventually(page, lambda: "at=en.3" in page.url)
    assert eventually(page, lambda: "There were strikes." in page.locator(".st-key-focus").inner_text())


def test_the_list_is_searched_on_either_keyboard_and_filtered(page: Any, served: str, folder: Path) -> None:
    made(folder, "searched")
    open_glossary(page, served, "searched")
    page.locator(".st-key-terms-search input").fill("ереуил")
    page.locator(".st-key-terms-search input").press("Enter")
    assert eventually(page, lambda: page.locator(".st-key-term-list [class*=st-key-term-] button p").count() <= 4)
    assert eventually(page, lambda: "strike" in page.locator(".st-key-term-list").inner_text())
    page.locator(".st-key-terms-search input").fill("")
    page.locator(".st-key-terms-search input").press("Enter")
    page.locator(".st-key-terms-occurs label").first.click()
    assert eventually(page, lambda: "judge" in page.locator(".st-key-term-list").inner_text())
    assert eventually(page, lambda: "accused" not in page.locator(".st-key-term-list").inner_text())


def bring(page: Any, name: str, content: bytes) -> None:
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.set_input_files("[role=dialog] input[type=file]", files=[file])
    settle(page)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("bad.csv", b"a,b\n1,2\n", "bad.csv, line 1: the columns en and kk are needed"),
        ("bad.tsv", b"en\tkk\nstrike\n", "bad.tsv, line 2: 1 fields where the header has 2"),
        ("bad.tbx", b"<tbx><text>", "bad.tbx, line 1: not well-formed XML"),
        ("bad*_.csv", b"en,kk\nx,\xff\xfe\xfa", "bad*_.csv, line 2: not valid UTF-8"),
        ("bad.pdf", b"%PDF-1.4", "bad.pdf: a glossary is one of .tsv, .csv, .tbx"),
        ("empty.tsv", b"en\tkk\n", "empty.tsv: there is no term"),
    ],
    ids=["columns", "fields", "xml", "encoding", "kind", "empty"],
)
def test_what_is_no_glossary_is_named_and_changes_nothing(
    page: Any, served: str, folder: Path, name: str, content: bytes, said: str, request: pytest.FixtureRequest
) -> None:
    project = made(folder, f"bad-{request.node.callspec.id}")
    open_glossary(page, served, Path(project.location).stem)
    click(page, "term-import")
    bring(page, name, content)
    page.wait_for_selector("[role=dialog] [data-testid=stAlert]")
    told = page.locator("[role=dialog] [data-testid=stAlert]").inner_text()
    assert [line for line in told.splitlines() if line.strip()][1:] == [line for line in told.splitlines() if said in line]
    assert eventually(page, lambda: page.locator(".st-key-import-do").count() == 0)
    assert project.events() == ()


def test_a_glossary_is_brought_in_as_one_act_and_exported_whole(
    page: Any, served: str, folder: Path, tmp_path: Path
) -> None:
    project = made(folder, "brought")
    before = glossary_of(project.state())
    open_glossary(page, served, "brought")
    click(page, "term-import")
    content = f"en\tkk\tstatus\nastrolabe\t{LETTERS}\tpreferred\nstrike\tереуіл\tforbidden\njudge\tсудья\tpreferred\n"
    bring(page, "good.tsv", content.encode())
    page.wait_for_selector(".st-key-import-do")
    assert eventually(page, lambda: "3 terms in the file · 1 new · 1 changed" in page.locator("[role=dialog]").inner_text())
    assert project.events() == ()
    click(page, "import-do")
    assert eventually(page, lambda: len(acts(project)) == 1)
    glossary = glossary_of(project.state())
    new, changed = glossary.against(before)
    assert new == (Term("astrolabe", LETTERS),)
    assert [(term.kk, term.status, term.kind) for term in changed] == [("ереуіл", "forbidden", "labor")]

    page.get_by_role("button", name="Export").click()
    for kind in ("tsv", "csv", "tbx"):
        page.wait_for_selector(f".st-key-export-{kind} button")
        with page.expect_download() as download:
            page.locator(f".st-key-export-{kind} button").click()
        path = tmp_path / download.value.suggested_filename
        assert path.name == f"brought-glossary.{kind}"
        download.value.save_as(path)
        again = {(term.en, term.kk): term.status for term in read_glossary(path).terms}
        assert again == {(term.en, term.kk): term.status for term in glossary.terms}
    escape(page)

    click(page, "terms-undo")
    assert eventually(page, lambda: set(glossary_of(project.state()).terms) == set(before.terms))


def test_the_error_report_is_downloaded_from_the_overview(page: Any, served: str, folder: Path, tmp_path: Path) -> None:
    from alignment import review
    from alignment.records import Span

    project = made(folder, "told")
    review.flag(project, ((0,), (0,)), "Other", "minor", "ескерту", "dana", spans=[Span("kk", 0, 0, 5)], better="Төреші")
    page.goto(f"{served}/overview?project=told.kken&reviewer=tester")
    for kind, holds in (("html", "<mark>Судья</mark>"), ("tsv", "<v>Судья</v>")):
        page.wait_for_selector(f".st-key-report-{kind} button")
        settle(page)
        with page.expect_download() as download:
            page.locator(f".st-key-report-{kind} button").click()
        download.value.save_as(tmp_path / kind)
        assert holds in (tmp_path / kind).read_text(encoding="utf-8")
        assert download.value.suggested_filename == f"told-errors.{kind}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_of_the_glossary_stand_out(page: Any, served: str, folder: Path, scheme: str) -> None:
    from alignment import review

    project = made(folder, f"seen-{scheme}")
    review.add_term(project, Term("judge", "қазы", "forbidden", "legal", "ескірген"), "dana")
    page.emulate_media(color_scheme=scheme)
    open_glossary(page, served, f"seen-{scheme}", "judge")
    page.wait_for_selector(".st-key-occurrence-0 .term")
    assert still_faint(page) == []
