"""One English term in several Kazakh renderings, across the document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import exp

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate, Mark
from alignment.checks.material import Material
from alignment.checks.odd_words import OddWords
from alignment.glossary import occurrences
from alignment.records import said

_EVIDENCE = evidence("renderings")
_BIAS = _EVIDENCE["all signs"]
_WEIGHTS = (
    _EVIDENCE["English word: alone"],
    _EVIDENCE["English word: times"],
    _EVIDENCE["English word: has counterparts elsewhere"],
    _EVIDENCE["English word: rendered alike elsewhere"],
    _EVIDENCE["English word: weight"],
    _EVIDENCE["English word: length"],
    _EVIDENCE["Kazakh word: alone"],
    _EVIDENCE["Kazakh word: has counterparts elsewhere"],
    _EVIDENCE["Kazakh word: rendered alike elsewhere"],
    _EVIDENCE["Kazakh word: weight"],
    _EVIDENCE["Kazakh word: length"],
    _EVIDENCE["close translation"],
    _EVIDENCE["few words lack counterparts"],
    _EVIDENCE["same part of the text"],
    _EVIDENCE["both have counterparts elsewhere"],
)


def find(material: Material) -> Iterator[Candidate]:
    """Renderings that the document uses less than its usual one: of the glossary's terms, and of words whose rendering is
    learned from the document itself."""
    yield from _of_terms(material)
    yield from _learned(material)


def _of_terms(material: Material) -> Iterator[Candidate]:
    """For each term of the glossary, the other renderings and where they stand."""
    uses: dict[str, dict[str, list[tuple[Mark, Mark]]]] = defaultdict(lambda: defaultdict(list))
    for segment, found_terms in material.english_terms:
        seen: set[str] = set()
        for en, span in found_terms:
            terms = material.glossary.concepts[en]
            if en in seen or len(terms) < 2:
                continue
            seen.add(en)
            found: list[tuple[int, int]] = []
            for term in sorted(terms, key=lambda term: -len(term.kk)):
                for place in occurrences(term, segment.kk.words):
                    if not any(a < place[1] and place[0] < b for a, b in found):
                        found.append(place)
                        uses[en][term.kk].append((segment.kk.mark(*place), segment.en.mark(*span)))
    for en, renderings in uses.items():
        forbidden = {term.kk for term in material.glossary.concepts[en] if term.status == "forbidden"}
        allowed = [kk for kk in renderings if kk not in forbidden]
        if not allowed:
            continue
        preferred = {term.kk for term in material.glossary.concepts[en] if term.status == "preferred"}
        # The preferred one is never the odd one, however seldom the document has it.
        usual = max(allowed, key=lambda kk: (kk in preferred, len(renderings[kk])))
        for kk, marks in renderings.items():
            if kk == usual or kk in forbidden:
                continue
            yield Candidate(
                said(
                    "{en} is {kk} here ({here}), {usual} elsewhere ({elsewhere})",
                    en=en,
                    kk=kk,
                    here=len(marks),
                    usual=usual,
                    elsewhere=len(renderings[usual]),
                ),
                marks[0][0],
                marks[0][1],
                _EVIDENCE["another rendering"],
                others=(*(mark for mark, _ in marks[1:]), renderings[usual][0][0]),
            )


def _learned(material: Material) -> Iterator[Candidate]:
    """For each pair of sentences the Kazakh word that renders nothing there, with the English one that nothing renders, if
    the two are odd enough."""
    parts = [(pair.segment, pair.kk, pair.en) for pair in material.sentence_pairs if pair.kk and pair.en]
    texts = ((segment.kk.text[slice(*kk)], segment.en.text[slice(*en)]) for segment, kk, en in parts)
    odd = OddWords(texts, material.word_vectors)
    for number, (segment, kk_part, en_part) in enumerate(parts):
        if (pairs := odd.of(number)) is None:
            continue
        sums = pairs.features @ _WEIGHTS
        best = int(sums.argmax())
        if (score := 1 / (1 + exp(_BIAS - float(sums[best])))) < CHECK.least:
            continue
        kk = segment.kk.mark(*(kk_part[0] + place for place in pairs.kk[best]))
        en = segment.en.mark(*(en_part[0] + place for place in pairs.en[best]))
        if (learned := pairs.learned[best]).times:
            message = said(
                "{en} is {kk} here, {usual} elsewhere (learned from {number} places of this text)",
                en=en.text,
                kk=kk.text,
                usual=learned.word,
                number=learned.times,
            )
        else:
            message = said("{kk} may not be what {en} means here", kk=kk.text, en=en.text)
        yield Candidate(message, kk, en, score, "Terminology/Wrong term")


CHECK = Check(
    name="renderings",
    help="One English term in several renderings.",
    example=Example(
        "Forced labor was found. ¶ The law punishes forced labor. ¶ There is forced labor in the country.",
        "Мәжбүрлі еңбек анықталды. ¶ Заң мәжбүрлі еңбекті жазалайды. ¶ Елде еріксіз еңбек бар.",
        "Мәжбүрлі еңбек анықталды. ¶ Заң мәжбүрлі еңбекті жазалайды. ¶ Елде мәжбүрлі еңбек бар.",
    ),
    category="Terminology/Inconsistent use",
    severity="minor",
    find=find,
    rank=50,
)
