"""The main path: two texts, two documents, their units, the links between them."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import get_args

import numpy as np

from alignment.aligner import (
    Background,
    TextSide,
    align_sides,
    ask_second,
    find_crossings,
    measure_background,
    measure_closeness,
    prepare_side,
    texts_of,
)
from alignment.documents import read_document, sentences_of
from alignment.embedding import Encoder, Progress, load_encoder
from alignment.exceptions import EmptyText, SameLanguage
from alignment.languages import LANGUAGES, alphabet_of
from alignment.records import Alignment, Document, Level, Link, Pair, Sentence, Side, Unit
from alignment.settings import SHIPPED_MODEL, AlignerSettings

StageProgress = Callable[[str, int, int], None]
"""Called with the stage's name, the work done and the work there is."""

Source = str | os.PathLike[str] | Document | Iterable[str]
"""What is aligned: a file, a document, or its units one by one."""


def align(
    kk: Source,
    en: Source,
    *,
    model: str | Encoder = SHIPPED_MODEL,
    device: str | None = None,
    level: Level = "paragraph",
    settings: AlignerSettings | None = None,
    progress: StageProgress | None = None,
    read_as: str | None = None,
    encoding: str | None = None,
    as_given: bool = False,
    second_opinion: str | Encoder | None = None,
) -> Alignment:
    """Align a Kazakh text with its English original.

    Args:
        kk, en: each a file, a `Document`, or the text's units: strings in a list, a generator or a column of a data frame,
            which are paragraphs of running text as they are. A `str` is always a path (`Document.from_text` takes a text).
            Given in the other order they are swapped, since the letters tell them apart.
        model, device: an encoder, or its name or folder and where it runs, as `load_encoder` takes them.
        level: align paragraphs, or the sentences inside aligned paragraphs; units given one by one are the paragraphs.
        progress: told how far each stage is.
        read_as, encoding: what both files are, as `read_document` takes them; told from their content when left out.
        as_given: the order is right: the first text is Kazakh and the second English, whatever their letters say.
        second_opinion: a heavier encoder, or its name or folder. It encodes what the first leaves in doubt, and that alone
            is aligned again. The alignment keeps the first model's name.

    Raises:
        InputException: a text cannot be used, or both are in one language.
        ModelException: a model cannot be loaded.
        TypeError: a text is none of these; the message says which and what it is.

    >>> kk = ["Сот шешім шығарды.", "Оның адвокаты шағым түсірді.", "Ол кетті."]
    >>> en = ["The court ruled. His lawyer appealed.", "He left."]
    >>> alignment = align(kk, en)
    >>> alignment
    Alignment(kk ~ en, paragraph, 3 × 2 units, 2 links)
    >>> [link.pair for link in alignment.links]
    [((0, 1), (0,)), ((2,), (1,))]
    """
    if level not in get_args(Level):
        raise ValueError(f"no level {level!r}: use one of {', '.join(get_args(Level))}")
    if as_given:
        documents = _document(kk, "kk", read_as, encoding, "kk"), _document(en, "en", read_as, encoding, "en")
    else:
        documents = _in_order(_document(kk, "kk", read_as, encoding), _document(en, "en", read_as, encoding))
    encoder = load_encoder(model, device) if isinstance(model, str) else model
    second = load_encoder(second_opinion, device) if isinstance(second_opinion, str) else second_opinion
    return align_documents(*documents, encoder, level=level, settings=settings, progress=progress, second_opinion=second)


def _document(
    source: Source, argument: str, read_as: str | None, encoding: str | None, side: Side | None = None
) -> Document:
    """The document, in the language that `side` says if it says one."""
    if isinstance(source, Document):
        if not source.paragraphs:
            raise EmptyText("{name}: the document has no paragraphs", name=source.name)
        return source if side in (None, source.language) else _renamed(source, side)
    if isinstance(source, str | os.PathLike):
        path = source if isinstance(source, str) else Path(source)
        return read_document(path, side, read_as=read_as, encoding=encoding)
    if not isinstance(source, Iterable):
        raise TypeError(f"{argument}: give a path, a Document or a list of strings, not {type(source).__name__}")
    document = Document.from_units(source, side, name=argument)
    return replace(document, name=document.language)  # which is the other name where the two were swapped


def _renamed(document: Document, side: Side) -> Document:
    """The document in another language, by which its units are called."""
    paragraphs = (replace(p, id=side + p.id.removeprefix(document.language)) for p in document.paragraphs)
    return replace(document, language=side, paragraphs=tuple(paragraphs))


