"""Slips: what a misspelled word may have been meant to be, and how surely it is one."""

from __future__ import annotations

from collections import Counter

import pytest

from alignment.checks.in_kazakh.spelling import Speller
from alignment.checks.slips import differ_in_endings, likelihood, slips_of


@pytest.mark.parametrize(
    ("written", "slip", "meant"),
    [
        ("мекктеп", "letter doubled", "мектеп"),
        ("мектаеп", "letter added", "мектеп"),
        ("мкетеп", "letters swapped", "мектеп"),
        ("мекеп", "letter lost", "мектеп"),
        ("мекте", "letter lost", "мектеп"),
        ("мекпеп", "other letter", "мектеп"),
        ("калада", "mistaken letter", "қалада"),
        ("адамдер", "harmony", "адамдар"),
        ("мектепқа", "harmony", "мектепке"),
    ],
)
def test_a_slip_is_undone(written: str, slip: str, meant: str) -> None:
    assert (slip, meant) in set(slips_of(written))


@pytest.mark.parametrize(
    ("one", "other", "forms"),
    [
        ("планетаны", "планетаның", True),
        ("баобабты", "баобабтың", True),
        ("адамдер", "адамдар", False),
        ("планетадын", "планетадан", False),
        ("тындауда", "тыңдауда", False),
    ],
)
def test_two_forms_of_a_word_that_nobody_knows_are_no_slips(one: str, other: str, forms: bool) -> None:
    assert differ_in_endings(one, other) is forms


def test_the_likelier_the_more_slips_and_the_fewer_clean_words_look_so() -> None:
    assert likelihood("in the document", "letter doubled", 8) > 0.9
    assert likelihood("nowhere", "none", 8) < 0.5
    assert likelihood("in the lexicon", "letter added", 12) < likelihood("in the lexicon", "letter lost", 12)


@pytest.mark.parametrize("right", ["қонақүйдің", "мектептегілермен", "халқымыздың", "оқитындардың", "журналистер"])
def test_a_word_in_order_is_let_alone(right: str) -> None:
    assert Speller(Counter()).judge(right) is None


def test_no_fix_breaks_the_harmony_of_a_word_that_keeps_it() -> None:
    """қонақуйдің stands in the text more often, and is wrong all the same."""
    verdict = Speller(Counter({"қонақуйдің": 3, "үйдін": 1})).judge("үйдін")
    assert verdict is None or verdict[2] != "қонақуйдің"
