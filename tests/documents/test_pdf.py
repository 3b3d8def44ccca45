"""PDF: paragraphs from the places of letters, and files that hold no text."""

from __future__ import annotations

import io
import zlib

import pytest

from alignment.documents.blocks import Block
from alignment.documents.pdf import read
from alignment.exceptions import MalformedFile, NotText, UnreadableFile
from tests.documents.fixtures import drawn

FULL = ("The court ruled in 2017 that the law did not", "hold, and sent the case to the supreme court of")


def blocks(data: bytes) -> list[Block]:
    found = read(data, "x.pdf")
    assert isinstance(found, list)
    return found


def texts(data: bytes) -> list[str]:
    return [block.text for block in blocks(data)]


def lines(
    *texts: str, x: float = 60, top: float = 700, step: float = 14, size: float = 11
) -> list[tuple[float, float, float, str]]:
    return [(x, top - step * place, size, text) for place, text in enumerate(texts)]


def test_headings_are_known_by_their_type_and_paragraphs_by_the_space_between() -> None:
    page = [
        (60, 760, 20, "Kazakhstan"),
        (60, 730, 14, "Section 1. Respect for the court"),
        *lines(*FULL, "the land."),
        *lines(*FULL, "Almaty.", top=650),
        (60, 600, 11, "*a. Arrest"),
        *lines(*FULL, "Astana.", top=580),
    ]
    found = blocks(drawn(page))
    assert [(block.level, block.text.split()[-1]) for block in found] == [
        *((0, "Kazakhstan"), (1, "court"), (None, "land."), (None, "Almaty."), (2, "Arrest"), (None, "Astana.")),
    ]
    assert {block.page for block in found} == {1}


def test_a_paragraph_goes_on_over_a_page_without_what_the_printer_put_between() -> None:
    pages = [[(60, 800, 9, "Human rights"), *lines(*FULL, *FULL), (290, 30, 9, f"- {number} -")] for number in (1, 2, 3)]
    assert texts(drawn(*pages)) == [" ".join([*FULL, *FULL] * 3)]


@pytest.mark.parametrize("form", ["{}", "Page {} of 3", "{}/3", "{}-bet | p. {}", "Report {}", "{} | Report"])
def test_page_numbers_are_no_text(form: str) -> None:
    pages = [[*lines(*FULL, *FULL), (290, 30, 9, form.format(number, number))] for number in (1, 2, 3)]
    assert texts(drawn(*pages)) == [" ".join([*FULL, *FULL] * 3)]


def test_columns_are_read_one_after_the_other_under_a_title() -> None:
    left, right = (
        ("the left side of this page is read", "before the right one, line by line"),
        ("then comes the other side, which", "goes on with the same sentence to"),
    )
    page = [(60, 760, 18, "A title over both of the columns"), *lines(*left * 4), *lines(*right * 4, x=310)]
    assert texts(drawn(page)) == ["A title over both of the columns", " ".join([*left * 4, *right * 4])]


def test_rows_of_short_cells_are_no_columns() -> None:
    page = [
        cell
        for place in range(8)
        for cell in ((60, 700 - 30 * place, 11, f"row {place}"), (310, 700 - 30 * place, 11, "yes"))
    ]
    assert texts(drawn(page)) == [f"row {place} yes" for place in range(8)]


def test_a_footnote_stands_behind_the_paragraph_that_goes_on_over_the_page() -> None:
    noted = [
        *lines(*FULL, *FULL),
        (60, 80, 8, "1 See the law of 1995."),
        (60, 70, 8, "2 The same, page 7"),
        (290, 30, 9, "1"),
    ]
    assert texts(drawn(noted, [*lines(*FULL, "Astana."), (290, 30, 9, "2")])) == [
        *(" ".join([*FULL, *FULL, *FULL, "Astana."]), "1 See the law of 1995.", "2 The same, page 7"),
    ]


def test_a_raised_mark_is_no_number() -> None:
    page = lines(*FULL, "Astana.")
    end = page[-1]
    assert texts(
        drawn([*page[:-1], (60, end[1], 11, "Astana"), (97.5, end[1] + 4, 6, "12"), (104.5, end[1], 11, ".")])
    ) == [
        " ".join([*FULL, "Astana¹²."]),
    ]


def test_hyphens_at_line_ends() -> None:
    page = lines("The government did not permit the permit-", "ted rally of a well-", "known party.")
    assert texts(drawn(page)) == ["The government did not permit the permitted rally of a well-known party."]


def test_indents_begin_paragraphs() -> None:
    page = [
        (x, 700 - 14 * place, 11, text)
        for place, (x, text) in enumerate(
            [(78, FULL[0][:-4]), (60, FULL[1]), (78, FULL[0][:-4] + "."), (78, FULL[0][:-4]), (60, "end.")]
        )
    ]
    assert [text.count("The court") for text in texts(drawn(page))] == [1, 1, 1]


