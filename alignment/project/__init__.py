"""What is kept: the documents, the events of the reviewers and the state that they add up to, in a database."""

from alignment.project import carrying, cutting
from alignment.project.backup import Restored, back_up, restore
from alignment.project.carrying import in_reading_order
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
    Update,
    Withdraw,
    concerned,
    recounts,
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
    "Update",
    "Withdraw",
    "back_up",
    "carrying",
    "concerned",
    "cutting",
    "in_reading_order",
    "is_url",
    "recounts",
    "refuse_taken",
    "restore",
    "save_what_is_whole",
    "verify",
]
