"""The files that an alignment is written to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from alignment.corpora import tmx, tsv
from alignment.exceptions import OutputException
from alignment.files import write_whole
from alignment.records import Alignment, Flag, ReviewedLink


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write an alignment."""

    name: str
    """What the command line calls it, and its file extension."""

    help: str
    """What the command line says of it."""

    render: Callable[[Alignment, Sequence[ReviewedLink], Sequence[Flag]], bytes]
    """Makes the file's content of the texts, their links in reading order, and the flags."""


FORMATS: dict[str, Format] = {
    "tsv": Format("tsv", "tab-separated table, one row a link, with confidences, states and flags", tsv.render),
    "tmx": Format("tmx", "TMX 1.4 translation memory, one unit a link that has both sides", tmx.render),
}


def write(
    path: Path,
    alignment: Alignment,
    links: Sequence[ReviewedLink],
    flags: Sequence[Flag] = (),
    format_name: str | None = None,
) -> None:
    """Write links to a file, whole or not at all.

    Args:
        format_name: a key of `FORMATS`; told from the path's extension when left out.

    Raises:
        OutputException: there is no such format, or the file cannot be written.
    """
    write_whole(path, find_format(path, format_name).render(alignment, links, flags))


def find_format(path: Path, name: str | None = None) -> Format:
    """The format with this name or, when none is given, with the path's extension; raises as `write` does."""
    wanted = name or path.suffix.removeprefix(".").lower()
    if wanted not in FORMATS:
        known = ", ".join(FORMATS)
        if name:
            raise OutputException("no format {name}: use one of {known}", name=repr(name), known=known)
        raise OutputException("{name}: its extension names no format; use one of {known}", name=path, known=known)
    return FORMATS[wanted]
