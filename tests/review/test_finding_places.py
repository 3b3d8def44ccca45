"""Finding a unit by a line inside it, and sections by their headings' levels."""

from __future__ import annotations

from dataclasses import replace

import pytest

from alignment.records import Alignment, Document, Paragraph
from alignment.review.search import find_place
from alignment.review.sections import sections_of
from tests.conftest import small_alignment


def with_english(*paragraphs: Paragraph) -> Alignment:
    return replace(small_alignment(), en=Document("en.txt", "en", paragraphs), en_units=paragraphs, links=())


def heading(place: int, level: int) -> Paragraph:
    return Paragraph(f"en.{place}", "heading", f"Heading {place}", (place, place), level)


@pytest.mark.parametrize(("line", "place"), [(1, 0), (3, 0), (4, 0), (5, None), (6, 1), (9, 1), (10, None)])
def test_a_line_is_found_in_the_unit_that_it_is_part_of(line: int, place: int | None) -> None:
    texts = with_english(Paragraph("en.1", "body", "One.", (1, 4)), Paragraph("en.2", "body", "Two.", (6, 9)))
    assert find_place(f"line {line}", texts) == (None if place is None else ("en", place))


@pytest.mark.parametrize(
    ("levels", "starts"),
    [
        ([0, 1, 2, 3, 2], [0, 1, 2, 4]),  # numbered and lettered ones cut, bare ones do not
        ([1, 3, 1, 3], [0, 2]),
        ([0, 3, 3, 3], [0, 1, 2, 3]),  # where there are no others, bare ones do
        ([0, 1, 3, 3], [0, 1, 2, 3]),  # one alone cuts nothing
    ],
)
def test_sections_start_at_headings_of_two_levels(levels: list[int], starts: list[int]) -> None:
    sections = sections_of(with_english(*(heading(place, level) for place, level in enumerate(levels, 1))))
    assert [section.first for section in sections] == starts
