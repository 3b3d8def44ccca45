"""The vectors of every run of neighbouring texts up to some width, and those of the texts' first and last words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from alignment.embedding.vectors import Surroundings, Vectors, chosen_places, measure_surroundings, normalized
from alignment.embedding.word_sums import EdgeVectors

_ALL = slice(None)


class JoinedVectors(Protocol):
    """The vectors of every run of neighbouring texts up to some width."""

    def rows(self, width: int, starts: NDArray[np.int64] | slice = _ALL) -> Vectors:
        """The L2-normalized vectors of the runs of `width` texts that begin at these places, shape (runs, dimension); all
        runs of this width when left out. A slice ends where the runs do."""
        ...

    def part(self, places: range) -> JoinedVectors:
        """The same of some neighbouring texts by themselves."""
        ...

    def without(self, surroundings: Surroundings | None) -> JoinedVectors:
        """The same, from which this is taken out; nothing where `None`."""
        ...

    @property
    def sums(self) -> Vectors | None:
        """The texts' own vectors, with all that they share, shape (texts, dimension), where a run's vector is the sum of
        theirs before it is normalized; else `None`."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class SummedVectors:
    """Runs whose vector is the sum of their texts': nothing but the texts' own vectors is kept."""

    sums: Vectors
    """One row a text, not normalized, shape (texts, dimension)."""

    weights: Vectors | None = None
    """How much each text's vector counts in a run's, shape (texts,); the same for all when left out."""

    surroundings: Surroundings | None = None

    def rows(self, width: int, starts: NDArray[np.int64] | slice = _ALL) -> Vectors:
        first = chosen_places(starts, len(self.sums) - width + 1)
        total = self.terms(first)
        for offset in range(1, width):
            total = total + self.terms(first + offset)
        return normalized(total)

    def terms(self, texts: NDArray[np.int64] | slice) -> Vectors:
        """What each of some texts adds to a run's vector, shape (texts, dimension)."""
        own = self.sums[texts]
        if self.weights is not None:
            own = own * self.weights[texts][:, None]
        return self.surroundings.without(own, texts) if self.surroundings else own

    def part(self, places: range) -> SummedVectors:
        within = slice(places.start, places.stop)
        return SummedVectors(
            self.sums[within],
            None if self.weights is None else self.weights[within],
            self.surroundings.part(places) if self.surroundings else None,
        )

    def without(self, surroundings: Surroundings | None) -> SummedVectors:
        return replace(self, surroundings=surroundings)


@dataclass(frozen=True, slots=True, eq=False)
class StoredVectors:
    """Runs that were encoded one by one."""

    widths: list[Vectors]
    """Item w - 1 has shape (texts - w + 1, dimension); its row i stands for texts i … i + w - 1."""

    surroundings: Surroundings | None = None

    sums: None = None

    def rows(self, width: int, starts: NDArray[np.int64] | slice = _ALL) -> Vectors:
        own = self.widths[width - 1]
        if not self.surroundings:
            return own[starts]
        middle = chosen_places(starts, len(own)) + (width - 1) // 2
        return normalized(self.surroundings.without(own[starts], middle))

    def part(self, places: range) -> StoredVectors:
        return StoredVectors(
            [rows[places.start : places.stop - width] for width, rows in enumerate(self.widths[: len(places)])],
            self.surroundings.part(places) if self.surroundings else None,
        )

    def without(self, surroundings: Surroundings | None) -> StoredVectors:
        return replace(self, surroundings=surroundings)


class UnitVectors(NamedTuple):
    """What an alignment needs to know of one side's texts."""

    joined: JoinedVectors

    heads: Vectors | EdgeVectors
    """Of each text's first words; a slice of it has the shape (texts, dimension)."""

    tails: Vectors | EdgeVectors
    """The same of its last words."""

    def centred(self) -> UnitVectors:
        """The same without what each text shares with those around it."""
        texts = len(self.heads)
        around = measure_surroundings(texts, lambda places: self.joined.rows(1, places))

        def of_edges(edges: Vectors | EdgeVectors) -> Vectors | EdgeVectors:
            if isinstance(edges, EdgeVectors):
                return replace(edges, surroundings=around)
            return normalized(around.without(edges, _ALL))

        return UnitVectors(self.joined.without(around), of_edges(self.heads), of_edges(self.tails))
