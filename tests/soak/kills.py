"""Processes that act on one project through `review`, eight at once, killed and interrupted at any moment.

Each writes into a pipe what it was told is saved. The one who kills holds that against the file: every act is there once
and as it was told, nothing else is, the project opens, and what anybody has in memory is the replay of what is in the file.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import random
import signal
import sqlite3
import tempfile
import time
import traceback
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from types import FrameType
from typing import Any

from alignment.exceptions import ActRefused, Conflict, OutputException, UnreadableFile
from alignment.project import Event, Project, State
from alignment.project.ledger import Ledger
from alignment.project.written_acts import act_from_json, act_to_json
from tests.conftest import large_alignment
from tests.review.next_versions import Kin
from tests.review.sequences import KINDS, Person, Step
from tests.soak.outcome import Outcome
from tests.soak.processes import die_with_parent
from tests.waiting import PATIENCE

AT_ONCE = 8
LINKS = 30
BETWEEN = 0.12
"""Mean seconds from one kill to the next."""

_CHECKED_EACH = 5
"""Kills from one look at the file to the next."""

_STAYS = 0.7
"""How many of those who are interrupted go on, as a server does."""

Row = tuple[int, str, str, str, Any]
"""An event as it stands in the file; the act is read from its JSON."""


def row_of(event: Event) -> Row:
    """What the file should hold of an event."""
    kind, data = act_to_json(event.act)
    return event.sequence, event.reviewer, event.at, kind, json.loads(json.dumps(data))


def rows(path: Path) -> list[Row]:
    """The events as they stand in the file."""
    connection = sqlite3.connect(path, timeout=PATIENCE)
    try:
        found = connection.execute("SELECT sequence, reviewer, at, kind, act FROM event ORDER BY sequence").fetchall()
    finally:
        connection.close()
    return [(*row[:4], json.loads(row[4])) for row in found]


def digest(state: State) -> str:
    """The same for states that are equal, and for no others."""
    return hashlib.sha256(repr(state).encode()).hexdigest()


def random_step(rng: random.Random, who: str) -> Step:
    """An act of any kind."""
    what = rng.choice(list(KINDS))
    place, number = rng.randrange(LINKS), rng.randrange(41)
    return Step(who, rng.random() < 0.5, what, place, number, rng.choice(("kk", "en")), rng.random() < 0.5)


class Actor:
    """What a process does until it is killed: acts, and a word to the pipe after each."""

    def __init__(self, pipe: Connection, seed: int) -> None:
        self.pipe = pipe
        self.rng = random.Random(seed)
        self.acting = self.interrupted = False
        signal.signal(signal.SIGINT, self._interrupt)

    def _interrupt(self, _number: int, _frame: FrameType | None) -> None:
        self.interrupted = True
        if self.acting:  # what is told to the pipe is told whole
            raise KeyboardInterrupt

    def say(self, what: str, **values: Any) -> None:
        """Tell the one who kills."""
        self.pipe.send_bytes(json.dumps({"what": what, **values}).encode())

    def run(self, path: Path, name: str) -> None:
        """Act without end, or until an interrupt that this process does not survive."""
        person = Person(name, Project.open(path), Kin())
        self.say("begun")
        told = 0
        while True:
            step = random_step(self.rng, name)
            try:
                self.acting = True
                if step.looks:
                    person.look()
                person.state = person.do(step)
                person.alignment = person.project.alignment
                self.acting = False
                event = person.project.events()[person.state.sequence - 1]
                if event.reviewer != name or event.sequence == told:
                    self.say("agreed")  # somebody had just done the same, so nothing was to be saved
                    continue
                told = event.sequence
                self.say("saved", row=row_of(event), digest=digest(person.state), step=step.what)
            except (ActRefused, Conflict) as refusal:
                self.acting = False
                self.say(type(refusal).__name__)
            except (OutputException, UnreadableFile) as refusal:
                self.acting = False
                self.say("not saved", why=str(refusal))
            except KeyboardInterrupt:
                self.acting = False
            if self.interrupted:
                self.interrupted = False
                person.look()  # the state may be newer than the texts, where it came between taking in the two
                self.say("interrupted")
                if self.rng.random() > _STAYS:
                    return


def act(path: Path, name: str, seed: int, pipe: Connection) -> None:
    """A process of one reviewer."""
    die_with_parent()
    actor = Actor(pipe, seed)
    try:
        actor.run(path, name)
    except KeyboardInterrupt:
        actor.say("interrupted")  # before the first act
    except BrokenPipeError:
        pass  # the one who kills is gone
    except BaseException:
        actor.say("exception", why=traceback.format_exc())


@dataclass
class Running:
    """A process and what it said."""

    name: str
    process: ForkServerProcess
    pipe: Connection
    signals: int = 0
    last: tuple[int, str] | None = None
    """Number and digest of the last state that it told of."""


@dataclass
class Kills:
    """One project, those who act on it, and what they were told is saved."""

    path: Path
    rng: random.Random
    outcome: Outcome = field(default_factory=Outcome)
    acknowledged: dict[int, Row] = field(default_factory=dict)
    running: list[Running] = field(default_factory=list)
    signals: int = 0

    def __post_init__(self) -> None:
        self.machine = large_alignment(LINKS)
        self.observer = Project.create(self.machine, self.path)
        self.context: ForkServerContext = multiprocessing.get_context("forkserver")
        self.context.set_forkserver_preload([__name__, "alembic.operations"])

    def start(self, name: str) -> None:
        """Start a process that acts as a reviewer."""
        ours, theirs = self.context.Pipe(duplex=False)
        process = self.context.Process(target=act, args=(self.path, name, self.rng.getrandbits(32), theirs), daemon=True)
        process.start()
        theirs.close()
        self.running.append(Running(name, process, ours))

    def hear(self, seconds: float) -> None:
        """Take in what is said in so many seconds; those who end are followed by others."""
        until = time.monotonic() + seconds
        while said := wait([one.pipe for one in self.running], max(0, until - time.monotonic())):
            for pipe in said:
                one = next(one for one in self.running if one.pipe is pipe)
                if not self.hear_of(one):
                    self.bury(one)
                    self.start(one.name)

    def hear_of(self, one: Running) -> bool:
        """Take in one word; whether there may be another."""
        try:
            said = json.loads(one.pipe.recv_bytes())
        except (EOFError, OSError):
            return False
        match said["what"]:
            case "saved":
                sequence, *rest = said["row"]
                self.outcome.also["acts"] += 1
                if rest[0] != one.name:
                    self.outcome.lose(f"{one.name} was told that act {sequence} is theirs, which is {rest}")
                if sequence in self.acknowledged:
                    self.outcome.lose(f"two were told that theirs is act {sequence}: {self.acknowledged[sequence]}, {rest}")
                self.acknowledged[sequence] = (sequence, *rest)
                one.last = (sequence, said["digest"])
            case "exception":
                self.outcome.fail(f"an exception:\n{said['why']}")
            case "not saved":
                self.outcome.also["not saved"] += 1
                self.outcome.also[said["why"].replace(str(self.path), "")] += 1
            case what:
                self.outcome.also[what] += 1
        return True

    def bury(self, one: Running) -> None:
        """See a process out that ends or has been killed."""
        while self.hear_of(one):
            pass
        one.process.join(PATIENCE)
        if one.process.exitcode is None:
            self.outcome.fail(f"{one.name} does not end")
            one.process.kill()
        elif not one.signals:
            self.outcome.fail(f"{one.name} ended by itself with {one.process.exitcode}")
        one.pipe.close()
        self.running.remove(one)

    def kill(self) -> None:
        """Kill or interrupt one of them."""
        one = self.rng.choice(self.running)
        number = self.rng.choice((signal.SIGKILL, signal.SIGINT))
        assert one.process.pid is not None
        os.kill(one.process.pid, number)
        self.signals += 1
        one.signals += 1
        self.outcome.tried += 1
        self.outcome.also[number.name] += 1
        if number == signal.SIGKILL:
            self.bury(one)
            self.start(one.name)

    def check(self) -> None:
        """Hold what was told against the file, and memory against the replay."""
        told = dict(self.acknowledged)
        shown = self.observer.state()
        again = Project.open(self.path).state()
        kept = rows(self.path)
        if [row[0] for row in kept] != list(range(1, len(kept) + 1)):
            self.outcome.fail(f"the numbers have gaps: {[row[0] for row in kept]}")
            return
        for sequence, row in told.items():
            if sequence > len(kept) or kept[sequence - 1] != row:
                self.outcome.lose(f"act {row}, instead of which there is {kept[sequence - 1 : sequence]}")
        self.hear(0)
        # An act may be saved and its doer killed before they could tell; one act a kill at most.
        untold = len(kept) - sum(sequence <= len(kept) for sequence in self.acknowledged)
        if untold > self.signals + len(self.running):
            self.outcome.fail(f"{untold} acts that nobody was told of, after {self.signals} signals")
        had = [(shown.sequence, digest(shown), "the observer"), (again.sequence, digest(again), "one who opens it")]
        had += [(*one.last, one.name) for one in self.running if one.last and one.last[0] <= len(kept)]
        ledger = Ledger(self.machine.links)
        for sequence, state, whose in sorted(had):
            for row in kept[len(ledger.events) : sequence]:
                ledger.append(Event(*row[:3], act_from_json(*row[3:])))
            if digest(ledger.state()) != state:
                self.outcome.fail(f"what {whose} has at {sequence} is not the replay")

    def end(self) -> None:
        """Kill all; then nothing may stand in the way of the next act."""
        for one in list(self.running):
            one.process.kill()
            one.signals += 1
            self.signals += 1
            self.bury(one)
        self.check()
        before = len(rows(self.path))
        Person("next", Project.open(self.path), Kin()).do(Step("next", True, "assign", 1, 1, "kk", True))
        if [row[1] for row in rows(self.path)[before:]] != ["next"]:
            self.outcome.fail("the next act is not in the file")
        with sqlite3.connect(self.path) as connection:
            whole = connection.execute("PRAGMA integrity_check").fetchall()
        if whole != [("ok",)]:
            self.outcome.fail(f"SQLite finds the file damaged: {whole}")


def run(seed: int, seconds: float, most: int = 10**9) -> Outcome:
    """Kill for so many seconds, or so many times."""
    until = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        kills = Kills(Path(folder) / "p.kken", random.Random(seed))
        try:
            for number in range(AT_ONCE):
                kills.start(f"reviewer {number}")
            while time.monotonic() < until and kills.outcome.tried < most and not kills.outcome.faults:
                kills.hear(kills.rng.expovariate(1 / BETWEEN))
                kills.kill()
                if kills.outcome.tried % _CHECKED_EACH == 0:
                    kills.check()
            kills.end()
        finally:
            for one in kills.running:
                one.process.kill()
    return kills.outcome
