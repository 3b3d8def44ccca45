"""Tables that can be put back as they were: what one part of an event looked at and changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from alignment.project.events import Event

ABSENT: Any = object()
"""Stands for a place of a table that holds nothing."""

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Table(dict[_Key, _Value]):
    """Values by key, and a list of them that is kept as long as nothing changes."""

    __slots__ = ("_listed",)

    def __init__(self, values: dict[_Key, _Value] | None = None) -> None:
        super().__init__(values or {})
        self._listed: tuple[Any, ...] | None = None

    def listed(self, listing: Callable[[Table[_Key, _Value]], tuple[Any, ...]]) -> tuple[Any, ...]:
        """What a listing makes of the table: always the same one. O(table) after a change, else nothing."""
        if self._listed is None:
            self._listed = listing(self)
        return self._listed

    def put(self, key: Any, value: Any) -> None:
        """Change one place, or clear it where the value is `ABSENT`."""
        if value is ABSENT:
            del self[key]
        else:
            self[key] = value
        self._listed = None


Place = tuple[int, Any]
"""A table, by its `id`, and a key in it."""

Part = tuple[int, int]
"""An event's sequence number, and which part of it: links that were accepted together do not build on one another."""


@dataclass(slots=True)
class Applied:
    """An event that counts, and what stood before it in the places that it changed, oldest change first."""

    event: Event
    before: list[tuple[Table[Any, Any], Any, Any]] = field(default_factory=list)
    reorders: bool = False
    places: set[Place] = field(default_factory=set)
    """Where it looked or changed something; which they are depends on the act alone, but where it cuts a unit."""

    def put(self, table: Table[Any, Any], key: Any, value: Any) -> None:
        """Change one place, or clear it where the value is `ABSENT`."""
        self.before.append((table, key, table.get(key, ABSENT)))
        self.places.add((id(table), key))
        table.put(key, value)
