"""Seeded faults that show when the texts are compared: names, negation, omissions, terms, what is not translated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from random import Random

from alignment.records import Side, TextPair
from benchmarks.seeded_figures import cased, once
from benchmarks.seeded_material import (
    ENDING,
    NUMBER,
    VOWELS,
    Edit,
    Material,
    Name,
    Stretch,
    alike,
    clauses_of,
    ending_class,
    names_of,
    sentences_of,
    words_of,
)

_NO_LINK = r" (?!(?:мен|пен|бен|және|не|немесе|да|де)\b)[^\W\d_A-ZА-Я]"
DENIAL = (
    r"\b(?:not?|never|none|nobody|nothing|nor|neither|nowhere|without|cannot|unable|fail\w*|refus\w*|hardly)\b|n['’]t\b"
)
_NEAR_LETTERS = dict(zip("аоукгтдпбсзшжрлнмвфхц", "оаогкдтбпзсжшлрмнфвцх", strict=True))


def names(pair: TextPair, material: Material, chance: Random) -> Iterator[Edit]:
    """Another name, a misspelt one, a lost one."""
    kk, en = pair
    found = [name for name in names_of(kk, en) if name.english.lower() not in material.common]
    for name in found:
        start, end = name.kk
        first = " at the first place" if not kk[:start].strip("«\"“„–— -'") else ""
        others = [
            other
            for other in material.names
            if other.place == name.place and (not name.ending or ending_class(other.stem) == ending_class(name.stem))
            and not any(alike(other.stem, word[0]) > 0.7 for word in words_of(en)) and alike(other.stem, name.english) < 0.6
        ]  # fmt: skip
        if others:
            other = chance.choice(others)
            yield Edit(f"replaced{first}", "kk", start, end, other.stem, (name.en,))
            if other.english[-2:] != "'s":
                yield Edit("replaced in English", "en", *name.en, other.english, (name.kk,))
        if len(name.stem) > 4:
            yield from _misspelt(name, first, chance)
        before, after = kk[:start], kk[name.end :]
        beside = any(other.start == name.end + 1 or other.end + 1 == start for other in found)
        if not name.ending and not beside and re.match(_NO_LINK, after) and re.search(r"[^\W_]{3,} $", before):
            yield Edit("left out", "kk", start, name.end + 1, "", (name.en,))
    for one, two in pairwise(found):
        if kk[one.end : two.start] == " " and not one.ending and en[one.en[1] : two.at] == " ":
            yield Edit("first name lost", "kk", one.start, two.start, "", (one.en,))
            if not two.ending:
                yield Edit("last name lost", "kk", one.end, two.end, "", (two.en,))


def _misspelt(name: Name, first: str, chance: Random) -> Iterator[Edit]:
    start, stem = name.start, name.stem
    places = [i for i in range(1, len(stem) - 1) if stem[i] != stem[i + 1] and stem[i : i + 2].isalpha()]
    if places:
        at = chance.choice(places)
        yield Edit(f"letters swapped{first}", "kk", start + at, start + at + 2, stem[at + 1] + stem[at], (name.en,))
    if places := [i for i in range(1, len(stem)) if stem[i] in _NEAR_LETTERS]:
        at = chance.choice(places)
        yield Edit(f"letter changed{first}", "kk", start + at, start + at + 1, _NEAR_LETTERS[stem[at]], (name.en,))


# A negative verb: its stem, the sign of negation, and what stands behind it.
_NEGATIVE = re.compile(
    r"(?P<stem>\w{2,}?)(?P<not>[мбп][ае])"
    r"(?P<rest>д[ыі](?:м|ң|қ|к|ңыз|ңіз)?|ған\w*|ген\w*|йд[ыі]|йм[ыі]н|йм[ыі]з|у[ыі]?|са\w?|се\w?)\b"
)
_VOICELESS = "пфктқшщсхһцчбвгд"


def _affirmed(stem: str, rest: str, words: Material) -> str | None:
    """The verb without its negation, if a word with its stem is attested that only a verb makes."""
    if stem[-1] in "ыі" or (stem[-1] in VOWELS and stem[-1] not in "ае") or not _is_verb(stem, words):
        return None
    vowel = stem[-1] in "ае"
    front = ending_class(stem)[0] == "front"
    if rest.startswith("у"):
        return stem + rest
    if rest.startswith("й"):
        return stem + rest if vowel else stem + ("е" if front else "а") + rest[1:]
    if rest[0] in "дғг" and stem[-1] in _VOICELESS:
        return stem + {"д": "т", "ғ": "қ", "г": "к"}[rest[0]] + rest[1:]
    return stem + rest


def _is_verb(stem: str, material: Material) -> bool:
    past = (
        "ған",
        "ген",
        "қан",
        "кен",
        "ып",
        "іп",
        "п",
        "у",
        "ады",
        "еді",
        "йды",
        "йді",
        "уға",
        "уге",
        "ды",
        "ді",
        "ты",
        "ті",
    )
    return sum(stem + end in material.words for end in past) >= 2


def _denied(word: str, material: Material) -> str | None:
    """A verb in the past or the present with a negation, if it is known for a verb."""
    match = re.fullmatch(r"(\w{2,}?)(?:([дт])([ыі]м?|[ыі]қ|[ыі]к)|([ае]|й)(д[ыі]|м[ыі]н|м[ыі]з))", word)
    if not match:
        return None
    stem, past, person = match[1], bool(match[2]), match[3] or match[5]
    if match[4] in ("а", "е") and person.startswith("д") and _is_verb(stem + match[4], material):
        stem, past, person = stem + match[4], True, person[1:]  # қара-ды, not қар-ады
    if (match[4] == "й" and stem[-1] not in "ае") or not _is_verb(stem, material) or stem[-1] in "ыі":
        return None
    front = ending_class(stem)[0] == "front"
    sign = "п" if stem[-1] in _VOICELESS else "б" if stem[-1] in "зжмнң" else "м"
    return stem + sign + ("е" if front else "а") + (f"д{person}" if past else f"й{person}")


ANTONYMS = """
артты|кеміді|rose|increas|grew|grow ; өсті|төмендеді|rose|increas|grew|grow|climb
төмендеді|өсті|fell|drop|declin|decreas|reduc ; көп|аз|many|much|more|lot|most ; аз|көп|few|little|less
бірінші|соңғы|first ; соңғы|алғашқы|last|final|latest|recent ; алғашқы|соңғы|first|initial|early
жоғары|төмен|high|up|above|upper|top ; төмен|жоғары|low|below|down|under
үлкен|кіші|big|large|great|major|huge|elder|older ; кішкентай|үлкен|small|little|tiny ; ірі|ұсақ|large|big|major|great
жақсы|жаман|good|better|best|nice ; жаман|жақсы|bad|worse|evil|poor ; ескі|жаңа|old|former ; жаңа|ескі|new
ұзақ|қысқа|long ; қысқа|ұзақ|short|brief ; арзан|қымбат|cheap ; қымбат|арзан|expensive|dear|costly|precious
дейін|кейін|before|until|till ; кейін|бұрын|after|later|since ; кірді|шықты|enter|went in|came in
шықты|кірді|went out|left|came out ; басталды|аяқталды|start|began|beg ; аяқталды|басталды|end|finish|complet
ашылды|жабылды|open ; жабылды|ашылды|clos|shut ; көбейді|азайды|increas|grew|rose|more
ұлғайды|азайды|increas|grew|rose|expand ; жеңді|жеңілді|won|beat|defeat|win ; оң|сол|right ; сол жақ|оң жақ|left
оң жақ|сол жақ|right ; солтүстік|оңтүстік|north ; оңтүстік|солтүстік|south ; шығыс|батыс|east ; батыс|шығыс|west
ер|әйел|man|men|male ; әйел|ер|woman|women|female|wife ; күндіз|түнде|day ; таңертең|кешке|morning
кешке|таңертең|evening ; түнде|күндіз|night ; оңай|қиын|eas ; қиын|оңай|hard|difficult|tough ; ыстық|суық|hot|warm
суық|ыстық|cold|cool ; бай|кедей|rich|wealthy ; кедей|бай|poor ; ашық|жабық|open|clear ; жабық|ашық|closed
күшті|әлсіз|strong|power|mighty ; әлсіз|күшті|weak ; дос|жау|friend ; жау|дос|enem|foe ; жылдам|баяу|fast|quick|speed
тез|баяу|fast|quick|soon ; ұл|қыз|boy|son ; қыз|ұл|girl|daughter ; әкесі|шешесі|father ; анасы|әкесі|mother
ақ|қара|white ; қара|ақ|black|dark ; жас|кәрі|young ; кәрі|жас|old ; әрқашан|ешқашан|always ; бәрі|кейбірі|all|every
барлық|кейбір|all|every ; кейбір|барлық|some ; бұрын|кейін|before|earlier|previous|ago|used
тыс|ішкі|outside|external|beyond ; ішінде|сыртында|inside|within ; артық|кем|more|over ; кемінде|көп дегенде|at least
астам|жетпейтін|more than|over|above ; ауыр|жеңіл|heav|hard|serious|grave ; жеңіл|ауыр|light|easy
"""
"""What stands, what is put in its place, and the beginnings of English words that the first renders."""

_ANTONYMS = [entry.strip().split("|", 2) for line in ANTONYMS.strip().splitlines() for entry in line.split(" ; ")]
_NOBODY = {
    "ешкім": ("nobody|no one|none|anyone|anybody", "бәрі"), "ешқашан": ("never|ever", "әрқашан"),
    "ешқайда": ("nowhere|anywhere", "барлық жаққа"), "ешқандай": ("no|any|none", "белгілі бір"),
    "ештеңе": ("nothing|anything", "бәрін"), "ешнәрсе": ("nothing|anything", "бәрін"),
}  # fmt: skip


def negation(pair: TextPair, material: Material, _: Random) -> Iterator[Edit]:
    """What is denied affirmed, what is affirmed denied, and what is said turned round."""
    kk, en = pair
    denial = tuple(match.span() for match in re.finditer(DENIAL, en, re.I))
    if denial or re.search(r"\b(?:un|in|im|dis)[a-z]{4,}|less\b", en):
        yield from _affirmations(kk, en, denial, material)
    elif len(sentences_of(kk)) == len(sentences_of(en)) == 1 and "?" not in kk:
        yield from _denials(kk, en, material)
    for old, new, english in _ANTONYMS:
        if (own := once(rf"{old}(?![\w-])", kk)) and (at := once(rf"(?:{english})\w*", en)):
            yield Edit("antonym", "kk", *own, cased(new, kk[own[0]]), (at,))


_PRONOUNS = ("олар", "бұлар", "солар", "осылар", "менің", "сенің", "біз", "сіз", "оның")


def _affirmations(kk: str, en: str, denial: tuple[Stretch, ...], material: Material) -> Iterator[Edit]:
    twice = re.search(r"\bеш\w*|емес", kk, re.I)
    for match in _NEGATIVE.finditer(kk) if denial and not twice else ():
        if made := _affirmed(match["stem"].lower(), match["rest"], material):
            yield Edit("negation lost in a verb", "kk", *match.span(), cased(made, match[0]), denial)
    for match in re.finditer(r"(?<! д[ае]) емес(?= еді| екен|[.,;!?]|$)", kk):
        yield Edit("емес lost", "kk", *match.span(), "", denial)
    for match in re.finditer(r"(?<=\s)(?<![ғқгк][ае]н )жоқ(?=\W|$)", kk) if not twice else ():
        yield Edit("жоқ became бар", "kk", *match.span(), "бар", denial)
    for old, (english, new) in _NOBODY.items():
        if (own := once(rf"{old}\b", kk)) and (at := once(rf"(?:{english})\b", en)):
            yield Edit("nobody became all", "kk", *own, cased(new, kk[own[0] : own[1]]), (at,))
    lacking = re.search(r"\b(?:without|non-?\w+|no|un\w{4,}|in\w{5,}|im\w{5,}|\w{3,}less)\b", en)
    for match in re.finditer(r"\b(\w{3,}?)с[ыі]з(?=\s)", kk) if lacking else ():
        stem = match[1].lower()
        if stem in material.words and stem not in _PRONOUNS and not _is_verb(stem[:-1], material):
            front, last = ending_class(stem)
            sign = ("л" if last in "vр" else "т" if last == "т" else "д") + ("і" if front == "front" else "ы")
            yield Edit("without became with", "kk", match.end(1), match.end(), sign, (lacking.span(),) if lacking else ())


def _denials(kk: str, en: str, material: Material) -> Iterator[Edit]:
    for word in words_of(kk)[-1:]:
        made = _denied(word[0].lower(), material)
        if made and not re.search(r"\w", kk[word.end() :]) and not word[0].startswith(("деді", "дейді")):
            yield Edit("negation put in a verb", "kk", *word.span(), cased(made, word[0]))
        if word[0] in ("керек", "қажет", "тиіс", "мүмкін") and not re.search(r"с[ае] $", kk[: word.start()]):
            yield Edit("емес put in", "kk", word.start(), word.end(), f"{word[0]} емес")
        if word[0] == "бар" and re.search(r"\b(?:ha(?:ve|s|d)|there|exist)", en):
            yield Edit("бар became жоқ", "kk", *word.span(), "жоқ")


_LIST = re.compile(r"(?<![\w-])((?:[\w-]+(?: [\w-]+)?, )+)([\w-]+(?: [\w-]+)?),? (?:және|мен|пен|бен) (?=\w)")
_EN_LIST = re.compile(r"(?<![\w-])((?:[\w-]+(?: [\w-]+){0,2}, )+)([\w-]+(?: [\w-]+){0,2}),? (?:and|or) (?=\w)")
_COUPLE = re.compile(r"(?<![\w,-])([\w-]{4,}) (?:және|пен|бен) (?=[\w-]{4,})")
_EN_COUPLE = re.compile(r"(?<![\w,-])([\w-]{4,}) and (?=(?:the |a )?[\w-]{4,})")
_BRACKETS = re.compile(r"\s?\(([^()]{2,})\)")


_DEED = re.compile(
    r"(?:[ғқгк][ае]н|[ыі]п|[дт][ыі]|[ае]т[ыі]н|йт[ыі]н|м[ыі]н|м[ыі]з|с[ыі]ң|с[ыі]з|еді|екен|бар|жоқ|керек|емес)$"
)
"""What a verb ends in, or a clause."""


def omissions(pair: TextPair, _: Material, __: Random) -> Iterator[Edit]:
    """Sentences, clauses, members of lists and brackets that one side has no more."""
    kk, en = pair
    for sub, own, other in _counterparts(kk, en):
        if _is_whole(kk, *own):
            yield _left_out(f"{sub} lost", "kk", kk, own, other)
        if sub != "list member" and _is_whole(en, *other, "en"):
            yield _left_out(f"{sub} added", "en", en, other, own)


def _is_whole(text: str, start: int, end: int, side: Side = "kk") -> bool:
    """Whether the text reads well without a stretch: three words are left, and before its end one that ends a clause."""
    if len((text[:start] + text[end:]).split()) < 3 - (side == "kk"):
        return False
    last = not re.search(r"\w", text[end:]) and text[start : start + 1] == ","
    return side == "en" or not last or bool(_DEED.search(text[:start]))


def _left_out(sub: str, side: Side, text: str, stretch: Stretch, other: Stretch) -> Edit:
    """The edit that takes a stretch away; what begins the sentence then has a capital."""
    start, end = stretch
    if start == 0 and text[end : end + 1].islower():
        return Edit(sub, side, start, end + 1, text[end].upper(), (other,))
    return Edit(sub, side, start, end, "", (other,))


def _widened(text: str, start: int, end: int) -> Stretch:
    """A clause with one of the commas about it."""
    if before := re.search(r",\s+(?:[–—-]\s+)?$", text[:start]):
        return before.start(), end
    after = re.match(r",[\"»”“’]*\s+(?:[–—-]\s+)?", text[end:])
    return start, end + (after.end() if after else 0)


def _counterparts(kk: str, en: str) -> Iterator[tuple[str, Stretch, Stretch]]:
    ours, theirs = sentences_of(kk), sentences_of(en)
    if len(ours) == len(theirs) > 1:
        for place, (own, other) in enumerate(zip(ours, theirs, strict=True)):
            if len(kk[own[0] : own[1]].split()) > 2 and 0.5 < (own[1] - own[0]) / (other[1] - other[0]) < 2:
                last = place + 1 == len(ours)
                kk_cut = (ours[place - 1][1], own[1]) if last else (own[0], ours[place + 1][0])
                en_cut = (theirs[place - 1][1], other[1]) if last else (other[0], theirs[place + 1][0])
                yield "sentence", kk_cut, en_cut
    for match in _BRACKETS.finditer(kk):
        others = _BRACKETS.findall(en)
        if len(_BRACKETS.findall(kk)) == len(others) == 1 and (at := _BRACKETS.search(en)):
            yield "brackets", match.span(), at.span()
    if len(ours) == len(theirs) == 1:
        for own, other in clause_pairs(kk, en):
            if len(kk[own[0] : own[1]].split()) > 2:
                yield "clause", _widened(kk, *own), _widened(en, *other)
    one, two = list(_LIST.finditer(kk)), list(_EN_LIST.finditer(en))
    if len(one) == len(two) == 1 and one[0][1].count(",") == two[0][1].count(","):
        places = _members(one[0]), _members(two[0])
        for own, other in list(zip(*places, strict=True))[1:]:
            yield "list member", own, other
    one, two = list(_COUPLE.finditer(kk)), list(_EN_COUPLE.finditer(en))
    if (
        len(one) == len(two) == 1
        and _same_place(one[0], kk, two[0], en)
        and one[0][1][0].isupper() == two[0][1][0].isupper()
        and not _DEED.search(one[0][1])
    ):
        yield "list member", (one[0].start(), one[0].end()), (two[0].start(), two[0].end())


def _same_place(one: re.Match[str], kk: str, two: re.Match[str], en: str) -> bool:
    return abs(one.start() / len(kk) - two.start() / len(en)) < 0.12


def _members(match: re.Match[str]) -> list[Stretch]:
    """Where the members of a list stand that others stand before the last `and`, each with the comma after it."""
    at, found = match.start(1), []
    for member in match[1].split(", ")[:-1]:
        found.append((at, at + len(member) + 2))
        at += len(member) + 2
    return found


def clause_pairs(kk: str, en: str) -> list[tuple[Stretch, Stretch]]:
    """Clauses that translate each other: they alone share names or numbers, or all are in one order and of like lengths."""
    ours, theirs = clauses_of(kk), clauses_of(en)
    if len(ours) < 2 or len(theirs) < 2:
        return []
    named = names_of(kk, en)

    def shared(own: Stretch, other: Stretch) -> int:
        figures = {re.sub(r"\D", "", n) for n in NUMBER.findall(kk[own[0] : own[1]])} & {
            re.sub(r"\D", "", n) for n in NUMBER.findall(en[other[0] : other[1]])
        }
        return len(figures) + sum(own[0] <= name.start < own[1] and other[0] <= name.at < other[1] for name in named)

    def size(text: str, stretch: Stretch) -> float:
        return (stretch[1] - stretch[0]) / len(text)

    found = []
    counts = [[shared(own, other) for other in theirs] for own in ours]
    even = len(ours) == len(theirs) and all(
        0.6 < size(kk, own) / size(en, other) < 1.67 for own, other in zip(ours, theirs, strict=True)
    )
    for i, own in enumerate(ours):
        for j, other in enumerate(theirs):
            certain = counts[i][j] and sum(counts[i]) == counts[i][j] == sum(row[j] for row in counts)
            if (certain or (even and i == j and not any(counts[i]))) and 0.5 < size(kk, own) / size(en, other) < 2:
                found.append((own, other))
    return found


def terms(pair: TextPair, material: Material, chance: Random) -> Iterator[Edit]:
    """The stem of another term of the register in the place of one that is rendered alike elsewhere, its ending kept."""
    kk, en = pair
    many = re.compile(r"[лдт][ае]р(?:[ыі]|$)")
    for word, stem in material.terms.items():
        at = once(rf"{word}s?\b", en)
        own = [match for match in words_of(kk) if match[0].lower().startswith(stem)]
        if not at or len(own) != 1 or not ENDING.fullmatch(own[0][0][len(stem) :]):
            continue
        ending = own[0][0][len(stem) :]
        others = [
            other
            for other in material.near[stem]
            if other[:4] != stem[:4] and other not in kk.lower() and not (many.match(ending) and many.search(other, 4))
            and (not ending or ending_class(other) == ending_class(stem))
            and not any(re.search(rf"\b{english}", en, re.I) for english, one in material.terms.items() if one == other)
        ]  # fmt: skip
        if others:
            start = own[0].start()
            yield Edit("term replaced", "kk", start, start + len(stem), cased(chance.choice(others[:3]), own[0][0]), (at,))


RUSSIAN = dict(
    entry.split(":")
    for entry in (
        "бірақ:но және:и сондай-ақ:также үкімет:правительство қала:город жаңа:новый адам:человек бүгін:сегодня "
        "қазір:сейчас өте:очень үлкен:большой ел:страна жыл:год күн:день жұмыс:работа тек:только мысалы:например "
        "әсіресе:особенно "
        "олар:они біз:мы барлық:все жақсы:хорошо мүмкін:возможно керек:нужно тағы:ещё басқа:другой бірінші:первый бәрі:все "
        "соңғы:последний мемлекет:государство халық:народ мектеп:школа бала:ребёнок уақыт:время сот:суд сұрақ:вопрос "
        "үй:дом кітап:книга әйел:женщина жол:дорога көмек:помощь себебі:потому"
    ).split()
)


def untranslated(pair: TextPair, material: Material, _: Random) -> Iterator[Edit]:
    """English or Russian left in the Kazakh text: a word, a clause, a sentence, all of it."""
    kk, en = pair
    for word, stem in material.terms.items():
        at = once(rf"{word}s?\b", en)
        words = [match for match in words_of(kk) if match[0].lower().startswith(stem)]
        if at and len(words) == 1:
            yield Edit("English word", "kk", *words[0].span(), en[at[0] : at[1]], (at,))
    for old, new in RUSSIAN.items():
        if place := once(rf"{old}(?![\w-])", kk):
            yield Edit("Russian word", "kk", *place, cased(new, kk[place[0]]))
    for sub, own, other in _counterparts(kk, en):
        if sub in ("sentence", "clause"):
            new = kk[own[0] : own[1]]
            inner = new.strip(' ,–—-«»“”"')
            text = en[other[0] : other[1]].strip(' ,–—-«»“”"')
            if text and re.search(r"[a-z]{3}", text) and len(text.split()) > 2:
                start = own[0] + new.index(inner)
                yield Edit(f"English {sub}", "kk", start, start + len(inner), text, (other,))
    if len(re.findall(r"\b[a-z]{2,}\b", en)) > 3:
        yield Edit("whole segment", "kk", 0, len(kk), en, ((0, len(en)),))
