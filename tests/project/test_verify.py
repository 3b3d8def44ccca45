"""What is said of a project that is whole or not, and what is saved of one that is not."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from alignment import review
from alignment.exceptions import NewerProject, NotAProject, OutputException, UnreadableFile
from alignment.project import Project, Report, save_what_is_whole, verify
from alignment.project.written_acts import act_to_json
from alignment.records import Pair, Point
from tests.project.test_damaged import EVERY_ACT, PAIRS, accept, alter
from tests.soak.projects import make_mutant


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A project with every kind of act."""
    return Path(shutil.copy(EVERY_ACT, tmp_path))


def saved(report: Report, tmp_path: Path) -> Project:
    save_what_is_whole(report, tmp_path / "saved.kken")
    return Project.open(tmp_path / "saved.kken")


def test_a_whole_project_is_said_to_be_whole(kept: Path) -> None:
    report = verify(kept)
    assert report.is_whole
    assert (report.acts, report.whole, len(report.saved)) == (52, 52, 52)
    assert list(report.saved) == list(Project.open(kept).events())


def test_a_whole_project_saved_anew_is_the_same(kept: Path, tmp_path: Path) -> None:
    assert save_what_is_whole(verify(kept), tmp_path / "saved.kken") is None
    old, new = Project.open(kept), Project.open(tmp_path / "saved.kken")
    assert (new.state(), new.events(), new.machine) == (old.state(), old.events(), old.machine)
    assert new.about() == old.about()


def test_what_is_beyond_a_gap_is_saved_where_it_applies(project: Project, tmp_path: Path) -> None:
    review.flag(project, PAIRS[0], "Style/Awkward", "minor", "first", "a")
    review.flag(project, PAIRS[0], "Style/Awkward", "minor", "second", "a")
    review.unflag(project, 1, "b")
    review.flag(project, PAIRS[0], "Style/Awkward", "minor", "third", "a")
    review.edit_flag(project, 4, "Style/Awkward", "major", "third, edited", "b")
    alter(project.location, "DELETE FROM event WHERE sequence = 1")
    report = verify(project.location)
    assert report.gaps == ((1, 1),)
    assert [(one.number, one.kind, one.reviewer) for one in report.left_out] == [(3, "unflag", "b")]
    assert report.left_out[0].reason == "act 1, which it refers to, is not there"
    assert (report.acts, report.whole) == (4, 0)
    notes = [(flag.id, flag.note, flag.severity) for flag in saved(report, tmp_path).state().flags]
    assert notes == [(1, "second", "minor"), (2, "third, edited", "major")]


def test_what_is_left_out_is_kept_beside_it(project: Project, tmp_path: Path) -> None:
    for number in range(3):
        accept(project, number)
    alter(project.location, "UPDATE event SET act = 'torn' WHERE sequence = 2")
    alter(project.location, "DELETE FROM event WHERE sequence = 1")
    beside = save_what_is_whole(verify(project.location), tmp_path / "saved.kken")
    assert beside == tmp_path / "saved.kken.left-out.jsonl"
    gap, left_out = [json.loads(line) for line in beside.read_text().splitlines()]
    assert gap == {"number": 1, "to": 1, "reason": "missing"}
    at = left_out.pop("at")
    assert left_out.pop("reason").startswith("act 2 cannot be read (")
    assert left_out == {"number": 2, "kind": "status", "reviewer": "a", "act": "torn"}
    assert at.endswith("+00:00")
    assert Project.open(tmp_path / "saved.kken").state().accepted == 1


def test_nothing_beyond_the_damage_is_saved_where_that_is_asked_for(project: Project, tmp_path: Path) -> None:
    for number in range(3):
        accept(project, number)
    alter(project.location, "DELETE FROM event WHERE sequence = 2")
    report = verify(project.location, up_to_damage=True)
    assert [one.reason for one in report.left_out] == ["it lies beyond the damage"]
    assert saved(report, tmp_path).state().accepted == 1


def test_no_act_lands_on_another_link_where_the_act_before_it_that_cut_a_text_is_lost(
    project: Project, tmp_path: Path
) -> None:
    pair: Pair = ((1,), (1,))
    review.split_at(project, pair, Point(1, 7, 8), Point(1, 5, 6), "a")
    review.set_status(project, ((2,), (2,)), "accepted", "a")  # what was cut off; after the loss this would be another link
    review.assign(project, "en.1", "b", "a")
    alter(project.location, """UPDATE event SET act = '{"pair": [[1], [1]]}' WHERE sequence = 1""")
    report = verify(project.location)
    assert [one.number for one in report.left_out] == [1, 2]
    assert report.left_out[1].reason == "it counts units as act 1 cut them, and that one is left out"
    state = saved(report, tmp_path).state()
    assert (state.accepted, state.assignments) == (0, (("en.1", "b"),))


