"""ESA ratings (error span annotation) as WMT 2024 published them: JSON Lines, one line a rating."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from alignment.records import UNCLASSIFIED, Alignment, Flag, Link, Pair, Rating
from alignment.reports.error_report import link_of_flag

_SEVERITIES = {"minor": "minor", "major": "major", "critical": "major"}
_OMISSION = "Accuracy/Omission"


def render(
    alignment: Alignment,
    links: Sequence[Link],
    flags: Sequence[Flag] = (),
    ratings: Sequence[Rating] = (),
    *,
    system: str = "translation",
) -> bytes:
    """The rated links, each with the error spans that the same reviewer flagged in its Kazakh text.

    Spans count the target's characters from 0, the last one included, as the annotation tool writes them; what is missing
    from the target stands at `missing`. ESA knows two severities: a critical error is major here, a neutral one left out.
    """
    name = alignment.kk.name.rsplit(".", 1)[0] or "document"
    own: dict[tuple[str, Pair | None], list[Flag]] = {}
    for flag in flags:
        own.setdefault((flag.reviewer, link_of_flag(links, flag)), []).append(flag)
    lines = []
    for number, link in enumerate(links):
        kk, en = alignment.texts(link)
        for rating in ratings:
            if rating.pair == link.pair:
                errors = own.get((rating.reviewer, link.pair), ())
                line = {
                    "langs": "en-kk",
                    "line_id": number,
                    "src": en,
                    "tgt": kk,
                    "doc_id": name,
                    "domain": "",
                    "esa_spans": [span for flag in errors for span in _spans(alignment, link, flag)],
                    "esa_score": rating.score,
                    "system": system,
                    "annotator": rating.reviewer,
                }
                lines.append(json.dumps(line, ensure_ascii=False) + "\n")
    return "".join(lines).encode()


def _spans(alignment: Alignment, link: Link, flag: Flag) -> list[dict[str, Any]]:
    if flag.severity not in _SEVERITIES:
        return []
    kind = None if flag.category == UNCLASSIFIED.name else flag.category
    more = {"severity": _SEVERITIES[flag.severity], "error_type": kind}
    starts: dict[int, int] = {}
    at = 0
    for place in link.kk:
        starts[place] = at
        at += len(alignment.kk_units[place].text) + 1
    marked = sorted(span for span in flag.spans if span.side == "kk" and span.unit in starts)
    if marked:
        return [
            {"start_i": starts[span.unit] + span.start, "end_i": starts[span.unit] + span.end - 1} | more for span in marked
        ]
    if flag.spans or flag.category == _OMISSION or not link.kk:
        return [{"start_i": "missing", "end_i": "missing"} | more]
    return [{"start_i": 0, "end_i": at - 2} | more]
