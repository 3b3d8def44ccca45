"""What the workbench's screens show and how fast they answer, as one table: python -m benchmarks.ui_table [--links 5000]

Drives Debian's Chromium, on the report and on a large project; run it alone on a machine. Each line names a figure, what
was measured and what is aimed at. Times run from a key press, or from the call of an address, to the frame after what is
waited for. Steps are presses of keys and buttons of the mouse; what is typed into a field counts as none.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alignment.pipeline import align
from alignment.project import Project, SetStatus
from alignment.records import Alignment
from alignment.workbench.act_bar import DAILY
from benchmarks import ui, ui_list

_PLACES = 40
_APART = 120  # milliseconds between two keys: as fast as one types
_SIZES = ((1440, 780), (1366, 648))
_CERTAIN = 15
_PATIENCE = 90_000  # milliseconds
_SEEN = """(names) => {
  const acts = names.map((name) => document.querySelector(`.st-key-${name} button`));
  const whole = (node) => {
    if (!node) return false;
    const { x, y, width, height } = node.getBoundingClientRect();
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    return x >= 0 && y >= 0 && x + width <= innerWidth && y + height <= innerHeight && node.contains(top);
  };
  return acts.filter(whole).length;
}"""
_FOCUSED = """(before) => document.querySelector('#sequence .unseen')?.textContent !== before"""


def main() -> None:
    """Measure everything and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--links", type=int, default=5_000)
    parser.add_argument("--acts", type=int, default=200)
    parser.add_argument("--moves", type=int, default=200)
    options = parser.parse_args()
    report = align(ui.ROOT / "data/kk/kazakhstan-2017.txt", ui.ROOT / "data/en/kazakhstan-2017.txt")
    large = ui._large(report, options.links)
    rows: list[tuple[str, str, str]] = []

    def tell(name: str, figure: str, target: str) -> None:
        rows.append((name, figure, target))
        print(f"  … {name}: {figure}", file=sys.stderr)

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with _served(Project.create(large, place / "large.kken")) as (address, page):
            _opening(page, address, len(large.links), tell)
        for name, alignment in (("report", report), (f"{len(large.links)} links", large)):
            project = Project.create(alignment, place / f"acts-{len(alignment.links)}.kken")
            with _served(project) as (address, page):
                _review(page, address, name, options.acts, tell)
                _list(page, address, name, options.moves, options.acts, tell)
        with _served(Project.create(report, place / "steps.kken")) as (address, page):
            _daily_acts(page, address, tell)
        _lost_keys(report, place, tell)
        _accepting(report, place, tell)
        _flagging(report, place, tell)
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


Tell = Callable[[str, str, str], None]
"""Takes a figure in: its name, what was measured, what is aimed at."""


@contextmanager
def _served(project: Project) -> Iterator[tuple[str, Any]]:
    """A project that is served, and a page of a browser of its own."""
    from playwright.sync_api import sync_playwright

    from tests.workbench.browser.browsing import free_port

    port = free_port()
    command = [sys.executable, "-m", "alignment", "review", str(Path(project.location).resolve()), "--port", str(port)]
    server = subprocess.Popen([*command, "--no-browser"], cwd=ui.ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    try:
        ui._wait(address)
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=ui._QUIET)
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.set_default_timeout(_PATIENCE)
            yield address, page
            browser.close()
    finally:
        server.terminate()
        server.wait(10)


def _until(page: Any, address: str, shown: str) -> float:
    """Seconds until an address shows an element."""
    started = time.perf_counter()
    page.goto(address)
    page.wait_for_selector(shown)
    return time.perf_counter() - started


def _opening(page: Any, address: str, links: int, tell: Tell) -> None:
    times = [_until(page, f"{address}/?reviewer=bench", ".st-key-focus .unit") for _ in range(4)]
    ui._settle(page)
    tell(f"opening {links} links, first time", f"{times[0]:.2f} s", "2 s")
    tell(f"opening {links} links, later", f"{statistics.median(times[1:]):.2f} s", "0.8 s")
    drawn = "[data-testid='stVegaLiteChart'] canvas, [data-testid='stVegaLiteChart'] svg"
    times = [_until(page, f"{address}/overview?reviewer=bench", drawn) for _ in range(3)]
    tell(f"overview of {links} links, until its map stands there", f"{times[0]:.2f} s, again {times[-1]:.2f} s", "2 s")
    found = [_until(page, f"{address}/findings?reviewer=bench", "#sequence")]
    started = time.perf_counter()
    page.wait_for_selector(".st-key-checks-run", state="detached", timeout=300_000)
    tell(f"findings of {links} links, the first of them", f"{found[0]:.2f} s", "at once")
    tell(f"findings of {links} links, all", f"{found[0] + time.perf_counter() - started:.1f} s", "–")


def _review(page: Any, address: str, name: str, acts: int, tell: Tell) -> None:
    page.goto(f"{address}/?reviewer=bench")
    page.wait_for_selector(".st-key-all-acts button")
    ui._settle(page)
    times = sorted(ui._act(page, ui._ACTS[number % len(ui._ACTS)]) for number in range(acts))
    answered = [one for one in times if one == one]  # noqa: PLR0124 – NaN where no answer came
    missed = f", {len(times) - len(answered)} without answer" if len(answered) < len(times) else ""
    tell(f"{name}, review: act to repaint, 95th percentile of {acts}", f"{_at_95(answered):.0f} ms{missed}", "250 ms")


