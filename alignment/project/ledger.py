"""Replays events, one at a time and back again.

The ledger keeps what each event changed, so the next event costs as much as what it changes, and switching an event off
costs what the events since then did, however long the history is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, cast

from alignment.exceptions import ActRefused
from alignment.project.cutting import moved, moved_spans
from alignment.project.events import (
    AcceptMany,
    AddComment,
    AssignSection,
    ChangeTerms,
    Dismiss,
    DrawSample,
    EditFlag,
    Event,
    Judge,
    Propose,
    RaiseFlag,
    Rate,
    Redo,
    Reinstate,
    Relink,
    RemoveComment,
    RemoveFlag,
    SetStatus,
    SplitAt,
    State,
    Undo,
    Withdraw,
    gone,
)
from alignment.records import (
    Comment,
    Cut,
    Dismissal,
    Flag,
    Judgement,
    Link,
    Pair,
    Proposal,
    Rating,
    ReviewedLink,
    Span,
    Verdict,
)

_ABSENT = object()
_Note = TypeVar("_Note")


@dataclass(slots=True)
class _Applied:
    """An event that counts, and what stood before it in the places that it changed, oldest change first."""

    event: Event
    before: list[tuple[dict[Any, Any], Any, Any]] = field(default_factory=list)
    reorders: bool = False

    def put(self, table: dict[Any, Any], key: Any, value: Any) -> None:
        """Change one place, or clear it where the value is `_ABSENT`."""
        self.before.append((table, key, table.get(key, _ABSENT)))
        if value is _ABSENT:
            del table[key]
        else:
            table[key] = value


class Ledger:
    """The events so far and what they add up to. Not safe for several threads at once: the project sees to that."""

    def __init__(self, machine: Sequence[Link], events: Iterable[Event] = ()) -> None:
        self._links: dict[Pair, ReviewedLink] = {link.pair: ReviewedLink(link) for link in machine}
        self._flags: dict[int, Flag] = {}
        self._comments: dict[int, Comment] = {}
        self._proposals: dict[int, Proposal] = {}
        self._assignments: dict[str, str] = {}
        self._judgements: dict[tuple[str, Pair], Verdict] = {}
        self._sample: dict[None, tuple[Pair, ...]] = {}
        self._ratings: dict[tuple[str, Pair], int] = {}
        self._dismissals: dict[int, Dismissal] = {}
        self._terms: dict[int, ChangeTerms] = {}
        self._cuts: dict[int, tuple[Cut, ...]] = {}
        self._applied: list[_Applied] = []
        self._done: dict[str, list[int]] = {}
        self._undone: dict[str, list[int]] = {}
        self._order: list[Pair] | None = None
        self._state: State | None = None
        self.events: list[Event] = []
        """In the order in which they were saved; the one with sequence number n is at n - 1."""

        for event in events:
            self.append(event)

    def append(self, event: Event) -> None:
        """Take one event in.

        Raises:
            ActRefused: it does not apply; nothing is changed.
        """
        match event.act:
            case Undo(target):
                self._refuse_anothers(target, event.reviewer, ActRefused("there is nothing to undo"))
                self._switch(target, on=False)
                self._done[event.reviewer].remove(target)
                self._undone.setdefault(event.reviewer, []).append(target)
            case Redo(target):
                self._refuse_anothers(target, event.reviewer, ActRefused("there is nothing to redo"))
                self._switch(target, on=True)
                self._undone[event.reviewer].remove(target)
                self._done.setdefault(event.reviewer, []).append(target)
            case _:
                self._apply(event)
                self._done.setdefault(event.reviewer, []).append(event.sequence)
                self._undone.pop(event.reviewer, None)
        self.events.append(event)
        self._state = None

    def _refuse_anothers(self, target: int, reviewer: str, refusal: ActRefused) -> None:
        """Only an own act can be switched, and only while no new one came after it was undone."""
        if not any(target in own.get(reviewer, ()) for own in (self._done, self._undone)):
            raise refusal

    def next_undo(self, reviewer: str) -> Event | None:
        """The reviewer's last act that still counts, which undo would switch off."""
        own = self._done.get(reviewer)
        return self.events[own[-1] - 1] if own else None

    def next_redo(self, reviewer: str) -> Event | None:
        """The act that the reviewer undid last, unless a new act came after it."""
        own = self._undone.get(reviewer)
        return self.events[own[-1] - 1] if own else None

    def state(self) -> State:
        """The state after all events. O(links) after a change, else nothing."""
        if self._state is None:
            if self._order is None:
                self._order = [reviewed.link.pair for reviewed in _in_order(self._links.values())]
            self._state = State(
                tuple([self._links[pair] for pair in self._order]),
                _by_number(self._flags),
                self.events[-1].sequence if self.events else 0,
                _by_number(self._comments),
                _by_number(self._proposals),
                tuple(sorted(self._assignments.items())),
                self._sample.get(None, ()),
                tuple(Judgement(pair, who, verdict) for (who, pair), verdict in sorted(self._judgements.items())),
                tuple(Rating(pair, who, score) for (who, pair), score in sorted(self._ratings.items())),
                _by_number(self._dismissals),
                _by_number(self._terms),
                self.cuts,
            )
        return self._state

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """Units that became two, in order."""
        return tuple(cut for cuts in _by_number(self._cuts) for cut in cuts)

    def _switch(self, target: int, on: bool) -> None:
        """Replay what came after the target without it, or with it in its place."""
        keep = bisect_left(self._applied, target, key=lambda applied: applied.event.sequence)
        later = [applied.event for applied in self._applied[keep:]]
        counts = bool(later) and later[0].sequence == target
        if isinstance(self.events[target - 1].act, SplitAt) and len(later) > counts:
            # They count the units as they are now.
            raise ActRefused("later changes build on that act: take those back first")
        if counts == on:
            raise ActRefused("that act is undone already" if not on else "that act counts already")
        self._roll_back(keep)
        try:
            for event in [self.events[target - 1], *later] if on else later[1:]:
                self._apply(event)
        except ActRefused as refusal:
            self._roll_back(keep)
            for event in later:
                self._apply(event)
            raise ActRefused("later changes build on that act: take those back first") from refusal

    def _roll_back(self, keep: int) -> None:
        """Take back every event that counts but the first `keep`."""
        while len(self._applied) > keep:
            self._take_back(self._applied.pop())

    def _take_back(self, applied: _Applied) -> None:
        for table, key, old in reversed(applied.before):
            if old is _ABSENT:
                del table[key]
            else:
                table[key] = old
        if applied.reorders:
            self._order = None

    def _apply(self, event: Event) -> None:
        applied = _Applied(event)
        try:
            self._change(applied)
        except ActRefused:
            self._take_back(applied)
            raise
        self._applied.append(applied)

    def _change(self, applied: _Applied) -> None:
        who, at, put = applied.event.reviewer, applied.event.at, applied.put
        match applied.event.act:
            case SetStatus(pair, status):
                put(self._links, pair, replace(self._existing(pair), status=status, reviewer=who, at=at))
            case AcceptMany(pairs):
                for pair in pairs:
                    put(self._links, pair, replace(self._existing(pair), status="accepted", reviewer=who, at=at))
            case Relink(_, before, after, scores):
                if _units(before) != _units(after) or not all(map(any, after)):
                    raise ActRefused("the new links do not cover the units of the old ones")
                applied.reorders, self._order = True, None
                for pair in before:
                    self._existing(pair)
                    put(self._links, pair, _ABSENT)
                for place, (kk, en) in enumerate(after):
                    link, origin = (Link(kk, en, *scores[place]), "machine") if scores else (Link(kk, en), "reviewer")
                    put(self._links, (kk, en), ReviewedLink(link, origin, "unreviewed", who, at))  # type: ignore[arg-type]
            case SplitAt() as act:
                self._split_at(applied, act)
            case _:
                self._say(applied)

    def _split_at(self, applied: _Applied, act: SplitAt) -> None:
        put, who, at = applied.put, applied.event.reviewer, applied.event.at
        self._existing(act.pair)
        pair = act.pair
        for cut in act.cuts:
            self._cut(applied, cut)
            pair = moved(pair, cut)
        put(self._cuts, applied.event.sequence, act.cuts)
        put(self._links, pair, _ABSENT)
        for part in act.parts:
            put(self._links, part, ReviewedLink(Link(*part), "reviewer", "unreviewed", who, at))

    def _cut(self, applied: _Applied, cut: Cut) -> None:
        """Count the units anew wherever they are named."""
        put = applied.put
        applied.reorders, self._order = True, None
        stay = [(pair, r, moved(pair, cut)) for pair, r in self._links.items()]
        changed = [(pair, r, new) for pair, r, new in stay if new != pair]
        for pair, _, _ in changed:
            put(self._links, pair, _ABSENT)
        for _, reviewed, (kk, en) in changed:
            put(self._links, (kk, en), replace(reviewed, link=replace(reviewed.link, kk=kk, en=en)))
        for table in cast(list[dict[int, Any]], [self._flags, self._comments, self._proposals]):
            for number, note in list(table.items()):
                kk, en = moved((note.kk, note.en), cut)
                spans = {"spans": moved_spans(note.spans, cut)} if isinstance(note, Flag) else {}
                put(table, number, replace(note, kk=kk, en=en, **spans))
        for said in cast(list[dict[tuple[str, Pair], Any]], [self._judgements, self._ratings]):
            moves = [(key, (key[0], moved(key[1], cut)), value) for key, value in said.items()]
            for key, _, _ in moves:
                put(said, key, _ABSENT)
            for _, key, value in moves:
                put(said, key, value)
        if None in self._sample:
            put(self._sample, None, tuple(moved(pair, cut) for pair in self._sample[None]))

    def _say(self, applied: _Applied) -> None:
        """What is said of links and of findings; the links stay as they are."""
        event, put = applied.event, applied.put
        number, who, at = event.sequence, event.reviewer, event.at
        match event.act:
            case RaiseFlag(pair, category, severity, note, spans, better, finding):
                self._existing(pair)
                flag = Flag(number, *pair, category, severity, note, who, _spans(spans), better, finding)
                put(self._flags, number, flag)
            case EditFlag(flag_id, category, severity, note, spans, better):
                if flag_id not in self._flags:
                    raise ActRefused("this flag is gone already")
                said = {"category": category, "severity": severity, "note": note, "better": better}
                put(self._flags, flag_id, replace(self._flags[flag_id], **said, spans=_spans(spans)))  # type: ignore[arg-type]
            case AddComment(pair, text):
                self._existing(pair)
                put(self._comments, number, Comment(number, *pair, text, who, at))
            case Propose(pair, side, text):
                self._existing(pair)
                put(self._proposals, number, Proposal(number, *pair, side, text, who, at))
            case Dismiss(scope, targets, reason):
                put(self._dismissals, number, Dismissal(scope, targets, reason, who, at, number))
            case RemoveFlag(gone_id) | RemoveComment(gone_id) | Withdraw(gone_id) | Reinstate(gone_id):
                table, refusal = self._notes(event.act)
                if gone_id not in table:
                    raise refusal
                put(table, gone_id, _ABSENT)
            case _:
                self._set(applied)

    def _set(self, applied: _Applied) -> None:
        """What a later act of the same kind replaces, and the glossary."""
        event, put = applied.event, applied.put
        number, who = event.sequence, event.reviewer
        match event.act:
            case Rate(pair, score):
                self._existing(pair)
                if score is not None:
                    put(self._ratings, (who, pair), score)
                elif (who, pair) in self._ratings:
                    put(self._ratings, (who, pair), _ABSENT)
            case ChangeTerms():
                put(self._terms, number, event.act)
            case AssignSection(section, to):
                put(self._assignments, section, to)
                if not to:
                    put(self._assignments, section, _ABSENT)
            case DrawSample(pairs):
                for pair in pairs:
                    self._existing(pair)
                put(self._sample, None, pairs)
            case Judge(pair, verdict):
                if pair not in self._sample.get(None, ()):
                    raise ActRefused("this link is not in the sample of the double review")
                put(self._judgements, (who, pair), verdict)

    def _notes(self, act: RemoveFlag | RemoveComment | Withdraw | Reinstate) -> tuple[dict[int, Any], ActRefused]:
        """The notes that the act takes one away from, and what to raise where it is not among them."""
        match act:
            case RemoveFlag():
                return cast(dict[int, Any], self._flags), ActRefused("this flag is gone already")
            case RemoveComment():
                return cast(dict[int, Any], self._comments), ActRefused("this comment is gone already")
            case Withdraw():
                return cast(dict[int, Any], self._proposals), ActRefused("this proposal is gone already")
            case Reinstate():
                return cast(dict[int, Any], self._dismissals), ActRefused("this dismissal is gone already")

    def _existing(self, pair: Pair) -> ReviewedLink:
        if pair not in self._links:
            raise gone(pair)
        return self._links[pair]


def replay(machine: Sequence[Link], events: Iterable[Event]) -> State:
    """The state after all events.

    Raises:
        ActRefused: an event does not apply to the state before it. This cannot happen to events that were checked when
            they were saved, as `Project.append` does. O(links + events × the length of an act).
    """
    return Ledger(machine, events).state()


def _by_number(notes: dict[int, _Note]) -> tuple[_Note, ...]:
    return tuple(notes[number] for number in sorted(notes))


def _spans(spans: Iterable[Iterable[Any]]) -> tuple[Span, ...]:
    """Spans as such: read from the database they come as plain tuples."""
    return tuple(Span(*span) for span in spans)


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


def _units(pairs: Iterable[Pair]) -> tuple[list[int], list[int]]:
    pairs = list(pairs)
    return sorted(unit for kk, _ in pairs for unit in kk), sorted(unit for _, en in pairs for unit in en)
