"""One name, one thing: what is public bears a name that nothing else in the package bears."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

PACKAGE = ROOT / "alignment"

# Interchangeable modules: whoever knows one knows the others by the same name. What it is, and in which rooms.
CONTRACTS: dict[str, tuple[str, ...]] = {
    "CHECK": ("checks",),  # what every check says of itself
    "find": ("checks",),  # what every check does: look, and say how strong its evidence is
    "render": ("glossary", "reports"),  # what every format does: make a file's content
    "write": ("corpora",),  # the same, entry by entry
    "read": ("corpora", "documents"),  # what every format does: give back what a file holds
    "show": ("workbench",),  # what every screen does, and the page around them
}
# Files that bear names which users know: commands, the addresses of screens, checks.
FOR_USERS = ("cli", "workbench/screens", "checks/between_sides", "checks/in_kazakh", "checks/across_document")


def definitions(path: Path) -> Iterator[str]:
    """The public functions, classes, constants and aliases of a module, without what it imports."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                names = [node.name]
            case ast.Assign():
                names = [name.id for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name)]
            case ast.AnnAssign(target=ast.Name(name)):
                names = [name]
            case _:
                continue
        yield from (name for name in names if not name.startswith("_"))


def named(package: Path) -> dict[str, list[str]]:
    """Where each name is borne, by a module or in one. A thing may lie in a module, and a module in a room, of its name."""
    places: dict[str, list[str]] = defaultdict(list)
    for path in sorted(package.rglob("*.py")):
        file, folder = path.relative_to(package), path.relative_to(package).parent.as_posix()
        bearer = path.parent if path.stem == "__init__" else path
        if bearer != package and folder not in FOR_USERS and path.stem not in (path.parent.name, "__main__"):
            places[bearer.stem].append(f"module {file}")
        for name in definitions(path):
            if file.parts[0] not in CONTRACTS.get(name, ()) and name != path.stem and folder != "cli":
                places[name].append(f"{name} in {file}")
    return places


def test_no_name_is_borne_twice() -> None:
    doubled = {name: places for name, places in named(PACKAGE).items() if len(places) > 1}
    assert doubled == {}


def test_a_doubled_name_is_found(tmp_path: Path) -> None:
    for name, text in {
        "checks/finding.py": "class Mark: ...\ndef find(): ...\n_PLACES = PLACES = 1\n",
        "glossary/terms.py": "from x import find\nMark: type = int\ndef _find(): ...\n_PLACES = 2\n",
        "review/terms.py": "def terms(): ...\ndef find(): ...\nclass PLACES: ...\n",
        "project/find.py": "",
        "cli/terms.py": "def terms(): ...\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert {name: len(places) for name, places in named(tmp_path).items()} == {
        **{"Mark": 2, "PLACES": 2, "terms": 2, "find": 2},
        "finding": 1,
    }
