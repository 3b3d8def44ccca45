"""The values that the rooms of the package hand one another. All are frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

Side = Literal["kk", "en"]
Level = Literal["paragraph", "sentence"]
Kind = Literal["heading", "body"]

Status = Literal["unreviewed", "accepted", "needs review"]
Origin = Literal["machine", "reviewer"]
Verdict = Literal["right", "partly right", "wrong"]

Pair = tuple[tuple[int, ...], tuple[int, ...]]
"""The places of a link's Kazakh and English units."""

Scope = Literal["here", "words", "check"]
"""How far a dismissal reaches: this finding, this pair of words wherever it stands, all that the check reports."""

SIDES: tuple[Side, Side] = ("kk", "en")


def units_of(pair: Pair, side: Side) -> tuple[int, ...]:
    """The places of a link's units on one side."""
    return pair[0] if side == "kk" else pair[1]


SCOPES: tuple[Scope, ...] = ("here", "words", "check")


class Unit(Protocol):
    """What is aligned: a paragraph or a sentence."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> Kind: ...
    @property
    def text(self) -> str: ...
    @property
    def lines(self) -> tuple[int, int]: ...


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A heading or a paragraph of running text."""

    id: str
    """Stable name, such as `kk.17`: the language and the place in the document, from 1."""

    kind: Kind
    text: str
    """The lines joined and the runs of spaces collapsed; nothing else is altered."""

    lines: tuple[int, int]
    """First and last line in the source file, from 1, both inclusive."""

    level: int | None = None
    """Of a heading: 0 title, 1 numbered section, 2 lettered subsection, 3 bare. `None` for body text."""

    gaps: tuple[int, ...] = ()
    """Places of the spaces in the text that are several in the source."""

    indents: tuple[int, ...] = ()
    """Places at which a line of the source begins with a stray space."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph; a heading is one sentence."""

    id: str
    """Stable name, such as `kk.17.2`: the paragraph's id and the place in it, from 1."""

    kind: Kind
    text: str
    lines: tuple[int, int]
    """The lines of its paragraph."""

    paragraph: int
    """Place of its paragraph in the document, from 0."""

    span: tuple[int, int]
    """Code points of the paragraph's text, end-exclusive."""


@dataclass(frozen=True, slots=True)
class Document:
    """One text in one language."""

    name: str
    """The file's name, or what the caller called the text."""

    language: Side
    paragraphs: tuple[Paragraph, ...]
    sha256: str = ""
    """Of the file's bytes, in hexadecimal."""


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
class Flag:
    """A translation error that a person put on a link's units; it stays with the units when links change."""

    id: int
    """Sequence number of the event that raised it."""

    kk: tuple[int, ...]
    en: tuple[int, ...]
    category: str
    """An MQM category's name."""

    severity: str
    """One of MQM's severity levels."""

    note: str
    reviewer: str
    spans: tuple[Span, ...] = ()
    """Where the error is, in either text; empty: in the link as a whole."""

    better: str = ""
    """What should stand in place of the marked Kazakh text; empty where nobody says."""

    finding: str = ""
    """Stable name of the finding that the flag confirms; empty where a person saw the error first."""

    def concerns(self, link: Link) -> bool:
        """Whether the flag and the link share a unit."""
        return not set(self.kk).isdisjoint(link.kk) or not set(self.en).isdisjoint(link.en)

    def __str__(self) -> str:
        return f"{self.category} ({self.severity})" + (f": {self.note}" if self.note else "")


TermStatus = Literal["preferred", "admitted", "forbidden"]


@dataclass(frozen=True, slots=True)
class Term:
    """One Kazakh rendering of an English term; a term with several has several records."""

    en: str
    kk: str
    """In base form."""

    status: TermStatus = "preferred"
    """Whether to use it, to let it stand, or to report it."""

    kind: str = ""
    """What it names: institution, law, person, place …"""

    note: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """What a reviewer has to say about a link's units; it stays with the units when links change."""

    id: int
    """Sequence number of the event that made it."""

    kk: tuple[int, ...]
    en: tuple[int, ...]
    text: str
    reviewer: str
    at: str
    """UTC, ISO 8601."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A better wording of a link's text on one side. It stands beside the text, never in its place."""

    id: int
    """Sequence number of the event that made it."""

    kk: tuple[int, ...]
    en: tuple[int, ...]
    side: Side
    text: str
    reviewer: str
    at: str
    """UTC, ISO 8601."""


@dataclass(frozen=True, slots=True)
class Rating:
    """What one reviewer thinks of a link's translation as a whole (ESA: error span annotation)."""

    pair: Pair
    reviewer: str
    score: int
    """0: nothing of the meaning is there; 100: perfect."""


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A reviewer's word that findings are no errors."""

    scope: Scope
    targets: tuple[str, ...]
    """What the scope names of each finding: its `key`, its `words`, or its check."""

    reason: str = ""
    reviewer: str = ""
    at: str = ""
    """UTC, ISO 8601."""

    id: int = 0
    """Sequence number of the event that made it."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one reviewer of a blind double review thinks of one link of the sample."""

    pair: Pair
    reviewer: str
    verdict: Verdict


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
