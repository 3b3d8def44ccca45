"""Sentences that say no on one side and yes on the other, and words that say the opposite of each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from alignment.checks.antonyms import find_opposites
from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.checks.sentence_pairs import SentencePair, Stretch, placed_in
from alignment.checks.vocabulary import english_words, headwords
from alignment.checks.word_lists import alternatives
from alignment.languages import as_meant, is_denying_verb, may_deny
from alignment.records import said

_EVIDENCE = evidence("negation")


def _any(role: str) -> re.Pattern[str]:
    """A pattern for any word or phrase of the role, from its first letter to its last."""
    return re.compile(rf"(?<![\w-])(?:{alternatives('negation', role)})(?![\w-])")


_KK_DENIAL, _KK_IDLE = _any("Kazakh denial"), _any("Kazakh phrase that denies nothing")
_KK_CHANCE, _KK_NEAR = _any("Kazakh that only looks so"), _any("Kazakh near denial")
_EN_DENIAL, _EN_IDLE = _any("English denial"), _any("English phrase that denies nothing")
_EN_NEAR, _EN_FAINT, _EN_CHANCE = (
    _any("English near denial"),
    _any("English faint denial"),
    _any("English that only looks so"),
)
_KK_ALL, _EN_ALL, _EN_NONE = _any("Kazakh word for all"), _any("English word for all"), _any("English word for none")
_NONE = ("еш", "бірде")  # how the words for nobody and never begin
# The polite "you" of a verb has the letters of "without": аласыз, бересіз.
_KK_POLITE = re.compile(r"\w+[аей](?=с[ыі]з(?!\w))с[ыі]з")
_EN_PREFIX = re.compile(f"(?:{alternatives('negation', 'English prefix that denies')})([a-z]{{4,}})")
_EN_SHORT = re.compile(r"[a-z]+n['’]t(?!\w)")
_EN_NUMBER = re.compile(r"\bno\.?\s?(?=\d)")  # No. 5 counts
_EN_TAG = re.compile(r", (?:[a-z]+n['’]t|is|are|do|does|did|can|will) (?:it|he|she|they|you|we|i)(?: not)?\?")
_EN_PAIR = re.compile(r"\bneither\b.*?\bnor\b")
_KK_WORD = re.compile(r"[^\W\d_]+")
_EN_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class _Denials:
    """What denies in a sentence."""

    sure: tuple[Stretch, ...]
    near: int
    """Words and phrases that may answer to a denial of the other side."""

    faint: int
    """Words that do so now and then."""


def find(material: Material) -> Iterator[Candidate]:
    """Pairs of sentences of which one side denies more than the other, and those with opposite words."""
    for pair in material.sentence_pairs:
        if not pair.kk or not pair.en or pair.similarity < _EVIDENCE["similarity"]:
            continue
        kk, en = pair.texts()
        ours, theirs = _kazakh(kk), _english(en)
        opposite = [found for found in find_opposites(kk, en) if found[2] >= CHECK.least]
        yield from _none_and_all(pair)
        if len(ours.sure) != len(theirs.sure):
            # "Not far" is "near": an opposite word makes up for a denial.
            yield from _denied(pair, ours, theirs) if not opposite else ()
            continue
        for own, other, score in opposite:
            yield Candidate(
                said("{kk} says the opposite of {en}", kk=kk[slice(*own)], en=en[slice(*other)]),
                pair.segment.kk.mark(*placed_in(own, pair.kk)),
                pair.segment.en.mark(*placed_in(other, pair.en)),
                score * (_EVIDENCE["opposites beside denials"] if ours.sure else 1.0),
            )


CHECK = Check(
    name="negation",
    help="Yes on one side, no on the other; opposites.",
    example=Example("The guests came to the wedding.", "Қонақтар тойға келмеді.", "Қонақтар тойға келді."),
    category="Accuracy/Mistranslation",
    severity="critical",
    find=find,
    rank=100,
)


def _denied(pair: SentencePair, ours: _Denials, theirs: _Denials) -> Iterator[Candidate]:
    kk, en = pair.texts()
    assert pair.kk  # noqa: S101 – for the type checker: whoever calls has looked
    assert pair.en  # noqa: S101
    if len(theirs.sure) > len(ours.sure) + ours.near:
        at = theirs.sure[0]
        yield Candidate(
            said("the English denies ({en}); nothing does here", en=en[slice(*at)])
            if not ours.sure
            else said("the English denies more often than the Kazakh ({en})", en=en[slice(*at)]),
            pair.segment.kk.mark(*pair.kk),
            pair.segment.en.mark(*placed_in(at, pair.en)),
            _EVIDENCE["English denies once more" if ours.sure else "English denies"]
            # A translation that is much shorter has left the denial out with more.
            - (_EVIDENCE["much is left out"] if len(en) > _EVIDENCE["much longer"] * len(kk) else 0.0),
        )
    # Words that come near a denial answer each other first, such as lack and жетіспеу.
    elif len(ours.sure) > len(theirs.sure) + max(0, theirs.near - ours.near):
        at = ours.sure[-1]
        # What the last verb denies the sentence does; before it there are clauses that the English words otherwise.
        is_last = not _KK_WORD.search(kk, at[1])
        score = _EVIDENCE[
            "Kazakh denies once more" if theirs.sure else "Kazakh denies" if is_last else "Kazakh denies before"
        ]
        yield Candidate(
            said("{kk} denies; the English sentence says yes", kk=kk[slice(*at)])
            if not theirs.sure
            else said("the Kazakh denies more often than the English ({kk})", kk=kk[slice(*at)]),
            pair.segment.kk.mark(*placed_in(at, pair.kk)),
            pair.segment.en.mark(*pair.en),
            max(0.0, score - theirs.faint * _EVIDENCE["each faint denial"]),
        )


def _none_and_all(pair: SentencePair) -> Iterator[Candidate]:
    """Where the English says never or nobody, and the Kazakh says always or all instead of ешқашан or ешкім."""
    kk, en = pair.texts()
    own, other = _KK_ALL.search(_same_length(kk)), _EN_NONE.search(_same_length(en))
    if not own or not other or not pair.kk or not pair.en or _EN_ALL.search(_same_length(en)):
        return
    if not any(match[0].startswith(_NONE) for match in _KK_DENIAL.finditer(_same_length(kk))):
        yield Candidate(
            said("{kk} says the opposite of {en}", kk=kk[slice(*own.span())], en=en[slice(*other.span())]),
            pair.segment.kk.mark(*placed_in(own.span(), pair.kk)),
            pair.segment.en.mark(*placed_in(other.span(), pair.en)),
            _EVIDENCE["all for none"],
        )


def _blank(match: re.Match[str]) -> str:
    return "_" * len(match[0])


def _same_length(text: str) -> str:
    """In lower case, each letter in its place."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(letter.lower()[:1] or letter for letter in text)


