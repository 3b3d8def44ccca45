"""What the screens say, in the reader's language."""

from __future__ import annotations

import streamlit as st

from alignment.workbench.catalogues import INTERFACE_LANGUAGES, Catalogue, catalogue
from alignment.workbench.desk_state import kept

_PARAMETER = "lang"


def spoken_language() -> str:
    """The code of the interface's language: chosen here, named in the address, or the browser's."""
    chosen = kept().language or st.query_params.get(_PARAMETER)
    if chosen not in INTERFACE_LANGUAGES:
        chosen = (st.context.locale or "en")[:2]
    return chosen if chosen in INTERFACE_LANGUAGES else "en"


def choose_language(code: str) -> None:
    """Speak this language from now on, also after a reload."""
    kept().language = code
    st.query_params[_PARAMETER] = code


def speaker() -> Catalogue:
    """The catalogue of the interface's language."""
    return catalogue(spoken_language())


def _(message: str, /, **values: object) -> str:
    """The message in the reader's language, with its fields filled in."""
    return speaker().text(message, **values)


def n_(one: str, many: str, number: int, /, **values: object) -> str:
    """The message in the form that goes with the number."""
    return speaker().plural(one, many, number, **values)
