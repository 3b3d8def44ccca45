"""Grammar that a rule can judge: plurals after numerals, cases before postpositions, endings of figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate
from alignment.checks.government import wrongly_governed
from alignment.checks.material import Material
from alignment.checks.segments import Text
from alignment.checks.vocabulary import has_stem
from alignment.checks.word_lists import alternatives, word_list
from alignment.languages import MONTHS, fits
from alignment.records import said

_EVIDENCE = evidence("grammar")
_PLURAL = re.compile(
    r"(?P<stem>[^\W\d_]{2,})(?P<plural>[лдт][ае]р)"
    r"(?:дан|ден|мен|ы|і|ын|ін|ының|інің|ына|іне|ында|інде|ға|ге|ды|ді|да|де|дың|дің)?$"
)
_BACK, _FRONT = "аоұыуяёюи", "әөүіеэ"
_VOWELS = _BACK + _FRONT
# What the plural begins with after which sound: үйлер, жолдар, аттар.
_SOUNDS = {**dict.fromkeys(_VOWELS + "рйу", "л"), **dict.fromkeys("лмнңзж", "д")}
_NOT_PLURAL = re.compile(rf"^(?:{alternatives('grammar', 'no plural')})")
_AFTER_NUMBER = re.compile(r"(?<![\d.,/№-])(\d+(?:[ ,.]\d+)*)\s+([^\W\d_]+)(?:\s+([^\W\d_]+))?")
_WORD_NUMBER = re.compile(rf"\b({alternatives('grammar', 'number word')})\s+([^\W\d_]+)", re.IGNORECASE)
_EITHER_NUMBER = frozenset(word_list("grammar", "number word with a plural"))
_MONTH = re.compile(rf"\b\d{{1,2}}\s+(?:{'|'.join(MONTHS['kk'])})\s+ай(?:ы|ында|ының)\b", re.IGNORECASE)


_ACRONYM_CASE = re.compile(
    r"\b(?:[А-ЯӘҒҚҢӨҰҮҺІ]+Ұ-?(?=[дтп])(?:дың|дің|тың|тің|дар|дер|тар|тер|ды|ді|пен)|БАҚ-?(?:на|не|ға|ге|ның|нің|дың|дің))\w*"
)
_TAIL = re.compile(r"(?<![\d.,/№-])(\d{1,3}(?:[ \u00a0]\d{3})+|\d+)-([а-яәғқңөұүһі]{1,6})(?![^\W_])")
_LABELLED = re.compile(r"(?:[A-Za-z][\w./-]*\s?|\d\s?,\s|\d\s(?:және|мен|пен|бен)\s|№\s?|-)$")
_ABOUT = re.compile(r"шама|мөлшер|кез|арасы|аралы|төңірег")  # "11 жастар шамасында" is about eleven
# What stands between belongs to another word: "әрбір адамның әрекеттері" are the acts of each.
_OTHERS = re.compile(r"(?:[ндт][ыі]ң|үшін)(?:\s|$)")
_NONE_OF = re.compile(
    r"\b(бірде-бір|әрбір)((?:\s+[^\W\d_]+){0,2}?)\s+([^\W\d_]+(?:лар|лер|дар|дер|тар|тер)(?:ы|і|ын|ін|ына|іне|ға|ге|ды|ді)?)\b",
    re.IGNORECASE,
)
_ATTRIBUTE = r"(?:ресми|жаңа|ірі|негізгі|түрлі|басқа|[^\W\d_]+(?:ған|ген|қан|кен|лық|лік|дық|дік|тық|тік))"
_QUALIFIED = re.compile(rf"(?<![\d.,/№-])(\d+(?: \d{{3}})*)\s+((?:{_ATTRIBUTE}\s+){{1,3}})([^\W\d_]+)")
_YEAR_ALONE = re.compile(rf"\b(?:19|20)\d\d\s+({alternatives('grammar', 'document of a year')})\w*")
_RULES = (
    (re.compile(r"[^\W\d_]{2,}у(?=\s+тыйым\s+сал)"), said("тыйым салу takes the dative: what is banned ends in -ға, -ге")),
    (
        re.compile(r"[^\W\d_]{3,}(?:ған|ген|қан|кен)\s+туралы\b"),
        said("before туралы the participle has its possessive: -ғаны"),
    ),
    (re.compile(r"\bкемінде\s+\d+\s+[^\W\d_]+\s+дейін\b", re.IGNORECASE), said("at least and up to in one")),
)
# A name with front vowels before -ов takes either: Әуезовтің.
_FRONT_AFTER_OV = re.compile(r"\b[А-ДЖ-ЯҒҚҢҰҺ][а-джзийк-ъыьюяғқңұһ]+ов(?:ті|тің|ке|те|тен|тегі)\b")


def find(material: Material) -> Iterator[Candidate]:
    """Places in the Kazakh units where one of the rules is broken."""
    for text in material.kk:
        yield from _plurals(text)
        for match in _ACRONYM_CASE.finditer(text.text):
            yield Candidate(
                said("the ending does not fit the abbreviation"),
                text.mark(*match.span()),
                None,
                _EVIDENCE["ending of an abbreviation"],
            )
        for match in _FRONT_AFTER_OV.finditer(text.text):
            yield Candidate(
                said("a front ending after a back vowel"),
                text.mark(*match.span()),
                None,
                _EVIDENCE["front ending after -ов"],
            )
        for match in _TAIL.finditer(text.without_web):
            if not fits(int(re.sub(r"\D", "", match[1])), match[2]):
                message = said("-{ending} does not fit {number} as it is read", ending=match[2], number=match[1])
                yield Candidate(message, text.mark(*match.span()), None, _EVIDENCE["ending of a number"])
        for match, governor, form in wrongly_governed(text.without_web):
            message = said("{word} does not go with the case of {form}", word=governor, form=form)
            yield Candidate(message, text.mark(*match.span()), None, _EVIDENCE["wrong case"])
        for pattern, message in _RULES:
            for match in pattern.finditer(text.text):
                yield Candidate(message, text.mark(*match.span()), None, _EVIDENCE["a rule"])
        for match in _YEAR_ALONE.finditer(text.text):
            yield Candidate(said("the year lacks its жылғы"), text.mark(*match.span()), None, _EVIDENCE["bare year"])
        for match in _MONTH.finditer(text.text):
            message = said("a day of the month does not go with the word for month: күні")
            yield Candidate(
                message, text.mark(*match.span()), None, _EVIDENCE["month with its day"], "Locale conventions/Date format",
                fix=re.sub(r"ай(?:ы|ында|ының)$", "күні", match[0]),
            )  # fmt: skip


CHECK = Check(
    name="grammar",
    help="Plurals after numbers and the like.",
    example=Example("The village has 30 horses.", "Ауылда 30 жылқылар бар.", "Ауылда 30 жылқы бар."),
    category="Linguistic conventions/Grammar",
    severity="minor",
    find=find,
    rank=60,
)


def _is_count(text: Text, match: re.Match[str]) -> bool:
    """Whether the figures count what follows: they are no year, no version and not the last of a list of labels."""
    is_year = 1800 <= float(re.sub(r"\D", "", match[1]) or 0) <= 2100
    return not is_year and "." not in match[1] and not _LABELLED.search(text.without_web, 0, match.start(1))


def _plurals(text: Text) -> Iterator[Candidate]:
    for match in _AFTER_NUMBER.finditer(text.without_web):
        if not _is_plural(match[2]) or not _is_count(text, match) or _ABOUT.match(match[3] or ""):
            continue
        if (match[2].lower(), (match[3] or "").lower()[:2]) == ("балалар", "үй"):
            continue  # "432 балалар үйіне": the plural belongs to the home, not to the number
        yield _plural(text, match.start(1), match.end(2), match[2])
    for match in _QUALIFIED.finditer(text.without_web):
        if _is_plural(match[3]) and _is_count(text, match) and not _is_plural(match[2].split()[0]):
            yield _plural(text, match.start(1), match.end(3), match[3])
    for match in _NONE_OF.finditer(text.text):
        if _is_plural(match[3]) and not _OTHERS.search(match[2]):
            message = said("{word} has the singular after it, not {plural}", word=match[1], plural=match[3])
            yield Candidate(message, text.mark(*match.span()), None, _EVIDENCE["plural after none"])
    for match in _WORD_NUMBER.finditer(text.text):
        if _is_plural(match[2]) and match[1].lower() not in _EITHER_NUMBER:
            yield _plural(text, match.start(1), match.end(2), match[2])


@lru_cache(maxsize=4096)
def _is_plural(word: str) -> bool:
    """Whether a word is a noun with the ending of the plural, as its sounds have it: пәтер and гектар are none."""
    low = word.lower()
    match = _PLURAL.fullmatch(low) if word[0].islower() and not _NOT_PLURAL.match(low) else None
    if not match:
        return False
    stem, ending = match["stem"], match["plural"]
    vowels = [letter for letter in stem if letter in _VOWELS]
    front = bool(vowels) and vowels[-1] in _FRONT
    # Loans in и, у, ю have either kind of vowel.
    fits_vowels = bool(vowels) and (front == (ending[1] == "е") or vowels[-1] in "иую")
    return fits_vowels and ending[0] == _SOUNDS.get(stem[-1], "т") and has_stem(stem)


def _plural(text: Text, start: int, end: int, word: str) -> Candidate:
    message = said("Kazakh has the singular after a number, not {plural}", plural=word)
    return Candidate(message, text.mark(start, end), None, _EVIDENCE["plural after a number"])