def _in_order(first: Document, second: Document) -> tuple[Document, Document]:
    """The Kazakh document and the English one.

    Raises:
        SameLanguage: both are in one language.
    """
    if first.language == second.language:
        raise SameLanguage(
            "{first} and {second}: both are in Kazakh; give one Kazakh and one English text (--as-given if they are)"
            if first.language == "kk"
            else "{first} and {second}: both are in English; give one Kazakh and one English text (--as-given if they are)",
            first=first.name,
            second=second.name,
        )
    return (second, first) if first.language == "en" else (first, second)


def align_documents(
    kk: Document,
    en: Document,
    encoder: Encoder,
    *,
    level: Level = "paragraph",
    settings: AlignerSettings | None = None,
    progress: StageProgress | None = None,
    second_opinion: Encoder | None = None,
) -> Alignment:
    """Align two documents by an encoder that is loaded already; otherwise as `align`.

    >>> kk, en = Document.from_units(["Ол кетті."]), Document.from_units(["He left."])
    >>> align_documents(kk, en, load_encoder())
    Alignment(units ~ units, paragraph, 1 × 1 units, 1 links)
    """
    kk, en = _in_order(kk, en)
    kk_side, en_side = (_prepare(document.paragraphs, encoder, document, progress) for document in (kk, en))
    background = measure_background(kk_side, en_side)
    links = align_sides(kk_side, en_side, settings, background)
    if second_opinion:
        told = _told("Doubtful paragraphs", progress)
        (links,) = ask_second([links], kk_side, en_side, second_opinion, background, settings, told)
    if level == "paragraph":
        crossings = find_crossings(kk_side, en_side, links, background)
        return Alignment(kk, en, level, kk.paragraphs, en.paragraphs, tuple(links), encoder.name, tuple(crossings))
    inner = _SentenceSide.of(kk, encoder, progress), _SentenceSide.of(en, encoder, progress)
    closeness = _closeness(kk_side.texts, en_side.texts, links, settings)
    background = replace(measure_background(inner[0].text, inner[1].text), closeness=closeness)
    groups = [list(_inside(outer, *inner, background, settings)) for outer in links]
    if second_opinion:
        told = _told("Doubtful sentences", progress)
        groups = ask_second(groups, inner[0].text, inner[1].text, second_opinion, background, settings, told)
    links = [_allowed(link, outer) for outer, group in zip(links, groups, strict=True) for link in group]
    return Alignment(kk, en, level, inner[0].sentences, inner[1].sentences, tuple(links), encoder.name)


def realign_rest(
    alignment: Alignment, fixed: Collection[Pair], encoder: Encoder, *, settings: AlignerSettings | None = None
) -> tuple[Link, ...]:
    """Align again what no fixed link holds.

    Fixed links that keep the order are anchors: nothing is linked across them. Those that cross others only keep their
    own units out.

    Args:
        fixed: the links that stay, as accepted by a reviewer.

    Returns:
        New links, in reading order, that cover each unit outside the fixed links once.

    >>> alignment = align(["Сот шешім шығарды.", "Ол кетті."], ["The court ruled.", "He left."])
    >>> [link.pair for link in realign_rest(alignment, [((0,), (0,))], load_encoder())]
    [((1,), (1,))]
    """
    held = [{place for pair in fixed for place in pair[side]} for side in (0, 1)]
    units = alignment.kk_units, alignment.en_units
    free = [[place for place in range(len(units[side])) if place not in held[side]] for side in (0, 1)]
    alphabets = alphabet_of(alignment.kk_units), None
    kk, en = (
        prepare_side([units[side][place] for place in free[side]], encoder, alphabet=alphabets[side]) for side in (0, 1)
    )
    background = None
    if len(kk) and len(en):
        # All links tell how close a translation it is, those that stay among them.
        texts = [texts_of(units[side], alphabets[side]) for side in (0, 1)]
        closeness = _closeness(texts[0], texts[1], alignment.links, settings)
        background = replace(measure_background(kk, en), closeness=closeness)
    # Each anchor cuts both sides; the cuts are counted in free units.
    cuts = [(bisect_left(free[0], pair[0][0]), bisect_left(free[1], pair[1][0])) for pair in anchors(fixed)]
    links: list[Link] = []
    for (i0, j0), (i, j) in pairwise([(0, 0), *cuts, (len(kk), len(en))]):
        for link in align_sides(kk.part(range(i0, i)), en.part(range(j0, j)), settings, background):
            places = tuple(free[0][i0 + k] for k in link.kk), tuple(free[1][j0 + k] for k in link.en)
            links.append(replace(link, kk=places[0], en=places[1]))
    return tuple(links)


