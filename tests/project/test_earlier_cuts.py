"""A project whose sentences an earlier splitter cut: they are kept with it, and no later splitter moves them."""

from __future__ import annotations

from pathlib import Path

import pytest

from alignment import review
from alignment.documents import document_of_text, sentences_of
from alignment.embedding.encoders import Encoder
from alignment.exceptions import ActRefused
from alignment.pipeline import align_documents
from alignment.project import Project
from alignment.records import Alignment, Document

KK = """Сот жеке келісім талап етіледі деп шешті. 2015 жылдың сәуір айында сайлау өтті. Нәтижесі белгілі болды.

Полиция екі адамды ұстады. 3 мамыр күні олар босатылды."""
EN = """The court decided that separate consent is required. In April 2015 elections were held. The outcome was known.

Police arrested two persons. They were released on May 3."""


@pytest.fixture
def documents() -> tuple[Document, Document]:
    return document_of_text(KK, "kk.txt", "kk"), document_of_text(EN, "en.txt", "en")


@pytest.fixture
def earlier(documents: tuple[Document, Document], encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> Alignment:
    """Aligned while the splitter cut nothing before a digit."""
    from alignment.documents import sentences

    today = sentences.split_sentences

    def before(text: str, language: str) -> list[tuple[int, int]]:
        spans: list[tuple[int, int]] = []
        for start, end in today(text, language):
            if spans and text[start].isdigit():
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        return spans

    with monkeypatch.context() as patch:
        patch.setattr(sentences, "split_sentences", before)
        return align_documents(*documents, encoder, level="sentence")


def test_the_project_has_the_sentences_it_was_made_with(
    earlier: Alignment, documents: tuple[Document, Document], tmp_path: Path
) -> None:
    assert len(earlier.kk_units) == 3 < len(sentences_of(documents[0])) == 5
    made = Project.create(earlier, tmp_path / "p.kken")
    pair = made.state().links[0].link.pair
    review.set_status(made, pair, "accepted", "a")
    opened = Project.open(made.location)
    assert opened.alignment == earlier
    assert opened.state().link(pair).status == "accepted"


def test_the_next_version_cuts_only_what_reads_otherwise(
    earlier: Alignment, documents: tuple[Document, Document], encoder: Encoder, tmp_path: Path
) -> None:
    project = Project.create(earlier, tmp_path / "p.kken")
    for reviewed in project.state().links:
        review.set_status(project, reviewed.link.pair, "accepted", "a")
    changed = document_of_text(KK.replace("босатылды", "босатылып, үйлеріне қайтты"), "kk2.txt", "kk")
    state = review.update(project, "kk", changed, encoder, "a")
    texts = [unit.text for unit in project.alignment.kk_units]
    assert texts[:2] == [unit.text for unit in earlier.kk_units[:2]]
    assert texts[2:] == ["Полиция екі адамды ұстады.", "3 мамыр күні олар босатылып, үйлеріне қайтты."]
    statuses = [reviewed.status for reviewed in state.links]
    assert statuses[:2] == ["accepted", "accepted"]
    assert set(statuses[2:]) == {"needs review"}
    project.undo("a")
    assert project.alignment == earlier


def test_the_same_text_is_no_new_version(
    earlier: Alignment, documents: tuple[Document, Document], encoder: Encoder, tmp_path: Path
) -> None:
    project = Project.create(earlier, tmp_path / "p.kken")
    with pytest.raises(ActRefused, match="nothing changed"):
        review.update(project, "kk", documents[0], encoder, "a")
