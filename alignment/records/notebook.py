"""How records look where they are shown: one line at the prompt, a small table in a notebook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

ROWS = 20
"""Rows that a notebook shows; what is left out is counted."""

_NAME = 28  # characters of a document's name in a line
_CELL = 160  # and of a text in a cell


def shortened(text: str, limit: int) -> str:
    """The text, cut where it is longer than the limit (characters)."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def in_line(text: str, limit: int = _NAME) -> str:
    """The same on one line."""
    return shortened(" ".join(text.split()), limit)


def html_table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]], left_out: str) -> str:
    """A table of texts, cut and escaped.

    Args:
        left_out: what a last row says of rows that are not there; empty where all are.
    """
    # The classes keep MathJax, which notebooks run over every output, from reading "$5 … $10" as a formula.
    parts = [f'<table class="tex2jax_ignore mathjax_ignore"><caption>{escape(caption)}</caption>']
    parts.append("<thead><tr>" + "".join(f"<th>{escape(name)}</th>" for name in columns) + "</tr></thead><tbody>")
    for row in rows:
        cells = (f'<td style="text-align: left">{escape(in_line(cell, _CELL))}</td>' for cell in row)
        parts.append(f"<tr>{''.join(cells)}</tr>")
    if left_out:
        parts.append(f'<tr><td colspan="{len(columns)}">{escape(left_out)}</td></tr>')
    return "".join(parts) + "</tbody></table>"
