"""Endings: which words are forms of one, what a name is without its ending, and where a phrase stands."""

from __future__ import annotations

import pytest

from alignment.languages import find_phrase, find_phrases, is_ending_chain, is_form_of, name_stems, words_of


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("сот", "сот"),
        ("соттар", "сот"),
        ("соттардың", "сот"),
        ("кітабы", "кітап"),  # п, к, қ are voiced before a vowel
        ("жүрегі", "жүрек"),
        ("тарабынан", "тарап"),
        ("сағы", "сақ"),
        ("баруы", "бару"),
        ("барған", "бару"),  # a verbal noun without its -у
        ("сотының", "соты"),
        ("министрлігінің", "министрлігі"),
        ("теңгелер", "теңгесі"),  # the possessive goes, with front vowels as with back ones
        ("мекемелер", "мекемесі"),
        ("комиссиялар", "комиссиясы"),
    ],
)
def test_a_form_of_a_word(word: str, base: str) -> None:
    assert is_form_of(word, base)


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("соттар", "соты"),  # a possessive after a consonant stays
        ("ересот", "сот"),
        ("со", "сот"),
        ("сотжол", "сот"),
        ("абы", "ап"),  # two letters are voiced in none
        ("баған", "бау"),
        ("кітаг", "кітап"),
        ("балалар", "баласы"),  # six letters are too few to take -сы for an ending
        ("аналар", "анасы"),
    ],
)
def test_no_form_of_a_word(word: str, base: str) -> None:
    assert not is_form_of(word, base)


@pytest.mark.parametrize(
    ("rest", "chain"),
    [
        ("", True),
        ("лар", True),
        ("ларының", True),
        ("ындағыларға", True),
        ("мақшы", True),
        ("абв", False),
        ("ларв", False),
        ("влар", False),
    ],
)
def test_endings_stand_one_after_another(rest: str, chain: bool) -> None:
    assert is_ending_chain(rest) is chain


@pytest.mark.parametrize(
    ("word", "stems"),
    [
        ("Абай", ("Абай",)),
        ("Назарбаевтың", ("Назарбаевтың", "Назарбаев")),
        ("Астанадағы", ("Астанадағы", "Астана", "Астанадағ")),
        ("ОБСЕНІҢ", ("ОБСЕНІҢ", "ОБСЕ")),
        ("Алиды", ("Алиды", "Али", "Алид")),  # three letters may be a name
        ("Алды", ("Алды", "Алд")),  # two may not
        ("Алы", ("Алы",)),
    ],
)
def test_a_name_without_its_ending(word: str, stems: tuple[str, ...]) -> None:
    assert name_stems(word) == stems


def test_the_words_of_a_text() -> None:
    assert words_of("«Темір-бетон» 5 сот_ісі") == [("Темір-бетон", 1, 12), ("сот", 16, 19), ("ісі", 20, 23)]
    assert words_of(" – 12 – ") == []


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("қауіпсіздік комитеті", ["қауіпсіздік комитетінің"]),
        ("«сот»", ["сот", "Сот"]),
        ("Сот", ["сот", "Сот"]),
        ("сот ісі", ["Сот ісі"]),
        ("ұлттық", ["ҰЛТТЫҚ"]),
        ("ісі", ["ісі"]),  # the last word
        ("комитеті қауіпсіздік", []),
        ("ісі сот", []),
        ("жоқ", []),
        ("—", []),
    ],
)
def test_where_a_phrase_stands(phrase: str, found: list[str]) -> None:
    text = "ҰЛТТЫҚ қауіпсіздік комитетінің ұсынысы, сот, Сот ісі"
    assert [text[slice(*span)] for span in find_phrases(phrase, words_of(text))] == found
    first = find_phrase(phrase, words_of(text))
    assert (first and text[slice(*first)]) == (found[0] if found else None)
