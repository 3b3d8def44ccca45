"""What a project's tables hold, read back and looked at: the one place where a damaged project is told from a whole one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from alignment.exceptions import NewerProject, NotAProject, UnreadableFile
from alignment.files import shapes
from alignment.project.database import reason_of
from alignment.project.schema import CROSSING, DOCUMENT, FORMAT, LINK, PARAGRAPH, PROGRAM, PROJECT, SENTENCE
from alignment.records import SIDES, Alignment, Change, Document, Kind, Level, Link, Paragraph, Sentence, Side, Unit


@dataclass(frozen=True, slots=True)
class About:
    """What a list of projects says of one."""

    title: str
    """What its people call it; the file's name where they call it nothing."""

    archived: bool
    created: str
    """UTC, ISO 8601."""


@contextmanager
def naming(location: str) -> Iterator[None]:
    """Names the project in whatever goes wrong while it is read.

    Raises:
        NotAProject: another program wrote it, or it is damaged.
        UnreadableFile: it cannot be read at the moment.
    """
    try:
        yield
    except (sa.exc.SQLAlchemyError, UnicodeDecodeError) as error:
        if is_damage(error):
            raise _refusal(location, error) from None
        raise UnreadableFile("{name}: cannot be read ({reason})", name=location, reason=reason_of(error)) from None


@contextmanager
def _looked_at(location: str) -> Iterator[None]:
    """What is not of its shape is damage."""
    try:
        yield
    except ValueError as error:
        raise _refusal(location, error) from None


def _refusal(location: str, error: Exception) -> NotAProject:
    return NotAProject(
        "{name}: not a project of this program, or damaged ({reason})", name=location, reason=reason_of(error)
    )


def is_damage(error: Exception) -> bool:
    """Whether what the database says is about its content, not about the moment: a lock, a line that is down."""
    original = getattr(error, "orig", None)
    if isinstance(original, sqlite3.Error):
        # What is no UTF-8 has no name.
        name = str(getattr(original, "sqlite_errorname", "SQLITE_CORRUPT"))
        return name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or name == "SQLITE_ERROR"
    return not isinstance(error, sa.exc.OperationalError | sa.exc.InterfaceError | sa.exc.TimeoutError)


def read_format(connection: sa.Connection, location: str) -> int:
    """The version of the tables that are there.

    Raises:
        NotAProject: another program made them.
        NewerProject: a later version of this program made them.
    """
    _refuse_what_runs(connection, location)
    rows = connection.execute(sa.select(PROJECT.c.program, PROJECT.c.format)).all()
    if not rows or rows[0].program != PROGRAM:
        raise NotAProject("{name}: not a project of this program", name=location)
    with _looked_at(location):
        form = shapes.whole(rows[0].format)
        if form < 1 or len(rows) > 1:
            raise ValueError(f"format {form}, {len(rows)} projects")
    if form > FORMAT:
        raise NewerProject(
            "{name}: written by a later version of this program (format {format}, this one knows {known}); "
            "update the program",
            name=location,
            format=form,
            known=FORMAT,
        )
    return form


def _refuse_what_runs(connection: sa.Connection, location: str) -> None:
    """Our files hold tables and nothing else: a trigger would change what is saved, a view what is read."""
    if connection.dialect.name != "sqlite":
        return
    listed = sa.text("SELECT type, name FROM sqlite_master WHERE type NOT IN ('table', 'index') OR sql LIKE '%VIRTUAL%'")
    if found := connection.execute(listed).first():
        raise NotAProject(
            "{name}: damaged, or made to do harm: it holds a {kind} ({reason}), which no project does",
            name=location,
            kind=found.type,
            reason=shapes.cited(found.name),
        )


def read_about(connection: sa.Connection, location: str) -> About:
    """The project's title, whether it is archived, and when it was made.

    Raises:
        NotAProject: it is damaged.
    """
    archived = sa.cast(PROJECT.c.archived, sa.Integer).label("archived")
    row = connection.execute(sa.select(PROJECT.c.title, PROJECT.c.created, archived)).one()
    with _looked_at(location):
        return About(shapes.text(row.title) or Path(location).stem, bool(row.archived), shapes.moment(row.created))


def read_alignment(connection: sa.Connection, location: str) -> Alignment:
    """The two documents, the machine's links and what it says of moved text. The tables must be of the current format.

    Raises:
        NotAProject: a text or a link is missing, stands twice, or is not of its shape.
    """
    with _looked_at(location):
        return _read_alignment(connection)


def _read_alignment(connection: sa.Connection) -> Alignment:
    row = connection.execute(sa.select(PROJECT.c.level, PROJECT.c.model)).one()
    level: Level = shapes.reader_of(Level)(row.level)
    _refuse_strays(connection)
    kk, en = _read_document(connection, "kk"), _read_document(connection, "en")
    kk_units, en_units = _read_units(connection, kk, level), _read_units(connection, en, level)
    links = _read_links(connection)
    for side, units in (("kk", kk_units), ("en", en_units)):
        found = sorted(place for link in links for place in (link.kk if side == "kk" else link.en))
        if found != list(range(len(units))):
            raise ValueError(f"the links do not hold every {side} unit once")
    crossings = _read_crossings(connection, len(kk_units), len(en_units))
    return Alignment(kk, en, level, kk_units, en_units, links, shapes.text(row.model), crossings)


