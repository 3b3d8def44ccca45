"""The review command: where it serves, what it says and asks on a machine that is new to it, how it ends."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from typer.testing import CliRunner

from alignment import cli
from alignment.cli import review
from alignment.exceptions import ServerException
from alignment.project import Project
from tests.conftest import ROOT
from tests.new_machine import new_machine, opened


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield int(other.getsockname()[1])


def test_a_named_port_that_is_taken_is_refused(project: Project, taken: int) -> None:
    done = CliRunner().invoke(cli.app, ["review", project.location, "--port", str(taken)])
    assert isinstance(done.exception, ServerException)
    assert str(done.exception).startswith(f"port {taken} is taken; name another with --port, ")


def test_an_address_of_another_machine_is_refused(project: Project) -> None:
    for host in ("192.0.2.1", "no.such.host.invalid", "2001:db8::1"):
        done = CliRunner().invoke(cli.app, ["review", project.location, "--host", host])
        assert isinstance(done.exception, ServerException)
        assert str(done.exception) == f"{host}: this machine has no such address; use --host 127.0.0.1 or 0.0.0.0"


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http"])
def test_a_number_that_is_no_port_is_misuse(project: Project, port: str) -> None:
    assert CliRunner().invoke(cli.app, ["review", project.location, "--port", port]).exit_code == 2


@pytest.mark.parametrize(
    ("host", "named", "options", "said"),
    [
        ("127.0.0.1", None, {}, "http://127.0.0.1:8501; "),
        ("127.0.0.1", None, {"server.port": 8503}, "http://127.0.0.1:8503 (8501 is taken); "),
        ("0.0.0.0", 8503, {"server.port": 8503}, "http://127.0.0.1:8503; "),
        ("::1", 80, {"server.port": 80, "server.baseUrlPath": "/kk/"}, "http://[::1]:80/kk; "),
        ("a.example", 443, {"server.port": 443, "server.sslCertFile": "x.pem"}, "https://a.example:443; "),
    ],
)
def test_the_line_names_an_address_that_a_browser_opens(
    host: str,
    named: int | None,
    options: dict[str, object],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from streamlit import config

    option = config.get_option
    monkeypatch.setattr(config, "get_option", lambda name: options.get(name, option(name)))
    review._say_where(host, named, browser=False)
    assert capsys.readouterr().out == f"The workbench is at {said}stop it with Ctrl+C\n"


@pytest.mark.slow
def test_a_first_run_asks_nothing_opens_the_next_free_port_and_ends_quietly(project: Project, tmp_path: Path) -> None:
    """No home, no terminal, and somebody on the usual port."""
    environment = new_machine(tmp_path) | {"PYTHONPATH": str(ROOT)}
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with suppress(OSError):  # then it is taken all the same
            other.bind(("127.0.0.1", 8501))
            other.listen()
        server = subprocess.Popen(
            [sys.executable, "-m", "alignment", "review", Path(project.location).name],
            cwd=tmp_path,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            assert server.stdout
            line = server.stdout.readline()
            said = re.fullmatch(
                r"The workbench is at (http://127\.0\.0\.1:(\d+)) \(8501 is taken\); stop it with Ctrl\+C\n", line
            )
            assert said, line
            assert 8501 < int(said[2]) <= 8601
            assert urllib.request.urlopen(f"{said[1]}/_stcore/health", timeout=60).read() == b"ok"
            assert b"<title>" in urllib.request.urlopen(said[1], timeout=60).read()
            server.send_signal(signal.SIGINT)
            rest = server.communicate(timeout=60)
        finally:
            server.kill()
            server.wait()
    assert server.returncode == 0
    assert rest == ("", "")
    assert opened(tmp_path) == [said[1]]
