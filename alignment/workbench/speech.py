"""What the screens say, in the reader's language."""

from __future__ import annotations

import threading

import streamlit as st

from alignment.workbench.catalogues import INTERFACE_LANGUAGES, Catalogue, catalogue
from alignment.workbench.desk_state import kept

_PARAMETER = "lang"
# A run of the page has a thread to itself and says thousands of things: it asks once which language that is in.
_run = threading.local()


def spoken_language() -> str:
    """The code of the interface's language: chosen here, named in the address, or the browser's."""
    chosen = kept().language or st.query_params.get(_PARAMETER)
    if chosen not in INTERFACE_LANGUAGES:
        chosen = (st.context.locale or "en")[:2]
    return chosen if chosen in INTERFACE_LANGUAGES else "en"


def choose_language(code: str) -> None:
    """Speak this language from now on, also after a reload."""
    begin_run()
    kept().language = code
    st.query_params[_PARAMETER] = code


def begin_run() -> None:
    """A run of the page begins: the language may be another."""
    _run.speaker = None


def speaker() -> Catalogue:
    """The catalogue of the interface's language."""
    known: Catalogue | None = getattr(_run, "speaker", None)
    if known is None:
        known = catalogue(spoken_language())
        if threading.current_thread() is not threading.main_thread():
            _run.speaker = known
    return known


def _(message: str, /, **values: object) -> str:
    """The message in the reader's language, with its fields filled in."""
    return speaker().text(message, **values)


def n_(one: str, many: str, number: int, /, **values: object) -> str:
    """The message in the form that goes with the number."""
    return speaker().plural(one, many, number, **values)
