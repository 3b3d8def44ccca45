"""`alignment import`: an aligned text becomes a project."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from alignment.cli.options import JsonOption
from alignment.cli.output import print_json
from alignment.cli.program import app
from alignment.corpora import BITEXT_READERS
from alignment.records import Level

_FORMATS = "; ".join(f"{name}: {reader.help}" for name, reader in BITEXT_READERS.items())


@app.command("import", epilog="Example: alignment import memory.tmx --project memory.kken")
def import_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The aligned text.")],
    project: Annotated[str, typer.Option(metavar="FILE|URL", help="Project to make, for review.")],
    read_as: Annotated[
        str | None,
        typer.Option(metavar="FORMAT", help=f"{_FORMATS}. Told from the content when left out."),
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option(metavar="KK,EN", help="Of a table: names, or numbers from 1, of the Kazakh and the English column."),
    ] = None,
    level: Annotated[
        str | None,
        typer.Option(metavar="paragraph|sentence", help="What the texts are; as the file says, else paragraphs."),
    ] = None,
    title: Annotated[
        str, typer.Option(metavar="TITLE", help="Title of the project; as the file says, else its name.")
    ] = "",
    encoding: Annotated[
        str | None, typer.Option(metavar="E", help="Encoding of a table, such as windows-1251; told when left out.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Make a project of texts that are aligned already.

    A translation memory, a table of two columns, or what was exported here, with all that it carries.
    """
    from alignment.corpora import project_of, read_corpus
    from alignment.project import refuse_taken

    if level not in (None, "paragraph", "sentence"):
        raise typer.BadParameter("use paragraph or sentence", param_hint="--level")
    if read_as is not None and read_as not in BITEXT_READERS:
        raise typer.BadParameter(f"use one of {', '.join(BITEXT_READERS)}", param_hint="--read-as")
    chosen: tuple[str, str] | None = None
    if columns is not None:
        kk, _comma, en = (part.strip() for part in columns.partition(","))
        if not kk or not en:
            raise typer.BadParameter("name two columns, as in KK,EN", param_hint="--columns")
        chosen = (kk, en)
    if not project.strip():
        raise typer.BadParameter("name a file or a database", param_hint="--project")
    refuse_taken(project)
    given: Level | None = "sentence" if level == "sentence" else "paragraph" if level else None
    corpus = read_corpus(file, read_as=read_as, columns=chosen, level=given, encoding=encoding)
    made = project_of(corpus, project, title)
    state = made.state()
    counts = {
        "links": len(state.links),
        "accepted": state.accepted,
        "flags": len(state.flags),
        "comments": len(state.comments),
        "proposals": len(state.proposals),
        "ratings": len(state.ratings),
    }
    if as_json:
        print_json({**counts, "level": made.alignment.level, "project": made.location})
        return
    said = ", ".join(f"{number} {what}" for what, number in counts.items() if number or what == "links")
    typer.echo(f"{said} in {made.location}")
