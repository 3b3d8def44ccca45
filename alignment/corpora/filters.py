"""Which links of an aligned text go into a file."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, get_args

from alignment.corpora.entries import Corpus, LinkEntry
from alignment.exceptions import OutputException
from alignment.records import Alignment, Status

if TYPE_CHECKING:
    from alignment.review import Section

_SEPARATOR = "\0"  # in no text


@dataclass(frozen=True, slots=True)
class Filters:
    """What a link must be to go into a file; all links go where nothing is asked for.

    Raises:
        OutputException: a value is none that there can be; the message names those there are.
    """

    statuses: tuple[Status, ...] = ()
    """One of these; all where there is none."""

    min_confidence: float | None = None
    """At least this, in [0, 1]. Links that a reviewer made have no confidence and are taken; others without are not."""

    sections: tuple[Section, ...] = ()
    """In one of these; see `sections_named`."""

    max_ratio: float | None = None
    """At most this for the longer side's characters over the shorter one's; a link with an empty side has no ratio and is
    left out."""

    unique: bool = False
    """The first of those that say the same on both sides."""

    flagged: bool | None = None
    """With an error marked in it; `False`: without."""

    both_sides: bool = False
    """With text on both sides."""

    def __post_init__(self) -> None:
        known = get_args(Status)
        for status in self.statuses:
            if status not in known:
                raise OutputException("no status {name}: use one of {known}", name=repr(status), known=", ".join(known))
        if self.min_confidence is not None and not 0 <= self.min_confidence <= 1:
            raise OutputException("{value} is no confidence: use a number from 0 to 1", value=self.min_confidence)
        if self.max_ratio is not None and not (self.max_ratio >= 1 and math.isfinite(self.max_ratio)):
            raise OutputException("{value} is no ratio of lengths: use a number of at least 1", value=self.max_ratio)


def sections_named(alignment: Alignment, names: Collection[str]) -> tuple[Section, ...]:
    """The sections with these ids or titles, or several of them separated by commas; the case of a title's letters is free.

    Raises:
        OutputException: there is no such section; the message names those there are.
    """
    from alignment.review import sections_of

    sections = sections_of(alignment)
    found: dict[str, Section] = {}
    for name in names:
        # A title may hold commas itself.
        for part in [name] if _bearing(sections, name) or "," not in name else name.split(","):
            if not (own := _bearing(sections, part)):
                known = "; ".join(f"{section.id} {section.title}".strip() for section in sections)
                raise OutputException("no section {name}: there are {known}", name=repr(part.strip()), known=known)
            found |= {section.id: section for section in own}
    return tuple(found.values())


def _bearing(sections: Collection[Section], name: str) -> list[Section]:
    """The sections with this id or, where none has, this title."""
    return [section for section in sections if section.id == name.strip()] or [
        section for section in sections if section.title and _folded(section.title) == _folded(name)
    ]


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())


@dataclass(slots=True)
class Tally:
    """What has passed the filters so far, and what has not."""

    links: int = 0
    flags: set[int] = field(default_factory=set)
    """Ids of those that stand at the links."""

    left_out: Counter[str] = field(default_factory=Counter)
    """Links by the name of the first filter that left them out."""


def selected(corpus: Corpus, filters: Filters, tally: Tally | None = None) -> Corpus:
    """The links that pass the filters, one by one.

    Args:
        tally: counts while the entries are gone through.
    """
    tests = _tests(filters)
    return replace(corpus, entries=_passing(corpus, tests, tally or Tally()), count=None if tests else corpus.count)


def _passing(corpus: Corpus, tests: dict[str, Callable[[LinkEntry], bool]], tally: Tally) -> Iterator[LinkEntry]:
    for entry in corpus.entries:
        failed = next((name for name, passes in tests.items() if not passes(entry)), None)
        if failed is None:
            tally.links += 1
            if entry.flags:
                tally.flags.update(flag.id for flag in entry.flags)
            yield entry
        else:
            tally.left_out[failed] += 1


def _tests(filters: Filters) -> dict[str, Callable[[LinkEntry], bool]]:
    tests: dict[str, Callable[[LinkEntry], bool]] = {}
    least, most, ids = filters.min_confidence, filters.max_ratio, {section.id for section in filters.sections}
    if filters.statuses:
        tests["status"] = lambda entry: entry.reviewed.status in filters.statuses
    if least is not None:
        tests["min_confidence"] = lambda entry: (
            entry.reviewed.origin == "reviewer"
            if entry.reviewed.link.confidence is None
            else entry.reviewed.link.confidence >= least
        )
    if filters.sections:
        tests["sections"] = lambda entry: entry.section_id in ids
    if most is not None:
        tests["max_ratio"] = lambda entry: _ratio(entry) <= most
    if filters.flagged is not None:
        tests["flagged"] = lambda entry: bool(entry.flags) is filters.flagged
    if filters.both_sides:
        tests["both_sides"] = lambda entry: bool(entry.kk_text.strip() and entry.en_text.strip())
    if filters.unique:
        tests["unique"] = _first_of_its_kind()
    return tests


def _ratio(entry: LinkEntry) -> float:
    shorter, longer = sorted((len(entry.kk_text), len(entry.en_text)))
    return longer / shorter if shorter else math.inf


def _first_of_its_kind() -> Callable[[LinkEntry], bool]:
    seen: set[bytes] = set()

    def is_new(entry: LinkEntry) -> bool:
        # The texts of a million pairs would fill the memory; digests of this length are never equal by chance.
        both = f"{entry.kk_text}{_SEPARATOR}{entry.en_text}".encode(errors="replace")
        digest = hashlib.blake2b(both, digest_size=16).digest()
        size = len(seen)
        seen.add(digest)
        return len(seen) > size

    return is_new
