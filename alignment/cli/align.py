"""`alignment align`: two texts to links."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from alignment.cli.options import (
    AsGivenOption,
    DeviceOption,
    EncodingOption,
    JsonOption,
    ModelOption,
    ReadAsOption,
    SecondOption,
)
from alignment.cli.output import print_json, stages, tell_reading
from alignment.cli.program import app
from alignment.records import Alignment, Document, Level
from alignment.settings import SHIPPED_MODEL


@app.command(epilog="Example: alignment align kk.txt en.txt -o links.tsv --project report.kken")
def align(
    kk: Annotated[Path, typer.Argument(metavar="KK", help="The Kazakh text.")],
    en: Annotated[Path, typer.Argument(metavar="EN", help="The English original.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help="File to export to.")] = None,
    project: Annotated[str | None, typer.Option(metavar="FILE|URL", help="Project to make, for review.")] = None,
    model: ModelOption = SHIPPED_MODEL,
    second_opinion: SecondOption = None,
    device: DeviceOption = None,
    level: Annotated[str, typer.Option(metavar="paragraph|sentence", help="What to align.")] = "paragraph",
    read_as: ReadAsOption = None,
    encoding: EncodingOption = None,
    as_given: AsGivenOption = False,
    as_json: JsonOption = False,
) -> None:
    """Align two texts, print a summary, and export or keep the result."""
    from alignment.corpora import corpus_of, find_format, write
    from alignment.files import refuse_output
    from alignment.pipeline import align as align_files

    if level not in ("paragraph", "sentence"):
        raise typer.BadParameter("use paragraph or sentence", param_hint="--level")
    chosen: Level = "sentence" if level == "sentence" else "paragraph"
    if output:
        find_format(output)
        refuse_output(output, kk, en)
    if project is not None:
        from alignment.project import Project, refuse_taken

        if not project.strip():
            raise typer.BadParameter("name a file or a database", param_hint="--project")
        if output and Path(project).absolute() == output.absolute():
            raise typer.BadParameter("the project and the exported file need two names", param_hint="--project")
        refuse_taken(project)
    with stages() as progress:
        alignment = align_files(
            kk,
            en,
            model=model,
            device=device,
            level=chosen,
            progress=progress,
            as_given=as_given,
            read_as=read_as,
            encoding=encoding,
            second_opinion=second_opinion,
        )
    if project:
        project = Project.create(alignment, project).location  # without a password
    if output:
        write(output, corpus_of(alignment))
    kept = {"project": project, "output": str(output) if output else None}
    summary = _summary(alignment) | {"second_opinion": second_opinion} | kept
    if as_json:
        print_json(summary)
    else:
        tell_reading(alignment.kk, alignment.en)
        _print_summary(summary)


def _summary(alignment: Alignment) -> dict[str, Any]:
    """What `align` says of its result."""
    shapes: dict[str, int] = {}
    for link in alignment.links:
        shapes[link.shape] = shapes.get(link.shape, 0) + 1
    confidences = [link.confidence or 0.0 for link in alignment.links]
    return {
        "level": alignment.level,
        "model": alignment.model,
        "kk": _source(alignment.kk, len(alignment.kk_units)),
        "en": _source(alignment.en, len(alignment.en_units)),
        "links": len(alignment.links),
        "shapes": dict(sorted(shapes.items(), key=lambda item: -item[1])),
        "mean_confidence": round(sum(confidences) / len(confidences), 4),
        "uncertain": sum(confidence < 0.9 for confidence in confidences),
        "crossings": [
            {
                "kk": alignment.kk_units[link.kk[0]].id,
                "en": alignment.en_units[link.en[0]].id,
                "similarity": link.similarity,
            }
            for link in alignment.crossings
        ],
    }


def _source(document: Document, units: int) -> dict[str, Any]:
    """What was read, and how."""
    return {
        "file": document.name,
        "units": units,
        "format": document.format,
        "encoding": document.encoding or None,
        "replaced": document.replaced,
        "strays": list(document.strays),
    }


def _print_summary(summary: dict[str, Any]) -> None:
    kk, en = summary["kk"], summary["en"]
    shapes = ", ".join(f"{count} of {shape}" for shape, count in summary["shapes"].items())
    typer.echo(f"{kk['file']} (Kazakh): {kk['units']} {summary['level']}s; {en['file']} (English): {en['units']}")
    typer.echo(f"{summary['links']} links, kk:en: {shapes}")
    typer.echo(f"mean confidence {summary['mean_confidence']:.3f}; {summary['uncertain']} links below 0.9 to look at first")
    for crossing in summary["crossings"]:
        typer.echo(f"moved? {crossing['kk']} and {crossing['en']} seem to translate each other, across other links")
    for what, place in (("project", summary["project"]), ("exported to", summary["output"])):
        if place:
            typer.echo(f"{what} {place}")
