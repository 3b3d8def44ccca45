"""The house rules: which room may use which, what stays out of the way until it is needed, how large a room may be."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import alignment
from tests.conftest import ROOT

PACKAGE = ROOT / "alignment"

LEVELS: dict[str, int] = {
    **dict.fromkeys(["exceptions", "records", "compilation", "offsets"], 0),
    **dict.fromkeys(["languages", "monotonic", "settings", "mqm", "vector_cache", "catalogues"], 1),
    **dict.fromkeys(["documents", "embedding", "formats", "sentences"], 2),
    **dict.fromkeys(["text_side", "word_evidence", "tables", "events", "cutting"], 3),
    **dict.fromkeys(["link_score", "ledger", "sections", "search", "correspondences", "agreement", "glossary"], 4),
    **dict.fromkeys(["aligner", "store", "queues", "progress", "checks", "glossary_files", "concordance"], 5),
    **dict.fromkeys(["scoring", "evaluation", "pipeline", "training", "reports", "inspection"], 6),
    "review": 7,
    "screens": 8,
    **dict.fromkeys(["cli", "app"], 9),
    "__main__": 10,
}

ONLY_IN: dict[str, tuple[str, ...]] = {
    "streamlit": ("screens", "app", "cli"),
    "altair": ("screens",),
    "sqlalchemy": ("store",),
    "alembic": ("store",),
    "babel": ("catalogues",),
    "torch": ("training",),
    "sentence_transformers": ("embedding",),
    "model2vec": ("training",),
    "sacrebleu": ("scoring",),
    "lxml": ("formats",),
    "numba": ("compilation",),
    "openpyxl": ("reports",),
    "typer": ("cli",),
}
LAZY = {"torch", "sentence_transformers", "model2vec", "sacrebleu", "sentencex", "openpyxl", "alembic"}

FILES = [*PACKAGE.rglob("*.py"), ROOT / "app.py"]


def room(path: Path) -> str:
    return path.stem if path.parent in (ROOT, PACKAGE) else path.relative_to(PACKAGE).parts[0]


def imports(path: Path) -> list[tuple[str, int, bool]]:
    """Every imported module's full name, the line, and whether it is imported as soon as the file is."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = []
    inside = {
        child
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) or (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")
        for child in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(name.name, node.lineno, node not in inside) for name in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "alignment":
            found += [(f"alignment.{name.name}", node.lineno, node not in inside) for name in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append((node.module, node.lineno, node not in inside))
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_one_way(path: Path) -> None:
    own = room(path)
    if own == "__init__":
        return
    for name, line, _ in imports(path):
        parts = name.split(".")
        if parts[0] == "alignment" and len(parts) > 1 and parts[1] != own:
            assert parts[1] in LEVELS, f"{path}:{line}: {parts[1]} has no level"
            assert LEVELS[parts[1]] < LEVELS[own], f"{path}:{line}: {own} must not import {parts[1]}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_libraries_stay_in_their_rooms(path: Path) -> None:
    for name, line, at_once in imports(path):
        library = name.split(".")[0]
        if library in ONLY_IN:
            assert room(path) in ONLY_IN[library], f"{path}:{line}: {library} belongs in {ONLY_IN[library]}"
        assert not (library in LAZY and at_once), f"{path}:{line}: {library} is slow to load; import it where it is used"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_are_small_and_say_what_they_are(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 500
    assert ast.get_docstring(ast.parse(text)), "a module starts with what it is for"
    assert path.stem not in {"utils", "helpers", "common", "misc"}


@pytest.mark.parametrize("path", [p for p in FILES if room(p) != "screens"], ids=lambda path: str(path.relative_to(ROOT)))
def test_public_functions_and_classes_have_docstrings(path: Path) -> None:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{path}:{node.lineno}: {node.name} has no docstring"


def test_public_names_are_these() -> None:
    assert alignment.__all__ == sorted(alignment.__all__)
    assert alignment.__all__ == [
        "Alignment",
        "AlignmentException",
        "Document",
        "Link",
        "Project",
        "align",
        "load_encoder",
        "read_document",
    ]
    for name in alignment.__all__:
        assert getattr(alignment, name) is not None


def test_importing_the_package_and_aligning_load_nothing_heavy() -> None:
    code = (
        "import sys, alignment; assert 'numpy' not in sys.modules; "
        "alignment.align('data/kk/kazakhstan-2017.txt', 'data/en/kazakhstan-2017.txt'); "
        "slow = {'torch', 'transformers', 'sentence_transformers', 'streamlit', 'sqlalchemy', 'pandas'}; "
        "heavy = slow.intersection(sys.modules); "
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
