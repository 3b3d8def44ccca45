"""The command line: one thin command per verb."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from alignment.exceptions import AlignmentException, ModelException, OutputException
from alignment.records import Level
from alignment.settings import SHIPPED_MODEL, TrainingSettings

if TYPE_CHECKING:
    from alignment.embedding import Progress
    from alignment.pipeline import Report
    from alignment.records import Alignment

app = typer.Typer(
    help="Align Kazakh texts with their English originals, review the result, export and score it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

ModelOption = Annotated[
    str,
    typer.Option(metavar="NAME|DIR", help="Encoder: the shipped model, a model's folder, or a sentence-transformers name."),
]
DeviceOption = Annotated[
    str | None, typer.Option(metavar="cpu|cuda|mps", help="Where a transformer runs; the best there is when left out.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
ProjectArgument = Annotated[str, typer.Argument(metavar="PROJECT", help="Project file, or database URL.")]


@app.command(epilog="Example: alignment align kk.txt en.txt -o links.tsv --project report.kken")
def align(
    kk: Annotated[Path, typer.Argument(metavar="KK", help="The Kazakh text.")],
    en: Annotated[Path, typer.Argument(metavar="EN", help="The English original.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help="File to export to.")] = None,
    project: Annotated[str | None, typer.Option(metavar="FILE|URL", help="Project to make, for review.")] = None,
    model: ModelOption = SHIPPED_MODEL,
    device: DeviceOption = None,
    level: Annotated[str, typer.Option(metavar="paragraph|sentence", help="What to align.")] = "paragraph",
    as_json: JsonOption = False,
) -> None:
    """Align two texts, print a summary, and export or keep the result."""
    from alignment.formats import find_format, write
    from alignment.formats.files import refuse_unwritable
    from alignment.pipeline import align as align_files
    from alignment.records import ReviewedLink

    if level not in ("paragraph", "sentence"):
        raise typer.BadParameter("use paragraph or sentence", param_hint="--level")
    chosen: Level = "sentence" if level == "sentence" else "paragraph"
    if output:
        find_format(output)
        refuse_unwritable(output)
    with _stages() as report:
        alignment = align_files(kk, en, model=model, device=device, level=chosen, report=report)
    if project:
        from alignment.store import Project

        Project.create(alignment, project)
    if output:
        write(output, alignment, [ReviewedLink(link) for link in alignment.links])
    summary = _summary(alignment) | {"project": project, "output": str(output) if output else None}
    if as_json:
        _print_json(summary)
    else:
        _print_summary(summary)


@app.command(epilog="Example: alignment evaluate data/gold/kazakhstan-2017.jsonl --json")
def evaluate(
    bench: Annotated[Path, typer.Argument(metavar="BENCH.jsonl", help="Document pairs with gold links.")],
    model: ModelOption = SHIPPED_MODEL,
    device: DeviceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Align a benchmark and compare with its gold: strict and lax precision, recall, F1; seconds; calibration error."""
    import time

    from alignment.evaluation import evaluate as evaluate_pairs
    from alignment.evaluation import read_benchmark

    pairs = read_benchmark(bench)
    started = time.perf_counter()
    from alignment.embedding import load_encoder

    encoder = load_encoder(model, device)
    encoder.encode(["Алматы"])
    loaded = time.perf_counter() - started
    with _bar("Aligning") as progress:
        result = evaluate_pairs(pairs, encoder, progress=progress)
    result.seconds["load"] = loaded
    figures = result.to_json()
    if as_json:
        _print_json(figures)
        return
    table = _table("", "precision", "recall", "F1")
    for name in ("strict", "lax", "deletion"):
        table.add_row(name, *(f"{figures[name][key]:.4f}" for key in ("precision", "recall", "f1")))
    _print(table)
    seconds = ", ".join(f"{stage} {value:.2f} s" for stage, value in figures["seconds"].items())
    typer.echo(f"{figures['documents']} documents; expected calibration error {figures['ece']:.4f}; {seconds}")


