"""Loops that numba compiles, and how many threads numpy may take.

The machine code is kept on disk, beside the source or, where that cannot be written, in the user's cache, so only the first
run on a machine waits for it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from threading import get_ident
from typing import Any, TypeVar, cast

from numba import njit
from numba.core.event import Event, Listener, install_listener
from threadpoolctl import ThreadpoolController

from alignment.records import template


def _import_without_blas() -> None:
    """Load numba's arrays. They ask whether there is a BLAS by importing scipy.linalg, which takes as long as all else that
    numba loads, and need it for products of matrices alone, which none of our loops has. Whoever's loops have them loses
    nothing: numba asks once more where it meets one."""
    name = "scipy.linalg.cython_blas"
    if name in sys.modules or find_spec("scipy") is None:
        return
    sys.modules[name] = None  # type: ignore[assignment]  # so Python is told that a module is not there
    try:
        arraymath = import_module("numba.np.arraymath")
    finally:
        del sys.modules[name]
    arraymath._HAVE_BLAS = True  # type: ignore[attr-defined]


_import_without_blas()

_Function = TypeVar("_Function", bound=Callable[..., Any])
COMPILING = template("Compiling the aligner for this machine: some 15 seconds, this once")
"""What people are told when `compilation_told` tells."""

_PACKAGE = __name__.split(".", maxsplit=1)[0]


def compiled(function: _Function) -> _Function:
    """The function, compiled when it is first called."""
    return _compiled(function)


def compiled_fast(function: _Function) -> _Function:
    """The same, with sums taken in whatever order is fastest."""
    return _compiled(function, fastmath={"reassoc", "contract"})


def _compiled(function: _Function, **options: Any) -> _Function:
    try:
        return cast(_Function, njit(cache=True, nogil=True, **options)(function))
    except RuntimeError:  # there is no folder to keep machine code in: each process compiles its own
        return cast(_Function, njit(nogil=True, **options)(function))


@contextmanager
def compilation_told(tell: Callable[[], None]) -> Iterator[None]:
    """In this context `tell` is called, once, when this thread has to compile one of our functions instead of loading it:
    before the first of the seconds that this takes."""
    with install_listener("numba:compile", _Teller(tell)):
        yield


class _Teller(Listener):  # type: ignore[misc]
    """Hears numba compile. A function found on disk makes no such event."""

    def __init__(self, tell: Callable[[], None]) -> None:
        self._tell: Callable[[], None] | None = tell
        self._thread = get_ident()  # numba tells everybody; another thread's wait is another reader's

    def on_start(self, event: Event) -> None:
        tell = self._tell
        ours = event.data["dispatcher"].py_func.__module__.startswith(f"{_PACKAGE}.")
        if tell and ours and get_ident() == self._thread:
            self._tell = None
            tell()

    def on_end(self, event: Event) -> None:
        pass


def one_thread() -> AbstractContextManager[Any]:
    """In this context numpy multiplies in one thread: small matrices lose more than they gain by waiting for others."""
    context: AbstractContextManager[Any] = _threads().limit(limits=1, user_api="blas")
    return context


@lru_cache(maxsize=1)
def _threads() -> ThreadpoolController:
    return ThreadpoolController()
