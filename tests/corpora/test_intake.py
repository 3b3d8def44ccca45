"""What a file says of links becomes a project that says the same."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from alignment import review
from alignment.corpora import corpus_of, project_of
from alignment.corpora.entries import Corpus
from alignment.exceptions import ActRefused, AlignmentException, EmptyText, OutputException
from alignment.project import Project, State
from alignment.records import Alignment, Span
from tests.conftest import large_alignment, small_alignment


def as_told(alignment: Alignment, state: State) -> object:
    """All that a file may say, without the numbers of events."""
    return (
        [(unit.id, unit.text, unit.kind, unit.lines) for unit in (*alignment.kk_units, *alignment.en_units)],
        alignment.level,
        state.links,
        sorted((replace(flag, id=0) for flag in state.flags), key=repr),
        sorted((replace(comment, id=0) for comment in state.comments), key=repr),
        sorted((replace(proposal, id=0) for proposal in state.proposals), key=repr),
        sorted(review.standing_ratings(state), key=repr),
    )


def corpus_of_project(project: Project) -> Corpus:
    state = project.state()
    return corpus_of(project.alignment_of(state), state, project.about().title)


def worked_on(project: Project, seed: int, acts: int = 60) -> None:
    """Acts of two people on any links."""
    chance = random.Random(seed)
    for _ in range(acts):
        who, links = chance.choice(["а", "b"]), project.state().links
        pair = chance.choice(links).pair
        span = Span("kk", pair[0][0], 1, 3) if pair[0] else Span("en", pair[1][0], 0, 2)
        try:
            match chance.randrange(9):
                case 0:
                    review.set_status(project, pair, chance.choice(["accepted", "needs review", "unreviewed"]), who)
                case 1:
                    review.flag(project, pair, "Accuracy/Omission", "major", "n\t<1>", who, spans=[span], better="ә")
                case 2:
                    review.comment(project, pair, "said\n=1+1", who)
                case 3:
                    review.propose(project, pair, "kk", "Жақсы.", who)
                case 4:
                    review.rate(project, pair, chance.randrange(101), who)
                case 5 | 6:
                    review.merge(project, pair, chance.choice(["previous", "next"]), who)
                case 7:
                    review.move(project, pair, chance.choice(["kk", "en"]), chance.choice(["previous", "next"]), who)
                case 8:
                    project.undo(who)
        except ActRefused:
            continue


@pytest.mark.parametrize("seed", range(12))
def test_a_project_comes_back_as_it_was(tmp_path: Path, seed: int) -> None:
    alignment = large_alignment(12) if seed % 2 else small_alignment()
    project = Project.create(alignment, tmp_path / "a.kken", "Тақырып")
    worked_on(project, seed)
    back = project_of(corpus_of_project(project), tmp_path / "b.kken")
    assert back.about().title == "Тақырып"
    assert as_told(back.alignment, back.state()) == as_told(project.alignment, project.state())
    again = project_of(corpus_of_project(back), tmp_path / "c.kken")
    assert as_told(again.alignment, again.state()) == as_told(project.alignment, project.state())


def test_what_is_said_of_a_part_stays_with_its_words(tmp_path: Path) -> None:
    project = Project.create(small_alignment(), tmp_path / "a.kken")
    fourth = project.state().links[3]
    span = Span("kk", fourth.link.kk[0], 0, 4)
    review.flag(project, fourth.pair, "Accuracy/Omission", "minor", "", "a", spans=[span])
    whole = corpus_of_project(project)
    back = project_of(replace(whole, entries=list(whole.entries)[2:]), tmp_path / "b.kken")
    (flag,) = back.state().flags
    assert back.state().flags_of(back.state().links[1].link) == (flag,)
    assert [span.unit for span in flag.spans] == list(flag.kk) == [1]


def test_people_and_times_are_the_files(tmp_path: Path) -> None:
    project = Project.create(small_alignment(), tmp_path / "a.kken")
    review.set_status(project, ((0,), (0,)), "accepted", "Айгүл")
    at = project.state().links[0].at
    back = project_of(corpus_of_project(project), tmp_path / "b.kken")
    assert [(event.reviewer, event.at) for event in back.events()] == [("Айгүл", at)]
    back.undo("Айгүл")
    assert back.state().links[0].status == "unreviewed"


def test_nothing_is_made_of_nothing_and_nothing_lost_takes_its_place(tmp_path: Path) -> None:
    empty = Corpus("kk", "en", "paragraph", "", "", [])
    with pytest.raises(EmptyText):
        project_of(empty, tmp_path / "a.kken")
    project = Project.create(small_alignment(), tmp_path / "a.kken")
    review.comment(project, ((0,), (0,)), "said", "a")
    with pytest.raises(OutputException):
        project_of(corpus_of_project(project), tmp_path / "a.kken")
    broken = corpus_of_project(project)
    wrong = [replace(entry, comments=()) for entry in broken.entries]
    wrong[0] = replace(wrong[0], reviewed=replace(wrong[0].reviewed, status="done"))  # type: ignore[arg-type]
    with pytest.raises(AlignmentException):
        project_of(replace(broken, entries=wrong), tmp_path / "b.kken")
    assert not (tmp_path / "b.kken").exists()
