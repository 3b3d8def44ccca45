"""Which checks there are: every module of the three folders of checks has one, as its `CHECK`."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from alignment.checks.definition import Check

_FOLDERS = ("between_sides", "in_kazakh", "across_document")


def _folder(name: str) -> Iterator[Check]:
    """The checks of a folder. A new module there is found without being named anywhere."""
    package = import_module(f"alignment.checks.{name}")
    for module in iter_modules(package.__path__):
        yield import_module(f"{package.__name__}.{module.name}").CHECK


CHECKS: dict[str, Check] = {
    one.name: one for folder in _FOLDERS for one in sorted(_folder(folder), key=lambda check: (check.rank, check.name))
}
"""Every check by its name: those between the sides first, then those inside the Kazakh text and across the document; in
each folder by rank and name."""
