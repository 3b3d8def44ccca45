"""Terms against the glossary: forbidden renderings, and names of institutions that are rendered otherwise."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from alignment.checks.coverage import WordVectors
from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate, Mark
from alignment.checks.material import Material
from alignment.checks.segments import Segment
from alignment.checks.sentence_pairs import SentencePair
from alignment.glossary import Glossary, occurrences
from alignment.languages import ACRONYMS, is_form_of, words_of
from alignment.records import Message, Term, said, template

_EVIDENCE = evidence("terminology")
_NAMES = frozenset({"institution", "law", "document", "place", "party"})
"""Kinds of terms that are names of several words: one that has part of the name's words is meant to be the name."""

_SHORT: dict[str, tuple[str, ...]] = {name: row.kk for row in ACRONYMS for name in row.en}

_WRONG = template("{kk} for {en}; the glossary has {proper}")
_WRONG_BECAUSE = template("{kk} for {en}; the glossary has {proper}: {note}")
_FORBIDDEN_BECAUSE = template("{kk} for {en}: {note}")


@dataclass(frozen=True, slots=True)
class _Lacking:
    """An English term in a link whose Kazakh has no rendering of it that the glossary knows."""

    segment: Segment
    en: str
    span: tuple[int, int]
    terms: tuple[Term, ...]


def find(material: Material) -> Iterator[Candidate]:
    """Each English term of the glossary whose Kazakh text has a forbidden rendering, or none that is allowed."""
    answers: dict[int, list[SentencePair]] = defaultdict(list)
    for pair in material.sentence_pairs:
        answers[id(pair.segment)].append(pair)
    lacking: list[_Lacking] = []
    kept: Counter[str] = Counter()
    for segment, terms in material.english_terms:
        seen: set[str] = set()
        marked: set[Mark | None] = set()
        for en, span in terms:
            known = material.glossary.concepts[en]
            for candidate in _forbidden(segment, en, span, known, _answer(answers[id(segment)], span)):
                if candidate.kk not in marked:
                    marked.add(candidate.kk)
                    yield candidate
            if en not in seen:
                seen.add(en)
                lacks = _lacks(segment, en, known)
                kept[en] += not lacks
                if lacks:
                    lacking.append(_Lacking(segment, en, span, known))
    for one in lacking:
        yield from _rendered(one, kept[one.en], material.word_vectors)


CHECK = Check(
    name="terminology",
    help="Renderings that the glossary does not allow.",
    example=Example("The teachers held a protest.", "Мұғалімдер көтеріліс өткізді.", "Мұғалімдер наразылық өткізді."),
    category="Terminology/Wrong term",
    severity="minor",
    find=find,
    rank=80,
)


def _answer(pairs: list[SentencePair], span: tuple[int, int]) -> tuple[int, int]:
    """Where the Kazakh of the sentence with the English span begins and ends; everywhere where that cannot be told."""
    for pair in pairs:
        if pair.kk and pair.en and pair.en[0] <= span[0] < pair.en[1]:
            return pair.kk
    return 0, sys.maxsize


def _forbidden(
    segment: Segment, en: str, span: tuple[int, int], terms: tuple[Term, ...], answer: tuple[int, int]
) -> Iterator[Candidate]:
    words = segment.kk.words
    allowed = [term for term in terms if term.status != "forbidden"]
    taken = [place for term in allowed for place in occurrences(term, words)]
    for term in terms:
        if term.status != "forbidden":
            continue
        for start, end in occurrences(term, words):
            if answer[0] <= start < answer[1] and not any(a <= start and end <= b for a, b in taken):
                yield Candidate(
                    _message(term, allowed),
                    segment.kk.mark(start, end),
                    segment.en.mark(*span),
                    _EVIDENCE["forbidden"],
                )
                taken.append((start, end))


def _message(term: Term, allowed: list[Term]) -> Message:
    """What is said of a forbidden rendering: what stands for it, and why."""
    if not allowed and not term.note:
        return said("{kk} for {en}", kk=term.kk, en=term.en)
    if not allowed:
        return said(_FORBIDDEN_BECAUSE, kk=term.kk, en=term.en, note=term.note)
    if not term.note:
        return said(_WRONG, kk=term.kk, en=term.en, proper=allowed[0].kk)
    return said(_WRONG_BECAUSE, kk=term.kk, en=term.en, proper=allowed[0].kk, note=term.note)


