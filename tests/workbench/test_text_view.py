"""Texts as the reviewer sees them."""

from __future__ import annotations

from dataclasses import replace

from alignment.records import Alignment, Change, Paragraph, Sentence
from alignment.workbench.text_view import both_sides
from tests.conftest import small_alignment


def changed(*changes: Change) -> Alignment:
    alignment = small_alignment()
    unit = alignment.kk_units[0]
    assert isinstance(unit, Paragraph)
    units = (replace(unit, text="Қойма fi <b>", changes=changes), *alignment.kk_units[1:])
    return replace(alignment, kk=replace(alignment.kk, paragraphs=units), kk_units=units)


def test_where_a_text_was_made_clean_is_told() -> None:
    shown = both_sides(changed(Change(3, 3, "\xad"), Change(6, 8, "ﬁ"), Change(9, 9, "<")), ((0,), (0,)), "focus")
    assert "≈3</span>" in shown["kk"]
    assert "Қойма ← U+00AD" in shown["kk"]
    assert "fi ← ﬁ" in shown["kk"]
    assert "&lt;b&gt; ← &lt;" in shown["kk"]
    assert "altered" not in shown["en"]
    assert "altered" not in both_sides(changed(), ((0,), (0,)), "focus")["kk"]


def test_a_sentence_tells_of_its_own_changes() -> None:
    alignment = changed(Change(3, 3, "\xad"), Change(6, 8, "ﬁ"))
    sentence = Sentence("kk.1.2", "body", "fi <b>", (1, 1), 0, (6, 12))
    shown = both_sides(replace(alignment, level="sentence", kk_units=(sentence,)), ((0,), ()), "focus")["kk"]
    assert "≈1</span>" in shown
    assert "U+00AD" not in shown
