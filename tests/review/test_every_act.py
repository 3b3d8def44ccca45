"""Every kind of act, by two people at once who each look at what was there some time ago.

Everything that is said in these tests says what words it is said of, so that any place that is not counted anew shows.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignment import review
from alignment.exceptions import ActRefused, Conflict
from alignment.project import Project, State, cutting
from alignment.project.database import _prepare_sqlite
from alignment.project.events import _ACTS, act_to_json
from alignment.project.ledger import replay
from alignment.records import SCOPES, Alignment, Dismissal, Link, Pair, Point, Side, Span, Status, Term, Verdict, units_of
from alignment.review.acts.on_links import Neighbour
from tests.conftest import small_alignment

EXAMPLES = int(os.environ.get("ACT_EXAMPLES", "40"))
"""How many lists of acts are tried; more find more."""

STATUSES: tuple[Status, ...] = ("unreviewed", "accepted", "needs review")
VERDICTS: tuple[Verdict, ...] = ("right", "partly right", "wrong")
# What people do, and the kind of act that a project keeps of it.
RELINKS = ("merge", "split", "move", "shift", "swap", "pop", "link", "realign")
ON_LINKS = {"status": "status", "above": "accept many", "split at": "split at", **dict.fromkeys(RELINKS, "relink")}
ON_WORDS = {
    "edit": "edit flag",
    **{name: name for name in ("flag", "unflag", "rate", "comment", "uncomment", "propose", "withdraw", "sample", "judge")},
}
OTHERS = {name: name for name in ("dismiss", "reinstate", "terms", "assign", "undo", "redo")}
KINDS = {**ON_LINKS, **ON_WORDS, **OTHERS}
WEIGHTY = ("split at", "undo", "redo", "flag", "edit", "sample", "judge", "rate")


def bare(text: str) -> str:
    """Without white space, which a cut takes away."""
    return "".join(text.split())


def words_of(alignment: Alignment, pair: Pair) -> str:
    """What stands in a link, both sides: what everything that is said of it has to go with."""
    return bare("/".join(alignment.texts(Link(*pair))))


def marked(alignment: Alignment, spans: tuple[Span, ...]) -> str:
    return bare("".join(alignment.units(span.side)[span.unit].text[span.start : span.end] for span in spans))


def score(words: str) -> int:
    return sum(map(ord, words)) % 101


def verdict(words: str) -> Verdict:
    return VERDICTS[score(words) % 3]


@dataclass(frozen=True)
class Step:
    """One act: whose, whether they look at the links anew before it, what it is, and what it is done to."""

    who: str
    looks: bool
    what: str
    place: int
    number: int
    side: Side
    way: bool


steps = st.builds(
    Step,
    st.sampled_from("ab"),
    st.booleans(),
    st.sampled_from([*KINDS, *WEIGHTY]),
    st.integers(0, 7),
    st.integers(0, 40),
    st.sampled_from(["kk", "en"]),
    st.booleans(),
)


class Person:
    """A reviewer with a program of their own, and what its screen shows."""

    def __init__(self, name: str, project: Project) -> None:
        self.name = name
        self.project = project
        self.look()

    def look(self) -> None:
        self.state = self.project.state()
        self.alignment = self.project.alignment

    def do(self, step: Step) -> State:
        """The act, on what the screen shows.

        Raises:
            ActRefused, Conflict: as the acts do.
        """
        links = self.state.links
        pair = links[step.place % len(links)].pair
        if step.what in ON_LINKS:
            return self._on_links(step, pair)
        if step.what in ON_WORDS:
            return self._on_words(step, pair)
        project, who, number = self.project, self.name, step.number
        match step.what:
            case "dismiss":
                made = review.dismiss(project, Dismissal(SCOPES[number % 3], (f"{number}",), f"because {number}"), who)
            case "reinstate":
                made = review.reinstate(project, self._chosen([d.id for d in self.state.dismissals], number), who)
            case "terms":
                out = [("court", "сот")] if step.way else []
                made = review.change_terms(project, who, [Term(f"term {number}", "атау")] if number % 3 else [], out)
            case "assign":
                made = review.assign(project, f"en.{step.place}", "dana" if step.way else "", who)
            case "undo":
                made = project.undo(who)
            case _:
                made = project.redo(who)
        return made

    def _on_links(self, step: Step, pair: Pair) -> State:
        project, who, seen, side, number = self.project, self.name, self.state.sequence, step.side, step.number
        neighbour: Neighbour = "next" if step.way else "previous"
        match step.what:
            case "status":
                made = review.set_status(project, pair, STATUSES[number % 3], who, seen)
            case "above":
                made = review.accept_above(project, pair, who, seen)
            case "merge":
                made = review.merge(project, pair, neighbour, who, seen, side if number % 3 == 0 else None)
            case "split":
                made = review.split(project, pair, number % 3, number // 3 % 3, who, seen)
            case "split at":
                kk, en = (self._points(own, pair) for own in ("kk", "en"))
                made = review.split_at(project, pair, kk[number % len(kk)], en[number // 6 % len(en)], who, seen)
            case "move":
                made = review.move(project, pair, side, neighbour, who, seen)
            case "shift":
                made = review.shift(project, pair, side, "down" if step.way else "up", who, seen)
            case "swap":
                made = review.swap(project, pair, who, seen)
            case "pop":
                own = units_of(pair, side) or (0,)
                made = review.pop(project, pair, side, own[number % len(own)], who, seen)
            case "link":
                made = review.link_places(project, number % 7, step.place, who, seen)
            case _:
                two = [reviewed.pair for reviewed in self.state.links[step.place : step.place + 2]]
                joined = tuple(tuple(sorted(u for pair in two for u in pair[side])) for side in (0, 1))
                made = review.replace_links(project, two, [Link(*joined, 0.5, 0.4)], "realign", who, seen)
        return made

    def _points(self, side: Side, pair: Pair) -> list[Point]:
        return cutting.points(self.alignment, side, units_of(pair, side), words=True) or [Point(0)]

    def _on_words(self, step: Step, pair: Pair) -> State:
        project, who, seen, side, number = self.project, self.name, self.state.sequence, step.side, step.number
        words = words_of(self.alignment, pair)
        match step.what:
            case "flag":
                spans = self._spans(step, pair)
                note = marked(self.alignment, spans)
                made = review.flag(project, pair, "Other", "minor", note, who, seen, spans=spans, better=words)
            case "edit":
                number_of = self._chosen([flag.id for flag in self.state.flags], number)
                flag = next(flag for flag in self.state.flags if flag.id == number_of)
                spans = self._spans(step, (flag.kk, flag.en))
                note = marked(self.alignment, spans)
                made = review.edit_flag(
                    project, flag.id, "Other", "major", note, who, seen, spans=spans, better=flag.better
                )
            case "unflag":
                made = review.unflag(project, self._chosen([flag.id for flag in self.state.flags], number), who)
            case "rate":
                made = review.rate(project, pair, score(words) if number % 4 else None, who, seen)
            case "comment":
                made = review.comment(project, pair, words, who, seen)
            case "uncomment":
                made = review.uncomment(project, self._chosen([note.id for note in self.state.comments], number), who)
            case "propose":
                made = review.propose(project, pair, side, words, who, seen)
            case "withdraw":
                made = review.withdraw(project, self._chosen([note.id for note in self.state.proposals], number), who)
            case "sample":
                made = review.draw_sample(project, 1 + number % 5, number, who)
            case _:
                pair = self.state.sample[number % len(self.state.sample)] if self.state.sample else pair
                made = review.judge(project, pair, verdict(words_of(self.alignment, pair)), who, seen)
        return made

    def _spans(self, step: Step, pair: Pair) -> tuple[Span, ...]:
        """From one word to another of each of the link's units on one side; of none where the number says so."""
        spans = []
        for unit in units_of(pair, step.side) if step.number % 5 else ():
            gaps = cutting.points(self.alignment, step.side, (unit,), words=True)
            first, last = sorted((step.number % len(gaps), step.place % len(gaps)))
            end = len(self.alignment.units(step.side)[unit].text) if last == len(gaps) - 1 else gaps[last].end
            if gaps[first].unit == unit and gaps[first].start < end:
                spans.append(Span(step.side, unit, gaps[first].start, end))
        return tuple(spans)

    @staticmethod
    def _chosen(numbers: list[int], number: int) -> int:
        if not numbers:
            raise ActRefused("there is none on the screen")
        return numbers[number % len(numbers)]


