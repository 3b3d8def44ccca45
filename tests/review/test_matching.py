"""Which texts of a new version go on from which of the old one."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignment.review.matching import matched, same_border, same_in_order, same_words

A = "Сот шешімін жұма күні шығарды."
B = "Оның адвокаты жоғары сотқа шағым түсірді."
C = "Полиция екі адамды қамауға алды, бірақ ертесіне босатты."
D = "Министрлік есепті көктемде жариялады."

texts = st.lists(st.text("аб ", min_size=1, max_size=6).map(lambda text: text.strip() or "а"), max_size=9)


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        pytest.param([A, B, C, D], [((0,), (0,)), ((1,), (1,)), ((2,), (2,)), ((3,), (3,))], id="same"),
        pytest.param([A, C, D], [((0,), (0,)), ((2,), (1,)), ((3,), (2,)), ((1,), ())], id="gone"),
        pytest.param(
            [A, B, "Бұл сөйлем мүлдем жаңа.", C, D],
            [((0,), (0,)), ((1,), (1,)), ((), (2,)), ((2,), (3,)), ((3,), (4,))],
            id="new",
        ),
        pytest.param(
            [A, B.replace("жоғары", "жергілікті"), C, D],
            [((0,), (0,)), ((1,), (1,)), ((2,), (2,)), ((3,), (3,))],
            id="changed",
        ),
        pytest.param([A, B, C[:31], C[32:], D], [((0,), (0,)), ((1,), (1,)), ((2,), (2, 3)), ((3,), (4,))], id="parted"),
        pytest.param([A, f"{B} {C}", D], [((0,), (0,)), ((1, 2), (1,)), ((3,), (2,))], id="joined"),
        pytest.param([A, C, D, B], [((0,), (0,)), ((2,), (1,)), ((3,), (2,)), ((1,), (3,))], id="moved"),
    ],
)
def test_what_translators_change_is_told(new: list[str], expected: list[object]) -> None:
    assert matched([A, B, C, D], new) == expected


def test_headings_that_share_a_word_are_others() -> None:
    assert matched(["Жиналу еркіндігі"], ["Интернет еркіндігі"]) == [((), (0,)), ((0,), ())]


@settings(max_examples=60, deadline=None)
@given(texts, texts)
def test_every_text_is_in_one_group_and_the_same_one_goes_on_alone(old: list[str], new: list[str]) -> None:
    groups = matched(old, new)
    for side, own in ((0, old), (1, new)):
        assert sorted(place for group in groups for place in group[side]) == list(range(len(own)))
    assert matched(old, old) == [((place,), (place,)) for place in range(len(old))]


@settings(max_examples=60, deadline=None)
@given(st.text("абв", max_size=12), st.text("абв", max_size=12))
def test_what_is_the_same_rises_on_both_sides(old: str, new: str) -> None:
    pairs = same_in_order(old, new)
    assert all(old[i] == new[j] for i, j in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))


@settings(max_examples=60, deadline=None)
@given(texts, texts)
def test_shared_words_are_the_same_words(old: list[str], new: list[str]) -> None:
    for before, start, after, at, length in same_words(old, new):
        words, others = old[before][start : start + length], new[after][at : at + length]
        assert words.split() == others.split() != []


def test_a_border_is_found_again_while_a_word_beside_it_is_there() -> None:
    old = "Бірінші сөйлем тұр. Екінші сөйлем де тұр."
    place = old.index(" Екінші")
    for new in (old, old.replace("Бірінші", "Алғашқы"), old.replace("тұр. Ек", "жүр. Ек"), old.replace("Екінші", "Соңғы")):
        border = same_border(old, new, place)
        assert border is not None
        assert new[: border[0]].endswith(("тұр.", "жүр."))
        assert new[border[1] :].startswith(("Екінші", "Соңғы"))
    assert same_border(old, "Мүлдем басқа сөздер осында.", place) is None
    assert same_border(old, "Екінші сөйлем де тұр.", place) is None  # nothing would stand before it


@pytest.mark.long
def test_a_long_text_takes_seconds() -> None:
    old = [f"Қазақстан туралы {place}-сөйлем, онда {place * 7} пайыз деп жазылған." for place in range(20_000)]
    new = [text for place, text in enumerate(old) if place % 50] + ["Соңында жаңа сөйлем тұр."]
    started = time.process_time()
    groups = matched(old, new)
    assert sum(bool(before and after) for before, after in groups) == len(new) - 1
    assert time.process_time() - started < 10, "two seconds on an idle machine"
