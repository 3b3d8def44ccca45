"""What people say of links and of the words in them. All values are frozen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from alignment.records.links import Link, Pair, Span
from alignment.records.texts import Side

Verdict = Literal["right", "partly right", "wrong"]

Scope = Literal["here", "words", "check"]
"""How far a dismissal reaches: this finding, this pair of words wherever it stands, all that the check reports."""

SCOPES: tuple[Scope, ...] = ("here", "words", "check")


@dataclass(frozen=True, slots=True)
class Flag:
    """A translation error that a person put on a link's units; it stays with the units when links change."""

    id: int
    """Tells it from others: the sequence number of the event that raised it, or where that raised several, what it calls
    each."""

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
