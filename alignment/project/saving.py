"""How an act is saved, one event, one row; and how the rows become events again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from alignment.exceptions import ActRefused, NotAProject, OutputException
from alignment.files import shapes
from alignment.project.contents import is_damage
from alignment.project.database import open_engine, reason_of
from alignment.project.events import Act, Event
from alignment.project.schema import APPLICATION_ID, EVENT
from alignment.project.transactions import writing_to
from alignment.project.written_acts import act_from_json, act_to_json

EVENT_ROWS = sa.select(
    EVENT.c.sequence, EVENT.c.reviewer, EVENT.c.at, EVENT.c.kind, sa.cast(EVENT.c.act, sa.Text).label("act")
).order_by(EVENT.c.sequence)
"""The events as they are written; `event_of` reads one."""

_AT_ONCE = 1_000  # to read one event and take it in, by turns, takes a third longer


def last_number(connection: sa.Connection) -> int:
    """The greatest sequence number; 0 before the first event."""
    return int(connection.scalar(sa.select(sa.func.max(EVENT.c.sequence))) or 0)


def save_event(connection: sa.Connection, event: Event) -> None:
    """Write one event.

    Raises:
        sqlalchemy.exc.IntegrityError: there is an event of this number already.
    """
    kind, data = act_to_json(event.act)
    row = {"sequence": event.sequence, "reviewer": event.reviewer, "at": event.at, "kind": kind, "act": data}
    connection.execute(EVENT.insert().values(row))


def fill(file: Path, location: str, write: Callable[[sa.Connection], None]) -> None:
    """Make an empty file a database of ours, in one transaction.

    Args:
        location: what to call it in messages.

    Raises:
        OutputException: it cannot be written: the disk is full, say.
    """
    engine = open_engine(file)
    try:
        with writing_to(engine) as connection:
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            write(connection)
    except sa.exc.SQLAlchemyError as error:
        raise OutputException("{name}: cannot be written ({reason})", name=location, reason=reason_of(error)) from None
    finally:
        engine.dispose()


def as_saved(act: Act) -> Act:
    """The act as it will be read back.

    Raises:
        ActRefused: it would not be.
    """
    try:
        return act_from_json(*act_to_json(act))
    except NotAProject as error:
        raise ActRefused("{reason}", reason=error) from None


def is_there(connection: sa.Connection, events: Sequence[Event]) -> bool:
    """Whether the last of these events is in the database as it is here."""
    if not events:
        return True
    last = events[-1]
    row = connection.execute(sa.select(EVENT.c.reviewer, EVENT.c.at).where(EVENT.c.sequence == last.sequence)).first()
    return row is not None and (row.reviewer, row.at) == (last.reviewer, last.at)


def saved_events(connection: sa.Connection, after: int) -> Iterator[Event]:
    """The events beyond a sequence number, in order; beyond 0 all that are there.

    Raises:
        NotAProject: one of them cannot be read.
    """
    number, read = after, list[Event]()
    refusal: NotAProject | None = None
    try:
        for row in connection.execute(EVENT_ROWS.where(EVENT.c.sequence > after) if after else EVENT_ROWS):
            number = row.sequence
            read.append(event_of(row))
            if len(read) == _AT_ONCE:
                yield from read
                read.clear()
    except NotAProject as error:
        refusal = error
    except (sa.exc.SQLAlchemyError, UnicodeDecodeError) as error:
        if isinstance(error, sa.exc.SQLAlchemyError) and not is_damage(error):
            raise
        refusal = NotAProject("act {number} cannot be read ({reason})", number=number + 1, reason=reason_of(error))
    yield from read
    if refusal:
        raise refusal


def event_of(row: Any) -> Event:
    """The event of a row of `EVENT_ROWS`.

    Raises:
        NotAProject: it is none.
    """
    sequence, reviewer, at, kind, act = row
    try:
        read = act_from_json(kind, shapes.from_json(act))
        return Event(shapes.whole(sequence), shapes.text(reviewer), shapes.moment(at), read)
    except (ValueError, NotAProject) as error:
        raise NotAProject("act {number} cannot be read ({reason})", number=sequence, reason=error) from None
