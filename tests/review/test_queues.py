"""What to look at next, where to find it, how far one is, and how far reviewers agree."""

from __future__ import annotations

from typing import Any

import pytest

from alignment import review
from alignment.project import Project
from alignment.project.events import AcceptMany, Event, SetStatus
from alignment.project.ledger import replay
from alignment.records import Alignment
from alignment.review import queues
from alignment.review.agreement import agreements, cohen_kappa, waiting_for
from alignment.review.progress import by_reviewer, by_section, estimate
from alignment.review.search import Index, Query, find_place, fold_text, links_with, spans
from alignment.review.sections import sections_of, sections_of_links
from tests.conftest import large_alignment, small_alignment

FIRST, SECOND, MERGED, FOURTH, LAST = [link.pair for link in small_alignment().links]


def places(project: Project, queue: str, reviewer: str = "a", only: str = "") -> list[int]:
    state, sections = project.state(), sections_of(project.alignment)
    return queues.links_in(queues.QUEUES[queue], state, reviewer, sections, only)


def test_each_queue_holds_its_links(project: Project) -> None:
    review.set_status(project, FIRST, "accepted", "a")
    review.set_status(project, SECOND, "needs review", "b")
    review.flag(project, MERGED, "Other", "minor", "", "b")
    review.comment(project, FOURTH, "?", "b")
    assert places(project, "least certain") == [2, 4, 3, 1]
    assert places(project, "needs review") == [1]
    assert places(project, "not 1:1") == [2, 4]
    assert places(project, "omissions and additions") == [4]
    assert places(project, "flagged") == [2]
    assert places(project, "commented") == [3]
    assert places(project, "mine") == [0]
    assert places(project, "all") == [0, 1, 2, 3, 4]


def test_a_queue_by_section_and_the_sections_that_are_mine(
    report: Alignment, tmp_path_factory: pytest.TempPathFactory
) -> None:
    project = Project.create(report, tmp_path_factory.mktemp("report") / "report.kken")
    sections = sections_of(report)
    assert len(sections) > 20
    assert sections[0].first == 0
    chosen = next(section for section in sections if section.title.startswith("Section 4"))
    inside = places(project, "all", only=chosen.id)
    assert 5 < len(inside) < 20
    assert {
        sections[home].id for place, home in enumerate(sections_of_links(sections, project.state())) if place in inside
    } == {chosen.id}
    assert places(project, "mine", "dana") == []
    review.assign(project, chosen.id, "dana", "a")
    assert places(project, "mine", "dana") == inside
    given, outside = project.state().links[inside[0]].pair, project.state().links[inside[-1] + 1].pair
    review.assign_links(project, [given, outside], "omar", "a")  # goes before the section's
    assert places(project, "mine", "dana") == inside[1:]
    assert places(project, "mine", "omar") == [inside[0], inside[-1] + 1]
    review.assign_links(project, [given], "", "a")
    assert places(project, "mine", "dana") == inside


def test_stepping_through_a_queue() -> None:
    assert queues.step([4, 2, 7], 2, 1) == 7
    assert queues.step([4, 2, 7], 2, -1) == 4
    assert queues.step([4, 2, 7], 7, 1) is None
    assert queues.step([4, 2, 7], 5, 1) == 4
    assert queues.step([], 5, 1) is None


def test_kazakh_letters_are_folded(report: Alignment) -> None:
    assert fold_text("ӘҒҚҢӨҰҮҺІ") == "агкноуухи"
    assert fold_text("жас əйел, мемлeкет") == fold_text("жас әйел, мемлекет")
    index = Index(report)
    found = index.units(Query("казак"))
    assert len(found) > 20
    assert found == index.units(Query("қазақ"))
    assert {side for side, _ in found} == {"kk"}
    assert all("қазақ" in report.kk_units[place].text.lower() for _, place in found)
    assert {side for side, _ in index.units(Query("amnesty"))} == {"en"}
    assert index.units(Query("  ")) == []


