"""The files that an aligned text is written to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from alignment.corpora import tmx, tsv, xliff, xliff12
from alignment.corpora.entries import Corpus, LinkEntry
from alignment.exceptions import OutputException
from alignment.files import placed_whole, refuse_output


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


FORMATS: dict[str, Format] = {
    form.name: form
    for form in (
        Format("tsv", "tab-separated table, one row a link, with confidences, states and flags", tsv.write, (".tsv",)),
        Format("tmx", "TMX 1.4 translation memory, one unit a link", tmx.write, (".tmx",)),
        Format("xliff", "XLIFF 2.1, one unit a link", xliff.write, (".xlf", ".xliff")),
        Format("xliff12", "XLIFF 1.2, for tools that know no later version", xliff12.write, (".xlf",)),
    )
}


def write(
    path: Path, corpus: Corpus, format_name: str | None = None, progress: Callable[[int, int], None] | None = None
) -> None:
    """Write an aligned text to a file, whole or not at all.

    Args:
        format_name: a key of `FORMATS`; told from the path's extension when left out.
        progress: told the entries written and all there are (0 where that is not known).

    Raises:
        OutputException: there is no such format, or the file cannot be written.
    """
    form = find_format(path, format_name)
    paths = [path.with_name(path.name + ending) for ending in form.endings]
    for place in paths:
        refuse_output(place)
    with ExitStack() as open_files:
        files = [open_files.enter_context(open_files.enter_context(placed_whole(place)).open("wb")) for place in paths]
        form.write(files, replace(corpus, entries=_counted(corpus, progress)) if progress else corpus)


def _counted(corpus: Corpus, progress: Callable[[int, int], None]) -> Iterator[LinkEntry]:
    for number, entry in enumerate(corpus.entries, 1):
        yield entry
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
