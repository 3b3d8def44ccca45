"""Where the tables of what only the checks use lie: their figures, words and spellings."""

from __future__ import annotations

from pathlib import Path

CHECK_TABLES = Path(__file__).parent / "tables"
"""Tables that a linguist can edit; each row has its reason or source."""
