"""Page numbers in all their forms, and what only looks like one."""

from __future__ import annotations

import pytest

from alignment.documents.furniture import page_label
from alignment.documents.reading import parse_document

PAGE = [
    "Қазақстан Республикасының Үкіметі өңірлік даму саласындағы халықаралық қатынастарды",
    "кеңейту туралы шешім қабылдады, ал жаңа бағдарлама бойынша бірнеше ірі жобаға мол",
    "қосымша қаражат бөлінеді және облыс әкімдері жыл сайын халыққа есеп береді деп отыр.",
    "Қоғамдық кеңес мүшелері бағдарламаның орындалуын тексереді және өз ұсыныстарын алдағы",
]
END = "жылы Үкіметке жолдайды."

FORMS = [
    *(
        "– {} –",
        "- {} -",
        "— {} —",
        "Page {} of 10",
        "page {}",
        "p. {}",
        "{}/10",
        "{} / 10",
        "{} of 10",
        "{}-бет",
        "{} бет",
    ),
    *(
        "Бет {}",
        "Бет {} / 10",
        "стр. {}",
        "Стр. {} из 10",
        "{}",
        "[{}]",
        "{} | Есеп",
        "Есеп | {}",
        "Жылдық есеп {}",
        "• {} •",
    ),
]


def texts(*lines: str) -> list[str]:
    return [paragraph.text for paragraph in parse_document("\n".join(lines) + "\n", "x", "kk").paragraphs]


@pytest.mark.parametrize("feed", ["", "\f"])
@pytest.mark.parametrize("blank", [[""], []])
@pytest.mark.parametrize("form", FORMS)
def test_page_numbers_are_no_text(form: str, blank: list[str], feed: str) -> None:
    pages = [[*PAGE, "", form.format(number), *blank, feed] for number in range(3, 7)]
    if not blank and not feed:
        pages = [[*PAGE, PAGE[1], PAGE[1], PAGE[1], PAGE[1], form.format(number)] for number in range(3, 7)]
    lines = [line for page in pages for line in page]
    whole = [
        line for line in lines if line and line not in [form.format(number) for number in range(3, 7)] and line != "\f"
    ]
    assert texts(*lines, END) == [" ".join([*whole, END])]


@pytest.mark.parametrize("form", ["{}", "– {} –"])
def test_roman_numbers_in_lower_case_are_pages(form: str) -> None:
    lines = [line for number in ("i", "ii", "iii", "iv") for line in (*PAGE, "", form.format(number), "")]
    assert texts(*lines, END) == [" ".join([*PAGE * 4, END])]


def test_heads_on_odd_and_even_pages_go_with_their_numbers() -> None:
    heads = ["{} ЕСЕП", "2017 ЖЫЛ {}"]
    lines = [line for number in range(4, 12) for line in (heads[number % 2].format(number), "", *PAGE, "")]
    assert texts("Есеп туралы", "", *lines) == ["Есеп туралы", " ".join(PAGE * 8)]


def test_a_head_without_a_number_goes_where_pages_begin() -> None:
    lines = [line for number in range(4) for line in ("\f" * bool(number) + "Адам құқығы", "", *PAGE, "")]
    assert texts(*lines) == ["Адам құқығы", " ".join(PAGE * 4)]  # the first is the title


@pytest.mark.parametrize("line", ["5-қосымша", "IV", "2017 жыл", "12 адам келді", "Section 5"])
def test_one_line_with_a_number_is_text(line: str) -> None:
    assert line in texts("Бірінші сөйлем осы.", "", line, "", "Екінші сөйлем осы.")


def test_numbers_that_do_not_rise_are_text() -> None:
    assert texts("Есеп.", "", "7/10", "", "Бір.", "", "7/10", "", "Екі.").count("7/10") == 2


@pytest.mark.parametrize(
    ("line", "number"), [("xiv", 14), ("XL", 40), ("– 12 –", 12), ("стр. 3", 3), ("3-бет", 3), ("10 беттің 3-ші беті", 3)]
)
def test_the_number_is_read(line: str, number: int) -> None:
    label = page_label(line)
    assert label is not None
    assert label.number == number


@pytest.mark.parametrize("line", ["12/5", "12.5", "сот", "1995 жылы туған. Ол", "a" * 200 + " 5"])
def test_what_is_no_page_number(line: str) -> None:
    assert page_label(line) is None or page_label(line).form == "head"  # type: ignore[union-attr]
