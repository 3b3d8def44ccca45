"""What a format makes of an aligned text, in memory."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from alignment.corpora import FORMATS, corpus_of
from alignment.project import State
from alignment.records import Alignment, ReviewedLink


def content(name: str, alignment: Alignment, links: State | tuple[ReviewedLink, ...] | None = None) -> bytes:
    """The content of the format's files, one after the other: of a state, of these links, or of the alignment's own."""
    state = State(links, (), 0) if isinstance(links, tuple) else links
    files = [BytesIO() for _ in FORMATS[name].endings]
    FORMATS[name].write(files, replace(corpus_of(alignment), entries=corpus_of(alignment, state).entries))
    return b"".join(file.getvalue() for file in files)
