"""Names that differ by more than spelling between Kazakh and English, or that are spelled in several ways."""

from __future__ import annotations

from alignment.files import known_rows
from alignment.languages.language_tables import LANGUAGE_TABLES

PLACES: dict[str, tuple[str, ...]] = {
    row["kk"]: tuple(row["en"].split("; ")) for row in known_rows(LANGUAGE_TABLES / "places.tsv")
}
"""Places, peoples (and the month of fasting) in lower case, and the English words that answer to each."""
