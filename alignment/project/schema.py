"""The tables of a project, and how an alignment is written to them and read back."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa

from alignment.exceptions import NewerProject, NotAProject
from alignment.records import SIDES, Alignment, Document, Level, Link, Paragraph, Sentence, Side, Unit

FORMAT = 5
"""Version of the tables below. A later version that changes them brings a migration (`migrations`)."""

PROGRAM = "kk-en-alignment"
APPLICATION_ID = 0x6B6B656E  # "kken": marks the SQLite file as ours for `file` and the like

METADATA = sa.MetaData()

PROJECT = sa.Table(
    "project",
    METADATA,
    sa.Column("program", sa.Text, nullable=False),
    sa.Column("format", sa.Integer, nullable=False),
    sa.Column("level", sa.Text, nullable=False),
    sa.Column("model", sa.Text, nullable=False),
    sa.Column("created", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False, server_default=""),
    sa.Column("archived", sa.Boolean, nullable=False, server_default=sa.false()),
)
DOCUMENT = sa.Table(
    "document",
    METADATA,
    sa.Column("side", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False),
)
PARAGRAPH = sa.Table(
    "paragraph",
    METADATA,
    sa.Column("side", sa.Text, primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("level", sa.Integer),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("first_line", sa.Integer, nullable=False),
    sa.Column("last_line", sa.Integer, nullable=False),
    sa.Column("gaps", sa.JSON, nullable=False, server_default="[]"),
    sa.Column("indents", sa.JSON, nullable=False, server_default="[]"),
)
SENTENCE = sa.Table(
    "sentence",
    METADATA,
    sa.Column("side", sa.Text, primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("paragraph", sa.Integer, nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
)
LINK = sa.Table(
    "link",
    METADATA,
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("kk", sa.JSON, nullable=False),
    sa.Column("en", sa.JSON, nullable=False),
    sa.Column("confidence", sa.Float),
    sa.Column("similarity", sa.Float),
)
CROSSING = sa.Table(
    "crossing",
    METADATA,
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("kk", sa.JSON, nullable=False),
    sa.Column("en", sa.JSON, nullable=False),
    sa.Column("similarity", sa.Float),
)
EVENT = sa.Table(
    "event",
    METADATA,
    sa.Column("sequence", sa.Integer, primary_key=True),
    sa.Column("reviewer", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("act", sa.JSON, nullable=False),
)


def write_alignment(connection: sa.Connection, alignment: Alignment, title: str = "") -> None:
    """Make the tables and fill them."""
    METADATA.create_all(connection)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    project = {
        "program": PROGRAM,
        "format": FORMAT,
        "level": alignment.level,
        "model": alignment.model,
        "created": now,
        "title": title,
    }
    connection.execute(PROJECT.insert(), [project])
    for side in SIDES:
        document = alignment.document(side)
        connection.execute(DOCUMENT.insert(), [{"side": side, "name": document.name, "sha256": document.sha256}])
        connection.execute(
            PARAGRAPH.insert(),
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
                    "gaps": list(paragraph.gaps),
                    "indents": list(paragraph.indents),
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
            connection.execute(SENTENCE.insert(), rows)
    links = [
        {"place": place, "kk": link.kk, "en": link.en, "confidence": link.confidence, "similarity": link.similarity}
        for place, link in enumerate(alignment.links)
    ]
    connection.execute(LINK.insert(), links)
    if alignment.crossings:
        crossings = [
            {"place": place, "kk": link.kk, "en": link.en, "similarity": link.similarity}
            for place, link in enumerate(alignment.crossings)
        ]
        connection.execute(CROSSING.insert(), crossings)


def read_format(connection: sa.Connection, location: str) -> int:
    """The version of the tables that are there.

    Raises:
        NotAProject: another program made them.
        NewerProject: a later version of this program made them.
    """
    row = connection.execute(sa.select(PROJECT.c.program, PROJECT.c.format)).one_or_none()
    if row is None or row.program != PROGRAM:
        raise NotAProject("{name}: not a project of this program", name=location)
    if row.format > FORMAT:
        raise NewerProject(
            "{name}: written by a later version of this program (format {format}, this one knows {known}); "
            "update the program",
            name=location,
            format=row.format,
            known=FORMAT,
        )
    return int(row.format)


def read_alignment(connection: sa.Connection) -> Alignment:
    """The two documents, the machine's links and what it says of moved text. The tables must be of the current format."""
    row = connection.execute(sa.select(PROJECT)).one()
    kk, en = _read_document(connection, "kk"), _read_document(connection, "en")
    level: Level = row.level
    links = tuple(
        Link(tuple(link.kk), tuple(link.en), link.confidence, link.similarity)
        for link in connection.execute(sa.select(LINK).order_by(LINK.c.place))
    )
    kk_units, en_units = _read_units(connection, kk, level), _read_units(connection, en, level)
    crossings = _read_crossings(connection, (kk_units, en_units))
    return Alignment(kk, en, level, kk_units, en_units, links, row.model, crossings)


def _read_crossings(connection: sa.Connection, units: tuple[tuple[Unit, ...], ...]) -> tuple[Link, ...]:
    """Raises:
    KeyError: one names a unit that is not there.
    """
    found = []
    for row in connection.execute(sa.select(CROSSING).order_by(CROSSING.c.place)):
        for places, side in zip((row.kk, row.en), units, strict=True):
            if not isinstance(places, list) or not places or not all(place in range(len(side)) for place in places):
                raise KeyError(f"crossing {row.place}")
        found.append(Link(tuple(row.kk), tuple(row.en), None, row.similarity))
    return tuple(found)


def _read_document(connection: sa.Connection, side: Side) -> Document:
    row = connection.execute(sa.select(DOCUMENT).where(DOCUMENT.c.side == side)).one()
    paragraphs = connection.execute(sa.select(PARAGRAPH).where(PARAGRAPH.c.side == side).order_by(PARAGRAPH.c.place))
    return Document(
        row.name,
        side,
        tuple(
            Paragraph(p.id, p.kind, p.text, (p.first_line, p.last_line), p.level, tuple(p.gaps), tuple(p.indents))
            for p in paragraphs
        ),
        row.sha256,
    )


def _read_units(connection: sa.Connection, document: Document, level: Level) -> tuple[Unit, ...]:
    if level == "paragraph":
        return document.paragraphs
    query = sa.select(SENTENCE).where(SENTENCE.c.side == document.language).order_by(SENTENCE.c.place)
    sentences = []
    for row in connection.execute(query):
        paragraph = document.paragraphs[row.paragraph]
        text = paragraph.text[row.start : row.end]
        sentences.append(Sentence(row.id, paragraph.kind, text, paragraph.lines, row.paragraph, (row.start, row.end)))
    return tuple(sentences)
