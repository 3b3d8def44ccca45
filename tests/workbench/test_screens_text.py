"""The list of all links without a browser: what it is handed, and what it does with the acts that a browser tells of."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from alignment import review
from alignment.project import AssignLinks, Project, SetStatus, SetStatusOfMany
from alignment.records import Pair, Point
from alignment.workbench import session, text_list
from alignment.workbench.widgets import Widget
from tests.conftest import ROOT, large_alignment, small_alignment
from tests.workbench.remembering import acts, remembered
from tests.workbench.test_screens_findings import faulty_alignment

pytestmark = pytest.mark.slow

FIRST, SECOND, MERGED, FOURTH, LAST = [link.pair for link in small_alignment().links]
TEXT = "alignment/workbench/screens/text.py"


@pytest.fixture
def opened(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setattr(sys, "argv", ["app.py", project.location])
    return project


def screen(page: str = TEXT, **address: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in address.items():
        app.query_params[name] = value
    app.switch_page(page).run()
    assert not app.exception, app.exception
    return app


def handed(app: AppTest, kind: str) -> list[dict[str, Any]]:
    """What the components of the list were handed, of one kind."""
    pieces = [json.loads(one.proto.bytes) for one in app.get("bidi_component") if one.proto.bytes]
    return [piece for piece in pieces if piece["kind"] == kind]


def rows(app: AppTest) -> dict[str, Any]:
    (piece,) = handed(app, "rows")
    return piece


class Telling(Widget[Any]):
    """The browser's side of the list, which tells of these acts."""

    told: tuple[dict[str, Any], ...] = ()

    @property
    def value(self) -> dict[str, Any]:
        return {"acts": self.told}


def tell(app: AppTest, monkeypatch: pytest.MonkeyPatch, *told: dict[str, Any]) -> dict[str, Any]:
    """Let the browser tell of acts before the list is drawn; the rows that it is handed then."""
    told_once, draw = [told], text_list.draw

    def drawing(project: Project, *args: Any) -> None:
        if told_once:
            monkeypatch.setattr(Telling, "told", told_once.pop())
            text_list._take(project)
            st.rerun()
        draw(project, *args)

    with monkeypatch.context() as patched:
        patched.setattr(text_list, "TEXT_LIST", Telling(text_list.TEXT_LIST.key, {}))
        patched.setattr(text_list, "draw", drawing)
        app.run()
    assert not app.exception, app.exception
    return rows(app)


def act(number: int, name: str, *pairs: Pair, seen: int = 0, **more: object) -> dict[str, Any]:
    """An act as the browser tells of it."""
    return {"number": number, "act": name, "seen": seen, "focus": pairs[0] if pairs else None, "pairs": pairs, **more}


def test_the_list_holds_every_link_and_the_texts_come_beside_it(opened: Project) -> None:
    app = screen()
    piece = rows(app)
    assert (piece["status"], piece["shown"], piece["sequence"]) == ("uuuuu", None, 0)
    assert piece["focus"] == 2  # the least certain, as on the review screen
    (links,), (notes,) = handed(app, "links"), handed(app, "notes")
    (texts,) = handed(app, "texts")
    assert (links["stamp"], notes["stamp"], texts["stamp"]) == (piece["links"], piece["notes"], piece["texts"])
    assert texts["en"][1][:2] == ["en.2", "First paragraph."]
    assert notes["notes"] == {}


def test_five_thousand_links_are_handed_over_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = Project.create(large_alignment(5_000), tmp_path / "large.kken")
    monkeypatch.setattr(sys, "argv", ["app.py", project.location])
    app = screen(at="en.4000")
    pieces = handed(app, "texts")
    assert len(pieces) == 13
    assert pieces[0]["first"] <= 3999 < pieces[0]["first"] + 400  # where one is comes first
    assert rows(app)["focus"] == 3999


