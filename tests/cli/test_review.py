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
from tests.cli.running import failure, run
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


class TestElsewhere:
    """Another address than this machine's own asks for a login, or for the word that there is none."""

    @pytest.fixture(autouse=True)
    def secrets(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
        """The secrets file, which is not there yet."""
        from streamlit import config
        from streamlit.runtime.secrets import secrets_singleton

        told = config.get_option
        path = tmp_path / "secrets.toml"
        monkeypatch.setattr(config, "get_option", lambda name: [str(path)] if name == "secrets.files" else told(name))
        secrets_singleton._reset()
        yield path
        secrets_singleton._reset()

    @pytest.fixture(autouse=True)
    def begun(self, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
        """Each address that something was served at, and whether all were let in."""
        found: list[tuple[str, bool]] = []
        monkeypatch.setattr(review, "_serve", lambda _, host, *rest: found.append((host, rest[-1])))
        monkeypatch.setattr(review, "_load_screens", lambda *_: None)
        return found

    @pytest.mark.parametrize("host", ["0.0.0.0", "::"])
    def test_it_is_refused(self, host: str, project: Project, begun: list[tuple[str, bool]]) -> None:
        said = failure("review", project.location, "--host", host)
        assert said.startswith(f"alignment: {host}: everybody who reaches this address could act under any name; ")
        assert said.endswith("serve at 127.0.0.1, or say --no-login\n")
        assert begun == []

    def test_unless_that_is_spelled_out(self, project: Project, begun: list[tuple[str, bool]]) -> None:
        assert run("review", project.location, "--host", "0.0.0.0", "--no-login").returncode == 0
        assert begun == [("0.0.0.0", True)]

    def test_or_people_log_in(self, project: Project, secrets: Path, begun: list[tuple[str, bool]]) -> None:
        secrets.write_text('[auth]\nclient_id = "x"\n', encoding="utf-8")
        assert run("review", project.location, "--host", "0.0.0.0").returncode == 0
        assert begun == [("0.0.0.0", False)]

    def test_secrets_that_cannot_be_read_are_no_login(self, project: Project, secrets: Path) -> None:
        secrets.write_text("[auth\n", encoding="utf-8")
        assert "could act under any name" in failure("review", project.location, "--host", "0.0.0.0")

    @pytest.mark.parametrize("host", [None, "127.0.0.1", "127.0.0.2", "::1", "localhost"])
    def test_this_machine_asks_nothing(self, host: str | None, project: Project, begun: list[tuple[str, bool]]) -> None:
        assert run("review", project.location, *(["--host", host] if host else [])).returncode == 0
        assert begun == [(host or "127.0.0.1", False)]


@pytest.mark.slow
def test_the_start_says_that_everybody_may_act_under_any_name(project: Project, tmp_path: Path) -> None:
    command = ["review", Path(project.location).name, "--host", "0.0.0.0", "--no-login", "--no-browser"]
    server = subprocess.Popen(
        [sys.executable, "-m", "alignment", *command],
        cwd=tmp_path,
        env=new_machine(tmp_path) | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout
        assert server.stdout.readline() == (
            "Nobody is asked to log in: everybody who reaches the address may act under any name\n"
        )
        assert server.stdout.readline().startswith("The workbench is at http://127.0.0.1:")
    finally:
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=60)


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
