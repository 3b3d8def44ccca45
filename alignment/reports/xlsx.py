"""The error report as a workbook: a summary with charts, and a sheet with every error."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from alignment.files import clean_text
from alignment.records import SEVERITIES

if TYPE_CHECKING:
    from alignment.reports.error_report import ErrorReport

_COLUMNS = ("no.", "section", "category", "severity", "points", "Kazakh lines", "Kazakh", "marked in Kazakh",
            "proposed in Kazakh", "English lines", "English", "marked in English", "note", "by")  # fmt: skip
_WIDTHS = (6, 28, 30, 10, 8, 10, 60, 26, 26, 10, 60, 26, 46, 18)
_CELL = 32_000  # characters; a cell holds 32,767


def render(report: ErrorReport) -> bytes:
    """The workbook's content. Texts are written as texts, so that none is taken for a formula."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    summary: Any = book.active
    summary.title = "Summary"
    summary.append(["Error report"])
    summary["A1"].font = Font(bold=True, size=14)
    facts: tuple[tuple[str, str | float], ...] = (
        ("Kazakh", report.kk_name),
        ("English", report.en_name),
        ("Kazakh words", report.words),
        ("Errors", len(report.entries)),
        ("Penalty points", report.penalty),
        ("Points for 1,000 words", round(1000 * report.penalty / max(report.words, 1), 1)),
    )
    if report.score is not None:
        facts += (("Mean score (ESA, 0 to 100)", round(report.score, 1)),)
    for label, value in facts:
        summary.append([label, _clean(value) if isinstance(value, str) else value])
        if isinstance(value, str):
            summary.cell(summary.max_row, 2).data_type = "s"
    for field in ("category", "severity", "section"):
        _counts(summary, report, field)
    if report.scores:
        _scores(summary, report)
    summary.column_dimensions["A"].width = 46
    sheet = book.create_sheet("Errors")
    sheet.append(_COLUMNS)
    for number, entry in enumerate(report.entries, 1):
        cells = (
            number, entry.section, entry.category, entry.severity, SEVERITIES[entry.severity], entry.kk_lines,
            entry.kk.text, entry.kk.marked, entry.better, entry.en_lines, entry.en.text, entry.en.marked, entry.note,
            entry.origin,
        )  # fmt: skip
        for column, text in enumerate(cells, 1):
            cell: Any = sheet.cell(number + 1, column)
            cell.value = _clean(text) if isinstance(text, str) else text
            if isinstance(text, str):
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.cell(1, column).font = Font(bold=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _counts(sheet: Any, report: ErrorReport, field: str) -> None:
    """A table of counts with a bar chart beside it."""
    from openpyxl.chart import BarChart, Reference
    from openpyxl.styles import Font

    sheet.append([])
    sheet.append([field, "errors"])
    header = sheet.max_row
    for column in (1, 2):
        sheet.cell(header, column).font = Font(bold=True)
    for name, count in report.count(field).most_common():
        sheet.append([_clean(name or "(none)"), count])
        sheet.cell(sheet.max_row, 1).data_type = "s"
    last = sheet.max_row
    if last > header and field != "section":
        chart = BarChart()
        chart.type, chart.legend, chart.title = "bar", None, f"Errors by {field}"
        chart.add_data(Reference(sheet, min_col=2, min_row=header, max_row=last), titles_from_data=True)
        chart.set_categories(Reference(sheet, min_col=1, min_row=header + 1, max_row=last))
        chart.height, chart.width = max(6, 0.8 * (last - header)), 18
        sheet.add_chart(chart, f"D{2 if field == 'category' else 22}")


def _scores(sheet: Any, report: ErrorReport) -> None:
    """The ESA ratings by section."""
    from openpyxl.styles import Font

    sheet.append([])
    sheet.append(["section", "mean score (ESA)", "ratings"])
    for column in (1, 2, 3):
        sheet.cell(sheet.max_row, column).font = Font(bold=True)
    for score in report.scores:
        sheet.append([_clean(score.section or "(none)"), round(score.mean, 1), score.ratings])
        sheet.cell(sheet.max_row, 1).data_type = "s"


def _clean(text: str) -> str:
    """Without what a workbook cannot hold."""
    return clean_text(text)[:_CELL]
