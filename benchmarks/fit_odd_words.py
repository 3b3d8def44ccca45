"""How much each sign of an odd word weighs, fitted on replaced terms: `python -m benchmarks.fit_odd_words DIR`.

DIR is that of `benchmarks.seeded`; odd lines alone are looked at. In each of `ROUNDS` rounds every third pair that has
a term is given another one in its place. What is fitted is a logistic regression whose weights are not below 0, of the
replaced word with its English one against all other pairs of words without counterpart; `bias` is put so that `FALSE`
of a thousand clean pairs have a finding. Printed: the weights, and the share of the replaced terms that is found by
register, once with the weights fitted on the other registers.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np

from alignment.checks.coverage import WordVectors
from alignment.checks.odd_words import FEATURES, OddWords
from alignment.records import TextPair
from benchmarks.seeded_faults import edits_of
from benchmarks.seeded_material import Edit
from benchmarks.seeded_scoring import BLOCK, REGISTERS, materials_of, read_faulty, read_register

ROUNDS = 3
FALSE = 10  # findings in a thousand clean pairs
_STEPS, _RATE, _DAMPING = 3000, 0.5, 1e-3
_SHARE = 0.1  # of the pairs of words that are no fault


class Look(NamedTuple):
    """A pair of texts with its pairs of words."""

    register: str
    is_faulty: bool
    features: np.ndarray
    """Shape (pairs of words, features)."""

    right: np.ndarray
    """Of each whether both words are the fault's; shape (pairs of words,)."""

    touched: np.ndarray
    """Of each whether one of them is."""


def _looks(register: str, pairs: Sequence[TextPair], seeds: dict[int, Edit]) -> Iterator[Look]:
    odd = OddWords(pairs, WordVectors(text for pair in pairs for text in pair))
    for place in range(len(pairs)):
        found = odd.of(place)
        if found is None:
            empty = np.zeros(0, dtype=bool)
            yield Look(register, place in seeds, np.zeros((0, len(FEATURES))), empty, empty)
            continue
        kk, en = np.zeros(len(found.kk), dtype=bool), np.zeros(len(found.en), dtype=bool)
        if edit := seeds.get(place):
            kk = np.array([start <= edit.start < end for start, end in found.kk])
            en = np.array([any(start < b and a < end for a, b in edit.other) for start, end in found.en])
        yield Look(register, place in seeds, found.features, kk & en, kk | en)


def _read(folder: Path) -> list[Look]:
    looks: list[Look] = []
    faulty = read_faulty(Path(__file__).parent / "seeded_faulty.txt")
    for register, name in REGISTERS.items():
        lines = read_register(folder / name, register, faulty)
        material = materials_of(lines)[register]
        lines = [line for line in lines if line.number % 2]
        for turn in range(ROUNDS):
            chance = Random(turn)
            for start in range(0, len(lines), BLOCK):
                pairs, seeds = [], {}
                for place, line in enumerate(lines[start : start + BLOCK]):
                    kk, en = line.pair
                    edits = edits_of(line.pair, "terms", material) if place % ROUNDS == turn else []
                    if edits:
                        edit = seeds[place] = chance.choice(edits)
                        kk = kk[: edit.start] + edit.new + kk[edit.end :]
                    pairs.append((kk, en))
                looks += _looks(register, pairs, seeds)
    return looks


def _fit(looks: Sequence[Look]) -> np.ndarray:
    """Weights of the features as they are, none below 0."""
    chance = np.random.default_rng(1)
    rows, right = [], []
    for look in looks:
        chosen = look.right if look.is_faulty else chance.random(len(look.right)) < _SHARE
        rows.append(look.features[chosen])
        right.append(look.right[chosen])
    x, y = np.vstack(rows), np.concatenate(right).astype(float)
    middle, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    x = (x - middle) / spread
    weights, bias = np.zeros(x.shape[1]), 0.0
    balance = np.where(y == 1, 0.5 / max(y.sum(), 1), 0.5 / max(len(y) - y.sum(), 1))
    for _ in range(_STEPS):
        error = (1 / (1 + np.exp(-(x @ weights + bias))) - y) * balance
        weights = np.maximum(weights - _RATE * (x.T @ error + _DAMPING * weights), 0)
        bias -= _RATE * error.sum()
    return weights / spread


def _best(looks: Sequence[Look], weights: np.ndarray) -> list[tuple[Look, float, bool]]:
    """Each pair with the highest value among its pairs of words, and whether that one touches the fault."""
    best = []
    for look in looks:
        values = look.features @ weights
        place = int(values.argmax()) if len(values) else -1
        best.append((look, float(values[place]), bool(look.touched[place])) if len(values) else (look, -np.inf, False))
    return best


def _limit(best: Sequence[tuple[Look, float, bool]], false: float) -> float:
    values = sorted((value for look, value, _ in best if not look.is_faulty), reverse=True)
    return values[int(len(values) * false / 1000)]


def main() -> None:
    """Print the weights and what they find."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    looks = _read(parser.parse_args().folder)
    for register in REGISTERS:
        weights = _fit([look for look in looks if look.register != register])
        best = _best([look for look in looks if look.register == register], weights)
        seeds = [one for one in best if one[0].is_faulty]
        if seeds:
            shares = {
                false: np.mean([value > _limit(best, false) and hit for _, value, hit in seeds]) for false in (3, 6, 10, 25)
            }
            print(register, len(seeds), {false: round(float(share), 2) for false, share in shares.items()})
    weights = _fit(looks)
    best = _best(looks, weights)
    for name, weight in zip(FEATURES, weights, strict=True):
        print(f"{name}\t{weight:.3f}")
    print(f"bias\t{_limit(best, FALSE):.3f}")
    for register in REGISTERS:
        own = [one for one in best if one[0].register == register]
        print(
            register,
            [
                sum(v > _limit(best, FALSE) for look, v, _ in own if look.is_faulty is f)
                / max(1, sum(look.is_faulty is f for look, _, _ in own))
                for f in (False, True)
            ],
        )


if __name__ == "__main__":
    main()
