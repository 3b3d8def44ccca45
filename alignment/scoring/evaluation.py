"""How right an alignment is: the links found against the gold links.

Precision and recall are defined as in vecalign's scorer (Thompson and Koehn, 2019). *Strict*: a link counts if both sides
match exactly. *Lax*: it counts if any Kazakh unit of it is linked to any of its English units. Deletions count in the
precision and are left out of the recall; `deletion` scores them by themselves.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from alignment.aligner import align_sides, ask_second, measure_background, prepare_side
from alignment.documents import bare_paragraphs
from alignment.embedding import Encoder, Progress
from alignment.exceptions import EmptyText, MalformedFile
from alignment.files import clean_text, decode, read_bytes
from alignment.records import Link, Pair
from alignment.settings import AlignerSettings

_BINS = 10


@dataclass(frozen=True, slots=True)
class BenchmarkPair:
    """One document pair of a benchmark: units that are cut already, and the links a person made."""

    id: str
    kk: tuple[str, ...]
    en: tuple[str, ...]
    gold: tuple[Pair, ...]


@dataclass(slots=True)
class PrecisionRecall:
    """Right among found, and found among those there are."""

    right: int = 0
    found: int = 0
    recalled: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.recalled / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __add__(self, other: PrecisionRecall) -> PrecisionRecall:
        return PrecisionRecall(
            self.right + other.right, self.found + other.found, self.recalled + other.recalled, self.gold + other.gold
        )

    def to_json(self) -> dict[str, float]:
        return {"precision": round(self.precision, 4), "recall": round(self.recall, 4), "f1": round(self.f1, 4)}


@dataclass(slots=True)
class Evaluation:
    """The figures over all document pairs."""

    documents: int = 0
    strict: PrecisionRecall = field(default_factory=PrecisionRecall)
    lax: PrecisionRecall = field(default_factory=PrecisionRecall)
    deletion: PrecisionRecall = field(default_factory=PrecisionRecall)
    outcomes: list[tuple[float, bool]] = field(default_factory=list)
    """Of each link found: its confidence, and whether it is exactly right."""

    seconds: dict[str, float] = field(default_factory=lambda: {"load": 0.0, "embed": 0.0, "align": 0.0})

    @property
    def ece(self) -> float:
        """Expected calibration error (Naeini, Cooper and Hauskrecht, 2015) over ten bins of equal width: how far, on
        average, a confidence is from the share of right links among those with a confidence like it."""
        bins: dict[int, list[tuple[float, bool]]] = {}
        for confidence, right in self.outcomes:
            bins.setdefault(min(int(confidence * _BINS), _BINS - 1), []).append((confidence, right))
        gaps = (abs(sum(c for c, _ in outcomes) - sum(r for _, r in outcomes)) for outcomes in bins.values())
        return sum(gaps) / len(self.outcomes) if self.outcomes else 0.0

    @property
    def caught(self) -> float:
        """The share of the wrong links that a reviewer finds who looks at the least certain tenth of all; 1 if none is."""
        by_confidence = sorted(self.outcomes)
        wrong = sum(not right for _, right in by_confidence)
        found = sum(not right for _, right in by_confidence[: math.ceil(len(by_confidence) / 10)])
        return found / wrong if wrong else 1.0

    def __add__(self, other: Evaluation) -> Evaluation:
        """The figures over the document pairs of both."""
        return Evaluation(
            self.documents + other.documents,
            self.strict + other.strict,
            self.lax + other.lax,
            self.deletion + other.deletion,
            self.outcomes + other.outcomes,
            {stage: seconds + other.seconds[stage] for stage, seconds in self.seconds.items()},
        )

    def to_json(self) -> dict[str, Any]:
        """The figures under the names that scripts know them by."""
        return {
            "documents": self.documents,
            "strict": self.strict.to_json(),
            "lax": self.lax.to_json(),
            "deletion": self.deletion.to_json(),
            "ece": round(self.ece, 4),
            "wrong_in_least_certain_tenth": round(self.caught, 4),
            "seconds": {stage: round(seconds, 3) for stage, seconds in self.seconds.items()},
        }


def read_benchmark(path: str | Path) -> list[BenchmarkPair]:
    """Read a BENCH file: one JSON object a line with `id`, `kk`, `en` and `gold`.

    Raises:
        UnreadableFile, NotText, WrongEncoding, EmptyText: the file cannot be used.
        MalformedFile: a line is not of this form, or its gold names units that are not there; the line is named.
    """
    path = Path(path)
    pairs = []
    for number, line in enumerate(decode(read_bytes(path), path.name).split("\n"), 1):
        if line.strip():
            try:
                pairs.append(_benchmark_pair(json.loads(line)))
            except (ValueError, KeyError, TypeError, IndexError, OverflowError, RecursionError) as error:
                raise MalformedFile(
                    "{name}, line {line}: not a benchmark line of the form "
                    '{{"id", "kk": […], "en": […], "gold": [[[kk], [en]], …]}} ({reason})',
                    name=path.name,
                    line=number,
                    reason=_reason(error),
                ) from None
    if not pairs:
        raise EmptyText("{name}: the file holds no document pair", name=path.name)
    return pairs


def _benchmark_pair(data: Any) -> BenchmarkPair:
    kk, en = _texts(data["kk"]), _texts(data["en"])
    gold: list[Pair] = [(tuple(map(int, a)), tuple(map(int, b))) for a, b in data["gold"]]
    for side, units in enumerate((kk, en)):
        if any(not 0 <= place < len(units) for pair in gold for place in pair[side]):
            raise ValueError("gold names a unit that is not there")
    return BenchmarkPair(clean_text(str(data["id"])), kk, en, tuple(gold))


def _texts(units: Any) -> tuple[str, ...]:
    if not isinstance(units, list) or not all(isinstance(unit, str) for unit in units):
        raise TypeError("units are texts in a list")
    return tuple(map(clean_text, units))


def _reason(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)


def evaluate(
    benchmark: Iterable[BenchmarkPair],
    encoder: Encoder,
    *,
    second_opinion: Encoder | None = None,
    settings: AlignerSettings | None = None,
    progress: Progress | None = None,
) -> Evaluation:
    """Align every document pair of a benchmark and compare the links with its gold.

    Args:
        second_opinion: an encoder that is asked where the first is in doubt; the seconds that this takes are `second`.
    """
    result = Evaluation()
    benchmark = list(benchmark)
    for done, pair in enumerate(benchmark, 1):
        started = time.perf_counter()
        kk, en = (
            prepare_side(bare_paragraphs(pair.kk, "kk"), encoder),
            prepare_side(bare_paragraphs(pair.en, "en"), encoder),
        )
        embedded = time.perf_counter()
        background = measure_background(kk, en)
        links = align_sides(kk, en, settings, background)
        aligned = time.perf_counter()
        result.seconds["embed"] += embedded - started
        result.seconds["align"] += aligned - embedded
        if second_opinion:
            (links,) = ask_second([links], kk, en, second_opinion, background, settings)
            seconds = result.seconds.get("second", 0.0) + time.perf_counter() - aligned
            result.seconds["second"] = seconds
        compare(links, pair.gold, result)
        if progress:
            progress(done, len(benchmark))
    return result


def compare(links: Sequence[Link], gold: Sequence[Pair], result: Evaluation) -> None:
    """Add one document's links, against its gold, to the figures."""
    gold = _single_deletions(gold)
    found = [link.pair for link in links]
    right = set(gold).intersection(found)
    result.documents += 1
    result.strict.right += len(right)
    result.lax.right += _overlapping(found, gold)
    for rate in (result.strict, result.lax):
        rate.found += len(found)
        rate.gold += sum(_is_pair(pair) for pair in gold)
    result.strict.recalled += sum(map(_is_pair, right))
    result.lax.recalled += _overlapping([pair for pair in gold if _is_pair(pair)], found)

    deletions = sum(not _is_pair(pair) for pair in right)
    result.deletion.right += deletions
    result.deletion.recalled += deletions
    result.deletion.found += sum(not _is_pair(pair) for pair in found)
    result.deletion.gold += sum(not _is_pair(pair) for pair in gold)
    result.outcomes += [(1.0 if link.confidence is None else link.confidence, link.pair in right) for link in links]


def _overlapping(pairs: Sequence[Pair], others: Sequence[Pair]) -> int:
    """How many of `pairs` equal one of `others` or share a linked unit pair with one."""
    partners: dict[int, set[int]] = {}
    for kk, en in others:
        for i in kk:
            partners.setdefault(i, set()).update(en)
    same = set(others)
    return sum(pair in same or any(not partners.get(i, set()).isdisjoint(pair[1]) for i in pair[0]) for pair in pairs)


def _single_deletions(gold: Sequence[Pair]) -> list[Pair]:
    """Gold with every deleted unit in a link of its own, as the aligner writes them."""
    single: list[Pair] = []
    for kk, en in gold:
        if kk and en:
            single.append((kk, en))
        else:
            single += [*(((i,), ()) for i in kk), *(((), (j,)) for j in en)]
    return single


def _is_pair(pair: Pair) -> bool:
    return bool(pair[0] and pair[1])
