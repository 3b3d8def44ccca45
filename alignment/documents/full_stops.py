"""Whether a point ends a sentence: it may belong to an abbreviation, an initial or a number."""

from __future__ import annotations

import re
from typing import NamedTuple

from alignment.languages import ABBREVIATIONS, BEFORE_PRONOUN, LETTERED, OPENERS, ZONES, is_cyrillic, is_latin

UPPER = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
"""The capitals of both languages, for a class of characters."""

_OPENING = "«“„\"'‘([{*_"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_DOTTED = re.compile(rf"(?:[^\W\d_]\.-?)+[^\W\d_]{{1,2}}|(?:[{UPPER}][^\W\d_A-Z]?\.)+[{UPPER}][^\W\d_A-Z]?")
_SPACED = re.compile(r"(?:(?<=[\s(«“\"])|^)(?:[^\W\d_]\.\s)+[^\W\d_]$")
_LONGEST_SIGN = 5
"""Letters of a numeral (XVIII); what is longer counts nothing."""

_WITH_NUMBER = re.compile(r"^[\d.,–-]+-?(?=[^\W\d_])")
_VOWEL = re.compile(r"[аәеёиоөуұүыіэюяaeiouy]", re.IGNORECASE)

# What has only its number so far: "1.", "(IV.", "b.", "2-т. 45-б."
_ENUMERATOR = re.compile(
    r"[\s«“\"(\[–—•▪◦·⁃-]*(?:№|§|(?:[Тт]арау|[Бб]өлім|Chapter|Section|Part)\s)?\s?(?:\d{1,3}(?:\.\d{1,2})*|[IVXLC]{1,5}|[^\W\d_](?:\.\d{1,2})*|(?:\d++-?[^\W\d]{1,2}\.?\s?)++)"
)
_ITEM = re.compile(r"[^\W\d_]»?[,;:]\s(\d{1,2}|[^\W\d_])$")  # "…: 1", "Есеп; 2", "Әсет, б"
_ROMAN = re.compile(r"[IVXLC]{2,}")
_NUMBER = re.compile(r"(?:№\s?)?\d|[IVXLC]+\b|[A-Z]\b|[+(]\d|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\b")
_PART = re.compile(r"\d+-(?:б\b|бет|сурет|кесте|бап|тарма|бөлім|қосымша|тарау|үй|пәт|корпус)")
_DATE = re.compile(r"\b\d{1,2}\.\s\d{1,2}\.\s\d{4}\b")
# Of an address, a narrower part follows: "обл. Талғар ауд."
_PLACE = re.compile(rf"[{UPPER}][\w-]*(?:\s\w+)?\s(?:ауд|қ|көш|обл|мкр|окр|ш\.а|ауданы|қаласы|көшесі|ауылы)\b")
# A Kazakh sentence may end with a noun: behind its dash, or with a time behind what happened then. But a time behind a dash
# may also open what is said of the subject: "X – 1991 ж. Алматыда құрылған ұйым".
_COPULA = re.compile(r"(?P<subject>\w+)»?\s[–—-]\s(?:\S+\s){0,3}\S*$")
_OF_TIME = re.compile(r"(?:уақыт|кез|жыл|мерзім|күн|дәуір|шақ|шағ|тұс|ғасыр)[а-яәғқңөұүһі]{0,4}|\w+[ғқгк][ае]н[ыі]")
_YEARS = re.compile(r"жж?|ғғ?")
_WHEN = re.compile(r"(?:[ғқ]аны|[гк]ені|уақыты|кезі|мерзімі)\s[\d–-]+\s?$")
_TIMES = re.compile(r":\s[\d\s–,-]+(?:жж?|ғғ?)\.(?:,|\s(?:және|мен|бен|пен))\s[\d\s–-]+$")
_NAMES = re.compile(rf"(?:[{UPPER}][\w-]*,\s)+(?:және\s|ж\.)?$")
_CURRENCY = re.compile(r"АҚШ\s(?:доллар(?!ымен)|цент)|(?:Еуро|Ресей|Қытай|Швейцар)\w*\s(?:рубл|юан|франк)")
_ON_STREET = re.compile(r"\b(?:on|at|near|of|along|from)\s(?:[A-Z0-9][\w.]*\s){0,2}(?!Mount|Fort|Port|Lake)[A-Z0-9]\w*$")
_OF_HOUR = re.compile(r"(?:[A-Z]\w+\s)(?:[Tt]ime|Standard|Daylight)\b")
_OF_BOOK = re.compile(r"[тдн][ыі]ң$")
_SMALLER_UNIT = re.compile(r"\d+\s?(?:in|oz|cm|mm|min|sec|см|мм|мин|сек|г|м)\b")  # "5 ft. 3 in."
_PRONOUN = re.compile(r"I(?:['’]\w+)?\s[a-z]|A\s[a-z]")  # "No. I do not."
_SMALLER_AMOUNT = re.compile(r"\d[\d\s,]*(?:мың|млн|млрд|теңге|тг)\b")  # "2 млн. 300 мың"
# No sentence yet: "At 5 a.m.", "In the U.S."
_PHRASE = re.compile(r"(?:At|By|About|Around|Before|After|Until|From|Since|On|In|Near|For)\s(?:\S+\s){0,2}\S+")
_ISSUE = re.compile(r"\d{4}\s(?:жыл|ж)$")  # of a newspaper: "12 мамыр 2012 жыл. № 70"
# "Ал. Толстой", "Ник. Островский"
_SHORT_NAME = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яё]?[бвгджзйклмнпрстфх]")
_SURNAME = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]*(?:[оеё]ва?|[иы]на?|[оиы]й|ая|ұлы|қызы|тегі)(?:н?[ыіа-яәғқңөұүһі]{1,4})?\b")
_MANY = re.compile(r"[A-Z][a-z]{2,}s\s(?:are|were|have|had|will|said|say|must|can|may)\b")


