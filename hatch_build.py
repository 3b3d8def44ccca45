"""What the build adds to the wheel: the words of the workbench, compiled.

A clone runs on `locales/*.po` as they are, and so does an editable installation. A wheel holds a `.mo` file in the place of
each, written into a folder beside the tree, so that building leaves nothing behind.
"""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_LOCALES = Path("alignment", "workbench", "locales")


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles the catalogues."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make a `.mo` file of each catalogue; a line that is no gettext ends the build."""
        if version == "editable":
            return
        self._folder = tempfile.TemporaryDirectory(prefix="catalogues-")
        for source in sorted(Path(self.root, _LOCALES).glob("*.po")):
            made = Path(self._folder.name, f"{source.stem}.mo")
            with source.open("rb") as file:
                catalogue = read_po(file, locale=source.stem, abort_invalid=True)
            catalogue.creation_date = datetime(2020, 1, 1, tzinfo=UTC)  # the same words make the same bytes
            with made.open("wb") as file:
                write_mo(file, catalogue)
            build_data["force_include"][str(made)] = (_LOCALES / made.name).as_posix()

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clear away what the wheel has taken in."""
        if version != "editable":
            self._folder.cleanup()
