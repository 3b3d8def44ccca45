"""Suggestions of moved text: kept in the project, moved by cuts, open until somebody has decided."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from alignment import review
from alignment.exceptions import NotAProject
from alignment.project import Project
from alignment.records import SIDES, Alignment, Document, Link, Point
from tests.conftest import paragraph

MOVED = Link((0,), (2,), None, 0.75)
ADDED, OMITTED = ((0,), ()), ((), (2,))


def moved_alignment() -> Alignment:
    """What stands first in Kazakh stands last in English."""
    kk = ("Соңғы сөз. Тағы бір сөз.", "Бірінші абзац.", "Екінші абзац.")
    en = ("First paragraph.", "Second paragraph.", "The last word. One more word.")
    documents = [
        Document(f"{side}.txt", side, tuple(paragraph(side, i, text) for i, text in enumerate(texts)))
        for side, texts in zip(SIDES, (kk, en), strict=True)
    ]
    links = (Link((0,), (), 0.9), Link((1,), (0,), 0.9, 0.8), Link((2,), (1,), 0.9, 0.8), Link((), (2,), 0.9))
    units = (document.paragraphs for document in documents)
    return Alignment(*documents, "paragraph", *units, links, "kk-en-static", (MOVED,))


@pytest.fixture
def moved(tmp_path: Path) -> Project:
    return Project.create(moved_alignment(), tmp_path / "moved.kken")


def test_they_are_read_back_as_they_were_written(moved: Project) -> None:
    again = Project.open(moved.location)
    assert again.alignment == moved_alignment()
    assert review.moved_text(again.alignment, again.state()) == [MOVED]


def test_linking_the_two_places_closes_a_suggestion_and_undoing_it_opens_it_again(moved: Project) -> None:
    state = review.link_units(moved, MOVED.pair, "a")
    assert [r.pair for r in state.links] == [((0,), (2,)), ((1,), (0,)), ((2,), (1,))]
    assert review.moved_text(moved.alignment, state) == []
    assert review.moved_text(moved.alignment, moved.undo("a")) == [MOVED]


def test_whoever_accepts_both_as_they_are_declines_it(moved: Project) -> None:
    state = review.set_status(moved, ADDED, "accepted", "a")
    assert review.links_with_moved_text(moved.alignment, state) == {ADDED, OMITTED}
    state = review.set_status(moved, OMITTED, "accepted", "a")
    assert review.links_with_moved_text(moved.alignment, state) == set()


def test_a_unit_that_found_another_partner_is_no_longer_suggested(moved: Project) -> None:
    state = review.merge(moved, ADDED, "next", "a")
    assert review.moved_text(moved.alignment, state) == []


def test_a_suggestion_goes_with_a_cut(moved: Project) -> None:
    state = review.split_at(moved, ADDED, Point(0, 10, 11), Point(0), "a")
    (suggestion,) = review.moved_text(moved.alignment, state)
    assert suggestion.pair == ((0, 1), (2,))
    assert [state.links[place].pair for place in review.places_of_suggestion(suggestion, state)] == [
        ((0,), ()),
        ((1,), ()),
        ((), (2,)),
    ]
    state = review.link_units(moved, suggestion.pair, "a")
    assert ((0, 1), (2,)) in state.places
    assert Project.open(moved.location).state() == state


@pytest.mark.parametrize("places", ["[7]", "[-1]", "[]", '["x"]', "null", '{"a": 1}', "[0.5]"])
def test_a_damaged_suggestion_is_a_damaged_project(moved: Project, places: str) -> None:
    with sqlite3.connect(moved.location) as connection:
        connection.execute("UPDATE crossing SET en = ?", [places])
    with pytest.raises(NotAProject, match="damaged"):
        Project.open(moved.location)


def test_the_longer_text_of_a_link_is_no_suggestion(moved: Project) -> None:
    """What the machine did not suggest is not made up."""
    bare = replace(moved_alignment(), crossings=())
    assert review.moved_text(bare, moved.state()) == []
