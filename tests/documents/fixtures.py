"""Documents made of headings and paragraphs, as PDF and DOCX, by programs that nobody here wrote."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

Marked = Sequence[tuple[int | None, str]]
"""Headings with their levels, and paragraphs."""

SIZES = {0: 18, 1: 14, 2: 12.5, 3: 11, None: 11}

_FONTS = ("DejaVuSerif", "DejaVuSans", "NotoSerif-Regular", "NotoSans-Regular")
_BOLD = {"DejaVuSerif": "DejaVuSerif-Bold", "DejaVuSans": "DejaVuSans-Bold"}


@cache
def kazakh_fonts() -> tuple[str, str]:
    """The names under which reportlab knows a font with the Kazakh letters, and its bold; skips where there is none."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    folders = (Path("/usr/share/fonts"), Path("/Library/Fonts"), Path("C:/Windows/Fonts"), Path.home() / ".fonts")
    files = {file.stem: file for folder in folders if folder.is_dir() for file in folder.rglob("*.ttf")}
    for name in (*_FONTS, "Times New Roman", "times"):
        if name in files:
            bold = files.get(_BOLD.get(name, name.replace("-Regular", "-Bold")), files[name])
            pdfmetrics.registerFont(TTFont("kazakh", files[name]))
            pdfmetrics.registerFont(TTFont("kazakh-bold", bold))
            return "kazakh", "kazakh-bold"
    pytest.skip("no TrueType font with Kazakh letters here (Debian: fonts-dejavu-core)")


def printed(
    blocks: Marked,
    *,
    columns: int = 1,
    indent: bool = False,
    ragged: bool = False,
    number: str = "{}",
    head: str = "ЕСЕП 2017",
) -> bytes:
    """A PDF with a running head and page numbers."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    plain, bold = kazakh_fonts()
    styles = {
        level: ParagraphStyle(
            str(level),
            fontName=plain if level is None else bold,
            fontSize=size,
            leading=1.2 * size,
            alignment=0 if ragged or level is not None else 4,
            firstLineIndent=18 if indent and level is None else 0,
            spaceAfter=0 if indent else 7,
            keepWithNext=level is not None,
        )
        for level, size in SIZES.items()
    }
    width, height = A4

    def edges(canvas: Any, document: Any) -> None:
        canvas.setFont(plain, 9)
        canvas.drawString(60, height - 40, head)
        canvas.drawCentredString(width / 2, 30, number.format(document.page))

    gap = 20
    one = (width - 120 - gap * (columns - 1)) / columns
    frames = [
        Frame(60 + place * (one + gap), 60, one, height - 120, leftPadding=0, rightPadding=0) for place in range(columns)
    ]
    file = io.BytesIO()
    document = BaseDocTemplate(file, pagesize=A4)
    document.addPageTemplates(PageTemplate(frames=frames, onPage=edges))
    document.build([Paragraph(escape(text), styles[level]) for level, text in blocks])
    return file.getvalue()


def drawn(*pages: Sequence[tuple[float, float, float, str]], **keywords: Any) -> bytes:
    """A PDF with lines of Latin letters at places: from the left, from the foot, size, text."""
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, invariant=True, **keywords)
    for page in pages:
        for x, y, size, text in page:
            canvas.setFont("Helvetica-Bold" if text.startswith("*") else "Helvetica", size)
            canvas.drawString(x, y, text.lstrip("*"))
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def typed(blocks: Marked, head: str = "ЕСЕП 2017") -> bytes:
    """A DOCX file with a header and styles."""
    import docx

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = head
    for level, text in blocks:
        if level is None:
            document.add_paragraph(text)
        else:
            document.add_heading(text, level)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def web_page(blocks: Marked) -> str:
    """The same as a page of a site."""
    inside = "\n".join(
        f"<p>{escape(text)}</p>" if level is None else f"<h{level + 1}>{escape(text)}</h{level + 1}>"
        for level, text in blocks
    )
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>x</title></head>\n<body>\n<main><article>\n{inside}\n'
        "</article></main>\n</body></html>\n"
    )


WORD_NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def zipped(body: str, **parts: str) -> bytes:
    """A DOCX file of bare XML: the body's, and what the other parts hold."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {WORD_NAMES}><w:body>{body}</w:body></w:document>")
        for name, inside in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {WORD_NAMES}>{inside}</w:{name}>")
    return file.getvalue()


def by_office(file: Path, kind: str) -> Path:
    """What LibreOffice makes of a file; skips the test where it is not installed."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed (Debian: libreoffice-writer-nogui)")
    made = file.parent / "made"
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    subprocess.run(
        [program, "--headless", profile, "--convert-to", kind, "--outdir", str(made), str(file)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return made / f"{file.stem}.{kind}"


def by_chromium(file: Path) -> Path:
    """What Chromium prints of a web page; skips the test where it is not installed."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("Chromium is not installed")
    made = file.with_suffix(".pdf")
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={file.parent / 'chromium'}"]
    subprocess.run([program, *options, f"--print-to-pdf={made}", str(file)], check=True, capture_output=True, timeout=180)
    return made
