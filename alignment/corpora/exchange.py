"""What TMX and XLIFF, the formats that translation tools exchange, have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import unescape
from itertools import chain
from typing import Any

from lxml import etree

from alignment.corpora.details import corpus_of_details, entry_of, read_details
from alignment.corpora.entries import Corpus, LinkEntry
from alignment.exceptions import EmptyText
from alignment.files import clean_text
from alignment.languages import side_of_code
from alignment.records import Flag, Level, Message, Side, Status

OWN = "kk-en-alignment"
"""What the files call the program that wrote them, and the fields that are its own."""

LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# TMX: bpt ept it ph ut; XLIFF 1.2: also x bx ex; XLIFF 2: also sc ec sm em. `hi`, `g`, `pc` and `mrk` go around text.
_CODES = frozenset("bpt ept it ph ut x bx ex sc ec sm em".split())
_BREAK_TYPES = frozenset(("lb", "pb", "cb", "xlf:lb", "xlf:pb", "x-html-br", "x-html-BR"))
_BREAK = re.compile(r"\s*(?:<\s*(?:\w+:)?(?:br|p|line-break|tab)\b|\\n|[\n\u2028])", re.IGNORECASE)
_MOST_LANGUAGES = 20  # to be named in a message


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace; empty for a comment, an entity and a processing instruction."""
    tag: str | object = element.tag
    return tag[tag.rfind("}") + 1 :] if isinstance(tag, str) else ""


def segment_text(segment: etree._Element) -> str:
    """The text of a segment: that of the document, without what stands in inline codes.

    A code that breaks the line is a space. What flows beside the text inside a code (TMX's and XLIFF 1.2's `sub`: a
    footnote, the text of an attribute) is text and comes after it. White space stays as it is. O(characters).
    """
    if not len(segment):
        return clean_text(segment.text or "")
    main: list[str] = [segment.text or ""]
    beside: list[list[str]] = []
    # Of each element that is open: its children to come, where its text goes (nowhere: a code), where its tail goes.
    open_elements: list[tuple[etree._Element, Iterator[etree._Element], list[str] | None, list[str] | None]] = [
        (segment, iter(segment), main, None)
    ]
    while open_elements:
        element, children, inside, outside = open_elements[-1]
        child = next(children, None)
        if child is None:
            open_elements.pop()
            _put(element.tail, outside)
            continue
        name, within = local_name(child), inside
        if not name:
            if child.tag is etree.Entity:
                _put(unescape(child.text or ""), inside)
            _put(child.tail, inside)
            continue
        if name in _CODES:
            if _is_break(child):
                _put(" ", inside)
            within = None
        elif name == "cp":  # a character that XML forbids, by its number
            _put(_character(child.get("hex") or ""), inside)
        elif name == "sub" and inside is None:
            within = []
            beside.append(within)
        _put(child.text, within)
        open_elements.append((child, iter(child), within, inside))
    texts = ["".join(main), *(text for text in map("".join, beside) if text.strip())]
    return clean_text(" ".join(texts))


def _put(text: str | None, parts: list[str] | None) -> None:
    if text and parts is not None:
        parts.append(text)


def _is_break(code: etree._Element) -> bool:
    kinds = {code.get(name) for name in ("type", "ctype", "subType")}
    return bool(kinds & _BREAK_TYPES or _BREAK.match(code.text or code.get("equiv-text") or code.get("equiv") or ""))


def _character(number: str) -> str:
    try:
        return chr(int(number, 16))
    except (ValueError, OverflowError):
        return "\ufffd"


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody says of a link, as a note that people read."""

    kind: str
    """`flag`, `comment` or `proposal`."""

    side: Side | None
    """The text that it is about; none: both."""

    text: str
    reviewer: str
    at: str = ""
    wording: str = ""
    """Of a proposal: the wording itself."""

    def __str__(self) -> str:
        return self.text + (f" ({self.reviewer}{', ' if self.at else ''}{self.at})" if self.reviewer else "")


def remarks_of(entry: LinkEntry) -> Iterator[Remark]:
    """All that is said of a link: flags with the words that they mark, comments, proposed wordings."""
    for flag in entry.flags:
        sides = {span.side for span in flag.spans}
        side: Side | None = next(iter(sides)) if len(sides) == 1 else None
        yield Remark("flag", side, " ".join((str(flag), *_marked(flag, entry))), flag.reviewer)
    for comment in entry.comments:
        yield Remark("comment", None, comment.text, comment.reviewer, comment.at)
    for proposal in entry.proposals:
        yield Remark("proposal", proposal.side, f"→ {proposal.text}", proposal.reviewer, proposal.at, proposal.text)


def _marked(flag: Flag, entry: LinkEntry) -> Iterator[str]:
    link = entry.reviewed.link
    units = {("kk", place): unit for place, unit in zip(link.kk, entry.kk, strict=True)}
    units |= {("en", place): unit for place, unit in zip(link.en, entry.en, strict=True)}
    for span in flag.spans:
        if (span.side, span.unit) in units:
            yield f"[{units[span.side, span.unit].text[span.start : span.end]}]"
    if flag.better:
        yield f"→ {flag.better}"


@dataclass(slots=True)
class GivenLink:
    """A link as a file has it, before it is told whether its details are ours."""

    place: Message | str
    """The file and the line, for exceptions."""

    texts: dict[Side, str]
    """As they stand in the file, white space and all."""

    details: str = ""
    """The line that `details_of` wrote; empty in strangers' files, and then the rest counts."""

    section: str = ""
    status: str = ""
    """One of ours; it counts above the details', for other tools know of it."""

    origin: str = ""
    reviewer: str = ""
    at: str = ""
    notes: list[tuple[str, str, str]] | None = None
    """What people wrote beside it: the text, by whom, when."""

    proposals: list[tuple[Side, str, str]] | None = None
    """Other wordings: the side, the text, by whom."""


