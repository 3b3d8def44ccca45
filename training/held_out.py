"""What may not be trained on: lines of the benchmarks, and of what is kept back of them, known by its hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from alignment.files import bare_letters, line_hash, read_table
from alignment.scoring import read_benchmark

_STRETCH = 8  # words
_SHORTEST_LINE = 3  # words: "Yes." stands everywhere


class HeldOut:
    """Lines of three words and more, and stretches of eight words, that no training text may have.

    Args:
        benchmarks: folders with benchmarks, of documents (`.jsonl`) and of pairs (`_pairs.tsv`).
        hashes: folders with `lines.txt` (of lines as `line_hash` folds them) and `eight-words.txt` (see `stretches`).
    """

    def __init__(self, benchmarks: Iterable[Path] = (), hashes: Iterable[Path] = ()) -> None:
        self._lines: set[str] = set()
        self._stretches: set[str] = set()
        for folder in hashes:
            self._lines.update((folder / "lines.txt").read_text(encoding="ascii").split())
            self._stretches.update((folder / "eight-words.txt").read_text(encoding="ascii").split())
        for folder in benchmarks:
            for text in _texts_in(folder):
                self._lines.update(_lines(text))
                self._stretches.update(stretches(text))
        self.dropped = 0
        """Pairs that were not allowed."""

    def allows(self, *texts: str) -> bool:
        """Whether none of these texts is held out, or has eight words in a row from what is."""
        refused = any(
            not self._lines.isdisjoint(_lines(text)) or not self._stretches.isdisjoint(stretches(text)) for text in texts
        )
        self.dropped += refused
        return not refused


def _texts_in(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*.jsonl")):
        for pair in read_benchmark(path):
            yield from (*pair.kk, *pair.en)
    for path in sorted(folder.rglob("*_pairs.tsv")):
        for _, row in read_table(path):
            yield from (row["kk"], row["en"])


def texts_of(row: dict[str, str]) -> Iterator[str]:
    """The texts in a row of a table of pairs, whole; and the parts at `; `, which are equivalents in a lexicon."""
    for name, text in row.items():
        if name.startswith("kk") or name == "en":
            yield from {text, *text.split("; ")}


def _lines(text: str) -> Iterator[str]:
    if len(text.split()) >= _SHORTEST_LINE:
        yield line_hash(text)


def stretches(text: str) -> Iterator[str]:
    """The hash of each eight words in a row, of which letters and digits count alone; 12 hexadecimal digits."""
    words = [word for word in map(bare_letters, text.split()) if word]
    for start in range(len(words) - _STRETCH + 1):
        yield hashlib.sha256(" ".join(words[start : start + _STRETCH]).encode()).hexdigest()[:12]
