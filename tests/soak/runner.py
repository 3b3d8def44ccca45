"""Runs cases of a part, each in a process of its own, one seed after the other, and keeps what they come to.

A case that crashes, hangs, or takes too much memory is counted as broken, and the next one is run. Where a run is cut off,
the next goes on with the seed after the last whole case.
"""

from __future__ import annotations

import importlib
import json
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

from rich.console import Console
from rich.table import Table

from alignment.files import write_whole
from tests.conftest import ROOT
from tests.soak.outcome import Outcome
from tests.soak.processes import UNBOUNDED

KEPT = ROOT / "out" / "soak"
SAYS_EVERY = 30.0
"""Seconds from one line of counts to the next."""

_GIB = 2**30
_PATIENCE = 5.0
"""How many times its length a case may take before it counts as hanging."""

_KINDS_AT_ONCE = 6
"""Kinds of a part that a case tries: those that were tried least so far."""


@dataclass(frozen=True)
class Part:
    """What is tried, and within what bounds."""

    module: str
    about: str
    length: float = 30
    """Seconds a case."""

    memory: int | None = 8 * _GIB
    """Address space of a case; `None` where it is not bounded: Chromium reserves more than there is."""


PARTS = {
    "kills": Part("kills", "kills and interrupts"),
    "server": Part("server", "kills of the server", length=40, memory=None),
    "readers": Part("readers", "mutants"),
    "projects": Part("keeping", "mutants"),
    "acts": Part("acts", "sequences"),
    "people": Part("people", "acts", length=120),
    "postgresql": Part("people_in_postgresql", "acts", length=120),
    "models": Part("models", "batches", memory=None),
}


@dataclass
class Progress:
    """How far a part has come."""

    part: str
    seed: int = 0
    """The next to try."""

    seconds: float = 0
    outcome: Outcome = field(default_factory=Outcome)
    broken: list[tuple[list[str], list[str]]] = field(default_factory=list)
    """What `python -m tests.soak` is told to do each case again that something was lost or broke in, and what that was."""

    def lacks(self) -> list[str]:
        """The kinds that the part has to try, if it has kinds; the least tried first."""
        kinds = getattr(module_of(self.part), "kinds", list)()
        return sorted(kinds, key=lambda kind: self.outcome.also[f"of {kind}"])

    def untried(self) -> list[str]:
        """The kinds that were not tried even once."""
        return [kind for kind in self.lacks() if not self.outcome.also[f"of {kind}"]]

    def keep(self, folder: Path) -> None:
        """Write it where `resumed` finds it."""
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / f"{self.part}.json", json.dumps(vars(self) | {"outcome": self.outcome.plain()}).encode())

    def line(self) -> str:
        """The counts so far, on a line."""
        so_far = self.outcome
        also = "".join(f", {name} {count}" for name, count in sorted(so_far.also.items()))
        return (
            f"{self.part}: next seed {self.seed}, {self.seconds:.0f} s, {so_far.tried} {PARTS[self.part].about}, "
            f"lost {so_far.lost}, broken {so_far.broken}{also}"
        )


def module_of(part: str) -> ModuleType:
    """The module whose `run` tries a part; its `kinds`, where it has them, are to be tried alike."""
    return importlib.import_module(f"tests.soak.{PARTS[part].module}")


def resumed(part: str, folder: Path) -> Progress:
    """What was kept of a part; nothing tried where nothing was."""
    path = folder / f"{part}.json"
    if not path.exists():
        return Progress(part)
    kept = json.loads(path.read_text(encoding="utf-8"))
    return Progress(**kept | {"outcome": Outcome.of(kept["outcome"])})


def case_arguments(part: str, seed: int, seconds: float, of: Sequence[str] = ()) -> list[str]:
    """What `python -m tests.soak` is told to run one case and print its outcome."""
    return [part, "--seed", str(seed), "--seconds", f"{seconds:g}", *(("--of", *of) if of else ())]


def case_command(*arguments: str) -> list[str]:
    """What runs a case."""
    return [sys.executable, "-m", "tests.soak", *arguments]


def run_case(command: list[str], limit: float, memory: int | None) -> Outcome:
    """Run a case; its outcome is its last line. No process that it started is left."""

    bounded = [sys.executable, "-m", "tests.soak.processes", UNBOUNDED if memory is None else str(memory), *command]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    case = subprocess.Popen(bounded, cwd=ROOT, text=True, start_new_session=True, **pipes)
    failed = Outcome()
    try:
        said, complained = case.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        failed.fail(f"no end after {limit:.0f} s")
        return failed
    finally:
        with suppress(ProcessLookupError):
            os.killpg(case.pid, signal.SIGKILL)
        case.wait()
    try:
        return Outcome.of(json.loads(said.splitlines()[-1]))
    except (IndexError, ValueError, TypeError):
        failed.fail(f"the case ended with {case.returncode}: {complained[-3000:]}")
        return failed


def soak(part: str, minutes: float, console: Console, folder: Path = KEPT) -> Progress:
    """Run a part until it has had so many minutes, those of earlier runs included."""
    progress, said = resumed(part, folder), time.monotonic()
    console.print(f"{part}: seed {progress.seed}, {progress.seconds / 60:.1f} of {minutes:g} minutes done")
    bounds = PARTS[part]
    while (left := minutes * 60 - progress.seconds) > 0:
        length, begun = min(bounds.length, left), time.monotonic()
        with console.status(progress.line()):
            arguments = case_arguments(part, progress.seed, length, progress.lacks()[:_KINDS_AT_ONCE])
            outcome = run_case(case_command(*arguments), _PATIENCE * length + 120, bounds.memory)
        if outcome.faults:
            progress.broken.append((arguments, outcome.faults))
            outcome.faults = []
        progress.outcome.add(outcome)
        progress.seed += 1
        progress.seconds += time.monotonic() - begun
        progress.keep(folder)
        if time.monotonic() - said > SAYS_EVERY or not console.is_terminal:
            said = time.monotonic()
            console.print(progress.line())
    return progress


def show(all_of_them: list[Progress], console: Console) -> bool:
    """Print the table, and how to see each fault again; whether there is none, and every kind was tried."""
    table = Table("part", "tried", "lost", "broken", "seconds", "seeds", "more")
    for one in all_of_them:
        counts = (one.outcome.tried, one.outcome.lost, one.outcome.broken)
        more = ", ".join(f"{name} {count}" for name, count in sorted(one.outcome.also.items()))
        table.add_row(one.part, *map(str, counts), f"{one.seconds:.0f}", f"0–{one.seed - 1}", more)
    console.print(table)
    for one in all_of_them:
        for arguments, faults in one.broken:
            console.print(f"python -m tests.soak {shlex.join(arguments)}", style="bold", markup=False)
            for fault in faults[:3]:
                console.print(f"  {fault[:2000]}", markup=False)
        if untried := one.untried():
            console.print(f"{one.part}: not once tried: {', '.join(untried)}", style="bold", markup=False)
    return not any(one.outcome.lost or one.outcome.broken or one.untried() for one in all_of_them)
