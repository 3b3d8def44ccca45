"""Which links a list holds: each part of a choice by itself, and together."""

from __future__ import annotations

import pytest

from alignment import review
from alignment.project import Project
from alignment.records import Alignment
from alignment.review import Index, LinkChoice, links_of_choice, sections_of
from tests.conftest import large_alignment, small_alignment

FIRST, SECOND, MERGED, FOURTH, LAST = [link.pair for link in small_alignment().links]


def chosen(project: Project, choice: LinkChoice, reviewer: str = "a") -> list[int]:
    state, alignment = project.state(), project.alignment
    finders = {"findings": lambda: {SECOND, LAST}, "moved text": lambda: {FIRST}}
    return links_of_choice(choice, state, alignment, lambda: Index(alignment), reviewer, sections_of(alignment), finders)


def test_nothing_chosen_leaves_every_link(project: Project) -> None:
    assert LinkChoice().leaves_all
    assert chosen(project, LinkChoice()) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("choice", "places"),
    [
        (LinkChoice(queue="least certain"), [2, 4, 3, 1]),
        (LinkChoice(queue="not 1:1"), [2, 4]),
        (LinkChoice(queue="findings"), [1, 4]),
        (LinkChoice(queue="moved text"), [0]),
        (LinkChoice(queue="findings", status="needs review"), [1]),
        (LinkChoice(status="accepted"), [0]),
        (LinkChoice(status="needs review"), [1]),
        (LinkChoice(least=0.8), [0, 1, 3]),  # an end is in it
        (LinkChoice(most=0.8), [2, 3, 4]),
        (LinkChoice(least=0.65, most=0.9), [3, 4]),
        (LinkChoice(holding=("finding",)), [1, 4]),
        (LinkChoice(holding=("flag",)), [2]),
        (LinkChoice(holding=("comment",)), [2, 3, 4]),
        (LinkChoice(holding=("flag", "comment")), [2]),
        (LinkChoice(holding=("finding", "comment")), [4]),
        (LinkChoice(text="абзац"), [1, 2, 3, 4]),
        (LinkChoice(text="paragraph fourth"), [3]),
        (LinkChoice(text="kk.3"), [2]),
        (LinkChoice(text="line 4"), [2]),  # the original's, which stands in the link of two
        (LinkChoice(text="nothing like it"), []),
        (LinkChoice(queue="least certain", text="абзац", least=0.65), [4, 3, 1]),
    ],
)
def test_each_part_narrows(project: Project, choice: LinkChoice, places: list[int]) -> None:
    review.set_status(project, FIRST, "accepted", "a")
    review.set_status(project, SECOND, "needs review", "a")
    review.flag(project, MERGED, "Other", "minor", "", "a")
    review.comment(project, MERGED, "?", "a")
    review.comment(project, FOURTH, "?", "a")
    review.propose(project, LAST, "kk", "Басқаша.", "a")
    assert chosen(project, choice) == places


def test_links_of_reviewers_have_no_confidence_to_choose_by(project: Project) -> None:
    review.merge(project, FIRST, "next", "a")
    assert chosen(project, LinkChoice(status="unreviewed")) == [0, 1, 2, 3]
    assert chosen(project, LinkChoice(least=0.01)) == [1, 2, 3]
    assert chosen(project, LinkChoice(most=0.99)) == [1, 2, 3]


def test_a_section_and_what_is_costly_only_where_it_is_asked_for(tmp_path_factory: pytest.TempPathFactory) -> None:
    alignment: Alignment = large_alignment(300)
    project = Project.create(alignment, tmp_path_factory.mktemp("choice") / "p.kken")
    sections = sections_of(alignment)

    def never() -> Index:
        raise AssertionError

    places = links_of_choice(
        LinkChoice(section=sections[1].id, most=0.5),
        project.state(),
        alignment,
        never,
        sections=sections,
        finders={"findings": never},  # type: ignore[dict-item]
    )
    assert places
    assert all(100 <= place < 200 and alignment.links[place].confidence <= 0.5 for place in places)  # type: ignore[operator]
