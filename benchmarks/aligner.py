"""Accuracy, honesty and cost of the aligner: `python benchmarks/aligner.py DIR`, or `make bench BENCH=DIR`.

Prints a row for every benchmark (`*.jsonl`) in the folder, then for long texts made from the folder's 1:1 links: 5,000,
20,000 and 100,000 units, and texts that lack a block, each aligned in a process of its own on one core, so that the
peak of memory is its own. `--sensitivity` halves and doubles every setting; `--peers` runs other aligners as well.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, fields, replace
from pathlib import Path

from cores import ONE_CORE
from rich.console import Console
from rich.table import Table

from alignment.aligner import align_sides, prepare_side
from alignment.documents import bare_paragraphs
from alignment.embedding import load_encoder
from alignment.scoring import BenchmarkPair, Evaluation, compare, evaluate, read_benchmark
from alignment.settings import SHIPPED_MODEL, AlignerSettings

UNITS = (5_000, 20_000, 100_000)
BLOCKS = ((2_000, 600), (5_000, 1_000))  # units, and how many of them the Kazakh text lacks in one place


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


def measure(pair: BenchmarkPair, model: str) -> dict[str, float]:
    """Align one long text in this process: figures, seconds and peak memory."""
    started = time.perf_counter()
    encoder = load_encoder(model)
    short = BenchmarkPair("", pair.kk[:50], pair.en[:50], ())
    align_sides(
        *(prepare_side(bare_paragraphs(texts, side), encoder) for texts, side in ((short.kk, "kk"), (short.en, "en")))
    )
    loaded = time.perf_counter()
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
        "load": loaded - started,
        "embed": embedded - loaded,
        "align": aligned - embedded,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def measure_apart(pair: BenchmarkPair, model: str) -> dict[str, float]:
    """`measure` in a new process, on one core."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "long.jsonl"
        file.write_text(json.dumps(asdict(pair)), encoding="utf-8")
        command = [sys.executable, __file__, str(file), "--one", "--model", model]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True, env={**os.environ, **ONE_CORE})
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def table(*columns: str) -> Table:
    made = Table()
    for number, column in enumerate(columns):
        made.add_column(column, justify="right" if number else "left")
    return made


def figures_of(result: Evaluation) -> list[str]:
    return [f"{x:.3f}" for x in (result.strict.f1, result.lax.f1, result.deletion.f1, result.ece, result.caught)]


def sensitivity(benchmarks: dict[str, list[BenchmarkPair]], model: str) -> Table:
    """Strict F1 when one setting is halved or doubled, all else left."""
    encoder = load_encoder(model)
    made = table("setting", *(f"{name} ×{factor}" for name in benchmarks for factor in ("½", "2")))

    def row(name: str, changed: list[AlignerSettings]) -> None:
        scores = [evaluate(pairs, encoder, settings=s).strict.f1 for pairs in benchmarks.values() for s in changed]
        made.add_row(name, *(f"{score:.3f}" for score in scores))

    settings = AlignerSettings()
    for weight in fields(settings.weights):
        value = getattr(settings.weights, weight.name)
        row(
            weight.name,
            [replace(settings, weights=replace(settings.weights, **{weight.name: value * f})) for f in (0.5, 2)],
        )
    for name in ("pool", "radius", "exact_cells"):
        value = getattr(settings, name)
        row(name, [replace(settings, **{name: int(value * f)}) for f in (0.5, 2)])
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", nargs="?", type=Path)
    parser.add_argument("--model", default=SHIPPED_MODEL)
    parser.add_argument("--sensitivity", action="store_true", help="halve and double every setting")
    parser.add_argument("--peers", action="store_true", help="run the other aligners that are installed, too")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measure(read_benchmark(arguments.bench)[0], arguments.model)))
        return

    console = Console(width=150)
    files = sorted(arguments.bench.glob("*.jsonl"))
    if not files:
        parser.error(f"{arguments.bench}: no *.jsonl here")
    benchmarks = {path.stem: read_benchmark(path) for path in files}
    encoder = load_encoder(arguments.model)
    sets = table("benchmark", "strict F1", "lax F1", "deletion F1", "ECE", "wrong found in 10 %", "embed s", "align s")
    for name, pairs in benchmarks.items():
        result = evaluate(pairs, encoder)
        sets.add_row(name, *figures_of(result), *(f"{result.seconds[stage]:.2f}" for stage in ("embed", "align")))
    console.print(sets)

    pool = pool_of(benchmarks)
    long = table("long text", "strict F1", "deletion F1", "ECE", "wrong found in 10 %", "embed s", "align s", "memory MB")
    # The longest last: a new process starts out with the memory peak of the one that makes it.
    blocks = [(units, gap) for units, missing in BLOCKS for gap in (0, missing)]
    for units, gap in [*blocks, *((units, 0) for units in UNITS)]:
        pair = long_text(pool, units, gap, f"{units:,} units" + (f", {gap:,} missing" if gap else ""))
        found = measure_apart(pair, arguments.model)
        names = ("strict", "deletion", "ece", "caught")
        long.add_row(
            pair.id,
            *(f"{found[name]:.3f}" for name in names),
            *(f"{found[name]:.2f}" for name in ("embed", "align")),
            f"{found['memory']:.0f}",
        )
    console.print(long)
    if arguments.sensitivity:
        console.print(sensitivity(benchmarks, arguments.model))
    if arguments.peers:
        from peers import compare_with_peers

        console.print(compare_with_peers(benchmarks, arguments.model))


if __name__ == "__main__":
    main()
