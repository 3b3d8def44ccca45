"""Moved text: units that seem to translate each other across other links, as the machine suggested them."""

from __future__ import annotations

from alignment.project import State
from alignment.records import SIDES, Alignment, Link, Pair, units_of


def moved_text(alignment: Alignment, state: State) -> list[Link]:
    """The suggestions that are open, in the order of the Kazakh text: their units have no partner yet, and not all of them
    were accepted as they are. O(suggestions)."""
    return [suggestion for suggestion in alignment.crossings if _is_open(suggestion, state)]


def places_of_suggestion(suggestion: Link, state: State) -> list[int]:
    """The places of the links that hold the units of a suggestion, in reading order."""
    return sorted({state.place_of_unit(side, unit) for side in SIDES for unit in units_of(suggestion.pair, side)})


def links_with_moved_text(alignment: Alignment, state: State) -> set[Pair]:
    """The links that hold a unit of an open suggestion."""
    return {
        state.links[place].pair
        for suggestion in moved_text(alignment, state)
        for place in places_of_suggestion(suggestion, state)
    }


def _is_open(suggestion: Link, state: State) -> bool:
    links = [state.links[place] for place in places_of_suggestion(suggestion, state)]
    return all(r.link.is_deletion for r in links) and any(r.status != "accepted" for r in links)
