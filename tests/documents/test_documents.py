"""The document reader: the report's layout, each rule by itself, and what is no text."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from alignment import read_document
from alignment.documents.reading import parse_document
from alignment.exceptions import EmptyText, NotText, UnknownLanguage, UnreadableFile, WrongEncoding, WrongFormat
from tests.conftest import EN, KK

FULL = "Бұл жол парақтың енін түгел алып тұр деп есептейік, сондықтан ол келесі жолға өтеді ғой"


def texts(text: str, language: str = "kk") -> list[tuple[str, str]]:
    return [(p.kind, p.text) for p in parse_document(text, "x", language).paragraphs]


def wrapped(*lines: str) -> str:
    """A hard-wrapped text: enough full lines that the reader knows the measure, then `lines`."""
    return "\n".join([FULL] * 30 + ["соңы."]) + "\n\n" + "\n".join(lines) + "\n"


class TestReport:
    """The facts were counted by hand in the report's file."""

    document = read_document(KK)

    def test_units(self) -> None:
        kinds = Counter(p.kind for p in self.document.paragraphs)
        assert kinds == {"heading": 45, "body": 227}
        assert Counter(p.level for p in self.document.paragraphs if p.kind == "heading") == {0: 1, 1: 7, 2: 15, 3: 22}
        assert self.document.language == "kk"
        assert [p.id for p in self.document.paragraphs[:3]] == ["kk.1", "kk.2", "kk.3"]

    def test_headings_stand_on_these_lines(self) -> None:
        first = [p.lines[0] for p in self.document.paragraphs if p.kind == "heading"]
        # fmt: off
        assert first == [
            1, 3, 42, 44, 78, 82, 129, 184, 195, 216, 314, 358, 409, 448, 457, 486, 489, 663, 721, 729, 731, 775, 847, 855,
            919, 999, 1046, 1074, 1135, 1181, 1258, 1260, 1341, 1413, 1419, 1424, 1463, 1472, 1507, 1516, 1519, 1617, 1666,
            1719, 1744,
        ]
        # fmt: on

    @pytest.mark.parametrize(
        "lines",
        [
            (5, 18),  # an ordinary paragraph
            (21, 21),
            (82, 84),  # a heading over a blank line
            (196, 210),  # glued under its heading
            (856, 861),
            (862, 879),  # over a page top, with a link's address on the line before it
            (1343, 1346),
            (1446, 1457),
            (1181, 1182),
            (1472, 1473),
            (1090, 1097),  # after the running head and footer
        ],
    )
    def test_units_with_these_line_ranges(self, lines: tuple[int, int]) -> None:
        starts = {p.lines[0]: p.lines for p in self.document.paragraphs}
        assert lines[0] in starts
        assert starts[lines[0]] == lines

    @pytest.mark.parametrize("line", [358, 409, 462, 565, 663, 1606])
    def test_page_tops_that_start_a_unit(self, line: int) -> None:
        assert line in {p.lines[0] for p in self.document.paragraphs}

    @pytest.mark.parametrize(
        "line", [54, 103, 154, 203, 253, 304, 514, 614, 716, 769, 818, 872, 923, 973, 1346, 1454, 1805]
    )
    def test_page_tops_that_continue_one(self, line: int) -> None:
        assert any(p.lines[0] < line <= p.lines[1] for p in self.document.paragraphs)

    @pytest.mark.parametrize("line", [293, 526, 681, 684, 708, 834, 872, 1188, 1283, 1500, 1594, 1650, 1694, 1826])
    def test_line_end_hyphens_are_kept_and_joined(self, line: int) -> None:
        lines = KK.read_text(encoding="utf-8").split("\n")
        word = lines[line - 1].split()[-1] + lines[line].split()[0]
        assert any(p.lines[0] <= line < p.lines[1] and word in p.text for p in self.document.paragraphs)

    def test_furniture_is_dropped_and_nothing_else(self) -> None:
        raw = KK.read_text(encoding="utf-8").split("\n")
        dropped = {871, 1345, 1453, 1078, 1080, 1081}
        expected = "".join("".join(line.split()) for number, line in enumerate(raw, 1) if number not in dropped)
        assert "".join("".join(p.text.split()) for p in self.document.paragraphs) == expected

    def test_the_english_side(self) -> None:
        document = read_document(EN)
        assert document.language == "en"
        assert Counter(p.level for p in document.paragraphs if p.kind == "heading") == {0: 1, 1: 7, 2: 15, 3: 22}


