"""Words that stand with a capital now and without then, and titles capitalized the English way."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate, Mark
from alignment.checks.material import Material
from alignment.checks.segments import RUN_IN, Text
from alignment.checks.word_lists import alternatives, word_list
from alignment.languages import find_phrases, is_form_of, words_of
from alignment.records import said, template

_EVIDENCE = evidence("capitals")
_WORD = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮҺІа-яёәғқңөұүһі]{4,}(?:-[а-яё]+)?")
_STARTS = re.compile(r"(?:[.!?:…»”)]\s*|[«“(]|^|\d\.\s|;\s)$")
_LEAST_USUAL = 5
_SHARE = 5  # the usual way is that many times as frequent
_OFFICES = word_list("capitals", "office")
_BODY = re.compile(rf"(?:{alternatives('capitals', 'last word of a body')})$")
_CHAMBERS = frozenset(word_list("capitals", "chamber"))
_INNER = re.compile(r"(?:\s(?:және|мен|бен|пен|немесе)\s+|/)([А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі]{3,})")
_HYPHENATED = re.compile(
    r"(?<![\w-])([А-ЯЁӘҒҚҢӨҰҮҺІа-яёәғқңөұүһі][а-яёәғқңөұүһі]{2,})-([А-ЯЁӘҒҚҢӨҰҮҺІа-яёәғқңөұүһі][а-яёәғқңөұүһі]{4,})(?![\w-])"
)
_SMALL = template("{word} with a small letter here; {base} has a capital in the rest of the text ({number})")
_CAPITAL = template("{word} with a capital here; {base} has none in the rest of the text ({number})")
_DERIVED = re.compile(r"(?:тік|лік|тық|лық)")


def find(material: Material) -> Iterator[Candidate]:
    """Names of offices and bodies in the less usual letter case, and titles in which every word has a capital."""
    uses: dict[str, dict[bool, list[Mark]]] = defaultdict(lambda: {True: [], False: []})
    small = frozenset(word[:6] for word in material.kk_words if word[0].islower())
    for text in material.kk:
        if text.units[text.places[0]].kind == "heading" or text.text.isupper():
            continue
        for match in _WORD.finditer(text.without_web):
            word = match[0]
            if word.isupper() or _STARTS.search(text.text[max(0, match.start() - 3) : match.start()]):
                continue
            low = word.lower()
            base = next((base for base in _OFFICES if low.startswith(base[:4]) and is_form_of(low, base)), None)
            if base and not _is_allowed(word, base, text.text[: match.start()]):
                uses[base][word[0].isupper()].append(text.mark(*match.span()))
        yield from _titles(text, small)
        yield from _run_ins(text, small)
    titles = list(_titles_of_law(material))
    yield from titles
    yield from _hyphenated(material)
    told = {(title.kk.unit, place) for title in titles if title.kk for place in range(*title.kk.span)}
    for base, ways in uses.items():
        usual = len(ways[True]) >= len(ways[False])
        fewer, more = ways[not usual], ways[usual]
        least = len(fewer) + 1 if base in _CHAMBERS and usual else max(_LEAST_USUAL, _SHARE * len(fewer))
        if not fewer or len(more) < least:
            continue
        for mark in fewer:
            if (mark.unit, mark.span[0]) in told:
                continue
            fixed = mark.text[0].upper() + mark.text[1:] if usual else mark.text[0].lower() + mark.text[1:]
            yield Candidate(
                said(_SMALL if usual else _CAPITAL, word=mark.text, base=base, number=len(more)),
                mark,
                None,
                _EVIDENCE["an office or body"],
                fix=fixed,
                others=(more[0],),
            )


CHECK = Check(
    name="capitals",
    help="Letter case that changes.",
    example=Example(
        "The vice minister came. ¶ The vice minister spoke. ¶ The vice minister left.",
        "Кеше Вице-Министр келді. ¶ Бүгін ол вице-министр сөйледі. ¶ Содан соң вице-министр кетті.",
        "Кеше вице-министр келді. ¶ Бүгін ол вице-министр сөйледі. ¶ Содан соң вице-министр кетті.",
    ),
    category="Linguistic conventions/Spelling",
    severity="minor",
    find=find,
    rank=10,
)


def _titles_of_law(material: Material) -> Iterator[Candidate]:
    """A law or body that the glossary writes with a capital, in small letters inside a sentence."""
    phrases = {
        term.kk: [base.lower() for base, _, _ in words_of(term.kk)]
        for term in material.glossary.terms
        if term.kind in ("law", "institution") and term.status != "forbidden" and term.kk[0].isupper() and " " in term.kk
    }
    for text in material.kk:
        lows = {word[:4].lower() for word, _, _ in text.words}
        for kk, bases in phrases.items():
            if bases[0][:4] not in lows or bases[-1][:4] not in lows:
                continue
            for start, end in find_phrases(kk, text.words):
                told = len(bases) > 2 or _BODY.search(kk)
                if told and (fixed := _cased(kk, text.text[start:end])):
                    message = said("the glossary writes {kk} with other capitals", kk=kk)
                    yield Candidate(message, text.mark(start, end), None, _EVIDENCE["unlike the glossary"], fix=fixed)
                    continue
                if text.text[start].islower() and not _STARTS.search(text.text[max(0, start - 3) : start]):
                    fixed = text.text[start].upper() + text.text[start + 1 : end]
                    message = said("the glossary writes {kk} with a capital", kk=kk)
                    yield Candidate(message, text.mark(start, end), None, _EVIDENCE["unlike the glossary"], fix=fixed)


def _cased(kk: str, written: str) -> str:
    """What is written with the glossary's capitals behind the first word; empty where it has them already."""
    fixed = written
    for place, (known, (word, start, _)) in enumerate(zip(words_of(kk), words_of(written), strict=False)):
        if place and known[0][0].isupper() != word[0].isupper() and not (word.isupper() and len(word) > 1):
            first = word[0].upper() if known[0][0].isupper() else word[0].lower()
            fixed = fixed[:start] + first + fixed[start + 1 :]
    return fixed if fixed != written else ""


