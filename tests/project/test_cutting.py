"""Splitting inside a unit: texts stay, everything that names units follows, and undo brings all back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alignment import review
from alignment.embedding.encoders import Encoder
from alignment.exceptions import ActRefused, Conflict
from alignment.pipeline import align_documents
from alignment.project import Project
from alignment.project.cutting import (
    cuts_before,
    moved,
    moved_spans,
    point_at,
    points,
    recounted,
    recounted_spans,
    with_cuts,
)
from alignment.records import Alignment, Change, Cut, Point, Span
from tests.conftest import small_alignment

FIRST, SECOND, MERGED, FOURTH, LAST = [link.pair for link in small_alignment().links]


def place(alignment: Alignment, side: str, unit: int, words: int) -> Point:
    """After so many words of a unit."""
    text = (alignment.kk_units if side == "kk" else alignment.en_units)[unit].text
    end = len(" ".join(text.split(" ")[:words]))
    return Point(unit, end, end + 1)


def whole(alignment: Alignment) -> list[str]:
    return [" ".join(unit.text for unit in units) for units in (alignment.kk_units, alignment.en_units)]


def test_both_parts_stand_in_links_of_their_own_and_no_text_changes(project: Project) -> None:
    before = project.alignment
    kk, en = place(before, "kk", 1, 1), place(before, "en", 1, 1)
    state = review.split_at(project, SECOND, kk, en, "a")
    alignment = project.alignment
    assert whole(alignment) == whole(before)
    assert [r.pair for r in state.links[:4]] == [FIRST, ((1,), (1,)), ((2,), (2,)), ((3,), (3, 4))]
    assert [u.id for u in alignment.kk_units[:4]] == ["kk.1", "kk.2", "kk.2/2", "kk.3"]
    assert alignment.kk_units[1].text + " " + alignment.kk_units[2].text == before.kk_units[1].text
    assert alignment.kk_units[2].lines == before.kk_units[1].lines
    assert [link.pair for link in alignment.links[:3]] == [FIRST, ((1, 2), (1, 2)), ((3,), (3, 4))]
    assert Project.open(project.location).alignment == alignment
    assert Project.open(project.location).state() == state
    assert project.undo("a").links == tuple(project.state().links)
    assert project.alignment == before
    assert project.redo("a") == Project.open(project.location).state()
    assert project.alignment == alignment


def test_one_side_may_be_cut_and_the_other_parted_between_units(project: Project) -> None:
    state = review.split_at(project, MERGED, place(project.alignment, "kk", 2, 1), Point(3), "a")
    assert [r.pair for r in state.links[2:4]] == [((2,), (2,)), ((3,), (3,))]
    parted = review.split_at(project, ((2,), (2,)), Point(2), Point(3), "a").links[2:4]
    assert {r.pair for r in parted} == {((), (2,)), ((2,), ())}


def test_what_is_said_of_a_unit_stays_with_its_words(project: Project) -> None:
    text = project.alignment.kk_units[3].text
    word = text.split(" ")[0]
    review.flag(project, FOURTH, "Other", "minor", "", "a", spans=[Span("kk", 3, 0, len(word))])
    review.comment(project, FOURTH, "so", "a")
    review.rate(project, LAST, 70, "a")
    review.set_status(project, LAST, "accepted", "a")
    state = review.split_at(project, SECOND, place(project.alignment, "kk", 1, 1), Point(2), "b")
    flag = state.flags[0]
    assert (flag.kk, flag.en) == ((4,), (4,))
    assert project.alignment.kk_units[flag.spans[0].unit].text[: flag.spans[0].end] == word
    assert state.comments[0].kk == (4,)
    last = state.links[-1]
    assert last.status == "accepted"
    assert last.link.confidence == small_alignment().links[-1].confidence
    assert [rating.score for rating in state.ratings_of(last.pair)] == [70]


def test_stray_spaces_of_the_source_stay_with_their_words() -> None:
    alignment = small_alignment()
    changes = (Change(1, 1, "\xad"), Change(9, 11, "ﬁ"))
    units = (replace(alignment.kk_units[0], text="Бір екі үш төрт", gaps=(3, 7, 10), indents=(0, 8), changes=changes),)
    alignment = replace(alignment, kk=replace(alignment.kk, paragraphs=units), kk_units=units, links=())
    first, second = with_cuts(alignment, [Cut("kk", 0, 7, 8)]).kk_units
    assert (first.text, first.gaps, first.indents) == ("Бір екі", (3,), (0,))
    assert (second.text, second.gaps, second.indents) == ("үш төрт", (2,), (0,))
    assert (first.changes, second.changes) == ((Change(1, 1, "\xad"),), (Change(1, 3, "ﬁ"),))


def test_a_span_that_the_cut_goes_through_becomes_two() -> None:
    cut = Cut("kk", 2, 5, 6)
    spans = [Span("kk", 2, 3, 9), Span("kk", 2, 0, 5), Span("kk", 2, 6, 8), Span("kk", 3, 1, 2), Span("en", 2, 3, 9)]
    assert moved_spans(spans, cut) == (
        Span("kk", 2, 3, 5),
        Span("kk", 3, 0, 3),
        Span("kk", 2, 0, 5),
        Span("kk", 3, 0, 2),
        Span("kk", 4, 1, 2),
        Span("en", 2, 3, 9),
    )
    assert moved(((1, 2, 4), (2,)), cut) == ((1, 2, 3, 5), (2,))


def test_a_cut_is_undone_only_before_others_built_on_it(project: Project) -> None:
    review.split_at(project, SECOND, place(project.alignment, "kk", 1, 1), Point(2), "a")
    review.set_status(project, FIRST, "accepted", "b")
    with pytest.raises(ActRefused, match="take those back first"):
        project.undo("a")
    project.undo("b")
    project.undo("a")
    review.set_status(project, FIRST, "accepted", "b")
    with pytest.raises(ActRefused, match="take those back first"):
        project.redo("a")


def test_whoever_looked_at_the_old_units_is_told(project: Project) -> None:
    seen = project.state().sequence
    review.split_at(project, SECOND, place(project.alignment, "kk", 1, 1), Point(2), "a")
    with pytest.raises(Conflict, match="counted anew"):
        review.set_status(project, LAST, "accepted", "b", seen)
    with pytest.raises(Conflict, match="counted anew"):
        review.comment(project, LAST, "hm", "b", seen)


@pytest.mark.parametrize("point", [Point(1, 999, 1000), Point(0, 2, 3), Point(1, 5, 4)])
def test_places_outside_the_link_are_refused(project: Project, point: Point) -> None:
    with pytest.raises(ActRefused):
        review.split_at(project, SECOND, point, Point(1), "a")
    assert project.events() == ()


def test_the_second_part_may_begin_at_each_unit_sentence_and_word(report: Alignment) -> None:
    place = next(n for n, unit in enumerate(report.kk_units) if unit.text.count(". ") > 2)
    kk = (place, place + 1)
    at = points(report, "kk", kk)
    assert at[0] == Point(place)
    assert Point(place + 1) in at
    assert at[-1] == Point(place + 2)
    assert len(points(report, "kk", kk, words=True)) > len(at) > 4
    for unit, end, start in (*at, *points(report, "kk", kk, words=True)):
        assert not end or not report.kk_units[unit].text[end:start].strip()
    assert points(report, "kk", ()) == []


def test_a_span_names_the_place_where_it_begins(project: Project) -> None:
    text = project.alignment.kk_units[1].text
    start = text.index(" ") + 1
    assert point_at(project.alignment, Span("kk", 1, start, len(text))) == Point(1, start - 1, start)
    assert point_at(project.alignment, Span("kk", 1, 0, 3)) == Point(1)


def test_sentences_are_cut_too(tmp_path: Path, report: Alignment, encoder: Encoder) -> None:
    fine = Project.create(align_documents(report.kk, report.en, encoder, level="sentence"), tmp_path / "fine.kken")
    place_of = next(n for n, link in enumerate(fine.alignment.links) if len(fine.alignment.texts(link)[0]) > 200)
    pair = fine.alignment.links[place_of].pair
    before = fine.alignment
    review.split_at(fine, pair, place(before, "kk", pair[0][0], 3), Point(pair[1][-1] + 1), "a")
    assert whole(fine.alignment) == whole(before)
    cut = fine.alignment.kk_units[pair[0][0] + 1]
    assert cut.id == f"{before.kk_units[pair[0][0]].id}/2"
    assert fine.alignment.kk == before.kk


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["kk", "en"]), st.integers(0, 99), st.integers(1, 99)), max_size=6))
def test_however_often_it_is_cut_every_unit_has_its_own_name_and_one_link(cuts: list[tuple[str, int, int]]) -> None:
    alignment = cut_at(cuts)
    for own, old in ((alignment.kk_units, small_alignment().kk_units), (alignment.en_units, small_alignment().en_units)):
        assert "".join(u.text for u in own) == "".join(u.text for u in old)
        assert len({u.id for u in own}) == len(own)
    assert sorted(u for link in alignment.links for u in link.kk) == list(range(len(alignment.kk_units)))
    assert sorted(u for link in alignment.links for u in link.en) == list(range(len(alignment.en_units)))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    old=st.lists(st.tuples(st.sampled_from(["kk", "en"]), st.integers(0, 99), st.integers(1, 99)), max_size=3),
    new=st.lists(st.tuples(st.sampled_from(["kk", "en"]), st.integers(0, 99), st.integers(1, 99)), max_size=3),
    shared=st.integers(0, 3),
    span=st.tuples(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99)),
)
def test_spans_and_links_keep_their_words_from_one_row_of_cuts_to_another(
    old: list[tuple[str, int, int]], new: list[tuple[str, int, int]], shared: int, span: tuple[int, int, int]
) -> None:
    before, after = cut_at(old), cut_at([*old[:shared], *new])
    unit = span[0] % len(before.kk_units)
    text = before.kk_units[unit].text
    start, end = sorted(place % (len(text) + 1) for place in span[1:])
    spans = recounted_spans([Span("kk", unit, start, end)], before.cuts, after.cuts) if start < end else ()
    words = "".join(after.kk_units[s.unit].text[s.start : s.end] for s in spans)
    assert words.replace(" ", "") == (text[start:end].replace(" ", "") if start < end else "")
    for link, same in zip(before.links, after.links, strict=True):
        assert recounted(link.pair, before.cuts, after.cuts) == same.pair
    one = recounted(((unit,), ()), before.cuts, after.cuts)[0]
    letters = "".join(after.kk_units[place].text for place in one).replace(" ", "")
    assert text.replace(" ", "") in letters


def cut_at(cuts: list[tuple[str, int, int]]) -> Alignment:
    """The small alignment with units cut where these numbers fall."""
    alignment = small_alignment()
    for side, unit, at in cuts:
        units = alignment.kk_units if side == "kk" else alignment.en_units
        text = units[unit % len(units)].text
        if len(text) > 2:
            end = 1 + at % (len(text) - 1)
            alignment = with_cuts(alignment, [Cut(side, unit % len(units), end, end)])  # type: ignore[arg-type]
    return alignment


def test_the_cuts_that_counted_at_each_event_are_known(project: Project) -> None:
    counted = []
    for act in (
        lambda: review.split_at(project, SECOND, place(project.alignment, "kk", 1, 1), Point(2), "a"),
        lambda: review.set_status(project, FIRST, "accepted", "b"),
        lambda: project.undo("b"),
        lambda: project.undo("a"),
        lambda: project.redo("a"),
        lambda: review.set_status(project, FIRST, "accepted", "b"),
    ):
        counted.append(project.state().cuts)
        act()
    assert [cuts_before(project.events(), number) for number in range(1, 7)] == counted
    assert cuts_before(project.events(), 7) == project.state().cuts == project.alignment.cuts != ()


def test_a_state_has_its_own_count_of_the_units(project: Project) -> None:
    before = project.state()
    review.split_at(project, SECOND, place(project.alignment, "kk", 1, 1), Point(2), "a")
    assert len(project.alignment_of(before).kk_units) + 1 == len(project.alignment_of(project.state()).kk_units)
