"""Which links to look at, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from alignment.project import State
from alignment.records import Pair, ReviewedLink
from alignment.review.sections import Section, people_of_links, sections_of_links


@dataclass(frozen=True, slots=True)
class _Look:
    """What a queue's rule may look at beside the link."""

    state: State
    reviewer: str
    assigned: str
    """Whom the link is assigned to; empty: nobody."""

    found: Collection[Pair]
    """The links that a search outside them has found: those with an open finding, or with moved text."""


@dataclass(frozen=True, slots=True)
class Queue:
    """A choice of links."""

    name: str
    takes: Callable[[ReviewedLink, _Look], bool]
    by_certainty: bool = False
    """Least certain first; else in reading order."""


def _is_mine(reviewed: ReviewedLink, look: _Look) -> bool:
    return bool(look.reviewer) and look.reviewer in (look.assigned, reviewed.reviewer)


QUEUES: dict[str, Queue] = {
    queue.name: queue
    for queue in (
        Queue("least certain", lambda r, _: r.status != "accepted", by_certainty=True),
        Queue("needs review", lambda r, _: r.status == "needs review"),
        Queue("not 1:1", lambda r, _: len(r.link.kk) != 1 or len(r.link.en) != 1),
        Queue("omissions and additions", lambda r, _: r.link.is_deletion),
        Queue("moved text", lambda r, look: r.pair in look.found),
        Queue("findings", lambda r, look: r.pair in look.found),
        Queue("flagged", lambda r, look: bool(look.state.flags_of(r.link))),
        Queue("commented", lambda r, look: bool(look.state.comments_of(r.link) or look.state.proposals_of(r.link))),
        Queue("mine", _is_mine),
        Queue("all", lambda *_: True),
    )
}
"""Each queue by its name."""


def links_in(
    queue: Queue,
    state: State,
    reviewer: str = "",
    sections: tuple[Section, ...] = (),
    only: str = "",
    among: Collection[int] | None = None,
    found: Collection[Pair] = (),
) -> list[int]:
    """The places of the links that a queue holds, in its order. O(links), and a sort where it is by certainty.

    Args:
        reviewer, sections: whose links are "mine", and the sections by which they may be.
        only: id of the section to stay in; empty: the whole text.
        among: places to choose from, such as what a search found; all when left out.
        found: the links that hold what the queues of findings and of moved text are about.
    """
    assigned = people_of_links(sections, state)
    homes = sections_of_links(sections, state) if sections else [0] * len(state.links)
    stay = {place for place, section in enumerate(sections) if section.id == only} if only else None
    places = []
    for place, reviewed in enumerate(state.links):
        if stay is not None and homes[place] not in stay:
            continue
        if among is not None and place not in among:
            continue
        if queue.takes(reviewed, _Look(state, reviewer, assigned[place], found)):
            places.append(place)
    if queue.by_certainty:
        places.sort(key=lambda place: certainty(state.links[place]))
    return places


def certain_links(state: State, among: Iterable[int], least: float, without: Collection[Pair] = ()) -> list[ReviewedLink]:
    """The unreviewed links at these places whose confidence is at least `least`, the least certain first. One that a
    reviewer made has none: it is among them where `least` is 0.

    Args:
        without: links to leave out.
    """
    found = (state.links[place] for place in among)
    chosen = [
        r for r in found if r.status == "unreviewed" and (r.link.confidence or 0.0) >= least and r.pair not in without
    ]
    return sorted(chosen, key=certainty)


def certainty(reviewed: ReviewedLink) -> float:
    """What the least certain links come first by: those that a reviewer made and nobody accepted, then by confidence."""
    return -1.0 if reviewed.link.confidence is None else reviewed.link.confidence


def least_certain(state: State, after: Pair | None = None) -> ReviewedLink | None:
    """The link to look at first among those that are not accepted; `None` where all are.

    Args:
        after: the link just looked at, which is passed over as long as there is another.
    """
    waiting = [r for r in state.links if r.status != "accepted"]
    others = [r for r in waiting if r.pair != after] or waiting
    return min(others, key=certainty, default=None)


def step(places: Sequence[int], here: int, way: int) -> int | None:
    """The place before (-1) or after (1) `here` in a queue; from outside the queue its first; `None` where it ends."""
    if here not in places:
        return places[0] if places else None
    index = places.index(here) + way
    return places[index] if 0 <= index < len(places) else None
