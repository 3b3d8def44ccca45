"""What a long history costs: an act, opening, and taking back what was done long ago."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

import pytest

from alignment.exceptions import ActRefused
from alignment.project import (
    AcceptMany,
    Act,
    AddComment,
    Event,
    Project,
    RaiseFlag,
    Rate,
    Redo,
    Relink,
    RemoveFlag,
    SetStatus,
    Undo,
)
from alignment.project.ledger import Ledger, replay
from alignment.project.saving import save_event
from alignment.project.transactions import writing_to
from alignment.records import Link, Pair, Status
from tests.conftest import large_alignment

LINKS = 1_000
STATUSES: tuple[Status, ...] = ("accepted", "needs review", "unreviewed")


def pair_of(place: int) -> Pair:
    return (place,), (place,)


def history(events: int, early: int = 0) -> Iterator[Event]:
    """Acts of three people on links of the whole text; another acted before them all."""
    chance = random.Random(1)
    for number in range(1, events + 1):
        pair = pair_of(chance.randrange(LINKS))
        who, act = chance.choice(["a", "b", "c"]), some_act(chance, pair)
        if number <= early:
            who, act = "first", SetStatus(pair_of(number), "accepted")
        yield Event(number, who, "2026-01-01T00:00:00.000+00:00", act)


def some_act(chance: random.Random, pair: Pair) -> Act:
    match chance.randrange(10):
        case 0:
            return RaiseFlag(pair, "Accuracy/Mistranslation", "minor", "note")
        case 1:
            return AddComment(pair, "said")
        case 2:
            return Rate(pair, chance.randrange(101))
        case 3:
            first = chance.randrange(LINKS - 20)
            return AcceptMany(tuple(pair_of(place) for place in range(first, first + 20)))
        case _:
            return SetStatus(pair, chance.choice(STATUSES))


def project_with(path: Path, events: int, early: int = 0) -> Project:
    project = Project.create(large_alignment(LINKS), path)
    with writing_to(project._engine) as connection:
        for event in history(events, early):
            save_event(connection, event)
    return project


def seconds(act: Callable[[], object]) -> float:
    """Of this process: a busy machine takes longer."""
    started = time.process_time()
    act()
    return time.process_time() - started


@pytest.mark.slow
def test_a_long_history_makes_neither_an_act_nor_opening_nor_an_old_undo_slow(tmp_path: Path) -> None:
    short, long = (project_with(tmp_path / f"{events}.kken", events) for events in (1_000, 50_000))
    opening = seconds(lambda: Project.open(long.location))
    acts = []
    for project in (short, long):
        project.state()
        acts.append(median(seconds(partial(project.append, SetStatus(pair_of(n), "accepted"), "a")) for n in range(100)))
    assert opening < 3, "half of it on an idle machine"
    assert acts[1] < 1.5 * acts[0] + 0.001, acts


@pytest.mark.slow
def test_acts_of_long_ago_are_undone_at_once_and_a_project_full_of_such_opens_at_once(tmp_path: Path) -> None:
    project = project_with(tmp_path / "long.kken", 50_000, early=201)
    project.state()
    for _ in range(200):
        project.undo("first")
    assert seconds(lambda: project.undo("first")) < 1
    opening: list[Project] = []
    assert seconds(lambda: opening.append(Project.open(project.location))) < 3, "half of it on an idle machine"
    assert opening[0].state() == project.state()


@pytest.mark.parametrize("seed", range(40))
def test_what_is_switched_off_and_on_leaves_what_a_replay_of_the_rest_gives(seed: int) -> None:
    chance, machine = random.Random(seed), [Link(*pair_of(place)) for place in range(6)]
    ledger, off, switched = Ledger(machine), set[int](), 0
    for number in range(1, 120):
        who = chance.choice("ab")
        act = any_act(chance, ledger, who)
        try:
            ledger.append(Event(number - switched, who, f"at {number}", act))
        except ActRefused:
            switched += 1
            continue
        match act:
            case Undo(target):
                off.add(target)
            case Redo(target):
                off.remove(target)
        counting = [e for e in ledger.events if e.sequence not in off and not isinstance(e.act, Undo | Redo)]
        assert replace(ledger.state(), sequence=0) == replace(replay(machine, counting), sequence=0)
    assert len(off) > 3


def any_act(chance: random.Random, ledger: Ledger, who: str) -> Act:
    """Of those that build on one another: on the links as they are, or were."""
    state = ledger.state()
    pair = chance.choice(state.links).pair if chance.random() < 0.9 else pair_of(chance.randrange(6))
    place, chosen = state.places.get(pair, 0), chance.choice(STATUSES)
    beside = state.links[place + 1].pair if place + 1 < len(state.links) else None
    act: Act = SetStatus(pair, chosen)
    match chance.randrange(9):
        case 0 | 1 if done := ledger.next_undo(who):
            act = Undo(done.sequence)
        case 2 if done := ledger.next_redo(who):
            act = Redo(done.sequence)
        case 3 if beside:
            joined = (pair[0] + beside[0], pair[1] + beside[1])
            act = Relink("merge", (pair, beside), ((tuple(sorted(joined[0])), tuple(sorted(joined[1]))),))
        case 4 if len(pair[0]) > 1:
            act = Relink("pop", (pair,), ((pair[0][:1], pair[1]), (pair[0][1:], ())))
        case 5:
            act = AcceptMany(tuple(reviewed.pair for reviewed in state.links if chance.random() < 0.5))
        case 6:
            act = RaiseFlag(pair, "Other", "minor", "")
        case 7 if state.flags:
            act = RemoveFlag(chance.choice(state.flags).id)
    return act
