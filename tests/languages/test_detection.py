"""Which language a text is in, told by its letters."""

from __future__ import annotations

import pytest

from alignment.exceptions import UnknownLanguage
from alignment.languages import LANGUAGES, detect_language, find_language

KK = "Қазақстан Республикасының Үкіметі есеп берді. "
RU = "Правительство Республики представило доклад. "
EN = "The government presented a report. "


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (KK, "kk"),
        (KK.upper(), "kk"),
        (EN, "en"),
        (KK + EN, "kk"),  # the script that has more than half of the letters
        (KK + EN * 3, "en"),
        ("123 – " * 50 + EN, "en"),  # only letters count
        ("і" * 3 + "а" * 97, "kk"),  # 3 in 100 letters are Kazakh's own: more than 2 do
        ("і" * 3 + "о" * 97, "kk"),
        ("Алматы – Астана.", "kk"),  # too short to have letters of Kazakh's own
        ("Балалар мектепке барды. Олар жаттап алды.", "kk"),
        ("Президент", "kk"),  # a word of both languages is not plainly Russian
        ("a" * 51 + "а" * 49, "en"),
        ("a" * 49 + "ә" * 51, "kk"),
    ],
)
def test_the_language_of_a_text(text: str, code: str) -> None:
    assert detect_language(text) == code


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no letters"),
        ("12 – 34", "no letters"),
        (RU, "is it Russian"),
        ("і" * 2 + "о" * 98, "is it Russian.*--as-given"),
        ("Все люди рождаются свободными", "is it Russian"),
        (RU * 3 + EN, "is it Russian"),
        ("Η κυβέρνηση", "neither"),
        ("a" * 50 + "ә" * 50, "neither"),
        ("a" * 30 + "ә" * 30 + "ω" * 40, "neither"),
        ("é" * 60 + "a" * 40, "neither"),
    ],
)
def test_what_is_in_no_known_language_is_said(text: str, said: str) -> None:
    with pytest.raises(UnknownLanguage, match=said):
        detect_language(text)


def test_the_beginning_of_a_long_text_tells() -> None:
    assert detect_language("a" * 20_000 + "ә" * 60_000) == "en"
    assert detect_language("ә" * 20_000 + "a" * 60_000) == "kk"
    # The sample is of letters: what stands between them does not use it up.
    assert detect_language(" a" * 7_000 + "ә" * 12_000) == "kk"


def test_a_language_is_found_by_its_code() -> None:
    assert list(LANGUAGES) == ["kk", "en"]
    assert [find_language(code).name for code in LANGUAGES] == ["Kazakh", "English"]
    for code in ("ru", "", "k", "kkk", "english", "enm", "ky-KZ"):
        with pytest.raises(UnknownLanguage, match=f"'{code}': use one of kk, en"):
            find_language(code)


@pytest.mark.parametrize(
    ("code", "side"),
    [
        *(
            (code, "kk")
            for code in ("kk", "KK", "kaz", "kk-KZ", "KK_KZ", "kk-Cyrl-KZ", "kk_Latn", "kaz-Cyrl", " kk ", "kz-KZ")
        ),
        *((code, "en") for code in ("en", "eng", "ENG", "en_US", "en-GB-oxendict", "en-us", "en_US.UTF-8", "en-x-legal")),
    ],
)
def test_a_language_is_known_however_its_code_is_written(code: str, side: str) -> None:
    assert find_language(code).code == side


@pytest.mark.parametrize(
    ("code", "heading", "matches"),
    [
        ("kk", "1-бөлім. Тақырып", True),
        ("kk", "2 - Тарау: Тақырып", True),
        ("kk", "3-бөлiм", True),  # a Latin i
        ("kk", "бөлім 1", False),
        ("kk", "1-бөлімше", False),
        ("en", "Section 1. Title", True),
        ("en", "CHAPTER IV: Title", True),
        ("en", "Part 2", True),
        ("en", "Section Title", False),
        ("en", "Sections 1", False),
    ],
)
def test_numbered_headings(code: str, heading: str, matches: bool) -> None:
    assert bool(find_language(code).section_heading.match(heading)) is matches


@pytest.mark.parametrize(
    ("code", "heading", "matches"),
    [
        ("kk", "a. Тақырып", True),
        ("kk", "а. Тақырып", True),  # Cyrillic
        ("kk", "с. Тақырып", True),
        ("kk", "е. Тақырып", True),
        ("kk", "б. Тақырып", False),
        ("en", "h. Title", True),
        ("en", "i. Title", False),
        ("en", "а. Title", False),  # Cyrillic
        ("en", "a.Title", False),
        ("en", "a. ", False),
    ],
)
def test_lettered_headings(code: str, heading: str, matches: bool) -> None:
    assert bool(find_language(code).lettered_heading.match(heading)) is matches


def test_look_alike_letters_tell_kazakh() -> None:
    assert detect_language("Ќазаќстан Республикасы жаѓдайы жайлы əділ сɵз айтты.") == "kk"
