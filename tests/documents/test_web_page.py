"""Web pages become what they say: no tags, no scripts, no menus, and no paragraph lost."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest

from alignment import read_document
from alignment.documents import parse_file
from alignment.exceptions import EmptyText
from tests.conftest import EN, KK

SENTENCE = "Қазақстан Үкіметі жаңа қаулы қабылдады, ол келесі жылдан бастап күшіне енеді деп хабарланды."


def texts(page: str) -> list[str]:
    return [paragraph.text for paragraph in parse_file(page.encode(), "a.html", "kk").paragraphs]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<p>Бұл <b>жаңа</b>&nbsp;&mdash; ол &laquo;осы&raquo; &#1179;&#x4d9;.</p>", ["Бұл жаңа — ол «осы» қә."]),
        ("<p>Бір</p><p>Екі\n  үш</p>", ["Бір", "Екі үш"]),
        ("<p>Бір.<p>Екі.", ["Бір.", "Екі."]),
        ("Бір <i>екі</i><div>үш</div>төрт", ["Бір екі", "үш", "төрт"]),
        ("<ul><li>бірінші;<li>екінші<ul><li>ішкі</ul></ul>", ["бірінші;", "екінші", "ішкі"]),
        ("<dl><dt>Сот<dd>мекеме</dl>", ["Сот", "мекеме"]),
        ("<table><tr><th>Жыл<th>Сан<tr><td>2017<td>15</table>", ["Жыл Сан", "2017 15"]),
        ("<table><tr><td><p>Бір.</p><p>Екі.</p><td>Үш</table>", ["Бір.", "Екі.", "Үш"]),
        ("Бір.<br>Екі жолға<br>бөлінген.<br><br>Үш", ["Бір.", "Екі жолға бөлінген.", "Үш"]),
        ("<pre>бір\nекі\n\nүш</pre>", ["бір екі", "үш"]),
        ("<script>var a='<p>жоқ</p>'</script><style>p{}</style><p>Бар</p>", ["Бар"]),
        ("<p>Бар<!-- жоқ --> екен</p><p hidden>жоқ</p><p style='display: none'>жоқ</p>", ["Бар екен"]),
        ("<p>Біз<del>жоқ</del> <ins>бармыз</ins></p>", ["Біз бармыз"]),
        ("<p>м<sup>2</sup> дегеніміз<sup class='reference'>[1]</sup></p>", ["м2 дегеніміз"]),
        ("<p>Бір<wbr>ге <img alt='сурет' src='x'>барды</p>", ["Бірге барды"]),
        ("<?xml version='1.0' encoding='windows-1251'?>\n<html><body><p>Қала</p></body></html>", ["Қала"]),
        ("<html><frameset><frame src='x'></frameset><p>Қала</p></html>", ["Қала"]),
    ],
)  # fmt: skip
def test_each_element_is_what_it_is(page: str, said: list[str]) -> None:
    assert texts(page) == said


AROUND = f"""<!DOCTYPE html><html lang="kk"><head><title>Сайт</title></head><body>
<header><a href="/">Сайт</a><nav><ul><li><a href="/a">Басты бет</a><li><a href="/b">Жаңалықтар</a></ul></nav></header>
<div class="breadcrumbs"><a href="/">Басты бет</a> / <a href="/n">Жаңалық</a></div>
%s
<div class="share">Бөлісу</div><aside><p>Басқа жаңалықтар</p></aside>
<div><ul><li><a href="/x">{SENTENCE[:30]}</a><li><a href="/y">Екінші тақырып</a><li><a href="/z">Үшінші</a></ul></div>
<footer><p>© Барлық құқықтар қорғалған.</p></footer></body></html>"""
LONG = "\n".join(f"<p>{number}. {SENTENCE}</p><p>Қысқа {number}.</p>" for number in range(9))


@pytest.mark.parametrize("content", [LONG, "<p>Қысқа бет.</p>"])
@pytest.mark.parametrize("frame", ["<main>%s</main>", "<article>%s</article>", "<div id='c'><div>%s</div></div>", "%s"])
def test_what_surrounds_a_page_is_none_of_it_and_no_paragraph_is_lost(content: str, frame: str) -> None:
    said = texts(AROUND % (frame % f"<h1>Қаулы туралы</h1>{content}"))
    assert said[0] == "Қаулы туралы"
    assert len(said) == 1 + content.count("<p>")


def test_headings_have_their_rank() -> None:
    page = "<h1>Атауы</h1><h2>Бөлім</h2><h3>Тарау</h3><h4>Бап</h4><p>Мәтін</p><h1>Қосымша</h1>"
    document = parse_file(page.encode(), "a", "kk")
    assert [paragraph.level for paragraph in document.paragraphs] == [0, 1, 2, 3, None, 1]
    assert [paragraph.id for paragraph in document.paragraphs][:2] == ["kk.1", "kk.2"]


def test_lines_are_those_of_the_source() -> None:
    document = parse_file("<html>\n<body>\n<p>Бір</p>\n\n<p>Екі</p>\n</body></html>".encode(), "a", "kk")
    assert [paragraph.lines[0] for paragraph in document.paragraphs] == [3, 5]


def test_a_page_without_text_is_told() -> None:
    with pytest.raises(EmptyText, match="holds no text"):
        texts("<html><body><script>render()</script><div id='root'></div></body></html>")


@pytest.mark.parametrize("path", [KK, EN])
def test_the_report_as_a_page_is_the_report(path: Path) -> None:
    report = read_document(path)
    tags = {0: "h1", 1: "h2", 2: "h3", 3: "h4", None: "p"}
    body = "\n".join(f"<{tags[p.level]}>{escape(p.text)}</{tags[p.level]}>" for p in report.paragraphs)
    for frame in ("<main>%s</main>", "<div class='content'>%s</div>", "%s"):
        page = AROUND % (frame % body)
        read = parse_file(page.encode(), "a.html", report.language)
        assert [(p.text, p.level) for p in read.paragraphs] == [(p.text, p.level) for p in report.paragraphs]


ENGLISH = "The government adopted a new decree, which enters into force next year, it was reported today."
RUSSIAN = "Правительство приняло новое постановление, которое вступит в силу в следующем году, сообщили вчера."


@pytest.mark.parametrize(
    "page",
    [
        "<html lang='kk'><body><section lang='kk'>{kk}</section><section lang='en'>{en}</section></body></html>",
        "<html lang='ru'><body>{ru}<div lang='kk-KZ'>{kk}</div><article lang='en_US'>{en}</article></body></html>",
        "<body><table><tr><td lang='kk'>{kk}</td><td lang='en'>{en}</td></tr></table></body>",
        "<html xml:lang='en'><body>{en}<div xml:lang='kaz'>{kk}</div><div xml:lang='ru'>{ru}</div></body></html>",
        "<html lang='en'><body><div lang='en'>{en}</div><div>{kk}</div></body></html>",
    ],
)
def test_of_a_page_in_several_languages_the_sides_part_is_read(page: str) -> None:
    parts = {"kk": SENTENCE, "en": ENGLISH, "ru": RUSSIAN}
    data = page.format(**{code: f"<p>{text}</p><p>{text}</p>" for code, text in parts.items()}).encode()
    for side in ("kk", "en"):
        assert [paragraph.text for paragraph in parse_file(data, "a.html", side).paragraphs] == [parts[side]] * 2


def test_a_quotation_or_a_wrong_mark_leaves_a_page_whole() -> None:
    quoting = f"<div lang='kk'><p>{SENTENCE}</p><p>{SENTENCE}</p><blockquote lang='en'>Law is law.</blockquote></div>"
    assert texts(quoting) == [SENTENCE, SENTENCE, "Law is law."]
    for mark in ("ru", "en", "de"):
        assert texts(f"<html lang='{mark}'><body><div lang='{mark}'><p>{SENTENCE}</p></div></body></html>") == [SENTENCE]
