"""What a check reports."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from alignment.records import Dismissal, Message, Pair, Recount, Scope, Side, Span


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

    @property
    def place(self) -> Span:
        """The same without what can be looked up in the document."""
        return Span(self.side, self.unit, *self.span)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a check has seen and how strong the evidence is; whether it becomes a finding is decided later."""

    message: Message
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
    message: Message
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

    cuts: tuple[Recount, ...] = ()
    """The cuts and new versions after which its places are counted; see `Alignment.cuts`."""

    former: str = ""
    """The key that earlier versions gave a finding in a part of a unit; empty where it is the same."""

    twins: tuple[Finding, ...] = ()
    """What other checks report of the same fault, which is not told apart from it."""

    def target(self, scope: Scope) -> str:
        """What a dismissal of this scope names of the finding."""
        return {"here": self.key, "words": self.words, "check": self.check}[scope]

    def targets(self, scope: Scope) -> tuple[str, ...]:
        """The same, and what else a dismissal may name that covers it: the key that an earlier version gave it, and its
        twins. That a check is dismissed which only a twin comes from does not cover it."""
        if scope == "check":
            return (self.check,)
        own = (self.key, self.former) if scope == "here" and self.former else (self.target(scope),)
        return own + tuple(name for twin in self.twins for name in twin.targets(scope))

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where it is, in both texts; the further places left out."""
        return tuple(mark.place for mark in (self.kk, self.en) if mark)


def words_key(check: str, kk: Mark | None, en: Mark | None) -> str:
    """The name of what is found, as `Finding.words` has it."""
    return f"{check}:{_digest(_plain(kk), _plain(en))}"


def place_key(words: str, kk: Mark | None, en: Mark | None, occurrence: int) -> str:
    """The name of a finding, as `Finding.key` has it; `occurrence` tells like ones in the same units apart. The parts of a
    unit that was cut count as the one that they were, so that a cut changes no name."""
    return f"{words}:{_digest(_whole(kk), _whole(en), str(occurrence))}"


def former_key(words: str, kk: Mark | None, en: Mark | None, occurrence: int) -> str:
    """The name as earlier versions gave it, for which each part was a unit of its own."""
    return f"{words}:{_digest(kk.id if kk else '', en.id if en else '', str(occurrence))}"


def _whole(mark: Mark | None) -> str:
    """The id of the unit that the mark's is a part of."""
    return mark.id.partition("/")[0] if mark else ""


def _plain(mark: Mark | None) -> str:
    return " ".join(mark.text.casefold().split()) if mark else ""


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


def dismissal_of(findings: Iterable[Finding], scope: Scope = "here", reason: str = "") -> Dismissal:
    """Say of findings, or of all that are like them, that they are no errors."""
    return Dismissal(scope, tuple(dict.fromkeys(name for finding in findings for name in _named(finding, scope))), reason)


def _named(finding: Finding, scope: Scope) -> Iterable[str]:
    """What a new dismissal names: of a finding in one place its twins too, which may come alone in a later run."""
    return [one.target(scope) for one in (finding, *(finding.twins if scope == "here" else ()))]


def dismissed_by(finding: Finding, dismissals: Iterable[Dismissal]) -> Dismissal | None:
    """The first of the dismissals that covers the finding."""
    return next((d for d in dismissals if not set(finding.targets(d.scope)).isdisjoint(d.targets)), None)
