"""Fifty people on one project, each in a process of their own, who act every few seconds: nobody is locked out, nothing
that was answered is lost, and the answer comes soon."""

from __future__ import annotations

import json
import multiprocessing
import random
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.queues import Queue
from pathlib import Path

from alignment import review
from alignment.exceptions import ActRefused, AlignmentException, Conflict, UnreadableFile
from alignment.project import Project
from alignment.project.written_acts import act_to_json
from alignment.records import CATEGORIES, Pair
from tests.conftest import large_alignment
from tests.soak.outcome import Outcome
from tests.soak.processes import die_with_parent

PEOPLE = 50
WHOLE = 60.0
"""Seconds of a case from which on there are all of them; a shorter one has fewer, who wait as much less."""

_LINKS = 2_000
_SOON = 0.25  # seconds within which 95 of 100 answers are to come
_PAUSES = 3.0, 10.0  # seconds between a person's acts


def run(seed: int, seconds: float) -> Outcome:
    """Let people work on a project that lies in a file."""
    with tempfile.TemporaryDirectory() as folder:
        return work(str(Path(folder) / "p.kken"), seed, seconds, lambda: None)


def work(location: str, seed: int, seconds: float, disturb: Callable[[], None]) -> Outcome:
    """Make a project, let people work on it for some seconds, and compare what they were told with what is there.

    Args:
        disturb: called again and again while they work.
    """
    Project.create(large_alignment(_LINKS), location)
    share = min(1.0, seconds / WHOLE)
    starting = multiprocessing.get_context("fork")
    told: Queue[tuple[str, str, float]] = starting.Queue()
    people = [
        starting.Process(target=_act, args=(location, f"person {number}", seed, seconds, share, told), daemon=True)
        for number in range(max(4, round(PEOPLE * share)))
    ]
    for person in people:
        person.start()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        time.sleep(0.05)
        disturb()
    outcome = Outcome()
    answered: list[str] = []
    ended = 0
    while ended < len(people):
        kind, what, took = told.get(timeout=120)
        if kind == "end":
            ended += 1
        elif kind == "answered":
            outcome.tried += 1
            answered.append(what)
            outcome.also[f"over {_SOON * 1000:.0f} ms"] += took > _SOON
        elif kind == "refused":
            outcome.also["conflicts"] += 1
        else:
            outcome.fail(f"{what}, after {took:.1f} s")
    for person in people:
        person.join()
    saved = [_said(event.reviewer, *act_to_json(event.act)) for event in Project.open(location).events()]
    for what in _lacking(answered, saved):
        outcome.lose(what)
    for what in _lacking(saved, answered):
        outcome.fail(f"nobody was told of {what}")
    return outcome


def _act(location: str, name: str, seed: int, seconds: float, share: float, told: Queue[tuple[str, str, float]]) -> None:
    """What one person does: looks, waits, acts on what was seen."""
    die_with_parent()
    rng = random.Random(f"{seed} {name}")
    until = time.monotonic() + seconds
    project = _opened(location)
    count = 0
    while time.monotonic() < until:
        begun = time.perf_counter()
        try:
            seen = project.state().sequence
            time.sleep(rng.uniform(*_PAUSES) * share)
            count += 1
            place = rng.randrange(_LINKS)
            begun = time.perf_counter()
            _one_of_many(project, ((place,), (place,)), name, seen, rng, f"{name}: {count}")
            event = next(event for event in reversed(project.events()) if event.reviewer == name)
            told.put(("answered", _said(name, *act_to_json(event.act)), time.perf_counter() - begun))
        except (Conflict, ActRefused):
            told.put(("refused", "", time.perf_counter() - begun))
        except AlignmentException as failure:
            told.put(("locked out", f"{name}: {failure}", time.perf_counter() - begun))
        except Exception as failure:
            told.put(("broken", f"{name}: {failure!r}", time.perf_counter() - begun))
    told.put(("end", name, 0.0))
    with suppress(OSError):
        told.close()


def _opened(location: str) -> Project:
    """The project; opened again where the server is just being started."""
    for _ in range(20):
        with suppress(UnreadableFile):
            return Project.open(location)
        time.sleep(0.5)
    return Project.open(location)


def _one_of_many(project: Project, pair: Pair, name: str, seen: int, rng: random.Random, words: str) -> None:
    match rng.randrange(4):
        case 0:
            review.set_status(project, pair, rng.choice(("accepted", "needs review")), name, seen)
        case 1:
            review.flag(project, pair, rng.choice(CATEGORIES).name, "minor", words, name, seen)
        case 2:
            review.comment(project, pair, words, name, seen)
        case _:
            project.undo(name) if project.next_undo(name) else review.comment(project, pair, words, name, seen)


def _said(name: str, kind: str, act: object) -> str:
    return f"{name} {kind} {json.dumps(act, ensure_ascii=False, sort_keys=True)}"


def _lacking(some: list[str], others: list[str]) -> list[str]:
    """What is among some more often than among others."""
    left = list(others)
    found = []
    for one in some:
        if one in left:
            left.remove(one)
        else:
            found.append(one)
    return found
