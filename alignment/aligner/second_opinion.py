"""A second opinion: what the first encoder leaves in doubt is encoded by a heavier one and aligned again.

Links that are less certain than a limit, and the links beside them, make up stretches of the text; the certain links
between the stretches are anchors. Only the units of stretches are encoded, and of these only the whole, the first and the
last words: a run of units has the sum of their vectors, for what costs is a heavy encoder's time. What all texts of a side
share (a language's own direction, of which transformers give much) is taken out of the vectors, and the first encoder's
stand beside them: the cosine is then a mean of both. Forms, the evidence of the words and how close a translation it is
stay.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from alignment.aligner.aligning import align_sides, similarities_of
from alignment.aligner.link_score import Background, measure_background
from alignment.aligner.monotonic import Move
from alignment.aligner.text_side import EDGE_WORDS, TextSide
from alignment.aligner.word_evidence import measure_closeness
from alignment.embedding import Encoder, Progress, SummedVectors, edges_of, normalized, row_norms
from alignment.records import Link
from alignment.settings import AlignerSettings

_FIRST = 0.3  # the first encoder's part in the cosine; from 0 to .7 hardly anything depends on it
_PRIOR_UNITS = 5  # how many units the prior, that they share nothing, is worth
_FEW = 20  # units a side; where the stretches hold fewer, others are encoded beside them for the background


class _Stretch(NamedTuple):
    """Neighbouring links that are looked at again, and the units that they hold."""

    group: int
    links: slice
    kk: range
    en: range


class _Seen(NamedTuple):
    """Some units of a side as the second encoder sees them."""

    side: TextSide
    places: list[int]
    """Where they stand in the whole side, rising."""

    known: NDArray[np.bool_]
    """Whether the second encoder knows anything of each, shape (units,)."""

    def part(self, places: range) -> TextSide | None:
        """Neighbouring units, by their places in the whole side; nothing where none is known."""
        start = bisect_left(self.places, places.start)
        within = range(start, start + len(places))
        return self.side.part(within) if self.known[within].any() else None


def ask_second(
    groups: Sequence[Sequence[Link]],
    kk: TextSide,
    en: TextSide,
    encoder: Encoder,
    background: Background,
    settings: AlignerSettings | None = None,
    progress: Progress | None = None,
) -> list[list[Link]]:
    """Align again, by another encoder, what is in doubt.

    Args:
        groups: links as `align_sides` returns them, each group those of neighbouring units, across which nothing is linked.
        kk, en: the sides as the first encoder sees them.
        encoder: the second one.
        background: by the first encoder. Where it has no closeness, all links tell that.

    Returns:
        The groups, whose links cover the same units in the same order. New links have the confidence of the second look,
        and, as all others, the similarity by the first encoder.
    """
    settings = settings or AlignerSettings()
    answer = [list(links) for links in groups]
    stretches = [s for at, links in enumerate(answer) for s in _stretches(at, links, settings.second_opinion_below)]
    if not stretches:
        return answer
    closeness = background.closeness
    if closeness is None:
        pairs = (link.pair for link in chain(*groups))
        closeness = measure_closeness(kk.texts, en.texts, pairs, settings.typical_closeness)
    seen = _encoded(kk, [s.kk for s in stretches], en, [s.en for s in stretches], encoder, progress)
    other = measure_background(seen[0].side, seen[1].side)
    background = replace(  # all but the lengths, the recurrence and the closeness of the whole texts
        background,
        means=other.means,
        spread=other.spread,
        edge_mean=other.edge_mean,
        edge_spread=other.edge_spread,
        closeness=closeness,
    )
    for stretch in reversed(stretches):  # so that places further on do not change the ones before
        kk_part, en_part = seen[0].part(stretch.kk), seen[1].part(stretch.en)
        if kk_part and en_part:
            links = align_sides(kk_part, en_part, settings, background)
            answer[stretch.group][stretch.links] = [_in_place(link, stretch, kk, en) for link in links]
    return answer


def _stretches(group: int, links: Sequence[Link], limit: float) -> Iterator[_Stretch]:
    """What of a group is in doubt."""
    doubtful = [(link.confidence or 0.0) < limit for link in links]
    asked = [any(doubtful[max(at - 1, 0) : at + 2]) for at in range(len(links))]
    for first, last in np.flatnonzero(np.diff([0, *map(int, asked), 0])).reshape(-1, 2).tolist():
        kk, en = ([place for link in links[first:last] for place in link.pair[side]] for side in (0, 1))
        if kk and en:  # else there is nothing to choose
            yield _Stretch(group, slice(first, last), range(kk[0], kk[-1] + 1), range(en[0], en[-1] + 1))


def _encoded(
    kk: TextSide,
    kk_stretches: Sequence[range],
    en: TextSide,
    en_stretches: Sequence[range],
    encoder: Encoder,
    progress: Progress | None,
) -> tuple[_Seen, _Seen]:
    """Both sides' stretches. Each text is encoded once, all in one call."""
    kk_places, en_places = _with_others(len(kk), kk_stretches), _with_others(len(en), en_stretches)
    kk_texts, en_texts = _texts(kk, kk_places), _texts(en, en_places)
    row = {text: at for at, text in enumerate(dict.fromkeys(chain(*kk_texts, *en_texts)))}
    rows = encoder.encode(list(row), progress)

    def seen(side: TextSide, places: list[int], texts: list[list[str]]) -> _Seen:
        found = [rows[[row[text] for text in own]] for own in texts]
        shared = found[0].sum(axis=0) / (len(places) + _PRIOR_UNITS)
        # Texts without any known word stay zero.
        centred = (normalized(np.where(own.any(axis=1, keepdims=True), own - shared, own)) for own in found)
        first = side.vectors.rows(1, np.array(places)), side.heads[:][places], side.tails[:][places]
        whole, heads, tails = (
            np.concatenate([math.sqrt(_FIRST) * a, math.sqrt(1 - _FIRST) * b], axis=1, dtype=np.float32)
            for a, b in zip(first, centred, strict=True)
        )
        lengths = side.lengths[places]
        # How much a unit counts in a run the first encoder tells, where its sums do.
        weights = lengths.astype(np.float32) if side.vectors.sums is None else row_norms(side.vectors.sums[places])
        forms = side.unfinished[places], side.counts[places]
        units = TextSide(
            tuple(texts[0]), SummedVectors(whole, weights), lengths, side.headings[places], heads, tails, *forms
        )
        return _Seen(units, places, row_norms(found[0]) > 0)

    return seen(kk, kk_places, kk_texts), seen(en, en_places, en_texts)


def _with_others(units: int, stretches: Sequence[range]) -> list[int]:
    """The places of a side's stretches; where these are few, with others from all over the side."""
    held = set(chain(*stretches))
    missing = max(_FEW - len(held), 0)
    free = [place for place in range(units) if place not in held] if missing else []
    return sorted(held.union(free[:: max(1, -(-len(free) // max(missing, 1)))]))


def _texts(side: TextSide, places: Sequence[int]) -> list[list[str]]:
    """These units, their first and their last words."""
    whole = [side.texts[place] for place in places]
    return [whole, *edges_of(whole, EDGE_WORDS)]


def _in_place(link: Link, stretch: _Stretch, kk: TextSide, en: TextSide) -> Link:
    """A link of a stretch as one of the whole sides."""
    kk_places, en_places = tuple(stretch.kk[i] for i in link.kk), tuple(stretch.en[j] for j in link.en)
    similarity = None
    if kk_places and en_places:
        move, starts = Move(len(kk_places), len(en_places)), np.array([[kk_places[0], en_places[0]]])
        (similarity,) = similarities_of(kk, en, move, starts)
    return Link(kk_places, en_places, link.confidence, similarity)
