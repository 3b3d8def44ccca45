"""Fit the aligner's weights on benchmarks: `python benchmarks/fit_weights.py BENCH.jsonl … [--model …]`.

The link scores are log-potentials of a semi-Markov conditional random field, so the weights that make the gold alignments
most probable are found by gradient ascent: the gradient is the difference between each term's sum over the gold links and
its expectation under the model. Prints the weights to put into `settings.LinkWeights`, and for each file the figures
that `alignment evaluate` would print with them.
"""

from __future__ import annotations

import argparse
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from alignment.aligner import TextSide, link_terms, measure_background, prepare_side
from alignment.embedding import Encoder, load_encoder
from alignment.evaluation import BenchmarkPair, evaluate, read_benchmark, units_of
from alignment.monotonic import MOVES, full_band, posteriors
from alignment.settings import SHIPPED_MODEL, AlignerSettings, LinkWeights

NAMES = [field.name for field in fields(LinkWeights) if field.name != "heading_mismatch"]
RIDGE = 0.01  # keeps correlated weights from running away


class Example:
    """One document pair: the terms of every possible link, and which links its gold has."""

    def __init__(self, pair: BenchmarkPair, encoder: Encoder, settings: AlignerSettings) -> None:
        kk, en = prepare_side(units_of(pair.kk, "kk"), encoder), prepare_side(units_of(pair.en, "en"), encoder)
        self.band = full_band(len(kk), len(en))
        self.terms = np.zeros((len(MOVES), self.band.rows, self.band.width, len(NAMES)), dtype=np.float32)
        self.possible = np.zeros(self.terms.shape[:3], dtype=bool)
        self._fill(kk, en, settings)
        self.gold = self.possible & self._gold(pair)

    def _fill(self, kk: TextSide, en: TextSide, settings: AlignerSettings) -> None:
        background = measure_background(kk, en)
        for k, move in enumerate(MOVES):
            if move.kk <= len(kk) and move.en <= len(en):
                self.possible[k, move.kk :, move.en :] = True
                for name, term in link_terms(kk, en, self.band, move, settings, background):
                    if name in NAMES:
                        self.terms[k, ..., NAMES.index(name)] = term

    def _gold(self, pair: BenchmarkPair) -> np.ndarray:
        index = {move: k for k, move in enumerate(MOVES)}
        gold = np.zeros(self.possible.shape, dtype=bool)
        for kk, en in pair.gold:
            if kk and en:
                gold[index[len(kk), len(en)], kk[-1] + 1, en[-1] + 1] = True
            for i in kk if not en else ():
                gold[index[1, 0], i + 1, :] = True  # wherever the other side stands then
            for j in en if not kk else ():
                gold[index[0, 1], :, j + 1] = True
        return gold

    def loss(self, weights: np.ndarray) -> tuple[float, np.ndarray]:
        """Negative log-likelihood of the gold links, and its gradient."""
        scores = np.where(self.possible, self.terms @ weights, -np.inf)
        probable, total = posteriors(scores, self.band)
        right, gold_total = posteriors(np.where(self.gold, scores, -np.inf), self.band)
        return total - gold_total, np.tensordot(probable - right, self.terms, 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", nargs="+", type=Path)
    parser.add_argument("--model", default=SHIPPED_MODEL)
    parser.add_argument("--rounds", type=int, default=60, help="steps of gradient ascent at most")
    parser.add_argument("--every", type=int, default=1, help="fit on every nth document only")
    arguments = parser.parse_args()

    encoder, settings = load_encoder(arguments.model), AlignerSettings()
    files = {path: read_benchmark(path) for path in arguments.bench}
    examples = [Example(pair, encoder, settings) for pairs in files.values() for pair in pairs[:: arguments.every]]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        values, gradients = zip(*(example.loss(weights) for example in examples), strict=True)
        ridge = RIDGE * weights @ weights
        return float(np.mean(values) + ridge), np.mean(gradients, axis=0) + 2 * RIDGE * weights

    start = np.array([getattr(settings.weights, name) for name in NAMES])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": arguments.rounds})
    fitted = {name: round(float(value), 3) for name, value in zip(NAMES, found.x, strict=True)}
    print(f"loss {found.fun:.3f} after {found.nit} steps over {len(examples)} documents")
    for name, value in fitted.items():
        print(f"    {name}: float = {value}")
    for path, pairs in files.items():
        figures = evaluate(pairs, encoder, settings=replace(settings, weights=replace(settings.weights, **fitted)))
        print(path.name, figures.to_json())


if __name__ == "__main__":
    main()
