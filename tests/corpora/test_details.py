"""The line that says all of a link: what is written is read back equal, and what strangers wrote is refused by name."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from alignment.corpora import corpus_of, corpus_of_details, details_of, entry_of
from alignment.corpora.entries import LinkEntry
from alignment.exceptions import MalformedFile
from alignment.records import Comment, Flag, Paragraph, Proposal, Rating, Sentence, Span
from tests.conftest import small_alignment
from tests.corpora.content import entries, noted


@given(entries())
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read_back_equal(entry: LinkEntry) -> None:
    assert entry_of(entry.kk_text, entry.en_text, details_of(entry), "p", entry.section) == entry
    assert details_of(entry).isascii()
    assert "\t" not in details_of(entry) and "\n" not in details_of(entry)


@given(entries())
@settings(max_examples=60, deadline=None)
def test_what_turned_tabs_and_line_ends_into_spaces_has_them_back(entry: LinkEntry) -> None:
    flat = [text.translate(dict.fromkeys(map(ord, "\t\n\r\u2028\u2029"), " ")) for text in (entry.kk_text, entry.en_text)]
    assert entry_of(*flat, details_of(entry), "p", entry.section) == entry


def test_the_first_line_says_what_the_whole_is() -> None:
    corpus = corpus_of(small_alignment(), title="Есеп")
    first = next(iter(corpus.entries))
    assert corpus_of_details(details_of(first, corpus), "p", corpus.entries) == replace(corpus, count=None)
    assert corpus_of_details(details_of(first), "p") is None


def test_a_corpus_of_sentences_says_what_its_paragraphs_have() -> None:
    marked = {"kk.1": Paragraph("kk.1", "body", "", (0, 0), 1, (3,), (7,))}
    corpus = replace(corpus_of(small_alignment()), level="sentence", paragraphs=marked, count=None)
    assert corpus_of_details(details_of(next(iter(corpus.entries)), corpus), "p", corpus.entries) == corpus


def test_a_text_that_was_changed_outside_is_one_unit_and_keeps_its_notes() -> None:
    entry = noted()
    back = entry_of(entry.kk_text, "Quite another text.", details_of(entry), "p")
    assert (back.kk, back.reviewed.link.kk) == (entry.kk, entry.reviewed.link.kk)
    assert [(unit.id, unit.text) for unit in back.en] == [("en.3", "Quite another text.")]
    assert back.reviewed.link.en == (2,)
    assert back.flags[0].en == (2,)
    assert back.flags[0].spans == (Span("kk", 2, 0, 6),), "what is marked in a text that is no more is marked no more"
    assert back.ratings[0].pair == ((2,), (2,))
    emptied = entry_of(entry.kk_text, " ", details_of(entry), "p")
    assert (emptied.en, emptied.reviewed.link.en, emptied.comments[0].en) == ((), (), ())


def test_a_text_that_was_added_outside_is_a_unit_without_a_name() -> None:
    alignment = small_alignment()
    *_, last = corpus_of(alignment).entries
    back = entry_of(last.kk_text, "An added text.", details_of(last), "p")
    assert (back.reviewed.link.en, back.en[0].id, back.en[0].text) == ((-1,), "", "An added text.")
    bare = entry_of("Бір", "One", "", "p")
    assert (bare.reviewed.link.pair, bare.reviewed.status) == (((-1,), (-1,)), "unreviewed")


def damaged(**changes: Any) -> str:
    return json.dumps(json.loads(details_of(noted())) | changes)


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "[" * 100_000,
        damaged(places=[[2]]),
        damaged(places=[[2], [3, 2]]),
        damaged(places=[[2], [2, True]]),
        damaged(places=[[2], [2, 2**40]]),
        damaged(kk=[["kk.3", 13, 3, 3]]),
        damaged(kk=[["kk.3", -1, 3, 3, "body"]]),
        damaged(kk=[["kk.3", 13, 3, 3, "<b>"]]),
        damaged(kk=[["kk.3", 13, 3, 3, "body", {"level": 9}]]),
        damaged(kk=[["kk.3", 13, 3, 3, "body", {"paragraph": 1}]]),
        damaged(kk="kk.3"),
        damaged(confidence="1"),
        damaged(confidence=1.5),
        damaged(confidence=1e999),
        damaged(similarity=-2),
        damaged(status="done"),
        damaged(origin=3),
        damaged(at="yesterday"),
        damaged(reviewer=["a"]),
        damaged(flags={"a": 1}),
        damaged(flags=[{"id": 1}]),
        damaged(flags=[json.loads(details_of(noted()))["flags"][0] | {"spans": [["kk", 2, 5, 99]]}]),
        damaged(flags=[json.loads(details_of(noted()))["flags"][0] | {"kk": [-1]}]),
        damaged(ratings=[{"pair": [[2], [2, 3]], "reviewer": "a", "score": 101}]),
        damaged(breaks=[["kk", 0, "x"]]),
        damaged(breaks=[1]),
    ],
)
def test_what_is_no_such_line_is_refused_with_its_place(line: str) -> None:
    entry = noted()
    with pytest.raises(MalformedFile, match=r"^t\.tsv, line 3: what it says of the link cannot be read"):
        entry_of(entry.kk_text, entry.en_text, line, "t.tsv, line 3")


@pytest.mark.parametrize("given", [[], {"level": "word"}, {"kk": 1}, {"paragraphs": [1]}, {"paragraphs": {"kk.1": 1}}])
def test_what_says_nothing_of_a_corpus_is_refused(given: Any) -> None:
    with pytest.raises(MalformedFile, match="cannot be read"):
        corpus_of_details({"corpus": given}, "t.tsv, line 2")


def test_sentences_stay_sentences() -> None:
    sentence = Sentence("kk.1.2", "body", "Бір.", (1, 1), 0, (5, 9))
    entry = LinkEntry(noted().reviewed, (sentence,), noted().en)
    assert entry_of(entry.kk_text, entry.en_text, details_of(entry), "p").kk == (sentence,)


def test_notes_of_all_kinds_come_back() -> None:
    back = entry_of(noted().kk_text, noted().en_text, details_of(noted()), "p", noted().section)
    assert back == noted()
    kinds = [type(note) for note in (*back.flags, *back.comments, *back.proposals, *back.ratings)]
    assert kinds == [Flag, Comment, Proposal, Rating]
