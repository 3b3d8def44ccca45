"""Odd words: which words of two texts have no counterpart, and how a document renders its words."""

from __future__ import annotations

from alignment.checks.coverage import WordVectors
from alignment.checks.odd_words import FEATURES, OddWords

TEXTS = [
    ("Сот істі қарады.", "The court heard the case."),
    ("Қала соты шешім шығарды.", "The city court made a decision."),
    ("Сот куәні тыңдады.", "The court heard a witness."),
    ("Полиция банкті жапты.", "The police closed the school."),
]


def odd_words(texts: list[tuple[str, str]]) -> OddWords:
    return OddWords(texts, WordVectors(text for pair in texts for text in pair))


def test_a_word_without_counterpart_goes_with_one_on_the_other_side() -> None:
    pairs = odd_words(TEXTS).of(3)
    assert pairs is not None
    kk, en = TEXTS[3]
    found = {(kk[slice(*one)], en[slice(*other)]) for one, other in zip(pairs.kk, pairs.en, strict=True)}
    assert ("банкті", "school") in found
    assert pairs.features.shape == (len(pairs.kk), len(FEATURES))


def test_what_is_rendered_has_no_odd_pair() -> None:
    pairs = odd_words(TEXTS).of(0)
    kk, en = TEXTS[0]
    found = (
        {(kk[slice(*one)], en[slice(*other)]) for one, other in zip(pairs.kk, pairs.en, strict=True)} if pairs else set()
    )
    assert not any(one == "Сот" or other == "court" for one, other in found)


def test_an_empty_side_has_none() -> None:
    assert odd_words([("", "The court"), ("Сот", "")]).of(0) is None
