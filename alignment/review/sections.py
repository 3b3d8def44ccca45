"""The sections that the original's headings cut a text into, and which links belong to each."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from alignment.project import State
from alignment.records import Alignment, Sentence

_DEEPEST = 2  # numbered and lettered headings; bare ones head a page or two


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the original from one heading to the next."""

    id: str
    """Id of its first unit: what an assignment names."""

    title: str
    """Its heading; empty for what stands before the first one, or for a text without headings."""

    first: int
    """Place of its first English unit."""


def sections_of(alignment: Alignment) -> tuple[Section, ...]:
    """The sections in order; the first starts with the text. A text without numbered headings is cut at bare ones."""
    headings: list[tuple[int, int]] = []
    for place, unit in enumerate(alignment.en_units):
        if unit.kind == "heading":
            paragraph = alignment.en.paragraphs[unit.paragraph if isinstance(unit, Sentence) else place]
            headings.append((place, 3 if paragraph.level is None else paragraph.level))
    chosen = [place for place, level in headings if 0 < level <= _DEEPEST]
    if len(chosen) < 2:
        chosen = [place for place, level in headings if level]
    units = alignment.en_units
    sections = [Section(units[place].id, units[place].text, place) for place in chosen]
    if units and (not sections or sections[0].first > 0):
        title = units[0].text if units[0].kind == "heading" else ""
        sections.insert(0, Section(units[0].id, title, 0))
    return tuple(sections)


def sections_of_links(sections: tuple[Section, ...], state: State) -> list[int]:
    """For each link the place of its section. A link without English text belongs where the one before it does."""
    starts = [section.first for section in sections]
    places: list[int] = []
    for reviewed in state.links:
        en = reviewed.link.en
        if en:
            places.append(max(bisect_right(starts, en[0]) - 1, 0))
        else:
            places.append(places[-1] if places else 0)
    return places


def people_of_links(sections: tuple[Section, ...], state: State) -> list[str]:
    """Whom each link is assigned to: by itself, else by its section; empty: to nobody. O(links)."""
    by_section = dict(state.assignments)
    homes = sections_of_links(sections, state) if by_section and sections else [0] * len(state.links)
    owners = [by_section.get(section.id, "") for section in sections] or [""]
    return [state.assigned_to(r.pair) or owners[home] for r, home in zip(state.links, homes, strict=True)]
