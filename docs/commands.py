"""Writes `docs/commands.md` from what the commands say of themselves: `make docs`."""

from __future__ import annotations

from pathlib import Path

from typer.main import get_command
from typer.testing import CliRunner

from alignment.cli import app

PAGE = Path(__file__).with_suffix(".md")
_HEAD = """# Commands

Written by `make docs` from `alignment COMMAND --help`. Every command exits 0 on success, 2 on misuse, and 1 on a failure
that it names in one line on stderr. `--json` prints one JSON object on stdout and nothing else.
"""


def render() -> str:
    """The page."""
    parts = [_HEAD, _help()]
    for name in get_command(app).commands:  # type: ignore[attr-defined]
        parts += [f"## alignment {name}\n", _help(name)]
    return "\n".join(parts)


def _help(*command: str) -> str:
    """What `--help` prints in a terminal a hundred columns wide, of which two stay free."""
    said = CliRunner().invoke(app, [*command, "--help"], prog_name="alignment", terminal_width=98).stdout
    return "```text\n" + "\n".join(line.rstrip() for line in said.strip().splitlines()) + "\n```\n"


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
