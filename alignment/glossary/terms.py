"""The glossary: which Kazakh words stand for which English ones, and which must not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple, get_args

from alignment.exceptions import MalformedFile
from alignment.files import read_table
from alignment.languages import find_phrases
from alignment.records import Term, TermStatus
from alignment.settings import RESOURCES

TERM_COLUMNS = ("en", "kk", "status", "kind", "note")
"""Of a glossary file; the last three may be left out."""

STATUSES: tuple[TermStatus, ...] = get_args(TermStatus)

_ASKED_FOR = frozenset("+#&@*=%$€£")
"""Signs that a term is not itself without; hyphens, points, quotation marks and the like come and go."""

_JOINS = re.compile(r"\b(?:and|or|және|немесе|мен|бен|пен)\b")

_LONGEST = 500  # characters; a pattern is made of each

_SHIPPED = RESOURCES / "glossary.tsv"


class TermChange(NamedTuple):
    """One change of a glossary."""

    put: tuple[Term, ...] = ()
    """Records that come in, each in place of the one of the same two words."""

    out: tuple[tuple[str, str], ...] = ()
    """The English and Kazakh words of the records that go."""


@dataclass(frozen=True, eq=False)
class Glossary:
    """Terms, looked up by their English side. Never changed in place: `adding` and `without` make new ones."""

    terms: tuple[Term, ...] = ()

    @classmethod
    def shipped(cls) -> Glossary:
        """The glossary that comes with the package."""
        return _read_shipped()

    @classmethod
    def read(cls, path: Path) -> Glossary:
        """A tab-separated glossary; see `term_of` for what is refused."""
        rows_read = read_table(path)
        return cls(tuple(term for number, row in rows_read for term in terms_of(row, f"{path.name}, line {number}")))

    @cached_property
    def concepts(self) -> dict[str, tuple[Term, ...]]:
        """The renderings of each English term, by the term as it is written."""
        found: dict[str, list[Term]] = {}
        for term in self.terms:
            found.setdefault(term.en, []).append(term)
        return {en: tuple(terms) for en, terms in found.items()}

    @cached_property
    def _index(self) -> dict[str, list[tuple[list[str], str]]]:
        """English terms with the beginnings of their words, by that of the first."""
        index: dict[str, list[tuple[list[str], str]]] = {}
        for en in self.concepts:
            if begins := [_begin(word) for word in re.findall(r"\w+", en)]:
                index.setdefault(begins[0], []).append((begins, en))
        return index

    def find_english(self, text: str) -> list[tuple[str, tuple[int, int]]]:
        """The English terms in a text, in order; where two overlap the longer stands. Plurals and possessives count."""
        begins = {_begin(word) for word in re.findall(r"\w+", text)}
        likely = [en for begin in begins for own, en in self._index.get(begin, ()) if begins.issuperset(own)]
        matches = [(en, match.span()) for en in likely for match in english_pattern(en).finditer(text)]
        found: list[tuple[str, tuple[int, int]]] = []
        for en, (start, end) in sorted(matches, key=lambda item: (item[1][0] - item[1][1], item[1], item[0])):
            if not any(a < end and start < b for _, (a, b) in found):
                found.append((en, (start, end)))
        return sorted(found, key=lambda item: item[1])

    def adding(self, term: Term) -> Glossary:
        """With the term; a record of the same two words gives way to it. Only one rendering of a term is preferred."""
        return self.adding_all((term,))

    def adding_all(self, terms: Iterable[Term]) -> Glossary:
        """With the terms, one after the other, each as `adding` does it."""
        return self.after([TermChange(tuple(terms))])

    def completed(self, terms: Iterable[Term]) -> list[Term]:
        """The terms, each with the kind and the note that its record here has where it says nothing itself."""
        known = {(term.en, term.kk): term for term in self.terms}
        old = ((term, known.get((term.en, term.kk), term)) for term in terms)
        return [replace(term, kind=term.kind or was.kind, note=term.note or was.note) for term, was in old]

    def without(self, en: str, kk: str) -> Glossary:
        """Without the record of these two words."""
        return self.after([TermChange(out=((en, kk),))])

    def after(self, changes: Iterable[TermChange]) -> Glossary:
        """With the changes made, one after the other. O(terms)."""
        records = {(term.en, term.kk): term for term in self.terms}
        preferred: dict[str, set[str]] = {}
        for term in self.terms:
            if term.status == "preferred":
                preferred.setdefault(term.en, set()).add(term.kk)
        for change in changes:
            for pair in change.out:
                records.pop(pair, None)
                preferred.get(pair[0], set()).discard(pair[1])
            for term in change.put:
                records.pop((term.en, term.kk), None)
                others = preferred.setdefault(term.en, set())
                others.discard(term.kk)
                if term.status == "preferred":
                    for kk in others:
                        records[term.en, kk] = replace(records[term.en, kk], status="admitted")
                    preferred[term.en] = {term.kk}
                records[term.en, term.kk] = term
        return Glossary(tuple(records.values()))

    def against(self, other: Glossary) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
        """The records of words that the other glossary lacks, and those that it has otherwise."""
        known = {(term.en, term.kk): term for term in other.terms}
        new = tuple(term for term in self.terms if (term.en, term.kk) not in known)
        return new, tuple(term for term in self.terms if known.get((term.en, term.kk), term) != term)

    def same_words(self, en: str, kk: str) -> Term | None:
        """The record of these two words, letter case and spacing aside."""
        wanted = _folded(en), _folded(kk)
        return next((term for term in self.terms if (_folded(term.en), _folded(term.kk)) == wanted), None)


def _begin(word: str) -> str:
    """What a word's plural and possessive share with it."""
    return word.lower()[:3]


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()


