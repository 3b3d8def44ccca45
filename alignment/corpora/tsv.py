"""A tab-separated table: one row a link, everything that is known of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from alignment.records import Alignment, Flag, ReviewedLink, Unit

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


def render(alignment: Alignment, links: Sequence[ReviewedLink], flags: Sequence[Flag]) -> bytes:
    """UTF-8 with a header and LF line ends. Fields hold no tab or line end, so nothing is quoted.

    Units are named by their ids, comma-separated. A flag reads `category (severity): note`; several are joined by ` | `.
    """
    file = io.StringIO()
    rows = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
    rows.writerow(LINK_COLUMNS)
    for number, reviewed in enumerate(links, 1):
        link = reviewed.link
        kk, en = alignment.texts(link)
        own = [flag for flag in flags if flag.concerns(link)]
        fields = (
            str(number),
            _ids(alignment.kk_units, link.kk),
            _ids(alignment.en_units, link.en),
            kk,
            en,
            _number(link.confidence),
            _number(link.similarity),
            reviewed.origin,
            reviewed.status,
            " | ".join(map(str, own)),
        )
        rows.writerow([" ".join(field.split()) for field in fields])
    return file.getvalue().encode()


def _ids(units: Sequence[Unit], places: Sequence[int]) -> str:
    return ",".join(units[place].id for place in places)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"
