"""Whether a stop ends a sentence, by the words on both sides of it."""

from __future__ import annotations

import re
from typing import NamedTuple

from alignment.documents.full_stops import FullStop, full_stop_ends
from alignment.languages import SHOUTS

_NEAR = 120
"""Characters around a stop that may decide about it: a text without line ends is one paragraph, and nothing here may look
at the whole of it."""

_PLAIN = 7
"""Letters of a word that is no abbreviation."""

_UPPER = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
_AFTER = re.compile(
    r"(?P<dash>[-‐-―−]+\s*)?(?P<opening>(?:[«“„\"'‘(\[{¿¡]|”(?=\w))*)\s?(?P<dash2>[-‐-―−]\s*)?(?P<first>\S)"
)
# "Yes?" Mary asked: a name and what it does, behind a quote. A pronoun would have a small letter there.
_SPEECH = re.compile(
    r"(?!(?:He|She|It|They|We|You|I|The|This|That|An?|No|Nobody|Everybody|Somebody|Someone)\b)(?:[A-Z][\w.'’-]*\s+){1,3}"
    r"(?:said|says|asked|replied|answered|cried|shouted|added|told|exclaimed|whispered|called)\b"
    rf"|(?:[{_UPPER}][\w-]*\s+){{1,2}}(?:деді|сұрады|дейді|деп|айқайлады)\b"
)
# In a list of books a dash parts the title from the place and the pages.
_BOOK = re.compile(r"[-–—]\s[^\W\d_]+(?:\s?:\s[^,.]{2,30})?,\s\d{4}|[-–—]\s(?:\d+\s?[бсp]|[TТ]|Vol|№)\b")
_LETTER_OF_LIST = re.compile(rf"(?:[a-zа-яәғқңөұүһі]\)|[a-h]\.\s[{_UPPER}])")
# A sentence may begin with a small letter where that is part of a name: iPhone, setup.py, al-Qaeda, von Humboldt.
_SMALL_NAME = re.compile(
    rf"[a-zа-я]{{1,3}}[A-Z]|(?:[a-z][\w-]*\.)+[a-z]{{2,4}}\b|(?:al|el|әл|аль)-[{_UPPER}]|(?:ibn|bin|von|van|ибн|фон|ван)\s[{_UPPER}]"
    r"|https?://"
)
_CONTINUES = frozenset(",;:)]}»”%=<>/|&…·.?!")
_LAST_WORD = re.compile(r"\w+$")


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
    if _is_plain(text, stop, start):
        return True
    after = text[stop.next : stop.next + _NEAR]
    if not after:
        return True
    before = text[max(start, stop.start - _NEAR) : stop.start]
    if not _may_begin(after, stop, before):
        return False
    if "!" in stop.marks or "?" in stop.marks:
        return not (_is_quoted(stop) and _SPEECH.match(after)) and not _is_name(before, after)
    if "…" in stop.marks or len(stop.marks) > 1:
        return any(sign.isalnum() for sign in before) and not _is_repeated(before, after)
    point = FullStop(before, after, stop.start - start <= _NEAR)
    return (bool(stop.closing) and not stop.closing[0].isdigit()) or full_stop_ends(point)


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


def _is_name(before: str, after: str) -> bool:
    """Whether the mark belongs to a name: "Yahoo! Finance"."""
    word = _LAST_WORD.search(before)
    return word is not None and word[0] in SHOUTS and FullStop(before, after, is_whole=False).opener is None


def _is_repeated(before: str, after: str) -> bool:
    """Whether a word is begun anew: "I… I do not know"."""
    word = _LAST_WORD.search(before)
    return word is not None and re.match(rf"{word[0]}\b", after, re.IGNORECASE) is not None


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
