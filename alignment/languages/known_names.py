"""Names of places, peoples and persons that are known in both languages."""

from __future__ import annotations

from alignment.files import known_rows
from alignment.languages.language_tables import LANGUAGE_TABLES

KNOWN_NAMES: dict[str, tuple[str, ...]] = {
    row["kk"]: tuple(row["en"].split("; ")) for row in known_rows(LANGUAGE_TABLES / "known_names.tsv")
}
"""Kazakh names in lower case and base form, and the English names that answer to each."""

NAME_KINDS: dict[str, str] = {row["kk"]: row["kind"] for row in known_rows(LANGUAGE_TABLES / "known_names.tsv")}
"""What each of them is the name of: country (and what is of it), place, kz-place (in Kazakhstan or near), translated (not
spelled, as White House), saint (with rulers and the Scriptures), given, surname."""
