"""A workbook for people: both texts side by side, filters, the uncertain links in colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from alignment.corpora.entries import Corpus
from alignment.corpora.table_rows import LINK_COLUMNS, rows_of
from alignment.exceptions import OutputException
from alignment.files import clean_text

_CELL = 32_767  # characters, in UTF-16 as Excel counts
_WIDTHS = {"kk": 60, "en": 60, "flags": 40, "comments": 40, "proposals": 40, "section": 30, "kk_units": 14, "en_units": 14,
           "date": 22, "kk_document": 20, "en_document": 20}  # fmt: skip
_WIDTH = 12
_ROWS = 1_048_575  # of a sheet, below the header
_FIGURES = frozenset(LINK_COLUMNS.index(name) for name in ("link", "confidence", "similarity"))
_CONFIDENCE = LINK_COLUMNS.index("confidence")
_DETAILS = LINK_COLUMNS.index("details")
_UNSURE, _DOUBTFUL, _SURE = "F8CBAD", "FFE699", "E2EFDA"
"""Behind confidences below 0.5, below 0.9, and the others."""


def write(files: Sequence[BinaryIO], corpus: Corpus) -> None:
    """One sheet with the columns of the tables: header and filters at the top, texts wrapped, details out of sight. Texts
    are written as texts, so that none is taken for a formula. Details too long for a cell go on in the cells to its right.

    Raises:
        OutputException: a text is longer than a cell.
    """
    # Slow to import, and only this format needs it.
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Links")
    sheet.freeze_panes = "A2"
    # What is written row by row says its height first.
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(LINK_COLUMNS) - 1)}{1 + (corpus.count or _ROWS)}"
    for place, name in enumerate(LINK_COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(name, _WIDTH)
    sheet.column_dimensions[get_column_letter(len(LINK_COLUMNS))].hidden = True
    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    fills = {colour: PatternFill("solid", fgColor=colour) for colour in (_UNSURE, _DOUBTFUL, _SURE)}
    sheet.append([_cell(sheet, name, font=bold) for name in LINK_COLUMNS])
    for number, (entry, row) in enumerate(rows_of(corpus), 1):
        cells = [
            _figure(sheet, text, alignment=wrapped)
            if place in _FIGURES
            else _cell(sheet, _fitting(text, number, LINK_COLUMNS[place]), alignment=wrapped)
            for place, text in enumerate(row[:_DETAILS])
        ]
        confidence = entry.reviewed.link.confidence
        if confidence is not None:
            cells[_CONFIDENCE].fill = fills[_UNSURE if confidence < 0.5 else _DOUBTFUL if confidence < 0.9 else _SURE]
        sheet.append([*cells, *(_cell(sheet, part) for part in _parts(row[_DETAILS]))])
    book.save(files[0])


def _cell(sheet: Any, text: str, **styles: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet)
    if text:
        cell.value = text
        cell.data_type = "s"
    for name, style in styles.items():
        setattr(cell, name, style)
    return cell


def _figure(sheet: Any, text: str, **styles: Any) -> Any:
    cell = _cell(sheet, "", **styles)
    if text:
        cell.value = float(text) if "." in text else int(text)
    return cell


def _fitting(text: str, number: int, column: str) -> str:
    text = clean_text(text)
    if len(text) * 2 > _CELL and len(text.encode("utf-16-le")) // 2 > _CELL:
        raise OutputException(
            "link {number}: {column} has {length} characters, and a cell of a workbook holds {most}; write another format",
            number=number,
            column=column,
            length=len(text),
            most=_CELL,
        )
    return text


def _parts(details: str) -> Iterator[str]:
    for start in range(0, len(details), _CELL):
        yield details[start : start + _CELL]
