"""One side of an alignment, prepared: all that the link score needs to know of its units."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Self

import numpy as np

from alignment.aligner.monotonic import MOVES, Ints
from alignment.embedding import EdgeVectors, Encoder, JoinedVectors, Progress, SummedVectors, Vectors, compiled, row_norms
from alignment.languages import alphabet_of, as_meant, to_cyrillic
from alignment.records import Unit

WIDEST = max(max(move) for move in MOVES)
"""Units in the longest run that one side of a link may take."""

EDGE_WORDS = 8
"""First or last words of a unit that are looked at by themselves: half a sentence. What a wrong cut moves to the
neighbour is seldom shorter."""

_PRIOR_UNITS = 2  # that share nothing, for what all units of a side share

_NUMBERS = re.compile(r"\d+")
_NOT_LETTERS = re.compile(r"^[\W\d_]+")
_CLOSED = re.compile(r"[.!?…:;][\W_]*$")


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

    heads: Vectors | EdgeVectors
    """Of each unit's first words; a slice of it has the shape (units, dimension). Zeros where they are not known."""

    tails: Vectors | EdgeVectors
    """The same of its last words."""

    unfinished: Ints
    """1 where the unit ends without a stop and the next goes on with a small letter, else 0; shape (n,)."""

    counts: Ints
    """How often the unit's text occurs on this side, numbers aside; shape (n,)."""

    def __len__(self) -> int:
        return len(self.lengths)

    @property
    def has_edges(self) -> bool:
        """Whether the heads and tails are known."""
        return isinstance(self.heads, EdgeVectors) or bool(self.heads.any())

    def part(self, places: range) -> Self:
        """Neighbouring units as a side of their own."""
        rows = slice(places.start, places.stop)
        parts = {field.name: getattr(self, field.name)[rows] for field in fields(self) if field.name != "vectors"}
        return replace(self, vectors=self.vectors.part(places), **parts)

    def pooled(self, size: int) -> TextSide:
        """Every `size` units as one; its vector is the sum of theirs, weighted by length, without what all units share.
        Nothing else is kept."""
        own = self.vectors.without(None).rows(1) if self.vectors.sums is None else self.vectors.sums
        norms = row_norms(own)
        norms[norms <= 1e-12] = np.inf
        weights = (self.lengths / norms).astype(np.float32)
        lengths = np.add.reduceat(self.lengths, np.arange(0, len(self), size))
        if size == 1:
            vectors = SummedVectors(own, weights)
        else:
            shared = (1 / norms).astype(np.float32) @ own / np.float32(len(self) + _PRIOR_UNITS)
            vectors = SummedVectors(_pooled(own, weights, self.lengths, shared.astype(np.float32), size))
        none, edges = np.zeros(len(lengths), dtype=np.int64), np.zeros((len(lengths), 1), dtype=np.float32)
        return TextSide((), vectors, lengths, none, edges, edges, none, none + 1)


@compiled
def _pooled(rows: Vectors, weights: Vectors, lengths: Ints, shared: Vectors, size: int) -> Vectors:
    """The weighted sum of every `size` rows, without what they share in proportion to their lengths."""
    sums = np.zeros((-(-len(rows) // size), rows.shape[1]), dtype=np.float32)
    for i in range(len(rows)):
        sums[i // size] += weights[i] * rows[i] - np.float32(lengths[i]) * shared
    return sums


def prepare_side(
    units: Sequence[Unit], encoder: Encoder, progress: Progress | None = None, alphabet: str | None = None
) -> TextSide:
    """Encode one side's units and look at their form. Kazakh in Latin script is looked at in Cyrillic, letters that only
    look like Kazakh ones as what was meant: the vectors know no others.

    Args:
        alphabet: the Latin alphabet that the text is in, where the units are too few to tell it.
    """
    texts = texts_of(units, alphabet)
    shapes = [_NUMBERS.sub("#", text.lower()) for text in texts]
    counts = Counter(shapes)
    vectors = encoder.encode_units(texts, WIDEST, EDGE_WORDS, progress).centred()
    return TextSide(
        tuple(texts),
        vectors.joined,
        np.array([len(text) + 1 for text in texts], dtype=np.int64),
        np.array([unit.kind == "heading" for unit in units], dtype=np.int64),
        vectors.heads,
        vectors.tails,
        np.array([*map(_goes_on, texts, texts[1:]), *([False] if texts else [])], dtype=np.int64),
        np.array([counts[shape] for shape in shapes], dtype=np.int64),
    )


def texts_of(units: Sequence[Unit], alphabet: str | None = None) -> list[str]:
    """The units' texts as they are compared: Kazakh in Latin script in Cyrillic, letters that look like others as meant."""
    alphabet = alphabet or alphabet_of(units)
    return [to_cyrillic(unit.text, alphabet).text if alphabet else as_meant(unit.text) for unit in units]


def _goes_on(text: str, following: str) -> bool:
    """Whether a unit is cut off from the next in the middle of a sentence."""
    return _NOT_LETTERS.sub("", following)[:1].islower() and not _CLOSED.search(text)
