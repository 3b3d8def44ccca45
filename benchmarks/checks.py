"""How often each check is right: on the regression cases, and how long the shipped report takes.

    python benchmarks/checks.py [PROBLEMS.tsv …]

A list of problems has the columns kk_line, type, kk_quote and findable_by_rule (y or n); given one, the part of them that
the checks find in the report is printed as well.
"""

from __future__ import annotations

import csv
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alignment.checks import CHECKS, Finding, check
from alignment.embedding import load_encoder
from alignment.files import read_table
from alignment.pipeline import align
from alignment.records import Alignment, Document, Link, Paragraph

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "checks" / "cases.tsv"
BREAK = "¶"


@dataclass(frozen=True, slots=True)
class Case:
    """A text with one fault of a kind, or with what only looks like it."""

    check: str
    expect: str
    """Part of what the finding marks; empty for a near miss."""

    kk: str
    en: str


@dataclass(slots=True)
class Rate:
    """Hits found among those there are, and findings that are none."""

    hits: int = 0
    found: int = 0
    false: int = 0
    near_misses: int = 0

    @property
    def recall(self) -> float:
        return self.found / self.hits if self.hits else 1.0

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.false) if self.found + self.false else 1.0


def read_cases(path: Path = CASES) -> Iterator[Case]:
    """The regression cases. Several links of one text are separated by ¶, a heading begins with #."""
    for _, row in read_table(path):
        yield Case(row["check"], row["expect"], row["kk"], row["en"])


def alignment_of(case: Case) -> Alignment:
    """The case's texts, linked one to one; a side that is empty is left out."""
    parts = [[part.strip() for part in text.split(BREAK)] for text in (case.kk, case.en)]
    units: list[list[Paragraph]] = [[], []]
    links = []
    for pair in zip(*parts, strict=True):
        places: list[tuple[int, ...]] = []
        for side, text in zip((0, 1), pair, strict=True):
            if not text:
                places.append(())
                continue
            place = len(units[side])
            kind = "heading" if text.startswith("#") else "body"
            name = f"{('kk', 'en')[side]}.{place + 1}"
            units[side].append(Paragraph(name, kind, text.removeprefix("#").strip(), (place + 1, place + 1)))
            places.append((place,))
        links.append(Link(places[0], places[1], 0.9, 0.8))
    kk, en = Document("kk.txt", "kk", tuple(units[0])), Document("en.txt", "en", tuple(units[1]))
    return Alignment(kk, en, "paragraph", kk.paragraphs, en.paragraphs, tuple(links))


def is_expected(case: Case, finding: Finding, alignment: Alignment) -> bool:
    """Whether the finding marks what the case says is wrong."""
    for mark in (finding.kk, finding.en, *finding.others):
        if mark:
            text = alignment.units(mark.side)[mark.unit].text.casefold()
            place = text.find(case.expect.casefold())
            if 0 <= place < mark.span[1] and mark.span[0] < place + len(case.expect):
                return True
    return False


def rate_cases(encode: Any, verbose: bool = False) -> dict[str, Rate]:
    """Each check on its own cases."""
    rates: dict[str, Rate] = {}
    for case in read_cases():
        rate = rates.setdefault(case.check, Rate())
        alignment = alignment_of(case)
        findings = check(alignment, only=[case.check], encode=encode)
        right = [finding for finding in findings if case.expect and is_expected(case, finding, alignment)]
        wrong = [finding for finding in findings if finding not in right]
        rate.hits += bool(case.expect)
        rate.near_misses += not case.expect
        rate.found += bool(right)
        rate.false += len(wrong)
        if verbose and (wrong or (case.expect and not right)):
            print(f"{case.check}: {case.kk} | {case.en} | expected {case.expect!r}, found {[f.message for f in findings]}")
    return rates


def main() -> None:
    """Print the figures."""
    encoder = load_encoder()
    rates = rate_cases(encoder.encode, verbose=True)
    report = align(ROOT / "data" / "kk" / "kazakhstan-2017.txt", ROOT / "data" / "en" / "kazakhstan-2017.txt")
    started = time.perf_counter()
    findings = check(report)
    seconds = time.perf_counter() - started
    counts = Counter(finding.check for finding in findings)
    print(f"{'check':<18}{'hits':>6}{'misses':>8}{'recall':>8}{'precision':>11}{'in the report':>15}")
    for name, one in CHECKS.items():
        rate = rates.get(name, Rate())
        row = f"{name:<18}{rate.hits:>6}{rate.near_misses:>8}{rate.recall:>8.3f}{rate.precision:>11.3f}"
        print(row + (f"{counts[name]:>15}" if one.is_on else f"{'off':>15}"))
    print(f"{sum(rate.hits + rate.near_misses for rate in rates.values())} cases")
    print(f"report: {len(findings)} findings in {seconds:.2f} s")
    for path in sys.argv[1:]:
        _print_recall(Path(path), report, findings)


def _print_recall(path: Path, report: Alignment, findings: list[Finding]) -> None:
    """The part of a list of problems that some finding marks."""
    kk_marks = [mark for finding in findings for mark in (finding.kk, *finding.others) if mark and mark.side == "kk"]
    found: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in csv.DictReader(path.read_text(encoding="utf-8").split("\n"), delimiter="\t", quoting=csv.QUOTE_NONE):
        if (row.get("findable_by_rule") or "").strip() != "y" or not (row.get("kk_line") or "").isdigit():
            continue
        line, quote = int(row["kk_line"]), " ".join((row["kk_quote"] or "").split())
        total[row["type"]] += 1
        for mark in kk_marks:
            unit = report.kk_units[mark.unit]
            place = unit.text.find(quote)
            near = mark.lines[0] - 1 <= line <= mark.lines[1] + 1
            if near and ((place >= 0 and mark.span[0] < place + len(quote) and place < mark.span[1]) or mark.text in quote):
                found[row["type"]] += 1
                break
    print(f"{path.name}: {sum(found.values())} of {sum(total.values())} findable problems")
    print("  " + ", ".join(f"{kind} {found[kind]}/{count}" for kind, count in total.most_common()))


if __name__ == "__main__":
    main()
