"""The page for reading: all of both texts, errors marked, nothing from elsewhere, nothing that runs."""

from __future__ import annotations

from dataclasses import replace

from lxml import html

from alignment.corpora import Corpus, corpus_of
from alignment.records import Alignment, Span
from tests.conftest import small_alignment
from tests.corpora.content import content, files, noted


def page(*entries: object, **changes: object) -> tuple[str, html.HtmlElement]:
    corpus: Corpus = replace(corpus_of(small_alignment(), title="Есеп"), entries=entries, **changes)  # type: ignore[arg-type]
    text = files("html", corpus)[0].decode()
    return text, html.document_fromstring(text)


def test_both_texts_of_the_report_are_whole(report: Alignment) -> None:
    root = html.document_fromstring(content("html", report).decode())
    for side in ("kk", "en"):
        shown = [p.text_content() for p in root.xpath(f"//div[@lang='{side}']/p[not(@class='none')]")]
        assert shown == [unit.text for unit in report.units(side)]
    assert len(root.xpath("//h2")) > 10


def test_a_marked_error_is_highlighted_where_it_is_and_says_what_it_is() -> None:
    _, root = page(noted())
    marks = root.xpath("//mark")
    assert [(mark.getparent().getparent().get("lang"), mark.text_content()) for mark in marks] == [
        ("en", "third"),
        ("kk", "Екінші"),
    ]
    assert marks[0].get("title") == "Accuracy/Omission (major): a <note> & more"
    assert len(root.xpath("//ul/li")) == 4


def test_errors_that_overlap_are_all_said() -> None:
    flag = noted().flags[0]
    flags = tuple(
        replace(flag, id=number, note=note, spans=(Span("kk", 2, *span),))
        for number, (note, span) in enumerate([("бір", (0, 8)), ("екі", (4, 12))], 1)
    )
    _, root = page(replace(noted(), flags=flags))
    marks = [(mark.text_content(), mark.get("title").count(";")) for mark in root.xpath("//mark")]
    assert marks == [
        ("Екін", 0),
        ("ші а", 1),
        ("бзац", 0),
    ]


def test_nothing_that_came_from_a_document_is_markup() -> None:
    evil = '"><script>alert(1)</script><img src=//x>'
    entry = noted()
    entry = replace(
        entry,
        kk=(replace(entry.kk[0], text=evil),),  # type: ignore[type-var]
        flags=tuple(replace(flag, note=evil, better=evil, reviewer=evil) for flag in entry.flags),
        comments=tuple(replace(comment, text=evil, reviewer=evil) for comment in entry.comments),
        proposals=tuple(replace(proposal, text=evil, reviewer=evil) for proposal in entry.proposals),
        section=evil,
    )
    text, root = page(entry, title=evil, kk_name=evil, en_name=evil)
    assert not root.xpath("//script | //img | //link | //@src | //@href")
    assert "url(" not in text and "@import" not in text
    assert evil in root.xpath("//div[@lang='kk']/p")[0].text_content()


def test_it_is_made_for_the_dark_and_for_paper() -> None:
    text, root = page(noted())
    assert "prefers-color-scheme: dark" in text and "@media print" in text
    assert root.xpath("//h1")[0].text == "Есеп"
    assert root.xpath("//span[@class='review']")[0].text == "needs review"
