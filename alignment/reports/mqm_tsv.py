"""The table of MQM ratings that WMT publishes and its tools read: one row an error, its span in `<v>…</v>`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from alignment.checks import Finding
from alignment.records import Alignment, Flag, Link, Pair, Side, Span
from alignment.reports.error_report import link_of_flag

RATING_COLUMNS = ("system", "doc", "doc_id", "seg_id", "rater", "source", "target", "category", "severity")
_NO_ERROR = ("No-error", "no-error")
_SEVERITIES = {"neutral": "Neutral", "minor": "Minor", "major": "Major", "critical": "Major"}


def render(
    alignment: Alignment,
    links: Sequence[Link],
    findings: Sequence[Finding] = (),
    flags: Sequence[Flag] = (),
    *,
    system: str = "translation",
    rater: str = "checks",
) -> bytes:
    """UTF-8 with a header. The source is English, a segment is a link, one without errors has a no-error row.

    What mt-metrics-eval's `score_mqm` asks for: the segments of the document are numbered without a gap (`doc_id`,
    `seg_id`), severities are written its way. It knows none above Major and would give no points for one, so a critical
    error is Major here. A row has one mark: from the first to the last span of the error in the target or, where only the
    source is marked, there. A link of one side is a segment only if an error lies in it.
    """
    name = _clean(alignment.kk.name.rsplit(".", 1)[0]) or "document"
    homes: dict[Pair | None, list[Flag]] = {}
    for flag in flags:
        homes.setdefault(link_of_flag(links, flag), []).append(flag)
    lines = ["\t".join(RATING_COLUMNS)]
    number = 0
    for link in links:
        errors = [(rater, one.category, one.severity, one.spans) for one in findings if _inside(link, one)]
        errors += [(flag.reviewer, flag.category, flag.severity, flag.spans) for flag in homes.get(link.pair, ())]
        if link.is_deletion and not errors:
            continue
        number += 1
        begin = (system, name, str(number), str(number))
        rows = [
            (*begin, who, *_texts(alignment, link, spans), category, _SEVERITIES[severity])
            for who, category, severity, spans in errors
        ] or [(*begin, rater, *_texts(alignment, link, ()), *_NO_ERROR)]
        lines += ["\t".join(_clean(cell) for cell in row) for row in rows]
    return ("\n".join(lines) + "\n").encode()


def _inside(link: Link, finding: Finding) -> bool:
    mark = finding.kk or finding.en
    return mark is not None and mark.unit in (link.kk if mark.side == "kk" else link.en)


def _texts(alignment: Alignment, link: Link, spans: Sequence[Span]) -> tuple[str, str]:
    """Source and target, the mark set off in one of them."""
    target = [span for span in spans if span.side == "kk" and span.unit in link.kk]
    source = [] if target else [span for span in spans if span.side == "en" and span.unit in link.en]
    return _side(alignment, "en", link.en, source), _side(alignment, "kk", link.kk, target)


def _side(alignment: Alignment, side: Side, places: tuple[int, ...], spans: Sequence[Span]) -> str:
    texts = [alignment.units(side)[place].text for place in places]
    starts = {place: sum(len(text) + 1 for text in texts[:index]) for index, place in enumerate(places)}
    joined = " ".join(texts)
    if not spans:
        return _harmless(joined)
    start = min(starts[span.unit] + span.start for span in spans)
    end = max(starts[span.unit] + span.end for span in spans)
    return f"{_harmless(joined[:start])}<v>{_harmless(joined[start:end])}</v>{_harmless(joined[end:])}"


def _harmless(text: str) -> str:
    """With what the tools would take for a mark written otherwise."""
    return re.sub(r"<(/?)v>", r"‹\1v›", text)


def _clean(text: str) -> str:
    """On one line and without tabs; quotation marks stay, for the table has no quoting."""
    return re.sub(r"\s+", " ", text).strip()
