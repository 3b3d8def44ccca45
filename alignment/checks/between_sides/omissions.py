"""Units, sentences and clauses of one side that have no partner on the other."""

from __future__ import annotations

from collections.abc import Iterator

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.checks.sentence_pairs import SentencePair
from alignment.records import said, template

_EVIDENCE = evidence("omissions")
_LEAST = 25  # characters of a sentence that says something

_ADDED = template("the Kazakh sentence is {ratio} times as long: something is added")
_LEFT_OUT = template("the English sentence is {ratio} times as long: something is left out")


def find(material: Material) -> Iterator[Candidate]:
    """One-sided links; sentences that nothing on the other side resembles; sentences much longer than their partner."""
    for segment in material.segments:
        if not segment.en.places and segment.kk.places:
            message = said("nothing in English answers to this")
            yield Candidate(message, segment.kk.whole(), None, _EVIDENCE["unit"], "Accuracy/Addition", "major")
        elif not segment.kk.places and segment.en.places:
            message = said("this is not translated")
            yield Candidate(message, None, segment.en.whole(), _EVIDENCE["unit"], "Accuracy/Omission", "major")
    for pair in material.sentence_pairs:
        yield from _sentence(pair)


CHECK = Check(
    name="omissions",
    help="Units and sentences without partner.",
    example=Example(
        "The museum closed. ¶ Its pictures went to another city.",
        "Мұражай жабылды. ¶",
        "Мұражай жабылды. ¶ Оның суреттері басқа қалаға кетті.",
    ),
    category="Accuracy/Omission",
    severity="major",
    find=find,
    rank=90,
)


def _sentence(pair: SentencePair) -> Iterator[Candidate]:
    kk, en = pair.texts()
    if pair.en is None and pair.kk and len(kk) >= _LEAST:
        score = max(0.0, min(1.0, _EVIDENCE["sentence"] - pair.similarity))
        yield Candidate(
            said("no English sentence answers to this one"),
            pair.segment.kk.mark(*pair.kk),
            None,
            score,
            "Accuracy/Addition",
        )
    elif pair.kk is None and pair.en and len(en) >= _LEAST:
        score = max(0.0, min(1.0, _EVIDENCE["sentence"] - pair.similarity))
        yield Candidate(
            said("this English sentence is not translated"),
            None,
            pair.segment.en.mark(*pair.en),
            score,
            "Accuracy/Omission",
        )
    elif pair.kk and pair.en and min(len(kk), len(en)) >= _LEAST:
        ratio = len(kk) / (_EVIDENCE["ratio"] * len(en))
        times = max(ratio, 1 / ratio)
        if times >= _EVIDENCE["length of a long sentence"]:
            yield Candidate(
                said(_ADDED if ratio > 1 else _LEFT_OUT, ratio=round(times, 1)),
                pair.segment.kk.mark(*pair.kk),
                pair.segment.en.mark(*pair.en),
                min(1.0, _EVIDENCE["each time as long"] * times - _EVIDENCE["taken from length"]),
                "Accuracy/Addition" if ratio > 1 else "Accuracy/Omission",
            )
