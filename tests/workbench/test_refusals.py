"""What is raised is told in the reader's language, with what stands in it: files, reasons, and exceptions within it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from alignment.documents import parse_document
from alignment.embedding import load_encoder
from alignment.exceptions import ActRefused, AlignmentException
from alignment.files import decode, refuse_unwritable
from alignment.glossary import parse_glossary
from alignment.pipeline import align_documents
from alignment.project import Project
from alignment.workbench import refusals
from alignment.workbench.catalogues import catalogue
from tests.conftest import ROOT
from tests.test_exceptions import fields, raised


@pytest.fixture(params=["en", "kk", "ru"])
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    chosen = str(request.param)
    monkeypatch.setattr(refusals, "speaker", lambda: catalogue(chosen))
    return chosen


def shown(failure: AlignmentException) -> str:
    """What the screen shows: the Markdown with its escapes read."""
    return re.sub(r"\\(.)", r"\1", refusals.told(failure))


def test_every_message_is_told_and_keeps_what_fills_it(language: str) -> None:
    """That each has a translation at all, the tests of the catalogues see to."""
    templates = [template for _, texts, _ in raised() for template in texts]
    assert len(templates) > 90
    for template in templates:
        values = {name: f"№{place} {{0}}" for place, name in enumerate(sorted(fields(template)))}
        failure = AlignmentException(template, **values)
        told = shown(failure)
        assert all(value in told for value in values.values()), f"{told} lost what filled it"
        assert (told == str(failure)) == (language == "en" or template in ("{name}: {reason}", "{reason}")), template


def test_a_refusal_within_a_refusal_is_told_too(language: str) -> None:
    reason = AlignmentException("{name}: the file holds no text", name="a.txt")
    failure = AlignmentException(
        "{name}: {reason}", name="b", reason=AlignmentException("{name}: {reason}", name="c", reason=reason)
    )
    assert shown(failure) == f"b: c: {shown(reason)}"
    assert (
        shown(reason)
        == {
            "en": "a.txt: the file holds no text",
            "kk": "a.txt: файлда мәтін жоқ",
            "ru": "a.txt: в файле нет текста",
        }[language]
    )


def _align_with_itself(text: str) -> None:
    document = parse_document(text, "{a}.txt")
    align_documents(document, document, load_encoder())


def _no_link(project: Project) -> None:
    project.state().link(((2, 3), ()))


def _undo(project: Project) -> None:
    project.undo("Дана")


@pytest.mark.parametrize(
    ("act", "en", "kk", "ru"),
    [
        (
            lambda: decode(b"a\nb\n\xff\xfe", "a: b.txt"),
            "a: b.txt, line 3: not valid UTF-8 (byte 0xff); save the file as UTF-8",
            "a: b.txt, 3-жол: UTF-8 емес (0xff байты); файлды UTF-8 етіп сақтаңыз",
            "a: b.txt, строка 3: это не UTF-8 (байт 0xff); сохраните файл в UTF-8",
        ),
        (
            lambda: parse_document("Это по-русски.", "{name}.txt"),
            "{name}.txt: the text is Cyrillic but lacks the Kazakh letters ә ғ қ ң ө ұ ү һ і: is it Russian? If not, "
            "name its language (--as-given)",
            "{name}.txt: мәтін кириллицамен жазылған, бірақ қазақтың ә ғ қ ң ө ұ ү һ і әріптері жоқ: орысша емес пе? "
            "Олай болмаса, тілін көрсетіңіз (--as-given)",
            "{name}.txt: текст на кириллице, но без казахских букв ә ғ қ ң ө ұ ү һ і: не русский ли он? "
            "Если нет, укажите его язык (--as-given)",
        ),
        (
            lambda: _align_with_itself("Бұл — қазақша мәтін."),
            "{a}.txt and {a}.txt: both are in Kazakh; give one Kazakh and one English text (--as-given if they are)",
            "{a}.txt, {a}.txt: екеуі де қазақша; бір қазақша, бір ағылшынша мәтін беріңіз (солай болса, --as-given)",
            "{a}.txt и {a}.txt: оба на казахском; нужны один казахский и один английский текст (если так, --as-given)",
        ),
        (
            lambda: _align_with_itself("An English text."),
            "{a}.txt and {a}.txt: both are in English; give one Kazakh and one English text (--as-given if they are)",
            "{a}.txt, {a}.txt: екеуі де ағылшынша; бір қазақша, бір ағылшынша мәтін беріңіз (солай болса, --as-given)",
            "{a}.txt и {a}.txt: оба на английском; нужны один казахский и один английский текст (если так, --as-given)",
        ),
        (
            lambda: parse_glossary("en\tkk\tstatus\ncourt\tсот\tgood\n".encode(), "a.tsv"),
            "a.tsv, line 2: 'good' is no status: use one of preferred, admitted, forbidden",
            "a.tsv, 2-жол: 'good' деген күй жоқ: мыналардың бірін алыңыз: preferred, admitted, forbidden",
            "a.tsv, строка 2: статуса 'good' нет: возьмите один из preferred, admitted, forbidden",
        ),
        (
            lambda: refuse_unwritable(Path("no/such/a.txt")),
            "no/such/a.txt: there is no folder no/such; make it first",
            "no/such/a.txt: no/such қалтасы жоқ; алдымен соны жасаңыз",
            "no/such/a.txt: папки no/such нет; сначала создайте её",
        ),
        (
            lambda: Project.open("no.kken"),
            "no.kken: there is no such project; `alignment align KK EN --project no.kken` makes one",
            "no.kken: мұндай жоба жоқ; оны `alignment align KK EN --project no.kken` жасайды",
            "no.kken: такого проекта нет; его создаст `alignment align KK EN --project no.kken`",
        ),
    ],
)
def test_refusals_are_told(act: Callable[[], object], en: str, kk: str, ru: str, language: str) -> None:
    with pytest.raises(AlignmentException) as caught:
        act()
    assert str(caught.value) == en
    assert shown(caught.value) == {"en": en, "kk": kk, "ru": ru}[language]


@pytest.mark.parametrize(
    ("act", "en", "kk", "ru"),
    [
        (
            _no_link,
            "kk 3, 4 – en none is no link any more: it was changed; look at the current links",
            "қаз. 3, 4 – ағыл. жоқ енді байланыс емес: ол өзгертілген; қазіргі байланыстарды қараңыз",
            "каз. 3, 4 – англ. нет — больше не связь: её изменили; посмотрите на нынешние связи",
        ),
        (_undo, "there is nothing to undo", "қайтаратын ештеңе жоқ", "отменять нечего"),
    ],
)
def test_refused_acts_are_told(
    act: Callable[[Project], object], en: str, kk: str, ru: str, language: str, project: Project
) -> None:
    with pytest.raises(ActRefused) as caught:
        act(project)
    assert str(caught.value) == en
    assert shown(caught.value) == {"en": en, "kk": kk, "ru": ru}[language]


def test_what_nobody_translated_is_told_in_english(language: str) -> None:
    assert shown(AlignmentException("said by {who}", who="nobody")) == "said by nobody"


def test_a_bad_upload_is_told_in_kazakh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from streamlit.testing.v1 import AppTest

    monkeypatch.setattr(sys, "argv", ["app.py", str(tmp_path)])
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.query_params["lang"] = "kk"
    app.switch_page("alignment/workbench/screens/new.py").run()
    app.text_area(key="text-first").set_value("Это по-русски, а не по-казахски.").run()
    assert "орысша емес пе?" in app.error[0].value
