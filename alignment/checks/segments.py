"""One link as the checks see it: each side's units joined, with the way back to the units."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from alignment.checks.finding import Mark
from alignment.checks.quantities import Answers, Half, find_answers
from alignment.languages import Date, Number, find_dates, find_numbers, words_of
from alignment.records import Pair, Side, Unit

WEB = re.compile(
    r"(?:https?://|www\.)\S+(?:(?<=[-/])\s+\d[\w./-]*(?:\s*/\s*[\w./-]+)*\s*/?)?"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:kz|com|org|net|gov|ru|info|edu|int|eu)\b(?:/\S*)?",
    re.IGNORECASE,
)
"""A web address, one that spaces have crept into included."""

RUN_IN = re.compile(r"([А-ЯЁӘҒҚҢӨҰҮҺІ][^.!?:«»]{2,90}):\s+(\S)")
"""A Kazakh heading that runs into its paragraph, and the first character after it."""


@dataclass(frozen=True, eq=False)
class Text:
    """One side of a link: its units' text joined by spaces."""

    side: Side
    units: tuple[Unit, ...] = field(repr=False)
    """All units of the document."""

    places: tuple[int, ...]

    @cached_property
    def text(self) -> str:
        """The joined text."""
        return " ".join(self.units[place].text for place in self.places)

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 0
        for place in self.places:
            starts.append(at)
            at += len(self.units[place].text) + 1
        return starts

    @cached_property
    def words(self) -> list[tuple[str, int, int]]:
        """The words with their places."""
        return words_of(self.text)

    @cached_property
    def numbers(self) -> list[Number]:
        """The numbers outside web addresses."""
        return find_numbers(self.without_web, self.side)

    @cached_property
    def dates(self) -> list[Date]:
        """The dates outside web addresses."""
        return find_dates(self.without_web, self.side)

    @cached_property
    def without_web(self) -> str:
        """The text with each character of a web address replaced, so that places stay."""
        return WEB.sub(lambda match: "\x00" * len(match[0]), self.text)

    def mark(self, start: int, end: int) -> Mark:
        """The span as a mark on its unit. A span that runs over the unit's end is cut there."""
        index = max(bisect_right(self._starts, start) - 1, 0)
        place, base = self.places[index], self._starts[index]
        unit = self.units[place]
        first, last = start - base, min(end - base, len(unit.text))
        return Mark(self.side, place, unit.id, unit.lines, (first, last), unit.text[first:last])

    def whole(self) -> Mark | None:
        """The first unit from its start to its end."""
        return self.mark(0, len(self.text)) if self.places else None


@dataclass(frozen=True, eq=False)
class Segment:
    """A link as the checks see it."""

    kk: Text
    en: Text

    @property
    def pair(self) -> Pair:
        """The link's units."""
        return self.kk.places, self.en.places

    @cached_property
    def answers(self) -> Answers:
        """Which numbers of its sides answer to one another."""
        kk, en = (Half(text.side, text.without_web, tuple(text.numbers), tuple(text.dates)) for text in (self.kk, self.en))
        return find_answers(kk, en)

    @property
    def is_whole(self) -> bool:
        """Whether there is text on both sides."""
        return bool(self.kk.places and self.en.places)