@app.command(epilog="Example: alignment embed texts.txt -o vectors.npy")
def embed(
    texts: Annotated[Path, typer.Argument(metavar="TEXTS.txt", help="One text a line.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="VECTORS.npy", help="NumPy file to write.")],
    model: ModelOption = SHIPPED_MODEL,
    device: DeviceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write one L2-normalized float32 row a line; an empty line gets a row of zeros."""
    import io

    import numpy as np

    from alignment.documents.text import decode, read_bytes
    from alignment.embedding import load_encoder
    from alignment.exceptions import EmptyText
    from alignment.formats.files import refuse_unwritable, write_whole

    refuse_unwritable(output)
    text = decode(read_bytes(texts), texts.name)
    if not text.strip():
        raise EmptyText(f"{texts.name}: the file holds no text")
    encoder = load_encoder(model, device)
    with _bar("Embedding") as progress:
        rows = encoder.encode(text.removesuffix("\n").split("\n"), progress)
    content = io.BytesIO()
    np.save(content, rows)
    write_whole(output, content.getvalue())
    figures = {"rows": rows.shape[0], "dimension": rows.shape[1], "model": encoder.name, "output": str(output)}
    if as_json:
        _print_json(figures)
    else:
        typer.echo(f"{rows.shape[0]} rows of {rows.shape[1]} numbers in {output}")


@app.command(epilog="Example: alignment train -o my-model --from report.kken")
def train(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Folder of the new model.")],
    project: Annotated[
        str | None,
        typer.Option("--from", metavar="PROJECT", help="Continue from the shipped model on a project's accepted pairs."),
    ] = None,
    corpus: Annotated[
        list[Path] | None,
        typer.Option(metavar="PAIRS", help="Train anew on pairs: TMX, or TSV with columns kk, en, may be a score."),
    ] = None,
    lexicon: Annotated[
        list[Path] | None, typer.Option(metavar="TERMS.tsv", help="Words and terms: columns kk… and en. Repeatable.")
    ] = None,
    text: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="Further text for the tokenizer. Repeatable.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Seed of the random numbers.")] = TrainingSettings().seed,
    as_json: JsonOption = False,
) -> None:
    """Train a static model anew from corpora, or adapt the shipped one to a project's accepted pairs."""
    from dataclasses import asdict, replace

    from alignment.training import train as train_model

    if (project is None) == (not corpus):
        raise typer.BadParameter("name either corpora or a project", param_hint="--corpus or --from")
    settings = replace(TrainingSettings(), seed=seed)
    if project:
        _adapt(project, output, settings, as_json)
        return
    with _bar("Training") as progress:
        trained = train_model(
            output,
            corpora=corpus or [],
            lexicons=lexicon or [],
            texts=text or [],
            settings=settings,
            progress=progress,
        )
    if as_json:
        _print_json(asdict(trained) | {"output": str(output)})
    else:
        typer.echo(f"{trained.tokens} token vectors from {trained.pairs} pairs in {output}; loss {trained.loss:.3f}")


def _adapt(project: str, output: Path, settings: TrainingSettings, as_json: bool) -> None:
    """Adapt the shipped model to a project, print the gain, and fail if there is none."""
    from dataclasses import asdict

    from alignment.embedding import RESOURCES, SHIPPED_FOLDER
    from alignment.store import Project
    from alignment.training import adapt, read_pairs

    opened = Project.open(project)
    accepted = [r.link for r in opened.state().links if r.status == "accepted" and not r.link.is_deletion]
    replay = read_pairs(RESOURCES / "sentences.tsv")
    with _bar("Adapting") as progress:
        pairs = [opened.alignment.texts(link) for link in accepted]
        adapted = adapt(SHIPPED_FOLDER, pairs, replay, output, settings=settings, progress=progress)
    if as_json:
        _print_json(asdict(adapted) | {"gained": adapted.gained, "output": str(output) if adapted.gained else None})
    else:
        for name, fit in (("shipped", adapted.before), ("adapted", adapted.after)):
            typer.echo(f"{name}: retrieval {fit.retrieval:.3f}, loss {fit.loss:.3f} on pairs it was not trained on")
    if not adapted.gained:
        raise ModelException(f"{len(pairs)} accepted pairs brought no gain: the shipped model stays the better one")
    if not as_json:
        typer.echo(f"the adapted model is in {output}; use it with --model {output}")


@app.command(epilog="Example: alignment review report.kken")
def review(
    project: Annotated[str, typer.Argument(metavar="PROJECT|FOLDER", help="Project, folder of projects, or database URL.")],
    port: Annotated[int, typer.Option(help="Port of the workbench.")] = 8501,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
) -> None:
    """Open the workbench in the browser: one project, or a folder of them."""
    from alignment.store import Project

    script = Path(__file__).resolve().parent.parent / "app.py"
    if not script.is_file():
        raise OutputException(f"{script}: the workbench is missing; run the command from a clone of the repository")
    if not Path(project).is_dir():
        Project.open(project)  # whatever is wrong is better said here than in the browser
    location = project if "://" in project else str(Path(project).resolve())
    from threading import Thread

    from streamlit.web import cli as streamlit

    os.chdir(script.parent)  # where Streamlit looks for its settings
    # While the browser starts, so that the first screen does not wait for it.
    Thread(target=_load_screens, daemon=True).start()
    headless = "false" if browser else "true"
    command = ["run", str(script), "--server.port", str(port), "--server.headless", headless, "--", location]
    streamlit.main(command, standalone_mode=False)


def _load_screens() -> None:
    """Import what the review screen is made of."""
    import alignment.screens.dialogs
    import alignment.screens.keys  # noqa: F401


@app.command(epilog="Example: alignment export report.kken --format tmx -o report.tmx")
def export(
    project: ProjectArgument,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="PATH", help="File to write.")],
    format_name: Annotated[
        str | None, typer.Option("--format", metavar="F", help="tsv or tmx; told from the path when left out.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Write the reviewed links to a file, whole or not at all."""
    from alignment.formats import write
    from alignment.store import Project

    opened = Project.open(project)
    state = opened.state()
    write(output, opened.alignment, state.links, state.flags, format_name)
    if as_json:
        _print_json({"links": len(state.links), "flags": len(state.flags), "output": str(output)})
    else:
        typer.echo(f"{len(state.links)} links and {len(state.flags)} flags in {output}")


@app.command(epilog="Example: alignment score report.kken --hypothesis mt=machine.kk.txt")
def score(
    project: ProjectArgument,
    hypothesis: Annotated[
        list[str],
        typer.Option(metavar="NAME=FILE", help="Another Kazakh or English version, one line a link. Repeatable."),
    ],
    as_json: JsonOption = False,
) -> None:
    """Score other versions, line by line, against the project's text with sacreBLEU."""
    from alignment.scoring import score_version
    from alignment.store import Project

    named = [text.partition("=") for text in hypothesis]
    if any(not name or not path for name, _, path in named):
        raise typer.BadParameter("write NAME=FILE", param_hint="--hypothesis")
    opened = Project.open(project)
    state = opened.state()
    versions = [score_version(name, Path(path), opened.alignment, state) for name, _, path in named]
    if as_json:
        _print_json(
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
    table = _table("", "language", "lines", *(s.metric for s in versions[0].scores))
    for version in versions:
        table.add_row(version.name, version.language, str(version.segments), *(f"{s.value:.1f}" for s in version.scores))
    _print(table)
    for figure in versions[0].scores:
        typer.echo(f"{figure.metric}: {figure.signature}")


@app.command(epilog="Example: alignment check report.kken -o errors.html")
def check(
    source: Annotated[str, typer.Argument(metavar="PROJECT|KK", help="Project file or URL; or the Kazakh text.")],
    en: Annotated[Path | None, typer.Argument(metavar="[EN]", help="The English original, after a Kazakh text.")] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="OUT", help="Error report: .html, .xlsx, MQM ratings (.tsv) or ESA ratings (.jsonl)."
        ),
    ] = None,
    glossary: Annotated[
        Path | None, typer.Option(metavar="TERMS", help="Glossary to judge terms by: .tsv, .csv or .tbx.")
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="CHECK", help="Run this check alone. Repeatable.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Look for translation errors: print them, or write an error report."""
    from alignment.checks import CHECKS
    from alignment.checks import check as look
    from alignment.formats.files import refuse_unwritable
    from alignment.glossary_files import read_glossary
    from alignment.inspection import standing_ratings, undecided
    from alignment.reports import refuse_unknown, write_findings
    from alignment.reports.listing import finding_json, finding_row

    for name in only or []:
        if name not in CHECKS:
            raise typer.BadParameter(f"no check {name!r}; there are {', '.join(CHECKS)}", param_hint="--only")
    if output:
        refuse_unknown(output)
        refuse_unwritable(output)
    terms = read_glossary(glossary) if glossary else None
    if en is None:
        from alignment.store import Project

        opened = Project.open(source)
        alignment, state = opened.alignment, opened.state()
        links, flags, ratings = [reviewed.link for reviewed in state.links], state.flags, standing_ratings(state)
        findings = undecided(alignment, state, terms, only=only or None)
    else:
        from alignment.pipeline import align as align_files

        with _stages() as report:
            alignment = align_files(Path(source), en, report=report)
        links, flags, ratings = list(alignment.links), (), ()
        findings = look(alignment, terms, only=only or None)
    if output:
        write_findings(output, alignment, links, findings, flags, ratings)
    if as_json:
        _print_json({"findings": [finding_json(finding) for finding in findings]})
    elif output:
        rated = f", {len(ratings)} ratings" if ratings else ""
        typer.echo(f"{len(findings)} findings and {len(flags)} flags{rated} in {output}")
    else:
        table = _table("lines", "check", "severity", "Kazakh", "English", "what differs")
        for column in table.columns:
            column.justify = "left"
        for finding in findings:
            table.add_row(*finding_row(finding))
        _print(table)
        typer.echo(f"{len(findings)} findings")


def main() -> NoReturn:
    """Run the command line: exit 0 on success, 2 on misuse, 1 with one line on a named failure."""
    try:
        app()
    except AlignmentException as failure:
        print(f"alignment: {failure}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output has gone; Python would complain again when it closes it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    sys.exit(0)


def _summary(alignment: Alignment) -> dict[str, Any]:
    """What `align` says of its result."""
    shapes: dict[str, int] = {}
    for link in alignment.links:
        shapes[link.shape] = shapes.get(link.shape, 0) + 1
    confidences = [link.confidence or 0.0 for link in alignment.links]
    return {
        "level": alignment.level,
        "model": alignment.model,
        "kk": {"file": alignment.kk.name, "units": len(alignment.kk_units)},
        "en": {"file": alignment.en.name, "units": len(alignment.en_units)},
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


def _print_json(data: dict[str, Any]) -> None:
    typer.echo(json.dumps(data, ensure_ascii=False))


def _table(*columns: str) -> Any:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD)
    for place, column in enumerate(columns):
        table.add_column(column, justify="right" if place else "left")
    return table


def _print(table: Any) -> None:
    from rich.console import Console

    Console().print(table)


@contextmanager
def _stages() -> Iterator[Report]:
    """A progress bar for each stage of the pipeline, on stderr if that is a terminal, gone when all is done."""
    from rich.console import Console
    from rich.progress import Progress as Bars

    console = Console(stderr=True)
    with Bars(console=console, transient=True, disable=not console.is_terminal) as bars:
        tasks: dict[str, Any] = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield report


@contextmanager
def _bar(title: str) -> Iterator[Progress]:
    """One progress bar."""
    with _stages() as report:
        yield lambda done, total: report(title, done, total)
