"""From paragraphs to sentences.

A stop is looked at with the words on both sides of it (`stops`) and the quote or the brackets that it stands in
(`enclosures`); what both languages know of abbreviations and of words that open sentences is in tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignment.documents.enclosures import Enclosure, holding
from alignment.documents.full_stops import UPPER
from alignment.documents.stops import Stop, ends_sentence
from alignment.languages import ABBREVIATIONS, OPENERS, alphabet_of, find_language, is_cyrillic, to_cyrillic
from alignment.records import Document, Paragraph, Sentence

# A mark of a footnote behind a stop: words or numbers in brackets, glued digits ("war.2 In"), raised figures and stars.
_DIGITS = rf"\d{{1,3}}(?:[,–-]\s?\d{{1,3}}|\s\d{{1,3}}(?=\s[{UPPER}]))*(?=\s)"
_FOOTNOTE = (
    r"\[[^\[\]]{1,30}\]|(?:\s?\[\d{1,3}(?:[,–-]\s?\d{1,3})*\])+|[¹²³⁰⁴-⁹]+|[*†‡]+"
    rf"|(?<=[^\W\d_]{{3}}[.!?…]){_DIGITS}|(?<=\b(?:1[5-9]|20)\d\d\.){_DIGITS}|(?<=[^\W\d_]{{2}}[.!?…][»”\"]){_DIGITS}"
)
# A colon counts before a numbered list. That no stop stands before the first is asked behind it: so the search is quicker.
_STOP = re.compile(
    r"(?P<marks>[.!?…‽:](?<![.!?…‽]{2})[.!?…‽]*+)"
    rf"(?:(?<=:)\s+(?=(?P<number>\d{{1,2}})[.)]\s+[{UPPER}«])"
    rf"|(?<!:)(?P<closing>(?:[»”’“'\")\]}}]|(?:{_FOOTNOTE}))*+)(?P<space>\s+|(?=[–—«“]|[{UPPER}])|$))"
)
_ITEMS_LENGTH = 200
# A word of three letters or more before a stop with no space behind it; nothing glued to it makes it an address.
_WORD_BEFORE = re.compile(rf"(?:^|(?<=[\s(«“„\"—–-]))[{UPPER}]?[^\W\d_A-Z]{{2,}}$")
_WORD_AFTER = re.compile(rf"[–—«“]\s?[{UPPER}]|[{UPPER}](?:[^\W\d_A-Z]+|[IVXLC]*(?=\s))")
_DOMAIN = re.compile(r"[A-Z][a-z]{1,3}|Кз|Қаз|Рф")


def split_sentences(text: str, language: str) -> list[tuple[int, int]]:
    """Where the sentences of one paragraph stand.

    Args:
        text: a paragraph on one line.
        language: `kk` or `en`.

    Returns:
        Spans in code points, end-exclusive, in order; the white space between sentences belongs to none.

    Raises:
        UnknownLanguage: there is no such language.

    >>> text = "А.С. Пушкин 2017 ж. келді. Ол кетті."
    >>> [text[start:end] for start, end in split_sentences(text, "kk")]
    ['А.С. Пушкин 2017 ж. келді.', 'Ол кетті.']
    """
    find_language(language)
    return list(_spans_of(text))


def sentences_of(document: Document) -> tuple[Sentence, ...]:
    """All sentences of the document, in order; a heading is one sentence."""
    return tuple(_sentences(document))


def _sentences(document: Document) -> Iterator[Sentence]:
    alphabet = alphabet_of(document.paragraphs)
    for place, paragraph in enumerate(document.paragraphs):
        for number, span in enumerate(_spans(paragraph, document.language, alphabet), 1):
            text = paragraph.text[slice(*span)]
            yield Sentence(f"{paragraph.id}.{number}", paragraph.kind, text, paragraph.lines, place, span)


def _spans(paragraph: Paragraph, language: str, alphabet: str | None) -> list[tuple[int, int]]:
    if paragraph.kind == "heading":
        return [(0, len(paragraph.text))]
    if alphabet:  # abbreviations are known in Cyrillic
        view = to_cyrillic(paragraph.text, alphabet)
        return [view.written(*span) for span in split_sentences(view.text, language)]
    return split_sentences(paragraph.text, language)


def _spans_of(text: str) -> Iterator[tuple[int, int]]:
    held = holding(text)
    place = 0
    start = len(text) - len(text.lstrip())
    for match in _STOP.finditer(text):
        while place < len(held) and held[place].end < match.start():
            place += 1
        if match["number"]:
            end = match.start() + 1
            if _is_inline(text, match.end(), int(match["number"])):
                continue
        else:
            end = match.end("closing")
            stop = Stop(match.start(), match["marks"], match["closing"], match.end())
            if match.start() < start or not (match["space"] or match.end() == len(text) or _is_glued(text, stop, end)):
                continue
            if not ends_sentence(text, stop, start):
                continue
        if any(_is_inside(one, start, match.start(), end) for one in held[place : place + 4]):
            continue
        yield start, end
        start = match.end()
    end = len(text.rstrip())
    if start < end:
        yield start, end


def _is_glued(text: str, stop: Stop, end: int) -> bool:
    """Whether the space is missing behind a stop, and the point is not one inside a name ("ASP.NET", "Booking.Com")."""
    before = _WORD_BEFORE.search(text[max(0, stop.start - 40) : stop.start])
    after = _WORD_AFTER.match(text, end)
    if before is None or after is None or before[0] in ABBREVIATIONS:
        return False
    if is_cyrillic(before[0][-1]) and not _DOMAIN.fullmatch(after[0]):
        return True
    return after[0].lower() in OPENERS


def _is_inside(one: Enclosure, start: int, stop: int, end: int) -> bool:
    """Whether a quote or brackets hold a stop of the sentence that begins at `start`."""
    if one.quote:
        return start <= one.start < stop and end <= one.end
    return start < one.start < stop <= one.end


def _is_inline(text: str, start: int, number: int) -> bool:
    """Whether a numbered list goes on in the same sentence: "1. Report; 2. Election"."""
    later = re.compile(rf"([,;])\s+{number + 1}[.)]\s").search(text, start, start + _ITEMS_LENGTH)
    return later is not None
