"""Says whether a project is whole, and saves what can be saved of one that is not. It works on a copy of it."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from alignment.exceptions import ActRefused, NotAProject, OutputException, ProjectException, UnreadableFile
from alignment.files import placed_whole, refuse_unwritable, write_whole
from alignment.project.backup import copy_database
from alignment.project.contents import About, naming, read_about, read_alignment
from alignment.project.database import open_engine, reason_of, refuse_no_file, shown_location, sqlite_file
from alignment.project.events import (
    Act,
    DrawSample,
    EditFlag,
    Event,
    Redo,
    Reinstate,
    RemoveComment,
    RemoveFlag,
    Undo,
    Update,
    Withdraw,
    concerned,
    raised_by,
    recounts,
    renumbered,
)
from alignment.project.fitting import Fitting
from alignment.project.ledger import Ledger
from alignment.project.migrations import migrate
from alignment.project.project import Project
from alignment.project.saving import EVENT_ROWS, event_of, fill, save_event
from alignment.project.schema import EVENT, PROJECT, write_alignment
from alignment.project.transactions import reading_from
from alignment.records import Alignment, Message

_REFERS: dict[type, str] = {
    EditFlag: "flag",
    RemoveFlag: "flag",
    RemoveComment: "comment",
    Withdraw: "proposal",
    Reinstate: "dismissal",
    Undo: "target",
    Redo: "target",
}
"""The field in which an act names another by its number."""

_COMPLAINTS = 20  # of SQLite's own


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An act that cannot be saved."""

    number: int
    kind: str
    reviewer: str
    at: str
    act: str
    """Its fields as they are written, JSON where it is whole; the other texts are empty where they cannot be read."""

    reason: Message


