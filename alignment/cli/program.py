"""The command line as a whole: what it is called and how it ends."""

from __future__ import annotations

import io
import os
import sys
from typing import Annotated, NoReturn

import typer

from alignment import __version__
from alignment.exceptions import AlignmentException

app = typer.Typer(
    help="Align Kazakh texts with their English originals, review the result, export and score it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"max_content_width": 100},
)


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"alignment {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """What the command line takes before a verb."""


def _on_a_line(text: str) -> str:
    """The text with what a terminal would not show as it stands, such as a mark that turns the direction of writing."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def main() -> NoReturn:
    """Run the command line: exit 0 on success, 2 on misuse, 1 with one line on a named failure."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a file's name need not be UTF-8
    try:
        app()
    except AlignmentException as failure:
        print(f"alignment: {_on_a_line(str(failure))}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output has gone; Python would complain again when it closes it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    sys.exit(0)
