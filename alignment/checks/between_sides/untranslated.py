"""English left in the Kazakh, Cyrillic left in the English, and text in a third language."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Set

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.checks.name_candidates import is_common_english
from alignment.checks.segments import Segment, Text
from alignment.checks.vocabulary import is_known
from alignment.checks.word_lists import word_list
from alignment.glossary import Glossary
from alignment.languages import OWN_LETTERS, is_cyrillic
from alignment.records import said

_EVIDENCE = evidence("untranslated")
# Words of a run may have numbers among them.
_LATIN_RUN = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*(?:[ ,]+(?:\d[\d.,]*[ ,]+)*[A-Za-z]+(?:['’-][A-Za-z]+)*)*")
_CYRILLIC_RUN = re.compile(r"[Ѐ-ӿ]{2,}(?:\s+[Ѐ-ӿ]+)*")
_RUSSIAN = frozenset(word_list("untranslated", "Russian word"))
_SMALL = frozenset(word_list("untranslated", "small English word"))
_STRAY = frozenset(word_list("untranslated", "stray Russian word"))
_RUSSIAN_ENDINGS = word_list("untranslated", "Russian ending")
_RUSSIAN_LETTERS = frozenset("ивск")  # and, in, with, to
_SHORT = 4
_OPENING, _CLOSING, _ENDS = "«“\"„‘'", "»”\"“’'", '.!?…«“"–—'
_LETTERS = 40  # from which a paragraph tells its language
# A title that stays as it is, with its translation behind it.
_TRANSLATED = re.compile(r"[»”\"]?\s*\([^)A-Za-z]*[А-яӘәҒғҚқҢңӨөҰұҮүҺһІі]{3}")


def find(material: Material) -> Iterator[Candidate]:
    """Runs of the wrong language. Names and titles that both sides write alike are left in peace."""
    kept = _kept_words(material)
    runs: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for segment in material.segments:
        for candidate in _latin(segment, kept):
            if candidate.kk:
                runs[candidate.kk.unit].append(candidate.kk.span)
            yield candidate
        for match in _CYRILLIC_RUN.finditer(segment.en.without_web):
            message = said("Cyrillic in the English text")
            yield Candidate(message, None, segment.en.mark(*match.span()), _EVIDENCE["Cyrillic in English"], "Other")
    for text in material.kk:
        whole = list(_other_language(text))
        yield from whole
        if not whole:
            yield from _russian(text)
        for candidate in _terms(text, material.glossary):
            start, end = candidate.kk.span if candidate.kk else (0, 0)
            if not any(a < end and start < b for a, b in runs[text.places[0]]):  # else it is told with its run
                yield candidate


CHECK = Check(
    name="untranslated",
    help="Text in the wrong language.",
    example=Example("The school published a report.", "Мектеп report жариялады.", "Мектеп есеп жариялады."),
    category="Accuracy/Untranslated",
    severity="major",
    find=find,
    rank=110,
)


def _kept_words(material: Material) -> frozenset[str]:
    """English words that the document has again and again in Kazakh sentences: it keeps them on purpose."""
    counts = Counter(
        word.lower() for text in material.kk for match in _LATIN_RUN.finditer(text.without_web) for word in match[0].split()
    )
    return frozenset(word for word, count in counts.items() if count >= _EVIDENCE["kept on purpose"])


def _latin(segment: Segment, kept: Set[str]) -> Iterator[Candidate]:
    text = segment.kk
    for match in _LATIN_RUN.finditer(text.without_web):
        words = re.findall(r"[A-Za-z]+", match[0])
        plain = [w for w in words if w.islower() and w not in _SMALL and len(w) > 2]
        known = [w for w in plain if is_common_english(w) and not (len(words) == 1 and w in kept)]
        glued = (match.start() and text.text[match.start() - 1].isalnum()) or text.text[
            match.end() : match.end() + 1
        ].isalpha()
        explained = _TRANSLATED.match(text.text, match.end()) or _is_quoted_title(match, segment)
        if (
            known
            and not glued
            and not explained
            and "\x00" not in text.without_web[max(0, match.start() - 2) : match.end() + 2]
        ):
            place = segment.en.text.lower().find(match[0].lower())
            yield Candidate(
                said("“{words}” is left in English", words=match[0]),
                text.mark(*match.span()),
                segment.en.mark(place, place + len(match[0])) if place >= 0 else None,
                min(
                    1.0,
                    _EVIDENCE["English word"]
                    + _EVIDENCE["each further word"] * len(known)
                    + (_EVIDENCE["in the English too"] if place >= 0 else 0),
                ),
            )


def _is_quoted_title(match: re.Match[str], segment: Segment) -> bool:
    """Whether both sides have it in quotation marks: a brand, a title."""
    before, after = segment.kk.text[max(0, match.start() - 1) : match.start()], segment.kk.text[match.end() :][:1]
    place = segment.en.text.lower().find(match[0].lower())
    return bool(before and before in _OPENING and after and after in _CLOSING) and (
        place > 0 and segment.en.text[place - 1] in _OPENING
    )


def _russian(text: Text) -> Iterator[Candidate]:
    """Russian words in a Kazakh sentence, those side by side at once. What is quoted or part of a name is left."""
    run: list[tuple[str, int, int]] = []
    plain = text.without_web
    for place, (word, start, end) in enumerate(text.words):
        begins = not place or plain[:start].rstrip()[-1:] in _ENDS
        if _is_russian(word.lower() if begins else word, plain[start - 1 : start], plain[end : end + 2]):
            if run and plain[run[-1][2] : start] != " ":
                yield from _told(run, text)
                run = []
            run.append((word, start, end))
    yield from _told(run, text)


def _is_russian(word: str, before: str, after: str) -> bool:
    if len(word) == 1:
        return word in _RUSSIAN_LETTERS and before == " " and after[:1] == " " and is_cyrillic(after[1:] or " ")
    if word in _STRAY:
        return True
    low = not any(letter in OWN_LETTERS for letter in word) and word.islower()
    return low and len(word) > _SHORT and word.endswith(_RUSSIAN_ENDINGS) and not is_known(word)


def _told(run: list[tuple[str, int, int]], text: Text) -> Iterator[Candidate]:
    if not run:
        return
    start, end = run[0][1], run[-1][2]
    before, after = text.text[:start], text.text[end:]
    quoted = any(
        before.rfind(a) > before.rfind(b) and b in after for a, b in (("«", "»"), ("“", "”"), ("„", "“"), ("‹", "›"))
    )
    beside_name = re.match(r" [А-ЯЁӘҒҚҢӨҰҮҺІ]", after) and run[0][0][0].isupper()
    if not quoted and not beside_name:
        message = said("“{words}” is Russian", words=text.text[start:end])
        yield Candidate(message, text.mark(start, end), None, _EVIDENCE["stray Russian"])


def _terms(text: Text, glossary: Glossary) -> Iterator[Candidate]:
    """An English term that the glossary has Kazakh words for."""
    if not re.search(r"[A-Z][a-z]", text.without_web):
        return
    for en, span in glossary.find_english(text.without_web):
        terms = [term for term in glossary.concepts[en] if term.status != "forbidden"]
        whole = not re.match(r" [A-Z][a-z]", text.text[span[1] :])  # else part of a longer name
        quoted = " " in en and text.text[max(0, span[0] - 1) : span[0]] in ("«", "“", '"')  # a title may stay as it is
        explained = _TRANSLATED.match(text.text, span[1])
        if (
            whole
            and not quoted
            and not explained
            and terms
            and not any(re.search(r"[A-Za-z]{3}", term.kk) for term in terms)
        ):
            message = said(
                "“{words}” is left in English; the glossary has {kk}", words=text.text[slice(*span)], kk=terms[0].kk
            )
            yield Candidate(message, text.mark(*span), None, _EVIDENCE["glossary term"], severity="minor")


def _other_language(text: Text) -> Iterator[Candidate]:
    letters = [letter for letter in text.text.lower() if letter.isalpha()]
    if len(letters) < _LETTERS:
        return
    words = [word.lower() for word, _, _ in text.words]
    russian = sum(word in _RUSSIAN for word in words) / len(words)
    if not any(letter in OWN_LETTERS for letter in letters) and russian > _EVIDENCE["Russian words"]:
        yield Candidate(said("this is Russian"), text.whole(), None, _EVIDENCE["Russian text"], severity="critical")
    elif sum(letter.isascii() for letter in letters) > _EVIDENCE["Latin letters"] * len(letters):
        yield Candidate(said("this is not translated"), text.whole(), None, _EVIDENCE["English text"], severity="critical")
