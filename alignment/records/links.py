"""Links between the units of two documents, the alignment that they make up, and places in it. All values are frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from alignment.records.notebook import ROWS, html_table, in_line
from alignment.records.texts import Document, Side, Unit
from alignment.records.versions import Version

if TYPE_CHECKING:
    import pandas

Level = Literal["paragraph", "sentence"]
Status = Literal["unreviewed", "accepted", "needs review"]
Origin = Literal["machine", "reviewer"]

TextPair = tuple[str, str]
"""A Kazakh text and the English one that it translates."""

Pair = tuple[tuple[int, ...], tuple[int, ...]]
"""The places of a link's Kazakh and English units."""


def units_of(pair: Pair, side: Side) -> tuple[int, ...]:
    """The places of a link's units on one side."""
    return pair[0] if side == "kk" else pair[1]


@dataclass(frozen=True, slots=True)
class Link:
    """A group of Kazakh units and a group of English units that translate each other (the field's *bead*).

    >>> Link((0, 1), (0,)).shape
    '2:1'
    """

    kk: tuple[int, ...]
    """Places of the Kazakh units, from 0, ascending. Empty where the translation omits what the original has."""

    en: tuple[int, ...]
    """Places of the English units, from 0, ascending. Empty where the translation adds what the original lacks."""

    confidence: float | None = None
    """Probability that the link is exactly right, in [0, 1], calibrated. `None` for a link that a reviewer made."""

    similarity: float | None = None
    """Cosine of the two sides' vectors, in [-1, 1]. Not a probability. `None` where a side is empty or nobody measured."""

    @property
    def pair(self) -> Pair:
        """Both sides: what identifies the link."""
        return self.kk, self.en

    @property
    def shape(self) -> str:
        """The numbers of units, such as `1:2`."""
        return f"{len(self.kk)}:{len(self.en)}"

    @property
    def is_deletion(self) -> bool:
        """Whether one side is empty (the field's 1:0 and 0:1)."""
        return not self.kk or not self.en


@dataclass(frozen=True, slots=True)
class ReviewedLink:
    """A link and what reviewers have made of it."""

    link: Link
    origin: Origin = "machine"
    status: Status = "unreviewed"
    reviewer: str = ""
    """Who acted on it last; empty before anybody did."""

    at: str = ""
    """When that was: UTC, ISO 8601."""

    @property
    def pair(self) -> Pair:
        return self.link.pair


class Span(NamedTuple):
    """A stretch of one unit's text."""

    side: Side
    unit: int
    """The unit's place in the document, from 0."""

    start: int
    end: int
    """Code points of the unit's text, end-exclusive."""


SpanPair = tuple[tuple[Span, ...], tuple[Span, ...]]
"""The Kazakh and English sentences of a link of sentences inside a link of paragraphs, as spans of the paragraphs."""


@dataclass(frozen=True, slots=True)
class SentenceLink:
    """What reviewers have said of a link of sentences inside a link of paragraphs."""

    pair: SpanPair
    status: Status
    reviewer: str
    at: str
    """When it was said: UTC, ISO 8601."""

    number: int
    """Sequence number of the event that said it. Where two are about the same words, the later one holds."""


class Point(NamedTuple):
    """A place in one side of a link, where its second part begins."""

    unit: int
    """The unit's place in the document, from 0; one beyond the last unit of the link: the second part has none of it."""

    end: int = 0
    """Code points of the unit's text that belong to the first part; 0: none, the place is between two units."""

    start: int = 0
    """Where in the unit's text the second part begins: after the space."""


class Cut(NamedTuple):
    """A unit that became two."""

    side: Side
    unit: int
    """Its place in the document, from 0, as units were counted before; its second part takes the place after it."""

    end: int
    """Where the text of the first part ends, in code points of the unit's text."""

    start: int
    """Where the text of the second part begins."""


