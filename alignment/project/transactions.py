"""Transactions whose lock does not outlive them, whatever comes between.

An interrupt may come while a transaction is being ended, and what is then left open is kept by whoever knows of the
exception, such as a notebook. As long as it is, nobody else can write to a SQLite file.
"""

from __future__ import annotations

import sqlite3
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import sqlalchemy as sa


class _Opened(threading.local):
    """The connections that this thread has opened inside the transaction that it is in."""

    connections: list[sqlite3.Connection] | None = None


_OPENED = _Opened()


class LettingGo(sqlite3.Connection):
    """A connection that is closed when it is closed: SQLite waits for cursors that have rows left, and keeps the lock."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._cursors: weakref.WeakSet[sqlite3.Cursor] = weakref.WeakSet()
        if _OPENED.connections is not None:
            _OPENED.connections.append(self)

    def cursor(self, *arguments: Any) -> Any:
        """A cursor that ends with the connection."""
        made = super().cursor(*arguments)
        self._cursors.add(made)
        return made

    def close(self) -> None:
        """Close the connection and all its cursors; a second time it does nothing."""
        for cursor in list(self._cursors):
            with suppress(sqlite3.ProgrammingError):  # it was never opened, or is closed
                cursor.close()
        super().close()

    def rollback(self) -> None:
        """What is closed has nothing to take back: SQLAlchemy asks for it when it finds a connection that it had lost."""
        with suppress(sqlite3.ProgrammingError):
            super().rollback()


@contextmanager
def looking(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that reads."""
    with _closing(), engine.connect() as connection:
        yield connection


@contextmanager
def saving(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that writes: nobody else's act comes between what is read in it and what is written."""
    with _closing(), engine.execution_options(immediate=True).begin() as connection:
        yield connection


@contextmanager
def _closing() -> Iterator[None]:
    outer, _OPENED.connections = _OPENED.connections, []
    try:
        yield
    except AssertionError as failure:  # what SQLAlchemy makes of an interrupt amid its own
        if isinstance(failure.__context__, KeyboardInterrupt):
            raise failure.__context__ from None
        raise
    finally:
        opened, _OPENED.connections = _OPENED.connections, outer
        for connection in opened or ():
            connection.close()
