"""Numbers in figures, words and Roman numerals: what they mean by each language's custom, and what stands with them."""

from __future__ import annotations

import pytest

from alignment.files import known_rows
from alignment.languages import NUMERALS, find_numbers
from alignment.languages.language_tables import LANGUAGE_TABLES
from alignment.records import Side


def values(text: str, side: Side) -> list[tuple[float, ...]]:
    return [number.values for number in find_numbers(text, side)]


@pytest.mark.parametrize(
    ("side", "text", "meant"),
    [
        ("kk", "3,4", (3.4,)),
        ("kk", "30,000", (30.0, 30_000.0)),  # the language's own custom comes first
        ("kk", "1 250", (1250.0,)),
        ("kk", "1\u00a0250,5", (1250.5,)),
        ("kk", "12 345 678", (12_345_678.0,)),
        ("kk", "1.250.000", (1_250_000.0,)),
        ("kk", "1,2,3", (123.0,)),  # by neither custom
        ("kk", "2,5 млн.", (2_500_000.0,)),
        ("kk", "3 млрд", (3e9,)),
        ("kk", "4 триллион", (4e12,)),
        ("kk", "6 мыңнан", (6000.0,)),
        ("en", "3.4", (3.4,)),
        ("en", "3,4", (3.4,)),
        ("en", "30,000", (30_000.0,)),  # no English text has decimals so
        ("en", "1,250.5", (1250.5,)),
        ("en", "1,250,000", (1_250_000.0,)),
        ("en", "1.5 million", (1_500_000.0,)),
        ("en", "2 billion", (2e9,)),
        ("en", "$5bn", (5e9,)),
        ("en", "€3k", (3000.0,)),
        ("en", "US$7m", (7e6,)),
        ("en", "5m", (5.0,)),  # metres, where no currency stands before
    ],
)
def test_figures(side: Side, text: str, meant: tuple[float, ...]) -> None:
    assert values(text, side) == [meant]


@pytest.mark.parametrize(
    ("side", "text", "meant"),
    [
        ("kk", "он бес", [15]),
        ("kk", "отыз бес", [35]),
        ("kk", "жүз", [100]),
        ("kk", "жүз елу", [150]),
        ("kk", "екі жүз отыз төрт", [234]),
        ("kk", "екі мың он жеті", [2017]),
        ("kk", "үш миллион екі жүз мың бес", [3_200_005]),
        ("kk", "мыңдай", [1000]),
        ("kk", "онға", [10]),
        ("kk", "жиырмадан", [20]),
        ("kk", "бес алты", [5, 6]),  # five or six
        ("kk", "алпыс жетпіс", [60, 70]),
        ("kk", "он, бес", [10, 5]),
        ("kk", "он он", [10, 10]),
        ("kk", "бесеу жетеуі екеуінің", [5, 7, 2]),
        ("kk", "үш жарым", [3.5]),
        ("kk", "жарты жартысы", [0.5, 0.5]),
        ("kk", "үштен бір", [1 / 3]),
        ("kk", "төрттен үш", [0.75]),
        ("kk", "үштен бірі", [1 / 3]),
        ("kk", "үш жақты комиссия", []),  # tripartite
        ("kk", "ол үшін оны бірге алтын", []),
        ("en", "fifteen", [15]),
        ("en", "thirty-five", [35]),
        ("en", "one hundred and fifty", [150]),
        ("en", "two hundred thirty-four", [234]),
        ("en", "two thousand seventeen", [2017]),
        ("en", "two thousand and five", [2005]),
        ("en", "one million two hundred thousand five", [1_200_005]),
        ("en", "a hundred", [100]),
        ("en", "one two", [1, 2]),
        ("en", "forty fifty", [40, 50]),
        ("en", "thirty and forty", [30, 40]),
        ("en", "five, six", [5, 6]),
        ("en", "two thirds", [2 / 3]),
        ("en", "three quarters", [0.75]),
        ("en", "four fifths", [0.8]),
        ("en", "one half", [0.5]),
        ("en", "half of both", [0.5, 2]),
        ("en", "two seconds", [2]),
    ],
)
def test_words(side: Side, text: str, meant: list[float]) -> None:
    numbers = find_numbers(text, side)
    assert [number.value for number in numbers] == pytest.approx(meant)
    assert all(number.form == "words" and not number.ordinal for number in numbers)


