"""Every text of the screens stands out from its background: WCAG 2.1, level AA, in light and dark."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from alignment import review
from alignment.project import Project
from alignment.records import Span
from tests.conftest import small_alignment
from tests.workbench.browser.browsing import needs_chromium, open_at, settle

pytestmark = [needs_chromium, pytest.mark.browser]

FAINT = """
() => {
  const parse = (color) => (color.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const over = (top, under) => { const a = top[3] ?? 1; return [0, 1, 2].map((k) => top[k] * a + under[k] * (1 - a)); };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((x) => { x /= 255; return x <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const found = [];
  for (const node of document.querySelectorAll("[data-testid='stMain'] *")) {
    const own = [...node.childNodes].some((c) => c.nodeType === 3 && c.textContent.trim());
    const box = node.getBoundingClientRect();
    if (!own || !box.width || node.closest("[disabled], svg, style, [data-testid='stIconMaterial']")) continue;
    const chain = [];
    let opacity = 1;
    for (let at = node; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      opacity *= Number(style.opacity);
      const under = at.getBoundingClientRect();
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      const lies = under.left <= x && x <= under.right && under.top <= y && y <= under.bottom;
      if (lies) chain.push(parse(style.backgroundColor));
    }
    if (opacity === 0) continue;
    const app = parse(getComputedStyle(document.querySelector("[data-testid='stApp']")).backgroundColor);
    const under = chain.reverse().reduce((below, layer) => over(layer, below), app.slice(0, 3));
    const color = parse(getComputedStyle(node).color);
    const ink = over([...color.slice(0, 3), (color[3] ?? 1) * opacity], under);
    const [high, low] = [light(ink), light(under)].sort((a, b) => b - a);
    const size = parseFloat(getComputedStyle(node).fontSize);
    const needed = size >= 24 || (size >= 18.66 && Number(getComputedStyle(node).fontWeight) >= 700) ? 3 : 4.5;
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < needed) found.push(`${node.tagName}: ${node.textContent.trim().slice(0, 30)} ${ratio.toFixed(2)}`);
  }
  return found;
}
"""


MOVED = """() => document.getAnimations().every((one) => one.playState !== "running"
  || one.effect.getComputedTiming().iterations === Infinity)"""
SHOWN = {
    "": ".st-key-focus .unit",
    "overview": ".st-key-figures",
    "double": ".st-key-sample-draw button",
    "findings": "#sequence",
    "terms": "[class*=st-key-term-]",
    "export": "[data-testid=stSelectbox]",
    "projects": "[class*=st-key-project-]",
    "new": ".st-key-file-second",
}


def still_faint(page: Any) -> list[str]:
    """The texts that do not stand out when nothing on the page moves any more."""
    settle(page)
    page.wait_for_function(MOVED)
    return list(page.evaluate(FAINT))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_stand_out(page: Any, served: str, folder: Path, scheme: str) -> None:
    name = f"contrast-{scheme}.kken"
    project = Project.create(small_alignment(), folder / name)
    links = [reviewed.pair for reviewed in project.state().links]
    review.set_status(project, links[0], "accepted", "aigerim")
    span = Span("kk", 2, 0, 6)
    review.flag(project, links[2], "Accuracy/Omission", "major", "Why?", "aigerim", spans=[span], better="Екеуі")
    page.emulate_media(color_scheme=scheme)
    faint = {}
    for screen, shown in SHOWN.items():
        open_at(page, f"{served}/{screen}?project={name}&reviewer=aigerim&esa=on", shown)
        faint[screen] = still_faint(page)
    assert not any(faint.values()), faint