@pytest.mark.parametrize("seed", range(12))
def test_what_is_saved_of_a_project_with_lost_acts_is_what_was_done(kept: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    lost = chance.sample(range(1, 53), 3)
    events = Project.open(kept).events()
    alter(kept, f"DELETE FROM event WHERE sequence IN ({', '.join(map(str, lost))})")
    report = verify(kept)
    left_out = {one.number for one in report.left_out}
    assert report.acts == 49
    assert report.whole == min(lost) - 1
    there = [event for event in events if event.sequence not in {*lost, *left_out}]
    assert [(e.reviewer, e.at, act_to_json(e.act)[0]) for e in saved(report, tmp_path).events()] == [
        (e.reviewer, e.at, act_to_json(e.act)[0]) for e in there
    ]
    assert sum(last - first + 1 for first, last in report.gaps) == len(
        [n for n in lost if n < max(e.sequence for e in events)]
    )


def test_texts_that_are_not_whole_leave_nothing_to_save(kept: Path, tmp_path: Path) -> None:
    alter(kept, "DELETE FROM link WHERE place = 2")
    report = verify(kept)
    assert report.alignment is None
    assert not report.is_whole
    assert "link: 2 is missing" in report.complaints[0]
    with pytest.raises(NotAProject, match="nothing can be saved; go back to a copy"):
        save_what_is_whole(report, tmp_path / "saved.kken")
    assert not (tmp_path / "saved.kken").exists()


def test_pages_that_are_torn_leave_what_can_be_read(tmp_path: Path, project: Project) -> None:
    for turn in range(300):
        review.comment(project, PAIRS[0], f"comment {turn} {'x' * 100}", "a")
    content = bytearray(Path(project.location).read_bytes())
    pages = [at for at in range(0, len(content), 4096) if b"comment 150 " in content[at : at + 4096]]
    content[pages[0] : pages[0] + 4096] = bytes(4096)
    Path(project.location).write_bytes(content)
    opened = Project.open(project.location)
    assert opened.damage is not None
    report = verify(project.location)
    assert report.complaints
    assert 100 < opened.damage.whole == report.whole < 151
    assert len(report.saved) > 200
    texts = [comment.text for comment in saved(report, tmp_path).state().comments]
    assert texts[0].startswith("comment 0 ")
    assert texts[-1].startswith("comment 299 ")


def test_the_file_is_never_altered(tmp_path: Path) -> None:
    for number in range(40):
        path, _ = make_mutant(5, number, tmp_path)
        before = path.read_bytes()
        try:
            report = verify(path)
            if report.alignment is not None:
                save_what_is_whole(report, tmp_path / f"{number}.saved")
                assert Project.open(tmp_path / f"{number}.saved").events() == report.saved
        except (NotAProject, NewerProject, UnreadableFile):
            pass
        assert path.read_bytes() == before
        assert not list(tmp_path.glob("mutant*-journal"))


def test_an_interrupted_write_is_taken_back_in_the_copy_alone(project: Project, tmp_path: Path) -> None:
    """As a killed process leaves it: the pages are written, and the journal that takes them back lies beside."""
    accept(project, 0)
    connection = sqlite3.connect(project.location, isolation_level=None)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    for sequence in range(2, 200):
        row = (sequence, "b", "2026-01-01T00:00:00+00:00", "comment", json.dumps({"pair": PAIRS[0], "text": "x" * 500}))
        connection.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?)", row)
    torn = tmp_path / "torn.kken"
    shutil.copyfile(project.location, torn)
    shutil.copyfile(f"{project.location}-journal", f"{torn}-journal")
    connection.close()
    before = torn.read_bytes(), Path(f"{torn}-journal").read_bytes()
    report = verify(torn)
    assert report.is_whole
    assert report.acts == 1
    assert (torn.read_bytes(), Path(f"{torn}-journal").read_bytes()) == before


def test_nothing_is_saved_over_another_file(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis").write_text("years of work")
    with pytest.raises(OutputException, match="another file of this name"):
        save_what_is_whole(verify(kept), tmp_path / "thesis")
    assert (tmp_path / "thesis").read_text() == "years of work"


def test_what_is_no_project_is_named(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("not a database")
    with pytest.raises(NotAProject, match="not a project file"):
        verify(tmp_path / "text")
    with pytest.raises(UnreadableFile, match="no such project"):
        verify(tmp_path / "none")
