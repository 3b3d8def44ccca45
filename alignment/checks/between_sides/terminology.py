"""Terms against the glossary: forbidden renderings, and names of institutions that are rendered otherwise."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate, Mark
from alignment.checks.material import Material
from alignment.checks.segments import Segment
from alignment.checks.sentence_pairs import SentencePair
from alignment.glossary import occurrences
from alignment.languages import ACRONYMS, is_form_of, words_of
from alignment.records import Term, said, template

_EVIDENCE = evidence("terminology")
JUDGED_KINDS = frozenset({"institution", "law", "document", "place", "party"})
"""Kinds of terms of which any rendering that the glossary lacks is reported; of the others, only forbidden ones are."""

_SHORT: dict[str, tuple[str, ...]] = {name: row.kk for row in ACRONYMS for name in row.en}

_WRONG = template("{kk} for {en}; the glossary has {proper}")


def find(material: Material) -> Iterator[Candidate]:
    """Each English term of the glossary whose Kazakh text has a forbidden rendering, or none that is allowed."""
    answers: dict[int, list[SentencePair]] = defaultdict(list)
    for pair in material.sentence_pairs:
        answers[id(pair.segment)].append(pair)
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
                yield from _rendered(segment, en, span, known)


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
                    said(_WRONG, kk=term.kk, en=en, proper=allowed[0].kk)
                    if allowed
                    else said("{kk} for {en}", kk=term.kk, en=en),
                    segment.kk.mark(start, end),
                    segment.en.mark(*span),
                    _EVIDENCE["forbidden"],
                )
                taken.append((start, end))


def _rendered(segment: Segment, en: str, span: tuple[int, int], terms: tuple[Term, ...]) -> Iterator[Candidate]:
    words = segment.kk.words
    allowed = [term for term in terms if term.status != "forbidden"]
    good = [place for term in allowed for place in occurrences(term, words)]
    proper = allowed[0].kk if allowed else ""
    good += [place for term in terms if term.status == "forbidden" for place in occurrences(term, words)]
    if good or not allowed or allowed[0].kind not in JUDGED_KINDS or _is_short(segment, en):
        return
    partial = _part_of(allowed[0], words)
    if partial:
        start, end, share = partial
        yield Candidate(
            said(_WRONG, kk=segment.kk.text[start:end], en=en, proper=proper),
            segment.kk.mark(start, end),
            segment.en.mark(*span),
            min(_EVIDENCE["partly there at most"], _EVIDENCE["partly there"] + _EVIDENCE["share that is there"] * share),
        )
    else:
        message = said("{en} ({proper}) is missing", en=en, proper=proper)
        yield Candidate(message, None, segment.en.mark(*span), _EVIDENCE["missing"])


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
