"""The project in its database: its tables, their migrations, and the events that are appended to them."""

from __future__ import annotations

from alignment.store.project import About, Project

__all__ = ["About", "Project"]
