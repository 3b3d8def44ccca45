"""XML from anywhere: part by part, with nothing fetched, expanded or kept."""

from __future__ import annotations

import pytest

from alignment.exceptions import MalformedFile
from alignment.files import parse_xml, root_of_xml, xml_attribute, xml_parts, xml_text


def test_the_root_is_known_before_the_rest_is_read() -> None:
    assert root_of_xml(b'<a b="c"><d>' + b"<e/>" * 100_000, "f").attrib == {"b": "c"}


def test_parts_come_whole_and_go_when_the_next_is_asked_for() -> None:
    data = b"<a><!-- 1 --><b>x<c>1</c></b> tail <g><b n='2'/></g><b xmlns='urn:x'>3</b><d/></a>"
    parts = xml_parts(data, "f", ["b"])
    first = next(parts)
    assert (first.text, len(first)) == ("x", 1)
    around = first.getparent()
    second = next(parts)
    assert (first.text, len(first), second.get("n")) == (None, 0, "2")
    assert [part.text for part in parts] == ["3"]
    assert around is not None
    assert len(around) <= 2


def test_a_line_beyond_two_bytes_is_named() -> None:
    with pytest.raises(MalformedFile, match="f, line 70001: not well-formed"):
        list(xml_parts(b"<a>" + b"\n" * 70_000 + b"<b></a>", "f", ["b"]))


@pytest.mark.parametrize("read", [parse_xml, root_of_xml, lambda data, name: list(xml_parts(data, name, ["a"]))])
def test_entities_are_refused_by_every_reader(read) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(MalformedFile, match="f: declares XML entities"):
        read(b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "f")


def test_forbidden_characters_leave_lines_where_they_are() -> None:
    root = parse_xml(b"<a>\n1\x01&#x2;&#0;&#31;\x0b2\n<b/></a>", "f")
    assert root.text == "\n1\ufffd\ufffd\ufffd\ufffd 2\n"
    assert root[0].sourceline == 3
    assert (
        parse_xml("<a>\u0401&#9;&#10;&#13;&#32;&#x20;&#1044;&#xd7ff;</a>".encode(), "f").text
        == "\u0401\t\n\r  \u0414\ud7ff"
    )


def test_texts_and_attributes_come_back() -> None:
    text = "a<b>&amp;\"'\r\n\t]]>😀"
    root = parse_xml(f'<a b="{xml_attribute(text)}">{xml_text(text)}</a>'.encode(), "f")
    assert (root.text, root.get("b")) == (text, text)
