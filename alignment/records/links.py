"""Links between the units of two documents, the alignment that they make up, and places in it. All values are frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from alignment.records.texts import Document, Side, Unit

Level = Literal["paragraph", "sentence"]
Status = Literal["unreviewed", "accepted", "needs review"]
Origin = Literal["machine", "reviewer"]

TextPair = tuple[str, str]
"""A Kazakh text and the English one that it translates."""

Pair = tuple[tuple[int, ...], tuple[int, ...]]
"""The places of a link's Kazakh and English units."""


def units_of(pair: Pair, side: Side) -> tuple[int, ...]:
    """The places of a link's units on one side."""
    return pair[0] if side == "kk" else pair[1]


@dataclass(frozen=True, slots=True)
class Link:
    """A group of Kazakh units and a group of English units that translate each other (the field's *bead*)."""

    kk: tuple[int, ...]
    """Places of the Kazakh units, from 0, ascending. Empty where the translation omits what the original has."""

    en: tuple[int, ...]
    """Places of the English units, from 0, ascending. Empty where the translation adds what the original lacks."""

    confidence: float | None = None
    """Probability that the link is exactly right, in [0, 1], calibrated. `None` for a link that a reviewer made."""

    similarity: float | None = None
    """Cosine of the two sides' vectors, in [-1, 1]. Not a probability. `None` where a side is empty or nobody measured."""

    @property
    def pair(self) -> Pair:
        """Both sides: what identifies the link."""
        return self.kk, self.en

    @property
    def shape(self) -> str:
        """The numbers of units, such as `1:2`."""
        return f"{len(self.kk)}:{len(self.en)}"

    @property
    def is_deletion(self) -> bool:
        """Whether one side is empty (the field's 1:0 and 0:1)."""
        return not self.kk or not self.en


@dataclass(frozen=True, slots=True)
class ReviewedLink:
    """A link and what reviewers have made of it."""

    link: Link
    origin: Origin = "machine"
    status: Status = "unreviewed"
    reviewer: str = ""
    """Who acted on it last; empty before anybody did."""

    at: str = ""
    """When that was: UTC, ISO 8601."""

    @property
    def pair(self) -> Pair:
        return self.link.pair


class Span(NamedTuple):
    """A stretch of one unit's text."""

    side: Side
    unit: int
    """The unit's place in the document, from 0."""

    start: int
    end: int
    """Code points of the unit's text, end-exclusive."""


class Point(NamedTuple):
    """A place in one side of a link, where its second part begins."""

    unit: int
    """The unit's place in the document, from 0; one beyond the last unit of the link: the second part has none of it."""

    end: int = 0
    """Code points of the unit's text that belong to the first part; 0: none, the place is between two units."""

    start: int = 0
    """Where in the unit's text the second part begins: after the space."""


class Cut(NamedTuple):
    """A unit that became two."""

    side: Side
    unit: int
    """Its place in the document, from 0, as units were counted before; its second part takes the place after it."""

    end: int
    """Where the text of the first part ends, in code points of the unit's text."""

    start: int
    """Where the text of the second part begins."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """The links that cover every unit of two documents exactly once, in reading order."""

    kk: Document
    en: Document
    level: Level
    kk_units: tuple[Unit, ...] = field(repr=False)
    en_units: tuple[Unit, ...] = field(repr=False)
    links: tuple[Link, ...] = field(repr=False)
    model: str = ""
    """Name of the encoder that the similarities come from."""

    crossings: tuple[Link, ...] = field(default=(), repr=False)
    """Moved text: pairs of units without partner that seem to translate each other, but would cross other links. They are
    suggestions, no part of the alignment."""

    def document(self, side: Side) -> Document:
        """The document of one side."""
        return self.kk if side == "kk" else self.en

    def units(self, side: Side) -> tuple[Unit, ...]:
        """The units of one side."""
        return self.kk_units if side == "kk" else self.en_units

    def texts(self, link: Link) -> tuple[str, str]:
        """The link's Kazakh and English text, units joined by a space."""
        return (
            " ".join(self.kk_units[i].text for i in link.kk),
            " ".join(self.en_units[i].text for i in link.en),
        )