def _refuse_strays(connection: sa.Connection) -> None:
    """Rows of a side that there is not would be passed over."""
    for table in (DOCUMENT, PARAGRAPH, SENTENCE):
        if strays := set(connection.scalars(sa.select(table.c.side).distinct())).difference(SIDES):
            raise ValueError(f"{table.name}: {shapes.cited(strays.pop())} is no side")


def _read_document(connection: sa.Connection, side: Side) -> Document:
    row = connection.execute(sa.select(DOCUMENT).where(DOCUMENT.c.side == side)).one()
    columns = [_as_text(column) for column in PARAGRAPH.columns]
    rows = connection.execute(sa.select(*columns).where(PARAGRAPH.c.side == side).order_by(PARAGRAPH.c.place))
    with _where(f"paragraph, {side}"):
        paragraphs = tuple([_paragraph(paragraph, place) for place, paragraph in enumerate(rows)])
    if not paragraphs:
        raise ValueError(f"{side}: no paragraph is there")
    return Document(shapes.text(row.name), side, paragraphs, shapes.text(row.sha256))


def _paragraph(row: Any, place: int) -> Paragraph:
    _refuse_another_place(row.place, place)
    lines = (shapes.whole(row.first_line), shapes.whole(row.last_line))
    level = None if row.level is None else shapes.whole(row.level)
    gaps, indents = (_PLACES(shapes.from_json(cell)) for cell in (row.gaps, row.indents))
    text, changes = shapes.text(row.text), _CHANGES(shapes.from_json(row.changes))
    ends = [0, *(end for change in changes for end in change[:2]), len(text)]
    if ends != sorted(ends):
        raise ValueError(f"{shapes.cited(changes)} do not lie in the text, one behind the other")
    page = None if row.page is None else shapes.whole(row.page)
    return Paragraph(shapes.text(row.id), _KIND(row.kind), text, lines, level, gaps, indents, changes, page)


def _read_units(connection: sa.Connection, document: Document, level: Level) -> tuple[Unit, ...]:
    if level == "paragraph":
        return document.paragraphs
    side = document.language
    rows = connection.execute(sa.select(SENTENCE).where(SENTENCE.c.side == side).order_by(SENTENCE.c.place))
    with _where(f"sentence, {side}"):
        return tuple([_sentence(row, place, document) for place, row in enumerate(rows)])


def _sentence(row: Any, place: int, document: Document) -> Sentence:
    _refuse_another_place(row.place, place)
    home, start, end = shapes.whole(row.paragraph), shapes.whole(row.start), shapes.whole(row.end)
    if not 0 <= home < len(document.paragraphs):
        raise ValueError(f"there is no paragraph {home}")
    paragraph = document.paragraphs[home]
    if not 0 <= start < end <= len(paragraph.text):
        raise ValueError(f"{start} to {end} does not lie in paragraph {home}")
    text = paragraph.text[start:end]
    return Sentence(shapes.text(row.id), paragraph.kind, text, paragraph.lines, home, (start, end))


def _read_links(connection: sa.Connection) -> tuple[Link, ...]:
    columns = [_as_text(column) for column in LINK.columns]
    with _where("link"):
        rows = connection.execute(sa.select(*columns).order_by(LINK.c.place))
        return tuple([_link(row, place) for place, row in enumerate(rows)])


def _read_crossings(connection: sa.Connection, kk: int, en: int) -> tuple[Link, ...]:
    columns = [_as_text(column) for column in CROSSING.columns]
    with _where("crossing"):
        rows = connection.execute(sa.select(*columns, sa.null().label("confidence")).order_by(CROSSING.c.place))
        crossings = tuple([_link(row, place) for place, row in enumerate(rows)])
        for link in crossings:
            if link.is_deletion or not all(0 <= i < kk for i in link.kk) or not all(0 <= j < en for j in link.en):
                raise ValueError(f"{shapes.cited(link.pair)} names no two texts")
    return crossings


def _link(row: Any, place: int) -> Link:
    _refuse_another_place(row.place, place)
    kk, en = (_PLACES(shapes.from_json(cell)) for cell in (row.kk, row.en))
    if not kk and not en:
        raise ValueError(f"{place}: neither side is there")
    return Link(kk, en, _FIGURE(row.confidence), _FIGURE(row.similarity))


def _as_text(column: sa.Column[Any]) -> sa.ColumnElement[Any]:
    """JSON as it is written, so that it is looked at in one place."""
    return sa.cast(column, sa.Text).label(column.name) if isinstance(column.type, sa.JSON) else column


def _refuse_another_place(found: Any, place: int) -> None:
    if shapes.whole(found) != place:
        raise ValueError(f"{place} is missing")


@contextmanager
def _where(table: str) -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        raise ValueError(f"{table}: {error}") from None


_PLACES = shapes.reader_of(tuple[int, ...])
_CHANGES = shapes.reader_of(tuple[Change, ...])
_FIGURE = shapes.reader_of(float | None)
_KIND = shapes.reader_of(Kind)
