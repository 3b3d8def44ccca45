"""Limits: "up to five years" for five years, "at least" for "up to", and the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.checks.segments import Segment
from alignment.checks.word_lists import alternatives
from alignment.languages import Number
from alignment.records import said

_EVIDENCE = evidence("bounds")
_KK_UP_TO = re.compile(r"\s*(?:[^\W\d_]+(?:\s+доллар\w*)?\s+)?дейін(?!гі\s+(?:стратегия|бағдарлама)|\s+азай)")
_KK_AT_LEAST = re.compile(rf"(?:{alternatives('bounds', 'Kazakh at least')})\s+$", re.IGNORECASE)
_EN_UP_TO = re.compile(
    rf"(?:{alternatives('bounds', 'English at most')}|maximum \w+ of|limit\w* \w* ?to)"
    r"\s+(?:a |an |the |approximately |\$)*$",
    re.IGNORECASE,
)
_EN_AT_LEAST = re.compile(rf"(?:{alternatives('bounds', 'English at least')})\s+$", re.IGNORECASE)
_RANGE = re.compile(r"(?:дан|ден|нан|нен|тан|тен|ара\w+|[-–])\s*$")

_REACH = 25  # characters before a number in which English says what limit it is
_KK_ABOUT = re.compile(r"[а-яғқңөұүһі]{0,3}\s+жуық\b")
# Which way a limit goes. "аспайтын" and "артық емес" go the other way than "артық".
_DENIED = r"\s+(?:емес|[^\W\d_]*[мбп][ае][йс])"  # кем түспейтін: not less
_KK_MORE = re.compile(
    rf"[^\W\d_-]*(?:-[^\W\d_]+)?(?:\s+[^\W\d_]+[дтн][ае]н)?\s+(?:(?:астам|артық|аса|көп|жоғары)(?!{_DENIED})|кем\s+емес)\b",
    re.IGNORECASE,
)
_KK_LESS = re.compile(
    rf"[^\W\d_-]*(?:-[^\W\d_]+)?(?:\s+[^\W\d_]+[дтнғқгк][ае]н?)?\s+(?:(?:кем|аз|төмен)(?!{_DENIED})|артық\s+емес|аспайтын|аспай\w*|жетпейтін)\b",
    re.IGNORECASE,
)
_EN_MORE = re.compile(rf"\b(?:{alternatives('bounds', 'English more')})\s+(?:a |an |the |\$|€|£)*$", re.IGNORECASE)
_EN_LESS = re.compile(rf"\b(?:{alternatives('bounds', 'English less')})\s+(?:a |an |the |\$|€|£)*$", re.IGNORECASE)
_EN_RANGE = re.compile(r"(?:\d|two|three|four|five|six|seven|eight|nine|ten)\s*(?:to|and|-|–)\s*$")


def find(material: Material) -> Iterator[Candidate]:
    """Numbers that are a limit on one side and an amount, or another limit, on the other."""
    for segment in material.whole:
        for one in segment.answers.same:
            yield from _direction(segment, one.kk, one.en)
    for pair in material.sentence_pairs:
        if pair.kk and pair.en:
            kk, en = _inside(pair.segment.kk.numbers, pair.kk), _inside(pair.segment.en.numbers, pair.en)
            for number in kk:
                alike = [n for n in kk if n.equals(number)]
                same = [other for other in en if other.equals(number)]
                # Where each side has it as often, they answer to one another in order.
                if number.value >= 1 and len(same) == len(alike) and not number.ordinal and not 1800 < number.value < 2100:
                    yield from _compare(pair.segment, number, same[alike.index(number)])


CHECK = Check(
    name="bounds",
    help="Limits for amounts, amounts for limits.",
    example=Example("He was sentenced to six years.", "Ол алты жылға дейін сотталды.", "Ол алты жылға сотталды."),
    category="Accuracy/Mistranslation",
    severity="minor",
    find=find,
    rank=20,
)


def _direction(segment: Segment, number: Number, other: Number) -> Iterator[Candidate]:
    """More than for less than, and the reverse."""
    kk, en = segment.kk.text, segment.en.text
    at = number.span[1]
    kk_more, kk_less = _KK_MORE.match(kk, at), _KK_LESS.match(kk, at)
    before = max(0, other.span[0] - _REACH), other.span[0]
    en_more, en_less = _EN_MORE.search(en, *before), _EN_LESS.search(en, *before)
    for here, there, message in (
        (kk_more, en_less and not en_more, said("“more than” here, “less than” in English")),
        (kk_less, en_more and not en_less, said("“less than” here, “more than” in English")),
    ):
        if here and there:
            mark = segment.kk.mark(number.span[0], here.end())
            yield Candidate(message, mark, segment.en.mark(*other.span), _EVIDENCE["the other way"], severity="major")


def _inside(numbers: Sequence[Number], span: tuple[int, int]) -> list[Number]:
    return [number for number in numbers if span[0] <= number.span[0] < span[1]]


def _compare(segment: Segment, number: Number, other: Number) -> Iterator[Candidate]:
    kk, en = segment.kk.text, segment.en.text
    after = _KK_UP_TO.match(kk, number.span[1])
    at_most = bool(_EN_UP_TO.search(en, max(0, other.span[0] - 30), other.span[0]))
    at_least = bool(_EN_AT_LEAST.search(en, max(0, other.span[0] - 30), other.span[0]))
    kk_least = _KK_AT_LEAST.search(kk, max(0, number.span[0] - 15), number.span[0])
    is_range = bool(_RANGE.search(kk[: number.span[0]])) or bool(_EN_RANGE.search(en[: other.span[0]]))
    if after and not at_most and not is_range and "жыл" in after[0] and re.match(r"[- ]years?\b", en[other.span[1] :]):
        mark = segment.kk.mark(number.span[0], after.end())
        yield Candidate(
            said("“up to” here; the English has no limit"), mark, segment.en.mark(*other.span), _EVIDENCE["limit added"]
        )
    elif kk_least and at_most and not at_least and re.search(r"(?i)up to\s+$", en[: other.span[0]]):
        mark = segment.kk.mark(kk_least.start(), number.span[1])
        yield Candidate(
            said("“at least” here, “up to” in English"), mark, segment.en.mark(*other.span), _EVIDENCE["at least for up to"]
        )
    elif (
        not after
        and re.search(r"\bup to\s+(?:\$)?$", en[: other.span[0]])
        and re.match(r"\s*жыл\b", kk[number.span[1] :])
        and not re.search(r"дейін|асп|көп емес|шект|артық емес", kk[number.span[1] : number.span[1] + 40])
    ):
        mark = segment.en.mark(other.span[0] - 6, other.span[1])
        yield Candidate(
            said("the English has “up to”; the limit is missing here"),
            segment.kk.mark(*number.span),
            mark,
            _EVIDENCE["limit missing"],
        )
    elif at_least and _KK_ABOUT.match(kk, number.span[1]) and number.value >= 10:
        mark = segment.kk.mark(number.span[0], number.span[1] + len("жуық") + 1)
        yield Candidate(
            said("“about” here, “at least” in English"), mark, segment.en.mark(*other.span), _EVIDENCE["about for at least"]
        )
