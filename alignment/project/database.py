"""The database that a project lies in: a SQLite file, PostgreSQL, or any other that SQLAlchemy reaches by URL."""

from __future__ import annotations

import re
import sqlite3
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from alignment.exceptions import NotAProject, UnreadableFile
from alignment.files import is_database
from alignment.project.transactions import LettingGo

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+._-]*://")
_SECRET = re.compile(r"pass|secret|token|key", re.IGNORECASE)  # of a URL's parameters

_DRIVER = "postgresql+psycopg"  # psycopg 3; SQLAlchemy's own choice is its forerunner
_PATIENCE = 15.0  # seconds that a server which was there before may be away: it is restarted
_LOCK_SECONDS = 10  # that a writer waits for another; an act takes milliseconds


def is_url(location: str) -> bool:
    """Whether a project's place is a database's URL, not a file: it begins with a scheme and `://`."""
    return _URL.match(location) is not None


def shown_location(location: str) -> str:
    """A file's path as it is; a URL without a password in any of its parts; of what only looks like a URL, no more than
    its scheme."""
    if not is_url(location):
        return location
    try:
        parsed = sa.make_url(location)
    except (sa.exc.ArgumentError, ValueError):
        return location.split("://", maxsplit=1)[0] + "://…"
    hidden = {name: "***" for name in parsed.query if _SECRET.search(name)}
    return parsed.update_query_dict(hidden).render_as_string(hide_password=True)


def open_engine(place: str | Path) -> sa.Engine:
    """The database at a URL or in a SQLite file; of SQLite with transactions that begin as they are meant.

    Raises:
        NotAProject: the URL names no database that this machine can reach, or a SQLite database without a file.
    """
    url = sa.URL.create("sqlite", database=str(place.absolute())) if isinstance(place, Path) else _parsed(place)
    kind = url.get_backend_name()
    # A server's connections last, and are tried before they are used again. One to a file would go on with what it has
    # read, and with a file whose place another has taken.
    options: dict[str, Any] = {"pool_pre_ping": True}
    if kind == "sqlite":
        options = {"poolclass": sa.NullPool, "connect_args": {"factory": LettingGo}}
    elif kind == "postgresql" and "connect_timeout" not in url.query:
        options["connect_args"] = {"connect_timeout": 10}
    try:
        engine = sa.create_engine(url, **options)
    except ModuleNotFoundError as error:
        if error.name == "psycopg":
            raise NotAProject(
                "{name}: the driver of PostgreSQL is missing; `pip install 'kk-en-alignment[postgresql]'` brings it",
                name=shown_location(str(place)),
            ) from None
        raise NotAProject(
            "{name}: not a database that can be reached ({reason})", name=shown_location(str(place)), reason=error
        ) from None
    except sa.exc.ArgumentError as error:
        raise NotAProject(
            "{name}: not a database that can be reached ({reason})",
            name=shown_location(str(place)),
            reason=str(error).splitlines()[0],
        ) from None
    if kind == "sqlite":
        sa.event.listen(engine, "connect", _prepare_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
    elif kind == "postgresql":
        sa.event.listen(engine, "do_connect", _Patient())
        sa.event.listen(engine, "begin", _begin_postgresql)
    return engine


def sqlite_file(location: str) -> Path | None:
    """The file that a path or a SQLite database's URL names; None where the URL is another database's.

    Raises:
        NotAProject: it looks like a URL and is none, or is that of a SQLite database without a file.
    """
    if not is_url(location):
        return Path(location)
    parsed = _parsed(location)
    return Path(str(parsed.database)) if _is_of_sqlite(parsed) else None


def refuse_no_file(path: Path) -> None:
    """SQLite would make one.

    Raises:
        UnreadableFile: there is no file of this name, or it may not be read.
        NotAProject: it is no database.
    """
    try:
        if path.is_dir():
            raise UnreadableFile("{name}: this is a folder; name a project file", name=path)
        if path.exists() and not path.is_file():
            raise UnreadableFile("{name}: this is no file; name one", name=path)
        if not path.is_file():
            raise UnreadableFile(
                "{name}: there is no such project; `alignment align KK EN --project {name}` makes one", name=path
            )
        if not is_database(path):
            raise NotAProject("{name}: not a project file of this program", name=path)
    except OSError as error:
        raise UnreadableFile("{name}: cannot be read ({reason})", name=path, reason=error.strerror) from None


def _is_of_sqlite(url: sa.URL) -> bool:
    return url.get_backend_name() == "sqlite" and not url.host


def _parsed(url: str) -> sa.URL:
    try:
        parsed = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError):
        # What SQLAlchemy says may hold the password.
        raise NotAProject(
            "{name}: no database's URL; it looks like postgresql://user:password@host:5432/database",
            name=shown_location(url),
        ) from None
    if parsed.drivername in ("postgresql", "postgres"):
        parsed = parsed.set(drivername=_DRIVER)
    if _is_of_sqlite(parsed) and (parsed.database in (None, "", ":memory:") or parsed.query):
        raise NotAProject("{name}: name the project's file by its path, without sqlite://", name=shown_location(url))
    return parsed


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy says BEGIN itself
    connection.execute("PRAGMA busy_timeout = 10000")
    connection.execute("PRAGMA synchronous = EXTRA")  # a power loss just after the answer takes no act back


def _begin_sqlite(connection: sa.Connection) -> None:
    # A writer takes its lock before it reads, else two of them could each wait for the other.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _is_meant_to_write(connection) else "BEGIN")


def _is_meant_to_write(connection: sa.Connection) -> bool:
    return bool(connection.get_execution_options().get("immediate", False))


class _Patient:
    """Connects to a server; one that has answered before may be away for a while, and is asked again."""

    def __init__(self) -> None:
        self._answered = threading.Event()

    def __call__(self, dialect: Any, _record: Any, arguments: Any, options: Any) -> Any:
        until = time.monotonic() + (_PATIENCE if self._answered.is_set() else 0.0)
        while True:
            try:
                connection = dialect.connect(*arguments, **options)
            except dialect.loaded_dbapi.OperationalError:
                if time.monotonic() >= until:
                    raise
                time.sleep(0.2)
            else:
                self._answered.set()
                return connection


def _begin_postgresql(connection: sa.Connection) -> None:
    """One writer at a time in a project, which is a schema: nobody's act comes between what is read and what is written,
    and no two acts have one number. The lock ends with the transaction, however that ends."""
    if _is_meant_to_write(connection):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_LOCK_SECONDS}s'")
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext(coalesce(current_schema(), '')))")


def reason_of(error: BaseException) -> str:
    """What went wrong, in the first line of the database's own words."""
    original: Sequence[str] = str(getattr(error, "orig", None) or error).splitlines()
    return original[0] if original else type(error).__name__


def broke_the_line(error: Exception) -> bool:
    """Whether the server went away amid what it was asked."""
    return bool(getattr(error, "connection_invalidated", False))


def may_succeed_next(error: Exception) -> bool:
    """Whether what was to be saved may be at the next attempt: another act had its number, where no lock keeps two
    apart, or the line to the server broke."""
    return isinstance(error, sa.exc.IntegrityError) or broke_the_line(error)
