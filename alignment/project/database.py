"""The database that a project lies in: a SQLite file, or any that SQLAlchemy reaches by URL."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from alignment.exceptions import NotAProject


def is_url(location: str) -> bool:
    """Whether a project's place is a database's URL, not a file."""
    return "://" in location


def shown_location(url: str) -> str:
    """The URL without its password."""
    return sa.make_url(url).render_as_string(hide_password=True)


def open_engine(url: str) -> sa.Engine:
    """The database at a URL; of SQLite with transactions that begin as they are meant.

    Raises:
        NotAProject: the URL names no database that this machine can reach.
    """
    try:
        # An open connection would go on with what it has read, and with a file whose place another has taken.
        engine = sa.create_engine(url, poolclass=sa.NullPool if url.startswith("sqlite:") else None)
    except (sa.exc.ArgumentError, ModuleNotFoundError) as error:
        raise NotAProject(
            "{name}: not a database that can be reached ({reason})", name=url.rsplit("@", maxsplit=1)[-1], reason=error
        ) from None
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


def reason_of(error: BaseException) -> str:
    """What went wrong, in the first line of the database\'s own words."""
    original: Sequence[str] = str(getattr(error, "orig", None) or error).splitlines()
    return original[0] if original else type(error).__name__
