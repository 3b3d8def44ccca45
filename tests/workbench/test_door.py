"""Both doors of the workbench: the package's, which `alignment review` opens, and a clone's for `streamlit run app.py`."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT

DOOR = ROOT / "alignment" / "workbench" / "door"


def test_both_have_the_same_settings() -> None:
    """Streamlit reads the file beside the script that it runs and none that this one could name."""
    settings = (DOOR / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    assert (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8") == settings


def test_neither_asks_tells_or_lets_in_anybody() -> None:
    settings = tomllib.loads((DOOR / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["server"]["showEmailPrompt"] is False
    assert settings["server"]["address"] == "127.0.0.1"
    for shut in ("enableCORS", "enableXsrfProtection"):
        assert settings["server"][shut] is True
    assert settings["server"]["enableStaticServing"] is False
    assert settings["client"]["allowedOrigins"] == []


def test_no_more_is_taken_up_than_a_field_for_files_takes() -> None:
    settings = tomllib.loads((DOOR / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    largest = [
        int(found[1])
        for path in (ROOT / "alignment" / "workbench").rglob("*.py")
        if (found := re.search(r"^_LARGEST = (\d+)", path.read_text(encoding="utf-8"), re.MULTILINE))
    ]
    assert settings["server"]["maxUploadSize"] == max(largest)


@pytest.mark.parametrize("folder", [DOOR, ROOT], ids=["package", "clone"])
def test_both_do_no_more_than_show_the_page(folder: Path) -> None:
    body = ast.parse((folder / "app.py").read_text(encoding="utf-8")).body[1:]
    assert ast.unparse(ast.Module(body, [])) == "from alignment.workbench import page\npage.show()"
