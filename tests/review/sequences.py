"""Sequences of acts by two people at once, who look at the links now and then, leave dialogs open and come back to them.

Everything that is said in a sequence says what words it is said of, so that any place that is not counted anew shows.
"""

from __future__ import annotations

import copy
import random
import sqlite3
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from unittest import mock

from hypothesis import strategies as st

from alignment import review
from alignment.checks import Finding
from alignment.exceptions import ActRefused, Conflict
from alignment.glossary import Glossary
from alignment.project import Project, State, cutting, database
from alignment.project.ledger import replay
from alignment.records import (
    SCOPES,
    SIDES,
    Alignment,
    Dismissal,
    Document,
    Link,
    Pair,
    Point,
    Side,
    Span,
    SpanPair,
    Status,
    Term,
    Verdict,
    Version,
    units_of,
)
from alignment.review.acts.on_links import Neighbour
from tests.conftest import paragraph
from tests.review.next_versions import Kin, last_version, next_version, shipped, texts_of

STATUSES: tuple[Status, ...] = ("unreviewed", "accepted", "needs review")
VERDICTS: tuple[Verdict, ...] = ("right", "partly right", "wrong")
# What people do, and the kind of act that a project keeps of it.
RELINKS = ("merge", "split", "move", "shift", "swap", "pop", "link", "realign")
ON_LINKS = {"status": "status", "above": "accept many", "split at": "split at", **dict.fromkeys(RELINKS, "relink")}
ON_MANY = {"many": "status of many", "merge many": "relink", "flag places": "flags", "assign links": "assign links"}
ON_WORDS = {
    "edit": "edit flag",
    "sentences": "sentences",
    **{name: name for name in ("flag", "unflag", "rate", "comment", "uncomment", "propose", "withdraw", "sample", "judge")},
}
ON_FINDINGS = {"confirm": "flag", "dismiss found": "dismiss"}
OTHERS = {name: name for name in ("dismiss", "reinstate", "terms", "assign", "introduce", "update", "undo", "redo")}
KINDS = {**ON_LINKS, **ON_MANY, **ON_WORDS, **ON_FINDINGS, **OTHERS}
WEIGHTY = ("split at", "undo", "redo", "flag", "edit", "sample", "judge", "rate", "confirm")
CHEAP = ("script", "numbers")
"""The checks that look for findings; they find one-sided marks and marks of either side in `faulty_texts`."""


def bare(text: str) -> str:
    """Without white space, which a cut takes away."""
    return "".join(text.split())


def words_of(alignment: Alignment, pair: Pair) -> str:
    """What stands in a link, both sides: what everything that is said of it has to go with."""
    return " ".join("/".join(alignment.texts(Link(*pair))).split())


def marked(alignment: Alignment, spans: tuple[Span, ...]) -> str:
    return bare("".join(alignment.units(span.side)[span.unit].text[span.start : span.end] for span in spans))


def words_of_spans(alignment: Alignment, pair: SpanPair) -> str:
    return "".join(marked(alignment, spans) for spans in pair)


def score(words: str) -> int:
    return sum(map(ord, words)) % 101


def verdict(words: str) -> Verdict:
    return VERDICTS[score(words) % 3]


