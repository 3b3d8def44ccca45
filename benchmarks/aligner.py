"""Accuracy, honesty and cost of the aligner: `python benchmarks/aligner.py DIR`, or `make bench BENCH=DIR`.

Prints what the report costs from a cold start; a row for every benchmark (`*.jsonl`) in the folder and its sub-folders and
for the report's own gold; the registers side by side; then long texts made from the 1:1 links of the folder's own
benchmarks: 5,000, 20,000 and 100,000 units (`--long`: and 500,000), and texts that lack a block, each aligned in a process
of its own on one core. `--cross-validate` sets beside each figure the one with weights fitted without the text,
`--sensitivity` halves and doubles every setting, `--peers` runs other aligners as well.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, fields, replace
from pathlib import Path

from cores import ONE_CORE
from registers import by_register, each_evaluated, find_benchmarks, strict_interval
from rich.console import Console
from rich.table import Table

from alignment.aligner import align_sides, prepare_side
from alignment.documents import bare_paragraphs
from alignment.embedding import Encoder, load_encoder
from alignment.scoring import BenchmarkPair, Evaluation, compare, evaluate, read_benchmark
from alignment.settings import SHIPPED_MODEL, AlignerSettings, LinkWeights

UNITS = (5_000, 20_000, 100_000)
LONGEST = 500_000
BASE = 20_000  # units of the text that the time a unit is compared with
BLOCKS = ((2_000, 600), (5_000, 1_000))  # units, and how many of them the Kazakh text lacks in one place
COLD_STARTS = 3
FOLDS = 5

ROOT = Path(__file__).parent.parent
REPORT = "report"
"""What the row of the report's own gold is called; it has no part in the fit of the weights."""

_APART = """
import json, resource, subprocess, sys, time
started = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, check=True, encoding="utf-8")
seconds = time.perf_counter() - started
print(json.dumps([done.stdout, seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024]))
"""


