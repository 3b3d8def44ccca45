"""Copies of a project while people work in it, and a project put back from one."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from alignment.exceptions import NewerProject, NotAProject, OutputException, UnreadableFile
from alignment.files import placed_whole, refuse_unwritable
from alignment.project.contents import naming, read_alignment
from alignment.project.database import open_engine, reason_of, refuse_no_file, shown_location, sqlite_file
from alignment.project.events import Event
from alignment.project.ledger import replay
from alignment.project.project import Project
from alignment.project.saving import fill, saved_events
from alignment.project.schema import METADATA, PROJECT
from alignment.project.transactions import reading_from, writing_to

_Rows = dict[sa.Table, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restoration did."""

    acts: int
    """That the project holds now."""

    kept: Path | None
    """Where what stood in its place lies now; `None` where nothing would have been lost."""


def back_up(location: str | Path, output: Path) -> int:
    """Write a project to a file as it is at one moment, while people may go on working in it. The file is there whole or
    not at all, and its replay was compared before it took its place. How many acts it holds.

    Raises:
        NotAProject, UnreadableFile, NewerProject: as `Project.open` does; and where not all acts are whole.
        OutputException: the file cannot be written, or something that is no earlier copy would be lost.
    """
    refuse_unwritable(output)
    project = _opened_whole(location)
    if output.exists():
        _refuse_no_earlier_copy(output, project)
    with placed_whole(output) as temporary:
        copy_database(str(location), temporary)
        copy = Project.open(temporary)
        acts = len(copy.events())
        if not _is_same(copy, project, acts):
            raise OutputException("{name}: the copy does not equal the project; nothing was written", name=output)
    return acts


def restore(file: Path, location: str | Path, replace: bool = False) -> Restored:
    """Put a project back from a copy, while people may be working in it: whoever has it open sees it at the next look.

    Args:
        replace: put the copy there even if acts are there that it lacks; these are kept in a file beside it.

    Raises:
        NotAProject, UnreadableFile, NewerProject: the copy is none, or not whole.
        OutputException: something would be lost, or the place cannot be written.
    """
    location = str(location)
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder) / file.name  # opening may bring it to the current format, and the copy stays as it is
        refuse_no_file(file)
        copy_database(str(file), copied)
        copy = Project(open_engine(copied), str(file), copied)
        if copy.damage:
            raise copy.damage.refusal()
        target = sqlite_file(location)
        if target is not None:
            refuse_unwritable(target)
        if target is not None and not target.exists():
            with placed_whole(target) as temporary:
                copy_database(str(copied), temporary)
            return Restored(len(copy.events()), None)
        engine = open_engine(target or location)
        rows = _read(copied)
        if target is None and not _holds_project(engine, location):
            with _written(location), writing_to(engine) as connection:
                _make(connection, rows)
            return Restored(len(copy.events()), None)
        try:
            _opened_whole(location)
        except (NotAProject, NewerProject, UnreadableFile):
            return _put_instead(copied, location, target, copy, replace)
        return Restored(len(copy.events()), _put_over(engine, location, target, rows, copy, replace))


def copy_database(location: str, file: Path, untouched: bool = False) -> None:
    """Copy a project as it is at one moment into an empty file; of a SQLite file every page, of a database every row.

    Args:
        untouched: rather fail than take back in the source what a killed process has left half written.

    Raises:
        NotAProject, UnreadableFile: it cannot be read.
        OutputException: the file cannot be written.
    """
    source = sqlite_file(location)
    if source is None:
        rows = _read(location)
        fill(file, str(file), lambda connection: _make(connection, rows))
        return
    mode = "ro" if untouched else "rw"
    try:
        # The lock is held for as long as the pages are copied; who wants to write waits for that.
        with (
            closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode={mode}", uri=True, timeout=10)) as old,
            closing(sqlite3.connect(file)) as new,
        ):
            old.backup(new)
    except sqlite3.Error as error:
        raise UnreadableFile("{name}: cannot be read ({reason})", name=location, reason=error) from None


def kept_beside(path: Path) -> Path:
    """A name for what stood at the path until now: the same with the moment in it."""
    now = datetime.now(UTC)
    name = f"{path.stem}.{now:%Y-%m-%dT%H-%M-%S}"
    taken = 1
    while (beside := path.with_name(f"{name}{f'-{taken}' if taken > 1 else ''}{path.suffix}")).exists():
        taken += 1
    return beside


