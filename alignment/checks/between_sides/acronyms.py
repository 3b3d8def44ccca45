"""Abbreviations: against the words they stand for, against the English, and one notion under several."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate, Mark
from alignment.checks.material import Material
from alignment.checks.segments import Segment, Text
from alignment.checks.word_lists import word_list
from alignment.languages import (
    BY_EN,
    BY_KK,
    MINOR_WORDS,
    find_phrase,
    find_phrases,
    fits_initials,
    is_cyrillic,
    is_form_of,
    words_of,
)
from alignment.records import Message, said

_EVIDENCE = evidence("acronyms")
_KK = re.compile(r"(?<![^\W_])([А-ЯЁӘҒҚҢӨҰҮҺІ]{2,6})(?![А-Яа-яӘәҒғҚқҢңӨөҰұҮүҺһІі])")
_EN = re.compile(r"(?<![\w.])([A-Z]{2,6})(?=s?(?!\w))")
_PLAIN = frozenset(word_list("acronyms", "full name is as usual"))
_OTHERWISE = frozenset(word_list("acronyms", "not in English by its letters"))
_IN_BRACKETS = re.compile(r"\(([^\W\d_]{2,6})\)")


def find(material: Material) -> Iterator[Candidate]:
    """Abbreviations that do not fit, in each of the three ways."""
    for segment in material.segments:
        yield from _initials(segment.kk)
        if segment.is_whole:
            yield from _against_english(segment)
    yield from _foreign(material)
    variants = list(_variants(material))
    yield from variants
    yield from _left_out(material)
    yield from _unexplained(material)
    yield from _latin(material, {candidate.kk for candidate in variants if candidate.kk})


CHECK = Check(
    name="acronyms",
    help="Abbreviations that do not fit.",
    example=Example("UNHCR opened an office.", "ХЕҰ кеңсе ашты.", "БЖКБ кеңсе ашты."),
    category="Terminology/Wrong term",
    severity="minor",
    find=find,
    rank=70,
)


def _initials(text: Text) -> Iterator[Candidate]:
    """`Орталық сайлау (ОСК)`: the words before the bracket lack what the letters stand for."""
    for match in _IN_BRACKETS.finditer(text.text):
        short = match[1]
        if not short.isupper() or not all(is_cyrillic(letter) for letter in short):
            continue
        before = [(word, start) for word, start, end in text.words if end <= match.start()]
        before = before[-len(short) * 2 - 3 :]
        if not before or match.start() - (before[-1][1] + len(before[-1][0])) > 2:
            continue
        initials = {part[0].lower() for word, _ in before for part in word.split("-") if part}
        # What shares no letter with the words is no abbreviation of them: a country, a party behind a name.
        if initials & set(short.lower()) and not fits_initials(short, [word for word, _ in before]):
            first = [start for word, start in before if word.lower() not in MINOR_WORDS][-len(short) :][0]
            yield Candidate(
                _unlike(short, [word for word, _ in before]),
                text.mark(first, match.end()),
                None,
                _EVIDENCE["not its words"],
            )


def _unlike(short: str, words: list[str]) -> Message:
    initials = {part[0].lower() for word in words for part in word.split("-") if part}
    letters = [letter for letter in short if letter.lower() not in initials]
    if not letters:
        return said("{short} does not stand for the words before it: their order differs", short=short)
    return said(
        "{short} does not stand for the words before it: no word begins with {letters}",
        short=short,
        letters=", ".join(letters),
    )


def _against_english(segment: Segment) -> Iterator[Candidate]:
    english = {match[1]: match for match in _EN.finditer(segment.en.text)}
    kazakh: dict[str, re.Match[str]] = {}
    for match in _KK.finditer(segment.kk.without_web):
        kazakh.setdefault(match[1], match)
    lonely_kk = []
    if _is_capitals(segment.kk.text):
        return
    for short, match in kazakh.items():
        row = BY_KK.get(short)
        if row is None:
            if not _spelled(short, segment):
                lonely_kk.append((short, match))
        elif not any(name.lower() in segment.en.text.lower() for name in row.en) and row.en[0].isupper():
            if short in _OTHERWISE:
                continue
            lonely_kk.append((short, match))
    lonely_en = [
        (short, match)
        for short, match in english.items()
        if (row := BY_EN.get(short))
        and not any(kk in kazakh or kk in segment.kk.text for kk in (*row.kk, *row.foreign))
        and not any(find_phrase(phrase, segment.kk.words) for phrase in row.phrases)
        and not any(_close(kk, other) for kk in row.kk for other in kazakh)
    ]
    for short, match in lonely_kk:
        row = BY_KK.get(short)
        partner = next(iter(lonely_en), None)
        if partner:
            lonely_en.remove(partner)
            usual = BY_EN[partner[0]].kk[0]
            yield Candidate(
                said("{kk} here, {en} in English, which is {usual}", kk=short, en=partner[0], usual=usual),
                segment.kk.mark(*match.span(1)),
                segment.en.mark(*partner[1].span(1)),
                _EVIDENCE["another institution"],
            )
        elif row is not None and segment.kk.text[match.start() - 1 : match.start()] != "(":
            yield Candidate(
                said("{short} ({name}) is not in the English text", short=short, name=row.en[0]),
                segment.kk.mark(*match.span(1)),
                None,
                _EVIDENCE["added"],
            )
    for short, match in lonely_en:
        message = said("{en} of the English text ({kk}) is missing", en=short, kk=BY_EN[short].kk[0])
        # A word of the full name is there: it is called by part of it, or misspelled.
        words = {base.lower() for phrase in BY_EN[short].phrases for base, _, _ in words_of(phrase) if len(base) > 5}
        partly = any(is_form_of(word.lower(), base) for word, _, _ in segment.kk.words for base in words)
        score = _EVIDENCE["called by part of its name" if partly else "missing"]
        yield Candidate(message, None, segment.en.mark(*match.span(1)), score, "Accuracy/Omission")


def _is_capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return sum(letter.isupper() for letter in letters) > _EVIDENCE["share of capitals"] * max(len(letters), 1)


def _spelled(short: str, segment: Segment) -> bool:
    """Whether the words of the same text explain the abbreviation."""
    bracket = segment.kk.text.find(f"({short})")
    return bracket >= 0 and fits_initials(short, [word for word, _, end in segment.kk.words if end <= bracket][-8:])


def _close(a: str, b: str) -> bool:
    """Whether two abbreviations differ in one letter, or by one at the end."""
    if a == b or abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < 3:
        return False
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1
    shorter, longer = sorted((a, b), key=len)
    return longer.startswith(shorter)


def _foreign(material: Material) -> Iterator[Candidate]:
    """A Russian abbreviation."""
    for text in material.kk:
        for match in _KK.finditer(text.without_web):
            row = BY_KK.get(match[1])
            bracketed = text.text[max(0, match.start() - 1) : match.start()] == "("
            if row and match[1] in row.foreign and match[1] not in row.kk and not bracketed:
                yield Candidate(
                    said("{short} is Russian; Kazakh has {kk}", short=match[1], kk=row.kk[0]),
                    text.mark(*match.span(1)),
                    None,
                    _EVIDENCE["Russian"],
                    "Terminology/Wrong term",
                    fix=row.kk[0],
                )


def _latin(material: Material, told: set[Mark]) -> Iterator[Candidate]:
    """An English abbreviation that Kazakh has one of its own for; `told` are marked for another reason."""
    for text in material.kk:
        for match in _EN.finditer(text.without_web):
            row = BY_KK.get(match[1]) or BY_EN.get(match[1])
            known = row and match[1] != row.kk[0] and not row.kk[0].isascii()
            if row and known and text.mark(*match.span(1)) not in told:
                message = said("{short} is left in Latin letters; Kazakh has {kk}", short=match[1], kk=row.kk[0])
                yield Candidate(
                    message, text.mark(*match.span(1)), None, _EVIDENCE["Latin letters"], "Accuracy/Untranslated"
                )


def _variants(material: Material) -> Iterator[Candidate]:
    """An abbreviation that is one letter off from what the text usually has for the same English one."""
    ways: dict[str, Counter[str]] = defaultdict(Counter)
    first: dict[tuple[str, str], Mark] = {}
    places: dict[tuple[str, str], list[Mark]] = defaultdict(list)
    for segment in material.whole:
        kazakh = [(match[1], match) for match in _KK.finditer(segment.kk.without_web)]
        kazakh += [(match[1], match) for match in _EN.finditer(segment.kk.without_web) if match[1] in BY_KK]
        for match in _EN.finditer(segment.en.text):
            row = BY_EN.get(match[1])
            if not row:
                continue
            for short, kk_match in kazakh:
                own = BY_KK.get(short)
                if (own is None or own is row) and (short in row.kk or any(_close(short, kk) for kk in row.kk)):
                    mark = segment.kk.mark(*kk_match.span(1))
                    first.setdefault((match[1], short), segment.en.mark(*match.span(1)))
                    if mark not in places[match[1], short]:
                        places[match[1], short].append(mark)
                        ways[match[1]][short] += 1
    for en, counts in ways.items():
        usual = _usual(counts, BY_EN[en].kk)
        for short in counts:
            if short != usual:
                for mark in places[en, short]:
                    yield Candidate(
                        said("{short} here, {usual} elsewhere for {en}", short=short, usual=usual, en=en),
                        mark,
                        first[en, short],
                        _EVIDENCE["another form"],
                        "Terminology/Inconsistent use",
                        "minor",
                        others=tuple(places[en, usual][:1]),
                    )


def _left_out(material: Material) -> Iterator[Candidate]:
    """The abbreviation that the English gives in brackets behind a name, and the Kazakh does not."""
    for segment in material.segments:
        seen: set[str] = set()
        for match in _EN.finditer(segment.en.text) if segment.is_whole else ():
            row = BY_EN.get(match[1])
            if row is None or not row.phrases or row.kk[0].isascii() or match[1] in seen or match[1] in _PLAIN:
                continue
            seen.add(match[1])
            if segment.en.text[match.start() - 1 : match.end() + 1] != f"({match[1]})":
                continue
            if any(short in segment.kk.text for short in (*row.kk, *row.foreign, match[1])):
                continue
            en = segment.en.mark(*match.span(1))
            found = [span for phrase in row.phrases if " " in phrase for span in find_phrases(phrase, segment.kk.words)]
            if not found:
                message = said("the abbreviation {en} of the English text ({kk}) is missing", en=match[1], kk=row.kk[0])
                yield Candidate(message, None, en, _EVIDENCE["brackets left out"], "Accuracy/Omission", "minor")
            for start, end in found:
                if segment.kk.text[end : end + 2] != " (":
                    message = said(
                        "the English gives the abbreviation {en} with the name; {kk} is missing here",
                        en=match[1],
                        kk=row.kk[0],
                    )
                    kk = segment.kk.mark(start, end)
                    yield Candidate(
                        message, kk, en, _EVIDENCE["brackets left out"], "Terminology/Inconsistent use", "minor"
                    )


def _unexplained(material: Material) -> Iterator[Candidate]:
    """The first use of an abbreviation that nothing before it spells out, though the English text does so."""
    seen: set[str] = set()
    explained = {match[1] for text in material.en for match in _IN_BRACKETS.finditer(text.text)}
    for text in material.kk:
        if _is_capitals(text.text):
            continue
        for match in _KK.finditer(text.without_web):
            row = BY_KK.get(match[1])
            if row is None or match[1] in seen or match[1] not in row.kk or row.en[0] not in explained:
                continue
            seen.add(match[1])
            before = [word for word, _, end in text.words if end <= match.start()][-12:]
            if text.text[match.start() - 1 : match.start()] != "(" and not fits_initials(match[1], before):
                message = said("{short} is used without having been spelled out", short=match[1])
                mark = text.mark(*match.span(1))
                yield Candidate(message, mark, None, _EVIDENCE["unexplained"], "Terminology/Wrong term", "minor")


def _usual(counts: Counter[str], known: tuple[str, ...]) -> str:
    return max(counts, key=lambda short: (short == known[0], short in known, counts[short]))
