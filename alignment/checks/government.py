"""Which case a Kazakh postposition or relational noun asks for, and words before it that have another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from alignment.checks.vocabulary import has_stem
from alignment.checks.word_lists import alternatives
from alignment.files import known_rows
from alignment.settings import RESOURCES

_ENDINGS = {
    "locative": re.compile(r"(?:н?д[ае]|т[ае])$"),
    "dative": re.compile(r"(?:ға|ге|қа|ке|на|не)$"),
    "ablative": re.compile(r"[дтн][ае]н$"),
    "genitive": re.compile(r"[ндт][ыі]ң$"),
    "accusative": re.compile(r"[ндт][ыі]$"),
}
_WORD = r"(?<![^\W\d_])([а-яәғқңөұүһі]{3,})"  # names end in anything
_RELATIONAL = rf"(?:{alternatives('grammar', 'relational noun')})с?[ыі](?:нда|нде|нан|нен)"
_RULES = tuple(
    (re.compile(rf"{_WORD} ({words})(?![^\W_]|-)"), wrong)
    for words, wrong in (
        (alternatives("grammar", "after a dative"), ("locative", "ablative", "accusative")),
        (alternatives("grammar", "after a dative or ablative"), ("locative", "genitive", "accusative")),
        (alternatives("grammar", "after an ablative"), ("locative", "dative", "genitive", "accusative")),
        (alternatives("grammar", "after the bare form"), ("locative", "ablative", "dative", "genitive")),
        (_RELATIONAL, ("accusative",)),
    )
)


def wrongly_governed(text: str) -> Iterator[tuple[re.Match[str], str, str]]:
    """Places where the word before does not have the case that is asked for: the place, the postposition, the word.

    >>> [found[0][0] for found in wrongly_governed("Олар қалада дейін жүрді, содан кейін үйге қарай бұрылды.")]
    ['қалада дейін']
    """
    for pattern, wrong in _RULES:
        for match in pattern.finditer(text):
            if _case_of(match[1].lower()) in wrong:
                yield match, match[2], match[1]


@lru_cache(maxsize=1)
def _headwords() -> frozenset[str]:
    """Words of the lexicon as they are there, without endings."""
    return frozenset(row["kk"].lower() for row in known_rows(RESOURCES / "lexicon.tsv"))


@lru_cache(maxsize=4096)
def _case_of(low: str) -> str:
    """The case that a word has by its ending, where the rest is a word; empty where the whole is one as it is."""
    if low in _headwords():
        return ""
    for case, ending in _ENDINGS.items():
        match = ending.search(low)
        if match and match.start() > 1 and has_stem(low[: match.start()]):
            return case
    return ""