def rows(path: Path) -> list[tuple[object, ...]]:
    """The events as they stand in the file."""
    connection = sqlite3.connect(path)
    try:
        return connection.execute("SELECT * FROM event ORDER BY sequence").fetchall()
    finally:
        connection.close()


def check_links(state: State, alignment: Alignment) -> None:
    """Each unit is in one link, links stand in the order of their Kazakh units, and no word has gone."""
    for side in ("kk", "en"):
        places = [place for reviewed in state.links for place in units_of(reviewed.pair, side)]
        assert sorted(places) == list(range(len(alignment.units(side))))
        assert bare("".join(u.text for u in alignment.units(side))) == bare(
            "".join(u.text for u in small_alignment().units(side))
        )
        assert len({unit.id for unit in alignment.units(side)}) == len(alignment.units(side))
    assert all(list(own) == sorted(own) for reviewed in state.links for own in reviewed.pair)
    first = [reviewed.link.kk[0] for reviewed in state.links if reviewed.link.kk]
    assert all(a < b for a, b in pairwise(first))


def check_words(state: State, alignment: Alignment, known: set[str]) -> None:
    """All that was said goes with the words that it was said of."""
    for flag in state.flags:
        for span in flag.spans:
            assert span.unit in units_of((flag.kk, flag.en), span.side)
            assert 0 <= span.start < span.end <= len(alignment.units(span.side)[span.unit].text)
        assert marked(alignment, flag.spans) == flag.note
        assert words_of(alignment, (flag.kk, flag.en)) == flag.better
    for note in (*state.comments, *state.proposals):
        assert words_of(alignment, (note.kk, note.en)) == note.text
    for rating in state.ratings:
        assert rating.score == score(words_of(alignment, rating.pair))
    for judgement in state.judgements:
        assert judgement.verdict == verdict(words_of(alignment, judgement.pair))
    for pair in (*state.sample, *(r.pair for r in state.ratings), *(j.pair for j in state.judgements)):
        assert words_of(alignment, pair) in known


