"""The open project and the person at the screen."""

from __future__ import annotations

import colorsys
import hashlib
import html
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock

import streamlit as st
from streamlit.errors import StreamlitAuthError

from alignment.exceptions import AlignmentException
from alignment.files import is_folder
from alignment.glossary import Concordance
from alignment.pipeline import SentenceAligner
from alignment.project import Project, State, is_url
from alignment.records import Alignment, Link, Pair
from alignment.review import Index, Section, sections_of
from alignment.workbench import models, page_frame, refusals, seat, speech, words
from alignment.workbench.admission import NO_LOGIN
from alignment.workbench.catalogues import INTERFACE_LANGUAGES
from alignment.workbench.desk_state import kept
from alignment.workbench.dressing import put_on
from alignment.workbench.speech import _
from alignment.workbench.waiting import compilation_shown
from alignment.workbench.widgets import ESA_CHOICE, LANGUAGE_CHOICE, QUEUE, SEARCH, SECTION

_PROJECT = "project"
_ESA = "esa"
SUFFIX = ".kken"
_SCREENS = Path(__file__).parent / "screens"
# Streamlit's own words on the field are English in every language.
_FIELD_WORDS = """
<style>
[data-testid=stFileUploaderDropzone] > span button p, [data-testid=stFileUploaderDropzoneInstructions] span
  { font-size: 0 !important; white-space: normal !important; }
[data-testid=stFileUploaderDropzone] > span button p::after { content: "%s"; font-size: .875rem; }
[data-testid=stFileUploaderDropzoneInstructions] span::after { content: "%s"; font-size: .875rem; }
</style>
"""
# The way through the provider ends at the bare address: the browser remembers the project, the link and the language.
_KEEP_PLACE = """<script>{
const here = new URL(location);
here.searchParams.set("lang", "%s");
sessionStorage.setItem("came to", here.pathname + here.search);
}</script>"""
_GO_BACK = """<script>{
const place = sessionStorage.getItem("came to");
sessionStorage.removeItem("came to");
if (place && place !== location.pathname + location.search) location.replace(location.origin + place);
}</script>"""


def screen(name: str) -> str:
    """The file of a screen, as Streamlit names pages."""
    return str(_SCREENS / f"{name}.py")


def dress() -> None:
    """The style sheet of all screens; and after a login, back to where it was asked for."""
    put_on("screens")
    if seat.logs_in() and not must_log_in():
        st.html(_GO_BACK, unsafe_allow_javascript=True)


_at_hand: dict[str, Project] = {}
"""By its location, a project that was opened before anybody came."""


def hand_over(location: str, project: Project) -> None:
    """Let whoever comes first find a project open that has been opened already to see whether it can be."""
    _at_hand[location] = project


@st.cache_resource(show_spinner=False, max_entries=8)
def _open(location: str) -> Project:
    return _at_hand.pop(location, None) or Project.open(location)


@st.cache_resource(show_spinner=False, max_entries=8)
def _sections(location: str, counted: int, _alignment: Alignment) -> tuple[Section, ...]:
    return sections_of(_alignment)


@st.cache_resource(show_spinner=False, max_entries=8)
def _index(location: str, counted: int, _alignment: Alignment) -> Index:
    return Index(_alignment)


@st.cache_resource(show_spinner=False, max_entries=8)
def _concordance(location: str, counted: int, _alignment: Alignment) -> Concordance:
    return Concordance(_alignment)


@dataclass
class _Sentences:
    """The sentences inside a project's links of paragraphs, as far as somebody has looked, for all who look at them."""

    lock: RLock = field(default_factory=RLock)
    aligner: SentenceAligner | None = None
    links: dict[Pair, tuple[Link, ...]] = field(default_factory=dict)


@st.cache_resource(show_spinner=False, max_entries=4)
def _sentences(location: str, counted: int, model: str, _project: Project) -> _Sentences:
    return _Sentences()


def opened(path: Path) -> Project:
    """A project of the folder; raises as `Project.open` does."""
    return _open(str(path))


def project_sections(project: Project, state: State) -> tuple[Section, ...]:
    """The sections of the project's original."""
    return _sections(project.location, hash(state.cuts), project.alignment_of(state))


def index(project: Project, state: State) -> Index:
    """The folded texts of the project, for searching."""
    return _index(project.location, hash(state.cuts), project.alignment_of(state))


def project_concordance(project: Project, state: State) -> Concordance:
    """Where terms stand in the project's texts."""
    return _concordance(project.location, hash(state.cuts), project.alignment_of(state))


