"""What is said of links follows them through a cut, conflicts are told by what an act made, and a save is on the disk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from alignment import review
from alignment.exceptions import ActRefused, Conflict, NotAProject
from alignment.project import Project
from alignment.project.cutting import moved_spans
from alignment.project.events import Undo
from alignment.project.written_acts import act_from_json
from alignment.records import Cut, Pair, Point, Span
from tests.conftest import large_alignment, small_alignment

FIRST, SECOND, MERGED, FOURTH, LAST = [link.pair for link in small_alignment().links]
AFTER = Point(2)
"""Beyond the English unit of `SECOND`."""


def inside(project: Project) -> Point:
    """After the first word of the Kazakh unit of `SECOND`."""
    end = project.alignment.kk_units[1].text.index(" ")
    return Point(1, end, end + 1)


def later(pair: Pair) -> Pair:
    """A link below the cut as it is counted afterwards."""
    return tuple(unit + 1 for unit in pair[0]), pair[1]


def test_the_sample_and_what_was_said_of_it_are_counted_anew_at_a_cut(project: Project) -> None:
    sample = review.draw_sample(project, 4, 1, "a").sample
    assert sample == (FIRST, SECOND, MERGED, FOURTH)
    for pair, verdict in zip(sample, ("right", "wrong", "partly right", "right"), strict=True):
        review.judge(project, pair, verdict, "b")  # type: ignore[arg-type]
        review.rate(project, pair, len(verdict), "b")
    before = project.state()
    state = review.split_at(project, SECOND, inside(project), AFTER, "a")
    # The link that was cut is there in its parts; who judged it judged both together.
    expected = (FIRST, ((1, 2), (1,)), later(MERGED), later(FOURTH))
    assert state.sample == expected
    assert {j.pair: j.verdict for j in state.judgements} == dict(
        zip(expected, ("right", "wrong", "partly right", "right"), strict=True)
    )
    assert {r.pair: r.score for r in state.ratings} == dict(zip(expected, (5, 5, 12, 5), strict=True))
    assert review.judge(project, later(MERGED), "wrong", "c").judgements[-1].pair == later(MERGED)
    project.undo("c")
    undone = project.undo("a")
    assert (undone.sample, undone.judgements, undone.ratings) == (before.sample, before.judgements, before.ratings)
    assert Project.open(project.location).state() == undone


def test_comments_and_proposals_follow_a_cut(project: Project) -> None:
    review.comment(project, FOURTH, "?", "a")
    review.propose(project, FOURTH, "kk", "Төртінші абзац.", "a")
    state = review.split_at(project, SECOND, inside(project), AFTER, "b")
    assert [(note.kk, note.en) for note in (*state.comments, *state.proposals)] == [later(FOURTH)] * 2


def test_whoever_acts_on_what_another_took_back_is_told_of_it(project: Project) -> None:
    # `b` looks at the link that `a` has made; meanwhile `a` takes it back.
    merged = review.merge(project, FIRST, "next", "a").links[0].pair
    seen = project.state().sequence
    project.undo("a")
    with pytest.raises(Conflict, match="a changed this link") as told:
        review.set_status(project, merged, "accepted", "b", seen)
    assert told.value.event is not None
    assert told.value.event.act == Undo(1)


def test_what_one_did_oneself_is_no_conflict(project: Project) -> None:
    seen = project.state().sequence
    review.set_status(project, FIRST, "needs review", "a", seen)
    assert review.set_status(project, FIRST, "accepted", "a", seen).links[0].status == "accepted"
    with pytest.raises(Conflict):
        review.set_status(project, FIRST, "unreviewed", "b", seen)


def test_one_link_of_many_that_were_accepted_at_once_conflicts(project: Project) -> None:
    seen = project.state().sequence
    review.accept_above(project, MERGED, "a")
    with pytest.raises(Conflict, match="a changed this link"):
        review.split(project, SECOND, 1, 0, "b", seen)
    assert len(review.set_status(project, MERGED, "accepted", "b", seen).links) == 5


def test_what_was_chosen_before_a_cut_is_not_taken_for_other_words(tmp_path: Path) -> None:
    project = Project.create(large_alignment(6), tmp_path / "p.kken")
    review.draw_sample(project, 6, 1, "a")
    both = review.merge(project, ((3,), (3,)), "next", "a").links[3].pair
    seen = review.flag(project, both, "Other", "minor", "", "a", spans=[Span("kk", 4, 0, 9)]).sequence
    review.split_at(project, ((1,), (1,)), Point(1, 9, 10), Point(1, 8, 9), "a")
    # The same numbers stand for the neighbours of what was on the screen.
    with pytest.raises(Conflict, match="counted anew"):
        review.edit_flag(project, seen, "Other", "minor", "", "b", seen, spans=[Span("kk", 4, 0, 9)])
    with pytest.raises(Conflict, match="counted anew"):
        review.judge(project, ((5,), (5,)), "wrong", "b", seen)
    assert project.state().judgements == ()
    assert project.state().flags[0].spans == (Span("kk", 5, 0, 9),)


def test_what_was_chosen_in_a_part_that_is_gone_is_refused(project: Project) -> None:
    state = review.split_at(project, SECOND, inside(project), AFTER, "a")
    gone = state.links[-1].pair
    assert gone == ((5,), ())
    project.undo("a")
    with pytest.raises(ActRefused, match="does not lie in this link"):
        review.flag(project, gone, "Other", "minor", "", "b", state.sequence, spans=[Span("kk", 5, 0, 2)])
    with pytest.raises(ActRefused, match="does not lie in this link"):
        review.split_at(project, gone, Point(5, 5, 6), Point(0), "b", state.sequence)
    with pytest.raises(ActRefused, match="no link any more"):
        review.propose(project, gone, "kk", "Артық.", "b", state.sequence)
    with pytest.raises(Conflict, match="counted anew"):
        review.flag(project, gone, "Other", "minor", "", "b", state.sequence)
    assert len(project.events()) == 2


def test_an_act_is_on_the_disk_before_it_is_answered(project: Project) -> None:
    # What the system still holds in memory would be lost with the machine's power.
    for opened in (project, Project.open(project.location)):
        with opened._engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 3  # EXTRA
            assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 10_000  # milliseconds


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ((0, 5), [(1, 0, 5)]),
        ((6, 9), [(2, 0, 3)]),
        ((5, 9), [(2, 0, 3)]),  # from the space that the cut takes away
        ((0, 6), [(1, 0, 5)]),
        ((5, 6), []),  # nothing but that space
        ((4, 7), [(1, 4, 5), (2, 0, 1)]),
    ],
)
def test_a_span_keeps_its_letters_and_never_is_empty(span: tuple[int, int], expected: list[tuple[int, int, int]]) -> None:
    assert moved_spans([Span("en", 1, *span)], Cut("en", 1, 5, 6)) == tuple(Span("en", *at) for at in expected)


@pytest.mark.parametrize(
    ("kind", "data"), [("status", {"pair": [[0], [0]]}), ("rate", {"score": 3}), ("no such act", {"pair": [[0], [0]]})]
)
def test_an_event_that_lacks_a_field_or_has_another_kind_is_said_to_be_unknown(kind: str, data: dict[str, Any]) -> None:
    with pytest.raises(NotAProject, match=kind):
        act_from_json(kind, data)


def test_links_accepted_together_say_who_did_it_and_when(project: Project) -> None:
    pairs = [reviewed.pair for reviewed in project.state().links]
    state = review.accept_above(project, pairs[2], "dana")
    (event,) = project.events()
    assert [(r.status, r.reviewer, r.at) for r in state.links[:2]] == [("accepted", "dana", event.at)] * 2
    assert state.links[2].at == ""


def test_the_state_and_the_acts_are_of_one_look_at_the_file(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    review.comment(Project.open(project.location), FIRST, "said", "b")
    looks: list[object] = []
    refresh = project._refresh
    monkeypatch.setattr(project, "_refresh", lambda connection: (looks.append(connection), refresh(connection)))
    state, events = project.look()
    assert len(looks) == 1
    assert state.sequence == len(events) == 1
