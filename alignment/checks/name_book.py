"""What is known of names in both languages: the languages' own table, and the names of the shipped lexicon."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from alignment.files import read_table
from alignment.languages import KNOWN_NAMES
from alignment.settings import RESOURCES

_PLAIN_APOSTROPHE = str.maketrans("’ʼ", "''")
_SKIPPED = re.compile(r" тілі$| жазуы$")  # languages and scripts, which only lists of them name


@lru_cache(maxsize=1)
def kazakh_names() -> Mapping[str, frozenset[str]]:
    """By a Kazakh name in lower case and base form, the English names that answer to it, in lower case."""
    names: dict[str, set[str]] = defaultdict(set)
    rows = [(kk, "; ".join(en)) for kk, en in KNOWN_NAMES.items()]
    rows += [
        (row["kk"], row["en"])
        for _, row in read_table(RESOURCES / "lexicon.tsv")
        if row["pos"] == "name" and row["en"][0].isupper() and not _SKIPPED.search(row["kk"])
    ]
    for kk, en in rows:
        names[kk.lower().translate(_PLAIN_APOSTROPHE)] |= {
            one.lower().removeprefix("the ").translate(_PLAIN_APOSTROPHE) for one in en.split("; ")
        }
    return {kk: frozenset(en) for kk, en in names.items()}


@lru_cache(maxsize=1)
def english_names() -> Mapping[str, tuple[str, ...]]:
    """By an English name in lower case, the Kazakh names that answer to it."""
    names: dict[str, list[str]] = defaultdict(list)
    for kk, known in kazakh_names().items():
        for en in sorted(known):
            names[en].append(kk)
    return {en: tuple(kk) for en, kk in names.items()}


@lru_cache(maxsize=1)
def place_names() -> frozenset[str]:
    """English names of places in lower case, words for what is of them left out."""
    return frozenset(
        one.lower().removeprefix("the ")
        for _, row in read_table(RESOURCES / "lexicon.tsv")
        if (row["pos"], row["domain"]) == ("name", "geography")
        for one in row["en"].split("; ")
    )
