"""What a table has a column for: the same in each format of rows."""

from __future__ import annotations

from collections.abc import Iterator

from alignment.corpora.details import BREAKS, details_of
from alignment.corpora.entries import Corpus, LinkEntry
from alignment.files import clean_text

LINK_COLUMNS = (
    "link",
    "kk_units",
    "en_units",
    "kk",
    "en",
    "confidence",
    "similarity",
    "origin",
    "status",
    "flags",
    "shape",
    "section",
    "reviewer",
    "date",
    "comments",
    "proposals",
    "ratings",
    "kk_document",
    "en_document",
    "details",
)
"""Number, ids of the units, both texts; what the machine says of the link and what people made of it; its numbers of units;
its section; who acted on it last and when; what people say of it; the documents; and all of this as it can be read back."""

_NO_NOTES = ("", "", "", "")


def rows_of(corpus: Corpus) -> Iterator[tuple[LinkEntry, tuple[str, ...]]]:
    """Each link and its row, a text a column. Units' ids are comma-separated, several notes joined by ` | `."""
    names = corpus.kk_name, corpus.en_name
    first: Corpus | None = corpus
    for number, entry in enumerate(corpus.entries, 1):
        reviewed, kk, en = entry.reviewed, entry.kk, entry.en
        link = reviewed.link
        notes = _notes(entry) if entry.flags or entry.comments or entry.proposals or entry.ratings else _NO_NOTES
        row = (
            str(number),
            kk[0].id if len(kk) == 1 else ",".join([unit.id for unit in kk]),
            en[0].id if len(en) == 1 else ",".join([unit.id for unit in en]),
            entry.kk_text,
            entry.en_text,
            "" if link.confidence is None else f"{link.confidence:.4f}",
            "" if link.similarity is None else f"{link.similarity:.4f}",
            reviewed.origin,
            reviewed.status,
            notes[0],
            f"{len(kk)}:{len(en)}",
            entry.section,
            reviewed.reviewer,
            reviewed.at,
            *notes[1:],
            *names,
            details_of(entry, first),
        )
        yield entry, row
        first = None


def _notes(entry: LinkEntry) -> tuple[str, str, str, str]:
    return (
        " | ".join(map(str, entry.flags)),
        " | ".join(f"{comment.reviewer}: {comment.text}" for comment in entry.comments),
        " | ".join(f"{proposal.side}: {proposal.text} ({proposal.reviewer})" for proposal in entry.proposals),
        " | ".join(f"{rating.score} ({rating.reviewer})" for rating in entry.ratings),
    )


def on_a_line(text: str) -> str:
    """The text, of the same length, with a space for each tab and line end in it."""
    return text if text.isprintable() else BREAKS.sub(" ", clean_text(text))
