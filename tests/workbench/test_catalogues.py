"""Whatever the screens say, they say it in English, Kazakh and Russian."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from gettext import c2py
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.pofile import read_po

from alignment.checks import CHECKS
from alignment.languages import LANGUAGES as TEXT_LANGUAGES
from alignment.records import CATEGORIES, SEVERITIES, SEVERITY_HELP, UNCLASSIFIED, Message
from alignment.records import said as say
from alignment.workbench.catalogues import INTERFACE_LANGUAGES, catalogue
from tests.conftest import ROOT
from tests.test_exceptions import fields, raised

PACKAGE = ROOT / "alignment"
LOCALES = PACKAGE / "workbench" / "locales"
SCREENS = sorted((ROOT / "alignment" / "workbench").rglob("*.py"))
TRANSLATED = [code for code in INTERFACE_LANGUAGES if code != "en"]
SPOKEN = {"_", "n_"}
# What puts its first argument on the page.
SHOWING = {"title", "subheader", "header", "caption", "write", "button", "text_input", "text_area", "selectbox", "radio"}
SHOWING |= {"metric", "warning", "error", "info", "toggle", "expander", "badge", "dialog", "number_input", "file_uploader"}
SHOWING |= {"segmented_control", "form_submit_button", "popover"}


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))


def templates() -> Iterator[tuple[str, ast.Call]]:
    """What findings say, and whatever else is translated later than it is written, by the template and where it stands."""
    for path in PACKAGE.rglob("*.py"):
        for call in calls(path):
            if isinstance(call.func, ast.Name) and call.func.id in {"said", "template"} and path.stem != "messages":
                assert not isinstance(call.args[0], ast.JoinedStr), f"{path.name}:{call.lineno}: give values for fields"
                if isinstance(call.args[0], ast.Constant):
                    yield call.args[0].value, call


def said() -> set[str]:
    """Every message of the screens, and of the findings, the exceptions and the error types that they show."""
    found = {text for category in (*CATEGORIES, UNCLASSIFIED) for text in (category.name, category.help)}
    found |= set(SEVERITIES) | set(SEVERITY_HELP.values())
    found |= {text for one in CHECKS.values() for text in (one.name, one.help)}
    found |= {spoken.name for spoken in TEXT_LANGUAGES.values()}
    found |= {text for text, _ in templates()}
    found |= {text for _, texts, _ in raised() for text in texts}
    for path in SCREENS:
        for call in calls(path):
            if isinstance(call.func, ast.Name) and call.func.id in SPOKEN and isinstance(call.args[0], ast.Constant):
                found.add(call.args[0].value)
    return {text for text in found if re.search(r"[^\W\d_]", re.sub(r"\{\w+\}", "", text))}


def entries(language: str) -> dict[str, list[str]]:
    """The messages of a catalogue, each with its translation or the plural forms of it."""
    with (LOCALES / f"{language}.po").open("rb") as file:
        messages = [message for message in read_po(file, locale=language, abort_invalid=True) if message.id]
    assert not any(message.fuzzy for message in messages)
    return {
        message.id if isinstance(message.id, str) else message.id[0]: (
            [message.string] if isinstance(message.string, str) else list(message.string)
        )
        for message in messages
    }


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated(language: str) -> None:
    messages, known = said(), entries(language)
    assert len(messages) > 200
    missing = sorted(message for message in messages if not all(known.get(message, [""])))
    assert missing == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_keep_the_fields_and_none_is_left_over(language: str) -> None:
    known = said()
    for message, strings in entries(language).items():
        assert message in known, f"nobody says {message!r} any more"
        for string in strings:
            assert fields(string) == fields(message), message


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_message_stands_twice_in_a_catalogue(language: str) -> None:
    """Which of two translations is read would be chance."""
    text = (LOCALES / f"{language}.po").read_text(encoding="utf-8")
    heads = re.findall(r'^(?:msgctxt .*\n)?msgid ".+"$', text, re.MULTILINE)
    assert len(heads) > 200
    assert sorted(head for head, times in Counter(heads).items() if times > 1) == []


def test_findings_give_a_value_for_each_field_and_none_beside() -> None:
    found = list(templates())
    assert len({text for text, _ in found}) > 100
    for text, call in found:
        given = {keyword.arg for keyword in call.keywords}
        assert all(re.fullmatch(r"[a-z]+", name) for name in fields(text)), f"{text}: a field is a bare word"
        if isinstance(call.func, ast.Name) and call.func.id == "said":
            assert given == fields(text), text


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
    ("number", "ru", "kk"),
    [
        (0, "0 действий", "0 әрекет"),
        (1, "1 действие", "1 әрекет"),
        (2, "2 действия", "2 әрекет"),
        (5, "5 действий", "5 әрекет"),
        (11, "11 действий", "11 әрекет"),
        (12, "12 действий", "12 әрекет"),
        (21, "21 действие", "21 әрекет"),
        (101, "101 действие", "101 әрекет"),
        (111, "111 действий", "111 әрекет"),
        (1002, "1\u00a0002 действия", "1\u00a0002 әрекет"),
    ],
)
def test_words_take_the_form_that_goes_with_the_number(number: int, ru: str, kk: str) -> None:
    assert catalogue("ru").plural("{number} act", "{number} acts", number) == ru
    assert catalogue("kk").plural("{number} act", "{number} acts", number) == kk
    english = "1 act" if number == 1 else f"{number:,} acts"
    assert catalogue("en").plural("{number} act", "{number} acts", number) == english


@pytest.mark.parametrize("language", TRANSLATED)
def test_each_catalogue_has_the_plural_forms_of_its_language(language: str) -> None:
    """Which form goes with which number is Unicode's to say; the catalogue's own rule must agree."""
    rule = Locale.parse(language).plural_form
    forms = {form: n for n in reversed(range(1000)) for form in [rule(n)]}
    with (LOCALES / f"{language}.po").open("rb") as file:
        catalog = read_po(file, locale=language)
    choose = c2py(catalog.plural_expr)
    assert catalog.num_plurals == len(forms)
    assert [choose(n) for n in range(1000)] == [choose(forms[rule(n)]) for n in range(1000)]
    for message in catalog:
        assert isinstance(message.id, str) or len(message.string) == len(forms), message.id


def test_figures_and_messages_in_a_message_are_told_in_the_readers_language() -> None:
    inner = say("the line begins with a stray space ({number} in the text)", number=12345)
    outer = say("{name}, line {line}", name=inner, line="12345")
    assert catalogue("ru").told(inner) == "строка начинается с лишнего пробела (в тексте: 12\u00a0345)"
    assert catalogue("ru").told(outer) == f"{catalogue('ru').told(inner)}, строка 12345"
    assert catalogue("en").told(outer) == "the line begins with a stray space (12,345 in the text), line 12345"


def test_an_unknown_language_or_message_is_english() -> None:
    assert catalogue("tlh").text("Accept") == "Accept"
    assert catalogue("kk").text("never said") == "never said"
    assert catalogue("kk").plural("{number} thing", "{number} things", 1) == "1 thing"
    assert catalogue("kk").plural("{number} thing", "{number} things", 2) == "2 things"
    assert catalogue("kk").told(Message("never {what}", {"what": "{said}"})) == "never {said}"


def test_nothing_is_said_of_nothing() -> None:
    assert [catalogue(code).text("") for code in INTERFACE_LANGUAGES] == ["", "", ""]
