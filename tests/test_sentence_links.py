"""The main path from paragraphs to sentences: where the sentences' links come from, and how sure they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from alignment.embedding.encoders import Encoder
from alignment.pipeline import SentenceAligner, align_documents
from alignment.records import Document, Link, Paragraph, Side

KK = ("Сот бүгін шешім шығарды. Айыпталушы кінәсін мойындамады.", "Үкімет жаңа заң қабылдады. Ол шілдеде күшіне енеді.")
EN = ("The court ruled today. The defendant pleaded not guilty.", "The government adopted a law. It takes force in July.")


def document(side: Side, *texts: str) -> Document:
    return Document(side, side, tuple(Paragraph(f"{side}.{n}", "body", text, (n, n)) for n, text in enumerate(texts, 1)))


@pytest.fixture(scope="module")
def documents() -> tuple[Document, Document]:
    return document("kk", *KK), document("en", *EN)


def test_a_sentence_link_is_as_sure_as_its_paragraph_link_allows(
    documents: tuple[Document, Document], encoder: Encoder
) -> None:
    aligner = SentenceAligner(*documents, encoder)
    sure, doubtful = (aligner.inside(Link((0,), (0,), confidence)) for confidence in (1.0, 0.25))
    assert [link.pair for link in sure] == [((0,), (0,)), ((1,), (1,))]
    for certain, doubted in zip(sure, doubtful, strict=True):
        assert certain.confidence
        assert doubted.confidence == pytest.approx(certain.confidence / 4)
        assert replace(doubted, confidence=certain.confidence) == certain
    assert all(link.confidence == 0 for link in aligner.inside(Link((0,), (0,), None)))
    # Whole documents go the same way.
    paragraphs = align_documents(*documents, encoder)
    fine = align_documents(*documents, encoder, level="sentence")
    assert fine.links == tuple(inner for outer in paragraphs.links for inner in aligner.inside(outer))


def test_sentences_are_counted_in_the_whole_document(documents: tuple[Document, Document], encoder: Encoder) -> None:
    aligner = SentenceAligner(*documents, encoder)
    assert [link.pair for link in aligner.inside(Link((1,), (1,), 0.9))] == [((2,), (2,)), ((3,), (3,))]
    assert [link.pair for link in aligner.inside(Link((1,), (), 0.9))] == [((2,), ()), ((3,), ())]
    assert [link.pair for link in aligner.inside(Link((), (0,), 0.9))] == [((), (0,)), ((), (1,))]


def test_paragraphs_that_stand_apart_give_one_link(encoder: Encoder) -> None:
    aligner = SentenceAligner(document("kk", *KK, "Соңы."), document("en", *EN), encoder)
    assert aligner.inside(Link((0, 2), (1,), 0.9)) == (Link((0, 1, 4), (2, 3)),)
