"""Where an act is saved: one event, one row, one transaction; and how the rows become events again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager

import sqlalchemy as sa

from alignment.project.events import Event, act_from_json, act_to_json
from alignment.project.schema import EVENT


def saving(engine: sa.Engine) -> AbstractContextManager[sa.Connection]:
    """A transaction that writes: nobody else's act comes between what is read in it and what is written."""
    return engine.execution_options(immediate=True).begin()


def save_event(connection: sa.Connection, event: Event) -> None:
    """Write one event.

    Raises:
        sqlalchemy.exc.IntegrityError: there is an event of this number already.
    """
    kind, data = act_to_json(event.act)
    row = {"sequence": event.sequence, "reviewer": event.reviewer, "at": event.at, "kind": kind, "act": data}
    connection.execute(EVENT.insert().values(row))


def saved_events(connection: sa.Connection, after: int) -> Iterator[Event]:
    """The events beyond a sequence number, in order.

    Raises:
        NotAProject: one of them is of a kind that this program does not know.
    """
    newer = sa.select(EVENT).where(EVENT.c.sequence > after).order_by(EVENT.c.sequence)
    for row in connection.execute(newer):
        yield Event(row.sequence, row.reviewer, row.at, act_from_json(row.kind, row.act))
