"""Places in a text, counted in code points as Python does and in UTF-16 units as browsers do."""

from __future__ import annotations


def to_utf16(text: str, place: int) -> int:
    """The UTF-16 units before a code point's place. O(place).

    >>> to_utf16("🙂қ", 1)
    2
    """
    return len(text[:place].encode("utf-16-le", "surrogatepass")) // 2


def from_utf16(text: str, units: int) -> int:
    """The code point's place that lies at, or around, so many UTF-16 units: a cut inside a pair falls before it.

    >>> from_utf16("🙂қ", 2), from_utf16("🙂қ", 1)
    (1, 0)
    """
    seen = 0
    for place, letter in enumerate(text):
        width = 2 if ord(letter) > 0xFFFF else 1
        if seen + width > units:
            return place
        seen += width
    return len(text)


def span_to_utf16(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """A span in code points as one in UTF-16 units."""
    return to_utf16(text, span[0]), to_utf16(text, span[1])


def span_from_utf16(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """A span in UTF-16 units as one in code points."""
    return from_utf16(text, span[0]), from_utf16(text, span[1])
