"""Verbs that deny, and words that only hold the letters of one."""

from __future__ import annotations

import pytest

from alignment.languages import is_denying_verb, may_deny


@pytest.mark.parametrize(
    "word",
    "келмеді бармаймын жазбаған айтпады көрсетпейді оқымай сөйлемеген қабылданбады болмаса бермеу демеді жемейді "
    "тоқтамайтын келмегендіктен бармауға айтпастан көрмепті жазбайсыздар білмес ашылмады сенбейді тынбады күлмеңіз".split(),
)
def test_verbs_that_deny(word: str) -> None:
    assert is_denying_verb(word)


@pytest.mark.parametrize(
    "word",
    "немесе кінәлі көбейген баспасөз сабаған жабады табады көмеді қамады тамақ көмек баспаға бөлмеден мекеменің мен "
    "маған жаман тарбаған сыпайы көлбеу тамаша оспан өкпесі алмаға бармақ келмек еңбегін қабағы жемістен салмағы".split(),
)
def test_words_that_only_hold_the_letters(word: str) -> None:
    assert not is_denying_verb(word)


def test_a_command_may_be_a_noun() -> None:
    assert may_deny("баспа")
    assert may_deny("бармасын")
    assert not may_deny("келді")
