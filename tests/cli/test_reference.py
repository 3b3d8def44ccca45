"""The reference of the commands says what the commands say."""

from __future__ import annotations

import re

from typer.testing import CliRunner

from alignment.cli import app
from docs.commands import PAGE, render


def test_the_reference_is_as_the_commands_are() -> None:
    assert PAGE.read_text(encoding="utf-8") == render(), "it is stale: `make docs` writes it anew"


def test_the_list_of_commands_is_whole_in_a_narrow_terminal_too() -> None:
    assert "..." not in CliRunner().invoke(app, ["--help"], terminal_width=78).stdout.replace("[ARGS]...", "")


def test_the_reference_is_a_hundred_columns_wide() -> None:
    blocks = re.findall(r"```text\n(.*?)```", render(), re.DOTALL)
    assert 90 < max(len(line) for block in blocks for line in block.splitlines()) <= 98


def test_every_command_has_an_example() -> None:
    page = render()
    assert page.count("## alignment ") == page.count("Example: alignment ") >= 8
