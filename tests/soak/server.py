"""The workbench as people have it: two browsers act by keys on one project, whose server is killed, interrupted and ended.

A person's screen tells by its sequence number which acts are saved. After each kill that is held against the file: all that
was seen is there, each press of a key is there once at most, under the name of who pressed it, and as what the key is for.
The server starts again at the same port; the browsers find it by themselves or load the page anew, and show what is in
the file.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Error as PlaywrightError

from alignment.project import Event, Project
from alignment.project.ledger import Ledger
from alignment.project.written_acts import act_from_json
from alignment.records import SIDES, units_of
from alignment.review import find_place
from alignment.workbench.keys import KEYS
from alignment.workbench.words import STATUS_WORDS
from tests.conftest import ROOT, large_alignment
from tests.soak.kills import Row, digest, rows
from tests.soak.outcome import Outcome
from tests.soak.processes import UNBOUNDED
from tests.waiting import PATIENCE, until
from tests.workbench.browser.browsing import (
    chromiums,
    focused,
    free_port,
    new_page,
    open_review,
    press,
    reload_review,
    settle,
)

LINKS = 30
KILLS = 4
"""Kills of a case."""

_ROUNDS = 4
"""Acts of each person from one kill to the next, at most."""

_LATEST = 1.5
"""Seconds from a press to the kill that is to meet it, at most."""

_SIGNALS = (signal.SIGKILL, signal.SIGINT, signal.SIGTERM)

_RELINKS = frozenset(("relink", "split at"))
_KINDS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("accept", "accept-next", "needs-review"), frozenset(["status"])),
    **dict.fromkeys(("merge-down", "swap", "split", "pop-out", "en-up", "kk-down"), _RELINKS),
    **{name: frozenset([name]) for name in ("comment", "undo", "redo")},
    "propose": frozenset(["propose"]),
}
"""By the name of an act that is tried: the kinds of event that it may become."""

_CONFIRMED = {"split": "Enter", "pop-out": "Enter", "comment": "Control+Enter", "propose": "Control+Enter"}
"""Acts of a dialog, and the keys that save it."""

_WEIGHTS = {"accept": 3, "accept-next": 3, "comment": 3, "undo": 2}
_OF_THEMSELVES = frozenset(["introduce"])
"""Kinds of event that come with the first act of a browser."""


@dataclass
class Press:
    """A key that was pressed to act."""

    kinds: frozenset[str]
    before: int
    """The number that the screen showed."""

    after: int | None = None
    """The number that the screen showed when it had come to rest."""

    text: str = ""
    """What was written, in a comment."""

    seen: bool = False
    """Whether the screen then showed the text."""

    def may_be(self, row: Row, later: Press | None) -> bool:
        """Whether an event may have come of it, and of no press after the `later` one, before which it was answered."""
        end = later.after if later else None
        in_time = self.before < row[0] and (end is None or row[0] <= end)
        return in_time and row[3] in self.kinds and (not self.text or row[4]["text"] == self.text)


@dataclass
class Person:
    """One who sits at a browser."""

    name: str
    page: Any
    pressed: list[Press] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    """What was pressed and what came of it, in words."""

    def shown(self) -> int:
        """The number of the last act that the screen shows; 0 while it shows none."""
        shown = self.page.evaluate("() => document.querySelector('#sequence')?.dataset.sequence")
        return int(shown or 0)

    def walk(self, name: str) -> None:
        """Press a key that goes to another link."""
        self.done.append(name)
        press(self.page, KEYS[name].shortcut)

    def press(self, name: str, text: str) -> bool:
        """Press the key of an act, in a dialog where it has one; whether there was something to press."""
        self.done.append(name)
        if name in _CONFIRMED:
            press(self.page, KEYS[name].shortcut)
            if not self.page.locator("[role=dialog]").count():
                return False
            if name in ("comment", "propose"):
                self.page.locator(f"[class*=st-key-{name}-text-] textarea").fill(text)
                settle(self.page)
        self.pressed.append(Press(_KINDS[name], self.shown(), text=text if name == "comment" else ""))
        if name in _CONFIRMED:
            self.page.keyboard.press(_CONFIRMED[name])
        else:
            self.page.locator("body").press(KEYS[name].shortcut)
        return True

    def rest(self, rng: random.Random) -> None:
        """Wait until the screen stands still; answer where it asks, and close what is left open."""
        settle(self.page)
        last = self.pressed[-1]
        last.after, last.seen = self.shown(), bool(last.text) and last.text in focused(self.page)
        mine = self.page.locator(".st-key-do-mine button")
        if mine.count() and rng.random() < 0.5:
            self.pressed.append(Press(self.pressed[-1].kinds, self.shown()))
            self.done.append("do mine")
            mine.click()
            settle(self.page)
            self.pressed[-1].after = self.shown()
        if self.page.locator("[role=dialog]").count():
            self.done.append("Escape")
            self.page.keyboard.press("Escape")
            until(lambda: not self.page.locator("[role=dialog]").count(), self.page.wait_for_timeout)
            settle(self.page)


@dataclass
class Server:
    """The server, which is started again and again at one port."""

    path: Path
    port: int
    log: Path
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> bool:
        """Start it; whether it comes to answer."""
        review = ["-m", "alignment", "review", str(self.path), "--host", "127.0.0.1", "--port", str(self.port)]
        bounded = [sys.executable, "-m", "tests.soak.processes", UNBOUNDED, sys.executable, *review, "--no-browser"]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(bounded, cwd=ROOT, stdout=log, stderr=log)
        return until(lambda: self.process is None or self.process.poll() is not None or self._answers()) and self.lives()

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=5):
                return True
        except OSError:
            return False

    def lives(self) -> bool:
        """Whether it runs."""
        return self.process is not None and self.process.poll() is None

    def said(self) -> str:
        """What it has written since it was started."""
        return self.log.read_text(encoding="utf-8", errors="replace")


@dataclass
class Soaked:
    """One project, its server, two people, and what they saw."""

    server: Server
    people: list[Person]
    rng: random.Random
    first: int = 0
    """Place of the first signal among them."""

    outcome: Outcome = field(default_factory=Outcome)
    known: list[Row] = field(default_factory=list)
    """The events that some screen showed to be saved, as they stood in the file then."""

    seen: int = 0
    """The highest number that any screen showed."""

    texts: int = 0

    def look(self) -> None:
        """Take in the numbers that the screens show."""
        self.seen = max(self.seen, *(person.shown() for person in self.people))
        if self.seen > len(self.known):
            self.known = rows(self.server.path)[: self.seen]

    def act(self) -> list[Person]:
        """Have each press a key of an act at some link; those who did."""
        acting = []
        for person in self.rng.sample(self.people, len(self.people)):
            for _ in range(self.rng.randrange(3)):
                person.walk(self.rng.choice(("next", "queue-next", "previous")))
            (name,) = self.rng.choices(list(_KINDS), [_WEIGHTS.get(name, 1) for name in _KINDS])
            self.texts += 1
            if person.press(name, f"сөз {self.texts} {person.name}"):
                acting.append(person)
        self.outcome.also["presses"] += len(acting)
        return acting

    def until_killed(self) -> None:
        """Let both act some times; kill the server at some moment after the last presses."""
        for _ in range(self.rng.randrange(_ROUNDS)):
            for person in self.act():
                person.rest(self.rng)
            self.look()
        self.act()
        moment = time.monotonic() + self.rng.uniform(0, _LATEST)
        while time.monotonic() < moment:
            self.look()
            self.people[0].page.wait_for_timeout(10)
        self.kill(_SIGNALS[(self.first + self.outcome.tried) % len(_SIGNALS)])

    def turn(self) -> None:
        """Acts, a kill, what became of the acts, and the server anew."""
        try:
            self.until_killed()
            self.check()
            if not self.outcome.faults:
                self.go_on()
        except (pytest.fail.Exception, PlaywrightError) as fault:
            seen = "; ".join(f"{person.name} after {', '.join(person.done[-12:])}" for person in self.people)
            self.outcome.fail(f"{fault}\n{seen}\n{self.server.said()[-2000:]}")

    def kill(self, number: signal.Signals) -> None:
        """End the server by a signal."""
        process = self.server.process
        assert process is not None
        if not self.server.lives():
            self.outcome.fail(f"the server ended by itself with {process.returncode}: {self.server.said()[-3000:]}")
            return
        os.kill(process.pid, number)
        self.outcome.tried += 1
        self.outcome.also[number.name] += 1
        for person in self.people:
            person.done.append(number.name)
        if not until(lambda: not self.server.lives(), self._look_on):
            self.outcome.fail(f"the server does not end by {number.name} in {PATIENCE} s")
            process.kill()
            process.wait(PATIENCE)
        if "Traceback" in self.server.said():
            self.outcome.fail(f"after {number.name} the server says: {self.server.said()[-3000:]}")

    def _look_on(self, pause: float) -> None:
        self.look()  # what is shown while the server ends counts, too
        self.people[0].page.wait_for_timeout(pause)

    def check(self) -> None:
        """Hold what was seen and pressed against the file."""
        self.look()
        kept = rows(self.server.path)
        if [row[0] for row in kept] != list(range(1, len(kept) + 1)):
            self.outcome.fail(f"the numbers have gaps: {[row[0] for row in kept]}")
            return
        if self.seen > len(kept):
            self.outcome.lose(f"a screen showed act {self.seen}; the file ends with {len(kept)}")
        for row in self.known:
            if kept[row[0] - 1 : row[0]] != [row]:
                self.outcome.lose(f"act {row}, instead of which there is {kept[row[0] - 1 : row[0]]}")
        if strangers := [row for row in kept if row[1] not in {person.name for person in self.people}]:
            self.outcome.fail(f"acts of nobody: {strangers}")
        for person in self.people:
            self._check_presses(person, kept)
        project = Project.open(self.server.path)
        events = [Event(*row[:3], act_from_json(*row[3:])) for row in kept]
        if digest(project.state()) != digest(Ledger(project.machine.links, events).state()):
            self.outcome.fail("what one who opens the project has is not the replay")
        self.outcome.also["acts"] += len(kept) - self.outcome.also["acts"]

    def _check_presses(self, person: Person, kept: list[Row]) -> None:
        """In their order, each act is what one press was for, which met it; no two are one press's."""
        waiting = list(zip(person.pressed, [*person.pressed[1:], None], strict=True))
        for row in kept:
            if row[1] != person.name or row[3] in _OF_THEMSELVES:
                continue
            fits = (place for place, (one, later) in enumerate(waiting) if one.may_be(row, later))
            place = next(fits, None)
            if place is None:
                left = [one for one, _ in waiting[:4]]
                self.outcome.fail(f"{person.name} did not press for {row}; {left}, {', '.join(person.done[-20:])}")
                return
            del waiting[: place + 1]
        texts = [row[4]["text"] for row in kept if row[1] == person.name and row[3] == "comment"]
        for one in person.pressed:
            if one.seen and texts.count(one.text) != 1:
                self.outcome.lose(f"{person.name} saw “{one.text}”, which is in the file {texts.count(one.text)} times")

    def go_on(self) -> None:
        """Start the server again, and have both browsers find it."""
        if not self.server.start():
            self.outcome.fail(f"the server does not start again: {self.server.said()[-3000:]}")
            return
        count = len(rows(self.server.path))
        for person in self.people:
            if self.rng.random() < 0.5:
                self.outcome.also["reloaded"] += 1
                person.done.append("reload")
                reload_review(person.page)
            else:
                self.outcome.also["reconnected"] += 1
                person.done.append("reconnect")
            if not until(lambda person=person: self._is_back(person, count), person.page.wait_for_timeout):
                self.outcome.fail(f"{person.name}'s screen shows {person.shown()}, not {count}: {self._text(person)}")
                return
            settle(person.page)
            for one in person.pressed:
                one.after = count if one.after is None else one.after
        self._check_screens()

    def _is_back(self, person: Person, count: int) -> bool:
        gone = "() => !document.querySelector('[role=dialog], [data-testid=stConnectionStatus]')"
        return person.shown() == count and bool(person.page.evaluate(gone))

    def _check_screens(self) -> None:
        """Nobody acts: what both see must be what is in the file."""
        project = Project.open(self.server.path)
        state, alignment = project.state(), project.alignment
        for person in self.people:
            text = self._text(person)
            named = find_place(parse_qs(urlsplit(person.page.url).query)["at"][0], alignment)
            if named is None:
                self.outcome.fail(f"{person.name} is at {person.page.url}, which is no place of the project")
                continue
            reviewed = state.links[state.place_of_unit(*named)]
            place = state.place(reviewed.pair) + 1
            says = [STATUS_WORDS[reviewed.status], f"{state.accepted} accepted", f"Link {place} of {len(state.links)}"]
            says += [alignment.units(side)[unit].text for side in SIDES for unit in units_of(reviewed.pair, side)]
            says += [note.text for note in state.comments if (note.kk, note.en) == reviewed.pair]
            if missing := [part for part in says if part not in text]:
                self.outcome.fail(f"{person.name}'s screen does not say {missing}: {text}")
            if "Traceback" in text:
                self.outcome.fail(f"{person.name}'s screen shows an exception: {text}")

    def _text(self, person: Person) -> str:
        return str(person.page.locator("body").inner_text())


@contextmanager
def _people(address: str) -> Iterator[Callable[[], list[Person]]]:
    with chromiums(2) as browsers:

        def come() -> list[Person]:
            people = [Person(name, new_page(one)) for name, one in zip(("айгерім", "dana"), browsers, strict=True)]
            for person in people:
                open_review(person.page, f"{address}/?reviewer={person.name}")
            return people

        yield come


def run(seed: int, seconds: float, most: int = KILLS) -> Outcome:
    """Kill the server, once both have come, for so many seconds or so many times; once at least."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / "p.kken", free_port(), Path(folder) / "log")
        Project.create(large_alignment(LINKS), server.path)
        with _people(server.address) as come:
            try:
                if not server.start():
                    raise RuntimeError(server.said())
                soaked = Soaked(server, come(), random.Random(seed), seed)
                outcome, end = soaked.outcome, time.monotonic() + seconds
                while not outcome.faults and (not outcome.tried or (outcome.tried < most and time.monotonic() < end)):
                    soaked.turn()
            finally:
                if server.process is not None:
                    server.process.kill()
                    server.process.wait(PATIENCE)
    return outcome
