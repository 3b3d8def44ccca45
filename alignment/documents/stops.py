"""Whether a stop ends a sentence, by the words on both sides of it."""

from __future__ import annotations

import re
from typing import NamedTuple

from alignment.documents.full_stops import UPPER, FullStop, full_stop_ends, is_enumerator
from alignment.languages import SHOUTS

_NEAR = 120
"""Characters around a stop that may decide about it: a text without line ends is one paragraph, and nothing here may look
at the whole of it."""

_PLAIN = 7
"""Letters of a word that is no abbreviation."""

_AFTER = re.compile(
    r"(?P<dash>[-‐-―−]+\s*)?(?P<opening>(?:[«“„\"'‘(\[{¿¡]|”(?=\w))*)\s?(?P<dash2>[-‐-―−]\s*)?(?P<first>\S)"
)
# A name and what it says. A pronoun would have a small letter there.
_SPEECH = re.compile(
    r"(?!(?:He|She|It|They|We|You|I|The|This|That|An?|No|Nobody|Everybody|Somebody|Someone)\b)(?:[A-Z][\w.'’-]*\s+){1,3}"
    r"(?:said|says|asked|replied|answered|cried|shouted|added|told|exclaimed|whispered|called)\b"
    rf"|(?:[{UPPER}][\w-]*\s+){{1,2}}(?:деді|сұрады|дейді|деп|айқайлады)\b"
)
# In a list of books a dash parts the title from the place and the pages.
_BOOK = re.compile(r"[-–—]\s[^\W\d_]+(?:\s?:\s[^,.]{2,30})?,\s\d{4}|[-–—]\s(?:\d+\s?[бсp]|[TТ]|Vol|№)\b")
_LETTER_OF_LIST = re.compile(rf"(?:[a-zа-яәғқңөұүһі]\)|[a-h]\.\s[{UPPER}])")
# A sentence may begin with a small letter where that is part of a name: iPhone, setup.py, al-Qaeda, von Humboldt.
_SMALL_NAME = re.compile(
    rf"[a-zа-я]{{1,3}}[A-Z]|(?:[a-z][\w-]*\.)+[a-z]{{2,4}}\b|(?:al|el|әл|аль)-[{UPPER}]|(?:ibn|bin|von|van|ибн|фон|ван)\s[{UPPER}]"
    r"|https?://"
)
_CONTINUES = frozenset(",;:)]}»”%=<>/|&…·.?!")
_LAST_WORD = re.compile(r"\w+$")


_SOURCE = re.compile(r"\([^()]{1,60}\)[.,;]")
_LEADERS = 5
"""Points that lead to a page's number in a table of contents."""


class Stop(NamedTuple):
    """A stop of a text and what belongs to it."""

    start: int
    """Place of its first sign."""

    marks: str
    """Its signs: points, question and exclamation marks."""

    closing: str
    """Closing quotes and brackets, and a footnote's mark, behind them."""

    next: int
    """Place of what follows, behind the white space."""


def ends_sentence(text: str, stop: Stop, start: int) -> bool:
    """Whether a stop ends the sentence that begins at `start`. It looks at a few words on both sides."""
    after = text[stop.next : stop.next + _NEAR]
    if not after or _is_plain(text, stop, start):
        return True
    point = FullStop(text[max(start, stop.start - _NEAR) : stop.start], after, stop.start - start <= _NEAR)
    if not _may_begin(after, stop, point.before) or _is_cited(after, stop):
        return False
    if "!" in stop.marks or "?" in stop.marks:
        return not _is_said(after, stop) and not _is_name(point)
    if "…" in stop.marks or len(stop.marks) > 1:
        return _ellipsis_ends(point, stop)
    return _point_ends(point, stop)


def _ellipsis_ends(point: FullStop, stop: Stop) -> bool:
    if len(stop.marks) >= _LEADERS and point.after[0].isdigit():
        return False
    return any(sign.isalnum() for sign in point.before) and not _is_repeated(point)


def _point_ends(point: FullStop, stop: Stop) -> bool:
    if not stop.closing:
        return full_stop_ends(point)
    if stop.closing[0].isdigit():  # "in 1919.2 In", not "1919.2 Hz"; "war.2 In", not "fig.2 In"
        return point.opener is not None if point.before[-1:].isdigit() else full_stop_ends(point)
    return not (stop.closing == ")" and point.is_whole and is_enumerator(point.before))


def _is_plain(text: str, stop: Stop, start: int) -> bool:
    """Whether nothing can be meant but an end: most points stand between a long word and a capital."""
    before = text[max(start, stop.start - _PLAIN) : stop.start]
    return (
        stop.marks == "."
        and not stop.closing
        and text[stop.next : stop.next + 1].isupper()
        and (len(before) == _PLAIN and before.isalpha() and before.islower())
    )


def _is_quoted(stop: Stop) -> bool:
    return any(sign in "\"'»”’“" for sign in stop.closing)


def _is_cited(after: str, stop: Stop) -> bool:
    """Whether a quote's source follows: "… the law." (Smith 55)."""
    return _is_quoted(stop) and _SOURCE.match(after) is not None


def _is_said(after: str, stop: Stop) -> bool:
    """Whether it follows who said it: "Yes?" Mary asked."""
    return _is_quoted(stop) and _SPEECH.match(after) is not None


def _is_name(point: FullStop) -> bool:
    """Whether the mark belongs to a name: "Yahoo! Finance"."""
    word = _LAST_WORD.search(point.before)
    return word is not None and word[0] in SHOUTS and point.opener is None


def _is_repeated(point: FullStop) -> bool:
    """Whether a word is begun anew: "I… I do not know"."""
    word = _LAST_WORD.search(point.before)
    return word is not None and re.match(rf"{word[0]}\b", point.after, re.IGNORECASE) is not None


def _may_begin(after: str, stop: Stop, before: str) -> bool:
    """Whether a sentence may begin so."""
    match = _AFTER.match(after)
    if match is None:
        return True
    first = match["first"]
    if match["dash"] and _is_quoted(stop):
        return False
    if match["dash"] or match["dash2"]:
        is_number = first.isdigit() and before[-1:].isdigit()
        return not is_number and not first.islower() and not _BOOK.match(after)
    if first.islower():
        rest = after[match.start("first") :]
        return not match["opening"] and bool(_LETTER_OF_LIST.match(rest) or _SMALL_NAME.match(rest))
    return (after[0] not in _CONTINUES or bool(match["opening"])) and first not in _CONTINUES
