"""`alignment score`: other versions against the project with sacreBLEU."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from alignment.cli.options import JsonOption, ProjectArgument
from alignment.cli.output import new_table, opened_project, print_json, print_table
from alignment.cli.program import app


@app.command(epilog="Example: alignment score report.kken --hypothesis mt=machine.kk.txt")
def score(
    project: ProjectArgument,
    hypothesis: Annotated[
        list[str],
        typer.Option(metavar="NAME=FILE", help="Another Kazakh or English version, one line a link. Repeatable."),
    ],
    as_json: JsonOption = False,
) -> None:
    """Score other versions against the project's text with sacreBLEU."""
    from alignment.scoring import score_version

    named = [text.partition("=") for text in hypothesis]
    if any(not name or not path for name, _, path in named):
        raise typer.BadParameter("write NAME=FILE", param_hint="--hypothesis")
    opened = opened_project(project)
    state = opened.state()
    versions = [score_version(name, Path(path), opened.alignment, state) for name, _, path in named]
    if as_json:
        print_json(
            {
                "project": opened.location,
                "systems": [
                    {
                        "name": version.name,
                        "language": version.language,
                        "segments": version.segments,
                        "scores": {
                            s.metric: {"score": round(s.value, 2), "signature": s.signature} for s in version.scores
                        },
                    }
                    for version in versions
                ],
            }
        )
        return
    table = new_table("", "language", "lines", *(s.metric for s in versions[0].scores))
    for version in versions:
        table.add_row(version.name, version.language, str(version.segments), *(f"{s.value:.1f}" for s in version.scores))
    print_table(table)
    for figure in versions[0].scores:
        typer.echo(f"{figure.metric}: {figure.signature}")
