"""What reviewers do, as events.

The state (`state`) is the replay of the events over the machine's links (`ledger`); nothing is ever overwritten. Merging,
splitting, moving and shifting are one act to the record: some links give way to others that cover the same units. Undo and
redo are events too: they name the event that they switch off or on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from alignment.exceptions import ActRefused
from alignment.records import (
    Cut,
    Message,
    Pair,
    Point,
    Recount,
    Scope,
    Side,
    Span,
    SpanPair,
    Status,
    Term,
    Verdict,
    Version,
    said,
)


@dataclass(frozen=True, slots=True)
class SetStatus:
    """Accept a link, mark it for review, or take either back."""

    pair: Pair
    status: Status


@dataclass(frozen=True, slots=True)
class AcceptMany:
    """Accept several links at once."""

    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class SetStatusOfMany:
    """Give several links the same status at once."""

    pairs: tuple[Pair, ...]
    status: Status


@dataclass(frozen=True, slots=True)
class Relink:
    """Replace some links by others that cover the same units."""

    how: str
    """What the reviewer called it: merge, split, move, shift, swap, pop, link, realign."""

    before: tuple[Pair, ...]
    after: tuple[Pair, ...]
    scores: tuple[tuple[float | None, float | None], ...] = ()
    """Confidence and similarity of each new link where a machine made them; empty where the reviewer did."""


@dataclass(frozen=True, slots=True)
class SplitAt:
    """Cut a link in two at a place inside a unit's text, on one side or both. The unit becomes two, and every later unit of
    its side moves up by one: what is done after this counts the units anew."""

    pair: Pair
    kk: Point
    en: Point

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """The units that become two."""
        sides: tuple[tuple[Side, Point], ...] = (("kk", Point(*self.kk)), ("en", Point(*self.en)))
        return tuple(Cut(side, *point) for side, point in sides if point.end)

    @property
    def parts(self) -> tuple[Pair, Pair]:
        """Both links that it makes, as units are counted after it."""
        kk, en = (_parted(units, Point(*point)) for units, point in zip(self.pair, (self.kk, self.en), strict=True))
        return (kk[0], en[0]), (kk[1], en[1])


@dataclass(frozen=True, slots=True)
class Update:
    """Put a new version in the place of one side's text. What was said stays with the words that are still there; what is
    done after this counts the units anew."""

    version: Version
    before: tuple[Pair, ...]
    """The links that do not go on, as units were counted before it: a unit of theirs is gone, or new text stands beside."""

    after: tuple[Pair, ...]
    """The machine's links in their place, which hold the new units, too, as units are counted after it."""

    scores: tuple[tuple[float | None, float | None], ...]
    """Confidence and similarity of each of them."""


@dataclass(frozen=True, slots=True)
class LinkSentences:
    """Say of sentences inside a link of paragraphs which translate each other, and whether that is right."""

    pair: Pair
    """The link that they stand in."""

    how: str
    """What the reviewer called it: status, merge, split, move."""

    before: tuple[SpanPair, ...]
    """The links of sentences that give way, or get another status."""

    after: tuple[SpanPair, ...]
    """Those in their place, of the same sentences."""

    status: Status


@dataclass(frozen=True, slots=True)
class RaiseFlag:
    """Put a translation error on a link's units. The flag's id is the event's sequence number."""

    pair: Pair
    category: str
    severity: str
    note: str
    spans: tuple[Span, ...] = ()
    better: str = ""
    finding: str = ""


_FLAGS = 2**32  # more than any event raises


@dataclass(frozen=True, slots=True)
class RaiseFlags:
    """Put the same translation error on several places at once, each as a flag of its own, whose id `flag_id` tells."""

    pairs: tuple[Pair, ...]
    """The link of each flag; a link may have several."""

    spans: tuple[tuple[Span, ...], ...]
    """Of each flag."""

    betters: tuple[str, ...]
    """Of each flag: in another place the same wording may begin with a capital."""

    category: str
    severity: str
    note: str

    def flag_id(self, sequence: int, number: int) -> int:
        """The id of one of the flags, from 0, if the event has this sequence number."""
        return sequence * _FLAGS + number


def raised_by(flag: int) -> int:
    """The sequence number of the event that raised the flag of this id."""
    return flag // _FLAGS or flag


def renumbered(flag: int, sequence: int) -> int:
    """The flag's id once the event that raised it has this sequence number."""
    return sequence * _FLAGS + flag % _FLAGS if flag >= _FLAGS else sequence


@dataclass(frozen=True, slots=True)
class EditFlag:
    """Say anew what a flag says."""

    flag: int
    category: str
    severity: str
    note: str
    spans: tuple[Span, ...]
    better: str


@dataclass(frozen=True, slots=True)
class RemoveFlag:
    """Take a flag away."""

    flag: int


@dataclass(frozen=True, slots=True)
class Rate:
    """Give a link's translation a score from 0 to 100; `None` takes the reviewer's own back."""

    pair: Pair
    score: int | None


@dataclass(frozen=True, slots=True)
class Dismiss:
    """Say that findings are no errors. The dismissal's id is the event's sequence number."""

    scope: Scope
    targets: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Reinstate:
    """Take a dismissal back."""

    dismissal: int


@dataclass(frozen=True, slots=True)
class ChangeTerms:
    """Change the project's glossary: put terms into it, take others out."""

    put: tuple[Term, ...]
    out: tuple[tuple[str, str], ...] = ()
    """The English and Kazakh words of each."""


@dataclass(frozen=True, slots=True)
class AddComment:
    """Say something about a link. The comment's id is the event's sequence number."""

    pair: Pair
    text: str


@dataclass(frozen=True, slots=True)
class RemoveComment:
    """Take a comment away."""

    comment: int