def _run_ins(text: Text, small: frozenset[str]) -> Iterator[Candidate]:
    """Capitals inside a run-in heading, or after its slash, on words that the text writes small."""
    heading = RUN_IN.match(text.text)
    for match in _INNER.finditer(heading[1] if heading else ""):
        if match[1].lower()[:6] in small:
            fixed = match[1][0].lower() + match[1][1:]
            message = said("a capital inside a heading; Kazakh capitalizes its first word")
            yield Candidate(message, text.mark(*match.span(1)), None, _EVIDENCE["inside a heading"], fix=fixed)


def _hyphenated(material: Material) -> Iterator[Candidate]:
    """`Премьер-Министр` where the text also has `Премьер-министр`."""
    ways: dict[str, dict[bool, list[Mark]]] = defaultdict(lambda: {True: [], False: []})
    for text in material.kk:
        for match in _HYPHENATED.finditer(text.without_web):
            key = f"{match[1]}-{match[2][:5]}".lower()
            ways[key][match[2][0].isupper()].append(text.mark(*match.span()))
    for found in ways.values():
        fewer, more = sorted(found.values(), key=len)
        if fewer and more:
            for mark in fewer:
                message = said("{word} here, {usual} elsewhere", word=mark.text, usual=more[0].text)
                yield Candidate(message, mark, None, _EVIDENCE["a compound"], others=(more[0],))


def _is_allowed(word: str, base: str, before: str) -> bool:
    """Whether the small letter is right: an adjective, or the president of a union and not of the state."""
    if word[0].isupper():
        return bool(re.search(r"Бас\s$", before))
    if base == "мәжіліс" and word.startswith("мәжілісі"):
        return True  # a meeting of somebody's, not the chamber
    return bool(_DERIVED.match(word[len(base) :])) or bool(
        re.search(r"(?:ның|нің|дың|дің|тың|тің|\b[Бб]ас)\s$", before)
        and (word.startswith(base + "і") or "Бас" in before[-5:])
    )


def _titles(text: Text, small: frozenset[str]) -> Iterator[Candidate]:
    """Four and more words in a row with capitals, most of which the text also writes small."""
    for match in re.finditer(
        r"(?<![\w-])(?:[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі-]{2,}\s+){3,}[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі-]{2,}", text.text
    ):
        words = [word for word in match[0].lower().split()[1:] if word[:6] in small]
        if len(words) < 2:
            continue
        yield Candidate(
            said("every word has a capital, as in English titles; Kazakh capitalizes the first"),
            text.mark(*match.span()),
            None,
            _EVIDENCE["an English title"],
        )
