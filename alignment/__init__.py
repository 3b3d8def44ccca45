"""Aligns Kazakh texts with their English originals and lets people review the result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from alignment.documents import read_document
    from alignment.embedding import load_encoder
    from alignment.exceptions import AlignmentException
    from alignment.pipeline import align
    from alignment.project import Project
    from alignment.records import Alignment, Document, Link

__version__ = "0.1.0"  # the build reads it here

# Where each public name lives: it is imported when it is first used, so that `import alignment` costs nothing.
_HOMES = {
    "Alignment": "alignment.records",
    "AlignmentException": "alignment.exceptions",
    "Document": "alignment.records",
    "Link": "alignment.records",
    "Project": "alignment.project",
    "align": "alignment.pipeline",
    "load_encoder": "alignment.embedding",
    "read_document": "alignment.documents",
}

__all__ = [
    "Alignment",
    "AlignmentException",
    "Document",
    "Link",
    "Project",
    "align",
    "load_encoder",
    "read_document",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'alignment' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
