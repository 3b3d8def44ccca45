"""Reviewing: each act, undo and redo, several reviewers, and that nothing is ever lost."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alignment import review
from alignment.embedding.encoders import Encoder
from alignment.exceptions import ActRefused, Conflict
from alignment.project import Project, Redo, SetStatusOfMany, State, Undo
from alignment.project.ledger import replay
from alignment.records import SIDES, Link, Pair, Point, Side, units_of
from alignment.review import queues
from tests.conftest import large_alignment, small_alignment

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


def test_any_unit_of_a_link_is_given_to_a_neighbour(project: Project) -> None:
    review.merge(project, MERGED, "next", "a")
    three = ((2, 3), (2, 3, 4))
    state = review.move(project, three, "en", "previous", "a", unit=3)
    assert pairs(state)[1:3] == [((1,), (1, 3)), ((2, 3), (2, 4))]
    assert pairs(project.undo("a"))[2] == three
    with pytest.raises(ActRefused, match="no such unit"):
        review.move(project, three, "en", "previous", "a", unit=1)


def test_accepting_all_above_is_one_act_and_leaves_what_needs_review(project: Project) -> None:
    review.set_status(project, SECOND, "needs review", "a")
    state = review.accept_above(project, FOURTH, "a")
    statuses = [r.status for r in state.links]
    assert statuses == ["accepted", "needs review", "accepted", "unreviewed", "unreviewed"]
    assert len(project.events()) == 2
    assert [r.status for r in project.undo("a").links] == ["unreviewed", "needs review", *["unreviewed"] * 3]
    with pytest.raises(ActRefused, match="decided already"):
        review.accept_above(project, FIRST, "a")


@pytest.mark.parametrize("way", ["up", "down"])
@pytest.mark.parametrize("side", SIDES)
def test_what_slides_is_told_before(project: Project, side: Side, way: Literal["up", "down"]) -> None:
    before = project.state()
    for pair in pairs(before):
        run = review.links_of_shift(before, pair, side, way)
        assert bool(run) == bool(units_of(pair, side))
        try:
            after = review.shift(project, pair, side, way, "a")
        except ActRefused:
            assert not run or (way == "up" and pair == FIRST)
            continue
        gone = set(pairs(before)) - set(pairs(after))
        above = pairs(before)[before.place(pair) - 1]
        assert gone <= ({*run, above} if way == "up" else set(run))
        assert pair in gone or pair == LAST
        project.undo("a")


def test_several_links_are_given_a_status_as_one_act(project: Project) -> None:
    review.set_status(project, SECOND, "accepted", "a")
    state = review.set_status_of_many(project, [FIRST, SECOND, LAST, LAST], "accepted", "a")
    assert [r.status for r in state.links] == ["accepted", "accepted", "unreviewed", "unreviewed", "accepted"]
    assert project.events()[-1].act == SetStatusOfMany((FIRST, LAST), "accepted")  # those that it changed
    state = review.set_status_of_many(project, [FIRST, SECOND], "needs review", "a")
    assert [r.status for r in state.links] == ["needs review", "needs review", "unreviewed", "unreviewed", "accepted"]
    assert Project.open(project.location).state() == state
    state = project.undo("a")
    assert [r.status for r in state.links] == ["accepted", "accepted", "unreviewed", "unreviewed", "accepted"]
    state = project.undo("a")
    assert [r.status for r in state.links] == ["unreviewed", "accepted", *["unreviewed"] * 3]
    with pytest.raises(ActRefused, match="that status already"):
        review.set_status_of_many(project, [SECOND], "accepted", "a")
    assert len(project.events()) == 5


def test_who_comes_second_to_many_is_told_and_nothing_of_it_is_done(project: Project) -> None:
    seen = project.state().sequence
    review.set_status(project, SECOND, "accepted", "b")
    review.set_status_of_many(project, [FIRST, SECOND], "accepted", "a", seen)  # they agree
    review.set_status(project, FOURTH, "needs review", "b")
    before = project.events()
    with pytest.raises(Conflict) as conflict:
        review.set_status_of_many(project, [MERGED, FOURTH, LAST], "accepted", "a", seen)
    assert conflict.value.event == before[-1]
    review.merge(project, MERGED, "next", "b")
    before = project.events()
    with pytest.raises(Conflict):
        review.set_status_of_many(project, [MERGED, LAST], "accepted", "a", seen)
    with pytest.raises(ActRefused, match="no link any more"):
        review.set_status_of_many(project, [MERGED, LAST], "accepted", "a")
    assert project.events() == before


def test_several_links_are_merged_as_one_act(project: Project) -> None:
    state = review.merge_many(project, [MERGED, FIRST, SECOND], "a")  # in whatever order they were chosen
    assert pairs(state) == [((0, 1, 2), (0, 1, 2, 3)), FOURTH, LAST]
    assert len(project.events()) == 1
    assert pairs(project.undo("a")) == pairs_of_machine()
    assert pairs(review.merge_many(project, [FOURTH, LAST], "a"))[-1] == ((3, 4), (4,))
    before = project.events()
    with pytest.raises(ActRefused, match="one after the other"):
        review.merge_many(project, [FIRST, MERGED], "a")
    with pytest.raises(ActRefused, match="two links"):
        review.merge_many(project, [FIRST, FIRST], "a")
    with pytest.raises(ActRefused, match="no link any more"):
        review.merge_many(project, [MERGED, FOURTH], "a")
    assert project.events() == before


def test_merging_one_side_leaves_the_other_behind(project: Project) -> None:
    state = review.merge(project, SECOND, "next", "a", side="en")
    assert pairs(state) == [FIRST, ((1,), (1, 2, 3)), ((2,), ()), FOURTH, LAST]
    state = review.merge(project, LAST, "previous", "a", side="kk")
    assert pairs(state) == [FIRST, ((1,), (1, 2, 3)), ((2,), ()), ((3, 4), ()), ((), (4,))]
    with pytest.raises(ActRefused, match="no text on this side"):
        review.merge(project, ((1,), (1, 2, 3)), "next", "a", side="en")


def test_shifting_a_side_runs_to_the_next_gap(project: Project) -> None:
    state = review.shift(project, SECOND, "en", "down", "a")
    # The last link had no English text: the slide ends there.
    assert pairs(state) == [FIRST, ((1,), ()), ((2,), (1,)), ((3,), (2, 3)), ((4,), (4,))]
    state = review.shift(project, ((2,), (1,)), "en", "up", "a")
    assert pairs(state) == pairs_of_machine()
    assert len(project.events()) == 2


def test_shifting_a_side_without_a_gap_runs_to_the_end(project: Project) -> None:
    state = review.shift(project, MERGED, "kk", "down", "a")
    assert pairs(state) == [FIRST, SECOND, ((), (2, 3)), ((2,), (4,)), ((3,), ()), ((4,), ())]
    state = project.undo("a")
    state = review.shift(project, MERGED, "kk", "up", "a")
    assert pairs(state) == [FIRST, ((1, 2), (1,)), ((3,), (2, 3)), ((4,), (4,))]
    with pytest.raises(ActRefused, match="no previous link"):
        review.shift(project, FIRST, "kk", "up", "a")


def pairs_of_machine() -> list[Pair]:
    return [link.pair for link in small_alignment().links]


def test_swapping_crosses_two_links(project: Project) -> None:
    state = review.swap(project, MERGED, "a")
    assert set(pairs(state)) == {FIRST, SECOND, ((3,), (2, 3)), ((2,), (4,)), LAST}
    assert pairs(project.undo("a")) == pairs_of_machine()
    with pytest.raises(ActRefused, match="no next link"):
        review.swap(project, LAST, "a")


def test_popping_a_unit_out(project: Project) -> None:
    state = review.pop(project, MERGED, "en", 2, "a")
    assert ((), (2,)) in pairs(state)
    assert ((2,), (3,)) in pairs(state)
    with pytest.raises(ActRefused, match="by itself"):
        review.pop(project, LAST, "kk", 4, "a")
    with pytest.raises(ActRefused, match="no such unit"):
        review.pop(project, FIRST, "kk", 4, "a")


def test_linking_two_places_may_cross(project: Project) -> None:
    state = review.link_places(project, 4, 2, "a")
    assert set(pairs(state)) == {FIRST, SECOND, ((2,), (3,)), FOURTH, ((4,), (2,))}
    state = review.link_places(project, 0, 4, "a")
    assert {((0,), (4,)), ((), (0,)), ((3,), ())} <= set(pairs(state))
    with pytest.raises(ActRefused, match="a link already"):
        review.link_places(project, 0, 4, "a")
    with pytest.raises(ActRefused, match="no such unit"):
        review.link_places(project, 0, 99, "a")


def test_a_machines_new_links_take_the_place_of_old_ones(project: Project) -> None:
    after = [Link((2,), (2,), 0.9, 0.8), Link((3,), (3, 4), 0.7, 0.6), Link((4,), (), 0.7)]
    state = review.replace_links(project, [MERGED, FOURTH, LAST], after, "realign", "a")
    assert pairs(state) == [FIRST, SECOND, ((2,), (2,)), ((3,), (3, 4)), LAST]
    assert (state.links[2].origin, state.links[2].link.confidence) == ("machine", 0.9)
    assert Project.open(project.location).state() == state
    with pytest.raises(ActRefused, match="same links again"):
        review.replace_links(project, [LAST], [Link(*LAST)], "realign", "a")


def test_comments_and_proposals_stay_with_their_units_and_never_conflict(project: Project) -> None:
    seen = project.state().sequence
    review.comment(project, MERGED, " who is meant? ", "a", seen)
    state = review.comment(project, MERGED, "the minister", "b", seen)
    state = review.propose(project, MERGED, "kk", "Екінші және  үшінші абзац.", "a", seen)
    assert [(c.text, c.reviewer) for c in state.comments_of(state.link(MERGED).link)] == [
        ("who is meant?", "a"),
        ("the minister", "b"),
    ]
    (proposal,) = state.proposals
    assert proposal.text == "Екінші және үшінші абзац."
    assert project.alignment.texts(state.link(MERGED).link)[0] == "Екінші абзац."
    state = review.merge(project, SECOND, "next", "b")
    assert len(state.comments_of(state.links[1].link)) == 2
    state = review.withdraw(project, proposal.id, "a")
    state = review.uncomment(project, state.comments[0].id, "a")
    assert (state.proposals, len(state.comments)) == ((), 1)
    assert len(project.undo("a").comments) == 2
    for text, said in ((" ", "empty"), ("Тақырып", "already")):
        with pytest.raises(ActRefused, match=said):
            review.propose(project, FIRST, "kk", text, "a")
    with pytest.raises(ActRefused, match="empty"):
        review.comment(project, FIRST, " ", "a")


def test_sections_are_assigned_and_given_back(project: Project) -> None:
    assert review.assign(project, "en.1", "aigerim", "a").assignments == (("en.1", "aigerim"),)
    assert review.assign(project, "en.1", "", "a").assignments == ()
    assert project.undo("a").assignments == (("en.1", "aigerim"),)


def test_links_are_assigned_and_stay_so_however_they_are_linked(project: Project) -> None:
    def owners() -> list[str]:
        return review.people_of_links((), project.state())

    review.assign_links(project, [SECOND, LAST], " dana ", "a")
    assert owners() == ["", "dana", "", "", "dana"]
    review.merge(project, FIRST, "next", "a")  # of the first two: the first has nobody, the second tells
    assert owners() == ["dana", "", "", "dana"]
    review.split(project, ((0, 1), (0, 1)), 1, 1, "b")
    assert owners() == ["", "dana", "", "", "dana"]
    review.split_at(project, SECOND, Point(1, 7, 8), Point(1, 5, 6), "b")  # both parts of a unit that is cut
    assert owners() == ["", "dana", "dana", "", "", "dana"]
    part = project.state().links[2].pair
    review.assign_links(project, [part], "omar", "a")
    assert owners() == ["", "dana", "omar", "", "", "dana"]
    assert project.undo("a")
    assert owners() == ["", "dana", "dana", "", "", "dana"]
    review.assign_links(project, [project.state().links[1].pair, part], "", "a")
    assert owners() == ["", "", "", "", "", "dana"]
    with pytest.raises(ActRefused, match="that way already"):
        review.assign_links(project, [part], "", "a")
    with pytest.raises(ActRefused, match="no link any more"):
        review.assign_links(project, [((0, 1), (0, 1))], "dana", "a")
    assert review.known_people(project.state(), project.events()) == ["a", "b", "dana"]


def test_an_assignment_does_not_keep_others_from_taking_their_acts_back(project: Project) -> None:
    review.merge(project, FIRST, "next", "a")
    review.assign_links(project, [((0, 1), (0, 1))], "dana", "b")
    state = project.undo("a")
    assert review.people_of_links((), state)[:3] == ["dana", "dana", ""]


def test_links_are_flagged_as_one_act(project: Project) -> None:
    state = review.flag_links(project, [SECOND, LAST, SECOND], "Other", "major", " both ", "a")
    assert [(flag.kk, flag.en, flag.severity, flag.note, flag.spans) for flag in state.flags] == [
        (*SECOND, "major", "both", ()),
        (*LAST, "major", "both", ()),
    ]
    assert project.undo("a").flags == ()
    with pytest.raises(ActRefused, match="no link to flag"):
        review.flag_links(project, [], "Other", "major", "", "a")
    with pytest.raises(ActRefused, match="no link any more"):
        review.flag_links(project, [((0, 1), (0, 1))], "Other", "major", "", "a")


def test_a_sample_is_judged_by_each_reviewer(project: Project) -> None:
    with pytest.raises(ActRefused, match="not in the sample"):
        review.judge(project, FIRST, "right", "a")
    state = review.draw_sample(project, 3, 1, "a")
    assert len(state.sample) == 3
    assert LAST not in state.sample
    review.judge(project, state.sample[0], "wrong", "a")
    state = review.judge(project, state.sample[0], "right", "a")
    assert [(j.reviewer, j.verdict) for j in state.judgements] == [("a", "right")]
    assert [j.verdict for j in project.undo("a").judgements] == ["wrong"]


def test_a_sample_is_in_reading_order_and_the_same_for_the_same_seed(tmp_path: Path) -> None:
    project = Project.create(large_alignment(20), tmp_path / "large.kken")
    order = pairs(project.state())
    sample = review.draw_sample(project, 5, 7, "a").sample
    assert len(sample) == 5
    assert list(sample) == [pair for pair in order if pair in sample]
    assert review.draw_sample(project, 5, 7, "a").sample == sample
    assert review.draw_sample(project, 5, 8, "a").sample != sample
    assert list(review.draw_sample(project, 50, 7, "a").sample) == order
    with pytest.raises(ActRefused, match="no link to choose"):
        review.draw_sample(project, 0, 7, "a")


def test_a_conflict_names_the_other_act_also_where_it_was_an_undo(project: Project) -> None:
    review.set_status(project, FIRST, "accepted", "b")
    seen = project.state().sequence
    project.undo("b")
    with pytest.raises(Conflict) as told:
        review.set_status(project, FIRST, "needs review", "a", seen)
    assert (told.value.event.reviewer, told.value.event.act) == ("b", Undo(1))


def test_who_acted_last_is_known(project: Project) -> None:
    reviewed = review.set_status(project, FIRST, "accepted", "aigerim").links[0]
    assert reviewed.reviewer == "aigerim"
    assert reviewed.at == project.events()[0].at


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
    assert queues.least_certain(state).pair == MERGED  # type: ignore[union-attr]
    assert queues.least_certain(state, MERGED).pair == LAST  # type: ignore[union-attr]
    state = review.merge(project, FIRST, "next", "a")
    assert queues.least_certain(state).pair == ((0, 1), (0, 1))  # type: ignore[union-attr]
    for pair in pairs(state):
        state = review.set_status(project, pair, "accepted", "a")
    assert queues.least_certain(state) is None


acts = st.lists(
    st.tuples(
        st.sampled_from(
            ["accept", "above", "many", "join", "merge", "split", "move", "shift", "swap", "pop", "link", "flag", "comment"]
        )
        | st.sampled_from(["undo", "redo"]),
        st.integers(0, 6),
        st.integers(0, 1),
        st.sampled_from(["kk", "en"]),
        st.sampled_from(["a", "b"]),
    ),
    max_size=25,
)


def act_on_many(project: Project, what: str, run: list[Pair], way: int, who: str) -> None:
    if what == "above":
        review.accept_above(project, run[0], who)
    elif what == "many":
        review.set_status_of_many(project, run[:: 1 + way], "accepted" if way else "needs review", who)
    else:
        review.merge_many(project, run[: 2 + way], who)


def act(project: Project, what: str, place: int, way: int, side: Side, who: str) -> None:
    links = project.state().links
    pair = links[place % len(links)].pair
    neighbour: review.Neighbour = "next" if way else "previous"
    match what:
        case "accept":
            review.set_status(project, pair, "accepted", who)
        case "above" | "many" | "join":
            act_on_many(project, what, [reviewed.pair for reviewed in links[place % len(links) :]], way, who)
        case "merge":
            review.merge(project, pair, neighbour, who, side=side if place % 2 else None)
        case "split":
            review.split(project, pair, (len(pair[0]) + 1) // 2, len(pair[1]) // 2, who)
        case "move":
            review.move(project, pair, side, neighbour, who)
        case "shift":
            review.shift(project, pair, side, "down" if way else "up", who)
        case "swap":
            review.swap(project, pair, who)
        case "pop":
            review.pop(project, pair, side, place % 5, who)
        case "link":
            review.link_places(project, place % 5, (place + way) % 5, who)
        case "flag":
            review.flag(project, pair, "Other", "minor", "", who)
        case "comment":
            review.comment(project, pair, "?", who)
        case _:
            getattr(project, what)(who)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts)
def test_whatever_is_done_every_unit_stays_in_one_link_and_reopening_gives_the_same(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, int, int, Side, str]]
) -> None:
    path: Path = tmp_path_factory.mktemp("acts") / "p.kken"
    project = Project.create(small_alignment(), path)
    for each in acts:
        with contextlib.suppress(ActRefused):
            act(project, *each)
        links = project.state().links
        assert sorted(i for r in links for i in r.link.kk) == list(range(5))
        assert sorted(j for r in links for j in r.link.en) == list(range(5))
    events = project.events()
    again = Project.open(path)
    assert again.state() == project.state() == replay(project.alignment.links, again.events())
    assert again.events() == events
    for who in ("a", "b"):
        assert (again.next_undo(who), again.next_redo(who)) == (project.next_undo(who), project.next_redo(who))
    # The slow and obvious way: leave out what is undone, apply the rest.
    off: set[int] = set()
    for event in events:
        match event.act:
            case Undo(target):
                off.add(target)
            case Redo(target):
                off.discard(target)
    counting = [e for e in events if e.sequence not in off and not isinstance(e.act, Undo | Redo)]
    plain = replay(project.alignment.links, counting)
    assert (plain.links, plain.flags, plain.comments) == (again.state().links, again.state().flags, again.state().comments)


@pytest.mark.slow
def test_an_act_is_fast_in_a_long_history_of_a_large_project(tmp_path: Path) -> None:
    project = Project.create(large_alignment(5_000), tmp_path / "large.kken")
    for number in range(1_000):
        review.set_status(project, ((number,), (number,)), "accepted", "a")
    acts: list[Callable[[], object]] = [
        lambda: review.set_status(project, ((2_000,), (2_000,)), "accepted", "a"),
        lambda: review.merge(project, ((2_001,), (2_001,)), "next", "a"),
        lambda: project.undo("a"),
        lambda: project.redo("a"),
        lambda: review.split(project, ((2_001, 2_002), (2_001, 2_002)), 1, 1, "a"),
        lambda: review.comment(project, ((0,), (0,)), "?", "a"),
    ]
    seconds = []
    for do in acts:
        started = time.process_time()
        do()
        seconds.append(time.process_time() - started)
    assert sorted(seconds)[len(seconds) // 2] < 0.05, seconds
    started = time.process_time()
    again = Project.open(project.location)
    assert again.state() == project.state()
    assert time.process_time() - started < 2


def test_realigning_the_rest_keeps_what_people_accepted_and_made(project: Project, encoder: Encoder) -> None:
    review.swap(project, FIRST, "a")
    made = pairs(project.state())[:2]
    before = review.set_status(project, MERGED, "accepted", "a")
    state = review.realign(project, encoder, "a")
    assert pairs(state)[:3] == [*made, MERGED]
    assert state.link(MERGED).status == "accepted"
    assert pairs(state) != pairs(before)
    assert sorted(i for kk, _ in pairs(state) for i in kk) == [0, 1, 2, 3, 4]
    assert sorted(j for _, en in pairs(state) for j in en) == [0, 1, 2, 3, 4]
    new = [state.link(pair) for pair in pairs(state)[3:]]
    assert all(r.origin == "machine" and r.link.confidence is not None for r in new)
    assert pairs(project.undo("a")) == pairs(before)


def test_realigning_what_is_aligned_alike_is_refused(project: Project, encoder: Encoder) -> None:
    review.realign(project, encoder, "a")
    with pytest.raises(ActRefused, match="same links again"):
        review.realign(project, encoder, "a")
