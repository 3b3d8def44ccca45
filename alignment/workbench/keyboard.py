"""Keys, caught in the browser and done here in the order in which they were pressed: none is lost, however fast they come.

Streamlit drops the press of a button's own key while a run is going on. The browser's side, `keyboard.js`, numbers the
presses and hands over all that have not been taken in; it also writes on each button the letter of the reader's keyboard,
gives the focus back to the page after a choice, and puts the cursor where one is to write.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import streamlit as st

from alignment.project import Project, State
from alignment.workbench import refusals, seat
from alignment.workbench.desk_state import kept
from alignment.workbench.keys import ARROWS, Key, printed_apart
from alignment.workbench.speech import spoken_language
from alignment.workbench.widgets import KEYBOARD

Do = Callable[[], None] | None
"""What a key does; `None` where it does nothing at the moment."""

_WALKS = {
    "sentence-previous",
    "sentence-next",
    "previous",
    "next",
    "queue-next",
    "queue-previous",
    "finding-previous",
    "finding-next",
}
"""What goes on as long as the key is held down; everything else is done once a press."""

_WRITES = {"comment": "comment-text", "propose": "propose-text"}
"""What opens a dialog to write in, and its field: what is pressed before the dialog is there is written into that."""

_REPLACES = ("flag", "flag-better")
"""What opens a dialog to write other words in, and its field: where a key opened it, what stands there is selected."""

_OF_THE_BROWSER = {"mark"}
"""What `marking.js` answers."""


@dataclass(frozen=True, slots=True)
class Search:
    """The field of a screen in which one searches."""

    key: str
    query: str
    """What is searched for."""

    on: str
    """The act that goes to the next hit: Enter does it."""

    back: str


_component = st.components.v2.component(
    "alignment.keyboard",
    html="<i hidden></i>",
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def hear(
    project: Project,
    state: State,
    keys: Mapping[str, Key],
    drawn: Mapping[str, Do],
    acts: Callable[[int], Mapping[str, Do]],
    search: Search,
    at: str = "",
) -> None:
    """Hear the keys of a screen, from the end of its look on.

    Args:
        drawn: what each key does, as the screen shows it.
        acts: what each key does as things are now, given the sequence number of the state that the reviewer saw.
        search: the field that "/" leads to.
        at: names what is in focus: where that is another, the page begins at its top.
    """
    data = {
        "session": kept().hearing,
        "taken": kept().keys_taken,
        "sequence": state.sequence,
        "at": at,
        "keys": {key.shortcut: key.name for key in keys.values() if _is_heard(key, drawn)},
        "letters": {key.name: printed_apart(key.shortcut) for key in keys.values()},
        "cyrillic": spoken_language() != "en",
        "walks": sorted(_WALKS),
        "writes": {name: f"[role=dialog] [class*=st-key-{field}] textarea" for name, field in _WRITES.items()},
        "replacing": _REPLACES[0],
        "replaces": f"[role=dialog] [class*=st-key-{_REPLACES[1]}] textarea",
        "dialog": kept().dialog or "",
        "search": f".st-key-{search.key} input",
        "query": search.query,
        "hits": [search.on, search.back],
    }
    shown = _Shown(state.sequence, _focus(), drawn)
    _component(key=KEYBOARD.key, data=data, height=0, on_pressed_change=partial(_take, project, shown, acts))


def _is_heard(key: Key, drawn: Mapping[str, Do]) -> bool:
    """An arrow is the page's where it can do nothing."""
    return key.name not in _OF_THE_BROWSER and (key.shortcut not in ARROWS or drawn.get(key.name) is not None)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a screen shows."""

    sequence: int
    focus: object
    acts: Mapping[str, Do]


def _focus() -> object:
    return kept().focus, kept().finding, kept().sentence


def _take(project: Project, shown: _Shown, acts: Callable[[int], Mapping[str, Do]]) -> None:
    """Do what was pressed and has not been taken in. While a dialog is open, or opens, the keys behind it rest."""
    for press in KEYBOARD.value.get("pressed") or ():
        number = int(press["number"])
        if press["session"] != kept().hearing or number <= kept().keys_taken:
            continue
        kept().keys_taken = number
        if kept().dialog is None:
            _press(project, shown, acts, str(press["name"]), int(press["sequence"]))


@refusals.noted
def _press(project: Project, shown: _Shown, acts: Callable[[int], Mapping[str, Do]], name: str, sequence: int) -> None:
    state, events = project.look()
    me, since = seat.reviewer(), events[sequence:]
    if sequence == shown.sequence and _focus() == shown.focus and all(event.reviewer != me for event in since):
        means = shown.acts  # what others did is not seen yet: the key means what the screen says
    elif all(event.reviewer == me for event in since):
        means = acts(state.sequence)  # what one did oneself one knows
    else:
        means = acts(sequence)
    if act := means.get(name):
        act()
