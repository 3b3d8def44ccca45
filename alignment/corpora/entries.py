"""Links as files have them: both texts, what people made of the link, and what they say of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from alignment.records import Alignment, Comment, Flag, Level, Paragraph, Proposal, Rating, ReviewedLink, Unit

if TYPE_CHECKING:
    from alignment.project import State


@dataclass(frozen=True, slots=True)
class LinkEntry:
    """One link with all that a file may say of it. What is said names units by their places in the documents."""

    reviewed: ReviewedLink
    kk: tuple[Unit, ...]
    """The link's Kazakh units; none where the translation omits something."""

    en: tuple[Unit, ...]
    flags: tuple[Flag, ...] = ()
    """Those that share a unit with the link; one may stand at several links."""

    comments: tuple[Comment, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    ratings: tuple[Rating, ...] = ()
    section: str = ""
    """Heading of the section that the link stands in; empty before the first."""

    section_id: str = field(default="", compare=False)
    """Id of that section's first unit, which no file keeps."""

    @property
    def kk_text(self) -> str:
        """The Kazakh units, joined by a space."""
        return _joined(self.kk)

    @property
    def en_text(self) -> str:
        """The English units, joined by a space."""
        return _joined(self.en)


def _joined(units: tuple[Unit, ...]) -> str:
    # Most sides are one unit, and a writer asks a million times.
    return units[0].text if len(units) == 1 else " ".join([unit.text for unit in units])


@dataclass(frozen=True, slots=True)
class Corpus:
    """An aligned text on its way to or from a file."""

    kk_name: str
    """Name of the Kazakh document."""

    en_name: str
    level: Level
    model: str
    """Name of the encoder that the machine's links come from; empty where nobody says."""

    title: str
    """The project's title, or empty."""

    entries: Iterable[LinkEntry]
    """In reading order. A writer goes through them once and keeps none."""

    count: int | None = None
    """How many there are, where that is known beforehand."""

    paragraphs: Mapping[str, Paragraph] = field(default_factory=dict)
    """At sentence level the paragraphs with a heading's level or stray spaces, by id: sentences say nothing of these."""


def corpus_of(alignment: Alignment, state: State | None = None, title: str = "") -> Corpus:
    """What there is to write of an alignment; with a state, of what reviewers made of it. O(links + notes).

    Args:
        alignment: as the state counts its units: `project.alignment_of(state)`.
    """
    count = len(state.links if state else alignment.links)
    names = alignment.kk.name, alignment.en.name
    marked = {
        paragraph.id: paragraph
        for document in (alignment.kk, alignment.en)
        for paragraph in document.paragraphs
        if alignment.level == "sentence" and (paragraph.level is not None or paragraph.gaps or paragraph.indents)
    }
    return Corpus(*names, alignment.level, alignment.model, title, _entries(alignment, state), count, marked)


def _entries(alignment: Alignment, state: State | None) -> Iterator[LinkEntry]:
    # Slow to import, and whoever only names the formats does without them.
    from alignment.project import State
    from alignment.review import sections_of, sections_of_links

    if state is None:
        links = tuple(map(ReviewedLink, alignment.links))
        state = State(links, (), 0)
    sections = sections_of(alignment)
    for reviewed, section in zip(state.links, sections_of_links(sections, state), strict=True):
        link = reviewed.link
        yield LinkEntry(
            reviewed,
            tuple(alignment.kk_units[place] for place in link.kk),
            tuple(alignment.en_units[place] for place in link.en),
            state.flags_of(link),
            state.comments_of(link),
            state.proposals_of(link),
            state.ratings_of(link.pair),
            sections[section].title,
            sections[section].id,
        )
