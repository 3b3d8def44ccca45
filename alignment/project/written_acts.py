"""How acts are written down: their kinds by name, and their fields as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from alignment.exceptions import NotAProject
from alignment.files import shapes
from alignment.project.events import (
    AcceptMany,
    Act,
    AddComment,
    AssignLinks,
    AssignSection,
    ChangeTerms,
    Dismiss,
    DrawSample,
    EditFlag,
    Introduce,
    Judge,
    LinkSentences,
    Propose,
    RaiseFlag,
    RaiseFlags,
    Rate,
    Redo,
    Reinstate,
    Relink,
    RemoveComment,
    RemoveFlag,
    SetStatus,
    SetStatusOfMany,
    SplitAt,
    Undo,
    Update,
    Withdraw,
)

_ACTS: dict[str, type[Any]] = {
    "status": SetStatus,
    "accept many": AcceptMany,
    "status of many": SetStatusOfMany,
    "relink": Relink,
    "split at": SplitAt,
    "update": Update,
    "sentences": LinkSentences,
    "flag": RaiseFlag,
    "flags": RaiseFlags,
    "edit flag": EditFlag,
    "unflag": RemoveFlag,
    "rate": Rate,
    "dismiss": Dismiss,
    "reinstate": Reinstate,
    "terms": ChangeTerms,
    "comment": AddComment,
    "uncomment": RemoveComment,
    "propose": Propose,
    "withdraw": Withdraw,
    "assign": AssignSection,
    "assign links": AssignLinks,
    "sample": DrawSample,
    "judge": Judge,
    "introduce": Introduce,
    "undo": Undo,
    "redo": Redo,
}


def act_to_json(act: Act) -> tuple[str, dict[str, Any]]:
    """An act's kind and its fields, as the database keeps them."""
    kind = next(kind for kind, form in _ACTS.items() if isinstance(act, form))
    if isinstance(act, Relink):  # may hold every link of the project: asdict would copy each
        return kind, {"how": act.how, "before": act.before, "after": act.after, "scores": act.scores}
    return kind, asdict(act)


def act_from_json(kind: str, data: Any) -> Act:
    """The act that `act_to_json` wrote. Fields that an earlier version did not know take their defaults.

    Raises:
        NotAProject: the kind or a field is unknown, or a field is not of its shape.
    """
    if kind not in _ACTS:
        raise NotAProject(
            "the project holds an event that this program does not know ({reason})", reason=shapes.cited(kind)
        )
    try:
        act: Act = shapes.reader_of(_ACTS[kind])(data)  # type: ignore[arg-type]
    except ValueError as error:
        raise NotAProject(
            "the project holds an event that this program does not know ({reason})", reason=f"{kind}: {error}"
        ) from None
    return act
