"""What others make of our TMX and XLIFF: the content model of the specification, the OASIS schemas, translate-toolkit."""

from __future__ import annotations

from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree

from alignment.corpora import corpus_of
from alignment.corpora.entries import LinkEntry
from alignment.records import Alignment, Link, ReviewedLink
from tests.conftest import ROOT, paragraph, small_alignment
from tests.corpora.content import files, noted
from tests.corpora.test_exchange import corpus_with

pytestmark = pytest.mark.judge

_DATES = "creationdate CDATA #IMPLIED creationid CDATA #IMPLIED changedate CDATA #IMPLIED changeid CDATA #IMPLIED"
_USE = (
    "o-encoding CDATA #IMPLIED datatype CDATA #IMPLIED usagecount CDATA #IMPLIED lastusagedate CDATA #IMPLIED "
    f"creationtool CDATA #IMPLIED creationtoolversion CDATA #IMPLIED o-tmf CDATA #IMPLIED {_DATES}"
)
_NOTED = "xml:lang CDATA #IMPLIED o-encoding CDATA #IMPLIED lang CDATA #IMPLIED"
_INLINE = "(#PCDATA | bpt | ept | it | ph | hi | ut)*"
_CODE = "x CDATA #IMPLIED type CDATA #IMPLIED"
MODEL = f"""
<!ELEMENT tmx (header, body)> <!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header (note | prop | ude)*>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
  segtype (block | paragraph | sentence | phrase) #REQUIRED o-tmf CDATA #REQUIRED adminlang CDATA #REQUIRED
  srclang CDATA #REQUIRED datatype CDATA #REQUIRED o-encoding CDATA #IMPLIED {_DATES}>
<!ELEMENT body (tu*)>
<!ELEMENT note (#PCDATA)> <!ATTLIST note {_NOTED}>
<!ELEMENT prop (#PCDATA)> <!ATTLIST prop type CDATA #REQUIRED {_NOTED}>
<!ELEMENT ude (map+)> <!ATTLIST ude name CDATA #REQUIRED base CDATA #IMPLIED>
<!ELEMENT map EMPTY>
<!ATTLIST map unicode CDATA #REQUIRED code CDATA #IMPLIED ent CDATA #IMPLIED subst CDATA #IMPLIED>
<!ELEMENT tu ((note | prop)*, tuv+)>
<!ATTLIST tu tuid CDATA #IMPLIED segtype (block | paragraph | sentence | phrase) #IMPLIED srclang CDATA #IMPLIED {_USE}>
<!ELEMENT tuv ((note | prop)*, seg)> <!ATTLIST tuv xml:lang CDATA #REQUIRED lang CDATA #IMPLIED {_USE}>
<!ELEMENT seg {_INLINE}> <!ELEMENT hi {_INLINE}> <!ELEMENT sub {_INLINE}>
<!ELEMENT bpt (#PCDATA | sub)*> <!ELEMENT ept (#PCDATA | sub)*> <!ELEMENT it (#PCDATA | sub)*>
<!ELEMENT ph (#PCDATA | sub)*> <!ELEMENT ut (#PCDATA | sub)*>
<!ATTLIST bpt i CDATA #REQUIRED {_CODE}> <!ATTLIST ept i CDATA #REQUIRED>
<!ATTLIST it pos (begin | end) #REQUIRED {_CODE}> <!ATTLIST ph assoc CDATA #IMPLIED {_CODE}>
<!ATTLIST hi {_CODE}> <!ATTLIST ut x CDATA #IMPLIED> <!ATTLIST sub datatype CDATA #IMPLIED type CDATA #IMPLIED>
"""
"""The elements and attributes of TMX 1.4b, as its specification lists them."""

PLACES = [ROOT / ".venv" / "schemas", Path("/")]
"""Where `make schemas` puts what judges, and where Debian does."""
XLIFF_SCHEMAS = "usr/share/php/Symfony/Component/Translation/Resources/schemas"
OMEGAT = "usr/share/omegat/OmegaT.jar"


def place_of(name: str) -> Path:
    """Where a judge's file is; skips the test where it is nowhere."""
    found = next((place / name for place in PLACES if (place / name).exists()), None)
    if found is None:
        pytest.skip(f"{name} is not here: `make schemas` fetches it")
    return found


