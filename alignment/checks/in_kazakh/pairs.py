"""Quotation marks and brackets: each that opens closes, and a text keeps to one kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.checks.segments import Text
from alignment.records import said

_EVIDENCE = evidence("pairs")
_PAIRS = {"«": "»", "“": "”", "„": "“", "(": ")", "[": "]"}
_CLOSING = {"»": "«", "”": "“", ")": "(", "]": "["}
_SPEAKS = re.compile(r"[–—-]\s*де\w+")
_REACH = {"sentence": 4, "paragraph": 2}  # units after which a quotation still open is taken to be never closed


def find(material: Material) -> Iterator[Candidate]:
    """What opens and never closes or the reverse, and quotation marks of the kind that the text uses less."""
    # Where a text closes “ as often with “ as with ”, that is its custom.
    ends = Counter(mark for text in material.kk for mark in re.findall(r"(?<=[^\s(])[“”](?!\w)", text.text))
    turned = ends["“"] > 1 and ends["“"] * 2 > ends["”"]
    reach = _REACH[material.alignment.level]
    carried: list[tuple[Text, str, int]] = []
    for text in material.kk:
        for letter, place, candidate in _unbalanced(text, turned):
            # A quotation of several paragraphs opens in one and closes in another.
            closes = letter in _CLOSING or (letter == "“" and not _opens(text.text, place))
            if closes and carried and carried[-1][1] == _CLOSING.get(letter, letter):
                carried.pop()
            elif letter in ("«", "“"):
                if not _goes_on(material, text, letter, place):
                    carried.append((text, letter, place))
            else:
                yield candidate
        for held in [held for held in carried if text.places[0] - held[0].places[0] >= reach]:
            carried.remove(held)
            yield _open(*held)
    for held in carried:
        yield _open(*held)
    yield from _kinds(material)


CHECK = Check(
    name="pairs",
    help="Quotation marks and brackets unbalanced.",
    example=Example(
        "The report (in two parts) came out.",
        "Есеп (екі бөлімнен тұрады жарық көрді.",
        "Есеп (екі бөлімнен тұрады) жарық көрді.",
    ),
    category="Linguistic conventions/Punctuation",
    severity="minor",
    find=find,
    rank=110,
)


def _goes_on(material: Material, text: Text, letter: str, place: int) -> bool:
    """Whether a quotation that stays open goes on in the next unit, which opens it anew: each paragraph of a long one
    opens, the last alone closes. The words of who speaks close it."""
    after = text.places[0] + 1
    if place or after >= len(material.kk) or _SPEAKS.search(text.text):
        return False
    return material.kk[after].text.startswith(letter)


def _unbalanced(text: Text, turned: bool) -> Iterator[tuple[str, int, Candidate]]:
    stack: list[tuple[str, int]] = []
    plain = text.without_web
    for place, letter in enumerate(plain):
        if letter == "“" and stack and stack[-1][0] in "“„" and not _opens(plain, place):
            opened = stack.pop()
            if opened[0] == "“" and not turned:
                message = said("the closing quotation mark is an opening one")
                yield (
                    "",
                    place,
                    Candidate(message, text.mark(place, place + 1), None, _EVIDENCE["opening for closing"], fix="”"),
                )
            continue
        if letter in _PAIRS or (letter == "”" and _opens(plain, place) and not any(o in "“”" for o, _ in stack)):
            stack.append((letter, place))
        elif letter in _CLOSING:
            if stack and _closes(stack[-1][0], letter):
                stack.pop()
            elif any(_closes(opened, letter) for opened, _ in stack):
                while not _closes(stack[-1][0], letter):
                    opened = stack.pop()
                    yield *opened, _open(text, *opened)
                stack.pop()
            elif not (letter == ")" and _is_item(plain, place)):
                message = said("{sign} closes what was never opened", sign=letter)
                yield letter, place, Candidate(message, text.mark(place, place + 1), None, _EVIDENCE["never opened"])
    for opened in stack:
        yield *opened, _open(text, *opened)


def _closes(opening: str, letter: str) -> bool:
    return opening == letter or _PAIRS.get(opening) == letter


def _open(text: Text, letter: str, place: int) -> Candidate:
    end = place + 1
    while end < len(text.text) and text.text[end].isalnum():
        end += 1
    return Candidate(said("{sign} is never closed", sign=letter), text.mark(place, end), None, _EVIDENCE["never closed"])


def _opens(plain: str, place: int) -> bool:
    return (place == 0 or plain[place - 1] in " (") and place + 1 < len(plain) and plain[place + 1].isalnum()


def _is_item(plain: str, place: int) -> bool:
    """Whether the bracket ends the number of a list: `1)`, `а)`."""
    start = place
    while start and plain[start - 1].isalnum():
        start -= 1
    return place - start <= 2 and (start == 0 or plain[start - 1] in " \n")


def _kinds(material: Material) -> Iterator[Candidate]:
    counts = {kind: sum(text.text.count(kind[0]) for text in material.kk) for kind in ("«»", "“”", '""')}
    usual = max(counts, key=lambda kind: counts[kind])
    if counts[usual] < 4:
        return
    for kind, count in counts.items():
        if kind == usual or not count or count * 3 > counts[usual]:
            continue
        for text in material.kk:
            place = text.text.find(kind[0])
            while place >= 0:
                end = text.text.find(kind[1], place + 1)
                end = text.text.find(kind[0], place + 1) if end < 0 else end
                end = place if end < 0 else end
                yield Candidate(
                    said("quotation marks {signs} here, {usual} in the rest of the text", signs=kind, usual=usual),
                    text.mark(place, end + 1),
                    None,
                    _EVIDENCE["other kind"],
                    fix=f"{usual[0]}{text.text[place + 1 : end]}{usual[1]}" if end > place else None,
                )
                place = text.text.find(kind[0], end + 1)
