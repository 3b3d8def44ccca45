"""DOCX: the text that Word shows with all changes accepted, and files that do harm."""

from __future__ import annotations

import io
import zipfile

import pytest

from alignment.documents.blocks import Block
from alignment.documents.word import read
from alignment.exceptions import MalformedFile
from tests.documents.fixtures import typed, zipped


def blocks(data: bytes) -> list[Block]:
    found = read(data, "x.docx")
    assert isinstance(found, list)
    return found


def texts(body: str, **parts: str) -> list[str]:
    return [block.text for block in blocks(zipped(body, **parts))]


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inside)}</w:p>"


def test_headings_by_word_s_own_styles() -> None:
    found = blocks(typed([(0, "Есеп"), (1, "1-бөлім"), (2, "а. Сот"), (3, "Күзет"), (None, "Сот шешім шығарды.")]))
    assert [(block.level, block.text) for block in found] == [
        *((0, "Есеп"), (1, "1-бөлім"), (2, "а. Сот"), (3, "Күзет"), (None, "Сот шешім шығарды.")),
    ]


@pytest.mark.parametrize(
    ("style", "properties", "level"),
    [
        ('<w:name w:val="heading 2"/>', "", 2),
        ('<w:name w:val="heading 7"/>', "", 3),
        ('<w:name w:val="Заголовок 1"/>', "", 1),
        ('<w:name w:val="Title"/>', "", 0),
        ('<w:name w:val="Mine"/><w:basedOn w:val="B"/>', "", 1),
        ('<w:name w:val="Mine"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>', "", 2),
        ('<w:name w:val="Mine"/><w:basedOn w:val="S"/>', "", None),  # on itself
        ('<w:name w:val="Body Text"/>', '<w:outlineLvl w:val="0"/>', 1),
        ('<w:name w:val="Body Text"/>', '<w:outlineLvl w:val="9"/>', None),
        ('<w:name w:val="Body Text"/>', "", None),
    ],
)
def test_headings_by_styles_that_are_derived_or_named_in_another_language(
    style: str, properties: str, level: int | None
) -> None:
    styles = f'<w:style w:styleId="S">{style}</w:style><w:style w:styleId="B"><w:name w:val="heading 1"/></w:style>'
    body = paragraph(run("Сот шешім шығарды."), properties=f'<w:pStyle w:val="S"/>{properties}')
    assert [block.level for block in blocks(zipped(body, styles=styles))] == [level]


@pytest.mark.parametrize(
    ("inside", "level"),
    [
        ((run("Соттың рөлі", "<w:b/>"),), 3),
        ((run("Соттың рөлі", '<w:b w:val="0"/>'),), None),
        ((run("Соттың ", "<w:b/>"), run("рөлі")), None),
        ((run("Соттың рөлі.", "<w:b/>"),), None),
    ],
)
def test_a_short_bold_paragraph_is_a_heading(inside: tuple[str, ...], level: int | None) -> None:
    assert [block.level for block in blocks(zipped(paragraph(*inside)))] == [level]


def test_changes_are_accepted() -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>ескі</w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:id="2">{run("бұрынғы")}</w:moveFrom>'
    kept = f'<w:ins w:id="3">{run("жаңа ")}</w:ins><w:moveTo w:id="4">{run("келген ")}</w:moveTo>'
    assert texts(paragraph(run("Бұл "), deleted, moved, kept, run("сөз."))) == ["Бұл жаңа келген сөз."]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    ended = paragraph(run("Сот шешім "), properties='<w:rPr><w:del w:id="1"/></w:rPr>')
    assert texts(ended + paragraph(run("шығарды."))) == ["Сот шешім шығарды."]
    assert texts(ended) == ["Сот шешім"]


def test_rows_and_cells_that_were_deleted_are_gone() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}</w:tc>"

    rows = (
        f"<w:tr>{cell('Қала')}{cell('Халық')}</w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell('Ескі')}{cell('1')}</w:tr>"
        f"<w:tr>{cell('Алматы')}{cell('жоқ', '<w:cellDel/>')}{cell('')}{cell('2 млн')}</w:tr>"
        f"<w:tr>{cell('Жалғыз ұяшық.')}</w:tr>"
    )
    assert texts(f"<w:tbl>{rows}</w:tbl>") == ["Қала | Халық", "Алматы | 2 млн", "Жалғыз ұяшық."]