class TestRules:
    def test_a_run_of_blank_lines_is_one_separator(self) -> None:
        assert texts("Бір.\n\n \n\n\nЕкі.\n") == [("body", "Бір."), ("body", "Екі.")]

    def test_lines_that_are_whole_paragraphs_are_not_joined(self) -> None:
        assert texts("Бірінші абзац осы.\nЕкінші абзац мынау.\nҮшінші.") == [
            ("body", "Бірінші абзац осы."),
            ("body", "Екінші абзац мынау."),
            ("body", "Үшінші."),
        ]

    def test_a_wrap_is_joined_and_a_meant_break_is_not(self) -> None:
        assert texts(wrapped(FULL, "жалғасы.", FULL, "соңы."))[1:] == [
            ("body", f"{FULL} жалғасы."),
            ("body", f"{FULL} соңы."),
        ]

    def test_a_heading_glued_to_its_text_is_cut_off(self) -> None:
        assert texts(wrapped("Қысқа тақырып", FULL, "соңы."))[1:] == [
            ("heading", "Қысқа тақырып"),
            ("body", f"{FULL} соңы."),
        ]

    def test_a_page_top_continues_a_sentence(self) -> None:
        assert texts(wrapped(FULL, " " + FULL, "соңы."))[1:] == [("body", f"{FULL} {FULL} соңы.")]

    def test_page_numbers_and_running_heads_that_recur_are_dropped(self) -> None:
        pages = "\n\n".join(f"Бұл {n} беттің мәтіні.\n\nҚазақстан туралы баяндама {n}" for n in range(1, 6))
        assert [text for _, text in texts(pages)] == [f"Бұл {n} беттің мәтіні." for n in range(1, 6)]

    def test_a_lone_heading_with_a_number_is_kept(self) -> None:
        assert ("heading", "Қосымша 5") in texts("Мәтін осында.\n\nҚосымша 5\n\nТағы мәтін.")

    def test_runs_of_spaces_are_collapsed(self) -> None:
        assert texts("Бір    екі  үш.") == [("body", "Бір екі үш.")]

    @pytest.mark.parametrize(
        ("text", "language", "level"),
        [
            ("1-бөлім. Адам құқықтары:", "kk", 1),
            ("6-бөлiм. Дискриминация", "kk", 1),
            ("а. Өмірден айыру", "kk", 2),
            ("b. Жоғалу", "kk", 2),
            ("с. Балалар еңбегі", "kk", 2),
            ("Әйелдер", "kk", 3),
            ("Section 2. Respect for Civil Liberties, Including:", "en", 1),
            ("c. Freedom of Religion", "en", 2),
            ("Women", "en", 3),
            ("The law provides for this.", "en", None),
            ("а. бұл тізім тармағы.", "kk", None),
        ],
    )
    def test_heading_levels(self, text: str, language: str, level: int | None) -> None:
        last = parse_document(f"Title\n\n{text}\n", "x", language).paragraphs[-1]
        assert (last.text, last.level) == (text, level)

    def test_windows_line_ends_and_byte_order_marks(self, tmp_path: Path) -> None:
        for encoding in ("utf-8-sig", "utf-16"):
            path = tmp_path / f"{encoding}.txt"
            path.write_text("Қазақстан туралы бірінші абзац.\r\n\r\nЕкінші абзац осында.\r\n", encoding=encoding)
            assert [p.text for p in read_document(path).paragraphs] == [
                "Қазақстан туралы бірінші абзац.",
                "Екінші абзац осында.",
            ]


class TestBadInput:
    @pytest.mark.parametrize(
        ("content", "exception", "message"),
        [
            (b"", EmptyText, "holds no text"),
            (b" \n\n ", EmptyText, "holds no text"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", WrongFormat, "picture"),
            (b"PK\x03\x04\x14\0\0\0", WrongFormat, "damaged ZIP"),
            (b"\x01\x02\x03\0" * 9, NotText, "binary"),
            ("Алматы.\n\n".encode() + "Алматы".encode("cp1251"), WrongEncoding, "line 3"),
            ("Это русский текст без особых букв.".encode(), UnknownLanguage, "Russian"),
            (b"12345 67890", UnknownLanguage, "no letters"),
            ("これは日本語の文章です。".encode(), UnknownLanguage, "neither"),
        ],
    )
    def test_each_names_the_file_and_the_fault(
        self, tmp_path: Path, content: bytes, exception: type[Exception], message: str
    ) -> None:
        path = tmp_path / "text.txt"
        path.write_bytes(content)
        with pytest.raises(exception, match=message) as caught:
            read_document(path)
        assert "text.txt" in str(caught.value)
        assert "\n" not in str(caught.value)

    def test_missing_file_and_folder(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableFile, match="no such file"):
            read_document(tmp_path / "none.txt")
        with pytest.raises(UnreadableFile, match="folder"):
            read_document(tmp_path)

    def test_unknown_language_code(self) -> None:
        with pytest.raises(UnknownLanguage, match="use one of kk, en"):
            read_document(KK, "ru")


class TestStraySpaces:
    """What is collapsed in the text is remembered by its place."""

    def test_several_spaces_are_remembered(self) -> None:
        (paragraph,) = parse_document("Жаңа   заң күшіне  енді.", "x", "kk").paragraphs
        assert paragraph.text == "Жаңа заң күшіне енді."
        assert [paragraph.text[:gap] for gap in paragraph.gaps] == ["Жаңа", "Жаңа заң күшіне"]
        assert paragraph.indents == ()

    def test_so_are_those_at_the_end_of_a_line_that_goes_on(self) -> None:
        paragraph = parse_document(wrapped(f"{FULL}  ", "деп айтты.  "), "x", "kk").paragraphs[-1]
        assert paragraph.gaps == (len(FULL),)

    def test_a_line_that_begins_with_a_space_is_remembered(self) -> None:
        paragraph = parse_document(wrapped(FULL, " деп айтты."), "x", "kk").paragraphs[-1]
        assert paragraph.text[slice(*(paragraph.indents[0], None))] == "деп айтты."

    def test_the_places_are_those_of_spaces_in_the_report(self) -> None:
        for paragraph in TestReport.document.paragraphs:
            assert all(paragraph.text[gap] == " " for gap in paragraph.gaps)
            assert all(not place or not paragraph.text[place - 1].isalnum() for place in paragraph.indents)
        assert sum(len(p.gaps) for p in TestReport.document.paragraphs) == 14
