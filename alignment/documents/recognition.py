"""Which format a file is of, told by what is in it, never by its name; what is no document is refused with the remedy."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator

from alignment.exceptions import NotText, WrongFormat

_HEAD = 65_536  # characters or bytes that are plenty to tell a format by

# --- files whose bytes are no text -------------------------------------------------------------------------------------

_IMAGES = {
    "PNG": b"\x89PNG\r\n\x1a\n",
    "JPEG": b"\xff\xd8\xff",
    "GIF": b"GIF8",
    "TIFF": b"II*\0",
    "TIFF ": b"MM\0*",
    "DjVu": b"AT&TFORM",
    "JPEG 2000": b"\0\0\0\x0cjP  ",
}
_ARCHIVES = {
    "gzip": b"\x1f\x8b",
    "bzip2": b"BZh",
    "xz": b"\xfd7zXZ\0",
    "7z": b"7z\xbc\xaf\x27\x1c",
    "RAR": b"Rar!\x1a\x07",
    "Zstandard": b"\x28\xb5\x2f\xfd",
}
_RECORDINGS = {"MP3": b"ID3", "Ogg": b"OggS", "Matroska": b"\x1a\x45\xdf\xa3", "FLAC": b"fLaC"}
_OTHER_BINARY = {"Parquet": b"PAR1", "PostScript": b"%!PS", "a program": b"MZ", "a program ": b"\x7fELF"}
_DATABASE_MARK = b"SQLite format 3\0"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the compound files of old office programs
_OLE_STREAMS = (("WordDocument", "Word 97 (.doc)"), ("Workbook", "Excel 97 (.xls)"), ("PowerPoint", "PowerPoint 97 (.ppt)"))
_PACKAGES = (
    ("xl/workbook.xml", "XLSX"),
    ("xl/workbook.bin", "XLSB"),
    ("ppt/presentation.xml", "PPTX"),
    ("Index/Document.iwa", "Pages"),
)
_OPEN_DOCUMENTS = (
    ("application/vnd.oasis.opendocument.text", "ODT"),
    ("application/vnd.oasis.opendocument.spreadsheet", "ODS"),
    ("application/vnd.oasis.opendocument", "OpenDocument"),
    ("application/epub", "EPUB"),
)


def recognize_bytes(data: bytes, name: str) -> str | None:
    """`pdf` or `docx`; `None` for what may be text.

    Raises:
        WrongFormat: the file is of another format whose bytes are no text.
    """
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _recognize_package(data, name)
    if head.startswith(_OLE):
        found = (kind for stream, kind in _OLE_STREAMS if stream.encode("utf-16-le") in data)
        kind = next(found, "an old office document")
        raise _spreadsheet_refused(kind, name) if "Excel" in kind else _document_refused(kind, name)
    if head.lstrip().startswith(b"{\\rtf"):
        raise _document_refused("RTF", name)
    if head.startswith(_DATABASE_MARK):
        raise WrongFormat("{name}: this is a project or another database; name the text itself", name=name)
    is_picture = (head.startswith(b"BM") and b"\0\0\0\0" in head[:10]) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")
    if (kind := _kind_of(head, _IMAGES)) or is_picture:
        raise WrongFormat(
            "{name}: this is a picture ({format}); have its text recognized (OCR) and give that text",
            name=name,
            format=kind or "BMP, WebP",
        )
    if (kind := _kind_of(head, _ARCHIVES)) or head[257:262] == b"ustar":
        raise _archive_refused(kind or "tar", name)
    if (kind := _kind_of(head, _RECORDINGS)) or head[4:8] == b"ftyp" or head[:4] == b"RIFF":
        raise WrongFormat(
            "{name}: this is a recording ({format}); give its subtitles (SRT, VTT) or a transcript",
            name=name,
            format=kind or ("MP4" if head[4:8] == b"ftyp" else "RIFF"),
        )
    if head[60:68] == b"BOOKMOBI":
        raise _document_refused("MOBI", name)
    if head.startswith(b"%!PS"):
        raise _document_refused("PostScript", name)
    if (kind := _kind_of(head, _OTHER_BINARY)) and b"\0" in head:
        raise NotText("{name}: binary content, not text; export it as plain text first", name=name)
    return None


def _kind_of(head: bytes, marks: dict[str, bytes]) -> str:
    return next((kind.strip() for kind, mark in marks.items() if head.startswith(mark)), "")


def _recognize_package(data: bytes, name: str) -> str:
    """What lies in a ZIP archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = set(archive.namelist())
            declared = b""
            if "mimetype" in members and archive.getinfo("mimetype").file_size < 200:
                declared = archive.read("mimetype")
    except Exception:  # zipfile raises whatever its parts raise
        raise WrongFormat("{name}: a damaged ZIP archive or office document; save it anew", name=name) from None
    if "word/document.xml" in members or any(re.fullmatch(r"word/document\d*\.xml", member) for member in members):
        return "docx"
    for member, kind in _PACKAGES:
        if member in members:
            raise _spreadsheet_refused(kind, name) if kind.startswith("XL") else _document_refused(kind, name)
    text = declared.decode("latin-1").strip()
    for mime, kind in _OPEN_DOCUMENTS:
        if text.startswith(mime):
            raise _spreadsheet_refused(kind, name) if kind == "ODS" else _document_refused(kind, name)
    raise _archive_refused("ZIP", name)


