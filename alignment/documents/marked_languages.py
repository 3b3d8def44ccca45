"""Files that hold one text in several languages, part by part, each marked with its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from alignment.documents.blocks import Block
from alignment.exceptions import UnknownLanguage
from alignment.languages import detect_language, find_language, side_of_code
from alignment.records import Side

_LEAST = 0.2  # of the letters; less in another language is a quotation


def in_one_language(blocks: Sequence[Block], named: str | None) -> list[Block]:
    """The blocks in the language that is named, or in the one of ours with the most text. All of them, where the file marks
    no part, or hardly any, as being in another. O(characters).

    Args:
        named: the code of the side's language, if somebody chose it.
    """
    texts: dict[str | None, list[str]] = defaultdict(list)
    for block in blocks:
        texts[block.language].append(block.text)
    if not any(texts.keys()):
        return list(blocks)
    sides = {mark: _side(mark, " ".join(parts)) for mark, parts in texts.items()}
    lengths: dict[Side | None, int] = {"kk": 0, "en": 0, None: 0}
    for mark, parts in texts.items():
        lengths[sides[mark]] += sum(map(len, parts))
    wanted: Side = "kk" if lengths["kk"] >= lengths["en"] else "en"
    if named:
        wanted = find_language(named).code
    others = sum(length for side, length in lengths.items() if side != wanted)
    if not lengths[wanted] or others < _LEAST * (others + lengths[wanted]):
        return list(blocks)
    return [block for block in blocks if sides[block.language] == wanted]


def _side(mark: str | None, text: str) -> Side | None:
    """The side that a mark names; what is not marked, or marked as something else while it is Kazakh, tells it itself."""
    side = side_of_code(mark) if mark else None
    try:
        told = detect_language(text)
    except UnknownLanguage:
        return side
    return told if mark is None or told == "kk" else side
