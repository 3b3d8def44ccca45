"""How a finding looks: its severity, its message, its spans in the texts. What came from a document is escaped."""

from __future__ import annotations

import html
from collections.abc import Sequence

from alignment.checks import Finding
from alignment.review import ReviewedFinding
from alignment.workbench import words
from alignment.workbench.speech import _, spoken_language
from alignment.workbench.text_view import Shown


def badge(finding: Finding) -> str:
    """The severity and the check as HTML."""
    color = words.SEVERITY_COLOR[finding.severity]
    return (
        f'<span class="badge {color}">{html.escape(_(finding.severity))}</span>'
        f'<span class="badge gray">{html.escape(_(finding.check))}</span>'
    )


def finding_spans(found: Sequence[ReviewedFinding]) -> list[Shown]:
    """The findings' spans, to be seen in the text."""
    return [
        Shown(span, "finding", f"{_(one.finding.check)}: {words.finding_message(one.finding)}")
        for one in found
        for span in one.finding.spans
    ]


def headline(finding: Finding) -> str:
    """What a finding says, as HTML: its message, and the fix where there is a safe one."""
    said = f'<span lang="{spoken_language()}">{html.escape(words.finding_message(finding))}</span>'
    if finding.fix is not None and finding.kk:
        said += f'<span class="fix" lang="kk"><del>{html.escape(finding.kk.text)}</del> → '
        said += f"<ins>{html.escape(finding.fix)}</ins></span>"
    return said
