"""What a file's own fields cannot hold of a link, as one line of JSON: whoever reads it back has the link as it was.

Each format puts the line where it keeps what other programs pass over: a last column, a `prop`, a metadata element. The
texts stand in the format's own fields; the line says how long each unit of them is.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from alignment.corpora.entries import LinkEntry
from alignment.records import Unit


def details_of(entry: LinkEntry) -> str:
    """The line: compact JSON in ASCII without a tab or a line end.

    Fields: `places` (of the units in their documents), `kk` and `en` (each unit's id, length in code points, first and last
    line, kind), `confidence`, `similarity`, `origin`, `status`, `reviewer`, `at`, and, where there are any, `flags`,
    `comments`, `proposals` and `ratings` with the fields that the records of these names have. Spans count code points.
    """
    link = entry.reviewed.link
    fields: dict[str, Any] = {
        "places": link.pair,
        "kk": [_unit(unit) for unit in entry.kk],
        "en": [_unit(unit) for unit in entry.en],
        "confidence": link.confidence,
        "similarity": link.similarity,
        "origin": entry.reviewed.origin,
        "status": entry.reviewed.status,
        "reviewer": entry.reviewed.reviewer,
        "at": entry.reviewed.at,
    }
    for name in ("flags", "comments", "proposals", "ratings"):
        if notes := getattr(entry, name):
            fields[name] = [asdict(note) for note in notes]
    return json.dumps({name: value for name, value in fields.items() if value not in (None, "")}, separators=(",", ":"))


def _unit(unit: Unit) -> list[Any]:
    return [unit.id, len(unit.text), *unit.lines, unit.kind]
