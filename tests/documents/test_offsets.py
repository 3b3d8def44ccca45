"""Places in code points and in UTF-16 units, as Python and a browser count them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from alignment.documents.offsets import from_utf16, span_from_utf16, span_to_utf16, to_utf16

TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cs",)),
        st.sampled_from("ә ғ қ ң ө ұ ү һ і 🙂 👩\u200d👧 🇰🇿 e\u0301 й".replace(" ", "")),
    )
)


def javascript(text: str) -> list[str]:
    """The string as JavaScript has it: one item a UTF-16 unit."""
    data = text.encode("utf-16-le")
    return [data[i : i + 2].decode("utf-16-le", "surrogatepass") for i in range(0, len(data), 2)]


@given(TEXTS, st.data())
def test_a_span_survives_the_way_there_and_back(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    units = span_to_utf16(text, (start, end))
    assert span_from_utf16(text, units) == (start, end)
    cut = "".join(javascript(text)[slice(*units)])
    assert cut.encode("utf-16-le", "surrogatepass").decode("utf-16-le") == text[start:end]


@given(TEXTS)
def test_the_ends_are_the_ends(text: str) -> None:
    assert to_utf16(text, len(text)) == len(javascript(text))
    assert from_utf16(text, len(javascript(text))) == len(text)
    assert to_utf16(text, 0) == from_utf16(text, 0) == 0


@given(TEXTS, st.integers(0, 200))
def test_a_cut_inside_a_pair_falls_before_it(text: str, units: int) -> None:
    place = from_utf16(text, units)
    assert to_utf16(text, place) <= units
    assert place == len(text) or to_utf16(text, place + 1) > units
