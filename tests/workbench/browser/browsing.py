"""A served workbench and a browser for the tests that need them."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from alignment.project import Project
from tests.conftest import ROOT

CHROMIUM = shutil.which("chromium")
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium here: `apt-get install chromium` brings it"
)

_QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
_QUIET += ["--disable-component-update", "--disable-sync"]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def workbench(place: Path, port: int, home: Path | None = None) -> Iterator[str]:
    """The app, served as `alignment review` serves it: of a project, or of a folder of them. `home` is the home of the one
    who serves it, whose `.streamlit` may hold secrets."""
    command = [sys.executable, "-m", "alignment", "review", str(place), "--port", str(port), "--no-browser"]
    server = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | ({"HOME": str(home)} if home else {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    address = f"http://localhost:{port}"
    try:
        for _ in range(150):
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)
                break
            except OSError:
                assert server.poll() is None, "the server stopped"
                time.sleep(0.2)
        yield address
    finally:
        os.killpg(server.pid, 15)
        server.wait(10)
        with suppress(OSError):
            while True:  # the child may outlive its parent for a moment; the port must be free again
                socket.create_connection(("localhost", port), timeout=1).close()
                time.sleep(0.1)


@contextmanager
def chromium() -> Iterator[Any]:
    """Debian's Chromium, without a window."""
    driver_of = pytest.importorskip("playwright.sync_api")
    with driver_of.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=_QUIET)
        yield running
        running.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for a file of tests."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder whose projects `served` serves."""
    return tmp_path_factory.mktemp("projects")


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[str]:
    """One server for a file of tests; each test makes its own project in the folder."""
    with workbench(folder, free_port()) as address:
        yield address


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A fresh page."""
    opened = browser.new_page(viewport={"width": 1440, "height": 1000})
    yield opened
    opened.close()


def settle(page: Any) -> None:
    """Wait until the script has run and the page stands still."""
    page.wait_for_timeout(120)
    page.wait_for_selector("[data-testid='stApp'][data-test-script-state='notRunning']", timeout=20_000)
    page.wait_for_timeout(100)


def press(page: Any, key: str) -> None:
    """Press a key, such as `a` or `Shift+E`, with nothing in focus."""
    page.locator("body").press(key)
    settle(page)


def click(page: Any, name: str) -> None:
    """Click the button whose element has this key."""
    page.locator(f".st-key-{name} button").first.click()
    settle(page)


def open_review(page: Any, address: str) -> None:
    """Open the review screen and wait for the link in focus."""
    page.goto(address)
    page.wait_for_selector(".st-key-focus .unit", timeout=30_000)
    page.wait_for_selector(".st-key-kk-take-down button", timeout=30_000)
    settle(page)
    page.wait_for_timeout(500)  # the keys are listened to a moment after the buttons are there


def eventually(page: Any, holds: Callable[[], bool]) -> bool:
    """Whether something comes to hold within ten seconds: a busy machine is slow to answer, not wrong."""
    for _ in range(100):
        if holds():
            settle(page)
            return True
        page.wait_for_timeout(100)
    return False


def focused(page: Any) -> str:
    """What stands in the card of the link in focus."""
    return str(page.locator(".st-key-focus").inner_text())


def caught_up(page: Any, project: Project) -> None:
    """Wait until the page shows the project as it is, and its keys are awake."""
    shown = page.locator("#sequence")
    assert eventually(page, lambda: shown.get_attribute("data-sequence") == str(project.state().sequence))
    assert eventually(page, lambda: page.locator("[role=dialog]").count() == 0)
