"""Error reports: the workbook, the page, the table of MQM ratings, and the command that writes them."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from alignment import review
from alignment.checks import Finding, check, dismissal_of
from alignment.exceptions import OutputException
from alignment.project import Project
from alignment.records import SEVERITIES, UNCLASSIFIED, Alignment, Flag, Link, Rating, Span
from alignment.reports import esa, html, mqm_tsv, write_findings, xlsx
from alignment.reports.error_report import error_report
from alignment.reports.listing import finding_json
from alignment.review.findings import standing_ratings, undecided
from benchmarks.checks import Case, alignment_of
from tests.cli.running import failure, run
from tests.conftest import EN, KK

NASTY = Case(
    "script", "", "<b>Жаңа</b> үкiмет\t=1+1 & «🙂». ¶ Таза сөйлем.", 'A "new" <i>government</i>. ¶ A clean sentence.'
)


SPANS = Case(
    "script",
    "",
    "Судья <v>сотқа</v> келген жоқ, судья келмеді. ¶ Таза сөйлем.",
    "The judge <b>did</b> not come to court. ¶ A clean sentence.",
)
SPANNED = Flag(
    1, (0,), (0,), "Style/Awkward", "minor", "twice", "Айгүл", (Span("kk", 0, 31, 36), Span("kk", 0, 19, 29)), "келмеді"
)


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
        assert tuple(header) == mqm_tsv.RATING_COLUMNS
        assert {len(row) for row in rows} == {9}
        shown = [link for link in report.links if not link.is_deletion or any(f.pair == link.pair for f in findings)]
        assert list(dict.fromkeys(row[3] for row in rows)) == [str(number + 1) for number in range(len(shown))]
        assert len({row[1] for row in rows}) == 1
        for row in rows:
            assert (row[7] == "No-error") == (row[8] == "no-error")
            marks = (row[5] + row[6]).count("<v>")
            assert (row[5] + row[6]).count("</v>") == marks <= (row[8] != "no-error")

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
            ("human", "1", "checks", "Minor"),
            ("human", "1", "Айгүл", "Major"),
            ("human", "2", "checks", "no-error"),
        ]

    def test_links_of_one_side_have_no_segment(self) -> None:
        alignment = alignment_of(NASTY)
        links = [Link((0,), ()), Link((), (0,)), Link((1,), (1,))]
        assert len(self.rows(mqm_tsv.render(alignment, links))) == 2

    def test_a_link_of_one_side_is_a_segment_if_an_error_lies_in_it(self) -> None:
        alignment = alignment_of(NASTY)
        links = [Link((), (0,)), Link((0,), (1,))]
        flag = Flag(1, (), (0,), "Accuracy/Omission", "major", "", "a", (Span("en", 0, 2, 7),))
        _, first, second = self.rows(mqm_tsv.render(alignment, links, [], [flag]))
        assert (first[5], first[6], first[8]) == ('A <v>"new"</v> <i>government</i>.', "", "Major")
        assert second[8] == "no-error"

    def test_a_flag_of_several_spans_is_one_row_with_one_mark(self) -> None:
        alignment = alignment_of(SPANS)
        _, *rows = self.rows(mqm_tsv.render(alignment, alignment.links, [], [SPANNED]))
        assert rows[0][5:] == [
            "The judge <b>did</b> not come to court.",
            "Судья ‹v›сотқа‹/v› <v>келген жоқ, судья</v> келмеді.",
            "Style/Awkward",
            "Minor",
        ]
        assert [row[8] for row in rows] == ["Minor", "no-error"]

    def test_a_flag_whose_link_was_merged_is_told_once(self) -> None:
        alignment = alignment_of(SPANS)
        flag = replace(SPANNED, kk=(0, 1), en=(0, 1), spans=(Span("kk", 1, 0, 5),))
        _, *rows = self.rows(mqm_tsv.render(alignment, alignment.links, [], [flag]))
        assert [(row[3], row[8]) for row in rows] == [("1", "no-error"), ("2", "Minor")]
        assert rows[1][6] == "<v>Таза </v>сөйлем."

    def test_wmts_converter_gives_the_reports_points(self, report: Alignment, findings: list[Finding]) -> None:
        flag = Flag(
            1, (0,), (0,), "Accuracy/Mistranslation", "critical", 'a "quoted\tnote', "Айгүл ә", (Span("kk", 0, 0, 4),)
        )
        content = mqm_tsv.render(report, report.links, findings, [flag])
        scores = converted(content)
        assert sum(raters.get("checks", 0.0) for raters in scores.values()) == sum(
            min(SEVERITIES[finding.severity], 5.0) for finding in findings
        )
        assert [raters["Айгүл ә"] for raters in scores.values() if "Айгүл ә" in raters] == [5.0]


def converted(content: bytes) -> dict[tuple[str, str, int], dict[str, float]]:
    """What mt-metrics-eval's `score_mqm` makes of a table of ratings: points by segment and rater. Written from its rules:
    columns by name, no quoting, `doc_id` a whole number without gaps in a document, the weight of the most specific of
    severity, severity/category, severity/category/type; what has no weight counts nothing."""
    weights = {"Major": 5.0, "Minor": 1.0, "Neutral": 0.0, "Major/Non-translation!": 25.0, "Minor/Fluency/Punctuation": 0.1}
    scores: dict[tuple[str, str, int], dict[str, float]] = {}
    rows = csv.DictReader(io.StringIO(content.decode(), newline=None), delimiter="\t", quoting=csv.QUOTE_NONE, strict=True)
    for row in rows:
        assert None not in row
        assert None not in row.values()
        names = [row["severity"], *row["category"].split("/")]
        known = [weights[name] for n in range(len(names), 0, -1) if (name := "/".join(names[:n])) in weights]
        assert known or row["severity"] == "no-error", row["severity"]
        raters = scores.setdefault((row["system"], row["doc"], int(row["doc_id"])), {})
        raters[row["rater"]] = raters.get(row["rater"], 0.0) + (known[0] if known else 0.0)
    for system, doc in {key[:2] for key in scores}:
        places = sorted(key[2] for key in scores if key[:2] == (system, doc))
        assert places == list(range(places[0], places[0] + len(places)))
    return scores


class TestFlags:
    def test_every_span_is_marked_with_the_text_around_it(self) -> None:
        (entry,) = error_report(alignment_of(SPANS), flags=[SPANNED]).entries
        assert entry.kk.pieces == (
            ("Судья <v>сотқа</v> ", False),
            ("келген жоқ", True),
            (", ", False),
            ("судья", True),
            (" келмеді.", False),
        )
        assert (entry.kk.marked, entry.better, entry.en.pieces) == ("келген жоқ … судья", "келмеді", ())

    @pytest.mark.parametrize(
        ("spans", "pieces"),
        [
            ([(100, 103)], ["…", 60, "[3]", 60, "…"]),
            ([(0, 3), (2, 9)], ["[9]", 60, "…"]),
            ([(5, 10), (300, 302)], [5, "[5]", 60, " … ", 60, "[2]", 60, "…"]),
            ([(5, 10), (10, 12)], [5, "[5]", "[2]", 60, "…"]),
            ([(398, 400)], ["…", 60, "[2]"]),
        ],
    )
    def test_far_text_gives_way_to_an_ellipsis(self, spans: list[tuple[int, int]], pieces: list[int | str]) -> None:
        alignment = alignment_of(Case("script", "", "я" * 400, "x"))
        flag = Flag(1, (0,), (0,), "Other", "minor", "", "a", tuple(Span("kk", 0, *span) for span in spans))
        (entry,) = error_report(alignment, flags=[flag]).entries
        expected = "".join("я" * piece if isinstance(piece, int) else piece for piece in pieces)
        for length in (9, 5, 3, 2):
            expected = expected.replace(f"[{length}]", "[" + "я" * length + "]")
        assert "".join(f"[{text}]" if marked else text for text, marked in entry.kk.pieces) == expected

    def test_the_proposal_stands_beside_what_is_marked(self) -> None:
        from openpyxl import load_workbook

        made = error_report(alignment_of(SPANS), flags=[replace(SPANNED, better="<келмеді>")])
        page = html.render(made)
        assert '<del>келген жоқ … судья</del> → <ins lang="kk">&lt;келмеді&gt;</ins>' in page
        assert "&lt;v&gt;" in page
        sheet = load_workbook(io.BytesIO(xlsx.render(made)))["Errors"]
        row = dict(zip([cell.value for cell in sheet[1]], [cell.value for cell in sheet[2]], strict=True))
        assert (row["marked in Kazakh"], row["proposed in Kazakh"]) == ("келген жоқ … судья", "<келмеді>")

    def test_a_confirmed_finding_is_told_once_and_a_dismissed_one_not_at_all(self, tmp_path: Path) -> None:
        project = Project.create(
            alignment_of(Case("script", "", "Бұл cот. ¶ Ол да cот.", "A court. ¶ A court too.")), tmp_path / "p.kken"
        )
        first, second = undecided(project.alignment, project.state(), only=["script"])
        review.flag(
            project, ((0,), (0,)), first.category, first.severity, first.message, "a", spans=first.spans, finding=first.key
        )
        state = review.dismiss(project, dismissal_of([second]), "a")
        left = undecided(project.alignment, state, only=["script"])
        (entry,) = error_report(project.alignment, left, state.flags).entries
        assert (entry.origin, entry.kk.marked) == ("a (check: script)", "cот")


class TestRatings:
    RATINGS = (Rating(((0,), (0,)), "a", 40), Rating(((1,), (1,)), "a", 90), Rating(((0,), (0,)), "b", 60))

    def test_they_are_told_by_section_and_as_a_whole(self) -> None:
        from openpyxl import load_workbook

        alignment = alignment_of(Case("script", "", "#<Бірінші> ¶ Мәтін. ¶ #Екінші ¶ Тағы.", "#1 ¶ Text. ¶ #2 ¶ More."))
        ratings = [replace(self.RATINGS[0], pair=((1,), (1,))), replace(self.RATINGS[2], pair=((1,), (1,)))]
        made = error_report(alignment, ratings=[*ratings, replace(self.RATINGS[1], pair=((3,), (3,)))])
        assert [(s.section, s.mean, s.ratings) for s in made.scores] == [("<Бірінші>", 50, 2), ("Екінші", 90, 1)]
        assert made.score == pytest.approx(190 / 3)
        page = html.render(made)
        assert "63.3" in page
        assert "&lt;Бірінші&gt;" in page
        cells = [cell.value for row in load_workbook(io.BytesIO(xlsx.render(made)))["Summary"].iter_rows() for cell in row]
        assert {"Mean score (ESA, 0 to 100)", 63.3, "Екінші", 90} <= set(cells)
        assert error_report(alignment).score is None

    def test_what_was_said_of_a_link_that_was_changed_is_left_out(self, tmp_path: Path) -> None:
        project = Project.create(alignment_of(SPANS), tmp_path / "p.kken")
        review.rate(project, ((0,), (0,)), 30, "a")
        assert len(standing_ratings(project.state())) == 1
        assert standing_ratings(review.merge(project, ((0,), (0,)), "next", "a")) == ()

    def test_wmts_form_of_esa_holds_scores_and_spans(self) -> None:
        alignment = alignment_of(SPANS)
        missing = replace(
            SPANNED, id=2, category="Accuracy/Omission", severity="critical", spans=(Span("en", 0, 0, 3),), reviewer="a"
        )
        plain = replace(SPANNED, category=UNCLASSIFIED.name, reviewer="a")
        whole = replace(SPANNED, id=3, spans=(), reviewer="b")
        mild = replace(whole, id=4, severity="neutral")
        content = esa.render(alignment, alignment.links, [plain, missing, whole, mild], self.RATINGS)
        first, second, third = (json.loads(line) for line in content.decode().splitlines())
        assert [(line["line_id"], line["annotator"], line["esa_score"]) for line in (first, second, third)] == [
            (0, "a", 40),
            (0, "b", 60),
            (1, "a", 90),
        ]
        assert [first["tgt"][s["start_i"] : s["end_i"] + 1] for s in first["esa_spans"][:2]] == ["келген жоқ", "судья"]
        assert [s["severity"] for s in first["esa_spans"]] == ["minor", "minor", "major"]
        assert [s["error_type"] for s in first["esa_spans"]] == [None, None, "Accuracy/Omission"]
        assert first["esa_spans"][2]["start_i"] == first["esa_spans"][2]["end_i"] == "missing"
        (span,) = second["esa_spans"]
        assert second["tgt"][span["start_i"] : span["end_i"] + 1] == second["tgt"]
        assert third["esa_spans"] == []


class TestCommand:
    def test_flags_and_ratings_of_a_project_are_in_every_report(self, tmp_path: Path) -> None:
        project = Project.create(alignment_of(SPANS), tmp_path / "p.kken")
        review.flag(project, ((0,), (0,)), "Other", "minor", "ә ғ қ", "a", spans=SPANNED.spans, better="келмеді")
        review.rate(project, ((0,), (0,)), 77, "a")
        for name in ("r.html", "r.tsv", "r.jsonl"):
            done = run("check", tmp_path / "p.kken", "--only", "script", "-o", tmp_path / name)
            assert "0 findings and 1 flags, 1 ratings" in done.stdout, done.stderr
        assert "<mark>келген жоқ</mark>, <mark>судья</mark>" in (tmp_path / "r.html").read_text()
        assert "<v>келген жоқ, судья</v>" in (tmp_path / "r.tsv").read_text()
        assert json.loads((tmp_path / "r.jsonl").read_text())["esa_score"] == 77

    def test_json_names_the_place_of_everything(self) -> None:
        done = run("check", KK, EN, "--only", "negation", "--only", "omissions", "--json")
        data = json.loads(done.stdout)
        assert set(data) == {"findings"}
        for finding in data["findings"]:
            assert {"check", "severity", "category", "message", "kk", "en"} <= set(finding)
            for side in (finding["kk"], finding["en"]):
                assert side is None or {"unit", "lines", "span", "text"} == set(side)
        assert any(f["kk"] and f["kk"]["text"] == "байқалмады" for f in data["findings"])
        assert any(f["kk"] is None for f in data["findings"])

    def test_a_table_for_people(self) -> None:
        done = run("check", KK, EN, "--only", "negation")
        assert "байқалмады" in done.stdout
        assert re.search(r"\n\d+ findings", done.stdout)

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
