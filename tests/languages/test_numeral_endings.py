"""Endings of numbers in figures."""

from __future__ import annotations

import pytest

from alignment.languages.numeral_endings import fits


@pytest.mark.parametrize(
    ("value", "right", "wrong"),
    [
        (1, "інің", "ының"), (2, "нің", "дің"), (3, "тен", "ден"), (5, "ке", "ге"), (6, "сы", "ы"), (7, "де", "да"),
        (8, "ге", "ке"), (9, "дан", "ден"), (10, "нан", "дан"), (16, "сын", "ын"), (20, "ға", "ге"), (30, "да", "де"),
        (40, "қа", "ға"), (50, "ден", "дан"), (60, "тан", "дан"), (70, "тен", "тан"), (80, "нен", "ден"), (90, "ға", "қа"),
        (100, "ден", "дан"), (400, "ге", "ке"), (1_000, "нан", "нен"), (2_017, "де", "да"), (17_000, "нан", "дан"),
        (1_000_000, "ға", "ге"), (1_000_000_000, "тан", "дан"), (0, "ден", "дан"),
    ],
)  # fmt: skip
def test_the_ending_follows_the_word_that_is_read_last(value: int, right: str, wrong: str) -> None:
    assert fits(value, right)
    assert not fits(value, wrong)


@pytest.mark.parametrize("other", ["орынды", "бап", "жыл", "санат"])
def test_what_is_no_ending_is_passed_over(other: str) -> None:
    assert fits(11, other)
