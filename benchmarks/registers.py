"""Benchmarks by register: which there are in a folder, and figures over many documents.

The name of a benchmark begins with its register (`lit_nat`: literature). The ids of its document pairs end in the number
of the text: pairs with one number tell the same text with other noise, so they stay together in what is drawn by chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import TypeVar

import numpy as np

from alignment.embedding import Encoder
from alignment.scoring import BenchmarkPair, Evaluation, evaluate
from alignment.scoring.evaluation import PrecisionRecall

DRAWS = 1_000
"""Draws of the bootstrap."""

SEED = 1

Value = TypeVar("Value")


def find_benchmarks(folder: Path) -> dict[str, Path]:
    """The benchmarks of a folder by name: its own first, then those of its sub-folders.

    Raises:
        ValueError: there is none, or two have one name; the message is one line.
    """
    found: dict[str, Path] = {}
    for path in sorted(folder.rglob("*.jsonl"), key=lambda path: (len(path.parts), path)):
        if path.stem in found:
            raise ValueError(f"{path} has the name of {found[path.stem]}: rename one of them")
        found[path.stem] = path
    if not found:
        raise ValueError(f"{folder}: no *.jsonl here")
    return found


def register_of(name: str) -> str:
    """The register of a benchmark of this name."""
    return name.partition("_")[0]


def by_register(benchmarks: Mapping[str, Iterable[Value]]) -> dict[str, list[Value]]:
    """What the benchmarks of each register hold, together."""
    registers: dict[str, list[Value]] = {}
    for name, values in benchmarks.items():
        registers.setdefault(register_of(name), []).extend(values)
    return registers


def each_evaluated(pairs: Iterable[BenchmarkPair], encoder: Encoder) -> list[Evaluation]:
    """The figures of each document pair by itself."""
    return [evaluate([pair], encoder) for pair in pairs]


def strict_interval(pairs: Sequence[BenchmarkPair], parts: Sequence[Evaluation]) -> tuple[float, float] | None:
    """Where strict F1 lies with 95 % certainty, by a bootstrap over the texts; None where there is one text only.

    Args:
        parts: the figures of each pair by itself.
    """
    texts: dict[str, PrecisionRecall] = {}
    for pair, part in zip(pairs, parts, strict=True):
        text = pair.id.rpartition("-")[2]
        texts[text] = texts.get(text, PrecisionRecall()) + part.strict
    if len(texts) == 1:
        return None
    counts = np.array([astuple(rate) for rate in texts.values()])
    draws = np.random.default_rng(SEED).multinomial(len(texts), np.full(len(texts), 1 / len(texts)), size=DRAWS)
    low, high = np.percentile([PrecisionRecall(*sums).f1 for sums in (draws @ counts).tolist()], [2.5, 97.5])
    return float(low), float(high)
