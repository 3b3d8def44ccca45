"""`alignment update`: the next version of one of a project's texts."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from alignment.cli.options import JsonOption, ProjectArgument
from alignment.cli.output import new_table, opened_project, print_json, print_table, stages
from alignment.cli.program import app
from alignment.records import Side, shortened

if TYPE_CHECKING:
    from alignment.records import Document
    from alignment.review import Comparison

_SHOWN = 60  # characters of a text in the table


@app.command(epilog="Example: alignment update report.kken --kk report-v2.txt --dry-run")
def update(
    project: ProjectArgument,
    kk: Annotated[Path | None, typer.Option("--kk", metavar="FILE", help="The new Kazakh text.")] = None,
    en: Annotated[Path | None, typer.Option("--en", metavar="FILE", help="The new English text.")] = None,
    reviewer: Annotated[
        str, typer.Option(metavar="NAME", help="Who brings it in; your name on this machine when left out.")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Bring in the next version of one text; what was said stays."""
    from alignment.embedding import load_encoder, refuse_missing
    from alignment.review import compare_version
    from alignment.review import update as bring_in
    from alignment.settings import SHIPPED_MODEL

    if (kk is None) == (en is None):
        raise typer.BadParameter("name the new text of one side: --kk FILE or --en FILE", param_hint="--kk / --en")
    side: Side = "kk" if kk else "en"
    opened = opened_project(project)
    if not dry_run:
        opened.refuse_unchangeable()
        refuse_missing(opened.machine.model or SHIPPED_MODEL)
    document = _read(kk or en, side)  # type: ignore[arg-type]
    comparison = compare_version(opened, side, document)
    sequence = None
    if not dry_run and not comparison.is_same:
        with stages():
            encoder = load_encoder(opened.machine.model or SHIPPED_MODEL, fetch=False)
            state = bring_in(opened, side, document, encoder, reviewer or _user(), comparison.state.sequence)
            sequence = state.sequence
    if as_json:
        print_json(_summary(comparison) | {"project": opened.location, "act": sequence})
        return
    if comparison.is_same:
        typer.echo(f"{document.name}: nothing changed")
        return
    _print(comparison)
    typer.echo("nothing was changed" if sequence is None else f"act {sequence} in {opened.location}; undo takes it back")


def _read(path: Path, side: Side) -> Document:
    """The new text; where its letters do not tell its language, it is that of its side."""
    from alignment.documents import read_document
    from alignment.exceptions import UnknownLanguage

    try:
        return read_document(path)
    except UnknownLanguage:
        return read_document(path, side)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a machine may know no name for who runs it
        return "alignment update"


def _summary(comparison: Comparison) -> dict[str, Any]:
    changes = [unit for unit in comparison.units if unit.change != "kept"]
    return {
        "side": comparison.version.side,
        "file": comparison.version.name,
        **{change: comparison.counts[change] for change in ("kept", "changed", "new", "gone")},
        "units": [{"change": u.change, "id": u.id, "before": u.before, "after": u.after} for u in changes],
        "links": {
            "kept": len(comparison.going),
            "to_review": comparison.to_look_at,
            "aligned_anew": len(comparison.given_up),
        },
        "notes_gone": comparison.notes_gone,
    }


def _print(comparison: Comparison) -> None:
    table = new_table("change", "id", "before", "after")
    for column in table.columns:
        column.justify = "left"
    for unit in comparison.units:
        if unit.change != "kept":
            before, after = _differing(unit.before, unit.after)
            table.add_row(unit.change, unit.id, before, after)
    if table.row_count:
        print_table(table)
    counts, units = comparison.counts, "sentences" if comparison.version.sentences else "paragraphs"
    typer.echo(f"{units}: {counts['kept']} kept, {counts['changed']} changed, {counts['new']} new, {counts['gone']} gone")
    typer.echo(
        f"links: {len(comparison.going)} kept, of which {comparison.to_look_at} accepted ones need review now; "
        f"{len(comparison.given_up)} aligned anew"
    )
    if comparison.notes_gone:
        typer.echo(f"flags, comments and proposals that go with their text: {comparison.notes_gone}")


def _differing(before: str, after: str) -> tuple[str, str]:
    """Both texts, shortened, from a little before the place where they begin to differ."""
    same = next((at for at, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
    start = max(before.rfind(" ", 0, max(same - _SHOWN // 3, 0)), 0)
    lead = "…" if start else ""
    return (
        (lead if before else "") + shortened(before[start:].strip(), _SHOWN),
        (lead if after else "") + shortened(after[start:].strip(), _SHOWN),
    )
