"""Loops that numba compiles, and how many threads numpy may take.

The machine code is kept on disk, beside the source or, where that cannot be written, in the user's cache, so only the first
run on a machine waits for it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache, update_wrapper
from importlib import import_module
from importlib.util import find_spec
from threading import RLock, get_ident
from typing import Any, TypeVar, cast

from threadpoolctl import ThreadpoolController

from alignment.records import template

_Function = TypeVar("_Function", bound=Callable[..., Any])
COMPILING = template("Compiling the aligner for this machine: some 15 seconds, this once")
"""What people are told when `compilation_told` tells."""

_PACKAGE = __name__.split(".", maxsplit=1)[0]
_LOADING = RLock()


def compiled(function: _Function) -> _Function:
    """The function, compiled when it is first called."""
    return cast(_Function, _Loop(function, {}))


def compiled_fast(function: _Function) -> _Function:
    """The same, with sums taken in whatever order is fastest."""
    return cast(_Function, _Loop(function, {"fastmath": {"reassoc", "contract"}}))


class _Loop:
    """A function that stands for its machine code until somebody calls it: importing numba takes as long as all else that
    the first texts wait for."""

    def __init__(self, function: Callable[..., Any], options: dict[str, Any]) -> None:
        self._function = function
        self._options = options
        self._machine_code: Callable[..., Any] | None = None
        self._ready = False
        update_wrapper(self, function)

    def __call__(self, *arguments: Any) -> Any:
        return self._load()(*arguments)

    def _load(self) -> Callable[..., Any]:
        if not self._ready:
            with _LOADING:
                if not self._machine_code:
                    self._machine_code = _jit(self._function, self._options)
                    # Machine code can call nothing but machine code. And whoever asks next is spared the detour.
                    names = self._function.__globals__
                    for name, value in list(names.items()):
                        if isinstance(value, _Loop):
                            names[name] = value._load()
                    self._ready = True
        return cast(Callable[..., Any], self._machine_code)


def _jit(function: Callable[..., Any], options: dict[str, Any]) -> Callable[..., Any]:
    _import_without_blas()
    from numba import njit

    try:
        return cast(Callable[..., Any], njit(cache=True, nogil=True, **options)(function))
    except RuntimeError:  # there is no folder to keep machine code in: each process compiles its own
        return cast(Callable[..., Any], njit(nogil=True, **options)(function))


@lru_cache(maxsize=1)
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


@contextmanager
def compilation_told(tell: Callable[[], None]) -> Iterator[None]:
    """In this context `tell` is called, once, when this thread has to compile one of our functions instead of loading it:
    before the first of the seconds that this takes."""
    _import_without_blas()
    from numba.core.event import install_listener

    with install_listener("numba:compile", _teller(tell)):
        yield


def _teller(tell: Callable[[], None]) -> Any:
    """Hears numba compile. A function found on disk makes no such event."""
    from numba.core.event import Event, Listener

    class Teller(Listener):  # type: ignore[misc]
        def __init__(self) -> None:
            self._told = False
            self._thread = get_ident()  # numba tells everybody; another thread's wait is another reader's

        def on_start(self, event: Event) -> None:
            ours = event.data["dispatcher"].py_func.__module__.startswith(f"{_PACKAGE}.")
            if ours and not self._told and get_ident() == self._thread:
                self._told = True
                tell()

        def on_end(self, event: Event) -> None:
            pass

    return Teller()


def one_thread() -> AbstractContextManager[Any]:
    """In this context numpy multiplies in one thread: small matrices lose more than they gain by waiting for others."""
    context: AbstractContextManager[Any] = _threads().limit(limits=1, user_api="blas")
    return context


@lru_cache(maxsize=1)
def _threads() -> ThreadpoolController:
    return ThreadpoolController()
