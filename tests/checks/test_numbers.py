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
