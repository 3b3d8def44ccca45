"""The style sheets: `styles/screens.css` is that of all screens, others belong to the screen of their name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

_FOLDER = Path(__file__).parent / "styles"


def put_on(name: str) -> None:
    """Put the style sheet of this name on the page."""
    st.html(_sheet(name))


@cache
def _sheet(name: str) -> str:
    return f"<style>\n{(_FOLDER / f'{name}.css').read_text(encoding='utf-8')}</style>"
