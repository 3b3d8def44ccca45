"""Glossaries in files: tab- and comma-separated tables and TBX, told by the file's extension."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from alignment.documents.text import decode, read_bytes
from alignment.exceptions import MalformedFile, OutputException
from alignment.formats import tbx
from alignment.formats.files import write_whole
from alignment.glossary import COLUMNS, Glossary, rows, term_of

EXTENSIONS = (".tsv", ".csv", ".tbx")


def read_glossary(path: str | Path) -> Glossary:
    """Read a glossary.

    Args:
        path: a `.tsv` or `.csv` file with the columns en and kk, and status, kind and note where there are any; or TBX.

    Raises:
        UnreadableFile, NotText, WrongEncoding: the file cannot be read.
        MalformedFile: it is no such table or TBX; the message names the line.
    """
    path = Path(path)
    kind = path.suffix.lower()
    if kind in (".tbx", ".xml"):
        return Glossary(tuple(tbx.parse(read_bytes(path), path.name)))
    if kind == ".tsv":
        return Glossary.read(path)
    if kind != ".csv":
        raise MalformedFile(f"{path.name}: a glossary is one of {', '.join(EXTENSIONS)}")
    text = decode(read_bytes(path), path.name).removeprefix("\ufeff")
    # Spreadsheets of the region separate by semicolons.
    first = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",")
    if not {"en", "kk"} <= set(reader.fieldnames or ()):
        raise MalformedFile(f"{path.name}, line 1: the columns en and kk are needed; further ones are status, kind, note")
    return Glossary(tuple(term_of(row, f"{path.name}, line {reader.line_num}") for row in reader))


def write_glossary(path: str | Path, glossary: Glossary) -> None:
    """Write a glossary, whole or not at all, in the form that the extension names.

    Raises:
        OutputException: the extension names none, or the file cannot be written.
    """
    path = Path(path)
    kind = path.suffix.lower()
    if kind == ".tbx":
        write_whole(path, tbx.render(glossary.terms))
    elif kind in (".tsv", ".csv"):
        file = io.StringIO()
        if kind == ".csv":
            csv.writer(file, lineterminator="\r\n").writerows([COLUMNS, *rows(glossary.terms)])
        else:
            for row in (COLUMNS, *rows(glossary.terms)):
                file.write("\t".join(" ".join(cell.split()) for cell in row) + "\n")
        # The mark makes spreadsheets read Cyrillic as UTF-8.
        write_whole(path, file.getvalue().encode("utf-8-sig" if kind == ".csv" else "utf-8"))
    else:
        raise OutputException(f"{path}: its extension names no form of glossary; use one of {', '.join(EXTENSIONS)}")
