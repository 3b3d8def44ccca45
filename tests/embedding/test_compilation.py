"""Machine code: what is said when it is made, and a machine that lets us keep none."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import numba
import pytest

from alignment.embedding import compilation_told

SOURCE = """
from alignment.embedding import compiled

@compiled
def double(number):
    return number + number
"""


def loaded(folder: Path, module: str = "alignment.probe") -> Callable[[int], int]:
    """A compiled function of a module in this folder, as a process finds it that starts anew."""
    path = folder / "probe.py"
    path.write_text(SOURCE, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(module, path)
    assert spec and spec.loader
    probe = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(probe)
    double: Callable[[int], int] = probe.double
    return double


def tellings(run: Callable[[], object]) -> int:
    """How often the caller was told of compilation."""
    told: list[None] = []
    with compilation_told(lambda: told.append(None)):
        run()
    return len(told)


def test_it_is_told_once_and_not_when_the_code_is_there(tmp_path: Path) -> None:
    double = loaded(tmp_path)
    assert tellings(lambda: (double(1), double(1.5))) == 1  # type: ignore[arg-type]
    assert tellings(lambda: double(2)) == 0
    assert tellings(lambda: loaded(tmp_path)(3)) == 0  # found on disk


def test_what_others_compile_is_not_told(tmp_path: Path) -> None:
    assert tellings(lambda: loaded(tmp_path, "another.probe")(1)) == 0

    def in_another_thread() -> None:
        other = Thread(target=loaded(tmp_path / "thread"), args=(1,))
        other.start()
        other.join()

    (tmp_path / "thread").mkdir()
    assert tellings(in_another_thread) == 0


def test_without_a_folder_to_keep_it_in_each_process_compiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the package was installed by somebody else, and whoever runs it has no home."""
    (tmp_path / "__pycache__").touch()
    (tmp_path / "file").touch()
    monkeypatch.setattr(numba.config, "CACHE_DIR", "")
    for name in ("XDG_CACHE_HOME", "HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "file"))
    for _ in range(2):
        double = loaded(tmp_path)
        assert tellings(lambda: double(21)) == 1  # noqa: B023
        assert double(21) == 42


@pytest.mark.slow
def test_scipy_is_not_loaded_for_our_loops_and_is_there_for_others() -> None:
    script = """
import sys
from alignment.embedding.compilation import compiled
import numpy as np

assert compiled(lambda numbers: numbers.sum())(np.ones(3)) == 3
assert "scipy.linalg" not in sys.modules
import numba
ones = np.ones((2, 2))
assert numba.njit(lambda left, right: left @ right)(ones, ones).sum() == 8
assert "scipy.linalg.cython_blas" in sys.modules
"""
    pytest.importorskip("scipy")
    subprocess.run([sys.executable, "-c", script], check=True)


def test_a_few_texts_wait_for_no_compiler() -> None:
    """Whoever asks for some vectors or for a score should not pay for what aligns."""
    script = """
import sys
from alignment import load_encoder
assert load_encoder().encode(["Сайлау өтті.", ""])[0].any()
assert "numba" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", script], check=True)
