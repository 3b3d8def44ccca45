"""The page of the workbench: its screens, and the door before them where people log in."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from alignment.workbench import admission, page_frame, refusals, session, speech
from alignment.workbench.speech import _

# A named icon would be fetched from a host outside.
_ICON = Path(__file__).with_name("icon.svg")


def show() -> None:
    """Show the screen that the reader has chosen, to those who may come in."""
    speech.begin_run()
    admission.ask_nobody_outside()
    st.set_page_config(page_title=_("Kazakh–English workbench"), page_icon=str(_ICON), layout="wide")
    session.dress()
    page_frame.put_up()
    shut = session.must_log_in()
    barred = not shut and admission.lets_strangers_in()
    screen = st.navigation(
        [
            st.Page(session.screen("review"), title=_("Review"), icon=":material/rate_review:", default=True),
            st.Page(session.screen("text"), title=_("Text"), icon=":material/view_list:"),
            st.Page(session.screen("findings"), title=_("Findings"), icon=":material/fact_check:"),
            st.Page(session.screen("overview"), title=_("Overview"), icon=":material/map:"),
            st.Page(session.screen("double"), title=_("Double review"), icon=":material/group:"),
            st.Page(session.screen("terms"), title=_("Glossary"), icon=":material/dictionary:"),
            st.Page(session.screen("export"), title=_("Export"), icon=":material/download:"),
            st.Page(session.screen("print"), title=_("Print view"), visibility="hidden"),
            st.Page(session.screen("projects"), title=_("Projects"), icon=":material/folder_open:"),
            st.Page(session.screen("new"), title=_("New project"), icon=":material/add:"),
        ],
        position="hidden" if shut or barred else "top",
    )
    if shut:
        session.ask_to_log_in()
    elif barred:
        admission.refuse()
    else:
        refusals.shown(screen.run)()
