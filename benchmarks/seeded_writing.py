"""Seeded faults that the Kazakh text shows by itself: spelling, grammar, punctuation, repetition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from alignment.records import TextPair
from benchmarks.seeded_figures import COUNTING
from benchmarks.seeded_material import Edit, Material, clauses_of, ending_class, sentences_of, words_of

RUSSIAN_LETTERS = dict(zip("қғңүұөіәһ", "кгнууоиах", strict=True))
LATIN_LETTERS = dict(zip("аеорсухі", "aeopcyxi", strict=True))
_KEYS = ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "әіңғүұқөһ")
_BESIDE = {row[i]: row[max(i - 1, 0) : i] + row[i + 1 : i + 2] for row in _KEYS for i in range(len(row))}
_HARMONY = str.maketrans("аеыіғгқк", "еаіыгғкқ")
_SUFFIX = re.compile(
    r"(?<=\w{3})(?:[лдт](?:ар|ер)(?:[дт][ыі]ң|д[ае]|д[ыі]|ғ[а]|г[е])?|[дт]а|[дт]е|ға|ге|қа|ке|[дтн][ыі]ң|[дт]ан|[дт]ен|нан|нен)$"
)
_PLURAL = re.compile(r"(?<=\w{3})([лдт])(?=(?:ар|ер)(?:[ыі]|д|ғ|г|$))")
_CLITIC = re.compile(r"(?<=\w{2}) (?=(?:ма|ме|ба|бе|па|пе|да|де|ғой|екен)(?![\w-]))")


def spelling(pair: TextPair, material: Material, chance: Random) -> Iterator[Edit]:
    """Slips within words. What comes out is no word of the material, unless its letters alone are wrong."""
    kk, _ = pair
    words = [word for word in words_of(kk) if len(word[0]) > 4 and re.fullmatch("[а-яёәғқңөұүһі]+", word[0])]
    for word in chance.sample(words, min(4, len(words))):
        for sub, start, end, new in _slips(word[0], chance):
            made = word[0][:start] + new + word[0][end:]
            if made not in material.words and made != word[0]:
                yield Edit(sub, "kk", word.start() + start, word.start() + end, new)
    for match in _CLITIC.finditer(kk):
        yield Edit("joined", "kk", match.start() - 1, match.end() + 1, kk[match.start() - 1] + kk[match.end()])
    for word in words_of(kk):
        halves = word[0].split("-")
        if (
            len(halves) == 2
            and min(map(len, halves)) > 2
            and word[0].islower()
            and halves[0] not in ("веб", "онлайн", "интернет")
        ):
            at = word.start() + len(halves[0])
            yield Edit("joined", "kk", at, at + 1, "")
            yield Edit("split", "kk", at, at + 1, " ")
        for cut in range(4, len(word[0]) - 3):
            if word[0].islower() and material.words[word[0][:cut]] > 1 and material.words[word[0][cut:]] > 1:
                yield Edit(
                    "split", "kk", word.start() + cut - 1, word.start() + cut + 1, f"{word[0][cut - 1]} {word[0][cut]}"
                )


def _slips(word: str, chance: Random) -> Iterator[tuple[str, int, int, str]]:
    at = chance.randrange(1, len(word) - 1)
    beside = _BESIDE.get(word[at], "")
    if beside:
        yield "letter changed", at, at + 1, chance.choice(beside)
    yield "letter lost", at, at + 1, ""
    yield "letter doubled", at, at + 1, word[at] * 2
    if word[at] != word[at + 1]:
        yield "letters swapped", at, at + 2, word[at + 1] + word[at]
    if places := [i for i, letter in enumerate(word) if letter in RUSSIAN_LETTERS]:
        at = chance.choice(places)
        yield "Russian look-alike", at, at + 1, RUSSIAN_LETTERS[word[at]]
    if places := [i for i, letter in enumerate(word) if letter in LATIN_LETTERS]:
        at = chance.choice(places)
        yield "Latin letter", at, at + 1, LATIN_LETTERS[word[at]]
    if (suffix := _SUFFIX.search(word)) and not re.search("[иую]", word[max(suffix.start() - 3, 0) : suffix.start()]):
        yield "vowel harmony", suffix.start(), len(word), suffix[0].translate(_HARMONY)
    if plural := _PLURAL.search(word):
        yield (
            "wrong consonant of an ending",
            *plural.span(1),
            chance.choice([letter for letter in "лдт" if letter != plural[1]]),
        )


# Postpositions, the case that each asks for, and the endings that a slip puts in its place.
_DATIVE, _ABLATIVE = r"(?:ға|ге|қа|ке)", r"(?:дан|ден|тан|тен|нан|нен)"
_GOVERNED = (
    (
        rf"(\w{{3,}}?)({_DATIVE}) (?:дейін|қарай|қарсы|қарамастан|жақын|арналған|сәйкес|байланысты|қатысты)(?![\w-])",
        "locative",
    ),
    (rf"\b(?!сондық)(\w{{3,}}?)({_ABLATIVE}) (?:кейін|соң|бері|бұрын|басқа|бөлек|тыс)(?![\w-])", "dative"),
)
_GENITIVE = re.compile(
    r"\b(\w{3,}?[нд]|\w{3,}?т)([ыі])ң (\w{2,}(?:с[ыі]|[^\Wаәеоөұүыіэиуюя][ыі])(?:н[ае]?|нд[ае]|нан|нен|мен)?)(?!\w)"
)
_POSSESSED = re.compile(r"\b\w{3,}[ндт][ыі]ң (\w{3,}?)(с[ыі]|[ыі])(?=[ ,.;:!?]|$)")
_PERSONS = (
    ("Мен", "ймын:йды ймін:йді амын:ады емін:еді дым:ды дім:ді тым:ты тім:ті"),
    ("Біз", "ймыз:ймын йміз:ймін амыз:ады еміз:еді дық:дым дік:дім тық:ты тік:ті"),
    ("Сен", "йсың:йды йсің:йді асың:ады есің:еді дың:ды дің:ді тың:ты тің:ті"),
    ("Сіз", "йсыз:йсың йсіз:йсің асыз:асың есіз:есің дыңыз:дың діңіз:дің тыңыз:тың тіңіз:тің"),
)
"""A subject that begins a sentence, and the endings of its verb with those of another person."""


_ADJECTIVES = "үлкен кіші кішкентай жас жаңа ескі ірі басқа бірдей түрлі кәрі бай".split()


def grammar(pair: TextPair, material: Material, _: Random) -> Iterator[Edit]:
    """Wrong case, lost possessive, plural after a number, wrong person."""
    kk, _en = pair
    yield from _cases(kk, material)
    for match in _POSSESSED.finditer(kk):
        stem = match[1]
        if match[2] in ("ы", "і"):
            stem = stem[:-1] + {"б": "п", "г": "к", "ғ": "қ"}.get(stem[-1], stem[-1])
        if material.words[stem.lower()] and stem not in ("келе", "бір", "кей", "бар") and stem[-1] not in "дт":
            yield Edit("possessive lost", "kk", match.end(1) - 1, match.end(2), stem[-1])
    counting = "|".join(word for word in COUNTING if word != "бір")
    for match in re.finditer(
        rf"(?:(?<![\w.,:-])\d+|\b(?:{counting}|мың|миллион)) ([а-яәғқңөұүһі]{{3,}})(?![\w-])", kk, re.I
    ):
        front, last = ending_class(match[1])
        ending = ("л" if last in "vр" else "т" if last == "т" else "д") + ("ер" if front == "front" else "ар")
        known = match[1] + ending in material.words or match[1] in ("адам", "жыл", "күн", "оқушы", "маман", "бала")
        if known and match[1] not in _ADJECTIVES:
            yield Edit("plural after a number", "kk", match.end(1), match.end(1), ending)
    for last_word in words_of(kk)[-1:]:
        simple = len(sentences_of(kk)) == 1 and "," not in kk and not kk[last_word.end() :].strip(' .!…"»”“')
        for subject, endings in _PERSONS if simple else ():
            others = dict(pair.split(":") for pair in endings.split())
            match_ = re.search(rf"(?:{'|'.join(sorted(others, key=len, reverse=True))})$", last_word[0])
            if match_ and re.match(rf"[«\"“–-]?\s?{subject} ", kk):
                start = last_word.start() + match_.start()
                yield Edit("wrong person", "kk", start, last_word.end(), others[match_[0]])


def _cases(kk: str, material: Material) -> Iterator[Edit]:
    for match in _GENITIVE.finditer(kk):
        if match[1].lower() not in ("мен", "сен", "он", "сон", "мун"):
            start, at, base = match.end(1) - 1, match.end(2), match[1][:-1].lower()
            own = base[-1] in "ыі" and base[:-1] in material.words  # the possessive, whose accusative is н alone
            ending = "" if own else "д" + match[2] if base[-1] in "мнң" else kk[start] + match[2]
            edit = (start + own, at + 1, ending)
            yield Edit("accusative for genitive", "kk", *edit)
    for pattern, case in _GOVERNED:
        for match in re.finditer(pattern, kk):
            front, last = ending_class(match[1])
            sounds = {"locative": "тд", "dative": "кг" if front == "front" else "қғ"}[case]
            if match[1][-1] not in "ыінң" or (last == "v" and match[2][0] != "н"):
                new = sounds[last != "т"] + ("е" if front == "front" else "а")
                yield Edit("wrong case before a postposition", "kk", *match.span(2), new)


def punctuation(pair: TextPair, _: Material, chance: Random) -> Iterator[Edit]:
    """Marks that are lost, doubled or others, characters that nobody sees, capitals."""
    kk, en = pair
    if kk.count("(") == kk.count(")") == en.count(")") == 1:
        at = kk.index(")")
        yield Edit("bracket lost", "kk", at, at + 1, "")
    for opening, closing in ("«»", "“”", "„“"):
        if kk.count(opening) == kk.count(closing) == 1 and opening != closing:
            at = kk.index(chance.choice(opening + closing))
            yield Edit("quotation mark lost", "kk", at, at + 1, "")
    if kk.count('"') == 2:
        at = kk.rindex('"')
        yield Edit("quotation mark lost", "kk", at, at + 1, "")
    for mark in "?:":
        if kk.endswith(mark) and en.endswith(mark):
            yield Edit("end mark changed", "kk", len(kk) - 1, len(kk), ".")
    if kk.endswith(".") and en.endswith(".") and kk[-2].isalpha():
        yield Edit("end mark lost", "kk", len(kk) - 1, len(kk), "")
    spaces = [match.start() for match in re.finditer(r"(?<=\w) (?=\w)", kk)]
    if spaces:
        at = chance.choice(spaces)
        yield Edit("space doubled", "kk", at, at + 1, "  ")
    for match in re.finditer(r"(?<=\w), (?=\w)", kk):
        yield Edit("mark doubled", "kk", match.start(), match.start() + 1, ",,")
        yield Edit("space before a comma", "kk", match.start(), match.start() + 1, " ,")
        yield Edit("space after a comma lost", "kk", match.start(), match.end(), ",")
    words = [word for word in words_of(kk) if len(word[0]) > 4 and word[0].islower() and word[0].isalpha()]
    if words:
        word = chance.choice(words)
        at = word.start() + chance.randrange(2, len(word[0]) - 1)
        for sub, sign in (("zero-width space", "\u200b"), ("soft hyphen", "\u00ad")):
            yield Edit(sub, "kk", at, at, sign)
        yield Edit("replacement character", "kk", at, at + 1, "\ufffd")
        yield Edit("word in capitals", "kk", *word.span(), word[0].upper())
    first = words_of(kk)[:1]
    if first and re.match(r"[A-Z][a-z]", en) and first[0].start() == 0 and re.match(r"[А-ЯӘҒҚҢӨҰҮҺІ][а-яәғқңөұүһі]", kk):
        yield Edit("capital lost", "kk", 0, 1, kk[0].lower())


def repetition(pair: TextPair, _: Material, __: Random) -> Iterator[Edit]:
    """A word or a clause that stands there twice. Words that Kazakh doubles itself are left alone: converbs, short ones."""
    kk, _en = pair
    for word in words_of(kk):
        single = len(word[0]) > 4 and word[0].islower() and word[0].isalpha() and word[0][-1] not in "аейп"
        if single and kk[word.end() : word.end() + 1] in " ,." and not kk[: word.start()].rstrip().endswith(word[0]):
            yield Edit("word doubled", "kk", *word.span(), f"{word[0]} {word[0]}")
    parts = clauses_of(kk)
    for start, end in parts[1:]:
        if len(kk[start:end].split()) > 2 and not re.search('[«»“”"]', kk[start:end]):
            yield Edit("clause doubled", "kk", start, end, f"{kk[start:end]}, {kk[start:end]}")
    sentences = sentences_of(kk)
    for start, end in sentences if len(sentences) > 1 else ():
        if len(kk[start:end].split()) > 2:
            yield Edit("sentence doubled", "kk", start, end, f"{kk[start:end]} {kk[start:end]}")
