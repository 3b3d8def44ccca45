"""The formats of documents that are read, by name; what reads each is a module of this room with `read`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from alignment.documents.blocks import Content
from alignment.exceptions import WrongFormat


@dataclass(frozen=True, slots=True)
class DocumentFormat:
    """A format that documents come in."""

    name: str
    """As `--read-as` and the summary name it."""

    help: str
    """What it is, in a few words."""

    extensions: tuple[str, ...]
    """Of its files; they are told by their content all the same."""

    read_text: Callable[[str, str], Content] | None = None
    """Takes the text of a file and its name; of formats whose files are text."""

    read_bytes: Callable[[bytes, str], Content] | None = None
    """Takes a file's bytes and its name; of the others."""


def _plain(text: str, _name: str) -> Content:
    return text


def _pdf(data: bytes, name: str) -> Content:
    from alignment.documents.pdf import read

    return read(data, name)


def _word(data: bytes, name: str) -> Content:
    from alignment.documents.word import read

    return read(data, name)


def _html(text: str, name: str) -> Content:
    from alignment.documents.web_page import read

    return read(text, name)


def _subtitles(text: str, name: str) -> Content:
    from alignment.documents.subtitles import read

    return read(text, name)


READERS: dict[str, DocumentFormat] = {
    one.name: one
    for one in (
        DocumentFormat("txt", "plain text", ("txt",), read_text=_plain),
        DocumentFormat("pdf", "PDF with a text layer", ("pdf",), read_bytes=_pdf),
        DocumentFormat("docx", "a Word document", ("docx", "docm"), read_bytes=_word),
        DocumentFormat("html", "a web page", ("html", "htm", "xhtml"), read_text=_html),
        DocumentFormat("srt", "SubRip subtitles", ("srt",), read_text=_subtitles),
        DocumentFormat("vtt", "WebVTT subtitles", ("vtt",), read_text=_subtitles),
    )
}
"""Every format, by its name. Each imports what it is read with when the first such file comes."""


def find_reader(name: str) -> DocumentFormat:
    """The format of this name.

    Raises:
        WrongFormat: there is none.
    """
    try:
        return READERS[name.lower()]
    except KeyError:
        raise WrongFormat(
            "no format {format} is read as a document: use one of {known}", format=repr(name), known=", ".join(READERS)
        ) from None


def reader_extensions() -> list[str]:
    """The extensions of the files that are read, without the dot."""
    return [extension for form in READERS.values() for extension in form.extensions]
