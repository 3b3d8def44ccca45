"""What the list of all links hands to the browser, as JSON in bytes: the texts once and piece by piece, and for each look
what changes: the links, what is said of them, and which are shown in which order.

A piece names what it was made of by a stamp, so that the browser never puts the links of one state beside the texts of
another, and what is the same as before need not travel again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

from alignment.documents import span_to_utf16
from alignment.project import State
from alignment.records import SIDES, Alignment, Pair, Side, Status
from alignment.review import ReviewedFinding
from alignment.workbench import words
from alignment.workbench.catalogues import Catalogue
from alignment.workbench.speech import _, speaker

_UNITS = 400  # of either side in a piece: some hundred kilobytes
_NOTE = 240  # characters of a note that a row shows
STATUS_LETTERS: dict[Status, str] = {"unreviewed": "u", "accepted": "a", "needs review": "n"}


class Piece(NamedTuple):
    """What goes to the browser, and what tells it from another of its kind."""

    stamp: str
    content: bytes


def text_pieces(alignment: Alignment, stamp: str) -> tuple[bytes, ...]:
    """The texts of both sides, cut into pieces of so many units. A unit is its id and its text, and 1 behind a heading."""
    made = []
    for first in range(0, max(len(alignment.kk_units), len(alignment.en_units), 1), _UNITS):
        sides: dict[str, object] = {side: _units(alignment, side, first) for side in SIDES}
        made.append(_packed({"kind": "texts", "stamp": stamp, "first": first, **sides}))
    return tuple(made)


def _units(alignment: Alignment, side: Side, first: int) -> list[list[object]]:
    units = alignment.units(side)[first : first + _UNITS]
    return [[unit.id, unit.text, *([1] if unit.kind == "heading" else [])] for unit in units]


def nearest_first(pieces: Sequence[bytes], pair: Pair) -> list[tuple[int, bytes]]:
    """The pieces with their numbers, that of a link's units first, and then those around it."""
    unit = next(iter(pair[1] or pair[0]), 0)
    return sorted(enumerate(pieces), key=lambda numbered: abs(numbered[0] - unit // _UNITS))


def links_piece(state: State) -> Piece:
    """Each link's units and its confidence in thousandths; -1 where a reviewer made it."""
    sure = tuple(-1 if r.link.confidence is None else int(r.link.confidence * 1000) for r in state.links)
    return _links(tuple(reviewed.pair for reviewed in state.links), sure)


@lru_cache(maxsize=8)  # an act that only decides leaves them as they are
def _links(pairs: tuple[Pair, ...], sure: tuple[int, ...]) -> Piece:
    return _stamped({"kind": "links", "pairs": pairs, "sure": sure})


def notes_piece(state: State, findings: Mapping[Pair, Sequence[ReviewedFinding]], people: Sequence[str] = ()) -> Piece:
    """By place, what is said of a link: open findings, flags, comments and proposals, each with its kind and a colour; and
    whom it is assigned to."""
    notes: dict[int, list[tuple[str, str, str]]] = {}

    def add(places: Iterable[int], *note: str) -> None:
        kind, color, text = note
        for place in places:
            notes.setdefault(place, []).append((kind, color, words.short(text, _NOTE)))

    for flag in state.flags:
        said = [_(flag.severity), _(flag.category), flag.note, f"→ {flag.better}" if flag.better else ""]
        add(_places(state, flag), "flag", words.SEVERITY_COLOR[flag.severity], " · ".join(filter(None, said)))
    for pair, found in findings.items():
        for finding in (one.finding for one in found):
            said = [_(finding.severity), _(finding.check), words.finding_message(finding)]
            add([state.places[pair]], "finding", words.SEVERITY_COLOR[finding.severity], " · ".join(said))
    for comment in state.comments:
        add(_places(state, comment), "comment", "gray", f"{comment.reviewer}: {comment.text}")
    assigned = {place: name for place, name in enumerate(people) if name}
    for proposal in state.proposals:
        add(_places(state, proposal), "comment", "green", f"{proposal.reviewer} → {proposal.text}")
    return _stamped({"kind": "notes", "notes": notes, "assigned": assigned})


def _places(state: State, note: Any) -> set[int]:
    """Where the links stand that share a unit with a flag, comment or proposal."""
    return {state.place_of_unit(side, unit) for side in SIDES for unit in getattr(note, side)}


def hits_piece(alignment: Alignment, found: Mapping[tuple[Side, int], Sequence[tuple[int, int]]], most: int) -> Piece:
    """By side and unit, where what is searched for stands, in UTF-16 units; and whether there may be more than so many."""
    sides: dict[str, dict[int, list[tuple[int, int]]]] = {side: {} for side in SIDES}
    for (side, unit), places in found.items():
        text = alignment.units(side)[unit].text
        sides[side][unit] = [span_to_utf16(text, span) for span in places]
    return _stamped({"kind": "hits", "more": sum(map(len, found.values())) >= most, **sides})


def rows_piece(state: State, shown: Sequence[int], **more: object) -> bytes:
    """The status of every link, and the places of those that are shown, in order; nothing where they are all."""
    every = len(shown) == len(state.links) and all(place == at for at, place in enumerate(shown))
    statuses = "".join(STATUS_LETTERS[reviewed.status] for reviewed in state.links)
    made = {"kind": "rows", "sequence": state.sequence, "status": statuses, "shown": None if every else list(shown)}
    return _packed({**made, **more})


def figures() -> dict[str, object]:
    """How the reader's language writes shares and numbers."""
    percent = _percents(speaker())
    bands = [[round(band.least * 1000), band.color, _(band.words)] for band in words.BANDS]
    return {"percent": percent, "bands": bands}


@cache
def _percents(catalogue: Catalogue) -> list[str]:
    return [catalogue.percent(share / 100) for share in range(101)]


def _stamped(content: dict[str, Any]) -> Piece:
    packed = _packed(content)
    stamp = blake2b(packed, digest_size=8).hexdigest()
    return Piece(stamp, b'{"stamp":"' + stamp.encode() + b'",' + packed[1:])


def _packed(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
