"""The projects that acts are tried on: a file, and a schema of a PostgreSQL server."""

from __future__ import annotations

from pathlib import Path

import pytest

from alignment.project import Project
from tests.conftest import small_alignment


@pytest.fixture(params=["file", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Project:
    if request.param == "file":
        return Project.create(small_alignment(), tmp_path / "small.kken")
    return Project.create(small_alignment(), request.getfixturevalue("postgresql").new_schema())
