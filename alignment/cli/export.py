"""`alignment export`: reviewed links to a file."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from alignment.cli.options import DeviceOption, JsonOption, ProjectArgument
from alignment.cli.output import bar, opened_project, print_json
from alignment.cli.program import app
from alignment.corpora import (
    FORMATS,
    Corpus,
    Filters,
    Tally,
    corpus_of,
    corpus_of_sentences,
    find_format,
    places_of,
    refuse_form,
    sections_named,
    selected,
    write,
    write_stream,
)
from alignment.exceptions import OutputException

if TYPE_CHECKING:
    from alignment.project import Project, State

_FORMATS = "; ".join(f"{form.name}: {form.help}" for form in FORMATS.values())
_STDOUT = "-"
_OPTIONS = {
    "status": "--status",
    "min_confidence": "--min-confidence",
    "sections": "--sections",
    "max_ratio": "--max-ratio",
    "unique": "--unique",
    "flagged": "--flagged",
    "both_sides": "an empty side",
}
"""What left links out, for the reader."""


@app.command(epilog="Example: alignment export report.kken --format tmx --status accepted -o report.tmx")
def export(
    project: ProjectArgument,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="PATH|-", help="File to write; - is standard output.")],
    format_name: Annotated[
        str | None, typer.Option("--format", metavar="F", help=f"{_FORMATS}. Told from the path when left out.")
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option(metavar="S", help="Only links that are accepted, unreviewed or “needs review”; may be repeated."),
    ] = None,
    min_confidence: Annotated[
        float | None, typer.Option(metavar="P", help="Only links at least as certain, from 0 to 1, and those made by hand.")
    ] = None,
    level: Annotated[
        str | None,
        typer.Option(metavar="paragraph|sentence", help="Sentences: of a project of paragraphs, those inside its links."),
    ] = None,
    sections: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID|TITLE",
            help="Only these sections: ids of first English units, or titles; several, or a list with commas.",
        ),
    ] = None,
    max_ratio: Annotated[
        float | None,
        typer.Option(metavar="R", help="Only pairs whose longer text has at most R times the other's characters."),
    ] = None,
    unique: Annotated[bool, typer.Option("--unique", help="Of pairs with the same texts only the first.")] = False,
    flagged: Annotated[
        bool | None, typer.Option("--flagged/--not-flagged", help="Only links with a marked error, or only those without.")
    ] = None,
    bom: Annotated[
        bool, typer.Option("--bom", help="Begin a TSV or CSV with a byte order mark, as Excel wants it.")
    ] = False,
    device: DeviceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write links to a file, whole or not at all.

    All links go, each with its status, or those that filters choose. Moses files have no status: they are pairs, the links
    that have both sides.
    """
    from alignment.files import refuse_output

    to_stdout = str(output) == _STDOUT
    if to_stdout and not format_name:
        raise typer.BadParameter("name the format of what goes to standard output", param_hint="--format")
    if to_stdout and as_json:
        raise typer.BadParameter("standard output is taken by the file", param_hint="--json")
    if level not in (None, "paragraph", "sentence"):
        raise typer.BadParameter("use paragraph or sentence", param_hint="--level")
    form = find_format(output, format_name)
    refuse_form(form, bom=bom, one_stream=to_stdout)
    asked: tuple[Any, ...] = tuple(status or ())  # the filters say which there are
    filters = Filters(asked, min_confidence, (), max_ratio, unique, flagged, form.pairs_only)
    if not to_stdout:
        for place in places_of(output, form):
            refuse_output(place, Path(project))
    opened = opened_project(project)
    state = opened.state()
    if sections:
        filters = replace(filters, sections=sections_named(opened.alignment_of(state), sections))
    tally = Tally()
    corpus = selected(_corpus(opened, state, level, device), filters, tally)
    with bar("export") as progress:
        if to_stdout:
            write_stream(sys.stdout.buffer, corpus, form.name, progress, bom=bom)
            sys.stdout.buffer.flush()
        else:
            write(output, corpus, form.name, progress, bom=bom)
    if as_json:
        counts = {"links": tally.links, "flags": len(tally.flags), "left_out": dict(tally.left_out)}
        print_json(counts | {"level": corpus.level, "output": str(output)})
    else:
        _print_summary(
            tally, "standard output" if to_stdout else " and ".join(map(str, places_of(output, form))), to_stdout
        )


def _corpus(project: Project, state: State, level: str | None, device: str | None) -> Corpus:
    """The links at the level asked for."""
    alignment, title = project.alignment_of(state), project.about().title
    if level in (None, alignment.level):
        return corpus_of(alignment, state, title)
    if level == "paragraph":
        raise OutputException("{name}: a project of sentences has no links of paragraphs", name=project.location)
    from alignment.embedding import load_encoder
    from alignment.pipeline import SentenceAligner

    aligner = SentenceAligner(alignment.kk, alignment.en, load_encoder(alignment.model, device), alignment.links)
    return corpus_of_sentences(alignment, state, aligner, title)


def _print_summary(tally: Tally, place: str, to_stderr: bool) -> None:
    typer.echo(f"{tally.links} links and {len(tally.flags)} flags in {place}", err=to_stderr)
    if tally.left_out:
        reasons = ", ".join(f"{count} by {_OPTIONS[name]}" for name, count in tally.left_out.items())
        typer.echo(f"left out: {reasons}", err=to_stderr)
