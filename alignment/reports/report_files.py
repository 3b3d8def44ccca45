"""The files of error reports: which the extension names, and writing them whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from alignment.checks import Finding
from alignment.exceptions import OutputException
from alignment.files import write_whole
from alignment.records import Alignment, Flag, Link, Rating
from alignment.reports.error_report import error_report

REPORT_EXTENSIONS = (".html", ".xlsx", ".tsv", ".jsonl")
"""Of the reports: a page, a workbook, MQM ratings, and ESA ratings."""


def render_report(
    extension: str,
    alignment: Alignment,
    links: Sequence[Link],
    findings: Sequence[Finding] = (),
    flags: Sequence[Flag] = (),
    ratings: Sequence[Rating] = (),
) -> bytes:
    """The content of a report's file with one of `REPORT_EXTENSIONS`. Findings, flags and ratings as in `error_report`."""
    if extension == ".tsv":
        from alignment.reports import mqm_tsv

        return mqm_tsv.render(alignment, links, findings, flags)
    if extension == ".jsonl":
        from alignment.reports import esa

        return esa.render(alignment, links, flags, ratings)
    report = error_report(alignment, findings, flags, ratings, links)
    if extension == ".xlsx":
        from alignment.reports import xlsx

        return xlsx.render(report)
    from alignment.reports import html

    return html.render(report).encode()


def refuse_unknown(path: Path) -> None:
    """Say before the work begins that the extension names no report.

    Raises:
        OutputException: it is not one of `REPORT_EXTENSIONS`.
    """
    if path.suffix.lower() not in (*REPORT_EXTENSIONS, ".htm"):
        raise OutputException(
            "{name}: its extension names no report; use .html, .xlsx, .tsv (MQM ratings) or .jsonl (ESA ratings)", name=path
        )


def write_findings(
    path: Path,
    alignment: Alignment,
    links: Sequence[Link],
    findings: Sequence[Finding] = (),
    flags: Sequence[Flag] = (),
    ratings: Sequence[Rating] = (),
) -> None:
    """Write the report that the extension names, whole or not at all; raises as `refuse_unknown` does."""
    refuse_unknown(path)
    write_whole(path, render_report(path.suffix.lower(), alignment, links, findings, flags, ratings))