def test_notes_stand_behind_the_paragraph_with_their_mark() -> None:
    def note(kind: str, number: int, text: str, more: str = "") -> str:
        return f'<w:{kind} w:id="{number}" {more}>{paragraph(run(text))}</w:{kind}>'

    mark = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    end = '<w:r><w:endnoteReference w:id="1"/></w:r>'
    body = paragraph(run("Сот"), mark, run(" шешім шығарды."), end) + paragraph(run("Ол кетті."))
    rule = note("footnote", 0, "—", 'w:type="separator"')
    found = texts(body, footnotes=rule + note("footnote", 7, "Заңды қараңыз."), endnotes=note("endnote", 1, "Сонда."))
    assert found == ["Сот¹ шешім шығарды.¹", "¹ Заңды қараңыз.", "¹ Сонда.", "Ол кетті."]


def test_of_fields_the_result_is_read_and_no_code() -> None:
    def field(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = '<w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r>'
    inner = field("begin") + run("IF") + field("separate") + run("ішкі") + field("end")
    whole = field("begin") + code + inner + field("separate") + run("нәтиже") + field("end")
    simple = f'<w:fldSimple w:instr="PAGE">{run("5")}</w:fldSimple>'
    assert texts(paragraph(run("Бұл "), whole, run(", "), simple)) == ["Бұл нәтиже, 5"]
    assert texts(paragraph(run("Бұл "), field("begin"), code) + paragraph(run("қалды."))) == ["Бұл", "қалды."]


def test_hyphens_spaces_and_what_is_hidden() -> None:
    inside = (
        "<w:r><w:t>кәсіп</w:t><w:softHyphen/><w:t>одақ,</w:t><w:tab/><w:t>көші</w:t><w:noBreakHyphen/><w:t>қон</w:t>"
        "<w:br/><w:t>бар</w:t></w:r>"
    )
    hidden = run("құпия", "<w:vanish/>") + run(" айқын", '<w:vanish w:val="false"/>')
    assert texts(paragraph(inside, hidden)) == ["кәсіподақ, көші-қон бар айқын"]


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    box = f"<w:drawing><w:txbxContent>{paragraph(run('Жақтау ішінде.'))}</w:txbxContent></w:drawing>"
    forms = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    both = f'<w:r><mc:AlternateContent xmlns:mc="m">{forms}</mc:AlternateContent></w:r>'
    assert texts(paragraph(run("Сот."), both)) == ["Сот.", "Жақтау ішінде."]


def test_lists_content_controls_and_contents() -> None:
    styles = '<w:style w:styleId="T"><w:name w:val="toc 1"/></w:style>'
    listed = paragraph(run("бірінші;"), properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
    control = f"<w:sdt><w:sdtContent>{paragraph(run('Мәтін.'))}</w:sdtContent></w:sdt>"
    contents = paragraph(run("1-бөлім 5"), properties='<w:pStyle w:val="T"/>')
    assert texts(contents + listed + control, styles=styles) == ["бірінші;", "Мәтін."]


class TestRefusals:
    def test_a_bomb(self) -> None:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
            for _ in range(140):
                part.write(bytes(1 << 20))
        with pytest.raises(MalformedFile, match=r"x\.docx, word/document\.xml: unpacks to more than 128 MB"):
            read(file.getvalue(), "x.docx")

    @pytest.mark.parametrize(
        "declared",
        ['<!ENTITY a "aaaaaaaaaa">', '<!ENTITY a SYSTEM "file:///etc/passwd">', '<!ENTITY % p SYSTEM "http://a.example/">'],
    )
    def test_entities(self, declared: str) -> None:
        body = "<w:body><w:p><w:r><w:t>&amp;a;</w:t></w:r></w:p></w:body>"
        text = f'<!DOCTYPE x [{declared}]><w:document xmlns:w="w">{body}</w:document>'
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("word/document.xml", text)
        with pytest.raises(MalformedFile, match="entities"):
            read(file.getvalue(), "x.docx")

    @pytest.mark.parametrize("data", [b"PK\x03\x04", zipped("")[:-40], zipped("<w:p>")])
    def test_a_damaged_file(self, data: bytes) -> None:
        with pytest.raises(MalformedFile, match=r"x\.docx"):
            read(data, "x.docx")

    def test_a_deep_nest(self) -> None:
        depth = 5_000
        with pytest.raises(MalformedFile, match="XML"):
            read(zipped("<w:sdt>" * depth + "</w:sdt>" * depth), "x.docx")
