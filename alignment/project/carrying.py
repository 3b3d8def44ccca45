"""What a new version of a text does to places, spans, links and the alignment: all that goes on stays with its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from alignment.records import Alignment, Link, Pair, Side, Span, Version, units_of


class _HoldsUnits(Protocol):
    @property
    def pair(self) -> Pair: ...


_Linked = TypeVar("_Linked", bound=_HoldsUnits)


@dataclass(frozen=True, slots=True)
class Continued:
    """What a new version makes of one link, or of several whose units it joins."""

    before: tuple[Pair, ...]
    """The links, as units were counted before it."""

    pair: Pair
    """The link that goes on from them; neither side is there where their text is gone."""

    altered: bool
    """Whether its words are others, or fewer."""


def moved_to_version(pair: Pair, version: Version) -> Pair:
    """A link's units as the version counts them; those that are gone are left out."""
    return _with(pair, version.side, _moved(units_of(pair, version.side), version))


def moved_from_version(pair: Pair, version: Version) -> Pair:
    """A link's units as they were counted before the version; those that are new are left out."""
    places = units_of(pair, version.side)
    came = {old for new in places if new < len(version.came) for old in version.came[new]}
    return _with(pair, version.side, tuple(sorted(came)))


def spans_to_version(spans: Iterable[Span], version: Version) -> tuple[Span, ...]:
    """Spans as the version counts them, on those of their words that are still there."""
    made = []
    for span in spans:
        went = version.went.get(span.unit, ())
        if span.side != version.side:
            made.append(span)
        elif len(went) == 1 and version.is_same(went[0]):
            made.append(span._replace(unit=went[0]))
        else:
            for _old, start, new, at, length in version.forward.get(span.unit, ()):
                made += _overlap(span, start, new, at, length)
    return tuple(made)


def spans_from_version(spans: Iterable[Span], version: Version) -> tuple[Span, ...]:
    """Spans as they were counted before the version, on those of their words that were there."""
    made = []
    for span in spans:
        if span.side != version.side:
            made.append(span)
        elif span.unit < len(version.came) and version.is_same(span.unit):
            made.append(span._replace(unit=version.came[span.unit][0]))
        else:
            for old, start, _new, at, length in version.back.get(span.unit, ()):
                made += _overlap(span, at, old, start, length)
    return tuple(made)


def goes_on_whole(pair: Pair, version: Version) -> bool:
    """Whether a link's units, all of them and no others, go on in the units that continue them."""
    own = units_of(pair, version.side)
    new = _moved(own, version)
    return all(old in version.went for old in own) and {old for one in new for old in version.came[one]} == set(own)


def continued(pairs: Sequence[Pair], version: Version) -> list[Continued]:
    """What becomes of links. Those whose units are joined become one. O(units)."""
    side, groups = version.side, list(range(len(pairs)))

    def group_of(place: int) -> int:
        while groups[place] != place:
            groups[place] = place = groups[groups[place]]
        return place

    owners: dict[int, int] = {}
    for place, pair in enumerate(pairs):
        for new in _moved(units_of(pair, side), version):
            first, second = sorted((group_of(owners.setdefault(new, place)), group_of(place)))
            groups[second] = first
    members: dict[int, list[Pair]] = {}
    for place, pair in enumerate(pairs):
        members.setdefault(group_of(place), []).append(pair)
    return [_continued(tuple(own), version) for own in members.values()]


def with_version(alignment: Alignment, version: Version) -> Alignment:
    """The alignment with a new version of one side. The machine's links stay as far as their text does; each new unit
    stands alone."""
    side, links = version.side, {link.pair: link for link in alignment.links}
    made = [
        going_on([links[pair] for pair in one.before], one.pair) for one in continued(list(links), version) if any(one.pair)
    ]
    held = {place for link in made for place in units_of(link.pair, side)}
    alone = (_alone(side, place) for place in range(len(version.came)) if place not in held)
    crossings = (going_on([link], moved_to_version(link.pair, version)) for link in alignment.crossings)
    document = replace(
        alignment.document(side), name=version.name, sha256=version.sha256, paragraphs=version.paragraphs, replaced=0
    )
    return replace(
        alignment,
        links=in_reading_order([*made, *alone]),
        crossings=tuple(link for link in crossings if not link.is_deletion),
        cuts=(*alignment.cuts, version),
        **{side: document, f"{side}_units": version.units},  # type: ignore[arg-type]
    )


def in_reading_order(links: Iterable[_Linked]) -> tuple[_Linked, ...]:
    """Links in reading order. One-sided links go where their own side's neighbours are."""
    links = list(links)
    by_kk = sorted((one for one in links if one.pair[0]), key=lambda one: one.pair[0])
    only_en = sorted((one for one in links if not one.pair[0]), key=lambda one: one.pair[1])
    ordered: list[_Linked] = []
    waiting = 0
    for one in by_kk:
        en = one.pair[1]
        while en and waiting < len(only_en) and only_en[waiting].pair[1] < en:
            ordered.append(only_en[waiting])
            waiting += 1
        ordered.append(one)
    return (*ordered, *only_en[waiting:])


def going_on(links: Sequence[Link], pair: Pair) -> Link:
    """The link with these units that goes on from others: of several it is as sure as the least sure of them."""
    (first, *more), (kk, en) = links, pair
    if not more:
        return first if first.pair == pair else replace(first, kk=kk, en=en)
    sure = [link.confidence for link in links if link.confidence is not None]
    return Link(kk, en, min(sure) if len(sure) == len(links) else None)


def _continued(before: tuple[Pair, ...], version: Version) -> Continued:
    own = [old for pair in before for old in units_of(pair, version.side)]
    new = _moved(own, version)
    other = sorted(place for pair in before for place in units_of(pair, "en" if version.side == "kk" else "kk"))
    pair = (new, tuple(other)) if version.side == "kk" else (tuple(other), new)
    altered = any(old not in version.went for old in own) or not version.changes_none_of(new)
    return Continued(before, pair, altered)


def _moved(places: Iterable[int], version: Version) -> tuple[int, ...]:
    return tuple(sorted({new for old in places for new in version.went.get(old, ())}))


def _overlap(span: Span, start: int, unit: int, at: int, length: int) -> list[Span]:
    first, last = max(span.start, start), min(span.end, start + length)
    return [Span(span.side, unit, first - start + at, last - start + at)] if first < last else []


def _with(pair: Pair, side: Side, units: tuple[int, ...]) -> Pair:
    return (units, pair[1]) if side == "kk" else (pair[0], units)


def _alone(side: Side, place: int) -> Link:
    return Link((place,), ()) if side == "kk" else Link((), (place,))
