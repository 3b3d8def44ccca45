"""What no file holds does not come into a project, and what an earlier program let in stops no export."""

from __future__ import annotations

import io
import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pandas
import pytest
from lxml import etree

from alignment import review
from alignment.corpora import FORMATS
from alignment.glossary import Glossary, parse_glossary, render_glossary
from alignment.project import Project
from alignment.records import CATEGORIES, Alignment, Document, Term
from alignment.reports import render_report
from alignment.review import glossary_of
from tests.conftest import small_alignment
from tests.corpora.content import content

STRANGE = "a\x0bb\x0cc\x00d\x01e\x1bf\x85g\x9bh\ufffei\uffffj\ud800k\udfffl"
CLEAN = "a b c\ufffdd\ufffde\ufffdf g\ufffdh\ufffdi\ufffdj\ufffdk\ufffdl"
CLEAN_TEXT = "a b cdef g\ufffdh\ufffdi\ufffdj\ufffdk\ufffdl"  # control characters of documents are left out, and said


def worked_on(project: Project, text: str) -> None:
    """Each act that carries a text."""
    pair, who = project.state().links[1].pair, text
    review.flag(project, pair, CATEGORIES[0].name, "major", text, who, better=text)
    review.comment(project, pair, text, who)
    review.propose(project, pair, "kk", text, who)
    review.assign(project, project.alignment.en_units[0].id, text, who)
    review.add_term(project, Term(text, text, "preferred", text, text), who)
    project.rename(text)


def written(project: Project) -> None:
    """Every file that can be made of a project, and what is in it read again."""
    state, alignment = project.state(), project.alignment
    links = [reviewed.link for reviewed in state.links]
    for form in FORMATS:
        made = content(form, alignment, state)
        assert made if form in ("xlsx", "parquet") else b"\x0b" not in made, form  # what is packed holds any byte
    for extension in (".html", ".xlsx", ".tsv", ".jsonl"):
        render_report(extension, alignment, links, (), state.flags).decode("latin-1")
    glossary = glossary_of(state)
    for extension in (".tsv", ".csv", ".tbx"):
        terms = render_glossary(glossary, extension)
        assert CLEAN in {term.en for term in parse_glossary(terms, f"g{extension}").terms}
    json.dumps([str(flag) for flag in state.flags]).encode()


def test_acts_titles_and_names_are_cleaned(project: Project) -> None:
    worked_on(project, STRANGE)
    state = project.state()
    assert state.flags[0].note == state.flags[0].better == CLEAN
    assert {event.reviewer for event in project.events()} == {CLEAN}
    assert project.about().title == CLEAN
    assert Project.open(project.location).state() == state
    written(project)
    assert project.next_undo(STRANGE) is not None
    project.undo(STRANGE)


def test_rows_of_an_earlier_program_are_read_clean(project: Project) -> None:
    worked_on(project, "MARK")
    old = STRANGE.replace("\ud800", "").replace("\udfff", "")
    connection = sqlite3.connect(project.location)
    for row in connection.execute("SELECT sequence, act FROM event").fetchall():
        act = row[1].replace("MARK", json.dumps(old)[1:-1])
        connection.execute("UPDATE event SET act = ?, reviewer = ? WHERE sequence = ?", (act, old, row[0]))
    connection.execute("UPDATE paragraph SET text = text || ? WHERE place = 1", (old,))
    connection.execute("UPDATE document SET name = ?", (old,))
    connection.execute("UPDATE project SET title = ?", (old,))
    connection.commit()
    connection.close()
    again = Project.open(project.location)
    cleaned = CLEAN.replace("j\ufffdk\ufffdl", "jkl")
    assert again.state().flags[0].note == again.about().title == again.alignment.kk.name == cleaned
    assert again.alignment.kk_units[1].text.endswith(cleaned)
    alignment, state = again.alignment, again.state()
    for form in FORMATS:
        assert content(form, alignment, state)
    assert render_report(".xlsx", alignment, list(alignment.links), (), state.flags)
    assert render_glossary(glossary_of(state), ".tbx")


def test_documents_made_by_programs_are_cleaned(tmp_path: Path) -> None:
    read = Document.from_text(f"{STRANGE} and so on", name=STRANGE)
    assert (read.replaced, read.name) == (5, CLEAN)
    assert read.paragraphs[0].text == f"{CLEAN_TEXT} and so on"
    units = Document.from_units([STRANGE], "en")
    assert (units.paragraphs[0].text, units.replaced) == (CLEAN_TEXT, 5)
    frame = pandas.DataFrame({"kk": ["Сот"], "en": [STRANGE]}, dtype="object")
    assert Alignment.from_frame(frame).en_units[0].text == CLEAN
    by_hand = replace(small_alignment(), model=STRANGE, kk=replace(small_alignment().kk, name=STRANGE))
    assert Project.create(by_hand, tmp_path / "p.kken", STRANGE).alignment.model == CLEAN


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "'=", "''-", "'", "-лық", "\t="])
def test_cells_of_spreadsheets_are_no_formulas(begin: str) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    term = Term(
        f"{begin}cmd|' /C calc'!A0".strip(), f"{begin}сот".strip(), "preferred", begin.strip(), f"{begin}1+1".strip()
    )
    glossary = Glossary((term,))
    for extension in (".csv", ".tsv", ".tbx"):
        assert parse_glossary(render_glossary(glossary, extension), f"g{extension}").terms == (term,)
    row = render_glossary(glossary, ".csv").decode("utf-8-sig").split("\r\n")[1]
    assert row[0] not in "=+-@\t\r"
    assert render_glossary(glossary, ".tsv").decode().split("\n")[1].startswith(term.en)  # programs read it: as it is

    made = small_alignment()
    named = replace(made, kk=replace(made.kk, name=f"{begin}1+1"), en=replace(made.en, name=f"{begin}1+1"))
    content = render_report(".xlsx", named, list(named.links))
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        for cells in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in cells)


def test_terms_of_a_file_are_cleaned() -> None:
    xml = b'<tbx><text><body><conceptEntry><langSec xml:lang="en"><termSec><term>a&#x9b;b</term></termSec></langSec>'
    xml += b'<langSec xml:lang="kk"><termSec><term>c</term></termSec></langSec></conceptEntry></body></text></tbx>'
    assert etree.fromstring(xml) is not None
    assert parse_glossary(xml, "g.tbx").terms[0].en == "a\ufffdb"
    assert parse_glossary(b"en\tkk\na\x01b\tc\x0bd\n", "g.tsv").terms[0] == Term("a\ufffdb", "c d", "preferred")
