"""Writes `docs/checks.md` from what the checks say of themselves and what was measured of them: `make docs`."""

from __future__ import annotations

from pathlib import Path

from alignment.checks import CHECKS, Check
from alignment.files import known_rows
from benchmarks.check_figures import FIGURES

PAGE = Path(__file__).with_suffix(".md")
_FOLDERS = {
    "between_sides": "Between the sides",
    "in_kazakh": "In the Kazakh text",
    "across_document": "Across the document",
}
_HEAD = """# Checks

Written by `make docs` from what the checks say of themselves. The figures are those of `benchmarks/check_figures.tsv`,
which `python -m benchmarks.check_figures DIR` measures on clean sentence pairs of five registers, one in five of which was
given a fault by program:

- *clean*: findings in a thousand clean pairs. Some of them are errors of those translations.
- *precision*: how many of its findings tell a fault that was put in, if as many pairs had one as not.
- *recall*: faults of its kind that were found, by this check or another; some checks have no faults of their kind there.

What two checks report of the same words is told once, by the one that knows better what is wrong
(`alignment/checks/twins.py`); a dismissal of either covers it. A finding's score is the strength of its evidence, from 0
to 1; where each figure comes from stands beside it in `alignment/checks/tables/evidence.tsv`.
"""
_PATTERNS = """## Your own patterns

`alignment check … --patterns RULES` looks for words and regular expressions of your own as well. RULES is a `.tsv` or
`.csv` file with the columns `kk` or `en` or both, and `kind`, `message` and `severity` where you want them:

```text
kk	en	kind	message	severity
қойма	warehouse	word	say жинақ for a warehouse	major
\\d+ %		pattern	no space before the percent sign	minor
	TODO	pattern	the original is not finished	minor
```

A `word` (the usual kind) is found in any inflection and letter case, a `pattern` is a regular expression of Python's.
A row with both columns reports its Kazakh in links whose English has the other. In Python they are
`check(alignment, patterns=read_patterns("rules.tsv"))`.
"""


def render() -> str:
    """The page."""
    figures = {row["check"]: row for row in known_rows(FIGURES)}
    parts = [_HEAD]
    for folder, title in _FOLDERS.items():
        own = [one for one in CHECKS.values() if one.find.__module__.split(".")[2] == folder]
        rows = ["| check | what it reports | for example | clean | precision | recall |", "|---|---|---|---|---|---|"]
        parts.append(f"## {title}\n\n" + "\n".join([*rows, *(_row(one, figures.get(one.name)) for one in own)]) + "\n")
    return "\n".join([*parts, _PATTERNS])


def _row(one: Check, figures: dict[str, str] | None) -> str:
    faulty = str(one.example).replace("|", "\\|").replace("\ufffd", "&#xFFFD;")
    measured = ["–", "–", "–"]
    if figures:
        share = f"{figures['found']} of {figures['faults']}" if figures["faults"] != "–" else "–"
        measured = [figures["clean_per_1000"], figures["precision"], share]
    off = "" if one.is_on else " Only where it is asked for."
    return f"| {one.name} | {one.help}{off} | {faulty} | {' | '.join(measured)} |"


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
