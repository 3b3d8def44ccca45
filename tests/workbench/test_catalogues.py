"""Whatever the screens say, they say it in English, Kazakh and Russian."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from alignment.checks import CHECKS
from alignment.records import CATEGORIES, SEVERITIES, SEVERITY_HELP, UNCLASSIFIED
from alignment.workbench.catalogues import INTERFACE_LANGUAGES, catalogue
from tests.conftest import ROOT

SCREENS = sorted((ROOT / "alignment" / "workbench").rglob("*.py"))
SPOKEN = {"_", "mark", "n_"}
# What puts its first argument on the page.
SHOWING = {"title", "subheader", "header", "caption", "write", "button", "text_input", "text_area", "selectbox", "radio"}
SHOWING |= {"metric", "warning", "error", "info", "toggle", "expander", "badge", "dialog", "number_input", "file_uploader"}
SHOWING |= {"segmented_control", "form_submit_button", "popover"}


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))


def templates() -> Iterator[tuple[str, ast.Call]]:
    """What findings say, by the template and where it stands in the checks."""
    for path in (ROOT / "alignment" / "checks").rglob("*.py"):
        for call in calls(path):
            if isinstance(call.func, ast.Name) and call.func.id in {"said", "template"} and path.stem != "message":
                assert not isinstance(call.args[0], ast.JoinedStr), f"{path.name}:{call.lineno}: give values for fields"
                if isinstance(call.args[0], ast.Constant):
                    yield call.args[0].value, call


def said() -> set[str]:
    """Every message of the screens, and of the findings, the refusals and the error types that they show."""
    found = {text for category in (*CATEGORIES, UNCLASSIFIED) for text in (category.name, category.help)}
    found |= set(SEVERITIES) | set(SEVERITY_HELP.values())
    found |= {text for one in CHECKS.values() for text in (one.name, one.help)}
    found |= {text for text, _ in templates()}
    for path in SCREENS:
        for call in calls(path):
            if isinstance(call.func, ast.Name) and call.func.id in SPOKEN and isinstance(call.args[0], ast.Constant):
                found.add(call.args[0].value)
    package = ROOT / "alignment"
    rooms = [*(package / "review").rglob("*.py"), *(package / "project").glob("*.py")]
    for call in (call for room in rooms for call in calls(room)):
        refuses = isinstance(call.func, ast.Name) and call.func.id in {"ActRefused", "Conflict"}
        if refuses and not isinstance(call.args[0], ast.JoinedStr):
            found |= {node.value for node in ast.walk(call.args[0]) if isinstance(node, ast.Constant)}
    return found


@pytest.mark.parametrize("language", [code for code in INTERFACE_LANGUAGES if code != "en"])
def test_every_message_is_translated(language: str) -> None:
    messages = said()
    assert len(messages) > 200
    missing = sorted(message for message in messages if not catalogue(language).has(message))
    assert missing == []


@pytest.mark.parametrize("language", [code for code in INTERFACE_LANGUAGES if code != "en"])
def test_translations_keep_the_fields_and_none_is_left_over(language: str) -> None:
    with (ROOT / "alignment" / "workbench" / "locales" / f"{language}.po").open("rb") as file:
        messages = [message for message in read_po(file, locale=language) if message.id]
    known = said()
    for message in messages:
        ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        assert ids[0] in known, f"nobody says {ids[0]!r} any more"
        for string in strings:
            assert set(re.findall(r"\{\w+\}", string)) == set(re.findall(r"\{\w+\}", ids[0])), ids[0]


def test_findings_give_a_value_for_each_field_and_none_beside() -> None:
    found = list(templates())
    assert len({text for text, _ in found}) > 100
    for text, call in found:
        given = {keyword.arg for keyword in call.keywords}
        fields = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
        assert all(re.fullmatch(r"[a-z]+", name) for name in fields), f"{text}: a field is a bare word"
        assert not fields & {"message", "self"}, f"{text}: a catalogue takes these names for its own"
        if isinstance(call.func, ast.Name) and call.func.id == "said":
            assert given == fields, text


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: path.stem)
def test_no_words_are_put_on_a_page_past_the_catalogues(path: Path) -> None:
    for call in calls(path):
        if isinstance(call.func, ast.Attribute) and call.func.attr in SHOWING and call.args:
            first = call.args[0]
            bare = first.value if isinstance(first, ast.Constant) else ""
            assert not re.search(r"[A-Za-z]{2}", str(bare)), f"{path.name}:{call.lineno}: {bare} is not translated"


def test_figures_stand_in_the_readers_form() -> None:
    english, kazakh, russian = (catalogue(code) for code in ("en", "kk", "ru"))
    assert english.number(12345.6) == "12,345.6"
    assert kazakh.number(12345.6) == russian.number(12345.6) == "12\u00a0345,6"
    assert english.percent(0.984, 1) == "98.4%"
    assert "98,4" in kazakh.percent(0.984, 1)
    assert "2026" in russian.moment("2026-02-03T10:00:00+00:00")
    assert "февр" in russian.moment("2026-02-03T10:00:00+00:00")
    assert english.duration(3 * 3600) == "3 hours"


@pytest.mark.parametrize(
    ("number", "form"), [(1, "1 действие"), (2, "2 действия"), (5, "5 действий"), (21, "21 действие"), (11, "11 действий")]
)
def test_russian_has_three_forms(number: int, form: str) -> None:
    assert catalogue("ru").plural("{number} act", "{number} acts", number) == form


def test_an_unknown_language_or_message_is_english() -> None:
    assert catalogue("tlh").text("Accept") == "Accept"
    assert catalogue("kk").text("never said") == "never said"
