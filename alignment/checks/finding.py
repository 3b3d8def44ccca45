"""What a check reports, and what a reviewer may say to that."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from alignment.records import Pair, Side

Scope = Literal["here", "words", "check"]
"""How far a dismissal reaches: this finding, this pair of words wherever it stands, all that the check reports."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A span in one unit."""

    side: Side
    unit: int
    """The unit's place in the document, from 0."""

    id: str
    """The unit's id, such as `kk.17`."""

    lines: tuple[int, int]
    """Of the unit: first and last line in the source file, from 1."""

    span: tuple[int, int]
    """Code points of the unit's text, end-exclusive."""

    text: str
    """What stands there."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a check has seen and how strong the evidence is; whether it becomes a finding is decided later."""

    message: str
    kk: Mark | None = None
    en: Mark | None = None
    score: float = 1.0
    """Strength of the evidence, in [0, 1]."""

    category: str = ""
    """An MQM category, where it differs from the check's usual one."""

    severity: str = ""
    """An MQM severity, where it differs from the check's usual one."""

    fix: str | None = None
    """What may safely stand in place of the Kazakh mark."""

    others: tuple[Mark, ...] = ()
    """Further places that belong to it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A possible translation error: where it is, what differs and how bad it is."""

    check: str
    """The check's name."""

    category: str
    """The MQM category that a flag would have."""

    severity: str
    message: str
    """One sentence that says what differs."""

    kk: Mark | None
    en: Mark | None
    pair: Pair | None
    """The units of the link that it was found in; `None` where it stands in no link."""

    score: float
    """Strength of the evidence, in [0, 1]."""

    key: str
    """Stable name of the finding: the same units and words have it again in the next run."""

    words: str
    """Stable name of what is found, wherever it is: the check and the marked words of both sides."""

    fix: str | None = None
    """What may safely stand in place of the Kazakh mark."""

    others: tuple[Mark, ...] = ()
    """Further places that belong to it."""


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A reviewer's word that a finding is no error."""

    scope: Scope
    target: str
    """The finding's `key`, its `words`, or the check's name."""

    reason: str = ""

    @classmethod
    def of(cls, finding: Finding, scope: Scope = "here", reason: str = "") -> Dismissal:
        """Dismiss this finding, or all that are like it."""
        targets = {"here": finding.key, "words": finding.words, "check": finding.check}
        return cls(scope, targets[scope], reason)

    def covers(self, finding: Finding) -> bool:
        """Whether the finding is among those dismissed."""
        return self.target == {"here": finding.key, "words": finding.words, "check": finding.check}[self.scope]


def words_key(check: str, kk: Mark | None, en: Mark | None) -> str:
    """The name of what is found, as `Finding.words` has it."""
    return f"{check}:{_digest(_plain(kk), _plain(en))}"


def place_key(words: str, kk: Mark | None, en: Mark | None, occurrence: int) -> str:
    """The name of a finding, as `Finding.key` has it; `occurrence` tells like ones in the same units apart."""
    return f"{words}:{_digest(kk.id if kk else '', en.id if en else '', str(occurrence))}"


def _plain(mark: Mark | None) -> str:
    return " ".join(mark.text.casefold().split()) if mark else ""


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


def is_dismissed(finding: Finding, dismissals: Iterable[Dismissal]) -> bool:
    """Whether any of the dismissals covers the finding."""
    return any(dismissal.covers(finding) for dismissal in dismissals)
