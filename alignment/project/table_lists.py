"""What a state lists of the ledger's tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from alignment.project.carrying import in_reading_order
from alignment.project.takeback import Table
from alignment.records import Judgement, Pair, Rating, ReviewedLink, Span, Verdict


def in_order(table: Table[Pair, ReviewedLink]) -> tuple[Pair, ...]:
    """The links in reading order."""
    return tuple([made.pair for made in in_reading_order(table.values())])


def by_number(table: Table[int, Any]) -> tuple[Any, ...]:
    """What has a number, by its number."""
    return tuple([table[number] for number in sorted(table)])


def as_judgements(table: Table[tuple[str, Pair], Verdict]) -> tuple[Judgement, ...]:
    """Who judged which link how."""
    return tuple(Judgement(pair, who, verdict) for (who, pair), verdict in sorted(table.items()))


def as_ratings(table: Table[tuple[str, Pair], int]) -> tuple[Rating, ...]:
    """Who gave which link how much."""
    return tuple(Rating(pair, who, score) for (who, pair), score in sorted(table.items()))


def as_spans(spans: Iterable[Iterable[Any]]) -> tuple[Span, ...]:
    """Spans as such: read from the database they come as plain tuples."""
    return tuple(Span(*span) for span in spans)
