"""Where this browser was in each project when it left, as its cookie has it: whoever comes back goes on there."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import unquote

from alignment.project import Project
from alignment.workbench import seat

COOKIE = "alignment-places"


@dataclass(frozen=True, slots=True)
class LastPlace:
    """What a browser looked at last in a project; all empty where it has never been there."""

    unit: str = ""
    """Id of the first unit of the link in focus."""

    queue: str = ""
    section: str = ""


def short_name(project: Project) -> str:
    """What stands for the project in the cookie."""
    return sha256(project.location.encode()).hexdigest()[:10]


def last_place(project: Project) -> LastPlace:
    """Where this browser was when its session began."""
    for one in seat.cookies().get(COOKIE, "").split("|"):
        name, *parts = one.split("~")
        if name == short_name(project) and len(parts) == 3:
            return LastPlace(*(unquote(part)[:120] for part in parts))
    return LastPlace()
