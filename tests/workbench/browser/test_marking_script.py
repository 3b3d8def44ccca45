"""The script that marks spans, asked in a browser: it cuts where Python cuts, and never inside a letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignment.documents.offsets import span_from_utf16, span_to_utf16, to_utf16
from tests.conftest import ROOT
from tests.documents.test_offsets import TEXTS
from tests.workbench.browser.browsing import needs_chromium

pytestmark = [needs_chromium, pytest.mark.browser]


@pytest.fixture(scope="module")
def script(browser: Any) -> Iterator[Any]:
    """A page that has loaded the script which marks spans."""
    page = browser.new_page()
    source = (ROOT / "alignment" / "workbench" / "marking.js").read_text(encoding="utf-8")
    page.evaluate(
        """async (source) => {
          window.marking = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
        }""",
        source,
    )
    yield page
    page.close()


@settings(deadline=None)
@given(TEXTS, st.data())
def test_javascript_cuts_the_same_words(script: Any, text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    units = span_to_utf16(text, (start, end))
    cut, length = script.evaluate("([text, start, end]) => [text.slice(start, end), text.length]", [text, *units])
    assert cut == text[start:end]
    assert to_utf16(text, len(text)) == length
    assert span_from_utf16(text, units) == (start, end)


@settings(deadline=None)
@given(TEXTS.filter(bool), st.data())
def test_a_marking_holds_whole_letters(script: Any, text: str, data: st.DataObject) -> None:
    """However a selection cuts pairs and combined letters, what is marked begins and ends between letters."""
    length = to_utf16(text, len(text))
    start = data.draw(st.integers(0, length - 1))
    end = data.draw(st.integers(start + 1, length))
    units = script.evaluate("([text, start, end]) => marking.whole(text, start, end)", [text, start, end])
    first, last = span_from_utf16(text, (units[0], units[1]))
    assert span_to_utf16(text, (first, last)) == tuple(units)  # no pair is cut
    assert units[0] <= start < end <= units[1]
    for place in (first, last):
        if 0 < place < len(text):
            joins = unicodedata.combining(text[place]) or text[place] == "\u200d"
            assert not joins or unicodedata.category(text[place - 1]) in {"Cc", "Cf", "Zl", "Zp"}, place


@pytest.mark.parametrize("by_letter", [True, False])
@settings(deadline=None)
@given(text=TEXTS)
def test_the_pieces_that_arrows_step_over_lie_in_order(script: Any, by_letter: bool, text: str) -> None:
    pieces = script.evaluate("([text, by]) => marking.pieces(text, by)", [text, by_letter])
    places = [place for piece in pieces for place in piece]
    assert places == sorted(places)
    assert bool(pieces) == bool(text)
    for piece in pieces:
        assert span_to_utf16(text, span_from_utf16(text, (piece[0], piece[1]))) == tuple(piece)
    if by_letter:
        assert "".join(text[slice(*span_from_utf16(text, (a, b)))] for a, b in pieces) == text
