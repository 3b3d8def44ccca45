"""What the ledger keeps of links of sentences inside links of paragraphs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from alignment.project.cutting import moved_spans
from alignment.project.events import Event, LinkSentences
from alignment.project.takeback import ABSENT, Applied, Table
from alignment.records import Recount, SentenceLink, Span, SpanPair, Version


def as_said(table: Table[SpanPair, SentenceLink]) -> tuple[SentenceLink, ...]:
    """What was said, in order."""
    return tuple(sorted(table.values(), key=lambda said: (said.number, said.pair)))


def link_sentences(applied: Applied, table: Table[SpanPair, SentenceLink], event: Event, act: LinkSentences) -> None:
    """Let links of sentences give way to others of the same sentences, or get a status."""
    after = [_pair(pair) for pair in act.after]
    for pair in map(_pair, act.before):
        if pair not in after:
            applied.put(table, pair, ABSENT)
    for pair in after:
        applied.put(table, pair, SentenceLink(pair, act.status, event.reviewer, event.at, event.sequence))


def count_sentences(applied: Applied, table: Table[SpanPair, SentenceLink], cut: Recount) -> None:
    """Count the units anew where sentences are named."""
    changed = [(said, after) for said in table.values() if (after := _counted_after(said, cut)) != said]
    for said, _after in changed:
        applied.put(table, said.pair, ABSENT)
    for _said, after in changed:
        if after:
            applied.put(table, after.pair, after)


def _counted_after(said: SentenceLink, cut: Recount) -> SentenceLink | None:
    """What was said, by the places after a cut; nothing where a new version has not all its words."""
    kk, en = (moved_spans(spans, cut) for spans in said.pair)
    if isinstance(cut, Version) and _letters((kk, en)) != _letters(said.pair):
        return None
    return replace(said, pair=(kk, en))


def _letters(pair: SpanPair) -> int:
    return sum(span.end - span.start for spans in pair for span in spans)


def _pair(said: Iterable[Iterable[Iterable[Any]]]) -> SpanPair:
    """Spans as such: read from the database they come as plain tuples."""
    kk, en = (tuple(Span(*span) for span in spans) for spans in said)
    return kk, en
