"""Times of the day on both clocks."""

from __future__ import annotations

import pytest

from alignment.languages import find_numbers
from alignment.records import Side


@pytest.mark.parametrize(
    ("side", "text", "minutes"),
    [
        ("en", "at 5:30 p.m.", [(1050,)]),
        ("en", "at 12 a.m., 12pm", [(0,), (720,)]),
        ("en", "at 7 o'clock", [(420, 1140)]),
        ("en", "at seven o’clock", [(420, 1140)]),
        ("en", "at 17:30", [(1050,)]),
        ("en", "at 5:30", [(330, 1050)]),
        ("kk", "17:30-да", [(1050,)]),
        ("kk", "сағат 5-те", [(300, 1020)]),
        ("kk", "кешкі сағат 5-те", [(1020,)]),
        ("kk", "таңғы 8.30-да", [(510,)]),
        ("kk", "кешкі жетіде", [(1140,)]),
        ("kk", "түнгі 2-де", [(120,)]),
        ("kk", "сағат бес жарымда", [(330, 1050)]),
        ("kk", "сағат сегіздер шамасында", [(480, 1200)]),
    ],
)
def test_times(side: Side, text: str, minutes: list[tuple[float, ...]]) -> None:
    numbers = find_numbers(text, side)
    assert [number.values for number in numbers] == minutes
    assert {number.kind for number in numbers} == {"clock"}


@pytest.mark.parametrize(
    ("side", "text"), [("kk", "5 сағат"), ("kk", "2:1 есебімен"), ("kk", "17.30 пайыз"), ("en", "5 hours")]
)
def test_what_is_no_time(side: Side, text: str) -> None:
    assert all(number.kind != "clock" for number in find_numbers(text, side))


@pytest.mark.parametrize(
    ("kk", "en", "same"),
    [
        ("17:30-да", "at 5:30 p.m.", True),
        ("18:30-да", "at 5:30 p.m.", False),
        ("17.30-да", "at 5:30 p.m.", True),
        ("сағат 5-те", "at 5", True),
        ("кешкі 8-де", "8 a.m.", False),
    ],
)
def test_the_same_time_on_either_clock(kk: str, en: str, same: bool) -> None:
    assert find_numbers(kk, "kk")[0].equals(find_numbers(en, "en")[0]) is same
