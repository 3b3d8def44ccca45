"""Texts that came past the readers: nothing is found in them that is not in the clean ones, and marks are the source's."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from alignment.checks import Finding, check
from alignment.documents import document_of_text, sentences_of
from alignment.glossary import Glossary
from alignment.records import Alignment, Link, Term
from benchmarks.checks import Case, alignment_of

KK, EN = (
    "Айгүл кеше 12 кітап алды. Қайрат 340.340 үйге барды.",
    "Aigul took 21 books yesterday. The officer went to 340 houses.",
)
DIRTY = {
    "decomposed": (unicodedata.normalize("NFD", KK), EN),
    "soft hyphens": (KK.replace("кітап", "кі\u00adтап").replace("Қайрат", "Қай\u00adрат"), EN),
    "hidden": (f"\u200b{KK}\u2060", EN.replace("21", "\u200b21\u200b")),
    "ligatures": (KK, EN.replace("ffi", "ﬃ")),
}


def found(kk: str, en: str, glossary: Glossary | None = None, only: list[str] | None = None) -> list[Finding]:
    return check(alignment_of(Case("", "", kk, en)), glossary, only=only)


def plain(text: str) -> str:
    return unicodedata.normalize("NFKC", "".join(c for c in text if c not in "\u00ad\u200b\u2060"))


@pytest.mark.parametrize("name", DIRTY)
def test_the_same_is_found_as_in_the_clean_text(name: str) -> None:
    kk, en = DIRTY[name]
    dirty = [f for f in found(kk, en) if f.check != "hidden letters"]
    clean = found(KK, EN)
    assert [(f.check, f.key) for f in dirty] == [(f.check, f.key) for f in clean]
    assert {"numbers", "doubled numbers"} <= {f.check for f in clean}
    for finding, other in zip(dirty, clean, strict=True):
        for mark, own in ((finding.kk, other.kk), (finding.en, other.en)):
            assert (mark is None) == (own is None)
            if mark and own:
                source = kk if mark.side == "kk" else en
                assert source[slice(*mark.span)] == mark.text
                assert plain(mark.text) == own.text


@pytest.mark.parametrize("term", ["қойма", "қой\u00adма", unicodedata.normalize("NFD", "қойма")])
@pytest.mark.parametrize("word", ["қойманы", "қой\u00adманы", unicodedata.normalize("NFD", "қойманы")])
def test_terms_are_found_however_either_is_written(term: str, word: str) -> None:
    glossary = Glossary((Term("warehouse", "жинақ"), Term("warehouse", term, "forbidden")))
    (finding,) = found(f"Олар {word} салды.", "They built a warehouse.", glossary, ["terminology"])
    assert finding.kk
    assert finding.kk.text == word


def test_sentences_keep_their_places() -> None:
    document = document_of_text(KK, "kk.txt", "kk")
    english = document_of_text(EN, "en.txt", "en")
    kk, en = sentences_of(document), sentences_of(english)
    links = tuple(Link((place,), (place,)) for place in range(2))
    clean = Alignment(document, english, "sentence", kk, en, links)
    paragraph = replace(document.paragraphs[0], text=unicodedata.normalize("NFD", KK))
    first, second = (unicodedata.normalize("NFD", unit.text) for unit in kk)
    start = paragraph.text.index(second)
    units = (
        replace(kk[0], text=first, span=(0, len(first))),
        replace(kk[1], text=second, span=(start, len(paragraph.text))),
    )
    dirty = replace(clean, kk=replace(document, paragraphs=(paragraph,)), kk_units=units)
    assert [f.key for f in check(dirty)] == [f.key for f in check(clean)]
    for finding in check(dirty):
        if finding.kk:
            assert units[finding.kk.unit].text[slice(*finding.kk.span)] == finding.kk.text
