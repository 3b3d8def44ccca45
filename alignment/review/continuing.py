"""Makes of a document the new version of a project's text: which of its units go on from which, and under which ids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby

from alignment.documents import sentences_of
from alignment.project import Project, Update, cutting
from alignment.records import Alignment, Document, Paragraph, Portion, Sentence, SharedWords, Side, Unit, Version
from alignment.review.matching import matched, same_border, same_words

_NUMBERS = re.compile(r"(?:kk|en)\.(\d+)(?:\.(\d+))?")


@dataclass(frozen=True, slots=True)
class _Part:
    """A unit of the new version: a stretch of one of the document's units."""

    start: int
    end: int
    came: tuple[int, ...]
    """Places of the units that it continues."""

    changed: bool = False
    shared: tuple[SharedWords, ...] = ()
    """The words that it has in common with them; `new` counts for nothing yet."""


class _Names:
    """Ids of units. One that was ever given is given to no other unit: what names it would stand with other words."""

    def __init__(self, project: Project, side: Side) -> None:
        self._side = side
        self._last: dict[str, int] = {}
        for unit in _units_ever(project, side):
            if numbers := _NUMBERS.match(unit):
                paragraph, sentence = numbers.groups()
                self._note(side, int(paragraph))
                if sentence:
                    self._note(f"{side}.{paragraph}", int(sentence))

    def _note(self, within: str, number: int) -> None:
        self._last[within] = max(self._last.get(within, 0), number)

    def new(self, within: str) -> str:
        """An id that no unit ever had, of a paragraph (within the side) or a sentence (within a paragraph's id)."""
        self._last[within] = self._last.get(within, 0) + 1
        return f"{within}.{self._last[within]}"

    def given(self, old: Sequence[str], came: Iterable[tuple[int, ...]], within: Sequence[str]) -> list[str]:
        """The ids of units: of the first that a unit continues, unless another has it already."""
        taken: set[str] = set()
        names = []
        for places, home in zip(came, within, strict=True):
            name = next((old[place] for place in places if old[place] not in taken), None) or self.new(home)
            taken.add(name)
            names.append(name)
        return names


def _units_ever(project: Project, side: Side) -> Iterator[str]:
    """The ids that the side's paragraphs and sentences have had."""
    yield from (paragraph.id for paragraph in project.machine.document(side).paragraphs)
    yield from (unit.id for unit in project.machine.units(side))
    for event in project.events():
        if isinstance(event.act, Update) and event.act.version.side == side:
            yield from (paragraph.id for paragraph in event.act.version.paragraphs)
            yield from (portion.id for portion in event.act.version.sentences)


def version_of(project: Project, alignment: Alignment, document: Document) -> Version:
    """The document as what takes the place of the text of its language.

    Args:
        alignment: the project's, as its units are counted now.
    """
    side = document.language
    old, names = alignment.units(side), _Names(project, side)
    if alignment.level == "paragraph":
        parts = _parts(old, document.paragraphs)
        came = tuple(part.came for own in parts for part in own)
        given = iter(names.given([unit.id for unit in old], came, [side] * len(came)))
        paragraphs = tuple(
            cutting.cut_out(whole, next(given), part.start, part.end)
            for whole, own in zip(document.paragraphs, parts, strict=True)
            for part in own
        )
        return _version(document, paragraphs, (), parts)
    document = _with_old_names(document, alignment.document(side).paragraphs, names)
    sentences = _sentences(alignment, document)
    parts = _parts(old, sentences)
    homes = [document.paragraphs[s.paragraph].id for s, own in zip(sentences, parts, strict=True) for _part in own]
    given = iter(names.given([unit.id for unit in old], [part.came for own in parts for part in own], homes))
    portions = tuple(
        Portion(next(given), whole.paragraph, whole.span[0] + part.start, whole.span[0] + part.end)
        for whole, own in zip(sentences, parts, strict=True)
        for part in own
    )
    return _version(document, document.paragraphs, portions, parts)


def _sentences(alignment: Alignment, document: Document) -> list[Sentence]:
    """The document's sentences. Those of a paragraph that reads as it did stay, however the splitter cuts today."""
    side = document.language
    spans: dict[int, list[tuple[int, int]]] = {}
    units = [unit for unit in alignment.units(side) if isinstance(unit, Sentence)]
    for _, parts in groupby(units, lambda unit: unit.id.partition("/")[0]):
        whole = list(parts)
        spans.setdefault(whole[0].paragraph, []).append((whole[0].span[0], whole[-1].span[1]))
    before = {p.id: (p.text, spans.get(place, [])) for place, p in enumerate(alignment.document(side).paragraphs)}
    found: list[Sentence] = []
    for place, own in groupby(sentences_of(document), lambda sentence: sentence.paragraph):
        paragraph, (first, *others) = document.paragraphs[place], own
        text, kept = before.get(paragraph.id, ("", []))
        if kept and text == paragraph.text:
            found += [replace(first, text=text[start:end], span=(start, end)) for start, end in kept]
        else:
            found += [first, *others]
    return found


