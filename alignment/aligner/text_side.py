"""One side of an alignment, prepared: all that the link score needs to know of its units."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Self

import numpy as np

from alignment.aligner.monotonic import MOVES, Ints
from alignment.embedding import Encoder, JoinedVectors, Progress, SummedVectors, Vectors
from alignment.languages import alphabet_of, as_meant, to_cyrillic
from alignment.records import Unit

WIDEST = max(max(move) for move in MOVES)
"""Units in the longest run that one side of a link may take."""

_EDGE_WORDS = 8  # half a sentence: what a wrong cut moves to the neighbour is seldom shorter
_NUMBERS = re.compile(r"\d+")
_NOT_LETTERS = re.compile(r"^[\W\d_]+")


@dataclass(frozen=True, slots=True, eq=False)
class TextSide:
    """What the score needs to know of one side, n units."""

    texts: tuple[str, ...]
    """The units themselves; empty where there are none to look at (pooled or made-up units)."""

    vectors: JoinedVectors
    """Of every run of 1, 2, … `WIDEST` neighbouring units joined."""

    lengths: Ints
    """Characters of each unit, one more for its end; shape (n,)."""

    headings: Ints
    """1 for a heading, 0 for body text; shape (n,)."""

    heads: Vectors
    """Of each unit's first words, shape (n, dimension)."""

    tails: Vectors
    """Of each unit's last words, shape (n, dimension)."""

    unfinished: Ints
    """1 where the next unit goes on in the middle of a sentence (with a small letter), else 0; shape (n,)."""

    counts: Ints
    """How often the unit's text occurs on this side, numbers aside; shape (n,)."""

    def __len__(self) -> int:
        return len(self.lengths)

    def part(self, places: range) -> Self:
        """Neighbouring units as a side of their own."""
        rows = slice(places.start, places.stop)
        parts = {field.name: getattr(self, field.name)[rows] for field in fields(self) if field.name != "vectors"}
        return replace(self, vectors=self.vectors.part(places), **parts)

    def pooled(self, size: int) -> TextSide:
        """Every `size` units as one; its vector is the sum of theirs, weighted by length. Nothing else is kept."""
        starts = np.arange(0, len(self), size)
        weighted = self.vectors.rows(1) * self.lengths[:, None].astype(np.float32)
        sums = np.add.reduceat(weighted, starts)
        none, once = np.zeros(len(starts), dtype=np.int64), np.ones(len(starts), dtype=np.int64)
        edges = np.zeros((len(starts), 1), dtype=np.float32)
        return TextSide((), SummedVectors(sums), np.add.reduceat(self.lengths, starts), none, edges, edges, none, once)


def prepare_side(
    units: Sequence[Unit], encoder: Encoder, progress: Progress | None = None, alphabet: str | None = None
) -> TextSide:
    """Encode one side's units and look at their form. Kazakh in Latin script is looked at in Cyrillic, letters that only
    look like Kazakh ones as what was meant: the vectors know no others.

    Args:
        alphabet: the Latin alphabet that the text is in, where the units are too few to tell it.
    """
    alphabet = alphabet or alphabet_of(units)
    texts = [to_cyrillic(unit.text, alphabet).text if alphabet else as_meant(unit.text) for unit in units]
    shapes = [_NUMBERS.sub("#", text.lower()) for text in texts]
    counts = Counter(shapes)
    words = [text.split() for text in texts]
    return TextSide(
        tuple(texts),
        encoder.encode_joined(texts, WIDEST, progress),
        np.array([len(text) + 1 for text in texts], dtype=np.int64),
        np.array([unit.kind == "heading" for unit in units], dtype=np.int64),
        encoder.encode([" ".join(unit[:_EDGE_WORDS]) for unit in words]),
        encoder.encode([" ".join(unit[-_EDGE_WORDS:]) for unit in words]),
        np.array([*map(_goes_on, texts[1:]), *([False] if texts else [])], dtype=np.int64),
        np.array([counts[shape] for shape in shapes], dtype=np.int64),
    )


def _goes_on(text: str) -> bool:
    """Whether a unit starts in the middle of a sentence."""
    return _NOT_LETTERS.sub("", text)[:1].islower()
