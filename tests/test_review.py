"""Reviewing: each act, undo and redo, several reviewers, and that nothing is ever lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alignment import review
from alignment.events import State, replay
from alignment.exceptions import ActRefused, Conflict
from alignment.records import Pair
from alignment.store import Project
from tests.conftest import small_alignment

FIRST, SECOND, MERGED, FOURTH, LAST = [link.pair for link in small_alignment().links]


def pairs(state: State) -> list[Pair]:
    return [reviewed.pair for reviewed in state.links]


def test_accepting_and_reopening(project: Project) -> None:
    state = review.set_status(project, FIRST, "accepted", "aigerim")
    assert state.link(FIRST).status == "accepted"
    assert review.set_status(project, FIRST, "unreviewed", "aigerim").link(FIRST).status == "unreviewed"


def test_merging_with_the_neighbours(project: Project) -> None:
    state = review.merge(project, SECOND, "next", "a")
    assert pairs(state) == [FIRST, ((1, 2), (1, 2, 3)), FOURTH, LAST]
    assert state.links[1].origin == "reviewer"
    assert state.links[1].link.confidence is None
    state = review.merge(project, LAST, "previous", "a")
    assert pairs(state) == [FIRST, ((1, 2), (1, 2, 3)), ((3, 4), (4,))]


def test_splitting(project: Project) -> None:
    state = review.split(project, MERGED, 1, 1, "a")
    assert pairs(state) == [FIRST, SECOND, ((2,), (2,)), ((), (3,)), FOURTH, LAST]
    with pytest.raises(ActRefused, match="at least one unit"):
        review.split(project, FIRST, 0, 0, "a")


def test_moving_units(project: Project) -> None:
    state = review.move(project, MERGED, "en", "next", "a")
    assert pairs(state) == [FIRST, SECOND, ((2,), (2,)), ((3,), (3, 4)), LAST]
    state = review.move(project, LAST, "kk", "previous", "a")
    assert pairs(state) == [FIRST, SECOND, ((2,), (2,)), ((3, 4), (3, 4))]
    state = review.move(project, SECOND, "kk", "previous", "a")
    assert pairs(state)[:2] == [((0, 1), (0,)), ((), (1,))]
    with pytest.raises(ActRefused, match="no unit on this side"):
        review.move(project, ((), (1,)), "kk", "next", "a")


def test_acts_at_the_ends_are_refused(project: Project) -> None:
    with pytest.raises(ActRefused, match="no previous link"):
        review.merge(project, FIRST, "previous", "a")
    with pytest.raises(ActRefused, match="no next link"):
        review.move(project, LAST, "kk", "next", "a")
    assert project.events() == ()


def test_flags_stay_with_their_units(project: Project) -> None:
    state = review.flag(project, MERGED, "Accuracy/Omission", "major", " a clause is missing ", "a")
    assert [flag.note for flag in state.flags] == ["a clause is missing"]
    state = review.split(project, MERGED, 1, 1, "b")
    assert state.flags_of(state.link(((2,), (2,))).link) == state.flags
    assert state.flags_of(state.link(((), (3,))).link) == state.flags
    assert state.flags_of(state.link(FIRST).link) == ()
    state = review.unflag(project, state.flags[0].id, "a")
    assert state.flags == ()
    with pytest.raises(ActRefused, match="gone already"):
        review.unflag(project, 1, "a")


@pytest.mark.parametrize(("category", "severity"), [("Accuracy/Wrong", "minor"), ("Other", "terrible")])
def test_unknown_categories_and_severities_are_refused(project: Project, category: str, severity: str) -> None:
    with pytest.raises(ActRefused):
        review.flag(project, FIRST, category, severity, "", "a")


def test_undo_and_redo_go_back_and_forth(project: Project) -> None:
    states = [project.state()]
    states.append(review.set_status(project, FIRST, "accepted", "a"))
    states.append(review.merge(project, SECOND, "next", "a"))
    states.append(review.flag(project, FIRST, "Other", "minor", "", "a"))
    for expected in reversed(states[:-1]):
        undone = project.undo("a")
        assert (undone.links, undone.flags) == (expected.links, expected.flags)
    with pytest.raises(ActRefused, match="nothing to undo"):
        project.undo("a")
    for expected in states[1:]:
        redone = project.redo("a")
        assert (redone.links, redone.flags) == (expected.links, expected.flags)
    with pytest.raises(ActRefused, match="nothing to redo"):
        project.redo("a")
    project.undo("a")
    review.set_status(project, LAST, "accepted", "a")
    with pytest.raises(ActRefused, match="nothing to redo"):
        project.redo("a")


def test_undo_is_each_reviewers_own(project: Project) -> None:
    review.set_status(project, FIRST, "accepted", "a")
    review.set_status(project, SECOND, "accepted", "b")
    state = project.undo("a")
    assert state.link(FIRST).status == "unreviewed"
    assert state.link(SECOND).status == "accepted"


def test_an_act_that_others_build_on_is_not_undone(project: Project) -> None:
    state = review.merge(project, FIRST, "next", "a")
    review.set_status(project, state.links[0].pair, "accepted", "b")
    with pytest.raises(ActRefused, match="later changes build on that act"):
        project.undo("a")
    project.undo("b")
    assert pairs(project.undo("a"))[:2] == [FIRST, SECOND]


def test_two_reviewers_on_one_link(project: Project) -> None:
    seen = project.state().sequence
    other = Project.open(project.location)
    review.merge(other, FIRST, "next", "b", seen)
    with pytest.raises(Conflict, match="b changed this link"):
        review.set_status(project, FIRST, "accepted", "a", seen)
    # Elsewhere they do not disturb each other.
    state = review.set_status(project, FOURTH, "accepted", "a", seen)
    assert state == other.state()


def test_a_link_that_is_gone_is_named_as_people_count(project: Project) -> None:
    review.merge(project, FIRST, "next", "a")
    with pytest.raises(ActRefused, match="kk 1 – en 1 is no link any more"):
        review.set_status(project, FIRST, "accepted", "a")


def test_the_queue_starts_with_unfinished_edits_then_the_least_certain(project: Project) -> None:
    state = project.state()
    assert review.least_certain(state).pair == MERGED  # type: ignore[union-attr]
    assert review.least_certain(state, MERGED).pair == LAST  # type: ignore[union-attr]
    state = review.merge(project, FIRST, "next", "a")
    assert review.least_certain(state).pair == ((0, 1), (0, 1))  # type: ignore[union-attr]
    for pair in pairs(state):
        state = review.set_status(project, pair, "accepted", "a")
    assert review.least_certain(state) is None


acts = st.lists(
    st.tuples(
        st.sampled_from(["accept", "merge", "split", "move kk", "move en", "flag", "undo", "redo"]),
        st.integers(0, 6),
        st.sampled_from(["previous", "next"]),
        st.sampled_from(["a", "b"]),
    ),
    max_size=25,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts)
def test_whatever_is_done_every_unit_stays_in_one_link_and_reopening_gives_the_same(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, int, review.Neighbour, str]]
) -> None:
    path: Path = tmp_path_factory.mktemp("acts") / "p.kken"
    project = Project.create(small_alignment(), path)
    for what, place, neighbour, who in acts:
        links = project.state().links
        pair = links[place % len(links)].pair
        try:
            match what.split():
                case ["accept"]:
                    review.set_status(project, pair, "accepted", who)
                case ["merge"]:
                    review.merge(project, pair, neighbour, who)
                case ["split"]:
                    review.split(project, pair, (len(pair[0]) + 1) // 2, len(pair[1]) // 2, who)
                case ["move", "kk"]:
                    review.move(project, pair, "kk", neighbour, who)
                case ["move", "en"]:
                    review.move(project, pair, "en", neighbour, who)
                case ["flag"]:
                    review.flag(project, pair, "Other", "minor", "", who)
                case ["undo"]:
                    project.undo(who)
                case ["redo"]:
                    project.redo(who)
        except ActRefused:
            pass
        links = project.state().links
        assert [i for r in links for i in r.link.kk] == list(range(5))
        assert [j for r in links for j in r.link.en] == list(range(5))
    again = Project.open(path)
    assert again.state() == project.state() == replay(project.alignment.links, again.events())
    assert again.events() == project.events()
