"""What a file is, told by its content: what is read, and what is refused with its name and the remedy."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from alignment.documents import parse_file
from alignment.documents.recognition import recognize_text
from alignment.exceptions import WrongFormat
from tests.conftest import EN, KK


def zipped(**members: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return made.getvalue()


REFUSED: dict[str, tuple[str | bytes, str]] = {
    "tmx": (
        '<?xml version="1.0"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4"><body/></tmx>',
        "TMX.*alignment import",
    ),
    "tmx without a prologue": ('<tmx version="1.4">\n<body></body></tmx>', "TMX"),
    "xliff": ('<?xml version="1.0"?><xliff version="1.2"><file/></xliff>', "XLIFF.*TMX"),
    "tbx": ('<!-- x --><tbx type="TBX-Basic"></tbx>', "glossary.*--glossary"),
    "other xml": ('<?xml version="1.0"?><rss><channel/></rss>', "XML"),
    "ttml": ('<tt xmlns="http://www.w3.org/ns/ttml"><body/></tt>', "subtitles.*SRT"),
    "fb2": ('<?xml version="1.0"?><FictionBook xmlns="x"></FictionBook>', "FictionBook.*DOCX"),
    "ass": ("[Script Info]\nTitle: x\n\nDialogue: 0,0:00:01.00,0:00:02.00,,,Hello", "ASS/SSA.*SRT"),
    "microdvd": ("{10}{20}Сәлем\n{30}{40}Қош\n", "MicroDVD"),
    "sbv": ("0:00:01.000,0:00:02.000\nHello there.\n", "SBV"),
    "lrc": ("[ti:Song]\n[00:12.00]Line\n", "LRC"),
    "po": ('msgid ""\nmsgstr ""\n\nmsgid "court"\nmsgstr "сот"\n', "PO"),
    "json": ('{"kk": "Сот", "en": "court"}\n{"kk": "Ол", "en": "He"}\n', "JSON"),
    "json over lines": ('{\n  "kk": "Сот",\n  "en": "court"\n}\n', "JSON"),
    "two columns": (
        "Сот шешім шығарды.\tThe court ruled.\nОл кетті.\tHe left.\n",
        "2 columns.*alignment import.*--read-as txt",
    ),
    "one row": ("Сот шешім шығарды.\tThe court ruled.\n", "2 columns"),
    "numbered columns": ("1\tСот\n2\tОл\n3\tАдам\n", "2 columns"),
    "csv": ('kk,en\n"Сот, ол",The court\n', "2 columns.*CSV"),
    "csv without names": ("Сот келді;The court came\nОл кетті;He left\n", "2 columns"),
    "sep": ("sep=;\nСот келді;The court came\nОл кетті;He left\n", "2 columns"),
    "bars": ("Сот ||| court\nОл ||| he\n", "2 columns"),
    "latex": ("\\documentclass{article}\n\\begin{document}\nHello", "LaTeX"),
    "rtf": (b"{\\rtf1\\ansi hello}", "RTF.*DOCX"),
    "doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "Word 97.*DOCX"),
    "xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le"), "spreadsheet.*Excel 97"),
    "png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture.*OCR"),
    "jpeg": (b"\xff\xd8\xff\xe0\0\x10JFIF", "picture"),
    "gzip": (b"\x1f\x8b\x08\0", "archive"),
    "mp4": (b"\0\0\0\x20ftypisom", "recording.*SRT"),
    "sqlite": (b"SQLite format 3\0", "project"),
    "odt": (zipped(mimetype="application/vnd.oasis.opendocument.text", content_xml="<x/>"), "ODT.*DOCX"),
    "epub": (zipped(mimetype="application/epub+zip"), "EPUB"),
    "xlsx": (zipped(xl__workbook_xml="<x/>"), "spreadsheet.*alignment import"),
    "pptx": (zipped(ppt__presentation_xml="<x/>"), "PPTX"),
    "zip": (zipped(a="b"), "archive.*unpack"),
    "broken zip": (zipped(a="b")[:-10], "damaged"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_document_is_refused_by_name_and_with_the_remedy(kind: str) -> None:
    content, said = REFUSED[kind]
    with pytest.raises(WrongFormat, match=rf"^a\.txt: .*{said}") as caught:
        parse_file(content if isinstance(content, bytes) else content.encode(), "a.txt")
    assert "\n" not in str(caught.value)


PLAIN = {
    "prose with commas": "Сот, ол, сосын біз.\nМен, сен, кейін олар.\nБір, екі, сосын үш.\n",
    "a list of names in two scripts": "Астана (Astana), қала.\nАлматы (Almaty), қала.\nШымкент, қала.\n",
    "a tab here and there": "1.\tКіріспе бөлім осы жерде.\nЖалғасы табсыз жүреді.\n2.\tЕкінші бөлім.\n",
    "speech of one tag": "The tag <b> makes letters bold.\n",
    "less and greater": "Егер x < y болса, онда y > x болады.\n",
    "an arrow": "A --> B: ол жерден мұнда.\n",
    "a bracket": "[1] Бірінші сілтеме осы.\n",
    "an address": "<https://example.org> мекенжайында.\n",
    "a set": "{a, b} жиыны туралы айтылды.\n",
    "a clock": "12:30 болғанда ол келді, 13:45 болғанда кетті.\n",
}


@pytest.mark.parametrize("kind", PLAIN)
def test_prose_stays_prose(kind: str) -> None:
    assert recognize_text(PLAIN[kind], "a.txt") == "txt"


@pytest.mark.parametrize("path", [KK, EN])
def test_the_report_is_plain_text(path: Path) -> None:
    assert recognize_text(path.read_text(encoding="utf-8"), path.name) == "txt"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!DOCTYPE html>\n<html><body>Сот</body></html>", "html"),
        ('<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0" "x">\n<html xmlns="x"></html>', "html"),
        ("<p>Сот шешім шығарды.</p>", "html"),
        ("Сот <b>шешім</b> шығарды.", "html"),
        ("Бірінші жол.<br>Екінші жол.<br>Үшінші жол.<br>", "html"),
        ("<div class='x'>Сот", "html"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nСот", "vtt"),
        ("1\n00:00:01,000 --> 00:00:02,000\nСот\n", "srt"),
        ("00:00:01.000 --> 00:00:02.000\nСот\n", "srt"),
    ],
)
def test_markup_and_subtitles_are_told(text: str, kind: str) -> None:
    assert recognize_text(text, "a.txt") == kind


def test_whoever_names_a_format_is_right() -> None:
    assert parse_file("Сот\tcourt\nҚала\tcity\n".encode(), "a.txt", "kk", read_as="txt").paragraphs[0].text == "Сот court"
    with pytest.raises(WrongFormat, match="no format 'tmx'"):
        parse_file(b"x", "a.txt", read_as="tmx")


def test_what_was_read_is_told() -> None:
    document = parse_file("Қазақстан Үкіметі".encode(), "a.html")
    assert (document.format, document.encoding) == ("txt", "utf-8")
