"""Which links to list: a queue, narrowed by section, status, confidence, what they hold, and words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from alignment.project import State
from alignment.records import Alignment, Pair, ReviewedLink, Status
from alignment.review.queues import QUEUES, links_in
from alignment.review.search import Index, Query, find_place, links_with
from alignment.review.sections import Section

Holding = Literal["finding", "flag", "comment"]
"""What a link may hold: an open finding, a flag, a comment or proposal."""

Finder = Callable[[], Collection[Pair]]
"""Looks for links by what costs time; it is called where a choice asks for that."""


@dataclass(frozen=True, slots=True)
class LinkChoice:
    """Which links to list; what is empty leaves nothing out."""

    queue: str = "all"
    section: str = ""
    """Id of the section's first unit."""

    status: Status | Literal[""] = ""
    least: float = 0.0
    most: float = 1.0
    """Between which confidences, both included. Links that a reviewer made have none: they are left out where either end
    is drawn in."""

    holding: tuple[Holding, ...] = ()
    """All of these."""

    text: str = ""
    """Words and phrases that stand in the link; or a place, such as `kk.12` or `line 40`."""

    whole: bool = False
    """Whether they are whole words."""

    @property
    def query(self) -> Query:
        """What is searched for in the texts."""
        return Query(self.text, self.whole)

    @property
    def leaves_all(self) -> bool:
        """Whether it leaves every link, in reading order."""
        return self == LinkChoice(whole=self.whole)


def links_of_choice(
    choice: LinkChoice,
    state: State,
    alignment: Alignment,
    index: Callable[[], Index],
    reviewer: str = "",
    sections: tuple[Section, ...] = (),
    finders: Mapping[str, Finder] | None = None,
) -> list[int]:
    """The places of the links that a choice leaves, in the order of its queue. O(links), and O(characters) for words.

    Args:
        index: gives the texts to look for words in.
        reviewer, sections: as `queues.links_in` takes them.
        finders: by the name of a queue, what finds the links that hold an open finding (`findings`) or moved text.
    """
    if choice.leaves_all:
        return list(range(len(state.links)))
    finders, queue = finders or {}, QUEUES[choice.queue]
    among: Collection[int] | None = None
    if choice.text.strip():
        place = find_place(choice.text, alignment)
        among = set(links_with(state, [place] if place else index().units(choice.query)))
    found = finders[queue.name]() if queue.name in finders else ()
    with_findings = finders["findings"]() if "finding" in choice.holding and "findings" in finders else ()
    places = links_in(queue, state, reviewer, sections, choice.section, among, found)
    return [place for place in places if _takes(choice, state, state.links[place], with_findings)]


def _takes(choice: LinkChoice, state: State, reviewed: ReviewedLink, with_findings: Collection[Pair]) -> bool:
    link = reviewed.link
    if choice.status not in ("", reviewed.status):
        return False
    if (choice.least, choice.most) != (0.0, 1.0) and (
        link.confidence is None or not choice.least <= link.confidence <= choice.most
    ):
        return False
    return (
        ("finding" not in choice.holding or link.pair in with_findings)
        and ("flag" not in choice.holding or bool(state.flags_of(link)))
        and ("comment" not in choice.holding or bool(state.comments_of(link) or state.proposals_of(link)))
    )
