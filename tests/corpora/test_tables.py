"""Tables in all their forms: what goes out comes back, and programs that others wrote read it as it was meant."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignment.corpora import (
    Corpus,
    corpus_of,
    corpus_of_details,
    entry_of,
    jsonl,
    parquet,
    parse_corpus,
    read_pairs,
    spreadsheet,
)
from alignment.corpora.entries import LinkEntry
from alignment.corpora.table_rows import LINK_COLUMNS
from alignment.exceptions import MalformedFile, OutputException
from alignment.files import as_written
from alignment.records import Alignment, Document, Link, Paragraph
from tests.conftest import small_alignment
from tests.corpora.content import content, entries, files, noted

Rows = Iterator[tuple[int, Sequence[str]]]

# Texts that one program or another takes for something else.
AWKWARD = (
    '"Сот" деді', "=1+2", "+7 701", "-5", "@a", "'=a", "a,b;c", "<b>&amp;</b>", "😀 𝒜", '"', "екі\nжол", "a\tb", "1,5",
    "NA", "\u00a0x", "a\r\nb",
)  # fmt: skip


def awkward() -> Alignment:
    kk, en = (
        tuple(Paragraph(f"{side}.{i}", "body", text, (i, i)) for i, text in enumerate(AWKWARD, 1)) for side in ("kk", "en")
    )
    links = tuple(Link((i,), (i,), 0.5, -0.25) for i in range(len(AWKWARD)))
    return Alignment(Document("қ.txt", "kk", kk), Document("e.txt", "en", en), "paragraph", kk, en, links, "m")


def corpus(*given: LinkEntry) -> Corpus:
    return replace(corpus_of(small_alignment(), title="Есеп"), entries=given, count=None)


def tsv_rows(data: bytes, name: str) -> Rows:
    """As any program reads tab-separated rows whose quotes count."""
    return enumerate(csv.reader(io.StringIO(data.decode(), newline=""), "excel-tab"), 1)


def csv_rows(data: bytes, name: str) -> Rows:
    reader = csv.reader(io.StringIO(data.decode(), newline=""), strict=True)
    return ((number, [as_written(cell) for cell in row]) for number, row in enumerate(reader, 1))


READERS: dict[str, Callable[[bytes, str], Rows]] = {
    "tsv": tsv_rows,
    "csv": csv_rows,
    "xlsx": spreadsheet.rows_of_workbook,
    "parquet": parquet.rows_of_parquet,
}


def read_back(form: str, data: bytes) -> Corpus:
    if form == "jsonl":
        return jsonl.read(data, "t")
    (_, header), *rows = READERS[form](data, "t")
    fields = [dict(zip(header, cells, strict=False)) for _, cells in rows]
    back = [entry_of(row["kk"], row["en"], row["details"], "t", row.get("section", "")) for row in fields]
    made = corpus_of_details(fields[0]["details"], "t", back)
    assert made is not None
    return made


FORMS = [*READERS, "jsonl"]


@pytest.mark.parametrize("form", FORMS)
@given(links=st.lists(entries(), min_size=1, max_size=4))
@settings(max_examples=8, deadline=None)
def test_what_goes_out_comes_back(form: str, links: list[LinkEntry]) -> None:
    sent = corpus(*links)
    back = read_back(form, files(form, sent)[0])
    assert list(back.entries) == links
    assert replace(back, entries=()) == replace(sent, entries=())


@pytest.mark.long
@pytest.mark.parametrize("form", FORMS)
@given(links=st.lists(entries(), min_size=1, max_size=4))
@settings(max_examples=400, deadline=None)
def test_many_go_out_and_come_back(form: str, links: list[LinkEntry]) -> None:
    assert list(read_back(form, files(form, corpus(*links))[0]).entries) == links


@pytest.mark.parametrize("form", FORMS)
def test_all_that_people_said_comes_back(form: str) -> None:
    assert list(read_back(form, files(form, corpus(noted(), noted()))[0]).entries) == [noted(), noted()]


@pytest.mark.parametrize("form", FORMS)
def test_awkward_texts_come_back(form: str) -> None:
    alignment = awkward()
    back = list(read_back(form, content(form, alignment)).entries)
    assert [(entry.kk_text, entry.en_text) for entry in back] == [(text, text) for text in AWKWARD]
    assert [entry.reviewed.link for entry in back] == list(alignment.links)


def test_a_row_of_the_tab_separated_table_is_a_line_whatever_stands_in_it() -> None:
    lines = content("tsv", awkward()).decode().splitlines()
    assert len(lines) == 1 + len(AWKWARD)
    assert {line.count("\t") for line in lines} == {len(LINK_COLUMNS) - 1}


def test_a_line_of_json_is_a_line_to_all_who_read_lines() -> None:
    texts = ("a\u2028b", "a\x85b", "a\nb")
    paragraphs = tuple(Paragraph(f"kk.{i}", "body", text, (i, i)) for i, text in enumerate(texts, 1))
    links = tuple(Link((i,), ()) for i in range(len(texts)))
    alignment = replace(small_alignment(), kk_units=paragraphs, links=links)
    lines = content("jsonl", alignment).decode().splitlines()
    assert [json.loads(line)["translation"]["kk"] for line in lines] == ["a\u2028b", "a b", "a\nb"]


def test_no_cell_is_a_formula() -> None:
    from openpyxl import load_workbook

    rows = csv.DictReader(io.StringIO(content("csv", awkward()).decode(), newline=""))
    for row in rows:
        assert not row["kk"].startswith(("=", "+", "-", "@", "\t", "\r"))
        assert row["similarity"] == "-0.2500", "a figure is a figure"
    sheet = load_workbook(io.BytesIO(content("xlsx", awkward())))["Links"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s", "n"}
    assert sheet["D3"].value == "=1+2"


def test_a_workbook_is_made_for_people() -> None:
    from openpyxl import load_workbook

    links = tuple(
        replace(link, confidence=value)
        for link, value in zip(small_alignment().links, (0.3, 0.7, 0.95, None, 1.0), strict=True)
    )
    sheet = load_workbook(io.BytesIO(content("xlsx", replace(small_alignment(), links=links))))["Links"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.column_dimensions["D"].width == 60
    assert sheet.column_dimensions["T"].hidden
    assert sheet["D2"].alignment.wrap_text
    colours = [sheet[f"F{row}"].fill.fgColor.rgb for row in range(2, 7)]
    assert len(set(colours)) == 4, "unsure, doubtful, sure, and nothing where nobody says"
    assert colours[2] == colours[4]
    assert (sheet["A2"].value, sheet["F2"].value) == (1, 0.3)


def test_details_longer_than_a_cell_go_on_beside_it() -> None:
    long = replace(noted(), comments=(replace(noted().comments[0], text="пікір " * 10_000),))
    assert list(read_back("xlsx", files("xlsx", corpus(noted(), long))[0]).entries) == [noted(), long]


def test_a_text_longer_than_a_cell_is_refused_by_name() -> None:
    entry = noted()
    long = replace(entry, kk=(replace(entry.kk[0], text="с" * 32_768),))  # type: ignore[type-var]
    with pytest.raises(OutputException, match="link 2: kk has 32768 characters"):
        files("xlsx", corpus(entry, long))


@pytest.mark.parametrize("form", ["xlsx", "parquet"])
@pytest.mark.parametrize("cut", [0, 10, 0.5, -3])
def test_a_damaged_file_is_refused_by_name(form: str, cut: float) -> None:
    whole = content(form, small_alignment())
    with pytest.raises(MalformedFile, match=r"^t: not a .* or damaged"):
        list(READERS[form](whole[: int(cut * len(whole)) if isinstance(cut, float) else cut], "t"))


def test_other_programs_files_are_read_too() -> None:
    lines = '{"translation": {"kk": "Бір", "en": "One"}}\n\n{"kk": "Екі", "en": null, "id": 3}\n'
    assert [(e.kk_text, e.en_text) for e in jsonl.read(lines.encode(), "t").entries] == [("Бір", "One"), ("Екі", "")]
    coded = '{"kaz_Cyrl": "Бір", "eng_Latn": "One", "score": 1}\n{"en-US": "Two", "kk_KZ": "Екі", "ru": "Два"}\n'
    assert [(e.kk_text, e.en_text) for e in jsonl.read(coded.encode(), "t").entries] == [("Бір", "One"), ("Екі", "Two")]


def book(*sheets: list[list[str]]) -> bytes:
    made = openpyxl.Workbook()
    for rows in sheets:
        sheet = made.create_sheet()
        for row in rows:
            sheet.append(row)
    made.remove(made.worksheets[0])
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


PAIRS = [["Жаңа кітапхана ашылды.", "A new library opened."], ["Сот шешім шығарды.", "The court ruled."]]


@pytest.mark.parametrize(
    "sheets",
    [
        [[["Жоба аудармалары 2024"], [""], ["Аударма", "Түпнұсқа"], *PAIRS]],
        [[["Texts", ""], ["kk", "en"], *PAIRS]],
        [[["Екінші парақты толтырыңыз"]], [["Қазақша", "English"], *PAIRS]],
        [[], PAIRS],
    ],
)
def test_what_stands_over_a_table_or_on_other_sheets_is_none_of_it(sheets: list[list[list[str]]]) -> None:
    corpus = parse_corpus(book(*sheets), "t.xlsx")
    assert [[entry.kk_text, entry.en_text] for entry in corpus.entries] == PAIRS


def test_a_first_link_with_one_side_stands_over_no_table() -> None:
    corpus = parse_corpus(book([["Тек қазақша мәтін бар.", ""], *PAIRS]), "t.xlsx")
    assert [[entry.kk_text, entry.en_text] for entry in corpus.entries] == [["Тек қазақша мәтін бар.", ""], *PAIRS]


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"translation": "x"}', '{"kk": 1, "en": "a"}', '{"kk": "a", "section": 5}', "1e"]
)
def test_what_is_no_such_json_is_refused_with_its_line(line: str) -> None:
    with pytest.raises(MalformedFile, match=r"^t, line 2: no JSON object"):
        list(jsonl.read(f'{{"kk": "а", "en": "a"}}\n{line}\n'.encode(), "t").entries)


@pytest.mark.parametrize("details", [[1], 1.5, "[]", {"places": 1}, {"corpus": 1}])
def test_details_that_are_none_are_refused_with_their_line(details: Any) -> None:
    line = json.dumps({"kk": "а", "en": "a", "details": details})
    with pytest.raises(MalformedFile, match=r"^t, line 1: what it says"):
        list(jsonl.read(line.encode(), "t").entries)


@pytest.mark.parametrize("form", ["tsv", "jsonl", "xlsx", "parquet"])
def test_a_model_is_trained_on_the_pairs_that_were_exported(form: str, report: Alignment, tmp_path: Path) -> None:
    path = tmp_path / f"r.{form}"
    path.write_bytes(content(form, report))
    pairs = [alignment_pair for link in report.links if all(alignment_pair := report.texts(link))]
    assert read_pairs(path) == pairs
    (tmp_path / f"a.{form}").write_bytes(content(form, awkward()))
    flat = [" ".join(text.replace("\r", " ").split("\t")).replace("\n", " ") if form == "tsv" else text for text in AWKWARD]
    assert read_pairs(tmp_path / f"a.{form}") == [(text.strip(), text.strip()) for text in flat]


def test_moses_holds_pairs_alone_a_line_each() -> None:
    kk, en = files("moses", corpus_of(small_alignment()))
    assert kk.decode().split("\n") == ["Тақырып", "Бірінші абзац.", "Екінші абзац.", "Үшінші абзац.", ""]
    assert en.decode().split("\n")[2] == "Second and third paragraph."
    kk, en = files("moses", corpus_of(awkward()))
    assert len(kk.splitlines()) == len(en.splitlines()) == len(AWKWARD)


class TestJudges:
    """Programs that nobody here wrote."""

    @pytest.mark.judge
    def test_datasets_reads_parquet_as_translations(self, report: Alignment, tmp_path: Path) -> None:
        self._compare(report, tmp_path, "parquet", "Translation")

    @pytest.mark.judge
    def test_datasets_reads_json(self, report: Alignment, tmp_path: Path) -> None:
        self._compare(report, tmp_path, "json", "dict")

    def _compare(self, report: Alignment, folder: Path, builder: str, feature: str) -> None:
        import datasets

        form = "jsonl" if builder == "json" else builder
        path = folder / f"r.{form}"
        path.write_bytes(content(form, report))
        read = datasets.load_dataset(builder, data_files=str(path), split="train", cache_dir=str(folder / "cache"))
        assert type(read.features["translation"]).__name__ == feature
        assert [(row["kk"], row["en"]) for row in read["translation"]] == [report.texts(link) for link in report.links]
        assert read["kk_units"][5] == [report.kk_units[place].id for place in report.links[5].kk]
        assert read["confidence"][5] == pytest.approx(report.links[5].confidence, abs=1e-4)

    @pytest.mark.judge
    def test_datasets_reads_notes_that_come_late_in_a_long_file(self, tmp_path: Path) -> None:
        import datasets

        plain = replace(noted(), flags=(), comments=(), proposals=(), ratings=())
        path = tmp_path / "late.jsonl"
        path.write_bytes(files("jsonl", corpus(*[plain] * 15_000, noted()))[0])
        assert path.stat().st_size > 10 << 20, "longer than what the types are learned from"
        read = datasets.load_dataset("json", data_files=str(path), split="train", cache_dir=str(tmp_path / "cache"))
        assert read[-1]["flags"] == "Accuracy/Omission (major): a <note> & more"

    @pytest.mark.judge
    @pytest.mark.parametrize("form", ["csv", "tsv", "xlsx"])
    def test_pandas_reads_tables(self, form: str, report: Alignment, tmp_path: Path) -> None:
        import pandas

        path = tmp_path / f"r.{form}"
        path.write_bytes(content(form, report))
        how: dict[str, Any] = {"keep_default_na": False} | ({"sep": "\t"} if form == "tsv" else {})
        frame = pandas.read_excel(path, **how) if form == "xlsx" else pandas.read_csv(path, **how)
        assert list(frame.columns) == list(LINK_COLUMNS)
        assert list(zip(frame["kk"], frame["en"], strict=True)) == [report.texts(link) for link in report.links]
        assert list(frame["confidence"]) == pytest.approx([link.confidence for link in report.links], abs=1e-4)

    @pytest.mark.judge
    @pytest.mark.parametrize("form", ["csv", "tsv", "xlsx"])
    def test_pandas_reads_awkward_texts(self, form: str, tmp_path: Path) -> None:
        import pandas

        path = tmp_path / f"a.{form}"
        path.write_bytes(content(form, awkward()))
        how: dict[str, Any] = {"keep_default_na": False, "dtype": str} | ({"sep": "\t"} if form == "tsv" else {})
        frame = pandas.read_excel(path, **how) if form == "xlsx" else pandas.read_csv(path, **how)
        breaks = " " if form == "tsv" else "\n"
        wanted = [text.replace("\r", " ").replace("\n", breaks) for text in AWKWARD]
        if form == "tsv":
            wanted = [text.replace("\t", " ") for text in wanted]
        assert [as_written(text) if form == "csv" else text for text in frame["kk"]] == wanted
