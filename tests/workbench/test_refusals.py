"""What is raised while texts are read, projects kept and glossaries changed is told in the reader's language."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from alignment import exceptions
from alignment.exceptions import AlignmentException
from alignment.workbench import refusals
from alignment.workbench.catalogues import catalogue
from tests.conftest import ROOT

PACKAGE = ROOT / "alignment"
NAMES = ("documents", "languages", "files", "project", "review", "glossary")
ROOMS = [path for room in NAMES for path in (PACKAGE / room).rglob("*.py") if path.stem != "writing"]
ROOMS.append(PACKAGE / "pipeline.py")
# Raised only where programs call; said below with each word that fills it; handed on from what is tested by itself.
ELSEWHERE = ("no language", "№0 is no MQM category", "№0 is no severity")
ELSEWHERE += ("there is nothing to №0", "there is no №0 link", "this №0 is gone")
KINDS = {name for name in vars(exceptions) if name[0].isupper()}


def raised() -> Iterator[tuple[str, str, list[str]]]:
    """Every message with fields: where, as it reads when filled in, and what was filled in."""
    for path in ROOMS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KINDS and node.args:
                message = node.args[0]
                if isinstance(message, ast.JoinedStr):
                    yield f"{path.name}:{node.lineno}", *_filled(message)


def _filled(message: ast.JoinedStr) -> tuple[str, list[str]]:
    said, values = "", []
    for part in message.values:
        if isinstance(part, ast.Constant):
            said += part.value
        else:
            values.append("Kazakh" if "LANGUAGES" in ast.unparse(part) else f"№{len(values)}")
            said += values[-1]
    return said, values


@pytest.fixture(params=["kk", "ru"])
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    chosen = str(request.param)
    monkeypatch.setattr(refusals, "_", catalogue(chosen).text)
    return chosen


def test_messages_with_fields_are_translated_and_keep_what_fills_them(language: str) -> None:
    messages = [
        (where, said, values) for where, said, values in raised() if not said.startswith(ELSEWHERE) and said != "№0: №1"
    ]
    assert len(messages) > 20
    for where, said, values in messages:
        told = refusals.told(AlignmentException(said))
        assert told != said, f"{where}: {said} is not translated"
        assert all(value in told or value == "Kazakh" for value in values), f"{where}: {told} lost what filled it"


@pytest.mark.parametrize(
    ("said", "kk", "ru"),
    [
        ("a.txt: the file holds no text", "a.txt: файлда мәтін жоқ", "a.txt: в файле нет текста"),
        (
            "a: b.txt, line 3: not valid UTF-8 (byte 0xff); save the file as UTF-8",
            "a: b.txt, 3-жол: UTF-8 емес (0xff байты); файлды UTF-8 етіп сақтаңыз",
            "a: b.txt, строка 3: это не UTF-8 (байт 0xff); сохраните файл в UTF-8",
        ),
        ("there is nothing to undo", "қайтаратын ештеңе жоқ", "отменять нечего"),
        ("said by nobody", "said by nobody", "said by nobody"),
    ],
)
def test_refusals_are_told(language: str, said: str, kk: str, ru: str) -> None:
    assert refusals.told(AlignmentException(said)) == {"kk": kk, "ru": ru}[language]


def test_a_bad_upload_is_told_in_kazakh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from streamlit.testing.v1 import AppTest

    monkeypatch.setattr(sys, "argv", ["app.py", str(tmp_path)])
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.query_params["lang"] = "kk"
    app.switch_page("alignment/workbench/screens/new.py").run()
    app.text_area(key="text-first").set_value("Это по-русски, а не по-казахски.").run()
    assert "орысша емес пе?" in app.error[0].value
