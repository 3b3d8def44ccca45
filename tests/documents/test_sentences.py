"""Sentence segmentation: what ends a sentence in Kazakh and English, and what does not."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment import read_document
from alignment.documents.sentences import sentences_of, split_sentences
from tests.conftest import EN, KK
from tests.documents.boundaries import FOLDER, passages, tally

KINDS = [line.split("\t") for line in (FOLDER / "kinds.tsv").read_text(encoding="utf-8").splitlines()]
"""What a stop may be, a line each: the language, and text with a bar at each boundary."""


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("kk", ["Ол келді.", "Біз кеттік."]),
        ("kk", ["Шығын 3,4 млрд. теңге (150 млн. АҚШ доллары) болды.", "Бұл көп."]),
        ("kk", ["А.С. Пушкин мен Г. Кривенко 2017 ж. кездесті.", "Олар сөйлесті."]),
        ("kk", ["Ол «Саяси қалам. Трибуна» газетінде істеді.", "Газет жабылды."]),
        ("kk", ["Ол айтты: «Жоқ!» деді.", "Неге?", "Білмеймін…"]),
        ("kk", ["Назарбаевқа 97.5 пайыз дауыс берілді.", "Сайлау өтті."]),
        ("kk", ["Қараңыз: http://www.state.gov/j/tip/rls/tiprpt/.", "Бұл сілтеме."]),
        ("kk", ["Мынау тізім:", "1. Бірінші.", "2. Екінші бөлім."]),
        ("kk", ["Сот жабылды.", "Бұл іс – аяқталды."]),
        ("kk", ["Акад. Астана келді.", "Ол кетті."]),  # the table has its abbreviations in lower case
        ("en", ["Approx. London came.", "He left."]),
        ("en", ["Mr. Smith met J. K. Rowling in the U.S. Embassy.", "He paid $1.5 million."]),
        ("en", ["See sections 1.d. and 2.a. for details.", "The law (No. 15) applies."]),
        ("en", ['"Really?" she asked.', "Nobody answered."]),
        ("en", ["It rose by 3.4 percent.", "NGOs, e.g. Amnesty, said so."]),
    ],
)
def test_segmentation(language: str, sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[start:end] for start, end in split_sentences(text, language)] == sentences


@pytest.mark.parametrize(("language", "marked"), KINDS, ids=range(len(KINDS)))
def test_kinds_of_stops(language: str, marked: str) -> None:
    text = marked.replace("|", " ")
    assert "|".join(text[start:end] for start, end in split_sentences(text, language)) == marked


@pytest.mark.parametrize("name", ["kk-1", "kk-2", "en-1", "en-2"])
def test_the_gold_boundaries_are_found(name: str) -> None:
    language = name.partition("-")[0]
    found = tally(passages(FOLDER / f"{name}.txt"), lambda text: {end for _, end in split_sentences(text, language)[:-1]})
    assert found.f1 >= 0.99, found


@pytest.mark.parametrize("language", ["kk", "en"])
def test_the_gold_is_large_and_half_of_it_foreign(language: str) -> None:
    """`*-1.txt` were written by somebody who had not read the splitter."""
    counts = [sum(len(p.ends) for p in passages(FOLDER / f"{language}-{part}.txt")) for part in (1, 2)]
    assert sum(counts) >= 400
    assert counts[0] >= counts[1]


def test_a_missing_space_after_the_point_still_ends_a_sentence() -> None:
    text = "Олар кетті.Біз қалдық. Сайт travel.kz ашық."
    assert [text[a:b] for a, b in split_sentences(text, "kk")] == ["Олар кетті.", "Біз қалдық.", "Сайт travel.kz ашық."]


@given(st.text("абвқҚАБ. !?«»()1234 ж\n\t:;,–…\"'[]№IVApm", max_size=80), st.sampled_from(["kk", "en"]))
def test_spans_cover_all_but_white_space_in_order(text: str, language: str) -> None:
    spans = split_sentences(text, language)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))


@pytest.mark.parametrize(("path", "count"), [(KK, 760), (EN, 765)])
def test_the_report_has_so_many_sentences(path, count: int) -> None:  # type: ignore[no-untyped-def]
    document = read_document(path)
    sentences = sentences_of(document)
    assert len(sentences) == count  # each boundary was looked at
    assert all(document.paragraphs[s.paragraph].text[slice(*s.span)] == s.text for s in sentences)
    assert len({s.id for s in sentences}) == len(sentences)


@pytest.mark.parametrize("piece", ["Сот шешті. ", "1. ", "(a) ", "Ab. ", "«Аб. ", "1. А; 2", "A. ", "[1]", ".”", "т. б. "])
def test_a_paragraph_of_many_sentences_takes_time_in_proportion(piece: str) -> None:
    """A file without line ends is one paragraph."""
    split_sentences(piece * 100, "kk")
    started = time.process_time()
    split_sentences(piece * 8_000, "kk")
    assert time.process_time() - started < 3  # looking back from each sentence to the first takes twenty


@pytest.mark.parametrize(
    "text",
    ["Сот. " + "[1]" * 5000 + "x", "1" * 9999 + "x. Ол", "1а" * 5000 + ". Ол", "A." * 5000 + " Ол", "." * 9999 + "x"],
    ids=range(5),
)
def test_no_pattern_is_tried_in_every_way(text: str) -> None:
    started = time.process_time()
    split_sentences(text, "kk")
    assert time.process_time() - started < 1
