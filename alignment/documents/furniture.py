"""What a printer puts around a text: page numbers in all their forms, running heads and feet, and marks of footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

_PAGE = r"(?:page|pg\.?|p\.|бет|беті|стр\.?|страница|с\.|сайт)"
_OF = r"(?:\s*/\s*|\s+of\s+|\s+из\s+|\s*\|\s*)"
_DASHES = r"[-–—~•·*]"
_WORDS = r"(?:(?:\d{4}|[^\W\d_])[\w'’.,:()«»“”\"-]*(?:\s+[-–—|·•∙]\s*|\s+)){0,10}?"
_SURE = re.compile(
    rf"{_PAGE}\s*[|:№]?\s*[-–—]?\s*(?P<a>\d{{1,4}})(?:{_OF}\d{{1,4}})?(?:\s*[-–—])?"
    rf"|(?P<b>\d{{1,4}})\s*[-–—]?\s*(?:ші|шы|нші|ншы)?\s*[|]?\s*{_PAGE}(?:{_OF}\d{{1,4}})?"
    rf"|{_DASHES}\s*(?P<c>\d{{1,4}})\s*{_DASHES}"
    rf"|\d{{1,4}}\s+беттің\s+(?P<d>\d{{1,4}})\s*[-–—]?\s*(?:ші|шы|нші|ншы|і|ы)?(?:\s+беті)?"
    rf"|[\[(]\s*(?P<e>\d{{1,4}})\s*[\])]",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?:[-–—]\s*)?(\d{1,4})(?:\s*[-–—])?")
_OF_ALL = re.compile(rf"(\d{{1,4}}){_OF}(\d{{1,4}})", re.IGNORECASE)
_ROMAN = re.compile(r"(?:[-–—]\s*)?(?=[ivxlc])(c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3}))(?:\s*[-–—])?", re.IGNORECASE)
_NUMBER_BEHIND = re.compile(
    rf"({_WORDS}[^\W\d_][\w'’.»”\")-]*)\s*[-–—|·•∙,:]?\s+(?:{_PAGE}\s*)?[-–—]?\s*(\d{{1,4}})(?:\s*[-–—])?", re.I
)
_NUMBER_BEFORE = re.compile(r"(\d{1,4})\s*[-–—|·•∙]?\s+([^\W\d_].*)")
_LONGEST_HEAD = 120  # characters
_SENTENCE_ENDS = (".", "!", "?", ":", ";", ",")

NOTE_MARK = re.compile(r"(?:\[?(\d{1,3})[\]).]?|[¹²³⁴-⁹⁰]{1,3}|\*{1,3}|†)\s*(?=[^\W\d_«“\"(])")
"""The beginning of a footnote, with its number."""


@dataclass(frozen=True, slots=True)
class PageLabel:
    """A line that may be a page's number, or its running head with the number."""

    form: Literal["sure", "bare", "of", "roman", "head"]
    words: str
    """What stands beside the number, in lower case; the total in "1/10"."""

    number: int


def page_label(text: str) -> PageLabel | None:
    """What a line of text says of a page's number, if it can."""
    if len(text) > _LONGEST_HEAD:
        return None
    label = None
    if found := _SURE.fullmatch(text):
        label = PageLabel("sure", "", int(next(group for group in found.groups() if group)))
    elif found := _BARE.fullmatch(text):
        label = PageLabel("bare", "", int(found[1]))
    elif (found := _OF_ALL.fullmatch(text)) and 0 < int(found[1]) <= int(found[2]):
        label = PageLabel("of", found[2], int(found[1]))
    elif (found := _ROMAN.fullmatch(text)) and found[1]:
        label = PageLabel("roman", "upper" if found[1].isupper() else "", _roman(found[1].lower()))
    elif found := _NUMBER_BEHIND.fullmatch(text):
        label = PageLabel("head", _bare_words(found[1]), int(found[2]))
    elif found := _NUMBER_BEFORE.fullmatch(text):
        label = PageLabel("head", _bare_words(found[2]), int(found[1]))
    return label


def _bare_words(text: str) -> str:
    return " ".join(text.casefold().strip(" -–—|·•∙,:").split())


def _roman(text: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[letter] for letter in text]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def rises(numbers: Sequence[int], least: int) -> bool:
    """Whether so many numbers or more rise, each over the one before."""
    return len(numbers) >= least and all(a < b for a, b in pairwise(numbers))


def recurring_heads(edges: Sequence[Sequence[str]], least: int = 3) -> set[str]:
    """The running heads without a number, as `head_key` gives them: what stands at so many pages' edges, and at every third
    page's at least.

    Args:
        edges: for each page, the lines at its top and foot.
    """
    counts = Counter(key for lines in edges for key in {head_key(line) for line in lines} if key)
    return {key for key, times in counts.items() if times >= least and 3 * times >= len(edges)}


def head_key(text: str) -> str:
    """What of a running head is the same on every page; empty where the line can be none."""
    if len(text) > _LONGEST_HEAD or text.endswith(_SENTENCE_ENDS):
        return ""
    key = " ".join(re.sub(r"\d+", " ", text.casefold()).split())
    return key if any(letter.isalpha() for letter in key) else ""
