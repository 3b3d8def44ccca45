"""Where the terms of a glossary stand in both texts, inflected or not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

from alignment.glossary.terms import Glossary, english_pattern
from alignment.languages import alphabet_of, find_phrases, is_form_of, to_cyrillic, words_of
from alignment.records import Alignment, Link, Pair, ReviewedLink, Sentence, Side, Span, Term, TermStatus

_EN_BEGIN, _KK_BEGIN = 3, 2  # letters that a word keeps in all its forms, as the glossary and the inflection look for them

_SHORTEST = 3  # letters of a word that another is taken for a form of

_What = TypeVar("_What", str, Term)

TermMark = tuple[TermStatus | Literal[""], Span]
"""A place and the status of the rendering that stands there; empty in English."""


class LinkedUnits(Protocol):
    """Links as they are now, and which of them has a unit."""

    @property
    def links(self) -> Sequence[ReviewedLink]: ...

    def place_of_unit(self, side: Side, unit: int) -> int: ...


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A link in which a term stands on one side or both."""

    pair: Pair
    en: tuple[Span, ...]
    """Where the English term stands."""

    kk: tuple[tuple[Term, Span], ...]
    """Its Kazakh renderings and where they stand."""

    @property
    def marks(self) -> tuple[TermMark, ...]:
        """All places, the Kazakh ones with the rendering's status, the English ones with none."""
        return (*(("", span) for span in self.en), *((term.status, span) for term, span in self.kk))


class Concordance:
    """Looks terms up in an alignment's units; in Kazakh in Latin script too. What was looked up once is kept, so another
    glossary costs its new terms."""

    def __init__(self, alignment: Alignment) -> None:
        self._english = [unit.text for unit in alignment.en_units]
        self._alphabet = alphabet_of(alignment.kk_units)
        self._views = [to_cyrillic(unit.text, self._alphabet) for unit in alignment.kk_units] if self._alphabet else None
        texts = [view.text for view in self._views] if self._views else [unit.text for unit in alignment.kk_units]
        self._kazakh = [words_of(text) for text in texts]
        words = ([(m[0], m.start()) for m in re.finditer(r"\w+", text)] for text in self._english)
        self._en_places = _index(words, _EN_BEGIN)
        self._kk_places = _index(
            ([(word, place) for place, (word, _, _) in enumerate(words)] for words in self._kazakh), _KK_BEGIN
        )
        self._found: dict[tuple[Side, str], tuple[Span, ...]] = {}

    def english(self, glossary: Glossary) -> dict[str, tuple[Span, ...]]:
        """The places of each English term that occurs, in reading order; where two overlap the longer stands, as in
        `Glossary.find_english`."""
        found = [(en, span) for en in sorted(glossary.concepts) for span in self._spans("en", en)]
        places: dict[str, list[Span]] = {}
        for en, span in _apart(found):
            places.setdefault(en, []).append(span)
        return {en: tuple(spans) for en, spans in places.items()}

    def kazakh(self, renderings: Iterable[Term]) -> list[tuple[Term, Span]]:
        """The places of one term's renderings, in reading order; where two overlap the longer stands."""
        return _apart([(term, span) for term in renderings for span in self._spans("kk", term.kk)])

    def occurrences(self, glossary: Glossary, en: str, links: LinkedUnits) -> list[Occurrence]:
        """The links in which an English term of the glossary or one of its renderings stands, in reading order."""
        english: dict[int, list[Span]] = {}
        for span in self.english(glossary).get(en, ()):
            english.setdefault(links.place_of_unit("en", span.unit), []).append(span)
        kazakh: dict[int, list[tuple[Term, Span]]] = {}
        for term, span in self.kazakh(glossary.concepts.get(en, ())):
            kazakh.setdefault(links.place_of_unit("kk", span.unit), []).append((term, span))
        return [
            Occurrence(links.links[place].pair, tuple(english.get(place, ())), tuple(kazakh.get(place, ())))
            for place in sorted({*english, *kazakh})
        ]

    def look_up(self, side: Side, words: str) -> tuple[Span, ...]:
        """The places of any words of a side, in reading order, however they are inflected there. Words that are inflected
        themselves are looked up by that form of theirs, without some or all endings, which the text has most often.
        O(words of the text) the first time."""
        return self._spans(side, self._english_base(words.lower()) if side == "en" else self._kazakh_base(words))

    def _english_base(self, words: str) -> str:
        """The words with the last one in the singular, where the text has that."""
        words = " ".join(words.split())
        last = re.search(r"\w+$", re.sub(r"['’]s$|(?<=s)['’]$", "", words))
        if last is None:
            return words
        begin, word = words[: last.start()], last[0]
        singular = [word[:-3] + "y"] if word.endswith("ies") else [word[:-2], word[:-1]] if word.endswith("es") else []
        singular += [word[:-1]] if word.endswith("s") and not word.endswith("ss") else []
        known = {re.match(r"\w+", self._english[u][p:])[0].lower() for u, p in self._places_of_begin(word)}  # type: ignore[index]
        return begin + next((one for one in singular if one.lower() in known), word)

    def _places_of_begin(self, word: str) -> Sequence[tuple[int, int]]:
        return self._en_places.get(word.lower()[:_EN_BEGIN], ())

    def _kazakh_base(self, words: str) -> str:
        """The words, each as that word of the text which it can be a form of and which stands there most often: of two that
        begin alike, the rarer one is likelier another word."""
        if self._alphabet:
            words = to_cyrillic(words, self._alphabet).text
        return " ".join(self._likely_base(word.lower()) for word, _, _ in words_of(words)) or words

    def _likely_base(self, word: str) -> str:
        places = self._kk_places.get(word[:_KK_BEGIN], ())
        known = Counter(self._kazakh[unit][place][0].lower() for unit, place in places)
        bases = [one for one in known if _SHORTEST <= len(one) <= len(word) and is_form_of(word, one)]
        return max(bases, key=lambda one: (known[one], -len(one), one), default=word)

    def _spans(self, side: Side, words: str) -> tuple[Span, ...]:
        key = (side, words)
        if key not in self._found:
            self._found[key] = self._look_up_english(words) if side == "en" else self._look_up_kazakh(words)
        return self._found[key]

    def _look_up_english(self, term: str) -> tuple[Span, ...]:
        first = re.search(r"\w+", term)
        places = self._en_places.get(first[0].lower()[:_EN_BEGIN], ()) if first else ()
        pattern = english_pattern(term)
        if not first or first.start():
            # Whatever stands before the first word is part of the match, so it does not start where a word does.
            units = dict.fromkeys(unit for unit, _ in places)
            return tuple(Span("en", u, *match.span()) for u in units for match in pattern.finditer(self._english[u]))
        found: list[Span] = []
        for unit, start in places:
            if found and found[-1].unit == unit and start < found[-1].end:
                continue
            if match := pattern.match(self._english[unit], start):
                found.append(Span("en", unit, *match.span()))
        return tuple(found)

    def _look_up_kazakh(self, phrase: str) -> tuple[Span, ...]:
        if self._alphabet:
            phrase = to_cyrillic(phrase, self._alphabet).text
        bases = words_of(phrase)
        first = bases[0][0].lower() if bases else ""
        places = self._kk_places.get(first[:_KK_BEGIN], ())
        return tuple(
            Span("kk", unit, *(self._views[unit].written(*span) if self._views else span))
            for unit, place in places
            if is_form_of(self._kazakh[unit][place][0].lower(), first)
            for span in find_phrases(phrase, self._kazakh[unit][place : place + len(bases)])
        )


