"""Which links go into a file, and that their number is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from alignment import review
from alignment.corpora import Filters, Tally, corpus_of, corpus_of_sentences, sections_named, selected
from alignment.corpora.entries import LinkEntry
from alignment.embedding import Encoder
from alignment.exceptions import OutputException
from alignment.pipeline import SentenceAligner, align
from alignment.project import Project, State
from alignment.records import Document, Link, ReviewedLink, Sentence, Span
from tests.conftest import large_alignment, small_alignment


def taken(filters: Filters, state: State | None = None, **changes: Any) -> tuple[list[int], dict[str, int]]:
    """The first Kazakh place of the links that pass, and how many each filter left out."""
    tally = Tally()
    corpus = replace(corpus_of(small_alignment(), state), **changes)
    places = [entry.reviewed.link.kk[0] for entry in selected(corpus, filters, tally).entries]
    assert tally.links == len(places)
    return places, dict(tally.left_out)


def test_all_links_go_where_nothing_is_asked_for() -> None:
    assert taken(Filters()) == ([0, 1, 2, 3, 4], {})
    assert selected(corpus_of(small_alignment()), Filters()).count == 5


@pytest.mark.parametrize(
    ("filters", "places", "left_out"),
    [
        (Filters(min_confidence=0.8), [0, 1, 3], {"min_confidence": 2}),
        (Filters(max_ratio=1.2), [1], {"max_ratio": 4}),
        (Filters(both_sides=True), [0, 1, 2, 3], {"both_sides": 1}),
        (Filters(statuses=("accepted",)), [], {"status": 5}),
        (Filters(flagged=False), [0, 1, 2, 3, 4], {}),
        (Filters(min_confidence=0.8, both_sides=True), [0, 1, 3], {"min_confidence": 2}),
    ],
)
def test_each_filter_leaves_out_its_own(filters: Filters, places: list[int], left_out: dict[str, int]) -> None:
    assert taken(filters) == (places, left_out)


def test_links_of_people_are_as_certain_as_can_be() -> None:
    links = (ReviewedLink(Link((0,), (0,)), "reviewer"), ReviewedLink(Link((1,), (1,))))
    assert taken(Filters(min_confidence=1.0), State(links, (), 0)) == ([0], {"min_confidence": 1})


def test_status_and_flags(project: Project) -> None:
    review.set_status(project, ((0,), (0,)), "accepted", "a")
    review.flag(project, ((1,), (1,)), "Accuracy/Omission", "major", "", "a")
    state = project.state()
    assert taken(Filters(statuses=("accepted",)), state)[0] == [0]
    assert taken(Filters(statuses=("accepted", "unreviewed")), state)[0] == [0, 1, 2, 3, 4]
    assert taken(Filters(flagged=True), state)[0] == [1]
    assert taken(Filters(flagged=False), state)[0] == [0, 2, 3, 4]
    tally = Tally()
    list(selected(corpus_of(small_alignment(), state), Filters(), tally).entries)
    assert len(tally.flags) == 1


def test_the_first_of_equal_pairs_is_taken() -> None:
    entries = list(corpus_of(small_alignment()).entries)
    assert taken(Filters(unique=True), entries=[*entries, *entries[:2]]) == ([0, 1, 2, 3, 4], {"unique": 2})
    # What is left out for another reason is not the first of anything.
    low = replace(entries[0], reviewed=ReviewedLink(Link((0,), (0,), 0.1)))
    assert taken(Filters(unique=True, min_confidence=0.5), entries=[low, entries[0]])[0] == [0]


def test_sections_are_named_by_id_or_title_alone_or_in_a_list() -> None:
    alignment = large_alignment(301)
    for names in (["en.101"], ["Section 2. Title"], ["section 2. TITLE "]):
        assert [section.id for section in sections_named(alignment, names)] == ["en.101"]
    assert [section.id for section in sections_named(alignment, ["en.101, Section 1. Title"])] == ["en.101", "en.1"]
    chosen = Filters(sections=sections_named(alignment, ["en.101"]))
    places = [entry.reviewed.link.kk[0] for entry in selected(corpus_of(alignment), chosen).entries]
    assert places == list(range(100, 200))
    with pytest.raises(OutputException, match=r"no section 'x': there are en\.1 Section 1\. Title; en\.101"):
        sections_named(alignment, ["x"])


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Filters(statuses=("done",)), "no status 'done': use one of unreviewed, accepted, needs review"),  # type: ignore[arg-type]
        (lambda: Filters(min_confidence=1.5), "1.5 is no confidence"),
        (lambda: Filters(min_confidence=float("nan")), "nan is no confidence"),
        (lambda: Filters(max_ratio=0.5), "0.5 is no ratio"),
        (lambda: Filters(max_ratio=float("inf")), "inf is no ratio"),
    ],
)
def test_what_is_no_value_is_refused_before_anything(make: Callable[[], Filters], message: str) -> None:
    with pytest.raises(OutputException, match=message):
        make()


KK = "Сот шешім шығарды. Оның адвокаты шағым түсірді. Ол 2017 жылы кетті."
EN = "The court ruled. His lawyer filed an appeal. He left in 2017."


@pytest.fixture
def sentences(encoder: Encoder) -> Callable[[State | None], list[LinkEntry]]:
    documents = Document.from_units([KK, "Екінші абзац."], "kk"), Document.from_units([EN, "Second paragraph."], "en")
    alignment = align(*documents, model=encoder)

    def made(state: State | None) -> list[LinkEntry]:
        corpus = corpus_of_sentences(alignment, state, SentenceAligner(alignment.kk, alignment.en, encoder))
        assert corpus.level == "sentence"
        return list(corpus.entries)

    return made


def test_sentences_of_links_cover_both_texts(sentences: Callable[[State | None], list[LinkEntry]]) -> None:
    entries = sentences(None)
    assert [entry.kk_text for entry in entries] == [*KK.replace(". ", ".|").split("|"), "Екінші абзац."]
    assert [entry.en_text for entry in entries] == [*EN.replace(". ", ".|").split("|"), "Second paragraph."]
    assert all(isinstance(unit, Sentence) for entry in entries for unit in entry.kk)


def test_what_people_said_of_paragraphs_stays_with_their_sentences(
    sentences: Callable[[State | None], list[LinkEntry]], encoder: Encoder, tmp_path: Any
) -> None:
    documents = Document.from_units([KK, "Екінші абзац."], "kk"), Document.from_units([EN, "Second paragraph."], "en")
    project = Project.create(align(*documents, model=encoder), tmp_path / "p.kken")
    first, second = ((0,), (0,)), ((1,), (1,))
    start = KK.index("адвокаты")
    review.flag(project, first, "Accuracy/Mistranslation", "major", "", "a", spans=[Span("kk", 0, start, start + 8)])
    review.flag(project, second, "Accuracy/Omission", "minor", "", "a")
    review.comment(project, first, "пікір", "a")
    review.rate(project, first, 50, "a")
    review.rate(project, second, 90, "a")
    review.set_status(project, first, "accepted", "a")
    entries = sentences(project.state())
    assert [entry.reviewed.status for entry in entries] == ["accepted"] * 3 + ["unreviewed"]
    assert [len(entry.flags) for entry in entries] == [0, 1, 0, 1]
    (span,) = entries[1].flags[0].spans
    assert entries[1].kk_text[span.start : span.end] == "адвокаты"
    assert span.unit == entries[1].reviewed.link.kk[0]
    assert [len(entry.comments) for entry in entries] == [1, 1, 1, 0]
    assert [[rating.score for rating in entry.ratings] for entry in entries] == [[], [], [], [90]]


def test_a_link_made_by_hand_does_not_make_its_sentences_uncertain(
    sentences: Callable[[State | None], list[LinkEntry]],
) -> None:
    by_hand = State(
        (ReviewedLink(Link((0,), (0,)), "reviewer", "accepted"), ReviewedLink(Link((1,), (1,)), "reviewer")), (), 0
    )
    assert all((entry.reviewed.link.confidence or 0) > 0.5 for entry in sentences(by_hand))
