"""What the screens of a test remember of its session."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

from alignment.project import Event, Introduce, Project
from alignment.workbench.desk_state import KEY, DeskState


def remembered(app: AppTest) -> DeskState:
    """What the session of a screen has kept, to be read and to be set."""
    state = app.session_state[KEY]
    assert isinstance(state, DeskState)
    return state


def field(elements: Any, name: str) -> Any:
    """The field of this name among the elements of a kind, whatever it is about."""
    (found,) = (element for element in elements if element.key and element.key.startswith(f"{name}-"))
    return found


def acts(project: Project) -> list[Event]:
    """What people did; that they said who they are is left out."""
    return [event for event in project.events() if not isinstance(event.act, Introduce)]
