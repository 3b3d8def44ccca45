"""Fit the aligner's weights on benchmarks: `python benchmarks/fit_weights.py BENCH.jsonl … [--model …]`.

The link scores are log-potentials of a semi-Markov conditional random field, so the weights that make the gold alignments
most probable are found by gradient ascent: the gradient is the difference between each term's sum over the gold links and
its expectation under the model. Prints the weights to put into `settings.LinkWeights`, and for each file the figures
that `alignment evaluate` would print with them; with `--folds`, each text's figures come from weights fitted without it.
"""

from __future__ import annotations

import argparse
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from alignment.aligner import (
    MOVES,
    Scores,
    add_words,
    full_band,
    link_scores,
    measure_background,
    measure_edges,
    posteriors,
    prepare_side,
)
from alignment.documents import bare_paragraphs
from alignment.embedding import Encoder, load_encoder
from alignment.scoring import BenchmarkPair, Evaluation, evaluate, read_benchmark
from alignment.settings import SHIPPED_MODEL, AlignerSettings, LinkWeights

TERMS = [field.name for field in fields(LinkWeights) if field.name != "heading"]
FIRST = [name for name in TERMS if name != "words"]
"""The terms of the first look."""

NONE = LinkWeights(**dict.fromkeys([field.name for field in fields(LinkWeights)], 0.0))
RIDGE = 0.02  # keeps correlated weights from running away
LEAST = 1e-4  # links that are less probable than this under softened weights are left out


class Example:
    """One document pair: the terms of its likely links, and which of them its gold has."""

    def __init__(self, pair: BenchmarkPair, encoder: Encoder) -> None:
        kk, en = (
            prepare_side(bare_paragraphs(pair.kk, "kk"), encoder),
            prepare_side(bare_paragraphs(pair.en, "en"), encoder),
        )
        self.band = full_band(len(kk), len(en))
        background = measure_background(kk, en)
        edges = measure_edges(kk, en, self.band, background)
        scores = link_scores(kk, en, self.band, LinkWeights(), background, edges=edges)
        gold = self._gold(pair, scores)
        self.kept = (posteriors(scores / 2, self.band)[0] > LEAST) | gold
        self.gold = gold[self.kept]

        def alone(name: str) -> np.ndarray:
            """A term by itself: the score of the likely links where it alone has a weight."""
            if name == "words":
                found = np.where(self.kept, np.float32(0), np.float32(-np.inf))
                add_words(found, kk, en, self.band, 1.0)
            else:
                found = link_scores(kk, en, self.band, replace(NONE, **{name: 1.0}), background, edges=edges)
            return found[self.kept].astype(np.float64)

        self.terms = np.stack([alone(name) for name in TERMS], axis=1)
        """Shape (likely links, terms), the terms as `TERMS` names them."""

    def _gold(self, pair: BenchmarkPair, scores: Scores) -> np.ndarray:
        gold = np.zeros((self.band.rows, self.band.columns, len(MOVES)), dtype=bool)
        for kk, en in pair.gold:
            if kk and en:
                gold[max(kk) + 1, max(en) + 1, MOVES.index((len(kk), len(en)))] = True
            for i in kk if not en else ():
                gold[i + 1, :, MOVES.index((1, 0))] = True  # wherever the other side stands then
            for j in en if not kk else ():
                gold[:, j + 1, MOVES.index((0, 1))] = True
        return gold.reshape(scores.shape) & np.isfinite(scores)

    def loss(self, weights: np.ndarray, names: list[str]) -> tuple[float, np.ndarray]:
        """Negative log-likelihood of the gold links under the weights of these terms, and its gradient."""
        terms = self.terms[:, [TERMS.index(name) for name in names]]
        scores = terms @ weights
        probable, total = self._posteriors(scores)
        right, gold_total = self._posteriors(np.where(self.gold, scores, -np.inf))
        return total - gold_total, (probable - right) @ terms

    def _posteriors(self, scores: np.ndarray) -> tuple[np.ndarray, float]:
        whole = np.full(self.kept.shape, -np.inf, dtype=np.float32)
        whole[self.kept] = scores
        probable, total = posteriors(whole, self.band)
        return probable[self.kept], total


def fit(examples: list[Example], names: list[str], rounds: int) -> LinkWeights:
    """The weights of these terms under which the gold of the examples is most probable."""

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        values, gradients = zip(*(example.loss(weights, names) for example in examples), strict=True)
        return float(np.mean(values) + RIDGE * weights @ weights), np.mean(gradients, axis=0) + 2 * RIDGE * weights

    start = np.array([getattr(LinkWeights(), name) for name in names])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds})
    print(f"loss {found.fun:.3f} after {found.nit} steps over {len(examples)} documents")
    fitted = {name: round(float(value), 3) for name, value in zip(names, found.x, strict=True)}
    print("\n".join(f"    {name}={value}," for name, value in fitted.items()), flush=True)
    return replace(LinkWeights(), **fitted)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", nargs="+", type=Path)
    parser.add_argument("--model", default=SHIPPED_MODEL)
    parser.add_argument("--rounds", type=int, default=60, help="steps of gradient ascent at most")
    parser.add_argument("--folds", type=int, default=1, help="parts of a cross-validation by the last number of the ids")
    arguments = parser.parse_args()

    encoder = load_encoder(arguments.model)
    files = {path: read_benchmark(path) for path in arguments.bench}
    # Pairs whose ids end in the same number were made from the same text.
    pairs = [(int(pair.id.rsplit("-", 1)[1]), pair) for pairs in files.values() for pair in pairs]
    examples = [(text, Example(pair, encoder)) for text, pair in pairs]
    figures = {path: Evaluation() for path in files}
    for fold in range(arguments.folds):
        seen = [example for text, example in examples if arguments.folds == 1 or text % arguments.folds != fold]
        looks = fit(seen, FIRST, arguments.rounds), fit(seen, TERMS, arguments.rounds)
        settings = AlignerSettings(weights=looks[0], second_look=looks[1])
        for path, members in files.items():
            held_out = [pair for pair in members if int(pair.id.rsplit("-", 1)[1]) % arguments.folds == fold]
            evaluate(held_out, encoder, settings=settings, result=figures[path])
    for path, result in figures.items():
        print(path.name, result.to_json())


if __name__ == "__main__":
    main()
