"""The main path: two files, two documents, their units, the links between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from alignment.aligner import TextSide, align_sides, measure_background, prepare_side
from alignment.documents import read_document
from alignment.embedding import Encoder, load_encoder
from alignment.exceptions import SameLanguage
from alignment.languages import LANGUAGES
from alignment.records import Alignment, Document, Level, Link, Sentence, Unit
from alignment.sentences import sentences_of
from alignment.settings import SHIPPED_MODEL, AlignerSettings

Report = Callable[[str, int, int], None]
"""Called with the stage's name, the work done and the work there is."""


def align(
    kk: str | Path,
    en: str | Path,
    *,
    model: str = SHIPPED_MODEL,
    device: str | None = None,
    level: Level = "paragraph",
    settings: AlignerSettings | None = None,
    report: Report | None = None,
) -> Alignment:
    """Align a Kazakh text file with its English original.

    Args:
        kk, en: the files. Given in the other order they are swapped, since the letters tell them apart.
        model, device: an encoder's name or folder and where it runs, as `load_encoder` takes them.
        level: align paragraphs, or the sentences inside aligned paragraphs.
        report: told of the progress.

    Raises:
        InputException: a file cannot be used, or both are in one language.
        ModelException: the model cannot be loaded.
    """
    documents = read_document(kk), read_document(en)
    encoder = load_encoder(model, device)
    return align_documents(*documents, encoder, level=level, settings=settings, report=report)


def align_documents(
    kk: Document,
    en: Document,
    encoder: Encoder,
    *,
    level: Level = "paragraph",
    settings: AlignerSettings | None = None,
    report: Report | None = None,
) -> Alignment:
    """Align two documents that were read already; otherwise as `align`."""
    if kk.language == en.language:
        raise SameLanguage(
            f"{kk.name} and {en.name}: both are in {LANGUAGES[kk.language].name}; give one Kazakh and one English text"
        )
    if kk.language == "en":
        kk, en = en, kk
    kk_side, en_side = (_prepare(document.paragraphs, encoder, document, report) for document in (kk, en))
    links = align_sides(kk_side, en_side, settings)
    if level == "paragraph":
        return Alignment(kk, en, level, kk.paragraphs, en.paragraphs, tuple(links), encoder.name)
    inner = _SentenceSide.of(kk, encoder, report), _SentenceSide.of(en, encoder, report)
    links = list(_sentence_links(links, *inner, settings or AlignerSettings()))
    return Alignment(kk, en, level, inner[0].sentences, inner[1].sentences, tuple(links), encoder.name)


def _prepare(units: Sequence[Unit], encoder: Encoder, document: Document, report: Report | None) -> TextSide:
    stage = f"{LANGUAGES[document.language].name} {'paragraphs' if units is document.paragraphs else 'sentences'}"
    progress = (lambda done, total: report(stage, done, total)) if report else None
    return prepare_side(units, encoder, progress)


@dataclass(frozen=True, slots=True)
class _SentenceSide:
    """The sentences of one document, encoded, and where each paragraph's begin."""

    sentences: tuple[Sentence, ...]
    text: TextSide
    starts: list[int]

    @classmethod
    def of(cls, document: Document, encoder: Encoder, report: Report | None) -> _SentenceSide:
        sentences = sentences_of(document)
        counts = np.bincount([s.paragraph for s in sentences], minlength=len(document.paragraphs))
        return cls(sentences, _prepare(sentences, encoder, document, report), [0, *np.cumsum(counts).tolist()])

    def places(self, paragraphs: tuple[int, ...]) -> range:
        """The places of the sentences of neighbouring paragraphs."""
        return range(self.starts[paragraphs[0]], self.starts[paragraphs[-1] + 1]) if paragraphs else range(0)


def _sentence_links(
    paragraph_links: Sequence[Link], kk: _SentenceSide, en: _SentenceSide, settings: AlignerSettings
) -> Iterator[Link]:
    """Align the sentences inside each paragraph link. A link is right only if the paragraphs around it are."""
    background = measure_background(kk.text, en.text)
    for outer in paragraph_links:
        kk_places, en_places = kk.places(outer.kk), en.places(outer.en)
        parts = kk.text.part(kk_places), en.text.part(en_places)
        for link in align_sides(*parts, settings, background):
            yield replace(
                link,
                kk=tuple(kk_places[i] for i in link.kk),
                en=tuple(en_places[j] for j in link.en),
                confidence=(link.confidence or 0.0) * (outer.confidence or 0.0),
            )


class SentenceAligner:
    """Aligns the sentences inside one paragraph link at a time; both documents are encoded once."""

    def __init__(self, kk: Document, en: Document, encoder: Encoder) -> None:
        self._kk, self._en = _SentenceSide.of(kk, encoder, None), _SentenceSide.of(en, encoder, None)
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
        return tuple(_sentence_links([link], self._kk, self._en, AlignerSettings()))
