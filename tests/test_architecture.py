"""The house rules: which room may use which, what stays out of the way until it is needed, how large a module may be.

`python -m tests.test_architecture` prints the import graph between the rooms; with a room's name, between its modules.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import alignment
from tests.conftest import ROOT

PACKAGE = ROOT / "alignment"

# The rooms in the order in which data goes through them: each may use those before it.
ROOMS = (
    "records exceptions settings files languages documents embedding aligner pipeline glossary checks "
    "project review corpora scoring reports workbench cli __main__"
).split()

ONLY_IN: dict[str, tuple[str, ...]] = {
    "streamlit": ("workbench", "cli"),
    "altair": ("workbench",),
    "sqlalchemy": ("project",),
    "alembic": ("project",),
    "babel": ("workbench",),
    "torch": ("embedding",),
    "sentence_transformers": ("embedding",),
    "model2vec": ("embedding",),
    "sacrebleu": ("scoring",),
    "lxml": ("files", "documents", "corpora", "glossary"),
    "trafilatura": ("documents",),
    "numba": ("embedding",),
    "openpyxl": ("reports", "corpora"),
    "pyarrow": ("corpora",),
    "typer": ("cli",),
}
LAZY = {
    "trafilatura",
    "torch",
    "sentence_transformers",
    "model2vec",
    "sacrebleu",
    "openpyxl",
    "pyarrow",
    "alembic",
}

FILES = sorted(PACKAGE.rglob("*.py"))
MODULES = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in FILES}


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def imports(path: Path) -> list[tuple[str, str, int, bool]]:
    """Every import: the module, the name taken from it or nothing, the line, and whether it happens as soon as the file is
    imported."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {
        child
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) or (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")
        for child in ast.walk(node)
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(name.name, "", node.lineno, node not in inside) for name in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [(node.module, name.name, node.lineno, node not in inside) for name in node.names]
    return found


def conveniences(module: str) -> set[tuple[str, str]]:
    """What methods of a record import from other rooms when they are called, as pandas' do of its writers: the room and the
    name. `alignment.write("links.tmx")` is what people expect, and the record needs nothing of the room until then, so such
    an import is none of its dependencies."""
    if room(module) != "records":
        return set()
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    methods = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    called = {node for method in methods for node in ast.walk(method) if isinstance(node, ast.ImportFrom)}
    found: dict[bool, set[tuple[str, str]]] = {True: set(), False: set()}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found[node in called].update((node.module, name.name) for name in node.names)
    return found[True] - found[False]


def own_imports(module: str) -> set[str]:
    """The modules of the package that a module imports, at once or later; the conveniences of records left out."""
    named = {
        f"{source}.{name}" if f"{source}.{name}" in MODULES else source
        for source, name, _, _ in imports(MODULES[module])
        if source.split(".")[0] == "alignment" and (source, name) not in conveniences(module)
    }
    return named & MODULES.keys()


def exported(package: str) -> list[str]:
    """The `__all__` of a package."""
    for node in ast.parse(MODULES[package].read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return list(ast.literal_eval(node.value))
    return []


@pytest.mark.parametrize("module", MODULES)
def test_rooms_use_only_rooms_before_them(module: str) -> None:
    own = room(module)
    if not own:
        return  # the package itself names what is public
    for used in own_imports(module):
        if room(used) and room(used) != own:
            assert ROOMS.index(room(used)) < ROOMS.index(own), f"{module} must not import {used}: {own} comes before it"


@pytest.mark.parametrize("module", MODULES)
def test_rooms_use_what_others_export(module: str) -> None:
    own = room(module)
    for source, name, line, _ in imports(MODULES[module]):
        if own and source.startswith("alignment.") and room(source) != own and name:
            assert source.count(".") == 1, f"{module}:{line}: import {name} from alignment.{room(source)}"
            public = exported(source)
            assert not public or name in public, f"{module}:{line}: {source} does not export {name}"


def test_no_modules_import_each_other() -> None:
    graph = {module: {used for used in own_imports(module) if not module.startswith(f"{used}.")} for module in MODULES}
    # A package imports its modules to export them; what they import of one another must run one way.
    tuple(TopologicalSorter(graph).static_order())


def test_the_package_is_a_short_list_of_rooms() -> None:
    names = {path.stem for path in PACKAGE.iterdir() if not path.name.startswith((".", "__")) and path.suffix != ".typed"}
    assert names - {"resources"} == {*ROOMS} - {"__main__"}
    assert len(names) <= 20


@pytest.mark.parametrize("module", MODULES)
def test_libraries_stay_in_their_rooms(module: str) -> None:
    for source, _, line, at_once in imports(MODULES[module]):
        library = source.split(".")[0]
        if library in ONLY_IN:
            assert room(module) in ONLY_IN[library], f"{module}:{line}: {library} belongs in {ONLY_IN[library]}"
        assert not (library in LAZY and at_once), f"{module}:{line}: {library} is slow to load; import it where it is used"


@pytest.mark.parametrize("module", MODULES)
def test_modules_are_small_and_say_what_they_are(module: str) -> None:
    text = MODULES[module].read_text(encoding="utf-8")
    assert text.count("\n") <= 500
    assert ast.get_docstring(ast.parse(text)), "a module starts with what it is for"
    assert module.rsplit(".", maxsplit=1)[-1] not in {"utils", "helpers", "common", "misc"}


@pytest.mark.parametrize("module", [name for name in MODULES if ".screens." not in name])
def test_public_functions_and_classes_have_docstrings(module: str) -> None:
    for node in ast.parse(MODULES[module].read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{module}:{node.lineno}: {node.name} has no docstring"


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


@pytest.mark.slow
def test_importing_the_package_and_aligning_load_nothing_heavy() -> None:
    code = (
        "import sys, alignment; assert 'numpy' not in sys.modules; "
        "alignment.align('data/kk/kazakhstan-2017.txt', 'data/en/kazakhstan-2017.txt'); "
        "slow = {'torch', 'transformers', 'sentence_transformers', 'streamlit', 'sqlalchemy', 'pandas'}; "
        "heavy = slow.intersection(sys.modules); "
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_the_command_line_starts_without_the_database_and_the_aligner() -> None:
    code = (
        "import sys, alignment.cli; "
        "heavy = {'sqlalchemy', 'numba', 'pandas', 'streamlit', 'torch', 'pyarrow', 'openpyxl'}.intersection(sys.modules); "
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def print_graph(of: str = "") -> None:
    """Print which room uses which and how many of its modules do, or the same between the modules of one room."""
    edges: Counter[tuple[str, str]] = Counter()
    for module in MODULES:
        for used in own_imports(module):
            if of:
                if room(module) == room(used) == of and used != f"alignment.{of}":
                    edges[module.removeprefix(f"alignment.{of}."), used.removeprefix(f"alignment.{of}.")] += 1
            elif room(module) and room(used) and room(module) != room(used):
                edges[room(module), room(used)] += 1
    for user in sorted({user for user, _ in edges}, key=lambda name: ROOMS.index(name) if name in ROOMS else 0):
        used = (f"{name} {count}" if not of else name for (by, name), count in sorted(edges.items()) if by == user)
        print(f"{user} ← {', '.join(used)}")


if __name__ == "__main__":
    print_graph(*sys.argv[1:2])