def everything() -> tuple[LinkEntry, ...]:
    """One link of which everything is said, one of each other kind, both one-sided ones among them."""
    title, first, _, fourth, kazakh = corpus_of(small_alignment()).entries
    english = LinkEntry(ReviewedLink(Link((), (9,))), (), (paragraph("en", 9, "Added.\r\n<b>"),))
    return (title, first, noted(), fourth, kazakh, english)


@pytest.fixture(params=["everything", "report", "nothing"])
def links(request: pytest.FixtureRequest, report: Alignment) -> tuple[LinkEntry, ...]:
    return {"everything": everything(), "report": tuple(corpus_of(report).entries), "nothing": ()}[request.param]


def test_tmx_is_of_the_specifications_content_model(links: tuple[LinkEntry, ...]) -> None:
    (data,) = files("tmx", corpus_with(links))
    model = etree.DTD(StringIO(MODEL))
    assert model.validate(etree.fromstring(data)), model.error_log
    assert not model.validate(etree.fromstring(data.replace(b"<body>", b"<body><tu/>")))


def test_tmx_is_of_the_document_type_that_omegat_ships(links: tuple[LinkEntry, ...]) -> None:
    with ZipFile(place_of(OMEGAT)) as jar:
        model = etree.DTD(BytesIO(jar.read("schemas/tmx14.dtd")))
    (data,) = files("tmx", corpus_with(links))
    assert model.validate(etree.fromstring(data)), model.error_log


class _Beside(etree.Resolver):
    """Finds the schema of `xml:lang` and `xml:space` beside those that import it from the web."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def resolve(self, url: str, _public: str, context: Any) -> Any:
        return self.resolve_filename(str(self._folder / "xml.xsd"), context) if url.endswith("xml.xsd") else None  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "schema"),
    [("xliff", "xliff-core-2.0.xsd"), ("xliff12", "xliff-core-1.2-strict.xsd")],
    ids=["xliff", "xliff12"],
)
def test_xliff_is_valid_by_the_schemas_of_oasis(name: str, schema: str, links: tuple[LinkEntry, ...]) -> None:
    folder = place_of(XLIFF_SCHEMAS)
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Beside(folder))
    judge = etree.XMLSchema(etree.parse(folder / schema, parser))
    (data,) = files(name, corpus_with(links))
    assert judge.validate(etree.fromstring(data)), judge.error_log
    assert not judge.validate(etree.fromstring(data.replace(b"</file>", b"<unit/></file>")))


def texts(links: tuple[LinkEntry, ...]) -> list[tuple[str, str]]:
    return [(entry.en_text, entry.kk_text) for entry in links]


def test_tmx_is_read_by_translate_toolkit(links: tuple[LinkEntry, ...]) -> None:
    from translate.storage import tmx

    units = tmx.tmxfile.parsestring(files("tmx", corpus_with(links))[0]).units
    both = [entry for entry in links if entry.kk and entry.en]
    read = [(unit.source, unit.target) for unit in units if unit.source and unit.target]
    assert read == texts(tuple(both))
    assert len(units) == len(links)
    for unit, entry in zip(units, links, strict=True):
        for flag in entry.flags:
            assert str(flag) in unit.getnotes()
        assert not unit.isfuzzy()


@pytest.mark.parametrize("name", ["xliff", "xliff12"])
def test_xliff_is_read_by_translate_toolkit(name: str, links: tuple[LinkEntry, ...]) -> None:
    from translate.storage import xliff, xliff2

    store = {"xliff": xliff2.Xliff2File, "xliff12": xliff.xlifffile}[name].parsefile(
        BytesIO(files(name, corpus_with(links))[0])
    )
    assert [(unit.source or "", unit.target or "") for unit in store.units] == texts(links)
    assert (store.sourcelanguage, store.targetlanguage) == ("en", "kk")
    for unit, entry in zip(store.units, links, strict=True):
        if name == "xliff12":  # of version 2 it looks for the notes where the specification has none
            for note in (*entry.flags, *(comment.text for comment in entry.comments)):
                assert str(note) in unit.getnotes()
