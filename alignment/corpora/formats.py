"""The files that an aligned text is written to."""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from alignment.corpora import csv_table, jsonl, moses, parquet, reading_page, spreadsheet, tmx, tsv, xliff, xliff12
from alignment.corpora.entries import Corpus, LinkEntry
from alignment.exceptions import OutputException
from alignment.files import placed_whole, refuse_output

_MOST_ROWS = 50_000
"""Links in a workbook or a page: with more, the programs that open them stand still."""

_STEP = 200  # entries between two moves of the progress bar


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write an aligned text."""

    name: str
    """What the command line calls it."""

    help: str
    """What the command line says of it."""

    write: Callable[[Sequence[BinaryIO], Corpus], None]
    """Writes the content, entry by entry, to as many files as there are `endings`."""

    extensions: tuple[str, ...]
    """Of the paths that mean this format, with the dot; the first is what it is called when it is downloaded."""

    endings: tuple[str, ...] = ("",)
    """What is put behind the path, for a format of several files."""

    most: int | None = None
    """Links that it holds at most."""

    pairs_only: bool = False
    """Whether it has no place for links with one side."""

    takes_mark: bool = False
    """Whether a byte order mark may begin it, by which spreadsheets know UTF-8."""


FORMATS: dict[str, Format] = {
    form.name: form
    for form in (
        Format(
            "tsv",
            "table with tabs, a line a link, with all that is known of it",
            tsv.write,
            (".tsv",),
            takes_mark=True,
        ),
        Format("csv", "the same with commas, as spreadsheets read it", csv_table.write, (".csv",), takes_mark=True),
        Format("xlsx", "the same as a workbook, up to 50,000 links", spreadsheet.write, (".xlsx",), most=_MOST_ROWS),
        Format("jsonl", "the same as JSON, one object a line", jsonl.write, (".jsonl",)),
        Format("parquet", "the same for `datasets` and data frames", parquet.write, (".parquet",)),
        Format("tmx", "TMX 1.4 translation memory, one unit a link", tmx.write, (".tmx",)),
        Format("xliff", "XLIFF 2.1, one unit a link", xliff.write, (".xlf", ".xliff")),
        Format("xliff12", "XLIFF 1.2, for tools that know no later version", xliff12.write, (".xlf",)),
        Format(
            "moses",
            "pairs of plain lines in two files, PATH.kk and PATH.en",
            moses.write,
            (),
            moses.ENDINGS,
            pairs_only=True,
        ),
        Format(
            "html",
            "page for reading and printing, up to 50,000 links",
            reading_page.write,
            (".html", ".htm"),
            most=_MOST_ROWS,
        ),
    )
}


def write(
    path: Path,
    corpus: Corpus,
    format_name: str | None = None,
    progress: Callable[[int, int], None] | None = None,
    *,
    bom: bool = False,
) -> None:
    """Write an aligned text to a file, whole or not at all; a format of several files, all of them.

    Args:
        format_name: a key of `FORMATS`; told from the path's extension when left out.
        progress: told the entries written and all there are (0 where that is not known).
        bom: whether a byte order mark begins the file, where the format takes one.

    Raises:
        OutputException: there is no such format, it does not hold so much, or the file cannot be written.
    """
    form = find_format(path, format_name)
    refuse_form(form, bom=bom)
    paths = places_of(path, form)
    for place in paths:
        refuse_output(place)
    fitting = _fitting(form, corpus)
    with ExitStack() as open_files:
        # All files are closed and on the disk before the first takes its place.
        temporary = [open_files.enter_context(placed_whole(place)) for place in paths]
        files = [open_files.enter_context(place.open("wb")) for place in temporary]
        _write(files, form, fitting, progress, bom)
        for file in files:
            file.flush()
            os.fsync(file.fileno())


def write_stream(
    stream: BinaryIO,
    corpus: Corpus,
    format_name: str,
    progress: Callable[[int, int], None] | None = None,
    *,
    bom: bool = False,
) -> None:
    """Write an aligned text to a stream, which need not be able to seek; arguments as those of `write`.

    Raises:
        OutputException: there is no such format, it is one of several files, or does not hold so much.
    """
    form = find_format(Path("-"), format_name)
    refuse_form(form, bom=bom, one_stream=True)
    _write([stream], form, _fitting(form, corpus), progress, bom)


def refuse_form(form: Format, *, bom: bool = False, one_stream: bool = False) -> None:
    """Say before the work begins what a format has no place for.

    Raises:
        OutputException: it takes no byte order mark, or it is one of several files and there is one stream.
    """
    if one_stream and len(form.endings) > 1:
        raise OutputException("{format} makes several files, and standard output is one; name a path", format=form.name)
    if bom and not form.takes_mark:
        known = ", ".join(other.name for other in FORMATS.values() if other.takes_mark)
        raise OutputException("{format} has no byte order mark; {known} may have one", format=form.name, known=known)


def places_of(path: Path, form: Format) -> list[Path]:
    """The files that a format makes of a path."""
    return [path.with_name(path.name + ending) for ending in form.endings]


def _fitting(form: Format, corpus: Corpus) -> Corpus:
    """The corpus as the format takes it: it stops where there is too much."""
    if form.most is None:
        return corpus
    if corpus.count is not None and corpus.count > form.most:
        raise _too_many(form, corpus.count)
    return replace(corpus, entries=_limited(form, form.most, corpus))


def _limited(form: Format, most: int, corpus: Corpus) -> Iterator[LinkEntry]:
    for number, entry in enumerate(corpus.entries, 1):
        if number > most:
            raise _too_many(form, number)
        yield entry


def _too_many(form: Format, count: int) -> OutputException:
    return OutputException(
        "{format} holds {most} links, and there are {count} or more; choose fewer by filters, or use tsv, jsonl or parquet",
        format=form.name,
        most=form.most,
        count=count,
    )


def _write(
    files: Sequence[BinaryIO], form: Format, corpus: Corpus, progress: Callable[[int, int], None] | None, bom: bool
) -> None:
    for file in files if bom else ():
        file.write(codecs.BOM_UTF8)
    form.write(files, replace(corpus, entries=_counted(corpus, progress)) if progress else corpus)


def _counted(corpus: Corpus, progress: Callable[[int, int], None]) -> Iterator[LinkEntry]:
    number = 0
    for number, entry in enumerate(corpus.entries, 1):
        yield entry
        if number % _STEP == 0:
            progress(number, corpus.count or 0)
    progress(number, corpus.count or 0)


def find_format(path: Path, name: str | None = None) -> Format:
    """The format with this name or, when none is given, with the path's extension; raises as `write` does."""
    known = ", ".join(FORMATS)
    if name:
        if name not in FORMATS:
            raise OutputException("no format {name}: use one of {known}", name=repr(name), known=known)
        return FORMATS[name]
    for form in FORMATS.values():
        if path.suffix.lower() in form.extensions:
            return form
    raise OutputException("{name}: its extension names no format; use one of {known}", name=path, known=known)