def _list(page: Any, address: str, name: str, moves: int, acts: int, tell: Tell) -> None:
    page.goto(f"{address}/text?reviewer=bench")
    page.wait_for_selector(".text-row.focused .text-unit .id")
    ui._settle(page)
    page.keyboard.press("Home")
    counts = []
    for _ in range(_PLACES):
        for _ in range(6):
            page.keyboard.press("ArrowDown")
        counts.append(page.evaluate(ui_list._IN_VIEW)[0])
    tell(f"{name}: links in view at 1440×900", f"{statistics.median(counts):g}, at least {min(counts)}", "12")
    walked = [(code, code, code == "ArrowDown", "move") for code in ui_list._MOVES]
    times = [ui_list._timed(page, *walked[number % len(walked)]) for number in range(moves)]
    tell(f"{name}, list: moving the focus, 95th percentile of {moves}", f"{_at_95(times):.0f} ms", "150 ms")
    page.keyboard.press("Home")
    times = []
    for number in range(acts):
        times.append(ui_list._timed(page, *ui_list._ACTS[number % len(ui_list._ACTS)], False, "act"))
        page.wait_for_function("document.querySelector('.text-list').dataset.waiting === '0'")
    tell(f"{name}, list: act to repaint, 95th percentile of {acts}", f"{_at_95(times):.0f} ms", "250 ms")


def _at_95(times: list[float]) -> float:
    return sorted(times)[min(round(0.95 * len(times)), len(times) - 1)] if times else float("nan")


def _daily_acts(page: Any, address: str, tell: Tell) -> None:
    names = [*DAILY, "all-acts"]
    for width, height in _SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{address}/?reviewer=bench")
        page.wait_for_selector(".st-key-all-acts button")
        ui._settle(page)
        least = len(names)
        for _ in range(_PLACES):
            least = min(least, page.evaluate(_SEEN, names))
            before = page.locator("#sequence .unseen").text_content()
            page.keyboard.press("l")
            page.wait_for_function(_FOCUSED, arg=before)
            ui._settle(page)
        tell(f"daily acts in view at {width}×{height}, at {_PLACES} places", f"at least {least} of {len(names)}", "all")


def _lost_keys(report: Alignment, place: Path, tell: Tell) -> None:
    project = Project.create(report, place / "keys.kken")
    with _served(project) as (address, page):
        page.goto(f"{address}/?reviewer=bench")
        page.wait_for_selector(".st-key-all-acts button")
        ui._settle(page)
        for _ in range(_PLACES):
            page.keyboard.press("z")
            page.wait_for_timeout(_APART)
        deadline = time.monotonic() + 20
        while _accepted(project) < _PLACES and time.monotonic() < deadline:
            page.wait_for_timeout(100)
        lost = _PLACES - _accepted(project)
    tell(f"keys lost of {_PLACES}, {_APART} ms apart", f"{lost}", "0")


def _accepted(project: Project) -> int:
    """How often somebody gave a link a status."""
    return sum(isinstance(event.act, SetStatus) for event in project.events())


def _accepting(report: Alignment, place: Path, tell: Tell) -> None:
    """Accept the most certain links of a text of so many, having seen how many and which."""
    from dataclasses import replace

    sure = sorted(report.links, key=lambda link: -(link.confidence or 0.0))[:_CERTAIN]
    links = [replace(link, confidence=0.999 if link in sure else 0.5) for link in report.links]
    project = Project.create(replace(report, links=tuple(links)), place / "certain.kken")
    with _served(project) as (address, page):
        page.goto(f"{address}/?reviewer=bench")
        page.wait_for_selector(".st-key-all-acts button")
        ui._settle(page)
        started = time.perf_counter()
        page.keyboard.press("Shift+Z")
        page.wait_for_selector("[role=dialog] .preview > div")
        page.keyboard.press("Enter")
        page.wait_for_selector(".st-key-said [data-testid=stAlertContainer]")
        seconds = time.perf_counter() - started
        accepted = project.state().accepted
    tell(f"{accepted} certain links accepted, with a preview", f"{seconds:.2f} s, 2 steps, 1 act", f"{_CERTAIN}, 1 act")


def _flagging(report: Alignment, place: Path, tell: Tell) -> None:
    """Flag a span with category, type, severity and better wording, by mouse and keys."""
    project = Project.create(report, place / "flag.kken")
    steps = 0

    def step(do: Callable[..., object], *given: object) -> None:
        nonlocal steps
        steps += 1
        do(*given)

    with _served(project) as (address, page):
        page.goto(f"{address}/?reviewer=bench&at=en.6")
        page.wait_for_selector(".st-key-all-acts button")
        ui._settle(page)
        word = page.locator(".st-key-focus .text[data-side=kk]").first
        step(word.dblclick)  # one word is marked with two clicks of one gesture
        page.wait_for_selector(".st-key-marks")
        step(page.keyboard.press, "f")
        page.wait_for_selector("[role=dialog] [class*=st-key-flag-better] textarea:focus")
        page.keyboard.type("басқа сөз")
        step(page.get_by_role("dialog").get_by_role("radio", name="Terminology").click)
        ui._settle(page)
        step(page.get_by_role("dialog").locator("[class*=st-key-flag-category] label").nth(1).click)
        ui._settle(page)
        step(page.get_by_role("dialog").get_by_role("radio", name="critical").click)
        ui._settle(page)
        step(page.keyboard.press, "Control+Enter")
        page.wait_for_selector("[class*=st-key-note-flag-]")
        (flag,) = project.state().flags
    what = "with category, type, severity and better wording" if flag.better and flag.spans else "without what was meant"
    tell(f"a span flagged {what}", f"{steps} steps", "6")


if __name__ == "__main__":
    main()