@pytest.mark.parametrize("side", ["kk", "en"])
def test_each_tens_with_each_unit(side: Side) -> None:
    tens = {word: value for word, value in NUMERALS[side].items() if value >= 20}
    units = {word: value for word, value in NUMERALS[side].items() if 1 <= value < 10}
    assert len(tens) == 8
    assert len(units) == 9
    for ten, more in tens.items():
        for unit, value in units.items():
            assert values(f"{ten} {unit}", side) == [(more + value,)]


@pytest.mark.parametrize(
    ("side", "text", "place"),
    [
        ("kk", "5-ші", 5),
        ("kk", "10-шы", 10),
        ("kk", "5-бап", 5),  # article 5: what is no ending of a case
        ("kk", "бірінші", 1),
        ("kk", "екіншісі", 2),
        ("kk", "жиырма бірінші", 21),
        ("en", "1st", 1),
        ("en", "22nd", 22),
        ("en", "third", 3),
        ("en", "twenty-first", 21),
    ],
)
def test_ordinals(side: Side, text: str, place: int) -> None:
    (number,) = find_numbers(text, side)
    assert (number.value, number.ordinal) == (place, True)


@pytest.mark.parametrize(("text", "end"), [("16-сы келді", "16-сы"), ("7-де", "7-де"), ("2017-2018", "2017")])
def test_a_case_ending_makes_no_ordinal(text: str, end: str) -> None:
    number = find_numbers(text, "kk")[0]
    assert not number.ordinal
    assert text[slice(*number.span)] == end


@pytest.mark.parametrize(
    ("side", "text", "unit"),
    [
        ("kk", "2,5 млн. теңге", "KZT"),
        ("kk", "5 тг.", "KZT"),
        ("kk", "₸ 100", "KZT"),
        ("kk", "3 млрд АҚШ доллары", "USD"),
        ("kk", "40 еуро", "EUR"),
        ("kk", "100 рубль", "RUB"),
        ("kk", "12,5 пайызға", "percent"),
        ("kk", "20-дан астам пайыз", "percent"),
        ("kk", "2 пайыздық тармаққа", "points"),
        ("kk", "алты миллион теңге", "KZT"),
        ("kk", "алты адам", ""),
        ("en", "five tenge", "KZT"),
        ("en", "KZT 500", "KZT"),
        ("en", "500 KZT", "KZT"),
        ("en", "$1.5 million", "USD"),
        ("en", "7 U.S. dollars", "USD"),
        ("en", "2 million dollars", "USD"),
        ("en", "8 euros", "EUR"),
        ("en", "9 rubles", "RUB"),
        ("en", "£20", "GBP"),
        ("en", "₽20", "RUB"),
        ("en", "5%", "percent"),
        ("en", "2 per cent", "percent"),
        ("en", "5 percentage points", "points"),
        ("en", "5 people", ""),
    ],
)
def test_what_is_counted(side: Side, text: str, unit: str) -> None:
    (number,) = find_numbers(text, side)
    assert number.unit == unit


@pytest.mark.parametrize(
    ("text", "meant"), [("IV", 4), ("V", 5), ("VIII", 8), ("IX", 9), ("X", 10), ("XIV", 14), ("XIX", 19), ("XXXVI", 36)]
)
def test_roman_numerals(text: str, meant: int) -> None:
    (number,) = find_numbers(f"the {text} century", "en")
    assert (number.value, number.form, number.ordinal, number.span) == (meant, "roman", True, (4, 4 + len(text)))


def test_the_pronoun_is_no_roman_numeral() -> None:
    assert find_numbers("I came; MIXED", "en") == []


