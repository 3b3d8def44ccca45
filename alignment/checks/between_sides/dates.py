"""Days, months and quarters of one side that differ on the other."""

from __future__ import annotations

from collections.abc import Iterator

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.checks.segments import Segment, Text
from alignment.languages import MONTHS, Date, find_dates
from alignment.records import said

_EVIDENCE = evidence("dates")
_JUNE = 6


def find(material: Material) -> Iterator[Candidate]:
    """Dates without an equal on the other side, paired by place where both sides have one left."""
    for segment in material.whole:
        yield from _compare(segment)


CHECK = Check(
    name="dates",
    help="Days, months and quarters that differ.",
    example=Example("The school opened on September 3.", "Мектеп 3 қазанда ашылды.", "Мектеп 3 қыркүйекте ашылды."),
    category="Accuracy/Mistranslation",
    severity="major",
    find=find,
    rank=30,
)


def _compare(segment: Segment) -> Iterator[Candidate]:
    kk, en = find_dates(segment.kk.text, "kk"), find_dates(segment.en.text, "en")
    kk_left = [date for date in kk if not any(_same(date, other) for other in en)]
    en_left = [date for date in en if not any(_same(date, other) for other in kk)]
    for date in kk_left[:]:
        partner = min(
            (other for other in en_left if _kind(other) == _kind(date)),
            key=lambda other: (other.month != date.month and other.day != date.day, abs(en.index(other) - kk.index(date))),
            default=None,
        )
        if partner:
            kk_left.remove(date)
            en_left.remove(partner)
            yield Candidate(
                said("{kk} here, {en} in English", kk=_written(segment.kk, date), en=_written(segment.en, partner)),
                segment.kk.mark(*date.span),
                segment.en.mark(*partner.span),
                _EVIDENCE["differs"],
            )
    # A day that is paired with a bare month of the same name is the same date said shorter.
    for date in kk_left:
        if date.month == _JUNE and not date.day and "season" in segment.en.text.lower():
            continue  # маусым is a season too
        if not any(other.month == date.month and other.quarter == date.quarter for other in en):
            yield Candidate(
                said("{kk} is not in the English text", kk=_written(segment.kk, date)),
                segment.kk.mark(*date.span),
                None,
                _EVIDENCE["alone"],
            )
    for date in en_left:
        if not any(other.month == date.month and other.quarter == date.quarter for other in kk):
            yield Candidate(
                said("{en} of the English text is missing", en=_written(segment.en, date)),
                None,
                segment.en.mark(*date.span),
                _EVIDENCE["alone"],
                "Accuracy/Omission",
            )


def _same(a: Date, b: Date) -> bool:
    return (a.month, a.quarter) == (b.month, b.quarter) and (a.day == b.day or 0 in (a.day, b.day))


def _kind(date: Date) -> tuple[bool, bool]:
    return date.day > 0, date.quarter > 0


def _written(text: Text, date: Date) -> str:
    if date.month and not date.day:
        return MONTHS[text.side][date.month - 1]
    return text.text[slice(*date.span)]
