"""Glossaries in files: tab- and comma-separated tables and TBX, told by the file's extension."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from alignment.exceptions import MalformedFile, OutputException
from alignment.files import decode, parse_table, read_bytes, write_whole
from alignment.glossary import tbx
from alignment.glossary.terms import TERM_COLUMNS, Glossary, rows, term_of
from alignment.records import Term, said

GLOSSARY_EXTENSIONS = (".tsv", ".csv", ".tbx")

# A spreadsheet that opens a comma-separated table would run these. The tab-separated one is for programs: it stays as is.
_FORMULA = re.compile(r"^'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def read_glossary(path: str | Path) -> Glossary:
    """Read a glossary.

    Args:
        path: a `.tsv` or `.csv` file with the columns en and kk, and status, kind and note where there are any; or TBX.

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
    try:
        if kind == ".tsv":
            terms = [
                term_of(row, said("{name}, line {line}", name=name, line=str(number)))
                for number, row in parse_table(data, name)
            ]
        else:
            terms = _comma_separated(data, name) if kind == ".csv" else tbx.parse(data, name)
    except csv.Error as failure:
        raise MalformedFile("{name}: not a table of terms ({reason})", name=name, reason=failure) from None
    if not terms:
        raise MalformedFile("{name}: there is no term with both English and Kazakh words in it", name=name)
    return Glossary(tuple(terms))


def _comma_separated(data: bytes, name: str) -> list[Term]:
    text = decode(data, name).removeprefix("\ufeff")
    # Spreadsheets of the region separate by semicolons.
    first = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",")
    if not {"en", "kk"} <= set(reader.fieldnames or ()):
        raise MalformedFile(
            "{name}, line 1: the columns en and kk are needed; further ones are status, kind, note", name=name
        )
    return [term_of(_as_written(row), said("{name}, line {line}", name=name, line=str(reader.line_num))) for row in reader]


def _as_written(row: dict[str, str]) -> dict[str, str]:
    """A row without the apostrophes that keep spreadsheets from taking its cells for formulas."""
    return {name: cell[1:] if isinstance(cell, str) and _GUARDED.match(cell) else cell for name, cell in row.items()}


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
        harmless = ([_FORMULA.sub(r"'\g<0>", cell) for cell in row] for row in rows(glossary.terms))
        csv.writer(file, lineterminator="\r\n").writerows([TERM_COLUMNS, *harmless])
        # The mark makes spreadsheets read Cyrillic as UTF-8.
        return file.getvalue().encode("utf-8-sig")
    for row in (TERM_COLUMNS, *rows(glossary.terms)):
        file.write("\t".join(" ".join(cell.split()) for cell in row) + "\n")
    return file.getvalue().encode()
