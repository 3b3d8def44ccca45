"""Dates: which words are months, which day and quarter they have, and where each stands."""

from __future__ import annotations

import pytest

from alignment.languages import MONTHS, find_dates
from alignment.records import Side


def dates(text: str, side: Side) -> list[tuple[int, int, int]]:
    return [(date.month, date.day, date.quarter) for date in find_dates(text, side)]


@pytest.mark.parametrize("side", ["kk", "en"])
def test_every_month_is_known_by_its_name(side: Side) -> None:
    for number, name in enumerate(MONTHS[side], 1):
        assert dates(f"7 {name}", side) == [(number, 7, 0)]
        assert dates(f"{name} 2019" if side == "en" else f"{name} айы", side) == [(number, 0, 0)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1 қаңтарда", [(1, 1, 0)]),
        ("31 желтоқсан күні", [(12, 31, 0)]),
        ("32 мамыр", [(5, 32, 0)]),  # there is no such day; the check says so
        ("0 мамыр", [(5, 0, 0)]),
        ("5 қыркүйегінде", [(9, 5, 0)]),
        ("ҚЫРКҮЙЕКТЕ, ", [(9, 0, 0)]),
        ("Қараша.", [(11, 0, 0)]),
        ("(тамыз)", [(8, 0, 0)]),
        ("маусымдық жұмыс", []),  # seasonal
        ("3 маусымнан 5 шілдеге", [(6, 3, 0), (7, 5, 0)]),
        ("28 маусымда және шілде айында", [(6, 28, 0), (7, 0, 0)]),
        ("1-тоқсанда", [(0, 0, 1)]),
        ("екінші тоқсанның", [(0, 0, 2)]),
        ("Үшінші тоқсан", [(0, 0, 3)]),
        ("төртінші тоқсан", [(0, 0, 4)]),
        ("I тоқсан, II тоқсан, III тоқсан, IV тоқсан", [(0, 0, 1), (0, 0, 2), (0, 0, 3), (0, 0, 4)]),
        ("5-тоқсан", []),
        ("4-тоқсанда және 2 мамырда", [(0, 0, 4), (5, 2, 0)]),
    ],
)
def test_kazakh_dates(text: str, found: list[tuple[int, int, int]]) -> None:
    assert dates(text, "kk") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("March 31", [(3, 31, 0)]),
        ("March 32", [(3, 0, 0)]),
        ("March 0", [(3, 0, 0)]),
        ("June 2019", [(6, 0, 0)]),
        ("June 1,234", [(6, 0, 0)]),
        ("1st of May", [(5, 1, 0)]),
        ("2nd June, July 3rd, 5th of August", [(6, 2, 0), (7, 3, 0), (8, 5, 0)]),
        ("May 3, 2019", [(5, 3, 0)]),
        ("on Sept. 5, Sep. 6 and Dec. 1", [(9, 5, 0), (9, 6, 0), (12, 1, 0)]),
        ("in Jan. or Feb.", [(1, 0, 0), (2, 0, 0)]),
        ("Dec", []),  # the short form has its point
        ("July and August", [(7, 0, 0), (8, 0, 0)]),
        ("the first quarter", [(0, 0, 1)]),
        ("the Second Quarter, the third quarter", [(0, 0, 2), (0, 0, 3)]),
        ("the fourth quarter", [(0, 0, 4)]),
        ("Q1, Q4 and Q5", [(0, 0, 1), (0, 0, 4)]),
        ("In Q2 and on June 4", [(0, 0, 2), (6, 4, 0)]),
    ],
)
def test_english_dates(text: str, found: list[tuple[int, int, int]]) -> None:
    assert dates(text, "en") == found


@pytest.mark.parametrize(("name", "month"), [("March", 3), ("May", 5), ("August", 8)])
def test_words_and_names_are_surely_months_only_where_something_says_so(name: str, month: int) -> None:
    for text in (f"The {name} drew thousands.", f"{name} they return.", f"{name} of 20 people", f"{name} saw them in 2019"):
        assert [date.is_weak for date in find_dates(text, "en") if date.month] == [True], text
    for text in (f"in {name}", f"Since {name} he waits.", f"late-{name}", f"{name} 2019", f"{name} of 2019", f"{name} 3"):
        assert [(date.month, date.is_weak) for date in find_dates(text, "en")] == [(month, False)], text
    assert not find_dates("The January drew thousands.", "en")[0].is_weak
    assert find_dates("They may march in an august hall.", "en") == []


@pytest.mark.parametrize("name", ["қазан", "маусым"])
def test_a_cauldron_and_a_season_are_surely_months_only_where_something_says_so(name: str) -> None:
    for text in (f"үлкен {name} сатып алды", f"бұл {name} сәтті болды"):
        assert [date.is_weak for date in find_dates(text, "kk")] == [True], text
    for text in (f"{name} айында", f"2018 жылдың {name} айы", f"2018 жылғы {name}", f"5 {name}", f"тамыз-{name}"):
        assert not any(date.is_weak for date in find_dates(text, "kk")), text


