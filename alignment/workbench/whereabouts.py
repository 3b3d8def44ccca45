"""What the browser is told of the place that is looked at: it says it aloud where it is another, and keeps it for the next
time.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from alignment.workbench.last_places import COOKIE, LastPlace

_component = st.components.v2.component(
    "alignment.whereabouts",
    html='<div class="unseen" role="status" aria-live="polite"></div>',
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def point_out(said: str, project: str = "", place: LastPlace | None = None) -> None:
    """Tell it.

    Args:
        said: what is said of the place aloud.
        project: a short name of the project, where the browser is to keep `place`.
    """
    keep = [project, place.unit, place.queue, place.section] if place else []
    _component(key="whereabouts", data={"said": said, "cookie": COOKIE, "keep": keep}, height=0)
