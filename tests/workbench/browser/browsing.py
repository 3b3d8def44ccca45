"""A served workbench and a browser for the tests that need them. Nothing waits for a time: all wait on a state."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from alignment.project import Project
from alignment.workbench.following import EVERY
from alignment.workbench.keys import KEYS
from tests.conftest import ROOT
from tests.waiting import PATIENCE, until

CHROMIUM = shutil.which("chromium")
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium here: `apt-get install chromium` brings it"
)
_QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
_QUIET += ["--disable-component-update", "--disable-sync"]

# Keeps, in the page, how often it has asked the server for a run of the script, and whether the last one asked for was
# run to its end. It reads the numbers of the fields of Streamlit's messages, which are protocol buffers.
_LISTEN = """(({rerun, begun, ended, early}) => {
  const wire = window.wire = { sent: 0, asked: 1, begun: 0, ended: 0 }; // the first run is asked for by connecting
  const fields = (bytes) => {
    const found = {};
    let at = 0;
    const number = () => {
      let [value, place, byte] = [0, 1, 128];
      while (byte > 127) { byte = bytes[at++]; value += (byte & 127) * place; place *= 128; }
      return value;
    };
    while (at < bytes.length) {
      const tag = number();
      const kind = tag % 8;
      const value = kind === 0 || kind === 2 ? number() : 0;
      found[(tag - kind) / 8] = value;
      if (kind !== 0) at += kind === 2 ? value : kind === 1 ? 8 : 4;
    }
    return found;
  };
  let first = true;
  window.WebSocket = class extends WebSocket {
    constructor(...all) {
      super(...all);
      this.addEventListener("message", ({ data }) => {
        if (!(data instanceof ArrayBuffer)) return;
        const said = fields(new Uint8Array(data));
        if (begun in said) wire.begun = wire.asked;
        if (ended in said && said[ended] !== early) wire.ended = wire.begun;
      });
    }
    send(data) {
      const said = typeof data === "string" ? {} : fields(new Uint8Array(data));
      wire.sent += 1;
      if (rerun in said && !first) wire.asked += 1;
      first = first && !(rerun in said);
      super.send(data);
    }
  };
})"""
_FIELDS = {
    "rerun": BackMsg.DESCRIPTOR.fields_by_name["rerun_script"].number,
    "begun": ForwardMsg.DESCRIPTOR.fields_by_name["new_session"].number,
    "ended": ForwardMsg.DESCRIPTOR.fields_by_name["script_finished"].number,
    "early": ForwardMsg.FINISHED_EARLY_FOR_RERUN,
}
# Whether all that was asked for has been answered and drawn: after two frames, and what the page does once they are shown.
_STILL = """() => {
  const still = () => window.wire?.ended === window.wire?.asked
    && document.querySelector("[data-testid='stApp'][data-test-script-state='notRunning']") !== null
    && document.querySelector("[data-testid='stSkeleton']") === null; // what stands there while an element is loaded
  const frame = () => new Promise(requestAnimationFrame);
  return still() && frame().then(frame).then(() => new Promise(setTimeout)).then(still);
}"""


# What others do would come between two lines of a test, or not, as it happens.
_UNTOLD = """(every => {
  window.setInterval = (act, pause, ...more) => pause === %d ? 0 : every(act, pause, ...more);
})(setInterval)"""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def workbench(place: Path, port: int, home: Path | None = None) -> Iterator[str]:
    """The app, served as `alignment review` serves it: of a project, or of a folder of them. `home` is the home of the one
    who serves it, whose `.streamlit` may hold secrets."""
    command = ["alignment", "review", str(place), "--port", str(port), "--no-browser"]
    with served(command, port, home) as address:
        yield address


@contextmanager
def served(command: Sequence[str], port: int, home: Path | None = None) -> Iterator[str]:
    """What a module's command serves at a port of this machine, until the context ends."""
    server = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env=os.environ | ({"HOME": str(home)} if home else {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    address = f"http://localhost:{port}"

    def serves() -> bool:
        assert server.poll() is None, "the server stopped"
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)
        except OSError:
            return False
        return True

    def listens() -> bool:
        try:
            socket.create_connection(("localhost", port), timeout=1).close()
        except OSError:
            return False
        return True

    try:
        assert until(serves), "the server does not answer"
        yield address
    finally:
        os.killpg(server.pid, 15)
        server.wait(PATIENCE)
        assert until(lambda: not listens())  # the child may outlive its parent for a moment; the port must be free again


@contextmanager
def chromium() -> Iterator[Any]:
    """Debian's Chromium, without a window."""
    with chromiums(1) as (running,):
        yield running


@contextmanager
def chromiums(number: int) -> Iterator[list[Any]]:
    """So many of them, each a process of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        running = [driver.chromium.launch(executable_path=CHROMIUM, args=_QUIET) for _ in range(number)]
        yield running
        for one in running:
            one.close()


def new_page(browser: Any, follows: bool = False) -> Any:
    """A fresh page, with cookies and memory of its own. It learns by itself of others' acts only if it `follows` them."""
    page = browser.new_context(viewport={"width": 1440, "height": 1000}).new_page()
    page.set_default_timeout(PATIENCE * 1000)
    if not follows:
        page.add_init_script(_UNTOLD % round(EVERY * 1000))
    page.add_init_script(f"{_LISTEN}({json.dumps(_FIELDS)})")
    return page


def settle(page: Any) -> None:
    """Wait until the script has been run as often as the page has asked for it, and the page stands still."""
    from playwright.sync_api import TimeoutError as TooLong

    try:
        page.wait_for_function(_STILL)
    except TooLong:
        state = page.locator("[data-testid='stApp']").get_attribute("data-test-script-state")
        pytest.fail(f"the page does not come to rest: {page.evaluate('window.wire')}, {state}")


def sent(page: Any) -> int:
    """How many messages the page has sent to the server."""
    return int(page.evaluate("window.wire.sent"))


def press(page: Any, key: str) -> None:
    """Press a key, such as `a` or `Shift+E`, with nothing in focus."""
    page.locator("body").press(key)
    settle(page)


def click(page: Any, name: str) -> None:
    """Click the button whose element has this key, in the menu of acts where it stands there."""
    button = page.locator(f".st-key-{name} button").first
    if name in KEYS and not button.count() and page.locator(".st-key-all-acts").count():
        page.locator(".st-key-all-acts button").click()
    button.click()
    settle(page)


def with_name(address: str) -> str:
    """The address with a name for a browser that has none, so that it is not asked for."""
    return address if "reviewer=" in address else f"{address}{'&' if '?' in address else '?'}reviewer=tester"


def click_about(page: Any, name: str) -> None:
    """Click the first of the buttons of this name, whatever it is about."""
    page.locator(f"[class*='st-key-{name}-'] button").first.click()
    settle(page)


def open_at(page: Any, address: str, shown: str) -> None:
    """Open an address and wait until the page shows an element and stands still."""
    page.goto(with_name(address))
    page.wait_for_selector(shown)
    settle(page)


def wait_for_review(page: Any) -> None:
    """Wait for the review screen: the link in focus, with the last of its buttons."""
    page.wait_for_selector(".st-key-focus .unit")
    page.wait_for_selector(".st-key-all-acts button")
    page.wait_for_function("document.documentElement.dataset.letters !== undefined")  # what hears the keys is there
    settle(page)


def open_review(page: Any, address: str) -> None:
    """Open the review screen."""
    page.goto(with_name(address))
    wait_for_review(page)


def reload_review(page: Any) -> None:
    """Load the review screen anew."""
    page.reload()
    wait_for_review(page)


def eventually(page: Any, holds: Callable[[], bool]) -> bool:
    """Whether something comes to hold; the page stands still then."""
    came = until(holds, page.wait_for_timeout)
    if came:
        settle(page)
    return came


def escape(page: Any) -> None:
    """Close a dialog or a menu. The keys of the buttons are awake then: a dialog tells the server before it goes."""
    page.keyboard.press("Escape")
    assert eventually(page, lambda: page.locator("[role=dialog]").count() == 0)


def focused(page: Any) -> str:
    """What stands in the card of the link in focus."""
    return str(page.locator(".st-key-focus").inner_text())


def caught_up(page: Any, project: Project) -> None:
    """Wait until the page shows the project as it is, and its keys are awake."""
    shown = page.locator("#sequence")
    assert eventually(page, lambda: shown.get_attribute("data-sequence") == str(project.state().sequence))
    assert eventually(page, lambda: page.locator("[role=dialog]").count() == 0)
