"""Cases before postpositions and relational nouns."""

from __future__ import annotations

import pytest

from alignment.checks.government import wrongly_governed


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Жол қалада дейін жөнделді.", "қалада дейін"),
        ("Шешім заңда сәйкес қабылданды.", "заңда сәйкес"),
        ("Осыған арналған, ал жекелікте арналған емес.", "жекелікте арналған"),
        ("Олар кездесуге кейін тарады.", "кездесуге кейін"),
        ("Ол кітаптан туралы айтты.", "кітаптан туралы"),
        ("Әнші көрермендерді алдында ән салды.", "көрермендерді алдында"),
    ],
)
def test_a_wrong_case(text: str, marked: str) -> None:
    assert [match[0] for match, _, _ in wrongly_governed(text)] == [marked]


@pytest.mark.parametrize(
    "text",
    [
        "Жол қалаға дейін жөнделді.",
        "Олар кездесуден кейін тарады.",
        "Бұл оқиға бойынша іс қозғалды.",  # a noun that only ends like a dative
        "Қазақстан бойынша барлығы тіркелді.",  # a name that only ends like an ablative
        "Ол заңды негізінде жұмыс істейді.",  # an adjective that only ends like an accusative
        "Қауымдастықтардың сәйкес құқықтары бар.",
        "Келісім бойынша, кейін ол үйге қарай кетті.",
    ],
)
def test_what_is_right_or_only_looks_wrong(text: str) -> None:
    assert list(wrongly_governed(text)) == []