class FullStop(NamedTuple):
    """A point, and the text near it."""

    before: str
    """Of its sentence."""

    after: str
    """From the next word on."""

    is_whole: bool
    """Whether `before` is the whole sentence so far."""

    @property
    def opener(self) -> str | None:
        """The next word, if it opens a sentence and is no name."""
        word = _WORD.match(self.after.lstrip("«“„\"'‘–—- "))
        if word is None or (len(word[0]) == 1 and word.string[1:2] == "."):
            return None
        whole = word[0].lower().replace("’", "'")
        return whole if whole in OPENERS or whole.partition("'")[0] in OPENERS else None

    @property
    def has_predicate(self) -> bool:
        """Whether a Kazakh sentence is complete without a verb: "… – 1917 ж.", "… шыққаны 1974 ж."."""
        if _PLACE.match(self.after):
            return False
        copula = _COPULA.search(self.before)
        if copula and (not _YEARS.fullmatch(self.token) or _OF_TIME.fullmatch(copula["subject"])):
            return True
        return bool(_WHEN.search(self.said) or _TIMES.search(self.said))

    @property
    def token(self) -> str:
        """What the point stands behind."""
        last = self.before.split()[-1:]
        return last[0].lstrip(_OPENING) if last and not self.before[-1].isspace() else ""

    @property
    def said(self) -> str:
        """What stands before the token."""
        return self.before[: len(self.before) - len(self.token)].rstrip(_OPENING + " \u00a0")

    @property
    def previous(self) -> str:
        """The word before the token, or nothing."""
        words = self.said.split()
        return words[-1].strip(_OPENING) if words else ""


def is_enumerator(text: str) -> bool:
    """Whether a text is only the number or letter of what follows."""
    return _ENUMERATOR.fullmatch(text) is not None


def full_stop_ends(point: FullStop) -> bool:
    """Whether a single point ends a sentence, where what follows may begin one."""
    token = point.token
    if len(token) > _LONGEST_SIGN and token.isalpha():
        return _word_ends(point, token)
    if not token:
        return True
    if (point.is_whole and is_enumerator(point.before)) or _is_item(point) or _is_issue(point):
        return False
    if spaced := _SPACED.search(point.before):  # "т. б.", "A. B."
        return _word_ends(point, "".join(spaced[0].split()))
    if token[-1].isdigit() or _ROMAN.fullmatch(token):
        return _number_ends(point, token)
    return _word_ends(point, _WITH_NUMBER.sub("", token))


def _is_issue(point: FullStop) -> bool:
    return point.after[0] == "№" and _ISSUE.search(point.before) is not None


def _number_ends(point: FullStop, number: str) -> bool:
    if number[-1].isdigit():  # unless a date has spaces: "12. 05. 2017"
        near, at = f"{point.before[-8:]}. {point.after[:12]}", len(point.before[-8:])
        return not any(date.start() < at < date.end() - 4 for date in _DATE.finditer(near))
    return not point.previous or point.previous[0].isupper() or point.opener is not None


def _is_item(point: FullStop) -> bool:
    """Whether a number or a letter is one of a list inside the sentence: "1. Report, 2. Election", "а. Әсет, б. Дана"."""
    item = _ITEM.search(point.before)
    if item is None:
        return False
    if item[1].isalpha():
        before, after = chr(ord(item[1]) - 1), chr(ord(item[1]) + 1)
    else:
        before, after = str(int(item[1]) - 1), str(int(item[1]) + 1)
    return f" {before}. " in f" {point.before} " or f" {after}. " in point.after


