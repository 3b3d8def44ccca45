"""Fit the aligner's weights on benchmarks: `python benchmarks/fit_weights.py BENCH.jsonl … [--model …] [--folds 5]`.

The link scores are log-potentials of a semi-Markov conditional random field, so the weights that make the gold alignments
most probable are found by gradient ascent: the gradient is the difference between each term's sum over the gold links and
its expectation under the model. The first look is fitted by itself; then, with the closeness that its best paths show, the
second look and what its weights gain with closeness, together. A file's name begins with its register (`lit_nat`), and
each register counts as much as the others, however many documents it has, or as `SHARES` says. Prints what to put into
`settings`, and for each file the figures that `alignment evaluate` would print with it; with `--folds`, each text's figures
come from weights fitted without it.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
from registers import register_of
from rich.progress import track
from scipy.optimize import minimize

from alignment.aligner import (
    MOVES,
    Scores,
    add_words,
    full_band,
    link_scores,
    measure_background,
    measure_closeness,
    measure_edges,
    missing_passages,
    posteriors,
    prepare_side,
)
from alignment.documents import bare_paragraphs
from alignment.embedding import Encoder, compiled, load_encoder
from alignment.scoring import BenchmarkPair, Evaluation, evaluate, read_benchmark
from alignment.settings import SHIPPED_MODEL, AlignerSettings, LinkWeights

TERMS = [field.name for field in fields(LinkWeights) if field.name != "heading"]
FIRST = [name for name in TERMS if name not in ("deletion_block", "words")]
"""The terms of the first look."""

NONE = LinkWeights(**dict.fromkeys([field.name for field in fields(LinkWeights)], 0.0))
RIDGE = 0.003  # keeps correlated weights from running away
LEAST = 1e-4  # links that are less probable than this under softened weights are left out
SOFTEN = 3.0
ROUNDS = 80  # steps of gradient ascent at most
SHARES = {"lit": 0.6}  # of the loss; 1 for the other registers. Free translation loses most, whatever the weights


class Example:
    """One document pair: the terms of its likely links, and which of them its gold has.

    The likely links are a lattice: states are numbered from the first to the last, links are in the order of the states
    that they end in.
    """

    def __init__(self, pair: BenchmarkPair, encoder: Encoder, register: str, fold: int) -> None:
        self.register, self.fold = register, fold
        kk, en = (
            prepare_side(bare_paragraphs(pair.kk, "kk"), encoder),
            prepare_side(bare_paragraphs(pair.en, "en"), encoder),
        )
        self.texts = kk.texts, en.texts
        band = full_band(len(kk), len(en))
        background = measure_background(kk, en)
        edges = measure_edges(kk, en, band, background)
        scores = link_scores(kk, en, band, LinkWeights(), background, edges=edges)
        gold = self._gold(pair, scores, band.rows, band.columns)
        kept = (posteriors(scores / SOFTEN, band)[0] > LEAST) | gold
        self.gold = gold[kept]

        def alone(name: str) -> np.ndarray:
            """A term by itself: the score of the likely links where it alone has a weight."""
            if name == "words":
                found = np.where(kept, np.float32(0), np.float32(-np.inf))
                add_words(found, kk, en, band, 1.0)
            else:
                found = link_scores(kk, en, band, replace(NONE, **{name: 1.0}), background, edges=edges)
            return found[kept].astype(np.float64)

        self.terms = np.stack([alone(name) for name in TERMS], axis=1)
        """Shape (likely links, terms), the terms as `TERMS` names them."""
        cell, move = np.nonzero(kept)
        i, j = (of[cell] for of in band.states())
        sizes = np.array(MOVES)[move]
        self.ends = np.stack([i, j], axis=1)
        self.starts = self.ends - sizes
        numbers = np.stack([self.starts, self.ends]) @ np.array([band.columns, 1])
        states = np.unique(numbers)
        self.before, self.after = np.searchsorted(states, numbers)
        self.states = len(states)
        self.steps = 0.0
        """Steps of closeness from the typical one."""

    def _gold(self, pair: BenchmarkPair, scores: Scores, rows: int, columns: int) -> np.ndarray:
        gold = np.zeros((rows, columns, len(MOVES)), dtype=bool)
        for kk, en in pair.gold:
            if kk and en:
                gold[max(kk) + 1, max(en) + 1, MOVES.index((len(kk), len(en)))] = True
            for i in kk if not en else ():
                gold[i + 1, :, MOVES.index((1, 0))] = True  # wherever the other side stands then
            for j in en if not kk else ():
                gold[:, j + 1, MOVES.index((0, 1))] = True
        return gold.reshape(scores.shape) & np.isfinite(scores)

    def measure(self, first: LinkWeights, settings: AlignerSettings) -> None:
        """Measure how close the translation is, and what is missing, as the aligner does after its first look."""
        weights = np.array([getattr(first, name) for name in TERMS])
        path = _best_links(self.terms @ weights, self.before, self.after, self.states)
        pairs = (
            (tuple(range(i0, i)), tuple(range(j0, j)))
            for (i0, j0), (i, j) in zip(self.starts[path].tolist(), self.ends[path].tolist(), strict=True)
        )
        self.steps = settings.steps_of(measure_closeness(*self.texts, pairs, settings.typical_closeness))
        missing = missing_passages(np.vstack([self.starts[path], self.ends[path[-1:]]]))
        block = self.terms[:, TERMS.index("deletion_block")]
        for side in (0, 1):
            single = (self.ends - self.starts)[:, 1 - side] == 0
            block[single] = missing[side][self.starts[single, side]]

    def loss(self, weights: np.ndarray, terms: np.ndarray) -> tuple[float, np.ndarray]:
        """Negative log-likelihood of the gold links, and its gradient."""
        scores = terms @ weights
        probable, total = _posteriors(scores, self.before, self.after, self.states)
        right, gold_total = _posteriors(np.where(self.gold, scores, -np.inf), self.before, self.after, self.states)
        return total - gold_total, (probable - right) @ terms


@compiled
def _posteriors(scores: np.ndarray, before: np.ndarray, after: np.ndarray, states: int) -> tuple[np.ndarray, float]:
    """The probability of each link of a lattice, and the log-sum over all its paths."""
    forward, backward = np.full(states, -np.inf), np.full(states, -np.inf)
    forward[0] = backward[-1] = 0.0
    for link in range(len(scores)):
        forward[after[link]] = np.logaddexp(forward[after[link]], forward[before[link]] + scores[link])
    for link in range(len(scores) - 1, -1, -1):
        backward[before[link]] = np.logaddexp(backward[before[link]], backward[after[link]] + scores[link])
    found = np.zeros(len(scores))
    for link in range(len(scores)):
        found[link] = np.exp(forward[before[link]] + scores[link] + backward[after[link]] - forward[-1])
    return found, forward[-1]


@compiled
def _best_links(scores: np.ndarray, before: np.ndarray, after: np.ndarray, states: int) -> np.ndarray:
    """The links of the best path of a lattice."""
    values, chosen = np.full(states, -np.inf), np.full(states, -1)
    values[0] = 0.0
    for link in range(len(scores)):
        value = values[before[link]] + scores[link]
        if value > values[after[link]]:
            values[after[link]], chosen[after[link]] = value, link
    path = []
    state = states - 1
    while state > 0:
        path.append(chosen[state])
        state = before[chosen[state]]
    return np.array(path[::-1])


def fit(examples: list[Example], terms: list[np.ndarray], start: np.ndarray, rounds: int) -> np.ndarray:
    """The weights of these terms under which the gold of the examples is most probable."""
    documents = Counter(example.register for example in examples)
    share = np.array([SHARES.get(e.register, 1.0) / documents[e.register] for e in examples])
    share /= share.sum()
    # Terms of one size are climbed in far fewer steps.
    size = np.sqrt(np.mean(np.concatenate(terms) ** 2, axis=0)) + 1e-6

    def loss(scaled: np.ndarray) -> tuple[float, np.ndarray]:
        weights = scaled / size
        values, gradients = zip(*(e.loss(weights, t) for e, t in zip(examples, terms, strict=True)), strict=True)
        gradient = share @ np.stack(gradients) + 2 * RIDGE * weights
        return float(share @ values + RIDGE * weights @ weights), gradient / size

    found = minimize(loss, start * size, jac=True, method="L-BFGS-B", options={"maxiter": rounds})
    print(f"loss {found.fun:.3f} after {found.nit} steps over {len(examples)} documents", flush=True)
    return np.asarray(found.x / size)


def fit_looks(examples: list[Example], settings: AlignerSettings, rounds: int) -> AlignerSettings:
    """The settings with the weights of both looks fitted."""

    def named(base: LinkWeights, names: list[str], values: np.ndarray) -> LinkWeights:
        return replace(base, **{name: round(float(value), 3) for name, value in zip(names, values, strict=True)})

    columns = [TERMS.index(name) for name in FIRST]
    start = np.array([getattr(settings.weights, name) for name in FIRST])
    first = named(LinkWeights(), FIRST, fit(examples, [example.terms[:, columns] for example in examples], start, rounds))
    for example in examples:
        example.measure(first, settings)
    both = [np.hstack([example.terms, example.steps * example.terms]) for example in examples]
    start = np.array([getattr(look, name) for look in (settings.second_look, settings.closer) for name in TERMS])
    second = fit(examples, both, start, rounds)
    looks = named(LinkWeights(), TERMS, second[: len(TERMS)]), named(NONE, TERMS, second[len(TERMS) :])
    return replace(settings, weights=first, second_look=looks[0], closer=looks[1])


def without_block(pair: BenchmarkPair, side: int) -> BenchmarkPair:
    """The pair without the middle third of one side's units, as where a chapter was left out."""
    units = len((pair.kk, pair.en)[side])
    kept = [place for place in range(units) if not units // 3 <= place < 2 * units // 3]
    new = {place: number for number, place in enumerate(kept)}
    texts, gold = [pair.kk, pair.en], []
    texts[side] = tuple(texts[side][place] for place in kept)
    for link in pair.gold:
        sides = list(link)
        sides[side] = tuple(new[place] for place in link[side] if place in new)
        if any(sides):
            gold.append((sides[0], sides[1]))
    return BenchmarkPair(pair.id, texts[0], texts[1], tuple(gold))


def fold_of(name: str, pair: BenchmarkPair, place: int, pairs: int, folds: int) -> int:
    """The part of the cross-validation that a document pair belongs to. The files of one register tell the same texts:
    literature in order, cut at other places in each file; the others by the last number of the id."""
    return place * folds // pairs if name.startswith("lit") else int(pair.id.rsplit("-", 1)[1]) % folds


def cross_validate(
    benchmarks: dict[str, list[BenchmarkPair]], encoder: Encoder, folds: int, rounds: int = ROUNDS
) -> dict[str, list[Evaluation]]:
    """The figures of each document pair of each benchmark, with weights fitted without its fold; with all where there is
    one fold only. Prints the weights."""
    parts = {
        name: [fold_of(name, pair, place, len(pairs), folds) for place, pair in enumerate(pairs)]
        for name, pairs in benchmarks.items()
    }
    documents = [
        (pair, register_of(name), fold)
        for name, pairs in benchmarks.items()
        for pair, fold in zip(pairs, parts[name], strict=True)
    ]
    # Every fourth text is seen a second time with a block missing.
    documents += [(without_block(p, place % 2), *rest) for place, (p, *rest) in enumerate(documents[::4])]
    examples = [
        Example(pair, encoder, register, fold)
        for pair, register, fold in track(documents, description="Measuring the likely links")
    ]
    found: dict[str, dict[int, Evaluation]] = {name: {} for name in benchmarks}
    for fold in range(folds):
        seen = [example for example in examples if folds == 1 or example.fold != fold]
        settings = fit_looks(seen, AlignerSettings(), rounds)
        for look in (settings.weights, settings.second_look, settings.closer):
            print("\n".join(f"    {name}={getattr(look, name)}," for name in TERMS), end="\n\n", flush=True)
        for name, pairs in benchmarks.items():
            for place, pair in enumerate(pairs):
                if parts[name][place] == fold:
                    found[name][place] = evaluate([pair], encoder, settings=settings)
    return {name: [of[place] for place in sorted(of)] for name, of in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", nargs="+", type=Path)
    parser.add_argument("--model", default=SHIPPED_MODEL)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="steps of gradient ascent at most")
    parser.add_argument("--folds", type=int, default=1, help="parts of a cross-validation")
    arguments = parser.parse_args()

    benchmarks = {path.stem: read_benchmark(path) for path in arguments.bench}
    figures = cross_validate(benchmarks, load_encoder(arguments.model), arguments.folds, arguments.rounds)
    for name, documents in figures.items():
        print(name, sum(documents, Evaluation()).to_json())


if __name__ == "__main__":
    main()
