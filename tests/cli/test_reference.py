"""The reference of the commands says what the commands say."""

from __future__ import annotations

from docs.commands import PAGE, render


def test_the_reference_is_as_the_commands_are() -> None:
    assert PAGE.read_text(encoding="utf-8") == render(), "it is stale: `make docs` writes it anew"


def test_every_command_has_an_example() -> None:
    page = render()
    assert page.count("## alignment ") == page.count("Example: alignment ") >= 8
