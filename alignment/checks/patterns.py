"""A user's own rules: words and regular expressions that are not to stand in a translation, each with what to tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from alignment.checks.definition import Check, Example
from alignment.checks.finding import Candidate
from alignment.checks.material import Material
from alignment.checks.segments import Text
from alignment.exceptions import MalformedFile
from alignment.files import as_written, decode, read_bytes, spreadsheet_rows
from alignment.languages import find_phrases
from alignment.records import SEVERITIES, said

PATTERN_EXTENSIONS = (".tsv", ".csv")
_COLUMNS = ("kk", "en", "kind", "message", "severity")
_KINDS = ("word", "pattern")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One rule. Where it has both sides, the Kazakh is reported only in links whose English has the other."""

    kk: str = ""
    """What is reported in the Kazakh."""

    en: str = ""
    """What is reported in the English, or what the English must have for the Kazakh to be reported."""

    kind: str = "word"
    """`word`: words in any inflection, whatever their letter case; `pattern`: a regular expression."""

    message: str = ""
    severity: str = "minor"


def read_patterns(path: str | Path) -> tuple[Pattern, ...]:
    """Read a file of rules.

    Args:
        path: a `.tsv` or `.csv` file with the columns kk or en or both, and kind, message and severity where there are any.

    Raises:
        UnreadableFile, NotText, WrongEncoding: the file cannot be read.
        MalformedFile: it is no such table, or a regular expression is none; the message names the line.
    """
    path = Path(path)
    if path.suffix.lower() not in PATTERN_EXTENSIONS:
        raise MalformedFile("{name}: patterns are in one of {known}", name=path.name, known=", ".join(PATTERN_EXTENSIONS))
    found: list[Pattern] = []
    header: list[str] = []
    for line, cells in spreadsheet_rows(decode(read_bytes(path), path.name).removeprefix("\ufeff")):
        if not header:
            header = [cell.strip().lower() for cell in cells]
            if not {"kk", "en"} & set(header) or not set(header) <= set(_COLUMNS):
                raise MalformedFile(
                    "{name}, line {line}: the first line names the columns: kk or en or both, and kind, message, severity",
                    name=path.name,
                    line=line,
                )
            continue
        # A spreadsheet's guard stands before signs that begin a formula.
        written = [as_written(cell) if path.suffix.lower() == ".csv" else cell for cell in cells]
        row = {column: cell.strip() for column, cell in zip(header, written, strict=False) if cell.strip()}
        found.append(_checked(Pattern(**row), path.name, line))
    if not found:
        raise MalformedFile("{name}: there is no pattern in it", name=path.name)
    return tuple(found)


def _checked(pattern: Pattern, name: str, line: int) -> Pattern:
    if not pattern.kk and not pattern.en:
        raise MalformedFile("{name}, line {line}: fill in kk or en", name=name, line=line)
    if pattern.kind not in _KINDS:
        raise MalformedFile(
            "{name}, line {line}: kind is word or pattern, not {kind}", name=name, line=line, kind=pattern.kind
        )
    if pattern.severity not in SEVERITIES:
        raise MalformedFile(
            "{name}, line {line}: severity is one of {known}", name=name, line=line, known=", ".join(SEVERITIES)
        )
    for expression in (pattern.kk, pattern.en) if pattern.kind == "pattern" else ():
        try:
            matches_nothing = bool(expression) and re.compile(expression).search("") is not None
        except (re.error, RecursionError, OverflowError) as raised:
            raise MalformedFile(
                "{name}, line {line}: {expression} is no regular expression ({reason})",
                name=name,
                line=line,
                expression=expression,
                reason=raised,
            ) from None
        if matches_nothing:
            raise MalformedFile(
                "{name}, line {line}: {expression} matches where nothing stands, and so everywhere; ask for one character",
                name=name,
                line=line,
                expression=expression,
            )
    return pattern


def patterns_check(patterns: Sequence[Pattern]) -> Check:
    """The check that looks for a user's own patterns."""

    def find(material: Material) -> Iterator[Candidate]:
        for segment in material.segments:
            for pattern in patterns:
                text, needed = (segment.kk, pattern.en) if pattern.kk else (segment.en, "")
                if needed and not list(_places(pattern, needed, segment.en)):
                    continue
                for span in _places(pattern, pattern.kk or pattern.en, text):
                    mark = text.mark(*span)
                    message = said("{message} (your pattern)", message=pattern.message or pattern.kk or pattern.en)
                    kk, en = (mark, None) if pattern.kk else (None, mark)
                    yield Candidate(message, kk, en, severity=pattern.severity)

    return Check(
        name="patterns",
        help="Your own words and patterns.",
        example=Example("", "", ""),
        category="Other",
        severity="minor",
        find=find,
    )


def _places(pattern: Pattern, sought: str, text: Text) -> Iterator[tuple[int, int]]:
    if not text.places:
        return
    if pattern.kind == "pattern":
        yield from (match.span() for match in re.finditer(sought, text.text) if match[0])
    elif text.side == "kk":
        yield from find_phrases(sought, text.words)
    else:
        words = r"\s+".join(map(re.escape, sought.split()))
        yield from (match.span() for match in re.finditer(rf"(?<!\w){words}(?!\w)", text.text, re.IGNORECASE))
