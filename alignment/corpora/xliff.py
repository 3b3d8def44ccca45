"""XML Localization Interchange File Format 2.1 (OASIS, 2018), which translation tools open as work in progress; versions
1.0 to 2.2 are read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
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
from alignment.files import clean_text, root_of_xml, xml_attribute, xml_parts, xml_text
from alignment.records import Side, Status, said

_NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"  # of versions 2.0 and 2.1
_METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
_NO_ID = re.compile(r"[^A-Za-z0-9.]")  # less than a name token may hold: ids are joined by what is left

_STATES: dict[Status, str] = {
    "unreviewed": 'state="translated"',
    "accepted": 'state="reviewed"',
    "needs review": f'state="translated" subState="{OWN}:needs-review"',
}
_UNTRANSLATED = 'state="initial"'
_APPLIES: dict[Side | None, str] = {"kk": ' appliesTo="target"', "en": ' appliesTo="source"', None: ""}


def write(files: Sequence[BinaryIO], corpus: Corpus) -> None:
    """Version 2.1: one `file`, one `unit` of one `segment` a link, English the source language.

    A link without English has an empty source, one without Kazakh no target and the state `initial`; else `translated`, or
    `reviewed` where the link is accepted. Flags, comments and proposed wordings are notes; what is known besides stands in
    the Metadata module, the details among it. O(characters), one link at a time.
    """
    (file,) = files
    lines = TextIOWrapper(file, encoding="utf-8", newline="\n")
    lines.write(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="{_NAMESPACE}" xmlns:mda="{_METADATA}" version="2.1" '
        f'srcLang="en" trgLang="kk">\n<file id="f1" original="{xml_attribute(corpus.en_name)}" xml:space="preserve">\n'
    )
    documents = {"document": corpus.en_name, "translation": corpus.kk_name, "title": corpus.title, "model": corpus.model}
    lines.write(_metadata({name: value for name, value in documents.items() if value}))
    number = -1
    for number, entry in enumerate(corpus.entries):
        lines.write(_unit(entry, None if number else corpus))
    if number < 0:
        lines.write('<group id="none"/>\n')  # a file has a unit or a group
    lines.write("</file>\n</xliff>\n")
    lines.detach()


def _unit(entry: LinkEntry, corpus: Corpus | None) -> str:
    reviewed = entry.reviewed
    known = {"status": reviewed.status, "origin": reviewed.origin, "link-type": reviewed.link.shape}
    if reviewed.link.confidence is not None:
        known["confidence"] = f"{reviewed.link.confidence:.4f}"
    known |= {
        name: value
        for name, value in (("section", entry.section), ("reviewer", reviewed.reviewer), ("date", reviewed.at))
        if value
    }
    known["units"] = link_id(entry)
    known["details"] = details_of(entry, corpus)
    notes = [
        f'<note category="{remark.kind}"{_APPLIES[remark.side]}>{xml_text(str(remark))}</note>\n'
        for remark in remarks_of(entry)
    ]
    parts = [f'<unit id="{token(entry)}">\n', _metadata(known)]
    if notes:
        parts += ["<notes>\n", *notes, "</notes>\n"]
    parts.append(f"<segment {_STATES[reviewed.status] if entry.kk else _UNTRANSLATED}>\n")
    parts.append(f"  <source>{xml_text(entry.en_text)}</source>\n")
    if entry.kk:
        parts.append(f"  <target>{xml_text(entry.kk_text)}</target>\n")
    parts.append("</segment>\n</unit>\n")
    return "".join(parts)


def token(entry: LinkEntry) -> str:
    """The link's name as XML allows names: no two links of one alignment have the same, whatever their units are called.

    `kk.17_kk.18-en.16`; what could be taken for a joint stands as its number between colons.
    """
    kk, en = (
        "_".join([_NO_ID.sub(lambda found: f":{ord(found[0]):x}:", unit.id) for unit in units])
        for units in (entry.kk, entry.en)
    )
    return f"{kk}-{en}"


def _metadata(fields: dict[str, str]) -> str:
    lines = "".join([f'  <mda:meta type="{name}">{xml_text(value)}</mda:meta>\n' for name, value in fields.items()])
    return f'<mda:metadata><mda:metaGroup category="{OWN}">\n{lines}</mda:metaGroup></mda:metadata>\n'


def read(data: bytes, name: str) -> Corpus:
    """The segments of an XLIFF file, versions 1.0 to 2.2, as links; Kazakh or English may be the source.

    What this program wrote comes back as it was. Of a stranger's file: notes become comments, other wordings (`alt-trans`)
    proposals; the states after translation count as accepted, those that ask for review as such; where a unit is cut into
    segments, each is a link. What has not been translated yet is a link with one side. Inline codes are no text.

    Raises:
        MalformedFile: it is not well-formed XML, or no XLIFF, or its languages are not Kazakh and English, or details in it
            are damaged.
        EmptyText: it holds no text.
    """
    root = root_of_xml(data, name)
    if local_name(root) != "xliff":
        raise MalformedFile("{name}: not an XLIFF file; its root is <{root}>", name=name, root=local_name(root))
    languages: set[str] = set()
    return corpus_of_links(_links(data, name, languages), name, "paragraph", languages)


def _links(data: bytes, name: str, languages: set[str]) -> Iterator[GivenLink]:
    # The namespaces differ from version to version, and tools forget them; the elements' names do not.
    for unit in xml_parts(data, name, ("unit", "trans-unit")):
        sides = _sides(unit, name, languages)
        place = said("{name}, line {line}", name=name, line=str(unit.sourceline))
        links = _of_unit(unit, sides) if local_name(unit) == "unit" else _of_trans_unit(unit, sides)
        for link in links:
            link.place = place
            if any(text.strip() for text in link.texts.values()):
                yield link


def _sides(unit: etree._Element, name: str, languages: set[str]) -> tuple[Side, Side]:
    """The languages of source and target, as the elements around the unit say."""
    codes = []
    for new, old in (("srcLang", "source-language"), ("trgLang", "target-language")):
        around = (element.get(new) or element.get(old) for element in unit.iterancestors())
        codes.append(next(filter(None, around), ""))
    if not codes[1]:  # version 1.2 leaves it to the targets
        target = next((child for child in unit.iter() if local_name(child) == "target" and child.get(LANG)), None)
        codes[1] = "" if target is None else target.get(LANG) or ""
    source, target_side = (add_language(code, languages) for code in codes)
    if target_side is None and not codes[1] and source:
        target_side = "kk" if source == "en" else "en"
    if source is None or target_side is None or source == target_side:
        raise MalformedFile(
            "{name}: from {source} to {target}; Kazakh and English are read (kk, en)",
            name=name,
            source=clean_text(codes[0][:35]) or "–",
            target=clean_text(codes[1][:35]) or "–",
        )
    return source, target_side


def _of_unit(unit: etree._Element, sides: tuple[Side, Side]) -> Iterator[GivenLink]:
    """Version 2: the segments of a unit; its notes stand at the first."""
    fields: dict[str, str] = {}
    notes: list[tuple[str, str, str]] = []
    for child in unit:
        kind = local_name(child)
        if kind == "metadata":
            for group in child:
                if group.get("category") == OWN:
                    fields |= {meta.get("type") or "": meta.text or "" for meta in group if local_name(meta) == "meta"}
        elif kind == "notes":
            notes += [(_line(note), "", "") for note in child if local_name(note) == "note"]
        elif kind == "segment":
            link = GivenLink("", _texts(child, sides, child.get("state") in (None, "initial")))
            link.status = "accepted" if child.get("state") in ("reviewed", "final") else "unreviewed"
            if (child.get("subState") or "").endswith("needs-review"):
                link.status = "needs review"
            link.details, link.section = fields.pop("details", ""), fields.get("section", "")
            link.reviewer, link.at = fields.get("reviewer", ""), moment_of(fields.get("date"))
            link.notes, notes = notes, []
            yield link


def _of_trans_unit(unit: etree._Element, sides: tuple[Side, Side]) -> Iterator[GivenLink]:
    """Version 1: the unit, or the parts that a tool has cut it into."""
    target = next((child for child in unit if local_name(child) == "target"), None)
    state = (target.get("state") or "") if target is not None else ""
    texts = _texts(unit, sides, state in ("new", "needs-translation"))
    link = GivenLink("", texts, status="unreviewed", notes=[], proposals=[])
    if state.startswith("needs-"):
        link.status = "needs review"
    elif unit.get("approved") == "yes" or state in ("final", "signed-off"):
        link.status = "accepted"
    for child in unit:
        kind = local_name(child)
        if kind == "note" and link.notes is not None:
            link.notes.append((_line(child), child.get("from") or "", ""))
        elif kind == "alt-trans" and child.get("alttranstype") in (None, "proposal") and link.proposals is not None:
            wordings = [_line(part) for part in child if local_name(part) == "target"]
            link.proposals += [(sides[1], text, child.get("origin") or "") for text in wordings]
        elif kind == "context-group":
            for context in child:
                given = (context.get("context-type") or "").removeprefix("x-")
                if given in ("details", "section", "reviewer", "date"):
                    value = context.text or ""
                    setattr(link, "at" if given == "date" else given, moment_of(value) if given == "date" else value)
    cut = {} if link.details else _segments(unit)
    if not cut:
        yield link
    for source, translation in cut.values():
        yield GivenLink(
            "", {sides[0]: source, sides[1]: translation}, link.details, link.section, link.status, "", link.reviewer,
            link.at, link.notes, link.proposals,
        )  # fmt: skip
        link.notes, link.proposals = [], []


def _segments(unit: etree._Element) -> dict[str, tuple[str, str]]:
    """The source and the target of each segment that a tool has marked in both, by its number."""
    marked: dict[str, dict[str, str]] = {}
    for child in unit:
        if local_name(child) in ("seg-source", "target"):
            marked[local_name(child)] = {
                mark.get("mid") or "": segment_text(mark)
                for mark in child.iter()
                if local_name(mark) == "mrk" and mark.get("mtype") == "seg"
            }
    sources, targets = marked.get("seg-source", {}), marked.get("target", {})
    return {number: (text, targets.get(number, "")) for number, text in sources.items()} if targets else {}


def _texts(parent: etree._Element, sides: tuple[Side, Side], untranslated: bool) -> dict[Side, str]:
    """Source and target; where nothing is translated yet, a target that repeats the source is none."""
    found = {local_name(child): segment_text(child) for child in parent if local_name(child) in ("source", "target")}
    source, target = found.get("source", ""), found.get("target", "")
    if untranslated and source.split() == target.split():
        target = ""
    return {sides[0]: source, sides[1]: target}


def _line(element: etree._Element) -> str:
    return " ".join(segment_text(element).split())
