"""How far two reviewers agree who judged the same links without seeing each other's judgement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from alignment.project import State
from alignment.records import Pair, Verdict


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two reviewers' judgements of the sample, compared."""

    first: str
    second: str
    links: int
    """Links that both judged."""

    observed: float
    """Share of them that both judged alike, in [0, 1]."""

    kappa: float | None
    """Cohen's kappa: 1 full agreement, 0 that of chance. `None` where chance alone would agree always."""

    apart: tuple[tuple[Pair, Verdict, Verdict], ...]
    """The links that they judged differently, with both verdicts."""


def cohen_kappa(first: Sequence[str], second: Sequence[str]) -> float | None:
    """Agreement beyond chance (Cohen, 1960) of two lists of verdicts on the same things.

    >>> cohen_kappa(["right", "right", "wrong", "wrong"], ["right", "right", "wrong", "right"])
    0.5
    """
    total = len(first)
    if not total:
        return None
    observed = sum(a == b for a, b in zip(first, second, strict=True)) / total
    counts, others = Counter(first), Counter(second)
    chance = sum(counts[verdict] * others[verdict] for verdict in counts) / total**2
    return None if chance == 1 else (observed - chance) / (1 - chance)


def agreements(state: State) -> list[Agreement]:
    """Every two reviewers who judged links of the current sample in common."""
    sample = set(state.sample)
    verdicts: dict[str, dict[Pair, Verdict]] = {}
    for judgement in state.judgements:
        if judgement.pair in sample:
            verdicts.setdefault(judgement.reviewer, {})[judgement.pair] = judgement.verdict
    found = []
    for first, second in combinations(sorted(verdicts), 2):
        common = [pair for pair in state.sample if pair in verdicts[first] and pair in verdicts[second]]
        if common:
            ours, theirs = [verdicts[first][p] for p in common], [verdicts[second][p] for p in common]
            apart = tuple((p, a, b) for p, a, b in zip(common, ours, theirs, strict=True) if a != b)
            observed = 1 - len(apart) / len(common)
            found.append(Agreement(first, second, len(common), observed, cohen_kappa(ours, theirs), apart))
    return found


def waiting_for(state: State, reviewer: str) -> list[Pair]:
    """The links of the sample that the reviewer has not judged yet."""
    judged = {judgement.pair for judgement in state.judgements if judgement.reviewer == reviewer}
    return [pair for pair in state.sample if pair not in judged]