@dataclass(frozen=True)
class Step:
    """One act: whose, whether they look at the links anew before it, what it is, and what it is done to. It may be left
    open, as a dialog is, and be done later as it was meant then."""

    who: str
    looks: bool
    what: str
    place: int
    number: int
    side: Side
    way: bool
    left_open: bool = False


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

    def __init__(self, name: str, project: Project, kin: Kin) -> None:
        self.name = name
        self.kin = kin
        self.project = project
        self.look()

    def look(self) -> None:
        self.state = self.project.state()
        self.alignment = self.project.alignment
        self._findings: list[Finding] | None = None

    def findings(self) -> list[Finding]:
        """What the checks find in what the screen shows."""
        if self._findings is None:
            self._findings = review.inspect(self.alignment, self.state, Glossary(), only=CHEAP)
        return self._findings

    def with_dialog(self) -> Person:
        """The reviewer as they were when they opened a dialog: they come back to it with what the screen showed then."""
        return copy.copy(self)

    def do(self, step: Step) -> State:
        """The act, on what the screen shows.

        Raises:
            ActRefused, Conflict: as the acts do.
        """
        links = self.state.links
        pair = links[step.place % len(links)].pair
        for kinds, way in ((ON_LINKS, self._on_links), (ON_MANY, self._on_many), (ON_WORDS, self._on_words)):
            if step.what in kinds:
                return way(step, pair)
        if step.what in ON_FINDINGS:
            return self._on_findings(step)
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
            case "introduce":
                browser = f"browser {who}{number % 3}"
                if review.name_of(project.state(), browser) == who:
                    raise ActRefused("it is known already")
                made = review.introduce(project, who, browser, same=step.way)
            case "update":
                document = next_version(self.alignment, step.side, number, self.kin)
                made = review.update(project, step.side, document, shipped(), who, self.state.sequence)
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

    def _on_many(self, step: Step, pair: Pair) -> State:
        links, seen, number = self.state.links, self.state.sequence, step.number
        own = self.state.place(pair)
        if step.what == "merge many":
            run = [reviewed.pair for reviewed in links[own : own + 2 + number % 2]]
            return review.merge_many(self.project, run, self.name, seen)
        some = [reviewed.pair for reviewed in links[own :: 1 + number % 2]]
        if step.what == "flag places":
            own_words = {pair: self._spans(step, pair)[:1] for pair in some}
            notes = {marked(self.alignment, spans): (pair, spans) for pair, spans in own_words.items() if spans}
            note = next(iter(notes), "")  # the words of a flag are known by its note, which all of them share
            same = [pair for pair, spans in own_words.items() if spans and marked(self.alignment, spans) == note]
            places = [own_words[pair][0] for pair in same]
            betters = [words_of(self.alignment, pair) for pair in same]
            return review.flag_places(self.project, places, betters, "Other", "minor", note, self.name, seen)
        if step.what == "assign links":
            return review.assign_links(self.project, some, ("", "dana", "omar")[number % 3], self.name, seen)
        return review.set_status_of_many(self.project, some, STATUSES[number % 3], self.name, seen)

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
            case "sentences":
                kk, en = (
                    tuple(Span(own, u, 0, len(self.alignment.units(own)[u].text)) for u in units_of(pair, own))
                    for own in SIDES
                )
                status = STATUSES[score(bare(words_of_spans(self.alignment, (kk, en)))) % 3]
                made = review.set_sentence_status(project, pair, (kk, en), status, who, seen)
            case "sample":
                made = review.draw_sample(project, 1 + number % 5, number, who)
            case _:
                pair = self.state.sample[number % len(self.state.sample)] if self.state.sample else pair
                made = review.judge(project, pair, verdict(words_of(self.alignment, pair)), who, seen)
        return made

    def _on_findings(self, step: Step) -> State:
        found = self.findings()
        if not found:
            raise ActRefused("there is none on the screen")
        finding = found[step.number % len(found)]
        if step.what == "confirm":
            return review.confirm(self.project, finding, self.name)
        several = [finding, found[step.place % len(found)]]
        return review.dismiss_open(self.project, several, SCOPES[step.number % 2], "because", self.name)

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


def rows(place: Path | str) -> list[tuple[object, ...]]:
    """The events as they stand in the file, or in the database."""
    engine = database.open_engine(place)
    try:
        with engine.connect() as connection:
            return [tuple(row) for row in connection.exec_driver_sql("SELECT * FROM event ORDER BY sequence")]
    finally:
        engine.dispose()


def check_links(state: State, alignment: Alignment, machine: Alignment) -> None:
    """Each unit is in one link, links stand in the order of their Kazakh units, and no word has gone."""
    for side in ("kk", "en"):
        places = [place for reviewed in state.links for place in units_of(reviewed.pair, side)]
        assert sorted(places) == list(range(len(alignment.units(side))))
        version = last_version(alignment, side)
        whole = version.units if version else machine.units(side)
        assert bare("".join(u.text for u in alignment.units(side))) == bare("".join(u.text for u in whole))
        assert len({unit.id for unit in alignment.units(side)}) == len(alignment.units(side))
    assert all(list(own) == sorted(own) for reviewed in state.links for own in reviewed.pair)
    first = [reviewed.link.kk[0] for reviewed in state.links if reviewed.link.kk]
    assert all(a < b for a, b in pairwise(first))


def words_of_marks(finding: Finding) -> set[str]:
    """What a flag that confirms the finding may mark: its words, of either side or both."""
    kk, en = (bare(mark.text) if mark else "" for mark in (finding.kk, finding.en))
    return {kk, en, kk + en} - {""} or {""}