Recount = Cut | Version
"""What makes the places of a side's units others than they were."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """The links that cover every unit of two documents exactly once, in reading order."""

    kk: Document
    en: Document
    level: Level
    kk_units: tuple[Unit, ...] = field(repr=False)
    en_units: tuple[Unit, ...] = field(repr=False)
    links: tuple[Link, ...] = field(repr=False)
    model: str = ""
    """Name of the encoder that the similarities come from."""

    crossings: tuple[Link, ...] = field(default=(), repr=False)
    """Moved text: pairs of units without partner that seem to translate each other, but would cross other links. They are
    suggestions, no part of the alignment."""

    cuts: tuple[Recount, ...] = field(default=(), repr=False, compare=False)
    """Units that have become two, and texts that gave way to new versions, since the documents were first read, in order:
    places are counted after them."""

    def document(self, side: Side) -> Document:
        """The document of one side."""
        return self.kk if side == "kk" else self.en

    def units(self, side: Side) -> tuple[Unit, ...]:
        """The units of one side."""
        return self.kk_units if side == "kk" else self.en_units

    def texts(self, link: Link) -> tuple[str, str]:
        """The link's Kazakh and English text, units joined by a space."""
        return (
            " ".join(self.kk_units[i].text for i in link.kk),
            " ".join(self.en_units[i].text for i in link.en),
        )

    @classmethod
    def from_frame(cls, frame: pandas.DataFrame, *, level: Level | None = None, model: str | None = None) -> Alignment:
        """Make an alignment of a data frame: one that `to_frame` made, or any with the columns `kk` and `en`.

        A frame with nothing but `kk` and `en` has one row a link; each cell that is not empty is a unit. The further
        columns of `to_frame` may be there or not; `kk_places` and `en_places` number the units, and rows may have been
        dropped: the units that are left are numbered anew.

        Args:
            level, model: as in `Alignment`; what `to_frame` put into `frame.attrs` when left out, else `paragraph` and "".

        Returns:
            The alignment. Of a frame that `to_frame` made, links, units, their ids, kinds and lines are as they were. What
            a frame does not hold: crossings, the files' sums, the marks of stray spaces, and what stood between two
            sentences (a space now).

        Raises:
            TypeError: this is no data frame.
            MalformedFrame: a column is missing, a cell holds what it must not, a unit stands in two rows, or rows are out
                of reading order; the message names the row by its label.
            EmptyText: a whole side is empty.

        >>> import pandas
        >>> frame = pandas.DataFrame({"kk": ["Сот шешім шығарды.", "Ол кетті."], "en": ["The court ruled.", None]})
        >>> alignment = Alignment.from_frame(frame)
        >>> [link.pair for link in alignment.links]
        [((0,), (0,)), ((1,), ())]
        """
        from alignment.corpora import from_frame

        return from_frame(frame, level=level, model=model)

    def to_frame(self) -> pandas.DataFrame:
        """The links as a pandas data frame, one row a link in reading order.

        Columns (the tuples have one entry a unit of the side):

        ============================ ========== ================================================================
        `kk`, `en`                   str        the texts, units joined by a space; "" where the side is empty
        `shape`                      str        numbers of units, such as `1:2`
        `confidence`, `similarity`   float64    as in `Link`; NaN where there is none
        `heading`                    bool       whether all units are headings
        `kk_places`, `en_places`     tuples     the units' places in the document, from 0
        `kk_units`, `en_units`       tuples     their ids
        `kk_texts`, `en_texts`       tuples     their texts
        `kk_lines`, `en_lines`       tuples     first and last line of each in its source
        `kk_headings`, `en_headings` tuples     each heading's level; `None` for running text
        ============================ ========== ================================================================

        The documents' names, the level and the model stand in `frame.attrs["alignment"]`. O(units).

        >>> from alignment import align
        >>> frame = align(["Сот шешім шығарды.", "Ол кетті."], ["The court ruled.", "He left."]).to_frame()
        >>> frame[["kk", "en", "shape"]]
                           kk                en shape
        0  Сот шешім шығарды.  The court ruled.   1:1
        1           Ол кетті.          He left.   1:1
        """
        from alignment.corpora import to_frame

        return to_frame(self)

    def write(self, path: str | Path, format: str | None = None) -> None:  # noqa: A002 – what callers write
        """Write the links to a file, whole or not at all.

        Args:
            path: its ending names the format, such as `.tmx`.
            format: a name that `alignment export --help` lists, for a path that ends otherwise.

        Raises:
            OutputException: there is no such format, or the file cannot be written.

        >>> from alignment import align
        >>> align(["Сот шешім шығарды."], ["The court ruled."]).write("links.tmx")
        """
        from alignment.corpora import corpus_of, write

        write(Path(path), corpus_of(self), format)

    def __repr__(self) -> str:
        """One line, whatever the texts' length."""
        units = f"{len(self.kk_units)} × {len(self.en_units)} units"
        names = f"{in_line(self.kk.name)} ~ {in_line(self.en.name)}"
        return f"Alignment({names}, {self.level}, {units}, {len(self.links)} links)"

    def _repr_html_(self) -> str:
        rows = (
            (str(number), *self.texts(link), "" if link.confidence is None else f"{link.confidence:.2f}")
            for number, link in enumerate(self.links[:ROWS])
        )
        more = len(self.links) - ROWS
        left_out = f"… and {more} more links" if more > 0 else ""
        return html_table(repr(self), ("link", "Kazakh", "English", "confidence"), rows, left_out)
