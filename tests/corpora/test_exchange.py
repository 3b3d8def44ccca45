"""TMX and XLIFF: what is written comes back as it was, and what a segment's text is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from xml.parsers import expat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from alignment.corpora import Corpus, corpus_of, read_pairs, tmx, write, xliff
from alignment.corpora.entries import LinkEntry
from alignment.corpora.exchange import moment_of, segment_text
from alignment.corpora.xliff import token
from alignment.records import Alignment, Link, ReviewedLink, Unit
from tests.conftest import paragraph
from tests.corpora.content import entries, files, noted

READERS = {"tmx": tmx.read, "xliff": xliff.read, "xliff12": xliff.read}
formats = pytest.mark.parametrize("name", READERS)


def corpus_with(links: Sequence[LinkEntry]) -> Corpus:
    return Corpus("kk <1>.txt", 'en "2" & 3.txt', "sentence", "a model", "Есеп", tuple(links))


def well_formed(data: bytes) -> None:
    """What a parser that is not the writer's nor the reader's says."""
    expat.ParserCreate().Parse(data, True)


def comes_back(name: str, corpus: Corpus) -> None:
    (data,) = files(name, corpus)
    back = READERS[name](data, "file")
    assert replace(back, entries=tuple(back.entries)) == corpus
    (again,) = files(name, replace(back, entries=READERS[name](data, "file").entries))
    assert again == data
    well_formed(data)


@formats
@settings(max_examples=40, deadline=None)
@given(links=st.lists(entries(), min_size=1, max_size=3))
def test_what_is_written_comes_back_as_it_was(name: str, links: list[LinkEntry]) -> None:
    comes_back(name, corpus_with(links))


@pytest.mark.long
@formats
@settings(max_examples=600, deadline=None)
@given(links=st.lists(entries(), min_size=1, max_size=8))
def test_much_that_is_written_comes_back_as_it_was(name: str, links: list[LinkEntry]) -> None:
    comes_back(name, corpus_with(links))


@formats
@pytest.mark.parametrize(
    "text",
    ["a\rb", "a\r\nb", "\na\n", "a\tb", "  a  b  ", "]]>", "<![CDATA[x]]>", "<!-- -->", "&amp;lt;", "&#0;",
     "a\u2028", "\U0010fffd","\xa0a\xad\u200b", "\ufffd", '"\'', "<?x?>", "{0}%s\\n"],
)  # fmt: skip
def test_no_text_is_changed(name: str, text: str) -> None:
    entry = noted()
    unit = replace(entry.kk[0], text=f"Екінші {text} сөз")  # type: ignore[type-var]
    comments = (replace(entry.comments[0], text=text, reviewer=text),)
    comes_back(name, corpus_with([replace(entry, kk=(unit,), comments=comments)]))


@formats
def test_what_no_xml_holds_is_made_clean_on_its_way_out(name: str) -> None:
    unit = paragraph("kk", 0, "a\x02b\x0bc\ud800\uffff")
    entry = LinkEntry(ReviewedLink(Link((0,), (0,)), reviewer="\x01"), (unit,), (paragraph("en", 0, "e"),), section="\x1b")
    (data,) = files(name, replace(corpus_with([entry]), kk_name="\0.txt", en_name="\0.txt", title="\x07"))
    (back,) = READERS[name](data, "file").entries
    assert back.kk_text == "a\ufffdb c\ufffd\ufffd"
    assert back.section == "\ufffd"
    well_formed(data)


@formats
def test_the_report_comes_back(name: str, report: Alignment) -> None:
    corpus = corpus_of(report, title="Есеп")
    comes_back(name, replace(corpus, entries=tuple(corpus.entries), count=None))


@pytest.mark.parametrize(("name", "ending"), [("tmx", "tmx"), ("xliff", "xlf"), ("xliff12", "xliff")])
def test_a_model_is_trained_on_the_pairs_that_were_written(
    name: str, ending: str, report: Alignment, tmp_path: Path
) -> None:
    path = tmp_path / f"r.{ending}"
    write(path, corpus_of(report), name)
    assert read_pairs(path) == [pair for pair in map(report.texts, report.links) if all(pair)]


@formats
def test_nothing_at_all_is_a_file_too(name: str) -> None:
    well_formed(files(name, corpus_with([]))[0])


_IDS = st.lists(st.text("a1.-_+=: ә", min_size=1, max_size=3), max_size=2)


@given(st.lists(st.tuples(_IDS, _IDS), max_size=5))
@settings(max_examples=200, deadline=None)
def test_no_two_links_have_one_name(ids: list[tuple[list[str], list[str]]]) -> None:
    def units(names: list[str]) -> tuple[Unit, ...]:
        return tuple(replace(paragraph("kk", 0, "x"), id=name) for name in names)

    links = [LinkEntry(ReviewedLink(Link((), ())), units(kk), units(en)) for kk, en in ids]
    names = [token(link) for link in links]
    for (one, its), (other, others) in combinations(zip(ids, names, strict=True), 2):
        assert (its == others) == (one == other)
    assert all(letter.isascii() and (letter.isalnum() or letter in "._-:") for name in names for letter in name)


@formats
def test_a_text_that_a_tool_has_changed_is_taken_and_what_was_said_stays(name: str) -> None:
    (data,) = files(name, corpus_with([noted()]))
    changed = data.replace("Екінші абзац.".encode(), "Басқа мәтін".encode(), 1).replace(
        b"Second and third paragraph.", b"\n    Second and third\n  paragraph.\n  ", 1
    )
    (back,) = READERS[name](changed, "file").entries
    assert [unit.text for unit in back.kk] == ["Басқа мәтін"]
    assert back.en == noted().en, "a layout of its own is no change"
    assert back.comments[0].text == noted().comments[0].text
    assert back.flags[0].note == "a <note> & more"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("A <b>bold</b> word", "A bold word"),
        ('Press <bpt i="1">&lt;b&gt;</bpt>Save<ept i="1">&lt;/b&gt;</ept> now.<ph>{1}</ph>', "Press Save now."),
        ('<it pos="begin">&lt;i&gt;</it>on <hi type="term">the <hi>very</hi></hi> day<ut>x</ut>', "on the very day"),
        ("See<ph>\\fn{<sub>A note with <ph>\\b</ph>bold.</sub>}</ph> there.", "See there. A note with bold."),
        ("one<ph>&lt;br/&gt;</ph>two<ph type='lb'/>three<x id='1' ctype='lb'/>four<ph id='2' subType='xlf:lb'/>five",
         "one two three four five"),
        ('a<g id="1">b<x id="2"/>c</g><bx id="3"/>d<ex id="3"/><mrk mtype="seg">e</mrk>', "abcde"),
        ('a<pc id="1">b<ph id="2" equiv="Z"/></pc><sc id="3"/>c<ec startRef="3"/><mrk id="m">d</mrk><sm id="n"/>', "abcd"),
        ('a<cp hex="0041"/>b<cp hex="001A"/><cp hex="zz"/><cp hex="FFFFFFFFFFFF"/>', "aAb\ufffd\ufffd\ufffd"),
        ("a<!-- no --><?pi no?>b<![CDATA[<c>]]>", "ab<c>"),
        ("", ""),
    ],
)  # fmt: skip
def test_inline_codes_are_no_text(content: str, text: str) -> None:
    assert segment_text(etree.fromstring(f"<seg>{content}</seg>")) == text


def test_a_segment_may_be_nested_as_deep_as_a_file_may() -> None:
    depth = 250
    inside = "<hi>" * depth + "text" + "</hi>" * depth
    assert segment_text(etree.fromstring(f"<seg>{inside}</seg>")) == "text"


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("20020125T210600Z", "2002-01-25T21:06:00+00:00"),
        ("2026-11-28T17:42:33", "2026-11-28T17:42:33+00:00"),
        ("00010101T000000Z", ""),
        ("yesterday", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_moments(written: str | None, moment: str) -> None:
    assert moment_of(written) == moment
