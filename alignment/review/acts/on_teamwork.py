"""Who is who, who reviews what, and blind double review."""

from __future__ import annotations

import random
from collections.abc import Sequence

from alignment.exceptions import ActRefused
from alignment.project import AssignLinks, AssignSection, DrawSample, Introduce, Judge, Project, State
from alignment.records import Pair, Verdict
from alignment.review.acts.arguments import refuses_other_types
from alignment.review.people import is_account, name_of, others_called


@refuses_other_types
def introduce(project: Project, name: str, who: str, same: bool = False) -> State:
    """Let a browser or an account (`browser_id`, `account_id`) be known by a name in the project.

    Args:
        same: whether they say to be the one whom another browser is known as by this name. Accounts are no one but
            themselves.

    Raises:
        ActRefused: somebody else bears the name.
    """
    state = project.state()
    if name_of(state, who) == name:
        return state
    others = others_called(state, name, who)
    if same and any(map(is_account, (who, *others))):
        raise ActRefused("{who} logs in: nobody else can be the same person", who=name)
    return project.append(Introduce(who, same and bool(others)), name)


@refuses_other_types
def assign(project: Project, section: str, to: str, reviewer: str, seen: int | None = None) -> State:
    """Give a section, named by its heading's id, to a reviewer; an empty name gives it back."""
    return project.append(AssignSection(section, to.strip()), reviewer, seen)


@refuses_other_types
def assign_links(project: Project, pairs: Sequence[Pair], to: str, reviewer: str, seen: int | None = None) -> State:
    """Give links to a reviewer, as one act; an empty name gives them back to whoever has their section. It goes with their
    units: both parts of a link that is split are the reviewer's. Those that are theirs already stay as they are.

    Raises:
        ActRefused: all of them are theirs already, or one is no link any more.
    """
    state, to = project.state(), to.strip()
    chosen = tuple(dict.fromkeys(state.link(pair).pair for pair in pairs))
    others = tuple(pair for pair in chosen if state.assigned_to(pair) != to)
    if not chosen or (not others and seen in (None, state.sequence)):
        raise ActRefused("these links are assigned that way already")
    # Where somebody has just done the same, they agree.
    return project.append(AssignLinks(others or chosen, to), reviewer, seen)


@refuses_other_types
def draw_sample(project: Project, size: int, seed: int, reviewer: str, seen: int | None = None) -> State:
    """Choose links with both sides, at random, for a blind double review.

    Raises:
        ActRefused: there is no link to choose.
    """
    links = [r.pair for r in project.state().links if not r.link.is_deletion]
    if not links or size < 1:
        raise ActRefused("there is no link to choose")
    chosen = set(random.Random(seed).sample(links, min(size, len(links))))  # noqa: S311 – a sample, not a secret
    return project.append(DrawSample(tuple(pair for pair in links if pair in chosen)), reviewer, seen)


@refuses_other_types
def judge(project: Project, pair: Pair, verdict: Verdict, reviewer: str, seen: int | None = None) -> State:
    """Say what one thinks of a link of the sample; a later judgement takes the place of an earlier one."""
    return project.append(Judge(pair, verdict), reviewer, seen)