def check_names(alignment: Alignment, kin: Kin) -> None:
    """An id never comes to name other words. The parts of a unit share their ids' first half, and may be cut anew."""
    for unit in (*alignment.kk_units, *alignment.en_units):
        if "/" not in unit.id:
            assert kin.goes_on(unit.text, kin.names.setdefault(unit.id, unit.text))


def check_words(state: State, alignment: Alignment, known: set[str], confirmed: dict[str, set[str]], kin: Kin) -> None:
    """All that was said goes with the words that it was said of. What a confirmed finding marks is known by its message."""
    if any(isinstance(cut, Version) for cut in state.cuts):
        check_kin(state, alignment, known, confirmed, kin)
        return
    for flag in state.flags:
        for span in flag.spans:
            assert span.unit in units_of((flag.kk, flag.en), span.side)
            assert 0 <= span.start < span.end <= len(alignment.units(span.side)[span.unit].text)
        if flag.finding:
            assert marked(alignment, flag.spans) in {flag.note, *confirmed.get(flag.finding + flag.note, ())}
        else:
            assert marked(alignment, flag.spans) == flag.note
            assert words_of(alignment, (flag.kk, flag.en)) == flag.better
    for note in (*state.comments, *state.proposals):
        assert words_of(alignment, (note.kk, note.en)) == note.text
    for said in state.sentences:
        assert said.status == STATUSES[score(words_of_spans(alignment, said.pair)) % 3]
    for rating in state.ratings:
        assert rating.score == score(words_of(alignment, rating.pair))
    for judgement in state.judgements:
        assert judgement.verdict == verdict(words_of(alignment, judgement.pair))
    for pair in (*state.sample, *(r.pair for r in state.ratings), *(j.pair for j in state.judgements)):
        assert words_of(alignment, pair) in known


def check_kin(state: State, alignment: Alignment, known: set[str], confirmed: dict[str, set[str]], kin: Kin) -> None:
    """After a new version: each unit goes on from what was said of it, and what is marked was marked."""

    def goes_on(pair: Pair, then: str) -> bool:
        return all(kin.goes_on(alignment.units(side)[u].text, then) for side in SIDES for u in units_of(pair, side))

    for flag in state.flags:
        may_be = {flag.note, *confirmed.get(flag.finding + flag.note, ())}
        for span, text in zip(flag.spans, texts_of(alignment, flag.spans), strict=True):
            assert span.unit in units_of((flag.kk, flag.en), span.side)
            assert text
            assert any(text in one for one in may_be)
        if not flag.finding:
            assert goes_on((flag.kk, flag.en), flag.better)
    for note in (*state.comments, *state.proposals):
        assert goes_on((note.kk, note.en), note.text)
    for span in (span for said in state.sentences for spans in said.pair for span in spans):
        assert 0 <= span.start < span.end <= len(alignment.units(span.side)[span.unit].text)
    for rating in state.ratings:
        assert any(goes_on(rating.pair, then) for then in known if score(then) == rating.score)
    for judgement in state.judgements:
        assert any(goes_on(judgement.pair, then) for then in known if verdict(then) == judgement.verdict)
    for pair in (*state.sample, *(r.pair for r in state.ratings), *(j.pair for j in state.judgements)):
        assert any(pair)
        assert any(goes_on(pair, then) for then in known)


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


KK = (
    "Тақырып cот 7",
    "Бірінші cөз бен eкінші мәтін.",
    "Үшінші aбзац тұр.",
    "Төртінші oрын бос. Бесінші pет келді.",
    "Артық жoқ 9.",
)
EN = (
    "Title of court 11",
    "First word 22 and another.",
    "Third stands.",
    "A place 33 is empty. Came a fifth time.",
    "Left 44.",
)


def faulty_texts() -> Alignment:
    """Five links with findings on either side. No word stands in two places, so that words tell the place."""
    documents = [
        Document(f"{side}.txt", side, tuple(paragraph(side, place, text) for place, text in enumerate(texts)))
        for side, texts in (("kk", KK), ("en", EN))
    ]
    links = tuple(Link(*pair, 0.9 - place / 10, 0.5) for place, pair in enumerate(_PAIRS))
    return Alignment(*documents, "paragraph", documents[0].paragraphs, documents[1].paragraphs, links, "test")


_PAIRS: tuple[Pair, ...] = (((0,), (0,)), ((1,), (1, 2)), ((2,), ()), ((3,), (3,)), ((4,), (4,)))


