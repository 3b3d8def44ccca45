"""The open project and the person at the screen."""

from __future__ import annotations

import getpass
import sys

import streamlit as st

from alignment.exceptions import AlignmentException
from alignment.store import Project

_REVIEWER = "reviewer"


@st.cache_resource(show_spinner="Opening the project")
def _open(location: str) -> Project:
    return Project.open(location)


def project() -> Project:
    """The project named on the command line; without one the screen says what to do and stops."""
    if len(sys.argv) < 2:
        st.title("No project is open")
        st.write("Align two texts and open the project that this makes:")
        st.code("alignment align KK.txt EN.txt --project report.kken\nalignment review report.kken", language="shell")
        st.stop()
    try:
        return _open(sys.argv[1])
    except AlignmentException as failure:
        st.error(str(failure), icon=":material/error:")
        st.stop()


def reviewer() -> str:
    """The name under which acts are saved."""
    return st.session_state.get(_REVIEWER) or _default_reviewer()


def ask_reviewer() -> None:
    """A field for the reviewer's name. It is kept in the address, so that a reload knows it."""
    if _REVIEWER not in st.session_state:
        st.session_state[_REVIEWER] = st.query_params.get(_REVIEWER, _default_reviewer())
    st.text_input(
        "Reviewer",
        key=_REVIEWER,
        on_change=lambda: st.query_params.update({_REVIEWER: reviewer()}),
        label_visibility="collapsed",
        placeholder="Your name",
        icon=":material/person:",
        help="The name that your acts are saved under.",
    )


def _default_reviewer() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return _REVIEWER
