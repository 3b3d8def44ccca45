"""The vectors of texts as sums over their words.

Where a tokenizer cuts at white space first, a text's sum of token vectors is that of its words, and words recur: looking
them up is five times as fast as tokenizing every text.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from alignment.embedding.compilation import compiled
from alignment.embedding.vectors import Surroundings, Vectors, normalized

Places = NDArray[np.int32]

_MOST_WORDS = 60_000  # 90 MB of vectors of the shipped model
_FEW_WORDS = 2000  # added up before the machine code for many would be loaded


class WordSums:
    """The sums of the token vectors of words seen before. Threads may share it."""

    def __init__(self, tokenizer: Any, table: Vectors, prepare: Callable[[str], str]) -> None:
        self._tokenizer = tokenizer
        self._table = table
        self._prepare = prepare
        self._known = _KnownWords(table.shape[1])
        self._lock = threading.Lock()

    def sum_into(self, texts: Sequence[str], sums: Vectors) -> TextWords:
        """Write the sum of each text's token vectors into `sums`, shape (texts, dimension), and return its words."""
        words = [text.split() for text in texts]
        with self._lock:
            if len(self._known.places) > _MOST_WORDS:
                self._known = _KnownWords(self._table.shape[1])
            known = self._known
            places = np.fromiter(map(known.places.__getitem__, chain.from_iterable(words)), dtype=np.int32)
            try:
                self._learn(known)
            except BaseException:
                self._known = _KnownWords(self._table.shape[1])  # it has words without vectors
                raise
            rows = known.rows
        starts = np.cumsum([0, *map(len, words)])
        _sum_rows(rows, places, starts, sums)
        return TextWords(known, places, starts)

    def _learn(self, known: _KnownWords) -> None:
        """Add up the vectors of the new words, which have the last places."""
        if new := known.places.take_new():
            needed = len(known.places)
            start = needed - len(new)
            if needed > len(known.rows):
                # New rows, since another thread may be adding up the old ones.
                grown = np.zeros((2 * needed, known.rows.shape[1]), dtype=np.float32)
                grown[:start] = known.rows[:start]
                known.rows = grown
            sum_tokens(self._tokenizer, self._table, [self._prepare(word) for word in new], known.rows[start:needed])


class _WordPlaces(dict[str, int]):
    """The place of each word; a word that is asked for the first time gets the next one. Place 0 is no word's."""

    def __init__(self) -> None:
        super().__init__({"": 0})
        self._new: list[str] = []

    def __missing__(self, word: str) -> int:
        place = self[word] = len(self)
        self._new.append(word)
        return place

    def take_new(self) -> list[str]:
        """The words that have come since this was asked."""
        new, self._new = self._new, []
        return new


class _KnownWords:
    """Words and, at their places, their vectors, shape (places or more, dimension)."""

    def __init__(self, dimension: int) -> None:
        self.places = _WordPlaces()
        self.rows: Vectors = np.zeros((1024, dimension), dtype=np.float32)


class TextWords(NamedTuple):
    """The words of some texts."""

    known: _KnownWords

    places: Places
    """One text's words after another's."""

    starts: NDArray[np.int64]
    """Where each text's begin, and their number; shape (texts + 1,)."""

    def ends_of(self, words: int) -> tuple[Places, Places]:
        """The places of the first and of the last so many words of each text, filled up with 0; each of shape
        (texts, words)."""
        first, after = self.starts[:-1, None], self.starts[1:, None]
        offsets = np.arange(words)
        found = []
        for place, inside in (
            (first + offsets, first + offsets < after),
            (after - 1 - offsets, after - 1 - offsets >= first),
        ):
            ends = np.zeros(place.shape, dtype=np.int32)
            ends[inside] = self.places[place[inside]]
            found.append(ends)
        return found[0], found[1]


@dataclass(frozen=True, slots=True, eq=False)
class EdgeVectors:
    """The vectors of a few words of each text, added up when they are asked for: the words' places take a thirtieth of
    the room."""

    dimension: int

    batch: int
    """Texts in one of `batches`; the last may have fewer."""

    batches: list[tuple[_KnownWords, Places]] = field(default_factory=list)

    surroundings: Surroundings | None = None
    """What is taken out of the vectors."""

    def __len__(self) -> int:
        return self.batch * (len(self.batches) - 1) + len(self.batches[-1][1]) if self.batches else 0

    def __getitem__(self, texts: slice) -> Vectors:
        """The L2-normalized vectors of some texts, shape (texts, dimension)."""
        within = range(len(self))[texts]
        wanted = np.arange(within.start, within.stop, within.step)
        sums = np.zeros((len(wanted), self.dimension), dtype=np.float32)
        for number in range(within.start // self.batch, -(-within.stop // self.batch)):
            known, places = self.batches[number]
            first, last = np.searchsorted(wanted, [number * self.batch, (number + 1) * self.batch])
            chosen = places[wanted[first:last] - number * self.batch]
            _sum_rows(known.rows, chosen.ravel(), np.arange(len(chosen) + 1) * chosen.shape[1], sums[first:last])
        return normalized(self.surroundings.without(sums, texts) if self.surroundings else sums)


def sum_tokens(tokenizer: Any, table: Vectors, texts: Sequence[str], sums: Vectors) -> None:
    """Write the sum of each text's token vectors into `sums`, shape (texts, dimension)."""
    encodings = tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
    for row, encoding in enumerate(encodings):
        table[encoding.ids].sum(axis=0, out=sums[row])


def _sum_rows(rows: Vectors, places: Places, starts: NDArray[np.int64], sums: Vectors) -> None:
    """Sum the rows `places[starts[t]:starts[t + 1]]` into each `sums[t]`, which is zero."""
    if len(places) > _FEW_WORDS:
        _add_rows(rows, places, starts, sums)
    else:
        for text in range(len(sums)):
            rows[places[starts[text] : starts[text + 1]]].sum(axis=0, out=sums[text])


@compiled
def _add_rows(rows: Vectors, places: Places, starts: NDArray[np.int64], sums: Vectors) -> None:
    for text in range(len(sums)):
        total = sums[text]
        for place in range(starts[text], starts[text + 1]):
            row = rows[places[place]]
            for d in range(len(total)):
                total[d] += row[d]
