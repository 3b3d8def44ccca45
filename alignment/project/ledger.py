"""Replays events, one at a time and back again.

The ledger keeps what each event looked at and changed. So the next event costs as much as what it changes, and switching an
event off or on costs as much as the later events that looked at the same places, however long the history is. A cut counts
units anew, and so does a new version of a text: an event before one is switched by replaying all that came after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from typing import Any, cast

from alignment.exceptions import ActRefused
from alignment.project.counting import count_notes, count_opinions
from alignment.project.cutting import is_whole_after, moved
from alignment.project.events import (
    AcceptMany,
    AddComment,
    AssignLinks,
    AssignSection,
    ChangeTerms,
    Decision,
    Dismiss,
    DrawSample,
    EditFlag,
    Event,
    Introduce,
    Judge,
    LinkSentences,
    Propose,
    RaiseFlag,
    RaiseFlags,
    Rate,
    Redo,
    Reinstate,
    Relink,
    RemoveComment,
    RemoveFlag,
    SetStatus,
    SetStatusOfMany,
    SplitAt,
    Undo,
    Update,
    Withdraw,
    gone,
    recounts,
    status_given,
)
from alignment.project.link_assignments import as_assigned, assign_units, count_assigned
from alignment.project.sentence_links import as_said, count_sentences, link_sentences
from alignment.project.state import State
from alignment.project.table_lists import as_judgements, as_ratings, as_spans, by_number, in_order
from alignment.project.takeback import ABSENT, Applied, Part, Place, Table, part_of, parted, parts_of
from alignment.project.updating import links_after, units_in
from alignment.records import (
    Comment,
    Cut,
    Dismissal,
    Flag,
    Link,
    Pair,
    Proposal,
    Recount,
    ReviewedLink,
    SentenceLink,
    Side,
    SpanPair,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class _Off:
    """What has to be known of an event that was undone, should it be done again."""

    places: list[list[Place]]
    """Of each part."""

    cuts: tuple[int, ...]
    """Sequence numbers of the cuts and new versions before it that counted."""


class Ledger:
    """The events so far and what they add up to. Not safe for several threads at once: the project sees to that."""

    def __init__(self, machine: Sequence[Link], events: Iterable[Event] = ()) -> None:
        self._links: Table[Pair, ReviewedLink] = Table({link.pair: ReviewedLink(link) for link in machine})
        """As they were made; whoever makes or takes one away clears its place in `_decisions`, too."""

        self._decisions: Table[Pair, Event] = Table()
        """What gave a link its status, where something did."""

        self._reviewed: dict[Pair, ReviewedLink] = dict(self._links)
        self._flags: Table[int, Flag] = Table()
        self._comments: Table[int, Comment] = Table()
        self._proposals: Table[int, Proposal] = Table()
        self._assignments: Table[str, str] = Table()
        self._assigned: Table[tuple[Side, int], str] = Table()
        self._judgements: Table[tuple[str, Pair], Verdict] = Table()
        self._sample: Table[None, tuple[Pair, ...]] = Table()
        self._ratings: Table[tuple[str, Pair], int] = Table()
        self._dismissals: Table[int, Dismissal] = Table()
        self._terms: Table[int, ChangeTerms] = Table()
        self._sentences: Table[SpanPair, SentenceLink] = Table()
        self._cuts: Table[int, tuple[Recount, ...]] = Table()
        self._people: Table[str, str] = Table()
        self._applied: dict[Part, Applied] = {}
        self._off: dict[int, _Off] = {}
        self._numbered: dict[int, Event] = {}
        self._done: dict[str, list[int]] = {}
        self._undone: dict[str, list[int]] = {}
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
        self._numbered[event.sequence] = event
        try:
            self._take_in(event)
        except ActRefused:
            del self._numbered[event.sequence]
            raise
        self.events.append(event)
        self._state = None

    def _take_in(self, event: Event) -> None:
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
            case Introduce(who, same):
                self._introduce(event.sequence, event.reviewer, who, same)
            case _:
                self._apply_all(parts_of(event))
                self._done.setdefault(event.reviewer, []).append(event.sequence)
                self._undone.pop(event.reviewer, None)

    def _refuse_anothers(self, target: int, reviewer: str, refusal: ActRefused) -> None:
        """Only an own act can be switched, and only while no new one came after it was undone."""
        if not any(target in own.get(reviewer, ()) for own in (self._done, self._undone)):
            raise refusal

    def _introduce(self, sequence: int, name: str, who: str, same: bool) -> None:
        """Let a browser or an account be known by a name from here on. What it did under another, which nobody else bears,
        is its own under this one, too."""
        if not who:
            raise ActRefused("say who you are first: an act belongs to somebody")
        if not same and any(known == name and other != who for other, known in self._people.items()):
            raise ActRefused("somebody else works on this project under the name {who}; choose another", who=name)
        before = self._people.get(who, name)
        self._people.put(who, name, part_of(sequence, 0))
        if before not in self._people.values():
            self._done[name] = sorted([*self._done.pop(before, ()), *self._done.get(name, ())])
            # What was undone last was done first.
            self._undone[name] = sorted([*self._undone.pop(before, ()), *self._undone.get(name, ())], reverse=True)

    def next_undo(self, reviewer: str) -> Event | None:
        """The reviewer's last act that still counts, which undo would switch off."""
        own = self._done.get(reviewer)
        return self.events[own[-1] - 1] if own else None

    def next_redo(self, reviewer: str) -> Event | None:
        """The act that the reviewer undid last, unless a new act came after it."""
        own = self._undone.get(reviewer)
        return self.events[own[-1] - 1] if own else None

    def state(self) -> State:
        """The state after all events. O(links) after a change, and O(notes of a kind) after one to them, else nothing."""
        if self._state is None:
            self._review_changes()
            self._state = State(
                tuple([self._reviewed[pair] for pair in self._links.listed(in_order)]),
                self._flags.listed(by_number),
                self.events[-1].sequence if self.events else 0,
                self._comments.listed(by_number),
                self._proposals.listed(by_number),
                self._assignments.listed(lambda table: tuple(sorted(table.items()))),
                self._sample.get(None, ()),
                self._judgements.listed(as_judgements),
                self._ratings.listed(as_ratings),
                self._dismissals.listed(by_number),
                self._terms.listed(by_number),
                self.cuts,
                self._people.listed(lambda table: tuple(table.items())),
                self._sentences.listed(as_said),
                self._assigned.listed(as_assigned),
            )
        return self._state

    def _review_changes(self) -> None:
        for pair in self._decisions.changes():
            self._review(pair)

    def _review(self, pair: Pair) -> None:
        """See what has become of a link."""
        if pair not in self._links:
            self._reviewed.pop(pair, None)
            return
        made, decision = self._links[pair], self._decisions.get(pair)
        if decision:
            status = status_given(cast(Decision, decision.act))
            made = ReviewedLink(made.link, made.origin, status, decision.reviewer, decision.at)
        self._reviewed[pair] = made

    @property
    def cuts(self) -> tuple[Recount, ...]:
        """Units that became two and new versions of a text, in order."""
        return self._cuts.listed(lambda table: tuple(cut for cuts in by_number(table) for cut in cuts))

    def _switch(self, target: int, on: bool) -> None:
        """Let an event count no more, or again, in its place: the later ones that build on it are replayed without it, or
        after it."""
        counts_anew, later = bool(recounts(self._numbered[target].act)), None
        if counts_anew or any(sequence >= target for sequence in self._cuts):
            later = [part for event in self._counting(after=target) for part in parts_of(event)]
        if later and counts_anew:
            # They count the units as they are now.
            raise ActRefused("later changes build on that act: take those back first")
        if (target not in self._off) == on:
            raise ActRefused("that act is undone already" if not on else "that act counts already")
        cuts = tuple(sequence for sequence in sorted(self._cuts) if sequence < target)
        if on and self._off[target].cuts != cuts:
            raise ActRefused("a cut that was made before that act was taken back: units are counted otherwise now")
        parts = parts_of(self._numbered[target])
        own = self._off[target].places if on else [self._places(part) for part in parts]
        replayed = self._built_on(parts, own) if later is None else later
        self._replace([*replayed[::-1], *(() if on else parts[::-1])], [*(parts if on else ()), *replayed])
        if on:
            del self._off[target]
        else:
            self._off[target] = _Off(own, cuts)

    def _replace(self, out: Sequence[Part], back: Sequence[Part]) -> None:
        """Take parts back, and do parts again.

        Raises:
            ActRefused: one of them does not apply any more; then all is as it was.
        """
        for part in out:
            self._take_back(part)
        try:
            self._apply_all(back)
        except ActRefused as refusal:
            self._apply_all(out[::-1])
            raise ActRefused("later changes build on that act: take those back first") from refusal

    def _apply_all(self, parts: Sequence[Part]) -> None:
        """Do parts of events; none of them where one does not apply."""
        for number, part in enumerate(parts):
            try:
                self._apply(part)
            except ActRefused:
                for done in reversed(parts[:number]):
                    self._take_back(done)
                raise

    def _counting(self, after: int) -> Iterator[Event]:
        """The events beyond a sequence number that were not undone."""
        return (event for number, event in self._numbered.items() if number > after and number not in self._off)

    def _built_on(self, parts: Sequence[Part], own: Sequence[Sequence[Place]]) -> list[Part]:
        """The parts after these that looked at what they looked at, and those after them, in order."""
        waiting = list(zip(parts, own, strict=True))  # in order, so it is a heap
        known, seen = set(parts), set[tuple[int, Any]]()
        while waiting:
            part, places = heappop(waiting)
            # Parts come in order: whoever uses a place after this one uses it after the later ones, too.
            for table, key in places:
                if (id(table), key) in seen:
                    continue
                seen.add((id(table), key))
                for later in table.users_after(key, part):
                    if later not in known:
                        known.add(later)
                        heappush(waiting, (later, self._places(later)))
        return sorted(known.difference(parts))

    def _found(self, part: Part) -> tuple[Event, Pair | None]:
        """The event, and the link that the part gives a status, if that is all that it does."""
        sequence, number = parted(part)
        event = self._numbered[sequence]
        match event.act:
            case SetStatus(pair):
                return event, pair
            case AcceptMany(pairs) | SetStatusOfMany(pairs):
                return event, pairs[number]
        return event, None

    def _places(self, part: Part) -> list[Place]:
        """Where a part that counts looked or changed something."""
        _, decided = self._found(part)
        return [(self._decisions, decided)] if decided else self._applied[part].places

    def _apply(self, part: Part) -> None:
        event, decided = self._found(part)
        if decided:
            self._refuse_gone(decided)
            self._decisions.put(decided, event, part)
            return
        applied = Applied(part)
        try:
            self._change(applied, event)
        except ActRefused:
            applied.take_back()
            raise
        self._applied[part] = applied

    def _take_back(self, part: Part) -> None:
        _, decided = self._found(part)
        if decided:
            self._decisions.take_back(decided, part)
        else:
            self._applied.pop(part).take_back()

    def _change(self, applied: Applied, event: Event) -> None:
        who, at = event.reviewer, event.at
        match event.act:
            case Relink(_, before, after, scores):
                if units_in(before) != units_in(after) or not all(map(any, after)):
                    raise ActRefused("the new links do not cover the units of the old ones")
                for pair in before:
                    self._refuse_gone(pair)
                    self._make(applied, pair, ABSENT)
                for place, (kk, en) in enumerate(after):
                    link, origin = (Link(kk, en, *scores[place]), "machine") if scores else (Link(kk, en), "reviewer")
                    self._make(applied, (kk, en), ReviewedLink(link, origin, "unreviewed", who, at))  # type: ignore[arg-type]
            case SplitAt() as act:
                self._split_at(applied, event, act)
            case Update() as act:
                self._update(applied, event, act)
            case _:
                self._say(applied, event)

    def _make(self, applied: Applied, pair: Pair, made: ReviewedLink, decision: Event = ABSENT) -> None:
        """Put a link in its place, with what was decided of it, or take it away where it is `ABSENT`."""
        applied.put(self._links, pair, made)
        applied.put(self._decisions, pair, decision)

    def _split_at(self, applied: Applied, event: Event, act: SplitAt) -> None:
        put, who, at = applied.put, event.reviewer, event.at
        self._refuse_gone(act.pair)
        pair = act.pair
        for cut in act.cuts:
            self._cut(applied, cut)
            pair = moved(pair, cut)
        put(self._cuts, event.sequence, act.cuts)
        self._make(applied, pair, ABSENT)
        for part in act.parts:
            self._make(applied, part, ReviewedLink(Link(*part), "reviewer", "unreviewed", who, at))

    def _cut(self, applied: Applied, cut: Cut) -> None:
        """Count the units anew wherever they are named."""
        changed = [
            (made, self._decisions.get(pair, ABSENT), pair, new)
            for pair, made in self._links.items()
            if (new := moved(pair, cut)) != pair
        ]
        for _, _, pair, _ in changed:
            self._make(applied, pair, ABSENT)
        for made, decision, _, (kk, en) in changed:
            self._make(applied, (kk, en), replace(made, link=replace(made.link, kk=kk, en=en)), decision)
        self._count_said(applied, cut)

    def _count_said(self, applied: Applied, cut: Recount) -> None:
        """What is said goes with its units."""
        count_notes(applied, cast(list[Table[int, Any]], [self._flags, self._comments, self._proposals]), cut)
        count_opinions(applied, cast(list[Table[Any, Any]], [self._judgements, self._ratings]), cut)
        count_sentences(applied, self._sentences, cut)
        count_assigned(applied, self._assigned, cut)
        if None in self._sample:
            whole = (pair for pair in self._sample[None] if is_whole_after(pair, cut))
            applied.put(self._sample, None, tuple(moved(pair, cut) for pair in whole))

    def _update(self, applied: Applied, event: Event, act: Update) -> None:
        """Put a new version in the place of a text: what goes on keeps what was said of it."""
        version, put = act.version, applied.put
        for pair in act.before:
            self._refuse_gone(pair)
        self._review_changes()
        made = links_after(self._reviewed, act, event)
        changed = {pair: one for pair, one in made.items() if self._reviewed.get(pair) != one}
        for pair in [pair for pair in self._links if pair not in made or pair in changed]:
            self._make(applied, pair, ABSENT)
        for pair, reviewed in changed.items():
            self._make(applied, pair, reviewed)
        put(self._cuts, event.sequence, (version,))
        self._count_said(applied, version)

    def _say(self, applied: Applied, event: Event) -> None:
        """What is said of links and of findings; the links stay as they are."""
        number, who, at, put = event.sequence, event.reviewer, event.at, applied.put
        match event.act:
            case RaiseFlag(pair, category, severity, note, spans, better, finding):
                self._look_at(applied, pair)
                flag = Flag(number, *pair, category, severity, note, who, as_spans(spans), better, finding)
                put(self._flags, number, flag)
            case RaiseFlags() as act:
                for place, (pair, spans, better) in enumerate(zip(act.pairs, act.spans, act.betters, strict=True)):
                    self._look_at(applied, pair)
                    flag_id = act.flag_id(number, place)
                    raised = Flag(flag_id, *pair, act.category, act.severity, act.note, who, as_spans(spans), better)
                    put(self._flags, flag_id, raised)
            case EditFlag(flag_id, category, severity, note, spans, better):
                applied.look(self._flags, flag_id)
                if flag_id not in self._flags:
                    raise ActRefused("this flag is gone already")
                said = {"category": category, "severity": severity, "note": note, "better": better}
                put(self._flags, flag_id, replace(self._flags[flag_id], **said, spans=as_spans(spans)))  # type: ignore[arg-type]
            case AddComment(pair, text):
                self._look_at(applied, pair)
                put(self._comments, number, Comment(number, *pair, text, who, at))
            case Propose(pair, side, text):
                self._look_at(applied, pair)
                put(self._proposals, number, Proposal(number, *pair, side, text, who, at))
            case LinkSentences() as act:
                self._look_at(applied, act.pair)
                link_sentences(applied, self._sentences, event, act)
            case Dismiss(scope, targets, reason):
                put(self._dismissals, number, Dismissal(scope, targets, reason, who, at, number))
            case RemoveFlag(gone_id) | RemoveComment(gone_id) | Withdraw(gone_id) | Reinstate(gone_id):
                table, refusal = self._notes(event.act)
                applied.look(table, gone_id)
                if gone_id not in table:
                    raise refusal
                put(table, gone_id, ABSENT)
            case _:
                self._set(applied, event)

    def _set(self, applied: Applied, event: Event) -> None:
        """What a later act of the same kind replaces, and the glossary."""
        number, who, put = event.sequence, event.reviewer, applied.put
        match event.act:
            case Rate(pair, score):
                self._look_at(applied, pair)
                put(self._ratings, (who, pair), ABSENT if score is None else score)
            case ChangeTerms():
                put(self._terms, number, event.act)
            case AssignSection(section, to):
                put(self._assignments, section, to or ABSENT)
            case AssignLinks() as act:
                assign_units(applied, self._assigned, act)
            case DrawSample(pairs):
                for pair in pairs:
                    self._look_at(applied, pair)
                put(self._sample, None, pairs)
            case Judge(pair, verdict):
                applied.look(self._sample, None)
                if pair not in self._sample.get(None, ()):
                    raise ActRefused("this link is not in the sample of the double review")
                put(self._judgements, (who, pair), verdict)

    def _notes(self, act: RemoveFlag | RemoveComment | Withdraw | Reinstate) -> tuple[Table[int, Any], ActRefused]:
        """The notes that the act takes one away from, and what to raise where it is not among them."""
        match act:
            case RemoveFlag():
                return cast(Table[int, Any], self._flags), ActRefused("this flag is gone already")
            case RemoveComment():
                return cast(Table[int, Any], self._comments), ActRefused("this comment is gone already")
            case Withdraw():
                return cast(Table[int, Any], self._proposals), ActRefused("this proposal is gone already")
            case Reinstate():
                return cast(Table[int, Any], self._dismissals), ActRefused("this dismissal is gone already")

    def _refuse_gone(self, pair: Pair) -> None:
        if pair not in self._links:
            raise gone(pair)

    def _look_at(self, applied: Applied, pair: Pair) -> None:
        """Refuse a link that is not there; without it the act would not be."""
        applied.look(self._links, pair)
        self._refuse_gone(pair)


def replay(machine: Sequence[Link], events: Iterable[Event]) -> State:
    """The state after all events.

    Raises:
        ActRefused: an event does not apply to the state before it. This cannot happen to events that were checked when
            they were saved, as `Project.append` does. O(links + events × the length of an act).
    """
    return Ledger(machine, events).state()