def sentence_aligner(project: Project, state: State) -> SentenceAligner:
    """What aligns the sentences inside the project's links of paragraphs, by the project's model.

    Raises:
        ModelException: that is not here.
    """
    sentences = _sentences(project.location, hash(state.cuts), models.model_of(project), project)
    with sentences.lock, compilation_shown():
        if sentences.aligner is None:
            alignment = project.alignment_of(state)
            sentences.aligner = SentenceAligner(alignment.kk, alignment.en, models.encoder(project), alignment.links)
        return sentences.aligner


def sentences_inside(project: Project, state: State, link: Link) -> tuple[Link, ...]:
    """The links of the sentences of one of the state's links, by their places in the aligner's alignment; raises as
    `sentence_aligner` does."""
    sentences = _sentences(project.location, hash(state.cuts), models.model_of(project), project)
    with sentences.lock, compilation_shown():
        if link.pair not in sentences.links:
            sentences.links[link.pair] = sentence_aligner(project, state).inside(link)
        return sentences.links[link.pair]


def name_file_fields(largest: int) -> None:
    """Say in the reader's language what the screen's fields for files say; `largest` in megabytes."""
    st.html(_FIELD_WORDS % (_("Choose a file"), _("or drop it here; up to {size} MB", size=largest)))


def named() -> str:
    """What the command line names: a project, a folder of projects, or nothing."""
    return next((word for word in sys.argv[1:] if word != NO_LOGIN), "")


def folder() -> Path | None:
    """The folder whose projects are listed: the one named, or the one that the named project lies in."""
    if not named() or is_url(named()):
        return None
    path = Path(named())
    return path if is_folder(path) else path.parent


def project_files() -> list[Path]:
    """The project files of the folder, by name."""
    home = folder()
    return sorted(home.glob(f"*{SUFFIX}")) if home and is_folder(home) else []


def location() -> str:
    """Where the open project lies; empty where none is open."""
    chosen = kept().project or st.query_params.get(_PROJECT, "")
    # The address may name no more than what the list shows.
    if found := next((path for path in project_files() if path.name == chosen), None):
        return str(found)
    return "" if not named() or is_folder(named()) else named()


def choose_project(path: Path) -> None:
    """Open another project of the folder."""
    kept().clear()
    kept().project = path.name
    for choice in (QUEUE, SECTION, SEARCH):
        choice.forget()
    st.query_params.pop("at", None)
    st.query_params[_PROJECT] = path.name


def open_project() -> Project:
    """The project that is open; without one the screen says what to do and stops."""
    keep_address()
    if not location():
        st.title(_("No project is open"), anchor=False)
        if folder():
            st.write(_("Choose a project, or bring your own pair of texts."))
            st.page_link(screen("projects"), label=_("Projects"), icon=":material/folder_open:")
            st.page_link(screen("new"), label=_("New project"), icon=":material/add:")
        else:
            st.write(_("Align two texts and open the project that this makes:"))
            st.code("alignment align KK.txt EN.txt --project report.kken\nalignment review report.kken", language="shell")
        st.stop()
    try:
        project = _open(location())
        state = project.state()
    except AlignmentException as failure:
        st.error(refusals.told(failure), icon=":material/error:")
        st.stop()
    tell_damage(project)
    _seat(project, state)
    return project


def _seat(project: Project, state: State) -> None:
    """Who sits here, in this project; asked before the first act."""
    seat.meet(state)
    if not project.damage:
        seat.join(project)
        seat.ask(state)


def tell_damage(project: Project) -> None:
    """One line where not all of the project's acts are whole: what is left of it can be looked at and exported."""
    if project.damage:
        st.error(refusals.told(project.damage.refusal()), icon=":material/error:")


def keep_address() -> None:
    """What a reload must know is in the address, on every screen; what the address says is kept from screen to screen."""
    seat.take_seat()
    kept().returned = page_frame.take_step()
    for name, own in (("lang", "language"), (_PROJECT, "project"), (_ESA, "esa")):
        if not getattr(kept(), own) and name in st.query_params:
            setattr(kept(), own, st.query_params[name])
        value: str = getattr(kept(), own)
        if value and st.query_params.get(name) != value:
            st.query_params[name] = value


def must_log_in() -> bool:
    """Whether people log in here and nobody has: then nothing is shown but `ask_to_log_in`."""
    return (seat.logs_in() and not st.user["is_logged_in"]) or _secrets_are_unreadable()


