"""Error reports: the workbook, the page, the table of MQM ratings, and the command that writes them."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from lxml import etree

from alignment.checks import Finding, check
from alignment.exceptions import OutputException
from alignment.mqm import SEVERITIES
from alignment.records import Alignment, Flag, Link
from alignment.reports import error_report, html, mqm_tsv, write_findings, xlsx
from alignment.reports.listing import finding_json
from benchmarks.checks import Case, alignment_of
from tests.conftest import EN, KK
from tests.test_cli import failure, run

NASTY = Case(
    "script", "", "<b>Жаңа</b> үкiмет\t=1+1 & «🙂». ¶ Таза сөйлем.", 'A "new" <i>government</i>. ¶ A clean sentence.'
)


@pytest.fixture(scope="module")
def findings(report: Alignment) -> list[Finding]:
    return check(report)


@pytest.fixture(scope="module")
def nasty() -> tuple[Alignment, list[Finding], list[Flag]]:
    alignment = alignment_of(NASTY)
    flags = [Flag(1, (0,), (0,), "Other", "critical", "=HYPERLINK(1)", "Айгүл")]
    return alignment, check(alignment, only=["script"]), flags


class TestReport:
    def test_it_counts_what_was_found(self, report: Alignment, findings: list[Finding]) -> None:
        made = error_report(report, findings)
        assert len(made.entries) == len(findings) == sum(made.count("category").values())
        assert made.penalty == sum(SEVERITIES[finding.severity] for finding in findings)
        assert {entry.section for entry in made.entries} <= {u.text for u in report.kk_units if u.kind == "heading"} | {""}

    def test_the_workbook_holds_every_error_as_text(self, nasty: tuple[Alignment, list[Finding], list[Flag]]) -> None:
        from openpyxl import load_workbook

        book = load_workbook(io.BytesIO(xlsx.render(error_report(*nasty))))
        sheet = book["Errors"]
        assert sheet.max_row == 1 + len(nasty[1]) + len(nasty[2])
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert not any(cell.data_type == "f" for cell in cells)
        assert "=HYPERLINK(1)" in [cell.value for cell in cells]
        assert "үкiмет" in [cell.value for cell in cells]
        assert book["Summary"]._charts

    def test_the_page_escapes_the_documents_and_needs_nothing_else(
        self, nasty: tuple[Alignment, list[Finding], list[Flag]]
    ) -> None:
        page = html.render(error_report(*nasty))
        assert "<b>Жаңа</b>" not in page
        assert "&lt;b&gt;Жаңа&lt;/b&gt;" in page
        assert "<mark>үкiмет</mark>" in page
        assert "<script" not in page
        assert not [word for word in ("http://", "https://", "@import", "url(") if word in page]
        tree = etree.fromstring(page.encode(), etree.HTMLParser())
        assert len(tree.findall(".//article")) == len(nasty[1]) + len(nasty[2])

    def test_a_report_without_errors_says_so(self, report: Alignment) -> None:
        assert "None." in html.render(error_report(report))
        assert xlsx.render(error_report(report))[:2] == b"PK"


class TestMqm:
    def rows(self, content: bytes) -> list[list[str]]:
        lines = content.decode().split("\n")
        assert lines.pop() == ""
        return [line.split("\t") for line in lines]

    def test_every_segment_has_a_row_and_every_row_nine_fields(self, report: Alignment, findings: list[Finding]) -> None:
        header, *rows = self.rows(mqm_tsv.render(report, report.links, findings))
        assert tuple(header) == mqm_tsv.COLUMNS
        assert {len(row) for row in rows} == {9}
        whole = [link for link in report.links if not link.is_deletion]
        assert list(dict.fromkeys(row[3] for row in rows)) == [str(number + 1) for number in range(len(whole))]
        assert len({row[2] for row in rows}) == 1
        for row in rows:
            assert (row[7] == "No-error") == (row[8] == "no-error")
            for text in row[5:7]:
                assert text.count("<v>") == text.count("</v>") <= 1
            if row[8] == "no-error":
                assert "<v>" not in row[5] + row[6]

    def test_without_its_marks_a_row_is_the_text(self, report: Alignment, findings: list[Finding]) -> None:
        _, *rows = self.rows(mqm_tsv.render(report, report.links, findings))
        texts = {tuple(" ".join(t.split()) for t in reversed(report.texts(link))) for link in report.links}
        for row in rows:
            assert tuple(" ".join(t.replace("<v>", "").replace("</v>", "").split()) for t in row[5:7]) in texts

    def test_tabs_are_taken_out_and_flags_have_their_reviewer(
        self, nasty: tuple[Alignment, list[Finding], list[Flag]]
    ) -> None:
        alignment, found, flags = nasty
        _, *rows = self.rows(mqm_tsv.render(alignment, alignment.links, found, flags, system="human"))
        assert [(row[0], row[3], row[4], row[8]) for row in rows] == [
            ("human", "1", "checks", "minor"),
            ("human", "1", "Айгүл", "critical"),
            ("human", "2", "checks", "no-error"),
        ]

    def test_links_of_one_side_have_no_segment(self) -> None:
        alignment = alignment_of(NASTY)
        links = [Link((0,), ()), Link((), (0,)), Link((1,), (1,))]
        assert len(self.rows(mqm_tsv.render(alignment, links))) == 2


class TestCommand:
    def test_json_names_the_place_of_everything(self) -> None:
        done = run("check", KK, EN, "--only", "dates", "--only", "omissions", "--json")
        data = json.loads(done.stdout)
        assert set(data) == {"findings"}
        for finding in data["findings"]:
            assert {"check", "severity", "category", "message", "kk", "en"} <= set(finding)
            for side in (finding["kk"], finding["en"]):
                assert side is None or {"unit", "lines", "span", "text"} == set(side)
        assert any(f["kk"] and f["kk"]["text"] == "26 маусым күні" for f in data["findings"])
        assert any(f["kk"] is None for f in data["findings"])

    def test_a_table_for_people(self) -> None:
        done = run("check", KK, EN, "--only", "dates")
        assert "26 маусым" in done.stdout
        assert "1 findings" in done.stdout

    @pytest.mark.parametrize("name", ["r.html", "r.xlsx", "r.tsv"])
    def test_it_writes_each_report(self, name: str, tmp_path: Path) -> None:
        done = run("check", KK, EN, "--only", "script", "-o", tmp_path / name)
        assert done.returncode == 0, done.stderr
        assert (tmp_path / name).stat().st_size > 1000

    def test_what_cannot_be_written_is_said_first(self, tmp_path: Path) -> None:
        assert "names no report" in failure("check", KK, EN, "-o", tmp_path / "r.doc")
        with pytest.raises(OutputException):
            write_findings(tmp_path / "r.doc", alignment_of(NASTY), [], [], [])

    def test_a_check_that_is_not_there_is_misuse(self) -> None:
        done = run("check", KK, EN, "--only", "nonsense")
        assert done.returncode == 2
        assert "numbers" in done.stderr


def test_json_of_a_finding_keeps_the_letters(nasty: tuple[Alignment, list[Finding], list[Flag]]) -> None:
    (finding,) = nasty[1]
    assert finding_json(finding)["kk"] == {"unit": "kk.1", "lines": [1, 1], "span": [12, 18], "text": "үкiмет"}
