"""XLIFF of other tools: versions, states, segments, notes, other wordings; and what ours says to them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from alignment.corpora import xliff
from alignment.corpora.entries import LinkEntry
from alignment.exceptions import EmptyText, MalformedFile
from alignment.records import Status
from tests.corpora.content import files, noted
from tests.corpora.test_exchange import corpus_with


def read(text: str) -> list[LinkEntry]:
    return list(xliff.read(text.encode(), "f.xlf").entries)


def pairs(text: str) -> list[tuple[str, str]]:
    return [(entry.kk_text, entry.en_text) for entry in read(text)]


def first(body: str, source: str = "en-US", target: str = ' target-language="kk-KZ"') -> str:
    return (
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
        f'<file original="x" source-language="{source}"{target} datatype="html"><header/><body>{body}</body></file></xliff>'
    )


def second(body: str, languages: str = 'srcLang="en" trgLang="kk"', version: str = "2.0") -> str:
    return (
        f'<xliff version="{version}" xmlns="urn:oasis:names:tc:xliff:document:{version}" {languages}>'
        f'<file id="f"><notes><note>of the file</note></notes><group id="g">{body}</group></file></xliff>'
    )


UNIT = '<trans-unit id="1"><source>one</source><target>бір</target></trans-unit>'
SEGMENT = '<unit id="1"><segment><source>one</source><target>бір</target></segment></unit>'


@pytest.mark.parametrize(
    "text",
    [
        first(UNIT),
        first(f"<group>{UNIT}</group>"),
        first(UNIT, "en_GB", ' target-language="kaz"'),
        first(UNIT, target=""),
        first(UNIT.replace("<target", '<target xml:lang="kk"'), target=""),
        first(UNIT.replace("one", "|").replace("бір", "one").replace("|", "бір"), "kk", ' target-language="en"'),
        first(UNIT).replace(' xmlns="urn:oasis:names:tc:xliff:document:1.2"', "").replace("1.2", "1.0"),
        second(SEGMENT),
        second(SEGMENT, version="2.2"),
        second(SEGMENT.replace("one", "|").replace("бір", "one").replace("|", "бір"), 'srcLang="kk" trgLang="en"'),
    ],
    ids=range(10),
)
def test_versions_and_languages(text: str) -> None:
    assert pairs(text) == [("бір", "one")]


@pytest.mark.parametrize(
    "text", [first(UNIT, "ru"), first(UNIT, "kk"), second(SEGMENT, 'srcLang="de" trgLang="kk"'), second(SEGMENT, "")]
)
def test_other_languages_are_refused(text: str) -> None:
    with pytest.raises(MalformedFile, match=r"f.xlf: from .* to .*; Kazakh and English are read"):
        read(text)


@pytest.mark.parametrize(
    ("attributes", "state", "status"),
    [
        ("", "", "unreviewed"),
        ("", ' state="translated"', "unreviewed"),
        (' approved="yes"', "", "accepted"),
        ("", ' state="final"', "accepted"),
        ("", ' state="signed-off"', "accepted"),
        ("", ' state="needs-review-l10n"', "needs review"),
        (' approved="yes"', ' state="needs-adaptation"', "needs review"),
    ],
)
def test_states_of_version_1(attributes: str, state: str, status: Status) -> None:
    (entry,) = read(first(UNIT.replace(' id="1"', attributes).replace("<target", f"<target{state}")))
    assert entry.reviewed.status == status


@pytest.mark.parametrize(
    ("state", "status"),
    [("translated", "unreviewed"), ("reviewed", "accepted"), ("final", "accepted"), ("initial", "unreviewed")],
)
def test_states_of_version_2(state: str, status: Status) -> None:
    (entry,) = read(second(SEGMENT.replace("<segment", f'<segment state="{state}"')))
    assert entry.reviewed.status == status


def test_what_is_not_translated_yet_has_one_side() -> None:
    bare = '<trans-unit id="1"><source>one</source></trans-unit>'
    copied = '<trans-unit id="2"><source>two</source><target state="needs-translation">two</target></trans-unit>'
    assert pairs(first(bare + copied)) == [("", "one"), ("", "two")]
    segments = "".join(f"<segment><source>{text}</source>{target}</segment>" for text, target in
                       (("one", ""), ("two", "<target/>"), ("three", "<target>three</target>")))  # fmt: skip
    assert pairs(second(f'<unit id="1">{segments}</unit>')) == [("", "one"), ("", "two"), ("", "three")]
    with pytest.raises(EmptyText):
        read(first(""))


def test_segments_are_links() -> None:
    cut = "".join(f'<mrk mtype="seg" mid="{n}">{{{n}}}</mrk> ' for n in (1, 2))
    parts = f"<source>One. Two.</source><seg-source>{cut}</seg-source><target><g id='9'>{cut}</g></target>"
    body = f'<trans-unit id="1">{parts}<note from="A">mind</note></trans-unit>'
    for number, words in enumerate((("One.", "Two."), ("Бір.", "Екі."))):
        place = body.index("seg-source" if not number else "<target>")
        body = body[:place] + body[place:].replace("{1}", words[0], 1).replace("{2}", words[1], 1)
    entries = read(first(body))
    assert [(entry.kk_text, entry.en_text) for entry in entries] == [("Бір.", "One."), ("Екі.", "Two.")]
    assert [len(entry.comments) for entry in entries] == [1, 0]
    new = (
        '<unit id="1"><notes><note>mind</note></notes><segment><source>One.</source><target>Бір.</target></segment>'
        "<ignorable><source> </source></ignorable><segment><source>Two.</source><target>Екі.</target></segment></unit>"
    )
    entries = read(second(new))
    assert [(entry.kk_text, entry.en_text) for entry in entries] == [("Бір.", "One."), ("Екі.", "Two.")]
    assert [[comment.text for comment in entry.comments] for entry in entries] == [["mind"], []]


def test_a_prefix_that_nothing_declares_is_refused_by_name() -> None:
    with pytest.raises(MalformedFile, match=r"f.xlf, line 1: not well-formed XML .Namespace prefix mda"):
        read(second(SEGMENT.replace("<segment>", "<mda:metadata/><segment>")))


def test_notes_and_other_wordings_enter() -> None:
    more = (
        '<note from="A">mind  this</note><alt-trans origin="TM"><target>біреу</target></alt-trans>'
        '<alt-trans alttranstype="previous-version"><target>бұрынғы</target></alt-trans>'
    )
    (entry,) = read(first(UNIT.replace("</trans-unit>", f"{more}</trans-unit>")))
    assert [(comment.text, comment.reviewer) for comment in entry.comments] == [("mind this", "A")]
    assert [(proposal.side, proposal.text, proposal.reviewer) for proposal in entry.proposals] == [("kk", "біреу", "TM")]


@pytest.mark.parametrize(
    ("data", "message"), [("<tmx/>", "not an XLIFF file; its root is <tmx>"), ("<xliff>", "line 1: not well-formed")]
)
def test_what_is_refused(data: str, message: str) -> None:
    with pytest.raises(MalformedFile, match=message):
        read(data)


@pytest.mark.parametrize(
    ("status", "new", "old"),
    [
        ("unreviewed", ("translated", None), ("translated", None)),
        ("accepted", ("reviewed", None), ("signed-off", "yes")),
        ("needs review", ("translated", "kk-en-alignment:needs-review"), ("needs-review-translation", None)),
    ],
)
def test_our_states_are_told_in_the_formats_words(status: Status, new: tuple[str, str], old: tuple[str, str]) -> None:
    entry = replace(noted(), reviewed=replace(noted().reviewed, status=status))
    segment = etree.fromstring(files("xliff", corpus_with([entry]))[0]).find(".//{*}segment")
    assert segment is not None
    assert (segment.get("state"), segment.get("subState")) == new
    unit = etree.fromstring(files("xliff12", corpus_with([entry]))[0]).find(".//{*}trans-unit")
    assert unit is not None
    target = unit.find("{*}target")
    assert target is not None
    assert (target.get("state"), unit.get("approved")) == old


def test_a_state_that_a_tool_has_changed_counts() -> None:
    (data,) = files("xliff", corpus_with([noted()]))
    changed = data.replace(b'state="translated" subState="kk-en-alignment:needs-review"', b'state="final"')
    (entry,) = xliff.read(changed, "f.xlf").entries
    assert entry.reviewed.status == "accepted"
    assert entry.flags == noted().flags
