"""A machine that is new to us, for the tests: an empty home, and a browser that notes what it is asked to open."""

from __future__ import annotations

import os
from pathlib import Path


def new_machine(folder: Path) -> dict[str, str]:
    """The environment of a command on such a machine, which is made in this folder."""
    for part in ("home", "bin"):
        (folder / part).mkdir()
    browser = folder / "bin" / "xdg-open"
    browser.write_text(f'#!/bin/sh\necho "$1" >> "{folder}/opened"\necho noise\n', encoding="utf-8")
    browser.chmod(0o755)
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "NUMBA", "STREAMLIT", "XDG"))
    }
    return kept | {
        "HOME": str(folder / "home"),
        "PATH": f"{browser.parent}{os.pathsep}{os.environ['PATH']}",
        "BROWSER": str(browser),
    }


def opened(folder: Path) -> list[str]:
    """The addresses that its browser was asked to open."""
    return (folder / "opened").read_text(encoding="utf-8").splitlines()
