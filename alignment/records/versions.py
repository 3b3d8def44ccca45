"""A new version of one side's text, and what it keeps of the one before. All values are frozen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from alignment.records.texts import Paragraph, Sentence, Side, Unit


class Portion(NamedTuple):
    """A sentence by its place in its paragraph, which has the text."""

    id: str
    paragraph: int
    """Place of its paragraph in the version, from 0."""

    start: int
    end: int
    """Code points of the paragraph's text, end-exclusive."""


class SharedWords(NamedTuple):
    """Words that stand in both versions."""

    old: int
    """Place of their unit in the version before, from 0."""

    start: int
    """Where they begin in its text, in code points."""

    new: int
    """Place of their unit in this version."""

    at: int
    """Where they begin there."""

    length: int


@dataclass(frozen=True)
class Version:
    """What takes the place of one side's text, and which of its units goes on from which.

    Equal versions have equal texts and continue the same units. Looking up is O(1) after the first time.
    """

    side: Side
    name: str
    """The file's name, or what the caller called the text."""

    sha256: str
    """Of the file's bytes, in hexadecimal; empty where there was no file."""

    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Portion, ...]
    """Of an alignment of sentences; else empty."""

    came: tuple[tuple[int, ...], ...]
    """For each unit of this version the places of those that it continues, in the version before; empty where it is new."""

    changed: tuple[int, ...]
    """Places of the units that continue others in other words."""

    stretches: tuple[SharedWords, ...]
    """The words that stand in both, of units that were changed, parted or joined. Of a unit that is as it was, all do."""

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.side, self.sha256, self.came, *(paragraph.text for paragraph in self.paragraphs)))

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The units of this version."""
        if not self.sentences:
            return self.paragraphs
        return tuple([self._sentence(portion) for portion in self.sentences])

    def _sentence(self, portion: Portion) -> Sentence:
        name, place, start, end = portion
        home = self.paragraphs[place]
        return Sentence(name, home.kind, home.text[start:end], home.lines, place, (start, end))

    @cached_property
    def went(self) -> dict[int, tuple[int, ...]]:
        """For each unit of the version before that goes on, the places of those that continue it, ascending."""
        found: dict[int, tuple[int, ...]] = {}
        for new, places in enumerate(self.came):
            for old in places:
                found[old] = (*found.get(old, ()), new)
        return found

    def is_same(self, new: int) -> bool:
        """Whether one unit goes on in this one as it was, whole and alone."""
        came = self.came[new]
        return len(came) == 1 and self.went[came[0]] == (new,) and new not in self._changed

    def changes_none_of(self, places: Iterable[int]) -> bool:
        """Whether these units hold the words of those that they continue, no others and no fewer."""
        return self._changed.isdisjoint(places)

    @cached_property
    def _changed(self) -> frozenset[int]:
        return frozenset(self.changed)

    @cached_property
    def forward(self) -> dict[int, list[SharedWords]]:
        """The stretches of each unit of the version before."""
        found: dict[int, list[SharedWords]] = {}
        for stretch in self.stretches:
            found.setdefault(stretch.old, []).append(stretch)
        return found

    @cached_property
    def back(self) -> dict[int, list[SharedWords]]:
        """The stretches of each unit of this version."""
        found: dict[int, list[SharedWords]] = {}
        for stretch in self.stretches:
            found.setdefault(stretch.new, []).append(stretch)
        return found
