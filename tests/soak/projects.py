"""Project files that something has altered: each opens, opens in part, or is refused by name, and none takes down a screen.

A mutant is made by its seed and number alone, so what was found broken is made again by them.
"""

from __future__ import annotations

import json
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from alignment import review
from alignment.exceptions import AlignmentException
from alignment.project import Project
from alignment.records import Document
from alignment.review import sections_of, undecided
from alignment.workbench import seat
from tests.conftest import ROOT, small_alignment
from tests.corpora.content import content
from tests.review.next_versions import shipped

SEED_PROJECT = ROOT / "tests" / "project" / "data" / "every-act.kken"
BOUND = 20.0
"""Seconds that nobody waits for a damaged file."""

_SCREENFUL = 25  # mutants that the screen of projects is shown at once
_TABLES = ("project", "document", "paragraph", "link", "event", "sentence")
_CHECKS = ("numbers", "repeats")


@dataclass
class Counts:
    """What came of the mutants."""

    tried: int = 0
    refused: int = 0
    """Named exceptions at the door."""

    opened: int = 0
    """Read, whole or up to the damage."""

    broken: int = 0
    """Tracebacks, and what took longer than `BOUND`."""

    failures: tuple[str, ...] = ()
    """Seed and number of each broken one, and what came out."""


def run_mutants(seed: int, seconds: float, most: int | None = None) -> Counts:
    """Open mutants of project files until the time is over.

    Args:
        seed: names the whole series.
        seconds: how long; the screen of projects is looked at in that time too.
        most: end after this many mutants.
    """
    counts, end = Counts(), time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        number = 0
        while time.monotonic() < end and (most is None or number < most):
            home = Path(folder) / str(number)
            home.mkdir()
            screenful = _SCREENFUL if most is None else min(_SCREENFUL, most - number)
            for _ in range(screenful):
                _count(counts, seed, number, home)
                number += 1
            try:
                with _bounded():
                    look_at_screen(home)
            except Exception as failure:
                counts.broken += 1
                first = number - screenful
                counts.failures += (f"seed {seed}, screen of mutants {first} to {number - 1}: {failure!r}",)
            shutil.rmtree(home)
    return counts


def _count(counts: Counts, seed: int, number: int, home: Path) -> None:
    counts.tried += 1
    path, how = make_mutant(seed, number, home)
    try:
        with _bounded():
            opened = look(path)
        counts.opened += opened
        counts.refused += not opened
    except Exception as failure:
        counts.broken += 1
        counts.failures += (f"seed {seed}, mutant {number} ({how}): {failure!r}",)


def look(path: Path) -> bool:
    """Do with a project what people do. Whether it could be opened.

    Raises:
        Exception: what is none of our tree came out.
    """
    copied = Path(shutil.copy(path, path.with_suffix(".copy")))  # the screen is shown what nobody has acted on
    try:
        project = Project.open(copied)
    except AlignmentException:
        return False
    state = project.state()
    for one in (lambda: review.comment(project, state.links[0].pair, "still here", "x"), lambda: project.undo("Айгүл")):
        _named(one)
    for use in (
        project.about,
        project.state,
        project.events,
        lambda: project.next_undo("Айгүл"),
        lambda: _reports(project),
    ):
        _named(use)
    return True


def _named(use: Callable[[], object]) -> None:
    with suppress(AlignmentException):
        use()


def _reports(project: Project) -> None:
    from alignment.corpora import FORMATS
    from alignment.review import progress

    state, alignment = project.state(), project.alignment
    for form in FORMATS:
        content(form, alignment, state)
    undecided(alignment, state, only=_CHECKS)
    sections = sections_of(alignment)
    progress.by_section(alignment, sections, state)
    progress.by_reviewer(state, project.events())
    progress.estimate(state, project.events())


def look_at_screen(folder: Path) -> None:
    """Show the folder's projects on their screen.

    Raises:
        AssertionError: a traceback is shown.
    """
    from streamlit.testing.v1 import AppTest

    nobody: dict[str, str] = {}  # a browser without cookies
    with patch.object(sys, "argv", ["app.py", str(folder)]), patch.object(seat, "cookies", lambda: nobody):
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=BOUND)
        app.run()
        app.switch_page("alignment/workbench/screens/projects.py").run()
    assert not app.exception, [one.message for one in app.exception]


@contextmanager
def _bounded() -> Iterator[None]:
    """Ends what takes too long."""

    def end(*_: object) -> None:
        raise TimeoutError(f"longer than {BOUND} s")

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, BOUND)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def make_mutant(seed: int, number: int, folder: Path) -> tuple[Path, str]:
    """A project file in the folder with something altered in it, and what that is."""
    chance = random.Random(f"{seed}/{number}")
    path = folder / f"mutant-{number}.kken"
    if chance.random() < 0.7:
        shutil.copy(SEED_PROJECT, path)
    else:
        _make_small(path)
    alter = chance.choice(_AT_BYTES if chance.random() < 0.3 else _AT_ROWS)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        # An earlier one may have taken away what this one is after.
        with suppress(sqlite3.Error, IndexError, ValueError, TypeError, RecursionError):
            alter(path, chance)
    return path, alter.__name__


