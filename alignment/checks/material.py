"""What the checks look at: the links of an alignment, each side's units joined, with the way back to the units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from alignment.checks.coverage import Lengths, WordVectors, measure_lengths
from alignment.checks.name_pairs import DocumentNames
from alignment.checks.segments import Segment, Text
from alignment.checks.sentence_pairs import SentencePair, pair_sentences
from alignment.glossary import Glossary
from alignment.languages import words_of
from alignment.records import Alignment, Link, Pair


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
    def names(self) -> DocumentNames:
        """The names of the links, paired."""
        return DocumentNames.of(self.whole)

    @cached_property
    def sentence_pairs(self) -> list[SentencePair]:
        """The sentences inside the links, paired."""
        return pair_sentences(self.whole, self.encode)

    @cached_property
    def lengths(self) -> Lengths:
        """What the lengths of the links that have text on both sides are like."""
        return measure_lengths((segment.kk.text, segment.en.text) for segment in self.whole)

    @cached_property
    def word_vectors(self) -> WordVectors:
        """The words of the links that have text on both sides, as the shipped model sees them."""
        return WordVectors(text.text for segment in self.whole for text in (segment.kk, segment.en))

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