def _with_old_names(document: Document, old: Sequence[Paragraph], names: _Names) -> Document:
    """The document; its paragraphs have the ids of those that they continue."""
    came: dict[int, tuple[int, ...]] = {}
    for before, after in matched([p.text for p in old], [p.text for p in document.paragraphs]):
        came |= dict.fromkeys(after, before)
    rows = [came[place] for place in range(len(document.paragraphs))]
    given = names.given([p.id for p in old], rows, [document.language] * len(rows))
    paragraphs = (replace(p, id=name) for p, name in zip(document.paragraphs, given, strict=True))
    return replace(document, paragraphs=tuple(paragraphs))


def _version(
    document: Document, paragraphs: tuple[Paragraph, ...], portions: tuple[Portion, ...], parts: Sequence[Sequence[_Part]]
) -> Version:
    flat = [part for own in parts for part in own]
    return Version(
        document.language,
        document.name,
        document.sha256,
        paragraphs,
        portions,
        tuple(part.came for part in flat),
        tuple(new for new, part in enumerate(flat) if part.changed),
        tuple(stretch._replace(new=new) for new, part in enumerate(flat) for stretch in part.shared),
    )


def _parts(old: Sequence[Unit], new: Sequence[Unit]) -> list[list[_Part]]:
    """What becomes of each of the document's units: itself, or the parts that a reviewer had cut the one before into."""
    wholes = [tuple(own) for _, own in groupby(range(len(old)), lambda place: old[place].id.partition("/")[0])]
    texts = [unit.text for unit in new]
    found: list[list[_Part]] = [[] for _ in new]
    for before, after in matched([" ".join(old[place].text for place in own) for own in wholes], texts):
        places = [place for whole in before for place in wholes[whole]]
        cut = _cut_alike(old, places, texts[after[0]]) if len(before) == len(after) == 1 else None
        if cut:
            found[after[0]] = cut
        else:
            for place, part in zip(after, _regrouped(old, places, [texts[at] for at in after]), strict=True):
                found[place] = [part]
    return found


def _cut_alike(old: Sequence[Unit], places: Sequence[int], text: str) -> list[_Part] | None:
    """The text cut where the one that it goes on from was; `None` where the words there are gone."""
    whole = " ".join(old[place].text for place in places)
    ends = [end - 1 for end in accumulate(len(old[place].text) + 1 for place in places)][:-1]
    borders = [(end, end + 1) if text == whole else same_border(whole, text, end) for end in ends]
    starts, stops = [0], []
    for border in borders:
        if border is None or border[0] <= starts[-1]:
            return None
        stops.append(border[0])
        starts.append(border[1])
    parts = []
    for place, start, end in zip(places, starts, [*stops, len(text)], strict=True):
        same = old[place].text == text[start:end]
        shared = () if same else _stretches([place], [old[place].text], [text[start:end]])
        parts.append(_Part(start, end, (place,), not same, shared))
    return parts


def _regrouped(old: Sequence[Unit], places: Sequence[int], texts: Sequence[str]) -> list[_Part]:
    """What becomes of units that were parted or joined: each text goes on from those whose words it has."""
    before = [old[place].text for place in places]
    shared = _stretches(places, before, texts)
    came = [{stretch.old for stretch in shared if stretch.new == at} for at in range(len(texts))]
    same = "".join("".join(before).split()) == "".join("".join(texts).split())
    parts = []
    for at, text in enumerate(texts):
        alone = len(came[at]) == 1 and sum(not came[at].isdisjoint(other) for other in came) == 1
        changed = bool(came[at]) and (not same or (alone and old[min(came[at])].text != text))
        own = tuple(stretch for stretch in shared if stretch.new == at)
        parts.append(_Part(0, len(text), tuple(sorted(came[at])), changed, own))
    return parts


def _stretches(places: Sequence[int], before: Sequence[str], after: Sequence[str]) -> tuple[SharedWords, ...]:
    return tuple(stretch._replace(old=places[stretch.old]) for stretch in same_words(before, after))
