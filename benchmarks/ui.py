"""How long the review screen takes to answer: python benchmarks/ui.py [--links 5000] [--acts 200]

Drives Debian's Chromium. An act's time runs from the key press to the frame in which its result stands on the page.
"""

from __future__ import annotations

import argparse
import math
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

from alignment.pipeline import align
from alignment.project import Project
from alignment.records import Alignment

ROOT = Path(__file__).resolve().parent.parent
_QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
_QUIET += ["--disable-component-update", "--disable-sync"]
# From the key press until the page shows a later sequence number, and the frame after it.
_TIMED = """
key => new Promise(resolve => {
  const number = () => document.querySelector('#sequence')?.dataset.sequence;
  const before = number(), started = performance.now();
  const shift = key.length > 1, letter = key[key.length - 1].toUpperCase();
  const press = {key: shift ? letter : letter.toLowerCase(), code: 'Key' + letter, keyCode: letter.charCodeAt(0),
    which: letter.charCodeAt(0), shiftKey: shift, bubbles: true, cancelable: true};
  const watch = () => number() !== before && number() !== undefined
    ? requestAnimationFrame(() => resolve(performance.now() - started))
    : performance.now() - started > 10000 ? resolve(NaN) : requestAnimationFrame(watch);
  if (shift) document.body.dispatchEvent(new KeyboardEvent('keydown',
    {key: 'Shift', code: 'ShiftLeft', keyCode: 16, which: 16, shiftKey: true, bubbles: true}));
  document.body.dispatchEvent(new KeyboardEvent('keydown', press));
  document.body.dispatchEvent(new KeyboardEvent('keyup', press));
  if (shift) document.body.dispatchEvent(new KeyboardEvent('keyup',
    {key: 'Shift', code: 'ShiftLeft', keyCode: 16, which: 16, bubbles: true}));
  requestAnimationFrame(watch);
})
"""
_ACTS = ("z", "u", "q", "u", "m", "u")  # each is taken back, so that the queue never ends


def main() -> None:
    """Measure the report and a large project, and print one line for each figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--links", type=int, default=5_000)
    parser.add_argument("--acts", type=int, default=200)
    options = parser.parse_args()
    report = align(ROOT / "data/kk/kazakhstan-2017.txt", ROOT / "data/en/kazakhstan-2017.txt")
    with tempfile.TemporaryDirectory() as folder:
        for name, alignment in (("report", report), ("large", _large(report, options.links))):
            measure(name, Project.create(alignment, Path(folder) / f"{name}.kken"), options.acts)


def _large(report: Alignment, links: int) -> Alignment:
    """The report as often as it takes, so that the texts are as long as real ones."""
    from dataclasses import replace

    pairs = [link for link in report.links if link.kk and link.en]
    kk, en, made = [], [], []
    for number in range(links):
        link = pairs[number % len(pairs)]
        kk.append(replace(report.kk.paragraphs[link.kk[0]], id=f"kk.{number + 1}", lines=(number + 1, number + 1)))
        en.append(replace(report.en.paragraphs[link.en[0]], id=f"en.{number + 1}", lines=(number + 1, number + 1)))
        made.append(replace(link, kk=(number,), en=(number,)))
    sides = replace(report.kk, paragraphs=tuple(kk)), replace(report.en, paragraphs=tuple(en))
    return Alignment(*sides, "paragraph", tuple(kk), tuple(en), tuple(made), report.model)


def measure(name: str, project: Project, acts: int) -> None:
    """Serve a project, do so many acts, print the figures."""
    from playwright.sync_api import sync_playwright

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "alignment", "review", str(Path(project.location).resolve()), "--port", str(port)]
    command.append("--no-browser")
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://localhost:{port}"
        _wait(address)
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=_QUIET)
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            for visit in ("first", "second"):
                started = time.perf_counter()
                page.goto(address)
                page.wait_for_selector(".st-key-focus .unit", timeout=60_000)
                print(f"{name}: opening, {visit} visit: {time.perf_counter() - started:.2f} s")
            _settle(page)
            before = _memory(server.pid)
            seconds = [_act(page, _ACTS[number % len(_ACTS)]) for number in range(acts)]
            memory = _memory(server.pid) - before
            browser.close()
    finally:
        server.terminate()
        server.wait(10)
    done = sorted(s for s in seconds if not math.isnan(s))
    missed = len(seconds) - len(done)
    at_95 = done[min(round(0.95 * len(done)), len(done) - 1)]
    print(
        f"{name}: {len(project.state().links)} links, {len(done)} acts ({missed} without answer): median "
        f"{statistics.median(done):.0f} ms, 95th percentile {at_95:.0f} ms, worst {done[-1]:.0f} ms; "
        f"server memory {memory:+.0f} MB"
    )


def _act(page: Any, key: str) -> float:
    milliseconds = page.evaluate(_TIMED, key)
    _settle(page)
    return float("nan") if milliseconds is None else float(milliseconds)


def _settle(page: Any) -> None:
    page.wait_for_selector("[data-testid='stApp'][data-test-script-state='notRunning']", timeout=20_000)
    page.wait_for_timeout(60)


def _wait(address: str) -> None:
    for _ in range(150):
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the server did not start")


def _memory(pid: int) -> float:
    """Resident megabytes of a process."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