def passages(fine: Alignment, links: Sequence[Link], marks: Sequence[TermMark]) -> list[tuple[Pair, tuple[TermMark, ...]]]:
    """The sentences in which places of paragraphs stand.

    Args:
        fine: both documents with their sentences as units.
        links: the links of those sentences to look in.
        marks: places in paragraphs.

    Returns:
        Each link that holds one of the places, with the places as they stand in its sentences.
    """
    held: list[tuple[Pair, tuple[TermMark, ...]]] = []
    for link in links:
        sides: tuple[tuple[Side, tuple[int, ...]], ...] = (("kk", link.kk), ("en", link.en))
        own: list[TermMark] = [
            (status, Span(side, place, max(span.start - start, 0), min(span.end, end) - start))
            for side, places in sides
            for place in places
            if isinstance(sentence := fine.units(side)[place], Sentence)
            for start, end in [sentence.span]
            for status, span in marks
            if span.side == side and span.unit == sentence.paragraph and span.start < end and start < span.end
        ]
        if own:
            held.append((link.pair, tuple(own)))
    return held


def _index(texts: Iterable[Iterable[tuple[str, int]]], letters: int) -> dict[str, list[tuple[int, int]]]:
    """The unit and place of each word, by its first letters."""
    places: dict[str, list[tuple[int, int]]] = {}
    for unit, words in enumerate(texts):
        for word, place in words:
            places.setdefault(word.lower()[:letters], []).append((unit, place))
    return places


def _apart(found: list[tuple[_What, Span]]) -> list[tuple[_What, Span]]:
    """Without the places that overlap longer ones, in reading order."""
    taken: dict[int, list[Span]] = {}
    kept: list[tuple[_What, Span]] = []
    for what, span in sorted(found, key=lambda item: (item[1].start - item[1].end, item[1].start)):
        others = taken.setdefault(span.unit, [])
        if not any(other.start < span.end and span.start < other.end for other in others):
            others.append(span)
            kept.append((what, span))
    return sorted(kept, key=lambda item: item[1])
