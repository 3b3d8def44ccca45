"""What the screens tint: numbers, months, names and terms that meet, and those that do not."""

from __future__ import annotations

import pytest

from alignment.checks.correspondences import find_counterparts
from alignment.records import Alignment


def met(kk: str, en: str) -> set[tuple[str, str, str]]:
    """Kind, Kazakh text and English text of everything that has a partner."""
    sides: dict[int, dict[str, tuple[str, str]]] = {}
    for mark in find_counterparts(kk, en):
        if mark.partner:
            text = (kk if mark.side == "kk" else en)[mark.start : mark.end]
            sides.setdefault(mark.partner, {})[mark.side] = (mark.kind, text)
    return {(pair["kk"][0], pair["kk"][1], pair["en"][1]) for pair in sides.values()}


def alone(kk: str, en: str) -> set[str]:
    return {(kk if m.side == "kk" else en)[m.start : m.end] for m in find_counterparts(kk, en) if m.partner is None}


@pytest.mark.parametrize(
    ("kk", "en", "pair"),
    [
        ("2017 жылы", "In 2017", ("number", "2017", "2017")),
        ("1 234,5 теңге", "1,234.5 tenge", ("number", "1 234,5", "1,234.5")),
        ("12,5 пайыз", "12.5 percent", ("number", "12,5", "12.5")),
        ("25 000 адам", "25,000 people", ("number", "25 000", "25,000")),
        ("10 мың еврей", "10,000 Jews", ("number", "10 мың", "10,000")),
        ("2,5 миллион теңге", "2.5 million tenge", ("number", "2,5 миллион", "2.5 million")),
        ("жеті адам", "seven people", ("number", "жеті", "seven")),
        ("5 мамырда", "on May 5", ("date", "мамырда", "May")),
        ("Утебеков қайтыс болды", "Utebekov died", ("name", "Утебеков", "Utebekov")),
        ("Қорғаушы Джохар", "Defense attorney Jokhar", ("name", "Джохар", "Jokhar")),
        ("ол Шымкентте тұрады", "he lives in Shymkent", ("name", "Шымкентте", "Shymkent")),
        ("адам құқықтарының бұзылуы", "violations of human rights", ("term", "адам құқықтарының", "human rights")),
    ],
)
def test_what_meets(kk: str, en: str, pair: tuple[str, str, str]) -> None:
    assert pair in met(kk, en)


def test_what_lacks_a_partner() -> None:
    assert alone("Ол 5 жыл, Шымкентте.", "He got 6 years in Kokshetau.") == {"5", "6", "Kokshetau"}
    assert alone("Министрлік айтты.", "They may say that the Ministry did.") == set()
    assert alone("", "In 2017") == set()  # the whole side is missing: that is said already


def test_marks_never_overlap_and_stay_in_the_text(report: Alignment) -> None:
    kinds = set()
    for link in report.links:
        kk, en = report.texts(link)
        marks = find_counterparts(kk, en)
        kinds.update(mark.kind for mark in marks if mark.partner)
        for side, text in (("kk", kk), ("en", en)):
            end = 0
            for mark in (m for m in marks if m.side == side):
                assert end <= mark.start < mark.end <= len(text)
                end = mark.end
        partners = sorted(m.partner for m in marks if m.partner)
        assert partners[::2] == partners[1::2], "each number stands once on either side"
    assert kinds == {"number", "date", "name", "term"}
