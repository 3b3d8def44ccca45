"""Kazakh in Latin script: the checks look at it in Cyrillic, and what they find is told of the text as written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from alignment.checks.finding import Finding, Mark
from alignment.glossary import Glossary
from alignment.languages import CyrillicView, alphabet_of, is_cyrillic, to_cyrillic, to_latin
from alignment.records import Alignment, Message, Paragraph, Sentence, Unit


@dataclass(frozen=True, eq=False)
class LatinView:
    """An alignment whose Kazakh is in Latin script, as the checks see it."""

    alphabet: str
    alignment: Alignment
    """With the Kazakh in Cyrillic."""

    written: tuple[Unit, ...]
    """The Kazakh units as they are written."""

    views: Sequence[CyrillicView]
    """Of each of them."""

    @classmethod
    def of(cls, alignment: Alignment) -> LatinView | None:
        """The view; `None` of an alignment whose Kazakh is in Cyrillic."""
        alphabet = alphabet_of(alignment.kk_units)
        if alphabet is None:
            return None
        whole = [to_cyrillic(paragraph.text, alphabet) for paragraph in alignment.kk.paragraphs]
        views = [to_cyrillic(unit.text, alphabet) for unit in alignment.kk_units]
        paragraphs = tuple(map(_seen, alignment.kk.paragraphs, whole))
        units = tuple(
            replace(unit, text=view.text, span=whole[unit.paragraph].seen(*unit.span))
            if isinstance(unit, Sentence)
            else _seen(unit, view)
            if isinstance(unit, Paragraph)
            else unit
            for unit, view in zip(alignment.kk_units, views, strict=True)
        )
        kk = replace(alignment.kk, paragraphs=paragraphs)
        return cls(alphabet, replace(alignment, kk=kk, kk_units=units), alignment.kk_units, views)

    def glossary(self, glossary: Glossary) -> Glossary:
        """The glossary with Kazakh in Latin script in Cyrillic."""
        return Glossary(tuple(replace(term, kk=to_cyrillic(term.kk, self.alphabet).text) for term in glossary.terms))

    def told(self, finding: Finding) -> Finding:
        """What was found, of the text as it is written."""
        message = finding.message
        quoted = {mark.text: self._mark(mark).text for mark in (finding.kk, *finding.others) if mark and mark.side == "kk"}
        values = {name: self._value(value, quoted) for name, value in message.values.items()}
        return replace(
            finding,
            message=Message(message.template, values),
            kk=self._mark(finding.kk) if finding.kk else None,
            others=tuple(map(self._mark, finding.others)),
            fix=to_latin(finding.fix, self.alphabet) if finding.fix else finding.fix,
        )

    def _mark(self, mark: Mark) -> Mark:
        if mark.side != "kk":
            return mark
        start, end = self.views[mark.unit].written(*mark.span)
        return replace(mark, span=(start, end), text=self.written[mark.unit].text[start:end])

    def _value(self, value: str | float, quoted: dict[str, str]) -> str | float:
        if isinstance(value, Message) or not isinstance(value, str) or not any(map(is_cyrillic, value)):
            return value
        return quoted.get(value) or to_latin(value, self.alphabet)


def _seen(paragraph: Paragraph, view: CyrillicView) -> Paragraph:
    places = ([view.seen(place, place)[0] for place in some] for some in (paragraph.gaps, paragraph.indents))
    gaps, indents = map(tuple, places)
    return replace(paragraph, text=view.text, gaps=gaps, indents=indents)
