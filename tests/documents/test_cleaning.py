"""One clean text, and what the source has where it was made clean."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment.documents import parse_file
from alignment.documents.cleaning import clean_characters
from alignment.records import Change, Document, Paragraph


def as_written(text: str, changes: tuple[Change, ...]) -> str:
    """The source's text again."""
    made, end = "", 0
    for change in changes:
        made += text[end : change.start] + change.written
        end = change.end
    return made + text[end:]


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("қой\xadма", "қойма"),
        ("\u200bсөз\u200b \ufeffбар\u2060", "сөз бар"),
        ("ﬁrst oﬃce ﬂat ﬀ ﬄ ﬅ ﬆ", "first office flat ff ffl st st"),
        ("и\u0306огурт", "йогурт"),
        ("e\u0301\u0323 cafe\u0301", unicodedata.normalize("NFC", "e\u0301\u0323 cafe\u0301")),
        ("и\u0306\xad\u0306", "й\u0306"),
        ("а\u200dб\u200cв", "абв"),
        ("👨\u200d👩\u200d👧 келді", "👨\u200d👩\u200d👧 келді"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", None),
        ("жай\U000e0041\U000e0042мәтін", "жаймәтін"),
        ("солға \u202eгңо\u202c", "солға гңо"),
        ("әділ кɵмек ќаржы ѓимарат", None),  # look-alike letters are a slip for checks to report
        ("a\ud800b\ufffec", "a\ufffdb\ufffdc"),
        ("½ №5 м² ™", None),  # what only compatibility would change
        ("ق\u200dق", None),
    ],
)
def test_each_is_made_clean(written: str, clean: str | None) -> None:
    text, changes = clean_characters(written)
    assert text == (written if clean is None else clean)
    assert clean_characters(text) == (text, ())
    if "\ufffd" not in text:
        assert as_written(text, changes) == written


SEEN = st.characters(codec="utf-8", exclude_categories=["Cc", "Co", "Cn"])
LETTERS = st.one_of(SEEN, st.sampled_from("\xad\u200b\u200dﬁиe\u0306 а"))


@given(st.text(alphabet=LETTERS, max_size=40))
def test_what_the_source_has_is_never_lost(written: str) -> None:
    text, changes = clean_characters(written)
    assert list(changes) == sorted(changes)
    assert all(left.end <= right.start for left, right in pairwise(changes))
    assert as_written(text, changes) == written


def one(text: str, language: str = "kk") -> Paragraph:
    (paragraph,) = parse_file(text.encode(), "a.txt", language).paragraphs
    return paragraph


def test_places_move_with_the_text() -> None:
    paragraph = one("Қой\xadма  ﬁ жаңа   бар.")
    assert paragraph.text == "Қойма fi жаңа бар."
    assert [paragraph.text[:gap] for gap in paragraph.gaps] == ["Қойма", "Қойма fi жаңа"]
    assert paragraph.changes == (Change(3, 3, "\xad"), Change(6, 8, "ﬁ"))


def test_stray_control_characters_are_left_out_and_their_lines_told() -> None:
    document = parse_file("Бірінші абзац.\n\nӘлеуметтік\x1eэкономикалық жоба\0 бекі\x1fтілді,\x02 міне.".encode(), "a.txt")
    assert document.paragraphs[1].text == "Әлеуметтік-экономикалық жоба бекітілді, міне."
    assert document.strays == (3,)
    assert [change.written for change in document.paragraphs[1].changes] == ["␞", "␀", "\xad", "␂"]


@pytest.mark.parametrize("make", [Document.from_text, lambda text: Document.from_units([text])])
def test_every_door_makes_clean(make: object) -> None:
    (paragraph,) = make("Бұл ескі қой\xadма\u200bның ﬁ бо\x01лған жері.").paragraphs  # type: ignore[operator]
    assert paragraph.text == "Бұл ескі қойманың fi болған жері."
    assert len(paragraph.changes) == 4


def test_pages_are_cleaned_too() -> None:
    assert one("<p>Қой&shy;ма&#8203; &#64257; и&#774;</p>").text == "Қойма fi й"


def test_what_is_not_seen_alone_is_no_paragraph() -> None:
    document = parse_file("Бірінші әділ абзац.\n\n\u200b\n\n\xad\n\nЕкінші абзац.".encode(), "a.txt")
    assert [(p.id, p.text) for p in document.paragraphs] == [("kk.1", "Бірінші әділ абзац."), ("kk.2", "Екінші абзац.")]
