"""`alignment review`: the workbench in the browser."""

from __future__ import annotations

import errno
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Annotated, Any

import typer

from alignment.cli.program import app
from alignment.exceptions import ServerException

if TYPE_CHECKING:
    from alignment.project import Project

_PORT = 8501
# Streamlit reads `.streamlit/config.toml` beside the script: the workbench looks and behaves alike wherever it is run.
_SCRIPT = Path(__file__).parent.parent / "workbench" / "door" / "app.py"
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 – a browser opens no address that stands for all of a machine's


@app.command(epilog="Example: alignment review report.kken")
def review(
    project: Annotated[str, typer.Argument(metavar="PROJECT|FOLDER", help="Project, folder of projects, or database URL.")],
    host: Annotated[str, typer.Option(metavar="H", help="Address to serve at; 0.0.0.0 lets others in.")] = "127.0.0.1",
    port: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, max=65535, help=f"Port to serve at; {_PORT} or the next free one when left out."),
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
    no_login: Annotated[
        bool, typer.Option("--no-login", help="Serve elsewhere too, where everybody may act under any name.")
    ] = False,
) -> None:
    """Open the workbench in the browser, for one project or a folder."""
    from alignment.files import is_folder
    from alignment.project import Project, is_url

    # Whatever is wrong is better said here than in the browser.
    opened = None if is_folder(project) else Project.open(project)
    _refuse_address(host, port)
    from alignment.workbench import admission

    open_to_all = not (admission.is_this_machine(host) or admission.login_is_configured())
    if open_to_all and not no_login:
        raise ServerException(
            "{host}: everybody who reaches this address could act under any name; set up a login ([auth] in "
            ".streamlit/secrets.toml), serve at 127.0.0.1, or say --no-login",
            host=host,
        )
    location = project if is_url(project) else str(Path(project).resolve())
    # While the browser starts, so that the first screen does not wait for it.
    Thread(target=_load_screens, args=(location, opened), daemon=True).start()
    with suppress(KeyboardInterrupt):
        _serve(location, host, port, browser, no_login, open_to_all)


def _refuse_address(host: str, port: int | None) -> None:
    """Refuse, before Streamlit is loaded, an address that cannot be served at. A port that is not named may be taken:
    Streamlit then tries the next ones as it binds them, so that nobody can come between.

    Raises:
        ServerException: this machine has no such address, or the port is taken or not ours to take.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port or 0), family=family).close()
    except OSError as failure:
        if failure.errno == errno.EADDRINUSE:
            raise ServerException(
                "port {port} is taken; name another with --port, or leave it out for the next free one", port=port
            ) from None
        if failure.errno == errno.EACCES:
            raise ServerException(
                "port {port} may not be used by you; name one above 1023 with --port", port=port
            ) from None
        raise ServerException(
            "{host}: this machine has no such address; use --host 127.0.0.1 or 0.0.0.0", host=host
        ) from None


def _serve(location: str, host: str, port: int | None, browser: bool, no_login: bool, open_to_all: bool) -> None:
    """Serve the workbench until Ctrl+C. Streamlit asks for an e-mail address when `streamlit run` is new to a machine;
    started as an application, it asks nothing."""
    import logging

    import streamlit as st

    from alignment.workbench import admission

    @asynccontextmanager
    async def says_where(_: Any) -> AsyncIterator[None]:
        # The port is bound by now: whoever comes before the server is ready waits for it.
        if open_to_all:
            typer.echo("Nobody is asked to log in: everybody who reaches the address may act under any name")
        _say_where(host, port, browser)
        yield

    admission.ask_nobody_outside()
    logging.getLogger("uvicorn.error").addFilter(lambda record: record.levelno > logging.INFO)
    named = [location, admission.NO_LOGIN] if no_login else [location]
    sys.argv = [str(_SCRIPT), *named]  # where Streamlit looks for the settings, and the screens for what is named
    served = {"server.address": host, "logger.hideWelcomeMessage": True} | ({"server.port": port} if port else {})
    st.App(_SCRIPT, lifespan=says_where).run(config=served)


def _say_where(host: str, port: int | None, browser: bool) -> None:
    """Say on one line where the workbench is, and open it."""
    from streamlit import config

    bound = config.get_option("server.port")
    scheme = "https" if config.get_option("server.sslCertFile") else "http"
    name = _EVERYWHERE.get(host, host)
    path = config.get_option("server.baseUrlPath").strip("/")
    address = f"{scheme}://{f'[{name}]' if ':' in name else name}:{bound}{f'/{path}' if path else ''}"
    moved = port is None and not config.is_manually_set("server.port") and bound != _PORT
    typer.echo(f"The workbench is at {address}{f' ({_PORT} is taken)' if moved else ''}; stop it with Ctrl+C")
    if browser:
        Thread(target=typer.launch, args=(address,), daemon=True).start()  # some browsers return when they are closed


def _load_screens(location: str, opened: Project | None) -> None:
    """Hand over the project, and load what the review screen is made of and looks things up in."""
    from alignment.checks import find_counterparts
    from alignment.workbench import session

    if opened:
        session.hand_over(location, opened)
    import pandas  # noqa: F401 – Streamlit's components ask for it

    find_counterparts("Қазақстан", "Kazakhstan")
