"""What a reviewer can do with a link. Each act is checked against the current links and appends one event."""

from __future__ import annotations

from typing import Literal

from alignment.events import RaiseFlag, Relink, RemoveFlag, SetStatus, State
from alignment.exceptions import ActRefused
from alignment.mqm import CATEGORIES, SEVERITIES
from alignment.records import Pair, ReviewedLink, Side, Status
from alignment.store import Project

Neighbour = Literal["previous", "next"]


def set_status(project: Project, pair: Pair, status: Status, reviewer: str, seen: int | None = None) -> State:
    """Accept the link, mark it as needing review, or take either back. All raise `ActRefused` and `Conflict` as
    `Project.append` does."""
    return project.append(SetStatus(pair, status), reviewer, seen)


def merge(project: Project, pair: Pair, neighbour: Neighbour, reviewer: str, seen: int | None = None) -> State:
    """Make one link of this one and the previous or the next."""
    state = project.state()
    other = _neighbour(state, pair, neighbour)
    first, second = (other, pair) if neighbour == "previous" else (pair, other)
    return project.append(Relink("merge", (first, second), (_joined(first, second),)), reviewer, seen)


def split(project: Project, pair: Pair, kk: int, en: int, reviewer: str, seen: int | None = None) -> State:
    """Cut the link in two: its first `kk` Kazakh and `en` English units, and the rest.

    Raises:
        ActRefused: one of the parts would be empty.
    """
    first = (pair[0][:kk], pair[1][:en])
    second = (pair[0][kk:], pair[1][en:])
    if not any(first) or not any(second):
        raise ActRefused("a split needs at least one unit in each part")
    return project.append(Relink("split", (pair,), (first, second)), reviewer, seen)


def move(project: Project, pair: Pair, side: Side, neighbour: Neighbour, reviewer: str, seen: int | None = None) -> State:
    """Give the link's first unit on one side to the previous link, or its last one to the next.

    Raises:
        ActRefused: the link has no unit there, or there is no such neighbour.
    """
    units = _side(pair, side)
    if not units:
        raise ActRefused("there is no unit on this side to move")
    other = _neighbour(project.state(), pair, neighbour)
    if neighbour == "previous":
        moved, kept = units[:1], units[1:]
        after = (_with(other, side, _side(other, side) + moved), _with(pair, side, kept))
        before = (other, pair)
    else:
        kept, moved = units[:-1], units[-1:]
        after = (_with(pair, side, kept), _with(other, side, moved + _side(other, side)))
        before = (pair, other)
    return project.append(Relink("move", before, tuple(p for p in after if any(p))), reviewer, seen)


def flag(
    project: Project, pair: Pair, category: str, severity: str, note: str, reviewer: str, seen: int | None = None
) -> State:
    """Put a translation error on the link.

    Raises:
        ActRefused: MQM has no such category or severity.
    """
    if category not in {known.name for known in CATEGORIES}:
        raise ActRefused(f"{category!r} is no MQM category of this program")
    if severity not in SEVERITIES:
        raise ActRefused(f"{severity!r} is no severity: use one of {', '.join(SEVERITIES)}")
    return project.append(RaiseFlag(pair, category, severity, note.strip()), reviewer, seen)


def unflag(project: Project, flag_id: int, reviewer: str) -> State:
    """Take a flag away."""
    return project.append(RemoveFlag(flag_id), reviewer)


def least_certain(state: State, after: Pair | None = None) -> ReviewedLink | None:
    """The unreviewed link to look at next: links that a reviewer made first, then by rising confidence.

    Args:
        after: the link just looked at, which is passed over as long as there is another.
    """
    waiting = [r for r in state.links if r.status != "accepted"]
    others = [r for r in waiting if r.pair != after] or waiting
    return min(others, key=_certainty, default=None)


def _certainty(reviewed: ReviewedLink) -> float:
    return -1.0 if reviewed.link.confidence is None else reviewed.link.confidence


def _neighbour(state: State, pair: Pair, neighbour: Neighbour) -> Pair:
    place = state.place(pair) + (1 if neighbour == "next" else -1)
    if not 0 <= place < len(state.links):
        raise ActRefused(f"there is no {neighbour} link")
    return state.links[place].pair


def _joined(first: Pair, second: Pair) -> Pair:
    return tuple(sorted(first[0] + second[0])), tuple(sorted(first[1] + second[1]))


def _side(pair: Pair, side: Side) -> tuple[int, ...]:
    return pair[0] if side == "kk" else pair[1]


def _with(pair: Pair, side: Side, units: tuple[int, ...]) -> Pair:
    return (units, pair[1]) if side == "kk" else (pair[0], units)