@pytest.mark.parametrize(
    ("text", "weak"),
    [
        ("one", True),
        ("two", True),
        ("half", True),
        ("three", False),
        ("third", True),
        ("2", False),
        ("3rd", False),
        ("II", False),
    ],
)
def test_what_languages_may_differ_in_saying(text: str, weak: bool) -> None:
    (number,) = find_numbers(text, "en")
    assert number.is_weak is weak


@pytest.mark.parametrize(
    ("kk", "en", "equal"),
    [("30,000", "30,000", True), ("30,000", "30", True), ("2,5", "2.5", True), ("2,5", "25", False), ("2,5", "2.4", False)],
)
def test_two_numbers_are_equal_where_they_have_a_meaning_in_common(kk: str, en: str, equal: bool) -> None:
    assert find_numbers(kk, "kk")[0].equals(find_numbers(en, "en")[0]) is equal


@pytest.mark.parametrize(
    ("side", "text", "marked"),
    [
        ("kk", "Оған 2,5 млн. теңге берді.", ["2,5 млн."]),
        ("kk", "3 млрд. теңге, 4 трлн. теңге", ["3 млрд.", "4 трлн."]),
        ("kk", "5, мың адам", ["5", "мың"]),
        ("kk", "5-бапта", ["5"]),
        ("kk", "Үш жылда он бес адам, XIX ғасырда 7 адам", ["Үш", "он бес", "XIX", "7"]),
        ("en", "About $5bn in twenty-one years", ["5bn", "twenty-one"]),
        ("en", "It took 1,250.5 hours.", ["1,250.5"]),
        ("en", "two thirds of them", ["two thirds"]),
    ],
)
def test_a_number_is_marked_with_its_multiplier_in_the_order_of_the_text(side: Side, text: str, marked: list[str]) -> None:
    assert [text[slice(*number.span)] for number in find_numbers(text, side)] == marked


@pytest.mark.parametrize(("text", "figures"), [("2,5 млн. теңге", "2,5"), ("5-ші", "5"), ("он бес", "")])
def test_the_figures_as_they_are_written(text: str, figures: str) -> None:
    assert find_numbers(text, "kk")[0].figures == figures


def test_every_ending_of_a_case_belongs_to_the_figures() -> None:
    for row in known_rows(LANGUAGE_TABLES / "numeral_case_endings.tsv"):
        for ending in row["endings"].split():
            (number,) = find_numbers(f"5-{ending}", "kk")
            assert (number.ordinal, number.span) == (False, (0, 2 + len(ending))), ending


def test_a_name_behind_figures_is_no_ending() -> None:
    (number,) = find_numbers("2017-Астана", "kk")
    assert (number.ordinal, number.span) == (False, (0, 4))


@pytest.mark.parametrize(
    ("side", "text", "meant"),
    [
        ("kk", "½ сағат", 0.5),
        ("kk", "1½ сағат", 1.5),
        ("kk", "3/4", 0.75),
        ("kk", "2 жарым", 2.5),
        ("kk", "бір жарым миллион", 1_500_000),
        ("kk", "екі сағат жарым", 2.5),
        ("kk", "төрттен үшін жеді", 0.75),
        ("kk", "бестің екісі", 0.4),
        ("kk", "ширегі", 0.25),
        ("en", "1 1/2", 1.5),
        ("en", "¾", 0.75),
        ("en", "a third of them", 1 / 3),
        ("en", "half a million", 500_000),
        ("en", "a million and a half", 1_500_000),
        ("en", "an hour and a half", 1.5),
        ("en", "three years and a half", 3.5),
        ("en", "six-and-thirty", 36),
        ("kk", "5 млн 300 мың теңге", 5_300_000),
        ("kk", "1 мың 200 адам", 1200),
        ("en", "two dozen", 24),
        ("kk", "−25 °C", -25),
        ("kk", "-10 градус", -10),
        ("en", "minus 5 degrees", -5),
        ("kk", "15-тік", 15),
        ("kk", "20-мен", 20),
        ("kk", "бестік", 5),
        ("kk", "екеуміз", 2),
        ("kk", "ХХІ ғасыр", 21),
        ("kk", "ХІХ ғасыр", 19),
        ("kk", "алғашқы", 1),
    ],
)
def test_one_number_of_many_words_and_signs(side: Side, text: str, meant: float) -> None:
    (number,) = find_numbers(text, side)
    assert number.value == pytest.approx(meant)


