"""Amounts of money: the currency of each, and whether the exchange rates that a text implies agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.checks.segments import Segment, Text
from alignment.languages import Number
from alignment.records import said, template

_EVIDENCE = evidence("money")
_CURRENCIES = frozenset({"KZT", "USD", "EUR", "RUB"})  # those that the messages name
_DIFFER = {
    ("KZT", "USD"): said("tenge here, U.S. dollars in English"),
    ("KZT", "EUR"): said("tenge here, euros in English"),
    ("KZT", "RUB"): said("tenge here, rubles in English"),
    ("USD", "KZT"): said("U.S. dollars here, tenge in English"),
    ("USD", "EUR"): said("U.S. dollars here, euros in English"),
    ("USD", "RUB"): said("U.S. dollars here, rubles in English"),
    ("EUR", "KZT"): said("euros here, tenge in English"),
    ("EUR", "USD"): said("euros here, U.S. dollars in English"),
    ("EUR", "RUB"): said("euros here, rubles in English"),
    ("RUB", "KZT"): said("rubles here, tenge in English"),
    ("RUB", "USD"): said("rubles here, U.S. dollars in English"),
    ("RUB", "EUR"): said("rubles here, euros in English"),
}
_MISSING = {
    "KZT": said("the English has tenge; the currency is missing here"),
    "USD": said("the English has U.S. dollars; the currency is missing here"),
    "EUR": said("the English has euros; the currency is missing here"),
    "RUB": said("the English has rubles; the currency is missing here"),
}
_ADDED = {
    "KZT": said("tenge here; the English number is no amount of money"),
    "USD": said("U.S. dollars here; the English number is no amount of money"),
    "EUR": said("euros here; the English number is no amount of money"),
    "RUB": said("rubles here; the English number is no amount of money"),
}
_OUTLIER = template("one dollar is {value} tenge here, about {usual} elsewhere in the text: an amount is wrong")
_SMALL = 3  # one and two are said with anything
_LEAST = 4  # rates that make a middle


@dataclass(frozen=True, slots=True)
class _Rate:
    """Two amounts that a text equates: `46 000 теңге (137 доллар)`."""

    text: Text
    local: Number
    foreign: Number

    @property
    def values(self) -> list[float]:
        return [local / foreign for local in self.local.values for foreign in self.foreign.values if foreign]


def find(material: Material) -> Iterator[Candidate]:
    """Amounts whose currency differs between the sides, and outliers among the exchange rates of the Kazakh text."""
    for segment in material.whole:
        yield from _currencies(segment)
    yield from _outliers(material)


CHECK = Check(
    name="money",
    help="Currencies that differ, exchange rates out of line.",
    example=Example("The ticket cost 700 tenge.", "Билет 700 доллар тұрды.", "Билет 700 теңге тұрды."),
    category="Accuracy/Mistranslation",
    severity="major",
    find=find,
    rank=40,
)


def _currencies(segment: Segment) -> Iterator[Candidate]:
    for pair in segment.answers.same:
        number, other = pair.kk, pair.en
        if number.value < _SMALL or _unit(number) == _unit(other):
            continue
        if number.unit in _CURRENCIES and other.unit in _CURRENCIES:
            message = _DIFFER[number.unit, other.unit]
            mark = segment.kk.mark(*_with_unit(segment.kk, number))
            yield Candidate(message, mark, segment.en.mark(*other.span), _EVIDENCE["currency differs"])
        elif other.unit in _CURRENCIES and not number.unit:
            message = _MISSING[other.unit]
            score = _EVIDENCE["currency missing" if number.form == "figures" else "currency missing after words"]
            yield Candidate(
                message, segment.kk.mark(*number.span), segment.en.mark(*other.span), score, "Accuracy/Omission", "minor"
            )
        elif number.unit in _CURRENCIES and not other.unit:
            message = _ADDED[number.unit]
            mark = segment.kk.mark(*_with_unit(segment.kk, number))
            yield Candidate(message, mark, segment.en.mark(*other.span), _EVIDENCE["currency added"])


def _unit(number: Number) -> str:
    return number.unit if number.unit in _CURRENCIES else ""


def _with_unit(text: Text, number: Number) -> tuple[int, int]:
    word = re.compile(r"\s*(?:АҚШ\s+)?[\w$€₸₽%]+").match(text.text, number.span[1])
    return number.span[0], word.end() if word else number.span[1]


def _outliers(material: Material) -> Iterator[Candidate]:
    rates = [rate for segment in material.whole for rate in _rates(segment.kk)]
    if len(rates) < _LEAST:
        return
    middle = median(rate.values[0] for rate in rates)
    for rate in rates:
        value = min(rate.values, key=lambda value: abs(value / middle - 1))
        apart = abs(value / middle - 1)
        if apart > _EVIDENCE["distance of a rate"]:
            yield Candidate(
                said(_OUTLIER, value=round(value), usual=round(middle)),
                rate.text.mark(rate.local.span[0], rate.foreign.span[1]),
                None,
                min(1.0, _EVIDENCE["rate out of line"] + apart),
            )


def _rates(text: Text) -> Iterator[_Rate]:
    for first, second in zip(text.numbers, text.numbers[1:], strict=False):
        between = text.text[first.span[1] : second.span[0]]
        if first.unit == "KZT" and second.unit == "USD" and "(" in between and len(between) < 40 and second.value:
            yield _Rate(text, first, second)
