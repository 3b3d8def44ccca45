"""Who may come in: without a login nobody but who sits at this machine, unless that was spelled out."""

from __future__ import annotations

import os
import socket
import sys
from ipaddress import ip_address
from urllib.parse import urlsplit

import streamlit as st
from streamlit import net_util

from alignment.workbench.speech import _

NO_LOGIN = "--no-login"
"""What spells it out on the command line, after `--` where Streamlit's own comes first."""

EVERYWHERE = "0.0.0.0"  # noqa: S104 – nothing is bound here
"""Where Streamlit serves unless it is told otherwise: at every address of the machine."""

_NO_LOGIN_VARIABLE = "ALIGNMENT_NO_LOGIN"


def is_this_machine(host: str) -> bool:
    """Whether an address, or the name of one, reaches nobody but who sits at this machine."""
    if host.startswith("unix:"):
        return True  # a socket in the file system, for a proxy
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        pass
    if host.rstrip(".").lower() == "localhost":
        return True
    try:
        found = {address[4][0] for address in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError):
        return False
    return bool(found) and all(ip_address(str(address).partition("%")[0]).is_loopback for address in found)


def login_is_configured() -> bool:
    """Whether a secrets file, where Streamlit looks for them, sets up a login."""
    return st.secrets.load_if_toml_exists() and bool(st.secrets.get("auth"))


def lets_strangers_in() -> bool:
    """Whether somebody elsewhere could act here under any name, and nobody has said that they may."""
    if NO_LOGIN in sys.argv[1:] or os.environ.get(_NO_LOGIN_VARIABLE) == "1" or login_is_configured():
        return False
    served = st.get_option("server.address") or EVERYWHERE
    # What the browser calls us: another name means a proxy, or a name that somebody points at this machine to get round
    # what browsers keep apart.
    called = st.context.headers.get("Host") or "localhost"
    return not (is_this_machine(served) and names_this_machine(called))


def names_this_machine(called: str) -> bool:
    """Whether a browser at this machine calls it so: by its address or as `localhost`, with a port or without. A name that
    has to be looked up may be anybody's."""
    try:
        name = urlsplit(f"//{called}").hostname or ""
    except ValueError:
        return False
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name.rstrip(".") == "localhost"


def refuse() -> None:
    """The page where strangers could come in: what to do, and nothing of any project."""
    with st.columns([1, 3, 1])[1], st.container(border=True, key="refused"):
        st.header(_("Kazakh–English workbench"), anchor=False)
        st.error(
            _(
                "This workbench can be reached from elsewhere and asks nobody to log in: anybody could act under any name. "
                "It shows nothing until one of these is done, and it is started again."
            ),
            icon=":material/lock:",
        )
        st.markdown(
            "\n".join(
                f"- {remedy}"
                for remedy in (
                    _("Serve it at this machine only, and open it at localhost."),
                    _("Set up a login in the secrets file; the manual says how."),
                    _("Let everybody who reaches it act under any name:"),
                )
            )
        )
        st.code(
            f"alignment review report.kken --host 0.0.0.0 {NO_LOGIN}\nstreamlit run app.py -- report.kken {NO_LOGIN}",
            language="shell",
            wrap_lines=True,
        )


def ask_nobody_outside() -> None:
    """Keep Streamlit from asking a host outside what this machine's address looks like from there: it does so whenever a
    page of another site tries to connect, and does without where it gets no answer."""
    net_util.get_external_ip = _no_external_address


def _no_external_address() -> None:
    return None
