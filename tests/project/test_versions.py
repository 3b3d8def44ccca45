"""An act that brings in a new version, damaged: it is refused by name, and nothing after it is lost silently."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alignment import review
from alignment.embedding.encoders import Encoder
from alignment.exceptions import ActRefused
from alignment.project import Project, Update, back_up, restore, verify
from alignment.records import Document, Portion, SharedWords
from tests.conftest import small_alignment
from tests.project.test_damaged import alter

TEXTS = ["Тақырып", "Мүлдем басқа сөздер.", "Бірінші абзац осында.", *(u.text for u in small_alignment().kk_units[2:4])]


@pytest.fixture
def act(project: Project, encoder: Encoder) -> Update:
    """What brings in a version with new, changed and gone text."""
    document = Document.from_units(TEXTS, language="kk", name="v2")
    made = review.compare_version(project, "kk", document).act(encoder)
    assert made.after
    assert made.version.changed
    assert made.version.stretches
    return made


def of_version(**values: Any) -> Callable[[Update], Update]:
    return lambda act: replace(act, version=replace(act.version, **values))


def with_first(act: Update, **values: Any) -> Update:
    first, *others = act.version.paragraphs
    return of_version(paragraphs=(replace(first, **values), *others))(act)


@pytest.mark.parametrize(
    "damaged",
    [
        pytest.param(lambda act: replace(act, after=act.after[1:], scores=act.scores[1:]), id="a unit in no link"),
        pytest.param(
            lambda act: replace(act, after=(*act.after, ((0,), ())), scores=(*act.scores, (1.0, None))), id="in two"
        ),
        pytest.param(lambda act: replace(act, before=(*act.before, ((7,), (7,)))), id="no such link"),
        pytest.param(lambda act: replace(act, scores=act.scores[1:]), id="no score"),
        pytest.param(lambda act: replace(act, after=(*act.after, ((), ())), scores=(*act.scores, (1.0, None))), id="empty"),
        pytest.param(of_version(paragraphs=()), id="no text"),
        pytest.param(of_version(came=((0,), (), (1,), (2,))), id="a unit too few"),
        pytest.param(of_version(came=((0,), (), (1,), (2,), (9,))), id="from nowhere"),
        pytest.param(of_version(came=((0,), (), (1,), (2,), (-1,))), id="from before the first"),
        pytest.param(of_version(came=((0,), (), (1,), (2,), (3, 2))), id="out of order"),
        pytest.param(of_version(changed=(5,)), id="no such unit changed"),
        pytest.param(of_version(changed=()), id="of another length and not changed"),
        pytest.param(of_version(stretches=(SharedWords(1, 0, 2, 0, 99),)), id="too long"),
        pytest.param(of_version(stretches=(SharedWords(1, -1, 2, 0, 2),)), id="before the text"),
        pytest.param(of_version(stretches=(SharedWords(3, 0, 2, 0, 2),)), id="of another unit"),
        pytest.param(of_version(stretches=(SharedWords(1, 0, 7, 0, 2),)), id="of no unit"),
        pytest.param(of_version(sentences=(Portion("kk.1.1", 0, 0, 3),)), id="sentences among paragraphs"),
        pytest.param(of_version(side="ru"), id="no side"),
        pytest.param(lambda act: with_first(act, text=""), id="an empty text"),
        pytest.param(lambda act: with_first(act, id="kk.2"), id="an id twice"),
        pytest.param(lambda act: with_first(act, text="Тақ"), id="shorter and not changed"),
    ],
)
def test_a_version_that_does_not_go_on_from_the_text_is_refused(
    project: Project, act: Update, damaged: Callable[[Update], Update]
) -> None:
    before = project.state()
    with pytest.raises(ActRefused):
        project.append(damaged(act), "a")
    assert project.state() == before
    assert project.append(act, "a").sequence == 1


def test_a_lost_version_takes_what_counts_its_units_with_it(project: Project, act: Update) -> None:
    project.append(act, "a")
    review.set_status(project, project.state().links[0].pair, "accepted", "a")
    review.change_terms(project, "a", out=[("court", "сот")])
    alter(project.location, "UPDATE event SET act = '{}' WHERE sequence = 1")
    damaged = Project.open(project.location)
    assert damaged.damage is not None
    with pytest.raises(Exception, match="damaged"):
        damaged.refuse_unchangeable()
    report = verify(project.location)
    assert [one.number for one in report.left_out] == [1, 2]
    assert [type(event.act).__name__ for event in report.saved] == ["ChangeTerms"]


def test_a_copy_holds_the_version(project: Project, act: Update, tmp_path: Path) -> None:
    state = project.append(act, "a")
    back_up(project.location, tmp_path / "copy.kken")
    restore(tmp_path / "copy.kken", str(tmp_path / "again.kken"))
    again = Project.open(tmp_path / "again.kken")
    assert again.state() == state
    assert again.alignment == project.alignment
    assert verify(tmp_path / "again.kken").is_whole


places = st.integers(-1, 6)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    came=st.lists(st.lists(places, max_size=2).map(tuple), min_size=5, max_size=5).map(tuple),
    changed=st.lists(places, max_size=3).map(tuple),
    stretches=st.lists(st.builds(SharedWords, places, places, places, places, places), max_size=2).map(tuple),
)
def test_whatever_a_version_says_it_is_taken_whole_or_refused(
    project: Project, act: Update, came: Any, changed: Any, stretches: Any
) -> None:
    before = project.state()
    try:
        project.append(of_version(came=came, changed=changed, stretches=stretches)(act), "a")
    except ActRefused:
        assert project.state() == before
    else:
        assert Project.open(project.location).state() == project.state()
        project.undo("a")
        assert project.state().links == before.links
