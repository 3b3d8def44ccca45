"""Numbers as Kazakh and English texts write them: figures, words, multipliers, ordinals, fractions, times, scores."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from alignment.languages.clock import hour_said
from alignment.languages.measures import MEASURES, find_unit, is_base_form
from alignment.languages.number import YEARS, Number, NumberKind
from alignment.languages.number_figures import MINUS, NEGATIVE_UNITS, TOKEN, find_whole_forms, read_figures
from alignment.languages.number_words import NumberRun, Token, read_run, word_is_part
from alignment.records import Side

_CENTURY = re.compile(r"\s*[-–—]?\s*(?:[IVXLІХ]+\s*)?(?:ғасыр|ғ\.|century|centuries)", re.IGNORECASE)
# A Kazakh text may write Х and І with the letters of its own alphabet.
_ROMAN = re.compile(
    r"(?<![\w.])(?=[IVXLCІХС])[XХ]{0,3}(?:[IІ][XХ]|[IІ]V|V?[IІ]{0,3}|[XХ]L|L[XХ]{0,3})[XХ]{0,3}[IІV]{0,3}(?![\w])"
)
_ROMAN_FORM = re.compile(r"(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_AS_LATIN = str.maketrans("ІХС", "IXC")
_A_HALF_MORE = re.compile(r"\b(?:an?|one)(\s+)[a-z]+\s+and\s+(?:a\s+)?$", re.IGNORECASE)
_OF_A = re.compile(r"\s+(?:of\s+)?(?:an?|the)(?=\s)", re.IGNORECASE)
_A_PART = re.compile(r"\b(?:an?|one|about|nearly|almost)\s$", re.IGNORECASE)
_SEVERAL: dict[Side, re.Pattern[str]] = {
    "kk": re.compile(r"\b(?:бірнеше|неше|сан|қаншама)\s$", re.IGNORECASE),
    "en": re.compile(r"\b(?:several|many|few|some|couple\s+of)\s$", re.IGNORECASE),
}
_JOINS = re.compile(r"\s?[-–—]\s?|\s(?:to|and|or|яки|немесе|я|әлде|және)\s")
_LISTED = re.compile(r"\s?[-–—]\s?|,?\s(?:to|and|or|яки|немесе|я|әлде|және|мен|бен|пен)\s|,\s|\s", re.IGNORECASE)
_FROM = re.compile(r"[дтн][ае]н$")
_YEARS_JOIN = re.compile(r"\s?[-–—/]\s?")
_AND = re.compile(r",?\s?(?:and\s|және\s|мен\s)?")
_SIDED = re.compile(r"[\s-]*жақты")
_FACE = re.compile(r"жүзбе-$", re.IGNORECASE)
_EVERY = re.compile(r"\s+сайын")
_KK_DECADE = re.compile(r"\s+жылдар")
_ABOUT_SO_MANY = re.compile(r"\s+шақты")
_OF_SOMETHING = re.compile(r"\s+of\b(?!\s+[A-Z])")
_HALF_MORE: dict[Side, re.Pattern[str]] = {"kk": re.compile(r"\s+жарым\b"), "en": re.compile(r"\s+and\s+a\s+half\b")}
_REACH = 12
"""Characters beside a number in which a word stands that changes what it means."""

_IN_PARTS = ("length", "mass", "time")
"""What is measured in two units at once."""

_NEARLY = (0.9, 1.2)
"""What оншақты may be for ten: nine, or a dozen."""

_FAR = 40
"""The same for a whole phrase: an hour and a half."""


def find_numbers(text: str, side: Side) -> list[Number]:
    """The numbers of a text, in order.

    >>> [number.value for number in find_numbers("үш жылда 2,5 млн. теңге, он бес адам", "kk")]
    [3.0, 2500000.0, 15.0]
    """
    numbers = list(find_whole_forms(text, side))
    taken = bytearray(len(text))
    for start, end in (whole.span for whole in numbers):
        taken[start:end] = b"\1" * (end - start)
    matches = [match for match in TOKEN.finditer(text) if not taken[match.start()]]
    tokens = [Token(match["word"].lower(), *match.span()) if match["word"] else None for match in matches]
    found: list[Number] = []
    factors: dict[tuple[int, int], float] = {}
    place, unit_end = 0, 0
    while place < len(matches):
        token = tokens[place]
        number: Number | None = None
        used, factor = 1, 1.0
        if token is None:
            read = read_figures(text, matches, tokens, place, side)
            number, used, factor = read.number, read.used, read.factor
        elif token.start >= unit_end and (run := read_run(text, tokens, place, side)):
            number, used, factor = _in_words(text, run, side), run.used, run.factor
        if number:
            found.append(number)
            factors[number.span] = factor
            unit_end = max(unit_end, number.unit_end)
        place += used
    found = _ranges(text, _compounds(text, found, side), factors)
    found += _romans(text, side, taken, found)
    return sorted([*numbers, *found], key=lambda number: number.span)


def _in_words(text: str, run: NumberRun, side: Side) -> Number | None:
    """The number that a run of words is; nothing where they only look like one."""
    if side == "kk" and _is_no_number(text, run):
        return None
    value, is_ordinal, unit, unit_end = _counted(text, run, side)
    values: tuple[float, ...] = (value,)
    kind: NumberKind = "amount"
    if run.kind == "decade" or (
        side == "kk" and run.kind == "ordinal" and value % 10 == 0 and _KK_DECADE.match(text, run.end)
    ):
        values, kind = (value, value + 1900), "decade"
    if unit in NEGATIVE_UNITS and MINUS.search(text, max(0, run.start - _REACH), run.start):
        values = (-value,)
    rough = run.rough
    if run.near or (side == "kk" and _ABOUT_SO_MANY.match(text, run.end)):
        values = (*values, *(value * part for part in _NEARLY))
    if run.factor >= 10 and _SEVERAL[side].search(text, max(0, run.start - _REACH), run.start):
        rough = True
    span = (run.start, run.end)
    number = Number(span, values, "words", is_ordinal, unit, "", kind, rough, (), unit_end if unit else 0)
    if clock := hour_said(text, span, value, side):
        return replace(number, span=clock.span, values=tuple(map(float, clock.minutes)), kind="clock", unit="", unit_end=0)
    return number


def _is_no_number(text: str, run: NumberRun) -> bool:
    """A tripartite commission, face to face, every quarter of a year."""
    return bool(
        _SIDED.match(text, run.end)
        or (run.value == 100 and _FACE.search(text, max(0, run.start - _REACH), run.start))
        or (run.value == 90 and _EVERY.match(text, run.end))
    )


def _counted(text: str, run: NumberRun, side: Side) -> tuple[float, bool, str, int]:
    """What a run comes to with what stands behind its unit, whether it is an ordinal, the unit and where that ends."""
    value = run.value
    if run.kind == "period":
        return value, False, *find_unit(text, run.start + _stem_length(text, run, side), side)
    if run.kind == "ordinal":
        before = _A_PART.search(text, max(0, run.start - _REACH), run.start) if side == "en" else None
        is_part = before and word_is_part(text[run.start : run.end].lower()) and _OF_SOMETHING.match(text, run.end)
        return (1 / value if is_part else value), not is_part, "", 0  # a third of them
    unit, unit_end = find_unit(text, run.end, side) if run.kind != "decade" else ("", 0)
    if side == "en" and (run.kind == "part" or value < 1):
        if whole := _A_HALF_MORE.search(text, max(0, run.start - _FAR), run.start):
            return value + 1, False, find_unit(text, whole.start(1), side)[0], run.end  # an hour and a half
        if article := _OF_A.match(text, run.end):
            return value, False, *find_unit(text, article.end(), side)
    if unit and (more := _HALF_MORE[side].match(text, unit_end)):
        value, unit_end = value + 1 / 2, more.end()
    return value, False, unit, unit_end


def _stem_length(text: str, run: NumberRun, side: Side) -> int:
    """How long the numeral in a compound such as бесжылдық is."""
    low = text[run.start : run.end].lower()
    return next((at for at in range(2, len(low)) if find_unit(low, at, side)[1] == len(low)), 0)


def _are_one(text: str, before: Number, number: Number, side: Side) -> bool:
    is_bare = is_base_form(text[before.span[1] : before.unit_end], side)
    return is_bare and bool(_AND.fullmatch(text[before.unit_end : number.span[0]]))


def _compounds(text: str, found: list[Number], side: Side) -> list[Number]:
    """Two numbers that make one amount: 6 feet 2 inches, 1 сағат 30 минут."""
    done: list[Number] = []
    for number in found:
        before = done[-1] if done else None
        one, two = (MEASURES.get(n.unit) if n else None for n in (before, number))
        is_more = one and two and one.dimension == two.dimension in _IN_PARTS and one.factor > two.factor
        is_rest = is_more and two and one and round(number.value * two.factor / one.factor, 9) < 1
        if before and one and two and is_rest and _are_one(text, before, number, side):
            value = before.value + number.value * two.factor / one.factor
            done[-1] = replace(before, span=(before.span[0], number.span[1]), values=(value,), unit_end=number.unit_end)
        else:
            done.append(number)
    return done


def _ranges(text: str, found: list[Number], factors: dict[tuple[int, int], float]) -> list[Number]:
    """Numbers that are joined share what stands behind the second: a multiplier, a unit; 2017–18 is two years."""
    done = list(found)
    for place in range(len(done) - 1, 0, -1):
        before, number = done[place - 1], done[place]
        between = text[before.span[1] : number.span[0]]
        if before.kind != "amount":
            continue
        if (
            before.value in YEARS
            and 10 <= number.value <= 99
            and len(number.figures) == 2
            and _YEARS_JOIN.fullmatch(between)
        ):
            done[place] = replace(number, values=(before.value // 100 * 100 + number.value, number.value))
        is_listed = _LISTED.fullmatch(between) and before.form == number.form and before.value not in YEARS
        if number.unit and not before.unit and is_listed:
            done[place - 1] = replace(before, unit=number.unit)
    for place, (before, number) in enumerate(pairwise(done)):
        factor = factors.get(number.span, 1.0)
        between = text[before.span[1] : number.span[0]]
        joined = _JOINS.fullmatch(between) or (len(between) < _REACH and _FROM.search(text, *before.span))
        if factor >= 100 and before.value < factor and factors.get(before.span, 1.0) < factor and joined:
            done[place] = replace(before, values=(*before.values, *(value * factor for value in before.values)))
    return done


def _romans(text: str, side: Side, taken: bytearray, found: Sequence[Number]) -> Iterator[Number]:
    spans = [number.span for number in found]
    for match in _ROMAN.finditer(text):
        written = match[0].translate(_AS_LATIN)
        if not match[0] or taken[match.start()] or not _ROMAN_FORM.fullmatch(written):
            continue
        if any(start <= match.start() < end for start, end in spans):
            continue
        is_century = bool(_CENTURY.match(text, match.end()))
        # A letter alone is a name's first, or a word, unless it counts centuries; I is the pronoun.
        if len(written) == 1 and not is_century and (written not in "VX" or text[match.end() : match.end() + 1] == "."):
            continue
        if len(written) == 1 and match[0] in "ХІ" and not is_century:
            continue
        values = [_ROMAN_VALUES[letter] for letter in written]
        total = sum(-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values))
        yield Number(match.span(), (float(total),), "roman", True, "century" if is_century else "")
