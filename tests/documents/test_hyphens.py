"""Hyphens at line ends: cut words are joined, compounds keep theirs."""

from __future__ import annotations

import pytest

from alignment.documents.hyphens import LineEndHyphens


def joined(first: str, second: str, text: str = "") -> str:
    hyphens = LineEndHyphens([*text.split("\n"), first, second])
    return (first[:-1] if hyphens.joins(first, second) else first) + second


@pytest.mark.parametrize(
    ("first", "second", "word"),
    [
        ("ха-", "лыққа", "халыққа"),
        ("ынты-", "мақтастықты", "ынтымақтастықты"),
        ("permit-", "ted", "permitted"),
        ("govern-", "ment", "government"),
        ("мемле-", "кеттік", "мемлекеттік"),
        ("well-", "known", "well-known"),
        ("әлеуметтік-", "экономикалық", "әлеуметтік-экономикалық"),
        ("көші-", "қон", "көші-қон"),
        ("Нұр-", "Сұлтан", "Нұр-Сұлтан"),
        ("ҮЕҰ-", "мен", "ҮЕҰ-мен"),
        ("2014-", "жылы", "2014-жылы"),
        ("short-", "and long-term", "short-and long-term"),
    ],
)
def test_the_shipped_words_tell(first: str, second: str, word: str) -> None:
    assert joined(first, second) == word


@pytest.mark.parametrize("mark", ["\xad", "¬"])
def test_a_soft_hyphen_always_goes(mark: str) -> None:
    assert LineEndHyphens(["өзге" + mark]).joins("өзге" + mark, "ше")


def test_the_texts_own_words_come_first() -> None:
    assert joined("зоб-", "нақты", "Бір зоб-нақты жол") == "зоб-нақты"
    assert joined("зоб-", "нақтыны", "Бір зоб-нақты жол") == "зоб-нақтыны"  # another form of it
    assert joined("зоб-", "нақты", "Бір зобнақты жол") == "зобнақты"


def test_a_typeset_text_cuts_its_unknown_words() -> None:
    often = "\n".join(["Қызы-", "лоргның мүйі-", "зтұмсы-", "ғының тұм-", "сығы"])
    assert joined("зобра-", "нымзын", often) == "зобранымзын"
    assert joined("зобра-", "нымзын", "екі-үш бес-алты он-он бес төрт-бес") == "зобра-нымзын"
