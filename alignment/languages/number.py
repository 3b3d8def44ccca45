"""A number as a text has it: what it can mean, in which form, and what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

NumberKind = Literal["amount", "clock", "score", "telephone", "label", "decade"]

YEARS = range(1000, 2101)
"""Numbers of four figures that may be years."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text."""

    span: tuple[int, int]
    """Code points, end-exclusive: the figures or words with their multiplier."""

    values: tuple[float, ...]
    """What it can mean, likeliest first: `30,000` in Kazakh is thirty, or thirty thousand after the English custom; the
    minutes since midnight of a time; the digits of a telephone number."""

    form: str
    """`figures`, `words` or `roman`."""

    ordinal: bool = False
    unit: str = ""
    """A unit of the table of units, such as a currency's ISO 4217 code, `percent`, `km` or `year`, or nothing."""

    figures: str = ""
    """The figures as they are written, without multiplier."""

    kind: NumberKind = "amount"
    rough: bool = False
    """Whether it gives no more than the order of magnitude: hundreds, оншақты."""

    parts: tuple[int, ...] = ()
    """The two numbers of a score."""

    unit_end: int = 0
    """Where the unit behind it ends; 0 without one."""

    @property
    def value(self) -> float:
        """The likeliest meaning."""
        return self.values[0]

    @property
    def is_weak(self) -> bool:
        """Whether languages may well differ in saying it: one, a half, first, both."""
        return self.form == "words" and (self.value <= 2 or self.ordinal)

    def equals(self, other: Number) -> bool:
        """Whether the two have a meaning in common."""
        if "score" in (self.kind, other.kind):
            return self.kind == other.kind and self.parts == other.parts
        if "telephone" in (self.kind, other.kind):
            return self.kind == other.kind and self.values == other.values
        if self.kind != other.kind and "clock" in (self.kind, other.kind):
            clock, plain = (self, other) if self.kind == "clock" else (other, self)
            return _says_hour(plain, clock)
        return any(abs(a - b) <= 1e-9 * max(1.0, abs(a)) for a in self.values for b in other.values)


def _says_hour(plain: Number, clock: Number) -> bool:
    """Whether a plain number tells the time: at 5 for 17:00, 17.30 for 17:30."""
    hours, _, minutes = plain.figures.partition(".")
    if minutes and len(minutes) == 2 and hours.isdigit() and minutes.isdigit():
        return float(int(hours) * 60 + int(minutes)) in clock.values
    return any((60 * value) % 720 == minutes % 720 for value in plain.values if value <= 24 for minutes in clock.values)
