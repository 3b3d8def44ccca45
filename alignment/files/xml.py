"""XML from anywhere."""

from __future__ import annotations

from lxml import etree

from alignment.exceptions import MalformedFile


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root element. Entities are not resolved and nothing is fetched: the file may come from anywhere.

    Args:
        name: the file's name, for the exception.

    Raises:
        MalformedFile: the file is not well-formed XML.
    """
    try:
        # Limits on depth and on the length of texts stay on.
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as error:
        raise MalformedFile(
            "{name}, line {line}: not well-formed XML ({reason})",
            name=name,
            line=error.lineno,
            reason=str(error.msg).split("\n", maxsplit=1)[0],
        ) from None
