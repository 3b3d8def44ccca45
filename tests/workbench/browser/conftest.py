"""One browser and one served folder for all tests of a worker; each test has a page and projects of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.workbench.browser.browsing import chromium, free_port, new_page, workbench


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A browser."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def _served_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("projects")


@pytest.fixture(scope="session")
def served(_served_folder: Path) -> Iterator[str]:
    """The address of a server of the folder."""
    with workbench(_served_folder, free_port()) as address:
        yield address


@pytest.fixture(scope="session")
def _used() -> set[str]:
    return set()


@pytest.fixture
def folder(_served_folder: Path, _used: set[str]) -> Iterator[Path]:
    """The folder that `served` serves, empty before and after. The server remembers a project by its place, so that no two
    tests may give theirs one name."""
    yield _served_folder
    for path in _served_folder.glob("*.kken"):
        assert path.name not in _used, f"two tests call their project {path.name}"
        _used.add(path.name)
    for path in _served_folder.iterdir():
        path.unlink()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A fresh page. Whatever is done on it, nothing is asked of a host outside this machine."""
    opened = new_page(browser)
    asked: list[str] = []
    opened.context.on("request", lambda request: asked.append(request.url))
    yield opened
    opened.context.close()
    hosts = {urlsplit(address).hostname for address in asked if not address.startswith(("data:", "blob:", "about:"))}
    assert hosts <= {"localhost", "127.0.0.1"}
