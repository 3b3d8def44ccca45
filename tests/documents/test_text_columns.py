"""Columns that stand side by side in plain text are read one after the other, and nothing else is."""

from __future__ import annotations

import time

import pytest

from alignment.documents import parse_document
from alignment.documents.text_columns import columns_apart

TEXT = (
    "the committee of the house said that the new law would be sent to parliament in the spring of the year and that the "
    "members had asked for it in the winter before the elections so that the courts of the land could read it in good time"
)


def wrapped(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def page(*texts: str, width: int = 36, late: int = 0) -> list[str]:
    """Columns side by side, each so many lines later than the one before."""
    columns = [[""] * (late * place) + wrapped(text, width) for place, text in enumerate(texts)]
    height = max(map(len, columns))
    rows = zip(*([*column, *[""] * (height - len(column))] for column in columns), strict=True)
    return ["".join(part.ljust(width + 4) for part in row).rstrip() for row in rows]


def paragraphs(*pages: list[str]) -> list[str]:
    return [one.text for one in parse_document("\f".join("\n".join(lines) + "\n" for lines in pages), "x", "en").paragraphs]


@pytest.mark.parametrize("columns", [2, 3])
@pytest.mark.parametrize("late", [0, 1])
def test_columns_are_read_one_after_the_other(columns: int, late: int) -> None:
    parts = [f"{name} {TEXT} {TEXT}." for name in ("First,", "Second,", "Third,")[:columns]]
    pages = [page(*parts, late=late)] * 3
    assert paragraphs(*pages) == parts * 3


def test_a_line_over_both_columns_stands_between_them() -> None:
    title = "Report of the committee on the law of the land and its courts, in full"
    found = paragraphs([title, "", *page(f"First, {TEXT} {TEXT}.", f"Second, {TEXT} {TEXT}.")])
    assert found == [title, f"First, {TEXT} {TEXT}.", f"Second, {TEXT} {TEXT}."]


def test_the_lines_are_those_of_the_source() -> None:
    lines = page(f"First, {TEXT} {TEXT}.", f"Second, {TEXT} {TEXT}.")
    found = parse_document("\n".join(lines), "x", "en").paragraphs
    assert [one.lines for one in found] == [(1, len(wrapped(found[0].text, 36))), (1, len(wrapped(found[1].text, 36)))]


@pytest.mark.parametrize(
    "lines",
    [
        [f"row {place}".ljust(30) + f"{place * 7}" for place in range(40)],
        [f"{name}".ljust(30) + "a longer text beside it " * (place % 3) for place, name in enumerate("abcdefghijklmnop")],
        wrapped(f"{TEXT} " * 9, 90),
        [f"{line[:40]}  {line[40:]}" for line in wrapped(f"{TEXT} " * 9, 90)][:10],
        page(TEXT[:80], TEXT[:80]),
    ],
)
def test_tables_and_text_with_wide_spaces_stay_as_they_are(lines: list[str]) -> None:
    assert columns_apart("\n".join(lines)) is None


def test_long_texts_and_long_lines_take_no_time() -> None:
    started = time.perf_counter()
    columns_apart("\n".join(page(TEXT, TEXT) * 2000))
    columns_apart("\n".join(["a  b " * 40_000] * 20))
    assert time.perf_counter() - started < 2
