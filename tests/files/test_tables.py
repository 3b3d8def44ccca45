"""Tables: rows by column with their line, no quoting, and the row that does not fit named."""

from __future__ import annotations

from pathlib import Path

import pytest

from alignment.exceptions import MalformedFile
from alignment.files import known_rows, line_hash, parse_table, read_table


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ("en\tkk\nstrike\tереуіл\n", [(2, {"en": "strike", "kk": "ереуіл"})]),
        ("en\tkk\r\na\tb\r\nc\td", [(2, {"en": "a", "kk": "b"}), (3, {"en": "c", "kk": "d"})]),
        ("en\tkk\n\na\t\n", [(3, {"en": "a", "kk": ""})]),  # a blank line counts as a line and is no row
        ("\nen\na\n", [(3, {"en": "a"})]),
        ('en\tkk\n"a\tb"\n', [(2, {"en": '"a', "kk": 'b"'})]),  # a quotation mark is a letter like others
        ("en\n a, b \n", [(2, {"en": " a, b "})]),
        ("en\tkk\n", []),
        ("", []),
    ],
)
def test_rows_by_column(content: str, rows: list[tuple[int, dict[str, str]]], tmp_path: Path) -> None:
    assert list(parse_table(content.encode(), "a.tsv")) == rows
    (tmp_path / "a.tsv").write_bytes(content.encode())
    assert list(read_table(tmp_path / "a.tsv")) == rows
    assert known_rows(tmp_path / "a.tsv") == tuple(row for _, row in rows)


@pytest.mark.parametrize(("row", "found"), [("a", 1), ("a\tb\tc", 3), ("a\tb\t", 3)])
def test_a_row_that_does_not_fit_the_header_is_named(row: str, found: int, tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text(f"en\tkk\na\tb\n\n{row}\n", encoding="utf-8")
    with pytest.raises(
        MalformedFile, match=rf"^a\.tsv, line 4: {found} fields where the header has 2; separate them by tabs"
    ):
        list(read_table(tmp_path / "a.tsv"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("He left.", "HE  left", True),
        ("«Сот», 2017!", "сот 2017", True),
        ("ﬁne", "fine", True),  # a ligature
        ("Straße", "STRASSE", True),
        ("He left.", "She left.", False),
        ("12", "21", False),
        ("сот", "cот", False),  # a Latin letter
    ],
)
def test_lines_are_the_same_but_for_case_punctuation_and_spacing(one: str, other: str, same: bool) -> None:
    assert (line_hash(one) == line_hash(other)) is same
    assert len(line_hash(one)) == 16
    assert set(line_hash(one)) <= set("0123456789abcdef")
