"""Who reviews what, and blind double review."""

from __future__ import annotations

import random

from alignment.exceptions import ActRefused
from alignment.project import AssignSection, DrawSample, Judge, Project, State
from alignment.records import Pair, Verdict


def assign(project: Project, section: str, to: str, reviewer: str) -> State:
    """Give a section, named by its heading's id, to a reviewer; an empty name gives it back."""
    return project.append(AssignSection(section, to.strip()), reviewer)


def draw_sample(project: Project, size: int, seed: int, reviewer: str) -> State:
    """Choose links with both sides, at random, for a blind double review.

    Raises:
        ActRefused: there is no link to choose.
    """
    links = [r.pair for r in project.state().links if not r.link.is_deletion]
    if not links or size < 1:
        raise ActRefused("there is no link to choose")
    chosen = set(random.Random(seed).sample(links, min(size, len(links))))  # noqa: S311 – a sample, not a secret
    return project.append(DrawSample(tuple(pair for pair in links if pair in chosen)), reviewer)


def judge(project: Project, pair: Pair, verdict: Verdict, reviewer: str, seen: int | None = None) -> State:
    """Say what one thinks of a link of the sample; a later judgement takes the place of an earlier one."""
    return project.append(Judge(pair, verdict), reviewer, seen)
