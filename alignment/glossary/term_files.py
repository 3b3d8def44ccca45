"""Glossaries in files: tab- and comma-separated tables and TBX, told by the file's extension."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from alignment.exceptions import MalformedFile, OutputException
from alignment.files import as_written, decode, guarded, read_bytes, separator_of, spreadsheet_rows, write_whole
from alignment.glossary import tbx
from alignment.glossary.terms import TERM_COLUMNS, Glossary, rows, terms_of
from alignment.languages import side_of_code
from alignment.records import said

GLOSSARY_EXTENSIONS = (".tsv", ".csv", ".tbx")

_SEPARATOR_NAMES = {"\t": "tabs", ",": "commas", ";": "semicolons"}


def read_glossary(path: str | Path) -> Glossary:
    """Read a glossary.

    Args:
        path: a `.tsv` or `.csv` file with the columns en and kk, and status, kind and note where there are any, separated
            by tabs, commas or semicolons, cells in quotation marks or not; or TBX. A cell may hold several terms: see
            `terms.terms_of`.

    Raises:
        UnreadableFile, NotText, WrongEncoding: the file cannot be read.
        MalformedFile: it is no such table or TBX; the message names the line.
    """
    path = Path(path)
    return parse_glossary(read_bytes(path), path.name)


def parse_glossary(data: bytes, name: str) -> Glossary:
    """The glossary in a file of this content and name; raises as `read_glossary` does, and where it holds no term."""
    kind = Path(name).suffix.lower()
    if kind not in (*GLOSSARY_EXTENSIONS, ".xml"):
        raise MalformedFile("{name}: a glossary is one of {known}", name=name, known=", ".join(GLOSSARY_EXTENSIONS))
    if kind in (".tsv", ".csv"):
        terms = [
            term
            for number, row in _rows(decode(data, name).removeprefix("\ufeff"), name)
            for term in terms_of(
                _as_written(row) if kind == ".csv" else row, said("{name}, line {line}", name=name, line=str(number))
            )
        ]
    else:
        terms = tbx.parse(data, name)
    if not terms:
        raise MalformedFile("{name}: there is no term with both English and Kazakh words in it", name=name)
    return Glossary(tuple(terms))


def _rows(text: str, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table, each with the line it begins on and its cells by column."""
    separator = separator_of(text)
    header: list[str] = []
    for number, cells in spreadsheet_rows(text):
        if not header:
            header = [_column(cell) for cell in cells]
            if not {"en", "kk"} <= set(header):
                raise MalformedFile(
                    "{name}, line {line}: the columns en and kk are needed; further ones are status, kind, note",
                    name=name,
                    line=number,
                )
            continue
        # Programs that write commas leave out the empty cells at a row's end; where tabs are too few, one was lost.
        if any(cell.strip() for cell in cells[len(header) :]) or (separator == "\t" and len(cells) < len(header)):
            raise MalformedFile(
                "{name}, line {line}: {found} fields where the header has {wanted}; separate them by {separator}",
                name=name,
                line=number,
                found=len(cells),
                wanted=len(header),
                separator=_SEPARATOR_NAMES.get(separator, repr(separator)),
            )
        yield number, dict(zip(header, cells, strict=False))


def _column(cell: str) -> str:
    """A column's name: a language's, however its code is written, or the word in lower case."""
    return side_of_code(cell) or cell.strip().lower()


def _as_written(row: dict[str, str]) -> dict[str, str]:
    """A row without the apostrophes that keep spreadsheets from taking its cells for formulas."""
    return {name: as_written(cell) for name, cell in row.items()}


def write_glossary(path: str | Path, glossary: Glossary) -> None:
    """Write a glossary, whole or not at all, in the form that the extension names.

    Raises:
        OutputException: the extension names none, or the file cannot be written.
    """
    path = Path(path)
    if path.suffix.lower() not in GLOSSARY_EXTENSIONS:
        raise OutputException(
            "{name}: its extension names no form of glossary; use one of {known}",
            name=path,
            known=", ".join(GLOSSARY_EXTENSIONS),
        )
    write_whole(path, render_glossary(glossary, path.suffix.lower()))


def render_glossary(glossary: Glossary, extension: str) -> bytes:
    """The content of a glossary's file with one of `GLOSSARY_EXTENSIONS`."""
    if extension == ".tbx":
        return tbx.render(glossary.terms)
    file = io.StringIO()
    if extension == ".csv":
        # The tab-separated table is for programs: it stays as is.
        harmless = (map(guarded, row) for row in rows(glossary.terms))
        csv.writer(file, lineterminator="\r\n").writerows([TERM_COLUMNS, *harmless])
        # The mark makes spreadsheets read Cyrillic as UTF-8.
        return file.getvalue().encode("utf-8-sig")
    for row in (TERM_COLUMNS, *rows(glossary.terms)):
        file.write("\t".join(_quoted(" ".join(cell.split())) for cell in row) + "\n")
    return file.getvalue().encode()


def _quoted(cell: str) -> str:
    """A cell as spreadsheets save it: what begins with a quotation mark stands in further ones."""
    return '"' + cell.replace('"', '""') + '"' if cell.startswith('"') else cell
