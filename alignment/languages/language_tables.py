"""Where the tables of what is known of the two languages lie."""

from __future__ import annotations

from pathlib import Path

LANGUAGE_TABLES = Path(__file__).parent / "tables"
"""Tables that a linguist can edit; each row has its reason or source."""
