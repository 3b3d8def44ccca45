"""What reviewers do, as events, and the state that follows from them.

The state is the replay of the events over the machine's links; nothing is ever overwritten. Merging, splitting and moving
are one act to the record: some links give way to others that cover the same units. Undo and redo are events too: they
name the event that they switch off or on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from alignment.exceptions import ActRefused, NotAProject
from alignment.records import Flag, Link, Pair, ReviewedLink, Status


@dataclass(frozen=True, slots=True)
class SetStatus:
    """Accept a link, mark it for review, or take either back."""

    pair: Pair
    status: Status


@dataclass(frozen=True, slots=True)
class Relink:
    """Replace some links by others that cover the same units, in the same order."""

    how: str
    """What the reviewer called it: merge, split, move."""

    before: tuple[Pair, ...]
    after: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class RaiseFlag:
    """Put a translation error on a link's units. The flag's id is the event's sequence number."""

    pair: Pair
    category: str
    severity: str
    note: str


@dataclass(frozen=True, slots=True)
class RemoveFlag:
    """Take a flag away."""

    flag: int


@dataclass(frozen=True, slots=True)
class Undo:
    """Switch an earlier event off."""

    target: int


@dataclass(frozen=True, slots=True)
class Redo:
    """Switch an undone event on again."""

    target: int


Act = SetStatus | Relink | RaiseFlag | RemoveFlag | Undo | Redo

_ACTS: dict[str, type[Any]] = {
    "status": SetStatus,
    "relink": Relink,
    "flag": RaiseFlag,
    "unflag": RemoveFlag,
    "undo": Undo,
    "redo": Redo,
}


@dataclass(frozen=True, slots=True)
class Event:
    """One act of one reviewer."""

    sequence: int
    """Rises from 1 in the order in which the acts were saved."""

    reviewer: str
    at: str
    """When it was saved: UTC, ISO 8601."""

    act: Act


@dataclass(frozen=True, slots=True)
class State:
    """What the machine's links and the events add up to."""

    links: tuple[ReviewedLink, ...]
    """In reading order."""

    flags: tuple[Flag, ...]
    sequence: int
    """Of the last event, 0 before the first."""

    def link(self, pair: Pair) -> ReviewedLink:
        """The link with these units.

        Raises:
            ActRefused: there is none (any more).
        """
        return self.links[self.place(pair)]

    def place(self, pair: Pair) -> int:
        """Where in `links` the link with these units stands; raises as `link` does."""
        for place, reviewed in enumerate(self.links):
            if reviewed.pair == pair:
                return place
        raise ActRefused(f"{describe(pair)} is no link any more: it was changed; look at the current links")

    def flags_of(self, link: Link) -> tuple[Flag, ...]:
        """The flags that share a unit with the link."""
        return tuple(flag for flag in self.flags if flag.concerns(link))


def describe(pair: Pair) -> str:
    """A link's units as people count them: `kk 3 – en 3, 4`."""
    kk, en = (", ".join(str(place + 1) for place in side) or "none" for side in pair)
    return f"kk {kk} – en {en}"


def touched(act: Act) -> frozenset[Pair]:
    """The links that an act looks at or changes; undo and redo touch what their target does."""
    match act:
        case SetStatus() | RaiseFlag():
            return frozenset([act.pair])
        case Relink():
            return frozenset(act.before + act.after)
    return frozenset()


def switched_off(events: Iterable[Event]) -> set[int]:
    """The sequence numbers of the events that are undone at the end."""
    off: set[int] = set()
    for event in events:
        match event.act:
            case Undo(target):
                off.add(target)
            case Redo(target):
                off.discard(target)
    return off


def next_undo(events: Sequence[Event], reviewer: str) -> Event | None:
    """The reviewer's last act that still counts, which undo would switch off."""
    off = switched_off(events)
    own = (e for e in reversed(events) if e.reviewer == reviewer and not isinstance(e.act, Undo | Redo))
    return next((event for event in own if event.sequence not in off), None)


