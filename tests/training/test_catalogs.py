"""Message catalogs give the pairs that a reader of both languages would see."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from training.catalogs import catalog_pairs, clean, read_fluent, read_store, usable

pytest.importorskip("fluent.syntax")

FLUENT = {
    "kk": """
-brand-name = Шолғыш
open-page = { -brand-name } бетін ашу
    .accesskey = а
    .title = Жаңа бетті { $count ->
        [one] бір терезеде
       *[other] бірнеше терезеде
    } ашу
only-here = Тек осында
""",
    "en": """
-brand-name = Browser
open-page = Open the page of { -brand-name }
    .accesskey = O
    .title = Open a new page in { $count ->
        [one] one window
       *[other] several windows
    }
""",
}


def test_fluent_messages_are_read_without_keys_to_press_and_with_the_default_of_what_is_chosen() -> None:
    assert dict(read_fluent("x.ftl", FLUENT["kk"].encode())) == {
        "brand-name": "Шолғыш",
        "open-page": "Firefox бетін ашу",
        "open-page.title": "Жаңа бетті бірнеше терезеде ашу",
        "only-here": "Тек осында",
    }


def test_properties_and_entities_are_read_as_utf_8() -> None:
    assert list(read_store("x.properties", "open = Бетті ашу\n".encode())) == [("open", "Бетті ашу")]
    assert list(read_store("x.dtd", '<!ENTITY open "Бетті ашу">\n'.encode())) == [("open", "Бетті ашу")]


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("_File", "File"),
        ("~Save %1$S to <b>{0}</b>…", "Save to…"),
        ("Rock &amp; roll: %(count)s", "Rock & roll:"),
        ("Page %1 of %2", "Page of"),
        ("50% of it", "50% of it"),
    ],
)
def test_marks_of_programs_are_taken_out(message: str, text: str) -> None:
    assert clean(message) == text


@pytest.mark.parametrize(
    ("kk", "en", "is_usable"),
    [
        ("Бетті ашу", "Open the page", True),
        ("Firefox", "Firefox", False),
        ("Бетті ашу", "Бетті ашу", False),
        ("Ашу", "Open this page in a new window of the browser", False),
    ],
)
def test_both_sides_are_text_of_their_language(kk: str, en: str, is_usable: bool) -> None:
    assert usable(kk, en) is is_usable


@pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="dpkg-deb makes the packages")
def test_packages_of_mozilla_are_joined_by_key(tmp_path: Path) -> None:
    for language, name in (("kk", "kk"), ("en", "en-GB")):
        root = tmp_path / f"root-{language}"
        (root / "DEBIAN").mkdir(parents=True)
        package = f"firefox-esr-l10n-{name.lower()}"
        (root / "DEBIAN" / "control").write_text(
            f"Package: {package}\nVersion: 1\nArchitecture: all\nMaintainer: nobody\nDescription: test\n"
        )
        pack = io.BytesIO()
        with zipfile.ZipFile(pack, "w") as archive:
            archive.writestr(f"localization/{name}/page.ftl", FLUENT[language])
        (root / "usr").mkdir()
        (root / "usr" / f"langpack-{name}.xpi").write_bytes(pack.getvalue())
        subprocess.run(["dpkg-deb", "--build", root, tmp_path / f"{package}_1_all.deb"], check=True, capture_output=True)
    assert catalog_pairs(tmp_path) == [
        ("Шолғыш", "Browser"),
        ("Firefox бетін ашу", "Open the page of Firefox"),
        ("Жаңа бетті бірнеше терезеде ашу", "Open a new page in several windows"),
    ]
