"""What the checks look at: the links of an alignment, each side's units joined, with the way back to the units."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from alignment.checks.finding import Mark
from alignment.glossary import Glossary
from alignment.languages.inflection import words_of
from alignment.languages.numerals import Number, find_numbers
from alignment.records import Alignment, Link, Pair, Side, Unit

if TYPE_CHECKING:
    from alignment.checks.sentence_pairs import SentencePair

WEB = re.compile(
    r"(?:https?://|www\.)\S+(?:(?<=[-/])\s+\d[\w./-]*(?:\s*/\s*[\w./-]+)*\s*/?)?"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:kz|com|org|net|gov|ru|info|edu|int|eu)\b(?:/\S*)?",
    re.IGNORECASE,
)
"""A web address, one that spaces have crept into included."""


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

    @property
    def is_whole(self) -> bool:
        """Whether there is text on both sides."""
        return bool(self.kk.places and self.en.places)


@dataclass(frozen=True, eq=False)
class Material:
    """An alignment prepared for the checks. What several checks need is worked out once."""

    alignment: Alignment
    links: Sequence[Link]
    glossary: Glossary
    encode: Callable[[Sequence[str]], Any]
    """Texts to L2-normalized rows, shape (texts, dimension)."""

    @cached_property
    def segments(self) -> list[Segment]:
        """The links, in reading order."""
        kk, en = self.alignment.kk_units, self.alignment.en_units
        return [Segment(Text("kk", kk, link.kk), Text("en", en, link.en)) for link in self.links]

    @cached_property
    def whole(self) -> list[Segment]:
        """The links that have text on both sides."""
        return [segment for segment in self.segments if segment.is_whole]

    @cached_property
    def kk(self) -> list[Text]:
        """The Kazakh units, one by one."""
        return [Text("kk", self.alignment.kk_units, (place,)) for place in range(len(self.alignment.kk_units))]

    @cached_property
    def en(self) -> list[Text]:
        """The English units, one by one."""
        return [Text("en", self.alignment.en_units, (place,)) for place in range(len(self.alignment.en_units))]

    @cached_property
    def kk_words(self) -> Counter[str]:
        """How often each Kazakh word stands in the document, as written."""
        return Counter(word for text in self.kk for word, _, _ in words_of(text.without_web))

    @cached_property
    def sentence_pairs(self) -> list[SentencePair]:
        """The sentences inside the links, paired."""
        from alignment.checks.sentence_pairs import pair_sentences

        return pair_sentences(self)

    @cached_property
    def english_terms(self) -> list[tuple[Segment, list[tuple[str, tuple[int, int]]]]]:
        """The glossary's English terms in each link that has text on both sides."""
        return [(segment, self.glossary.find_english(segment.en.text)) for segment in self.whole]

    def pair_of(self, kk: int | None, en: int | None) -> Pair | None:
        """The link that has these units."""
        return self._owners.get(("kk", kk)) or self._owners.get(("en", en))

    @cached_property
    def _owners(self) -> dict[tuple[str, int | None], Pair]:
        owners: dict[tuple[str, int | None], Pair] = {}
        for link in self.links:
            for side, places in (("kk", link.kk), ("en", link.en)):
                owners |= {(side, place): link.pair for place in places}
        return owners
