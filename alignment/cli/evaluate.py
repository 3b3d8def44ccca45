"""`alignment evaluate`: how right the aligner is on a benchmark."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from alignment.cli.options import DeviceOption, JsonOption, ModelOption, SecondOption
from alignment.cli.output import bar, new_table, print_json, print_table
from alignment.cli.program import app
from alignment.settings import SHIPPED_MODEL


@app.command(epilog="Example: alignment evaluate data/gold/kazakhstan-2017.jsonl --json")
def evaluate(
    bench: Annotated[Path, typer.Argument(metavar="BENCH.jsonl", help="Document pairs with gold links.")],
    model: ModelOption = SHIPPED_MODEL,
    second_opinion: SecondOption = None,
    device: DeviceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Align a benchmark and compare with its gold links.

    Prints strict and lax precision, recall and F1, the seconds, and the calibration error.
    """
    import time

    from alignment.embedding import load_encoder
    from alignment.scoring import evaluate as evaluate_pairs
    from alignment.scoring import read_benchmark

    pairs = read_benchmark(bench)
    with bar("Aligning") as progress:
        started = time.perf_counter()
        encoder = load_encoder(model, device)
        second = load_encoder(second_opinion, device) if second_opinion is not None else None
        for one in (encoder, second) if second else (encoder,):
            one.encode(["Алматы"])
        loaded = time.perf_counter() - started
        result = evaluate_pairs(pairs, encoder, second_opinion=second, progress=progress)
    result.seconds["load"] = loaded
    figures = result.to_json()
    if as_json:
        print_json(figures)
        return
    table = new_table("", "precision", "recall", "F1")
    for name in ("strict", "lax", "deletion"):
        table.add_row(name, *(f"{figures[name][key]:.4f}" for key in ("precision", "recall", "f1")))
    print_table(table)
    seconds = ", ".join(f"{stage} {value:.2f} s" for stage, value in figures["seconds"].items())
    typer.echo(f"{figures['documents']} documents; expected calibration error {figures['ece']:.4f}; {seconds}")
