"""What the screens call acts."""

from __future__ import annotations

import ast
from typing import get_args

from alignment.project.events import LinkSentences, Relink, SetStatus, SetStatusOfMany
from alignment.project.written_acts import _ACTS
from alignment.records import Status
from alignment.workbench.words import ACT_WORDS, HOW_WORDS, STATUS_WORDS
from tests.test_architecture import MODULES


def hows() -> set[str]:
    """How `review` says that links came about: what it gives to `Relink`, itself or by `replace_links`."""
    found = set()
    for module, path in MODULES.items():
        if not module.startswith("alignment.review"):
            continue
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match call:
                case ast.Call(func=ast.Name("Relink"), args=[ast.Constant(str(how)), *_]):
                    found.add(how)
                case ast.Call(func=ast.Name("replace_links"), args=[_, _, _, ast.Constant(str(how)), *_]):
                    found.add(how)
    return found


def test_every_kind_of_act_is_called_something() -> None:
    named_otherwise = {SetStatus, SetStatusOfMany, Relink, LinkSentences}  # by the status, and by how
    assert {kind.__name__ for kind in {*_ACTS.values()} - named_otherwise} == ACT_WORDS.keys()
    assert {*get_args(Status)} == STATUS_WORDS.keys()


def test_every_way_to_relink_is_called_something() -> None:
    assert len(hows()) >= 8
    assert hows() | {"import"} == HOW_WORDS.keys()  # which aligned texts come with
