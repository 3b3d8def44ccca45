"""The page around the screens: which language it is in, Streamlit's own words in that language, like buttons told apart,
and one step back for each thing that was looked at.

Streamlit speaks English alone and writes each change of the address down as a step; the browser's side, `page_frame.js`,
mends both.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from alignment.records import template
from alignment.workbench.speech import _, spoken_language

STREAMLIT_WORDS = (
    template("Press Enter to apply"),
    template("Press Ctrl+Enter to apply"),
    template("Press ⌘+Enter to apply"),
    template("No results"),
    template("Choose an option"),
    template("Choose options"),
    template("Show data"),
    template("Download as PNG"),
    template("Copy Vega-Lite spec"),
    template("Upload"),
    template("Open"),
    template("Close"),
    template("Clear value"),
    template("Clear all"),
    template("Clear entry"),
    template("Select all"),
    template("Increment"),
    template("Decrement"),
    template("Drag and drop a file here"),
    template("Add files"),
    template("File must be {size} or smaller."),
    template("{kind} files are not allowed."),
    template("Remove {name}"),
    template("Search"),
    template("Download as CSV"),
    template("Show/hide columns"),
    template("Fullscreen"),
    template("Close fullscreen"),
    template("empty"),
    template("Running..."),
    template("Stop"),
    template("Rerun"),
    template("Settings"),
    template("Print"),
    template("Main menu"),
    template("App pages"),
    template("Connecting"),
    template("Connection error"),
    template("Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:"),
    template("Streamlit server is not responding. Are you connected to the internet?"),
    template("Click to view actions"),
    template("Save as SVG"),
    template("Save as PNG"),
    template("Show more"),
    template("Show less"),
)
"""What Streamlit says by itself, as it says it."""

_component = st.components.v2.component(
    "alignment.page_frame",
    html="<i hidden></i>",
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


_STEP = "step"
"""What names a step of the browser's history in the address."""


def take_step() -> bool:
    """Whether this run is there because the browser has gone back or forth to an address of before."""
    return st.query_params.pop(_STEP, None) is not None


def put_up() -> None:
    """Let the page be in the reader's language."""
    language = spoken_language()
    said = {} if language == "en" else {english: _(english) for english in STREAMLIT_WORDS}
    _component(key="page-frame", data={"language": language, "words": said, "parameter": _STEP}, height=0)
