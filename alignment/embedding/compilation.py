"""Loops that numba compiles, and how many threads numpy may take.

The machine code is kept on disk, so only the first run on a machine waits for it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import lru_cache
from typing import Any, TypeVar, cast

from numba import njit
from threadpoolctl import ThreadpoolController

_Function = TypeVar("_Function", bound=Callable[..., Any])


def compiled(function: _Function) -> _Function:
    """The function, compiled when it is first called."""
    return cast(_Function, njit(cache=True, nogil=True)(function))


def compiled_fast(function: _Function) -> _Function:
    """The same, with sums taken in whatever order is fastest."""
    return cast(_Function, njit(cache=True, nogil=True, fastmath={"reassoc", "contract"})(function))


def one_thread() -> AbstractContextManager[Any]:
    """In this context numpy multiplies in one thread: small matrices lose more than they gain by waiting for others."""
    context: AbstractContextManager[Any] = _threads().limit(limits=1, user_api="blas")
    return context


@lru_cache(maxsize=1)
def _threads() -> ThreadpoolController:
    return ThreadpoolController()
