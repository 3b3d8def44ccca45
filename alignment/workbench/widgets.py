"""The fields of the page that the program reads or sets itself, by the keys that Streamlit knows them by.

Streamlit forgets what stands in a field that a screen no longer shows. What has to outlive that is kept in `desk_state`. A
field in which one says something of a link or a finding has that in its key (`drafts`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import streamlit as st

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Widget(Generic[Value]):
    """A field by its key, and what stands in it before anybody has touched it."""

    key: str
    empty: Value

    @property
    def value(self) -> Value:
        """What stands in the field."""
        held = st.session_state.get(self.key)
        return self.empty if held is None else held

    @property
    def is_set(self) -> bool:
        """Whether the field holds anything: it was shown at the last look, or somebody put something into it."""
        return self.key in st.session_state

    def put(self, value: Value) -> None:
        """Let this stand in the field; before the screen shows it."""
        st.session_state[self.key] = value

    def put_if_other(self, value: Value) -> None:
        """The same where it stands otherwise: a field that is set is drawn anew."""
        if st.session_state.get(self.key) != value:
            st.session_state[self.key] = value

    def forget(self) -> None:
        """Let the field begin anew."""
        st.session_state.pop(self.key, None)


def typed_texts() -> list[str]:
    """What stands in all fields for text."""
    return [held for held in st.session_state.values() if isinstance(held, str)]


# The menu of the person.
NAME = Widget("name", "")
NEW_NAME = Widget("new-name", "")
LANGUAGE_CHOICE = Widget("language-choice", "en")
ESA_CHOICE = Widget("esa-choice", False)

# Above the review screen; the first two stand in the address, too.
QUEUE = Widget("queue", "")
SECTION = Widget("section", "")
SEARCH = Widget("search", "")
WHOLE_WORDS = Widget("whole-words", False)

# Below the texts of the review screen; the second on the findings screen, too.
MARKING: Widget[dict[str, Any]] = Widget("marking", {})
KEYBOARD: Widget[dict[str, Any]] = Widget("keyboard", {})

# In the texts of the review screen.
HANDS: Widget[dict[str, Any]] = Widget("hands", {})
SPLIT_PANEL: Widget[dict[str, Any]] = Widget("split-panel", {})

# How the texts look; the browser keeps it.
TEXT_SIZE = Widget("text-size", "")
MARKS_SHOWN: Widget[list[str]] = Widget("marks-shown", [])

# The words whose occurrences are listed; every opening of that dialog says it anew.
LOOKED_UP = Widget("looked-up", "")

# Which links are accepted at once.
ACCEPT_SCOPE = Widget("accept-scope", "")
ACCEPT_LEAST = Widget("accept-least", 0)
ACCEPT_PLAIN = Widget("accept-plain", True)

# The list of all links, and what is chosen above it.
TEXT_LIST: Widget[dict[str, Any]] = Widget("text-list", {})
LINK_STATUS = Widget("links-status", "")
LINK_QUEUE = Widget("links-queue", "all")
LINK_SECTION = Widget("links-section", "")
LINK_TEXT = Widget("links-text", "")
LINK_WHOLE = Widget("links-whole", False)
LINK_CONFIDENCE: Widget[tuple[int, int]] = Widget("links-confidence", (0, 100))
LINK_HOLDING: Widget[list[str]] = Widget("links-holding", [])

# Above the list of terms.
TERMS_SEARCH = Widget("terms-search", "")
TERMS_KIND = Widget("terms-kind", "")
TERMS_STATUS = Widget("terms-status", "")
TERMS_OCCUR = Widget("terms-occurs", False)
TERMS_CHANGED = Widget("terms-changed", False)


def finding_filter(name: str) -> Widget[str]:
    """What chooses among the findings: by `check`, `severity`, `section`, `standing` or `text`."""
    return Widget(f"choice-{name}", "")


def finding_tick(number: int) -> Widget[bool]:
    """The box before a finding of the list, by its number on the page."""
    return Widget(f"pick-{number}", False)


def project_title(stem: str, title: str) -> Widget[str]:
    """The title of a project in the list of projects, by the name of its file. Once another is given, the field begins anew
    with that."""
    return Widget(f"title-{stem}-{title}", "")
