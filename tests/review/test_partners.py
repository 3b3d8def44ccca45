"""What answers to some words on the other side of their link, by the glossary and by plain rules."""

from __future__ import annotations

from alignment.glossary import Concordance, Glossary
from alignment.records import Alignment, Document, Link, Pair, Span, Term
from alignment.review.partners import Partners
from tests.conftest import paragraph

KAZAKH = ("Басы.", "Жоғарғы Сот 2017 жылы", "шешті.")
ENGLISH = ("It begins.", "In 2017 the tribunal decided.")
PAIR: Pair = ((1, 2), (1,))


def partners(*spans: Span) -> list[str]:
    documents = [
        Document(f"{side}.txt", side, tuple(paragraph(side, place, text) for place, text in enumerate(texts)))
        for side, texts in (("kk", KAZAKH), ("en", ENGLISH))
    ]
    links = (Link((0,), (0,)), Link(*PAIR))
    alignment = Alignment(*documents, "paragraph", documents[0].paragraphs, documents[1].paragraphs, links)
    found = Partners(alignment, Concordance(alignment), Glossary((Term("tribunal", "Жоғарғы Сот"),)))
    return [alignment.units(one.side)[one.unit].text[one.start : one.end] for one in found.of(PAIR, spans)]


def test_the_glossary_tells_either_side() -> None:
    at = ENGLISH[1].index("tribunal")
    assert partners(Span("en", 1, at, at + 8)) == ["Жоғарғы Сот"]
    assert partners(Span("kk", 1, 0, 11)) == ["tribunal"]


def test_numbers_answer_to_numbers() -> None:
    at = ENGLISH[1].index("2017")
    assert partners(Span("en", 1, at, at + 4)) == ["2017"]
    assert partners(Span("kk", 2, 0, 5)) == []
