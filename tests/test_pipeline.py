"""`align` and what it takes: files, documents, and units one by one; and from paragraphs to sentences: where the sentences'
links come from, and how sure they are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas
import pytest

from alignment import Document, align, load_encoder, read_document
from alignment.embedding import Encoder
from alignment.exceptions import EmptyText, SameLanguage, UnknownLanguage, UnreadableFile
from alignment.pipeline import SentenceAligner, align_documents
from alignment.records import Alignment, Link, Paragraph, Side
from tests.conftest import EN, KK

KAZAKH = ["Сот шешім шығарды.", "Оның адвокаты шағым түсірді.", "Ол кетті."]
ENGLISH = ["The court ruled. His lawyer appealed.", "He left."]
LINKS = [((0, 1), (0,)), ((2,), (1,))]
KK_PARAGRAPHS = (
    "Сот бүгін шешім шығарды. Айыпталушы кінәсін мойындамады.",
    "Үкімет жаңа заң қабылдады. Ол шілдеде күшіне енеді.",
)
EN_PARAGRAPHS = (
    "The court ruled today. The defendant pleaded not guilty.",
    "The government adopted a law. It takes force in July.",
)


def document(side: Side, *texts: str) -> Document:
    return Document(side, side, tuple(Paragraph(f"{side}.{n}", "body", text, (n, n)) for n, text in enumerate(texts, 1)))


@pytest.fixture(scope="module")
def documents() -> tuple[Document, Document]:
    return document("kk", *KK_PARAGRAPHS), document("en", *EN_PARAGRAPHS)


def pairs(alignment: Alignment) -> list[Any]:
    return [link.pair for link in alignment.links]


class TestWhatIsTaken:
    def test_files_and_documents_give_the_same(self, report: Alignment) -> None:
        assert align(str(KK), read_document(EN)) == report

    @pytest.mark.parametrize("made", [list, tuple, iter, pandas.Series, np.array], ids=lambda made: made.__name__)
    def test_units_one_by_one(self, made: Any) -> None:
        alignment = align(made(KAZAKH), made(ENGLISH))
        assert pairs(alignment) == LINKS
        assert [unit.text for unit in alignment.kk_units] == KAZAKH
        assert (alignment.kk.name, alignment.en.name) == ("kk", "en")

    def test_kinds_may_be_mixed(self, tmp_path: Path) -> None:
        path = tmp_path / "en.txt"
        path.write_text("\n\n".join(ENGLISH), encoding="utf-8")
        alignment = align(Document.from_units(KAZAKH, name="mine"), path)
        assert pairs(alignment) == LINKS
        assert (alignment.kk.name, alignment.en.name) == ("mine", "en.txt")

    def test_the_other_order_is_swapped(self) -> None:
        assert align(ENGLISH, KAZAKH) == align(KAZAKH, ENGLISH)

    def test_sentences_inside_the_given_units(self) -> None:
        alignment = align(["Сот шешім шығарды. Оның адвокаты шағым түсірді.", "Ол кетті."], ENGLISH, level="sentence")
        assert [unit.id for unit in alignment.en_units] == ["en.1.1", "en.1.2", "en.2.1"]
        assert pairs(alignment) == [((0,), (0,)), ((1,), (1,)), ((2,), (2,))]

    def test_an_encoder_that_is_loaded(self, encoder: Encoder) -> None:
        assert align(KAZAKH, ENGLISH, model=encoder) == align(KAZAKH, ENGLISH, model=load_encoder().name)

    def test_progress_is_told_by_stages(self) -> None:
        told: list[tuple[str, int, int]] = []
        align(KAZAKH, ENGLISH, progress=lambda stage, done, total: told.append((stage, done, total)))
        assert told == [("Kazakh paragraphs", 3, 3), ("English paragraphs", 2, 2)]


class TestRefusals:
    @pytest.mark.parametrize("given", [7, None, b"text", {"a": 1}, {"a"}, pandas.DataFrame({"a": ["b"]}), [1], [["a"]]])
    def test_wrong_types_name_the_argument(self, given: Any) -> None:
        with pytest.raises(TypeError, match=r"^kk.*not|^kk, unit 1: units are strings"):
            align(given, ENGLISH)
        with pytest.raises(TypeError, match=r"^en"):
            align(KAZAKH, given)

    def test_empty_units_are_numbered(self) -> None:
        with pytest.raises(EmptyText, match="en, unit 2: there is no text"):
            align(KAZAKH, ["He left.", " "])
        with pytest.raises(EmptyText, match="mine: the document has no paragraphs"):
            align(Document("mine", "kk", ()), ENGLISH)

    @pytest.mark.parametrize("text", ["\n".join(KAZAKH), "ә" * 200, "a\0b"])
    def test_a_text_is_no_path(self, text: str) -> None:
        with pytest.raises(UnreadableFile, match=r"this is a text, not a path; use Document\.from_text"):
            align(text, ENGLISH)

    def test_a_path_that_is_none_is_called_a_path(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableFile, match="there is no such file"):
            align(str(tmp_path / "no such.txt"), ENGLISH)

    def test_before_a_model_is_loaded(self) -> None:
        with pytest.raises(SameLanguage, match="kk and kk: both are in Kazakh"):
            align(KAZAKH, KAZAKH, model="no such model")
        with pytest.raises(ValueError, match="no level 'word'"):
            align(KAZAKH, ENGLISH, level="word", model="no such model")  # type: ignore[arg-type]

    def test_a_language_that_letters_do_not_tell_may_be_named(self) -> None:
        with pytest.raises(UnknownLanguage, match=r"^kk: .* names it\)$"):
            align(["Конституция"], ["Constitution"])
        assert pairs(align(["Алматы – Астана."], ["Almaty – Astana."])) == [((0,), (0,))]
        assert pairs(align(Document.from_units(["Конституция"], language="kk"), ["Constitution"])) == [((0,), (0,))]


class TestSentencesInsideParagraphs:
    def test_the_order_is_trusted_where_somebody_says_so(self, tmp_path: Path) -> None:
        titles = tmp_path / "kk.txt", tmp_path / "en.txt"
        for path, text in zip(titles, ("Astana – Almaty\n", "From Astana to Almaty\n"), strict=True):
            path.write_text(text, encoding="utf-8")
        with pytest.raises(SameLanguage, match="--as-given"):
            align(*titles)
        alignment = align(*titles, as_given=True)
        assert (alignment.kk.name, alignment.kk.language, alignment.en.language) == ("kk.txt", "kk", "en")
        # Documents and units are no less taken as they are given.
        swapped = align(Document.from_units(["Он ушёл."], "en"), ["Сот."], as_given=True)
        assert [unit.id for unit in (*swapped.kk_units, *swapped.en_units)] == ["kk.1", "en.1"]

    def test_a_sentence_link_is_as_sure_as_its_paragraph_link_allows(
        self, documents: tuple[Document, Document], encoder: Encoder
    ) -> None:
        aligner = SentenceAligner(*documents, encoder)
        sure, doubtful = (aligner.inside(Link((0,), (0,), confidence)) for confidence in (1.0, 0.25))
        assert [link.pair for link in sure] == [((0,), (0,)), ((1,), (1,))]
        for certain, doubted in zip(sure, doubtful, strict=True):
            assert certain.confidence
            assert doubted.confidence == pytest.approx(certain.confidence / 4)
            assert replace(doubted, confidence=certain.confidence) == certain
        assert all(link.confidence == 0 for link in aligner.inside(Link((0,), (0,), None)))
        # Whole documents go the same way, with what the links of their paragraphs tell.
        paragraphs = align_documents(*documents, encoder)
        aligner = SentenceAligner(*documents, encoder, paragraphs.links)
        fine = align_documents(*documents, encoder, level="sentence")
        assert fine.links == tuple(inner for outer in paragraphs.links for inner in aligner.inside(outer))

    def test_sentences_are_counted_in_the_whole_document(
        self, documents: tuple[Document, Document], encoder: Encoder
    ) -> None:
        aligner = SentenceAligner(*documents, encoder)
        assert [link.pair for link in aligner.inside(Link((1,), (1,), 0.9))] == [((2,), (2,)), ((3,), (3,))]
        assert [link.pair for link in aligner.inside(Link((1,), (), 0.9))] == [((2,), ()), ((3,), ())]
        assert [link.pair for link in aligner.inside(Link((), (0,), 0.9))] == [((), (0,)), ((), (1,))]

    def test_paragraphs_that_stand_apart_give_one_link(self, encoder: Encoder) -> None:
        aligner = SentenceAligner(document("kk", *KK_PARAGRAPHS, "Соңы."), document("en", *EN_PARAGRAPHS), encoder)
        assert aligner.inside(Link((0, 2), (1,), 0.9)) == (Link((0, 1, 4), (2, 3)),)