# --- files whose bytes are text ----------------------------------------------------------------------------------------

_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_CUE_LINE = re.compile(rf"^[ \t]*{_CLOCK}[ \t]*-{{1,2}}>[ \t]*{_CLOCK}", re.MULTILINE)
_OTHER_SUBTITLES = (
    ("ASS/SSA", re.compile(r"\A\s*\[Script Info\]|^Dialogue: ?\d+,\d+:\d\d:\d\d", re.IGNORECASE | re.MULTILINE)),
    ("MicroDVD", re.compile(r"\A\s*\{\d+\}\{\d+\}")),
    ("SBV", re.compile(r"\A\s*\d+:\d\d:\d\d\.\d{3},\d+:\d\d:\d\d\.\d{3}\s*$", re.MULTILINE)),
    ("SAMI", re.compile(r"\A\s*<SAMI\b", re.IGNORECASE)),
    ("LRC", re.compile(r"\A(?:\s*\[[a-z]+:[^\]\n]*\]\s*\n)*\s*\[\d+:\d\d[.:]\d\d\]")),
    ("SubViewer", re.compile(r"^\d\d:\d\d:\d\d[.:]\d\d,\d\d:\d\d:\d\d[.:]\d\d[ \t]*$", re.MULTILINE)),
    ("MPL2", re.compile(r"\A\s*\[\d+\]\[\d+\]")),
)
_PROLOGUE = re.compile(
    r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE\s+(?P<type>[\w:.-]+)[^\[>]*(?:\[.*?\]\s*)?>\s*)*", re.DOTALL | re.I
)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
_ALIGNED = {"tmx": "TMX", "xcesalign": "XCES"}
_XML_DOCUMENTS = {
    "fictionbook": "FictionBook",
    "worddocument": "Word XML",
    "package": "Word XML",
    "document": "an XML document",
    "tei": "TEI",
    "book": "DocBook",
    "article": "DocBook",
}
_HTML_TAGS = (
    "html head body title meta link p div span br hr a b i u em strong h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table "
    "thead tbody tr td th img font center blockquote pre section article header footer main nav figure sup sub small"
)
_TAG = re.compile(rf"<(/?)({'|'.join(_HTML_TAGS.split())})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_PO = re.compile(r'^msgid\s+".*"\s*\n(?:".*"\s*\n)*(?:msgid_plural\s+".*"\s*\n)?msgstr(?:\[0\])?\s+"', re.MULTILINE)
_COLUMN_NAMES = frozenset(
    "kk en kaz eng kazakh english kk-kz en-us en-gb source target қазақша ағылшынша казахский английский".split()
)
_MAIL = re.compile(r"\A(?:[A-Z][\w-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}", re.MULTILINE)
_ROWS = 400


def recognize_text(text: str, name: str) -> str:
    """`html`, `srt`, `vtt` or `txt`.

    Raises:
        WrongFormat: the text is markup, subtitles or bitext of another format.
    """
    head = text[:_HEAD].lstrip("\ufeff \t\r\n")
    if re.match(r"WEBVTT(?:[ \t\n]|\Z)", head):
        return "vtt"
    if _CUE_LINE.search(head):
        return "srt"
    for kind, pattern in _OTHER_SUBTITLES:
        if pattern.search(head):
            raise WrongFormat("{name}: these are subtitles ({format}); save them as SRT or VTT", name=name, format=kind)
    if head.startswith("<") and (known := _recognize_markup(head, name)):
        return known
    if _is_html(head):
        return "html"
    _refuse_sources(head, text, name)
    _refuse_tables(head, name)
    return "txt"


def _recognize_markup(head: str, name: str) -> str | None:
    """The format of a text that begins with a tag, `None` where that is no markup that we know."""
    prologue = _PROLOGUE.match(head)
    start = prologue.end() if prologue else 0
    root = _ROOT.match(head, start)
    found = root[1] if root else (prologue["type"] or "" if prologue else "")
    kind = found.rsplit(":", 1)[-1].casefold()
    if kind == "html" or (prologue and (prologue["type"] or "").casefold() == "html"):
        return "html"
    if kind in _ALIGNED:
        raise _aligned_refused(_ALIGNED[kind], name)
    if kind == "xliff":
        raise WrongFormat(
            "{name}: this is {format}, which holds aligned texts; save it as TMX and make a project of that with "
            "`alignment import`",
            name=name,
            format="XLIFF",
        )
    if kind in ("tbx", "martif"):
        raise WrongFormat("{name}: this is a glossary (TBX), not a text; give it with --glossary", name=name)
    if kind == "tt":
        raise WrongFormat("{name}: these are subtitles ({format}); save them as SRT or VTT", name=name, format="TTML")
    if kind in _XML_DOCUMENTS:
        raise _document_refused(_XML_DOCUMENTS[kind], name)
    if kind in _HTML_TAGS.split() or kind == "!doctype":
        return "html"
    if head.startswith("<?xml") or (root and re.search(rf"</(?:[\w.-]+:)?{re.escape(root[1])}\s*>\s*\Z", head)):
        raise _data_refused("XML", name)
    return None


def _is_html(head: str) -> bool:
    """Whether tags of HTML stand in the text in number: a text that speaks of tags has one here and there."""
    tags = [(found[1], found[2].casefold()) for found in _TAG.finditer(head)]
    closed = {tag for closing, tag in tags if closing}
    opened = {tag for closing, tag in tags if not closing}
    return bool(opened & closed) or len(tags) > 2


def _refuse_sources(head: str, text: str, name: str) -> None:
    """Texts for programs."""
    if _PO.search(head):
        raise _data_refused("PO", name)
    if head.startswith(("{", "[")) and _is_json(head, text):
        raise _data_refused("JSON", name)
    if re.search(r"\\documentclass|\\begin\{document\}", head):
        raise _document_refused("LaTeX", name)
    mail = _MAIL.match(head)
    if mail and re.search(r"^(?:MIME-Version|Received|Message-ID):", mail[0], re.MULTILINE | re.IGNORECASE):
        raise _document_refused("MIME", name)


def _is_json(head: str, text: str) -> bool:
    try:
        json.loads(head.split("\n", 1)[0])
        return True
    except (ValueError, RecursionError):
        pass
    try:
        json.loads(text)
    except RecursionError:
        return True
    except ValueError:
        return bool(re.match(r"[\[{]\s*(?:\"(?:[^\"\\\n]|\\.)*\"\s*[:,]|[\[{])", head)) and text.rstrip().endswith(
            ("]", "}")
        )
    return True


def _refuse_tables(head: str, name: str) -> None:
    """Texts in columns. Prose has commas and tabs too: a table has as many in each row, and a language in each column."""
    lines = head.split("\n")
    if len(head) == _HEAD:
        lines.pop()  # which may be cut
    lines = [line for line in lines if line.strip()][:_ROWS]
    for separator, kind in (("\t", "TSV"), (",", "CSV"), (";", "CSV"), ("|||", "|||")):
        rows = list(_rows(lines, separator))
        if rows and _is_table(rows, separator):
            raise _table_refused(kind, len(rows[0]), name)


def _rows(lines: list[str], separator: str) -> Iterator[list[str]]:
    if lines and lines[0].strip().lower() == f"sep={separator}":
        lines = lines[1:]
    if separator == "\t" or len(separator) > 1:
        yield from (line.strip().split(separator) for line in lines)
        return
    try:
        yield from csv.reader(lines, delimiter=separator)
    except csv.Error:
        return


def _is_table(rows: list[list[str]], separator: str) -> bool:
    width = len(rows[0])
    if width < 2:
        return False
    even = sum(len(row) == width for row in rows)
    names = {cell.strip().strip('"').casefold() for cell in rows[0]}
    if len(names & _COLUMN_NAMES) > 1 and even > 0.5 * len(rows):
        return True
    if even < 0.9 * len(rows):
        return False
    if separator == "\t" and len(rows) > 2 and even == len(rows):
        return True
    scripts = [[_script(cell) for cell in row] for row in rows if len(row) == width]
    columns = [{one for one in column if one} for column in zip(*scripts, strict=True)]
    pure = [sum(1 for row in scripts if "cyrillic" in row and "latin" in row)]
    return len(columns) > 1 and pure[0] > 0.8 * len(scripts) and (separator in "\t|||" or len(rows) > 1)


def _script(cell: str) -> str:
    cyrillic = sum("\u0400" <= letter <= "\u052f" for letter in cell)
    latin = sum(letter.isascii() and letter.isalpha() for letter in cell)
    if not cyrillic + latin:
        return ""
    return "cyrillic" if cyrillic > latin else "latin"


# --- what is said of each ------------------------------------------------------------------------------------------------


def _document_refused(kind: str, name: str) -> WrongFormat:
    return WrongFormat(
        "{name}: this is a document that is not read ({format}); save it as DOCX, PDF, HTML or plain text",
        name=name,
        format=kind,
    )


def _archive_refused(kind: str, name: str) -> WrongFormat:
    return WrongFormat("{name}: this is an archive ({format}); unpack it and name a file in it", name=name, format=kind)


def _spreadsheet_refused(kind: str, name: str) -> WrongFormat:
    return WrongFormat(
        "{name}: this is a spreadsheet ({format}); where it holds aligned texts, make a project of it with "
        "`alignment import` (XLSX or CSV)",
        name=name,
        format=kind,
    )


def _aligned_refused(kind: str, name: str) -> WrongFormat:
    return WrongFormat(
        "{name}: this is {format}, which holds aligned texts; make a project of it with `alignment import`",
        name=name,
        format=kind,
    )


def _table_refused(kind: str, columns: int, name: str) -> WrongFormat:
    return WrongFormat(
        "{name}: this looks like a table of {columns} columns ({format}); make a project of it with `alignment import`, or "
        "read it as text with --read-as txt",
        name=name,
        columns=columns,
        format=kind,
    )


def _data_refused(kind: str, name: str) -> WrongFormat:
    return WrongFormat(
        "{name}: this looks like data for programs ({format}), not a text; save its text as plain text, or read it as it "
        "is with --read-as txt",
        name=name,
        format=kind,
    )