def _lacks(segment: Segment, en: str, terms: tuple[Term, ...]) -> bool:
    """Whether a term that has an allowed rendering is there in none, and in no forbidden one either."""
    if all(term.status == "forbidden" for term in terms) or _is_short(segment, en):
        return False
    return not any(occurrences(term, segment.kk.words) for term in terms)


def _rendered(one: _Lacking, kept: int, vectors: WordVectors) -> Iterator[Candidate]:
    """A term whose rendering is not there: what stands for it where that can be told, and how sure that is.

    A project's own glossary says how a term is to be rendered; the shipped one knows one rendering of several, so its
    terms count where the document keeps to that rendering elsewhere, and nothing here is like the term.
    """
    segment, en, span = one.segment, one.en, one.span
    allowed = [term for term in one.terms if term.status != "forbidden"]
    proper = allowed[0].kk
    if allowed[0].kind in _NAMES and (partial := _part_of(allowed[0], segment.kk.words)):
        start, end, share = partial
        yield Candidate(
            said(_WRONG, kk=segment.kk.text[start:end], en=en, proper=proper),
            segment.kk.mark(start, end),
            segment.en.mark(*span),
            min(_EVIDENCE["partly there at most"], _EVIDENCE["partly there"] + _EVIDENCE["share that is there"] * share),
        )
        return
    likest, cosine = _likest(segment, span, vectors)
    own = allowed[0] not in _shipped()
    if cosine >= _EVIDENCE["rendered otherwise"] and likest:
        score = _EVIDENCE["other word, own glossary" if own else "other word"]
        message = said(_WRONG, kk=segment.kk.text[slice(*likest)], en=en, proper=proper)
        yield Candidate(message, segment.kk.mark(*likest), segment.en.mark(*span), score)
        return
    score = _EVIDENCE["missing, own glossary" if own else "missing"]
    score += _EVIDENCE["each time that it is kept"] * min(kept, _EVIDENCE["times that count"])
    message = said("{en} ({proper}) is missing", en=en, proper=proper)
    yield Candidate(message, None, segment.en.mark(*span), min(score, _EVIDENCE["missing at most"]))


@lru_cache(maxsize=1)
def _shipped() -> frozenset[Term]:
    return frozenset(Glossary.shipped().terms)


def _likest(segment: Segment, span: tuple[int, int], vectors: WordVectors) -> tuple[tuple[int, int] | None, float]:
    """Where the Kazakh word stands that is most like a word of the English term, and how like it is."""
    kk, en = vectors.of(segment.kk.text), vectors.of(segment.en.text)
    inside = [place for place, (start, end) in enumerate(en.spans) if span[0] <= start and end <= span[1]]
    if not inside or not len(kk.spans):
        return None, 0.0
    best = np.einsum("ik,jk->ij", kk.rows, en.rows[inside]).max(axis=1)
    return kk.spans[int(best.argmax())], float(best.max())


def _is_short(segment: Segment, en: str) -> bool:
    """Whether the Kazakh has the abbreviation."""
    return any(short in segment.kk.text for short in _SHORT.get(en, ()))


def _part_of(term: Term, words: list[tuple[str, int, int]]) -> tuple[int, int, float] | None:
    """The run of words that has most of the term's, and what part it has; `None` where it has too little."""
    bases = [base.lower() for base, _, _ in words_of(term.kk)]
    if len(bases) < 2:
        return None
    best: tuple[int, int, float] | None = None
    for place in range(len(words)):
        window = words[place : place + len(bases) + 1]
        hits = [(start, end) for word, start, end in window if any(_akin(word.lower(), base) for base in bases)]
        share = len(hits) / len(bases)
        if share >= _EVIDENCE["least share"] and len(hits) >= 2 and (best is None or share > best[2]):
            best = (hits[0][0], hits[-1][1], min(share, 1.0))
    return best


def _akin(word: str, base: str) -> bool:
    """Whether a word is a form of the term's, or of its root: министрі beside министрлігі."""
    if is_form_of(word, base):
        return True
    same = 0
    while same < min(len(word), len(base)) and word[same] == base[same]:
        same += 1
    return same >= 5 and same >= _EVIDENCE["root"] * len(base)
