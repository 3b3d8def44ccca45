"""Sentences that say no on one side and yes on the other, where the evidence is strong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.checks.vocabulary import kazakh_words
from alignment.checks.word_lists import alternatives, word_list
from alignment.records import said

_EVIDENCE = evidence("negation")


def _any(role: str) -> str:
    """A pattern for any word of the role."""
    return f"(?:{alternatives('negation', role)})"


_KK_FINAL = re.compile(
    rf"([^\W\d_]+{_any('Kazakh suffix')}{_any('Kazakh final ending')}|[^\W\d_]*{_any('Kazakh final form')}|"
    rf"{_any('Kazakh word')})\s*[.!»)]*$"
)
_KK_NEGATIVE = re.compile(
    rf"[^\W\d_]{{2,}}{_any('Kazakh suffix')}(?:{_any('Kazakh ending after the suffix')}|\b)|"
    rf"\b{_any('Kazakh beginning of a word')}|[^\W\d_]{{2,}}{_any('Kazakh privative')}|{_any('Kazakh stem')}|"
    rf"{_any('Kazakh whole word')}\b",
    re.IGNORECASE,
)
# "Not only" denies nothing.
_KK_NOT_ONLY = re.compile(rf"\bемес\b.*\b{_any('Kazakh only')}\b|" + _any("Kazakh but no denial").replace(" ", r"\s+"))
_EN_NOT = re.compile(
    rf"\b{_any('English auxiliary')}\s?(?:not|n't)\b|\bnever\b(?! more)|\b{_any('English statement')}\b", re.IGNORECASE
)
_EN_NEGATIVE = re.compile(
    rf"\b(?:{_any('English word')}|{_any('English prefix')}[a-z]{{3,}}|\w+{_any('English ending')})\b", re.IGNORECASE
)
# "unit", "international" and the like begin with the letters and deny nothing.
_INNOCENT = re.compile(_any("English that only looks so"), re.IGNORECASE)
_EN_YES = re.compile(r"(?<!not )(?<!never )\b(?:was|were|is|are)\s+(?:also\s+|often\s+|widely\s+)?[a-z]+ed[.\"]*$")
_EN_YES_BUT = re.compile(rf"{_any('English passive that denies')}\w*[.\"]*$")
_POSITIVE_ENDINGS = re.compile(r"(?:ған|ген|қан|кен|ады|еді|йды|йді|ды|ді|ты|ті|пты|пті)$")


def _is_negative(word: str) -> bool:
    """Whether the verb denies, and does not merely have a root in -ма or -ба: сабаған is "beat"."""
    low = word.lower()
    if low in word_list("negation", "Kazakh word"):
        return True
    ending = _POSITIVE_ENDINGS.search(low)
    stem = low[: ending.start()] if ending else low
    return f"{stem}у" not in kazakh_words()


def find(material: Material) -> Iterator[Candidate]:
    """Pairs of sentences in which one side denies and nothing on the other does."""
    for pair in material.sentence_pairs:
        if pair.shape != (1, 1) or pair.similarity < _EVIDENCE["similarity"] or not pair.kk or not pair.en:
            continue
        kk, en = pair.texts()
        deny = [m for m in _EN_NEGATIVE.finditer(en) if not _INNOCENT.fullmatch(m[0])]
        final = _KK_FINAL.search(kk)
        if final and not _is_negative(final[1]):
            final = None
        if final and (not deny or (_EN_YES.search(en) and not _EN_YES_BUT.search(en))) and not _KK_NOT_ONLY.search(kk):
            start = pair.kk[0] + final.start()
            yield Candidate(
                said("{kk} denies; the English sentence says yes", kk=final[1]),
                pair.segment.kk.mark(start, pair.kk[0] + final.end(1)),
                pair.segment.en.mark(*pair.en),
                _EVIDENCE["Kazakh denies"],
            )
        elif (stated := _EN_NOT.search(en)) and not _KK_NEGATIVE.search(kk):
            start = pair.en[0] + stated.start()
            yield Candidate(
                said("the English denies ({en}); nothing does here", en=stated[0]),
                pair.segment.kk.mark(*pair.kk),
                pair.segment.en.mark(start, start + len(stated[0])),
                _EVIDENCE["English denies"],
            )


CHECK = Check(
    name="negation",
    help="Yes on one side, no on the other.",
    example=Example("The guests came to the wedding.", "Қонақтар тойға келмеді.", "Қонақтар тойға келді."),
    category="Accuracy/Mistranslation",
    severity="critical",
    find=find,
    rank=100,
)
