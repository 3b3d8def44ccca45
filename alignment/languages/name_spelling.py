"""How well a Kazakh word spells an English name: an edit distance whose costs are learnt from names in both languages.

The pieces that answer to one another (sh – ш, ough – о, a silent e – nothing) and what each costs stand in a table; see
`training/name_spellings.py`.
"""

from __future__ import annotations

import math
import unicodedata
from collections import defaultdict
from functools import lru_cache

from alignment.files import known_rows
from alignment.languages.inflection import name_stems
from alignment.languages.language_tables import LANGUAGE_TABLES

UNHEARD_OF = 8.5
"""Nats that a letter for one that it never stands for costs."""

_DROPPED, _ADDED = 6.9, 8.5  # an English letter that nothing stands for, and a Kazakh one that stands for nothing
_LIMIT = 30.0
_LONGEST = 4
_PLAIN = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "ı": "i", "þ": "th", "ð": "d"})

_Piece = tuple[int, str, float]
"""How many English letters, which Kazakh ones, and what it costs."""


def _pieces() -> tuple[dict[str, dict[str, list[_Piece]]], dict[str, float]]:
    pieces: dict[str, dict[str, list[_Piece]]] = defaultdict(lambda: defaultdict(list))
    added: dict[str, float] = {}
    for row in known_rows(LANGUAGE_TABLES / "name_pieces.tsv"):
        kk = "" if row["kk"] == "-" else row["kk"].strip("^$")
        if row["en"] == "-":
            added[kk] = float(row["cost"])
        else:
            pieces[row["en"]][kk[:1]].append((len(row["en"]), kk, float(row["cost"])))
    return {en: dict(by_letter) for en, by_letter in pieces.items()}, added


_PIECES, _ADDED_COSTS = _pieces()
"""The pieces by their English letters and the first Kazakh one, empty where nothing is heard; and what is added."""


@lru_cache(maxsize=65536)
def bare_name(name: str) -> str:
    """An English name in lower case with the letters a to z alone.

    >>> bare_name("O'Brien"), bare_name("Müller"), bare_name("Beyoncé")
    ('obrien', 'muller', 'beyonce')
    """
    plain = unicodedata.normalize("NFD", name.lower().translate(_PLAIN))
    return "".join(letter for letter in plain if "a" <= letter <= "z")


@lru_cache(maxsize=16384)
def _ways(english: str) -> tuple[tuple[dict[str, list[_Piece]], ...], ...]:
    """At each letter of a bare name between ^ and $: the pieces that may stand there, by their first Kazakh letter."""
    word = f"^{english}$"
    return tuple(
        (
            {"": [(1, "", 0.0 if letter in "^$" else _DROPPED)]},
            *(_PIECES[word[at:end]] for end in range(at + 1, min(at + _LONGEST, len(word)) + 1) if word[at:end] in _PIECES),
        )
        for at, letter in enumerate(word)
    )


@lru_cache(maxsize=65536)
def spelling_costs(english: str, kazakh: str) -> tuple[float, ...]:
    """What it costs to take the first 0, 1, 2 … letters of a Kazakh word for an English name.

    Args:
        english: as `bare_name` gives it.
        kazakh: in lower case; endings may follow the name.

    Returns:
        Nats, as many as the word has letters, and one more; infinite from 30. O(letters · letters).

    >>> costs = spelling_costs("johnson", "джонсонға")
    >>> min(range(len(costs)), key=costs.__getitem__)
    7
    """
    ways = _ways(english)
    size = len(kazakh)
    rows = [[math.inf] * (size + 1) for _ in range(len(ways) + 1)]
    rows[0][0] = 0.0
    last = len(ways) - 1
    for i, here in enumerate(ways):
        row = rows[i]
        odd = 0 < i < last
        for j in range(size + 1):
            cost = row[j]
            if cost > _LIMIT:
                continue
            letter = kazakh[j : j + 1]
            if letter and odd:
                row[j + 1] = min(row[j + 1], cost + _ADDED_COSTS.get(letter, _ADDED))
                rows[i + 1][j + 1] = min(rows[i + 1][j + 1], cost + UNHEARD_OF)
            for by_letter in here:
                for length, _, more in by_letter.get("", ()):
                    rows[i + length][j] = min(rows[i + length][j], cost + more)
                for length, kk, more in by_letter.get(letter, ()) if letter else ():
                    if kazakh.startswith(kk, j) and cost + more < rows[i + length][j + len(kk)]:
                        rows[i + length][j + len(kk)] = cost + more
    return tuple(rows[-1])


def unheard_of(english: str, kazakh: str) -> tuple[int, ...]:
    """Where a Kazakh word that spells an English name departs from it: places of letters, from 0, that stand for a letter
    that they never stand for, that stand for none, or before which a letter is lost.

    Args:
        english, kazakh: as for `spelling_costs`, the Kazakh name without endings.

    >>> unheard_of("kavanaugh", "кавало"), unheard_of("kavanaugh", "кавано")
    ((4,), ())
    """
    ways = _ways(english)
    size, last = len(kazakh), len(ways) - 1
    best: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {(0, 0): (0.0, ())}
    for i, here in enumerate(ways):
        for j in range(size + 1):
            if (i, j) not in best:
                continue
            cost, odd = best[i, j]
            pieces = [
                piece for by_letter in here for first in {"", kazakh[j : j + 1]} for piece in by_letter.get(first, ())
            ]
            steps = [(length, len(kk), more) for length, kk, more in pieces if kazakh.startswith(kk, j)]
            if j < size and 0 < i < last:
                steps += [(0, 1, _ADDED_COSTS.get(kazakh[j], _ADDED)), (1, 1, UNHEARD_OF)]
            for a, b, more in steps:
                new = (cost + more, (*odd, j) if more >= _ODD else odd)
                if (i + a, j + b) not in best or new[0] < best[i + a, j + b][0]:
                    best[i + a, j + b] = new
    return best[last + 1, size][1]


_ODD = 5.5  # nats from which a piece counts as unheard of

_SHORTEST_NAME = 2  # letters: Ли, Си


@lru_cache(maxsize=65536)
def stem_lengths(word: str) -> tuple[int, ...]:
    """How many letters of a word may be a name, the rest its endings; the longest first.

    >>> ["иранның"[:length] for length in stem_lengths("иранның")]
    ['иранның', 'иран']
    """
    return tuple(map(len, name_stems(word, _SHORTEST_NAME)))


@lru_cache(maxsize=4096)
def can_begin(english: str, kazakh: str) -> bool:
    """Whether a name that begins with one English letter may begin with a Kazakh one."""
    return kazakh in _BEGINNINGS.get(english, "")


def _beginnings() -> dict[str, str]:
    """By the first English letter, all that a Kazakh spelling may begin with."""
    found: dict[str, set[str]] = defaultdict(set)
    for en, by_letter in _PIECES.items():
        heard = {kk[0] for pieces in by_letter.values() for _, kk, cost in pieces if kk and cost < _ODD}
        found[en.lstrip("^")[:1]] |= heard
        # A letter that is not heard, before the one that is: Hugo – Уго, knight – найт, Xherdan.
    silent = {"h": "eoiauyw", "k": "n", "w": "hr", "p": "st", "e": "iuao", "y": "eoiau", "i": "aeouy"}
    return {
        letter: "".join(sorted(set().union(kk, *(found.get(after, set()) for after in silent.get(letter, "")))))
        for letter, kk in found.items()
    }


_BEGINNINGS = _beginnings()
