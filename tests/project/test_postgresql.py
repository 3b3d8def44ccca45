"""Projects in PostgreSQL: many people at once, a server that is restarted, and the way from a file and back."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from alignment import review
from alignment.exceptions import AlignmentException, NotAProject, OutputException, UnreadableFile
from alignment.project import Project, back_up, database, restore, verify
from alignment.records import CATEGORIES, Alignment
from tests.conftest import large_alignment, small_alignment
from tests.postgresql import PASSWORD, Server
from tests.waiting import until

pytestmark = pytest.mark.postgresql

PEOPLE, ACTS = 8, 25


def act_on_own_links(url: str, person: int, told: multiprocessing.Queue[int | str]) -> None:
    """One of many people, in a process of their own, each on links that nobody else touches."""
    project, saved = Project.open(url), 0
    try:
        for number in range(ACTS):
            place = person * ACTS + number
            review.set_status(project, ((place,), (place,)), "accepted", f"person {person}", project.state().sequence)
            saved += 1
    except AlignmentException as failure:
        told.put(str(failure))
    else:
        told.put(saved)


def test_people_who_act_on_different_links_never_stand_in_each_others_way(postgresql: Server) -> None:
    url = postgresql.new_schema()
    Project.create(large_alignment(PEOPLE * ACTS), url)
    starting = multiprocessing.get_context("spawn")
    told: multiprocessing.Queue[int | str] = starting.Queue()
    people = [starting.Process(target=act_on_own_links, args=(url, person, told)) for person in range(PEOPLE)]
    for one in people:
        one.start()
    assert [told.get(timeout=120) for _ in people] == [ACTS] * PEOPLE
    for one in people:
        one.join()
    project = Project.open(url)
    assert [event.sequence for event in project.events()] == list(range(1, PEOPLE * ACTS + 1))
    assert {reviewed.status for reviewed in project.state().links} == {"accepted"}


def test_no_act_that_was_answered_is_lost_or_done_twice_when_the_server_is_restarted(postgresql: Server) -> None:
    url = postgresql.new_schema()
    project = Project.create(large_alignment(2_000), url)
    answered: list[int] = []
    refused: list[str] = []
    ended = threading.Event()

    def work() -> None:
        for place in range(2_000):
            if ended.is_set():
                return
            try:
                review.set_status(project, ((place,), (place,)), "accepted", "a")
                answered.append(place)
            except AlignmentException as failure:
                refused.append(str(failure))

    worker = threading.Thread(target=work)
    worker.start()
    for done in (20, 60, 100):
        assert until(lambda done=done: len(answered) >= done)  # type: ignore[misc]
        postgresql.stop()
        postgresql.start()
    assert until(lambda: len(answered) >= 140)
    ended.set()
    worker.join()
    assert refused == []
    saved = [event.act.pair[0][0] for event in Project.open(url).events()]  # type: ignore[union-attr]
    assert saved == answered


def test_a_server_that_stays_away_is_named_without_its_password(
    postgresql: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_PATIENCE", 0.5)
    url = postgresql.new_schema(guarded=True)
    project = Project.create(small_alignment(), url)
    assert PASSWORD not in project.location and "***" in project.location
    postgresql.stop()
    try:
        with pytest.raises(UnreadableFile, match="cannot be read") as read:
            project.state()
        with pytest.raises(OutputException, match="not saved") as act:
            review.set_status(project, ((0,), (0,)), "accepted", "a")
        with pytest.raises(UnreadableFile) as opened:
            Project.open(url)
    finally:
        postgresql.start()
    for failure in (read, act, opened):
        assert "s3cret" not in str(failure.value)
        assert len(str(failure.value).splitlines()) == 1
    assert project.events() == ()


def test_a_wrong_password_is_refused_at_once(postgresql: Server) -> None:
    url = postgresql.new_schema(guarded=True).replace("s3cret", "secret")
    started = time.monotonic()
    with pytest.raises(OutputException, match="the database refused") as refusal:
        Project.create(small_alignment(), url)
    assert time.monotonic() - started < 5
    assert "secret" not in str(refusal.value)


def test_a_schema_that_is_not_ours(postgresql: Server) -> None:
    with pytest.raises(NotAProject):
        Project.open(postgresql.new_schema())
    url = postgresql.new_schema()
    Project.create(small_alignment(), url)
    with pytest.raises(OutputException, match="a project here already"):
        Project.create(small_alignment(), url)


def reviewed_project(place: Path | str, alignment: Alignment) -> Project:
    """A project with acts of many kinds, some taken back."""
    project = Project.create(alignment, place, "Есеп «2017»")
    review.set_status(project, project.machine.links[0].pair, "accepted", "Дана")
    review.flag(project, project.machine.links[1].pair, CATEGORIES[0].name, "major", "сан \u2028 дұрыс емес 🙂", "Дана")
    review.comment(project, project.machine.links[2].pair, "неге?", "Ерлан")
    project.undo("Ерлан")
    return project


def test_a_project_moves_from_a_file_to_a_database_and_back_unchanged(
    postgresql: Server, tmp_path: Path, report: Alignment
) -> None:
    original = reviewed_project(tmp_path / "report.kken", report)
    url = postgresql.new_schema()
    copied, back = tmp_path / "copy.kken", tmp_path / "back.kken"
    assert back_up(original.location, copied) == restore(copied, url).acts == 4
    moved = Project.open(url)
    review.set_status(moved, moved.machine.links[5].pair, "needs review", "Ерлан")
    assert back_up(url, back) == 5
    returned = Project.open(back)
    for project in (moved, returned):
        assert project.machine == original.machine
        assert project.about() == original.about()
        assert project.events()[:4] == original.events()
    assert returned.state() == moved.state()
    assert verify(url).is_whole


def test_a_restoration_keeps_the_acts_that_the_copy_lacks(
    postgresql: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    url, copied = postgresql.new_schema(), tmp_path / "copy.kken"
    project = Project.create(small_alignment(), url)
    back_up(url, copied)
    review.set_status(project, ((0,), (0,)), "accepted", "a")
    with pytest.raises(OutputException, match="the copy lacks: 1"):
        restore(copied, url)
    kept = restore(copied, url, replace=True).kept
    assert kept is not None
    assert project.events() == ()
    assert [event.reviewer for event in Project.open(kept).events()] == ["a"]


def test_the_commands_take_an_address_for_a_file(postgresql: Server, tmp_path: Path) -> None:
    url = postgresql.new_schema(guarded=True)
    (tmp_path / "kk.txt").write_text("Бірінші сөйлем.\n\nЕкінші сөйлем.\n", encoding="utf-8")
    (tmp_path / "en.txt").write_text("The first sentence.\n\nThe second sentence.\n", encoding="utf-8")
    commands = (
        ("align", "kk.txt", "en.txt", "--project", url),
        ("verify", url),
        ("export", url, "-o", "out.tsv"),
        ("check", url),
        ("backup", url, "-o", "copy.kken"),
    )
    for command in commands:
        done = subprocess.run(
            [sys.executable, "-m", "alignment", *command], capture_output=True, text=True, cwd=tmp_path, check=False
        )
        assert done.returncode == 0, done.stderr
        assert "s3cret" not in done.stdout + done.stderr
    assert "Екінші" in (tmp_path / "out.tsv").read_text(encoding="utf-8")
