"""A tab-separated table: one row a link, everything that is known of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import BinaryIO

from alignment.corpora.entries import Corpus

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
)


def write(files: Sequence[BinaryIO], corpus: Corpus) -> None:
    """UTF-8 with a header and LF line ends. Fields hold no tab or line end, so nothing is quoted.

    Units are named by their ids, comma-separated. A flag reads `category (severity): note`; several are joined by ` | `.
    """
    (file,) = files
    lines = io.TextIOWrapper(file, encoding="utf-8", newline="")
    rows = csv.writer(lines, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
    rows.writerow(LINK_COLUMNS)
    for number, entry in enumerate(corpus.entries, 1):
        link = entry.reviewed.link
        fields = (
            str(number),
            ",".join(unit.id for unit in entry.kk),
            ",".join(unit.id for unit in entry.en),
            entry.kk_text,
            entry.en_text,
            _number(link.confidence),
            _number(link.similarity),
            entry.reviewed.origin,
            entry.reviewed.status,
            " | ".join(map(str, entry.flags)),
        )
        rows.writerow([" ".join(field.split()) for field in fields])
    lines.detach()


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"
