"""When a text counts as wrapped at its line ends, and which of its lines are joined then."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from alignment.documents.reading import parse_document
from alignment.documents.sentences import split_sentences
from tests.conftest import EN, KK

LONG = "Бұл жол осы мәтіннің ең ұзын жолы болғандықтан келесі сөз мұнда ешқалай да сыймайды."
SHORT = "Бұл жол одан әлдеқайда қысқа, әрине."


def texts(lines: list[str]) -> list[str]:
    return [paragraph.text for paragraph in parse_document("\n".join(lines) + "\n", "x", "kk").paragraphs]


def mixed(full: int, of: int = 20) -> list[str]:
    """Lines of which so many reach the margin, spread over the text."""
    return [LONG if (place * full) % of < full else SHORT for place in range(of)] + [SHORT]


@pytest.mark.parametrize("full", [0, 5, 8, 11])
def test_a_text_of_one_sentence_a_line_is_not_joined_because_some_are_long(full: int) -> None:
    lines = mixed(full)
    assert lines.count(LONG) == full
    assert texts(lines) == lines


@pytest.mark.parametrize("full", [13, 19])
def test_a_text_whose_lines_mostly_reach_the_margin_is_wrapped(full: int) -> None:
    lines = mixed(full)
    joined = texts(lines)
    assert len(joined) == lines.count(SHORT)
    assert " ".join(joined) == " ".join(lines)


def test_lines_longer_than_a_page_is_wide_are_paragraphs() -> None:
    for line, wrapped in ((LONG + " " + LONG, False), (LONG[:45] + ".", False), (LONG, True)):
        assert (len(texts([line] * 10 + [SHORT])) == 1) is wrapped


def pages(*furniture: str) -> list[str]:
    """Pages of one paragraph each, with a line of their own beneath."""
    return [line for number, foot in enumerate(furniture, 1) for line in (f"Бұл {number} беттің мәтіні.", "", foot, "")]


@pytest.mark.parametrize(
    ("feet", "dropped"),
    [
        (["Адам құқығы 5", "Адам құқығы 6", "Адам құқығы 7"], True),
        (["Адам құқығы 5", "Адам құқығы 6"], False),  # twice may be chance: two annexes
        (["Адам құқығы 7", "Адам құқығы 6", "Адам құқығы 5"], False),  # page numbers rise
        (["Адам құқығы 5", "Адам құқығы 5", "Адам құқығы 5"], False),
    ],
)
def test_running_heads_recur_three_times_with_rising_numbers(feet: list[str], dropped: bool) -> None:
    found = texts(pages(*feet))
    assert [text for text in found if text in feet] == ([] if dropped else feet)
    assert len([text for text in found if text.startswith("Бұл")]) == len(feet)


@pytest.mark.parametrize("above", [True, False])
def test_the_publishers_line_beside_a_page_number_goes_with_it(above: bool) -> None:
    series = "Елдер туралы баяндама • Мемлекеттік департамент"
    foot = (series, "", "7", "") if above else ("7", "", series, "")
    assert texts(["Бірінші абзац осы.", "", *foot, "Екінші абзац осы."]) == ["Бірінші абзац осы.", "Екінші абзац осы."]


def test_a_heading_is_short() -> None:
    words = "сөз " * 36
    for text, kind in ((f"{words}соңы", "heading"), (f"{words}соңы әрі", "body")):
        assert (len(text) <= 150) is (kind == "heading")
        assert parse_document(f"Тақырып\n\n{text}\n", "x", "kk").paragraphs[1].kind == kind


def test_a_year_is_no_list_number() -> None:
    text = "Ол туған жыл: 1995. Кейін көшті."
    assert [text[a:b] for a, b in split_sentences(text, "kk")] == ["Ол туған жыл: 1995.", "Кейін көшті."]
    text = "Тізім: 12. Он екінші."
    assert [text[a:b] for a, b in split_sentences(text, "kk")] == ["Тізім:", "12. Он екінші."]


@pytest.mark.parametrize(("margin", "dropped"), [("", False), ("  ", False), (" ", True)])
def test_an_address_goes_only_at_a_pages_foot(margin: str, dropped: bool) -> None:
    found = texts(["Тізім мына жерде:", "https://example.org/a", f"{margin}осыдан кейін."])
    assert ("https://example.org/a" in found) is not dropped
    found = texts(["Тізім мына жерде:", "қара https://example.org/a", f"{margin}осыдан кейін."])
    assert "қара https://example.org/a" in found  # words stand on the line too


NOTED = [
    "Қазақстан Республикасының Үкіметі өңірлік даму саласындағы халықаралық қатынастарды",
    "кеңейту туралы шешім қабылдады, ал жаңа бағдарлама бойынша бірнеше ірі жобаға мол",
    "қосымша қаражат1 бөлінеді және облыс әкімдері жыл сайын халыққа есеп береді деп отыр.",
    "Қоғамдық кеңес мүшелері бағдарламаның орындалуын2 тексереді және өз ұсыныстарын алдағы",
]
NOTES = ["1 Мемлекеттік бағдарлама, 5-бет.", "2 Сонда, 7-бет"]
REST = ["жылы Үкіметке жолдайды. Бұл туралы баспасөз қызметі хабарлады және халықтың пікірін", "сұрады."]


@pytest.mark.parametrize("foot", [["\f"], ["", "– 3 –", ""], [""], ["", "3", "\f"]])
@pytest.mark.parametrize("blank", [[""], []])
def test_footnotes_stand_behind_the_paragraph_that_they_interrupt(foot: list[str], blank: list[str]) -> None:
    if foot == [""] and not blank:
        return  # nothing tells where the page ends
    found = texts([*NOTED, *blank, *NOTES, *foot, *REST])
    assert found == [" ".join([*NOTED, *REST]), *NOTES]


def test_footnotes_under_a_whole_paragraph_stay_apart() -> None:
    whole = [*NOTED[:2], "қаражат1 берілді."]
    found = texts([*whole, "", NOTES[0], "\f" + NOTED[0], *NOTED[1:], *REST])
    assert found == [" ".join(whole), NOTES[0], " ".join([*NOTED, *REST])]


def test_a_date_at_a_pages_foot_is_no_footnote() -> None:
    day = ["15 наурыз күні полиция қызметкерлері 29 жастағы Астана қаласының тұрғынын қоғамдық мүше", "ретінде"]
    assert texts(["Полиция", "", *day[:1], "\f" + day[1] + " шақырды.", *NOTED])[1].startswith(" ".join(day))


COLUMN = [
    *("The court ruled in the spring", "that the law did not hold, and"),
    "sent the case to the supreme",
    "court of the land, as it said.",
]


def test_the_lines_of_a_narrow_column_are_joined() -> None:
    """Half a page wide, or less, as `pdftotext` writes columns."""
    assert texts([*COLUMN, ""] * 10) == [" ".join(COLUMN)] * 10


def test_the_lines_of_a_page_on_its_side_are_joined() -> None:
    half = "the court ruled that the law did not hold, and sent the case to the supreme court of the land,"
    lines = [f"{half} {half} and said so"] * 6 + ["then."]
    assert texts([*lines, ""] * 5) == [" ".join(lines)] * 5


def test_the_time_at_which_a_browser_printed_is_no_title() -> None:
    pages = [["11/29/26, 12:58 AM", "", *COLUMN, f"{number}/3"] for number in (1, 2, 3)]
    found = texts(["\f".join("\n".join(page) + "\n" for page in pages)])
    assert "11/29/26, 12:58 AM" not in " ".join(found)


def test_verses_and_lists_as_narrow_stay_apart() -> None:
    verses = [
        "The court ruled in the spring",
        "The law was old and did not hold",
        "The case went on to higher ground",
        "And so it came to be",
    ]
    assert texts(verses * 10) == verses * 10


def test_stretched_lines_torn_into_words_are_one_line() -> None:
    """What `pdftotext` makes of justified lines with wide spaces."""
    lines = ["The committee on the", *"freedom of conscience and belief".split(), "said that the new law was", "old. It"]
    lines += [*"would be sent to parliament.".split(), "Members of the house had", "asked for it in the winter."]
    assert texts([*lines, ""] * 10) == [" ".join(lines)] * 10


@pytest.mark.parametrize("blank", [[""], []])
@pytest.mark.parametrize(
    "heading",
    [
        ("Section 1. Respect for the Integrity of the Person, Including Freedom", "from:"),
        ("a. Arbitrary Deprivation of Life and Other Unlawful Acts, or Politically", "Motivated Killings"),
    ],
)
def test_a_heading_in_larger_type_is_wrapped_before_the_text_is(heading: tuple[str, str], blank: list[str]) -> None:
    text = [
        "The government held officials accountable for breaking the law, particularly in high-profile corruption",
        "cases. Corruption nevertheless remained widespread, and persons with ties to the authorities, or to the",
        "officers of the state, went unpunished, as the observers of the elections and the bar said in the year",
        "before.",
    ]
    lines = [*[*text, ""] * 9, *heading, *blank, *text]
    found = [paragraph.text for paragraph in parse_document("\n".join(lines), "x").paragraphs]
    assert found == [" ".join(text)] * 9 + [" ".join(heading), " ".join(text)]


@pytest.mark.parametrize(("file", "least"), [(KK, 0.91), (EN, 0.89)])
def test_paragraphs_without_blank_lines_between_them(file: Path, least: float) -> None:
    text = file.read_text(encoding="utf-8")
    whole = [p.text for p in parse_document(text, "x").paragraphs]
    bare = "".join(f"{line}\n" for line in text.split("\n") if line.strip())
    found = [p.text for p in parse_document(bare, "x").paragraphs]
    same = sum((Counter(whole) & Counter(found)).values())
    assert 2 * same / (len(whole) + len(found)) >= least
    assert abs(len(found) - len(whole)) < 0.08 * len(whole)
