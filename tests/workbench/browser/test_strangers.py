"""A workbench that strangers could reach, in the browser: shut at either door until it is spelled out that it is open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from alignment.project import Project
from tests.conftest import small_alignment
from tests.workbench.browser.browsing import free_port, needs_chromium, open_at, open_review, served

pytestmark = [needs_chromium, pytest.mark.browser]


@pytest.mark.parametrize("spelled_out", [False, True])
def test_the_clones_door_at_every_address(page: Any, tmp_path: Path, spelled_out: bool) -> None:
    place, port = tmp_path / "p.kken", free_port()
    Project.create(small_alignment(), place)
    options = ["--server.port", str(port), "--server.headless", "true", "--server.address", "0.0.0.0"]
    words = [str(place), *(["--no-login"] if spelled_out else [])]
    with served(["streamlit", "run", "app.py", *options, "--", *words], port, tmp_path) as address:
        if spelled_out:
            open_review(page, address)
            return
        for screen in ("", "text", "overview", "projects", "new", "findings"):
            open_at(page, f"{address}/{screen}", ".st-key-refused")
            seen = page.locator("body").inner_text()
            assert "asks nobody to log in" in seen
            assert "First paragraph." not in seen
            assert "Overview" not in seen