def test_letters_of_another_font_stand_in_their_places() -> None:
    """Programs write the Kazakh letters that a font lacks in another one, before or after the rest of the line."""
    from reportlab.pdfgen.canvas import Canvas

    fonts = ["Helvetica", "Courier"]
    words = "Kazakhstan Respublikasynyng Ukimeti zhanga zang kabyldady"
    for first, second in ((0, 1), (1, 0)):
        page = io.BytesIO()
        canvas = Canvas(page)
        for row in range(6):
            letters = []
            x = 60.0
            for letter in words:
                font = fonts[letter in "ngK"]
                letters.append((font, x, letter))
                x += canvas.stringWidth(letter, font, 11)
            for font in (fonts[first], fonts[second]):
                for other, place, letter in letters:
                    if other == font and letter != " ":
                        canvas.setFont(font, 11)
                        canvas.drawString(place, 700 - 14 * row, letter)
        canvas.save()
        assert texts(page.getvalue()) == [" ".join([words] * 6)]


@pytest.mark.parametrize("quarter", [90, 180, 270])
def test_a_page_written_sideways_is_read(quarter: int) -> None:
    from reportlab.pdfgen.canvas import Canvas

    page = io.BytesIO()
    canvas = Canvas(page, pagesize=(600, 600))
    canvas.translate(300, 300)
    canvas.rotate(quarter)
    canvas.setFont("Helvetica", 11)
    for row, text in enumerate([*FULL, "the land.", "", *FULL, "Almaty."]):
        canvas.drawString(-200, 200 - 14 * row, text)
    canvas.save()
    assert texts(page.getvalue()) == [" ".join([*FULL, "the land."]), " ".join([*FULL, "Almaty."])]


def test_an_initial_over_several_lines_belongs_to_its_word() -> None:
    page = [
        *((60, 678, 40, "T"), (90, 700, 11, FULL[0][1:]), (90, 686, 11, FULL[1])),
        *lines(*FULL, "the land.", top=672),
        *lines(*FULL, "Almaty.", top=610),
    ]
    assert texts(drawn(page)) == [" ".join([*FULL, *FULL, "the land."]), " ".join([*FULL, "Almaty."])]


def test_lines_of_three_columns_need_not_be_level() -> None:
    side = ("one side of this page is", "read before another one,", "line by line, and goes on")
    page = [row for place in range(3) for row in lines(*side * 3, x=60 + 160 * place, top=700 - 5 * place)]
    assert texts(drawn(page)) == [" ".join([*side] * 9)]


def test_turned_letters_are_left_out() -> None:
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.drawString(60, 700, "The court ruled, and he appealed.")
    canvas.rotate(90)
    canvas.drawString(200, -20, "arXiv stamp")
    canvas.save()
    assert texts(file.getvalue()) == ["The court ruled, and he appealed."]


class TestRefusals:
    def test_a_scan(self) -> None:
        from reportlab.pdfgen.canvas import Canvas

        file = io.BytesIO()
        canvas = Canvas(file)
        for number in range(3):
            canvas.rect(50, 50, 400, 700, fill=1)
            canvas.drawString(60, 20, str(number))
            canvas.showPage()
        canvas.save()
        with pytest.raises(NotText, match=r"x\.pdf: 3 of 3 pages are pictures .* ocrmypdf -l kaz\+eng"):
            read(file.getvalue(), "x.pdf")

    def test_a_password(self) -> None:
        from reportlab.lib.pdfencrypt import StandardEncryption

        data = drawn(lines(*FULL), encrypt=StandardEncryption("secret", strength=128))
        with pytest.raises(UnreadableFile, match="password"):
            read(data, "x.pdf")

    @pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n", drawn(lines(*FULL))[:200]])
    def test_a_broken_file(self, data: bytes) -> None:
        with pytest.raises((MalformedFile, NotText), match=r"x\.pdf"):
            read(data, "x.pdf")

    @pytest.mark.parametrize("twice", [False, True])
    def test_a_bomb(self, twice: bool) -> None:
        packed = _zeros(200 << 20)
        if twice:
            packed = zlib.compress(packed)
        names = b"/FlateDecode /FlateDecode" if twice else b"/FlateDecode"
        data = b"%%PDF-1.7\n4 0 obj\n<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream\nendobj\n" % (
            len(packed),
            names,
            packed,
        )
        with pytest.raises(MalformedFile, match="128 MB"):
            read(data, "x.pdf")

    def test_pictures_are_not_unpacked(self) -> None:
        packed = _zeros(200 << 20)
        picture = b"9 0 obj\n<< /Subtype /Image /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (
            len(packed),
            packed,
        )
        assert texts(drawn(lines(*FULL)).replace(b"\nxref\n", b"\n" + picture + b"xref\n")) == [" ".join(FULL)]


def _zeros(length: int) -> bytes:
    """So many zeros, packed."""
    packer, block = zlib.compressobj(1), bytes(1 << 20)
    first, other = (packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    return first + other * ((length >> 20) - 1)
