"""Vectors kept on disk, by the model they come from and the text they stand for."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

# What the module lets through where a file's schema or values are no text of its encoding, or of no sensible size.
_DAMAGE = (UnicodeError, OverflowError, MemoryError, SystemError)
_AT_ONCE = 500  # texts looked up in one query; SQLite allows some thousand parameters


class VectorCache:
    """The vectors of one model at one revision: a SQLite file in the user's cache folder.

    A cache that cannot be read or written is no reason to stop: then every text is encoded anew. Several threads may share
    one.
    """

    def __init__(self, revision: str, dimension: int) -> None:
        self._revision = revision
        self._dimension = dimension
        self._connection: sqlite3.Connection | None = None
        self._lock = threading.Lock()
        folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kk-en-alignment"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(folder / "vectors.sqlite", timeout=5, check_same_thread=False)
            connection.execute("CREATE TABLE IF NOT EXISTS vector (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID")
            self._connection = connection
        except (OSError, sqlite3.Error, *_DAMAGE):
            pass

    def find(self, texts: Sequence[str]) -> tuple[NDArray[np.float32], list[int]]:
        """A row a text, shape (texts, dimension), and the places of the texts that are not known yet (zero rows)."""
        rows = np.zeros((len(texts), self._dimension), dtype=np.float32)
        keys = [self._key(text) for text in texts]
        known: dict[bytes, bytes] = {}
        if self._connection is not None:
            try:
                for start in range(0, len(keys), _AT_ONCE):
                    part = keys[start : start + _AT_ONCE]
                    marks = ",".join("?" * len(part))
                    with self._lock:
                        known.update(
                            self._connection.execute(f"SELECT key, value FROM vector WHERE key IN ({marks})", part)
                        )
            except (sqlite3.Error, *_DAMAGE):
                known = {}
        missing = []
        for place, key in enumerate(keys):
            row = self._row(known.get(key))
            if row is None:
                missing.append(place)
            else:
                rows[place] = row
        return rows, missing

    def keep(self, texts: Sequence[str], rows: NDArray[np.float32]) -> None:
        """Remember the vectors of these texts."""
        if self._connection is None:
            return
        values = [(self._key(text), row.tobytes()) for text, row in zip(texts, rows, strict=True)]
        try:
            with self._lock, self._connection:
                self._connection.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?)", values)
        except (sqlite3.Error, *_DAMAGE):
            self._connection = None

    def _row(self, value: object) -> NDArray[np.float32] | None:
        """The vector that was kept so; `None` where it is none, for the file may be damaged."""
        if not isinstance(value, bytes) or len(value) != 4 * self._dimension:
            return None
        row = np.frombuffer(value, dtype=np.float32)
        return row if np.isfinite(row).all() else None

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(f"{self._revision}\0{text}".encode()).digest()
