"""Faults put into clean pairs by program: which pair gets which, and what becomes of it.

A fault is made by a *generator*: it is given a clean pair and a source of chance and tells the edits that the pair could be
given. A generator makes only what a translator, a typist or a reader of scans does, and only where it is surely an error.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from alignment.records import Side, TextPair
from benchmarks.seeded_figures import dates, numbers, web
from benchmarks.seeded_material import Edit, Material
from benchmarks.seeded_meaning import names, negation, omissions, terms, untranslated
from benchmarks.seeded_writing import grammar, punctuation, repetition, spelling

Generator = Callable[[TextPair, Material, Random], Iterator[Edit]]

GENERATORS: Mapping[str, Generator] = {
    "numbers": numbers,
    "dates": dates,
    "names": names,
    "negation": negation,
    "omissions": omissions,
    "terms": terms,
    "spelling": spelling,
    "grammar": grammar,
    "untranslated": untranslated,
    "punctuation": punctuation,
    "repetition": repetition,
    "web": web,
}
"""The kinds of fault."""

ONE_IN = 5
"""Of so many pairs one is given a fault."""

FEWEST = 40
"""Further pairs are given one until every kind has so many."""


@dataclass(frozen=True, slots=True)
class Seed:
    """A pair with a fault in it."""

    kind: str
    sub: str
    pair: TextPair
    """The texts with the fault."""

    spans: tuple[tuple[Side, int, int], ...]
    """Where it is: side, and code points of the text, end-exclusive. The first is the place of the edit (the signs beside
    it where something is lost); the others are what it renders on the other side."""

    was: str
    """What stood in the first place before; empty where something was put in."""


def fold(pair: TextPair) -> str:
    """What a pair is known by: 16 hexadecimal digits of the SHA-256 of both texts."""
    return hashlib.sha256(unicodedata.normalize("NFC", "\t".join(pair)).encode()).hexdigest()[:16]


def is_chosen(pair: TextPair, part: int = 0) -> bool:
    """Whether a pair is given a fault in this part of the five."""
    return int(fold(pair), 16) % ONE_IN == part


def edits_of(pair: TextPair, kind: str, material: Material) -> list[Edit]:
    """What a pair could be given; always the same for the same pair."""
    chance = Random(fold(pair) + kind)
    edits = GENERATORS[kind](pair, material, chance)
    return [edit for edit in edits if pair[edit.side == "en"][edit.start : edit.end] != edit.new]


def put_in(pair: TextPair, kind: str, edit: Edit) -> Seed:
    """The pair with the fault in it."""
    texts = list(pair)
    own = edit.side == "en"
    text = texts[own]
    texts[own] = text[: edit.start] + edit.new + text[edit.end :]
    start, end = edit.start, edit.start + len(edit.new)
    if not edit.new:
        start, end = max(start - 1, 0), min(end + 1, len(texts[own]))
    across: Side = "kk" if own else "en"
    spans = ((edit.side, start, end), *((across, *stretch) for stretch in edit.other))
    return Seed(kind, edit.sub, (texts[0], texts[1]), spans, text[edit.start : edit.end])


def seed(pair: TextPair, kind: str, material: Material, chance: Random) -> Seed | None:
    """A pair with a fault of a kind in it; None where it offers no material."""
    edits = edits_of(pair, kind, material)
    if not edits:
        return None
    subs = sorted({edit.sub for edit in edits})
    sub = chance.choice(subs)
    return put_in(pair, kind, chance.choice([edit for edit in edits if edit.sub == sub]))


def choose(pairs: Sequence[TextPair], materials: Sequence[Material], chance: Random, part: int = 0) -> dict[int, Seed]:
    """Faults for one pair in five, by place. The kinds that few pairs offer are drawn first, and so are the sorts of each
    that few offer; every kind gets as many as the others, as far as the pairs go. A kind that has too few then gets further
    pairs, in the order of their hashes.

    Args:
        materials: what the register of each pair offers.
        part: which fifth of the pairs.
    """
    free = {place for place, pair in enumerate(pairs) if is_chosen(pair, part)}
    offers: dict[str, dict[int, list[Edit]]] = {kind: {} for kind in GENERATORS}
    for kind, own in offers.items():
        for place in sorted(free):
            if edits := edits_of(pairs[place], kind, materials[place]):
                own[place] = edits
    made: dict[int, Seed] = {}
    kinds = sorted(GENERATORS, key=lambda kind: len(offers[kind]))
    for number, kind in enumerate(kinds):
        quota = -(-len(free) // (len(kinds) - number))
        for place, edit in _spread(
            {place: offers[kind][place] for place in sorted(free & set(offers[kind]))}, quota, chance
        ):
            made[place] = put_in(pairs[place], kind, edit)
            free.discard(place)
    for kind in kinds:
        lacking = FEWEST - sum(own.kind == kind for own in made.values())
        if lacking > 0:
            others = sorted(set(range(len(pairs))) - set(made), key=lambda place: fold(pairs[place]))
            more = {place: edits for place in others if (edits := edits_of(pairs[place], kind, materials[place]))}
            made |= {place: put_in(pairs[place], kind, edit) for place, edit in _spread(more, lacking, chance)}
    return made


def _spread(offers: dict[int, list[Edit]], quota: int, chance: Random) -> Iterator[tuple[int, Edit]]:
    """So many pairs with an edit each, the sorts in turn, the rarest first."""
    by_sub: dict[str, list[tuple[int, Edit]]] = defaultdict(list)
    for place, edits in offers.items():
        for sub in dict.fromkeys(edit.sub for edit in edits):
            by_sub[sub].append((place, chance.choice([edit for edit in edits if edit.sub == sub])))
    counts = Counter({sub: len({place for place, _ in own}) for sub, own in by_sub.items()})
    for own in by_sub.values():
        chance.shuffle(own)
    taken = set[int]()
    while by_sub and len(taken) < quota:
        for sub in sorted(by_sub, key=lambda sub: (counts[sub], sub)):
            while by_sub[sub]:
                place, edit = by_sub[sub].pop()
                if place not in taken:
                    taken.add(place)
                    yield place, edit
                    break
            else:
                del by_sub[sub]
            if len(taken) == quota:
                break