@pytest.mark.parametrize(
    "text",
    [
        "ондай адам",
        "бесін намазы",
        "жүзбе-жүз кездесті",
        "тоқсан сайын",
        "Х. Досмұхамедов",
        "тоқсандық есеп",
        "бірлік",
        "ондағы адам",
    ],
)
def test_words_and_letters_that_only_look_like_numbers(text: str) -> None:
    assert find_numbers(text, "kk") == []


@pytest.mark.parametrize(
    ("side", "text", "order"),
    [
        ("kk", "жүздеген", 100),
        ("kk", "ондаған мың", 10_000),
        ("kk", "бірнеше жүз", 100),
        ("en", "hundreds", 100),
        ("en", "tens of thousands", 10_000),
        ("en", "several hundred", 100),
    ],
)
def test_orders_of_magnitude(side: Side, text: str, order: float) -> None:
    (number,) = find_numbers(text, side)
    assert (number.value, number.rough) == (order, True)


@pytest.mark.parametrize(
    ("side", "text", "kind"),
    [
        ("kk", "2:1 есебімен", "score"),
        ("kk", "2-1 есебімен", "score"),
        ("en", "won 2–1", "score"),
        ("kk", "+7 (727) 555-00-00", "telephone"),
        ("en", "COVID-19", "label"),
        ("kk", "Б-612", "label"),
        ("kk", "10.14.2", "label"),
        ("kk", "1980-жылдары", "decade"),
        ("kk", "80-жылдардың", "decade"),
        ("kk", "сексенінші жылдары", "decade"),
        ("en", "the 1980s", "decade"),
        ("en", "the eighties", "decade"),
        ("en", "mid-1990s", "decade"),
        ("en", "5-10 people", "amount"),
    ],
)
def test_kinds(side: Side, text: str, kind: str) -> None:
    assert find_numbers(text, side)[0].kind == kind


@pytest.mark.parametrize(
    ("kk", "en"),
    [
        ("+7 (727) 555-00-00", "+7 727 555 00 00"),
        ("80-жылдары", "the 1980s"),
        ("сексенінші жылдары", "the 80s"),
        ("25 градус аяз", "−25 °C"),
        ("ХХІ ғасыр", "the 21st century"),
        ("2:1 есебімен", "won 2–1"),
    ],
)
def test_what_is_one_number_in_both_languages(kk: str, en: str) -> None:
    assert find_numbers(kk, "kk")[0].equals(find_numbers(en, "en")[0])


@pytest.mark.parametrize(
    ("side", "text", "values"),
    [
        ("kk", "5-10 млн", [(5, 5e6), (1e7,)]),
        ("kk", "екі-үш мың", [(2, 2000), (3000,)]),
        ("kk", "100-ден 300 мың теңгеге", [(100, 1e5), (3e5,)]),
        ("en", "three or four hundred", [(3, 300), (400,)]),
        ("kk", "2017–18", [(2017,), (2018, 18)]),
    ],
)
def test_the_first_of_a_range_may_mean_what_the_last_says(side: Side, text: str, values: list[tuple[float, ...]]) -> None:
    assert [number.values for number in find_numbers(text, side)] == values


def test_numbers_of_a_list_share_the_unit_of_the_last() -> None:
    assert [number.unit for number in find_numbers("30, 40 және 50 пайыз", "kk")] == ["percent"] * 3
    assert [number.unit for number in find_numbers("2017, 40 пайыз", "kk")] == ["", "percent"]


@pytest.mark.parametrize("text", ["оншақты", "он шақты", "ондай-ақ емес, он шақты"])
def test_about_so_many_may_be_a_little_more(text: str) -> None:
    assert find_numbers(text, "kk")[0].values == (10, 9, 12)
