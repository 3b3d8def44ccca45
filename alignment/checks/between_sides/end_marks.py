"""Signs at the ends of sentences that one side has and the other has not: a question that became a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.checks.sentence_pairs import SentencePair
from alignment.records import Side, said

_EVIDENCE = evidence("end marks")
_END = re.compile(r"(?P<mark>[?!]+|…|\.{2,}|[.:;,])?[\"'»”’“)\]\s]*$")
_KINDS = {"?": "question", "!": "exclamation", "…": "ellipsis", ":": "colon", ".": "stop"}
_ASKS = re.compile(r"\?")


def find(material: Material) -> Iterator[Candidate]:
    """Sentences that translate each other one to one and end in signs that do not go together."""
    for pair in material.sentence_pairs:
        if pair.shape != (1, 1) or not pair.kk or not pair.en or pair.similarity < _EVIDENCE["similarity"]:
            continue
        kk, en = pair.texts()
        ours, theirs = _kind(kk), _kind(en)
        if ours == theirs or f"{theirs} for {ours}" not in _FOUND:
            continue
        if "question" in (ours, theirs) and bool(_ASKS.search(kk)) == bool(_ASKS.search(en)):
            continue  # the question stands inside, before the words of who asks
        yield from _found(pair, ours, theirs)


_FOUND = {
    "question for stop": said("the English asks; there is no question mark here"),
    "stop for question": said("a question mark here; the English does not ask"),
    "question for none": said("the English asks; there is no question mark here"),
    "question for exclamation": said("the English asks; there is no question mark here"),
    "exclamation for question": said("a question mark here; the English does not ask"),
    "colon for stop": said("the English has a colon here, before what follows"),
    "stop for none": said("the sentence does not end in a full stop"),
}
"""What is told of the English end for the Kazakh one."""


CHECK = Check(
    name="end marks",
    help="Sentences that end in another sign.",
    example=Example("Where is the old bridge?", "Ескі көпір қайда.", "Ескі көпір қайда?"),
    category="Linguistic conventions/Punctuation",
    severity="minor",
    find=find,
    rank=135,
)


def _found(pair: SentencePair, ours: str, theirs: str) -> Iterator[Candidate]:
    assert pair.kk  # noqa: S101 – for the type checker: whoever calls has looked
    assert pair.en  # noqa: S101
    yield Candidate(
        _FOUND[f"{theirs} for {ours}"],
        pair.segment.kk.mark(*_end("kk", pair, pair.kk)),
        pair.segment.en.mark(*_end("en", pair, pair.en)),
        _EVIDENCE["a question" if "question" in (ours, theirs) else "a colon" if "colon" in (ours, theirs) else "no sign"],
    )


def _kind(text: str) -> str:
    match = _END.search(text)
    mark = match["mark"] if match else None
    if not mark:
        return "none"
    return "ellipsis" if mark.startswith("..") else _KINDS.get("?" if "?" in mark else mark[0], "other")


def _end(side: Side, pair: SentencePair, span: tuple[int, int]) -> tuple[int, int]:
    """The last word of a sentence with the signs behind it."""
    text = pair.texts()[side == "en"]
    match = _END.search(text)
    end = len(text.rstrip())
    start = match.start() if match else end
    while start and not text[start - 1].isspace():
        start -= 1
    return span[0] + start, span[0] + end