def long_text(pool: list[tuple[str, str]], units: int, missing: int, name: str) -> BenchmarkPair:
    """A document pair of about so many units a side: pairs of the pool in random order, one in nine of them merged with
    the next on one side and one in twenty absent from a side; and then, on the Kazakh side, a whole block."""
    chance = random.Random(units)
    kk: list[str] = []
    en: list[str] = []
    gold = []
    block = range(units // 3, units // 3 + missing)
    order: list[tuple[str, str]] = []
    while len(order) < units + 3:
        order += chance.sample(pool, len(pool))
    place = 0
    while place < units:
        (k, e), draw = order[place], chance.random()
        place += 1
        if place in block or draw < 0.025:
            gold.append(((), (len(en),)))
            en.append(e)
        elif draw < 0.05:
            gold.append(((len(kk),), ()))
            kk.append(k)
        elif draw < 0.16 and place not in block:
            following = order[place]
            place += 1
            if draw < 0.105:
                gold.append(((len(kk),), (len(en), len(en) + 1)))
                kk.append(f"{k} {following[0]}")
                en += [e, following[1]]
            else:
                gold.append(((len(kk), len(kk) + 1), (len(en),)))
                kk += [k, following[0]]
                en.append(f"{e} {following[1]}")
        else:
            gold.append(((len(kk),), (len(en),)))
            kk.append(k)
            en.append(e)
    return BenchmarkPair(name, tuple(kk), tuple(en), tuple(gold))


def pool_of(benchmarks: dict[str, list[BenchmarkPair]]) -> list[tuple[str, str]]:
    """The texts of all 1:1 gold links, each once."""
    pairs = (
        (pair.kk[kk[0]], pair.en[en[0]])
        for members in benchmarks.values()
        for pair in members
        for kk, en in pair.gold
        if len(kk) == len(en) == 1
    )
    unique: dict[str, str] = {}
    for kk, en in pairs:
        unique.setdefault(en, kk)
    return [(kk, en) for en, kk in unique.items()]


def warm_up(kk: tuple[str, ...], en: tuple[str, ...], encoder: Encoder) -> None:
    """Align a short text on all the ways that a long one takes, so that no compiling is timed after it."""
    pair = BenchmarkPair("", kk[:300], en[:300], ())
    for settings in (AlignerSettings(), replace(AlignerSettings(), exact_cells=1_000)):
        evaluate([pair], encoder, settings=settings)


def measure(pair: BenchmarkPair, model: str) -> dict[str, float]:
    """Align one long text in this process: figures and seconds."""
    encoder = load_encoder(model)
    warm_up(pair.kk, pair.en, encoder)
    started = time.perf_counter()
    kk, en = prepare_side(bare_paragraphs(pair.kk, "kk"), encoder), prepare_side(bare_paragraphs(pair.en, "en"), encoder)
    embedded = time.perf_counter()
    links = align_sides(kk, en)
    aligned = time.perf_counter()
    result = Evaluation()
    compare(links, pair.gold, result)
    return {
        "strict": result.strict.f1,
        "deletion": result.deletion.f1,
        "ece": result.ece,
        "caught": result.caught,
        "embed": embedded - started,
        "align": aligned - embedded,
    }


def run_apart(command: list[str], environment: dict[str, str]) -> tuple[str, float, float]:
    """Run a program: what it prints, its seconds, and its peak memory in MB.

    A new process starts out with the memory peak of the one that makes it, so a small one stands between.
    """
    between = [sys.executable, "-c", _APART, *command]
    done = subprocess.run(between, stdout=subprocess.PIPE, check=True, env={**os.environ, **environment})
    written, seconds, memory = json.loads(done.stdout)
    return written, seconds, memory


def measure_apart(pair: BenchmarkPair, model: str) -> dict[str, float]:
    """`measure` in a new process, on one core, with the seconds and the peak memory of the whole process."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "long.jsonl"
        file.write_text(json.dumps(asdict(pair), ensure_ascii=False), encoding="utf-8")
        written, seconds, memory = run_apart([sys.executable, __file__, str(file), "--one", "--model", model], ONE_CORE)
    return {**json.loads(written), "whole": seconds, "memory": memory}


def cold_start(model: str) -> Table:
    """What the report costs in a new process each time, as a user runs it."""
    texts = [str(ROOT / "data" / side / "kazakhstan-2017.txt") for side in ("kk", "en")]
    command = [sys.executable, "-m", "alignment", "align", *texts, "--model", model]
    runs = [run_apart(command, {}) for _ in range(COLD_STARTS + 1)][1:]  # the first may have to compile
    made = table("cold start", "seconds", "memory MB")
    seconds, memory = (statistics.median(run[place] for run in runs) for place in (1, 2))
    made.add_row("the report", f"{seconds:.2f}", f"{memory:.0f}")
    return made


def table(*columns: str) -> Table:
    made = Table()
    for number, column in enumerate(columns):
        made.add_column(column, justify="right" if number else "left", no_wrap=not number)
    return made


Figures = dict[str, list[Evaluation]]
"""Of each document pair of each benchmark."""


def rows(benchmarks: dict[str, list[BenchmarkPair]], figures: Figures, held_out: Figures | None) -> Table:
    """A row for each benchmark, with the intervals of strict F1."""
    made = table("benchmark", "pairs", "strict F1", "95 %", "lax F1", "deletion F1", "embed s", "align s")
    for column in ("held out: strict F1", "95 %", "deletion F1") if held_out else ():
        made.add_column(column, justify="right")

    def interval(name: str, parts: list[Evaluation]) -> str:
        ends = strict_interval(benchmarks[name], parts)
        return f"{ends[0]:.3f}–{ends[1]:.3f}" if ends else "–"

    def deletions(own: Evaluation) -> str:
        return f"{own.deletion.f1:.3f}" if own.deletion.gold else "–"

    for register in by_register({name: [name] for name in benchmarks}).values():
        for name in register:
            own = sum(figures[name], Evaluation())
            cells = [str(own.documents), f"{own.strict.f1:.3f}", interval(name, figures[name])]
            cells += [f"{own.lax.f1:.3f}", deletions(own)]
            cells += [f"{own.seconds[stage]:.2f}" for stage in ("embed", "align")]
            if held_out and name in held_out:
                out = sum(held_out[name], Evaluation())
                cells += [f"{out.strict.f1:.3f}", interval(name, held_out[name]), deletions(out)]
            elif held_out:
                cells += ["–"] * 3
            made.add_row(name, *cells)
        made.add_section()
    return made


def registers(figures: Figures, held_out: Figures | None) -> Table:
    """The registers side by side: the links of all benchmarks of one taken together."""
    shown: tuple[tuple[str, Callable[[Evaluation], str]], ...] = (
        ("links", lambda own: f"{own.strict.found:,}"),
        ("wrong links", lambda own: f"{own.strict.found - own.strict.right:,}"),
        ("ECE", lambda own: f"{own.ece:.3f}"),
        ("wrong found in 10 %", lambda own: f"{own.caught:.2f}"),
    )
    pooled = {name: sum(parts, Evaluation()) for name, parts in by_register(figures).items()}
    made = table("register", *pooled)
    for title, figure in shown:
        made.add_row(title, *map(figure, pooled.values()))
    if held_out:
        made.add_section()
        out = {name: sum(parts, Evaluation()) for name, parts in by_register(held_out).items()}
        for title, figure in shown[1:]:
            made.add_row(f"held out: {title}", *(figure(out[name]) if name in out else "–" for name in pooled))
    return made


def long_texts(pool: list[tuple[str, str]], units: tuple[int, ...], model: str) -> Table:
    """Figures and cost of long texts, each in a process of its own."""
    blocks = [(size, gap) for size, missing in BLOCKS for gap in (0, missing)]
    found: dict[tuple[int, int], dict[str, float]] = {}
    for size, gap in [*blocks, *((size, 0) for size in units if (size, 0) not in blocks)]:
        pair = long_text(pool, size, gap, f"{size}-{gap}")
        found[size, gap] = measure_apart(pair, model)
        found[size, gap]["unit"] = found[size, gap]["align"] / (len(pair.kk) + len(pair.en)) * 2e6
    made = table("long text", "strict F1", "deletion F1", "ECE", "wrong found in 10 %", "embed s", "align s")
    for column in ("µs a unit", f"× {BASE:,}", "whole s", "memory MB"):
        made.add_column(column, justify="right")
    for (size, gap), own in found.items():
        made.add_row(
            f"{size:,} units" + (f", {gap:,} missing" if gap else ""),
            *(f"{own[name]:.3f}" for name in ("strict", "deletion", "ece", "caught")),
            *(f"{own[name]:.2f}" for name in ("embed", "align")),
            f"{own['unit']:.0f}",
            f"{own['unit'] / found[BASE, 0]['unit']:.2f}",
            f"{own['whole']:.2f}",
            f"{own['memory']:.0f}",
        )
    return made


def sensitivity(benchmarks: dict[str, list[BenchmarkPair]], model: str) -> Table:
    """Strict F1 when one setting is halved or doubled, all else left."""
    encoder = load_encoder(model)
    pooled = by_register(benchmarks)
    made = table("setting", *(f"{name} ×{factor}" for name in pooled for factor in ("½", "2")))

    def row(name: str, changed: list[AlignerSettings]) -> None:
        scores = [evaluate(pairs, encoder, settings=s).strict.f1 for pairs in pooled.values() for s in changed]
        made.add_row(name, *(f"{score:.3f}" for score in scores))

    settings = AlignerSettings()
    for setting in fields(settings):
        value = getattr(settings, setting.name)
        if isinstance(value, LinkWeights):
            for weight in fields(value):
                if own := getattr(value, weight.name):
                    halved, doubled = (replace(value, **{weight.name: own * factor}) for factor in (0.5, 2))
                    row(
                        f"{setting.name}.{weight.name}",
                        [replace(settings, **{setting.name: changed}) for changed in (halved, doubled)],
                    )
        else:
            row(setting.name, [replace(settings, **{setting.name: type(value)(value * f)}) for f in (0.5, 2)])
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("--model", default=SHIPPED_MODEL)
    parser.add_argument(
        "--cross-validate", action="store_true", help="fit the weights without each fifth of the texts, too"
    )
    parser.add_argument("--long", action="store_true", help=f"align {LONGEST:,} units, too")
    parser.add_argument("--sensitivity", action="store_true", help="halve and double every setting")
    parser.add_argument("--peers", action="store_true", help="run the other aligners that are installed, too")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measure(read_benchmark(arguments.bench)[0], arguments.model)))
        return

    console = Console(width=160)
    try:
        files = find_benchmarks(arguments.bench)
    except ValueError as error:
        parser.error(str(error))
    given = {name: read_benchmark(path) for name, path in files.items()}
    benchmarks = {**given, REPORT: read_benchmark(ROOT / "data" / "gold" / "kazakhstan-2017.jsonl")}
    console.print(cold_start(arguments.model))

    encoder = load_encoder(arguments.model)
    (report,) = benchmarks[REPORT]
    warm_up(report.kk, report.en, encoder)
    figures = {name: each_evaluated(pairs, encoder) for name, pairs in benchmarks.items()}
    held_out = None
    if arguments.cross_validate:
        from fit_weights import cross_validate

        held_out = cross_validate(given, encoder, FOLDS)
    console.print(rows(benchmarks, figures, held_out))
    console.print(registers(figures, held_out))

    own = {name: pairs for name, pairs in given.items() if files[name].parent == arguments.bench} or given
    console.print(long_texts(pool_of(own), (*UNITS, *[LONGEST] * arguments.long), arguments.model))
    if arguments.sensitivity:
        console.print(sensitivity(benchmarks, arguments.model))
    if arguments.peers:
        from peers import compare_with_peers

        console.print(compare_with_peers(benchmarks, arguments.model))


if __name__ == "__main__":
    main()