def corpus_of_links(links: Iterator[GivenLink], name: str, level: Level, languages: Iterable[str]) -> Corpus:
    """The links as they come, with what the first says of the text as a whole.

    Args:
        level: what the units are where nothing else is said.
        languages: those that were met, once the links are through.

    Raises:
        EmptyText: there is no link with text in one of the two languages.
        MalformedFile: the first link's details are damaged; a later one's are told when it is come to.
    """
    first = next(links, None)
    if first is None:
        raise EmptyText(
            "{name}: no text in Kazakh or English; the languages in it: {languages}",
            name=name,
            languages=", ".join(sorted(languages)[:_MOST_LANGUAGES]) or "–",
        )
    entries = map(_entry, chain([first], links))
    told = corpus_of_details(first.details, first.place) if first.details else None
    return replace(told, entries=entries) if told else Corpus(name, name, level, "", "", entries)


def _entry(link: GivenLink) -> LinkEntry:
    if link.details:
        fields = read_details(link.details, link.place)
        kk, en = (_as_measured(link.texts.get(side, ""), fields.get(side)) for side in ("kk", "en"))
        if kk and en and link.status in _STATUSES and link.status != fields.get("status"):
            fields = {**fields, "status": link.status}  # a tool has changed it since
        return entry_of(kk, en, fields, link.place, link.section)
    said: dict[str, Any] = {
        "status": link.status if link.status in _STATUSES else "",
        "origin": link.origin if link.origin in ("machine", "reviewer") else "",
        "reviewer": link.reviewer,
        "at": link.at,
        "comments": [
            {"id": 0, "kk": [], "en": [], "text": text, "reviewer": who, "at": at}
            for text, who, at in link.notes or ()
            if text
        ],
        "proposals": [
            {"id": 0, "kk": [], "en": [], "side": side, "text": text, "reviewer": who, "at": link.at}
            for side, text, who in link.proposals or ()
            if text
        ],
    }
    kk, en = (" ".join(link.texts.get(side, "").split()) for side in ("kk", "en"))
    return entry_of(kk, en, said, link.place, link.section)


_STATUSES: Mapping[str, Status] = {"unreviewed": "unreviewed", "accepted": "accepted", "needs review": "needs review"}


def _as_measured(text: str, units: Any) -> str:
    """The text as it stands, or with its runs of spaces collapsed where that is how long the details say it is: tools lay
    files out anew."""
    plain = " ".join(text.split())
    if plain == text:
        return text
    with suppress(TypeError, LookupError):
        if sum(unit[1] for unit in units) + len(units) - 1 == len(text):
            return text
    return plain


def link_id(entry: LinkEntry, joint: str = "+", between: str = "=") -> str:
    """The link's name by its units' ids, the same in every export: `kk.17+kk.18=en.16`."""
    kk, en = (joint.join([unit.id for unit in units]) for units in (entry.kk, entry.en))
    return f"{kk}{between}{en}"


def moment_of(date: str | None) -> str:
    """A moment as ISO 8601 has it, of one as TMX (`20261128T174233Z`) or XLIFF has it; empty where it is none."""
    with suppress(ValueError, OverflowError):
        at = datetime.fromisoformat((date or "").strip())
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        if _YEARS[0] <= at.year <= _YEARS[1]:
            return at.isoformat()
    return ""


_YEARS = (1970, 8999)  # those of which a moment can be told in every time zone


def add_language(code: str, languages: set[str]) -> Side | None:
    """The side of a language, which is noted among those that were met."""
    if len(languages) < _MOST_LANGUAGES:
        languages.add(clean_text(code.strip())[:35] or "–")
    return side_of_code(code)
