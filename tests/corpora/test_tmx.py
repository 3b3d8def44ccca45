"""Memories of other tools: which text is whose, what they say of it, and what is refused."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from alignment.corpora import read_pairs, tmx
from alignment.corpora.entries import LinkEntry
from alignment.exceptions import AlignmentException, EmptyText, MalformedFile
from tests.conftest import ROOT

HEADER = (
    '<header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="{}" '
    'datatype="xml"/>'
)


def memory(*units: str, header: str = HEADER.format("en"), prolog: str = "") -> bytes:
    return f'{prolog}<tmx version="1.4">{header}<body>{"".join(units)}</body></tmx>'.encode()


def unit(*variants: tuple[str, str], inside: str = "", **attributes: str) -> str:
    said = "".join(f' {name}="{value}"' for name, value in attributes.items())
    texts = "".join(f'<tuv xml:lang="{code}"><seg>{text}</seg></tuv>' for code, text in variants)
    return f"<tu{said}>{inside}{texts}</tu>"


PAIR = unit(("en", "one"), ("kk", "бір"))


def read(data: bytes) -> list[LinkEntry]:
    return list(tmx.read(data, "m.tmx").entries)


def pairs(data: bytes) -> list[tuple[str, str]]:
    return [(entry.kk_text, entry.en_text) for entry in read(data)]


@pytest.mark.parametrize(
    ("en", "kk"), [("en", "kk"), ("EN-US", "KK-KZ"), ("en_US", "kk_KZ"), ("eng", "kaz"), ("en-GB", "kk-Cyrl-KZ")]
)
def test_languages_are_known_however_they_are_written(en: str, kk: str) -> None:
    assert pairs(memory(unit((en, "one"), (kk, "бір")), header=HEADER.format(en))) == [("бір", "one")]
    assert pairs(memory(unit((kk, "бір"), (en, "one")), header=HEADER.format("*all*"))) == [("бір", "one")]


def test_older_memories_say_lang() -> None:
    data = memory(unit(("en", "one"), ("kk", "бір")).replace("xml:lang", "lang"), header="<header/>")
    assert pairs(data) == [("бір", "one")]


def test_other_languages_are_passed_over() -> None:
    data = memory(
        unit(("ru", "один"), ("kk", "бір"), ("de", "eins"), ("en", "one")),
        unit(("en", "two"), ("ru", "два")),
        unit(("en", "three")),
        unit(("ru", "четыре")),
        unit(("en", " "), ("kk", "")),
    )
    assert pairs(data) == [("бір", "one"), ("", "three")]


def test_of_several_variants_the_first_counts_and_the_others_are_told() -> None:
    (entry,) = read(
        memory(unit(("en-US", "color"), ("en-GB", "colour"), ("kk", "түс"), ("kk-KZ", "түс"), ("en-AU", "colour x")))
    )
    assert (entry.kk_text, entry.en_text) == ("түс", "color")
    assert [comment.text for comment in entry.comments] == ["en-GB: colour", "en-AU: colour x"]


def test_what_people_said_enters() -> None:
    props = {"x-status": "accepted", "x-section": "II", "x": "y"}
    inside = "<note>look  here</note>" + "".join(f'<prop type="{kind}">{value}</prop>' for kind, value in props.items())
    dates = {"creationdate": "20020125T210600Z", "creationid": "A", "changedate": "20020413T023401Z", "changeid": "B &lt;"}
    (entry,) = read(memory(unit(("en", "one"), ("kk", "бір"), inside=inside, **dates)))
    at = "2002-04-13T02:34:01+00:00"
    assert (entry.reviewed.status, entry.reviewed.reviewer, entry.reviewed.at) == ("accepted", "B <", at)
    assert [(comment.text, comment.reviewer, comment.at) for comment in entry.comments] == [("look here", "B <", at)]
    assert entry.section == "II"
    assert entry.reviewed.link.confidence is None
    made = {name: value for name, value in dates.items() if name.startswith("creation")}
    (entry,) = read(memory(unit(("en", "one"), ("kk", "бір"), **made)))
    assert (entry.reviewed.status, entry.reviewed.reviewer) == ("unreviewed", "A")


def test_the_header_says_what_the_units_are() -> None:
    assert tmx.read(memory(PAIR), "m.tmx").level == "sentence"
    assert tmx.read(memory(PAIR, header=HEADER.format("en").replace("sentence", "block")), "m.tmx").level == "paragraph"
    assert tmx.read(memory(PAIR, header=""), "m.tmx").level == "paragraph"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-16-le", "windows-1251"])
def test_encodings(encoding: str) -> None:
    text = memory(
        unit(("en", "one"), ("kk", "бес")), prolog=f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    )
    assert pairs(text.decode().encode(encoding)) == [("бес", "one")]


@pytest.mark.parametrize("written", ["\x02", "&#2;", "&#x1F;", "&#xFFFE;", "&#xD800;"])
def test_what_xml_forbids_and_tools_write_all_the_same(written: str) -> None:
    assert pairs(memory(unit(("en", f"one{written}"), ("kk", "бір&#11;а\x0cә&#10;")))) == [("бір а ә", "one\ufffd")]


def test_layout_is_no_text() -> None:
    assert pairs(
        memory(unit(("en", "\n  one\n  two\t"), ("kk", " бір&nbsp;екі\n")), prolog='<!DOCTYPE tmx SYSTEM "tmx14.dtd">')
    ) == [("бір екі", "one two")]


BOMB = "".join(f'<!ENTITY x{n + 1} "{f"&x{n};" * 10}">' for n in range(9))


@pytest.mark.parametrize(
    "declared",
    [
        f'<!ENTITY x0 "ha">{BOMB}',
        '<!ENTITY x9 SYSTEM "file:///etc/passwd">',
        '<!ENTITY % x9 SYSTEM "http://127.0.0.1:9/x.dtd"> %x9;',
    ],
)
def test_entities_are_refused(declared: str) -> None:
    data = memory(unit(("en", "one &x9;"), ("kk", "бір")), prolog=f"<!DOCTYPE tmx [{declared}]>")
    with pytest.raises(MalformedFile, match=r"m.tmx: declares XML entities|m.tmx, line 1: not well-formed"):
        read(data)


def test_a_document_type_is_never_fetched() -> None:
    assert pairs(memory(PAIR, prolog='<!DOCTYPE tmx SYSTEM "http://127.0.0.1:9/tmx14.dtd">')) == [("бір", "one")]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "m.tmx, line 1: not well-formed"),
        (b"<tmx><body>", "m.tmx, line 1: not well-formed"),
        (b"\n\n<tmx><body>\n<tu></body></tmx>", "m.tmx, line 4: not well-formed"),
        (b"<html/>", "m.tmx: not a TMX file; its root is <html>"),
        (memory("<seg>" * 300 + "</seg>" * 300), "m.tmx, line 1: not well-formed"),
        (memory(unit(("en", "x" * 10_000_001), ("kk", "бір"))), "m.tmx, line 1: not well-formed"),
        (
            memory(unit(("en", "one"), ("kk", "бір"), inside='<prop type="x-details">{</prop>')),
            "m.tmx, line 1: what it says",
        ),
        (memory(unit(("en", "one"), ("kk", "бір"), inside='<prop type="x-details">{"kk":7}</prop>')), "m.tmx, line 1"),
    ],
    ids=range(8),
)
def test_what_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(MalformedFile, match=message):
        read(data)


def test_a_memory_in_other_languages_is_named_with_them() -> None:
    with pytest.raises(EmptyText, match="no text in Kazakh or English; the languages in it: de, ru"):
        read(memory(unit(("ru", "один"), ("de", "eins"))))
    with pytest.raises(EmptyText, match="the languages in it: –"):
        read(memory())


def test_what_stands_before_a_damaged_place_is_read() -> None:
    links = iter(tmx.read(memory(PAIR * 2000)[:-200], "m.tmx").entries)
    assert next(links).kk_text == "бір"
    with pytest.raises(AlignmentException):
        list(links)


def test_training_takes_what_has_both_sides(tmp_path: Path) -> None:
    path = tmp_path / "m.TMX"
    path.write_bytes(memory(PAIR, PAIR, unit(("en", "two"))))
    assert read_pairs(path) == [("бір", "one")]


_GROWTH = """
import resource, sys
from alignment.corpora import tmx, xliff
data = open(sys.argv[1], "rb").read()
read = tmx.read if sys.argv[1].endswith("tmx") else xliff.read
links = iter(read(data, "f").entries)
next(links)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(sum(1 for _ in links), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.long
@pytest.mark.parametrize("name", ["tmx", "xliff"])
def test_what_is_read_does_not_stay_in_memory(name: str, tmp_path: Path) -> None:
    segment = "<segment><source>one</source><target>бір</target></segment>"
    begin, one, end = {
        "tmx": (f'<tmx version="1.4">{HEADER}<body>', PAIR, "</body></tmx>"),
        "xliff": ('<xliff srcLang="en" trgLang="kk"><file id="f">', f'<unit id="u">{segment}</unit>', "</file></xliff>"),
    }[name]
    path = tmp_path / f"f.{name}"
    path.write_text(begin + one * 50_000 + end, encoding="utf-8")
    run = subprocess.run([sys.executable, "-c", _GROWTH, str(path)], capture_output=True, text=True, check=True, cwd=ROOT)
    count, growth = map(int, run.stdout.split())
    assert count == 49_999
    assert growth < 15_000  # KiB; kept whole, the tree takes more than 30,000
