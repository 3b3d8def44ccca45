"""Seeded faults in numbers, dates and addresses. A figure is only touched where the English text has the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from random import Random

from alignment.records import TextPair
from benchmarks.seeded_material import NUMBER, Edit, Material, Stretch

COUNTING = {
    "бір": "one", "екі": "two", "үш": "three", "төрт": "four", "бес": "five", "алты": "six", "жеті": "seven",
    "сегіз": "eight", "тоғыз": "nine", "он": "ten", "жиырма": "twenty", "отыз": "thirty", "қырық": "forty",
    "елу": "fifty", "алпыс": "sixty", "жетпіс": "seventy", "сексен": "eighty", "тоқсан": "ninety", "жүз": "hundred",
}  # fmt: skip
ORDINALS = {
    "бірінші": "first", "екінші": "second", "үшінші": "third", "төртінші": "fourth", "бесінші": "fifth", "алтыншы": "sixth",
    "жетінші": "seventh", "сегізінші": "eighth", "тоғызыншы": "ninth", "оныншы": "tenth",
}  # fmt: skip
TOGETHER = {"екеу": "two|both|couple", "үшеу": "three|trio", "төртеу": "four", "бесеу": "five"}
FRACTIONS = {
    "жартысы": ("half", "ширегі"), "жарты": ("half", "ширек"), "үштен бір": ("third", "төрттен бір"),
    "ширек": ("quarter", "жарты"), "төрттен бір": ("quarter", "үштен бір"), "үштен екі": ("two.thirds", "үштен бір"),
    "екі есе": ("twice|doubled?|two", "үш есе"),
}  # fmt: skip
UNITS = {
    "километр": ("метр", "km|kilomet"), "шақырым": ("метр", "km|kilomet|mile"),
    "метр": ("километр", "m|met(?:er|re)s?"), "км": ("м", "km|kilomet"), "кг": ("г", "kg|kilo"),
    "килограмм": ("грамм", "kg|kilo"), "тонна": ("килограмм", "ton"), "млн": ("млрд", "m|mln|million"),
    "миллион": ("миллиард", "m|mln|million"), "млрд": ("млн", "b|bn|bln|billion"),
    "миллиард": ("миллион", "b|bn|bln|billion"), "мың": ("миллион", "thousand|k"), "жыл": ("ай", "year"),
    "ай": ("жыл", "month"), "апта": ("ай", "week"), "сағат": ("минут", "hour"), "минут": ("сағат", "min"),
    "теңге": ("доллар", "tenge|KZT"), "доллар": ("теңге", "dollar|usd"), "евро": ("доллар", "euro"),
    "күн": ("ай", "day"), "пайыз": ("есе", "percent|per"), "гектар": ("шаршы метр", "hectare|ha"),
}  # fmt: skip
MONTHS = {
    "қаңтар": "Jan", "ақпан": "Feb", "наурыз": "Mar", "сәуір": "Apr", "мамыр": "May", "маусым": "Jun", "шілде": "Jul",
    "тамыз": "Aug", "қыркүйек": "Sep", "қазан": "Oct", "қараша": "Nov", "желтоқсан": "Dec",
}  # fmt: skip
_SAME_ENDINGS = ("қаңтар наурыз мамыр тамыз", "ақпан маусым қазан желтоқсан", "сәуір шілде")
_LONGEST = dict(zip(MONTHS, (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), strict=True))
WEEKDAYS = {
    "дүйсенбі": "Monday", "сейсенбі": "Tuesday", "сәрсенбі": "Wednesday", "бейсенбі": "Thursday", "сенбі": "Saturday",
    "жексенбі": "Sunday",
}  # fmt: skip
RELATIVE = {
    "кеше": ("yesterday|last night", "бүгін"), "бүгін": ("today|tonight", "ертең"), "ертең": ("tomorrow", "кеше"),
    "былтыр": ("last year", "биыл"), "биыл": ("this year", "былтыр"), "келесі": ("next", "өткен"),
    "өткен": ("last", "келесі"),
}  # fmt: skip
_ROMANS = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI".split()
_YEAR = re.compile(r"(?<![\d.,:/-])(?:1[1-9]|20)\d\d(?![\d.,:/]\d|\d)")
_RANGE = re.compile(r"(?<![\d.,-])(\d+)(\s?[-–—]\s?)(\d+)(?![\d-]|[.,]\d)")
_TIME = re.compile(r"(?<![\d:])(\d{1,2})([:.])(\d\d)(?![\d:.])")
_SCORE = re.compile(r"(?<![\d:.,-])(\d{1,2})([:–-])(\d{1,2})(?![\d:.-])")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[\w./-]*\w|[\w.-]+@[\w-]+(?:\.\w+)+|\b[a-z0-9-]+\.(?:com|org|net|kz|ru|io|gov|edu)(?:/[\w./-]*)?\b"
)
_HOUSE = re.compile(r"(?:№\s?|көшесі,?\s+)(\d+)|(\d+)(?=-\s?(?:үй|пәтер|бөлме|кабинет|мектеп|бағыт)\b)")
_MONTH = re.compile(rf"\b({'|'.join(MONTHS)})(\w*)", re.I)
_DAY = re.compile(rf"\b(\d{{1,2}})(?:-?\s)(?=({'|'.join(MONTHS)}))", re.I)


def once(pattern: str, text: str) -> Stretch | None:
    """Where a text has a word, if it has it once."""
    found = [match.span() for match in re.finditer(rf"\b(?:{pattern})", text, re.I)]
    return found[0] if len(found) == 1 else None


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _counterpart(number: str, kk: str, en: str) -> Stretch | None:
    """Where the English text has this number, if both texts have it once."""
    own = [match for match in NUMBER.finditer(kk) if _digits(match[0]) == _digits(number)]
    other = [match.span() for match in NUMBER.finditer(en) if _digits(match[0]) == _digits(number)]
    return other[0] if len(own) == 1 == len(other) else None


def _other(digit: str, chance: Random, least: int = 0) -> str:
    return chance.choice([other for other in "0123456789"[least:] if other != digit])


def numbers(pair: TextPair, material: Material, chance: Random) -> Iterator[Edit]:
    """Digits, words for numbers, units, ranges, times and scores that are not those of the original."""
    kk, en = pair
    taken = [match.span() for pattern in (_RANGE, _TIME, _SCORE, _YEAR) for match in pattern.finditer(kk)]
    for match in NUMBER.finditer(kk):
        at = _counterpart(match[0], kk, en)
        if (
            at
            and not any(match.start() < end and start < match.end() for start, end in taken)
            and not _DAY.match(kk, match.start())
        ):
            yield from _figure(match, at, kk, en, material, chance)
    yield from _compound_figures(kk, en, chance)
    yield from _number_words(kk, en)


def _figure(match: re.Match[str], at: Stretch, kk: str, en: str, material: Material, chance: Random) -> Iterator[Edit]:
    text, (start, end) = match[0], match.span()
    tail = kk[end : end + 40]
    places = [i for i, sign in enumerate(text) if sign.isdigit()]
    if ordinal := re.match(r"-?ш[ыі]\b", tail):
        same = "1234578" if "і" in ordinal[0] else "69"
        if text[-1] in same:
            new = chance.choice([digit for digit in same if digit != text[-1]])
            yield Edit("ordinal changed", "kk", end - 1, end, new, (at,))
        return
    place = chance.choice(places)
    yield Edit(
        "digit changed", "kk", start, end, text[:place] + _other(text[place], chance, place == 0) + text[place + 1 :], (at,)
    )
    for one, two in pairwise(places):
        if text[one] != text[two] and two == one + 1 and not (one == 0 and text[two] == "0"):
            yield Edit("digits transposed", "kk", start, end, text[:one] + text[two] + text[one] + text[two + 1 :], (at,))
    if re.fullmatch(r"\d+[.,]\d{1,2}", text):
        point = text[-2] if text[-2] in ".," else text[-3]
        whole, rest = text.split(point)
        moved = [f"{whole}{rest[0]}{point}{rest[1:]}".rstrip(".,"), f"{whole[:-1] or '0'}{point}{whole[-1]}{rest}"]
        yield Edit("decimal point moved", "kk", start, end, chance.choice(moved), (at,))
    elif _digits(text) == text:
        shorter = [text[:-1]] if text.endswith("0") and len(text) > 1 else []
        yield Edit("order of magnitude", "kk", start, end, chance.choice([text + "0", *shorter]), (at,))
    elif re.fullmatch(r"\d+(?:[ \u00a0,.]\d{3})+", text):
        longer = [text[:-4]] if len(text) > 6 else []
        yield Edit("order of magnitude", "kk", start, end, chance.choice([text + text[-4] + "000", *longer]), (at,))
    if dropped := re.match(r"(?:\s?%(?!-)|)\s+(?=[^\W\d_]{3})", tail):
        yield Edit("number dropped", "kk", start, end + dropped.end(), "", (at,))
    if others := [
        number for number in material.numbers if _digits(number) not in _digits(en) and len(number) < len(text) + 2
    ]:
        yield Edit("another number", "kk", start, end, chance.choice(others), (at,))
    if re.match(r"\s?%(?!-)", tail) and re.match(r"\s?(?:%|per\s?cent)", en[at[1] :]):
        yield Edit("unit changed", "kk", start, end + tail.index("%") + 1, text, (at,))
    if (unit := re.match(r"\s?([а-яәғқңөұүһі]+)\b", tail)) and unit[1] in UNITS:
        new, english = UNITS[unit[1]]
        money = unit[1] in ("доллар", "евро") and re.search(r"[$€]\s?$", en[: at[0]])
        if money or re.match(rf"[\s-]?(?:{english})", en[at[1] :], re.I):
            sub = "order of magnitude" if unit[1] in ("мың", "млн", "млрд", "миллион", "миллиард") else "unit changed"
            yield Edit(sub, "kk", end + unit.start(1), end + unit.end(1), new, (at,))


def _compound_figures(kk: str, en: str, chance: Random) -> Iterator[Edit]:
    for match in _RANGE.finditer(kk):
        at = re.search(rf"\b{match[1]}\D{{1,6}}{match[3]}\b", en)
        if at and int(match[3]) > int(match[1]):
            new = match[3][:-1] + _other(match[3][-1], chance)
            if int(new) > int(match[1]):
                yield Edit("range's end changed", "kk", match.start(3), match.end(3), new, (at.span(),))
    for match in _TIME.finditer(kk):
        if int(match[1]) < 24 and int(match[3]) < 60 and (match[2] == ":" or "сағат" in kk):
            at = re.search(rf"\b{match[1]}[:.]{match[3]}\b", en) or re.search(rf"\b{match[1]}\b", en)
            if at:
                hour, minute = int(match[1]) + chance.choice((1, 2, 10)), int(match[3]) + chance.choice((5, 10, 15, 30))
                new = chance.choice([f"{hour % 24}{match[2]}{match[3]}", f"{match[1]}{match[2]}{minute % 60:02}"])
                yield Edit("time changed", "kk", match.start(), match.end(), new, (at.span(),))
    for match in _SCORE.finditer(kk if "сағат" not in kk.lower() else ""):
        if (at := re.search(rf"\b{match[1]}[:–-]{match[3]}\b", en)) and match[1] != match[3]:
            new = chance.choice([f"{match[3]}{match[2]}{match[1]}", f"{match[1]}{match[2]}{_other(match[3][0], chance)}"])
            if new not in en:
                yield Edit("score changed", "kk", match.start(), match.end(), new, (at.span(),))
    for match in re.finditer(r"\b[IVX]+\b", kk):
        own = once(rf"{match[0]}\b", en)
        if match[0] in _ROMANS and (own or re.match(r"\s*ғасыр", kk[match.end() :])):
            place = _ROMANS.index(match[0])
            new = _ROMANS[chance.choice([other for other in (place - 1, place + 1) if 0 <= other < len(_ROMANS)])]
            yield Edit("roman numeral changed", "kk", match.start(), match.end(), new, (own,) if own else ())


def _number_words(kk: str, en: str) -> Iterator[Edit]:
    numeral = "|".join(COUNTING)
    beside = re.compile(rf"\b(?:{numeral}|мың)\s$", re.I), re.compile(rf"\s(?:{numeral}|мың)\b|-", re.I)
    alone = re.compile(r" (?:ғана|рет|жыл|ай|сағат|адам|апта|күн)\b")
    for table, sub, after in (
        (COUNTING, "number word changed", r"(?=\W)"),
        (ORDINALS, "ordinal changed", r"(?=\W)"),
        (TOGETHER, "number word changed", r"(?=[іідн]\w*|\W)"),
    ):
        words = list(table)
        for match in re.finditer(rf"\b({'|'.join(table)}){after}", kk, re.I):
            word, before, rest = match[1].lower(), kk[: match.start()], kk[match.end() :]
            at = once(rf"(?:{table[word]})\b", en)
            part = table is COUNTING and (beside[0].search(before) or beside[1].match(rest))
            if at and not part and (word != "бір" or alone.match(rest)):
                place = words.index(word)
                new = words[place + 1] if place + 1 < len(words) else words[place - 1]
                yield Edit(sub, "kk", match.start(1), match.end(1), cased(new, match[1]), (at,))
    for old, (english, new) in FRACTIONS.items():
        if (own := once(rf"{old}\b", kk)) and (at := once(rf"(?:{english})\b", en)):
            yield Edit("fraction changed", "kk", *own, cased(new, kk[own[0] : own[1]]), (at,))


def cased(new: str, old: str) -> str:
    """A word with the first letter as large as that of another."""
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def dates(pair: TextPair, _: Material, chance: Random) -> Iterator[Edit]:
    """Months, days, years, weekdays and relative days that are not those of the original."""
    yield from _months_and_days(*pair, chance)
    yield from _years(*pair, chance)
    yield from _named_days(*pair, chance)


def _months_and_days(kk: str, en: str, chance: Random) -> Iterator[Edit]:
    for match in _MONTH.finditer(kk):
        month, at = match[1].lower(), once(rf"{MONTHS[match[1].lower()]}[a-z]*\b", en)
        if not at or not en[at[0]].isupper():
            continue
        own = next((group.split() for group in _SAME_ENDINGS if month in group.split()), [])
        alike = list(MONTHS) if not match[2] else own
        if others := [other for other in alike if other != month and not (month == "сәуір" and match[2].startswith("н"))]:
            yield Edit("month changed", "kk", *match.span(1), cased(chance.choice(others), match[1]), (at,))
    for match in _DAY.finditer(kk):
        if at := _counterpart(match[1], kk, en) or once(rf"{int(match[1])}(?:st|nd|rd|th)?\b", en):
            near = [day for day in range(1, 29) if day != int(match[1])]
            yield Edit("day changed", "kk", *match.span(1), str(chance.choice(near)), (at,))
            yield Edit("impossible date", "kk", *match.span(1), str(_LONGEST[match[2].lower()] + 1), (at,))
    for match in re.finditer(r"\b(\d\d)([./])(\d\d)\2(\d{4})\b", kk):
        if match[1] != match[3]:
            yield Edit("day and month swapped", "kk", match.start(1), match.end(3), match[3] + match[2] + match[1])


def _years(kk: str, en: str, chance: Random) -> Iterator[Edit]:
    for match in _YEAR.finditer(kk):
        at, after = once(rf"{match[0]}\b", en), kk[match.end() :]
        year, text = int(match[0]), match[0]
        if not at or not re.match(r"(?:\s|-)*(?:ж\b|жыл)|\)", after):
            continue
        if re.match(r"(?:\s|-)*жылдар", after) and text.endswith("0"):
            yield Edit("decade changed", "kk", *match.span(), str(year + chance.choice((-10, 10))), (at,))
            continue
        swapped = text[:2] + text[3] + text[2]
        new = [str(year + change) for change in (-1, 1, -10, 10)] + [swapped] * (swapped != text and int(swapped) < 2050)
        yield Edit("year changed", "kk", *match.span(), chance.choice(new), (at,))


_HALVES = (
    ("бірінші жарты", "екінші жарты", "first half"), ("екінші жарты", "бірінші жарты", "second half"),
    ("бірінші тоқсан", "үшінші тоқсан", "first quarter"), ("екінші тоқсан", "бірінші тоқсан", "second quarter"),
    ("үшінші тоқсан", "төртінші тоқсан", "third quarter"), ("алғашқы жартысы", "екінші жартысы", "first half"),
)  # fmt: skip


def _named_days(kk: str, en: str, chance: Random) -> Iterator[Edit]:
    for day, english in WEEKDAYS.items():
        if (own := once(day, kk)) and (at := once(english, en)):
            new = chance.choice([other for other in WEEKDAYS if other != day])
            yield Edit("weekday changed", "kk", *own, cased(new, kk[own[0]]), (at,))
    if (own := once(r"жұма\b", kk)) and (at := once("Friday", en)):
        yield Edit("weekday changed", "kk", *own, cased("бейсенбі", kk[own[0]]), (at,))
    period = r"(?= (?:жыл|апта|ай|жексенбі|сенбі|дүйсенбі|жаз|қыс|күз|көктем|маусым|түн))"
    for old, (english, new) in RELATIVE.items():
        own = once(old + (period if old in ("келесі", "өткен") else r"\b"), kk)
        if own and (at := once(rf"(?:{english})\b", en)):
            yield Edit("relative day changed", "kk", *own, cased(new, kk[own[0]]), (at,))
    for old, new, english in _HALVES:
        if (own := once(old, kk)) and (at := once(english, en)):
            yield Edit("half or quarter changed", "kk", *own, cased(new, kk[own[0]]), (at,))


def web(pair: TextPair, _: Material, chance: Random) -> Iterator[Edit]:
    """A letter of an address of the net, and a number of a house or an office."""
    kk, en = pair
    for match in _ADDRESS.finditer(kk):
        if match[0] not in en:
            continue
        there = en.index(match[0])
        places = [
            i for i, sign in enumerate(match[0]) if sign.islower() and not match[0][: i + 1].startswith(("http", "www"))
        ]
        place = chance.choice(places)
        new = chance.choice([letter for letter in "abcdefghiklmnoprstuv" if letter != match[0][place]])
        made = chance.choice([match[0][:place] + new + match[0][place + 1 :], match[0][:place] + match[0][place + 1 :]])
        yield Edit("address changed", "kk", *match.span(), made, ((there, there + len(match[0])),))
    for match in _HOUSE.finditer(kk):
        number, place = match[1] or match[2], match.start(1) if match[1] else match.start(2)
        if at := _counterpart(number, kk, en):
            new = number[:-1] + _other(number[-1], chance, len(number) == 1)
            yield Edit("number in an address", "kk", place, place + len(number), new, (at,))
