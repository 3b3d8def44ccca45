"""Units, sentences, clauses and members of lists of one side that have no partner on the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import exp

from alignment.checks.coverage import Lack, measure_lacks
from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.checks.segments import Segment
from alignment.checks.sentence_pairs import SentencePair, Stretch, placed_in
from alignment.documents import split_sentences
from alignment.records import Side, said

_EVIDENCE = evidence("omissions")
_MANY = 4  # sentences of a side from which a link is looked at in parts
_WEIGHTS = (
    _EVIDENCE["length"],
    _EVIDENCE["run without counterpart"],
    _EVIDENCE["covered across"],
    _EVIDENCE["sentences"],
    _EVIDENCE["clauses"],
    _EVIDENCE["brackets"],
)
_BREAK = re.compile(r"[,;:()–—]|[.!?…]\s")
_KK_LIST = re.compile(
    r"(?<![\w-])((?:[\w-]+(?: [\w-]+){0,2}, )+[\w-]+(?: [\w-]+){0,2}),? (?:және|мен|пен|бен|немесе) (?=\w)"
)
_EN_LIST = re.compile(
    r"(?<![\w-])((?:[\w'’-]+(?: [\w'’-]+){0,3}, )+[\w'’-]+(?: [\w'’-]+){0,3}),? (?:and|or) [\w'’-]+(?: [\w'’-]+)?"
)


def find(material: Material) -> Iterator[Candidate]:
    """One-sided links; and what stands in a link and the other side of it lacks."""
    for segment in material.segments:
        if not segment.en.places and segment.kk.places:
            message = said("nothing in English answers to this")
            yield Candidate(message, segment.kk.whole(), None, _EVIDENCE["unit"], "Accuracy/Addition", "major")
        elif not segment.kk.places and segment.en.places:
            message = said("this is not translated")
            yield Candidate(message, None, segment.en.whole(), _EVIDENCE["unit"], "Accuracy/Omission", "major")
    for _, pairs in groupby(material.sentence_pairs, key=lambda pair: id(pair.segment)):
        for part in _parts(list(pairs)):
            yield from _lacking(material, part)


CHECK = Check(
    name="omissions",
    help="Units, sentences and clauses without partner.",
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


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of each side of a link that translate each other."""

    segment: Segment
    kk: Stretch
    en: Stretch
    sentences: tuple[int, int]

    @property
    def texts(self) -> tuple[str, str]:
        return self.segment.kk.text[slice(*self.kk)], self.segment.en.text[slice(*self.en)]


def _parts(pairs: Sequence[SentencePair]) -> Iterator[_Part]:
    """A link whole, or a long one in parts: each pair of sentences, with those behind it that have no partner."""
    paired = [place for place, pair in enumerate(pairs) if pair.kk and pair.en]
    if not paired:
        return
    if max(_count(pairs)) < _MANY:
        segment = pairs[0].segment
        yield _Part(segment, (0, len(segment.kk.text)), (0, len(segment.en.text)), _count(pairs))
        return
    for number, place in enumerate(paired):
        own = pairs[place if number else 0 : paired[number + 1] if number + 1 < len(paired) else len(pairs)]
        kk = [pair.kk for pair in own if pair.kk]
        en = [pair.en for pair in own if pair.en]
        yield _Part(own[0].segment, (kk[0][0], kk[-1][1]), (en[0][0], en[-1][1]), _count(own))


def _count(pairs: Sequence[SentencePair]) -> tuple[int, int]:
    """Sentences of each side."""
    return sum(pair.shape[0] for pair in pairs), sum(pair.shape[1] for pair in pairs)


def _lacking(material: Material, part: _Part) -> Iterator[Candidate]:
    kk, en = part.texts
    lost, added = measure_lacks(kk, en, part.sentences, material.lengths, material.word_vectors)
    missing, more = _score(lost), _score(added)
    if max(missing, more) < CHECK.least:
        yield from _list_member(material, part)
    elif missing >= more:
        mark = part.segment.en.mark(*placed_in(_clause(en, lost.place, "en"), part.en))
        yield Candidate(said("this may not be translated"), None, mark, missing, "Accuracy/Omission")
    else:
        mark = part.segment.kk.mark(*placed_in(_clause(kk, added.place, "kk"), part.kk))
        yield Candidate(said("nothing in English may answer to this"), mark, None, more, "Accuracy/Addition")


def _score(lack: Lack) -> float:
    """The probability that the weights of the table give."""
    logit = sum(weight * feature for weight, feature in zip(_WEIGHTS, lack.features, strict=True))
    return 1 / (1 + exp(_EVIDENCE["taken"] - logit))


def _clause(text: str, run: Stretch, side: Side) -> Stretch:
    """The sentence that a run fills by more than two thirds; else the run, widened to the signs between clauses."""
    for start, end in split_sentences(text, side):
        if start <= run[0] < end and 3 * (min(run[1], end) - run[0]) > 2 * (end - start):
            return start, max(end, run[1])
    before = [match.end() for match in _BREAK.finditer(text, 0, run[0])]
    after = _BREAK.search(text, run[1])
    start, end = before[-1] if before else 0, after.start() if after else len(text)
    while start < run[0] and text[start].isspace():
        start += 1
    return start, end


def _list_member(material: Material, part: _Part) -> Iterator[Candidate]:
    """Lists of which one has a member less: the member of the longer one that has fewest counterparts."""
    ours, theirs = part.texts
    if ours.count(",") >= theirs.count(","):
        return
    kk_lists, en_lists = list(_KK_LIST.finditer(ours)), list(_EN_LIST.finditer(theirs))
    if len(kk_lists) != 1 or len(en_lists) != 1:
        return
    own, other = kk_lists[0][1].count(","), en_lists[0][1].count(",")
    if own + 1 != other:
        return
    start = en_lists[0].start(1)
    there = material.word_vectors.of(ours)
    weakest: tuple[float, Stretch] | None = None
    for member in en_lists[0][1].split(", "):
        words = material.word_vectors.of(member)
        best = words.best(there)
        weight = float(words.weights.sum())
        if weight:
            covered = float((words.weights * best).sum()) / weight
            if weakest is None or covered < weakest[0]:
                weakest = covered, (start, start + len(member))
        start += len(member) + 2
    if weakest and weakest[0] < _EVIDENCE["covered member"]:
        mark = part.segment.en.mark(*placed_in(weakest[1], part.en))
        yield Candidate(
            said("the list in Kazakh has a member less"), None, mark, _EVIDENCE["list member"], "Accuracy/Omission"
        )
