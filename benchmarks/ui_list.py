"""How many links the list of links shows, and how long it takes: python -m benchmarks.ui_list [--links 5000] [--moves 200]

Drives Debian's Chromium at 1440×900. Rows in view are those that stand in the list whole, the one in focus, which shows its
whole texts, among them; at 40 places of the report and of the large project. A move's time runs from the key press to the
frame after the one in which another row is in focus; an act's to that in which its status stands on the page as saved.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from alignment.pipeline import align
from alignment.project import Project
from benchmarks.ui import _QUIET, ROOT, _large, _wait

_PLACES = 40
_IN_VIEW = """() => {
  const grid = document.querySelector('.text-grid').getBoundingClientRect();
  const size = parseFloat(getComputedStyle(document.querySelector('.text-units')).fontSize);
  const rows = [...document.querySelectorAll('.text-row')].map(row => row.getBoundingClientRect());
  return [rows.filter(row => row.top >= grid.top && row.bottom <= grid.bottom + 1).length, size];
}"""
# From the key press to the frame after the one that the state came with, in milliseconds.
_TIMED = """([code, key, shift, kind]) => new Promise(resolve => {
  const grid = document.querySelector('.text-grid'), list = document.querySelector('.text-list');
  const state = () => kind === 'move' ? grid.getAttribute('aria-activedescendant') : list.dataset.sequence;
  const before = state(), started = performance.now();
  document.body.dispatchEvent(new KeyboardEvent('keydown', {code, key, shiftKey: shift, bubbles: true, cancelable: true}));
  const watch = () => state() !== before
    ? requestAnimationFrame(() => resolve(performance.now() - started))
    : performance.now() - started > 10000 ? resolve(NaN) : requestAnimationFrame(watch);
  watch();
})"""
_MOVES = ("KeyJ", "PageDown", "ArrowDown", "KeyJ", "PageDown", "KeyK", "End", "PageUp", "KeyK", "Home")
_ACTS = (("KeyZ", "z"), ("KeyU", "u"), ("KeyQ", "q"), ("KeyU", "u"), ("KeyM", "m"), ("KeyU", "u"))


def main() -> None:
    """Measure the report and a large project, and print one line for each figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--links", type=int, default=5_000)
    parser.add_argument("--moves", type=int, default=200)
    parser.add_argument("--acts", type=int, default=60)
    options = parser.parse_args()
    report = align(ROOT / "data/kk/kazakhstan-2017.txt", ROOT / "data/en/kazakhstan-2017.txt")
    with tempfile.TemporaryDirectory() as folder:
        for name, alignment in (("report", report), ("large", _large(report, options.links))):
            measure(name, Project.create(alignment, Path(folder) / f"{name}.kken"), options.moves, options.acts)


def measure(name: str, project: Project, moves: int, acts: int) -> None:
    """Serve a project, walk its list, act on it, print the figures."""
    from playwright.sync_api import sync_playwright

    from tests.workbench.browser.browsing import free_port

    port = free_port()
    command = [sys.executable, "-m", "alignment", "review", str(Path(project.location).resolve()), "--port", str(port)]
    server = subprocess.Popen([*command, "--no-browser"], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    links = len(project.state().links)
    try:
        _wait(f"http://localhost:{port}")
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=_QUIET)
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            for visit in ("first", "second"):
                started = time.perf_counter()
                page.goto(f"http://localhost:{port}/text?reviewer=bench")
                page.wait_for_selector(".text-row.focused .text-unit .id", timeout=60_000)
                print(f"{name}: opening the list of {links} links, {visit} visit: {time.perf_counter() - started:.2f} s")
            page.wait_for_selector("[data-testid='stApp'][data-test-script-state='notRunning']")
            page.keyboard.press("Home")
            counts = []
            for _ in range(_PLACES):
                for _ in range(max(1, min(links // _PLACES, 12))):
                    page.keyboard.press("ArrowDown")
                count, size = page.evaluate(_IN_VIEW)
                counts.append(count)
            print(f"{name}: links in view, text of {size:g} px: median {statistics.median(counts)}, least {min(counts)}")
            page.keyboard.press("Home")
            walked = [(code, code, code == "ArrowDown", "move") for code in _MOVES]
            timed = [_timed(page, *walked[number % len(walked)]) for number in range(moves)]
            _say(name, "moving the focus", timed)
            page.keyboard.press("Home")
            done = []
            for number in range(acts):
                done.append(_timed(page, *_ACTS[number % len(_ACTS)], False, "act"))
                page.wait_for_function("document.querySelector('.text-list').dataset.waiting === '0'")
            _say(name, "act to repaint", done)
            browser.close()
    finally:
        server.terminate()
        server.wait(10)


def _timed(page: Any, *press: object) -> float:
    return float(page.evaluate(_TIMED, list(press)))


def _say(name: str, what: str, milliseconds: list[float]) -> None:
    done = sorted(one for one in milliseconds if one == one)  # noqa: PLR0124 – NaN where no answer came
    at_95 = done[min(round(0.95 * len(done)), len(done) - 1)]
    print(
        f"{name}: {what}: {len(done)} of {len(milliseconds)} answered, median {statistics.median(done):.0f} ms, "
        f"95th percentile {at_95:.0f} ms, worst {done[-1]:.0f} ms"
    )


if __name__ == "__main__":
    main()
