"""What is kept: the documents, the events of the reviewers and the state that they add up to, in a database."""

from alignment.project import cutting, shapes
from alignment.project.backup import Restored, back_up, restore
from alignment.project.contents import About
from alignment.project.damage import Damage
from alignment.project.database import is_url
from alignment.project.events import (
    AcceptMany,
    Act,
    AddComment,
    AssignSection,
    ChangeTerms,
    Dismiss,
    DrawSample,
    EditFlag,
    Event,
    Introduce,
    Judge,
    Propose,
    RaiseFlag,
    Rate,
    Redo,
    Reinstate,
    Relink,
    RemoveComment,
    RemoveFlag,
    SetStatus,
    SplitAt,
    Undo,
    Withdraw,
    concerned,
)
from alignment.project.project import Project, refuse_taken
from alignment.project.state import State
from alignment.project.verifying import LeftOut, Report, save_what_is_whole, verify

__all__ = [
    "About",
    "AcceptMany",
    "Act",
    "AddComment",
    "AssignSection",
    "ChangeTerms",
    "Damage",
    "Dismiss",
    "DrawSample",
    "EditFlag",
    "Event",
    "Introduce",
    "Judge",
    "LeftOut",
    "Project",
    "Propose",
    "RaiseFlag",
    "Rate",
    "Redo",
    "Reinstate",
    "Relink",
    "RemoveComment",
    "RemoveFlag",
    "Report",
    "Restored",
    "SetStatus",
    "SplitAt",
    "State",
    "Undo",
    "Withdraw",
    "back_up",
    "concerned",
    "cutting",
    "is_url",
    "refuse_taken",
    "restore",
    "save_what_is_whole",
    "shapes",
    "verify",
]
