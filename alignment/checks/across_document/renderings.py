"""One English term in several Kazakh renderings, across the document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate, Mark
from alignment.checks.material import Material
from alignment.glossary import occurrences
from alignment.records import said

_EVIDENCE = evidence("renderings")


def find(material: Material) -> Iterator[Candidate]:
    """For each term of the glossary, the renderings that the document uses less than its usual one, and where."""
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
        usual = max(allowed, key=lambda kk: len(renderings[kk]))
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
