"""Which numbers answer to one another where neither side has the other's."""

from __future__ import annotations

import pytest

from alignment.checks import check
from benchmarks.checks import Case, alignment_of


def found(kk: str, en: str) -> list[tuple[str | None, str | None]]:
    """The marked words of both sides of each finding."""
    findings = check(alignment_of(Case("numbers", "", kk, en)), only=["numbers"])
    return [(one.kk.text if one.kk else None, one.en.text if one.en else None) for one in findings]


def test_numbers_in_like_places_answer_to_one_another() -> None:
    kk = "Жиынға 43 адам келді, ал кешке қарай бәрі 75 кітаппен үйлеріне қайтты."
    en = "At first 34 people came to the meeting, and at night all of them went home with 57 books."
    assert found(kk, en) == [("43", "34"), ("75", "57")]


def test_numbers_far_from_one_another_do_not() -> None:
    kk = "Жиынға 43 адам келді, содан кейін бәрі кітаптарымен үйлеріне қайтты."
    en = "At first people came to the meeting, then all of them went home with 57 books and 69 pens."
    assert set(found(kk, en)) == {("43", None), (None, "57"), (None, "69")}


def test_the_only_number_of_either_side_answers_wherever_it_stands() -> None:
    kk = "Жиынға 43 адам келді, содан кейін бәрі кітаптарымен үйлеріне қайтты."
    en = "People came to the meeting, then all of them went home with their books, and those were 57."
    assert found(kk, en) == [("43", "57")]


@pytest.mark.parametrize("percent", [True, False])
def test_a_percentage_rather_answers_to_a_percentage(percent: bool) -> None:
    # Both English numbers stand about as far into the text; the unit decides.
    en = "Some 57 percent of 69 people came." if percent else "Some 57 people, 69 percent of them, came."
    kk = "Адамдардың 43 пайызы келді."
    assert ("43", "57" if percent else "69") in found(kk, en)


SAME = [
    # Fractions and halves
    ("Ол бір жарым сағат жүріп, нанның төрттен үшін жеді.", "He walked for 1½ hours and ate ¾ of the bread."),
    ("Халықтың үштен екісі келді.", "Two thirds of the population came."),
    ("Халықтың жартысы келді.", "50 percent of the population came."),
    ("Бұған екі сағат жарым кетті.", "It took two and a half hours."),
    # Endings, words for figures, thousands
    (
        "Олардың 20-сымен сөйлесті, 15-тік зауыт 2017-нің соңында тоқтады.",
        "He spoke with 20 of them; plant no. 15 stopped in late 2017.",
    ),
    ("Жиырма бес адам келді.", "25 people came."),
    ("Қорға 5 млн 300 мың теңге түсті.", "The fund received 5.3 million tenge."),
    ("Баға 5-10 мың теңге.", "The price is 5,000 to 10,000 tenge."),
    # Decades, centuries, seasons of two years
    ("Бұл 80-жылдары болды.", "It was in the 1980s."),
    ("Бұл тоқсаныншы жылдардың ортасында болды.", "It was in the mid-nineties."),
    ("Бұл ХХІ ғасырда болды.", "It was in the 21st century."),
    ("2017–18 жылғы маусым аяқталды.", "The season of 2017 to 2018 is over."),
    # Times, scores, telephone numbers
    ("Жиналыс 17:30-да басталып, кешкі сағат 7-де аяқталды.", "The meeting began at 5:30 p.m. and ended at 7 p.m."),
    ("«Қайрат» 2:1 есебімен жеңіп, кейін 0:3 есебімен ұтылды.", "Kairat won 2–1 and then lost 0–3."),
    ("«Қайрат» 0:3 есебімен ұтылды.", "Kairat lost 3–0."),
    ("+7 (727) 555-00-00 нөміріне қоңырау шалыңыз.", "Call +7 727 555 00 00."),
    # Units
    (
        "Көпірдің ұзындығы 8 км, жүк көлігінің салмағы 2 тонна.",
        "The bridge is 5 miles long and the truck weighs 4,400 pounds.",
    ),
    ("Ауыл 20 миль (32 км) жерде.", "The village is 20 miles away."),
    ("Ол бір жарым жыл күтті.", "He waited for 18 months."),
    ("Оны бір тәулік ұстады.", "He was held for 24 hours."),
    ("Ол екі апта демалды.", "He rested for a fortnight."),
    ("Температура 25 градус аяз болды.", "The temperature was −25 °C."),
    # Orders of magnitude, idioms, numbers in names
    ("Жүздеген адам келді.", "Hundreds of people came."),
    ("Оншақты адам келді.", "About a dozen people came."),
    ("Мыңдаған шақырым жол.", "A thousand miles of road."),
    (
        "Ол бірден келісті, бірақ жүзбе-жүз кездескенде айнып қалды.",
        "At first he agreed, but he changed his mind face to face.",
    ),
    ("COVID-19 кезінде A320 ұшағы 8.1 нұсқасын пайдаланды.", "During COVID-19 the A320 aircraft used version 8.1."),
    ("Кездесуге екеуміз бардық.", "Both of us went to the meeting."),
    ("Баға екі есе өсті.", "The price doubled."),
    # A date told in another form
    ("Оны 26.10.2018 күні ұстады.", "He was detained on October 26, 2018."),
    ("Жоба 10-нан басталады деп күтілуде, қараша айында.", "The project is expected to start on November 10."),
]