def _make_small(path: Path) -> None:
    project = Project.create(small_alignment(), path)
    review.set_status(project, ((0,), (0,)), "accepted", "a")
    review.merge(project, ((1,), (1,)), "next", "b")
    project.undo("b")
    texts = [unit.text for unit in project.alignment.kk_units]
    document = Document.from_units([texts[0], "Мүлдем басқа сөздер.", "Бірінші жаңа абзац.", *texts[2:4]], "kk", "v2")
    review.update(project, "kk", document, shipped(), "a")


def _flip_bits(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    for _ in range(chance.choice((1, 3, 30))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def _truncate(path: Path, chance: random.Random) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: chance.randrange(len(content))])


def _page(path: Path, chance: random.Random) -> tuple[bytearray, int, int]:
    content = bytearray(path.read_bytes())
    size = 4096
    return content, chance.randrange(max(len(content) // size, 1)) * size, size


def _zero_page(path: Path, chance: random.Random) -> None:
    content, start, size = _page(path, chance)
    content[start : start + size] = bytes(len(content[start : start + size]))
    path.write_bytes(content)


def _swap_pages(path: Path, chance: random.Random) -> None:
    content, one, size = _page(path, chance)
    _, two, _ = _page(path, chance)
    content[one : one + size], content[two : two + size] = content[two : two + size], content[one : one + size]
    path.write_bytes(content)


def _append_rubbish(path: Path, chance: random.Random) -> None:
    with path.open("ab") as file:
        file.write(chance.randbytes(chance.randrange(1, 10_000)))


@contextmanager
def _rows(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as connection:
        yield connection
        connection.commit()


def _table(connection: sqlite3.Connection, chance: random.Random) -> str:
    """One that holds rows, most often that of the events."""
    if chance.random() < 0.4:
        return "event"
    filled = [name for name in _TABLES if connection.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone()]
    return chance.choice(filled)


def _row_and_columns(connection: sqlite3.Connection, table: str, chance: random.Random) -> tuple[int, list[str]]:
    rows = [row for (row,) in connection.execute(f"SELECT rowid FROM {table}")]
    columns = [column[1] for column in connection.execute(f"PRAGMA table_info({table})")]
    return chance.choice(rows), columns


def _loosen(connection: sqlite3.Connection, table: str) -> None:
    """Take from a table what it forbids, as another program may."""
    columns = [column[1] for column in connection.execute(f"PRAGMA table_info({table})")]
    named = ", ".join(f'"{column}"' for column in columns)
    connection.execute(f"CREATE TABLE loose ({named})")
    connection.execute(f"INSERT INTO loose SELECT {named} FROM {table}")
    connection.execute(f"DROP TABLE {table}")
    connection.execute(f"ALTER TABLE loose RENAME TO {table}")


def _delete_row(path: Path, chance: random.Random) -> None:
    with _rows(path) as connection:
        table = _table(connection, chance)
        row, _ = _row_and_columns(connection, table, chance)
        connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (row,))


def _duplicate_row(path: Path, chance: random.Random) -> None:
    with _rows(path) as connection:
        table = _table(connection, chance)
        row, _ = _row_and_columns(connection, table, chance)
        _loosen(connection, table)
        connection.execute(f"INSERT INTO {table} SELECT * FROM {table} WHERE rowid = ?", (min(row, 1),))


def _swap_cells(path: Path, chance: random.Random) -> None:
    with _rows(path) as connection:
        table = _table(connection, chance)
        (one, columns), (two, _) = (_row_and_columns(connection, table, chance) for _ in range(2))
        column = chance.choice(columns)
        cells = [
            connection.execute(f'SELECT "{column}" FROM {table} WHERE rowid = ?', (row,)).fetchone() for row in (one, two)
        ]
        _loosen(connection, table)
        for row, (cell,) in zip((one, two), reversed(cells), strict=True):
            connection.execute(f'UPDATE {table} SET "{column}" = ? WHERE rowid = ?', (cell, row))


_ODD_CELLS: tuple[object, ...] = (
    None,
    "",
    "nonsense",
    -1,
    0,
    1,
    99,
    2**62,
    -(2**62),
    1.5,
    1e308,
    b"\xff\xfe\x00",
    "[" * 50_000,
    "{}",
    "[]",
    "[[]]",
    "null",
    "NaN",
    '{"a": 1}',
    "[-1]",
    "[99999]",
    "[0, 0]",
    '["0"]',
    "[null]",
    "[true]",
    "[0.0]",
    "9" * 5_000,
    "0001-01-01T00:00:00+00:00",
    "9999-12-31T23:59:59-12:00",
    "2026-01-01",
    "sentence",
    "heading",
    "undo",
    "split at",
)


def _odd_cell(path: Path, chance: random.Random) -> None:
    with _rows(path) as connection:
        table = _table(connection, chance)
        row, columns = _row_and_columns(connection, table, chance)
        column = chance.choice(columns)
        if chance.random() < 0.6:
            _loosen(connection, table)
        value = chance.choice(_ODD_CELLS)
        connection.execute(f'UPDATE {table} SET "{column}" = ? WHERE rowid = ?', (value, row))


def _text_that_is_none(path: Path, chance: random.Random) -> None:
    """Bytes that are no UTF-8 under the type of text."""
    with _rows(path) as connection:
        table = _table(connection, chance)
        row, columns = _row_and_columns(connection, table, chance)
        column = chance.choice(columns)
        connection.execute(f"UPDATE {table} SET \"{column}\" = CAST(x'ff41fe' AS TEXT) WHERE rowid = ?", (row,))


_ODD_VALUES: tuple[object, ...] = (
    None,
    True,
    -1,
    0,
    1,
    2,
    3,
    50,
    51,
    60,
    10**30,
    0.5,
    "",
    "x",
    "\ud800",
    "kk",
    "en",
    "accepted",
    [],
    [[]],
    [[], []],
    [[0], [0]],
    [[-1], [0]],
    [[99], [99]],
    [["kk", 0, -5, 10**9]],
    [["kk", 99, 0, 1]],
    [["zz", 0, 0, 1]],
    [0, 0, 0],
    [2, 10**6, 10**6],
    {},
    {"en": 1},
)


def _places_in(value: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value inside a JSON value."""
    yield here
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inside:
        yield from _places_in(part, (*here, key))


def _odd_act(path: Path, chance: random.Random) -> None:
    """Something inside an act becomes another value, twofold, or goes."""
    with _rows(path) as connection:
        row, _ = _row_and_columns(connection, "event", chance)
        (act,) = connection.execute("SELECT act FROM event WHERE rowid = ?", (row,)).fetchone()
        whole = {"": json.loads(act)}
        *way, last = chance.choice([place for place in _places_in(whole) if place])
        home: Any = whole
        for key in way:
            home = home[key]
        match chance.choice(("another", "another", "gone", "twice")):
            case "gone":
                del home[last]
            case "twice" if isinstance(home, list):
                home.append(home[last])
            case _:
                home[last] = chance.choice(_ODD_VALUES)
        connection.execute("UPDATE event SET act = ? WHERE rowid = ?", (json.dumps(whole.get("", {})), row))


def _another_kind(path: Path, chance: random.Random) -> None:
    with _rows(path) as connection:
        row, _ = _row_and_columns(connection, "event", chance)
        (kind,) = chance.choice(connection.execute("SELECT kind FROM event").fetchall())
        connection.execute("UPDATE event SET kind = ? WHERE rowid = ?", (kind, row))


def _another_reviewer(path: Path, chance: random.Random) -> None:
    with _rows(path) as connection:
        row, _ = _row_and_columns(connection, "event", chance)
        name = chance.choice(("Айгүл", "reader two", "nobody", ""))
        connection.execute("UPDATE event SET reviewer = ? WHERE rowid = ?", (name, row))


def _number_anew(path: Path, chance: random.Random) -> None:
    with _rows(path) as connection:
        by = chance.choice((1, -1, -2, 1000))
        connection.execute("UPDATE event SET sequence = -sequence")
        connection.execute("UPDATE event SET sequence = -sequence + ?", (by,))


def _another_schema(path: Path, chance: random.Random) -> None:
    with _rows(path) as connection:
        table = chance.choice(_TABLES)
        columns = [column[1] for column in connection.execute(f"PRAGMA table_info({table})")]
        match chance.choice(("drop", "rename", "more", "column", "gone", "view")):
            case "drop":
                connection.execute(f"DROP TABLE {table}")
            case "rename":
                connection.execute(f"ALTER TABLE {table} RENAME TO other_{table}")
            case "more":
                connection.execute("CREATE TABLE extra (anything)")
            case "column":
                connection.execute(f'ALTER TABLE {table} RENAME COLUMN "{chance.choice(columns)}" TO other')
            case "gone":
                _loosen(connection, table)
                connection.execute(f'ALTER TABLE {table} DROP COLUMN "{chance.choice(columns)}"')
            case "view":
                connection.execute(f"ALTER TABLE {table} RENAME TO other_{table}")
                connection.execute(f"CREATE VIEW {table} AS SELECT * FROM other_{table}")


def _another_format(path: Path, chance: random.Random) -> None:
    with _rows(path) as connection:
        value = chance.choice((0, 1, 2, 3, 5, 99, -1, 1.5, "four"))
        connection.execute("UPDATE project SET format = ?", (value,))


_AT_BYTES = (_flip_bits, _flip_bits, _truncate, _zero_page, _swap_pages, _append_rubbish)
_AT_ROWS = (
    _delete_row,
    _duplicate_row,
    _swap_cells,
    _odd_cell,
    _odd_cell,
    _odd_cell,
    _text_that_is_none,
    _odd_act,
    _odd_act,
    _odd_act,
    _odd_act,
    _another_kind,
    _another_reviewer,
    _number_anew,
    _another_schema,
    _another_format,
)
