"""From paragraphs to sentences.

The segmentation is sentencex's; what it does not know of Kazakh (its abbreviations and initials) is mended here: a cut is
taken back where the text before it cannot end a sentence, and one is added where a space is missing after the point.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from alignment.languages import Language, alphabet_of, find_language, to_cyrillic
from alignment.records import Document, Paragraph, Sentence

# The last word before a cut, without its point, with an opening bracket or quote before it allowed.
_LAST_WORD = re.compile(r"(?:^|[\s(«“\"'])([^\s(«“\"']+)\.\s*$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_LIST_NUMBER = re.compile(r"(?:(?<=[.;:!?]\s)|^)\d{1,2}[.)]")
_LIST_NUMBER_LENGTH = 3
_MOST_SPACES = 100  # behind a list's number
_NOT_SPACE = re.compile(r"\S")
# A point glued between a word of three letters or more and a capitalized one: "болды.Ол".
_GLUED_POINT = re.compile(r"(?<=[^\W\d_]{3}[.!?])(?=[А-ЯЁӘҒҚҢӨҰҮҺІA-Z][^\W\d_])")


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
    spoken = find_language(language)
    spans = []
    start = 0
    for end in _cuts(text, spoken):
        piece = text[start:end]
        if piece.strip():
            left = start + len(piece) - len(piece.lstrip())
            spans.append((left, start + len(piece.rstrip())))
        start = end
    return spans


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


def _cuts(text: str, language: Language) -> Iterable[int]:
    """The ends of the sentences, the white space behind them included."""
    # The library takes some tenths of a second to load, so it waits for the first text.
    from sentencex import segment

    ends = {len(text), *(match.start() for match in _GLUED_POINT.finditer(text))}
    end = 0
    for piece in segment(language.code, text):
        end += len(piece)
        if item := _list_number_before(text, end):
            ends.add(item.start())  # "… екі: 2. Екінші": the number belongs to what follows
        elif _ends_sentence(text, end, language):
            ends.add(end)
    return sorted(ends)


def _list_number_before(text: str, end: int) -> re.Match[str] | None:
    # Nothing here may look at the whole text: a file without line ends is one paragraph, and has many sentences.
    stop = max(0, end - _MOST_SPACES) + len(text[max(0, end - _MOST_SPACES) : end].rstrip())
    for start in range(max(0, stop - _LIST_NUMBER_LENGTH), stop):
        if (item := _LIST_NUMBER.match(text, start, stop)) and item.end() == stop:
            return item
    return None


def _ends_sentence(text: str, end: int, language: Language) -> bool:
    after = _NOT_SPACE.search(text, end)
    if after is None:
        return True
    if after[0].islower() or after[0] in ",;)»":
        return False
    if not (last := _LAST_WORD.search(text[max(0, end - 40) : end])):
        return True
    word = last.group(1)
    if _INITIALS.fullmatch(word) and word[0].isupper():
        return False
    return word not in language.abbreviations and word.casefold() not in language.abbreviations
