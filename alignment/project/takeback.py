"""Tables that can be put back as they were: what one part of an event looked at and changed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, TypeVar

from alignment.project.events import AcceptMany, Event, Introduce, Redo, SetStatusOfMany, Undo

ABSENT: Any = object()
"""Stands for a place of a table that holds nothing."""

Part = int
"""An event's sequence number and which part of it, as `part_of` makes one: links accepted together do not build on
one another."""

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")

Place = tuple["Table[Any, Any]", Any]
"""A table, and a key in it."""

_PARTS = 2**32  # more than any event has
_BEGINNING: Part = -1
_USER = itemgetter(0)


def part_of(sequence: int, number: int) -> Part:
    """A part of an event, from 0. Of two parts the later one is greater."""
    return sequence * _PARTS + number


def parted(part: Part) -> tuple[int, int]:
    """The event's sequence number, and which part of it."""
    return divmod(part, _PARTS)


def parts_of(event: Event) -> list[Part]:
    """The parts of an event that do not build on one another; none where it only switches others, or says who acts."""
    match event.act:
        case AcceptMany(pairs) | SetStatusOfMany(pairs):
            return [part_of(event.sequence, number) for number in range(len(pairs))]
        case Undo() | Redo() | Introduce():
            return []
    return [part_of(event.sequence, 0)]


class Table(dict[_Key, _Value]):
    """Values by key, each with its past: which parts looked at it or changed it, and what it was after each. And a list of
    them that is kept as long as nothing changes."""

    __slots__ = ("_changed", "_listed", "_pasts")

    def __init__(self, values: dict[_Key, _Value] | None = None) -> None:
        super().__init__(values or {})
        self._listed: tuple[Any, ...] | None = None
        self._changed: set[Any] = set()
        self._pasts: dict[Any, list[tuple[Part, Any]]] = {}

    def listed(self, listing: Callable[[Table[_Key, _Value]], tuple[Any, ...]]) -> tuple[Any, ...]:
        """What a listing makes of the table: always the same one. O(table) after a change, else nothing."""
        if self._listed is None:
            self._listed = listing(self)
        return self._listed

    def changes(self) -> set[_Key]:
        """The places that were changed since this was asked last."""
        changed, self._changed = self._changed, set()
        return changed

    def put(self, key: Any, value: Any, part: Part) -> None:
        """Change one place, or clear it where the value is `ABSENT`. No later part has used it."""
        self._remember(key, value, part)
        self._set(key, value)

    def look(self, key: Any, part: Part) -> None:
        """Remember that what a part does depends on a place."""
        self._remember(key, self.get(key, ABSENT), part)

    def take_back(self, key: Any, part: Part) -> None:
        """Let a place be as it was before a part used it. No later part has."""
        past = self._pasts[key]
        if past[-1][0] == part:
            past.pop()
            self._set(key, past[-1][1])

    def users_after(self, key: Any, part: Part) -> list[Part]:
        """Those after a part that looked at a place or changed it, in order."""
        past = self._pasts.get(key, [])
        return [user for user, _ in past[bisect_right(past, part, key=_USER) :]]

    def _remember(self, key: Any, value: Any, part: Part) -> None:
        past = self._pasts.get(key)
        if past is None:
            past = self._pasts[key] = [(_BEGINNING, self.get(key, ABSENT))]
        elif past[-1][0] == part:
            past.pop()
        past.append((part, value))

    def _set(self, key: Any, value: Any) -> None:
        if value is ABSENT:
            self.pop(key, None)
        else:
            self[key] = value
        self._changed.add(key)
        self._listed = None


@dataclass(slots=True)
class Applied:
    """A part of an event that counts."""

    part: Part
    places: list[Place] = field(default_factory=list)
    """Where it looked or changed something; which they are depends on the act alone, but where it cuts a unit."""

    def put(self, table: Table[Any, Any], key: Any, value: Any) -> None:
        """Change one place, or clear it where the value is `ABSENT`."""
        table.put(key, value, self.part)
        self.places.append((table, key))

    def look(self, table: Table[Any, Any], key: Any) -> None:
        """Remember that what this part does depends on a place."""
        table.look(key, self.part)
        self.places.append((table, key))

    def take_back(self) -> None:
        """Let everything be as it was before."""
        for table, key in self.places:
            table.take_back(key, self.part)