@dataclass(frozen=True, slots=True)
class Report:
    """What a project was found to be."""

    location: str
    complaints: tuple[str, ...]
    """What is wrong with the file, the texts or the links."""

    alignment: Alignment | None
    """The texts and the machine's links; `None` where they are not whole, and nothing can be saved."""

    about: About | None
    acts: int
    """That are there, whole or not."""

    whole: int
    """That are whole one after the other, from the first."""

    saved: tuple[Event, ...]
    """What can be saved: the whole ones, and those beyond that still apply, numbered anew."""

    left_out: tuple[LeftOut, ...]
    gaps: tuple[tuple[int, int], ...]
    """First and last number of acts that are missing."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.complaints or self.left_out or self.gaps)


def verify(location: str | Path, up_to_damage: bool = False) -> Report:
    """Look at a project's file, tables, texts, links and acts.

    Args:
        up_to_damage: count nothing beyond the first act that is not whole as saved. What is missing may have cut a text;
            acts beyond it that name units by place may then stand one unit off.

    Raises:
        UnreadableFile: there is no such project.
        NotAProject: it is no database at all.
        NewerProject: a later version of this program wrote it.
    """
    name = shown_location(str(location))
    with tempfile.TemporaryDirectory() as folder:
        copy = _copied(str(location), Path(folder))
        complaints = _complaints(copy)
        engine = open_engine(copy)
        try:
            with naming(name):
                migrate(engine, name)
                with reading_from(engine) as connection:
                    alignment = read_alignment(connection, name)
        except (NotAProject, UnreadableFile) as failure:
            return Report(name, (*complaints, str(failure)), None, None, 0, 0, (), (), ())
        with reading_from(engine) as connection:
            about = None
            try:
                with naming(name):
                    about = read_about(connection, name)
            except (NotAProject, UnreadableFile) as failure:
                complaints.append(str(failure))
            saving = _Saving(alignment, up_to_damage)
            for row in _rows(connection):
                saving.take(row)
    return Report(
        name,
        tuple(complaints),
        alignment,
        about,
        saving.acts,
        saving.whole,
        tuple(saving.ledger.events),
        tuple(saving.left_out),
        tuple(saving.gaps),
    )


def save_what_is_whole(report: Report, file: Path) -> Path | None:
    """Make a new project of what can be saved. What is left out is written beside it, an act a line; where that lies.

    Raises:
        NotAProject: nothing can be saved.
        OutputException: there is a file of this name, or it cannot be written.
    """
    refuse_unwritable(file)
    if file.exists():
        raise OutputException("{name}: there is another file of this name; choose another name or remove it", name=file)
    if report.alignment is None:
        raise NotAProject(
            "{name}: its texts or links are not whole, so nothing can be saved; go back to a copy of the file",
            name=report.location,
        )
    beside = None
    if report.left_out or report.gaps:
        beside = file.with_name(f"{file.name}.left-out.jsonl")
        write_whole(beside, "".join(f"{line}\n" for line in _lines(report)).encode())
    with placed_whole(file) as temporary:
        fill(temporary, str(file), lambda connection: _write(connection, report))
        project = Project.open(temporary)
        if project.damage or project.events() != report.saved:
            raise OutputException("{name}: the copy does not equal the project; nothing was written", name=file)
    return beside


def _write(connection: sa.Connection, report: Report) -> None:
    assert report.alignment is not None  # noqa: S101 – for the type checker: nothing else is written
    write_alignment(connection, report.alignment)
    if about := report.about:
        connection.execute(sa.update(PROJECT).values(title=about.title, archived=about.archived, created=about.created))
    for event in report.saved:
        save_event(connection, event)


def _lines(report: Report) -> Iterator[str]:
    for first, last in report.gaps:
        yield json.dumps({"number": first, "to": last, "reason": "missing"})
    for one in report.left_out:
        yield json.dumps(
            {
                "number": one.number,
                "kind": one.kind,
                "reviewer": one.reviewer,
                "at": one.at,
                "act": one.act,
                "reason": str(one.reason),
            },
            ensure_ascii=False,
        )


class _Saving:
    """Takes the rows of the acts one after the other, and those that apply into a ledger."""

    def __init__(self, alignment: Alignment, up_to_damage: bool) -> None:
        self.ledger, self.left_out, self.gaps = Ledger(alignment.links), [], []  # type: ignore[var-annotated]
        self.acts = self.whole = 0
        self._fitting = Fitting(alignment)
        self._up_to_damage = up_to_damage
        self._numbers: dict[int, int] = {}  # of each act that is saved: as it was → as it is now
        self._next = 1
        self._lost_cut = 0  # number of an act that cut a text, or brought a new one, and is left out

    def take(self, row: Any) -> None:
        """Take in the row of an act, or say why not."""
        self.acts += 1
        number = row.sequence if isinstance(row.sequence, int) else 0
        in_order = number >= self._next
        if number > self._next:
            self.gaps.append((self._next, number - 1))
        self._next = max(self._next, number + 1)
        try:
            if isinstance(row, _Unreadable):
                raise NotAProject("act {number} cannot be read ({reason})", number=number, reason=row.reason)
            event = event_of(row)
            if not in_order:
                raise NotAProject("act {number} stands where another should", number=number)
            self._append(event)
        except (ActRefused, NotAProject) as reason:
            kind, reviewer, at, act = (_readable(getattr(row, name)) for name in ("kind", "reviewer", "at", "act"))
            self.left_out.append(LeftOut(number, kind, reviewer, at, act, reason.message))
            if kind in ("split at", "update") or self._switches_a_cut(kind, act):
                self._lost_cut = self._lost_cut or number

    def _append(self, event: Event) -> None:
        number = event.sequence
        is_whole = not self.left_out and not self.gaps
        if not is_whole and self._up_to_damage:
            raise ActRefused("it lies beyond the damage")
        if self._lost_cut and _counts_units(event.act):
            raise ActRefused("it counts units as act {number} cut them, and that one is left out", number=self._lost_cut)
        event = replace(event, sequence=len(self.ledger.events) + 1, act=self._renumbered(event.act))
        self._fitting.refuse_misfit(event.act, self.ledger)
        self.ledger.append(event)
        self._numbers[number] = event.sequence
        self.whole += is_whole

    def _renumbered(self, act: Act) -> Act:
        field = _REFERS.get(type(act))
        if field is None:
            return act
        number = named = getattr(act, field)
        if field == "flag":
            number = raised_by(named)
        if number not in self._numbers:
            raise ActRefused("act {number}, which it refers to, is not there", number=number)
        own = self._numbers[number]
        values: dict[str, Any] = {field: renumbered(named, own) if field == "flag" else own}
        return replace(act, **values)

    def _switches_a_cut(self, kind: str, act: str) -> bool:
        if kind not in ("undo", "redo"):
            return False
        try:
            target = self._numbers.get(json.loads(act)["target"], 0)
        except (ValueError, TypeError, KeyError):
            return True  # nobody knows what it switched
        return not target or bool(recounts(self.ledger.events[target - 1].act))


def _counts_units(act: Act) -> bool:
    """Whether an act names units by their places."""
    return bool(concerned(act)) or isinstance(act, DrawSample | Update) or (isinstance(act, EditFlag) and bool(act.spans))


@dataclass(frozen=True, slots=True)
class _Unreadable:
    """A row that the database cannot give."""

    sequence: int
    reason: str
    kind: str = ""
    reviewer: str = ""
    at: str = ""
    act: str = ""


def _rows(connection: sa.Connection) -> list[Any]:
    """The rows of the acts in order; of those that cannot be read the numbers."""
    try:
        return list(connection.execute(EVENT_ROWS))
    except (sa.exc.SQLAlchemyError, UnicodeDecodeError):
        pass
    numbers: set[int] = set()
    for order in (EVENT.c.sequence, EVENT.c.sequence.desc()):
        try:
            for number in connection.scalars(sa.select(EVENT.c.sequence).order_by(order)):
                numbers.add(number)
        except (sa.exc.SQLAlchemyError, UnicodeDecodeError):
            continue  # from the other end there may be more
    found: list[Any] = []
    for number in sorted(numbers):
        try:
            found += connection.execute(EVENT_ROWS.where(EVENT.c.sequence == number)).all()
        except (sa.exc.SQLAlchemyError, UnicodeDecodeError) as error:
            found.append(_Unreadable(number, reason_of(error)))
    return found


def _readable(cell: Any) -> str:
    """A cell as text, whatever it holds."""
    return cell if isinstance(cell, str) else "" if cell is None else repr(cell)


def _copied(location: str, folder: Path) -> Path:
    """A copy of the project to look into: looking into a file may alter it."""
    source = sqlite_file(location)
    if source is not None:
        refuse_no_file(source)
    copy = folder / "copy.kken"
    try:
        copy_database(location, copy, untouched=True)
    except ProjectException:
        raise
    except UnreadableFile:
        if source is None:
            raise
        copy.unlink(missing_ok=True)
        try:
            for ending in ("", "-journal", "-wal"):
                if (part := Path(f"{source}{ending}")).exists():
                    shutil.copyfile(part, f"{copy}{ending}")
        except OSError as error:
            raise UnreadableFile("{name}: cannot be read ({reason})", name=source, reason=error.strerror) from None
    return copy


def _complaints(file: Path) -> list[str]:
    """What SQLite has to say of the file itself."""
    try:
        with closing(sqlite3.connect(file)) as connection:
            said = [str(line) for (line,) in connection.execute(f"PRAGMA integrity_check({_COMPLAINTS})")]
    except (sqlite3.Error, UnicodeDecodeError) as error:
        said = [str(error)]
    return [] if said == ["ok"] else said
