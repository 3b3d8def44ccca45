"""What the browser says was marked becomes spans."""

from __future__ import annotations

import pytest

from alignment.pipeline import align
from alignment.records import Span
from alignment.workbench.marking import spans_said

TEXT = "Осы  жерде шекара бар."


@pytest.mark.parametrize(
    ("chosen", "marked"),
    [
        ("жерде ", "жерде"),
        (" жерде", "жерде"),
        (" жерде шекара ", "жерде шекара"),
        ("  ", "  "),
        ("жер", "жер"),
        ("басқа", None),
        ("", None),
    ],
)
def test_words_are_marked_without_the_space_around_them_and_space_by_itself(chosen: str, marked: str | None) -> None:
    alignment = align([TEXT], ["There is a border here."])
    start = max(TEXT.find(chosen), 0)
    said = {"side": "kk", "unit": alignment.kk_units[0].id, "start": start, "end": start + len(chosen), "words": chosen}
    spans = spans_said(alignment, said)
    assert [TEXT[span.start : span.end] for span in spans] == ([] if marked is None else [marked])
    assert all(span[:2] == Span("kk", 0, 0, 0)[:2] for span in spans)
