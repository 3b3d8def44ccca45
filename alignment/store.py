"""The project: two documents, the machine's links and the reviewers' events, in a database.

A project is a SQLite file, or a schema in any database that SQLAlchemy reaches by URL. Events are only ever appended, each
in one transaction that first checks that it still applies; so an act is saved whole or not at all, and a reviewer who acts
on something that another has changed is told.
"""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from alignment.events import (
    Act,
    Event,
    Redo,
    State,
    Undo,
    act_from_json,
    act_to_json,
    next_redo,
    next_undo,
    replay,
    touched,
)
from alignment.exceptions import (
    ActRefused,
    Conflict,
    NewerProject,
    NotAProject,
    OutputException,
    UnreadableFile,
)
from alignment.records import SIDES, Alignment, Document, Level, Link, Paragraph, Sentence, Side, Unit

FORMAT = 1
"""Version of the tables below. A later version that changes them brings a migration."""

_PROGRAM = "kk-en-alignment"
_APPLICATION_ID = 0x6B6B656E  # "kken": marks the SQLite file as ours for `file` and the like

_METADATA = sa.MetaData()

_PROJECT = sa.Table(
    "project",
    _METADATA,
    sa.Column("program", sa.Text, nullable=False),
    sa.Column("format", sa.Integer, nullable=False),
    sa.Column("level", sa.Text, nullable=False),
    sa.Column("model", sa.Text, nullable=False),
    sa.Column("created", sa.Text, nullable=False),
)
_DOCUMENT = sa.Table(
    "document",
    _METADATA,
    sa.Column("side", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False),
)
_PARAGRAPH = sa.Table(
    "paragraph",
    _METADATA,
    sa.Column("side", sa.Text, primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("level", sa.Integer),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("first_line", sa.Integer, nullable=False),
    sa.Column("last_line", sa.Integer, nullable=False),
)
_SENTENCE = sa.Table(
    "sentence",
    _METADATA,
    sa.Column("side", sa.Text, primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("paragraph", sa.Integer, nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
)
_LINK = sa.Table(
    "link",
    _METADATA,
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("kk", sa.JSON, nullable=False),
    sa.Column("en", sa.JSON, nullable=False),
    sa.Column("confidence", sa.Float),
    sa.Column("similarity", sa.Float),
)
_EVENT = sa.Table(
    "event",
    _METADATA,
    sa.Column("sequence", sa.Integer, primary_key=True),
    sa.Column("reviewer", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("act", sa.JSON, nullable=False),
)


class Project:
    """An alignment under review.

    `alignment` never changes; `state()` is what the events have made of its links. One object may serve many threads.
    """

    def __init__(self, engine: sa.Engine, location: str) -> None:
        self.location = location
        """The file's path, or the URL without its password."""

        self._engine = engine
        self._lock = threading.RLock()
        self._events: tuple[Event, ...] = ()
        try:
            with engine.connect() as connection:
                self.alignment = _read_alignment(connection, location)
        except (sa.exc.SQLAlchemyError, json.JSONDecodeError, KeyError) as error:
            raise NotAProject(f"{location}: not a project of this program, or damaged ({_reason(error)})") from None
        self._state = replay(self.alignment.links, ())

    @classmethod
    def create(cls, alignment: Alignment, location: str | Path) -> Project:
        """Make a new project of an alignment, at a path or a database URL.

        A file is built beside its place and then renamed, so it is there whole or not at all; an old file is replaced
        only if it is a project without any event.

        Raises:
            OutputException: the place cannot be written, or holds something that must not be lost.
        """
        location = str(location)
        if _is_url(location):
            engine = _engine(location)
            try:
                with engine.begin() as connection:
                    if sa.inspect(connection).has_table(_PROJECT.name):
                        raise OutputException(
                            f"{_display(location)}: there is a project here already; name an empty schema"
                        )
                    _write_alignment(connection, alignment)
            except sa.exc.SQLAlchemyError as error:
                raise OutputException(f"{_display(location)}: the database refused ({_reason(error)})") from None
            return cls(engine, _display(location))
        path = Path(location)
        _refuse_overwriting(path)
        try:
            handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        except OSError as error:
            raise OutputException(f"{path}: cannot be written ({error.strerror})") from None
        os.close(handle)
        try:
            engine = _engine(f"sqlite:///{temporary}")
            with engine.begin() as connection:
                connection.exec_driver_sql(f"PRAGMA application_id = {_APPLICATION_ID}")
                _write_alignment(connection, alignment)
            engine.dispose()
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except OSError as error:
            raise OutputException(f"{path}: cannot be written ({error.strerror})") from None
        finally:
            Path(temporary).unlink(missing_ok=True)
        return cls.open(path)

    @classmethod
    def open(cls, location: str | Path) -> Project:
        """Open the project at a path or a database URL.

        Raises:
            UnreadableFile: there is no such file.
            NotAProject: another program wrote it, or it is damaged.
            NewerProject: a later version of this program wrote it.
        """
        location = str(location)
        if _is_url(location):
            return cls(_engine(location), _display(location))
        path = Path(location)
        if path.is_dir():
            raise UnreadableFile(f"{path}: this is a folder; name a project file")
        if not path.is_file():
            raise UnreadableFile(f"{path}: there is no such project; `alignment align KK EN --project {path}` makes one")
        with path.open("rb") as file:
            if file.read(16) != b"SQLite format 3\0":
                raise NotAProject(f"{path}: not a project file of this program")
        return cls(_engine(f"sqlite:///{path}"), str(path))

    def events(self) -> tuple[Event, ...]:
        """All events so far, in the order in which they were saved."""
        self.state()
        return self._events

    def state(self) -> State:
        """The links and flags as they are now. Reads only the events that are new since the last call."""
        with self._lock, self._engine.connect() as connection:
            self._refresh(connection)
            return self._state

    def append(self, act: Act, reviewer: str, seen: int | None = None) -> State:
        """Save one act.

        Args:
            reviewer: who acts.
            seen: sequence number of the state that the reviewer acted on; when left out, the newest.

        Returns:
            The state after it.

        Raises:
            Conflict: since `seen`, somebody else changed a link that the act concerns.
            ActRefused: the act does not apply. Nothing is saved in either case.
        """
        return self._append(lambda: act, reviewer, seen)

    def undo(self, reviewer: str) -> State:
        """Switch off the reviewer's last act that still counts.

        Raises:
            ActRefused: there is none, or later acts of others build on it.
        """
        return self._append(lambda: Undo(_target(next_undo(self._events, reviewer), "undo")), reviewer, None)

    def redo(self, reviewer: str) -> State:
        """Switch the act that the reviewer undid last on again; raises as `undo` does."""
        return self._append(lambda: Redo(_target(next_redo(self._events, reviewer), "redo")), reviewer, None)

    def _append(self, choose: Callable[[], Act], reviewer: str, seen: int | None) -> State:
        try:
            with self._lock, self._engine.execution_options(immediate=True).begin() as connection:
                self._refresh(connection)
                act = choose()
                self._refuse_conflict(act, reviewer, seen)
                event = Event(self._state.sequence + 1, reviewer, datetime.now(UTC).isoformat(timespec="milliseconds"), act)
                try:
                    replay(self.alignment.links, (*self._events, event))
                except ActRefused as refusal:
                    if isinstance(act, Undo | Redo):
                        raise ActRefused("later changes build on that act: take those back first") from refusal
                    raise
                kind, data = act_to_json(act)
                row = {"sequence": event.sequence, "reviewer": reviewer, "at": event.at, "kind": kind, "act": data}
                connection.execute(_EVENT.insert().values(row))
            return self.state()
        except sa.exc.IntegrityError:
            raise Conflict("somebody saved another act at the same moment: look at the links again") from None
        except sa.exc.SQLAlchemyError as error:
            raise OutputException(f"{self.location}: the act was not saved ({_reason(error)})") from None

    def _refuse_conflict(self, act: Act, reviewer: str, seen: int | None) -> None:
        if seen is None:
            return
        concerned = touched(act)
        for event in self._events:
            if event.sequence > seen and event.reviewer != reviewer and not concerned.isdisjoint(touched(event.act)):
                raise Conflict(f"{event.reviewer} changed this link in the meantime: look at it again, then decide")

    def _refresh(self, connection: sa.Connection) -> None:
        """Read the events since the last look, and replay if there are any."""
        newer = sa.select(_EVENT).where(_EVENT.c.sequence > self._state.sequence).order_by(_EVENT.c.sequence)
        rows = connection.execute(newer).all()
        if rows:
            read = [Event(row.sequence, row.reviewer, row.at, act_from_json(row.kind, row.act)) for row in rows]
            events = (*self._events, *read)
            self._events, self._state = events, replay(self.alignment.links, events)


def _target(event: Event | None, verb: str) -> int:
    if event is None:
        raise ActRefused(f"there is nothing to {verb}")
    return event.sequence


def _write_alignment(connection: sa.Connection, alignment: Alignment) -> None:
    _METADATA.create_all(connection)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    project = {
        "program": _PROGRAM,
        "format": FORMAT,
        "level": alignment.level,
        "model": alignment.model,
        "created": now,
    }
    connection.execute(_PROJECT.insert(), [project])
    for side in SIDES:
        document = alignment.document(side)
        connection.execute(_DOCUMENT.insert(), [{"side": side, "name": document.name, "sha256": document.sha256}])
        connection.execute(
            _PARAGRAPH.insert(),
            [
                {
                    "side": side,
                    "place": place,
                    "id": paragraph.id,
                    "kind": paragraph.kind,
                    "level": paragraph.level,
                    "text": paragraph.text,
                    "first_line": paragraph.lines[0],
                    "last_line": paragraph.lines[1],
                }
                for place, paragraph in enumerate(document.paragraphs)
            ],
        )
        sentences = [unit for unit in alignment.units(side) if isinstance(unit, Sentence)]
        if sentences:
            rows = [
                {
                    "side": side,
                    "place": place,
                    "id": s.id,
                    "paragraph": s.paragraph,
                    "start": s.span[0],
                    "end": s.span[1],
                }
                for place, s in enumerate(sentences)
            ]
            connection.execute(_SENTENCE.insert(), rows)
    links = [
        {"place": place, "kk": link.kk, "en": link.en, "confidence": link.confidence, "similarity": link.similarity}
        for place, link in enumerate(alignment.links)
    ]
    connection.execute(_LINK.insert(), links)


def _read_alignment(connection: sa.Connection, location: str) -> Alignment:
    row = connection.execute(sa.select(_PROJECT)).one_or_none()
    if row is None or row.program != _PROGRAM:
        raise NotAProject(f"{location}: not a project of this program")
    if row.format > FORMAT:
        raise NewerProject(
            f"{location}: written by a later version of this program (format {row.format}, this one knows {FORMAT}); "
            "update the program"
        )
    kk, en = _read_document(connection, "kk"), _read_document(connection, "en")
    level: Level = row.level
    links = tuple(
        Link(tuple(link.kk), tuple(link.en), link.confidence, link.similarity)
        for link in connection.execute(sa.select(_LINK).order_by(_LINK.c.place))
    )
    kk_units, en_units = _read_units(connection, kk, level), _read_units(connection, en, level)
    return Alignment(kk, en, level, kk_units, en_units, links, row.model)


def _read_document(connection: sa.Connection, side: Side) -> Document:
    row = connection.execute(sa.select(_DOCUMENT).where(_DOCUMENT.c.side == side)).one()
    paragraphs = connection.execute(sa.select(_PARAGRAPH).where(_PARAGRAPH.c.side == side).order_by(_PARAGRAPH.c.place))
    return Document(
        row.name,
        side,
        tuple(Paragraph(p.id, p.kind, p.text, (p.first_line, p.last_line), p.level) for p in paragraphs),
        row.sha256,
    )


def _read_units(connection: sa.Connection, document: Document, level: Level) -> tuple[Unit, ...]:
    if level == "paragraph":
        return document.paragraphs
    query = sa.select(_SENTENCE).where(_SENTENCE.c.side == document.language).order_by(_SENTENCE.c.place)
    sentences = []
    for row in connection.execute(query):
        paragraph = document.paragraphs[row.paragraph]
        text = paragraph.text[row.start : row.end]
        sentences.append(Sentence(row.id, paragraph.kind, text, paragraph.lines, row.paragraph, (row.start, row.end)))
    return tuple(sentences)


def _refuse_overwriting(path: Path) -> None:
    """A file that is there must be a project of ours that nobody has worked on."""
    if not path.exists():
        return
    try:
        reviewed = len(Project.open(path).events())
    except (NotAProject, NewerProject, UnreadableFile):
        raise OutputException(f"{path}: there is another file of this name; choose another name or remove it") from None
    if reviewed:
        raise OutputException(
            f"{path}: this project holds {reviewed} acts of review, which aligning anew would lose; choose another name"
        )


def _is_url(location: str) -> bool:
    return "://" in location


def _display(url: str) -> str:
    return sa.make_url(url).render_as_string(hide_password=True)


def _engine(url: str) -> sa.Engine:
    try:
        engine = sa.create_engine(url)
    except (sa.exc.ArgumentError, ModuleNotFoundError) as error:
        raise NotAProject(f"{url.rsplit('@', maxsplit=1)[-1]}: not a database that can be reached ({error})") from None
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _prepare_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy says BEGIN itself
    connection.execute("PRAGMA busy_timeout = 10000")
    connection.execute("PRAGMA synchronous = FULL")


def _begin_sqlite(connection: sa.Connection) -> None:
    # A writer takes its lock before it reads, else two of them could each wait for the other.
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _reason(error: BaseException) -> str:
    original: Sequence[str] = str(getattr(error, "orig", None) or error).splitlines()
    return original[0] if original else type(error).__name__
