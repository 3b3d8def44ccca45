"""The sentences inside a link of paragraphs: as the machine pairs them, and as reviewers have said."""

from __future__ import annotations

from collections.abc import Sequence

from alignment.project import State
from alignment.records import (
    SIDES,
    Alignment,
    Link,
    Pair,
    ReviewedLink,
    Sentence,
    SentenceLink,
    Side,
    Span,
    SpanPair,
    units_of,
)


def spans_of(sentences: Alignment, pair: Pair) -> SpanPair:
    """A link's sentences as spans of their paragraphs.

    Args:
        sentences: an alignment whose units they are.
    """
    kk, en = (_spans(sentences, side, units_of(pair, side)) for side in SIDES)
    return kk, en


def reviewed_sentences(state: State, pair: Pair, sentences: Alignment, links: Sequence[Link]) -> tuple[ReviewedLink, ...]:
    """The links of the sentences of a link of paragraphs, with what reviewers said of them, in reading order. What nobody
    has said anything of is as the machine has it.

    Args:
        sentences: an alignment whose units the sentences are.
        links: as the machine pairs them, in reading order.
    """
    fixed = _fixed(state.sentences_of(pair), sentences, pair)
    taken = {(side, place) for made in fixed for side in SIDES for place in units_of(made, side)}
    found: list[ReviewedLink] = []
    left = dict(fixed)
    for link in links:
        own = {(side, place) for side in SIDES for place in units_of(link.pair, side)}
        for made in [made for made in left if not own.isdisjoint(_named(made))]:
            said = left.pop(made)
            known = link if made == link.pair else Link(*made)
            origin = "machine" if made == link.pair else "reviewer"
            found.append(ReviewedLink(known, origin, said.status, said.reviewer, said.at))  # type: ignore[arg-type]
        kk, en = (tuple(place for place in units_of(link.pair, side) if (side, place) not in taken) for side in SIDES)
        if kk or en:
            found.append(ReviewedLink(link if (kk, en) == link.pair else Link(kk, en)))
    return tuple(found)


def _spans(sentences: Alignment, side: Side, places: Sequence[int]) -> tuple[Span, ...]:
    units = (sentences.units(side)[place] for place in places)
    return tuple(Span(side, one.paragraph, *one.span) for one in units if isinstance(one, Sentence))


def _named(pair: Pair) -> set[tuple[Side, int]]:
    return {(side, place) for side in SIDES for place in units_of(pair, side)}


def _fixed(said: Sequence[SentenceLink], sentences: Alignment, pair: Pair) -> dict[Pair, SentenceLink]:
    """By their sentences' places, the links that reviewers have said something of; of two about one sentence, the later.
    What is not about whole sentences any more, as a unit was cut inside one, counts no more."""
    if not said:
        return {}
    places: dict[tuple[Side, int, int, int], int] = {
        (side, one.paragraph, *one.span): place
        for side in SIDES
        for place, one in enumerate(sentences.units(side))
        if isinstance(one, Sentence) and one.paragraph in units_of(pair, side)
    }
    found: dict[Pair, SentenceLink] = {}
    taken: set[tuple[Side, int]] = set()
    for one in reversed(said):
        if not all(tuple(span) in places for spans in one.pair for span in spans):
            continue
        kk, en = (tuple(sorted(places[tuple(span)] for span in spans)) for spans in one.pair)  # type: ignore[index]
        if taken.isdisjoint(_named((kk, en))):
            taken |= _named((kk, en))
            found[kk, en] = one
    return dict(sorted(found.items(), key=lambda item: (item[0][1] or item[0][0], item[0])))
