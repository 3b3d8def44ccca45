"""Who is who in a project: a name belongs to those browsers and accounts that have said to be the reviewer of that name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from itertools import count

from alignment.project import Event, State

_ACCOUNT, _BROWSER = "account", "browser"


def account_id(provider: str, subject: str) -> str:
    """The id of an account: the same however its owner is called. The provider's own id of it cannot be told from it."""
    return f"{_ACCOUNT} {_digest(provider, subject)}"


def browser_id(secret: str) -> str:
    """The id of a browser, by the secret that it keeps, which cannot be told from the id."""
    return f"{_BROWSER} {_digest(secret)}"


def is_account(who: str) -> bool:
    """Whether an id is that of an account: those who log in vouch for one another by no name."""
    return who.startswith(f"{_ACCOUNT} ")


def name_of(state: State, who: str) -> str:
    """The name that a browser or an account acts under; empty where it has not said one yet."""
    return dict(state.people).get(who, "")


def others_called(state: State, name: str, who: str) -> list[str]:
    """The ids of all others who act under a name."""
    return [other for other, known in state.people if known == name and other != who]


def known_people(state: State, events: Iterable[Event]) -> list[str]:
    """The names of all who have said who they are, have acted, or were given something, in the order of the alphabet."""
    names = {name for _who, name in state.people} | {event.reviewer for event in events}
    names |= {to for _section, to in state.assignments} | {to for _side, _unit, to in state.link_assignments}
    return sorted(names, key=lambda name: (name.casefold(), name))


def free_name(state: State, name: str, who: str) -> str:
    """The name itself, or where others bear it the name and a number, as in `Aigerim (2)`."""
    if not others_called(state, name, who):
        return name
    return next(free for number in count(2) if not others_called(state, free := f"{name} ({number})", who))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]
