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
        ("32 мамыр", [(5, 0, 0)]),  # no day, a month all the same
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
        ("March 32", []),
        ("March 0", []),
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


@pytest.mark.parametrize(("name", "month"), [("March", 3), ("May", 5)])
def test_a_verb_and_a_walk_are_months_only_where_something_says_so(name: str, month: int) -> None:
    for text in (f"The {name} drew thousands.", f"{name} they return.", f"{name} of 20 people", f"{name} saw them in 2019"):
        assert dates(text, "en") == [], text
    for text in (f"in {name}", f"Since {name} he waits.", f"late-{name}", f"{name} 2019", f"{name} of 2019"):
        assert dates(text, "en") == [(month, 0, 0)], text
    assert dates("The April drew thousands.", "en") == [(4, 0, 0)]


@pytest.mark.parametrize(
    ("text", "side", "marked"),
    [
        ("Ол 31 желтоқсан күні келді.", "kk", ["31 желтоқсан күні"]),
        ("Олар шілде айында кетті.", "kk", ["шілде"]),
        ("0 мамыр, 32 мамыр", "kk", ["мамыр", "мамыр"]),  # without what is no day
        ("He came on May 3, 2019.", "en", ["May 3"]),
        ("In the first quarter and in June", "en", ["first quarter", "June"]),
        ("In Q3 of 2019", "en", ["Q3"]),
    ],
)
def test_a_date_is_marked_without_what_is_around_it(text: str, side: Side, marked: list[str]) -> None:
    assert [text[slice(*date.span)] for date in find_dates(text, side)] == marked
