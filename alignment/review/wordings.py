"""Where a wording of the Kazakh text stands, for whoever has a better one for all of its places."""

from __future__ import annotations

from collections.abc import Iterable

from alignment.project import State
from alignment.records import Span
from alignment.review.search import Index, Query


def places_of_wording(index: Index, wording: str) -> list[Span]:
    """The places of a wording in the Kazakh text, in reading order: as whole words, in any case and with any white space
    between them, but with the same letters. O(characters)."""
    found = index.hits(Query(wording, whole=True, exact=True, is_phrase=True))
    return sorted(Span(side, unit, *span) for (side, unit), spans in found.items() if side == "kk" for span in spans)


def unflagged(places: Iterable[Span], state: State) -> list[Span]:
    """Those of the places that no flag marks yet, as a whole or in part."""
    taken: dict[int, list[Span]] = {}
    for span in (span for flag in state.flags for span in flag.spans if span.side == "kk"):
        taken.setdefault(span.unit, []).append(span)
    return [
        place
        for place in places
        if not any(span.start < place.end and place.start < span.end for span in taken.get(place.unit, ()))
    ]


def in_case_of(better: str, wording: str, written: str) -> str:
    """A better wording for a place where the wording is written like this: there it begins with a capital, or is all in
    capitals, where the place is.

    >>> in_case_of("сот үкімі", "үкім", "Үкім"), in_case_of("сот үкімі", "үкім", "ҮКІМ"), in_case_of("Сот", "Үкім", "Үкім")
    ('Сот үкімі', 'СОТ ҮКІМІ', 'Сот')
    """
    if not better or written == wording:
        return better
    if len(written) > 1 and written.isupper() and not wording.isupper():
        return better.upper()
    if written[:1].isupper() and not wording[:1].isupper():
        return better[:1].upper() + better[1:]
    if written[:1].islower() and wording[:1].isupper() and better[:1].isupper():
        return better[:1].lower() + better[1:]
    return better
