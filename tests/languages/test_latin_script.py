"""Kazakh in Latin script: its alphabets told apart, the text in Cyrillic, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment.languages import detect_language, find_alphabet, is_cyrillic, to_cyrillic, to_latin
from alignment.languages.latin_script import ALPHABETS

# One text in each alphabet.
TEXTS = {
    "cyrillic": "Қазақстан Республикасының Үкіметі жаңа қаулы қабылдады, оған шағым түсті. Ауыл да, айнала да тыныш еді.",
    "2021": "Qazaqstan Respublikasynyñ Ükımetı jaña qauly qabyldady, oğan şağym tüstı. Auyl da, ainala da tynyş edı.",
    "2018": "Qazaqstan Respýblıkasynyń Úkimeti jańa qaýly qabyldady, oǵan shaǵym tústi. Aýyl da, aınala da tynysh edi.",
    "2017": "Qazaqstan Respy'bli'kasynyn' U'kimeti jan'a qay'ly qabyldady, og'an s'ag'ym tu'sti. "
    "Ay'yl da, ai'nala da tynys' edi.",
    "qazaqparat": "Qazaqstan Respwblïkasınıñ Ükimeti jaña qawlı qabıldadı, oğan şağım tüsti. Awıl da, aynala da tınış edi.",
}
LATIN = sorted(ALPHABETS)


@pytest.mark.parametrize("alphabet", LATIN)
def test_a_text_in_each_alphabet_is_known_and_carried_over(alphabet: str) -> None:
    assert find_alphabet(TEXTS[alphabet]) == alphabet
    assert detect_language(TEXTS[alphabet]) == "kk"
    assert to_cyrillic(TEXTS[alphabet], alphabet).text == TEXTS["cyrillic"]
    assert to_latin(TEXTS["cyrillic"], alphabet) == TEXTS[alphabet]


@pytest.mark.parametrize(
    "text",
    [
        "The Government of the Republic adopted a new resolution, and the men of the bar asked a question about quality.",
        "Hükümet ekonomik önlemleri açıkladı ve yeni yasa kabul edildi. Çocuklar okula gitti, öğretmenleriyle konuştu.",
        "Barcha odamlar erkin, qadr-qimmat va huquqlarda teng bo'lib tug'iladilar. Ular aql va vijdon sohibidirlar.",
        TEXTS["cyrillic"],
        "Бүгін Qazaq TV арнасында жаңа бағдарлама басталды, оны көрермендер жылы қабылдады.",
        "12 – 34",
    ],
)
def test_other_texts_are_no_kazakh_in_latin_script(text: str) -> None:
    assert find_alphabet(text) is None


@pytest.mark.parametrize(
    ("alphabet", "latin", "cyrillic"),
    [
        ("2021", "aialdama oian qiiar ūiym kiım Dmitrii raion", "аялдама оян қияр ұйым киім Дмитрий район"),
        ("2021", "patşa hatşy tşempion konstitutsiia etse", "патша хатшы чемпион конституция етсе"),
        ("2021", "İndoneziia IŞKI Işkı İä", "Индонезия ІШКІ Ішкі Иә"),
        ("2018", "Indonezııa Ishki Iá SHAŃYRAQ Shańyraq", "Индонезия Ішкі Иә ШАҢЫРАҚ Шаңырақ"),
        ("2017", "Is'ki I'y'li'i'a S'AN'YRAQ", "Ішкі Юлия ШАҢЫРАҚ"),
        ("2017", "Is’ki sʼan’yraq", "Ішкі шаңырақ"),
        ("qazaqparat", "Yulya İşki şçwka konstïtwcïya yod", "Юля Ішкі щука конституция ёд"),
        ("2021", "ekonomika festivalı aprelde qaharman", "экономика фестивалі апрельде қаһарман"),
    ],
)
def test_what_an_alphabet_writes_alike_is_told_apart(alphabet: str, latin: str, cyrillic: str) -> None:
    assert to_cyrillic(latin, alphabet).text == cyrillic


@pytest.mark.parametrize(
    "kept", ["Windows", "Human Rights Watch", "www.gov.kz/qazaq", "aqparat@mail.kz", "Google", "Қазақ", "2021-2022"]
)
def test_what_is_no_kazakh_in_latin_script_stays_as_it_is(kept: str) -> None:
    view = to_cyrillic(f"Osy {kept} turaly", "2021")
    assert view.text == f"Осы {kept} туралы"


@pytest.mark.parametrize("alphabet", LATIN)
def test_a_span_of_the_view_is_that_of_the_letters_as_written(alphabet: str) -> None:
    written, view = TEXTS[alphabet], to_cyrillic(TEXTS[alphabet], alphabet)
    for word in TEXTS["cyrillic"].replace(",", "").replace(".", "").split():
        start = view.text.index(word)
        a, b = view.written(start, start + len(word))
        assert to_cyrillic(written[a:b], alphabet).text == word
        assert view.seen(a, b) == (start, start + len(word))


@given(st.text(st.sampled_from("abhisñşıúý'’ШшI İyt-q.") | st.characters(), max_size=30), st.sampled_from(LATIN))
def test_places_of_any_text_hold(text: str, alphabet: str) -> None:
    view = to_cyrillic(text, alphabet)
    assert len(view.places) == len(view.text) + 1
    assert list(view.places) == sorted(view.places)
    assert (view.places[0] == 0 or not view.text) and view.places[-1] == len(text)
    for letter, place in zip(view.text, view.places, strict=False):
        assert letter == text[place] or is_cyrillic(letter)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Üniversite öğrencileri sınava girdi.",
            "Bugün hava güzel.",
            "Türkiye Büyük Millet Meclisi",
            "Dün akşam eve geldim.",
        ),
        *("Şirket üretimi artırdı.", "Kitap okumak güzeldir.", "Die Bücher sind schön.", "Årets största händelse är över."),
    ],
)
def test_a_short_text_in_another_language_with_such_letters_is_not_kazakh(text: str) -> None:
    assert find_alphabet(text) is None


@pytest.mark.parametrize(
    "text", ["Üş bala oinap jür.", "Men üige bardym.", "Ol öz elın süiedı.", "Sot şeşım şyğardy.", "Jaña kıtaphana aşyldy."]
)
def test_a_short_kazakh_text_is_known(text: str) -> None:
    assert find_alphabet(text) == "2021"


def test_the_drafts_of_2019_have_a_letter_of_their_own() -> None:
    text = "Jaŋa zaŋ qabyldandy."
    assert to_cyrillic(text, find_alphabet(text) or "").text == "Жаңа заң қабылданды."
