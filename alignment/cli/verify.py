"""`alignment verify`: whether a project is whole, and what can be saved of one that is not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from alignment.cli.options import JsonOption, ProjectArgument
from alignment.cli.output import print_json
from alignment.cli.program import app
from alignment.exceptions import NotAProject

if TYPE_CHECKING:
    from alignment.project import Report


@app.command(epilog="Example: alignment verify report.kken --save-to saved.kken")
def verify(
    project: ProjectArgument,
    save_to: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="New project to make of what can be saved; what is left out is written beside it, an act a line.",
        ),
    ] = None,
    up_to_damage: Annotated[
        bool,
        typer.Option(
            "--up-to-damage",
            help="Save nothing beyond the first act that is not whole. If a missing act cut a text, acts beyond it may "
            "otherwise stand one place off.",
        ),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Say whether a project is whole. Looks at its file, texts, links and acts, and never alters them. Exits 1 where
    it is not whole and nothing is saved."""
    from alignment.project import save_what_is_whole
    from alignment.project import verify as verify_project

    report = verify_project(project, up_to_damage)
    beside = save_what_is_whole(report, save_to) if save_to else None
    if as_json:
        print_json(_told(report) | {"saved_to": _named(save_to), "left_out_in": _named(beside)})
        if not report.is_whole and not save_to:
            raise typer.Exit(1)
        return
    if report.is_whole:
        typer.echo(f"{report.location}: whole; acts: {report.acts}")
    else:
        _print_damage(report)
    if save_to:
        typer.echo(f"{len(report.saved)} of {report.acts} acts saved to {save_to}")
        if beside:
            typer.echo(f"what is left out: {beside}")
    elif not report.is_whole:
        raise _remedy(report)


def _print_damage(report: Report) -> None:
    for complaint in report.complaints:
        typer.echo(f"file: {complaint}")
    for first, last in report.gaps:
        typer.echo(f"acts {first} to {last} are missing" if last > first else f"act {first} is missing")
    for one in report.left_out:
        typer.echo(f"left out: {one.number} {one.kind} {one.reviewer} {one.at}: {one.reason}")


def _remedy(report: Report) -> NotAProject:
    if report.alignment is None:
        return NotAProject(
            "{name}: its texts or links are not whole, so nothing can be saved; go back to a copy of the file",
            name=report.location,
        )
    return NotAProject(
        "{name}: damaged; of {number} acts {whole} can be saved: `alignment verify {name} --save-to FILE`",
        name=report.location,
        number=report.acts,
        whole=len(report.saved),
    )


def _told(report: Report) -> dict[str, Any]:
    left_out = [
        {"number": one.number, "kind": one.kind, "reviewer": one.reviewer, "at": one.at, "reason": str(one.reason)}
        for one in report.left_out
    ]
    return {
        "project": report.location,
        "whole": report.is_whole,
        "complaints": list(report.complaints),
        "acts": report.acts,
        "whole_acts": report.whole,
        "can_be_saved": len(report.saved) if report.alignment else None,
        "missing": [list(gap) for gap in report.gaps],
        "left_out": left_out,
    }


def _named(path: Path | None) -> str | None:
    return str(path) if path else None
