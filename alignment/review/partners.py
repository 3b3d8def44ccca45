"""Which words of a link's other side answer to some words of it, as far as that is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from alignment.checks import find_counterparts
from alignment.glossary import Concordance, Glossary
from alignment.records import Alignment, Link, Pair, Side, Span, Term, units_of


class Partners:
    """What answers to what in the links of one alignment: by a glossary, and by the plain rules for numbers, dates, names
    and terms."""

    def __init__(self, alignment: Alignment, concordance: Concordance, glossary: Glossary) -> None:
        self._alignment, self._concordance = alignment, concordance
        self._terms: dict[int, list[tuple[Span, tuple[Term, ...]]]] = {}
        concepts = glossary.concepts
        for en, spans in concordance.english(glossary).items():
            for span in spans:
                self._terms.setdefault(span.unit, []).append((span, concepts[en]))

    def of(self, pair: Pair, spans: Sequence[Span]) -> list[Span]:
        """The words of either side that answer to these words of a link, in reading order, each once."""
        found = {*self._by_glossary(pair, spans), *self._by_rules(pair, spans)}
        return sorted(span for span in found if not _meets(span, spans))

    def _by_glossary(self, pair: Pair, spans: Sequence[Span]) -> Iterable[Span]:
        for unit in pair[1]:
            for english, renderings in self._terms.get(unit, ()):
                kazakh = [span for _, span in self._concordance.kazakh(renderings) if span.unit in pair[0]]
                if _meets(english, spans):
                    yield from kazakh
                elif any(_meets(span, spans) for span in kazakh):
                    yield english

    def _by_rules(self, pair: Pair, spans: Sequence[Span]) -> Iterable[Span]:
        marks = find_counterparts(*self._alignment.texts(Link(*pair)))
        placed = [(mark.partner, span) for mark in marks for span in self._placed(pair, mark.side, mark.start, mark.end)]
        meant = {number for number, span in placed if number is not None and _meets(span, spans)}
        return (span for number, span in placed if number in meant)

    def _placed(self, pair: Pair, side: Side, start: int, end: int) -> Iterable[Span]:
        """A stretch of the link's text of a side, whose units stand one character apart, as it lies in its unit."""
        at = 0
        for unit in units_of(pair, side):
            length = len(self._alignment.units(side)[unit].text)
            if at <= start and end <= at + length:
                yield Span(side, unit, start - at, end - at)
            at += length + 1


def _meets(one: Span, others: Iterable[Span]) -> bool:
    return any(one[:2] == other[:2] and one.start < other.end and other.start < one.end for other in others)
