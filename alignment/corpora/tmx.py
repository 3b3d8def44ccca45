"""Translation Memory eXchange 1.4b (LISA/GALA, 2005), which every translation tool reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from lxml import etree

from alignment.corpora.entries import Corpus, LinkEntry
from alignment.exceptions import MalformedFile
from alignment.files import clean_text, parse_xml
from alignment.languages import side_of_code

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def write(files: Sequence[BinaryIO], corpus: Corpus) -> None:
    """English is the source language. Links with one side are left out: a memory holds pairs.

    Confidence, status and the units' ids go into `prop` elements, flags into `note` elements.
    """
    header = {
        "creationtool": "kk-en-alignment",
        "creationtoolversion": "1",
        "segtype": corpus.level,
        "o-tmf": "kk-en-alignment project",
        "adminlang": "en",
        "srclang": "en",
        "datatype": "plaintext",
    }
    (file,) = files
    with etree.xmlfile(file, encoding="UTF-8") as xml:
        xml.write_declaration()
        xml.write_doctype('<!DOCTYPE tmx SYSTEM "tmx14.dtd">')
        with xml.element("tmx", version="1.4"):
            xml.write(etree.Element("header", header))
            with xml.element("body"):
                for number, entry in enumerate(corpus.entries, 1):
                    if not entry.reviewed.link.is_deletion:
                        xml.write(_unit(number, entry), pretty_print=True)


def _unit(number: int, entry: LinkEntry) -> etree._Element:
    unit = etree.Element("tu", tuid=str(number))
    for flag in entry.flags:
        etree.SubElement(unit, "note").text = str(flag)
    if entry.reviewed.link.confidence is not None:
        _prop(unit, "x-confidence", f"{entry.reviewed.link.confidence:.4f}")
    _prop(unit, "x-status", entry.reviewed.status)
    _prop(unit, "x-origin", entry.reviewed.origin)
    for language, text in (("en", entry.en_text), ("kk", entry.kk_text)):
        variant = etree.SubElement(unit, "tuv", {_LANG: language})
        etree.SubElement(variant, "seg").text = text
    return unit


def parse_pairs(data: bytes, name: str) -> list[tuple[str, str]]:
    """The Kazakh and English texts of a memory's units that have both.

    Inline elements are read as their text. Languages are named as `languages.side_of_code` reads them.

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
            language = side_of_code(variant.get(_LANG) or variant.get("lang") or "")
            segment = variant.find("seg")
            if segment is not None and language:
                texts[language] = " ".join(clean_text("".join(map(str, segment.itertext()))).split())
        if texts.get("kk") and texts.get("en"):
            pairs.append((texts["kk"], texts["en"]))
    return pairs


def _prop(parent: etree._Element, kind: str, value: str) -> None:
    etree.SubElement(parent, "prop", type=kind).text = value
