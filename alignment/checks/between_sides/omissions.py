"""Units, sentences and clauses of one side that have no partner on the other."""

from __future__ import annotations

from collections.abc import Iterator

from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.checks.sentence_pairs import SentencePair
from alignment.messages import said, template

_LEAST = 25  # characters of a sentence that says something
_LONG = 2.6  # times as long as its partner, after the languages' usual ratio
_RATIO = 1.03  # Kazakh characters for each English one

_ADDED = template("the Kazakh sentence is {ratio} times as long: something is added")
_LEFT_OUT = template("the English sentence is {ratio} times as long: something is left out")


def find(material: Material) -> Iterator[Candidate]:
    """One-sided links; sentences that nothing on the other side resembles; sentences much longer than their partner."""
    for segment in material.segments:
        if not segment.en.places and segment.kk.places:
            yield Candidate(
                said("nothing in English answers to this"), segment.kk.whole(), None, 0.9, "Accuracy/Addition", "major"
            )
        elif not segment.kk.places and segment.en.places:
            yield Candidate(said("this is not translated"), None, segment.en.whole(), 0.9, "Accuracy/Omission", "major")
    for pair in material.sentence_pairs:
        yield from _sentence(pair)


def _sentence(pair: SentencePair) -> Iterator[Candidate]:
    kk, en = pair.texts()
    if pair.en is None and pair.kk and len(kk) >= _LEAST:
        score = max(0.0, min(1.0, 0.95 - pair.similarity))
        yield Candidate(
            said("no English sentence answers to this one"),
            pair.segment.kk.mark(*pair.kk),
            None,
            score,
            "Accuracy/Addition",
        )
    elif pair.kk is None and pair.en and len(en) >= _LEAST:
        score = max(0.0, min(1.0, 0.95 - pair.similarity))
        yield Candidate(
            said("this English sentence is not translated"),
            None,
            pair.segment.en.mark(*pair.en),
            score,
            "Accuracy/Omission",
        )
    elif pair.kk and pair.en and min(len(kk), len(en)) >= _LEAST:
        ratio = len(kk) / (_RATIO * len(en))
        if max(ratio, 1 / ratio) >= _LONG:
            yield Candidate(
                said(_ADDED if ratio > 1 else _LEFT_OUT, ratio=round(max(ratio, 1 / ratio), 1)),
                pair.segment.kk.mark(*pair.kk),
                pair.segment.en.mark(*pair.en),
                min(1.0, 0.3 * max(ratio, 1 / ratio) - 0.25),
                "Accuracy/Addition" if ratio > 1 else "Accuracy/Omission",
            )