def anchors(fixed: Collection[Pair]) -> list[Pair]:
    """As many two-sided links as can be had that keep the order, in reading order (longest increasing subsequence)."""
    candidates = sorted(pair for pair in fixed if pair[0] and pair[1])
    lowest: list[int] = []  # the least first English unit that ends a chain of each length
    ends: list[int] = []  # and the candidate that it belongs to
    before: list[int | None] = []
    for at, (_, en) in enumerate(candidates):
        length = bisect_left(lowest, en[0])
        before.append(ends[length - 1] if length else None)
        lowest[length : length + 1] = [en[0]]
        ends[length : length + 1] = [at]
    chain: list[Pair] = []
    place = ends[-1] if ends else None
    while place is not None:
        kk, en = candidates[place]
        # A link with gaps may hold units beyond the next link's first ones; then it is no anchor.
        if not chain or (kk[-1] < chain[-1][0][0] and en[-1] < chain[-1][1][0]):
            chain.append((kk, en))
        place = before[place]
    return chain[::-1]


def _closeness(kk: Sequence[str], en: Sequence[str], links: Iterable[Link], settings: AlignerSettings | None) -> float:
    """How close a translation is, by links of units with these texts."""
    typical = (settings or AlignerSettings()).typical_closeness
    return measure_closeness(kk, en, (link.pair for link in links), typical)


def _prepare(units: Sequence[Unit], encoder: Encoder, document: Document, progress: StageProgress | None) -> TextSide:
    stage = f"{LANGUAGES[document.language].name} {'paragraphs' if units is document.paragraphs else 'sentences'}"
    return prepare_side(units, encoder, _told(stage, progress))


def _told(stage: str, progress: StageProgress | None) -> Progress | None:
    """What tells of one stage's progress."""
    return (lambda done, total: progress(stage, done, total)) if progress else None


@dataclass(frozen=True, slots=True)
class _SentenceSide:
    """The sentences of one document, encoded, and where each paragraph's begin."""

    sentences: tuple[Sentence, ...]
    text: TextSide
    starts: list[int]

    @classmethod
    def of(cls, document: Document, encoder: Encoder, progress: StageProgress | None) -> _SentenceSide:
        sentences = sentences_of(document)
        counts = np.bincount([s.paragraph for s in sentences], minlength=len(document.paragraphs))
        return cls(sentences, _prepare(sentences, encoder, document, progress), [0, *np.cumsum(counts).tolist()])

    def places(self, paragraphs: tuple[int, ...]) -> range:
        """The places of the sentences of neighbouring paragraphs."""
        return range(self.starts[paragraphs[0]], self.starts[paragraphs[-1] + 1]) if paragraphs else range(0)


def _inside(
    outer: Link, kk: _SentenceSide, en: _SentenceSide, background: Background, settings: AlignerSettings | None
) -> Iterator[Link]:
    """Align the sentences inside a paragraph link."""
    kk_places, en_places = kk.places(outer.kk), en.places(outer.en)
    for link in align_sides(kk.text.part(kk_places), en.text.part(en_places), settings, background):
        yield replace(link, kk=tuple(kk_places[i] for i in link.kk), en=tuple(en_places[j] for j in link.en))


def _allowed(link: Link, outer: Link) -> Link:
    """A sentence link as sure as the paragraphs around it allow: it is right only if they are."""
    return replace(link, confidence=(link.confidence or 0.0) * (outer.confidence or 0.0))


class SentenceAligner:
    """Aligns the sentences inside one paragraph link at a time; both documents are encoded once.

    Args:
        links: of the paragraphs; they tell how close a translation it is. Left out, each paragraph tells for itself.
    """

    def __init__(self, kk: Document, en: Document, encoder: Encoder, links: Sequence[Link] = ()) -> None:
        self._kk, self._en = _SentenceSide.of(kk, encoder, None), _SentenceSide.of(en, encoder, None)
        texts = texts_of(kk.paragraphs), texts_of(en.paragraphs)
        closeness = _closeness(*texts, links, None) if links else None
        self._background = replace(measure_background(self._kk.text, self._en.text), closeness=closeness)
        self.alignment = Alignment(kk, en, "sentence", self._kk.sentences, self._en.sentences, (), encoder.name)
        """Both documents with their sentences as units, and no links."""

    def inside(self, link: Link) -> tuple[Link, ...]:
        """The links of the sentences of a paragraph link, by their places in `alignment`. Paragraphs that do not stand
        together give one link of all their sentences."""
        if any(list(side) != list(range(side[0], side[-1] + 1)) for side in link.pair if side):
            kk, en = (
                tuple(i for place in places for i in own.places((place,)))
                for own, places in ((self._kk, link.kk), (self._en, link.en))
            )
            return (Link(kk, en),)
        inner = _inside(link, self._kk, self._en, self._background, None)
        return tuple(_allowed(one, link) for one in inner)
