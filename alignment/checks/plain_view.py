"""Text that came past the readers with letters in two code points, ligatures or hidden characters: the checks look at it
made clean, and what they find is told of the text as written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from alignment.checks.finding import Finding, Mark
from alignment.documents import clean_characters, clean_paragraph
from alignment.glossary import Glossary
from alignment.records import SIDES, Alignment, Change, Document, Paragraph, Sentence, Side, Unit


@dataclass(frozen=True, eq=False)
class PlainView:
    """An alignment with units that are not clean, as the checks see it."""

    alignment: Alignment
    """With clean units."""

    written: dict[Side, tuple[Unit, ...]]
    """The units as they are written."""

    changes: Mapping[Side, Sequence[tuple[Change, ...]]]
    """Of each of them: where it was made clean."""

    @classmethod
    def of(cls, alignment: Alignment) -> PlainView | None:
        """The view; `None` of an alignment whose units are all clean, as those of documents are. O(characters)."""
        changes = {side: [clean_characters(unit.text)[1] for unit in alignment.units(side)] for side in SIDES}
        if not any(one for side in SIDES for one in changes[side]):
            return None
        kk, en = _clean(alignment.kk), _clean(alignment.en)
        seen = replace(
            alignment,
            kk=kk,
            en=en,
            kk_units=_units(alignment.kk, alignment.kk_units),
            en_units=_units(alignment.en, alignment.en_units),
        )
        return cls(seen, {"kk": alignment.kk_units, "en": alignment.en_units}, changes)

    def told(self, finding: Finding) -> Finding:
        """What was found, of the text as it is written."""
        return replace(
            finding,
            kk=self._mark(finding.kk) if finding.kk else None,
            en=self._mark(finding.en) if finding.en else None,
            others=tuple(map(self._mark, finding.others)),
            twins=tuple(map(self.told, finding.twins)),
        )

    def _mark(self, mark: Mark) -> Mark:
        changes = self.changes[mark.side][mark.unit]
        if not changes:
            return mark
        start, end = _written(changes, mark.span[0], at_end=False), _written(changes, mark.span[1], at_end=True)
        return replace(mark, span=(start, end), text=self.written[mark.side][mark.unit].text[start:end])


def plain_glossary(glossary: Glossary) -> Glossary:
    """The glossary with clean words, so that they are found in clean texts."""
    terms = tuple(
        replace(term, kk=clean_characters(term.kk)[0], en=clean_characters(term.en)[0]) for term in glossary.terms
    )
    return glossary if terms == glossary.terms else Glossary(terms)


def _clean(document: Document) -> Document:
    return replace(document, paragraphs=tuple(map(clean_paragraph, document.paragraphs)))


def _units(document: Document, units: Sequence[Unit]) -> tuple[Unit, ...]:
    def clean(unit: Unit) -> Unit:
        if isinstance(unit, Paragraph):
            return clean_paragraph(unit)
        if isinstance(unit, Sentence):
            before = document.paragraphs[unit.paragraph].text[: unit.span[0]]
            text, start = clean_characters(unit.text)[0], len(clean_characters(before)[0])
            return replace(unit, text=text, span=(start, start + len(text)))
        return unit

    return tuple(map(clean, units))


def _written(changes: Sequence[Change], place: int, *, at_end: bool) -> int:
    """Where a place in the clean text is in the text as written. What was left out at it stands outside of a mark, and a
    letter that was spelled out as two is marked whole."""
    moved = 0
    for change in changes:
        grown = len(change.written) - (change.end - change.start)
        if change.start < place < change.end:
            return change.start + moved + (len(change.written) if at_end else 0)
        if change.end < place or (change.end == place and not (at_end and change.start == change.end)):
            moved += grown
    return place + moved
