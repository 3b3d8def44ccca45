"""From the tables of earlier versions to the current ones, in place and in one transaction.

Each step of `_STEPS` leads from one format to the next; they are Alembic's operations, so they hold for every database.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import sqlalchemy as sa

from alignment.project.contents import read_format
from alignment.project.schema import CROSSING, FORMAT, PROJECT
from alignment.project.transactions import reading_from, writing_to

if TYPE_CHECKING:
    from alembic.operations import Operations


def migrate(engine: sa.Engine, location: str) -> None:
    """Bring a project's tables to the current format; nothing is changed if a step fails.

    Raises:
        NotAProject, NewerProject: as `read_format` does.
    """
    with reading_from(engine) as connection:
        if read_format(connection, location) == FORMAT:
            return
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    with writing_to(engine) as connection:
        # Somebody else may have been faster.
        for step in range(read_format(connection, location), FORMAT):
            _STEPS[step](Operations(MigrationContext.configure(connection)))
            connection.execute(sa.update(PROJECT).values(format=step + 1))


def _name_and_archive(operations: Operations) -> None:
    """1 → 2: a project has a title and may be archived; there are more kinds of events."""
    operations.add_column("project", sa.Column("title", sa.Text, nullable=False, server_default=""))
    operations.add_column("project", sa.Column("archived", sa.Boolean, nullable=False, server_default=sa.false()))


def _more_events(_operations: Operations) -> None:
    """2 → 3: no table changes, but there are events that an earlier program would not understand."""


def _stray_spaces(operations: Operations) -> None:
    """3 → 4: paragraphs know where their source has stray spaces; those of earlier projects know of none."""
    for name in ("gaps", "indents"):
        operations.add_column("paragraph", sa.Column(name, sa.JSON, nullable=False, server_default="[]"))


def _moved_text(operations: Operations) -> None:
    """4 → 5: suggestions of moved text are kept; earlier projects have none."""
    CROSSING.create(operations.get_bind())


def _clean_text(operations: Operations) -> None:
    """5 → 6: paragraphs know what stands in their source where their text was made clean, and their page; those of earlier
    projects know of none. A text may give way to a new version, which an earlier program would not understand."""
    operations.add_column("paragraph", sa.Column("changes", sa.JSON, nullable=False, server_default="[]"))
    operations.add_column("paragraph", sa.Column("page", sa.Integer))


def _status_of_many(_operations: Operations) -> None:
    """6 → 7: no table changes, but an act may give many links a status, which an earlier program would not understand."""


def _linked_sentences(_operations: Operations) -> None:
    """7 → 8: no table changes, but an act may be about sentences inside a link of paragraphs, flag many places,
    or give links to a reviewer, which an earlier program would not understand."""


_STEPS: dict[int, Callable[[Operations], None]] = {
    1: _name_and_archive,
    2: _more_events,
    3: _stray_spaces,
    4: _moved_text,
    5: _clean_text,
    6: _status_of_many,
    7: _linked_sentences,
}