def content(state: State) -> State:
    """The state whatever the number of events that led to it."""
    return replace(state, sequence=0)


def unwind(people: dict[str, Person]) -> list[str]:
    """Take every act back that counts, the last one first; who did each."""
    undone = []
    while True:
        for person in people.values():
            person.look()
        last = [(event.sequence, name) for name, own in people.items() if (event := own.project.next_undo(name))]
        if not last:
            return undone
        _, name = max(last)
        people[name].project.undo(name)
        undone.append(name)


@pytest.fixture(scope="module", autouse=True)
def without_waiting() -> Iterator[None]:
    """The disk need not have what these tests write, for which each act would wait."""

    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        _prepare_sqlite(connection, _record)
        connection.execute("PRAGMA synchronous = OFF")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("alignment.project.database._prepare_sqlite", prepare)
        yield


def test_every_kind_of_act_is_among_those_that_are_tried() -> None:
    assert set(KINDS.values()) == set(_ACTS)


@settings(max_examples=EXAMPLES, deadline=None)
@given(acts=st.lists(steps, min_size=15, max_size=45))
@pytest.mark.slow
def test_whatever_two_people_do_at_once_everything_stays_with_its_words(
    tmp_path_factory: pytest.TempPathFactory, acts: list[Step]
) -> None:
    path = tmp_path_factory.mktemp("acts") / "p.kken"
    machine = small_alignment()
    people = {"a": Person("a", Project.create(machine, path)), "b": Person("b", Project.open(path))}
    start = people["a"].state
    known = {words_of(machine, link.pair) for link in machine.links}
    for step in acts:
        person = people[step.who]
        if step.looks:
            person.look()
        before, shown = rows(path), person.project.state() if step.looks else None
        try:
            person.state = person.do(step)
        except (ActRefused, Conflict):
            assert rows(path) == before
            assert shown is None or person.project.state() == shown
            continue
        person.alignment = person.project.alignment
        assert rows(path)[:-1] == before
        kept, _ = act_to_json(person.project.events()[-1].act)
        # A split that cuts no unit is kept as new links.
        assert kept == KINDS[step.what] or (step.what, kept) == ("split at", "relink")
        known.update(words_of(person.alignment, reviewed.pair) for reviewed in person.state.links)
        check_links(person.state, person.alignment)
        check_words(person.state, person.alignment, known)
    for person in people.values():
        person.look()
    first, second = people.values()
    again = Project.open(path)
    assert first.state == second.state == again.state() == replay(machine.links, again.events())
    assert first.alignment == second.alignment == again.alignment
    last = first.state
    # All taken back, the first state is there; all done again, the last.
    undone = unwind(people)
    for person in people.values():
        assert content(person.state) == content(start)
        assert person.alignment == machine
    for name in reversed(undone):
        people[name].project.redo(name)
    assert content(again.state()) == content(last)
