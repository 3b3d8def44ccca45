"""The sentences inside the links of an alignment of paragraphs, with what people said of the paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from alignment.corpora.entries import Corpus, LinkEntry, corpus_of
from alignment.records import (
    SIDES,
    Alignment,
    Comment,
    Flag,
    Link,
    Pair,
    Proposal,
    Rating,
    ReviewedLink,
    Sentence,
    Side,
    Span,
    Unit,
)

if TYPE_CHECKING:
    from alignment.pipeline import SentenceAligner
    from alignment.project import State

_Note = TypeVar("_Note", Comment, Proposal)


def corpus_of_sentences(alignment: Alignment, state: State | None, aligner: SentenceAligner, title: str = "") -> Corpus:
    """What there is to write of an alignment of paragraphs, sentence by sentence.

    Each link has the status, the reviewer and the date of its paragraphs', unless reviewers said something of its
    sentences: then they are paired as they said, with the status that they gave. A flag stands where its spans are; one
    without spans, a comment and a proposal stand at all sentences of their paragraphs. A rating is about a paragraph as a
    whole and stays with it alone where that is one link of sentences.

    Args:
        alignment: as the state counts its units, at paragraph level.
        aligner: of the sentences of its documents, by the encoder that it was made with.
    """
    outer = corpus_of(alignment, state, title)
    marked = corpus_of(aligner.alignment).paragraphs
    entries = _SentenceLinks(aligner, state).of(outer)
    return replace(outer, level="sentence", model=aligner.alignment.model, entries=entries, count=None, paragraphs=marked)


class _SentenceLinks:
    def __init__(self, aligner: SentenceAligner, state: State | None) -> None:
        self._aligner, self._state = aligner, state
        self._units: dict[Side, tuple[Unit, ...]] = {side: aligner.alignment.units(side) for side in SIDES}
        # The places of each paragraph's sentences.
        self._inside: dict[Side, dict[int, range]] = {side: _grouped(self._units[side]) for side in SIDES}

    def of(self, outer: Corpus) -> Iterator[LinkEntry]:
        """The links inside each link."""
        for entry in outer.entries:
            reviewed = entry.reviewed
            link = reviewed.link
            # Who made or accepted the outer link says that it is right.
            is_sure = link.confidence is None or reviewed.status == "accepted"
            links = self._aligner.inside(replace(link, confidence=1.0) if is_sure else link)
            said = self._said(link.pair, links)
            for inner in said:
                yield self._entry(entry, inner, len(said) == 1)

    def _said(self, pair: Pair, links: Sequence[Link]) -> tuple[ReviewedLink, ...]:
        """The links of sentences, with what reviewers said of them."""
        if self._state is None or not self._state.sentences_of(pair):
            return tuple(map(ReviewedLink, links))
        from alignment.review import reviewed_sentences  # brings the database

        return reviewed_sentences(self._state, pair, self._aligner.alignment, links)

    def _entry(self, outer: LinkEntry, inner: ReviewedLink, alone: bool) -> LinkEntry:
        link, reviewed = inner.link, inner
        if not inner.reviewer:
            reviewed = replace(outer.reviewed, link=link, origin=outer.reviewed.origin if alone else "machine")
        flags = (self._flag(flag) for flag in outer.flags)
        return LinkEntry(
            reviewed,
            tuple(self._units["kk"][place] for place in link.kk),
            tuple(self._units["en"][place] for place in link.en),
            tuple(flag for flag in flags if flag.concerns(link)),
            tuple(note for note in map(self._moved, outer.comments) if _concerns(note, link)),
            tuple(note for note in map(self._moved, outer.proposals) if _concerns(note, link)),
            tuple(Rating(link.pair, rating.reviewer, rating.score) for rating in outer.ratings) if alone else (),
            outer.section,
            outer.section_id,
        )

    def _moved(self, note: _Note) -> _Note:
        return replace(note, kk=self._places("kk", note.kk), en=self._places("en", note.en))

    def _places(self, side: Side, paragraphs: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(place for paragraph in paragraphs for place in self._inside[side].get(paragraph, ()))

    def _flag(self, flag: Flag) -> Flag:
        if not flag.spans:
            return replace(flag, kk=self._places("kk", flag.kk), en=self._places("en", flag.en))
        spans = tuple(inner for span in flag.spans for inner in self._spans(span))
        kk, en = (tuple(sorted({span.unit for span in spans if span.side == side})) for side in SIDES)
        return replace(flag, kk=kk, en=en, spans=spans)

    def _spans(self, span: Span) -> Iterator[Span]:
        """The parts of a paragraph's span that are in its sentences."""
        for place in self._inside[span.side].get(span.unit, ()):
            sentence = self._units[span.side][place]
            if isinstance(sentence, Sentence):
                first, last = sentence.span
                start, end = max(span.start, first), min(span.end, last)
                if start < end:
                    yield Span(span.side, place, start - first, end - first)


def _concerns(note: Comment | Proposal, link: Link) -> bool:
    return not set(note.kk).isdisjoint(link.kk) or not set(note.en).isdisjoint(link.en)


def _grouped(units: tuple[Unit, ...]) -> dict[int, range]:
    places = ((unit.paragraph, place) for place, unit in enumerate(units) if isinstance(unit, Sentence))
    grouped: dict[int, range] = {}
    for paragraph, own in groupby(places, key=lambda pair: pair[0]):
        first, *rest = (place for _, place in own)
        grouped[paragraph] = range(first, first + len(rest) + 1)
    return grouped
