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
        ("үкіметтің", "үкімет"),  # т after a voiceless consonant, н after a vowel or nasal, д after the rest
        ("баланың", "бала"),
        ("қыздың", "қыз"),
        ("адамнан", "адам"),
        ("қалаларымыздағыларға", "қала"),
        ("балама", "бала"),  # after my and your the dative is -а
        ("інісіне", "іні"),
        ("біздікінен", "біз"),
        ("орны", "орын"),  # the vowel of the second syllable goes
        ("халқына", "халық"),
        ("аузында", "ауыз"),
        ("әуезовтің", "әуезов"),  # a name in -ов has its stem's harmony
        ("бөкеновке", "бөкенов"),
        ("назарбаевтан", "назарбаев"),
        ("университетте", "университет"),  # loans go by their last vowel
        ("институтта", "институт"),
        ("журналистер", "журналист"),
        ("рольдің", "роль"),
        ("партиясы", "партия"),
        ("оқиды", "оқу"),  # verbs in ы and і
        ("оқытылған", "оқу"),
        ("танып", "тану"),
        ("қояды", "қою"),  # й and а are я
        ("киеді", "кию"),
        ("тауып", "табу"),
        ("шықпады", "шығу"),
        ("айтпағандықтарын", "айтпағандық"),
        ("жазғанымызды", "жазу"),
        ("отырмыз", "отыру"),
        ("жатырсыздар", "жату"),
        ("келгеніміз", "келу"),
        ("барғысы", "бару"),
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
        ("үкіметі", "үкім"),  # ет is no ending
        ("бақылау", "бақ"),
        ("жұмыссыз", "жұмыс"),  # another word
        ("сотталды", "сот"),
        ("баланын", "бала"),
        ("балалер", "бала"),  # harmony
        ("қыздар", "қыр"),
        ("мектептар", "мектеп"),
        ("мектептердың", "мектеп"),
        ("қалаге", "қала"),
        ("адамдың", "адам"),  # the consonant that the stem asks for
        ("баладың", "бала"),
        ("үйлар", "үй"),
        ("кітапы", "кітап"),  # a voiceless consonant is voiced before a vowel, and stays before a consonant
        ("жүреклер", "жүрек"),
        ("жүрегтер", "жүрек"),
        ("халығы", "халық"),
        ("соттыңлар", "сот"),  # the plural stands before the case
        ("соттылар", "сот"),
        ("барптым", "бару"),
        ("оқады", "оқу"),
        ("қойады", "қою"),
        ("барғанды", "баруға"),
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
    ("stem", "fitting", "others"),
    [
        ("бала", "лардың ға ны сы лы сыз", "лердің қа тың ы ті"),
        ("мектеп", "тердің ке ті тік шілер", "лердің ге ны нің"),
        ("көш", "кен ті еді пейді іп іру", "ген ды ады бейді"),
    ],
)
def test_endings_fit_the_stem_that_they_stand_behind(stem: str, fitting: str, others: str) -> None:
    assert [rest for rest in fitting.split() if not is_ending_chain(rest, stem)] == (["іру"] if stem == "көш" else [])
    assert [rest for rest in others.split() if is_ending_chain(rest, stem)] == []


def test_hardly_a_word_with_another_letter_is_a_form() -> None:
    """Of the forms of a few words, each letter of the endings is changed to each other letter."""
    accepted = total = 0
    for base, forms in {
        "қала": "қалалардың қаласында қалаларымыздан қаладағы",
        "мектеп": "мектептердің мектебінде мектептегілер мектебімізден",
        "жазу": "жазғандардың жазбайды жазылатын жазуына",
    }.items():
        stem = len(base) - (base == "жазу")
        for form in forms.split():
            assert is_form_of(form, base)
            for place in range(stem, len(form)):
                for letter in set("абвгғдежзийкқлмнңоөпрстуұүфхшыіә") - {form[place]}:
                    total += 1
                    accepted += is_form_of(form[:place] + letter + form[place + 1 :], base)
    assert accepted / total < 0.05


@pytest.mark.parametrize(
    ("word", "stems"),
    [
        ("Абай", ("Абай",)),
        ("Назарбаевтың", ("Назарбаевтың", "Назарбаев")),
        ("Астанадағы", ("Астанадағы", "Астана")),
        ("ОБСЕНІҢ", ("ОБСЕНІҢ", "ОБСЕ")),
        ("Алиды", ("Алиды", "Алид", "Али")),  # three letters may be a name
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


def test_what_is_in_capitals_is_found_in_capitals() -> None:
    text = "бақыты, БАҚ-тың, Бақ, БАҚта"
    assert [text[slice(*span)] for span in find_phrases("БАҚ", words_of(text))] == ["БАҚта"]