def _kazakh(text: str) -> _Denials:
    low, idle = _KK_IDLE.subn(_blank, _same_length(as_meant(text)))
    low = _KK_POLITE.sub(_without_polite, low)
    low = _KK_CHANCE.sub(_blank, low)
    words = list(_KK_WORD.finditer(low))
    verbs = [match.span() for match in words if is_denying_verb(match[0])]
    named = [match.span() for match in _KK_DENIAL.finditer(low)]
    # "No one" goes with a verb that denies: together they are one denial.
    alone = [span for span in named if not low.startswith(_NONE, span[0])]
    if verbs or alone:
        sure, idle = sorted({*verbs, *alone}), idle + len(named) - len(alone)
    else:
        sure = named[:1]
    near = sum(1 for _ in _KK_NEAR.finditer(low)) + sum(map(_is_command, (match[0] for match in words)))
    return _Denials(tuple(sure), idle + near, 0)


def _without_polite(match: re.Match[str]) -> str:
    """A verb of the polite "you" blanked; one that denies stays, and so does what is without something."""
    return match[0] if is_denying_verb(match[0]) or match[0][:-3] in headwords() else _blank(match)


def _is_command(word: str) -> bool:
    """Whether a word may tell somebody not to do something, and is no noun that only ends so."""
    if not may_deny(word):
        return False
    noun = word[:-3] if word.endswith(("сын", "сін")) else word
    return noun not in headwords()


def _english(text: str) -> _Denials:
    low, idle = _EN_IDLE.subn(_blank, _same_length(text))
    low, tags = _EN_TAG.subn(_blank, _EN_NUMBER.sub(_blank, low))
    low, pairs = _EN_PAIR.subn(lambda match: "neither" + "_" * (len(match[0]) - len("neither")), low)
    sure = sorted([match.span() for pattern in (_EN_DENIAL, _EN_SHORT) for match in pattern.finditer(low)])
    near = sum(1 for _ in _EN_NEAR.finditer(low)) + sum(map(_has_denying_part, _EN_WORD.findall(low)))
    return _Denials(tuple(sure), idle + tags + pairs + near, sum(1 for _ in _EN_FAINT.finditer(low)))


def _has_denying_part(word: str) -> bool:
    """Whether a prefix or -less denies the rest of the word: "unhappy", but not "unit"."""
    if word.endswith("less"):
        return word.removesuffix("less") in english_words()
    match = _EN_PREFIX.fullmatch(word)
    return bool(match and match[1] in english_words() and not _EN_CHANCE.fullmatch(word))
