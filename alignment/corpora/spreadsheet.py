"""A workbook for people: both texts side by side, filters, the uncertain links in colour."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from alignment.corpora.entries import Corpus
from alignment.corpora.table_rows import LINK_COLUMNS, rows_of
from alignment.exceptions import MalformedFile, OutputException
from alignment.files import clean_text

_CELL = 32_767  # characters, in UTF-16 as Excel counts
_WIDTHS = {"kk": 60, "en": 60, "flags": 40, "comments": 40, "proposals": 40, "section": 30, "kk_units": 14, "en_units": 14,
           "date": 22, "kk_document": 20, "en_document": 20}  # fmt: skip
_WIDTH = 12
_TEXTS = frozenset(("kk", "en"))
_ROWS = 1_048_575  # of a sheet, below the header
_TOP = 50  # rows in which a sheet shows its columns
_UNPACKED = 2**30  # bytes; a workbook of 50,000 links has a tenth of this
_FIGURES = frozenset(LINK_COLUMNS.index(name) for name in ("link", "confidence", "similarity"))
_CONFIDENCE = LINK_COLUMNS.index("confidence")
_DETAILS = LINK_COLUMNS.index("details")
_COLOURS = ("F8CBAD", "FFE699", "E2EFDA")
"""Behind confidences below 0.5, below 0.9, and the others."""


def write(files: Sequence[BinaryIO], corpus: Corpus) -> None:
    """One sheet with the columns of the tables: header and filters at the top, texts wrapped, details out of sight. Texts
    are written as texts, so that none is taken for a formula. Details too long for a cell go on in the cells to its right;
    notes too long for one are cut, and stand in the details as they are.

    Raises:
        OutputException: a link's text is longer than a cell.
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
    bold, layout = _style_of(sheet, font=Font(bold=True)), Alignment(wrap_text=True, vertical="top")
    wrapped = _style_of(sheet, alignment=layout)
    unsure, doubtful, sure = (
        _style_of(sheet, alignment=layout, fill=PatternFill("solid", fgColor=colour)) for colour in _COLOURS
    )
    sheet.append([_text_cell(sheet, name, bold) for name in LINK_COLUMNS])
    try:
        for number, (entry, row) in enumerate(rows_of(corpus), 1):
            cells: list[Any] = [
                (
                    _figure(sheet, text, wrapped)
                    if place in _FIGURES
                    else _text_cell(sheet, _fitting(text, number, place), wrapped)
                )
                if text
                else None
                for place, text in enumerate(row[:_DETAILS])
            ]
            confidence = entry.reviewed.link.confidence
            if confidence is not None:
                cells[_CONFIDENCE]._style = unsure if confidence < 0.5 else doubtful if confidence < 0.9 else sure
            sheet.append([*cells, *(_text_cell(sheet, part) for part in _parts(row[_DETAILS]))])
    except BaseException:
        # Else the rows so far stay on the disk until the program ends.
        sheet.close()
        sheet._writer.cleanup()
        raise
    book.save(files[0])


def _style_of(sheet: Any, **styles: Any) -> Any:
    """A style as cells share it: to look it up in the workbook for each cell takes most of the time."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet)
    for name, style in styles.items():
        setattr(cell, name, style)
    return cell._style


def _text_cell(sheet: Any, text: str, style: Any = None) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    if style is not None:
        cell._style = style
    return cell


def _figure(sheet: Any, text: str, style: Any) -> Any:
    cell = _text_cell(sheet, text, style)
    cell.value = float(text) if "." in text else int(text)
    return cell


def _fitting(text: str, number: int, place: int) -> str:
    text = clean_text(text).replace("\r", " ")  # which XML makes another line end of; `details` has it
    if len(text) * 2 <= _CELL or len(text.encode("utf-16-le")) // 2 <= _CELL:
        return text
    if LINK_COLUMNS[place] in _TEXTS:
        raise OutputException(
            "link {number}: {column} has {length} characters, and a cell of a workbook holds {most}; write another format",
            number=number,
            column=LINK_COLUMNS[place],
            length=len(text),
            most=_CELL,
        )
    return text[: _CELL // 2] + "…"


def _parts(details: str) -> Iterator[str]:
    for start in range(0, len(details), _CELL):
        yield details[start : start + _CELL]


def rows_of_workbook(data: bytes, name: str, encoding: str | None = None) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows of a workbook's first sheet that has columns as texts, each with its number from 1. Rows without text are
    passed over.

    Args:
        encoding: of no meaning here; readers of rows are called alike.

    Raises:
        MalformedFile: it is no workbook, it is damaged, or it would not fit into memory.
    """
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
        if unpacked > _UNPACKED:
            raise MalformedFile("{name}: it unpacks to {size} bytes, too many for a workbook", name=name, size=unpacked)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        width = 0
        for number, row in enumerate(_sheet(book.worksheets).iter_rows(values_only=True), 1):
            cells = [_text(value) for value in row]
            if number == 1:
                while cells and not cells[-1]:
                    cells.pop()
                width = len(cells) if cells[-1:] == [LINK_COLUMNS[-1]] else 0
            if width:
                cells = [*cells[: width - 1], "".join(cells[width - 1 :])]
            if any(cells):
                yield number, cells
    except MalformedFile:
        raise
    except Exception as failure:  # whatever the libraries below make of what is no workbook
        raise MalformedFile("{name}: not a workbook, or damaged ({reason})", name=name, reason=failure) from None


def _sheet(sheets: Sequence[Any]) -> Any:
    """The first sheet that has two cells beside each other near its top: others explain the file, or are left empty."""
    for sheet in sheets:
        rows = sheet.iter_rows(max_row=_TOP, values_only=True)
        if any(sum(value not in (None, "") for value in row) > 1 for row in rows):
            return sheet
    return sheets[0]


def _text(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) and value.is_integer() else str(value)
