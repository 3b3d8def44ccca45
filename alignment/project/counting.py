"""Counts the units anew that notes and opinions in the ledger's tables name, after a cut or a new version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from alignment.project.cutting import is_whole_after, moved, moved_spans
from alignment.project.takeback import ABSENT, Applied, Table
from alignment.records import Flag, Pair, Recount


def count_notes(applied: Applied, tables: Iterable[Table[int, Any]], cut: Recount) -> None:
    """Flags, comments and proposals go with any of their units that is left."""
    for table in tables:
        for number, note in list(table.items()):
            kk, en = moved((note.kk, note.en), cut)
            spans = {"spans": moved_spans(note.spans, cut)} if isinstance(note, Flag) else {}
            applied.put(table, number, replace(note, kk=kk, en=en, **spans) if kk or en else ABSENT)


def count_opinions(applied: Applied, tables: Iterable[Table[tuple[str, Pair], Any]], cut: Recount) -> None:
    """What is about a link as a whole goes with all of its units."""
    for table in tables:
        stay = [((who, moved(pair, cut)), value) for (who, pair), value in table.items() if is_whole_after(pair, cut)]
        for key in list(table):
            applied.put(table, key, ABSENT)
        for key, value in stay:
            applied.put(table, key, value)
