"""The same English sentence or heading translated in two ways, and the reverse."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.checks.sentence_pairs import SentencePair
from alignment.records import said

_EVIDENCE = evidence("same sentences")
_LEAST = 20  # characters: "See also." says little


def find(material: Material) -> Iterator[Candidate]:
    """Sentences that recur on one side and are not the same on the other."""
    for own, other in ((1, 0), (0, 1)):
        groups: dict[str, list[SentencePair]] = defaultdict(list)
        for pair in material.sentence_pairs:
            if pair.kk and pair.en and len(pair.texts()[own]) >= _LEAST:
                groups[_plain(pair.texts()[own])].append(pair)
        for pairs in groups.values():
            first = pairs[0]
            for pair in pairs[1:]:
                if _plain(pair.texts()[other]) != _plain(first.texts()[other]):
                    message = (
                        said("the same English sentence is translated otherwise elsewhere")
                        if own
                        else said("the same Kazakh sentence stands for another English one elsewhere")
                    )
                    kk, en, there = pair.kk, pair.en, first.kk
                    if kk and en and there:
                        yield Candidate(
                            message,
                            pair.segment.kk.mark(*kk),
                            pair.segment.en.mark(*en),
                            _EVIDENCE["English recurs" if own else "Kazakh recurs"],
                            others=(first.segment.kk.mark(*there),),
                        )


CHECK = Check(
    name="same sentences",
    help="The same sentence translated differently.",
    example=Example(
        "The road was closed in winter. ¶ The road was closed in winter.",
        "Қыста жол жабық болды. ¶ Қыс кезінде жолды жапты.",
        "Қыста жол жабық болды. ¶ Қыста жол жабық болды.",
    ),
    category="Terminology/Inconsistent use",
    severity="minor",
    find=find,
    rank=60,
)


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum() or letter == " ").strip()
