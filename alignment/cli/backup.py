"""`alignment backup`: a project to a file, while people work in it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from alignment.cli.options import JsonOption, ProjectArgument
from alignment.cli.output import print_json
from alignment.cli.program import app


@app.command(epilog="Example: alignment backup report.kken -o backups/report.kken")
def backup(
    project: ProjectArgument,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="File to write; an earlier backup of it is replaced.")
    ],
    as_json: JsonOption = False,
) -> None:
    """Copy a project while people work in it. The copy is of one moment, and is compared with the project before it
    takes its place; a project in a database becomes a project file."""
    from alignment.project import back_up

    acts = back_up(project, output)
    if as_json:
        print_json({"acts": acts, "output": str(output)})
    else:
        typer.echo(f"acts: {acts}, in {output}")
