"""The open project and the person at the screen."""

from __future__ import annotations

import colorsys
import getpass
import hashlib
import html
import sys
from pathlib import Path

import streamlit as st

from alignment.catalogues import LANGUAGES
from alignment.exceptions import AlignmentException
from alignment.screens import speech
from alignment.screens.speech import _
from alignment.search import Index
from alignment.sections import Section, sections_of
from alignment.store import Project

_REVIEWER = "reviewer"
_PROJECT = "project"
SUFFIX = ".kken"


@st.cache_resource(show_spinner=False, max_entries=8)
def _open(location: str) -> Project:
    return Project.open(location)


@st.cache_resource(show_spinner=False, max_entries=8)
def _sections(location: str, _project: Project) -> tuple[Section, ...]:
    return sections_of(_project.alignment)


@st.cache_resource(show_spinner=False, max_entries=8)
def _index(location: str, _project: Project) -> Index:
    return Index(_project.alignment)


def opened(path: Path) -> Project:
    """A project of the folder; raises as `Project.open` does."""
    return _open(str(path))


def sections(project: Project) -> tuple[Section, ...]:
    """The sections of the project's original."""
    return _sections(project.location, project)


def index(project: Project) -> Index:
    """The folded texts of the project, for searching."""
    return _index(project.location, project)


def named() -> str:
    """What the command line names: a project, a folder of projects, or nothing."""
    return sys.argv[1] if len(sys.argv) > 1 else ""


def folder() -> Path | None:
    """The folder whose projects are listed: the one named, or the one that the named project lies in."""
    if not named() or "://" in named():
        return None
    path = Path(named())
    return path if path.is_dir() else path.parent


def projects() -> list[Path]:
    """The project files of the folder, by name."""
    home = folder()
    return sorted(home.glob(f"*{SUFFIX}")) if home else []


def location() -> str:
    """Where the open project lies; empty where none is open."""
    chosen = st.session_state.get(_PROJECT) or st.query_params.get(_PROJECT, "")
    # The address may name no more than what the list shows.
    if found := next((path for path in projects() if path.name == chosen), None):
        return str(found)
    return "" if not named() or Path(named()).is_dir() else named()


def choose_project(path: Path) -> None:
    """Open another project of the folder."""
    st.session_state[_PROJECT] = path.name
    for forgotten in ("focus", "queue", "section", "search", "finding", "findings", "finding-seats", "picked"):
        st.session_state.pop(forgotten, None)
    st.query_params.pop("at", None)
    st.query_params[_PROJECT] = path.name


def project() -> Project:
    """The project that is open; without one the screen says what to do and stops."""
    keep_address()
    if not location():
        st.title(_("No project is open"), anchor=False)
        if folder():
            st.write(_("Choose a project, or bring your own pair of texts."))
            st.page_link("alignment/screens/projects.py", label=_("Projects"), icon=":material/folder_open:")
            st.page_link("alignment/screens/new.py", label=_("New project"), icon=":material/add:")
        else:
            st.write(_("Align two texts and open the project that this makes:"))
            st.code("alignment align KK.txt EN.txt --project report.kken\nalignment review report.kken", language="shell")
        st.stop()
    try:
        return _open(location())
    except AlignmentException as failure:
        st.error(str(failure), icon=":material/error:")
        st.stop()


def keep_address() -> None:
    """What a reload must know is in the address, on every screen; what the address says is kept from screen to screen."""
    for name, kept in ((_REVIEWER, _REVIEWER), ("lang", "language"), (_PROJECT, _PROJECT)):
        if not st.session_state.get(kept) and name in st.query_params:
            st.session_state[kept] = st.query_params[name]
        value = st.session_state.get(kept)
        if value and st.query_params.get(name) != value:
            st.query_params[name] = value


def reviewer() -> str:
    """The name under which acts are saved: of the account where people log in, else as given."""
    if _logged_in():
        return str(st.user.get("name") or st.user.get("email") or _default_reviewer())
    return st.session_state.get(_REVIEWER) or st.query_params.get(_REVIEWER) or _default_reviewer()


def _logged_in() -> bool:
    return bool(st.user.get("is_logged_in", False))


def _login_is_configured() -> bool:
    try:
        return "auth" in st.secrets
    except FileNotFoundError:
        return False


def person(name: str) -> str:
    """A name with its colour, as HTML. The colour is always the same for the same name; the name stands beside it."""
    hue = hashlib.sha256(name.encode()).digest()[0] / 256
    red, green, blue = (round(255 * part) for part in colorsys.hls_to_rgb(hue, 0.5, 0.6))
    dot = f'<span class="dot" style="background:rgb({red},{green},{blue})"></span>'
    return f'<span class="person">{dot}{html.escape(name)}</span>'


def ask_who() -> None:
    """Who reads, and in which language: a small menu."""
    with st.popover(reviewer(), icon=":material/person:", key="who"):
        if _logged_in():
            st.button(_("Log out"), on_click=st.logout, key="log-out")
        elif _login_is_configured():
            st.button(_("Log in"), on_click=st.login, key="log-in")
        else:
            st.text_input(
                _("Your name"),
                value=reviewer(),
                key="name",
                on_change=_rename,
                max_chars=60,
                help=_("The name that your acts are saved under."),
            )
        st.radio(
            _("Language"),
            list(LANGUAGES),
            index=list(LANGUAGES).index(speech.language()),
            format_func=LANGUAGES.__getitem__,
            key="language-choice",
            on_change=_choose_language,
        )
    if st.session_state.pop("speak-anew", False):
        st.rerun()


def _rename() -> None:
    name = st.session_state["name"].strip()
    st.session_state[_REVIEWER] = name
    st.query_params[_REVIEWER] = name
    st.session_state["speak-anew"] = True


def _choose_language() -> None:
    speech.choose_language(st.session_state["language-choice"])
    st.session_state["speak-anew"] = True


def heading(title: str) -> None:
    """A screen's title with the menu of the person beside it."""
    left, right = st.columns([5, 1], vertical_alignment="center")
    left.title(title, anchor=False)
    with right:
        ask_who()


def _default_reviewer() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return _REVIEWER
