"""`alignment export`: reviewed links to a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from alignment.cli.options import JsonOption, ProjectArgument
from alignment.cli.output import opened_project, print_json
from alignment.cli.program import app
from alignment.corpora import FORMATS, corpus_of, find_format, write

_FORMATS = "; ".join(f"{form.name}: {form.help}" for form in FORMATS.values())


@app.command(epilog="Example: alignment export report.kken --format tmx -o report.tmx")
def export(
    project: ProjectArgument,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="PATH", help="File to write.")],
    format_name: Annotated[
        str | None, typer.Option("--format", metavar="F", help=f"{_FORMATS}. Told from the path when left out.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Write the reviewed links to a file, whole or not at all."""
    from alignment.files import refuse_output

    find_format(output, format_name)
    refuse_output(output, Path(project))
    opened = opened_project(project)
    state = opened.state()
    write(output, corpus_of(opened.alignment_of(state), state, opened.about().title), format_name)
    if as_json:
        print_json({"links": len(state.links), "flags": len(state.flags), "output": str(output)})
    else:
        typer.echo(f"{len(state.links)} links and {len(state.flags)} flags in {output}")
