"""How far a review is, who does what, how long a link takes and what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from statistics import mean, median

from alignment.project import Decision, Event, Introduce, State
from alignment.records import Alignment, ReviewedLink
from alignment.review.sections import Section, sections_of_links

_PAUSE = 300.0  # seconds; a longer gap between two acts is a break, not work on a link


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """How far one section is."""

    section: Section
    links: int
    accepted: int
    waiting: int
    """Links that need review."""

    flags: int
    reviewer: str
    """Whom it is assigned to; empty: nobody."""


@dataclass(frozen=True, slots=True)
class ReviewerProgress:
    """What one reviewer has done."""

    reviewer: str
    acts: int
    accepted: int
    """Accepted links that the reviewer acted on last."""

    seconds: float | None
    """Median time from one decision to the next, breaks left out; `None` before the second decision."""

    last: str
    """Time of the last act: UTC, ISO 8601."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What is left to do."""

    links: int
    """Links that are not accepted."""

    seconds: float | None
    """How long they take at the pace so far; `None` while there is no pace."""


def by_section(alignment: Alignment, sections: tuple[Section, ...], state: State) -> list[SectionProgress]:
    """The progress of each section, in reading order. O(links + sections)."""
    homes = sections_of_links(sections, state)
    assigned = dict(state.assignments)
    inside: list[list[ReviewedLink]] = [[] for _ in sections]
    for reviewed, home in zip(state.links, homes, strict=True):
        inside[home].append(reviewed)
    found = []
    for section, links in zip(sections, inside, strict=True):
        accepted = sum(r.status == "accepted" for r in links)
        waiting = sum(r.status == "needs review" for r in links)
        flags = len({flag.id for r in links for flag in state.flags_of(r.link)})
        found.append(SectionProgress(section, len(links), accepted, waiting, flags, assigned.get(section.id, "")))
    return found


def by_reviewer(state: State, events: Sequence[Event]) -> list[ReviewerProgress]:
    """What each reviewer has done, the busiest first."""
    own: dict[str, list[Event]] = {}
    for event in events:
        if not isinstance(event.act, Introduce):
            own.setdefault(event.reviewer, []).append(event)
    accepted: dict[str, int] = {}
    for reviewed in state.links:
        if reviewed.status == "accepted":
            accepted[reviewed.reviewer] = accepted.get(reviewed.reviewer, 0) + 1
    found = []
    for reviewer, acts in own.items():
        gaps = _gaps(acts)
        seconds = median(gaps) if gaps else None
        found.append(ReviewerProgress(reviewer, len(acts), accepted.get(reviewer, 0), seconds, acts[-1].at))
    return sorted(found, key=lambda progress: -progress.acts)


def estimate(state: State, events: Sequence[Event]) -> Estimate:
    """What is left, at the mean pace of all reviewers."""
    own: dict[str, list[Event]] = {}
    for event in events:
        own.setdefault(event.reviewer, []).append(event)
    gaps = [gap for acts in own.values() for gap in _gaps(acts)]
    left = len(state.links) - state.accepted
    return Estimate(left, left * mean(gaps) if gaps else None)


def _gaps(acts: Sequence[Event]) -> list[float]:
    """Seconds from one decision of a reviewer to the next; what is done between belongs to the later one."""
    at = [datetime.fromisoformat(event.at) for event in acts if isinstance(event.act, Decision)]
    gaps = ((later - earlier).total_seconds() for earlier, later in pairwise(at))
    return [gap for gap in gaps if 0 < gap <= _PAUSE]
