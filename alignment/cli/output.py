"""What commands print: JSON, tables, and progress bars on stderr."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from alignment.embedding import Progress
    from alignment.pipeline import StageProgress
    from alignment.project import Project
    from alignment.records import Document

_MOST_LINES = 5  # that are named


def print_json(data: dict[str, Any]) -> None:
    """Print one JSON object on a line. A name of a file that is no UTF-8 stands in it as JSON can hold it."""
    line = json.dumps(data, ensure_ascii=False)
    typer.echo(line if _is_unicode(line) else json.dumps(data))


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def opened_project(location: str) -> Project:
    """The project at a path or URL; on stderr a line where not all of its acts are whole.

    Raises:
        NotAProject, UnreadableFile, NewerProject: as `Project.open` does.
    """
    from alignment.project import Project

    project = Project.open(location)
    if project.damage:
        typer.echo(f"alignment: {project.damage.message}", err=True)
    return project


def tell_reading(*documents: Document) -> None:
    """Say on stderr what was guessed of files that are not plain text in UTF-8, and what was left out or replaced."""
    from alignment.files import encoding_name

    for document in documents:
        plain_text = document.format in ("", "txt")
        plain_bytes = document.encoding in ("", "utf-8")
        if not plain_text or not plain_bytes:
            said = [] if plain_text else [f"as {document.format}"]
            said += [f"in {encoding_name(document.encoding)}"] if not plain_bytes else []
            options = " and ".join(
                option for option, plain in (("--read-as", plain_text), ("--encoding", plain_bytes)) if not plain
            )
            typer.echo(f"{document.name}: read {', '.join(said)} (the option {options} overrides this)", err=True)
        if document.strays:
            lines = ", ".join(map(str, document.strays[:_MOST_LINES])) + (" …" if document.strays[_MOST_LINES:] else "")
            typer.echo(f"{document.name}: control characters were left out in line {lines}", err=True)
        if document.replaced:
            these, were = ("character", "was") if document.replaced == 1 else ("characters", "were")
            number = document.replaced
            typer.echo(f"{document.name}: {number} {these} that no file can hold {were} replaced by \ufffd", err=True)


def new_table(*columns: str) -> Any:
    """An empty table; figures stand at the right."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD)
    for place, column in enumerate(columns):
        table.add_column(column, justify="right" if place else "left")
    return table


def print_table(table: Any) -> None:
    """Print a table as wide as the terminal."""
    from rich.console import Console

    # What stands in the cells comes from documents and names: none of it is markup.
    Console(markup=False, emoji=False, highlight=False).print(table)


@contextmanager
def stages() -> Iterator[StageProgress]:
    """A progress bar for each stage of the pipeline, on stderr if that is a terminal, gone when all is done. The first run
    on a machine says what it waits for."""
    from rich.console import Console
    from rich.progress import Progress as Bars

    from alignment.embedding import COMPILING, compilation_told

    console = Console(stderr=True)
    bars = Bars(console=console, transient=True, disable=not console.is_terminal)
    with bars, compilation_told(lambda: console.print(COMPILING)):
        tasks: dict[str, Any] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total or None)
            bars.update(tasks[stage], completed=done, total=total or None)

        yield show


@contextmanager
def bar(title: str) -> Iterator[Progress]:
    """One progress bar."""
    with stages() as progress:
        yield lambda done, total: progress(title, done, total)
