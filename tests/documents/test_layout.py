"""When a text counts as wrapped at its line ends, and which of its lines are joined then."""

from __future__ import annotations

import pytest

from alignment.documents.reading import parse_document

LONG = "Бұл жол осы мәтіннің ең ұзын жолы болғандықтан келесі сөз мұнда ешқалай да сыймайды."
SHORT = "Бұл жол одан әлдеқайда қысқа, әрине."


def texts(lines: list[str]) -> list[str]:
    return [paragraph.text for paragraph in parse_document("\n".join(lines) + "\n", "x", "kk").paragraphs]


def mixed(full: int, of: int = 20) -> list[str]:
    """Lines of which so many reach the margin, spread over the text."""
    return [LONG if (place * full) % of < full else SHORT for place in range(of)] + [SHORT]


@pytest.mark.parametrize("full", [0, 5, 8, 11])
def test_a_text_of_one_sentence_a_line_is_not_joined_because_some_are_long(full: int) -> None:
    lines = mixed(full)
    assert lines.count(LONG) == full
    assert texts(lines) == lines


@pytest.mark.parametrize("full", [13, 19])
def test_a_text_whose_lines_mostly_reach_the_margin_is_wrapped(full: int) -> None:
    lines = mixed(full)
    joined = texts(lines)
    assert len(joined) == lines.count(SHORT)
    assert " ".join(joined) == " ".join(lines)


def test_lines_longer_than_a_page_is_wide_are_paragraphs() -> None:
    for line, wrapped in ((LONG + " " + LONG, False), (LONG[:45] + ".", False), (LONG, True)):
        assert (len(texts([line] * 10 + [SHORT])) == 1) is wrapped
