"""Passages whose sentences are known: the gold of the splitter. `*-1.txt` were written by somebody who had not read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "sentence_ends"


class Passage(NamedTuple):
    """A passage: its sentences, joined by one space, and what it is about."""

    kind: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """As the splitter reads it."""
        return " ".join(self.sentences)

    @property
    def ends(self) -> set[int]:
        """Where its sentences end, but for the last."""
        return inner_ends(self.sentences)


class Tally(NamedTuple):
    """How many ends are right, how many should not be there, how many are missed."""

    right: int
    over: int
    missed: int

    @property
    def precision(self) -> float:
        """The part of what was found that is right."""
        return self.right / max(1, self.right + self.over)

    @property
    def recall(self) -> float:
        """The part of what is there that was found."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.right / max(1, 2 * self.right + self.over + self.missed)


def inner_ends(sentences: Iterable[str]) -> set[int]:
    """Where sentences end that are joined by one space, but for the last."""
    ends, at = set(), 0
    for sentence in sentences:
        at += len(sentence)
        ends.add(at)
        at += 1
    return ends - {at - 1}


def passages(path: Path) -> Iterator[Passage]:
    """The passages of a file: one sentence a line, an empty line between passages, `# ` before what the next are about."""
    kind, lines = "", []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# "):
            kind = line[2:]
        elif line:
            lines.append(line)
        elif lines:
            yield Passage(kind, tuple(lines))
            lines = []


def tally(found: Iterable[Passage], ends: Callable[[str], set[int]]) -> Tally:
    """Counts what a splitter does with passages; `ends` gives where the sentences of a text end, but for the last."""
    right = over = missed = 0
    for passage in found:
        gold, own = passage.ends, ends(passage.text)
        right, over, missed = right + len(gold & own), over + len(own - gold), missed + len(gold - own)
    return Tally(right, over, missed)