def test_found_units_lead_to_their_links(project: Project) -> None:
    found = Index(project.alignment).units(Query("third PARA"))
    assert found == [("en", 3)]
    assert links_with(project.state(), found) == [2]
    assert spans("Қазақтың қазағы", Query("казак")) == [(0, 5)]
    assert spans("aaa", Query("aa a")) == [(0, 2), (2, 3)]
    assert spans("abab", Query("aba bab")) == [(0, 4)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("kk.3", ("kk", 2)),
        ("EN 4", ("en", 3)),
        ("line 2", ("en", 1)),
        ("kk line 5", ("kk", 4)),
        ("KK Line 5", ("kk", 4)),
        ("kk жол 5", ("kk", 4)),
        ("en.99", None),
        ("line 99", None),
        ("abzats", None),
    ],
)
def test_jumping_to_a_unit_or_line(text: str, found: object) -> None:
    assert find_place(text, small_alignment()) == found


def event(number: int, reviewer: str, minute: int, second: int = 0) -> Event:
    pair = ((number,), (number,))
    return Event(number, reviewer, f"2026-01-01T10:{minute:02}:{second:02}.000+00:00", SetStatus(pair, "accepted"))


def test_pace_and_what_is_left() -> None:
    alignment = large_alignment(20)
    # a: 20 s and 40 s, then a break; b: 30 s.
    events = [
        event(1, "a", 0),
        event(2, "a", 0, 20),
        event(3, "a", 1),
        event(4, "a", 30),
        event(5, "b", 31),
        event(6, "b", 31, 30),
    ]
    state = replay(alignment.links, events)
    first, second = by_reviewer(state, events)
    assert (first.reviewer, first.acts, first.accepted, first.seconds) == ("a", 4, 4, 30.0)
    assert (second.reviewer, second.accepted, second.seconds) == ("b", 2, 30.0)
    left = estimate(state, events)
    assert (left.links, left.seconds) == (14, 14 * 30.0)
    assert estimate(replay(alignment.links, []), []).seconds is None


def test_progress_by_section() -> None:
    alignment = large_alignment(250)
    sections = sections_of(alignment)
    accepted = AcceptMany(tuple(((i,), (i,)) for i in range(150)))
    state = replay(alignment.links, [Event(1, "a", "2026-01-01T10:00:00+00:00", accepted)])
    rows = by_section(alignment, sections, state)
    assert [(row.links, row.accepted) for row in rows] == [(100, 100), (100, 50), (50, 0)]


def test_kappa_has_the_textbook_values() -> None:
    # Cohen's measure for the often printed 2 × 2 table 20, 5, 10, 15: .4.
    first = ["yes"] * 25 + ["no"] * 25
    second = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    assert cohen_kappa(first, second) == pytest.approx(0.4)
    assert cohen_kappa(["a", "b"], ["a", "b"]) == 1
    assert cohen_kappa(["a", "b"], ["b", "a"]) == -1
    assert cohen_kappa(["a", "a"], ["a", "a"]) is None
    assert cohen_kappa([], []) is None


def test_agreement_over_the_sample(project: Project) -> None:
    sample = review.draw_sample(project, 4, 1, "a").sample
    for pair, ours, theirs in zip(sample, ("right", "right", "wrong"), ("right", "wrong", "wrong"), strict=False):
        review.judge(project, pair, ours, "a")
        review.judge(project, pair, theirs, "b")
    state = review.judge(project, sample[3], "right", "a")
    (found,) = agreements(state)
    assert (found.first, found.second, found.links) == ("a", "b", 3)
    assert found.observed == pytest.approx(2 / 3)
    assert found.kappa == pytest.approx(0.4)
    assert found.apart == ((sample[1], "right", "wrong"),)
    assert waiting_for(state, "a") == []
    assert waiting_for(state, "b") == [sample[3]]


def test_certain_links_are_the_unreviewed_ones_above_a_confidence(project: Project) -> None:
    links = [reviewed.pair for reviewed in project.state().links]
    review.set_status(project, links[0], "needs review", "a")
    state = review.merge(project, links[3], "next", "a")  # a reviewer's link has no confidence
    everywhere = range(len(state.links))

    def certain(least: float, **named: Any) -> list[float | None]:
        return [reviewed.link.confidence for reviewed in queues.certain_links(state, everywhere, least, **named)]

    known = sorted(r.link.confidence for r in state.links[1:] if r.link.confidence is not None)
    assert certain(0.0) == [None, *known]
    for least in known:
        assert certain(least) == [confidence for confidence in known if confidence >= least]
    assert certain(known[-1], without={state.links[1].pair}) == [
        r.link.confidence for r in state.links[2:] if r.link.confidence == known[-1]
    ]
    assert queues.certain_links(state, [], 0.0) == []
