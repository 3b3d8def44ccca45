"""Where a link can be split, on both sides, and which place on the other side goes with each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from alignment.documents import split_sentences
from alignment.project import cutting
from alignment.records import SIDES, Alignment, Pair, Point, Side, Span, SpanPair, units_of

Depth = Literal["word", "sentence", "unit"]
"""What ends at a place."""

_NEAR = 40  # candidates looked at on either side of where a place should be
_PAUSE = 0.15  # of the stretch between two known places: as far off may a comma be that answers a comma
_PAUSES = ",;:—–"


class SplitPlace(NamedTuple):
    """A place on one side at which the second part of the link may begin."""

    point: Point
    depth: Depth
    beside: int | None
    """Which of the other side's places goes with it; `None` where the link would not be split here on this side at all:
    before its first and behind its last word."""


@dataclass(frozen=True, slots=True)
class SplitPlaces:
    """The places on both sides, in order; those at both ends leave one part without text of the side."""

    kk: tuple[SplitPlace, ...]
    en: tuple[SplitPlace, ...]

    def of(self, side: Side) -> tuple[SplitPlace, ...]:
        """Those of one side; empty where the link has nothing there."""
        return self.kk if side == "kk" else self.en

    def nearest(self, side: Side, point: Point) -> int:
        """Which of a side's places is the first at or after this one, else the last."""
        places = self.of(side)
        found = (n for n, place in enumerate(places) if (place.point.unit, place.point.start) >= (point.unit, point.start))
        return next(found, len(places) - 1)

    def likely(self) -> tuple[Side, int]:
        """Where somebody who has said nothing may want to split: between two units, else sentences, else words, as near to
        the middle as can be; in the English text, where the Kazakh has no deeper place."""
        depths: dict[Side, list[list[int]]] = {side: self._inner(side) for side in SIDES}
        for depth in range(3):
            for side in reversed(SIDES):
                if own := depths[side][depth]:
                    middle = (len(self.of(side)) - 1) / 2
                    return side, min(own, key=lambda number: abs(number - middle))
        side = "en" if self.en else "kk"
        return side, len(self.of(side)) - 1

    def _inner(self, side: Side) -> list[list[int]]:
        inner = [(n, place) for n, place in enumerate(self.of(side)) if 0 < n < len(self.of(side)) - 1]
        return [[n for n, place in inner if place.depth == depth] for depth in ("unit", "sentence", "word")]


class _Text:
    """One side of a link, its units one after the other."""

    def __init__(self, alignment: Alignment, pair: Pair, side: Side) -> None:
        self.units = units_of(pair, side)
        self.points = sorted(
            {
                *cutting.points(alignment, side, self.units),
                *cutting.points(alignment, side, self.units, words=True),
            }
        )
        self._begins: dict[int, int] = {}
        self.length = 0
        self.sentence_ends: list[int] = []
        self._text = {unit: alignment.units(side)[unit].text for unit in self.units}
        for unit, text in self._text.items():
            self._begins[unit] = self.length
            # Between two sentences stands a space, between two units nothing that counts.
            self.sentence_ends += [self.length + end for _start, end in split_sentences(text, side)]
            self.length += len(text)
        self.at = [self.offset(point) for point in self.points]
        self.depths: list[Depth] = []
        ends = set(self.sentence_ends)
        for point, at in zip(self.points, self.at, strict=True):
            self.depths.append("unit" if not point.end else "sentence" if at in ends else "word")
        self.pauses = [point.end > 0 and self._text[point.unit][point.end - 1] in _PAUSES for point in self.points]
        """Whether a comma or its like stands before each place."""

    def offset(self, point: Point) -> int:
        """How much of the side's text lies before a place."""
        return self._begins.get(point.unit, self.length) + point.end

    def end_of(self, spans: Sequence[Span]) -> int:
        """Where the last of some spans ends."""
        return max((self._begins[span.unit] + span.end for span in spans if span.unit in self._begins), default=0)


def split_places(alignment: Alignment, pair: Pair, inside: Sequence[SpanPair] = ()) -> SplitPlaces:
    """Where a link can be split.

    Args:
        inside: its sentences, as far as it is known which translate which, in order. Left out, they are taken one by one
            where both sides have as many, else only the lengths tell.
    """
    kk, en = (_Text(alignment, pair, side) for side in SIDES)
    known = _known(kk, en, inside)
    return SplitPlaces(_places(kk, en, known), _places(en, kk, [(b, a) for a, b in known]))


def _known(kk: _Text, en: _Text, inside: Sequence[SpanPair]) -> list[tuple[int, int]]:
    """Places that go together on both sides, in order."""
    if inside:
        ends, last = [], (0, 0)
        for kk_spans, en_spans in inside:
            last = max(last[0], kk.end_of(kk_spans)), max(last[1], en.end_of(en_spans))
            ends.append(last)
    elif len(kk.sentence_ends) == len(en.sentence_ends):
        ends = list(zip(kk.sentence_ends, en.sentence_ends, strict=True))
    else:
        ends = []
    return [(0, 0), *ends, (kk.length, en.length)]


def _places(own: _Text, other: _Text, known: Sequence[tuple[int, int]]) -> tuple[SplitPlace, ...]:
    last = len(own.points) - 1
    return tuple(
        SplitPlace(point, own.depths[n], _beside(own, n, other, known) if 0 < n < last and other.points else None)
        for n, point in enumerate(own.points)
    )


def _beside(own: _Text, number: int, other: _Text, known: Sequence[tuple[int, int]]) -> int:
    """The place on the other side that goes with one on this side."""
    at = own.at[number]
    exact = next((there for here, there in known if here == at), None)
    if exact is not None:
        place = bisect_left(other.at, exact)
        if place < len(other.at) and other.at[place] == exact:
            return place
    (a0, b0), (a1, b1) = next(((one, two) for one, two in pairwise(known) if one[0] <= at < two[0]), (known[0], known[-1]))
    wanted = b0 + (b1 - b0) * (at - a0) / max(a1 - a0, 1)
    middle = bisect_left(other.at, wanted)
    inner = range(max(middle - _NEAR, 1), min(middle + _NEAR, len(other.points) - 1))

    def cost(candidate: int) -> float:
        off = abs(other.at[candidate] - wanted) / max(b1 - b0, 1)
        return off + _PAUSE * (own.pauses[number] and not other.pauses[candidate])

    return min(inner, key=cost, default=len(other.points) - 1)
