"""Translation Memory eXchange 1.4b (LISA/GALA, 2005), which every translation tool reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from io import TextIOWrapper
from itertools import chain
from typing import BinaryIO

from lxml import etree

from alignment.corpora.details import details_of
from alignment.corpora.entries import Corpus, LinkEntry
from alignment.corpora.exchange import (
    LANG,
    OWN,
    GivenLink,
    add_language,
    corpus_of_links,
    link_id,
    local_name,
    moment_of,
    remarks_of,
    segment_text,
)
from alignment.exceptions import MalformedFile
from alignment.files import root_of_xml, xml_attribute, xml_parts, xml_text
from alignment.records import Level, Side, Unit, said

_SPACES = re.compile(r"\s+")


def write(files: Sequence[BinaryIO], corpus: Corpus) -> None:
    """One `tu` a link, English the source language; a link with one side has one `tuv`.

    A `tu` is called by its units' ids (`tuid`), and says who changed it and when. Status, confidence, origin, shape,
    section and the details (all that is known of the link) are `prop` elements, flags, comments and proposed wordings
    `note` elements; each side has its document's name and its units' ids. O(characters), one link at a time.
    """
    (file,) = files
    lines = TextIOWrapper(file, encoding="utf-8", newline="\n")
    lines.write(
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
        f'<header creationtool="{OWN}" creationtoolversion="1" segtype="{corpus.level}" o-tmf="{OWN} project" '
        'adminlang="en" srclang="en" datatype="plaintext"/>\n<body>\n'
    )
    names = _prop("x-document", corpus.kk_name), _prop("x-document", corpus.en_name)
    for number, entry in enumerate(corpus.entries):
        lines.write(_unit(entry, None if number else corpus, names))
    lines.write("</body>\n</tmx>\n")
    lines.detach()


def _unit(entry: LinkEntry, corpus: Corpus | None, names: tuple[str, str]) -> str:
    reviewed = entry.reviewed
    opening = f'<tu tuid="{xml_attribute(_SPACES.sub("_", link_id(entry)))}"'
    if date := _date(reviewed.at):
        opening += f' changedate="{date}"'
    if reviewed.reviewer:
        opening += f' changeid="{xml_attribute(reviewed.reviewer)}"'
    if not entry.en:
        opening += ' srclang="kk"'
    parts = [opening + ">\n"]
    parts += [f"  <note>{xml_text(str(remark))}</note>\n" for remark in remarks_of(entry)]
    parts.append(f'  <prop type="x-status">{reviewed.status}</prop>\n  <prop type="x-origin">{reviewed.origin}</prop>\n')
    if reviewed.link.confidence is not None:
        parts.append(f'  <prop type="x-confidence">{reviewed.link.confidence:.4f}</prop>\n')
    parts.append(f'  <prop type="x-link-type">{reviewed.link.shape}</prop>\n')
    if entry.section:
        parts.append(_prop("x-section", entry.section))
    parts.append(_prop("x-details", details_of(entry, corpus)))
    if entry.en:
        parts.append(_variant("en", entry.en, entry.en_text, names[1]))
    if entry.kk:
        parts.append(_variant("kk", entry.kk, entry.kk_text, names[0]))
    parts.append("</tu>\n")
    return "".join(parts)


def _prop(kind: str, value: str) -> str:
    return f'  <prop type="{kind}">{xml_text(value)}</prop>\n'


def _variant(language: Side, units: tuple[Unit, ...], text: str, name: str) -> str:
    ids = _prop("x-units", " ".join([unit.id for unit in units]))
    return f'  <tuv xml:lang="{language}">\n  {name}  {ids}    <seg>{xml_text(text)}</seg>\n  </tuv>\n'


@lru_cache(maxsize=1024)
def _date(at: str) -> str:
    """A moment in the form that TMX asks for, in UTC; empty where there is none."""
    moment = moment_of(at)
    return f"{datetime.fromisoformat(moment).astimezone(UTC):%Y%m%dT%H%M%SZ}" if moment else ""


def read(data: bytes, name: str) -> Corpus:
    """The links of a memory, TMX 1.1 to 1.4b, as they are asked for.

    What this program wrote comes back as it was. Of a stranger's unit: the first variant in each of the two languages,
    whatever its region; further ones, and notes, become comments; who changed or made it last, and when, counts as its
    reviewer. Units with several languages of which Kazakh or English is none are passed over. Inline codes are no text.

    Raises:
        MalformedFile: it is not well-formed XML, or no TMX, or details in it are damaged.
        EmptyText: it holds neither Kazakh nor English.
    """
    root = root_of_xml(data, name)
    if local_name(root) != "tmx":
        raise MalformedFile("{name}: not a TMX file; its root is <{root}>", name=name, root=local_name(root))
    parts = xml_parts(data, name, ("header", "tu"))
    first = next(parts, None)
    sentences = first is not None and local_name(first) == "header" and first.get("segtype") == "sentence"
    level: Level = "sentence" if sentences else "paragraph"
    languages: set[str] = set()
    return corpus_of_links(_links(chain(() if first is None else (first,), parts), name, languages), name, level, languages)


def _links(parts: Iterator[etree._Element], name: str, languages: set[str]) -> Iterator[GivenLink]:
    for unit in parts:
        if local_name(unit) == "tu" and (link := _link(unit, name, languages)):
            yield link


def _link(unit: etree._Element, name: str, languages: set[str]) -> GivenLink | None:
    link = GivenLink(said("{name}, line {line}", name=name, line=str(unit.sourceline)), {})
    others, notes = 0, []
    props: dict[str, str] = {}
    for child in unit:
        kind = local_name(child)
        if kind == "prop":
            props.setdefault(child.get("type") or "", child.text or "")
        elif kind == "note":
            notes.append(segment_text(child))
        elif kind == "tuv":
            code = child.get(LANG) or child.get("lang") or ""
            side = add_language(code, languages)
            text = ""
            for part in child:
                if local_name(part) == "seg":
                    text = segment_text(part)
                elif local_name(part) == "note":
                    notes.append(segment_text(part))
            if side is None:
                others += 1
            elif side not in link.texts:
                link.texts[side] = text
            elif text.split() != link.texts[side].split():
                notes.append(f"{code}: {text}")
    if not any(text.strip() for text in link.texts.values()):
        return None
    link.details = props.get("x-details", "")
    if not link.details and others and len(link.texts) < 2:
        return None
    link.section, link.status, link.origin = (props.get(f"x-{kind}", "") for kind in ("section", "status", "origin"))
    link.reviewer = unit.get("changeid") or unit.get("creationid") or ""
    link.at = moment_of(unit.get("changedate")) or moment_of(unit.get("creationdate"))
    link.notes = [(" ".join(note.split()), link.reviewer, link.at) for note in notes]
    return link
