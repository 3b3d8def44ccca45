"""`alignment train`: a static model from pairs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from alignment.cli.options import JsonOption
from alignment.cli.output import bar, opened_project, print_json
from alignment.cli.program import app
from alignment.exceptions import ModelException
from alignment.files import read_bytes
from alignment.settings import RESOURCES, TrainingSettings


@app.command(epilog="Example: alignment train -o my-model --from report.kken")
def train(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Folder of the new model.")],
    project: Annotated[
        str | None,
        typer.Option("--from", metavar="PROJECT", help="Continue from the shipped model on a project's accepted pairs."),
    ] = None,
    corpus: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="PAIRS",
            help="Train anew on pairs: TMX, XLIFF, XLSX, JSONL, Parquet, or TSV with columns kk, en, may be a score. "
            "Repeatable; named twice it counts twice.",
        ),
    ] = None,
    lexicon: Annotated[
        list[Path] | None, typer.Option(metavar="TERMS.tsv", help="Words and terms: columns kk… and en. Repeatable.")
    ] = None,
    text: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="Further text for the tokenizer. Repeatable.")
    ] = None,
    teacher: Annotated[
        str | None,
        typer.Option(metavar="NAME|DIR", help="A heavier encoder, of which the new model learns where texts lie."),
    ] = None,
    taught: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Words and texts of both languages that the teacher is asked about, one a line."),
    ] = None,
    seed: Annotated[int, typer.Option(help="Seed of the random numbers.")] = TrainingSettings().seed,
    as_json: JsonOption = False,
) -> None:
    """Train a static model anew, or adapt the shipped one.

    Anew it is trained from corpora; the shipped one is adapted to a project's accepted pairs.
    """
    from dataclasses import asdict, replace

    from alignment.corpora import training_pairs
    from alignment.embedding import load_encoder, refuse_overwriting, teach
    from alignment.embedding import train as train_model

    if (project is None) == (not corpus):
        raise typer.BadParameter("name either corpora or a project", param_hint="--corpus or --from")
    if bool(taught) != bool(teacher):
        raise typer.BadParameter("a teacher and what it is asked about go together", param_hint="--teacher, --taught")
    settings = replace(TrainingSettings(), seed=seed)
    if project:
        _adapt(project, output, settings, as_json)
        return
    refuse_overwriting(output)
    pairs = training_pairs(corpus or [], lexicon or [], settings)
    texts = _lines(text or [])
    sources = hashes([*(corpus or []), *(lexicon or []), *(text or []), *(taught or [])])
    lessons = None
    if teacher:
        encoder = load_encoder(teacher)
        sides = _by_language(_lines(taught or []))
        with bar("Asking the teacher") as progress:
            lessons = teach(encoder, sides, settings.dimension, progress)
        sources["teacher"] = encoder.name
    with bar("Training") as progress:
        trained = train_model(
            output, pairs, texts=texts, taught=lessons, sources=sources, settings=settings, progress=progress
        )
    if as_json:
        print_json(asdict(trained) | {"output": str(output)})
    else:
        typer.echo(f"{trained.tokens} token vectors from {trained.pairs} pairs in {output}; loss {trained.loss:.3f}")


def _adapt(project: str, output: Path, settings: TrainingSettings, as_json: bool) -> None:
    """Adapt the shipped model to a project, print the gain, and fail if there is none."""
    from dataclasses import asdict

    from alignment.corpora import read_pairs
    from alignment.embedding import SHIPPED_FOLDER, adapt

    opened = opened_project(project)
    accepted = [r.link for r in opened.state().links if r.status == "accepted" and not r.link.is_deletion]
    replay = read_pairs(RESOURCES / "sentences.tsv")
    with bar("Adapting") as progress:
        pairs = [opened.alignment.texts(link) for link in accepted]
        adapted = adapt(SHIPPED_FOLDER, pairs, replay, output, settings=settings, progress=progress)
    if as_json:
        print_json(asdict(adapted) | {"gained": adapted.gained, "output": str(output) if adapted.gained else None})
    else:
        for name, fit in (("shipped", adapted.before), ("adapted", adapted.after)):
            typer.echo(f"{name}: retrieval {fit.retrieval:.3f}, loss {fit.loss:.3f} on pairs it was not trained on")
    if not adapted.gained:
        raise ModelException(
            "{number} accepted pairs brought no gain: the shipped model stays the better one", number=len(pairs)
        )
    if not as_json:
        typer.echo(f"the adapted model is in {output}; use it with --model {output}")


def _lines(paths: Sequence[Path]) -> list[str]:
    from alignment.files import decode

    return [line for path in paths for line in decode(read_bytes(path), path.name).split("\n")]


def _by_language(texts: Iterable[str]) -> tuple[list[str], list[str]]:
    """The texts with Cyrillic letters and those without, each once."""
    from alignment.languages import is_cyrillic

    sides: tuple[dict[str, None], dict[str, None]] = {}, {}
    for text in texts:
        if text.strip():
            sides[not any(map(is_cyrillic, text))][text] = None
    return list(sides[0]), list(sides[1])


def hashes(paths: Sequence[Path]) -> dict[str, str]:
    """The SHA-256 of each file by its name, and by its folder's too where two files share a name."""
    paths = list(dict.fromkeys(paths))
    names = [path.name for path in paths]
    return {
        path.name if names.count(path.name) == 1 else f"{path.parent.name}/{path.name}": hashlib.sha256(
            read_bytes(path)
        ).hexdigest()
        for path in paths
    }