@pytest.mark.parametrize(
    ("text", "side", "marked"),
    [
        ("Ол 31 желтоқсан күні келді.", "kk", ["31 желтоқсан күні"]),
        ("Олар шілде айында кетті.", "kk", ["шілде"]),
        ("0 мамыр, 32 мамыр", "kk", ["мамыр", "32 мамыр"]),
        ("He came on May 3, 2019.", "en", ["May 3"]),
        ("In the first quarter and in June", "en", ["first quarter", "June"]),
        ("In Q3 of 2019", "en", ["Q3"]),
    ],
)
def test_a_date_is_marked_without_what_is_around_it(text: str, side: Side, marked: list[str]) -> None:
    assert [text[slice(*date.span)] for date in find_dates(text, side)] == marked


@pytest.mark.parametrize(
    ("text", "side", "day"),
    [
        ("12.04.2017", "kk", (4, 12, 2017)),
        ("12.04.2017", "en", (4, 12, 2017)),
        ("04/15/2019", "en", (4, 15, 2019)),
        ("2019-07-01", "kk", (7, 1, 2019)),
        ("6-шы қараша", "kk", (11, 6, 0)),
        ("қарашаның 6-сы", "kk", (11, 6, 0)),
        ("қараша айының 6-сында", "kk", (11, 6, 0)),
        ("қарашаның алтысында", "kk", (11, 6, 0)),
        ("он бесінші қараша", "kk", (11, 15, 0)),
        ("2017 жылғы 6 қараша", "kk", (11, 6, 2017)),
        ("6 қараша 2017 ж.", "kk", (11, 6, 2017)),
        ("November, 6", "en", (11, 6, 0)),
        ("the sixth of November", "en", (11, 6, 0)),
        ("November 6, 2017", "en", (11, 6, 2017)),
    ],
)
def test_ways_to_write_a_day(text: str, side: Side, day: tuple[int, int, int]) -> None:
    assert [(date.month, date.day, date.year) for date in find_dates(text, side)] == [day]


def test_a_slash_leaves_the_order_of_day_and_month_open_a_point_does_not() -> None:
    (slash,), (point,) = find_dates("04/12/2017", "en"), find_dates("04.12.2017", "kk")
    assert ((slash.month, slash.day), slash.swapped) == ((4, 12), (12, 4))
    assert ((point.month, point.day), point.swapped) == ((12, 4), (0, 0))


@pytest.mark.parametrize(
    ("text", "side", "days"),
    [
        ("1-7 қазан аралығында", "kk", [(10, 1), (10, 7)]),
        ("3 және 5 мамырда", "kk", [(5, 3), (5, 5)]),
        ("October 1-7", "en", [(10, 1), (10, 7)]),
        ("3 and 5 May", "en", [(5, 3), (5, 5)]),
        ("June 5, 20 people", "en", [(6, 5)]),
    ],
)
def test_days_of_one_month(text: str, side: Side, days: list[tuple[int, int]]) -> None:
    assert [(date.month, date.day) for date in find_dates(text, side)] == days


@pytest.mark.parametrize(
    ("text", "possible"),
    [("29 ақпан", True), ("30 ақпан", False), ("31 сәуір", False), ("31 мамыр", True), ("26.13.2018", False)],
)
def test_days_that_there_are_not(text: str, possible: bool) -> None:
    assert [date.is_possible for date in find_dates(text, "kk")] == [possible]


@pytest.mark.parametrize(
    ("text", "side", "kind", "number", "of"),
    [
        ("жексенбіде", "kk", "weekday", 7, ""),
        ("on Friday", "en", "weekday", 5, ""),
        ("бірінші жартысында", "kk", "half", 1, ""),
        ("II жартыжылдықта", "kk", "half", 2, ""),
        ("in the second half", "en", "half", 2, ""),
        ("кеше", "kk", "relative", -1, "day"),
        ("былтыр", "kk", "relative", -1, "year"),
        ("өткен жылы", "kk", "relative", -1, "year"),
        ("next week", "en", "relative", 1, "span 3"),
        ("last year", "en", "relative", -1, "year"),
    ],
)
def test_what_is_no_date_of_the_calendar(text: str, side: Side, kind: str, number: int, of: str) -> None:
    assert [(date.kind, date.number, date.of) for date in find_dates(text, side)] == [(kind, number, of)]


@pytest.mark.parametrize("text", ["жұмақ", "жұмсақ", "сенбейді"])
def test_words_that_begin_like_days(text: str) -> None:
    assert all(date.kind != "weekday" for date in find_dates(text, "kk"))
