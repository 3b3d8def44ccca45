"""No test waits for a time: on a busy machine it would be too short, on an idle one too long."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.conftest import ROOT

_PAUSES = {"sleep", "wait_for_timeout"}
_POLLING = {("waiting.py", "until"), ("browsing.py", "eventually")}  # they look again and again
_POLLING |= {("server.py", name) for name in ("rest", "until_killed", "_look_on", "go_on")}  # kills come by the clock
_POLLING |= {("people.py", name) for name in ("work", "_act", "_opened")}  # people act by the clock


def pauses(path: Path) -> list[str]:
    """Where a file of tests names what lets time go by, outside the functions that poll."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    allowed = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and (path.name, node.name) in _POLLING
        for inner in ast.walk(node)
    }
    named = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute | ast.Name) and id(node) not in allowed)
    return [
        f"{path.name}:{node.lineno}"
        for node in named
        if (node.attr if isinstance(node, ast.Attribute) else node.id) in _PAUSES
    ]


def test_no_test_waits_for_a_time() -> None:
    assert [place for path in sorted((ROOT / "tests").rglob("*.py")) for place in pauses(path)] == []


def test_a_pause_would_be_seen(tmp_path: Path) -> None:
    (tmp_path / "waiting.py").write_text(
        "import time\ndef until():\n    time.sleep(1)\ndef settle(page):\n    page.wait_for_timeout(1)\n", encoding="utf-8"
    )
    assert pauses(tmp_path / "waiting.py") == ["waiting.py:5"]
