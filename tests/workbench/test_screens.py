"""The screens without a browser: their states, empty ones included."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from alignment import review
from alignment.project import Project
from alignment.records import Alignment
from alignment.workbench import session
from tests.conftest import ROOT
from tests.embedding.test_compilation import loaded
from tests.workbench.remembering import field, remembered

pytestmark = pytest.mark.slow


@pytest.fixture
def opened(project: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    monkeypatch.setattr(sys, "argv", ["app.py", project.location])
    return project


def screen(page: str | None = None) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
    if page:
        app.switch_page(page).run()
    assert not app.exception, app.exception
    return app


def test_without_a_project_the_screen_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["app.py"])
    app = screen()
    assert app.title[0].value == "No project is open"
    assert "alignment review" in app.code[0].value


@pytest.mark.parametrize("page", ["review", "projects", "new"])
@pytest.mark.parametrize("named", ["ә" * 300, f"{'ә' * 300}/small.kken"])
def test_a_name_that_is_too_long_is_told(named: str, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["app.py", named])
    app = screen(f"alignment/workbench/screens/{page}.py")
    if page == "review":
        assert "cannot be read" in app.error[0].value


def test_a_folder_whose_name_looks_like_a_scheme_is_no_database(
    opened: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "http:"
    home.mkdir()
    Path(opened.location).rename(home / "small.kken")
    monkeypatch.setattr(sys, "argv", ["app.py", f"{tmp_path}/http://small.kken"])
    assert session.folder() == home
    assert "open-small" in {button.key for button in screen("alignment/workbench/screens/projects.py").button}


def test_a_file_that_is_no_project_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    monkeypatch.setattr(sys, "argv", ["app.py", str(tmp_path / "thesis.txt")])
    assert "not a project" in screen().error[0].value


def test_review_starts_at_the_least_certain_link(opened: Project) -> None:
    app = screen()
    shown = "".join(element.value for element in app.get("html"))
    assert "Second" in shown
    assert remembered(app).focus == ((2,), (2, 3))


def test_acts_by_button_append_events(opened: Project) -> None:
    app = screen()
    app.button(key="accept").click().run()
    assert opened.state().link(((2,), (2, 3))).status == "accepted"
    assert app.button(key="accept").disabled
    app.button(key="merge-down").click().run()
    assert ((2, 3), (2, 3, 4)) in [r.pair for r in opened.state().links]
    app.button(key="undo").click().run()
    app.button(key="undo").click().run()
    assert opened.state().link(((2,), (2, 3))).status == "unreviewed"
    app.button(key="redo").click().run()
    assert opened.state().link(((2,), (2, 3))).status == "accepted"
    assert not app.exception


def test_acts_on_many_links_say_how_many_before_and_after(opened: Project) -> None:
    app = screen()
    assert app.button(key="accept-above").label == "Accept all above (2)"
    assert app.button(key="en-slide-down").label == "Slide down (3)"
    app.button(key="accept-above").click().run()
    assert app.button(key="accept-many-do").label == "Accept 2"
    assert opened.events() == ()
    app.button(key="accept-many-do").click().run()
    assert opened.state().accepted == 2
    assert [said.value for said in app.success] == ["2 accepted · U · Г takes it back"]
    assert app.button(key="accept-above").label == "Accept all above (0)"
    assert not app.run().success
    app.button(key="undo").click().run()
    assert opened.state().accepted == 0


def test_which_links_are_accepted_at_once(opened: Project) -> None:
    review.flag(opened, ((0,), (0,)), "Other", "minor", "", "somebody else")
    app = screen()
    app.button(key="accept-many").click().run()
    shares = [reviewed.link.confidence or 0.0 for reviewed in opened.state().links]

    def expected(least: int, places: list[int]) -> str:
        number = sum(shares[place] >= least / 100 for place in places)
        return f"Accept {number}"

    assert app.button(key="accept-many-do").label == expected(99, [1, 2, 3, 4])
    for least in (0, 70, 95, 100):
        app.slider(key="accept-least").set_value(least).run()
        assert app.button(key="accept-many-do").label == expected(least, [1, 2, 3, 4])
        assert app.button(key="accept-many-do").disabled == (expected(least, [1, 2, 3, 4]) == "Accept 0")
    app.slider(key="accept-least").set_value(0).run()
    app.toggle(key="accept-plain").set_value(False).run()
    assert app.button(key="accept-many-do").label == "Accept 5"
    app.segmented_control(key="accept-scope").set_value("above").run()
    assert app.button(key="accept-many-do").label == "Accept 2"
    review.set_status(opened, ((1,), (1,)), "needs review", "somebody else")
    app.button(key="accept-many-do").click().run()
    assert opened.state().accepted == 1


def test_accept_and_next_goes_to_the_least_certain_of_the_rest(opened: Project) -> None:
    app = screen()
    app.button(key="accept-next").click().run()
    assert remembered(app).focus == ((4,), ())


def test_a_conflict_is_told_and_loses_nothing(opened: Project) -> None:
    app = screen()
    other = Project.open(opened.location)
    review.merge(other, ((2,), (2, 3)), "next", "somebody else")
    app.button(key="accept").click().run()
    assert "somebody else changed this link" in app.warning[0].value
    assert len(other.events()) == 1


def test_document_text_is_shown_as_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from alignment.records import Document, Link, Paragraph

    wicked = "<script>alert(1)</script> **&** `x`"
    kk, en = (Document(f"{s}.txt", s, (Paragraph(f"{s}.1", "body", wicked, (1, 1)),)) for s in ("kk", "en"))
    alignment = Alignment(kk, en, "paragraph", kk.paragraphs, en.paragraphs, (Link((0,), (0,), 0.5, 0.5),))
    made = Project.create(replace(alignment), tmp_path / "wicked.kken")
    monkeypatch.setattr(sys, "argv", ["app.py", made.location])
    shown = "".join(element.value for element in screen().get("html"))
    assert "&lt;script&gt;" in shown
    assert "<script>" not in shown


def test_a_finished_project(opened: Project) -> None:
    for reviewed in opened.state().links:
        review.set_status(opened, reviewed.pair, "accepted", "a")
    assert not screen().exception


def test_overview_counts(opened: Project) -> None:
    review.set_status(opened, ((0,), (0,)), "accepted", "a")
    review.set_status(opened, ((1,), (1,)), "needs review", "a")
    review.flag(opened, ((1,), (1,)), "Other", "minor", "", "a")
    app = screen("alignment/workbench/screens/overview.py")
    figures = {metric.label: metric.value for metric in app.metric}
    assert figures.pop("Time left")  # two acts a moment apart: a pace, however unlikely
    assert figures == {
        "Links": "5",
        "Accepted": "1",
        "Need review": "1",
        "Open below 90 %": "3",
        "Flags": "1",
    }


def test_overview_when_every_link_was_set_by_a_reviewer(opened: Project) -> None:
    state = opened.state()
    while len(state.links) > 1:
        state = review.merge(opened, state.links[0].pair, "next", "a")
    app = screen("alignment/workbench/screens/overview.py")
    assert any("set by a reviewer" in text.value for text in app.markdown)


def test_overview_before_anybody_did_anything(opened: Project) -> None:
    app = screen("alignment/workbench/screens/overview.py")
    assert any("Nobody has reviewed" in text.value for text in app.markdown)
    assert {metric.label: metric.value for metric in app.metric}["Time left"] == "–"


def test_sections_are_assigned_on_the_overview(opened: Project) -> None:
    app = screen("alignment/workbench/screens/overview.py")
    field(app.text_input, "assign-to").set_value("dana").run()
    app.button(key="assign-do").click().run()
    assert not app.exception
    assert opened.state().assignments == (("en.1", "dana"),)


def test_every_act_has_one_key_and_none_is_taken() -> None:
    from alignment.workbench.keys import ARROWS, KEYS

    shortcuts = [key.shortcut for key in KEYS.values()]
    assert len(shortcuts) == len(set(shortcuts))
    for shortcut in set(shortcuts) - ARROWS.keys():
        assert shortcut.removeprefix("shift+") in set("abdefghijklmnopqstuvwxyz"), shortcut


def test_every_key_of_the_sheet_is_on_a_button(opened: Project) -> None:
    from alignment.workbench.keys import KEYS

    app = screen()
    assert set(KEYS) <= {button.key for button in app.button}


@pytest.mark.parametrize(("language", "said"), [("en", "Accept"), ("kk", "Қабылдау"), ("ru", "Принять")])
def test_the_screen_speaks_three_languages(opened: Project, language: str, said: str) -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.query_params["lang"] = language
    app.run()
    assert app.button(key="accept").label == said
    for page in ("overview", "double", "projects", "new"):
        # Each from the start: the test driver would name a widget's old choice in English, which is not on the list.
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
        app.query_params["lang"] = language
        app.switch_page(f"alignment/workbench/screens/{page}.py").run()
        assert not app.exception


def test_searching_walks_what_is_found_and_says_when_there_is_nothing(opened: Project) -> None:
    app = screen()
    app.text_input(key="search").set_value("бирінші").run()
    assert remembered(app).focus == ((1,), (1,))
    app.text_input(key="search").set_value("kk.5").run()
    assert remembered(app).focus == ((4,), ())
    app.text_input(key="search").set_value("zzz").run()
    assert app.warning[0].value == "Nothing found."


def test_walking_an_empty_queue(opened: Project) -> None:
    app = screen()
    app.selectbox(key="queue").set_value("flagged").run()
    app.button(key="queue-next").click().run()
    assert app.warning[0].value == "The queue is empty."


def test_comments_flags_and_proposals_are_shown_as_text_and_taken_away(opened: Project) -> None:
    pair = ((2,), (2, 3))
    state = review.comment(opened, pair, "<b>who?</b>", "a")
    state = review.propose(opened, pair, "kk", "Екінші <i>жол</i>", "a")
    app = screen()
    shown = "".join(element.value for element in app.get("html"))
    assert "&lt;b&gt;who?&lt;/b&gt;" in shown
    assert "<ins>&lt;i&gt;жол&lt;/i&gt;</ins>" in shown
    app.button(key=f"uncomment-{state.comments[0].id}").click().run()
    app.button(key=f"withdraw-{state.proposals[0].id}").click().run()
    assert (opened.state().comments, opened.state().proposals) == ((), ())


def test_both_levels(opened: Project, report: Alignment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from alignment.embedding.encoders import load_encoder
    from alignment.pipeline import align_documents

    app = screen()
    app.button(key="level").click().run()
    assert not app.exception
    assert 'class="rows"' in "".join(element.value for element in app.get("html"))
    fine = align_documents(report.kk, report.en, load_encoder(), level="sentence")
    monkeypatch.setattr(sys, "argv", ["app.py", Project.create(fine, tmp_path / "fine.kken").location])
    app = screen()
    app.button(key="level").click().run()
    assert 'class="around"' in "".join(element.value for element in app.get("html"))


def test_where_the_aligner_is_compiled_first_the_screen_says_so(
    opened: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "Compiling the aligner for this machine: some 15 seconds, this once"
    app = screen()
    assert not app.toast

    def compiling(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        (tmp_path / name).mkdir()

        def slow(*arguments: Any) -> Any:
            loaded(tmp_path / name)(1)
            return function(*arguments)

        return slow

    inside = session.SentenceAligner.inside
    monkeypatch.setattr("alignment.pipeline.SentenceAligner.inside", compiling("inside", inside))
    app.button(key="level").click().run()
    assert [toast.value for toast in app.toast] == [said]
    assert not app.run().toast
    app.button(key="level").click().run()
    monkeypatch.setattr("alignment.review.realign", compiling("realign", review.realign))
    app.button(key="realign").click().run()
    app.button(key="realign-do").click().run()
    assert [toast.value for toast in app.toast] == [said]
    assert not app.exception


def test_a_double_review_is_blind_until_all_is_judged(opened: Project) -> None:
    app = screen("alignment/workbench/screens/double.py")
    app.number_input(key="sample-size").set_value(2).run()
    app.button(key="sample-draw").click().run()
    sample = opened.state().sample
    assert len(sample) == 2
    for pair, verdict in zip(sample, ("right", "wrong"), strict=True):
        review.judge(opened, pair, verdict, "somebody else")  # type: ignore[arg-type]
    app.run()
    assert "somebody else" not in "".join(element.value for element in app.get("html"))
    for _ in sample:
        field(app.button, "judge-right").click().run()
    assert not app.exception
    figures = {metric.label: metric.value for metric in app.metric}
    assert (figures["Links judged by both"], figures["Judged alike"]) == ("2", "50%")
    assert "somebody else" in "".join(element.value for element in app.get("html"))
    # What was judged apart can be looked at where it is mended.
    (apart,) = (button for button in app.button if str(button.key).startswith("review-"))
    apart.click().run()
    assert remembered(app).focus == sample[1]
    assert app.button(key="accept")


def test_projects_of_a_folder_are_listed_renamed_archived_and_opened(
    opened: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(opened.location).parent
    (folder / "broken.kken").write_text("no project")
    monkeypatch.setattr(sys, "argv", ["app.py", str(folder)])
    app = screen()
    assert app.title[0].value == "No project is open"
    app.switch_page("alignment/workbench/screens/projects.py").run()
    assert r"broken\.kken" in app.error[0].value
    field(app.text_input, "title-small").set_value("The *report*").run()
    assert opened.about().title == "The *report*"
    opened.rename("By somebody else")
    assert field(app.run().text_input, "title-small").value == "By somebody else"
    app.button(key="archive-small").click().run()
    assert opened.about().archived
    assert any("Every project here is archived" in text.value for text in app.markdown)
    app.toggle(key="archived").set_value(True).run()
    app.button(key="open-small").click().run()
    app.switch_page("alignment/workbench/screens/review.py").run()
    assert remembered(app).focus == ((2,), (2, 3))


def test_an_empty_folder_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["app.py", str(tmp_path)])
    app = screen("alignment/workbench/screens/projects.py")
    assert any("no project here yet" in text.value for text in app.markdown)


def test_what_was_recognized_is_shown_and_can_be_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["app.py", str(tmp_path)])
    app = screen("alignment/workbench/screens/new.py")
    app.text_area(key="text-first").set_value("<p>The <b>first</b> paragraph.</p>").run()
    assert any("Read as HTML" in caption.value for caption in app.caption)
    app.selectbox(key="format-first").set_value("txt").run()
    assert not any("Read as" in caption.value for caption in app.caption)
    app.text_area(key="text-second").set_value("1917 – 2017").run()
    assert "no letters" in app.error[0].value
    app.selectbox(key="language-second").set_value("kk").run()
    assert not app.error
    app.selectbox(key="language-first").set_value("kk").run()
    assert "one language" in app.error[0].value


def test_a_pasted_pair_becomes_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["app.py", str(tmp_path)])
    app = screen("alignment/workbench/screens/new.py")
    app.text_area(key="text-first").set_value("The first paragraph.\n\nThe second paragraph.").run()
    app.text_area(key="text-second").set_value("Это по-русски, а не по-казахски.").run()
    assert "Kazakh letters" in app.error[0].value
    app.text_area(key="text-second").set_value("Бірінші абзац осы жерде.\n\nЕкінші абзац осы жерде.").run()
    field(app.text_input, "new-title").set_value("Менің жобам / 1").run()
    app.button(key="new-align").click().run()
    assert not app.exception
    (path,) = tmp_path.glob("*.kken")
    made = Project.open(path)
    assert made.about().title == "Менің жобам / 1"
    assert [r.pair for r in made.state().links] == [((0,), (0,)), ((1,), (1,))]


def test_what_no_file_can_hold_is_replaced_and_told_wherever_it_is_typed(
    opened: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    strange, clean, told = "Бір\x01 іс", "Бір\ufffd іс", "Characters that no file can hold"
    app = screen("alignment/workbench/screens/review.py")
    app.button(key="comment").click().run()
    field(app.text_area, "comment-text").set_value(strange).run()
    app.button(key="comment-save").click().run()
    assert [comment.text for comment in opened.state().comments] == [clean]
    assert told in app.warning[0].value
    app.switch_page("alignment/workbench/screens/terms.py").run()
    assert not app.warning
    app.button(key="term-add").click().run()
    field(app.text_input, "new-en").set_value("deed").run()
    field(app.text_input, "new-kk").set_value(strange).run()
    app.button(key="new-save").click().run()
    assert told in app.warning[0].value
    monkeypatch.setattr(sys, "argv", ["app.py", str(tmp_path)])
    app = screen("alignment/workbench/screens/projects.py")
    field(app.text_input, "title-small").set_value(strange).run()
    assert opened.about().title == clean
    assert told in app.warning[0].value
    app.switch_page("alignment/workbench/screens/new.py").run()
    app.text_area(key="text-first").set_value("The first paragraph.\n\nThe second paragraph.").run()
    app.text_area(key="text-second").set_value("Бірінші абзац осы жерде.\n\nЕкінші абзац осы жерде.").run()
    field(app.text_input, "new-title").set_value(strange).run()
    app.button(key="new-align").click().run()
    assert told in app.warning[0].value
