"""Two browsers with one name are two people, until somebody says that they are one."""

from __future__ import annotations

import pytest

from alignment import review
from alignment.exceptions import ActRefused
from alignment.project import Project

FIRST, SECOND = (((place,), (place,)) for place in range(2))
HERE, THERE = review.browser_id("a secret"), review.browser_id("another")


def test_a_name_belongs_to_who_said_it_first(project: Project) -> None:
    review.introduce(project, "Айгерім", HERE)
    with pytest.raises(ActRefused, match="somebody else works on this project under the name Айгерім"):
        review.introduce(project, "Айгерім", THERE)
    state = project.state()
    assert review.name_of(state, HERE) == "Айгерім"
    assert review.name_of(state, THERE) == ""
    assert review.free_name(state, "Айгерім", HERE) == "Айгерім"
    assert review.free_name(state, "Айгерім", THERE) == "Айгерім (2)"
    assert review.introduce(project, "Айгерім", HERE) == state  # said once, known for ever
    assert Project.open(project.location).state().people == ((HERE, "Айгерім"),)


def test_who_says_to_be_the_same_is_from_then_on(project: Project) -> None:
    review.introduce(project, "Айгерім", HERE)
    review.set_status(project, FIRST, "accepted", "Айгерім")
    review.introduce(project, "Айгерім (2)", THERE)
    review.set_status(project, SECOND, "accepted", "Айгерім (2)")
    review.introduce(project, "Айгерім", THERE, same=True)
    project.undo("Айгерім")  # what was done under either name is one person's
    assert project.undo("Айгерім").accepted == 0
    assert project.redo("Айгерім").accepted == 1
    with pytest.raises(ActRefused, match="nothing to undo"):
        project.undo("Айгерім (2)")
    assert Project.open(project.location).state() == project.state()


def test_who_takes_another_name_takes_their_acts_along(project: Project) -> None:
    review.introduce(project, "Айгеім", HERE)
    review.set_status(project, FIRST, "accepted", "Айгеім")
    review.introduce(project, "Айгерім", HERE)
    assert project.undo("Айгерім").accepted == 0


def test_an_introduction_is_no_act_to_be_undone_or_built_on(project: Project) -> None:
    review.set_status(project, FIRST, "accepted", "Дана")
    review.introduce(project, "Дана", HERE)
    assert project.undo("Дана").accepted == 0
    assert review.name_of(project.state(), HERE) == "Дана"
    assert [row.acts for row in review.progress.by_reviewer(project.state(), project.events())] == [2]


def test_an_account_is_nobody_but_itself(project: Project) -> None:
    account = review.account_id("https://accounts.example.org", "4711")
    review.introduce(project, "Дана", account)
    for other in (HERE, review.account_id("https://accounts.example.org", "4712")):
        with pytest.raises(ActRefused, match="logs in"):
            review.introduce(project, "Дана", other, same=True)
    review.introduce(project, "Айгерім", HERE)
    with pytest.raises(ActRefused, match="logs in"):
        review.introduce(project, "Айгерім", account, same=True)


def test_an_id_does_not_tell_its_secret() -> None:
    assert "secret" not in HERE
    assert review.browser_id("a secret ") != HERE
    assert review.account_id("a", "bc") != review.account_id("ab", "c")
    assert not review.is_account(HERE)
