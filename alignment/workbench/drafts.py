"""What somebody has begun to write or to choose. It belongs to one link, flag or finding: it is offered there and nowhere
else, outlives the dialog that it stands in, and goes when it is saved.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypedDict

import streamlit as st

from alignment.records import Alignment, Pair
from alignment.workbench.desk_state import kept
from alignment.workbench.speech import _
from alignment.workbench.widgets import Value, Widget

_component = st.components.v2.component(
    "alignment.drafts",
    html="<i hidden></i>",
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


class Kept(TypedDict):
    """What an element of Streamlit's needs so that what stands in it is kept."""

    key: str
    on_change: Any


def names_of(alignment: Alignment, pair: Pair) -> tuple[str, ...]:
    """The ids of a link's units. The first stands for the link: no other link has it."""
    kk, en = pair
    return (*(alignment.kk_units[place].id for place in kk), *(alignment.en_units[place].id for place in en))


def field(name: str, about: Sequence[str], first: Value, among: Collection[Value] | None = None) -> Widget[Value]:
    """The field of this name in which one writes about something. What was begun there before stands in it, else `first`.

    Args:
        about: what it is about; of a link the ids of its units, so that what was begun before links were joined is found.
        among: what may stand in it; anything when left out.
    """
    drafts, opened = kept().drafts, kept().opened
    widget = Widget(f"{name}-{about[0]}", first)
    for other in about[1:]:
        if widget.key not in drafts and f"{name}-{other}" in drafts:
            drafts[widget.key] = drafts.pop(f"{name}-{other}")
    begun = opened.begun if opened else None
    if not widget.is_set or (begun is not None and widget.key not in begun):
        widget.put(drafts.get(widget.key, first))
    if among is not None and widget.value not in among:
        widget.put(first)
    if begun is not None:
        begun.add(widget.key)
    return widget


def keeping(widget: Widget[Any]) -> Kept:
    """The arguments of an element whose value is kept from look to look."""
    return {"key": widget.key, "on_change": partial(_keep, widget)}


def _keep(widget: Widget[Any]) -> None:
    if widget.value == widget.empty:
        kept().drafts.pop(widget.key, None)
    else:
        kept().drafts[widget.key] = widget.value


def drop(widgets: Collection[Widget[Any]]) -> None:
    """They are saved: the fields begin anew."""
    for widget in widgets:
        kept().drafts.pop(widget.key, None)
        widget.forget()


def save_button(key: str, label: str = "", icon: str | None = None, disabled: bool = False) -> bool:
    """The button that saves what a dialog's fields hold, by Ctrl and Enter too; whether it was pressed."""
    return st.button(label or _("Save"), type="primary", key=key, icon=icon, shortcut="ctrl+enter", disabled=disabled)


def watch_escape() -> None:
    """Let Escape, too, hand over what was typed in a dialog, before the dialog goes."""
    _component(key="drafts", height=0)