def _opened_whole(location: str | Path) -> Project:
    project = Project.open(location)
    if project.damage:
        raise project.damage.refusal()
    return project


def _is_same(copy: Project, project: Project, acts: int) -> bool:
    """Whether the copy is what the project was after so many acts."""
    events = project.events()[:acts]
    return (
        copy.machine == project.machine
        and copy.events() == events
        and copy.state() == replay(project.machine.links, events)
    )


def _refuse_no_earlier_copy(output: Path, project: Project) -> None:
    try:
        old = _opened_whole(output)
        earlier = old.machine == project.machine and not _lacking(old.events(), project.events())
    except (NotAProject, NewerProject, UnreadableFile):
        earlier = False
    if not earlier:
        raise OutputException(
            "{name}: there is another file of this name, and it is no earlier copy of this project; choose another name",
            name=output,
        )


def _lacking(there: Sequence[Event], new: Sequence[Event]) -> int:
    """How many of the events that are there the new ones lack: all from the first that differs."""
    same = next((place for place, pair in enumerate(zip(there, new, strict=False)) if pair[0] != pair[1]), len(new))
    return max(len(there) - same, 0)


def _read(location: str | Path) -> _Rows:
    """Every row, as they are at one moment."""
    engine, name = open_engine(location), shown_location(str(location))
    if engine.dialect.name != "sqlite":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    try:
        with naming(name), reading_from(engine) as connection:
            return _rows(connection)
    finally:
        engine.dispose()


def _rows(connection: sa.Connection) -> _Rows:
    return {
        table: [dict(row) for row in connection.execute(sa.select(table)).mappings()] for table in METADATA.sorted_tables
    }


def _make(connection: sa.Connection, rows: _Rows) -> None:
    METADATA.create_all(connection)
    _insert(connection, rows)


def _insert(connection: sa.Connection, rows: _Rows) -> None:
    for table, own in rows.items():
        if own:
            connection.execute(table.insert(), own)


def _holds_project(engine: sa.Engine, location: str) -> bool:
    with naming(shown_location(location)), reading_from(engine) as connection:
        return sa.inspect(connection).has_table(PROJECT.name)


def _put_over(
    engine: sa.Engine, location: str, target: Path | None, rows: _Rows, copy: Project, replace: bool
) -> Path | None:
    """Everything in one transaction: nobody's act comes between what is compared and what is written."""
    name = shown_location(location)
    kept = None
    with _written(location), writing_to(engine) as connection:
        if read_alignment(connection, name) != copy.machine:
            raise OutputException("{name}: there is a project of other texts or links here; name another place", name=name)
        if lacking := _lacking(list(saved_events(connection, after=0)), copy.events()):
            if not replace:
                raise _refusal(name, lacking)
            kept = kept_beside(target or Path.cwd() / f"{engine.url.database}.kken")
            there = _rows(connection)
            with placed_whole(kept) as temporary:
                fill(temporary, str(kept), lambda new: _make(new, there))
        for table in METADATA.sorted_tables:
            connection.execute(table.delete())
        _insert(connection, rows)
    return kept


def _put_instead(copied: Path, location: str, target: Path | None, copy: Project, replace: bool) -> Restored:
    """Where no whole project is: nobody acts in it."""
    if target is None or not replace:
        raise OutputException(
            "{name}: what is here is no whole project; `--replace` puts the copy here all the same and keeps the file "
            "beside it",
            name=shown_location(location),
        )
    kept = kept_beside(target)
    with placed_whole(target) as temporary:
        copy_database(str(copied), temporary)
        target.rename(kept)
    return Restored(len(copy.events()), kept)


def _refusal(name: str, lacking: int) -> OutputException:
    return OutputException(
        "{name}: acts here that the copy lacks: {number}; `--replace` puts the copy here all the same and keeps them in a "
        "file beside it",
        name=name,
        number=lacking,
    )


@contextmanager
def _written(location: str) -> Iterator[None]:
    try:
        yield
    except sa.exc.SQLAlchemyError as error:
        raise OutputException(
            "{name}: cannot be written ({reason})", name=shown_location(location), reason=reason_of(error)
        ) from None
