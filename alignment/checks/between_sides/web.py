"""Web addresses: the same on both sides, and whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignment.checks.definition import Check, Example
from alignment.checks.evidence import evidence
from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.checks.segments import WEB, Text
from alignment.records import said

_EVIDENCE = evidence("web")


def find(material: Material) -> Iterator[Candidate]:
    """Addresses that spaces have broken, and those that the other side has otherwise or lacks."""
    for segment in material.segments:
        kk, en = _addresses(segment.kk), _addresses(segment.en)
        for _, start, end in kk:
            written = segment.kk.text[start:end]
            if "%20" in written:
                whole = re.sub(r"%20|\s+", "", written)
                message = said("spaces have been taken into the address")
                yield Candidate(
                    message,
                    segment.kk.mark(start, end),
                    None,
                    _EVIDENCE["spaces inside"],
                    "Design and markup/Layout",
                    fix=whole,
                )
            elif re.match(r"[A-Z][a-z]+(?:\.\w+)+/", written):
                yield Candidate(
                    said("the address begins with a capital"),
                    segment.kk.mark(start, end), None, _EVIDENCE["a capital"], "Design and markup/Layout",
                    fix=written[0].lower() + written[1:],
                )  # fmt: skip
            if " " in written:
                whole = re.sub(r"\s+", "", written)
                yield Candidate(
                    said("spaces break the address"),
                    segment.kk.mark(start, end),
                    None,
                    _EVIDENCE["spaces inside"],
                    "Design and markup/Layout",
                    fix=whole,
                )
        if not segment.is_whole:
            continue
        left_kk = [a for a in kk if not any(_same(a[0], b[0]) for b in en)]
        left_en = [b for b in en if not any(_same(a[0], b[0]) for a in kk)]
        for (_, start, end), (other, en_start, en_end) in zip(left_kk, left_en, strict=False):
            yield Candidate(
                said("the address differs from the English: {en}", en=other),
                segment.kk.mark(start, end),
                segment.en.mark(en_start, en_end),
                _EVIDENCE["differs"],
            )
        for other, start, end in left_en[len(left_kk) :]:
            message = said("the address {en} is missing", en=other)
            yield Candidate(message, None, segment.en.mark(start, end), _EVIDENCE["missing"], "Accuracy/Omission")
        for other, start, end in left_kk[len(left_en) :]:
            message = said("the address {kk} is not in the English text", kk=other)
            yield Candidate(message, segment.kk.mark(start, end), None, _EVIDENCE["added"], "Accuracy/Addition")


CHECK = Check(
    name="web",
    help="Web addresses that differ or are broken.",
    example=Example(
        "See www.example.org/books.",
        "www.example.org/ books бетін қараңыз.",
        "www.example.org/books бетін қараңыз.",
    ),
    category="Accuracy/Mistranslation",
    severity="minor",
    find=find,
    rank=120,
)


def _addresses(text: Text) -> list[tuple[str, int, int]]:
    found = []
    for match in WEB.finditer(text.text):
        written = match[0].rstrip(".,;:»)”\"'")
        plain = re.sub(r"\s+", "", written).lower()
        found.append((plain, match.start(), match.start() + len(written)))
    return found


def _same(a: str, b: str) -> bool:
    return _bare(a) == _bare(b)


def _bare(address: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", address).rstrip("/")
