"""What numbers count, and which amounts in two units are the same."""

from __future__ import annotations

import pytest

from alignment.languages import MEASURES, bare_units, converts, find_numbers
from alignment.records import Side


@pytest.mark.parametrize(
    ("side", "text", "unit"),
    [
        ("kk", "5 километрлік жол", "km"),
        ("kk", "20-дан астам шақырым", "km"),
        ("kk", "3 шаршы метрге", "m2"),
        ("kk", "2 т жүк", "tonne"),
        ("kk", "25 °C", "degree"),
        ("kk", "85 км/сағ", "km/h"),
        ("kk", "үш айлық", "month"),
        ("kk", "бесжылдық", "year"),
        ("kk", "екі онжылдық", "decade"),
        ("kk", "20 жаста", "year"),
        ("kk", "2017 жылы", ""),  # the year itself
        ("kk", "5 жылқы", ""),  # horses, not years
        ("kk", "5 айтты", ""),
        ("kk", "10 мың адам", ""),
        ("en", "a 5-mile walk", "mile"),
        ("en", "3 square meters", "m2"),
        ("en", "85 mph", "mph"),
        ("en", "6 ft", "foot"),
        ("en", "two-year-old", "year"),
        ("en", "half an hour", "hour"),
        ("en", "5 mistakes", ""),
        ("en", "5 inventions", ""),
    ],
)
def test_what_is_counted(side: Side, text: str, unit: str) -> None:
    assert find_numbers(text, side)[0].unit == unit


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ((8, "km"), (5, "mile"), True),
        ((9, "km"), (5, "mile"), False),
        ((2, "tonne"), (4400, "pound"), True),
        ((2, "m"), (6, "foot"), True),  # as far as one figure tells
        ((137, "km/h"), (85, "mph"), True),
        ((600, "km"), (370, "mile"), True),
        ((30, "km"), (20, "mile"), False),
        ((20, "degree"), (68, "fahrenheit"), True),
        ((20, "degree"), (88, "fahrenheit"), False),
        ((18, "month"), (1.5, "year"), True),
        ((24, "hour"), (1, "day"), True),
        ((70, "minute"), (1, "hour"), False),
        ((5, "km"), (5, "kg"), False),
        ((5, "km"), (5, "km"), False),  # no other unit
        ((5, "USD"), (5, "KZT"), False),
    ],
)
def test_amounts_in_two_units(one: tuple[float, str], other: tuple[float, str], same: bool) -> None:
    assert converts(*one, *other) is same


def test_the_figures_of_what_was_turned_tell_how_far_it_is_rounded() -> None:
    assert converts(2, "m", 6, "foot")
    assert not converts(1.93, "m", 6, "foot")


def test_units_that_count_for_one() -> None:
    assert bare_units("Ол тәулік бойы жүрді", "kk", frozenset()) == ["day"]
    assert bare_units("It took a fortnight", "en", frozenset()) == ["fortnight"]
    (number,) = find_numbers("Ол 3 тәулік жүрді", "kk")
    assert bare_units("Ол 3 тәулік жүрді", "kk", frozenset({number.unit_end})) == []


def test_each_unit_measures_something() -> None:
    assert all(measure.dimension and measure.factor > 0 for measure in MEASURES.values())
    alone = [
        unit for unit, one in MEASURES.items() if sum(one.dimension == other.dimension for other in MEASURES.values()) < 2
    ]
    assert alone == ["times"]