def terms_of(row: dict[str, str], place: str) -> list[Term]:
    """A table's row as terms. A cell may hold several, with `;` or ` / ` between them, or a comma where all are of three
    words at most, in small letters: each English one then has each Kazakh one. Of several preferred renderings the first is
    the preferred one, the others are admitted. Raises as `term_of` does."""
    whole = term_of(row, place)
    english, kazakh = several(whole.en), several(whole.kk)
    if len(english) == len(kazakh) == 1:
        return [whole]
    later = "admitted" if whole.status == "preferred" else whole.status
    return [
        replace(whole, en=en, kk=kk, status=later if number else whole.status)
        for en in english
        for number, kk in enumerate(kazakh)
    ]


def several(cell: str) -> list[str]:
    """The terms of a cell.

    >>> several("БАҚ; бұқаралық ақпарат құралдары"), several("jail, prison"), several("Ministry of Labor, Health and Sport")
    (['БАҚ', 'бұқаралық ақпарат құралдары'], ['jail', 'prison'], ['Ministry of Labor, Health and Sport'])
    """
    parts = [part.strip() for part in re.split(r";| / |(?<=\w{4})/(?=\w{4})", cell)]
    if len(parts) == 1 and "," in cell:
        parts = [part.strip() for part in cell.split(",")]
        if not all(part.islower() and len(part.split()) < 4 and not _JOINS.search(part) for part in parts):
            return [cell]
    parts = list(dict.fromkeys(part for part in parts if part))
    return parts if parts and all(any(map(str.isalpha, part)) for part in parts) else [cell]


def term_of(row: dict[str, str], place: str) -> Term:
    """A table's row as a term.

    Raises:
        MalformedFile: a side is missing, empty or longer than any term, or the status is none of the three; the message
            begins with `place`.
    """
    en, kk = (" ".join((row.get(side) or "").split()) for side in ("en", "kk"))
    if not en or not kk:
        raise MalformedFile("{place}: a term needs both columns, en and kk", place=place)
    if len(en) > _LONGEST or len(kk) > _LONGEST:
        raise MalformedFile("{place}: this is longer than any term: {most} characters at most", place=place, most=_LONGEST)
    status = (row.get("status") or "preferred").strip().lower()
    if status not in STATUSES:
        raise MalformedFile(
            "{place}: {status} is no status: use one of {known}",
            place=place,
            status=repr(status),
            known=", ".join(STATUSES),
        )
    return Term(en, kk, status, (row.get("kind") or "").strip(), (row.get("note") or "").strip())


def occurrences(term: Term, words: list[tuple[str, int, int]]) -> list[tuple[int, int]]:
    """Where the term's Kazakh side stands among the words of a text, inflected or not. A name of one word asks for its
    capital, as its English does."""
    found = find_phrases(term.kk, words)
    if not found or not (term.en[:1].isupper() and term.kk[:1].isupper() and term.kk.isalpha()):
        return found
    capitals = {start for word, start, _ in words if word[0].isupper()}
    return [place for place in found if place[0] in capitals]


@lru_cache(maxsize=8192)
def english_pattern(term: str) -> re.Pattern[str]:
    """Matches an English term in its singular, plural and possessive. What the term has in capitals it asks for: an
    abbreviation's, and the first letter of a name of one word, so that Turkey is no turkey; and so it does for signs such
    as those of C++. Names of several words are found in small letters, too."""
    words = re.findall(r"\w+|[^\w\s]", term)
    is_name = len(words) == 1 and term[:1].isupper()
    return re.compile(r"(?<!\w)" + r"[\s-]*".join(_part(word, is_name) for word in words) + r"(?![\w+#])")


def _part(word: str, is_name: bool) -> str:
    """One word or sign of a term, as a regular expression."""
    if not word[0].isalnum():
        return re.escape(word) + ("" if word in _ASKED_FOR else "?")
    if word.isupper():
        return re.escape(word) + r"(?:s|['’]s)?"
    begin, rest = (re.escape(word[0]), word[1:]) if is_name else ("", word)
    if word.endswith("y") and len(word) > 3:
        return rf"{begin}(?i:{re.escape(rest[:-1])}(?:y|ies|y['’]s))"
    return rf"{begin}(?i:{re.escape(rest)}(?:e?s|['’]s|s['’])?)"


def rows(terms: Iterable[Term]) -> Iterator[tuple[str, ...]]:
    """The terms as rows of `TERM_COLUMNS`."""
    for term in terms:
        yield term.en, term.kk, term.status, term.kind, term.note


@lru_cache(maxsize=1)
def _read_shipped() -> Glossary:
    return Glossary.read(_SHIPPED)
