"""How many links an act on many would change: what is asked before it is done."""

from __future__ import annotations

from typing import Literal

from alignment.project import State
from alignment.records import Pair, Side, units_of

Direction = Literal["up", "down"]


def links_of_shift(state: State, pair: Pair, side: Side, direction: Direction) -> list[Pair]:
    """The links from this one on whose text on one side slides; none where this one has no text there."""
    if not units_of(pair, side):
        return []
    run = [pair]
    for reviewed in state.links[state.place(pair) + 1 :]:
        if not units_of(reviewed.pair, side):
            if direction == "down":
                run.append(reviewed.pair)
            break
        run.append(reviewed.pair)
    return run


def lengths_of_shift(state: State, pair: Pair, side: Side) -> dict[Direction, int]:
    """How many links `links_of_shift` names, each way. O(links to the next gap)."""
    if not units_of(pair, side):
        return {"up": 0, "down": 0}
    number = 0 if side == "kk" else 1
    first = state.place(pair)
    gap = next((at for at in range(first + 1, len(state.links)) if not state.links[at].pair[number]), None)
    run = (len(state.links) if gap is None else gap) - first
    return {"up": run, "down": run if gap is None else run + 1}


def links_to_realign(state: State) -> list[Pair]:
    """The links that `realign` may take apart: nobody has accepted or made them."""
    return [r.pair for r in state.links if r.status != "accepted" and r.origin != "reviewer"]
