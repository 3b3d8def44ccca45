"""The shipped report: the user's file untouched, an English side of the right make, and a gold alignment that fits both."""

from __future__ import annotations

import hashlib
import re
from collections import Counter

from alignment import read_document
from alignment.languages import find_dates
from alignment.scoring.evaluation import read_benchmark
from tests.conftest import EN, GOLD, KK, ROOT

(BENCH,) = read_benchmark(GOLD)


def test_the_kazakh_report_is_the_users_byte_for_byte() -> None:
    data = KK.read_bytes()
    assert len(data) == 200_981
    assert hashlib.sha256(data).hexdigest() == "dc13b1ee027fde2645f27116e45770ee849604bd9ea58a64251d2e7645f72002"


def test_the_english_side_is_whole() -> None:
    document = read_document(EN)
    text = " ".join(p.text for p in document.paragraphs)
    assert 16_000 <= len(text.split()) <= 18_500
    assert text.isascii()
    for section in range(1, 8):
        assert any(p.text.startswith(f"Section {section}.") for p in document.paragraphs if p.kind == "heading")


def test_gold_has_the_documents_units_each_once_and_in_order() -> None:
    assert BENCH.kk == tuple(p.text for p in read_document(KK).paragraphs)
    assert BENCH.en == tuple(p.text for p in read_document(EN).paragraphs)
    assert [i for kk, _ in BENCH.gold for i in kk] == list(range(len(BENCH.kk)))
    assert [j for _, en in BENCH.gold for j in en] == list(range(len(BENCH.en)))


def test_gold_has_many_shapes() -> None:
    shapes = Counter((len(kk), len(en)) for kk, en in BENCH.gold)
    assert sum(count for (a, b), count in shapes.items() if a and b and a + b > 2) >= 30
    assert shapes[1, 0] >= 2
    assert shapes[0, 1] >= 2


def test_gold_links_headings_with_headings() -> None:
    kk, en = read_document(KK).paragraphs, read_document(EN).paragraphs
    for left, right in BENCH.gold:
        kinds = {kk[i].kind for i in left} | {en[j].kind for j in right}
        assert len(kinds) == 1
        assert kinds == {"body"} or (len(left), len(right)) == (1, 1)


def test_most_numbers_of_a_link_stand_on_both_sides() -> None:
    agreeing = total = 0
    for left, right in BENCH.gold:
        kk, en = (
            {n for text in texts for n in re.findall(r"\d{3,}", re.sub(r"(?<=\d)[\s,.](?=\d{3}\b)", "", text))}
            for texts in ([BENCH.kk[i] for i in left], [BENCH.en[j] for j in right])
        )
        if left and right:
            agreeing += len(kk & en)
            total += len(kk | en)
    assert agreeing / total > 0.9


def test_the_dates_of_a_link_stand_on_both_sides() -> None:
    """Each side is held to the other, not to another passage of its own text."""
    for left, right in BENCH.gold:
        kk, en = (
            Counter(
                (date.month, date.day, date.quarter)
                for text in texts
                for date in find_dates(text, side)
                if date.kind in ("date", "quarter")
            )
            for side, texts in (("kk", [BENCH.kk[i] for i in left]), ("en", [BENCH.en[j] for j in right]))
        )
        assert not (left and right) or kk == en, (left, right)


def test_the_readme_says_what_the_english_side_is() -> None:
    text = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    assert "not the Department's text" in text
    assert "alignment align data/kk/kazakhstan-2017.txt original.txt" in text
