"""Findings for a screen of text and for programs."""

from __future__ import annotations

from typing import Any

from alignment.checks import Finding, Mark
from alignment.records import shortened

_WIDTH = 40  # characters of a marked text that a table shows


def finding_json(finding: Finding) -> dict[str, Any]:
    """A finding as JSON: `check`, `severity`, `category`, `message`, and for each side its place or null."""
    return {
        "check": finding.check,
        "severity": finding.severity,
        "category": finding.category,
        "message": finding.message,
        "kk": _place(finding.kk),
        "en": _place(finding.en),
        "fix": finding.fix,
        "score": round(finding.score, 3),
        "key": finding.key,
        "others": [_place(mark) for mark in finding.others],
    }


def finding_row(finding: Finding) -> tuple[str, str, str, str, str, str]:
    """A finding as a row of a table: lines, check, severity, both marked texts, and what differs; plain text."""
    mark = finding.kk or finding.en
    first, last = mark.lines if mark else (0, 0)
    lines = f"{first}" if first == last else f"{first}–{last}"
    side = "" if finding.kk else "en "
    return side + lines, finding.check, finding.severity, _short(finding.kk), _short(finding.en), _plain(finding.message)


def _place(mark: Mark | None) -> dict[str, Any] | None:
    if mark is None:
        return None
    return {"unit": mark.id, "lines": list(mark.lines), "span": list(mark.span), "text": mark.text}


def _short(mark: Mark | None) -> str:
    return _plain(shortened(mark.text, _WIDTH)) if mark else ""


def _plain(text: str) -> str:
    """With what the table would take for markup made harmless."""
    return text.replace("[", "\\[")
