"""What saving an act costs under each of SQLite's journals, and what each loses: `python benchmarks/journal.py [FOLDER]`.

For each journal and degree of syncing: acts a second and milliseconds an act (median, 95th of 100) of one process and of
eight that pause as people do, saved through `Project.append` into a file in FOLDER; and how many acts a copy of the file
alone, made while the writer has it open, lacks. Each of eight
writers pauses 20 ms on average between two acts. Last, the acts that were acknowledged and are gone after SIGKILL.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from alignment import review
from alignment.project import Project, database
from alignment.records import Alignment, Document, Link, Paragraph

MODES = (
    ("DELETE", "FULL"),
    ("DELETE", "EXTRA"),
    ("TRUNCATE", "FULL"),
    ("PERSIST", "FULL"),
    ("WAL", "NORMAL"),
    ("WAL", "FULL"),
)
SECONDS = 3.0
PAUSE = 0.02
_PREPARE = database._prepare_sqlite


def make(path: Path) -> None:
    """A project of 1,000 links."""
    sides = [
        Document(side, side, tuple(Paragraph(f"{side}.{n}", "body", f"unit {n}", (n, n)) for n in range(1, 1001)))
        for side in ("kk", "en")
    ]
    links = tuple(Link((n,), (n,)) for n in range(1000))
    Project.create(Alignment(sides[0], sides[1], "paragraph", sides[0].paragraphs, sides[1].paragraphs, links), path)


def set_journal(journal: str, sync: str) -> None:
    """Have every connection of this process use it."""

    def prepared(connection: sqlite3.Connection, record: Any) -> None:
        _PREPARE(connection, record)
        connection.execute(f"PRAGMA journal_mode = {journal}")
        connection.execute(f"PRAGMA synchronous = {sync}")

    database._prepare_sqlite = prepared


def write(path: str, journal: str, sync: str, pause: float) -> None:
    """Act for some seconds and print how long each act took; runs in a process of its own."""
    set_journal(journal, sync)
    project, took = Project.open(path), []
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        place = random.randrange(1000)
        begin = time.perf_counter()
        review.comment(project, ((place,), (place,)), "a comment", "a")
        took.append(time.perf_counter() - begin)
        time.sleep(random.random() * 2 * pause)
    print(json.dumps(took))


def start(path: Path, journal: str, sync: str, pause: float) -> subprocess.Popen[str]:
    """A writer."""
    words = [sys.executable, __file__, "--write", str(path), journal, sync, str(pause)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True)


def measure(folder: Path, journal: str, sync: str, writers: int) -> tuple[float, float, float]:
    """Acts a second of all together, and milliseconds an act: median and 95th of 100."""
    path = folder / "journal.kken"
    make(path)
    running = [start(path, journal, sync, 0.0 if writers == 1 else PAUSE) for _ in range(writers)]
    took = sorted(seconds for one in running for seconds in json.loads(one.communicate()[0]))
    assert len(Project.open(path).events()) == len(took)
    clear(folder)
    return len(took) / SECONDS, 1000 * statistics.median(took), 1000 * took[len(took) * 95 // 100]


def missing_in_a_copy(folder: Path, journal: str, sync: str) -> str:
    """Of 200 acts, those that a copy of the file alone lacks while the workbench has it open: a connection that has read is
    enough to keep a write-ahead log."""
    path, copy = folder / "copied.kken", folder / "copy.kken"
    make(path)
    other = sqlite3.connect(path)
    other.execute(f"PRAGMA journal_mode = {journal}")
    other.execute("SELECT count(*) FROM event").fetchall()
    set_journal(journal, sync)
    project = Project.open(path)
    for place in range(200):
        review.comment(project, ((place,), (place,)), "a comment", "a")
    shutil.copyfile(path, copy)
    lacking = 200 - sqlite3.connect(copy).execute("SELECT count(*) FROM event").fetchone()[0]
    other.close()
    clear(folder)
    return str(lacking)


def lost_to_kills(folder: Path, journal: str, sync: str, kills: int = 10) -> str:
    """Acts that were acknowledged and are gone after SIGKILL of their process."""
    path, lost = folder / "killed.kken", 0
    make(path)
    for kill in range(kills):
        words = [sys.executable, __file__, "--print", str(path), journal, sync]
        one = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
        assert one.stdout is not None
        said = [one.stdout.readline() for _ in range(10 + kill)]
        one.send_signal(signal.SIGKILL)
        said += one.communicate()[0].splitlines(keepends=True)
        last = max((int(line) for line in said if line.endswith("\n")), default=0)
        lost += max(last - len(Project.open(path).events()), 0)
    clear(folder)
    return f"{lost} of {kills}"


def keep_acting(path: str, journal: str, sync: str) -> None:
    """Act and print each act's number once it is saved, until killed."""
    set_journal(journal, sync)
    project = Project.open(path)
    while True:
        print(review.comment(project, ((0,), (0,)), "a comment", "a").sequence, flush=True)


def clear(folder: Path) -> None:
    """Take everything out of the folder."""
    for path in folder.iterdir():
        path.unlink()


def main() -> None:
    """Print the table, as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", help="where the files lie; its disk is what is measured")
    parser.add_argument("--write", nargs=4, help=argparse.SUPPRESS)
    parser.add_argument("--print", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.write:
        write(*asked.write[:3], float(asked.write[3]))
        return
    if asked.print:
        keep_acting(*asked.print)
        return
    print("| journal | synced | 1 process: acts/s, ms (50, 95) | 8: acts/s, ms (50, 95) | a copy lacks | lost to kills |")
    print("|---|---|---|---|---|---|")
    for journal, sync in MODES:
        with tempfile.TemporaryDirectory(dir=asked.folder) as name:
            folder = Path(name)
            figures = [
                f"{rate:.0f}, {median:.1f}, {late:.1f}"
                for rate, median, late in (measure(folder, journal, sync, writers) for writers in (1, 8))
            ]
            lacking, lost = missing_in_a_copy(folder, journal, sync), lost_to_kills(folder, journal, sync)
        print(f"| {journal} | {sync} | {figures[0]} | {figures[1]} | {lacking} | {lost} |", flush=True)


if __name__ == "__main__":
    main()
