"""The map of both texts holds every link once, and few ribbons however many links there are."""

from __future__ import annotations

from pathlib import Path

from alignment import review
from alignment.project import Project
from alignment.workbench.link_map import ribbons
from tests.conftest import large_alignment, small_alignment


def test_few_links_have_a_ribbon_each(project: Project) -> None:
    made = ribbons(project.state())
    assert [[reviewed.pair for reviewed in ribbon.links] for ribbon in made] == [
        [link.pair] for link in small_alignment().links if link.kk and link.en
    ]


def test_many_links_share_ribbons_and_the_weakest_gives_its_name(tmp_path: Path) -> None:
    project = Project.create(large_alignment(1_000), tmp_path / "large.kken")
    state = project.state()
    made = ribbons(state, most=60)
    assert len(made) <= 60
    assert [reviewed for ribbon in made for reviewed in ribbon.links] == list(state.links)
    for ribbon in made:
        assert state.links[ribbon.first : ribbon.last + 1] == ribbon.links
        assert ribbon.weakest.link.confidence == min(reviewed.link.confidence or 0.0 for reviewed in ribbon.links)
    weakest = made[0].weakest
    state = review.set_status(project, weakest.pair, "accepted", "a")
    assert ribbons(state, most=60)[0].weakest.pair != weakest.pair  # what is accepted needs nobody


def test_what_crosses_stands_alone(tmp_path: Path) -> None:
    project = Project.create(large_alignment(400), tmp_path / "crossing.kken")
    state = review.swap(project, project.state().links[201].pair, "a")
    made = ribbons(state, most=20)
    assert len(made) <= 23
    for ribbon in made:
        english = [reviewed.link.en[0] for reviewed in ribbon.links]
        assert english == sorted(english)
