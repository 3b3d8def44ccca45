"""A short run of each part; and the runner itself: it goes on after whatever a case does, and where it was cut off."""

from __future__ import annotations

import json
import sys
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from tests.soak import runner
from tests.soak.outcome import Outcome
from tests.soak.runner import PARTS, Progress, case_arguments, case_command, module_of, resumed, run_case, show, soak
from tests.waiting import until
from tests.workbench.browser.browsing import needs_chromium

GIB = 2**30
_WHOLE = 'print(\'{"tried": 3, "lost": 0, "broken": 0, "also": {"acts": 2}, "faults": []}\')'


def case(code: str, limit: float = 60, memory: int = 4 * GIB) -> Outcome:
    return run_case([sys.executable, "-c", code], limit, memory)


@pytest.mark.soak
@pytest.mark.parametrize("part", [pytest.param(part, marks=needs_chromium if part == "server" else ()) for part in PARTS])
def test_a_short_run_loses_and_breaks_nothing(part: str) -> None:
    outcome = run_case(case_command(*case_arguments(part, 0, 12)), 300, PARTS[part].memory)
    assert outcome.tried > 0
    assert Progress(part, outcome=outcome).untried() == []
    assert outcome.faults == []
    assert (outcome.lost, outcome.broken) == (0, 0)


def test_the_outcome_of_a_case_is_its_last_line() -> None:
    assert case(f"print('more'); {_WHOLE}") == Outcome(tried=3, also=Counter(acts=2))


@pytest.mark.parametrize(
    ("code", "limit", "why"),
    [
        ("import os; os.abort()", 60, "ended with -6"),
        ("raise ValueError('no such thing')", 60, "no such thing"),
        ("print('half an out')", 60, "ended with 0"),
        ("bytearray(2 * 2**30)", 60, "MemoryError"),
        ("import threading; threading.Event().wait()", 2, "no end after 2 s"),
    ],
)
def test_a_case_that_does_not_end_well_is_broken(code: str, limit: float, why: str) -> None:
    outcome = case(code, limit, GIB)
    assert outcome.broken == 1
    assert why in outcome.faults[0]


def test_no_process_of_a_case_is_left(tmp_path: Path) -> None:
    left = tmp_path / "left"
    code = (
        "import subprocess, sys; forever = 'import threading; threading.Event().wait()'; "
        "child = subprocess.Popen([sys.executable, '-c', forever],"
        f" stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL); open({str(left)!r}, 'w').write(str(child.pid)); {_WHOLE}"
    )
    assert case(code).tried == 3
    stat = Path(f"/proc/{left.read_text()}/stat")
    assert until(lambda: not stat.exists() or stat.read_text().split()[2] == "Z")


def test_a_run_that_was_cut_off_goes_on_with_its_seeds_and_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds: list[int] = []

    def command(*arguments: str) -> list[str]:
        seed = int(arguments[2])
        seeds.append(seed)
        if len(seeds) == 3:
            raise KeyboardInterrupt
        return [sys.executable, "-c", "raise SystemExit('it broke')" if seed == 1 else _WHOLE]

    monkeypatch.setattr(runner, "case_command", command)
    quiet = Console(file=StringIO())
    with pytest.raises(KeyboardInterrupt):
        soak("kills", 10, quiet, tmp_path)
    kept = resumed("kills", tmp_path)
    assert (kept.seed, kept.outcome.tried, kept.outcome.broken, kept.outcome.also) == (2, 3, 1, {"acts": 2})
    assert [arguments[:3] for arguments, _ in kept.broken] == [["kills", "--seed", "1"]]
    enough = kept.seconds / 60 + 0.0001
    again = soak("kills", enough, quiet, tmp_path)
    assert seeds == [0, 1, 2, 2]
    assert (again.seed, again.outcome.tried) == (3, 6)
    assert soak("kills", enough, quiet, tmp_path) == again
    assert seeds == [0, 1, 2, 2]


def test_the_table_says_how_to_see_what_broke_again() -> None:
    shown = StringIO()
    whole, broken = Progress("kills", 3, 60), tried_alike("readers")
    broken.outcome.fail("reader corpus tmx, mutant 5")
    broken.broken.append((case_arguments("readers", 1, 30, ["corpus tmx", "text"]), broken.outcome.faults))
    assert show([whole], Console(file=shown))
    assert not show([whole, broken], Console(file=shown, width=200))
    assert "python -m tests.soak readers --seed 1 --seconds 30 --of 'corpus tmx' text" in shown.getvalue()
    assert "reader corpus tmx, mutant 5" in shown.getvalue()


def tried_alike(part: str) -> Progress:
    return Progress(part, 2, 60, Outcome(also=Counter({f"of {kind}": 1 for kind in module_of(part).kinds()})))


def test_what_a_part_never_tried_fails_it() -> None:
    progress, shown = tried_alike("readers"), StringIO()
    assert show([progress], Console(file=shown))
    del progress.outcome.also["of benchmark"]
    assert not show([progress], Console(file=shown))
    assert "readers: not once tried: benchmark" in shown.getvalue()


def test_a_case_tries_what_was_tried_least(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def command(*arguments: str) -> list[str]:
        of = arguments[arguments.index("--of") + 1 :]
        tried.extend(of)
        outcome = Outcome(also=Counter({f"of {kind}": 5 for kind in of}))
        return [sys.executable, "-c", f"print({json.dumps(outcome.plain())!r})"]

    monkeypatch.setattr(runner, "case_command", command)
    kinds = module_of("readers").kinds()
    while len(tried) < 2 * len(kinds):  # each run is cut off after a case, and goes on with what it kept
        minutes = resumed("readers", tmp_path).seconds / 60 + 0.0001
        soak("readers", minutes, Console(file=StringIO()), tmp_path)
    most, least = Counter(tried).most_common()[0][1], Counter(tried).most_common()[-1][1]
    assert set(tried) == set(kinds)
    assert most - least <= 1
