"""The report gives the same paragraphs as plain text, DOCX, a web page and PDF: printed by several programs, with page
breaks, running heads and page numbers."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from alignment.documents import read_document
from alignment.records import Document
from tests.conftest import EN, KK
from tests.documents.fixtures import Marked, by_chromium, by_office, printed, typed, web_page

REPORTS = pytest.mark.parametrize("report", [KK, EN], ids=["kk", "en"])


def marked(document: Document) -> Marked:
    return [(paragraph.level, paragraph.text) for paragraph in document.paragraphs]


def agreement(document: Document, other: Document) -> float:
    """F1 of paragraphs that are the same to the letter."""
    one, two = ([paragraph.text for paragraph in each.paragraphs] for each in (document, other))
    return 2 * sum((Counter(one) & Counter(two)).values()) / (len(one) + len(two))


@REPORTS
def test_docx(report: Path, tmp_path: Path) -> None:
    whole = read_document(report)
    file = tmp_path / "report.docx"
    file.write_bytes(typed(marked(whole)))
    assert marked(read_document(file)) == marked(whole)


@REPORTS
@pytest.mark.slow
@pytest.mark.parametrize(
    ("layout", "least"),
    [
        ({}, 0.99),
        ({"indent": True, "number": "– {} –"}, 0.985),
        ({"columns": 2, "number": "Page {} of 99"}, 0.97),
        ({"columns": 2, "ragged": True, "indent": True, "number": "{}-бет"}, 0.97),
    ],
)
def test_pdf(report: Path, layout: dict[str, object], least: float, tmp_path: Path) -> None:
    whole = read_document(report)
    file = tmp_path / "report.pdf"
    file.write_bytes(printed(marked(whole), **layout))  # type: ignore[arg-type]
    found = read_document(file)
    # What a page's end leaves open is whether a full last line that ends a sentence ended its paragraph too.
    assert agreement(whole, found) >= least
    levels = {paragraph.text: paragraph.level for paragraph in found.paragraphs if paragraph.kind == "heading"}
    assert sum(levels.get(text) == level for level, text in marked(whole) if level is not None) >= 44


@REPORTS
@pytest.mark.judge
def test_printed_by_a_browser(report: Path, tmp_path: Path) -> None:
    whole = read_document(report)
    file = tmp_path / "report.html"
    file.write_text(web_page(marked(whole)), encoding="utf-8")
    assert agreement(whole, read_document(by_chromium(file))) >= 0.98


@REPORTS
@pytest.mark.judge
def test_saved_and_printed_by_libreoffice(report: Path, tmp_path: Path) -> None:
    whole = read_document(report)
    file = tmp_path / "report.docx"
    file.write_bytes(typed(marked(whole)))
    assert agreement(whole, read_document(by_office(file, "pdf"))) >= 0.98
    text = by_office(file, "odt")
    assert marked(read_document(by_office(text, "docx"))) == marked(whole)


@REPORTS
def test_web_page(report: Path, tmp_path: Path) -> None:
    whole = read_document(report)
    file = tmp_path / "report.html"
    file.write_text(web_page(marked(whole)), encoding="utf-8")
    assert agreement(whole, read_document(file)) == 1
