"""The workbench in a real browser: keys, buttons, reload, restart, and the address."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from alignment.records import Pair
from alignment.store import Project
from tests.conftest import ROOT, small_alignment

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium here: `apt-get install chromium` brings it"
)

playwright = pytest.importorskip("playwright.sync_api")

_QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
_QUIET += ["--disable-component-update", "--disable-sync"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def workbench(project: Path, port: int) -> Iterator[str]:
    """The app, served as `alignment review` serves it."""
    command = [sys.executable, "-m", "alignment", "review", str(project), "--port", str(port), "--no-browser"]
    server = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
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


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=_QUIET)
        yield running
        running.close()


def settle(page) -> None:  # type: ignore[no-untyped-def]
    """Wait until the script has run and the page stands still."""
    page.wait_for_timeout(150)
    page.wait_for_selector("[data-testid='stApp'][data-test-script-state='notRunning']", timeout=20_000)
    page.wait_for_timeout(150)


def press(page, key: str) -> None:  # type: ignore[no-untyped-def]
    page.locator("body").press(key)
    settle(page)


def open_page(page, address: str) -> None:  # type: ignore[no-untyped-def]
    page.goto(address)
    page.wait_for_selector(".st-key-focus", timeout=30_000)
    settle(page)


def focused(page) -> str:  # type: ignore[no-untyped-def]
    return str(page.locator(".st-key-focus").inner_text())


def test_accept_merge_split_undo_twice_and_reload(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "p.kken"
    project = Project.create(small_alignment(), path)

    def pairs() -> list[Pair]:
        return [reviewed.pair for reviewed in project.state().links]

    machine = pairs()
    port = free_port()
    page = browser.new_page(viewport={"width": 1440, "height": 1000})
    with workbench(path, port) as address:
        open_page(page, address)
        assert "and third paragraph." in focused(page)
        assert "doubtful · 60.0%" in focused(page)

        press(page, "a")
        assert project.state().link(((2,), (2, 3))).status == "accepted"
        assert "accepted" in focused(page)

        press(page, "m")
        merged = ((2, 3), (2, 3, 4))
        assert pairs() == [*machine[:2], merged, machine[4]]
        assert "Үшінші абзац." in focused(page)
        assert "set by a reviewer" in focused(page)

        press(page, "s")
        press(page, "m")  # keys do not reach through an open dialog
        assert pairs() == [*machine[:2], merged, machine[4]]
        page.keyboard.press("Escape")
        settle(page)
        press(page, "s")
        page.get_by_role("button", name="Split here").click()
        settle(page)
        split = [*machine[:2], ((2,), (2, 3)), ((3,), (4,)), machine[4]]
        assert pairs() == split

        press(page, "u")
        assert pairs() == [*machine[:2], merged, machine[4]]
        press(page, "u")
        assert pairs() == machine
        assert project.state().link(((2,), (2, 3))).status == "accepted"

        page.reload()
        page.wait_for_selector(".st-key-focus")
        settle(page)
        assert "and third paragraph." in focused(page)
        assert "accepted" in focused(page)
        assert "1 accepted" in page.locator("body").inner_text()
        place = page.url
    # The server restarts in the middle; the address still leads to the same place, and redo still works.
    with workbench(path, port) as address:
        open_page(page, place)
        assert "and third paragraph." in focused(page)
        press(page, "y")
        assert pairs() == [*machine[:2], merged, machine[4]]
    page.close()


def test_a_flag_is_raised_shown_and_removed(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "p.kken"
    project = Project.create(small_alignment(), path)
    page = browser.new_page(viewport={"width": 900, "height": 1000})
    with workbench(path, free_port()) as address:
        open_page(page, address)
        press(page, "f")
        page.get_by_label("Note").fill("Екінші сөйлем жоқ")
        page.get_by_role("radio", name="major").click()
        page.locator(".st-key-flag-save button").click()
        settle(page)
        (flag,) = project.state().flags
        assert (flag.category, flag.severity, flag.note) == ("Accuracy/Mistranslation", "major", "Екінші сөйлем жоқ")
        assert "Екінші сөйлем жоқ" in focused(page)
        page.get_by_role("button", name="Remove flag").click()
        settle(page)
        assert project.state().flags == ()
    page.close()


def test_walking_and_the_map(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "p.kken"
    Project.create(small_alignment(), path)
    page = browser.new_page(viewport={"width": 1440, "height": 1000}, color_scheme="dark")
    with workbench(path, free_port()) as address:
        open_page(page, address)
        press(page, "p")
        assert "First paragraph." in focused(page)
        press(page, "n")
        press(page, "n")
        assert "Fourth paragraph." in focused(page)
        press(page, "l")
        assert "and third paragraph." in focused(page)
        page.get_by_role("link", name="Overview").click()
        page.wait_for_selector("[data-testid='stVegaLiteChart'] svg, [data-testid='stVegaLiteChart'] canvas")
        settle(page)
        assert "0 of 5 links accepted" in page.locator("body").inner_text()
    page.close()