DIFFERENT = [
    # What: (kk, en, marked on the Kazakh side, marked on the English side)
    ("Ол екі жарым сағат жүрді.", "He walked for 1½ hours.", "екі жарым", "1½"),
    ("Халықтың төрттен бірі келді.", "A third of the population came.", "төрттен бірі", "third"),
    ("Баға үш есе өсті.", "The price doubled.", "үш", "doubled"),
    ("Бұл 70-жылдары болды.", "It was in the 1980s.", "70", "1980"),
    ("Бұл ХХ ғасырда болды.", "It was in the 21st century.", "ХХ", "21st"),
    ("Жиналыс 18:30-да басталды.", "The meeting began at 5:30 p.m.", "18:30-да", "5:30 p.m."),
    ("«Қайрат» 2:2 есебімен ойнады.", "Kairat drew 1–1.", "2:2", "1–1"),
    ("«Қайрат» 1:2 есебімен ойнады.", "Kairat played and the score was 2–1.", "1:2", "2–1"),
    ("Көпірдің ұзындығы 9 км.", "The bridge is 5 miles long.", "9", "5"),
    ("Оған 5 ай уақыт кетті.", "It took 5 years.", "5 ай", "5 years"),
    ("Ұзындығы 30 километр.", "It is 30 meters long.", "30 километр", "30 meters"),
    ("Температура 25 градус болды.", "The temperature was −25 °C.", "25", "−25"),
    ("Оған 3 млрд теңге бөлінді.", "It received 3 million tenge.", "3 млрд", "3 million"),
    ("Қорға 380 теңге түсті.", "The fund received 380,000 tenge.", "380", "380,000"),
    ("Бір жыл өтті, 13 ай қалды.", "A year passed; 12 months are left.", "13", "12"),
    ("Олар жеті апта күтті.", "Six weeks they waited.", "жеті", "Six"),
    ("Ол екінші болып келді.", "He came third.", "екінші", "third"),
    ("Ол бес баланы көрді, үш ат, бес ит келді.", "He saw five children; three horses and four dogs came.", "бес", "four"),
    ("Қысқарту 12-10 пайыз болды.", "The cut was 10-12 percent.", "12-10", "10-12"),
]


@pytest.mark.parametrize(("kk", "en"), SAME)
def test_what_is_the_same_in_another_form(kk: str, en: str) -> None:
    findings = check(alignment_of(Case("", "", kk, en)), only=["numbers", "dates", "percentages", "money", "bounds"])
    assert [(str(one.message), one.kk and one.kk.text, one.en and one.en.text) for one in findings] == []


@pytest.mark.parametrize(("kk", "en", "here", "there"), DIFFERENT)
def test_what_differs_is_found_once_where_it_stands(kk: str, en: str, here: str, there: str) -> None:
    assert found(kk, en) == [(here, there)]


@pytest.mark.parametrize(
    ("kk", "en", "missing"),
    [
        ("Ол апта сайын келіп, есеп берді.", "He came every week for 7 hours and reported.", "7"),
        ("Ол жыл сайын келіп, есеп берді.", "He came every year with 12 friends and reported.", "12"),
        ("Ол ай сайын келіп, есеп берді.", "He came every month with 30 friends and reported.", "30"),
    ],
)
def test_a_unit_excuses_only_the_number_that_counts_it(kk: str, en: str, missing: str) -> None:
    assert found(kk, en) == [(None, missing)]


def test_a_number_that_moved_to_another_sentence_of_the_link_is_there() -> None:
    assert found("Ол 58 кітап алды. Кейін 43 дәптер алды.", "Later he bought 43 notebooks. He had bought 58 books.") == []


@pytest.mark.parametrize(
    ("kk", "en", "direction"),
    [
        ("Шеруге 100-ден астам адам келді.", "Fewer than 100 people came.", "more"),
        ("Шеруге 100-ден аз адам келді.", "More than 100 people came.", "less"),
        ("Бағасы 20 мың теңгеден аспайды.", "It costs more than 20,000 tenge.", "less"),
    ],
)
def test_more_for_less(kk: str, en: str, direction: str) -> None:
    (finding,) = check(alignment_of(Case("", "", kk, en)), only=["bounds", "numbers"])
    assert str(finding.message).startswith(f"“{direction} than” here")


@pytest.mark.parametrize(
    ("kk", "en"),
    [
        ("Шеруге 100-ден астам адам келді.", "Over 100 people came."),
        ("Қабырға бес метрден кем түспейді.", "The wall is at least five meters high."),
        ("Шеруге 100-ден артық емес адам келді.", "No more than 100 people came."),
    ],
)
def test_limits_that_agree(kk: str, en: str) -> None:
    assert check(alignment_of(Case("", "", kk, en)), only=["bounds", "numbers"]) == []
