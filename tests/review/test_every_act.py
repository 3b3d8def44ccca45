"""Every kind of act, by two people at once who each look at what was there some time ago.

Everything that is said in these tests says what words it is said of, so that any place that is not counted anew shows.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignment.exceptions import ActRefused, Conflict
from alignment.project import Project
from alignment.project.ledger import replay
from alignment.project.written_acts import _ACTS, act_to_json
from tests.conftest import small_alignment
from tests.postgresql import Server
from tests.review.next_versions import Kin
from tests.review.sequences import (
    KINDS,
    Person,
    Step,
    check_links,
    check_names,
    check_words,
    content,
    rows,
    steps,
    unsynced,
    unwind,
    words_of,
    words_of_marks,
)

EXAMPLES = int(os.environ.get("ACT_EXAMPLES", "40"))
"""How many lists of acts are tried; more find more."""


@pytest.fixture(scope="module", autouse=True)
def without_waiting() -> Iterator[None]:
    with unsynced():
        yield


def test_every_kind_of_act_is_among_those_that_are_tried() -> None:
    assert set(KINDS.values()) == set(_ACTS)


@settings(max_examples=EXAMPLES, deadline=None)
@given(acts=st.lists(steps, min_size=15, max_size=45))
@pytest.mark.slow
def test_whatever_two_people_do_at_once_everything_stays_with_its_words(
    tmp_path_factory: pytest.TempPathFactory, acts: list[Step]
) -> None:
    do_at_once(tmp_path_factory.mktemp("acts") / "p.kken", acts)


@settings(max_examples=EXAMPLES // 2, deadline=None)
@given(acts=st.lists(steps, min_size=15, max_size=45))
@pytest.mark.postgresql
def test_in_a_database_too(postgresql: Server, acts: list[Step]) -> None:
    do_at_once(postgresql.new_schema(), acts)


def do_at_once(path: Path | str, acts: list[Step]) -> None:
    """Let two people act on a new project, and look after each act that everything is where it belongs."""
    machine = small_alignment()
    kin = Kin()
    people = {"a": Person("a", Project.create(machine, path), kin), "b": Person("b", Project.open(path), kin)}
    start = people["a"].state
    known = {words_of(machine, link.pair) for link in machine.links}
    confirmed: dict[str, set[str]] = {}
    for step in acts:
        person = people[step.who]
        if step.looks:
            person.look()
        if step.what == "confirm":
            for finding in person.findings():
                confirmed.setdefault(finding.key + str(finding.message), set()).update(words_of_marks(finding))
        before, shown = rows(path), person.project.state() if step.looks else None
        try:
            person.state = person.do(step)
        except (ActRefused, Conflict):
            assert rows(path) == before
            assert shown is None or person.project.state() == shown
            continue
        person.alignment = person.project.alignment
        if rows(path) == before:
            continue  # somebody had done the same
        assert rows(path)[:-1] == before
        kept, _ = act_to_json(person.project.events()[-1].act)
        # A split that cuts no unit is kept as new links.
        assert kept == KINDS[step.what] or (step.what, kept) == ("split at", "relink")
        known.update(words_of(person.alignment, reviewed.pair) for reviewed in person.state.links)
        check_links(person.state, person.alignment, machine)
        check_words(person.state, person.alignment, known, confirmed, kin)
        check_names(person.alignment, kin)
        known.update(words_of(person.alignment, pair) for pair in person.state.sample)
    for person in people.values():
        person.look()
    first, second = people.values()
    again = Project.open(path)
    assert first.state == second.state == again.state() == replay(machine.links, again.events())
    assert first.alignment == second.alignment == again.alignment
    last = first.state
    # All taken back, the first state is there; all done again, the last.
    undone = unwind(people)
    for person in people.values():
        assert replace(content(person.state), people=()) == content(start)  # who is who is not taken back
        assert person.alignment == machine
    for name in reversed(undone):
        people[name].project.redo(name)
    assert content(again.state()) == content(last)
