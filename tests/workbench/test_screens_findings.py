"""The findings screen and the queue of findings without a browser: their states, empty ones included."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from alignment import review
from alignment.checks import CHECKS, Finding
from alignment.project import Project
from alignment.records import Alignment, Document, Link, Paragraph, Span, Term
from alignment.review.findings import Choice, by_link, chosen, inspect, tally, with_decisions
from alignment.review.sections import sections_of
from alignment.settings import SHIPPED_MODEL
from alignment.workbench.text_view import Shown, excerpt
from tests.conftest import ROOT, paragraph
from tests.workbench.remembering import field, remembered

pytestmark = pytest.mark.slow

# Latin letters among the Cyrillic ones, one word twice; a comma that stands wrong; markup that must stay text.
KK = ("Бұл cот жұмыс істейді.", "Ол да cот <b>🙂</b> ө.", "Жаңа үкiмет , жұмыс *істейді*.", "Таза сөйлем.")
EN = ("This is a court.", "That is a court, too.", "A new government.", "A clean sentence.")


def faulty_alignment(times: int = 1) -> Alignment:
    """Four links of paragraphs, as often as asked for; the checks find something in three of each four."""
    kk = tuple(paragraph("kk", place, KK[place % 4]) for place in range(4 * times))
    en = tuple(paragraph("en", place, EN[place % 4]) for place in range(4 * times))
    documents = Document("kk.txt", "kk", kk), Document("en.txt", "en", en)
    links = tuple(Link((place,), (place,), 0.9, 0.8) for place in range(4 * times))
    return Alignment(*documents, "paragraph", kk, en, links, SHIPPED_MODEL)


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    made = Project.create(faulty_alignment(), tmp_path / "faulty.kken")
    monkeypatch.setattr(sys, "argv", ["app.py", made.location])
    return made


def screen(page: str = "findings", **address: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in address.items():
        app.query_params[name] = value
    app.switch_page(f"alignment/workbench/screens/{page}.py").run()
    assert not app.exception, app.exception
    return app


def shown(app: AppTest) -> str:
    return "".join(element.value for element in app.get("html"))


def rows(app: AppTest) -> list[str]:
    return [button.label for button in app.button if button.key and button.key.startswith("open-")]


def found(project: Project) -> list[Finding]:
    return inspect(project.alignment, project.state())


def test_without_a_project_the_screen_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["app.py"])
    assert screen().title[0].value == "No project is open"


def test_a_project_without_findings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sides = [
        Document(f"{side}.txt", side, (Paragraph(f"{side}.1", "body", text, (1, 1)),))
        for side, text in (("kk", KK[3]), ("en", EN[3]))
    ]
    alignment = Alignment(*sides, "paragraph", sides[0].paragraphs, sides[1].paragraphs, (Link((0,), (0,), 0.9, 0.8),))
    clean = Project.create(alignment, tmp_path / "clean.kken")
    assert found(clean) == []
    monkeypatch.setattr(sys, "argv", ["app.py", clean.location])
    assert any("found nothing" in text.value for text in screen().markdown)


def test_findings_are_listed_by_check_and_the_first_is_in_focus(faulty: Project) -> None:
    findings = found(faulty)
    app = screen()
    assert len(rows(app)) == len(findings) >= 4
    counts = tally(with_decisions(findings, faulty.state()))
    assert [option.split()[0] for option in app.radio(key="choice-check").options[1:]] == [c.split()[0] for c in counts]
    assert f"○ Still open {len(findings)}" in app.segmented_control(key="choice-standing").options
    first = next(iter(counts))
    assert remembered(app).finding == next(f.key for f in findings if f.check == first)
    assert app.query_params["finding"] == remembered(app).finding
    assert "&lt;b&gt;" not in rows(app)[0]
    assert "<b>🙂" not in shown(app)


def test_many_findings_come_in_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = Project.create(faulty_alignment(12), tmp_path / "many.kken")
    monkeypatch.setattr(sys, "argv", ["app.py", many.location])
    app = screen(check="script")
    scripts = [f for f in found(many) if f.check == "script"]
    assert len(rows(app)) == 20 < len(scripts)
    app.button(key="page-on").click().run()
    assert remembered(app).finding == scripts[20].key
    assert len(rows(app)) == min(len(scripts) - 20, 20)
    app.button(key="finding-previous").click().run()
    assert remembered(app).finding == scripts[19].key
    assert len(rows(app)) == 20


def test_all_dismissed(faulty: Project) -> None:
    findings = found(faulty)
    review.dismiss_open(faulty, findings, "here", "әдейі", "dana")
    app = screen()
    assert rows(app) == []
    assert any("Every finding is decided" in text.value for text in app.markdown)
    app.segmented_control(key="choice-standing").set_value("dismissed").run()
    assert len(rows(app)) == len(findings)
    assert "әдейі" in shown(app)
    assert app.button(key="finding-back").label == f"Take back ({len(findings)})"
    app.button(key="finding-back").click().run()
    assert faulty.state().dismissals == ()


def test_the_address_names_what_is_looked_at_and_nonsense_in_it_is_passed_over(faulty: Project) -> None:
    last = found(faulty)[-1]
    app = screen(standing="all", check=last.check, finding=last.key)
    assert remembered(app).finding == last.key
    assert app.query_params["standing"] == "all"
    app = screen(standing="x", check="y", severity="z", section="w", finding="v", text="cот")
    assert {row.split("**")[1] for row in rows(app)} == {"cот"}


def test_a_choice_of_findings(faulty: Project) -> None:
    state, alignment = faulty.state(), faulty.alignment
    everything = with_decisions(found(faulty), state)

    def kept(**choice: str) -> list[Finding]:
        sections = sections_of(alignment)
        return [one.finding for one in chosen(everything, Choice(**choice), alignment, state, sections)]  # type: ignore[arg-type]

    assert len(kept()) == len(everything)
    assert {f.check for f in kept(check="script")} == {"script"}
    assert {f.kk.unit for f in kept(text="kk.2") if f.kk} == {1}
    assert {f.kk.unit for f in kept(text="ҮКiМЕТ") if f.kk} == {2}
    assert kept(severity="critical") == kept(standing="dismissed") == kept(section="en.77") == []
    assert kept(section="en.1") == kept()


def test_findings_belong_to_the_links_that_have_their_units_now(faulty: Project) -> None:
    findings = found(faulty)
    state = review.merge(faulty, ((0,), (0,)), "next", "a")
    links = by_link(with_decisions(findings, state), state)
    assert ((0, 1), (0, 1)) in links
    assert ((3,), (3,)) not in links
    crossing = replace(findings[0], en=replace(findings[0].kk, side="en", unit=3))  # type: ignore[type-var]
    assert len(by_link(with_decisions([crossing], state), state)) == 2


def test_the_checks_run_again_when_links_or_terms_have_changed(faulty: Project) -> None:
    app = screen()
    assert not any("for court" in row for row in rows(app))
    review.set_status(faulty, ((0,), (0,)), "accepted", "dana")
    review.change_terms(faulty, "dana", put=[Term("court", "cот", "forbidden")])
    app.run()
    assert sum("for court" in row for row in rows(app)) == 2
    assert not app.exception


def test_the_review_screen_knows_findings_once_somebody_asks(faulty: Project) -> None:
    app = screen("review")
    assert 'class="finding"' not in shown(app)
    app.selectbox(key="queue").set_value("findings").run()
    assert remembered(app).focus == ((0,), (0,))
    assert 'class="finding"' in shown(app)
    app.button(key="queue-next").click().run()
    assert remembered(app).focus == ((1,), (1,))
    field(app.button, "confirm").click().run()
    assert [flag.kk for flag in faulty.state().flags] == [(1,)]
    assert not [button for button in app.button if str(button.key).startswith("confirm-")]
    app.button(key="queue-next").click().run()
    assert remembered(app).focus == ((2,), (2,))


def test_every_key_is_on_a_button_and_none_is_taken(faulty: Project) -> None:
    from alignment.workbench.keys import FINDING_KEYS

    shortcuts = [key.shortcut for key in FINDING_KEYS.values()]
    assert len(shortcuts) == len(set(shortcuts))
    assert {shortcut.removeprefix("shift+") for shortcut in shortcuts} <= set("abdefghijklmnopqstuvwxyz")
    drawn = {button.key for button in screen().button}
    review.dismiss_open(faulty, found(faulty), "here", "", "a")
    assert set(FINDING_KEYS) <= drawn | {button.key for button in screen(standing="dismissed").button}


@pytest.mark.parametrize(("language", "said"), [("en", "Confirm"), ("kk", "Растау"), ("ru", "Подтвердить")])
def test_the_screen_speaks_three_languages(faulty: Project, language: str, said: str) -> None:
    assert screen(lang=language).button(key="finding-confirm").label == said


@pytest.mark.parametrize(
    ("language", "said", "word"),
    [("en", "Latin letter c in a Cyrillic word", "Cyrillic"), ("kk", "кирилл сөзінде латын әрпі: c", "кирилл"),
     ("ru", "латинская буква c в слове кириллицей", "кириллицей")],
)  # fmt: skip
def test_findings_speak_three_languages(faulty: Project, language: str, said: str, word: str) -> None:
    app = screen(lang=language, check="script", text=word)
    assert f'<div class="said"><span lang="{language}">{said}' in shown(app)
    review.confirm(faulty, found(faulty)[0], "dana")
    assert faulty.state().flags[0].note == str(found(faulty)[0].message)


@pytest.mark.parametrize("place", [0, 7, 300, 594])
def test_an_excerpt_marks_what_the_span_says_and_alters_nothing(place: int) -> None:
    text = "".join(f"ә{n:02} <🙂> &қ " for n in range(54))[:600]
    own = Shown(Span("kk", 0, place, place + 5), "finding", 'a "title"')
    made = excerpt(text, [own], width=50)
    plain = unescape(re.sub(r"<[^>]*>", "", made)).removeprefix("… ").removesuffix(" …")
    assert plain in text
    assert len(plain) <= 50 + 5 + 90
    marked = "".join(re.findall(r'<span class="finding" title="a &quot;title&quot;">(.*?)</span>', made))
    assert unescape(marked) == text[place : place + 5]


def test_an_excerpt_without_a_span_is_about_its_share() -> None:
    text = " ".join(str(n) for n in range(1000))
    assert "… " not in excerpt(text, (), share=0.0)[:5]
    assert excerpt(text, ()).endswith(" …")
    assert " 500 " in excerpt(text, (), share=text.index(" 500 ") / len(text))
    assert excerpt("short", ()) == "short"


def test_the_chosen_check_says_what_it_reports_and_shows_an_example(faulty: Project) -> None:
    names = {finding.check for finding in found(faulty)}
    assert names
    for name in sorted(names):
        app = screen(check=name)
        assert CHECKS[name].help in [caption.value for caption in app.caption]
        assert str(CHECKS[name].example) in unescape(shown(app))
    assert 'class="example"' not in shown(screen())
