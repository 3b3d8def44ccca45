"""`alignment review`: the workbench in the browser."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from alignment.cli.program import app
from alignment.exceptions import OutputException


@app.command(epilog="Example: alignment review report.kken")
def review(
    project: Annotated[str, typer.Argument(metavar="PROJECT|FOLDER", help="Project, folder of projects, or database URL.")],
    port: Annotated[int, typer.Option(help="Port of the workbench.")] = 8501,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
) -> None:
    """Open the workbench in the browser: one project, or a folder of them."""
    from alignment.project import Project

    script = Path(__file__).resolve().parent.parent.parent / "app.py"
    if not script.is_file():
        raise OutputException(
            "{name}: the workbench is missing; run the command from a clone of the repository", name=script
        )
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
    import alignment.workbench.dialogs
    import alignment.workbench.keys  # noqa: F401
