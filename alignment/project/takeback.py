"""Tables that can be put back as they were: what one part of an event looked at and changed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from alignment.project.events import Event

ABSENT: Any = object()
"""Stands for a place of a table that holds nothing."""

Part = int
"""An event's sequence number and which part of it, as `part_of` makes one: links accepted together do not build on
one another."""

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")

Place = tuple["Table[Any, Any]", Any]
"""A table, and a key in it."""

_BITS = 32


def part_of(sequence: int, number: int) -> Part:
    """A part of an event, from 0. Of two parts the later one is greater."""
    return sequence << _BITS | number


def parted(part: Part) -> tuple[int, int]:
    """The event's sequence number, and which part of it."""
    return part >> _BITS, part & (1 << _BITS) - 1


class Table(dict[_Key, _Value]):
    """Values by key; who looked at each; and a list of them that is kept as long as nothing changes."""

    __slots__ = ("_listed", "_users")

    def __init__(self, values: dict[_Key, _Value] | None = None) -> None:
        super().__init__(values or {})
        self._listed: tuple[Any, ...] | None = None
        self._users: dict[Any, list[Part]] = {}

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

    def use(self, key: Any, part: Part) -> None:
        """Remember that a part looked at this place, or changed it."""
        users = self._users.get(key)
        if not users:
            self._users[key] = [part]
        elif users[-1] < part:
            users.append(part)
        elif (place := bisect_left(users, part)) == len(users) or users[place] != part:
            users.insert(place, part)

    def leave(self, key: Any, part: Part) -> None:
        """Forget that it did."""
        users = self._users.get(key, [])
        place = bisect_left(users, part)
        if users[place : place + 1] == [part]:
            del users[place]

    def users_after(self, key: Any, part: Part) -> list[Part]:
        """Those after a part that looked at a place or changed it, in order."""
        users = self._users.get(key, [])
        return users[bisect_right(users, part) :]


@dataclass(slots=True)
class Applied:
    """A part of an event that counts, and what stood before it in the places that it changed, oldest change first."""

    event: Event
    before: list[tuple[Table[Any, Any], Any, Any]] = field(default_factory=list)
    looked: tuple[Place, ...] = ()
    """Where it looked without changing anything."""

    reorders: bool = False

    def put(self, table: Table[Any, Any], key: Any, value: Any) -> None:
        """Change one place, or clear it where the value is `ABSENT`."""
        self.before.append((table, key, table.get(key, ABSENT)))
        table.put(key, value)

    def look(self, table: Table[Any, Any], key: Any) -> None:
        """Remember that what this part does depends on a place."""
        self.looked += ((table, key),)

    def places(self) -> list[Place]:
        """Where it looked or changed something; which they are depends on the act alone, but where it cuts a unit."""
        return [*((table, key) for table, key, _ in self.before), *self.looked]
