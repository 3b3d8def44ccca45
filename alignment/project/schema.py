"""The tables of a project, and how an alignment is written to them. What they hold is read in `contents`."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa

from alignment.exceptions import OutputException
from alignment.files import clean_text
from alignment.project.database import shown_location
from alignment.records import SIDES, Alignment, Sentence

FORMAT = 8
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
    sa.Column("changes", sa.JSON, nullable=False, server_default="[]"),
    sa.Column("page", sa.Integer),
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


def refuse_second(connection: sa.Connection, url: str) -> None:
    """A database's schema holds one project.

    Raises:
        OutputException: there is one.
    """
    if sa.inspect(connection).has_table(PROJECT.name):
        raise OutputException("{name}: there is a project here already; name an empty schema", name=shown_location(url))


def write_alignment(connection: sa.Connection, alignment: Alignment, title: str = "") -> None:
    """Make the tables and fill them."""
    METADATA.create_all(connection)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    project = {
        "program": PROGRAM,
        "format": FORMAT,
        "level": alignment.level,
        "model": clean_text(alignment.model),
        "created": now,
        "title": clean_text(title),
    }
    connection.execute(PROJECT.insert(), [project])
    for side in SIDES:
        document = alignment.document(side)
        connection.execute(
            DOCUMENT.insert(), [{"side": side, "name": clean_text(document.name), "sha256": document.sha256}]
        )
        connection.execute(
            PARAGRAPH.insert(),
            [
                {
                    "side": side,
                    "place": place,
                    "id": paragraph.id,
                    "kind": paragraph.kind,
                    "level": paragraph.level,
                    "text": clean_text(paragraph.text),
                    "first_line": paragraph.lines[0],
                    "last_line": paragraph.lines[1],
                    "gaps": list(paragraph.gaps),
                    "indents": list(paragraph.indents),
                    "changes": [[start, end, clean_text(written)] for start, end, written in paragraph.changes],
                    "page": paragraph.page,
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
