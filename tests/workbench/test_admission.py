"""Without a login nobody but who sits at this machine comes in, unless that was spelled out."""

from __future__ import annotations

import http.client
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit import net_util
from streamlit.runtime.secrets import secrets_singleton
from streamlit.testing.v1 import AppTest
from streamlit.web.server import server_util

from alignment.project import Project
from alignment.workbench import admission, seat, session
from tests.conftest import ROOT, small_alignment
from tests.workbench.browser.browsing import free_port, served, workbench

LOGIN = '[auth]\nredirect_uri = "http://localhost/oauth2callback"\ncookie_secret = "x"\nclient_id = "y"\n'


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "[::1]", "localhost", "LOCALHOST.", "unix:/run/w.sock"])
def test_what_is_this_machine(host: str) -> None:
    assert admission.is_this_machine(host)


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "::", "192.168.1.5", "10.0.0.1", "128.0.0.1", "", "no.such.host.invalid", "localhost.evil.invalid"]
)
def test_what_is_elsewhere(host: str) -> None:
    assert not admission.is_this_machine(host)


@pytest.mark.parametrize("called", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501", "localhost"])
def test_what_a_browser_here_calls_it(called: str) -> None:
    assert admission.names_this_machine(called)


@pytest.mark.parametrize(
    "called", ["evil.example:8501", "localhost.evil.example", "192.168.1.5:8501", "[::1", "", "127.0.0.1.evil.example"]
)
def test_a_name_that_somebody_else_may_point_here(called: str) -> None:
    assert not admission.names_this_machine(called)


@pytest.fixture
def served_at(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """Streamlit's options, to be set."""
    options: dict[str, object] = {}
    told = st.get_option
    monkeypatch.setattr(st, "get_option", lambda name: options[name] if name in options else told(name))
    return options


@pytest.fixture
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The secrets file, which is not there yet."""
    from streamlit import config

    path = tmp_path / "secrets.toml"
    told = config.get_option
    monkeypatch.setattr(config, "get_option", lambda name: [str(path)] if name == "secrets.files" else told(name))
    secrets_singleton._reset()
    yield path
    secrets_singleton._reset()


def shown(project: Project, monkeypatch: pytest.MonkeyPatch, *words: str) -> AppTest:
    monkeypatch.setattr(sys, "argv", ["app.py", *words, project.location])
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
    assert not app.exception, app.exception
    return app


def barred(app: AppTest) -> bool:
    """Whether the page says how to come in and nothing else."""
    texts = "".join(element.value for element in app.get("html"))
    closed = any("asks nobody to log in" in error.value for error in app.error)
    assert closed != ("paragraph." in texts)
    assert closed == (not app.button)
    return closed


@pytest.mark.parametrize(("address", "told"), [("127.0.0.1", True), ("127.1.2.3", True), ("::1", True), (None, False)])
def test_who_works_at_this_machine_is_taken_from_it_where_nobody_else_sees_the_page(
    address: str | None, told: bool, served_at: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    served_at["server.address"] = address
    monkeypatch.setattr("getpass.getuser", lambda: "aigerim")
    assert seat._likely_name() == ("aigerim" if told else "")


@pytest.mark.slow
class TestThePage:
    @pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.168.1.5", None])
    def test_shows_nothing_where_strangers_could_come_in(
        self, address: str | None, served_at: dict[str, object], project: Project, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        served_at["server.address"] = address
        assert barred(shown(project, monkeypatch))

    def test_is_open_where_it_was_spelled_out(
        self, served_at: dict[str, object], project: Project, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        served_at["server.address"] = "0.0.0.0"
        assert not barred(shown(project, monkeypatch, "--no-login"))
        monkeypatch.setenv("ALIGNMENT_NO_LOGIN", "0")
        assert barred(shown(project, monkeypatch))
        monkeypatch.setenv("ALIGNMENT_NO_LOGIN", "1")
        assert not barred(shown(project, monkeypatch))

    def test_is_closed_to_a_browser_that_calls_this_machine_otherwise(
        self, project: Project, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As behind a proxy, or where a name was pointed at this machine."""
        for called, closed in (("evil.example:8501", True), ("localhost:8501", False)):
            monkeypatch.setattr(type(st.context), "headers", {"Host": called})
            assert barred(shown(project, monkeypatch)) == closed


def test_a_login_is_one_that_a_secrets_file_sets_up(secrets: Path) -> None:
    assert not admission.login_is_configured()
    for content, configured in (("key = 1\n", False), ("[auth\n", False), ("[auth]\n", False), (LOGIN, True)):
        secrets.write_text(content, encoding="utf-8")
        secrets_singleton._reset()
        assert admission.login_is_configured() == configured, content


def test_no_word_of_ours_is_taken_for_a_project(monkeypatch: pytest.MonkeyPatch) -> None:
    for words in (["--no-login", "p.kken"], ["p.kken", "--no-login"]):
        monkeypatch.setattr(sys, "argv", ["app.py", *words])
        assert session.named() == "p.kken"


def test_a_page_of_another_site_makes_us_ask_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(net_util, "_make_blocking_http_get", lambda *_, **__: pytest.fail("somebody outside is asked"))
    monkeypatch.setattr(net_util, "get_external_ip", net_util.get_external_ip)  # put back at the end
    monkeypatch.setattr(net_util, "get_internal_ip", lambda: None)
    admission.ask_nobody_outside()
    assert not server_util.is_url_from_allowed_origins("http://evil.example")


@pytest.fixture(scope="module", params=["alignment review", "streamlit run app.py"])
def door(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of the workbench, opened by either door."""
    place, port = tmp_path_factory.mktemp("door") / "p.kken", free_port()
    Project.create(small_alignment(), place)
    if request.param == "alignment review":
        opened = workbench(place, port)
    else:
        command = ["streamlit", "run", "app.py", "--server.port", str(port), "--server.headless", "true", "--", str(place)]
        opened = served(command, port)
    with opened:
        yield port


def answer(port: int, method: str, path: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    return connection.getresponse()


@pytest.mark.slow
class TestBothDoors:
    def test_another_sites_page_cannot_connect(self, door: int) -> None:
        upgrade = {
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Sec_WebSocket_Version": "13",
            "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==",
        }
        assert answer(door, "GET", "/_stcore/stream", Origin="http://evil.example", **upgrade).status == 403
        assert answer(door, "GET", "/_stcore/stream", Origin=f"http://127.0.0.1:{door}", **upgrade).status == 101

    def test_nothing_is_sent_up_without_the_token_of_our_page(self, door: int) -> None:
        sent = answer(door, "PUT", "/_stcore/upload_file/a-session/a-file", Content_Type="multipart/form-data; boundary=x")
        assert sent.status == 403

    def test_no_page_may_frame_and_steer_ours(self, door: int) -> None:
        told = answer(door, "GET", "/_stcore/host-config", Origin="http://evil.example")
        assert told.headers["Access-Control-Allow-Origin"] is None
        assert b'"allowedOrigins":[]' in told.read()

    def test_no_file_of_the_folder_is_served(self, door: int) -> None:
        for path in ("/app/static/p.kken", "/p.kken", "/app/static/../pyproject.toml", "/.streamlit/config.toml"):
            told = answer(door, "GET", path).read()
            assert not any(content in told for content in (b"SQLite", b"[project]", b"gatherUsageStats")), path

    def test_health_is_told(self, door: int) -> None:
        assert answer(door, "GET", "/_stcore/health").read() == b"ok"
