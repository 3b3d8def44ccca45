"""The sentences inside each link, and which of them translate each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from alignment.checks.evidence import evidence
from alignment.checks.segments import Segment, Text
from alignment.documents import split_sentences

Stretch = tuple[int, int]
_SHAPES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2))
_EVIDENCE = evidence("sentence pairs")
_WORTHLESS, _MERGE = _EVIDENCE["worthless"], _EVIDENCE["merge"]
_TINY = 1e-9
"""A length that stands for zero, so that nothing is divided by it."""


@dataclass(frozen=True, slots=True)
class SentencePair:
    """A run of Kazakh and a run of English sentences; one of the two is empty where a sentence has no partner."""

    segment: Segment
    kk: Stretch | None
    """Code points of the segment's Kazakh text."""

    en: Stretch | None
    similarity: float
    """Cosine; of a sentence without partner the highest with any sentence of the other side."""

    shape: tuple[int, int] = (1, 1)

    def texts(self) -> tuple[str, str]:
        """What stands there; empty for a side that is missing."""
        return (
            self.segment.kk.text[slice(*self.kk)] if self.kk else "",
            self.segment.en.text[slice(*self.en)] if self.en else "",
        )


def pair_sentences(segments: Sequence[Segment], encode: Callable[[Sequence[str]], Any]) -> list[SentencePair]:
    """The sentences of links that have text on both sides, paired in order; `encode` as in `Material`."""
    cut = [(segment, _sentences(segment.kk), _sentences(segment.en)) for segment in segments]
    texts = [t.text[a:b] for segment, kk, en in cut for t, spans in ((segment.kk, kk), (segment.en, en)) for a, b in spans]
    rows = np.asarray(encode(texts), dtype=np.float64)
    pairs: list[SentencePair] = []
    at = 0
    for segment, kk, en in cut:
        kk_rows = rows[at : at + len(kk)]
        en_rows = rows[at + len(kk) : at + len(kk) + len(en)]
        at += len(kk) + len(en)
        pairs += _pair(segment, kk, en, kk_rows, en_rows)
    return pairs


def placed_in(span: Stretch, stretch: Stretch) -> Stretch:
    """Where a span of a stretch of text stands in that text."""
    return span[0] + stretch[0], span[1] + stretch[0]


def _sentences(text: Text) -> list[Stretch]:
    return [span for span in split_sentences(text.text, text.side) if span[1] > span[0]]


def _pair(
    segment: Segment, kk: Sequence[Stretch], en: Sequence[Stretch], kk_rows: Any, en_rows: Any
) -> Iterator[SentencePair]:
    """The best way through, by dynamic programming. O(sentences²) with small sides."""
    n, m = len(kk), len(en)
    if n == m == 1 and (cosine := float(kk_rows[0] @ en_rows[0])) > _WORTHLESS:
        return iter([SentencePair(segment, kk[0], en[0], cosine)])
    kk_sums, en_sums = _sums(kk, kk_rows), _sums(en, en_rows)
    cosines = {(a, b): _joined(kk_sums, a) @ _joined(en_sums, b).T for a, b in _SHAPES}
    best = np.full((n + 1, m + 1), -np.inf)
    best[0, 0] = 0.0
    came: dict[tuple[int, int], tuple[int, int, float]] = {}
    for i in range(n + 1):
        for j in range(m + 1):
            for a, b in ((1, 0), (0, 1), *_SHAPES):
                if i < a or j < b or not np.isfinite(best[i - a, j - b]):
                    continue
                gain, cosine = 0.0, 0.0
                if a and b:
                    cosine = float(cosines[a, b][i - a, j - b])
                    gain = (a + b) / 2 * (cosine - _WORTHLESS) - _MERGE * (a + b - 2)
                if best[i - a, j - b] + gain > best[i, j]:
                    best[i, j] = best[i - a, j - b] + gain
                    came[i, j] = (a, b, cosine)
    table = kk_rows @ en_rows.T if n and m else np.zeros((n, m))
    found = []
    i, j = n, m
    while i or j:
        a, b, cosine = came[i, j]
        if not b:
            cosine = float(table[i - 1].max(initial=0.0))
        elif not a:
            cosine = float(table[:, j - 1].max(initial=0.0))
        found.append(
            SentencePair(
                segment,
                (kk[i - a][0], kk[i - 1][1]) if a else None,
                (en[j - b][0], en[j - 1][1]) if b else None,
                cosine,
                (a, b),
            )
        )
        i, j = i - a, j - b
    return iter(reversed(found))


def _sums(spans: Sequence[Stretch], rows: Any) -> Any:
    """Vectors of the first 0, 1, 2 … sentences together, each sentence by its length: (n + 1, dimensions)."""
    weights = np.array([b - a for a, b in spans], dtype=float)
    return np.vstack([np.zeros(rows.shape[1]), np.cumsum(weights[:, None] * rows, axis=0)])


def _joined(sums: Any, number: int) -> Any:
    """L2-normalized vectors of each so many sentences in a row; none where there are fewer."""
    vectors = sums[number:] - sums[: max(len(sums) - number, 0)]
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), _TINY)
