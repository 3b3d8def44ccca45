"""`alignment restore`: a project put back from a backup."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from alignment.cli.options import JsonOption
from alignment.cli.output import print_json
from alignment.cli.program import app


@app.command(epilog="Example: alignment restore backups/report.kken --project report.kken")
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The backup.")],
    project: Annotated[str, typer.Option(metavar="PROJECT", help="Project file or database URL to put back.")],
    replace: Annotated[
        bool,
        typer.Option(
            "--replace",
            help="Put it back even where acts would go that the backup lacks; what is there is kept beside it, its name "
            "dated.",
        ),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Put a project back from a backup. A workbench that has it open shows it so at the next look."""
    from alignment.project import restore as restore_project

    restored = restore_project(file, project, replace)
    if as_json:
        print_json({"acts": restored.acts, "project": project, "kept": str(restored.kept) if restored.kept else None})
        return
    typer.echo(f"acts: {restored.acts}, in {project}")
    if restored.kept:
        typer.echo(f"what was there: {restored.kept}")
