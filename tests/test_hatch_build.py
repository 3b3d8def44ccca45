"""The build compiles the catalogues: what it makes says what the catalogues of a clone say."""

from __future__ import annotations

import importlib.util
import sys
from gettext import GNUTranslations
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from babel.messages.pofile import PoFileError

from alignment.workbench.catalogues import INTERFACE_LANGUAGES, Catalogue, catalogue
from tests.conftest import ROOT
from tests.workbench.test_catalogues import LOCALES, TRANSLATED, entries

PLACE = "alignment/workbench/locales"


class Interface:
    """What the hook needs of hatchling, which is there only while something is built."""

    def __init__(self, root: Path) -> None:
        self.root = str(root)


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> type[Any]:
    name = "hatchling"
    for part in ("", ".builders", ".hooks", ".plugin", ".interface"):
        name += part
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    sys.modules[name].__dict__["BuildHookInterface"] = Interface
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made: type[Any] = module.CatalogueHook
    return made


def build(hook: Any, into: Path) -> Path:
    """Let the hook do its part of a build, and take what it adds to the wheel out of it before it clears away."""
    data: dict[str, Any] = {"force_include": {}}
    hook.initialize("standard", data)
    into.mkdir()
    for source, place in data["force_include"].items():
        assert Path(place).parent.as_posix() == PLACE
        (into / Path(place).name).write_bytes(Path(source).read_bytes())
    hook.finalize("standard", data, "the.whl")
    assert not any(Path(source).parent.exists() for source in data["force_include"])
    return into


def test_the_build_makes_one_catalogue_a_language_and_leaves_the_tree_alone(hook: type[Any], tmp_path: Path) -> None:
    before = sorted(path.name for path in LOCALES.iterdir())
    made = build(hook(ROOT), tmp_path / "first")
    assert sorted(path.name for path in made.iterdir()) == [f"{language}.mo" for language in sorted(TRANSLATED)]
    assert sorted(path.name for path in LOCALES.iterdir()) == before
    again = build(hook(ROOT), tmp_path / "again")
    assert all((again / path.name).read_bytes() == path.read_bytes() for path in made.iterdir())
    with (made / "kk.mo").open("rb") as file:
        assert GNUTranslations(file).info()["pot-creation-date"].startswith("2020-01-01 ")  # not of the day it was built


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_is_built_says_what_the_clone_says(language: str, hook: type[Any], tmp_path: Path) -> None:
    built, clone = Catalogue(language, build(hook(ROOT), tmp_path / "made")), catalogue(language)
    messages = entries(language)
    assert len(messages) > 700
    for message, strings in messages.items():
        assert built.text(message) == clone.text(message) == strings[0]
    for number in (*range(120), 1001):
        form = built.plural("{number} act", "{number} acts", number)
        assert form == clone.plural("{number} act", "{number} acts", number)
    assert built.plural("{number} act", "{number} acts", 5) != "5 acts"


def test_a_clone_runs_on_what_a_translator_edits(hook: type[Any], tmp_path: Path) -> None:
    made = build(hook(ROOT), tmp_path / "made")
    assert Catalogue("ru", made).text("Accept") == "Принять"
    old = 'msgid "Accept"\nmsgstr "Принять"\n'
    words = (LOCALES / "ru.po").read_text(encoding="utf-8")
    assert old in words
    (made / "ru.po").write_text(words.replace(old, 'msgid "Accept"\nmsgstr "Согласиться"\n'), encoding="utf-8")
    assert Catalogue("ru", made).text("Accept") == "Согласиться"


def test_an_editable_installation_needs_nothing_made(hook: type[Any]) -> None:
    data: dict[str, Any] = {"force_include": {}}
    editable = hook(ROOT)
    editable.initialize("editable", data)
    editable.finalize("editable", data, "the.whl")
    assert data == {"force_include": {}}


def test_a_catalogue_that_cannot_be_read_ends_the_build(hook: type[Any], tmp_path: Path) -> None:
    (tmp_path / PLACE).mkdir(parents=True)
    (tmp_path / PLACE / "ru.po").write_text('msgid "Accept"\nПринять\n', encoding="utf-8")
    with pytest.raises(PoFileError):
        hook(tmp_path).initialize("standard", {"force_include": {}})


def test_every_language_but_english_has_a_catalogue() -> None:
    assert {path.stem for path in LOCALES.glob("*.po")} == set(INTERFACE_LANGUAGES) - {"en"}
