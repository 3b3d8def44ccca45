"""Error reports: what was found and flagged, for a client and for evaluation tools."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from alignment.checks import Finding, Mark
from alignment.exceptions import OutputException
from alignment.formats.files import write_whole
from alignment.mqm import SEVERITIES
from alignment.records import Alignment, Flag, Link

_CONTEXT = 60  # characters shown on each side of a mark


@dataclass(frozen=True, slots=True)
class Entry:
    """An error as a report shows it, whether a check found it or a person flagged it."""

    origin: str
    """`check: NAME`, or the reviewer."""

    category: str
    severity: str
    note: str
    section: str
    """The Kazakh heading above it."""

    kk_lines: str
    en_lines: str
    kk: tuple[str, str, str]
    """The text before the mark, the mark, and the text after it."""

    en: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class ErrorReport:
    """The errors of a translation, in reading order."""

    kk_name: str
    en_name: str
    words: int
    """Words of the Kazakh text: what penalties are set against."""

    entries: tuple[Entry, ...]

    def count(self, field: str) -> Counter[str]:
        """How many errors each category, severity or section has."""
        return Counter(getattr(entry, field) for entry in self.entries)

    @property
    def penalty(self) -> float:
        """MQM penalty points."""
        return sum(SEVERITIES[entry.severity] for entry in self.entries)


def error_report(alignment: Alignment, findings: Iterable[Finding] = (), flags: Iterable[Flag] = ()) -> ErrorReport:
    """Put findings and flags into one report."""
    sections = _sections(alignment)
    placed: list[tuple[int, int, Entry]] = []
    for finding in findings:
        place = _place(alignment, finding)
        entry = Entry(
            f"check: {finding.check}",
            finding.category,
            finding.severity,
            finding.message,
            sections[place] if sections else "",
            _lines(finding.kk),
            _lines(finding.en),
            _context(alignment, finding.kk),
            _context(alignment, finding.en),
        )
        placed.append((place, finding.kk.span[0] if finding.kk else 0, entry))
    for flag in flags:
        place = flag.kk[0] if flag.kk else _beside(alignment, flag.en[0]) if flag.en else 0
        kk = " ".join(alignment.kk_units[i].text for i in flag.kk)
        en = " ".join(alignment.en_units[i].text for i in flag.en)
        entry = Entry(
            flag.reviewer,
            flag.category,
            flag.severity,
            flag.note,
            sections[place] if sections else "",
            _range([alignment.kk_units[i].lines for i in flag.kk]),
            _range([alignment.en_units[i].lines for i in flag.en]),
            ("", kk, ""),
            ("", en, ""),
        )
        placed.append((place, 0, entry))
    words = sum(len(unit.text.split()) for unit in alignment.kk_units)
    placed.sort(key=lambda item: item[:2])
    return ErrorReport(alignment.kk.name, alignment.en.name, words, tuple(entry for _, _, entry in placed))


def write_report(path: str | Path, report: ErrorReport) -> None:
    """Write a report as `.xlsx` or `.html`, whole or not at all.

    Raises:
        OutputException: the extension is neither, or the file cannot be written.
    """
    path = Path(path)
    if path.suffix.lower() == ".xlsx":
        from alignment.reports import xlsx

        write_whole(path, xlsx.render(report))
    elif path.suffix.lower() in (".html", ".htm"):
        from alignment.reports import html

        write_whole(path, html.render(report).encode())
    else:
        raise OutputException(f"{path}: a report is .xlsx or .html")


def refuse_unknown(path: Path) -> None:
    """Say before the work begins that the extension names no report.

    Raises:
        OutputException: it is not one of .xlsx, .html and .tsv.
    """
    if path.suffix.lower() not in (".xlsx", ".html", ".htm", ".tsv"):
        raise OutputException(f"{path}: its extension names no report; use .xlsx, .html or .tsv (MQM ratings)")


def write_findings(
    path: Path, alignment: Alignment, links: Sequence[Link], findings: Sequence[Finding], flags: Sequence[Flag]
) -> None:
    """Write what was found and flagged as the report that the extension names; raises as `refuse_unknown` does."""
    refuse_unknown(path)
    if path.suffix.lower() == ".tsv":
        from alignment.reports import mqm_tsv

        write_whole(path, mqm_tsv.render(alignment, links, findings, flags))
    else:
        write_report(path, error_report(alignment, findings, flags))


def _sections(alignment: Alignment) -> Sequence[str]:
    found, last = [], ""
    for unit in alignment.kk_units:
        if unit.kind == "heading":
            last = unit.text
        found.append(last)
    return found


def _place(alignment: Alignment, finding: Finding) -> int:
    if finding.kk:
        return finding.kk.unit
    return _beside(alignment, finding.en.unit) if finding.en else 0


def _beside(alignment: Alignment, en: int) -> int:
    """The Kazakh unit that an English one stands beside."""
    last = 0
    for link in alignment.links:
        last = link.kk[-1] if link.kk else last
        if en in link.en:
            return link.kk[0] if link.kk else last
    return last


def _lines(mark: Mark | None) -> str:
    return _range([mark.lines]) if mark else ""


def _range(lines: Sequence[tuple[int, int]]) -> str:
    if not lines:
        return ""
    first, last = lines[0][0], lines[-1][1]
    return str(first) if first == last else f"{first}–{last}"


def _context(alignment: Alignment, mark: Mark | None) -> tuple[str, str, str]:
    if mark is None:
        return "", "", ""
    text = alignment.units(mark.side)[mark.unit].text
    start, end = mark.span
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    return ("…" if start > _CONTEXT else "") + before, text[start:end], after + ("…" if end + _CONTEXT < len(text) else "")


__all__ = ["Entry", "ErrorReport", "error_report", "refuse_unknown", "write_findings", "write_report"]
