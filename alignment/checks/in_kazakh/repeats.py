"""Words and phrases that stand twice where once is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.checks.segments import Text
from alignment.checks.word_lists import alternatives, word_list
from alignment.languages import MINOR_WORDS, is_form_of, words_of
from alignment.records import said

_EVIDENCE = evidence("repeats")

# Doubling that is Kazakh: "жеке-жеке" has its hyphen, "өте-өте" too; these stand apart.
_TRUE = frozenset(word_list("repeats", "doubled on purpose"))
_INSTRUMENTAL = re.compile(r"[^\W\d_]{3,}(?:мен|бен|пен)$")
_CONJUNCTIONS = frozenset("мен бен пен".split())
_PREDICATE = re.compile(rf"\s(?:{alternatives('repeats', 'makes a predicate of the second')})\b")
_TWICE = re.compile(r"\b(\w{2,})[ ,]+\1\b", re.IGNORECASE)  # what the English doubles as well
# One postposition inside the other, one attribute before and after another: "қарызы туралы мәліметтер туралы".
_AGAIN = re.compile(
    r"\b(туралы|жайлы|бойынша)(?: [^\W\d_]+){1,3} \1\b|"
    r"\b(?=[^\W\d_]{7})([^\W\d_]+(?:лы|лі|ды|ді|ты|ті|лық|лік|дық|дік|тық|тік)) [^\W\d_]+ \2\b",
    re.IGNORECASE,
)
_APPROXIMATE = re.compile(
    r"\b(?:шамамен|жуық\w*|жобамен)\s+(?:[\d\s.,]+|[^\W\d_]+\s+)(?:[^\W\d_]+\s+){0,1}?(?:жуық\b|шамалы\b|шақты\b)"
)


def find(material: Material) -> Iterator[Candidate]:
    """Repetitions inside the Kazakh units. What the English repeats as well is no slip."""
    for segment in material.segments:
        text = segment.kk
        if not text.places or _TWICE.search(segment.en.text):
            continue
        yield from _words(text, _says_twice(segment.en.text))
        yield from _phrases(text)
        for match in _AGAIN.finditer(text.text):
            message = said("{word} stands twice in one phrase", word=match[1] or match[2])
            yield Candidate(message, text.mark(*match.span()), None, _EVIDENCE["around a noun"])
        for match in _APPROXIMATE.finditer(text.text):
            message = said("two words for “about” with one number")
            yield Candidate(message, text.mark(*match.span()), None, _EVIDENCE["two words for about"], "Style/Awkward")


CHECK = Check(
    name="repeats",
    help="Words and phrases written twice.",
    example=Example("They sang and danced.", "Олар ән айтты және және биледі.", "Олар ән айтты және биледі."),
    category="Linguistic conventions/Grammar",
    severity="minor",
    find=find,
    rank=50,
)


def _says_twice(english: str) -> bool:
    """Whether the English has a word twice in one phrase: "a child is a child"."""
    words = [word.lower() for word, _, _ in words_of(english)]
    return any(
        len(word) > 2 and word in words[place + 2 : place + 5] and word not in MINOR_WORDS
        for place, word in enumerate(words)
    )


def _words(text: Text, twice: bool) -> Iterator[Candidate]:
    """Words that follow themselves. `twice`: the English has one twice, so that "бала бала ғой" is a figure of speech."""
    words = text.words
    for (first, start, middle), (second, after, end) in pairwise(words):
        if twice and first.lower() == second.lower() and _PREDICATE.match(text.text, end):
            continue
        between = text.text[middle:after]
        a, b = first.lower(), second.lower()
        if between.strip(" \u00a0") and not (between.strip() == "," and a == b and len(a) > 4):
            if between.strip() in (") ", ")") and first == second and first.isupper():
                message = said("{word} is written twice", word=first)
                yield Candidate(message, text.mark(start, end), None, _EVIDENCE["an abbreviation"])
            continue
        if a == b and a not in _TRUE and len(a) > 1:
            message = said("{word} is written twice", word=second)
            yield Candidate(message, text.mark(start, end), None, _EVIDENCE["a word"], fix=first)
        elif b in _CONJUNCTIONS and _INSTRUMENTAL.search(a) and _is_doubled_with(a):
            message = said("{second} doubles the ending of {first}", first=first, second=second)
            yield Candidate(message, text.mark(start, end), None, _EVIDENCE["ending and conjunction"])
        elif len(a) > 4 and len(b) > 4 and a != b and not between.strip() and _same_noun(a, b):
            message = said("{first} and {second} are one word in two forms", first=first, second=second)
            yield Candidate(message, text.mark(start, end), None, _EVIDENCE["two forms"])


def _is_doubled_with(word: str) -> bool:
    """Whether a word ends in the instrumental: not one that merely ends so, such as `өкімен` or `дәрмен`."""
    return bool(re.search(r"(?:лар|лер|дар|дер|тар|тер|ы|і|м|ң)(?:мен|бен|пен)$", word))


def _same_noun(a: str, b: str) -> bool:
    """Whether one of two neighbours is the other with a case ending: `құқығы құқығын`."""
    shorter, longer = sorted((a, b), key=len)
    if not longer.startswith(shorter) or not is_form_of(longer, shorter):
        return False
    return (
        bool(re.fullmatch(r"н|ның|нің|дың|дің|тың|тің|ны|ні|ды|ді|ты|ті", longer[len(shorter) :])) and shorter[-1] in "ыі"
    )


def _phrases(text: Text) -> Iterator[Candidate]:
    """A run of two to five words that follows itself, with a comma or `мен` between."""
    words = text.words
    lows = [word.lower() for word, _, _ in words]
    taken = -1
    for place in range(len(words)):
        if place <= taken or lows[place] not in lows[place + 1 : place + 7]:
            continue
        for length in (5, 4, 3, 2):
            gap = place + length
            again = lows[gap : gap + length]
            joined = 0
            if again != lows[place:gap] and gap < len(lows) and lows[gap] in (*_CONJUNCTIONS, "және"):
                again, joined = lows[gap + 1 : gap + 1 + length], 1
            between = text.text[words[gap - 1][2] : words[gap][1]] if gap < len(words) else ":"
            if len(again) == length and again == lows[place:gap] and not between.strip(" ,\u00a0"):
                start, end = words[place][1], words[gap + joined + length - 1][2]
                message = said("a phrase is written twice")
                yield Candidate(message, text.mark(start, end), None, _EVIDENCE["a phrase"])
                taken = gap + joined + length - 1
                break
        else:
            if (
                place + 2 < len(words)
                and words[place][0].islower()
                and not _counted(text, words[place][1])
                and lows[place + 1] in (*_CONJUNCTIONS, "немесе", "және")
                and lows[place] == lows[place + 2]
                and len(lows[place]) > 3
            ):
                yield Candidate(
                    said("{word} is joined with itself", word=words[place][0]),
                    text.mark(words[place][1], words[place + 2][2]),
                    None,
                    _EVIDENCE["joined with itself"],
                )
            elif (
                place + 3 < len(words)
                and words[place + 2][0].islower()
                and not _counted(text, words[place][1])
                and lows[place + 1] in ("немесе", "және")
                and lows[place] == lows[place + 3]
                and len(lows[place]) > 5
            ):
                yield Candidate(
                    said("{word} stands twice in one list", word=words[place][0]),
                    text.mark(words[place][1], words[place + 3][2]),
                    None,
                    _EVIDENCE["twice in a list"],
                )


def _counted(text: Text, start: int) -> bool:
    """Whether a number stands before: `18 жасар және 20 жасар` is no repetition."""
    return bool(re.search(r"\d[\d.,]*\s*$", text.text[max(0, start - 12) : start]))
