"""The command line, run as a shell runs it: in this process, which is quick, or in one of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from alignment import cli
from tests.conftest import ROOT

Done = subprocess.CompletedProcess[str]


def run(*arguments: str | Path, cwd: Path = ROOT) -> Done:
    """Run a command in this process."""
    out, err = io.StringIO(), io.StringIO()
    words = ["alignment", *map(str, arguments)]
    with chdir(cwd), patch.object(sys, "argv", words), redirect_stdout(out), redirect_stderr(err):
        try:
            cli.main()
        except SystemExit as ended:
            code = ended.code
    assert isinstance(code, int)
    return Done(words, code, out.getvalue(), err.getvalue())


def run_outside(*arguments: str | Path, cwd: Path = ROOT) -> Done:
    """Run a command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "alignment", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=cwd,
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


def failure(*arguments: str | Path) -> str:
    """The one line that a named failure prints."""
    done = run(*arguments)
    assert done.returncode == 1, done
    assert done.stdout == ""
    assert done.stderr.startswith("alignment: ")
    assert done.stderr.count("\n") == 1
    return done.stderr
