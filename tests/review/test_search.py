"""What is found: words and phrases, however letters are composed, cased or hyphenated, at the place where they stand."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment import review
from alignment.exceptions import ActRefused, Conflict
from alignment.project import Project
from alignment.records import Alignment, Document, Link, Span
from alignment.review import Index, Query, fold_text, in_case_of, places_of_wording, spans, unflagged
from tests.conftest import paragraph

KAZAKH = ("Үкімет үкімі туралы.", "Үкімет шешті, үкімет\u00a0айтты: «үкіметтің сөзі».", "ҮКІМЕТ пен уким\u00adет.")


def found(text: str, query: str, whole: bool = False) -> list[str]:
    return [text[start:end] for start, end in spans(text, Query(query, whole))]


@pytest.mark.parametrize(
    ("text", "query", "hits"),
    [
        ("Қазақстан", "казак", ["Қазақ"]),
        ("и\u0306од пен йод", "йод", ["и\u0306од", "йод"]),
        ("йод", "и\u0306од", ["йод"]),
        ("Үкі\u00adмет бар", "үкімет", ["Үкі\u00adмет"]),
        ("Үкімет бар", "үкі\u00adмет", ["Үкімет"]),
        ("co\u0301operate", "có", ["co\u0301"]),
        ("İstanbul мен Straße", "STRASSE istan", []),  # no letter is two
        ("İstanbul", "istan", []),
        ("an ’apostrophe’", "'apostrophe'", ["’apostrophe’"]),
        ("Екі сөз, екі\u00a0  сөз, екі мың сөз", '"екі сөз"', ["Екі сөз", "екі\u00a0  сөз"]),
        ("Екі сөз, екі мың сөз", "«екі сөз»", ["Екі сөз"]),
        ("сөз екі", '"екі сөз"', []),
        ("екі мың сөз", 'мың "екі', ["екі", "мың"]),
        ("екі мың", "екі жоқ", []),  # a text holds all that is asked for, or is none of those found
        ("екі", '""', []),
    ],
)
def test_what_is_found_stands_where_the_text_has_it(text: str, query: str, hits: list[str]) -> None:
    assert found(text, query) == hits


def test_whole_words_have_edges() -> None:
    text = "сот, соты сотта жоғарғы-сот (сот)"
    assert [span[0] for span in spans(text, Query("сот", whole=True))] == [0, 24, 29]
    assert len(spans(text, Query("сот"))) == 5
    assert found("екі сөздің екі сөз", '"екі сөз"', whole=True) == ["екі сөз"]


@given(st.text(alphabet="аәиЙй\u0306\u00adİßk 'Ғ🙂\u0301", max_size=12), st.text(alphabet="аәий\u0306 Ғ", max_size=4))
def test_places_lie_in_the_text_and_fold_to_what_is_asked(text: str, word: str) -> None:
    query = Query(word, is_phrase=True)
    end = 0
    for start, stop in spans(text, query):
        assert end <= start < stop <= len(text)
        assert " ".join(fold_text(word).split()) in " ".join(fold_text(text[start:stop]).split())
        end = stop


@given(st.text(alphabet="қазақ и\u0306\u00adй", min_size=1, max_size=10))
def test_composed_or_not_a_text_is_the_same_to_a_search(text: str) -> None:
    assert fold_text(unicodedata.normalize("NFC", text)) == fold_text(unicodedata.normalize("NFD", text))


def alignment() -> Alignment:
    english = ("On the government's verdict.", "The government decided.", "GOVERNMENT")
    documents = [
        Document(f"{side}.txt", side, tuple(paragraph(side, place, text) for place, text in enumerate(texts)))
        for side, texts in (("kk", KAZAKH), ("en", english))
    ]
    links = tuple(Link((place,), (place,), 0.9) for place in range(3))
    return Alignment(*documents, "paragraph", documents[0].paragraphs, documents[1].paragraphs, links)


def test_the_index_says_of_each_unit_what_spans_says() -> None:
    texts = alignment()
    for query in (Query("үкімет"), Query("укимет", whole=True), Query("government"), Query('"үкімет айтты"')):
        expected = {
            (side, place): hits
            for side in ("kk", "en")
            for place, unit in enumerate(texts.units(side))
            if (hits := spans(unit.text, query))
        }
        assert Index(texts).hits(query) == expected
        assert [unit for unit, _hits in expected.items()] == Index(texts).units(query)
    assert len(Index(texts).hits(Query("үкімет"), most=1)) == 1


def test_a_wording_is_found_with_its_own_letters_as_whole_words() -> None:
    places = places_of_wording(Index(alignment()), "үкімет")
    assert [KAZAKH[span.unit][span.start : span.end] for span in places] == ["Үкімет", "Үкімет", "үкімет", "ҮКІМЕТ"]
    assert places_of_wording(Index(alignment()), "укимет") == [Span("kk", 2, 11, 18)]  # other letters are another wording
    assert len(places_of_wording(Index(alignment()), "«үкіметтің сөзі»")) == 1


@pytest.mark.parametrize(
    ("written", "better"),
    [("үкімет", "кабинет"), ("Үкімет", "Кабинет"), ("ҮКІМЕТ", "КАБИНЕТ")],
)
def test_better_words_begin_as_those_in_their_place(written: str, better: str) -> None:
    assert in_case_of("кабинет", "үкімет", written) == better
    assert in_case_of("", "үкімет", written) == ""


def test_all_places_are_flagged_as_one_act_and_taken_back_as_one(tmp_path: object) -> None:
    project = Project.create(alignment(), tmp_path / "p.kken")  # type: ignore[operator]
    index = Index(project.alignment)
    first = places_of_wording(index, "үкімет")[0]
    review.flag(project, ((0,), (0,)), "Other", "minor", "", "a", spans=[first], better="кабинет")
    left = unflagged(places_of_wording(index, "үкімет"), project.state())
    assert len(left) == 3
    state = review.flag_places(project, left, ["К", "к", "К"], "Other", "minor", "why", "a")
    assert [(flag.kk, flag.spans, flag.better) for flag in state.flags[1:]] == [
        ((span.unit,), (span,), better) for span, better in zip(left, ("К", "к", "К"), strict=True)
    ]
    assert len({flag.id for flag in state.flags}) == 4
    assert unflagged(left, state) == []
    own = state.flags[2]
    review.edit_flag(project, own.id, "Other", "major", "", "a", spans=own.spans, better="")
    again = Project.open(tmp_path / "p.kken")  # type: ignore[operator]
    assert again.state() == project.state()
    assert [flag.severity for flag in again.state().flags] == ["minor", "minor", "major", "minor"]
    review.unflag(project, state.flags[3].id, "b")
    for who in ("b", "a", "a"):
        project.undo(who)
    assert len(project.state().flags) == 1
    project.redo("a")
    assert len(project.state().flags) == 4


def test_places_that_are_no_places_are_refused(tmp_path: object) -> None:
    project = Project.create(alignment(), tmp_path / "p.kken")  # type: ignore[operator]
    for places in ([], [Span("kk", 9, 0, 1)], [Span("kk", 0, 0, 99)]):
        with pytest.raises(ActRefused):
            review.flag_places(project, places, ["" for _ in places], "Other", "minor", "", "a")
    with pytest.raises(ActRefused):
        review.flag_places(project, [Span("kk", 0, 0, 3)], [""], "No such", "minor", "", "a")
    seen = project.state().sequence
    review.merge(project, ((0,), (0,)), "next", "b")
    with pytest.raises(Conflict):
        review.flag_places(project, [Span("kk", 0, 0, 3)], [""], "Other", "minor", "", "a", seen)
    assert project.state().flags == ()
