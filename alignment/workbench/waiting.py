"""What the screens say while the first run on a machine compiles the aligner."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from alignment.embedding import COMPILING, compilation_told
from alignment.workbench.speech import _

_SECONDS = 15  # that the words stay: as long as it takes


@contextmanager
def compilation_shown(show: Callable[[str], object] | None = None) -> Iterator[None]:
    """In this context whoever looks at the screen is told, once, that something has to be compiled first. Not inside what
    Streamlit caches: it would say so again whenever the cache answers.

    Args:
        show: puts the words where there is a place for them; else they stand in a corner for a while.
    """

    def tell() -> None:
        if show:
            show(_(COMPILING))
        else:
            st.toast(_(COMPILING), icon=":material/hourglass_top:", duration=_SECONDS)

    with compilation_told(tell):
        yield
