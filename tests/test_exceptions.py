"""What the package raises on purpose says a template and its values, so that it can be told in any language."""

from __future__ import annotations

import ast
import copy
import pickle
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from string import Formatter

import pytest

from alignment import exceptions
from alignment.documents import parse_document
from alignment.exceptions import ActRefused, AlignmentException, Conflict, OutputException, UnknownLanguage
from alignment.records import Message
from tests.conftest import ROOT

PACKAGE = ROOT / "alignment"
TREE = {name for name, kind in vars(exceptions).items() if isinstance(kind, type) and issubclass(kind, AlignmentException)}


def fields(template: str) -> set[str]:
    """The names of a template's fields."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def raised(paths: list[Path] | None = None) -> Iterator[tuple[str, list[str], set[str]]]:
    """Every exception of our tree that the source makes: where, the templates that it may have, the values it is given.

    A template is written out where the exception is made, or is a choice between such; else nobody could tell what there is
    to translate.
    """
    for path in paths or sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in TREE:
                where = f"{path.name}:{node.lineno}"
                assert len(node.args) == 1, f"{where}: an exception takes a template, and its values by name"
                first = node.args[0]
                choices = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
                templates = [c.value for c in choices if isinstance(c, ast.Constant) and isinstance(c.value, str)]
                assert len(templates) == len(choices), f"{where}: write the template out; give values for its fields"
                names = {str(keyword.arg) for keyword in node.keywords}
                yield where, templates, names - {"event"} if _name(node.func) == "Conflict" else names


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
    return ""


def test_every_exception_is_given_a_value_for_each_field_and_none_beside() -> None:
    found = list(raised())
    assert len(found) > 90
    for where, templates, given in found:
        for template in templates:
            assert fields(template) == given, f"{where}: {template}"
            assert all(re.fullmatch(r"[a-z]+", name) for name in given), f"{where}: a field is a bare word"
            assert given or not re.search(r"[{}]", template), f"{where}: a brace that nobody fills"


@pytest.mark.parametrize(
    "source",
    [
        'raise ActRefused(f"{name} is gone")',
        'raise ActRefused("{name} is gone" + name)',
        "raise exceptions.ActRefused(words)",
        'raise ActRefused("gone", name)',
        'raise ActRefused("gone" if name else f"{name} is gone")',
    ],
)
def test_words_that_nobody_could_translate_are_noticed(source: str, tmp_path: Path) -> None:
    path = tmp_path / "raising.py"
    path.write_text(source, encoding="utf-8")
    with pytest.raises(AssertionError, match=r"raising\.py:1"):
        list(raised([path]))


def test_an_exception_says_its_template_filled_in() -> None:
    failure = OutputException("{name}: cannot be written ({reason})", name=Path("a.txt"), reason=None)
    assert str(failure) == "a.txt: cannot be written (None)"
    assert type(str(failure)) is str
    assert failure.args == ("a.txt: cannot be written (None)",)
    assert failure.message.template == "{name}: cannot be written ({reason})"
    assert failure.message.values == {"name": "a.txt", "reason": "None"}


def test_braces_in_a_value_are_no_fields() -> None:
    failure = OutputException("{name}: there is no folder {folder}; make it first", name="{folder}.txt", folder="{0}{")
    assert str(failure) == "{folder}.txt: there is no folder {0}{; make it first"
    assert str(ActRefused("{name}", name=failure)) == str(failure)
    assert str(ActRefused("a brace { by itself")) == "a brace { by itself"


def test_fields_may_have_any_name() -> None:
    failure = AlignmentException("{self} {template} {message} {args}", self=1, template=2, message=3, args=4)
    assert str(failure) == "1 2 3 4"


def test_an_exception_within_an_exception_stays_a_message() -> None:
    with pytest.raises(UnknownLanguage) as caught:
        parse_document("1984", "year.txt")
    assert str(caught.value) == "year.txt: there are no letters to tell the language by: name it (kk or en)"
    reason = caught.value.message.values["reason"]
    assert isinstance(reason, Message)
    assert reason.template == "there are no letters to tell the language by: name it (kk or en)"


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda failure: pickle.loads(pickle.dumps(failure))])
def test_copies_keep_the_message_the_values_and_the_event(copied: Callable[[Conflict], Conflict]) -> None:
    inner = ActRefused("{category} is no MQM category of this program", category="'{x}'")
    failure = Conflict("{who} changed this link in the meantime: {reason}", who="Дана {0}", reason=inner, event=("act", 3))
    again = copied(copied(failure))
    assert type(again) is Conflict
    assert again is not failure
    assert (
        str(again) == str(failure) == "Дана {0} changed this link in the meantime: '{x}' is no MQM category of this program"
    )
    assert (again.message.template, again.message.values) == (failure.message.template, failure.message.values)
    assert isinstance(again.message.values["reason"], Message)
    assert again.message.values["reason"].values == {"category": "'{x}'"}
    assert again.event == ("act", 3)
