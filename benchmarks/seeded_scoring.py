"""What the checks find of the seeded faults: the pairs of a register as documents, and whose finding is whose."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path
from random import Random

from alignment.checks import Finding, check
from alignment.records import Alignment, Document, Link, Side, TextPair
from alignment.settings import SHIPPED_MODEL
from benchmarks.seeded_faults import Seed, choose, fold
from benchmarks.seeded_material import Material

BLOCK = 200
"""Pairs that make up a document pair."""

REGISTERS = {
    "ntrex": "dev_pairs.tsv",
    "wmt19": "real/wmt19_pairs.tsv",
    "mozilla": "real/mozilla_pairs.tsv",
    "tatoeba": "real/tatoeba_pairs.tsv",
    "lit": "real/lit_pairs.tsv",
}
"""The files of the folder, by register: Kazakh and English between tabs, with a line of titles."""

Place = tuple[Side, int, int]
"""A side, and code points of the text of its unit, end-exclusive."""


@dataclass(frozen=True, slots=True)
class Line:
    """A pair of a register."""

    register: str
    number: int
    """The line of its file, from 1."""

    pair: TextPair
    """Clean."""


@dataclass(slots=True)
class Told:
    """A finding, as it concerns one pair."""

    check: str
    spans: tuple[Place, ...]
    message: str
    words: tuple[str, ...]
    """What it marks."""


@dataclass(slots=True)
class Result:
    """A pair after the checks."""

    line: Line
    seed: Seed | None = None
    found: list[Told] = field(default_factory=list)
    """Findings that overlap the fault, and that the clean text does not get."""

    lucky: list[Told] = field(default_factory=list)
    """Findings that overlap the fault, and that the clean text gets too."""

    beside: list[Told] = field(default_factory=list)
    """Other findings in the pair."""

    clean: list[Told] = field(default_factory=list)
    """What the checks tell of it in the clean text."""


def read_register(path: Path, register: str, faulty: frozenset[str] = frozenset()) -> list[Line]:
    """The pairs of a file, each once and without those that are known to be faulty, made clean as documents are.

    Raises:
        ValueError: a line has no tab; the message is one line.
    """
    lines, known = [], set()
    for number, row in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if number == 1 or not row.strip():
            continue
        kk, tab, en = row.partition("\t")
        if not tab:
            raise ValueError(f"{path}:{number}: no tab between the Kazakh and the English text")
        if kk.strip() and en.strip():
            pair = (unicodedata.normalize("NFC", kk).strip(), unicodedata.normalize("NFC", en.split("\t")[0]).strip())
            if pair not in known:
                known.add(pair)
                lines.append(Line(register, number, pair))
    kk_clean, en_clean = (_document([line.pair[side] for line in lines], ("kk", "en")[side]) for side in (0, 1))
    clean = [
        replace(line, pair=(one.text, two.text))
        for line, one, two in zip(lines, kk_clean.paragraphs, en_clean.paragraphs, strict=True)
    ]
    return [line for line in clean if fold(line.pair) not in faulty]


def read_faulty(path: Path) -> frozenset[str]:
    """The list of faulty pairs."""
    rows = path.read_text(encoding="utf-8").splitlines()
    return frozenset(row.split()[0] for row in rows if row.strip() and not row.startswith("#"))


def materials_of(lines: Sequence[Line]) -> dict[str, Material]:
    """What each register offers, all of whose lines are given in order."""
    registers = dict.fromkeys(line.register for line in lines)
    return {name: Material.of([line.pair for line in lines if line.register == name]) for name in registers}


def seeded(lines: Sequence[Line], material: Mapping[str, Material], part: int = 0) -> list[Result]:
    """The lines, one in five with a fault in it; the same for the same lines.

    Args:
        material: what each register offers.
        part: which fifth of the pairs.
    """
    materials = [material[line.register] for line in lines]
    seeds = choose([line.pair for line in lines], materials, Random(f"seeds {part}"), part)
    return [Result(line, seeds.get(place)) for place, line in enumerate(lines)]


def blocks(results: Sequence[Result]) -> list[list[Result]]:
    """The results of each register in blocks, in order."""
    registers = dict.fromkeys(result.line.register for result in results)
    parts = [[result for result in results if result.line.register == register] for register in registers]
    return [part[start : start + BLOCK] for part in parts for start in range(0, len(part), BLOCK)]


Judge = Callable[[Alignment], list[Finding]]


def read_clean(block: Sequence[Result], judge: Judge = check) -> None:
    """Let the checks read a block without its faults."""
    for place, told in _told([result.line.pair for result in block], judge):
        block[place].clean.append(told)


def read_seeded(block: Sequence[Result], judge: Judge = check) -> None:
    """Let the checks read a block with its faults, after the clean one."""
    for place, told in _told([result.seed.pair if result.seed else result.line.pair for result in block], judge):
        result = block[place]
        if not result.seed or not _overlap(told.spans, result.seed.spans):
            result.beside.append(told)
        elif any(one.check == told.check and one.words == told.words for one in result.clean):
            result.lucky.append(told)
        else:
            result.found.append(told)


def _told(pairs: Sequence[TextPair], judge: Judge) -> Iterator[tuple[int, Told]]:
    documents = _document([kk for kk, _ in pairs], "kk"), _document([en for _, en in pairs], "en")
    links = tuple(Link((place,), (place,)) for place in range(len(pairs)))
    sides = documents[0].paragraphs, documents[1].paragraphs
    alignment = Alignment(*documents, "paragraph", *sides, links, SHIPPED_MODEL)
    for finding in judge(alignment):
        marks = [mark for mark in (finding.kk, finding.en, *finding.others) if mark]
        for place in dict.fromkeys(mark.unit for mark in marks):
            own = [mark for mark in marks if mark.unit == place]
            texts = {mark.side: (sides[mark.side == "en"][place].text, pairs[place][mark.side == "en"]) for mark in own}
            spans = tuple((mark.side, *_in_given(*texts[mark.side], *mark.span)) for mark in own)
            words = tuple(texts[mark.side][0][slice(*mark.span)] for mark in own)
            yield place, Told(finding.check, spans, str(finding.message), words)


def _document(texts: Sequence[str], side: Side) -> Document:
    return Document.from_units(texts, side, "seeded")


def _in_given(read: str, given: str, start: int, end: int) -> tuple[int, int]:
    """Where a stretch of a text as it was read stands in the text as it was given: some signs are left out in reading."""
    if read == given:
        return start, end
    places = [len(given)] * (len(read) + 1)
    for _, i1, i2, j1, j2 in SequenceMatcher(None, read, given, autojunk=False).get_opcodes():
        for place in range(i1, i2):
            places[place] = min(j1 + place - i1, j2)
    first = places[start]
    return first, max(places[end - 1] + 1 if end > start else first, first)


def _overlap(ours: Sequence[Place], theirs: Sequence[Place]) -> bool:
    """Whether two places share a sign; an empty one, between signs, is in those that it touches."""
    return any(
        side == other and start < max(last, first + 1) and first < max(end, start + 1)
        for side, start, end in ours
        for other, first, last in theirs
    )
