"""What somebody did since a screen was drawn: an act of that screen is no answer to it, and a screen counts units as the
state does that it shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from streamlit.testing.v1 import AppTest

from alignment import review
from alignment.project import Project, State
from alignment.records import CATEGORIES, Term
from alignment.review import glossary_of
from tests.workbench.remembering import acts, field, remembered
from tests.workbench.test_places import FIRST, cut_first, faulty, press, screen

__all__ = ["faulty"]

pytestmark = pytest.mark.slow

COURT = Term("court", "үкім", "admitted", note="бұрынғы")


@dataclass(frozen=True)
class Meeting:
    """Two people act on one thing, the second from a screen that does not show yet what the first did."""

    page: str
    address: dict[str, str]
    prepared: Callable[[Project], object]
    """What is there before either of them looks."""

    begun: Callable[[AppTest], object]
    """What the second does before the first acts."""

    theirs: Callable[[Project], object]
    pressed: Callable[[AppTest], str]
    """Key of the button by which the second acts."""


def flagged(project: Project) -> State:
    return review.flag(project, FIRST, CATEGORIES[0].name, "minor", "", "dana")


def flag_changed(project: Project) -> State:
    return review.edit_flag(project, project.state().flags[0].id, CATEGORIES[1].name, "major", "мұнда", "other")


def note_changed(project: Project) -> State:
    return review.change_terms(project, "other", put=[Term("court", "үкім", "admitted", note="басқаша")])


def typed_note(app: AppTest) -> None:
    press(app, card_of(app, "say"))
    field(app.text_area, "edit-note").set_value("менікі").run()


def typed_section(app: AppTest) -> None:
    field(app.text_input, "assign-to").set_value("dana").run()


def card_of(app: AppTest, act: str) -> str:
    """The button of the rendering above."""
    assert any('<b class="words" lang="kk">' in element.value for element in app.get("html"))
    return f"{act}-{COURT.en}-{COURT.kk}"


def nothing(_of: object) -> None:
    """Nothing needs to be there."""


def always(key: str) -> Callable[[AppTest], str]:
    return lambda _app: key


MEETINGS = {
    "unflag": Meeting("review", {"at": "en.1"}, flagged, nothing, flag_changed, always("unflag-1")),
    "take back": Meeting(
        "findings",
        {"standing": "all"},
        nothing,
        lambda app: press(app, "finding-confirm"),
        flag_changed,
        always("finding-back"),
    ),
    "assign": Meeting(
        "overview",
        {},
        nothing,
        typed_section,
        lambda project: review.assign(project, "en.1", "aigerim", "other"),
        always("assign-do"),
    ),
    "draw": Meeting(
        "double", {}, nothing, nothing, lambda project: review.draw_sample(project, 2, 3, "other"), always("sample-draw")
    ),
    "term": Meeting(
        "terms",
        {"term": "court"},
        lambda project: review.add_term(project, COURT, "dana"),
        nothing,
        note_changed,
        lambda app: card_of(app, "forbidden"),
    ),
    "removed term": Meeting(
        "terms",
        {"term": "court"},
        lambda project: review.add_term(project, COURT, "dana"),
        nothing,
        note_changed,
        lambda app: card_of(app, "remove"),
    ),
    "note of a term": Meeting(
        "terms",
        {"term": "court"},
        lambda project: review.add_term(project, COURT, "dana"),
        typed_note,
        note_changed,
        always("edit-save"),
    ),
}


@pytest.mark.parametrize("name", MEETINGS)
def test_who_comes_later_is_told_and_decides(faulty: Project, name: str) -> None:
    meeting = MEETINGS[name]
    meeting.prepared(faulty)
    app = screen(meeting.page, **meeting.address)
    meeting.begun(app)
    meeting.theirs(Project.open(faulty.location))
    theirs = faulty.state().sequence
    press(app, meeting.pressed(app))
    assert faulty.state().sequence == theirs
    assert any("other changed this in the meantime" in warning.value for warning in app.warning)
    press(app, "do-mine")
    last = acts(faulty)[-1]
    assert (last.sequence, last.reviewer) == (theirs + 1, "dana")
    assert remembered(app).dialog is None
    assert remembered(app).drafts == {}


def test_a_note_typed_for_a_term_is_kept_when_theirs_shall_stand(faulty: Project) -> None:
    review.add_term(faulty, COURT, "dana")
    app = screen("terms", term="court")
    typed_note(app)
    note_changed(Project.open(faulty.location))
    press(app, "edit-save")
    press(app, "keep-theirs")
    assert "басқаша" in {term.note for term in glossary_of(faulty.state()).concepts["court"]}
    press(app, card_of(app, "say"))
    assert field(app.text_area, "edit-note").value == "менікі"


@pytest.mark.parametrize("note", ["comment", "proposal"])
def test_two_who_take_the_same_away_agree(faulty: Project, note: str) -> None:
    if note == "comment":
        key, take = "uncomment-1", review.uncomment
        review.comment(faulty, FIRST, "Бұл кім?", "dana")
    else:
        key, take = "withdraw-1", review.withdraw
        review.propose(faulty, FIRST, "kk", "Басқаша.", "dana")
    app = screen(at="en.1")
    take(Project.open(faulty.location), 1, "other")
    press(app, key)
    assert not app.warning
    assert (faulty.state().comments, faulty.state().proposals) == ((), ())
    assert faulty.state().sequence == 2


@pytest.mark.parametrize("page", ["review", "text", "findings", "overview", "terms", "double"])
def test_no_screen_counts_otherwise_than_the_state_that_it_shows(
    faulty: Project, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At each time in turn that a screen asks for the state, another cuts the first unit just after, or takes that back,
    and somebody looks at it in the same process."""
    review.draw_sample(faulty, 4, 1, "dana")
    review.assign(faulty, "en.1", "dana", "dana")
    app = screen(page, term="court", queue="all")
    app.run()
    look, left = Project.state, [0]

    def state(project: Project) -> State:
        found = look(project)
        left[0] -= 1
        if left[0] == 0:
            elsewhere = Project.open(faulty.location)
            if look(elsewhere).cuts:
                elsewhere.undo("other")
            else:
                cut_first(elsewhere)
            look(project)
        return found

    monkeypatch.setattr(Project, "state", state)
    for time in range(1, 6):
        for _way in ("cut", "taken back"):
            left[0] = time
            app.run()
            assert not app.exception, app.exception
            assert not app.error
