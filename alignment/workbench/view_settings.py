"""How the texts in focus look: their size, and which marks stand in them. The browser keeps it from session to session."""

from __future__ import annotations

import streamlit as st

from alignment.records import template
from alignment.workbench import seat
from alignment.workbench.desk_state import kept
from alignment.workbench.speech import _
from alignment.workbench.widgets import MARKS_SHOWN, TEXT_SIZE

_COOKIE = "alignment-view"
_NORMAL = "medium"
_SIZES = {"small": "1rem", _NORMAL: "1.1rem", "large": "1.3rem", "largest": "1.6rem"}
_SIZE_WORDS = {
    "small": template("Small"),
    _NORMAL: template("Medium"),
    "large": template("Large"),
    "largest": template("Largest"),
}
_MARK_WORDS = {
    "number": template("Numbers"),
    "date": template("Dates"),
    "name": template("Names"),
    "term": template("Terms"),
    "alone": template("Without partner"),
    "finding": template("Findings"),
}
_UNSEEN = "{ background: none; border: 0; text-decoration: none; padding: 0; }"


def apply_view() -> None:
    """Let the texts look as the browser keeps it, or as it was chosen since."""
    desk = kept()
    if not desk.text_size:
        size, _dot, unmarked = seat.cookies().get(_COOKIE, "").partition(".")
        desk.text_size = size if size in _SIZES else _NORMAL
        desk.unmarked = tuple(kind for kind in unmarked.split(".") if kind in _MARK_WORDS)
    unseen = "".join(f".focus .{'finding' if kind == 'finding' else f'm.{kind}'} {_UNSEEN}\n" for kind in desk.unmarked)
    st.html(f"<style>.focus .unit {{ font-size: {_SIZES[desk.text_size]}; }}\n{unseen}</style>")


def keep_view() -> None:
    """Let the browser keep it, where it keeps something else. Below the texts: it moves none."""
    value = ".".join((kept().text_size, *kept().unmarked))
    if value != seat.cookies().get(_COOKIE, _NORMAL):
        seat.keep_in_browser("view", {_COOKIE: value})


def choose_view() -> None:
    """The menu for it."""
    TEXT_SIZE.put_if_other(kept().text_size)
    MARKS_SHOWN.put_if_other([kind for kind in _MARK_WORDS if kind not in kept().unmarked])
    with st.popover(_("View"), icon=":material/text_fields:", key="view-menu"):
        st.segmented_control(
            _("Size of the texts"),
            list(_SIZES),
            format_func=lambda name: _(_SIZE_WORDS[name]),
            required=True,
            key=TEXT_SIZE.key,
            on_change=_keep,
        )
        st.pills(
            _("Marked in the texts"),
            list(_MARK_WORDS),
            selection_mode="multi",
            format_func=lambda name: _(_MARK_WORDS[name]),
            key=MARKS_SHOWN.key,
            on_change=_keep,
        )


def _keep() -> None:
    kept().text_size = TEXT_SIZE.value
    kept().unmarked = tuple(kind for kind in _MARK_WORDS if kind not in MARKS_SHOWN.value)
