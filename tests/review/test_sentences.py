"""Links of sentences inside links of paragraphs: what reviewers say of them is kept, goes with its words, is exported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from alignment import review
from alignment.corpora import corpus_of_sentences
from alignment.embedding import load_encoder
from alignment.exceptions import ActRefused, Conflict
from alignment.pipeline import SentenceAligner, align_documents
from alignment.project import Project, State
from alignment.records import Alignment, Document, Link, Pair, Point, ReviewedLink, Span, SpanPair
from tests.conftest import paragraph

KK = "Сот шешім шығарды. Оның адвокаты шағым түсірді. Ол кетті."
EN = "The court ruled. His lawyer appealed. He left."
PAIR: Pair = ((1,), (1,))


@pytest.fixture
def told(tmp_path: Path) -> Project:
    texts = {"kk": ("Тақырып", KK, "Соңы."), "en": ("Title", EN, "The end.")}
    kk, en = (tuple(paragraph(side, n, text) for n, text in enumerate(texts[side])) for side in ("kk", "en"))
    links = tuple(Link((n,), (n,), 0.9) for n in range(3))
    alignment = Alignment(Document("kk", "kk", kk), Document("en", "en", en), "paragraph", kk, en, links)
    return Project.create(alignment, tmp_path / "told.kken")


class Seen:
    """The sentences of the middle link, as a screen shows them."""

    def __init__(self, project: Project, pair: Pair = PAIR) -> None:
        state = project.state()
        alignment = project.alignment_of(state)
        self.aligner = SentenceAligner(alignment.kk, alignment.en, load_encoder())
        self.sentences = self.aligner.alignment
        links = self.aligner.inside(state.link(pair).link)
        self.rows: tuple[ReviewedLink, ...] = review.reviewed_sentences(state, pair, self.sentences, links)

    def named(self, row: int) -> SpanPair:
        return review.spans_of(self.sentences, self.rows[row].pair)

    def texts(self) -> list[tuple[str, str]]:
        return [self.sentences.texts(row.link) for row in self.rows]


def statuses(project: Project) -> str:
    return "".join(row.status[0] for row in Seen(project).rows)


SENTENCES = list(zip(KK.replace(". ", ".|").split("|"), EN.replace(". ", ".|").split("|"), strict=True))


def test_what_nobody_spoke_of_is_as_the_machine_has_it(told: Project) -> None:
    assert Seen(told).texts() == SENTENCES
    assert {row.origin for row in Seen(told).rows} == {"machine"}


def test_a_status_is_given_taken_back_and_survives(told: Project) -> None:
    review.set_sentence_status(told, PAIR, Seen(told).named(1), "accepted", "a")
    review.set_sentence_status(told, PAIR, Seen(told).named(2), "needs review", "b")
    assert statuses(told) == "uan"
    assert Seen(Project.open(told.location)).rows == Seen(told).rows
    assert told.state().link(PAIR).status == "unreviewed"  # of the paragraphs nothing was said
    told.undo("a")
    assert statuses(told) == "uun"
    told.redo("a")
    assert statuses(told) == "uan"


ACTS: dict[str, tuple[Callable[[Project, Seen], State], list[tuple[str, str]]]] = {
    "merge": (
        lambda p, seen: review.merge_sentences(p, PAIR, seen.named(0), seen.named(1), "a"),
        [(f"{SENTENCES[0][0]} {SENTENCES[1][0]}", f"{SENTENCES[0][1]} {SENTENCES[1][1]}"), SENTENCES[2]],
    ),
    "move down": (
        lambda p, seen: review.move_sentence(p, PAIR, seen.named(0), seen.named(1), "kk", "next", "a"),
        [("", SENTENCES[0][1]), (f"{SENTENCES[0][0]} {SENTENCES[1][0]}", SENTENCES[1][1]), SENTENCES[2]],
    ),
    "move up": (
        lambda p, seen: review.move_sentence(p, PAIR, seen.named(2), seen.named(1), "en", "previous", "a"),
        [SENTENCES[0], (SENTENCES[1][0], f"{SENTENCES[1][1]} {SENTENCES[2][1]}"), (SENTENCES[2][0], "")],
    ),
}


@pytest.mark.parametrize("name", ACTS)
def test_sentences_are_linked_otherwise_and_one_undo_takes_it_back(told: Project, name: str) -> None:
    act, wanted = ACTS[name]
    act(told, Seen(told))
    assert Seen(told).texts() == wanted
    assert "reviewer" in {row.origin for row in Seen(told).rows}
    told.undo("a")
    assert Seen(told).texts() == SENTENCES


def test_what_was_merged_is_divided_again(told: Project) -> None:
    seen = Seen(told)
    review.merge_sentences(told, PAIR, seen.named(0), seen.named(1), "a")
    review.divide_sentences(told, PAIR, Seen(told).named(0), 1, 1, "a")
    assert Seen(told).texts() == SENTENCES
    for kk, en in ((0, 0), (1, 1), (2, 0)):
        with pytest.raises(ActRefused, match="at least one unit"):
            review.divide_sentences(told, PAIR, Seen(told).named(0), kk, en, "a")


def test_whoever_comes_second_to_the_same_sentences_is_told_who_was_first(told: Project) -> None:
    seen, at = Seen(told), told.state().sequence
    review.merge_sentences(told, PAIR, seen.named(0), seen.named(1), "dana", at)
    with pytest.raises(Conflict, match="dana changed this"):
        review.set_sentence_status(told, PAIR, seen.named(0), "accepted", "a", at)
    review.set_sentence_status(told, PAIR, seen.named(2), "accepted", "a", at)  # of others nobody spoke
    assert statuses(told) == "ua"


def test_what_was_said_of_sentences_goes_with_them_when_links_change(told: Project) -> None:
    review.set_sentence_status(told, PAIR, Seen(told).named(0), "accepted", "a")
    review.set_sentence_status(told, PAIR, Seen(told).named(2), "needs review", "a")
    review.merge(told, PAIR, "next", "a")
    merged = ((1, 2), (1, 2))
    assert "".join(row.status[0] for row in Seen(told, merged).rows)[:3] == "aun"
    told.undo("a")
    # A cut between the first sentence and the second: each part has its own.
    end = KK.index(" Оның"), EN.index(" His")
    review.split_at(told, PAIR, Point(1, end[0], end[0] + 1), Point(1, end[1], end[1] + 1), "a")
    assert [row.status for row in Seen(told, PAIR).rows] == ["accepted"]
    assert [row.status for row in Seen(told, ((2,), (2,))).rows] == ["unreviewed", "needs review"]


def test_only_sentences_of_the_link_are_linked(told: Project) -> None:
    outside: SpanPair = ((Span("kk", 0, 0, 3),), ())
    with pytest.raises(ActRefused, match="does not lie in this link"):
        review.set_sentence_status(told, PAIR, outside, "accepted", "a")
    with pytest.raises(ActRefused, match="does not lie in this link"):
        review.set_sentence_status(told, PAIR, ((Span("kk", 1, 0, 999),), ()), "accepted", "a")
    assert told.events() == ()


def test_where_units_are_sentences_there_is_nothing_inside(tmp_path: Path, told: Project) -> None:
    alignment = told.alignment
    project = Project.create(
        align_documents(alignment.kk, alignment.en, load_encoder(), level="sentence"), tmp_path / "sentences.kken"
    )
    with pytest.raises(ActRefused, match="here each is a unit itself"):
        review.set_sentence_status(project, ((1,), (1,)), ((Span("kk", 1, 0, 3),), ()), "accepted", "a")


def test_exports_of_sentences_have_them_as_reviewers_linked_them(told: Project) -> None:
    seen = Seen(told)
    review.merge_sentences(told, PAIR, seen.named(0), seen.named(1), "a")
    review.set_sentence_status(told, PAIR, Seen(told).named(0), "accepted", "a")
    state = told.state()
    corpus = corpus_of_sentences(told.alignment_of(state), state, Seen(told).aligner)
    entries = [(entry.reviewed.link.shape, entry.reviewed.status) for entry in corpus.entries]
    assert entries == [("1:1", "unreviewed"), ("2:2", "accepted"), ("1:1", "unreviewed"), ("1:1", "unreviewed")]