@dataclass(frozen=True, slots=True)
class Propose:
    """Put a better wording beside one side of a link. The proposal's id is the event's sequence number."""

    pair: Pair
    side: Side
    text: str


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take a proposal away."""

    proposal: int


@dataclass(frozen=True, slots=True)
class AssignSection:
    """Give a section to a reviewer, or to nobody."""

    section: str
    """Id of the section's heading."""

    to: str
    """The reviewer's name; empty: nobody."""


@dataclass(frozen=True, slots=True)
class AssignLinks:
    """Give links to a reviewer, or back to whoever has their section. It goes with the units, however they are linked."""

    pairs: tuple[Pair, ...]
    to: str
    """The reviewer's name; empty: nobody."""


@dataclass(frozen=True, slots=True)
class DrawSample:
    """Choose the links of a blind double review. The judgements of an earlier sample stay in the record."""

    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Judge:
    """Say what one thinks of a link of the sample."""

    pair: Pair
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Introduce:
    """Say that somebody is the reviewer of the event's name. It says who acts and is no act upon the texts: it cannot be
    undone."""

    who: str
    """Id of the browser or the account."""

    same: bool = False
    """Whether they said to be the one whom another browser is known as by this name."""


@dataclass(frozen=True, slots=True)
class Undo:
    """Switch an earlier event off."""

    target: int


@dataclass(frozen=True, slots=True)
class Redo:
    """Switch an undone event on again."""

    target: int


Act = (
    SetStatus
    | AcceptMany
    | SetStatusOfMany
    | Relink
    | SplitAt
    | Update
    | LinkSentences
    | RaiseFlag
    | RaiseFlags
    | EditFlag
    | RemoveFlag
    | Rate
    | Dismiss
    | Reinstate
    | ChangeTerms
    | AddComment
    | RemoveComment
    | Propose
    | Withdraw
    | AssignSection
    | AssignLinks
    | DrawSample
    | Judge
    | Introduce
    | Undo
    | Redo
)

Decision = SetStatus | AcceptMany | SetStatusOfMany
"""The acts that give links a status."""


@dataclass(frozen=True, slots=True)
class Event:
    """One act of one reviewer."""

    sequence: int
    """Rises from 1 in the order in which the acts were saved."""

    reviewer: str
    at: str
    """When it was saved: UTC, ISO 8601."""

    act: Act


def _parted(units: tuple[int, ...], point: Point) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """A side's units before and after a place, as they are counted once the unit there is cut."""
    cut = bool(point.end)
    first = tuple(unit for unit in units if unit < point.unit + cut)
    return first, tuple(unit + cut for unit in units if unit >= point.unit)


def gone(pair: Pair) -> ActRefused:
    """What to raise where a link with these units is asked for and there is none."""
    return ActRefused("{link} is no link any more: it was changed; look at the current links", link=describe(pair))


def describe(pair: Pair) -> Message:
    """A link's units as people count them: `kk 3 – en 3, 4`."""
    kk, en = (", ".join(str(place + 1) for place in side) or said("none") for side in pair)
    return said("kk {kk} – en {en}", kk=kk, en=en)


def recounts(act: Act) -> tuple[Recount, ...]:
    """How an act makes the units be counted anew; not at all where it is any other."""
    match act:
        case SplitAt():
            return act.cuts
        case Update():
            return (act.version,)
    return ()


def touched(act: Act) -> frozenset[Pair]:
    """The links that an act decides about. Comments, proposals, judgements and assignments stand side by side: they
    touch none; nor do undo and redo by themselves, whose target does."""
    match act:
        case SetStatus() | RaiseFlag() | SplitAt():
            return frozenset([act.pair])
        case AcceptMany() | SetStatusOfMany() | RaiseFlags():
            return frozenset(act.pairs)
        case Relink():
            return frozenset(act.before + act.after)
        case Update():
            return frozenset(act.before)
    return frozenset()


def decided(act: Act) -> frozenset[object]:
    """What an act decides about and another's act may have changed: the links that it touches, notes, sections, terms."""
    named: Iterable[object] = ()
    match act:
        case EditFlag(number) | RemoveFlag(number):
            named = [("flag", number)]
        case RemoveComment(number):
            named = [("comment", number)]
        case Withdraw(number):
            named = [("proposal", number)]
        case Reinstate(number):
            named = [("dismissal", number)]
        case AssignSection(section):
            named = [("section", section)]
        case AssignLinks(pairs):
            named = [("assigned", pair) for pair in pairs]
        case DrawSample():
            named = ["sample"]
        case Update():
            named = [("text", act.version.side)]
        case LinkSentences(_, _, before, after):
            named = [("sentences", *pair) for pair in (*before, *after)]
        case ChangeTerms(put, out):
            named = [("term", *words) for words in ((*((term.en, term.kk) for term in put), *out))]
    return frozenset((*touched(act), *named))


def agree(one: Act, other: Act) -> bool:
    """Whether two acts on the same things say the same."""
    if isinstance(one, Relink) and isinstance(other, Relink):
        return set(one.before) == set(other.before) and set(one.after) == set(other.after)
    if isinstance(one, Decision) and isinstance(other, Decision):
        return status_given(one) == status_given(other)
    return one == other


def status_given(act: Decision) -> Status:
    """The status that an act gives the links that it touches."""
    return "accepted" if isinstance(act, AcceptMany) else act.status


def concerned(act: Act) -> frozenset[Pair]:
    """The links that an act is about: those it touches, and those it says something of."""
    match act:
        case AddComment() | Propose() | Judge() | Rate() | LinkSentences():
            return frozenset([act.pair])
        case AssignLinks():
            return frozenset(act.pairs)
    return touched(act)
