"""Two people who do the same agree; what the later does not know of the earlier is told, whatever it is about."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest

from alignment import review
from alignment.exceptions import ActRefused, Conflict
from alignment.project import AcceptMany, Project, Relink, SetStatusOfMany, State, Undo
from alignment.records import Point, Term

FIRST, SECOND, THIRD = ((0,), (0,)), ((1,), (1,)), ((2,), (2, 3))
MERGED = Relink("merge", (FIRST, SECOND), (((0, 1), (0, 1)),))

Act = Callable[[Project, str, int | None], State]

SAME: dict[str, Act] = {
    "accept": lambda p, who, seen: review.set_status(p, FIRST, "accepted", who, seen),
    "accept above": lambda p, who, seen: p.append(AcceptMany((FIRST, SECOND)), who, seen),
    "many need review": lambda p, who, seen: p.append(SetStatusOfMany((FIRST, SECOND), "needs review"), who, seen),
    "merge": lambda p, who, seen: p.append(MERGED, who, seen),
    "flag": lambda p, who, seen: review.flag(p, FIRST, "Other", "minor", "", who, seen),
    "edit a flag": lambda p, who, seen: review.edit_flag(p, 1, "Other", "major", "more", who, seen),
    "unflag": lambda p, who, seen: review.unflag(p, 1, who, seen),
    "uncomment": lambda p, who, seen: review.uncomment(p, 2, who, seen),
    "withdraw": lambda p, who, seen: review.withdraw(p, 3, who, seen),
    "assign": lambda p, who, seen: review.assign(p, "en.1", "dana", who, seen),
    "assign links": lambda p, who, seen: review.assign_links(p, [FIRST, SECOND], "dana", who, seen),
    "terms": lambda p, who, seen: review.change_terms(p, who, put=[Term("court", "сот")], seen=seen),
}
OTHER: dict[str, Act] = {
    "accept": lambda p, who, seen: review.set_status(p, FIRST, "needs review", who, seen),
    "accept above": lambda p, who, seen: review.set_status(p, FIRST, "needs review", who, seen),
    "many need review": lambda p, who, seen: p.append(AcceptMany((FIRST, SECOND)), who, seen),
    "merge": lambda p, who, seen: review.set_status(p, FIRST, "accepted", who, seen),
    "flag": lambda p, who, seen: review.flag(p, FIRST, "Other", "major", "", who, seen),
    "edit a flag": lambda p, who, seen: review.unflag(p, 1, who, seen),
    "unflag": lambda p, who, seen: review.edit_flag(p, 1, "Other", "major", "more", who, seen),
    "assign": lambda p, who, seen: review.assign(p, "en.1", "aigerim", who, seen),
    "assign links": lambda p, who, seen: review.assign_links(p, [SECOND, THIRD], "aigerim", who, seen),
    "terms": lambda p, who, seen: review.change_terms(p, who, out=[("court", "сот")], seen=seen),
}


@pytest.fixture
def noted(project: Project) -> Project:
    """A flag, a comment and a proposal, numbers 1 to 3."""
    review.flag(project, SECOND, "Other", "minor", "", "c")
    review.comment(project, SECOND, "?", "c")
    review.propose(project, SECOND, "kk", "Басқаша.", "c")
    return project


@pytest.mark.parametrize("name", SAME)
def test_who_does_the_same_agrees(noted: Project, name: str) -> None:
    seen = noted.state().sequence
    first = SAME[name](noted, "a", seen)
    again = SAME[name](noted, "b", seen)
    assert [reviewed.pair for reviewed in again.links] == [reviewed.pair for reviewed in first.links]
    assert Project.open(noted.location).state() == again


@pytest.mark.parametrize("name", OTHER)
def test_who_does_otherwise_is_told_by_whom(noted: Project, name: str) -> None:
    seen = noted.state().sequence
    before = SAME[name](noted, "a", seen)
    with pytest.raises(Conflict, match="a changed this") as told:
        OTHER[name](noted, "b", seen)
    assert told.value.event.reviewer == "a"
    assert noted.state() == before
    with suppress(ActRefused):  # what one took away oneself is gone
        OTHER[name](noted, "a", seen)  # one's own earlier act is no conflict


def test_an_agreement_that_somebody_took_back_is_none(project: Project) -> None:
    seen = project.state().sequence
    review.set_status(project, FIRST, "accepted", "a", seen)
    project.undo("a")
    with pytest.raises(Conflict, match="a changed this link") as told:
        review.set_status(project, FIRST, "accepted", "b", seen)
    assert isinstance(told.value.event.act, Undo)


def test_both_count_who_accepted_so_that_one_may_take_theirs_back(project: Project) -> None:
    seen = project.state().sequence
    for who in "ab":
        review.set_status(project, FIRST, "accepted", who, seen)
    assert project.undo("a").accepted == 1
    assert project.undo("b").accepted == 0


def test_links_of_an_undone_act_are_counted_as_they_are_now(project: Project) -> None:
    review.set_status(project, THIRD, "accepted", "a")
    space = project.alignment.en_units[1].text.index(" ")
    review.split_at(project, SECOND, Point(2), Point(1, space, space + 1), "c")
    seen = project.state().sequence
    project.undo("a")
    moved = ((2,), (3, 4))
    assert project.state().link(moved).status == "unreviewed"
    with pytest.raises(Conflict, match="a changed this link"):
        review.set_status(project, moved, "needs review", "b", seen)


def test_an_act_of_nobody_is_refused(project: Project) -> None:
    for nobody in ("", "  ", "\n"):
        with pytest.raises(ActRefused, match="say who you are"):
            review.set_status(project, FIRST, "accepted", nobody)
    assert project.events() == ()
