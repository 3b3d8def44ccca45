"""Letters: what looks alike, what is mistaken, what never meets in a Kazakh word."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment.languages import (
    HOMOGLYPHS,
    OWN_LETTERS,
    SAFE_HOMOGLYPHS,
    TO_LATIN,
    as_meant,
    breaks_harmony,
    fits_initials,
    fold,
    impossible,
    is_cyrillic,
    is_latin,
    romanize,
)
from alignment.languages.letters import BACK, FRONT


@pytest.mark.parametrize(
    ("letter", "cyrillic", "latin"),
    [
        ("а", True, False),
        ("Ё", True, False),
        ("Ѐ", True, False),  # the first of the block
        ("ԯ", True, False),  # the last
        ("ә", True, False),
        ("\u0483", False, False),  # a mark of the block, no letter
        ("a", False, True),
        ("Z", False, True),
        ("À", False, True),
        ("ɏ", False, True),
        ("ɐ", False, False),  # phonetic
        ("ω", False, False),
        ("5", False, False),
        ("-", False, False),
        ("×", False, False),
    ],
)
def test_the_script_of_a_letter(letter: str, cyrillic: bool, latin: bool) -> None:
    assert (is_cyrillic(letter), is_latin(letter)) == (cyrillic, latin)


def test_look_alikes_go_from_latin_to_cyrillic() -> None:
    for latin, cyrillic in HOMOGLYPHS.items():
        assert is_latin(latin)
        assert is_cyrillic(cyrillic)
        assert latin.isupper() == cyrillic.isupper()
    assert HOMOGLYPHS["h"] == "һ"
    assert "h" not in SAFE_HOMOGLYPHS  # only those that are certain
    assert SAFE_HOMOGLYPHS["o"] == "о"
    assert TO_LATIN["о"] == "o"
    assert "һ" not in TO_LATIN


def test_the_nine_letters_that_russian_lacks() -> None:
    assert len(OWN_LETTERS) == 9
    for letter in OWN_LETTERS:
        name = unicodedata.name(letter)
        assert "SMALL LETTER" in name
        assert not "а" <= letter <= "я"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ғабдуллин", "Габдуллин", True),
        ("ҚАЗАҚ", "казак", True),
        ("Сәрсен", "Сарсен", True),
        ("үміт", "умит", True),
        ("Есиркеп", "Исиркеп", False),
        ("сот", "сат", False),
    ],
)
def test_words_that_differ_by_mistaken_letters_have_one_key(one: str, other: str, same: bool) -> None:
    assert (fold(one) == fold(other)) is same


@pytest.mark.parametrize(
    ("word", "at", "reason"),
    [
        ("балллар", "ллл", "three times"),
        ("баалар", "аа", "doubled vowel"),
        ("баахен", "аа", "doubled vowel"),  # only a name's beginning may have it
        ("кіітап", "іі", "doubled vowel"),
        ("тарии", "ии", "doubled vowel"),
        ("мұғалімдерініның", "імдерініның", "ending twice"),
        ("кітапғы", "пғ", "after п"),
        ("кітапге", "пг", "after п"),
        ("қелді", "қе", "before a front vowel"),
        ("ғіл", "ғі", "before a front vowel"),
        ("бөлүқ", "үқ", "after a front vowel"),
        ("жүрегіқпен", "іқ", "after a front vowel"),
    ],
)
def test_what_no_kazakh_word_has(word: str, at: str, reason: str) -> None:
    found = impossible(word)
    assert found is not None
    assert reason in found[1]
    assert word[slice(*found[0])] == at


@pytest.mark.parametrize(
    "word",
    [
        "балалар",
        "кітап",
        "қоғам",
        "бөлімінің",
        "тарихи",
        "миллиин",
        "ешқандай",
        "бірқатар",
        "аққу",
        "вакуум",
        "ғейбат",
        "аахен",
        "исаак",
        "зоопарк",
        "жүрекке",
    ],
)
def test_what_kazakh_words_have(word: str) -> None:
    assert impossible(word) is None


@pytest.mark.parametrize(
    ("word", "breaks"),
    [
        ("балалар", False),
        ("мектептер", False),
        ("кітап", True),
        ("балаге", True),
        ("мұғалім", True),
        ("сәуық", True),
        ("бр", False),
        ("иу", False),
    ],
)
def test_back_and_front_vowels(word: str, breaks: bool) -> None:
    assert breaks_harmony(word) is breaks


@pytest.mark.parametrize(
    ("short", "name", "fits"),
    [
        ("ҰҚК", "Ұлттық қауіпсіздік комитеті", True),
        ("ҰК", "Ұлттық қауіпсіздік комитеті", True),  # a word may be passed over
        ("ҚҰК", "Ұлттық қауіпсіздік комитеті", False),  # the order counts
        ("ҰҚКК", "Ұлттық қауіпсіздік комитеті", False),  # a word gives one letter
        ("ЭЫДҰ", "Экономикалық ынтымақтастық-даму ұйымы", True),  # each part of a hyphenated word
        ("ҚР", "қазақстан республикасы", True),
    ],
)
def test_initials(short: str, name: str, fits: bool) -> None:
    assert fits_initials(short, name.split()) is fits


@pytest.mark.parametrize(
    ("name", "latin"), [("Қазақстан", "kazakstan"), ("Шымкент", "shymkent"), ("Назарбаев 2-ші", "nazarbaev 2-shi")]
)
def test_names_in_latin_letters(name: str, latin: str) -> None:
    assert romanize(name) == latin


def test_each_letter_that_is_back_or_front_is_a_vowel() -> None:
    assert set("аәеёиоөуұүыіэюя") >= BACK | FRONT
    assert not BACK & FRONT


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("əділ кɵмек ќаржы ѓимарат Əлем", "әділ көмек қаржы ғимарат Әлем"),
        ("Қaла cот мемлeкет пiкір", "Қала сот мемлекет пікір"),
        ("Windows-та iPhone бар, A тобы", "Windows-та iPhone бар, A тобы"),
        ("CITUKтың", "CITUKтың"),
        ("plain text with no schwa", "plain text with no schwa"),
        ("", ""),
    ],
)
def test_look_alike_letters_are_known_for_what_they_stand_for(written: str, meant: str) -> None:
    assert as_meant(written) == meant
    assert len(as_meant(written)) == len(written)


_WRITTEN = st.text("абекоіқabekocxQəɵѓé ,.«–’5" + "".join(SAFE_HOMOGLYPHS), max_size=12)


@given(_WRITTEN, _WRITTEN)
def test_each_word_is_read_as_meant_whatever_stands_beside_it(first: str, second: str) -> None:
    assert as_meant(f"{first} {second}") == f"{as_meant(first)} {as_meant(second)}"
    assert as_meant(f"ə {first}")[2:] == as_meant(first)