def _secrets_are_unreadable() -> bool:
    """Whether a secrets file is there that cannot be read: it may ask for a login, so the door stays shut."""
    there = any(Path(path).exists() for path in st.get_option("secrets.files"))
    return there and not st.secrets.load_if_toml_exists()


def ask_to_log_in() -> None:
    """The screen before the login."""
    keep_address()
    with st.columns([1, 2, 1])[1], st.container(border=True, key="login"):
        st.header(_("Kazakh–English workbench"), anchor=False)
        st.write(_("Please log in: what you do is saved under the name of your account."))
        if _secrets_are_unreadable():
            st.error(_("The secrets file cannot be read; mend it and start the workbench again."), icon=":material/error:")
        for provider in _providers():
            label = _("Log in with {provider}", provider=words.plain(provider)) if provider else _("Log in")
            if st.button(label, type="primary", icon=":material/login:", key=f"log-in-{provider}".rstrip("-")):
                _log_in(provider)
        _choose_a_language(horizontal=True)
    st.html(_KEEP_PLACE % speech.spoken_language(), unsafe_allow_javascript=True)


def _providers() -> list[str]:
    """The identity providers of the secrets file; one without a name is called "" here."""
    if not seat.logs_in():
        return []
    auth = st.secrets["auth"]
    named = [name for name, value in auth.items() if isinstance(value, Mapping) and "client_id" in value]
    return named if named and "client_id" not in auth else ["", *named]


def _log_in(provider: str) -> None:
    try:
        st.login(provider or None)
    except StreamlitAuthError as failure:
        # The library's own words name what is missing in the file, or in the installation.
        st.error(f"{_('Logging in is not set up right.')} {words.plain(str(failure))}", icon=":material/error:")


def person(name: str) -> str:
    """A name with its colour, as HTML. The colour is always the same for the same name; the name stands beside it."""
    hue = hashlib.sha256(name.encode()).digest()[0] / 256
    red, green, blue = (round(255 * part) for part in colorsys.hls_to_rgb(hue, 0.5, 0.6))
    dot = f'<span class="dot" style="background:rgb({red},{green},{blue})"></span>'
    return f'<span class="person">{dot}{html.escape(name)}</span>'


def scores_links() -> bool:
    """Whether links are scored as in error span annotation, whose flags have a severity and no category."""
    return (kept().esa or st.query_params.get(_ESA)) == "on"


def ask_who() -> None:
    """Who reads, in which language, and how errors are marked: a small menu."""
    with st.popover(words.plain(seat.reviewer()) or _("Who are you?"), icon=":material/person:", key="who"):
        if seat.logs_in():
            st.button(_("Log out"), on_click=st.logout, icon=":material/logout:", key="log-out")
        else:
            seat.show_name(_open(location()) if location() else None)
        _choose_a_language()
        st.toggle(
            _("Score links (ESA)"),
            value=scores_links(),
            key=ESA_CHOICE.key,
            on_change=_choose_esa,
            help=_("Error span annotation: mark errors as minor or major, then score each link from 0 to 100."),
        )
    if kept().speaks_anew:
        kept().speaks_anew = False
        st.rerun()


def _choose_a_language(horizontal: bool = False) -> None:
    st.radio(
        _("Language"),
        list(INTERFACE_LANGUAGES),
        index=list(INTERFACE_LANGUAGES).index(speech.spoken_language()),
        format_func=INTERFACE_LANGUAGES.__getitem__,
        key=LANGUAGE_CHOICE.key,
        on_change=_choose_language,
        horizontal=horizontal,
    )


def _choose_language() -> None:
    speech.choose_language(LANGUAGE_CHOICE.value)
    kept().speaks_anew = True


def _choose_esa() -> None:
    chosen = "on" if ESA_CHOICE.value else "off"
    kept().esa = st.query_params[_ESA] = chosen


def heading(title: str) -> None:
    """A screen's title with the menu of the person beside it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(title, anchor=False, width="content")
        st.space("stretch")
        ask_who()


def unseen_heading(title: str, project: Project) -> None:
    """The title of a screen that has no room for one, for who hears it."""
    st.html(f'<h1 class="unseen">{html.escape(title)}: {html.escape(project.about().title)}</h1>')


def free_path(home: Path, title: str) -> Path:
    """A file name that the title suggests and nothing has yet."""
    stem = re.sub(r"[^\w-]+", "-", title).strip("-")[:60] or "project"
    number, path = 1, home / f"{stem}{SUFFIX}"
    while path.exists():
        number += 1
        path = home / f"{stem}-{number}{SUFFIX}"
    return path
