"""Terms against the glossary: forbidden renderings, and names of institutions that are rendered otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from alignment.checks.finding import Candidate
from alignment.checks.material import Material, Segment
from alignment.glossary import occurrences
from alignment.languages.acronyms import ACRONYMS
from alignment.languages.inflection import is_form_of, words_of
from alignment.records import Term

_KINDS = frozenset({"institution", "law", "document", "place", "party"})
_SHORT: dict[str, tuple[str, ...]] = {name: row.kk for row in ACRONYMS for name in row.en}


def find(material: Material) -> Iterator[Candidate]:
    """Each English term of the glossary whose Kazakh text has a forbidden rendering, or none that is allowed."""
    for segment, terms in material.english_terms:
        seen: set[str] = set()
        for en, span in terms:
            if en not in seen:
                seen.add(en)
                yield from _rendered(segment, en, span, material.glossary.concepts[en])


def _rendered(segment: Segment, en: str, span: tuple[int, int], terms: tuple[Term, ...]) -> Iterator[Candidate]:
    words = segment.kk.words
    allowed = [term for term in terms if term.status != "forbidden"]
    good = [place for term in allowed for place in occurrences(term, words)]
    proper = allowed[0].kk if allowed else ""
    for term in terms:
        if term.status != "forbidden":
            continue
        for start, end in occurrences(term, words):
            if not any(a <= start and end <= b for a, b in good):
                yield Candidate(
                    f"{term.kk} for {en}" + (f"; the glossary has {proper}" if proper else ""),
                    segment.kk.mark(start, end),
                    segment.en.mark(*span),
                    0.9,
                )
                good.append((start, end))
    if good or not allowed or allowed[0].kind not in _KINDS or _is_short(segment, en):
        return
    partial = _part_of(allowed[0], words)
    if partial:
        start, end, share = partial
        yield Candidate(
            f"{segment.kk.text[start:end]} for {en}; the glossary has {proper}",
            segment.kk.mark(start, end),
            segment.en.mark(*span),
            min(0.85, 0.2 + 0.7 * share),
        )
    else:
        yield Candidate(f"{en} ({proper}) is missing", None, segment.en.mark(*span), 0.3)


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
        if share >= 0.5 and len(hits) >= 2 and (best is None or share > best[2]):
            best = (hits[0][0], hits[-1][1], min(share, 1.0))
    return best


def _akin(word: str, base: str) -> bool:
    """Whether a word is a form of the term's, or of its root: министрі beside министрлігі."""
    if is_form_of(word, base):
        return True
    same = 0
    while same < min(len(word), len(base)) and word[same] == base[same]:
        same += 1
    return same >= 5 and same >= 0.6 * len(base)
