"""PDF: its text layer, put back into paragraphs."""

from __future__ import annotations

import re
import zlib
from threading import Lock
from typing import Any

import pypdfium2

from alignment.documents.blocks import Block, Content
from alignment.documents.pdf_lines import PdfPage, read_page
from alignment.documents.pdf_paragraphs import paragraphs_of
from alignment.exceptions import MalformedFile, NotText, UnreadableFile

_PDFIUM = Lock()  # pdfium is not made for threads

_MOST_PAGES = 10_000
_MOST_LETTERS = 8_000_000  # of a library of novels
_MOST_INFLATED = 128 << 20  # bytes, of all that is no picture
_STREAM = re.compile(rb"stream\r?\n")
_DICTIONARY = 2_000  # bytes before a stream in which what it is stands

_BARE_PAGE = 20  # letters: a page number, a scanner's stamp
_BARE_PAGES = 0.5  # of the pages; more make a scan
_UNKNOWN_LETTERS = 0.3
_PASSWORD = 4  # pdfium's FPDF_ERR_PASSWORD


def read(data: bytes, name: str) -> Content:
    """The headings and paragraphs of a PDF, each with its page. O(characters).

    Raises:
        UnreadableFile: a password is asked for.
        MalformedFile: it is damaged, or larger than any text.
        NotText: it holds pictures of pages, or letters of which it does not say what they are.
    """
    _refuse_bombs(data, name)
    with _PDFIUM:
        pages = _pages(data, name)
    letters, unknown = sum(page.letters for page in pages), sum(page.unknown for page in pages)
    bare = sum(page.letters + page.unknown < _BARE_PAGE for page in pages)
    if not letters + unknown or bare > _BARE_PAGES * len(pages):
        raise NotText(
            "{name}: {bare} of {pages} pages are pictures without text; have them read first: "
            "ocrmypdf -l kaz+eng IN.pdf OUT.pdf",
            name=name,
            bare=bare,
            pages=len(pages),
        )
    if unknown > _UNKNOWN_LETTERS * (letters + unknown):
        raise NotText(
            "{name}: its fonts do not say which letters they show; have the pages read as pictures: "
            "ocrmypdf --force-ocr -l kaz+eng IN.pdf OUT.pdf",
            name=name,
        )
    blocks: list[Block] = paragraphs_of(pages)
    return blocks


def _pages(data: bytes, name: str) -> list[PdfPage]:
    pages: list[PdfPage] = []
    letters = 0
    try:
        document: Any = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise UnreadableFile(
                "{name}: a password locks this PDF; save it without one first (qpdf --decrypt)", name=name
            ) from None
        raise MalformedFile("{name}: a damaged PDF; save it anew, or repair it (qpdf IN.pdf OUT.pdf)", name=name) from None
    try:
        count = len(document)
        if count > _MOST_PAGES:
            raise MalformedFile(
                "{name}: {count} pages are more than {most}; cut it into parts", name=name, count=count, most=_MOST_PAGES
            )
        for number in range(count):
            try:
                pages.append(_page(document, number))
            except pypdfium2.PdfiumError:
                raise MalformedFile(
                    "{name}, page {page}: damaged; repair it (qpdf IN.pdf OUT.pdf)", name=name, page=number + 1
                ) from None
            letters += pages[-1].letters + pages[-1].unknown
            if letters > _MOST_LETTERS:
                raise MalformedFile(
                    "{name}: more than {most} letters, on {pages} pages; cut it into parts",
                    name=name,
                    most=_MOST_LETTERS,
                    pages=number + 1,
                )
    finally:
        document.close()
    if not pages:
        raise MalformedFile("{name}: a damaged PDF; save it anew, or repair it (qpdf IN.pdf OUT.pdf)", name=name)
    return pages


def _page(document: Any, number: int) -> PdfPage:
    page = document[number]
    try:
        text_page = page.get_textpage()
        try:
            return read_page(number + 1, text_page)
        finally:
            text_page.close()
    finally:
        page.close()


def _refuse_bombs(data: bytes, name: str) -> None:
    """Inflate what is no picture, and count: pdfium would take any size."""
    total = 0
    for found in _STREAM.finditer(data):
        opening = data[max(0, found.start() - _DICTIONARY) : found.start()]
        head = opening[opening.rfind(b"obj") + 1 :]
        if b"FlateDecode" not in head or b"/Image" in head:
            continue
        times = head.count(b"FlateDecode")
        total += _inflated(data[found.end() : found.end() + len(data)], times, _MOST_INFLATED - total)
        if total >= _MOST_INFLATED:
            raise MalformedFile(
                "{name}: unpacks to more than {most} MB without its pictures; no text is as large",
                name=name,
                most=_MOST_INFLATED >> 20,
            )


def _inflated(data: bytes, times: int, most: int) -> int:
    """How many bytes a stream unpacks to, `most` at most."""
    for _ in range(times - 1):
        try:
            data = zlib.decompressobj().decompress(data, most)
        except zlib.error:
            return 0
        if len(data) >= most:
            return most
    length, inflater = 0, zlib.decompressobj()
    try:
        while data and not inflater.eof and length < most:
            length += len(inflater.decompress(data, 1 << 20))
            data = inflater.unconsumed_tail
    except zlib.error:
        pass
    return length
