"""What each check is worth, for the table of the documentation: `python -m benchmarks.check_figures DIR`.

DIR holds sentence pairs of five registers, of which the even lines are read; see `benchmarks.seeded`, whose faults and
measure these are. Writes `check_figures.tsv` beside this file: of each check its findings in a thousand clean pairs, the
faults put in by program that it found, its findings where no fault was put in, and its precision if as many pairs had one
as not. For the faults of its own kind: how many there were, and how many of them this check or another found.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from alignment.checks import CHECKS
from benchmarks.seeded import CHECKS_OF, FAULTY
from benchmarks.seeded_scoring import (
    REGISTERS,
    Line,
    Result,
    blocks,
    materials_of,
    read_clean,
    read_faulty,
    read_register,
    read_seeded,
    seeded,
)

FIGURES = Path(__file__).with_suffix(".tsv")
COLUMNS = ("check", "clean_per_1000", "true", "false", "precision", "kind", "faults", "found")


def main(folder: Path) -> None:
    """Measure and write the table."""
    faulty = read_faulty(FAULTY)
    lines: list[Line] = []
    for register, name in REGISTERS.items():
        lines += read_register(folder / name, register, faulty)
    results = seeded([line for line in lines if line.number % 2 == 0], materials_of(lines))
    for block in blocks(results):
        read_clean(block)
        read_seeded(block)
    rows = [COLUMNS, *(figures_of(name, results) for name in CHECKS)]
    FIGURES.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")


def figures_of(check: str, results: Sequence[Result]) -> tuple[str, ...]:
    """The row of a check; a dash where there is nothing to count."""
    seeds = [result for result in results if result.seed]
    weight = len(seeds) / max(len(results) - len(seeds), 1)
    clean = sum(told.check == check for result in results for told in result.clean)
    true = sum(any(told.check == check for told in result.found) for result in seeds)
    false = sum(told.check == check for result in results if not result.seed for told in result.beside)
    precision = f"{true / (true + false * weight):.2f}" if true or false else "–"
    kind = next((kind for kind, checks in CHECKS_OF.items() if check in checks), "–")
    own = [result for result in seeds if result.seed and result.seed.kind == kind]
    found = sum(bool(result.found) for result in own)
    counts = (str(len(own)), str(found)) if own else ("–", "–")
    return check, f"{1000 * clean / max(len(results), 1):.1f}", str(true), str(false), precision, kind, *counts


if __name__ == "__main__":
    main(Path(sys.argv[1]))
