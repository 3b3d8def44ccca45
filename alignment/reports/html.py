"""The error report as one HTML page that needs nothing beside it: no script, no font, no picture from elsewhere."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from alignment.records import SEVERITIES

if TYPE_CHECKING:
    from alignment.reports.error_report import Entry, ErrorReport, Excerpt

_LIGHT = """--ink: #1d2530; --soft: #56616d; --line: #d9dee4; --bar: #3f6fb5; --mark: #ffe08a; --card: #fff;
  --page: #f5f7f9; --major: #a4480a; --critical: #b01a1a; --gone: #f7d9d7; --come: #d3ecdd;"""
_DARK = """--ink: #e6eaef; --soft: #a4afba; --line: #38424e; --bar: #7fa8e6; --mark: #705a12; --card: #1c232b;
  --page: #12171d; --major: #f0a660; --critical: #ff8d86; --gone: #5a2b2b; --come: #1f4a35;"""
_STYLE = (
    f"""
:root {{ color-scheme: light dark; {_LIGHT} }}
@media screen and (prefers-color-scheme: dark) {{ :root {{ {_DARK} }} }}
"""
    + """
* { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
body { font: 15px/1.5 system-ui, "Segoe UI", "Noto Sans", sans-serif; color: var(--ink); background: var(--page);
  margin: 0 auto; padding: 2rem 1rem; max-width: 76rem; }
h1 { font-size: 1.6rem; margin: 0 0 .3rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .6rem; }
p, .soft { color: var(--soft); } .figures { display: flex; flex-wrap: wrap; gap: 1rem; }
.figure { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .6rem 1rem; }
.figure b { display: block; font-size: 1.4rem; } .charts { display: grid; gap: 0 2.5rem;
  grid-template-columns: repeat(auto-fit, minmax(26rem, 1fr)); }
.bar { display: grid; grid-template-columns: 15rem 1fr 4.5rem; gap: .6rem; align-items: center; margin: .25rem 0;
  break-inside: avoid; }
.bar span:first-child { line-height: 1.25; overflow-wrap: anywhere; }
.bar i { display: block; height: .8rem; background: var(--bar); border-radius: .2rem; }
article { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .7rem 1rem;
  margin: .6rem 0;
  break-inside: avoid; } article header { display: flex; flex-wrap: wrap; gap: .3rem 1rem; align-items: baseline; }
.severity { border: 1px solid; border-radius: 1rem; padding: 0 .6rem; font-size: .85rem; }
.major { color: var(--major); } .critical { color: var(--critical); font-weight: 650; }
.minor, .neutral { color: var(--soft); }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1.2rem; margin-top: .4rem; }
mark { background: var(--mark); color: inherit; border-radius: .15rem; padding: 0 .1rem; }
.better { margin-top: .4rem; } del { background: var(--gone); }
ins { background: var(--come); text-decoration-thickness: 2px; }
@media (max-width: 46rem) { .sides, .charts { grid-template-columns: 1fr; }
  .bar { grid-template-columns: 9rem 1fr 4rem; } }
@media print { body { max-width: none; padding: 0; font-size: 10pt; background: none; }
  .charts { grid-template-columns: 1fr; } h2 { break-after: avoid; } }
"""
)


def render(report: ErrorReport) -> str:
    """The page. Everything that came from the documents is escaped."""
    rate = 1000 * report.penalty / max(report.words, 1)
    figures = [
        ("errors", str(len(report.entries))),
        ("penalty points", f"{report.penalty:g}"),
        ("points for 1,000 words", f"{rate:.1f}"),
        ("Kazakh words", f"{report.words:,}"),
    ]
    if report.score is not None:
        figures.append(("mean score (ESA, 0 to 100)", f"{report.score:.1f}"))
    shown = "".join(f'<div class="figure"><b>{value}</b>{label}</div>' for label, value in figures)
    charts = "".join(
        f"<section><h2>By {field}</h2>{_bars([(name, n, str(n)) for name, n in counted.most_common()])}</section>"
        for field in ("category", "severity", "section")
        for counted in [report.count(field)]
    )
    if report.scores:
        scores = [(score.section, score.mean, f"{score.mean:.0f} ({score.ratings})") for score in report.scores]
        charts += f"<section><h2>Mean score (ratings) by section</h2>{_bars(scores, 100)}</section>"
    entries = "".join(_entry(number, entry) for number, entry in enumerate(report.entries, 1))
    title = f"Error report: {report.kk_name}"
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>"
        f"<h1>{escape(title)}</h1><p>Original: {escape(report.en_name)}</p>"
        f'<div class="figures">{shown}</div><div class="charts">{charts}</div>'
        f"<h2>Errors</h2>{entries or '<p>None.</p>'}</body></html>\n"
    )


def _bars(counts: list[tuple[str, float, str]], most: float = 0) -> str:
    """A bar chart: what is counted, how much, and how that is written."""
    most = most or max((count for _, count, _ in counts), default=1)
    return "".join(
        f'<div class="bar"><span>{escape(name or "(before the first heading)")}</span>'
        f'<i style="width:{100 * count / most:.1f}%"></i><span>{written}</span></div>'
        for name, count, written in counts
    )


def _entry(number: int, entry: Entry) -> str:
    severity = entry.severity if entry.severity in SEVERITIES else "neutral"
    better = (
        f'<div class="better"><del>{escape(entry.kk.marked)}</del> → <ins lang="kk">{escape(entry.better)}</ins></div>'
        if entry.better
        else ""
    )
    return (
        f'<article id="e{number}"><header><b>{number}. {escape(entry.category)}</b>'
        f'<span class="severity {severity}">{severity}</span><span>{escape(entry.note)}</span></header>'
        f'<div class="soft">{escape(entry.section)} · {escape(entry.origin)}</div>'
        f'<div class="sides">{_side("en", entry.en_lines, entry.en)}'
        f"{_side('kk', entry.kk_lines, entry.kk, better)}</div></article>"
    )


def _side(language: str, lines: str, excerpt: Excerpt, more: str = "") -> str:
    place = f'<div class="soft">{"Kazakh" if language == "kk" else "English"}, lines {escape(lines)}</div>' if lines else ""
    body = "".join(f"<mark>{escape(text)}</mark>" if is_marked else escape(text) for text, is_marked in excerpt.pieces)
    return f'<div lang="{language}">{place}{body}{more}</div>'
