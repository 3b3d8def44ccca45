"""The error report as one HTML page that needs nothing beside it: no script, no font, no picture from elsewhere."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from alignment.mqm import SEVERITIES

if TYPE_CHECKING:
    from alignment.reports import Entry, ErrorReport

_STYLE = """
:root { --ink: #1d2530; --soft: #5c6773; --line: #d9dee4; --bar: #3f6fb5; --mark: #ffe08a; --card: #fff; --page: #f5f7f9; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6eaef; --soft: #9aa5b1; --line: #38424e; --bar: #7fa8e6;
  --mark: #705a12; --card: #1c232b; --page: #12171d; } }
body { font: 15px/1.5 system-ui, "Segoe UI", "Noto Sans", sans-serif; color: var(--ink); background: var(--page);
  margin: 0 auto; padding: 2rem 1rem; max-width: 76rem; }
h1 { font-size: 1.6rem; margin: 0 0 .3rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .6rem; }
p, .soft { color: var(--soft); } .figures { display: flex; flex-wrap: wrap; gap: 1rem; }
.figure { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .6rem 1rem; }
.figure b { display: block; font-size: 1.4rem; } .charts { display: grid; gap: 0 2rem;
  grid-template-columns: repeat(auto-fit, minmax(22rem, 1fr)); }
.bar { display: grid; grid-template-columns: 16rem 1fr 3rem; gap: .6rem; align-items: center; margin: .15rem 0; }
.bar span:first-child { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.bar i { display: block; height: .8rem; background: var(--bar); border-radius: .2rem; }
article { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .7rem 1rem;
  margin: .6rem 0;
  break-inside: avoid; } article header { display: flex; flex-wrap: wrap; gap: .3rem 1rem; align-items: baseline; }
.severity { border: 1px solid; border-radius: 1rem; padding: 0 .6rem; font-size: .85rem; }
.major { color: #b45309; } .critical { color: #b91c1c; } .minor, .neutral { color: var(--soft); }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1.2rem; margin-top: .4rem; }
@media (max-width: 46rem) { .sides { grid-template-columns: 1fr; } .bar { grid-template-columns: 9rem 1fr 2rem; } }
mark { background: var(--mark); color: inherit; border-radius: .15rem; padding: 0 .1rem; }
"""


def render(report: ErrorReport) -> str:
    """The page. Everything that came from the documents is escaped."""
    rate = 1000 * report.penalty / max(report.words, 1)
    figures = "".join(
        f'<div class="figure"><b>{value}</b>{label}</div>'
        for label, value in (
            ("errors", len(report.entries)),
            ("penalty points", f"{report.penalty:g}"),
            ("points for 1,000 words", f"{rate:.1f}"),
            ("Kazakh words", f"{report.words:,}"),
        )
    )
    charts = "".join(
        f"<section><h2>By {field}</h2>{_bars(report.count(field).most_common())}</section>"
        for field in ("category", "severity", "section")
    )
    entries = "".join(_entry(number, entry) for number, entry in enumerate(report.entries, 1))
    title = f"Error report: {report.kk_name}"
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>"
        f"<h1>{escape(title)}</h1><p>Original: {escape(report.en_name)}</p>"
        f'<div class="figures">{figures}</div><div class="charts">{charts}</div>'
        f"<h2>Errors</h2>{entries or '<p>None.</p>'}</body></html>\n"
    )


def _bars(counts: list[tuple[str, int]]) -> str:
    most = max((count for _, count in counts), default=1)
    return "".join(
        f'<div class="bar"><span title="{escape(name)}">{escape(name or "(before the first heading)")}</span>'
        f'<i style="width:{100 * count / most:.1f}%"></i><span>{count}</span></div>'
        for name, count in counts
    )


def _entry(number: int, entry: Entry) -> str:
    severity = entry.severity if entry.severity in SEVERITIES else "neutral"
    return (
        f'<article id="e{number}"><header><b>{number}. {escape(entry.category)}</b>'
        f'<span class="severity {severity}">{severity}</span><span>{escape(entry.note)}</span></header>'
        f'<div class="soft">{escape(entry.section)} · {escape(entry.origin)}</div>'
        f'<div class="sides">{_side("kk", entry.kk_lines, entry.kk)}{_side("en", entry.en_lines, entry.en)}</div></article>'
    )


def _side(language: str, lines: str, parts: tuple[str, str, str]) -> str:
    before, marked, after = map(escape, parts)
    place = f'<div class="soft">{"Kazakh" if language == "kk" else "English"}, lines {escape(lines)}</div>' if lines else ""
    mark = f"<mark>{marked}</mark>" if marked else ""
    return f'<div lang="{language}">{place}{before}{mark}{after}</div>'
