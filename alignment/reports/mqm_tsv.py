"""The table of MQM ratings that WMT publishes and its tools read: one row an error, spans in `<v>…</v>`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from alignment.checks import Finding, Mark
from alignment.records import Alignment, Flag, Link, Unit

COLUMNS = ("system", "doc", "doc_id", "seg_id", "rater", "source", "target", "category", "severity")
_NO_ERROR = ("No-error", "no-error")


def render(
    alignment: Alignment,
    links: Sequence[Link],
    findings: Sequence[Finding] = (),
    flags: Sequence[Flag] = (),
    *,
    system: str = "translation",
    rater: str = "checks",
) -> bytes:
    """UTF-8 with a header. The source is English, a segment is a link with two sides, a clean one has a no-error row.

    Segments of a document stand together and are numbered from 1, as mt-metrics-eval's converter asks.
    """
    name = _clean(alignment.kk.name.rsplit(".", 1)[0]) or "document"
    lines = ["\t".join(COLUMNS)]
    number = 0
    for link in links:
        if link.is_deletion:
            continue
        number += 1
        kk, en = alignment.texts(link)
        begin = (system, name, name, str(number))
        rows = [
            (*begin, rater, *_marked(alignment, link, finding.en, finding.kk), finding.category, finding.severity)
            for finding in findings
            if _inside(link, finding)
        ]
        rows += [
            (*begin, flag.reviewer, _clean(en), _clean(kk), flag.category, flag.severity)
            for flag in flags
            if flag.concerns(link)
        ]
        if not rows:
            rows = [(*begin, rater, _clean(en), _clean(kk), *_NO_ERROR)]
        lines += ["\t".join(_clean(cell) for cell in row) for row in rows]
    return ("\n".join(lines) + "\n").encode()


def _inside(link: Link, finding: Finding) -> bool:
    mark = finding.kk or finding.en
    return mark is not None and mark.unit in (link.kk if mark.side == "kk" else link.en)


def _marked(alignment: Alignment, link: Link, en: Mark | None, kk: Mark | None) -> tuple[str, str]:
    return _side(alignment.en_units, link.en, en), _side(alignment.kk_units, link.kk, kk)


def _side(units: Sequence[Unit], places: tuple[int, ...], mark: Mark | None) -> str:
    """The side's text, the mark set off."""
    texts = []
    for place in places:
        text = units[place].text
        if mark and mark.unit == place:
            start, end = mark.span
            text = f"{text[:start]}<v>{text[start:end]}</v>{text[end:]}"
        texts.append(text)
    return " ".join(texts)


def _clean(text: str) -> str:
    """On one line and without tabs; quotation marks stay, for the table has no quoting."""
    return re.sub(r"\s+", " ", text).strip()
