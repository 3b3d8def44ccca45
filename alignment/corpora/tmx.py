"""Translation Memory eXchange 1.4b (LISA/GALA, 2005), which every translation tool reads."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from alignment.exceptions import MalformedFile
from alignment.files import clean_text, parse_xml
from alignment.records import Alignment, Flag, ReviewedLink

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def render(alignment: Alignment, links: Sequence[ReviewedLink], flags: Sequence[Flag]) -> bytes:
    """English is the source language. Links with one side are left out: a memory holds pairs.

    Confidence, status and the units' ids go into `prop` elements, flags into `note` elements.
    """
    root = etree.Element("tmx", version="1.4")
    etree.SubElement(
        root,
        "header",
        {
            "creationtool": "kk-en-alignment",
            "creationtoolversion": "1",
            "segtype": "sentence" if alignment.level == "sentence" else "paragraph",
            "o-tmf": "kk-en-alignment project",
            "adminlang": "en",
            "srclang": "en",
            "datatype": "plaintext",
        },
    )
    body = etree.SubElement(root, "body")
    for number, reviewed in enumerate(links, 1):
        link = reviewed.link
        if link.is_deletion:
            continue
        unit = etree.SubElement(body, "tu", tuid=str(number))
        for flag in flags:
            if flag.concerns(link):
                etree.SubElement(unit, "note").text = str(flag)
        if link.confidence is not None:
            _prop(unit, "x-confidence", f"{link.confidence:.4f}")
        _prop(unit, "x-status", reviewed.status)
        _prop(unit, "x-origin", reviewed.origin)
        kk, en = alignment.texts(link)
        for language, text in (("en", en), ("kk", kk)):
            variant = etree.SubElement(unit, "tuv", {_LANG: language})
            etree.SubElement(variant, "seg").text = text
    content: bytes = etree.tostring(
        root,
        encoding="UTF-8",
        xml_declaration=True,
        pretty_print=True,
        doctype='<!DOCTYPE tmx SYSTEM "tmx14.dtd">',
    )
    return content


def parse_pairs(data: bytes, name: str) -> list[tuple[str, str]]:
    """The Kazakh and English texts of a memory's units that have both.

    Inline elements are read as their text. Languages may carry a region, as in `en-US`.

    Raises:
        MalformedFile: the file is not well-formed XML, or no TMX.
    """
    root = parse_xml(data, name)
    if root.tag != "tmx":
        raise MalformedFile("{name}: not a TMX file; its root is <{root}>", name=name, root=root.tag)
    pairs = []
    for unit in root.iter("tu"):
        texts = {}
        for variant in unit.iter("tuv"):
            language = (variant.get(_LANG) or variant.get("lang") or "").lower().split("-")[0]
            segment = variant.find("seg")
            if segment is not None:
                texts[language] = " ".join(clean_text("".join(map(str, segment.itertext()))).split())
        if texts.get("kk") and texts.get("en"):
            pairs.append((texts["kk"], texts["en"]))
    return pairs


def _prop(parent: etree._Element, kind: str, value: str) -> None:
    etree.SubElement(parent, "prop", type=kind).text = value