def next_redo(events: Sequence[Event], reviewer: str) -> Event | None:
    """The act that the reviewer undid last, unless a new act came after it."""
    by_number = {event.sequence: event for event in events}
    pending: list[int] = []
    for event in events:
        if event.reviewer == reviewer:
            match event.act:
                case Undo(target):
                    pending.append(target)
                case Redo():
                    pending.pop()
                case _:
                    pending.clear()
    return by_number[pending[-1]] if pending else None


def replay(machine: Sequence[Link], events: Sequence[Event]) -> State:
    """The state after all events.

    Raises:
        ActRefused: an event does not apply to the state before it. This cannot happen to events that were checked when
            they were saved, as `store` does. O(links + events × the length of an act).
    """
    off = switched_off(events)
    links = {link.pair: ReviewedLink(link) for link in machine}
    flags: dict[int, Flag] = {}
    for event in events:
        if event.sequence not in off:
            _apply(event, links, flags)
    return State(_in_order(links.values()), tuple(flags.values()), events[-1].sequence if events else 0)


def _in_order(links: Collection[ReviewedLink]) -> tuple[ReviewedLink, ...]:
    """Links in reading order. One-sided links go where their own side's neighbours are."""
    by_kk = sorted((r for r in links if r.link.kk), key=lambda r: r.link.kk)
    only_en = sorted((r for r in links if not r.link.kk), key=lambda r: r.link.en)
    ordered: list[ReviewedLink] = []
    waiting = 0
    for reviewed in by_kk:
        while reviewed.link.en and waiting < len(only_en) and only_en[waiting].link.en < reviewed.link.en:
            ordered.append(only_en[waiting])
            waiting += 1
        ordered.append(reviewed)
    return (*ordered, *only_en[waiting:])


def _apply(event: Event, links: dict[Pair, ReviewedLink], flags: dict[int, Flag]) -> None:
    act = event.act
    match act:
        case SetStatus(pair, status):
            links[pair] = replace(_existing(links, pair), status=status)
        case Relink(_, before, after):
            if _units(before) != _units(after):
                raise ActRefused("the new links do not cover the units of the old ones")
            for pair in before:
                _existing(links, pair)
            for pair in before:
                del links[pair]
            for kk, en in after:
                links[kk, en] = ReviewedLink(Link(kk, en), origin="reviewer")
        case RaiseFlag(pair, category, severity, note):
            _existing(links, pair)
            flags[event.sequence] = Flag(event.sequence, *pair, category, severity, note, event.reviewer)
        case RemoveFlag(flag):
            if flag not in flags:
                raise ActRefused("this flag is gone already")
            del flags[flag]


def _existing(links: dict[Pair, ReviewedLink], pair: Pair) -> ReviewedLink:
    if pair not in links:
        raise ActRefused(f"{describe(pair)} is no link any more: it was changed; look at the current links")
    return links[pair]


def _units(pairs: Iterable[Pair]) -> tuple[list[int], list[int]]:
    kk, en = zip(*pairs, strict=True)
    return sorted(place for side in kk for place in side), sorted(place for side in en for place in side)


def act_to_json(act: Act) -> tuple[str, dict[str, Any]]:
    """An act's kind and its fields, as the store writes them."""
    kind = next(kind for kind, form in _ACTS.items() if isinstance(act, form))
    return kind, asdict(act)


def act_from_json(kind: str, data: dict[str, Any]) -> Act:
    """The act that `act_to_json` wrote.

    Raises:
        NotAProject: the kind or a field is unknown.
    """
    try:
        form = _ACTS[kind]
        values = {field.name: _tuples(data[field.name]) for field in fields(form)}
    except KeyError as error:
        raise NotAProject(f"the project holds an event that this program does not know ({kind}: {error})") from None
    act: Act = form(**values)
    return act


def _tuples(value: Any) -> Any:
    """JSON's lists, however deep, as tuples."""
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value