def _word_ends(point: FullStop, word: str) -> bool:
    kind = _kind(word)
    if point.is_whole and (kind or "." in word) and _PHRASE.fullmatch(point.before):
        return False
    if kind == "word":
        kind = "date" if _is_short_form(point, word) else "end"
    if kind is not None:
        return _abbreviation_ends(point, word, kind)
    if len(word) == 1 and word.isupper():
        return _initial_ends(point, word)
    return _unknown_ends(point, word)


def _unknown_ends(point: FullStop, word: str) -> bool:
    """A point behind what is in no table: an abbreviation by its look, or a word."""
    has_number = _has_number(point, word) and _SMALLER_UNIT.match(point.after) is None
    if len(word) == 1 and word.isalpha():
        return has_number or point.opener is not None
    if _DOTTED.fullmatch(word):
        return point.opener is not None or (word.isupper() and point.has_predicate and len(point.said.split()) > 1)
    if _is_clipped(word) or (point.previous and _SHORT_NAME.fullmatch(word) and _SURNAME.match(point.after)):
        return has_number or point.opener is not None
    return True


def _kind(word: str) -> str | None:
    kind = ABBREVIATIONS.get(word)
    if kind is None and len(word) > 1 and word[0].isupper() and (word[1:].islower() or "." in word):
        kind = ABBREVIATIONS.get(word.lower())
    return kind


def _has_number(point: FullStop, word: str) -> bool:
    return point.token != word or point.said[-1:].isdigit()


def _is_clipped(word: str) -> bool:
    """Whether a word has no vowel, as "Дж" and "кв"; an acronym in capitals is none."""
    return word.isalpha() and 2 <= len(word) <= 4 and not _VOWEL.search(word) and word[1:].islower()


def _is_short_form(point: FullStop, word: str) -> bool:
    """Whether a word that is an abbreviation too is one: it opens what it stands in, or has its number behind it."""
    said = point.said
    if not said or said[-1] in ",;:" or point.before[-len(word) - 1 : -len(word)] in ("(", "["):
        return True
    if _PART.match(point.after):
        return True
    return word == "көш" and point.previous[:1].isupper() and (point.after[0].isdigit() or point.opener is None)


def _initial_ends(point: FullStop, letter: str) -> bool:
    previous = point.previous
    if previous.lower() in LETTERED or previous in ("a", "an") or (letter == "I" and previous in BEFORE_PRONOUN):
        return True
    if previous in ("–", "—") and (point.said.rstrip("–— ").split() or [""])[-1].lower() in LETTERED:
        return True
    is_foreign = is_latin(letter) and is_cyrillic(point.after[0])
    return is_foreign or point.opener is not None or point.after[0].isdigit()


def _abbreviation_ends(point: FullStop, word: str, kind: str) -> bool:
    if kind in ("number", "part"):
        return _reference_ends(point, word, kind)
    if kind == "street":
        is_named = point.previous[:1].isupper() and point.opener is not None
        return is_named or (word == "St" and _ON_STREET.search(point.said) is not None)
    if kind in ("date", "either"):
        is_next = kind == "either" and point.after[0].isdigit()
        is_many = "." not in word and _MANY.match(point.after) is not None
        return is_next or is_many or point.opener is not None or point.has_predicate
    return kind not in ("name", "note") and _full_form_ends(point, word, kind)


def _reference_ends(point: FullStop, word: str, kind: str) -> bool:
    """Whether a point ends a sentence behind what has a number: pages, figures, months."""
    is_numbered = _NUMBER.match(point.after) is not None
    if kind == "part":
        return point.opener is not None and not is_numbered
    if _has_number(point, word):
        return not point.after[0].isdigit() and (point.opener is not None or _OF_BOOK.search(point.previous) is None)
    return not is_numbered or (word in ("No", "no") and _PRONOUN.match(point.after) is not None)


def _full_form_ends(point: FullStop, word: str, kind: str) -> bool:
    """Whether a point ends a sentence behind what needs nothing more: an amount, an hour, "and so on"."""
    if kind == "amount":
        return _CURRENCY.match(point.after) is None and _SMALLER_AMOUNT.match(point.after) is None
    if word.lower() in ("a.m", "p.m"):
        zone = _WORD.match(point.after)
        return not (zone and zone[0] in ZONES) and _OF_HOUR.match(point.after) is None
    return not (point.is_whole and _NAMES.fullmatch(point.said + " "))
