"""Where terms stand: the fast look-up against the plain one, the links they stand in, and their sentences."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment import review
from alignment.documents.sentences import sentences_of
from alignment.glossary.concordance import Concordance, TermMark, passages
from alignment.glossary.terms import Glossary, occurrences
from alignment.languages.inflection import words_of
from alignment.project import Project
from alignment.records import Alignment, Document, Link, Paragraph, Span, Term
from alignment.review import glossary_of
from benchmarks.checks import Case, alignment_of

COURT = Glossary(
    (
        Term("court", "сот"),
        Term("Supreme Court", "Жоғарғы Сот"),
        Term("Supreme Court", "Жоғары сот", "forbidden"),
        Term("Supreme Court", "сот", "admitted"),
    )
)
TEXT = Case(
    "terminology",
    "",
    "Жоғарғы Сотта іс қаралды. ¶ Жоғары соттың шешімі. Бұл сот емес. ¶ Соттар ашық.",
    "The Supreme Court heard it. ¶ The Supreme Court's ruling. This is no court. ¶ Hearings are public.",
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.create(alignment_of(TEXT), tmp_path / "court.kken")


def texts(alignment: Alignment, spans: list[Span]) -> list[str]:
    return [alignment.units(span.side)[span.unit].text[span.start : span.end] for span in spans]


def test_it_finds_what_the_plain_look_up_finds(report: Alignment) -> None:
    glossary, concordance = Glossary.shipped(), Concordance(report)
    plain: dict[str, list[Span]] = {}
    for unit, text in enumerate(report.en_units):
        for en, (start, end) in glossary.find_english(text.text):
            plain.setdefault(en, []).append(Span("en", unit, start, end))
    assert {en: list(spans) for en, spans in concordance.english(glossary).items()} == plain
    words = [words_of(unit.text) for unit in report.kk_units]
    for term in glossary.terms[::7]:
        found = [Span("kk", unit, *span) for unit, own in enumerate(words) for span in occurrences(term, own)]
        alone = [span for _, span in concordance.kazakh([term])]
        assert set(alone) <= set(found)
        assert bool(alone) == bool(found)


@given(st.lists(st.sampled_from(["act", "acts", "act's", "of", "-", "“", "”", "“Act”", "2014", "(", ")"]), max_size=12))
def test_any_mix_of_words_is_found_as_the_plain_look_up_finds_it(words: list[str]) -> None:
    glossary = Glossary(tuple(Term(en, "x") for en in ("act of act", "act", "“act” of", "2014 act", "act 2014")))
    unit = Paragraph("en.1", "body", " ".join(words), (1, 1))
    document = Document("x", "en", (unit,))
    alignment = Alignment(Document("x", "kk", ()), document, "paragraph", (), (unit,), ())
    plain: dict[str, list[Span]] = {}
    for en, (start, end) in glossary.find_english(unit.text):
        plain.setdefault(en, []).append(Span("en", 0, start, end))
    found = Concordance(alignment).english(glossary)
    assert {en: list(spans) for en, spans in found.items()} == plain


def test_inflected_forms_count_and_the_longer_rendering_stands(project: Project) -> None:
    concordance = Concordance(project.alignment)
    english = concordance.english(COURT)
    assert texts(project.alignment, list(english["Supreme Court"])) == ["Supreme Court", "Supreme Court's"]
    assert texts(project.alignment, list(english["court"])) == ["court"]
    found = concordance.kazakh(COURT.concepts["Supreme Court"])
    assert [
        (term.status, text) for (term, _), text in zip(found, texts(project.alignment, [s for _, s in found]), strict=True)
    ] == [
        ("preferred", "Жоғарғы Сотта"),
        ("forbidden", "Жоғары соттың"),
        ("admitted", "сот"),
        ("admitted", "Соттар"),
    ]


def test_occurrences_go_by_link_and_follow_the_links(project: Project) -> None:
    concordance = Concordance(project.alignment)
    found = concordance.occurrences(COURT, "Supreme Court", project.state())
    assert [(o.pair, len(o.en), len(o.kk)) for o in found] == [
        (((0,), (0,)), 1, 1),
        (((1,), (1,)), 1, 2),
        (((2,), (2,)), 0, 1),
    ]
    state = review.merge(project, ((0,), (0,)), "next", "a")
    merged, alone = concordance.occurrences(COURT, "Supreme Court", state)
    assert (merged.pair, len(merged.en), len(merged.kk)) == (((0, 1), (0, 1)), 2, 3)
    assert alone.pair == ((2,), (2,))
    assert concordance.occurrences(COURT, "no such term", state) == []


def test_passages_are_the_sentences_around(project: Project) -> None:
    alignment = project.alignment
    kk, en = sentences_of(alignment.kk), sentences_of(alignment.en)
    fine = Alignment(alignment.kk, alignment.en, "sentence", kk, en, ())
    links = [Link((1,), (1,)), Link((2,), (2,))]
    marks: list[TermMark] = [("", Span("en", 1, 4, 19)), ("forbidden", Span("kk", 1, 26, 29))]
    (first, one), (second, two) = passages(fine, links, marks)
    assert (first, second) == (((1,), (1,)), ((2,), (2,)))
    assert texts(fine, [span for _, span in one]) == ["Supreme Court's"]
    assert texts(fine, [span for _, span in two]) == ["сот"]
    assert [status for status, _ in (*one, *two)] == ["", "forbidden"]
    assert passages(fine, [Link((0,), (0,))], marks) == []


@pytest.mark.parametrize(
    ("term", "text"), [("law", "Two laws."), ("city", "In cities"), ("NGO", "The NGO's and NGOs"), ("UN", "UN")]
)
def test_short_words_have_plurals_too(term: str, text: str) -> None:
    assert Glossary((Term(term, "x"),)).find_english(text)


def test_a_pair_is_not_added_twice_and_an_import_adds_what_is_new(project: Project) -> None:
    from alignment.exceptions import ActRefused

    review.add_term(project, Term("  astrolabe ", "жұлдыз  өлшеуіш"), "a")
    with pytest.raises(ActRefused, match="in the glossary already"):
        review.add_term(project, Term("Astrolabe", "Жұлдыз Өлшеуіш", "forbidden"), "a")
    before = glossary_of(project.state())
    assert Term("astrolabe", "жұлдыз өлшеуіш") in before.terms
    with pytest.raises(ActRefused, match="all these terms"):
        review.import_terms(project, before.terms, "a")
    state = review.import_terms(project, [Term("astrolabe", "астролябия"), Term("astrolabe", "астролябия")], "a")
    glossary = glossary_of(state)
    assert [(t.kk, t.status) for t in glossary.concepts["astrolabe"]] == [
        ("жұлдыз өлшеуіш", "admitted"),
        ("астролябия", "preferred"),
    ]
    new, changed = glossary.against(before)
    assert ([t.kk for t in new], [t.kk for t in changed]) == (["астролябия"], ["жұлдыз өлшеуіш"])
    assert len(project.events()) == 2
    kept = Term("astrolabe", "астролябия", "preferred", "tool", "ә")
    after = glossary.adding(kept)
    assert after.completed([Term("astrolabe", "астролябия", "forbidden")]) == [replace(kept, status="forbidden")]
    assert glossary_of(project.undo("a")).terms == before.terms


def test_any_words_are_looked_up_however_they_are_inflected(project: Project) -> None:
    concordance = Concordance(project.alignment)
    for words in ("соттың", "Сот", "соттар"):
        found = concordance.look_up("kk", words)
        assert texts(project.alignment, list(found)) == ["Сотта", "соттың", "сот", "Соттар"]
    assert texts(project.alignment, list(concordance.look_up("kk", "Жоғарғы  Сотта"))) == ["Жоғарғы Сотта"]
    for words in ("court", "courts", "Court's"):
        assert texts(project.alignment, list(concordance.look_up("en", words))) == ["Court", "Court's", "court"]
    assert concordance.look_up("en", "сот") == concordance.look_up("kk", "court") == concordance.look_up("kk", " ") == ()


def test_of_words_that_begin_alike_the_one_that_is_meant_is_looked_up() -> None:
    case = Case("terminology", "", "Үкімет үкім шығарды. ¶ Үкіметтің сөзі. ¶ Үкімет.", "The government. ¶ Its word. ¶ It.")
    alignment = alignment_of(case)
    found = Concordance(alignment).look_up("kk", "үкіметтің")
    assert texts(alignment, list(found)) == ["Үкімет", "Үкіметтің", "Үкімет"]