def test_acts_are_saved_and_told(opened: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    app = screen()
    piece = tell(app, monkeypatch, act(1, "status", SECOND, status="accepted"))
    assert [event.act for event in acts(opened)] == [SetStatus(SECOND, "accepted")]
    assert (piece["status"], piece["taken"]) == ("uauuu", 1)
    assert piece["said"] == [1, "1 accepted · {key} takes it back", False]
    piece = tell(app, monkeypatch, act(2, "status", FIRST, MERGED, LAST, status="needs review", seen=piece["sequence"]))
    assert acts(opened)[-1].act == SetStatusOfMany((FIRST, MERGED, LAST), "needs review")
    assert (piece["status"], piece["said"][1]) == ("nanun", "3 need review · {key} takes it back")
    piece = tell(app, monkeypatch, act(3, "undo"))
    assert (piece["status"], piece["said"][1]) == ("uauuu", "needs review · taken back")
    piece = tell(app, monkeypatch, act(4, "redo"))
    assert (piece["status"], piece["said"][1]) == ("nanun", "needs review · done again")
    piece = tell(app, monkeypatch, act(5, "status", FIRST, MERGED, LAST, status="unreviewed", seen=piece["sequence"]))
    assert (piece["status"], piece["said"][1]) == ("uauuu", "3 reopened · {key} takes it back")


def test_selected_links_are_assigned(opened: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    review.set_status(opened, FIRST, "accepted", "dana")
    app = screen()
    piece = tell(app, monkeypatch, act(1, "assign", SECOND, LAST, seen=1))
    assert (piece["rests"], piece["taken"]) == (True, 1)
    assert app.button(key="assign-links-do").disabled
    (whom,) = [one for one in app.selectbox if one.label == "To whom?"]
    whom.set_value("dana").run()
    assert app.button(key="assign-links-do").label == "Assign 2 links"
    app.button(key="assign-links-do").click().run()
    assert not app.exception, app.exception
    assert acts(opened)[-1].act == AssignLinks((SECOND, LAST), "dana")
    piece = rows(app)
    assert (piece["rests"], piece["said"]) == (False, [1, "2 links assigned to dana · {key} takes it back", False])
    assert handed(app, "notes")[0]["assigned"] == {"1": "dana", "4": "dana"}
    piece = tell(app, monkeypatch, act(2, "undo"))
    assert piece["said"][1] == "Assign links · taken back"
    assert handed(app, "notes")[0]["assigned"] == {}
    piece = tell(app, monkeypatch, act(3, "redo"), act(4, "assign", LAST, seen=piece["sequence"] + 1))
    (whom,) = [one for one in app.selectbox if one.label == "To whom?"]
    whom.set_value("").run()
    assert app.button(key="assign-links-do").label == "Take 1 link back"
    app.button(key="assign-links-do").click().run()
    assert rows(app)["said"][1] == "1 link taken back · {key} takes it back"
    assert handed(app, "notes")[0]["assigned"] == {"1": "dana"}


def test_selected_links_are_flagged(opened: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    app = screen()
    tell(app, monkeypatch, act(1, "flag", SECOND, LAST))
    assert app.button(key="flag-links-do").label == "Flag 2 links"
    (note,) = app.text_area
    note.set_value("both").run()
    app.button(key="flag-links-do").click().run()
    assert not app.exception, app.exception
    assert [(flag.kk, flag.en, flag.note) for flag in opened.state().flags] == [(*SECOND, "both"), (*LAST, "both")]
    assert rows(app)["said"] == [1, "2 links flagged · {key} takes it back", False]
    tell(app, monkeypatch, act(2, "undo"))
    assert opened.state().flags == ()


def test_a_dialog_about_links_that_are_gone_is_not_opened(opened: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    app = screen()
    review.merge(opened, FIRST, "next", "dana")
    piece = tell(app, monkeypatch, act(1, "assign", SECOND, LAST))
    assert (piece["rests"], piece["said"]) == (False, [1, "The link was changed in the meantime: look at it again.", True])


def test_links_are_merged_with_the_next_or_all_that_are_named(opened: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    app = screen()
    piece = tell(app, monkeypatch, act(1, "merge", FOURTH))
    assert opened.state().links[-1].pair == ((3, 4), (4,))
    assert (piece["focus"], piece["said"][1]) == (3, "2 links merged · {key} takes it back")
    piece = tell(app, monkeypatch, act(2, "merge", FIRST, SECOND, MERGED, seen=piece["sequence"]))
    assert [reviewed.pair for reviewed in opened.state().links] == [((0, 1, 2), (0, 1, 2, 3)), ((3, 4), (4,))]
    assert (piece["focus"], piece["said"][1]) == (0, "3 links merged · {key} takes it back")
    piece = tell(app, monkeypatch, act(3, "undo"))
    assert len(opened.state().links) == 4
    assert piece["focus"] == 0  # where it was done
    piece = tell(app, monkeypatch, act(4, "merge", FIRST, MERGED, seen=piece["sequence"]))
    assert piece["said"] == [4, "only links that stand one after the other can be merged", True]


def test_acts_told_twice_are_done_once_and_all_that_wait_are_done(opened: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    app = screen()
    first, second, third = (
        act(number, "status", pair, status="accepted") for number, pair in ((1, FIRST), (2, SECOND), (3, MERGED))
    )
    assert tell(app, monkeypatch, first, second)["taken"] == 2
    assert tell(app, monkeypatch, first, second, third)["taken"] == 3
    assert [event.act for event in acts(opened)] == [SetStatus(pair, "accepted") for pair in (FIRST, SECOND, MERGED)]


def test_what_others_did_meanwhile_is_told_and_the_acts_behind_it_wait(
    opened: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = screen()
    review.set_status(opened, SECOND, "needs review", "dana")
    told = (
        act(1, "status", FIRST, SECOND, status="accepted"),
        act(2, "status", LAST, status="accepted"),
    )
    piece = tell(app, monkeypatch, *told)
    assert (piece["taken"], piece["rests"]) == (1, True)
    assert "dana changed this link" in app.warning[0].value
    assert [reviewed.status for reviewed in opened.state().links] == ["unreviewed", "needs review", *["unreviewed"] * 3]
    app.button(key="do-mine").click().run()
    assert [reviewed.status for reviewed in opened.state().links][:2] == ["accepted", "accepted"]
    piece = tell(app, monkeypatch, *told)  # the browser tells of the second once more
    assert (piece["taken"], piece["rests"], piece["status"]) == (2, False, "aauua")


def test_a_link_that_is_gone_is_refused_and_said(opened: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    app = screen()
    tell(app, monkeypatch, act(1, "merge", FIRST))
    piece = tell(app, monkeypatch, act(2, "status", FIRST, status="accepted", seen=opened.state().sequence))
    assert piece["said"][2]
    assert "no link any more" in piece["said"][1]
    assert len(acts(opened)) == 1


@pytest.mark.parametrize("dialog", ["", "flag", "comment"])
def test_a_link_is_opened_on_the_review_screen(opened: Project, monkeypatch: pytest.MonkeyPatch, dialog: str) -> None:
    app = screen()
    with pytest.raises(ValueError):  # no rows: the review screen is there
        tell(app, monkeypatch, {**act(1, "open", dialog=dialog), "focus": FOURTH})
    assert remembered(app).focus == FOURTH
    assert remembered(app).dialog == (dialog or None)
    (card,) = (one.value for one in app.get("html") if one.value.startswith('<div class="focus" lang="en">'))
    assert 'data-unit="en.5"' in card


def test_a_dialog_of_another_screen_does_not_let_the_keys_rest(opened: Project) -> None:
    app = screen(session.screen("review"))
    app.button(key="comment").click().run()
    assert remembered(app).dialog == "comment"
    app.switch_page(TEXT).run()
    assert rows(app)["rests"] is False


def test_the_focus_is_told_without_an_act(opened: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    app = screen()
    piece = tell(app, monkeypatch, {**act(1, "look"), "focus": LAST})
    assert (piece["focus"], piece["said"]) == (4, None)
    assert app.query_params["at"] == "kk.5"
    assert acts(opened) == []


def test_filters_narrow_the_list_and_stand_in_the_address(opened: Project) -> None:
    review.set_status(opened, FIRST, "accepted", "dana")
    review.flag(opened, LAST, "Other", "minor", "", "dana")
    app = screen()
    app.selectbox(key="links-status").set_value("unreviewed").run()
    assert rows(app)["shown"] == [1, 2, 3, 4]
    app.slider(key="links-confidence").set_value((60, 80)).run()
    assert rows(app)["shown"] == [2, 3, 4]
    app.selectbox(key="links-queue").set_value("least certain").run()
    assert rows(app)["shown"] == [2, 4, 3]
    app.text_input(key="links-text").set_value("абзац").run()
    assert rows(app)["shown"] == [2, 4, 3]
    assert rows(app)["query"] == "абзац"
    app.button_group(key="links-holding").set_value(["flag"]).run()
    assert rows(app)["shown"] == [4]
    said = {name: app.query_params[name] for name in ("list", "status", "confidence", "holding", "text")}
    assert said == {
        "list": "least certain",
        "status": "unreviewed",
        "confidence": "60-80",
        "holding": "flag",
        "text": "абзац",
    }
    again = screen(**said)
    assert rows(again)["shown"] == [4]
    assert again.selectbox(key="links-queue").value == "least certain"


def test_an_address_that_says_nothing_sensible_leaves_all(opened: Project) -> None:
    app = screen(list="nonsense", part="en.99", status="gone", confidence="90-20", holding="x flag y", text="")
    assert rows(app)["shown"] == []  # nothing is flagged
    assert app.selectbox(key="links-queue").value == "all"
    assert app.slider(key="links-confidence").value == (0, 100)
    app = screen(confidence="x-1000")
    assert rows(app)["shown"] is None


def test_findings_are_marked_once_they_were_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = Project.create(faulty_alignment(), tmp_path / "faulty-text.kken")
    monkeypatch.setattr(sys, "argv", ["app.py", project.location])
    app = screen()
    assert handed(app, "notes")[0]["notes"] == {}
    app.button_group(key="links-holding").set_value(["finding"]).run()  # that asks for them
    assert rows(app)["shown"] == [0, 1, 2]
    app.run()
    noted = handed(app, "notes")[0]["notes"]
    assert sorted(noted) == ["0", "1", "2"]
    assert all(kind == "finding" for notes in noted.values() for kind, _color, _text in notes)


@pytest.mark.parametrize(("language", "label"), [("kk", "Қабылдау"), ("ru", "Принять"), ("en", "Accept")])
def test_the_list_speaks_three_languages(opened: Project, language: str, label: str) -> None:
    piece = rows(screen(lang=language))
    assert (piece["language"], piece["labels"]["accept"]) == (language, label)
    assert len({*piece["labels"].values()}) == len(piece["labels"])


def test_units_counted_anew_bring_the_texts_anew(opened: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Undo on the list may take a cut back, after which every later text has another number."""
    review.split_at(opened, SECOND, Point(1, 8, 9), Point(1, 6, 6), "tester")
    app = screen()
    before = rows(app)["texts"]
    assert {texts["stamp"] for texts in handed(app, "texts")} == {before}
    piece = tell(app, monkeypatch, act(1, "undo", seen=rows(app)["sequence"]))
    assert piece["texts"] != before
    assert {texts["stamp"] for texts in handed(app, "texts")} == {piece["texts"]}
