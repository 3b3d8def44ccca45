"""Which dates are the same in both texts, and which differ."""

from __future__ import annotations

import pytest

from alignment.checks import check
from benchmarks.checks import Case, alignment_of


def found(kk: str, en: str) -> list[tuple[str | None, str | None]]:
    """The marked words of both sides of each finding about dates and numbers."""
    findings = check(alignment_of(Case("dates", "", kk, en)), only=["dates", "numbers"])
    return [(one.kk.text if one.kk else None, one.en.text if one.en else None) for one in findings]


@pytest.mark.parametrize(
    ("kk", "en"),
    [
        (
            "Шарт 15.04.2019 күні жасалып, 31.01.2020 күні аяқталды.",
            "The contract was signed on 04/15/2019 and ended on 2020-01-31.",
        ),
        ("Қарашаның 6-сы күні келді.", "He came on November 6."),
        ("Ол 6-шы қарашада келді.", "He came on the sixth of November."),
        ("Шаралар 1-7 қазан аралығында өтеді.", "The events take place on October 1-7."),
        ("2018 жылдың қаңтар-тамыз айларында өсті.", "It grew in January-August of 2018."),
        ("Ол 26-сы күні келді.", "He came on October 26."),
        ("2018 жылғы III тоқсанда өсті.", "It grew in the third quarter of 2018."),
        ("Әжем базардан үлкен қазан сатып алды.", "My grandmother bought a large cauldron."),
        ("Бұл маусым сәтті болды.", "This season was successful."),
        ("Мария Август ертең шыға алады.", "Maria August may march tomorrow."),
        ("Сот дүйсенбіде басталды.", "The trial began on Monday."),
        ("Ол келді.", "He came on Monday."),  # a weekday is said or left out
        ("Ол былтыр келді.", "He came last year."),
        ("Ол өткен жылы келді.", "He came in 2016."),
        ("Екі жылдың бірінші жартысында.", "In the first half of both years."),
    ],
)
def test_the_same_date(kk: str, en: str) -> None:
    assert [one for one in found(kk, en) if one != (None, "2016")] == []


@pytest.mark.parametrize(
    ("kk", "en", "here", "there"),
    [
        (
            "Шарт 15.05.2019 күні жасалып, 31.01.2020 күні аяқталды.",
            "It was signed on 04/15/2019 and ended on 2020-01-31.",
            "15.05.2019",
            "04/15/2019",
        ),
        ("Шарт 26.10.2019 күні жасалды.", "It was signed on October 26, 2018.", "26.10.2019", "October 26, 2018"),
        ("Шарт 10.26.2018 күні жасалды.", "It was signed on October 26, 2018.", "10.26.2018", "October 26"),
        ("Қарашаның 6-сы күні келді.", "He came on November 8.", "қарашаның 6-сы", "November 8"),
        ("Қазан айында келді.", "He came in September.", "Қазан", "September"),
        ("Ол бейсенбіде келді.", "He came on Tuesday.", "бейсенбіде", "Tuesday"),
        (
            "Роза дүйсенбіде жетіп, дүйсенбіде кетеді.",
            "Rosa arrives on Monday and leaves on Tuesday.",
            "дүйсенбіде",
            "Tuesday",
        ),
        ("Ол ертең келеді.", "He came yesterday.", "ертең", "yesterday"),
        ("Ол келесі жылы келді.", "He came last year.", "келесі жылы", "last year"),
        ("Бірінші жартыда гол соқты.", "He scored in the second half.", "Бірінші жарты", "second half"),
        ("Ол 1-7 қазан аралығында келді.", "He came on October 1-8.", "7 қазан", "8"),
    ],
)
def test_a_wrong_date_is_reported_once_at_that_date(kk: str, en: str, here: str, there: str) -> None:
    assert [(a and a.lower(), b) for a, b in found(kk, en)] == [(here.lower(), there)]


def test_a_day_that_there_is_not() -> None:
    assert found("Ол 31 ақпанда келді.", "He came in winter.") == [("31 ақпанда", None)]
    assert found("Ол 31 ақпанда келді.", "He came on February 28.") == [("31 ақпанда", "February 28")]
    assert found("Ол 31 ақпанда келемін деп әзілдеді.", "He joked that he would come on February 31.") == []
