"""XML from anywhere."""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from alignment.exceptions import MalformedFile
from alignment.files.encodings import clean_text

# Entities are not resolved and nothing is fetched: the file may come from anywhere. Limits on depth and on the length of
# texts stay on.
_SAFE: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<\0", b"\0<")  # two bytes a character, or four
_CONTROLS = re.compile(rb"[\0-\x08\x0b\x0c\x0e-\x1f]")
_NUMBER = rb"0*(?:[0-8]|1[124-9]|2[0-9]|3[01])|x0*(?:[0-8bcef]|1[0-9a-f]|d[89a-f][0-9a-f]{2}|fff[ef])"
_FORBIDDEN = re.compile(_CONTROLS.pattern + rb"|&#(?:" + _NUMBER + rb");", re.IGNORECASE)
_SPECIAL = re.compile("[^\t\n -%'-;=?-~\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SEPARATORS = (b"\x0b", b"\x0c", b"&#11;", b"&#12;", b"&#xb;", b"&#xc;")


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root element.

    Characters that XML forbids, which some tools write all the same, are read as `clean_text` has them.

    Args:
        name: the file's name, for the exception.

    Raises:
        MalformedFile: the file is not well-formed XML, or declares entities.
    """
    try:
        root = etree.fromstring(_without_forbidden(data), etree.XMLParser(**_SAFE))
    except etree.XMLSyntaxError as error:
        raise _malformed(error, name) from None
    _refuse_entities(root, name)
    return root


def root_of_xml(data: bytes, name: str) -> etree._Element:
    """The root element as it opens, with its attributes alone; raises as `parse_xml` does. O(1) in the file's size."""
    return next(_walk(_without_forbidden(data[:_HEAD]), name, "start", None))


_HEAD = 1 << 16  # bytes; the parser is given half of them before it is asked for the root


def xml_parts(data: bytes, name: str, parts: Collection[str]) -> Iterator[etree._Element]:
    """The elements of these local names, each when it is complete; emptied when the next is asked for.

    What is kept beside `data` is one part, whatever there is before it: O(the largest part) of memory.

    Raises:
        MalformedFile: as `parse_xml` does, when it comes to the place.
    """
    data = _without_forbidden(data)
    next(_walk(data, name, "start", None))  # refuses what is no XML, and entities
    for element in _walk(data, name, "end", [f"{{*}}{part}" for part in parts]):
        yield element
        element.clear()
        for around in (element, *element.iterancestors()):
            parent = around.getparent()
            while parent is not None and around.getprevious() is not None:
                del parent[0]


def xml_text(text: str) -> str:
    """A text as it stands between tags: what XML forbids made clean, carriage returns kept from becoming line ends."""
    if _SPECIAL.search(text) is None:  # as most are
        return text
    return clean_text(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def xml_attribute(text: str) -> str:
    """A text as it stands between double quotes."""
    return xml_text(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def _walk(data: bytes, name: str, event: str, tags: list[str] | None) -> Iterator[etree._Element]:
    try:
        for _, element in etree.iterparse(BytesIO(data), events=(event,), tag=tags, **_SAFE):
            if event == "start":
                _refuse_entities(element, name)
            yield element
    except etree.XMLSyntaxError as error:
        raise _malformed(error, name) from None


def _without_forbidden(data: bytes) -> bytes:
    if data.startswith(_WIDE) or _FORBIDDEN.search(data) is None:
        return data
    # A reference to U+FFFD is the same in every encoding that begins as ASCII does.
    return _FORBIDDEN.sub(lambda found: b" " if found[0].lower() in _SEPARATORS else b"&#xFFFD;", data)


def _refuse_entities(root: etree._Element, name: str) -> None:
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):  # type: ignore[attr-defined]
        raise MalformedFile(
            "{name}: declares XML entities, which no file of its kind needs and which can do harm; remove its <!ENTITY …>",
            name=name,
        )


def _malformed(error: etree.XMLSyntaxError, name: str) -> MalformedFile:
    return MalformedFile(
        "{name}, line {line}: not well-formed XML ({reason})",
        name=name,
        line=error.lineno or 1,
        reason=str(error.msg).split("\n", maxsplit=1)[0],
    )
