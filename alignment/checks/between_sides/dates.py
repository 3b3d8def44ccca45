"""Days, months, weekdays and parts of the year that differ on the other side, and days that there are not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.checks.quantities import says_more
from alignment.checks.segments import Segment, Text
from alignment.languages import MONTHS, Date
from alignment.records import said, template

_EVIDENCE = evidence("dates")
_DIFFERS = template("{kk} here, {en} in English")
_NO_DAY = template("{kk}: the month has no such day")


def find(material: Material) -> Iterator[Candidate]:
    """Dates without an equal on the other side, paired where both sides have one left; then impossible ones."""
    for segment in material.segments:
        told = list(_compare(segment)) if segment.is_whole else []
        yield from told
        for date in segment.kk.dates:
            mark = segment.kk.mark(*date.span)
            as_in_english = any((date.month, date.day) == (other.month, other.day) for other in segment.en.dates)
            if date.kind == "date" and not date.is_possible and not as_in_english and all(one.kk != mark for one in told):
                yield Candidate(said(_NO_DAY, kk=mark.text), mark, None, _EVIDENCE["no such day"])


CHECK = Check(
    name="dates",
    help="Days, months, weekdays and quarters that differ.",
    example=Example("The school opened on September 3.", "Мектеп 3 қазанда ашылды.", "Мектеп 3 қыркүйекте ашылды."),
    category="Accuracy/Mistranslation",
    severity="major",
    find=find,
    rank=30,
)


def _compare(segment: Segment) -> Iterator[Candidate]:
    yield from _years(segment)
    kk_left, en_left = _left(segment.kk.dates, segment.en.dates)
    for date in kk_left[:]:
        partner = min(
            (other for other in en_left if _may_stand_for(date, other)),
            key=lambda other: (_unlike(date, other), abs(en_left.index(other) - kk_left.index(date))),
            default=None,
        )
        if partner:
            kk_left.remove(date)
            en_left.remove(partner)
            yield Candidate(
                said(_DIFFERS, kk=_written(segment.kk, date), en=_written(segment.en, partner)),
                segment.kk.mark(*date.span),
                segment.en.mark(*partner.span),
                _EVIDENCE["unsure word" if date.is_weak or partner.is_weak else "differs"],
            )
    for date in kk_left:
        if not _is_said(date, segment.kk, segment.en):
            message = said("{kk} is not in the English text", kk=_written(segment.kk, date))
            yield Candidate(message, segment.kk.mark(*date.span), None, _alone(date))
    for date in en_left:
        if not _is_said(date, segment.en, segment.kk):
            message = said("{en} of the English text is missing", en=_written(segment.en, date))
            yield Candidate(message, None, segment.en.mark(*date.span), _alone(date), "Accuracy/Omission")


def _left(kk: Sequence[Date], en: Sequence[Date]) -> tuple[list[Date], list[Date]]:
    """The dates that are left when each is put together with an equal one: one with its day rather than a bare month."""
    kk_left, en_left = list(kk), list(en)
    for exact in (True, False):
        for date in kk_left[:]:
            other = next((one for one in en_left if _same(date, one) and (not exact or date.day == one.day)), None)
            if other:
                kk_left.remove(date)
                en_left.remove(other)
    return kk_left, en_left


def _same(a: Date, b: Date) -> bool:
    if a.kind != b.kind:
        return False
    if a.kind == "relative":
        return (a.of, a.number) == (b.of, b.number)
    if a.kind != "date":
        return (a.quarter, a.number) == (b.quarter, b.number)
    return any(
        one[0] == two[0] and (one[1] == two[1] or 0 in (one[1], two[1]))
        for one in ((a.month, a.day), a.swapped)
        for two in ((b.month, b.day), b.swapped)
        if one[0] and two[0]
    )


def _may_stand_for(a: Date, b: Date) -> bool:
    return a.kind == b.kind and not (a.is_weak and b.is_weak) and (a.kind != "relative" or a.of == b.of)


def _unlike(a: Date, b: Date) -> tuple[bool, bool]:
    return a.month != b.month and a.day != b.day, (a.day > 0) != (b.day > 0)


def _alone(date: Date) -> float:
    if date.is_weak or date.kind in ("half", "relative"):
        return _EVIDENCE["a part of the year alone"]
    if date.kind == "weekday":
        return _EVIDENCE["weekday alone"]
    return _EVIDENCE["alone"]


def _is_said(date: Date, own: Text, other: Text) -> bool:
    """Whether the other side has it for another one too, has the month without the day, or the day without the month; or
    whether it says so much less that a clause is lost."""
    if any(_same(date, one) or (date.kind == one.kind == "date" and date.month == one.month) for one in other.dates):
        return True
    if says_more(own.text, other.text):
        return True
    return bool(date.day) and any(date.day in number.values for number in other.numbers)


def _years(segment: Segment) -> Iterator[Candidate]:
    """Equal days or months whose years differ, where each side has them once with a year."""
    en = [date for date in segment.en.dates if date.year]
    for date in segment.kk.dates:
        same = [other for other in en if date.kind == "date" and _same(date, other)]
        if date.year and same and all(other.year != date.year for other in same):
            mark, other = segment.kk.mark(*_with_year(date)), segment.en.mark(*_with_year(same[0]))
            yield Candidate(said(_DIFFERS, kk=mark.text, en=other.text), mark, other, _EVIDENCE["differs"])


def _with_year(date: Date) -> tuple[int, int]:
    """From the date to its year, or the other way round, where the year stands beside it."""
    return min(date.span[0], date.year_span[0]), max(date.span[1], date.year_span[1])


def _written(text: Text, date: Date) -> str:
    if date.month and not date.day:
        return MONTHS[text.side][date.month - 1]
    return text.text[slice(*date.span)]
