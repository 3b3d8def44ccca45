"""Records as people meet them: at the prompt, in notebooks, made of texts, written to files."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pandas
import pytest
from lxml import etree

from alignment import Alignment, Document, read_document
from alignment.exceptions import EmptyText, NotText, OutputException, UnknownLanguage
from tests.conftest import EN, KK, large_alignment, small_alignment


class TestOneLine:
    def test_of_the_report(self, report: Alignment) -> None:
        units, links = f"{len(report.kk_units)} × {len(report.en_units)} units", f"{len(report.links)} links"
        assert repr(report) == f"Alignment(kazakhstan-2017.txt ~ kazakhstan-2017.txt, paragraph, {units}, {links})"
        assert repr(report.kk) == "Document(kazakhstan-2017.txt, kk, 272 paragraphs)"

    def test_stays_short_whatever_the_names_are(self) -> None:
        alignment = large_alignment(20_000)
        kk = replace(alignment.kk, name="a name\nin two lines, and a very long one at that.txt")
        line = repr(replace(alignment, kk=kk, en=replace(alignment.en, name="x" * 500), level="sentence"))
        assert "\n" not in line
        assert len(line) <= 120
        assert line.startswith("Alignment(a name in two lines, and a …")


class TestNotebook:
    def test_a_table_of_the_first_links_and_the_count_of_the_rest(self) -> None:
        table = etree.fromstring(large_alignment(33)._repr_html_())
        rows = table.findall("tbody/tr")
        assert len(rows) == 21
        assert rows[1].findtext("td[1]") == "1"
        assert rows[-1].findtext("td") == "… and 13 more links"

    def test_all_links_of_a_short_one(self) -> None:
        rows = etree.fromstring(small_alignment()._repr_html_()).findall("tbody/tr")
        assert [row.findtext("td[3]") or "" for row in rows] == [
            "Title",
            "First paragraph.",
            "Second and third paragraph.",
            "Fourth paragraph.",
            "",
        ]
        assert [row.findtext("td[4]") for row in rows][:2] == ["0.99", "0.95"]

    def test_what_came_from_a_document_is_escaped_and_cut(self) -> None:
        document = Document.from_units(["<script>alert(1)</script> & $5", "long " * 100], "en", name="<b>&name")
        page = document._repr_html_()
        assert "<script>" not in page
        assert "<b>" not in page
        table = etree.fromstring(page)
        script, long = (row.findtext("td[4]") for row in table.findall("tbody/tr"))
        assert script == "<script>alert(1)</script> & $5"
        assert len(long or "") == 160
        assert "mathjax_ignore" in str(table.get("class"))


class TestFromText:
    def test_reads_as_a_file_is_read(self) -> None:
        for path in (KK, EN):
            text = path.read_text(encoding="utf-8")
            read = read_document(path)
            assert Document.from_text(text, name=path.name) == replace(read, sha256="")
            assert Document.from_text("\ufeff" + text.replace("\n", "\r\n"), name=path.name) == replace(read, sha256="")

    def test_the_language_may_be_named(self) -> None:
        assert Document.from_text("Конституция", language="kk").language == "kk"
        with pytest.raises(UnknownLanguage, match="text: the text is Cyrillic"):
            Document.from_text("Конституция")

    def test_refusals(self) -> None:
        with pytest.raises(EmptyText):
            Document.from_text(" \n ")
        with pytest.raises(NotText):
            Document.from_text("a\0b" * 9)
        with pytest.raises(TypeError, match="not PosixPath"):
            Document.from_text(KK)  # type: ignore[arg-type]


class TestFromUnits:
    def test_units_are_as_given(self) -> None:
        given = ["Бірінші  абзац.", "екі\nжол қатар", " Үшінші"]
        document = Document.from_units(given, name="mine")
        assert [p.text for p in document.paragraphs] == given
        assert [(p.id, p.kind, p.lines) for p in document.paragraphs][2] == ("kk.3", "body", (3, 3))
        assert (document.name, document.language) == ("mine", "kk")

    def test_anything_that_gives_strings_in_order(self) -> None:
        import numpy as np

        given = ["The court ruled.", "He left."]
        wanted = Document.from_units(given)
        for units in (tuple(given), iter(given), pandas.Series(given, index=[7, 3]), np.array(given)):
            assert Document.from_units(units) == wanted
        assert type(Document.from_units(np.array(given)).paragraphs[0].text) is str

    @pytest.mark.parametrize(
        ("units", "message"),
        [
            ("one text", "not str"),
            ({"a": 1}, "not dict"),
            ({"a"}, "not set"),
            (pandas.DataFrame({"a": ["x"]}), "not DataFrame"),
            (["a", None], "unit 2: units are strings, this is NoneType"),
            (pandas.Series(["a", float("nan")], dtype=object), "unit 2: units are strings, this is float"),
            (7, "not int"),
        ],
    )
    def test_wrong_types(self, units: object, message: str) -> None:
        with pytest.raises(TypeError, match=message):
            Document.from_units(units)  # type: ignore[arg-type]

    def test_empty_units_are_named(self) -> None:
        with pytest.raises(EmptyText, match="units, unit 2: there is no text"):
            Document.from_units(["a", " \t", "b"])
        with pytest.raises(EmptyText, match="no units"):
            Document.from_units([])


class TestWrite:
    def test_the_ending_names_the_format(self, tmp_path: Path) -> None:
        alignment = small_alignment()
        alignment.write(tmp_path / "links.tsv")
        alignment.write(str(tmp_path / "memory.tmx"))
        alignment.write(tmp_path / "links.txt", format="tsv")
        assert (tmp_path / "links.tsv").read_text(encoding="utf-8").count("\n") == 6
        assert (tmp_path / "links.txt").read_bytes() == (tmp_path / "links.tsv").read_bytes()
        assert len(etree.parse(tmp_path / "memory.tmx").findall("body/tu")) == 5

    def test_no_half_file_and_no_unknown_format(self, tmp_path: Path) -> None:
        with pytest.raises(OutputException, match="names no format"):
            small_alignment().write(tmp_path / "links.doc")
        with pytest.raises(OutputException, match="no format 'doc'"):
            small_alignment().write(tmp_path / "links.tsv", format="doc")
        with pytest.raises(OutputException):
            small_alignment().write(tmp_path / "none" / "links.tsv")
        assert list(tmp_path.iterdir()) == []


def test_records_are_pickled() -> None:
    alignment = small_alignment()
    assert pickle.loads(pickle.dumps(alignment)) == alignment
