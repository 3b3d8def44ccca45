"""Who sits at the screen: the account that logged in, or the name that the browser keeps.

A browser keeps a secret and a name. The project knows it by an id that the secret cannot be told from (`review.people`).
Two browsers with one name are told apart until somebody says that they are one person. Names without a login are on trust.
"""

from __future__ import annotations

import getpass
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from urllib.parse import quote, unquote

import streamlit as st

from alignment import review
from alignment.exceptions import ActRefused, AlignmentException
from alignment.files import clean_text
from alignment.project import Project, State
from alignment.workbench import admission, refusals, words
from alignment.workbench.desk_state import kept
from alignment.workbench.speech import _
from alignment.workbench.widgets import NAME, NEW_NAME

ADDRESS = "reviewer"
"""What names somebody in the address, where the browser has no name yet: scripts do."""

LONGEST = 60
"""Characters of a name."""

_SECRET, _NAME = "alignment-browser", "alignment-name"
_CLAIMS = ("name", "preferred_username", "email", "sub")
# `Secure` where the page itself came so; the cookies are sent to this server alone, and from its own pages alone.
_REMEMBER = """export default ({ data }) => {
  const safe = location.protocol === "https:" ? "; Secure" : "";
  for (const [name, value] of Object.entries(data))
    document.cookie = `${name}=${value}; path=/; max-age=31536000; SameSite=Strict${safe}`;
};"""
# Markup with a script in it would be run once, not whenever the name changes.
_remember = st.components.v2.component("alignment.seat", js=_REMEMBER)


def cookies() -> Mapping[str, str]:
    """What the browser sent when its session began."""
    return st.context.cookies


def logs_in() -> bool:
    """Whether people log in here."""
    return "is_logged_in" in st.user  # only then does Streamlit say whether somebody is


def reviewer() -> str:
    """The name under which acts are saved in the open project; empty where nobody has said one."""
    return kept().called or given_name()


def given_name() -> str:
    """What the account or the browser calls itself, whatever others are called."""
    if logs_in():
        # "sub" is the one claim that every provider gives.
        return _clean(str(next(st.user[claim] for claim in _CLAIMS if st.user.get(claim))))
    return kept().reviewer


def own_id() -> str:
    """The id of the account, or of the browser."""
    if logs_in():
        return review.account_id(str(st.user.get("iss", "")), str(st.user["sub"]))
    return review.browser_id(kept().browser)


def take_seat() -> None:
    """Take in what the browser keeps, and let it keep what it has not yet. A name in the address fills in one that the
    browser lacks and never takes the place of one."""
    desk = kept()
    if logs_in():
        st.query_params.pop(ADDRESS, None)
        return
    known = cookies()
    if not desk.browser:
        desk.browser = known.get(_SECRET, "") or secrets.token_urlsafe(24)
    if not desk.reviewer:
        desk.reviewer = _clean(unquote(known.get(_NAME, "")) or st.query_params.get(ADDRESS, ""))
    st.query_params.pop(ADDRESS, None)
    keep = {_SECRET: desk.browser} | ({_NAME: quote(desk.reviewer)} if desk.reviewer else {})
    if any(known.get(name) != value for name, value in keep.items()):
        keep_in_browser("seat", keep)


def keep_in_browser(name: str, values: Mapping[str, str]) -> None:
    """Let the browser keep what later sessions find among its cookies; `name` tells whoever asks for it from others."""
    _remember(key=name, data=dict(values), height=0)


def meet(state: State) -> None:
    """Find out what the project calls whoever sits here."""
    given, own = given_name(), review.name_of(state, own_id())
    if own and (logs_in() or re.sub(r" \(\d+\)$", "", own) == given):
        kept().called = own
    else:
        kept().called = review.free_name(state, given, own_id()) if given else ""


def refuse_nobody(state: State) -> None:
    """Before an act: whoever acts has a name, and it is nobody else's.

    Raises:
        ActRefused: nobody has said who it is.
    """
    meet(state)
    if not reviewer():
        ask_again()
        raise ActRefused("say who you are first: an act belongs to somebody")


def sign(project: Project, after: State) -> None:
    """After an act: let the project know whose the name is that it was saved under, unless it does."""
    if review.name_of(after, own_id()) == reviewer():
        return
    with suppress(AlignmentException):  # who took the name at that moment keeps it; the next act says another
        review.introduce(project, reviewer(), own_id())


def ask_again() -> None:
    """Let the next look ask for a name."""
    kept().asked, kept().speaks_anew = False, True


def ask(state: State) -> None:
    """Ask for a name, once a session and before the first act. Who only looks closes the question."""
    desk = kept()
    if reviewer() or logs_in() or (desk.asked and desk.dialog != "name"):
        return
    desk.asked, desk.dialog = True, "name"
    st.dialog(_("Who are you?"), on_dismiss=_leave)(_asking)(state)


def _leave() -> None:
    kept().dialog = None


def _asking(state: State) -> None:
    st.write(_("What you do is saved under your name. This browser keeps it."))
    name = _clean(st.text_input(_("Your name"), value=_likely_name(), key=NEW_NAME.key, max_chars=LONGEST))
    st.caption(_("There is no login here: names are on trust."))
    taken = bool(name) and bool(review.others_called(state, name, own_id()))
    if taken:
        st.warning(_("{who} works on this project from another browser.", who=words.plain(name)))
        free = review.free_name(state, name, own_id())
        if st.button(_("I am somebody else: {who}", who=words.plain(free)), key="name-other"):
            _begin(name)
        if st.button(_("I am the same person"), key="name-same"):
            kept().same_person = True
            _begin(name)
    elif st.button(_("Begin"), type="primary", shortcut="enter", disabled=not name, key="name-begin"):
        _begin(name)


def _begin(name: str) -> None:
    kept().dialog, kept().reviewer = None, name
    st.rerun()


def _likely_name() -> str:
    """Who logged in to this machine, where nobody but they can see the page."""
    if not admission.is_this_machine(st.get_option("server.address") or admission.EVERYWHERE):
        return ""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def show_name(project: Project | None) -> None:
    """The field for the name, and where others bear it too, a button to be one of them."""
    st.text_input(
        _("Your name"),
        value=given_name(),
        key=NAME.key,
        on_change=_rename,
        max_chars=LONGEST,
        help=_("The name that your acts are saved under."),
    )
    if project and reviewer() != given_name():
        st.caption(
            _(
                "{who} works on this project from another browser, so you are {other} here.",
                who=words.plain(given_name()),
                other=words.plain(reviewer()),
            )
        )
        st.button(_("I am the same person"), key="same-person", on_click=refusals.noted(_be_the_same), args=(project,))


def join(project: Project) -> None:
    """Be the one whom another browser is known as, if whoever sits here has said so."""
    if kept().same_person:
        kept().same_person = False
        _be_the_same(project)


def _be_the_same(project: Project) -> None:
    state = review.introduce(project, given_name(), own_id(), same=True)
    meet(state)
    kept().speaks_anew = True


def _rename() -> None:
    if name := _clean(NAME.value):
        kept().reviewer, kept().called, kept().speaks_anew = name, "", True


def _clean(name: str) -> str:
    """A name as it is kept: on one line, of what files can hold."""
    shown = "".join(c for c in clean_text(name) if c.isprintable() or c.isspace())  # no name looks like another's
    return " ".join(shown.split())[:LONGEST]
