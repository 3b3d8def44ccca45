"""Which units were given to whom. Links come and go; whom one is given to is told by its units."""

from __future__ import annotations

from alignment.project.cutting import moved
from alignment.project.events import AssignLinks
from alignment.project.takeback import ABSENT, Applied, Table
from alignment.records import SIDES, Pair, Recount, Side, units_of

_Place = tuple[Side, int]


def as_assigned(table: Table[_Place, str]) -> tuple[tuple[Side, int, str], ...]:
    """Each unit that was given to somebody, and to whom."""
    return tuple((side, unit, to) for (side, unit), to in sorted(table.items()))


def assign_units(applied: Applied, table: Table[_Place, str], act: AssignLinks) -> None:
    """Give the units of links to a reviewer, or to nobody."""
    for pair in act.pairs:
        for side in SIDES:
            for unit in units_of(pair, side):
                applied.put(table, (side, unit), act.to or ABSENT)


def count_assigned(applied: Applied, table: Table[_Place, str], cut: Recount) -> None:
    """Count the units anew. Of a unit that is cut both parts stay with the reviewer; where a new version joins units, the
    first of them tells."""
    after: dict[_Place, str] = {}
    for (side, unit), to in sorted(table.items()):
        alone: Pair = ((unit,), ()) if side == "kk" else ((), (unit,))
        for counted in units_of(moved(alone, cut), side):
            after.setdefault((side, counted), to)
    for place in {*table, *after}:
        to = after.get(place, ABSENT)
        if table.get(place, ABSENT) != to:
            applied.put(table, place, to)