@dataclass
class Counts:
    """What some sequences came to."""

    sequences: int = 0
    tried: int = 0
    """Acts that were tried."""

    done: int = 0
    refused: int = 0
    """Acts that were refused, conflicts among them."""

    agreed: int = 0
    """Acts that somebody else had done already, word for word."""

    left_open: int = 0
    """Acts that were prepared and done later, on another state."""

    faults: list[str] = field(default_factory=list)
    """Each sequence in which something was lost or came to stand in the wrong place: its seed, and what was found."""


def play(path: Path, acts: Sequence[Step], counts: Counts) -> None:
    """Let two people do some acts on a new project at `path`.

    Raises:
        AssertionError: something was lost, or came to stand in the wrong place.
    """
    machine = faulty_texts()
    kin = Kin()
    people = {"a": Person("a", Project.create(machine, path), kin), "b": Person("b", Project.open(path), kin)}
    known = {words_of(machine, link.pair) for link in machine.links}
    confirmed: dict[str, set[str]] = {}
    dialogs: list[tuple[Person, Step]] = []
    for step in acts:
        person = people[step.who]
        if step.looks:
            person.look()
        if step.left_open and step.way and dialogs:
            actor, meant = dialogs.pop(step.number % len(dialogs))
            counts.left_open += 1
        elif step.left_open:
            dialogs.append((person.with_dialog(), step))
            continue
        else:
            actor, meant = person, step
        counts.tried += 1
        if meant.what == "confirm":
            for finding in actor.findings():
                confirmed.setdefault(finding.key + str(finding.message), set()).update(words_of_marks(finding))
        before = rows(path)
        try:
            state = actor.do(meant)
        except (ActRefused, Conflict):
            assert rows(path) == before
            counts.refused += 1
            continue
        if rows(path) == before:
            assert content(state) == content(replay(machine.links, Project.open(path).events()))
            counts.agreed += 1
            continue
        counts.done += 1
        people[meant.who].look()
        alignment = people[meant.who].alignment
        assert rows(path)[:-1] == before
        known.update(words_of(alignment, reviewed.pair) for reviewed in state.links)
        check_links(state, alignment, machine)
        check_words(state, alignment, known, confirmed, kin)
        check_names(alignment, kin)
        known.update(words_of(alignment, pair) for pair in state.sample)  # which may be no link any more
        assert content(state) == content(replay(machine.links, people[meant.who].project.events()))
    again = Project.open(path)
    assert again.state() == replay(machine.links, again.events())
    for person in people.values():
        person.look()
        assert person.state == again.state()
        assert person.alignment == again.alignment
    counts.sequences += 1


def random_acts(seed: str, number: int, updates: bool = False) -> list[Step]:
    """As many steps as asked for, the same for the same seed."""
    chance = random.Random(seed)
    # A seed that found a fault once has to try the same for ever.
    whats = [kind for kind in KINDS if kind not in ("introduce", "update", *ON_MANY)]
    whats += [*WEIGHTY, "confirm", "confirm", "split at", "split at", *(["update"] * 4 if updates else [])]
    return [
        Step(
            chance.choice("ab"),
            chance.random() < 0.6,
            chance.choice(whats),
            chance.randrange(8),
            chance.randrange(41),
            chance.choice(("kk", "en")),
            chance.random() < 0.5,
            chance.random() < 0.3,
        )
        for _ in range(number)
    ]


def run_sequences(seed: int, seconds: float, steps_each: int = 40) -> Counts:
    """Sequences of acts, one after the other, until the time is over. Whatever is found is in the counts; the seed of a
    sequence goes into `random_acts` and `play` to see it again; every second one has new versions of the texts."""
    counts, end = Counts(), time.monotonic() + seconds
    with unsynced(), tempfile.TemporaryDirectory() as folder:
        number = 0
        while time.monotonic() < end:
            number += 1
            own = f"{seed}-{number}"
            try:
                play(Path(folder) / f"{number}.kken", random_acts(own, steps_each, updates=number % 2 == 0), counts)
            except Exception:  # whatever comes is a fault, and the next sequence is tried
                counts.faults.append(f"sequence {own}:\n{traceback.format_exc()}")
                counts.sequences += 1
            (Path(folder) / f"{number}.kken").unlink(missing_ok=True)
    return counts


@contextmanager
def unsynced() -> Iterator[None]:
    """The disk need not have what these sequences write, for which each act would wait."""
    prepare = database._prepare_sqlite

    def quicker(connection: sqlite3.Connection, record: object) -> None:
        prepare(connection, record)
        connection.execute("PRAGMA synchronous = OFF")

    with mock.patch.object(database, "_prepare_sqlite", quicker):
        yield
